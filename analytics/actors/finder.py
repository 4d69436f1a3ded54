"""The name finder: learned weights that mark the people, bodies, places and other names among an article's capitals.

A hashed linear model with transitions between neighbouring labels (a conditional random field), in plain numpy. What it
learned from is said in MODEL_CARD.md; ``python -m analytics.actors.train`` learns it again.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.actors.features import BITS, Facts, Ints, Words, feature_rows, new_words, segments
from analytics.text import Document

PATH = Path(__file__).with_name("finder.npz")
LABELS = ("O", "BP", "IP", "BG", "IG", "BL", "IL", "BM", "IM")
KINDS = {"P": "person", "G": "organisation", "L": "place", "M": "other"}


class Finder(NamedTuple):
    """Weights of the name finder and the word forms that it has seen."""

    weights: npt.NDArray[np.float32]
    moves: npt.NDArray[np.float32]
    words: Words


class Span(NamedTuple):
    """Tokens first to past (exclusive) that the finder takes for one name; kind is a value of KINDS."""

    first: int
    past: int
    kind: str


@functools.cache
def finder() -> Finder:
    """The finder that ships with the project, read on first use."""
    with np.load(PATH) as stored:
        weights = np.zeros((1 << BITS, len(LABELS)), np.float32)
        weights[stored["rows"]] = stored["values"].astype(np.float32) * stored["scale"]
        common = dict(zip(stored["common"].tolist(), stored["share"].tolist(), strict=True))
        return Finder(weights, stored["moves"], new_words(common))


def common_word(lower: str) -> bool:
    """Whether a lower-cased word is known, and hardly ever as a name."""
    return finder().words.common.get(lower, 5) == 0


def find_spans(document: Document, facts: Facts) -> list[Span]:
    """The names that the finder sees, in order, and never overlapping."""
    runs = segments(document)
    if not runs:
        return []
    model = finder()
    scores = model.weights[feature_rows(document, facts, runs, model.words)].sum(1)
    labels = best_labels(scores, [past - first for first, past in runs], model.moves)
    tokens = [i for first, past in runs for i in range(first, past)]
    spans: list[Span] = []
    begun, kind, last = -1, "", -1
    for at in np.flatnonzero(labels).tolist():
        token, label = tokens[at], LABELS[labels[at]]
        if begun >= 0 and label[0] == "I" and token == last + 1:
            last = token
            continue
        if begun >= 0:
            spans.append(Span(begun, last + 1, kind))
        begun, last, kind = (token, token, KINDS[label[1]]) if label[0] == "B" else (-1, -1, "")
    if begun >= 0:
        spans.append(Span(begun, last + 1, kind))
    return spans


def best_labels(scores: npt.NDArray[np.float32], lengths: list[int], moves: npt.NDArray[np.float32]) -> Ints:
    """The best label of each token; all segments are decoded side by side (Viterbi), the last row of ``moves`` begins one."""
    order = np.argsort(-np.array(lengths), kind="stable")
    sizes = np.array(lengths)[order]
    starts = (np.cumsum(lengths) - np.array(lengths))[order]
    longest = int(sizes[0])
    width = scores.shape[1]
    best = scores[starts] + moves[-1]
    back = np.zeros((longest, len(sizes), width), np.int64)
    final = best.copy()
    for step in range(1, longest):
        alive = int(np.searchsorted(-sizes, -step, side="left"))
        total = best[:alive, :, None] + moves[None, :-1]
        back[step, :alive] = total.argmax(1)
        best = np.take_along_axis(total, back[step, :alive, None], 1)[:, 0] + scores[starts[:alive] + step]
        final[:alive] = best
    labels = np.zeros(len(scores), np.int64)
    current = final.argmax(1)
    for step in range(longest - 1, -1, -1):
        alive = int(np.searchsorted(-sizes, -step, side="left"))
        labels[starts[:alive] + step] = current[:alive]
        if step:
            current[:alive] = back[step, np.arange(alive), current[:alive]]
    return labels
