"""The small network of the tone toward an actor, in numpy: layers of attention over the words around the target."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from analytics.nn import dequantise, softmax

WEIGHTS = Path(__file__).with_name("toward.npz")
FAR = 12  # words farther apart than this count as this far apart
HEADS = 4
_TOKENS = 1024  # words computed at once: enough to fill the processor, few enough to stay in its cache
PAD, TARGET, OTHER = 0, 1, 2  # the first entries of the vocabulary: padding, the target, any word not in it

_STORED = (
    "scale", "shift", "inner_scale", "inner_shift",
    "qkv", "qkv_bias", "distance", "join", "join_bias", "inner", "inner_bias", "outer", "outer_bias",
)  # fmt: skip
"""The weights of a layer in the file; the first four are those of its normalised inputs."""

Array = np.ndarray[Any, Any]
Encoded = tuple[list[int], int]  # the numbers of the words, and the position of the target among them


class Layer(NamedTuple):
    """The weights of one layer: queries, keys and values in one matrix, the join of the heads, two dense steps.

    The scale and shift of each normalised input are part of the matrix and bias after it; so is the scale of the queries.
    """

    qkv: Array
    qkv_bias: Array
    distance: Array
    join: Array
    join_bias: Array
    inner: Array
    inner_bias: Array
    outer: Array
    outer_bias: Array


class ToneNetwork(NamedTuple):
    """The numbers of the vocabulary's words, and all weights; matrices are (in, out)."""

    words: dict[str, int]
    vectors: Array
    places: Array
    near: Array
    near_bias: Array
    layers: tuple[Layer, ...]
    hidden: Array
    hidden_bias: Array
    last: Array
    last_bias: Array


@functools.cache
def load() -> ToneNetwork:
    """Return the network that ships with the library, read on first use."""
    return read(WEIGHTS)


def read(file: Path) -> ToneNetwork:
    """Read a network from its file: words as one text, vectors in 8 bits with a scale per word, all else in half precision."""
    with np.load(file, allow_pickle=False) as stored:
        parts = {name: stored[name] for name in stored.files}
    words = parts.pop("words").tobytes().decode("utf-8").split("\n")
    vectors = dequantise(parts.pop("vectors"), parts.pop("scales")[:, None])
    whole = {name: part.astype(np.float32) for name, part in parts.items()}
    layers = tuple(
        _layer({name: whole.pop(f"layer{number}.{name}") for name in _STORED}) for number in range(int(whole.pop("layers")))
    )
    return ToneNetwork(dict(zip(words, range(len(words)), strict=True)), vectors, layers=layers, **whole)


def _layer(stored: dict[str, Array]) -> Layer:
    """Return a layer as it is computed, from the weights as they were learned."""
    scale, shift, inner_scale, inner_shift = (stored.pop(name) for name in _STORED[:4])
    stored["qkv_bias"] = shift @ stored["qkv"] + stored["qkv_bias"]
    stored["qkv"] = scale[:, None] * stored["qkv"]
    stored["inner_bias"] = inner_shift @ stored["inner"] + stored["inner_bias"]
    stored["inner"] = inner_scale[:, None] * stored["inner"]
    width = len(scale)
    for name in ("qkv", "qkv_bias"):
        stored[name][..., :width] /= math.sqrt(width // HEADS)
    return Layer(**stored)


def encode(words: dict[str, int], left: Sequence[str], right: Sequence[str]) -> Encoded:
    """Convert the words before and after the target to numbers."""
    number = words.get
    return [*(number(w, OTHER) for w in left), TARGET, *(number(w, OTHER) for w in right)], len(left)


def probabilities(network: ToneNetwork, encoded: Sequence[Encoded]) -> Array:
    """Return the probabilities of negative, neutral and positive, one row per target.

    A row is the same to the last bit whatever targets are beside it: targets of one length are computed together, each in matrix
    products of its own, so that nothing is padded and no sum changes its order.
    """
    found = np.empty((len(encoded), 3))
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i][0]))
    for length, same in itertools.groupby(order, key=lambda i: len(encoded[i][0])):
        every, most = list(same), max(1, _TOKENS // length)
        for first in range(0, len(every), most):
            rows = every[first : first + most]
            numbers, places = zip(*(encoded[i] for i in rows), strict=True)
            found[rows] = _probabilities(network, np.array(numbers), np.array(places))
    return found


def _probabilities(network: ToneNetwork, numbers: Array, at: Array) -> Array:
    """Compute the probabilities of targets of one length: ``numbers`` (targets, words) and the position ``at`` of each target."""
    rows, length = numbers.shape
    steps = np.arange(length)
    h = network.vectors[numbers]
    h += network.places[np.clip(steps - at[:, None], -FAR, FAR) + FAR]
    width = h.shape[2]
    neighbours = np.zeros((rows, length, 3 * width), np.float32)
    neighbours[:, 1:, :width] = h[:, :-1]
    neighbours[:, :, width : 2 * width] = h
    neighbours[:, :-1, 2 * width :] = h[:, 1:]
    h += _rectified(neighbours, network.near, network.near_bias)
    apart = np.clip(steps[None] - steps[:, None], -FAR, FAR) + FAR
    for layer in network.layers:
        h += _attend(layer, _normal(h), layer.distance[:, apart])
        h += _rectified(_normal(h), layer.inner, layer.inner_bias) @ layer.outer
        h += layer.outer_bias
    pooled = np.concatenate([h[np.arange(rows), at], h.max(axis=1), h.mean(axis=1)], axis=1)[:, None]
    logits = _rectified(pooled, network.hidden, network.hidden_bias) @ network.last + network.last_bias
    return softmax(logits[:, 0].astype(np.float64))


def _attend(layer: Layer, x: Array, distance: Array) -> Array:
    """Compute the attention of every word to every other word."""
    rows, length, width = x.shape
    mixed = x @ layer.qkv
    mixed += layer.qkv_bias
    queries, keys, values = mixed.reshape(rows, length, 3, HEADS, width // HEADS).transpose(2, 0, 3, 1, 4)
    weights = queries @ keys.transpose(0, 1, 3, 2)
    weights += distance
    attended: Array = (softmax(weights) @ values).transpose(0, 2, 1, 3).reshape(rows, length, width) @ layer.join
    attended += layer.join_bias
    return attended


def _rectified(x: Array, weight: Array, bias: Array) -> Array:
    """Compute a dense step, with what is negative set to 0."""
    y: Array = x @ weight
    y += bias
    return np.maximum(y, 0, out=y)


def _normal(x: Array) -> Array:
    """Return each word's numbers with mean 0 and variance 1."""
    centred: Array = x - x.mean(axis=2, keepdims=True)
    variance = np.einsum("rtd,rtd->rt", centred, centred) / x.shape[2]
    centred /= np.sqrt(variance + 1e-5)[..., None]
    return centred
