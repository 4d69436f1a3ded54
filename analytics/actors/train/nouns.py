"""Vectors of common words, so that "carrier" is near "airline" for a ranker that has seen only one of them beside a name.

They are the output of all-MiniLM-L6-v2 (`analytics.sentiment.train.minilm`) for each word by itself, along its main axes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
import torch

from analytics.actors.lexicon import given_names, places, surnames
from analytics.sentiment.train.minilm import WIDTH, Base, MiniLM

Array = np.ndarray[Any, Any]

AXES = 32
STEPS = 127  # to either side: a vector is stored as eight-bit integers
_WORD = re.compile(r"[a-z]{3,}")
_TOGETHER = 512


def noun_table(words: Iterable[str]) -> tuple[list[str], Array]:
    """The given words and the model's whole words except names, and their vectors (words, AXES) as eight-bit numbers."""
    base = Base()
    given = {*words}
    names = {w.lower() for w in (*given_names(), *surnames(), *places())}
    whole = {piece for piece in base.pieces if _WORD.fullmatch(piece)} - names
    known = sorted(w for w in given | whole if base.word(w) and base.unknown not in base.word(w))
    vectors = _alone(base, known)
    vectors -= vectors.mean(0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    _, axes = np.linalg.eigh((vectors.T @ vectors).astype(np.float64))
    chosen = axes[:, ::-1][:, :AXES]
    chosen = chosen * np.sign(chosen[np.abs(chosen).argmax(0), np.arange(AXES)])  # fixes the sign of each axis
    turned = vectors @ chosen
    turned /= np.linalg.norm(turned, axis=1, keepdims=True)
    return known, np.clip(np.round(turned * STEPS), -STEPS, STEPS).astype(np.int8)


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
