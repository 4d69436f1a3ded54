"""Trains a network on gold articles."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from torch.nn import functional

from analytics.quotes import features as ft
from analytics.quotes import lexicon as lx
from analytics.quotes.decode import CONTENT, CUE, NOTHING, SPEAKER
from analytics.quotes.train.gold import GoldArticle, is_speech
from analytics.quotes.train.model import ChainLoss, QuoteModel, Shape

# Windows of tokens that are no cue are cut to this many tokens to either side: only their validity is learned.
_SHORT = 24
_ARTICLES_A_STEP = 4
_NEGATIVE_FROM, _LIKELY_FROM = 0.1, 0.3


class TrainingStep(NamedTuple):
    """The material of one training step: windows of gold cues (``labels`` of their rows) first, then of other tokens."""

    sheet: ft.Sheet
    windows: ft.Windows
    positives: int
    labels: np.ndarray[Any, Any]
    is_speech: np.ndarray[Any, Any]
    is_anchor: np.ndarray[Any, Any]


def fit(
    articles: Sequence[GoldArticle],
    lexicon: lx.Lexicon,
    shape: Shape,
    *,
    epochs: int = 7,
    seed: int = 1,
    rate: float = 3e-3,
    log: Callable[[str], None] = lambda _: None,
) -> QuoteModel:
    """Train a network on articles. Its own cue chances choose the counter-examples of each step."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = QuoteModel(shape)
    steps = epochs * -(-len(articles) // _ARTICLES_A_STEP)
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=1e-3, betas=(0.9, 0.98), fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps + 1, pct_start=0.15)
    started = time.monotonic()
    for epoch in range(epochs):
        network.train()
        order = rng.permutation(len(articles))
        losses = []
        for begin in range(0, len(order), _ARTICLES_A_STEP):
            chosen = order[begin : begin + _ARTICLES_A_STEP]
            loss, parts = _loss(network, [articles[i] for i in chosen], lexicon)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            losses.append(parts)
        log(
            f"epoch {epoch + 1}: {time.monotonic() - started:.0f} s, losses of labels, validity, cues {np.mean(losses, 0).round(3)}"
        )
    network.eval()
    _empty_unmet(network, optimiser)
    return network


def _empty_unmet(network: QuoteModel, optimiser: torch.optim.AdamW) -> None:
    """Set the rows of the windows' tables that training never met to zero, so that they compress to almost nothing."""
    with torch.no_grad():
        for table in network.tables:
            met = optimiser.state[table.weight]["exp_avg_sq"].sum(1) > 0
            table.weight[~met] = 0.0


def tensors(sheet: ft.Sheet) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The columns, state and bounds of a sheet for the encoder."""
    return torch.from_numpy(sheet.columns).long(), torch.from_numpy(sheet.state).long(), torch.from_numpy(sheet.bound).long()


def _loss(network: QuoteModel, articles: Sequence[GoldArticle], lexicon: lx.Lexicon) -> tuple[torch.Tensor, list[float]]:
    sheet = ft.lay_out([a.document for a in articles], [a.marks for a in articles], lexicon)
    guided = torch.from_numpy(spread(sheet, [np.full(len(a.document.words), a.guided, np.float32) for a in articles]))
    tokens, cue_scores = network.encode(*tensors(sheet), guided)
    likely = torch.sigmoid(cue_scores.detach()).numpy()
    step = prepare(sheet, articles, likely, lexicon.speech)
    w = step.windows
    scores, valid = network.read_windows(
        tokens, guided, *(torch.from_numpy(x).long() for x in (w.cues, w.offsets, w.rows, w.owner, w.features, w.moods))
    )
    end = int(w.offsets[step.positives])
    lengths = np.diff(w.offsets[: step.positives + 1])
    window = w.owner[:end]
    at = np.arange(end) - w.offsets[:-1][window]
    labels_loss = ChainLoss.apply(scores[:end], network.transitions, step.labels, at, window, lengths)
    is_cue = torch.zeros(len(w.cues), 2)
    is_cue[: step.positives, 0] = 1.0
    is_cue[: step.positives, 1] = torch.from_numpy(step.is_speech)
    valid_loss = functional.binary_cross_entropy_with_logits(valid, is_cue)
    real = torch.from_numpy(sheet.types > 0)
    cue_loss = functional.binary_cross_entropy_with_logits(
        cue_scores[real], torch.from_numpy(step.is_anchor)[real], reduction="sum"
    )
    cue_loss = cue_loss / step.is_anchor.sum()
    return labels_loss + 2.0 * valid_loss + 2.0 * cue_loss, [
        float(labels_loss.detach()),
        float(valid_loss.detach()),
        float(cue_loss.detach()),
    ]


def spread(sheet: ft.Sheet, values: Sequence[np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    """Lay out values of each document's tokens like the sheet; 0 for its padding."""
    out = np.zeros(len(sheet.types), np.float32)
    for piece in sheet.pieces:
        out[piece.base : piece.base + piece.past - piece.first] = values[piece.document][piece.first : piece.past]
    return out


def prepare(sheet: ft.Sheet, articles: Sequence[GoldArticle], likely: np.ndarray[Any, Any], speech: frozenset[str]) -> TrainingStep:
    """Make labelled windows of all gold cues, and windows of other tokens that are likely cues."""
    is_anchor = np.zeros(len(sheet.types), np.float32)
    rows_of: list[list[tuple[int, int, int]]] = [[] for _ in articles]
    for whole in sheet.pieces:
        rows_of[whole.document].append((whole.first, whole.past, whole.base))
    cues: list[int] = []
    marked: list[list[tuple[int, int]]] = []
    spoken: list[bool] = []
    for number, article in enumerate(articles):
        taken = set()
        for a in article.attributions:
            if a.anchor is None:
                continue
            piece = next(p for p in rows_of[number] if p[0] <= a.anchor < p[1])
            shift = piece[2] - piece[0]
            inside = [
                (i + shift, label)
                for label, at in ((CONTENT, a.content), (SPEAKER, a.speaker), (CUE, a.cue))
                for i in at
                if piece[0] <= i < piece[1]
            ]
            is_anchor[a.anchor + shift] = 1.0
            says = is_speech(article, a, speech)
            for i in (a.anchor, *(c for c in a.cue if c != a.anchor and likely[c + shift] >= _NEGATIVE_FROM)):
                if i not in taken and piece[0] <= i < piece[1]:
                    taken.add(i)
                    cues.append(i + shift)
                    marked.append(inside)
                    spoken.append(says)
    positives = np.array(cues, np.int64)
    free = likely >= _NEGATIVE_FROM
    free[positives] = False
    negatives = np.flatnonzero(free & (sheet.types > 0))
    others = likely >= _LIKELY_FROM
    long = ft.relate(sheet, positives, others)
    labels = np.full(len(long.rows), NOTHING, np.int64)
    for n, inside in enumerate(marked):
        low, high = int(long.rows[long.offsets[n]]), int(long.rows[long.offsets[n + 1] - 1]) + 1
        for row, label in inside:
            if low <= row < high:
                labels[long.offsets[n] + row - low] = label
    short = ft.relate(sheet, negatives, others, reach=_SHORT)
    windows = ft.Windows(
        np.concatenate([positives, negatives]),
        np.concatenate([long.offsets, short.offsets[1:] + long.offsets[-1]]),
        np.concatenate([long.rows, short.rows]),
        np.concatenate([long.owner, short.owner + len(positives)]),
        np.concatenate([long.features, short.features], axis=1),
        np.concatenate([long.moods, short.moods]),
    )
    return TrainingStep(sheet, windows, len(positives), labels, np.array(spoken, np.float32), is_anchor)
