"""Labels from scores: which words of a window are said, who says them, and which word reports them.

A linear chain over four labels. Many windows of about the same length are read at once, one token per step.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analytics.nn import best_labels

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Labels = NDArray[np.int8]

NOTHING, CONTENT, SPEAKER, CUE = range(4)
LABELS = 4
_TOGETHER = 128  # windows whose chances are advanced together
_MOST = 1024  # windows that are read at once, which limits the memory
_SCALED = 4  # chances are scaled after as many steps, before they become too small for a float


def label(scores: Floats, offsets: Ints, transitions: Floats) -> tuple[Labels, Floats]:
    """The likeliest labels of each window (Viterbi), and every token's label probabilities (forward-backward).

    ``scores`` is (tokens, LABELS); window n contains tokens ``offsets[n]`` to ``offsets[n + 1]``; ``transitions`` is (from, to).

    >>> scores = np.array([[0, 2, 0, 0], [1, 0.9, 0, 0], [0, 2, 0, 0]], np.float32)
    >>> label(scores, np.array([0, 3]), np.eye(4, dtype=np.float32))[0].tolist()
    [1, 1, 1]
    """
    lengths = np.diff(offsets)
    labels = best_labels(scores, lengths, transitions).astype(np.int8)
    chances = np.empty((len(scores), LABELS), np.float32)
    weights = np.exp(scores - scores.max(1, keepdims=True))
    order = np.argsort(-lengths, kind="stable")
    for begin in range(0, len(order), _MOST):
        chosen = order[begin : begin + _MOST]
        own = lengths[chosen]
        window = np.repeat(np.arange(len(chosen)), own)
        step = np.arange(len(window)) - np.repeat(np.cumsum(own) - own, own)
        tokens = offsets[chosen][window] + step
        chances[tokens] = _marginals(weights[tokens], step, window, own, np.exp(transitions))
    chances /= chances.sum(1, keepdims=True)
    return labels, chances


def _marginals(weights: Floats, step: Ints, window: Ints, lengths: Ints, moves: Floats) -> Floats:
    """Forward times backward chances (tokens, LABELS) of windows, the longest first, whose tokens have ``weights``.

    Windows are advanced in blocks of one size, so that a window's chances hardly depend on the others: see `analytics.nn.times`.
    """
    steps, blocks = int(lengths[0]), -(-len(lengths) // _TOGETHER)
    at = step, window // _TOGETHER, slice(None), window % _TOGETHER
    emitted = np.ones((steps, blocks, LABELS, _TOGETHER), np.float32)
    emitted[at] = weights
    forward, backward = np.ones_like(emitted), np.ones_like(emitted)
    alive = np.searchsorted(-lengths, -np.arange(steps), side="left").tolist()  # windows with a token at each step
    forward[0] = emitted[0]
    onward, back = np.ascontiguousarray(moves.T), np.ascontiguousarray(moves)
    for t in range(1, steps):
        n = -(-alive[t] // _TOGETHER)
        now = np.matmul(onward, forward[t - 1, :n], out=forward[t, :n])
        now *= emitted[t, :n]
        if t % _SCALED == 0:
            now /= now.sum(1, keepdims=True)
    for t in range(steps - 2, -1, -1):
        n = -(-alive[t + 1] // _TOGETHER)
        now = np.matmul(back, emitted[t + 1, :n] * backward[t + 1, :n], out=backward[t, :n])
        if t % _SCALED == 0:
            now /= now.sum(1, keepdims=True)
        now[n - 1, :, alive[t + 1] - n * _TOGETHER + _TOGETHER :] = 1.0  # these windows end at this step
    return np.asarray(forward[at] * backward[at])
