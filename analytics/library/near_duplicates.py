"""Wire copies and updates: which articles have mostly the same text, and which of them came first.

Each text is stored as a few hundred fingerprints, chosen by winnowing (Schleimer, Wilkerson and Aiken 2003, "Winnowing: local
algorithms for document fingerprinting"): any run of ten words that two texts share gives them at least one in common. Two texts
are copies when most of the shorter one's fingerprints are in the longer one. Unlike a MinHash of whole texts, that finds a
story cut to its first half. Text that many different stories share, such as a page's footer, counts for little.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.library.print_store import Prints, PrintsOf, PrintStore
from analytics.text import ALPHANUMERIC

SHINGLE = 5  # words in a fingerprinted run
WINDOW = 6  # of so many consecutive runs, one is kept
FEWEST = 4  # fingerprints that copies share, about 30 words
COPY = 0.45  # share of the shorter text that copies have in common, where text common among stories weighs less
COMMON = 4  # stories beyond which shared text is no sign of copying
STRICT = 0.8  # share in common that only copying explains
_SUSPECT = 0.25  # share in common from which a pair is examined
_FEW_PAIRS = 4_000_000  # counts of pairs that are added up together

_ODD = np.uint64(0x9E3779B97F4A7C15)


class _PairCounts(NamedTuple):
    """Pairs of texts, each as one number, sorted, and how many fingerprints each has in common."""

    pairs: npt.NDArray[np.uint64]
    times: npt.NDArray[np.int64]


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
    ordered = in_order(articles)
    prints = [np.asarray(one, dtype=np.uint32) for one in ordered["prints"]]
    sizes = np.fromiter(map(len, prints), dtype=np.int64, count=len(prints))
    flat = np.concatenate([np.empty(0, dtype=np.uint32), *prints])
    return copies_among(ordered["article_id"].tolist(), [PrintsOf(np.arange(len(prints)), sizes, flat)])


def in_order(articles: pd.DataFrame) -> pd.DataFrame:
    """Sort articles (columns article_id and published) so that an original comes before its copies."""
    return articles.sort_values(["published", "article_id"], na_position="last", ignore_index=True)


def copies_among(ids: Sequence[str], parts: Iterable[PrintsOf]) -> pd.DataFrame:
    """Find copies as `find_copies` among articles in order, given by their ids and, in parts, their fingerprints.

    Many fingerprints are on the disk meanwhile, and are sorted in ranges of some millions, so memory depends on the number of texts
    and of similar pairs, not on that of fingerprints.
    """
    with PrintStore(len(ids)) as store:
        for part in parts:
            store.add(part)
        pairs = _suspects(store)
        shared = [(a, b, np.intersect1d(store.of(a), store.of(b), assume_unique=True)) for a, b in pairs]
        shared = [(a, b, both) for a, b, both in shared if len(both) >= FEWEST]
        sizes = store.sizes
        strict = _groups(len(ids), [(a, b) for a, b, both in shared if len(both) >= STRICT * min(sizes[a], sizes[b])])
        common, weights, whole = _weights(store, strict)
        copies = [(a, b) for a, b, both in shared if _weight(both, common, weights) >= COPY * min(whole[a], whole[b])]
    groups = _groups(len(ids), copies)
    found = sorted((ids[n], ids[first]) for n, first in enumerate(groups.tolist()) if n != first)
    return pd.DataFrame(found, columns=["article_id", "duplicate_of"], dtype="str")


def _hashes(words: list[str]) -> npt.NDArray[np.uint64]:
    return np.fromiter(map(_hash, words), dtype=np.uint64, count=len(words))


@functools.lru_cache(maxsize=100_000)
def _hash(word: str) -> int:
    """Hash a word to a number that is the same in every run (Python's own hash is not)."""
    value = 0xCBF29CE484222325
    for byte in word.encode():
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def _suspects(store: PrintStore) -> list[tuple[int, int]]:
    """Find pairs of texts, the earlier first, that may be copies: each text with the first, and the previous one, of the texts that
    have one of its fingerprints, where they share a good part of them."""
    count = np.uint64(max(len(store.sizes), 1))
    counted = _PairCounts(np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64))
    new: list[_PairCounts] = []
    for prints, holders in store.ranges():
        opens = np.r_[True, prints[1:] != prints[:-1]]
        first = holders[np.flatnonzero(opens)][np.cumsum(opens) - 1]
        before = np.r_[holders[:1], holders[:-1]]
        later = ~opens
        # where the first and the previous text are the same, the pair is counted twice: that only examines more pairs
        pairs = np.r_[first[later] * count + holders[later], before[later] * count + holders[later]]
        new.append(_PairCounts(*np.unique(pairs, return_counts=True)))
        if sum(len(one.pairs) for one in new) > max(len(counted.pairs), _FEW_PAIRS):
            counted, new = _added_up([counted, *new]), []
    counted = _added_up([counted, *new])
    a, b = (one.astype(np.int64) for one in np.divmod(counted.pairs, count))
    keep = counted.times >= np.maximum(_SUSPECT * np.minimum(store.sizes[a], store.sizes[b]), 2)
    return list(zip(a[keep].tolist(), b[keep].tolist(), strict=True))


def _added_up(parts: list[_PairCounts]) -> _PairCounts:
    pairs, places = np.unique(np.concatenate([part.pairs for part in parts]), return_inverse=True)
    times = np.bincount(places, np.concatenate([part.times for part in parts]), minlength=len(pairs))
    return _PairCounts(pairs, times.astype(np.int64))


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


def _weights(store: PrintStore, groups: npt.NDArray[np.int64]) -> tuple[Prints, npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the fingerprints that more than `COMMON` groups have, the weight of each (of all others it is 1), and for each text
    the total weight of its fingerprints."""
    common, weights = [np.empty(0, dtype=np.uint32)], [np.empty(0)]
    whole = store.sizes.astype(np.float64)
    for prints, holders in store.ranges():
        both = np.sort(prints.astype(np.uint64) << np.uint64(32) | groups[holders.astype(np.int64)].astype(np.uint64))
        of_groups = (both[np.r_[True, both[1:] != both[:-1]]] >> np.uint64(32)).astype(np.uint32)
        distinct, number = np.unique(of_groups, return_counts=True)
        often = number > COMMON
        common.append(distinct[often])
        weights.append(COMMON / number[often])
        places = np.minimum(common[-1].searchsorted(prints), max(len(common[-1]) - 1, 0))
        held = common[-1][places] == prints if len(common[-1]) else np.zeros(len(prints), dtype=bool)
        whole -= np.bincount(holders[held].astype(np.int64), 1 - weights[-1][places[held]], minlength=len(whole))
    return np.concatenate(common), np.concatenate(weights), whole


def _weight(prints: Prints, common: Prints, weights: npt.NDArray[np.float64]) -> float:
    """Return the total weight of some fingerprints."""
    if not len(common):
        return float(len(prints))
    places = np.minimum(common.searchsorted(prints), len(common) - 1)
    return float(np.where(common[places] == prints, weights[places], 1.0).sum())
