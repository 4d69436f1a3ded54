"""The name finder: a small network that labels an article's names as people, organisations, countries, places and others.

A convolution over the tokens reads what stands near; the vectors of all uses of a capitalised word are then pooled, so that each
use is judged by all; two further convolutions label. Plain numpy; what it learned from is said in MODEL_CARD.md, and
``python -m analytics.actors.train`` trains it again.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.actors import sheet as columns
from analytics.actors.sheet import Sheet, Words, read_sheet
from analytics.text import Document

Floats = npt.NDArray[np.float32]
Arrays = Mapping[str, npt.NDArray[Any]]

PATH = Path(__file__).with_name("finder.npz")
LABELS = ("O", "BP", "IP", "BG", "IG", "BC", "IC", "BL", "IL", "BM", "IM")
KINDS = {"P": "person", "G": "organisation", "C": "country", "L": "place", "M": "other"}
KIND_ORDER = tuple(KINDS.values())
DILATIONS, LATE_DILATIONS = (1, 2, 4), (1, 2)
LONGEST = 40  # tokens of one name; a longer run of capitals is cut
_SURE = -0.01  # a token whose chance of being in no name is above exp(_SURE) is in none
_LARGE = 64  # tables of so many rows are stored as eight-bit numbers


class Span(NamedTuple):
    """Tokens first to past (exclusive) that the finder takes for one name; kind is a value of KINDS.

    ``scores``: how likely each of KIND_ORDER is, as logarithms, summed over the tokens.
    """

    first: int
    past: int
    kind: str
    scores: tuple[float, ...] = ()


class Finder:
    """One or more networks over one table of word forms; their scores are averaged."""

    def __init__(self, stored: Arrays) -> None:
        full = {name: _whole(stored, name) for name in stored if not name.endswith(".scale")}
        vocabulary, senses = (bytes(stored[name]).decode().split("\n") for name in ("vocabulary", "senses"))
        self.words = Words(vocabulary, senses, _shares(stored))
        numbers = sorted({name.split(".")[0] for name in stored if name.startswith("network")})
        self.networks = [Network({k[len(n) + 1 :]: v for k, v in full.items() if k.startswith(n + ".")}, full) for n in numbers]

    def score(self, document: Document) -> tuple[Sheet, Floats]:
        """The article's sheet, and for each token the logarithm of each label's likelihood (tokens, LABELS)."""
        read = read_sheet(document, self.words)
        scores: Floats = np.mean([network.score(read, self.words)[read.rows] for network in self.networks], axis=0)
        scores -= scores.max(1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(1, keepdims=True))
        return read, scores


class Network:
    """One network's weights, made ready."""

    def __init__(self, own: Arrays, shared: Arrays) -> None:
        self.width = own["first.weight"].shape[0]
        tables = [own[f"{name}.weight"] for name in ("word", "suffix", "ending", "shape", "share")]
        bits = ((np.arange(1 << columns.BIT_COUNT)[:, None] >> np.arange(columns.BIT_COUNT)) & 1).astype(np.float32)
        tables += [
            bits @ own["bits.weight"].T,
            shared["sense.weight"] @ own["sense.weight"].T,
            own["state.weight"],
            own["use.weight"],
        ]
        sizes = np.cumsum([0, *(table.shape[1] for table in tables)])
        total = int(sizes[-1])
        first = own["first.weight"]  # (width, 3 * total): the tokens before, at and after
        # The first layer is linear in its inputs, so that each table is taken through its part of it beforehand.
        through = [
            (table @ np.concatenate([first[:, k * total + a : k * total + b].T for k in range(3)], axis=1)).astype(np.float32)
            for table, a, b in zip(tables, sizes, sizes[1:], strict=False)
        ]
        self.word_tables = through[:7]
        self.place_table = (through[7][:, None] + through[8][None]).reshape(-1, 3 * self.width)
        self.first_bias = own["first.bias"]
        self.layers = [_side_by_side(own, f"layers.{n}") for n in range(len(DILATIONS))]
        self.mix, self.pooled = _dense(own, "mix"), _dense(own, "pooled")
        self.late = [_side_by_side(own, f"late.{n}") for n in range(len(LATE_DILATIONS))]
        self.out = _dense(own, "out")
        self.known: Floats = np.zeros((0, 3 * self.width), np.float32)
        self.known_of: dict[str, int] | None = None

    def score(self, read: Sheet, words: Words) -> Floats:
        """Label scores of each row."""
        width = self.width
        mixed = self._known(words)[read.types]
        mixed += self.place_table[read.state * columns.USES + read.use]
        x: Floats = mixed[:, width : 2 * width] + self.first_bias
        x[1:] += mixed[:-1, :width]
        x[:-1] += mixed[1:, 2 * width :]
        np.maximum(x, 0, out=x)
        for (weight, bias), dilation in zip(self.layers, DILATIONS, strict=True):
            _convolve(x, weight, bias, dilation)
        y: Floats = x @ self.mix[0] + self.mix[1]
        named = np.flatnonzero(read.group >= 0)
        if len(named):
            group = read.group[named]
            order = np.argsort(group, kind="stable")
            begins = np.flatnonzero(np.diff(group[order], prepend=-1))
            rows = x[named[order]]
            most = np.maximum.reduceat(rows, begins)
            mean = np.add.reduceat(rows, begins) / np.diff(begins, append=len(order))[:, None].astype(np.float32)
            y[named] += (np.hstack([mean, most]) @ self.pooled[0] + self.pooled[1])[group]
        np.maximum(y, 0, out=y)
        for (weight, bias), dilation in zip(self.late, LATE_DILATIONS, strict=True):
            _convolve(y, weight, bias, dilation)
        result: Floats = y @ self.out[0] + self.out[1]
        return result

    def _known(self, words: Words) -> Floats:
        """What the first layer makes of each word form, computed once per form."""
        done, size = len(self.known), len(words.rows)
        if self.known_of is not words.rows:
            self.known_of, done = words.rows, 0
        if done < size:
            new = words.table[done:size]
            self.known = np.vstack([self.known[:done], self._word_rows(new)])
        return self.known

    def _word_rows(self, rows: npt.NDArray[np.int64]) -> Floats:
        parts = (columns.WORD, columns.SUFFIX, columns.ENDING, columns.SHAPE, columns.SHARE, columns.BITS, columns.SENSE)
        out: Floats = np.sum([table[rows[:, part]] for table, part in zip(self.word_tables, parts, strict=True)], axis=0)
        return out


@functools.cache
def finder() -> Finder:
    """The finder that ships with the project, read on first use."""
    with np.load(PATH, allow_pickle=False) as stored:
        return Finder({name: stored[name] for name in stored.files})


def common_word(lower: str) -> bool:
    """Whether a lower-cased word is known, and hardly ever as a name."""
    return shares().get(lower, 5) == 0


@functools.cache
def shares() -> dict[str, int]:
    """How often a lower-cased word is a proper noun, 0 (never) to 4 (always)."""
    with np.load(PATH, allow_pickle=False) as stored:
        return _shares(stored)


def _shares(stored: Arrays) -> dict[str, int]:
    words = bytes(stored["share_words"]).decode().split("\n")
    return dict(zip(words, stored["shares"].tolist(), strict=True))


def find_spans(document: Document) -> list[Span]:
    """The names that the finder sees, in order, and never overlapping."""
    if not document.words:
        return []
    read, scores = finder().score(document)
    return decode(document, read, scores)


def decode(document: Document, read: Sheet, scores: Floats) -> list[Span]:
    """Names from the labels' scores: the likeliest labels of each run of tokens (Viterbi); no name without a capital."""
    begins = np.zeros(len(scores), bool)
    begins[[a for a, _ in document.sentences]] = True
    labels = best_labels(scores, begins)
    kind_scores = np.logaddexp(scores[:, 1::2], scores[:, 2::2])
    starts = np.flatnonzero(labels % 2 == 1)
    found: list[Span] = []
    for first in starts.tolist():
        past = first + 1
        while past < len(labels) and labels[past] == labels[first] + 1 and past - first < LONGEST:
            past += 1
        if read.capital[first:past].any():
            total = kind_scores[first:past].sum(0)
            found.append(Span(first, past, KIND_ORDER[(int(labels[first]) - 1) // 2], tuple(total.tolist())))
    return found


def best_labels(scores: Floats, begins: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """The likeliest label of each token: an inside label only after its begin or inside label, in the same sentence.

    Only runs of tokens that may be names are decoded, all side by side, one step per token of the longest.
    """
    open_ = scores[:, 0] < _SURE
    first = np.flatnonzero(open_ & (begins | ~np.concatenate([[False], open_[:-1]])))
    labels = np.zeros(len(scores), np.int64)
    if not len(first):
        return labels
    rest = np.flatnonzero(~open_ | begins)
    ends = np.append(rest, len(scores))[np.searchsorted(rest, first, side="right")]
    first, ends = _cut(first, ends)
    order = np.argsort(first - ends, kind="stable")
    first, sizes = first[order], (ends - first)[order]
    inside = np.arange(2, len(LABELS), 2)
    best = scores[first].copy()
    best[:, inside] = -np.inf
    back = np.zeros((int(sizes[0]), len(first), len(LABELS)), np.int8)
    final = best.copy()
    for step in range(1, int(sizes[0])):
        alive = int(np.searchsorted(-sizes, -step, side="left"))
        before = best[:alive]
        top = before.argmax(1)
        new = np.repeat(before[np.arange(alive), top][:, None], len(LABELS), 1)
        back[step, :alive] = top[:, None]
        began = before[:, inside - 1] > before[:, inside]
        new[:, inside] = np.where(began, before[:, inside - 1], before[:, inside])
        back[step, :alive, inside] = np.where(began, inside - 1, inside).T
        best = new + scores[first[:alive] + step]
        final[:alive] = best
    current = final.argmax(1)
    for step in range(int(sizes[0]) - 1, -1, -1):
        alive = int(np.searchsorted(-sizes, -step, side="left"))
        labels[first[:alive] + step] = current[:alive]
        if step:
            current[:alive] = back[step, np.arange(alive), current[:alive]]
    return labels


def _cut(first: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Runs in pieces of at most LONGEST tokens."""
    pieces = -(-(ends - first) // LONGEST)
    number = np.arange(int(pieces.sum())) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    begin = np.repeat(first, pieces) + LONGEST * number
    return begin, np.minimum(begin + LONGEST, np.repeat(ends, pieces))


def _dense(own: Arrays, name: str) -> tuple[Floats, Floats]:
    return np.ascontiguousarray(own[f"{name}.weight"].T), own[f"{name}.bias"]


def _side_by_side(own: Arrays, name: str) -> tuple[Floats, Floats]:
    """A convolution's weights for one product: for the row before, at and after, as columns."""
    weight = own[f"{name}.weight"]
    width = weight.shape[0]
    return np.ascontiguousarray(weight.reshape(width, 3, width).transpose(2, 1, 0).reshape(width, 3 * width)), own[f"{name}.bias"]


def _convolve(x: Floats, weight: Floats, bias: Floats, dilation: int) -> None:
    """Add to x, in place, a convolution of width 3 with ReLU."""
    width = x.shape[1]
    three = x @ weight  # what each row gives to the one after, to itself and to the one before
    y = three[:, width : 2 * width] + bias
    y[dilation:] += three[:-dilation, :width]
    y[:-dilation] += three[dilation:, 2 * width :]
    np.maximum(y, 0, out=y)
    x += y


def pack(name: str, value: Floats) -> dict[str, npt.NDArray[Any]]:
    """A large table as eight-bit numbers with a scale for each column; anything else as it is."""
    if value.ndim != 2 or len(value) < _LARGE:
        return {name: value.astype(np.float32)}
    scale = np.abs(value).max(0) / 127
    scale[scale == 0] = 1
    return {name: np.round(value / scale).astype(np.int8), name + ".scale": scale.astype(np.float32)}


def _whole(stored: Arrays, name: str) -> npt.NDArray[Any]:
    scale = stored.get(name + ".scale")
    return stored[name] if scale is None else stored[name].astype(np.float32) * scale
