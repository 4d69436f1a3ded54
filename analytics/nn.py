"""Small pieces of numpy that the learned models share: softmax, sigmoid, 8-bit weights and Viterbi decoding."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
BLOCK = 128
"""Rows of each product of matrices: see `times`."""

_HIGHEST = 127  # of the whole numbers from -127 to 127 that a weight is stored as


def softmax(scores: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return probabilities over the last axis, in the dtype of the scores; safe for large scores.

    >>> softmax(np.array([[0.0, 0.0], [1000.0, 0.0]])).tolist()
    [[0.5, 0.5], [1.0, 0.0]]
    """
    shares: npt.NDArray[Any] = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    return shares


def sigmoid(scores: npt.NDArray[Any]) -> Floats:
    """Return the logistic function of each score; safe for large scores.

    >>> sigmoid(np.array([0.0, -1000.0])).round(6).tolist()
    [0.5, 0.0]
    """
    shares: Floats = (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).astype(np.float32)
    return shares


def times(x: Floats, weight: Floats) -> Floats:
    """Multiply rows by weights, in blocks of one size, the last one padded with zeros.

    Products of other shapes are summed in another order. So a row's numbers hardly depend on the rows beside it: only its place in
    a block may change the last bit, as on processors whose rows are computed in groups of two kinds. What is shown is rounded.

    >>> times(np.eye(2, dtype=np.float32), np.array([[1.0, 2.0], [3.0, 4.0]], np.float32)).tolist()
    [[1.0, 2.0], [3.0, 4.0]]
    """
    done: Floats = np.matmul(filled(x).reshape(-1, BLOCK, x.shape[1]), weight).reshape(-1, weight.shape[1])
    return done[: len(x)]


def filled(x: Floats) -> Floats:
    """Return some rows, with rows of zeros after them up to a whole number of blocks, at least one."""
    rows = max(1, -(-len(x) // BLOCK)) * BLOCK
    if rows == len(x):
        return x
    whole = np.zeros((rows, x.shape[1]), np.float32)
    whole[: len(x)] = x
    return whole


def no_less(x: Floats) -> Floats:
    """Raise the negative numbers of some rows to 0, in place. A row of zeros is several times as fast as the number 0."""
    return np.maximum(x, np.zeros(x.shape[1], np.float32), out=x)


def quantise(weights: npt.NDArray[Any], axis: int) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float16]]:
    """Store a table of weights as 8-bit whole numbers and half-precision scales, one per row (axis 1) or per column (axis 0).

    ``axis`` is the axis that shares a scale. The scales keep it, with length 1, so that `dequantise` can multiply them in.

    >>> values, scales = quantise(np.array([[1.27, -0.5], [0.0, 0.0]], np.float32), axis=1)
    >>> values.tolist(), scales.shape, dequantise(values, scales).astype(float).round(2).tolist()
    ([[127, -50], [0, 0]], (2, 1), [[1.27, -0.5], [0.0, 0.0]])
    """
    scales = (np.abs(weights).max(axis, keepdims=True) / _HIGHEST).astype(np.float16)
    scales[scales == 0] = 1
    values = np.clip(np.rint(weights / scales.astype(np.float32)), -_HIGHEST, _HIGHEST).astype(np.int8)
    return values, scales


def dequantise(values: npt.NDArray[Any], scales: npt.NDArray[Any]) -> Floats:
    """Return stored weights in single precision.

    ``scales`` is anything that numpy can multiply with ``values``: one number, one per column, or (rows, 1) for one per row.
    """
    product: Floats = values.astype(np.float32) * scales.astype(np.float32)
    return product


def best_labels(
    scores: npt.NDArray[Any],
    lengths: npt.ArrayLike,
    transitions: npt.NDArray[Any],
    first: npt.NDArray[Any] | None = None,
) -> npt.NDArray[np.int64]:
    """Return the likeliest label of every token of many sequences (Viterbi 1967), decoded side by side.

    ``scores`` is (tokens, labels), the sequences one after the other; ``lengths`` are their numbers of tokens; ``transitions`` is
    (from, to); ``first`` is what each label scores at the beginning of a sequence (nothing by default). Of equal paths, the one
    with the smallest label numbers wins. Raises ValueError where the lengths do not sum to the number of tokens.

    >>> scores = np.array([[0, 2], [1, 0.9], [0, 2], [3, 0]], np.float32)
    >>> best_labels(scores, [3, 1], np.eye(2, dtype=np.float32)).tolist()
    [1, 1, 1, 0]
    """
    every = np.asarray(lengths, np.int64)
    if every.sum() != len(scores) or (every < 0).any():
        raise ValueError(f"the lengths sum to {every.sum()}, but there are {len(scores)} tokens")
    labels = np.zeros(len(scores), np.int64)
    order = np.argsort(-every, kind="stable")
    sizes, starts = every[order], (np.cumsum(every) - every)[order]
    sizes, starts = sizes[sizes > 0], starts[sizes > 0]
    if not len(sizes):
        return labels
    longest = int(sizes[0])
    # how many sequences, of the longest first, have a token at each step
    alive = np.searchsorted(-sizes, -np.arange(longest), side="left").tolist()
    sequence = np.repeat(np.arange(len(sizes)), sizes)
    step = np.arange(len(sequence)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    tokens = starts[sequence] + step
    best = np.zeros((longest, scores.shape[1], len(sizes)), np.result_type(scores, transitions))
    best[step, :, sequence] = scores[tokens]
    if first is not None:
        best[0] += first[:, None]
    moves = transitions[:, :, None]
    for now in range(1, longest):
        n = alive[now]
        best[now, :, :n] += (best[now - 1, :, None, :n] + moves).max(0)
    path = np.zeros((longest, len(sizes)), np.int64)
    path[-1] = best[-1].argmax(0)
    for now in range(longest - 2, -1, -1):
        n, going = alive[now], alive[now + 1]
        best[now, :, :going] += transitions[:, path[now + 1, :going]]
        path[now, :n] = best[now, :, :n].argmax(0)
    labels[tokens] = path[step, sequence]
    return labels
