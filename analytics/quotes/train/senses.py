"""Vectors of words from a model trained on far more text than the marked articles, which has "quipped" near "lamented".

Two vectors per word come from all-MiniLM-L6-v2 (`analytics.sentiment.train.minilm`): the mean of its pieces' rows in the model's
input table, and the whole model's output for the word by itself. Both are rotated to their main axes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
import torch

from analytics.actors.finder import common_word
from analytics.actors.lexicon import given_names, places, surnames
from analytics.sentiment.train.minilm import WIDTH, Base, MiniLM

Array = np.ndarray[Any, Any]

AXES = 32  # of each of the two
_TOP = 4.0  # numbers farther from the mean than this, in standard deviations, are clipped
_STEPS = 127  # to either side: a vector is stored as eight-bit integers
_WORD = re.compile(r"[a-z]{2,}")
_TOGETHER = 512


def sense_table(words: Iterable[str]) -> tuple[list[str], Array]:
    """The given words and the model's whole words except names, and their vectors (words, 2 * AXES) as eight-bit numbers, to be
    multiplied by `unit`."""
    base = Base()
    whole_words = {piece for piece in base.pieces if _WORD.fullmatch(piece)} - _names()
    known = sorted(w for w in {*words, *whole_words} if base.word(w))
    pieces = np.asarray(base.weights["embeddings.word_embeddings.weight"], np.float32)
    first = np.stack([pieces[base.word(w)].mean(0) for w in known])
    whole = np.array([len(base.word(w)) == 1 for w in known])
    first -= first.mean(0)
    alone = _alone(base, known)
    alone -= alone.mean(0)
    alone /= np.linalg.norm(alone, axis=1, keepdims=True)
    vectors = np.hstack([_turned(first, first[whole]), _turned(alone, alone)])
    return known, np.clip(np.round(vectors / vectors.std(0) / unit()), -_STEPS, _STEPS).astype(np.int8)


def _names() -> set[str]:
    """The lower-case words that are names of people and places, and not also common words."""
    names = {w.lower() for w in (*given_names(), *surnames(), *places())}
    return {w for w in names if not common_word(w)}


def unit() -> float:
    """The value of one step of the eight-bit numbers."""
    return _TOP / _STEPS


def _turned(rows: Array, sample: Array) -> Array:
    """Rotate rows to the main axes of a sample."""
    values, axes = np.linalg.eigh((sample.T @ sample).astype(np.float64))
    chosen = axes[:, np.argsort(-values)[:AXES]]
    chosen *= np.sign(chosen[np.abs(chosen).argmax(0), np.arange(AXES)])  # fixes the sign of each axis
    return np.asarray(rows @ chosen, np.float32)


def _alone(base: Base, words: list[str]) -> Array:
    """The model's output for each word by itself: the mean over its pieces (words, WIDTH)."""
    model = MiniLM(base).eval()
    encoded = [[base.begin, *base.word(word), base.end] for word in words]
    found = np.zeros((len(words), WIDTH), np.float32)
    order = np.argsort([len(pieces) for pieces in encoded], kind="stable")
    with torch.no_grad():
        for begin in range(0, len(order), _TOGETHER):
            chosen = order[begin : begin + _TOGETHER]
            longest = max(len(encoded[n]) for n in chosen)
            block = torch.full((len(chosen), longest), base.pad)
            for row, n in enumerate(chosen):
                block[row, : len(encoded[n])] = torch.tensor(encoded[n])
            vectors, held = model(block)
            mask = held.float().unsqueeze(2)
            found[chosen] = ((vectors * mask).sum(1) / mask.sum(1)).numpy()
    return found
