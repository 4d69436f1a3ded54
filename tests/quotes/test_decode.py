"""The chain of labels against a search over all labellings."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from analytics.quotes.decode import LABELS, label


@pytest.mark.parametrize("lengths", [[1], [4], [3, 1, 5], [2] * 30])
def test_decode_agrees_with_trying_every_labelling(lengths: list[int]) -> None:
    rng = np.random.default_rng(7)
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    scores = rng.normal(size=(offsets[-1], LABELS)).astype(np.float32)
    moves = rng.normal(size=(LABELS, LABELS)).astype(np.float32)
    labels, chances = label(scores, offsets, moves)
    for first, past in itertools.pairwise(offsets):
        every = list(itertools.product(range(LABELS), repeat=past - first))
        weight = np.array(
            [
                sum(scores[first + i, y] for i, y in enumerate(ys)) + sum(moves[a, b] for a, b in itertools.pairwise(ys))
                for ys in every
            ]
        )
        assert tuple(labels[first:past]) == every[int(weight.argmax())]
        share = np.exp(weight - weight.max())
        share /= share.sum()
        expected = [[share[[ys[i] == y for ys in every]].sum() for y in range(LABELS)] for i in range(past - first)]
        np.testing.assert_allclose(chances[first:past], expected, atol=1e-4)


def test_decode_of_nothing() -> None:
    labels, chances = label(np.zeros((0, LABELS), np.float32), np.array([0]), np.zeros((LABELS, LABELS), np.float32))
    assert labels.shape == (0,)
    assert chances.shape == (0, LABELS)
