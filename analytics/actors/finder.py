"""The name finder: a small network that labels an article's names as people, organisations, countries, places and others.

Convolutions read the words around each token; the vectors of all uses of a capitalised word are then pooled, so that each use is
judged by all; two further convolutions label. It runs in numpy; MODEL_CARD.md lists the training data, and
``python -m analytics.actors.train`` trains it again.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from analytics.actors import sheet as columns
from analytics.actors.sheet import FinderSheet, Words, read_sheet
from analytics.actors.spans import LABELS, Floats, Span, decode
from analytics.nn import dequantise, quantise
from analytics.text import Document

Arrays = Mapping[str, npt.NDArray[Any]]

PATH = Path(__file__).with_name("finder.npz")
_NEAR = 2  # a token farther than this from a word with a capital is in no name
_NO_NAME = 20.0  # the score of no name there
_PIECE = 600  # rows that go through the layers at once
OWN, _SCALE = "network.", ".scale"
_LARGE = 64  # tables of at least this many rows are stored as eight-bit numbers


class Finder:
    """The network over its table of word forms."""

    def __init__(self, stored: Arrays) -> None:
        """``stored``: the weights, as `finder.npz` holds them."""
        full = {name: _whole(stored, name) for name in stored if not name.endswith(_SCALE)}
        vocabulary, senses = (bytes(stored[name]).decode().split("\n") for name in ("vocabulary", "senses"))
        self.words = Words(vocabulary, senses, _shares(stored))
        self.network = FinderNetwork({k.removeprefix(OWN): v for k, v in full.items() if k.startswith(OWN)}, full["sense.weight"])

    def score(self, document: Document) -> tuple[FinderSheet, Floats]:
        """Lay out the article's sheet and score each label for each token (tokens, LABELS)."""
        read = read_sheet(document, self.words)
        return read, self.network.score(read, self.words)[read.rows]


class FinderNetwork:
    """The network's weights, prepared for use."""

    def __init__(self, own: Arrays, meanings: Floats) -> None:
        """``own``: the weights by name; ``meanings``: the vectors of the words' meanings (words, axes)."""
        self.width = own["first.weight"].shape[0]
        tables = [own[f"{name}.weight"] for name in ("word", "suffix", "ending", "shape", "share")]
        bits = ((np.arange(1 << columns.BIT_COUNT)[:, None] >> np.arange(columns.BIT_COUNT)) & 1).astype(np.float32)
        tables += [
            bits @ own["bits.weight"].T,
            meanings @ own["sense.weight"].T,
            own["state.weight"],
            own["use.weight"],
        ]
        sizes = np.cumsum([0, *(table.shape[1] for table in tables)])
        total = int(sizes[-1])
        first = own["first.weight"]  # (width, 3 * total): the tokens before, at and after
        # The first layer is linear in its inputs, so each table is multiplied by its part of the layer beforehand.
        through = [
            (table @ np.concatenate([first[:, k * total + a : k * total + b].T for k in range(3)], axis=1)).astype(np.float32)
            for table, a, b in zip(tables, sizes, sizes[1:], strict=False)
        ]
        self.word_tables = through[:7]
        place_table = (through[7][:, None] + through[8][None]).reshape(-1, 3 * self.width)
        self.ordinary, self.place_table = place_table[0], place_table - place_table[0]
        self.first_bias = own["first.bias"]
        self.dilations, self.late_dilations = own["dilations"].tolist(), own["late_dilations"].tolist()
        self.layers = [_side_by_side(own, f"layers.{n}") for n in range(len(self.dilations) - 1)]
        self.last = _dense(own, f"layers.{len(self.layers)}")
        self.mix, self.pooled = _dense(own, "mix"), _dense(own, "pooled")
        self.late = [_side_by_side(own, f"late.{n}") for n in range(len(self.late_dilations))]
        self.out = _dense(own, "out")
        self.known: Floats = np.zeros((0, 3 * self.width), np.float32)
        self.known_of: dict[str, int] | None = None

    def score(self, read: FinderSheet, words: Words) -> Floats:
        """Score the labels of each row; only rows near a word with a capital can be in a name."""
        known, height = self._known(words), len(read.types)
        near = _spread_to(read.group >= 0, _NEAR)
        rows = np.flatnonzero(_spread_to(near, sum(self.late_dilations)))
        x = np.empty((len(rows), self.width), np.float32)
        for begin, end, low, high in _pieces(height, 1 + sum(self.dilations)):
            some = slice(*np.searchsorted(rows, (begin, end)))
            x[some] = self._encode(read, known, slice(low, high), rows[some] - low)
        group = read.group[rows]
        y: Floats = x @ self.mix[0]
        y += self.mix[1]
        named = np.flatnonzero(group >= 0)
        if len(named):
            y[named] += self._pool(group[named], x[named])[group[named]]
        np.maximum(y, 0, out=y)
        for (weight, bias), dilation in zip(self.late, self.late_dilations, strict=True):
            _convolve(y, weight, bias, dilation)  # right for the rows in `near`: all rows that they depend on are beside them
        out = np.zeros((height, len(LABELS)), np.float32)
        out[:, 0] = _NO_NAME
        here = near[rows]
        out[rows[here]] = y[here] @ self.out[0] + self.out[1]
        return out

    def _encode(self, read: FinderSheet, known: Floats, part: slice, chosen: npt.NDArray[np.int64]) -> Floats:
        """Encode the chosen rows of a part, which reads all of it."""
        width, reach = self.width, self.dilations[-1]
        mixed = known[read.types[part]]
        place = read.state[part] * columns.USES + read.use[part]
        unusual = np.flatnonzero(place)  # most rows have state and use 0, which the known rows include
        mixed[unusual] += self.place_table[place[unusual]]
        padded = np.zeros((len(mixed) + 2 * reach, width), np.float32)
        x = padded[reach:-reach]
        np.add(mixed[:, width : 2 * width], self.first_bias, out=x)
        x[1:] += mixed[:-1, :width]
        x[:-1] += mixed[1:, 2 * width :]
        np.maximum(x, 0, out=x)
        for (weight, bias), dilation in zip(self.layers, self.dilations, strict=False):
            _convolve(x, weight, bias, dilation)
        three = padded[chosen[:, None] + (0, reach, 2 * reach)].reshape(len(chosen), 3 * width)
        y: Floats = three @ self.last[0]
        y += self.last[1]
        np.maximum(y, 0, out=y)
        y += three[:, width : 2 * width]
        return y

    def _pool(self, group: npt.NDArray[np.int64], x: Floats) -> Floats:
        """Pool the vectors of all uses of each capitalised word (groups, width)."""
        order = np.argsort(group, kind="stable")
        begins = np.flatnonzero(np.diff(group[order], prepend=-1))
        rows = x[order]
        mean = np.add.reduceat(rows, begins)
        mean /= np.diff(begins, append=len(order))[:, None].astype(np.float32)
        pooled: Floats = np.hstack([mean, np.maximum.reduceat(rows, begins)]) @ self.pooled[0] + self.pooled[1]
        return pooled

    def _known(self, words: Words) -> Floats:
        """The first layer's output for each word form, computed once per form."""
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
        out += self.ordinary
        return out


@functools.cache
def finder() -> Finder:
    """Load the finder that ships with the project, on first use."""
    with np.load(PATH, allow_pickle=False) as stored:
        return Finder({name: stored[name] for name in stored.files})


def common_word(lower: str) -> bool:
    """Whether a lower-cased word is known and hardly ever a name."""
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
    """Find the names of a document, in order and without overlaps."""
    if not document.words:
        return []
    read, scores = finder().score(document)
    return decode(document, read, scores)


def _pieces(height: int, reach: int) -> Iterator[tuple[int, int, int, int]]:
    """Pieces of rows that fit the processor's cache: begin, end, and the same with the rows around that they depend on."""
    for begin in range(0, height, _PIECE):
        end = min(begin + _PIECE, height)
        yield begin, end, max(begin - reach, 0), min(end + reach, height)


def _spread_to(marked: npt.NDArray[np.bool_], reach: int) -> npt.NDArray[np.bool_]:
    """Mark also the rows up to ``reach`` rows from a marked one."""
    found = marked.copy()
    for step in range(1, reach + 1):
        found[step:] |= marked[:-step]
        found[:-step] |= marked[step:]
    return found


def _dense(own: Arrays, name: str) -> tuple[Floats, Floats]:
    return np.ascontiguousarray(own[f"{name}.weight"].T), own[f"{name}.bias"]


def _side_by_side(own: Arrays, name: str) -> tuple[Floats, Floats]:
    """Arrange a convolution's weights for one product: for the row before, at and after, as columns."""
    weight = own[f"{name}.weight"]
    width = weight.shape[0]
    return np.ascontiguousarray(weight.reshape(width, 3, width).transpose(2, 1, 0).reshape(width, 3 * width)), own[f"{name}.bias"]


def _convolve(x: Floats, weight: Floats, bias: Floats, dilation: int) -> None:
    """Add to x, in place, a convolution of width 3 with ReLU."""
    width = x.shape[1]
    three = x @ weight  # what each row adds to the next one, to itself and to the previous one
    y = three[:, width : 2 * width] + bias
    y[dilation:] += three[:-dilation, :width]
    y[:-dilation] += three[dilation:, 2 * width :]
    np.maximum(y, 0, out=y)
    x += y


def pack(name: str, value: npt.NDArray[Any]) -> dict[str, npt.NDArray[Any]]:
    """Compress a large table to eight-bit numbers with a scale for each column; anything else stays unchanged."""
    if value.ndim != 2 or len(value) < _LARGE:
        return {name: value}
    values, scales = quantise(value, 0)
    return {name: values, name + _SCALE: scales}


def _whole(stored: Arrays, name: str) -> npt.NDArray[Any]:
    scales = stored.get(name + _SCALE)
    return stored[name] if scales is None else dequantise(stored[name], scales)
