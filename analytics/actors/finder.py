"""The name finder: a small network that labels an article's names as people, organisations, countries, places and others.

Convolutions read the words around each token; the vectors of all uses of a capitalised word are then pooled, so that each use is
judged by all; two further convolutions label. It runs in numpy; MODEL_CARD.md lists the training data, and
``python -m analytics.actors.train`` trains it again.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.actors import sheet as columns
from analytics.actors.sheet import FinderSheet, Words, read_sheet
from analytics.nn import best_labels, dequantise, quantise, softmax
from analytics.text import Document

Floats = npt.NDArray[np.float32]
Arrays = Mapping[str, npt.NDArray[Any]]

PATH = Path(__file__).with_name("finder.npz")
LABELS = ("O", "BP", "IP", "BG", "IG", "BC", "IC", "BL", "IL", "BM", "IM")
KINDS = {"P": "person", "G": "organisation", "C": "country", "L": "place", "M": "other"}
KIND_ORDER = tuple(KINDS.values())
PERSON = (0.0, -9.0, -9.0, -9.0, -9.0)  # scores of a certain person
DILATIONS, LATE_DILATIONS = (1, 2, 4), (1, 2)
LONGEST = 40  # tokens of one name; a longer run of capitals is cut
_SURE = 5.0  # a token is in no name where that label's score exceeds every other by this much
_PIECE = 600  # rows that go through the layers at once
_SCALE = ".scale"
_NEVER, _TINY = -1e4, 1e-12
_LARGE = 64  # tables of at least this many rows are stored as eight-bit numbers


class Span(NamedTuple):
    """Tokens ``first`` to ``past`` (exclusive) that the finder labels as one name; ``kind`` is a value of KINDS.

    ``scores``: how likely each of KIND_ORDER is, as logarithms, summed over the tokens.
    """

    first: int
    past: int
    kind: str
    scores: tuple[float, ...] = ()


class Finder:
    """One or more networks over one table of word forms; their scores are averaged."""

    def __init__(self, stored: Arrays) -> None:
        full = {name: _whole(stored, name) for name in stored if not name.endswith(_SCALE)}
        vocabulary, senses = (bytes(stored[name]).decode().split("\n") for name in ("vocabulary", "senses"))
        self.words = Words(vocabulary, senses, _shares(stored))
        numbers = sorted({name.split(".")[0] for name in stored if name.startswith("network")})
        parts = [{k[len(n) + 1 :]: v for k, v in full.items() if k.startswith(n + ".")} for n in numbers]
        self.networks = [FinderNetwork(part, full) for part in parts]

    def score(self, document: Document) -> tuple[FinderSheet, Floats]:
        """Lay out the article's sheet and score each label for each token (tokens, LABELS)."""
        read = read_sheet(document, self.words)
        scores = [network.score(read, self.words)[read.rows] for network in self.networks]
        mean: Floats = scores[0] if len(scores) == 1 else np.mean(scores, axis=0)
        return read, mean


class FinderNetwork:
    """One network's weights, prepared for use."""

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
        # The first layer is linear in its inputs, so each table is multiplied by its part of the layer beforehand.
        through = [
            (table @ np.concatenate([first[:, k * total + a : k * total + b].T for k in range(3)], axis=1)).astype(np.float32)
            for table, a, b in zip(tables, sizes, sizes[1:], strict=False)
        ]
        self.word_tables = through[:7]
        place_table = (through[7][:, None] + through[8][None]).reshape(-1, 3 * self.width)
        self.ordinary, self.place_table = place_table[0], place_table - place_table[0]
        self.first_bias = own["first.bias"]
        self.layers = [_side_by_side(own, f"layers.{n}") for n in range(len(DILATIONS))]
        self.mix, self.pooled = _dense(own, "mix"), _dense(own, "pooled")
        self.late = [_side_by_side(own, f"late.{n}") for n in range(len(LATE_DILATIONS))]
        self.out = _dense(own, "out")
        self.known: Floats = np.zeros((0, 3 * self.width), np.float32)
        self.known_of: dict[str, int] | None = None

    def score(self, read: FinderSheet, words: Words) -> Floats:
        """Score the labels of each row."""
        known, height = self._known(words), len(read.types)
        x = np.empty((height, self.width), np.float32)
        for begin, end, low, high in _pieces(height, 1 + sum(DILATIONS)):
            x[begin:end] = self._encode(read, known, slice(low, high))[begin - low : end - low]
        shared = self._pool(read, x)
        out = np.empty((height, len(LABELS)), np.float32)
        for begin, end, low, high in _pieces(height, sum(LATE_DILATIONS)):
            y: Floats = x[low:high] @ self.mix[0] + self.mix[1]
            group = read.group[low:high]
            named = np.flatnonzero(group >= 0)
            y[named] += shared[group[named]]
            np.maximum(y, 0, out=y)
            for (weight, bias), dilation in zip(self.late, LATE_DILATIONS, strict=True):
                _convolve(y, weight, bias, dilation)
            out[begin:end] = y[begin - low : end - low] @ self.out[0] + self.out[1]
        return out

    def _encode(self, read: FinderSheet, known: Floats, part: slice) -> Floats:
        """Encode each row of a part and the rows around it."""
        width = self.width
        mixed = known[read.types[part]]
        place = read.state[part] * columns.USES + read.use[part]
        unusual = np.flatnonzero(place)  # most rows have state and use 0, which the known rows include
        mixed[unusual] += self.place_table[place[unusual]]
        x: Floats = mixed[:, width : 2 * width] + self.first_bias
        x[1:] += mixed[:-1, :width]
        x[:-1] += mixed[1:, 2 * width :]
        np.maximum(x, 0, out=x)
        for (weight, bias), dilation in zip(self.layers, DILATIONS, strict=True):
            _convolve(x, weight, bias, dilation)
        return x

    def _pool(self, read: FinderSheet, x: Floats) -> Floats:
        """Pool the vectors of all uses of each capitalised word (groups, width)."""
        named = np.flatnonzero(read.group >= 0)
        if not len(named):
            return np.empty((0, self.width), np.float32)
        order = named[np.argsort(read.group[named], kind="stable")]
        begins = np.flatnonzero(np.diff(read.group[order], prepend=-1))
        rows = x[order]
        mean = np.add.reduceat(rows, begins) / np.diff(begins, append=len(order))[:, None].astype(np.float32)
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
    chances = np.log(np.maximum(shares_here, _TINY))
    starts = np.flatnonzero(begins[where] | (np.diff(where, prepend=-2) > 1))
    labels = best_labels(chances, np.diff(starts, append=len(where)), *_moves())
    kinds = np.log(shares_here[:, 1::2] + shares_here[:, 2::2] + _TINY)
    firsts = np.flatnonzero(labels % 2 == 1)
    ends = np.minimum(firsts + LONGEST, len(labels))
    found: list[Span] = []
    for first, end in zip(firsts.tolist(), ends.tolist(), strict=True):
        label, past = int(labels[first]), first + 1
        while past < end and labels[past] == label + 1 and where[past] == where[past - 1] + 1:
            past += 1
        begin = int(where[first])
        if read.capital[begin : begin + past - first].any():
            total = kinds[first:past].sum(0) if past > first + 1 else kinds[first]
            found.append(Span(begin, begin + past - first, KIND_ORDER[(label - 1) // 2], tuple(total.tolist())))
    return found


@functools.cache
def _moves() -> tuple[Floats, Floats]:
    """The scores of one label after another, and at the beginning: an inside label may only follow its begin label or itself."""
    moves = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for to, label in enumerate(LABELS):
        if label[0] == "I":
            moves[:, to] = _NEVER
            moves[[to - 1, to], to] = 0
    return moves, np.where([label[0] == "I" for label in LABELS], _NEVER, 0).astype(np.float32)


def _pieces(height: int, reach: int) -> Iterator[tuple[int, int, int, int]]:
    """Pieces of rows that fit the processor's cache: begin, end, and the same with the rows around that they depend on."""
    for begin in range(0, height, _PIECE):
        end = min(begin + _PIECE, height)
        yield begin, end, max(begin - reach, 0), min(end + reach, height)


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


def pack(name: str, value: Floats) -> dict[str, npt.NDArray[Any]]:
    """Compress a large table to eight-bit numbers with a scale for each column; anything else stays unchanged."""
    if value.ndim != 2 or len(value) < _LARGE:
        return {name: value.astype(np.float32)}
    values, scales = quantise(value, 0)
    return {name: values, name + _SCALE: scales}


def _whole(stored: Arrays, name: str) -> npt.NDArray[Any]:
    scales = stored.get(name + _SCALE)
    return stored[name] if scales is None else dequantise(stored[name], scales)
