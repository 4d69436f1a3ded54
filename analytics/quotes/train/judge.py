"""Trains the judge of candidates on what networks trained on the other half of the articles propose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from analytics.quotes import lexicon as lx
from analytics.quotes.claims import Claims
from analytics.quotes.features import Sheet
from analytics.quotes.marks import INSIDE, OUTSIDE
from analytics.quotes.rank import JUDGEMENTS, inputs
from analytics.quotes.train.gold import Article, Attribution

Array = np.ndarray[Any, Any]

_FOUND, _BOUNDED = 0.3, 0.8


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


def is_speech(article: Article, attribution: Attribution, speech: frozenset[str]) -> bool:
    """Whether an attribution is of words said: it quotes some, or its cue is one of speech."""
    state = article.marks.state
    if sum(state[i] == INSIDE for i in attribution.content) >= 3 or all(state[i] != OUTSIDE for i in attribution.content):
        return True
    return any(lx.stem(article.document.lower[i]) in speech or article.document.lower[i] in _SPEECH_NOUNS for i in attribution.cue)


_SPEECH_NOUNS = frozenset("according statement interview argument claims told speech remarks".split())


def fit_judge(features: Array, truth: Array, *, seeds: int = 3, hidden: int = 48, epochs: int = 25) -> dict[str, Array]:
    """Weights of the judge, as `analytics.quotes.rank.Judge` takes them."""
    x = inputs(features)
    mean, scale = x.mean(0), x.std(0) + 1e-3
    data = torch.from_numpy(np.clip((x - mean) / scale, -6, 6).astype(np.float32))
    target = torch.from_numpy(truth)
    layers: list[list[Array]] = []
    for seed in range(seeds):
        torch.manual_seed(seed)
        net = nn.Sequential(nn.Linear(data.shape[1], hidden), nn.ReLU(), nn.Dropout(0.1), nn.Linear(hidden, hidden), nn.ReLU(), nn.Dropout(0.1),
                            nn.Linear(hidden, target.shape[1]))  # fmt: skip
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
