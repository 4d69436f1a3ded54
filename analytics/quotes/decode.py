"""Labels from scores: which words of a window are said, who says them, and which word reports them.

A linear chain over four labels. Many windows of about the same length are read at once, one token per step.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from analytics.nn import best_labels

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Labels = NDArray[np.int8]

NOTHING, CONTENT, SPEAKER, CUE = range(4)
LABELS = 4
_TOGETHER = 32  # windows whose chances are advanced together


def label(scores: Floats, offsets: Ints, transitions: Floats) -> tuple[Labels, Floats]:
    """The likeliest labels of each window (Viterbi), and every token's label probabilities (forward-backward).

    ``scores`` is (tokens, LABELS); window n contains tokens ``offsets[n]`` to ``offsets[n + 1]``; ``transitions`` is (from, to).

    >>> scores = np.array([[0, 2, 0, 0], [1, 0.9, 0, 0], [0, 2, 0, 0]], np.float32)
    >>> label(scores, np.array([0, 3]), np.eye(4, dtype=np.float32))[0].tolist()
    [1, 1, 1]
    """
    labels = best_labels(scores, np.diff(offsets), transitions).astype(np.int8)
    chances = np.empty((len(scores), LABELS), np.float32)
    for tokens, step, window, lengths in _batches(offsets):
        block = np.zeros((int(lengths.max()), len(lengths), LABELS), np.float32)
        block[step, window] = scores[tokens]
        chances[tokens] = _marginals(block, lengths, transitions)[step, window]
    return labels, chances


def _batches(offsets: Ints) -> Iterator[tuple[Ints, Ints, Ints, Ints]]:
    """Batches of windows of similar length: their tokens, each token's step and window in the batch, and the lengths."""
    lengths = np.diff(offsets)
    order = np.argsort(lengths, kind="stable")
    n = len(order)
    cuts = sorted({0, n // 2, n * 4 // 5, n * 19 // 20, n}) if n > 24 else [0, n]
    for first, end in pairwise(cuts):
        # A thousand windows at a time limit the memory.
        for begin in range(first, end, 1024):
            chosen = order[begin : min(begin + 1024, end)]
            own = lengths[chosen]
            window = np.repeat(np.arange(len(chosen)), own)
            step = np.arange(len(window)) - np.repeat(np.cumsum(own) - own, own)
            yield offsets[chosen][window] + step, step, window, own


def _marginals(block: Floats, lengths: Ints, transitions: Floats) -> Floats:
    steps, windows, _ = block.shape
    if windows % _TOGETHER:
        block = np.concatenate([block, np.zeros((steps, _TOGETHER - windows % _TOGETHER, LABELS), np.float32)], axis=1)
        lengths = np.concatenate([lengths, np.full(block.shape[1] - windows, steps)])
    weights = np.exp(block - block.max(2, keepdims=True))
    step = np.exp(transitions)
    back_step = np.ascontiguousarray(step.T)
    forward = np.empty_like(weights)
    forward[0] = weights[0]
    for t in range(1, steps):
        now = _moved(forward[t - 1], step) * weights[t]
        forward[t] = now / now.sum(1, keepdims=True)
    backward = np.empty_like(weights)
    backward[-1] = 1.0
    for t in range(steps - 2, -1, -1):
        now = _moved(weights[t + 1] * backward[t + 1], back_step)
        now /= now.sum(1, keepdims=True)
        now[t + 1 >= lengths] = 1.0
        backward[t] = now
    chances = forward * backward
    chances /= chances.sum(2, keepdims=True)
    return np.asarray(chances[:, :windows], np.float32)


def _moved(chances: Floats, transitions: Floats) -> Floats:
    """Chances after a step, in blocks of one size: see `analytics.quotes.network.times`."""
    done: Floats = np.matmul(chances.reshape(-1, _TOGETHER, LABELS), transitions).reshape(-1, LABELS)
    return done
