"""Facts about actors that the user supplies: gender, role, party, country and any further column, kept with the library.

They are in the journal ``facts.jsonl``: a line per file that was added, or removed again. A fact is about the actor that its name
fits (see `matching`), during the days from ``since`` to ``until`` (None: no limit); a name that fits several actors counts for
none. Of two facts about the same actor, day and column the later one counts.
"""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analytics.library.journal import Journal
from analytics.library.library import Library
from analytics.library.matching import fitting

FILE = "facts.jsonl"
COLUMNS = ("gender", "role", "party", "country", "wikidata")
"""The columns that mean something to Quoteboard, besides name, from and to; ``wikidata`` is an id and no group of speakers."""

MOST, MOST_COLUMNS, LONGEST = 100_000, 30, 300


class Fact(NamedTuple):
    """A row of a file of facts: an actor's name, the first and last day on which it holds, and its values by column."""

    name: str
    values: Mapping[str, str]
    since: date | None = None
    until: date | None = None


class FactFile(NamedTuple):
    """A file of facts, as it was added."""

    file: str
    facts: tuple[Fact, ...]


def files(library: Library) -> list[FactFile]:
    """Return the files of facts in effect, in the order in which they were added. Raises ValueError for a damaged line."""
    return list(_files(library.path, JOURNAL.stamp(library.path)))


@functools.lru_cache(maxsize=4)
def _files(folder: Path, stamp: tuple[int, int]) -> tuple[FactFile, ...]:
    """Return the files of facts in effect as of a stamp: reading many facts takes longer than any question about them."""
    found: dict[str, FactFile] = {}
    for change in JOURNAL.changes(folder):
        if one := change.content:
            found.pop(one.file, None)
            if change.what == "add":
                found[one.file] = one
    return tuple(found.values())


def columns(library: Library) -> tuple[str, ...]:
    """Return the columns of the facts by which speakers can be grouped, party first, then in the order of the files."""
    found = dict.fromkeys(name for one in files(library) for fact in one.facts for name in fact.values)
    return tuple(name for name in dict.fromkeys((*(c for c in COLUMNS if c in found), *found)) if name != "wikidata")


def about_actors(library: Library, column: str) -> pd.DataFrame:
    """Return what the facts say in a column about the actors of the library.

    Columns: actor (id), since and until (dates, missing: no limit), value, n (the higher counts, where two hold on one day).
    """
    rows = [(fact, fact.values[column]) for one in files(library) for fact in one.facts if column in fact.values]
    fits = fitting(library, (fact.name for fact, _ in rows))
    clear = {name: next(iter(actors)) for name, actors in fits.items() if len(actors) == 1}
    found = sorted(
        (clear[fact.name], n, fact.since, fact.until, value) for n, (fact, value) in enumerate(rows) if fact.name in clear
    )
    table = pd.DataFrame(found, columns=["actor", "n", "since", "until", "value"])
    return table[["actor", "since", "until", "value", "n"]]


def unclear(library: Library) -> tuple[str, ...]:
    """Return the names of facts that fit several actors, and so count for none. Raises ValueError for a damaged line."""
    fits = fitting(library, (fact.name for one in files(library) for fact in one.facts))
    return tuple(name for name, actors in fits.items() if len(actors) > 1)


def plain(one: FactFile) -> dict[str, Any]:
    """Return a file of facts as the journal has it."""
    rows = []
    for fact in one.facts:
        days = {key: day.isoformat() for key, day in (("from", fact.since), ("to", fact.until)) if day}
        rows.append({"name": fact.name, **days, **fact.values})
    return {"file": one.file, "facts": rows}


def fact_of(row: Mapping[str, str]) -> Fact:
    """Return a fact from a row with the columns name, from, to and others. Raises ValueError where it is invalid.

    >>> fact_of({"name": "Ada Quill", "from": "2026-01-05", "party": "Harbour List", "country": ""})
    Fact(name='Ada Quill', values={'party': 'Harbour List'}, since=datetime.date(2026, 1, 5), until=None)
    """
    values = {str(key): " ".join(str(value).split()) for key, value in row.items() if value not in (None, "")}
    name = values.pop("name", "")
    if not name:
        raise ValueError("no name")
    if len(values) > MOST_COLUMNS or any(len(text) > LONGEST for pair in (*values.items(), (name, "")) for text in pair):
        raise ValueError(f"expected at most {MOST_COLUMNS} columns of {LONGEST} characters")
    since, until = _day(values.pop("from", "")), _day(values.pop("to", ""), last=True)
    if since and until and until < since:
        raise ValueError(f"it ends on {until}, before it begins on {since}")
    return Fact(name, values, since, until)


def _day(text: str, *, last: bool = False) -> date | None:
    """Return a day of a cell: 2026-03-09, with or without a time after it; of 2026 or 2026-03 the first day, or the ``last``.

    >>> _day("2026-03-09T00:00:00Z"), _day("2026"), _day("2026-02", last=True)
    (datetime.date(2026, 3, 9), datetime.date(2026, 1, 1), datetime.date(2026, 2, 28))
    """
    found = re.match(r"\+?(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?=$|[T ])", text)
    if not text:
        return None
    try:
        if not found:
            raise ValueError
        year, month, day = (int(part or 0) for part in found.groups())
        if month and day:  # Wikidata writes 00 for what is not known
            return date(year, month, day)
        month = month or (12 if last else 1)
        return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
    except ValueError:
        raise ValueError(f"{text!r} is no date. Expected one such as 2026-03-09") from None


def _read(given: Mapping[str, Any]) -> FactFile:
    rows = given.get("facts", ())
    if len(rows) > MOST:
        raise ValueError(f"{len(rows):,} facts. Expected at most {MOST:,}")
    return FactFile(str(given["file"]), tuple(fact_of(row) for row in rows))


JOURNAL: Journal[FactFile] = Journal(FILE, ("add", "remove"), _read)
