"""Runs the network in numpy: encodes a sheet once, scores every token as a cue, labels the windows of likely cues."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.quotes import lexicon as lx
from analytics.quotes.decode import LABELS
from analytics.quotes.features import PAD, TABLES, Sheet, Windows

Floats = NDArray[np.float32]

# Rows that go through the layers at once: as many as fit the processor's cache.
_CHUNK = 1000
_BLOCK = 64  # rows of each product of matrices: see `times`


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
        self._encoder = [(_side_by_side(full[f"encoder.{n}.weight"]), full[f"encoder.{n}.bias"]) for n in range(len(encoder) - 1)]
        self._cue = _dense(full, "cue.0"), _dense(full, "cue.2")
        self._token, self._anchor, self._gate = (_dense(full, name) for name in ("token", "anchor", "gate"))
        self._moods = full["moods.weight"]
        self._relative = [full[f"tables.{n}.weight"] for n in range(len(TABLES))]
        self._layers = [(_side_by_side(full[f"layers.{n}.weight"]), full[f"layers.{n}.bias"], d) for n, d in enumerate(dilations)]
        self._out = _dense(full, "out")
        self._valid = _dense(full, "valid.0"), _dense(full, "valid.2")
        self.transitions = full["transitions"]

    def encode(self, sheet: Sheet) -> tuple[Floats, Floats]:
        """Encode the tokens (rows, width), and compute each token's chance of being a cue (rows)."""
        known = self._word_types(sheet.met)
        encoded = np.empty((len(sheet.types), self._width), np.float32)
        chance = np.empty(len(sheet.types), np.float32)
        begin = 0
        for number, piece in enumerate(sheet.pieces):
            end = piece.base + piece.past - piece.first + PAD
            if end - begin >= _CHUNK or number == len(sheet.pieces) - 1:
                self._encode(sheet, known, slice(begin, end), encoded, chance)
                begin = end
        return encoded, chance

    def _encode(self, sheet: Sheet, known: Floats, part: slice, encoded: Floats, chance: Floats) -> None:
        width, near = self._width, self._reaches[0]
        rows = part.stop - part.start
        empty = np.concatenate([np.flatnonzero(sheet.types[part] == 0), np.arange(rows, _whole_blocks(rows))])
        mixed = np.zeros((_whole_blocks(rows), 3 * width), np.float32)
        np.take(known, sheet.types[part], axis=0, out=mixed[:rows])
        mixed[:rows] += self._places[sheet.state[part] * 16 + sheet.bound[part]]
        mixed[empty] = 0
        x = mixed[:, width : 2 * width] + self._first_bias
        x[near:] += mixed[:-near, :width]
        x[:-near] += mixed[near:, 2 * width :]
        np.maximum(x, 0, out=x)
        x[empty] = 0
        for (weight, bias), dilation in zip(self._encoder, self._reaches[1:], strict=True):
            _convolve(x, weight, bias, dilation, empty)
        (w0, b0), (w1, b1) = self._cue
        chance[part] = sigmoid((times(np.maximum(times(x, w0) + b0, 0), w1) + b1)[:rows, 0])
        chance[part][empty[empty < rows]] = 0
        encoded[part] = x[:rows]

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
            own = owner[a:b]
            x = base[rows[a:b]]
            x *= gate[own]
            x += shift[own]
            for table, index in zip(self._relative, features, strict=True):
                x += table[index[a:b]]
            np.maximum(x, 0, out=x)
            spread = np.arange(b - a) + (own - begin) * PAD
            y = np.zeros((_whole_blocks(b - a + (end - begin) * PAD), x.shape[1]), np.float32)
            y[spread] = x
            empty = np.delete(np.arange(len(y)), spread)
            for weight, bias, dilation in self._layers:
                _convolve(y, weight, bias, dilation, empty)
            y = y[spread]
            labels[a:b] = times(y, self._out[0]) + self._out[1]
            h = y[offsets[begin:end] - a + cues[begin:end] - rows[offsets[begin:end]]]
            mean = np.add.reduceat(y, offsets[begin:end] - a, axis=0) / np.diff(offsets[begin : end + 1])[:, None]
            h = np.concatenate([h, mean.astype(np.float32)], axis=1)
            (w0, b0), (w1, b1) = self._valid
            valid[begin:end] = times(np.maximum(times(h, w0) + b0, 0), w1) + b1
            begin = end
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


def times(x: Floats, weight: Floats) -> Floats:
    """Multiply rows by weights. A row's numbers are the same to the last bit whatever rows are beside it: products of other shapes
    are summed in another order, so the rows are taken in blocks of one size, the last one padded with zeros."""
    rows = len(x)
    blocks = max(1, -(-rows // _BLOCK))
    if blocks * _BLOCK != rows:
        filled = np.zeros((blocks * _BLOCK, x.shape[1]), np.float32)
        filled[:rows] = x
        x = filled
    done: Floats = np.matmul(x.reshape(blocks, _BLOCK, -1), weight).reshape(blocks * _BLOCK, -1)
    return done[:rows]


def sigmoid(scores: Floats) -> Floats:
    """The logistic function, safe for large scores."""
    return (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).astype(np.float32)


def _dense(full: Mapping[str, Floats], name: str) -> tuple[Floats, Floats]:
    return full[f"{name}.weight"].T.copy(), full[f"{name}.bias"]


def _convolve(x: Floats, weight: Floats, bias: Floats, dilation: int, empty: NDArray[np.int64]) -> None:
    """Add to x, in place, a convolution of width 3 with ReLU, given as one matrix of left, own and right weights side by side;
    the ``empty`` rows between texts stay zero."""
    width = x.shape[1]
    all_three = times(x, weight)
    y = all_three[:, width : 2 * width]
    y[dilation:] += all_three[:-dilation, :width]
    y[:-dilation] += all_three[dilation:, 2 * width :]
    y += bias
    np.maximum(y, 0, out=y)
    y[empty] = 0
    x += y


def _side_by_side(weight: Floats) -> Floats:
    """The weights of a convolution of width 3 in the form that `_convolve` expects, from a layer over three rows at once."""
    width = weight.shape[0]
    return np.ascontiguousarray(np.concatenate([weight[:, k * width : (k + 1) * width].T for k in range(3)], axis=1))


def _whole_blocks(rows: int) -> int:
    """The number of rows rounded up to whole blocks of `times`."""
    return -(-rows // _BLOCK) * _BLOCK
