"""The small network of the tone toward an actor, in numpy: layers of attention over the words around the target."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from analytics.nn import dequantise, softmax

WEIGHTS = Path(__file__).with_name("toward.npz")
FAR = 12  # words farther apart than this count as this far apart
HEADS = 4
PAD, TARGET, OTHER = 0, 1, 2  # the first entries of the vocabulary: padding, the target, any word not in it

Array = np.ndarray[Any, Any]
Encoded = tuple[list[int], int]  # the numbers of the words, and the position of the target among them


class Layer(NamedTuple):
    """The weights of one layer: queries, keys and values in one matrix, the join of the heads, two dense steps."""

    scale: Array
    shift: Array
    qkv: Array
    qkv_bias: Array
    distance: Array
    join: Array
    join_bias: Array
    inner_scale: Array
    inner_shift: Array
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
        Layer(*(whole.pop(f"layer{number}.{field}") for field in Layer._fields)) for number in range(int(whole.pop("layers")))
    )
    return ToneNetwork(dict(zip(words, range(len(words)), strict=True)), vectors, layers=layers, **whole)


def encode(words: dict[str, int], left: Sequence[str], right: Sequence[str]) -> Encoded:
    """Convert the words before and after the target to numbers."""
    number = words.get
    return [*(number(w, OTHER) for w in left), TARGET, *(number(w, OTHER) for w in right)], len(left)


def probabilities(network: ToneNetwork, encoded: Sequence[Encoded]) -> Array:
    """Return the probabilities of negative, neutral and positive, one row per target.

    Call it with targets of similar length, so that little is padding.
    """
    rows, longest = len(encoded), max(len(numbers) for numbers, _ in encoded)
    numbers = np.zeros((rows, longest), np.intp)
    for row, (found, _) in enumerate(encoded):
        numbers[row, : len(found)] = found
    at = np.array([place for _, place in encoded])
    is_word = numbers != PAD
    steps = np.arange(longest)
    h = network.vectors[numbers] + network.places[np.clip(steps - at[:, None], -FAR, FAR) + FAR]
    h *= is_word[..., None]
    padded = np.zeros((rows, longest + 2, h.shape[2]), np.float32)
    padded[:, 1:-1] = h
    neighbours = np.concatenate([padded[:, :-2], h, padded[:, 2:]], axis=2)
    h += np.maximum(neighbours @ network.near + network.near_bias, 0)
    apart = np.clip(steps[None] - steps[:, None], -FAR, FAR) + FAR
    masked = np.where(is_word, np.float32(0), np.float32(-1e4))[:, None, None, :]
    for layer in network.layers:
        h += _attend(layer, _normal(h, layer.scale, layer.shift), layer.distance[:, apart], masked)
        inner = np.maximum(_normal(h, layer.inner_scale, layer.inner_shift) @ layer.inner + layer.inner_bias, 0)
        h += inner @ layer.outer + layer.outer_bias
    highest = np.where(is_word[..., None], h, np.float32(-1e4)).max(axis=1)
    mean = np.einsum("rtd,rt->rd", h, is_word.astype(np.float32)) / is_word.sum(axis=1, keepdims=True)
    pooled = np.concatenate([h[np.arange(rows), at], highest, mean], axis=1).astype(np.float32)
    logits = np.maximum(pooled @ network.hidden + network.hidden_bias, 0) @ network.last + network.last_bias
    return softmax(logits.astype(np.float64))


def _attend(layer: Layer, x: Array, distance: Array, masked: Array) -> Array:
    """Compute the attention of every word to every other word."""
    rows, longest, width = x.shape
    mixed = (x @ layer.qkv + layer.qkv_bias).reshape(rows, longest, 3, HEADS, width // HEADS).transpose(2, 0, 3, 1, 4)
    queries, keys, values = mixed
    weights = queries @ keys.transpose(0, 1, 3, 2) * np.float32(1 / math.sqrt(width // HEADS)) + distance + masked
    attended = softmax(weights) @ values
    joined: Array = attended.transpose(0, 2, 1, 3).reshape(rows, longest, width) @ layer.join + layer.join_bias
    return joined


def _normal(x: Array, scale: Array, shift: Array) -> Array:
    """Normalise a layer's input."""
    centred = x - x.mean(axis=2, keepdims=True)
    spread = np.sqrt(np.einsum("rtd,rtd->rt", centred, centred) / x.shape[2] + 1e-5)[..., None]
    normal: Array = centred / spread * scale + shift
    return normal
