"""Trains the judges of candidates on what networks trained on the other half of the articles propose, and calibrates them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from analytics.quotes.claims import Claims
from analytics.quotes.cueless import unclaimed
from analytics.quotes.drafts import Draft
from analytics.quotes.features import Sheet
from analytics.quotes.join import join
from analytics.quotes.network import Network, Readers
from analytics.quotes.propose import propose
from analytics.quotes.rank import JUDGEMENTS, RIGHT, Judge, inputs, keeps
from analytics.quotes.settle import drafts_of
from analytics.quotes.train.gold import Article, is_speech
from analytics.quotes.weights import Lexis

Array = np.ndarray[Any, Any]

_FOUND, _BOUNDED = 0.3, 0.8
_ARTICLES_TOGETHER = 16
# Quotes in a step of the calibration curve, at least.
_STEP = 150


class Batch(NamedTuple):
    """Candidates of some articles, by a network that has not seen them, and the truth about them (candidates, JUDGEMENTS)."""

    articles: Sequence[Article]
    sheet: Sheet
    claims: Claims
    truth: Array


def learn_judges(
    articles: Sequence[Article], words: Lexis, shape: dict[str, Any], networks: Sequence[dict[str, Array]]
) -> tuple[Any, Any, Any]:
    """The judge of candidates, that of cueless quotations, and the calibration of both. ``networks``: the weights
    of one network for each part of the articles (every n-th), trained on the others."""
    speech = frozenset(words.speech)
    folds = []
    for fold, weights in enumerate(networks):
        reader = Readers([Network(weights, words.lexicon(), shape["encoder"], shape["dilations"])])
        folds.append(batches(reader, articles[fold :: len(networks)], speech))
    data = [(np.concatenate([b.claims.features for b in fold]), np.concatenate([b.truth for b in fold])) for fold in folds]

    def learn(left_out: int | None) -> dict[str, Array]:
        x, y = zip(*(own for fold, own in enumerate(data) if fold != left_out), strict=True)
        return fit_judge(inputs(np.concatenate(x)), np.concatenate(y))

    judge = learn(None)
    # A fold's candidates are judged by what was learned from the others', so that confidence is not flattered.
    claim_outcomes: list[tuple[float, float]] = []
    cueless: list[list[tuple[list[float], Array]]] = []
    for fold, own_batches in enumerate(folds):
        outcomes, own = _settled(own_batches, Judge(learn(fold)), speech)
        claim_outcomes += outcomes
        cueless.append(own)
    sets = [(np.array([f for f, _ in own], np.float32), np.array([t for _, t in own], np.float32)) for own in cueless]

    def learn_cueless(left_out: int | None) -> dict[str, Array]:
        x, y = zip(*(own for fold, own in enumerate(sets) if fold != left_out), strict=True)
        return fit_judge(np.concatenate(x), np.concatenate(y), hidden=16)

    cueless_outcomes: list[tuple[float, float]] = []
    for fold, (x, y) in enumerate(sets):
        chances = Judge(learn_cueless(fold))(x)
        kept = keeps(chances)
        cueless_outcomes += list(zip(chances[kept, RIGHT].tolist(), y[kept, RIGHT].tolist(), strict=True))
    return judge, learn_cueless(None), {"claims": calibrate(claim_outcomes), "cueless": calibrate(cueless_outcomes)}


def batches(reader: Readers, articles: Sequence[Article], speech: frozenset[str]) -> list[Batch]:
    """What a network proposes for articles."""
    found = []
    for begin in range(0, len(articles), _ARTICLES_TOGETHER):
        some = articles[begin : begin + _ARTICLES_TOGETHER]
        sheet, claims = propose(reader, [a.document for a in some], [a.marks for a in some])
        found.append(Batch(some, sheet, claims, verdicts(sheet, claims, some, speech)))
    return found


def _settled(
    fold: Sequence[Batch], judge: Judge, speech: frozenset[str]
) -> tuple[list[tuple[float, float]], list[tuple[list[float], Array]]]:
    """Raw chance and outcome of each quote kept; features and truth of each cueless quotation."""
    outcomes: list[tuple[float, float]] = []
    cueless: list[tuple[list[float], Array]] = []
    for batch in fold:
        documents, marks = [a.document for a in batch.articles], [a.marks for a in batch.articles]
        drafts, hints = drafts_of(batch.sheet, batch.claims, judge(inputs(batch.claims.features)), documents, marks)
        for article, own, others in zip(batch.articles, drafts, hints, strict=True):
            join(article.document, article.marks, own)
            outcomes += [(draft.right, float(_verdict(article, draft, speech)[RIGHT])) for draft in own]
            more = unclaimed(article.document, article.marks, own, others)
            cueless += [(draft.features, _verdict(article, draft, speech)) for draft in more]
    return outcomes, cueless


def _verdict(article: Article, draft: Draft, speech: frozenset[str]) -> Array:
    content = {i for a, b in draft.parts for i in range(a, b)}
    speaker = set(range(*draft.speaker)) if draft.speaker else set()
    return np.array(judge_one(content, speaker, article, speech), np.float32)


def verdicts(sheet: Sheet, claims: Claims, articles: Sequence[Article], speech: frozenset[str]) -> Array:
    """For each candidate of the sheet what the judge has to say of it: (candidates, JUDGEMENTS) of 0 and 1."""
    said: list[list[int]] = [[] for _ in claims.cue]
    for n, a, b in claims.runs.tolist():
        said[n] += range(a, b)
    truth = np.zeros((len(claims.cue), len(JUDGEMENTS)), np.float32)
    for n, rows in enumerate(said):
        piece = sheet.pieces[int(claims.piece[n])]
        shift = piece.first - piece.base
        speaker = {row + shift for row in range(*claims.speaker[n].tolist())} if claims.speaker[n, 0] >= 0 else set()
        truth[n] = judge_one({row + shift for row in rows}, speaker, articles[piece.document], speech)
    return truth


def judge_one(content: set[int], speaker: set[int], article: Article, speech: frozenset[str]) -> tuple[bool, bool, bool, bool]:
    """JUDGEMENTS of one quote, given as tokens of its article, by the gold attribution that it overlaps most."""
    words = article.document.words
    content = {i for i in content if words[i][0].isalnum()}
    best, match = 0.0, None
    for a in article.attributions:
        gold = {i for i in a.content if words[i][0].isalnum()}
        if shared := len(gold & content):
            overlap = shared / len(gold | content)
            if overlap > best:
                best, match = overlap, a
    if match is None or best < _FOUND:
        return False, False, False, False
    right = bool(speaker & set(match.speaker)) if match.speaker else not speaker
    return True, is_speech(article, match, speech), right, best >= _BOUNDED


def fit_judge(x: Array, truth: Array, *, seeds: int = 3, hidden: int = 48, epochs: int = 25) -> dict[str, Array]:
    """Weights of a judge, as `analytics.quotes.rank.Judge` takes them, from inputs and truth (rows, JUDGEMENTS)."""
    mean, scale = x.mean(0), x.std(0) + 1e-3
    data = torch.from_numpy(np.clip((x - mean) / scale, -6, 6).astype(np.float32))
    target = torch.from_numpy(truth)
    layers: list[list[Array]] = []
    for seed in range(seeds):
        torch.manual_seed(seed)
        below = nn.Linear(data.shape[1], hidden), nn.ReLU(), nn.Dropout(0.1), nn.Linear(hidden, hidden), nn.ReLU(), nn.Dropout(0.1)
        net = nn.Sequential(*below, nn.Linear(hidden, target.shape[1]))
        optimiser = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=1e-2)
        steps = epochs * -(-len(data) // 256)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-3, total_steps=steps + 1)
        for _ in range(epochs):
            order = torch.randperm(len(data))
            for begin in range(0, len(order), 256):
                chosen = order[begin : begin + 256]
                loss = functional.binary_cross_entropy_with_logits(net(data[chosen]), target[chosen])
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
                schedule.step()
        layers.append([p.detach().numpy() for p in net.parameters()])
    weights = {"mean": mean, "scale": scale}
    for n in range(3):
        weights[f"weight{n}"] = np.stack([own[2 * n].T for own in layers])
        weights[f"bias{n}"] = np.stack([own[2 * n + 1] for own in layers])
    return weights


def calibrate(outcomes: Sequence[tuple[float, float]]) -> Array:
    """Knots of a rising line from raw chance to the share that was right: pools of neighbours, merged while they fall (isotonic
    regression by pool adjacent violators)."""
    ordered = np.array(sorted(outcomes), np.float32)
    size = max(1, min(_STEP, len(ordered) // 8))
    pools = [
        [float(part[:, 0].sum()), float(part[:, 1].sum()), len(part)]
        for part in np.array_split(ordered, max(1, len(ordered) // size))
    ]
    merged: list[list[float]] = []
    for pool in pools:
        merged.append(pool)
        while len(merged) > 1 and merged[-2][1] / merged[-2][2] >= merged[-1][1] / merged[-1][2]:
            chances, right, count = merged.pop()
            merged[-1] = [merged[-1][0] + chances, merged[-1][1] + right, merged[-1][2] + count]
    return np.array([[chances / count, right / count] for chances, right, count in merged], np.float32)
