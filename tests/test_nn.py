"""Softmax, 8-bit weights and Viterbi decoding against slow definitions of the same."""

import itertools

import numpy as np
import pytest

from analytics.nn import best_labels, dequantise, quantise, sigmoid, softmax


def test_softmax_keeps_dtype_and_sums_to_one():
    draw = np.random.default_rng(1)
    for dtype in (np.float32, np.float64):
        scores = (draw.normal(size=(3, 4, 5)) * 50).astype(dtype)
        shares = softmax(scores)
        assert shares.dtype == dtype
        assert np.allclose(shares.sum(-1), 1, atol=1e-6)
        powers = np.exp(scores - scores.max(-1, keepdims=True))
        assert np.allclose(shares, powers / powers.sum(-1, keepdims=True))


def test_sigmoid_of_extremes():
    assert sigmoid(np.array([-1e9, 0, 1e9])).tolist() == pytest.approx([0, 0.5, 1], abs=1e-9)


@pytest.mark.parametrize("axis", [0, 1])
def test_weights_come_back_within_half_a_step(axis):
    weights = np.random.default_rng(2).normal(size=(30, 7)).astype(np.float32)
    weights[3], weights[:, 2] = 0, 0
    values, scales = quantise(weights, axis)
    assert values.dtype == np.int8
    assert scales.dtype == np.float16
    step = np.abs(weights).max(axis, keepdims=True) / 127
    assert (np.abs(dequantise(values, scales) - weights) <= step * 0.6 + 1e-6).all()  # half a step, and the rounding of the scale


def test_dequantise_takes_one_scale_or_one_per_column():
    values = np.array([[1, 2], [3, 4]], np.int8)
    assert dequantise(values, np.float32(0.5)).tolist() == [[0.5, 1.0], [1.5, 2.0]]
    assert dequantise(values, np.array([1, 10], np.float16)).tolist() == [[1.0, 20.0], [3.0, 40.0]]


def _by_trying_all(scores, transitions, first):
    def total(path):
        steps = sum(transitions[a, b] for a, b in itertools.pairwise(path))
        return first[path[0]] + steps + sum(scores[n, label] for n, label in enumerate(path))

    return max(total(path) for path in itertools.product(range(scores.shape[1]), repeat=len(scores))), total


@pytest.mark.parametrize("seed", range(5))
def test_best_labels_are_the_best_of_all_paths(seed):
    draw = np.random.default_rng(seed)
    lengths = [3, 0, 1, 5, 2]
    scores = draw.normal(size=(sum(lengths), 3))
    transitions, first = draw.normal(size=(3, 3)), draw.normal(size=3)
    labels = best_labels(scores, lengths, transitions, first)
    at = 0
    for length in lengths:
        own = slice(at, at + length)
        if length:
            best, total = _by_trying_all(scores[own], transitions, first)
            assert total(labels[own]) == pytest.approx(best)
        at += length


def test_sequences_do_not_depend_on_their_neighbours():
    draw = np.random.default_rng(7)
    scores, transitions = draw.normal(size=(12, 4)), draw.normal(size=(4, 4))
    together = best_labels(scores, [4, 8], transitions)
    apart = [*best_labels(scores[:4], [4], transitions), *best_labels(scores[4:], [8], transitions)]
    assert together.tolist() == apart


def test_lengths_must_sum_to_the_tokens():
    with pytest.raises(ValueError, match=r"^the lengths sum to 3, but there are 4 tokens$"):
        best_labels(np.zeros((4, 2)), [1, 2], np.zeros((2, 2)))


def test_nothing_to_label():
    assert best_labels(np.zeros((0, 2)), [], np.zeros((2, 2))).tolist() == []
