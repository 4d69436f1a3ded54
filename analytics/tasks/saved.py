"""Saved views and named lists of actors, kept in a library's folder.

``saved.jsonl`` has one JSON object per line and only grows, as the edits of actors do: to remove or to undo is a line of its
own, so that nothing is lost and two windows cannot overwrite each other. A view is an address of the dashboard, without the
server; a list has the names and types of its actors, not their ids, so that it means the same after articles have come or gone.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from filelock import FileLock

from analytics.files import write_bytes
from analytics.library import Library

FILE = "saved.jsonl"
KINDS = ("view", "list")
LONGEST_NAME, LONGEST_VALUE, MOST_ACTORS = 80, 8000, 500


class Saved(NamedTuple):
    """A saved view or list: its kind and name, the address of the view, or the names and types of the actors of the list."""

    kind: str
    name: str
    address: str = ""
    actors: tuple[tuple[str, str], ...] = ()


class _SavedLine(NamedTuple):
    at: str
    what: str  # save, remove or undo
    saved: Saved | None


def read(library: Library) -> list[Saved]:
    """Return what is saved, by kind and name. Raises ValueError for a damaged line, with its number."""
    found: dict[tuple[str, str], Saved] = {}
    for line in _in_effect(_lines(library.path / FILE)):
        assert line.saved is not None
        key = (line.saved.kind, line.saved.name)
        found.pop(key, None)
        if line.what == "save":
            found[key] = line.saved
    return sorted(found.values(), key=lambda one: (one.kind, one.name.casefold()))


def save(library: Library, saved: Saved) -> None:
    """Save a view or list under its name; one of the same kind and name is replaced. Raises ValueError where it is invalid."""
    _check(saved)
    _append(library, "save", saved)


def remove(library: Library, kind: str, name: str) -> None:
    """Remove a view or list. Raises ValueError if there is none of this name."""
    if not any((one.kind, one.name) == (kind, name) for one in read(library)):
        raise ValueError(f"No {kind} is saved as {name!r}.")
    _append(library, "remove", Saved(kind, name))


def undo(library: Library) -> str:
    """Undo the last change and say what it was. Raises ValueError if there is nothing to undo."""
    lines = _in_effect(_lines(library.path / FILE))
    if not lines:
        raise ValueError("There is nothing to undo.")
    _append(library, "undo", None)
    last = lines[-1]
    assert last.saved is not None
    return f"{'Saving' if last.what == 'save' else 'Removing'} the {last.saved.kind} {last.saved.name!r} is undone."


def table(library: Library) -> pd.DataFrame:
    """Return what is saved as a table for a CSV. Columns: kind, name, address, actor, type; one row per actor of a list."""
    rows: list[tuple[str, str, str | None, str | None, str | None]] = []
    for one in read(library):
        if one.kind == "view":
            rows.append((one.kind, one.name, one.address, None, None))
        rows += [(one.kind, one.name, None, actor, kind) for actor, kind in one.actors]
    return pd.DataFrame(rows, columns=["kind", "name", "address", "actor", "type"])


def ids(library: Library, saved: Saved) -> tuple[str, ...]:
    """Return the ids of the actors of a list that the library has at present, under their names or a name of theirs."""
    names, types = [name for name, _ in saved.actors], [kind for _, kind in saved.actors]
    found = library.query(
        "WITH asked AS (SELECT unnest($names) AS name, unnest($types) AS type)"
        " SELECT DISTINCT a.actor FROM asked JOIN actors AS a ON a.name = asked.name AND a.type = asked.type"
        " UNION SELECT DISTINCT n.actor FROM asked JOIN names AS n ON n.name = asked.name AND n.type = asked.type ORDER BY 1",
        {"names": names, "types": types},
    )
    return tuple(found["actor"])


def _check(saved: Saved) -> None:
    name = saved.name.strip()
    if saved.kind not in KINDS:
        raise ValueError(f"kind {saved.kind!r} is unknown. Expected {' or '.join(KINDS)}.")
    if not name or name != saved.name or len(name) > LONGEST_NAME or not name.isprintable():
        raise ValueError(f"A name has 1 to {LONGEST_NAME} printable characters.")
    if saved.kind == "list" and not 0 < len(saved.actors) <= MOST_ACTORS:
        raise ValueError(f"A list has 1 to {MOST_ACTORS} actors.")
    if len(saved.address) > LONGEST_VALUE or not saved.address.isprintable():
        raise ValueError(f"An address has at most {LONGEST_VALUE} printable characters.")


def _in_effect(lines: list[_SavedLine]) -> list[_SavedLine]:
    """Return the lines that are not undone, in order: each undo takes away the last one before it."""
    kept: list[_SavedLine] = []
    for line in lines:
        if line.what != "undo":
            kept.append(line)
        elif kept:
            kept.pop()
    return kept


def _append(library: Library, what: str, saved: Saved | None) -> None:
    path = library.path / FILE
    line: dict[str, Any] = {"at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "what": what}
    if saved is not None:
        line |= {name: value for name, value in saved._asdict().items() if value}
    with FileLock(path.with_suffix(".lock"), timeout=30):
        before = path.read_bytes() if path.exists() else b""
        _parse(before, path.name)  # never add to a damaged file
        write_bytes(path, before + json.dumps(line, ensure_ascii=False).encode() + b"\n")


def _lines(path: Path) -> list[_SavedLine]:
    return _parse(path.read_bytes(), path.name) if path.exists() else []


def _parse(data: bytes, name: str) -> list[_SavedLine]:
    found = []
    for number, text in enumerate(data.splitlines(), 1):
        try:
            given = json.loads(text.decode("utf-8"))
            what = given["what"]
            if what not in ("save", "remove", "undo"):
                raise ValueError(f"what {what!r} is unknown")
            saved = None
            if what != "undo":
                actors = tuple((str(one), str(kind)) for one, kind in given.get("actors", ()))
                saved = Saved(str(given["kind"]), str(given["name"]), str(given.get("address", "")), actors)
                if what == "save":
                    _check(saved)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ValueError(f"{name}, line {number}: {error}. Expected a JSON object as Quoteboard writes it.") from error
        found.append(_SavedLine(str(given.get("at", "")), what, saved))
    return found
