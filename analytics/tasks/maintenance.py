"""Upkeep of a library: sources taken away, articles analysed anew by another engine; each beside open dashboards."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow.parquet as pq

from analytics.library import Library
from analytics.library.batches import engine_of, place_of
from analytics.library.runs import Run
from analytics.tables import Tables, to_pandas
from analytics.tasks.ingest import BATCH, analyse_english
from analytics.versions import engine, program_version


class Chosen(NamedTuple):
    """What is to go: articles by their ids, and files whose remarks go with them."""

    articles: frozenset[str]
    files: frozenset[str]


def choose(library: Library, *, files: Sequence[str] = (), outlets: Sequence[str] = (), ids: Sequence[str] = ()) -> Chosen:
    """The articles that were loaded from some files (by the name that reports give them, a pattern such as ``news/*.csv``, or the
    folder that they are in) or addresses, that are of some outlets, or that have some ids; a choice of several kinds is of any.

    Raises ValueError for a file, an outlet or an id of which there is nothing.
    """
    found = library.query("SELECT article_id, outlet, loaded_from FROM articles")
    places = found["loaded_from"].str.replace(r"#\d+$", "", regex=True)
    skipped = library.query("SELECT DISTINCT file FROM skipped")["file"]
    known = sorted({*places, *skipped})
    articles: set[str] = set()
    labels: set[str] = set()
    for asked in files:
        folder = asked.rstrip("/") + "/"
        matching = {asked} & set(known) or {one for one in known if fnmatch.fnmatchcase(one, asked) or one.startswith(folder)}
        if not matching:
            raise ValueError(f"nothing was loaded from {asked!r}; accepted: {_some(known)}")
        labels |= matching
    articles |= set(found["article_id"][places.isin(labels)])
    for outlet in outlets:
        of = found["article_id"][found["outlet"].str.casefold() == outlet.casefold()]
        if of.empty:
            raise ValueError(f"no article of outlet {outlet!r}; accepted: {_some(sorted(set(found['outlet'].dropna())))}")
        articles |= set(of)
    for one in ids:
        if one not in set(found["article_id"]):
            raise ValueError(f"no article has the id {one!r}; see: quoteboard export articles")
        articles.add(one)
    return Chosen(frozenset(articles), frozenset(labels))


def remove(library: Library, chosen: Chosen) -> int:
    """Take articles away, with their quotes, mentions, sentences, and the remarks on their files; gives how many there were.

    Where it was cut short, the same again goes on. Names and copies are settled anew.
    """
    run = Run("remove", program_version())
    gone = library.remove(chosen.articles, chosen.files)
    settle(library)
    run.count(removed=gone)
    library.record(run.record(ended=True))
    return gone


def reanalyse(library: Library, *, everything: bool = False) -> Iterator[int]:
    """Analyse anew what another engine has analysed, or all; gives how many articles each batch had, when it is in its place.

    Readers see the old rows of a batch or its new ones. Where it was cut short, the same again goes on, but for ``everything``,
    which begins again.
    """
    run = Run("reanalyse", program_version())
    done: set[tuple[int, int]] = set()
    try:
        while batch := next((b for b in library.batches() if _is_due(b, done, everything)), None):
            articles = to_pandas(pq.read_table(batch / "articles.parquet", partitioning=None))
            parts = [analyse_english(articles[at : at + BATCH].reset_index(drop=True)) for at in range(0, len(articles), BATCH)]
            parts = parts or [analyse_english(articles)]
            tables = Tables(*(pd.concat([getattr(part, name) for part in parts], ignore_index=True) for name in Tables._fields))
            if library.replace(batch, tables):  # else it has been merged with others, or rows were removed: their turn comes
                done.add(_span(batch))
                run.count(reanalysed=len(articles))
                yield len(articles)
    finally:
        settle(library)
        if done:
            library.record(run.record(ended=True))


def settle(library: Library) -> None:
    """Copies and names anew, where rows have changed."""
    if not library.is_linked():
        library.regroup()
        library.relink()


def _is_due(batch: Path, done: set[tuple[int, int]], everything: bool) -> bool:
    return engine_of(batch) != engine() or (everything and _span(batch) not in done)


def _span(batch: Path) -> tuple[int, int]:
    """The numbers that a batch stands for, whatever its revision."""
    place = place_of(batch)
    return (place.first, place.last) if place else (0, 0)


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:60]) for name in names[:5])
    return f"{shown}, ..." if len(names) > 5 else shown or "nothing: the library is empty"
