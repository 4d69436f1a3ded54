"""Decides which candidates are quotes: a small network judges each by its features, and the best of those that overlap are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.nn import sigmoid, times
from analytics.quotes.claims import FEATURES, Claims

Floats = NDArray[np.float32]

# The chances that the judge estimates: that this was said at all, that it is speech rather than thought, that the speaker is right
# as well, and that the boundaries are.
JUDGEMENTS = ("attributed", "speech", "right", "bounded")
ATTRIBUTED, SPEECH, RIGHT, BOUNDED = range(4)

# A candidate is kept where the chances of "attributed" and "speech" add up to this. At this sum a kept quote gains a little more
# recall than it costs precision: a wrong quote is worse than a missing one.
KEEP_FROM = 0.85
# Two quotes share at most this part of the shorter one.
_SHARED = 0.5
_COUNTED = [
    FEATURES.index(f)
    for f in (
        "content words",
        "window",
        "gap",
        "from sentence start",
        "to sentence end",
        "candidates",
        "speaker distance",
        "speaker words",
    )
]
_KINDS = [(FEATURES.index("speaker kind"), 4), (FEATURES.index("speaker found by"), 4)]


def inputs(features: Floats) -> Floats:
    """Convert features into the judge's inputs: counts as logarithms, sorts as flags."""
    x = features.copy()
    x[:, _COUNTED] = np.log1p(np.maximum(x[:, _COUNTED], 0))
    flags = [x[:, at, None] == np.arange(size, dtype=np.float32) for at, size in _KINDS]
    # Chances from 0 to 1 are most informative near 0 and 1.
    chances = np.clip(x[:, [0, 3, 4, 5, 27]], 1e-3, 1 - 1e-3)
    return np.concatenate([x, *flags, np.log(chances / (1 - chances))], axis=1).astype(np.float32)


class Judge:
    """A few small networks whose scores are averaged. ``weights``: mean, scale and layers, from `analytics.quotes.train.judge`."""

    def __init__(self, weights: Mapping[str, NDArray[Any]]) -> None:
        full = {name: np.asarray(value, np.float32) for name, value in weights.items()}
        self._mean, self._scale = full["mean"], full["scale"]
        self._layers = [(full[f"weight{n}"], full[f"bias{n}"]) for n in range(3)]

    def __call__(self, inputs: Floats) -> Floats:
        """The chances (candidates, JUDGEMENTS) for some `inputs`."""
        x = np.clip((inputs - self._mean) / self._scale, -6, 6).astype(np.float32)
        (w0, b0), (w1, b1), (w2, b2) = self._layers
        scores = [
            times(np.maximum(times(np.maximum(times(x, w0[n]) + b0[n], 0), w1[n]) + b1[n], 0), w2[n]) + b2[n]
            for n in range(len(w0))
        ]
        return sigmoid(np.mean(scores, axis=0))


def choose(claims: Claims, chances: Floats, possible: NDArray[np.bool_]) -> list[int]:
    """Choose the candidates to keep, best first, among the ``possible`` ones; none shares half of itself with a better one."""
    score = chances[:, ATTRIBUTED] + chances[:, SPEECH]
    # Of rivals over the same words, the one with the right speaker and boundaries is wanted.
    merit = score + chances[:, RIGHT] + chances[:, BOUNDED]
    kept: list[int] = []
    low = 0
    for block in claims.overlap:
        size = np.diag(block)
        clash = block > _SHARED * np.minimum(size[:, None], size[None])
        free = (score[low : low + len(block)] >= KEEP_FROM) & possible[low : low + len(block)]
        for n in np.argsort(-merit[low : low + len(block)], kind="stable"):
            if free[n]:
                kept.append(low + int(n))
                free &= ~clash[n]
        low += len(block)
    return sorted(kept)


def keeps(chances: Floats) -> NDArray[np.bool_]:
    """Which quotes are kept, of some that do not overlap."""
    return chances[:, ATTRIBUTED] + chances[:, SPEECH] >= KEEP_FROM
