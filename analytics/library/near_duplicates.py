"""Wire copies and updates: which articles have mostly the same text, and which of them came first.

Each text is stored as a few hundred fingerprints, chosen by winnowing (Schleimer, Wilkerson and Aiken 2003, "Winnowing: local
algorithms for document fingerprinting"): any run of ten words that two texts share gives them at least one in common. Two texts
are copies when most of the shorter one's fingerprints are in the longer one. Unlike a MinHash of whole texts, that finds a
story cut to its first half. Text that many different stories share, such as a page's footer, counts for little.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.text import ALPHANUMERIC

SHINGLE = 5  # words in a fingerprinted run
WINDOW = 6  # of so many consecutive runs, one is kept
FEWEST = 4  # fingerprints that copies share, about 30 words
COPY = 0.45  # share of the shorter text that copies have in common, where text common among stories weighs less
COMMON = 4  # stories beyond which shared text is no sign of copying
STRICT = 0.8  # share in common that only copying explains
_SUSPECT = 0.25  # share in common from which a pair is examined

_ODD = np.uint64(0x9E3779B97F4A7C15)

Prints = npt.NDArray[np.uint32]


class Holdings(NamedTuple):
    """All fingerprints of all texts: ``prints[i]`` is in text ``holders[i]``; sorted by fingerprint, then by text."""

    prints: Prints
    holders: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.int64]


def fingerprints(text: str) -> Prints:
    """Return the distinct fingerprints of a text, sorted; none for fewer than five words.

    >>> short = fingerprints("The port of Quillon shut on Tuesday, its master said, after a storm.")
    >>> same = fingerprints("THE PORT of Quillon shut on Tuesday — its master said — after a storm!")
    >>> len(short) > 0 and (short == same).all()
    np.True_
    """
    words = ALPHANUMERIC.findall(text.lower())
    if len(words) < SHINGLE:
        return np.empty(0, dtype=np.uint32)
    hashes = _hashes(words)
    runs = np.zeros(len(words) - SHINGLE + 1, dtype=np.uint64)
    for place in range(SHINGLE):
        runs = runs * _ODD + hashes[place : place + len(runs)]
    runs ^= runs >> np.uint64(29)
    runs *= _ODD
    mixed = (runs >> np.uint64(32)).astype(np.uint32)
    if len(mixed) <= WINDOW:
        return np.unique(mixed.min(keepdims=True))
    return np.unique(np.lib.stride_tricks.sliding_window_view(mixed, WINDOW).min(axis=1))


def find_copies(articles: pd.DataFrame) -> pd.DataFrame:
    """Find the articles that are copies, and the original of each: columns article_id and duplicate_of, sorted by article_id.

    ``articles`` has the columns article_id, published and prints (of `fingerprints`). The earliest is the original; of
    several at one time, and among undated ones, which come last, it is the one with the smallest article_id.
    """
    ordered = articles.sort_values(["published", "article_id"], na_position="last", ignore_index=True)
    ids = ordered["article_id"].tolist()
    prints = [np.asarray(p, dtype=np.uint32) for p in ordered["prints"]]
    held = _holdings(prints)
    pairs = _suspects(held)
    shared = [(a, b, np.intersect1d(prints[a], prints[b], assume_unique=True)) for a, b in pairs]
    shared = [(a, b, both) for a, b, both in shared if len(both) >= FEWEST]
    strict = _groups(len(ids), [(a, b) for a, b, both in shared if len(both) >= STRICT * min(len(prints[a]), len(prints[b]))])
    known, weights, whole = _weights(held, strict)
    copies = [(a, b) for a, b, both in shared if weights[known.searchsorted(both)].sum() >= COPY * min(whole[a], whole[b])]
    groups = _groups(len(ids), copies)
    found = sorted((ids[n], ids[first]) for n, first in enumerate(groups.tolist()) if n != first)
    return pd.DataFrame(found, columns=["article_id", "duplicate_of"], dtype="str")


def _hashes(words: list[str]) -> npt.NDArray[np.uint64]:
    """Hash each word to a number that is the same in every run (Python's own hash is not)."""
    known: dict[str, int] = {}
    for word in words:
        if word not in known:
            value = 0xCBF29CE484222325
            for byte in word.encode():
                value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
            known[word] = value
    return np.fromiter((known[word] for word in words), dtype=np.uint64, count=len(words))


def _holdings(prints: list[Prints]) -> Holdings:
    sizes = np.fromiter(map(len, prints), dtype=np.int64, count=len(prints))
    flat = np.concatenate(prints) if prints else np.empty(0, dtype=np.uint32)
    holders = np.repeat(np.arange(len(prints)), sizes)
    order = np.argsort(flat, kind="stable")
    return Holdings(flat[order], holders[order], sizes)


def _suspects(held: Holdings) -> list[tuple[int, int]]:
    """Find pairs of texts, the earlier first, that may be copies: each text with the first, and the previous one, of the texts that
    have one of its fingerprints, where they share a good part of them."""
    if not len(held.prints):
        return []
    opens = np.r_[True, held.prints[1:] != held.prints[:-1]]
    first = held.holders[np.flatnonzero(opens)][np.cumsum(opens) - 1]
    before = np.r_[0, held.holders[:-1]]
    later = ~opens
    count = len(held.sizes)
    pairs = np.r_[first[later] * count + held.holders[later], before[later] * count + held.holders[later]]
    found, times = np.unique(pairs, return_counts=True)
    a, b = np.divmod(found, count)
    # where the first and the previous text are the same, the pair is counted twice: that only examines more pairs
    keep = times >= np.maximum(_SUSPECT * np.minimum(held.sizes[a], held.sizes[b]), 2)
    return list(zip(a[keep].tolist(), b[keep].tolist(), strict=True))


def _groups(count: int, pairs: list[tuple[int, int]]) -> npt.NDArray[np.int64]:
    """Return for each text the first text of its group; the texts of a pair are in one group."""
    first = list(range(count))

    def root(n: int) -> int:
        while first[n] != n:
            first[n] = first[first[n]]
            n = first[n]
        return n

    for a, b in pairs:
        one, other = root(a), root(b)
        first[max(one, other)] = min(one, other)
    return np.fromiter((root(n) for n in range(count)), dtype=np.int64, count=count)


def _weights(held: Holdings, groups: npt.NDArray[np.int64]) -> tuple[Prints, npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the distinct fingerprints, the weight of each (1, or less where more than `COMMON` groups have it), and for each text
    the total weight of its fingerprints."""
    if not len(held.prints):
        return held.prints, np.empty(0), np.zeros(len(held.sizes))
    both = np.sort(held.prints.astype(np.uint64) << np.uint64(32) | groups[held.holders].astype(np.uint64))
    prints = (both[np.r_[True, both[1:] != both[:-1]]] >> np.uint64(32)).astype(np.uint32)
    opens = np.flatnonzero(np.r_[True, prints[1:] != prints[:-1]])
    weights = np.minimum(1.0, COMMON / np.diff(np.r_[opens, len(prints)]))
    places = np.cumsum(np.r_[True, held.prints[1:] != held.prints[:-1]]) - 1
    whole = np.bincount(held.holders, weights[places], minlength=len(held.sizes))
    return prints[opens], weights, whole.astype(np.float64)
