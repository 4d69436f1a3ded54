"""The learned weights, read from ``weights.npz`` on first use. See MODEL_CARD.md and `analytics.quotes.train`."""

from __future__ import annotations

import functools
import json
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analytics.nn import dequantise, quantise
from analytics.quotes.lexicon import Lexicon
from analytics.quotes.network import QuoteNetwork
from analytics.quotes.rank import Judge

Arrays = dict[str, NDArray[Any]]

# Tables and layers of at least this many rows are kept in bytes.
_LARGE = 64
_SCALE = ".scale"


class Weights(NamedTuple):
    """The learned parts: a network with its lexicon, judges of candidates and of cueless quotations, the calibration of each."""

    network: QuoteNetwork
    judge: Judge
    cueless: Judge
    knots: NDArray[np.float32]
    cueless_knots: NDArray[np.float32]


class LexiconParts(NamedTuple):
    """The arguments of a `Lexicon`."""

    vocabulary: list[str]
    tags: dict[str, str]
    endings: dict[str, str]
    speech: list[str]
    senses: list[str]

    def lexicon(self) -> Lexicon:
        """Make a lexicon without rows."""
        return Lexicon(self.vocabulary, self.tags, self.endings, self.speech, self.senses)


def pack(lexis: LexiconParts, shape: dict[str, Any], network: Arrays, judge: Arrays, cueless: Arrays, knots: Arrays) -> Arrays:
    """Pack everything into named arrays, as `load` reads them from the file."""
    packed: Arrays = {}
    for name, value in network.items():
        packed |= _in_bytes(f"network.{name}", value)
    packed |= {f"judge.{name}": value for name, value in judge.items()}
    packed |= {f"cueless.{name}": value for name, value in cueless.items()}
    packed |= {f"knots.{name}": value for name, value in knots.items()}
    packed["shape"] = _text(json.dumps(shape))
    packed["vocabulary"] = _text("\n".join(lexis.vocabulary))
    packed["tags"] = _text("\n".join(f"{word}\t{tag}" for word, tag in lexis.tags.items()))
    packed["endings"] = _text("\n".join(f"{end}\t{tag}" for end, tag in lexis.endings.items()))
    packed["speech"] = _text("\n".join(lexis.speech))
    packed["senses"] = _text("\n".join(lexis.senses))
    return packed


def unpack(packed: Arrays) -> Weights:
    """Make the weights from the named arrays of `pack`."""

    def lines(name: str) -> list[str]:
        return packed[name].tobytes().decode().split("\n")

    def part(name: str) -> Arrays:
        own = {key[len(name) + 1 :]: value for key, value in packed.items() if key.startswith(name + ".")}
        return {key: _from_bytes(key, own) for key in own if not key.endswith(_SCALE)}

    def pairs(name: str) -> dict[str, str]:
        return dict(line.split("\t") for line in lines(name))

    lexis = LexiconParts(lines("vocabulary"), pairs("tags"), pairs("endings"), lines("speech"), lines("senses"))
    shape = json.loads(packed["shape"].tobytes())
    network = QuoteNetwork(part("network"), lexis.lexicon(), tuple(shape["encoder"]), tuple(shape["dilations"]))
    knots = part("knots")
    return Weights(network, Judge(part("judge")), Judge(part("cueless")), knots["claims"], knots["cueless"])


@functools.cache
def load() -> Weights:
    """Load the weights that come with the package."""
    with as_file(files("analytics.quotes").joinpath("weights.npz")) as path:
        return read(path)


def read(path: Path) -> Weights:
    """Read the weights from a file that `analytics.quotes.train` wrote."""
    with np.load(path, allow_pickle=False) as file:
        return unpack({name: file[name] for name in file.files})


def _in_bytes(name: str, value: NDArray[Any]) -> Arrays:
    """Compress a large table to eight-bit numbers with a scale for each column; anything else stays unchanged."""
    if value.ndim != 2 or len(value) < _LARGE:
        return {name: value}
    values, scales = quantise(value, axis=0)
    return {name: values, name + _SCALE: scales[0]}


def _from_bytes(name: str, arrays: Arrays) -> NDArray[Any]:
    value, scale = arrays[name], arrays.get(name + _SCALE)
    return value if scale is None else dequantise(value, scale)


def _text(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), np.uint8)
