"""The small network behind the tone toward an actor, in numpy: layers of attention over the words around the target."""

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
PAD, TARGET, OTHER = 0, 1, 2  # the first words of the vocabulary: nothing, the target, any word not in it

Array = np.ndarray[Any, Any]
Encoded = tuple[list[int], int]  # numbers of words, and the target's place among them


class Layer(NamedTuple):
    """One layer: queries, keys and values in one matrix, then what joins the heads, then two dense steps."""

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


class Network(NamedTuple):
    """The vocabulary's numbers and all weights; matrices are (in, out)."""

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
def load() -> Network:
    """The learned network, read once."""
    return read(WEIGHTS)


def read(file: Path) -> Network:
    """A network from its file: words in one text, vectors in bytes with a scale a word, the rest in halves."""
    with np.load(file, allow_pickle=False) as stored:
        parts = {name: stored[name] for name in stored.files}
    words = parts.pop("words").tobytes().decode("utf-8").split("\n")
    vectors = dequantise(parts.pop("vectors"), parts.pop("scales")[:, None])
    whole = {name: part.astype(np.float32) for name, part in parts.items()}
    layers = tuple(
        Layer(*(whole.pop(f"layer{number}.{field}") for field in Layer._fields)) for number in range(int(whole.pop("layers")))
    )
    return Network(dict(zip(words, range(len(words)), strict=True)), vectors, layers=layers, **whole)


def encode(words: dict[str, int], left: Sequence[str], right: Sequence[str]) -> Encoded:
    """Words before and after the target as numbers."""
    number = words.get
    return [*(number(w, OTHER) for w in left), TARGET, *(number(w, OTHER) for w in right)], len(left)


def probabilities(network: Network, encoded: Sequence[Encoded]) -> Array:
    """Negative, neutral and positive, a row a target; targets are of about one length, so that little is padding."""
    rows, longest = len(encoded), max(len(numbers) for numbers, _ in encoded)
    numbers = np.zeros((rows, longest), np.intp)
    for row, (found, _) in enumerate(encoded):
        numbers[row, : len(found)] = found
    at = np.array([place for _, place in encoded])
    held = numbers != PAD
    steps = np.arange(longest)
    h = network.vectors[numbers] + network.places[np.clip(steps - at[:, None], -FAR, FAR) + FAR]
    h *= held[..., None]
    padded = np.zeros((rows, longest + 2, h.shape[2]), np.float32)
    padded[:, 1:-1] = h
    neighbours = np.concatenate([padded[:, :-2], h, padded[:, 2:]], axis=2)
    h += np.maximum(neighbours @ network.near + network.near_bias, 0)
    apart = np.clip(steps[None] - steps[:, None], -FAR, FAR) + FAR
    closed = np.where(held, np.float32(0), np.float32(-1e4))[:, None, None, :]
    for layer in network.layers:
        h += _attend(layer, _normal(h, layer.scale, layer.shift), layer.distance[:, apart], closed)
        inner = np.maximum(_normal(h, layer.inner_scale, layer.inner_shift) @ layer.inner + layer.inner_bias, 0)
        h += inner @ layer.outer + layer.outer_bias
    highest = np.where(held[..., None], h, np.float32(-1e4)).max(axis=1)
    mean = np.einsum("rtd,rt->rd", h, held.astype(np.float32)) / held.sum(axis=1, keepdims=True)
    pooled = np.concatenate([h[np.arange(rows), at], highest, mean], axis=1).astype(np.float32)
    logits = np.maximum(pooled @ network.hidden + network.hidden_bias, 0) @ network.last + network.last_bias
    return softmax(logits.astype(np.float64))


def _attend(layer: Layer, x: Array, distance: Array, closed: Array) -> Array:
    """What every word takes from every other."""
    rows, longest, width = x.shape
    mixed = (x @ layer.qkv + layer.qkv_bias).reshape(rows, longest, 3, HEADS, width // HEADS).transpose(2, 0, 3, 1, 4)
    queries, keys, values = mixed
    weights = queries @ keys.transpose(0, 1, 3, 2) * np.float32(1 / math.sqrt(width // HEADS)) + distance + closed
    taken = softmax(weights) @ values
    joined: Array = taken.transpose(0, 2, 1, 3).reshape(rows, longest, width) @ layer.join + layer.join_bias
    return joined


def _normal(x: Array, scale: Array, shift: Array) -> Array:
    """Layer normalisation."""
    centred = x - x.mean(axis=2, keepdims=True)
    spread = np.sqrt(np.einsum("rtd,rtd->rt", centred, centred) / x.shape[2] + 1e-5)[..., None]
    normal: Array = centred / spread * scale + shift
    return normal
