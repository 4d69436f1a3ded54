"""The driver's plan: which articles are kept, under which ids, and which of them form a unit, by the rules of `load_batches`.

Ids are decided in the order of the inputs, as one process would. Only ids that occur twice, or that the library has, need a
decision one by one, so the plan for millions of articles takes a few arrays.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.library.batches import BatchRange, name_of
from analytics.loaders.batches import KNOWN, Decision, Known, decide, is_enough, number, other_id
from analytics.spark.staging import LIKE_MANY, SKIPPED, Staged

Numbers = npt.NDArray[np.int64]


class ChunkItems(NamedTuple):
    """Neighbouring items of a chunk, ``stop`` exclusive."""

    chunk: int
    first: int
    stop: int


class Unit(NamedTuple):
    """A batch to analyse: its items in their order, what is decided about those whose id is not simply kept (by their place in the
    unit: the other id, or None where the article is left out, and the doubt to report), and how many articles are known."""

    number: int
    items: list[ChunkItems]
    decided: dict[int, Decision]
    known: int
    is_empty: bool

    def as_json(self) -> str:
        """Write the unit as one line."""
        return json.dumps([self.number, self.items, list(self.decided.items()), self.known, self.is_empty])

    @property
    def folder(self) -> str:
        """The name of the folder of its batch, the same in each try."""
        return name_of(BatchRange(self.number, self.number, 0), hashlib.sha256(self.as_json().encode()).hexdigest()[:8])


def unit_from_json(line: str) -> Unit:
    """Read what `Unit.as_json` wrote.

    >>> unit = Unit(1, [ChunkItems(0, 0, 3)], {2: Decision("a1-5c3f", "id 'a1' belongs to another text")}, 0, False)
    >>> unit_from_json(unit.as_json()) == unit
    True
    """
    number_, items, decided, known, is_empty = json.loads(line)
    places = {int(at): Decision(*decision) for at, decision in decided}
    return Unit(number_, [ChunkItems(*one) for one in items], places, known, is_empty)


def plan(staged: Sequence[Staged], known: Known, size: int, ids_at: Callable[[int, Sequence[int]], list[str]]) -> Iterator[Unit]:
    """Divide the items of all chunks, in the order given, into units of at most ``size`` articles.

    ``ids_at`` reads the ids of some articles of a chunk, by their items.
    """
    kinds = b"".join(one.kinds for one in staged)
    decisions = _decisions(staged, kinds, known, ids_at)
    ends = np.cumsum([len(one.kinds) for one in staged], dtype=np.int64) if staged else np.zeros(0, np.int64)
    first = articles = reports = there = 0
    decided: dict[int, Decision] = {}
    made = 0
    for at, kind in enumerate(kinds):
        decision = decisions.get(at)
        if decision is not None:
            decided[at - first] = decision
        kept = kind != SKIPPED and (decision is None or decision.article_id is not None)
        articles += kept
        reports += (kind == SKIPPED) + (kept and kind == LIKE_MANY) + (decision is not None and decision.doubt is not None)
        there += decision == KNOWN
        if articles >= size or is_enough(reports + there, size) or at == len(kinds) - 1:
            made += 1
            yield Unit(made, list(_ranges(staged, ends, first, at + 1)), decided, there, not articles and not reports)
            first, articles, reports, there, decided = at + 1, 0, 0, 0, {}


def _ranges(staged: Sequence[Staged], ends: Numbers, first: int, stop: int) -> Iterator[ChunkItems]:
    """Divide items, numbered through all chunks, by chunk."""
    at = int(np.searchsorted(ends, first, side="right"))
    while first < stop:
        begin = int(ends[at]) - len(staged[at].kinds)
        end = min(stop, int(ends[at]))
        if end > first:
            yield ChunkItems(staged[at].chunk, first - begin, end - begin)
        first, at = end, at + 1


def _decisions(
    staged: Sequence[Staged], kinds: bytes, known: Known, ids_at: Callable[[int, Sequence[int]], list[str]]
) -> dict[int, Decision]:
    """Decide about the articles whose ids occur twice, or may be those of others; by their numbers through all chunks."""
    ids, contents = (
        np.concatenate([_numbers(getattr(one, name)) for one in staged] or [_numbers(b"")]) for name in ("ids", "contents")
    )
    is_article = np.frombuffer(kinds, np.uint8) != SKIPPED
    doubtful = is_article & _is_repeated(ids, is_article)
    doubtful |= is_article & np.isin(ids, np.fromiter(known, np.int64, len(known)))
    names: dict[int, str] = {}
    while new := [at for at in np.flatnonzero(doubtful).tolist() if at not in names]:
        names.update(zip(new, _read(staged, new, ids_at), strict=True))
        others = [number(other_id(names[at], int(contents[at]))) for at in new]
        doubtful |= is_article & np.isin(ids, np.array(others, np.int64))
    seen: dict[int, int] = {}
    found = ((at, decide(names[at], int(contents[at]), partial(int, contents[at]), known, seen)) for at in sorted(names))
    return {at: decision for at, decision in found if decision != Decision(names[at], None)}


def _is_repeated(ids: Numbers, is_article: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Whether the id of each article is also that of another one."""
    unique, counts = np.unique(ids[is_article], return_counts=True)
    return np.isin(ids, unique[counts > 1])


def _read(staged: Sequence[Staged], places: Iterable[int], ids_at: Callable[[int, Sequence[int]], list[str]]) -> Iterator[str]:
    """Read the ids of articles, by their numbers through all chunks, in order."""
    waiting = list(places)
    begin = taken = 0
    for one in staged:
        end = begin + len(one.kinds)
        stop = taken
        while stop < len(waiting) and waiting[stop] < end:
            stop += 1
        if stop > taken:
            yield from ids_at(one.chunk, [at - begin for at in waiting[taken:stop]])
        begin, taken = end, stop


def _numbers(data: bytes) -> Numbers:
    return np.frombuffer(data, np.int64)
