"""Trains the judges on candidates from networks that were trained on the other half of the articles, and calibrates them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from analytics.quotes.assemble import assemble
from analytics.quotes.claims import Claims
from analytics.quotes.decisions import drafts_of
from analytics.quotes.drafts import Draft
from analytics.quotes.features import Sheet
from analytics.quotes.network import QuoteNetwork
from analytics.quotes.propose import propose
from analytics.quotes.rank import JUDGEMENTS, RIGHT, Judge, inputs, keeps
from analytics.quotes.train.gold import GoldArticle, is_speech
from analytics.quotes.weights import LexiconParts

Array = np.ndarray[Any, Any]

_FOUND, _BOUNDED = 0.3, 0.8
_ARTICLES_TOGETHER = 16
# How far the shipped judge follows the guide (1) rather than the marking of the older articles (0).
LEAN = 0.6
# The fewest quotes in a step of the calibration curve.
_STEP = 150
# Articles of one outlet that count fully in the calibration; of more, each counts less.
_OF_AN_OUTLET = 8
_PRONOUNS = frozenset("he she they i we".split())


class GoldAttribution(NamedTuple):
    """A gold attribution: the tokens of its content that are words, those of its speaker, whether it is speech, and the words of
    the speaker's name."""

    content: frozenset[int]
    speaker: frozenset[int]
    speech: bool
    name: frozenset[str]


class Batch(NamedTuple):
    """Candidates of some articles, by a network that has not seen them, and the truth about them (candidates, JUDGEMENTS)."""

    articles: Sequence[GoldArticle]
    marked: Sequence[Sequence[GoldAttribution]]
    sheet: Sheet
    claims: Claims
    truth: Array
    guided: Array


def learn_judges(
    articles: Sequence[GoldArticle],
    part_of: Sequence[int],
    words: LexiconParts,
    shape: dict[str, Any],
    networks: Sequence[dict[str, Array]],
) -> tuple[Any, Any, Any]:
    """Train the judge of candidates, that of cueless quotations, and the calibration of both. ``networks``: the weights of one
    network for each part of the articles, trained on the others."""
    folds = read_parts(articles, part_of, words, shape, networks)
    # A part's candidates are judged by a judge trained on the other parts, so that confidence is not overestimated.
    tag = words.lexicon().tag
    settled = [_settled(own, Judge(learn_judge(folds, fold)), tag) for fold, own in enumerate(folds)]
    cueless = [own for _, own in settled]
    outcomes = [outcome for own, _ in settled for outcome in own]
    cueless_outcomes: list[KeptQuote] = []
    for fold, own in enumerate(cueless):
        chances = Judge(_learn_cueless(cueless, fold))(np.array([c.features for c in own], np.float32))
        kept = keeps(chances)
        cueless_outcomes += [
            KeptQuote(float(chance), float(c.truth[RIGHT]), c.outlet)
            for chance, c, keep in zip(chances[:, RIGHT], own, kept, strict=True)
            if keep
        ]
    sizes = Counter(a.row["outlet"] for a in articles if a.guided)
    knots = {name: calibrate(_of_guided(kept, sizes)) for name, kept in (("claims", outcomes), ("cueless", cueless_outcomes))}
    return learn_judge(folds, None), _learn_cueless(cueless, None), knots


def read_parts(
    articles: Sequence[GoldArticle],
    part_of: Sequence[int],
    words: LexiconParts,
    shape: dict[str, Any],
    networks: Sequence[dict[str, Array]],
) -> list[list[Batch]]:
    """Read each part with the network that has not seen it."""
    speech = frozenset(words.speech)
    folds = []
    for part, weights in enumerate(networks):
        reader = QuoteNetwork(weights, words.lexicon(), shape["encoder"], shape["dilations"])
        folds.append(batches(reader, [a for a, own in zip(articles, part_of, strict=True) if own == part], speech))
    return folds


def learn_judge(folds: Sequence[Sequence[Batch]], left_out: int | None) -> dict[str, Array]:
    """Train the judge of candidates on all parts but one."""
    used = [b for fold, own in enumerate(folds) if fold != left_out for b in own]
    x = np.concatenate([inputs(b.claims.features) for b in used])
    return fit_judge(x, np.concatenate([b.truth for b in used]), np.concatenate([b.guided for b in used]))


class Cueless(NamedTuple):
    """A cueless quotation: its features, and the truth about it."""

    features: list[float]
    truth: Array
    outlet: str | None


class KeptQuote(NamedTuple):
    """A quote that was kept: its chance before calibration, whether it and its speaker were right, and the outlet of a guided
    article."""

    chance: float
    right: float
    outlet: str | None


def _of_guided(outcomes: Sequence[KeptQuote], sizes: Counter[str]) -> list[tuple[float, float, float]]:
    """The chance, outcome and weight of quotes in articles marked by the guide; the other articles mark quotes by other rules."""
    return [(o.chance, o.right, min(1.0, _OF_AN_OUTLET / sizes[o.outlet])) for o in outcomes if o.outlet is not None]


def _learn_cueless(folds: Sequence[Sequence[Cueless]], left_out: int | None) -> dict[str, Array]:
    used = [c for fold, own in enumerate(folds) if fold != left_out for c in own]
    x, y = (np.array([getattr(c, name) for c in used], np.float32) for name in ("features", "truth"))
    return fit_judge(x, y, np.array([c.outlet is not None for c in used], np.float32), hidden=16)


def batches(reader: QuoteNetwork, articles: Sequence[GoldArticle], speech: frozenset[str]) -> list[Batch]:
    """The candidates that a network proposes for articles."""
    found = []
    for begin in range(0, len(articles), _ARTICLES_TOGETHER):
        some = articles[begin : begin + _ARTICLES_TOGETHER]
        sheet, claims = propose(reader, [a.document for a in some], [a.marks for a in some])
        guided = np.array([some[sheet.pieces[piece].document].guided for piece in claims.piece.tolist()], np.float32)
        marked = [_marked(article, speech) for article in some]
        found.append(Batch(some, marked, sheet, claims, verdicts(sheet, claims, some, marked), guided))
    return found


def _settled(fold: Sequence[Batch], judge: Judge, tag: Callable[[str], str]) -> tuple[list[KeptQuote], list[Cueless]]:
    """The outcome of every quote kept, and every cueless quotation."""
    outcomes: list[KeptQuote] = []
    cueless: list[Cueless] = []
    for batch in fold:
        documents, marks = [a.document for a in batch.articles], [a.marks for a in batch.articles]
        chosen = drafts_of(batch.sheet, batch.claims, judge(inputs(batch.claims.features)), documents, marks)
        for article, marked, own in zip(batch.articles, batch.marked, chosen, strict=True):
            claimed, _, more = assemble(article.document, article.marks, own, tag)
            outlet = article.row["outlet"] if article.guided else None
            outcomes += [KeptQuote(draft.right, float(_verdict(article, marked, draft)[RIGHT]), outlet) for draft in claimed]
            cueless += [Cueless(draft.features, _verdict(article, marked, draft), outlet) for draft in more]
    return outcomes, cueless


def _marked(article: GoldArticle, speech: frozenset[str]) -> list[GoldAttribution]:
    words = article.document.words
    return [
        GoldAttribution(
            frozenset(i for i in a.content if words[i][0].isalnum()),
            frozenset(a.speaker),
            is_speech(article, a, speech),
            frozenset((a.name or "").lower().split()),
        )
        for a in article.attributions
    ]


def _verdict(article: GoldArticle, marked: Sequence[GoldAttribution], draft: Draft) -> Array:
    content = {i for a, b in draft.parts for i in range(a, b)}
    speaker = set(range(*draft.speaker)) if draft.speaker else set()
    return np.array(judge_one(article.document.words, content, speaker, marked), np.float32)


def verdicts(sheet: Sheet, claims: Claims, articles: Sequence[GoldArticle], marked: Sequence[Sequence[GoldAttribution]]) -> Array:
    """The right judgements of each candidate of the sheet: (candidates, JUDGEMENTS) of 0 and 1."""
    said: list[list[int]] = [[] for _ in claims.cue]
    for n, a, b in claims.runs.tolist():
        said[n] += range(a, b)
    truth = np.zeros((len(claims.cue), len(JUDGEMENTS)), np.float32)
    for n, rows in enumerate(said):
        piece = sheet.pieces[int(claims.piece[n])]
        shift = piece.first - piece.base
        speaker = {row + shift for row in range(*claims.speaker[n].tolist())} if claims.speaker[n, 0] >= 0 else set()
        words = articles[piece.document].document.words
        truth[n] = judge_one(words, {row + shift for row in rows}, speaker, marked[piece.document])
    return truth


def judge_one(
    words: Sequence[str], content: set[int], speaker: set[int], marked: Sequence[GoldAttribution]
) -> tuple[bool, bool, bool, bool]:
    """The right JUDGEMENTS of one quote, given as tokens of its article, by the gold attribution that it overlaps most."""
    content = {i for i in content if words[i][0].isalnum()}
    best, match = 0.0, None
    for one in marked:
        if shared := len(one.content & content):
            overlap = shared / len(one.content | content)
            if overlap > best:
                best, match = overlap, one
    if match is None or best < _FOUND:
        return False, False, False, False
    return True, match.speech, _is_right(words, speaker, match), best >= _BOUNDED


def _is_right(words: Sequence[str], speaker: set[int], match: GoldAttribution) -> bool:
    """Whether a speaker is that of an attribution; where no words are marked, whether it is a pronoun or part of the name."""
    if match.speaker:
        return bool(speaker & match.speaker)
    said = {words[i].lower() for i in speaker}
    return bool(said & (match.name | _PRONOUNS)) if match.name else not speaker


def fit_judge(
    x: Array, truth: Array, guided: Array, *, lean: float = LEAN, seeds: int = 3, hidden: int = 48, epochs: int = 25
) -> dict[str, Array]:
    """Fit the weights of an `analytics.quotes.rank.Judge` to inputs and truth (rows, JUDGEMENTS).

    ``guided`` (rows) is 1 in articles marked by the guide, which count twice; the shipped judge has its flag at ``lean``
    (see `analytics.quotes.train.model.folded`).
    """
    mean, scale = x.mean(0), x.std(0) + 1e-3
    data = torch.from_numpy(np.column_stack([np.clip((x - mean) / scale, -6, 6), guided]).astype(np.float32))
    target, weight = torch.from_numpy(truth), torch.from_numpy(1 + guided)[:, None]
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
                loss = functional.binary_cross_entropy_with_logits(net(data[chosen]), target[chosen], weight=weight[chosen])
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
                schedule.step()
        first, *others = [p.detach().numpy() for p in net.parameters()]
        others[0] = others[0] + lean * first[:, -1]
        layers.append([first[:, :-1], *others])
    weights = {"mean": mean, "scale": scale}
    for n in range(3):
        weights[f"weight{n}"] = np.stack([own[2 * n].T for own in layers])
        weights[f"bias{n}"] = np.stack([own[2 * n + 1] for own in layers])
    return weights


def calibrate(outcomes: Sequence[tuple[float, float, float]]) -> Array:
    """Fit the knots of a rising line from raw chance to the share that was right to (chance, right, weight), by isotonic regression
    (pool adjacent violators)."""
    ordered = np.array(sorted(outcomes), np.float64)
    size = max(1, min(_STEP, len(ordered) // 8))
    pools = [
        [float((part[:, 0] * part[:, 2]).sum()), float((part[:, 1] * part[:, 2]).sum()), float(part[:, 2].sum())]
        for part in np.array_split(ordered, max(1, len(ordered) // size))
    ]
    merged: list[list[float]] = []
    for pool in pools:
        merged.append(pool)
        while len(merged) > 1 and merged[-2][1] / merged[-2][2] >= merged[-1][1] / merged[-1][2]:
            chances, right, count = merged.pop()
            merged[-1] = [merged[-1][0] + chances, merged[-1][1] + right, merged[-1][2] + count]
    return np.array([[chances / count, right / count] for chances, right, count in merged], np.float32)
