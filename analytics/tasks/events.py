"""Events that time charts mark: a day or a span of days with a label, kept in a library in the journal ``events.jsonl``."""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analytics.library import Library
from analytics.library.journal import Journal
from analytics.loaders.decoding import decode

FILE = "events.jsonl"
MOST, LONGEST_LABEL = 500, 120
_COLUMNS = {
    "from": ("from", "start", "date", "day", "since"),
    "to": ("to", "end", "until"),
    "label": ("label", "event", "name", "title"),
}


class Event(NamedTuple):
    """An event: its first and last day (the same for one day), and its label."""

    first: date
    last: date
    label: str


def read(library: Library) -> list[Event]:
    """Return the events in effect, by first day. Raises ValueError for a damaged line, with its number."""
    return list(_read_all(library.path, _JOURNAL.stamp(library.path)))


def add(library: Library, events: Sequence[Event]) -> None:
    """Add events; those that exist already are left as they are. Raises ValueError where one is invalid or there are too many."""
    known = set(read(library))
    new = [event for event in dict.fromkeys(events) if event not in known]
    if len(known) + len(new) > MOST:
        raise ValueError(f"A library has at most {MOST} events.")
    if new:
        _JOURNAL.append(library.path, "add", _plain(new))


def remove(library: Library, event: Event) -> None:
    """Remove an event. Raises ValueError if there is no such event."""
    if event not in read(library):
        raise ValueError(f"There is no event {event.label!r} on {event.first}.")
    _JOURNAL.append(library.path, "remove", _plain([event]))


def undo(library: Library) -> str:
    """Undo the last change and say what it was. Raises ValueError if there is nothing to undo."""
    last = _JOURNAL.undo(library.path)
    content = last.content or ()
    what = f"the event {content[0].label!r}" if len(content) == 1 else f"{len(content)} events"
    return f"{'Adding' if last.what == 'add' else 'Removing'} {what} is undone."


def import_csv(library: Library, data: bytes, name: str) -> tuple[int, list[str]]:
    """Add the events of a CSV with the columns from, to and label; return how many, and a line for each row that is not one.

    ``to`` may be empty or missing: the event is one day. Raises ValueError if the file has no event.
    """
    text = decode(data).text.lstrip("\ufeff")
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=max(",;\t", key=head.count))
    names = [str(column or "").strip().casefold() for column in reader.fieldnames or ()]
    reader.fieldnames = [next((ours for ours, theirs in _COLUMNS.items() if one in theirs), one) for one in names]
    if not {"from", "label"} <= set(reader.fieldnames):
        raise ValueError(f"{name}, row 1: no columns called from (or date) and label. Expected a CSV with from, to and label.")
    found, problems = [], []
    for row in reader:
        try:
            found.append(event_of(row))
        except ValueError as error:
            problems.append(f"{name}, row {reader.line_num}: {error}")
    if not found:
        raise ValueError(problems[0] if problems else f"{name}: no events. Expected a CSV with from, to and label.")
    add(library, found)
    return len(found), problems


def exists(library: Library) -> bool:
    """Whether events were ever added to the library."""
    return _JOURNAL.exists(library.path)


def table(library: Library) -> pd.DataFrame:
    """Return the events as a table that `import_csv` reads. Columns: from, to (the same for one day), label."""
    rows = [(event.first.isoformat(), event.last.isoformat(), event.label) for event in read(library)]
    return pd.DataFrame(rows, columns=["from", "to", "label"], dtype="object")


def event_of(row: Mapping[str, Any]) -> Event:
    """Return an event from a row with from, to and label. Raises ValueError where it is invalid.

    >>> event_of({"from": "2026-03-02", "to": "", "label": "Harbour closed"}).last
    datetime.date(2026, 3, 2)
    """
    first = _day(row.get("from"))
    last = _day(row["to"]) if row.get("to") else first
    label = " ".join(str(row.get("label") or "").split())
    if last < first:
        raise ValueError(f"it ends on {last}, before it begins on {first}")
    if not label or len(label) > LONGEST_LABEL or not label.isprintable():
        raise ValueError(f"a label has 1 to {LONGEST_LABEL} printable characters")
    return Event(first, last, label)


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value or "").strip()[:10])
    except ValueError:
        raise ValueError(f"{value or ''!r} is no date. Expected one such as 2026-03-09") from None


def _plain(events: Sequence[Event]) -> dict[str, Any]:
    return {"events": [{"from": e.first.isoformat(), "to": e.last.isoformat(), "label": e.label} for e in events]}


def _read(given: Mapping[str, Any]) -> tuple[Event, ...]:
    return tuple(event_of(row) for row in given["events"])


@functools.lru_cache(maxsize=4)
def _read_all(folder: Path, stamp: tuple[int, int]) -> tuple[Event, ...]:
    found: dict[Event, None] = {}
    for change in _JOURNAL.changes(folder):
        for event in change.content or ():
            if change.what == "add":
                found[event] = None
            else:
                found.pop(event, None)
    return tuple(sorted(found))


_JOURNAL: Journal[tuple[Event, ...]] = Journal(FILE, ("add", "remove"), _read)
