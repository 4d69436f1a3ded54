"""Names as runs of tokens: the finder's labels, and how names are decoded from the labels' scores."""

from __future__ import annotations

import functools
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.actors.sheet import FinderSheet
from analytics.nn import best_labels, softmax
from analytics.text import Document

Floats = npt.NDArray[np.float32]

LABELS = ("O", "BP", "IP", "BG", "IG", "BC", "IC", "BL", "IL", "BM", "IM")
KINDS = {"P": "person", "G": "organisation", "C": "country", "L": "place", "M": "other"}
KIND_ORDER = tuple(KINDS.values())
CERTAIN = {kind: tuple(0.0 if kind == other else -9.0 for other in KIND_ORDER) for kind in KIND_ORDER}  # scores of a certain name
LONGEST = 40  # tokens of one name; a longer run of capitals is cut
_SURE = 5.0  # a token is in no name where that label's score exceeds every other by this much
_NEVER, _TINY = -1e4, 1e-12


class Span(NamedTuple):
    """Tokens ``first`` to ``past`` (exclusive) that the finder labels as one name; ``kind`` is a value of KINDS.

    ``scores``: how likely each of KIND_ORDER is, as logarithms, summed over the tokens.
    """

    first: int
    past: int
    kind: str
    scores: tuple[float, ...] = ()


def decode(document: Document, read: FinderSheet, scores: Floats) -> list[Span]:
    """Decode names from the labels' scores: the likeliest labels of each run of tokens (Viterbi); no name without a capital.

    Only tokens that may be in a name are decoded; a run of them ends with its sentence.
    """
    where = np.flatnonzero(scores[:, 1:].max(1, initial=_NEVER) > scores[:, 0] - _SURE)
    if not len(where):
        return []
    begins = np.zeros(len(scores), bool)
    begins[[a for a, _ in document.sentences]] = True
    shares_here = softmax(scores[where])
    starts = begins[where]
    starts |= np.diff(where, prepend=-2) > 1
    labels = _labels(shares_here, starts)
    firsts = np.flatnonzero(labels % 2 == 1)
    if not len(firsts):
        return []
    stops = np.flatnonzero(((labels == 0) | (labels % 2 == 1) | starts)[1:]) + 1
    at = np.searchsorted(stops, firsts, side="right")
    pasts = np.minimum(np.append(stops, len(labels))[at], firsts + LONGEST)
    kinds = np.log(shares_here[:, 1::2] + shares_here[:, 2::2] + _TINY)
    totals = np.add.reduceat(np.vstack([kinds, kinds[:1]]), np.column_stack([firsts, pasts]).ravel())[::2]
    capitals = np.concatenate([[0], np.cumsum(read.capital[where])])
    named = np.flatnonzero(capitals[pasts] > capitals[firsts])
    numbers = zip(*((x[named]).tolist() for x in (where[firsts], pasts - firsts, (labels[firsts] - 1) // 2, totals)), strict=True)
    return [Span(first, first + length, KIND_ORDER[kind], tuple(total)) for first, length, kind, total in numbers]


def _labels(shares_here: Floats, starts: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Choose the likeliest labels of runs of tokens, each of which begins at one of ``starts``.

    Each token's likeliest label is right where no inside label lacks the label that it needs before it; only other runs are
    decoded.
    """
    labels: npt.NDArray[np.int64] = shares_here.argmax(1)
    before = np.concatenate([[0], labels[:-1]])
    before[starts] = 0
    lost = (labels > 0) & (labels % 2 == 0) & (before != labels) & (before != labels - 1)
    if lost.any():
        run = np.cumsum(starts) - 1
        again = np.isin(run, run[lost])
        lengths = np.bincount(run[again])
        chances = np.log(np.maximum(shares_here[again], _TINY))
        labels[again] = best_labels(chances, lengths[lengths > 0], *_moves())
    return labels


@functools.cache
def _moves() -> tuple[Floats, Floats]:
    """The scores of one label after another, and at the beginning: an inside label may only follow its begin label or itself."""
    moves = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for to, label in enumerate(LABELS):
        if label[0] == "I":
            moves[:, to] = _NEVER
            moves[[to - 1, to], to] = 0
    return moves, np.where([label[0] == "I" for label in LABELS], _NEVER, 0).astype(np.float32)
