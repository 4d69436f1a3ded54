"""Runs the network in numpy: encodes a sheet once, scores every token as a cue, labels the windows of likely cues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.nn import BLOCK, Floats, filled, no_less, sigmoid, times
from analytics.quotes import lexicon as lx
from analytics.quotes.decode import LABELS
from analytics.quotes.features import PAD, TABLES, Sheet, Windows

# Rows that go through the layers at once: as many as fit the processor's cache.
_CHUNK = 1000


class QuoteNetwork:
    """Weights prepared for numpy. ``weights``: arrays by name, as `analytics.quotes.train.model.QuoteModel.arrays` returns them."""

    def __init__(
        self, weights: Mapping[str, NDArray[Any]], lexicon: lx.Lexicon, encoder: tuple[int, ...], dilations: tuple[int, ...]
    ) -> None:
        self.lexicon = lexicon
        full = {name: np.asarray(value, np.float32) for name, value in weights.items()}
        self._reaches = encoder
        inputs = [full[f"inputs.{name}.weight"] for name in ("word", "suffix", "prefix", "tag", "shape", "state", "bound", "sense")]
        # The first layer is linear in its inputs, so each input table is multiplied by its part of the layer beforehand.
        first = full["first.weight"]
        self._width = first.shape[0]
        total = first.shape[1] // 3
        at = np.cumsum([0, *(table.shape[1] for table in inputs)])
        through = [np.concatenate([first[:, k * total + a : k * total + b].T for k in range(3)], axis=1) for a, b in pairwise(at)]
        self._tables = [(table @ part).astype(np.float32) for table, part in zip(inputs[1:], through[1:], strict=True)]
        self._words, self._word_part = inputs[0], through[0]
        self._senses = self._tables[6]
        self._places = (self._tables[4][:, None] + self._tables[5][None]).reshape(-1, 3 * self._width)
        self._first_bias = full["first.bias"]
        self._encoder = [(_thirds(full[f"encoder.{n}.weight"]), full[f"encoder.{n}.bias"]) for n in range(len(encoder) - 1)]
        self._cue = _dense(full, "cue.0"), _dense(full, "cue.2")
        self._token, self._anchor, self._gate = (_dense(full, name) for name in ("token", "anchor", "gate"))
        self._moods = full["moods.weight"]
        self._relative = [full[f"tables.{n}.weight"] for n in range(len(TABLES))]
        self._layers = [(_thirds(full[f"layers.{n}.weight"]), full[f"layers.{n}.bias"], d) for n, d in enumerate(dilations)]
        self._out = _dense(full, "out")
        self._valid = _dense(full, "valid.0"), _dense(full, "valid.2")
        self.transitions = full["transitions"]

    def encode(self, sheet: Sheet) -> tuple[Floats, Floats]:
        """Encode the tokens (rows, width), and compute each token's chance of being a cue (rows)."""
        known = self._word_types(sheet.met)
        encoded = np.zeros((len(sheet.types), self._width), np.float32)
        chance = np.zeros(len(sheet.types), np.float32)
        begin = 0
        for number, piece in enumerate(sheet.pieces):
            end = piece.base + piece.past - piece.first + PAD
            if end - begin >= _CHUNK or number == len(sheet.pieces) - 1:
                self._encode(sheet, known, slice(begin, end), encoded, chance)
                begin = end
        return encoded, chance

    def _encode(self, sheet: Sheet, known: Floats, part: slice, encoded: Floats, chance: Floats) -> None:
        types = sheet.types[part]
        real = np.flatnonzero(types)
        rows = real + part.start
        starts = np.flatnonzero(np.diff(real, prepend=-2) > 1)
        edges = _Edges(starts, len(real))
        mixed = np.take(known, types[real], axis=0)
        mixed += np.take(self._places, sheet.state[rows] * 16 + sheet.bound[rows], axis=0)
        x = _beside(np.split(filled(mixed), 3, axis=1), self._reaches[0], edges)
        x += self._first_bias
        no_less(x)
        for (weight, bias), dilation in zip(self._encoder, self._reaches[1:], strict=True):
            x += _convolved(x, weight, bias, dilation, edges)
        (w0, b0), (w1, b1) = self._cue
        chance[rows] = sigmoid(times(np.maximum(times(x, w0) + b0, 0), w1) + b1)[: len(rows), 0]
        encoded[rows] = x[: len(rows)]

    def read_windows(self, tokens: Floats, windows: Windows) -> tuple[Floats, Floats]:
        """Compute label scores (rows of the windows, LABELS), and for each cue its score as a true one and as one of speech
        (windows, 2)."""
        cues, offsets, rows, owner, features, moods = windows
        labels = np.empty((len(rows), LABELS), np.float32)
        valid = np.empty((len(cues), 2), np.float32)
        at_cue = tokens[cues]
        base = times(tokens, self._token[0]) + self._token[1]
        gate = 1 + np.tanh(times(at_cue, self._gate[0]) + self._gate[1])
        shift = times(at_cue, self._anchor[0]) + self._anchor[1] + self._moods[moods]
        begin = 0
        while begin < len(cues):
            end = max(int(np.searchsorted(offsets, offsets[begin] + _CHUNK, side="right")) - 1, begin + 1)
            a, b = int(offsets[begin]), int(offsets[end])
            own, starts = owner[a:b], offsets[begin:end] - a
            x = np.take(base, rows[a:b], axis=0)
            x *= np.take(gate, own, axis=0)
            x += np.take(shift, own, axis=0)
            for table, index in zip(self._relative, features, strict=True):
                x += np.take(table, index[a:b], axis=0)
            x = filled(no_less(x))
            edges = _Edges(starts, b - a)
            for weight, bias, dilation in self._layers:
                x += _convolved(x, weight, bias, dilation, edges)
            labels[a:b] = times(x, self._out[0])[: b - a]
            x = x[: b - a]
            h = x[starts + cues[begin:end] - rows[offsets[begin:end]]]
            mean = np.add.reduceat(x, starts, axis=0) / np.diff(offsets[begin : end + 1])[:, None]
            h = np.concatenate([h, mean.astype(np.float32)], axis=1)
            (w0, b0), (w1, b1) = self._valid
            valid[begin:end] = times(np.maximum(times(h, w0) + b0, 0), w1) + b1
            begin = end
        labels += self._out[1]
        return labels, valid

    def _word_types(self, met: lx.Met) -> Floats:
        """The first layer's output for each word form met, computed once per form."""
        with self.lexicon.adding:
            if met.reading is None or met.size > len(met.reading):
                grown = np.zeros((met.rows.shape[1], 3 * self._width), np.float32)
                if met.reading is not None:
                    grown[: met.read] = met.reading[: met.read]
                met.reading = grown
            if met.size > met.read:
                new = slice(met.read, met.size)
                columns = met.rows[:, new]
                value = times(self._words[columns[lx.WORD]], self._word_part)
                for table, column in zip(self._tables[:4], (lx.SUFFIX, lx.PREFIX, lx.TAG, lx.SHAPE), strict=True):
                    value += table[columns[column]]
                value += self._senses[columns[lx.SENSE]]
                met.reading[new] = value
                met.read = met.size
            return met.reading


def _dense(full: Mapping[str, Floats], name: str) -> tuple[Floats, Floats]:
    return full[f"{name}.weight"].T.copy(), full[f"{name}.bias"]


class _Edges:
    """Texts laid end to end; ``starts``: the first row of each. Rows from ``end`` to the end of its block are a text as well."""

    def __init__(self, starts: NDArray[np.int64], end: int) -> None:
        offsets = np.append(starts, (end, max(1, -(-end // BLOCK)) * BLOCK))
        lengths = np.diff(offsets)
        at = np.arange(offsets[-1])
        self._before = at - np.repeat(offsets[:-1], lengths)
        self._after = np.repeat(offsets[1:] - 1, lengths) - at

    def last(self, dilation: int) -> NDArray[np.int64]:
        """The rows whose neighbour ``dilation`` rows later is in another text."""
        return np.flatnonzero(self._after < dilation)

    def first(self, dilation: int) -> NDArray[np.int64]:
        """The rows whose neighbour ``dilation`` rows earlier is in another text."""
        return np.flatnonzero(self._before < dilation)


def _convolved(x: Floats, weight: Floats, bias: Floats, dilation: int, edges: _Edges) -> Floats:
    """A convolution of width 3 with ReLU, given as three matrices: of the left, own and right weights."""
    y = _beside(list(_times_each(x, weight)), dilation, edges)
    y += bias
    return no_less(y)


def _beside(thirds: Sequence[Floats], dilation: int, edges: _Edges) -> Floats:
    """Add to each row of the second array the row of the first that is ``dilation`` earlier and that of the third as much later,
    within the same text; all three are changed."""
    left, own, right = thirds
    left[edges.last(dilation)] = 0
    right[edges.first(dilation)] = 0
    own[dilation:] += left[:-dilation]
    own[:-dilation] += right[dilation:]
    return own


def _times_each(x: Floats, weights: Floats) -> Floats:
    """Multiply filled rows by each of some matrices, as `times` does."""
    done: Floats = np.matmul(x.reshape(1, -1, BLOCK, x.shape[1]), weights[:, None]).reshape(len(weights), len(x), -1)
    return done


def _thirds(weight: Floats) -> Floats:
    """The weights of a convolution of width 3 as three matrices, from a layer over three rows at once."""
    width = weight.shape[0]
    return np.stack([weight[:, k * width : (k + 1) * width].T for k in range(3)])
