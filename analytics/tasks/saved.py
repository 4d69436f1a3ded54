"""Saved views and named lists of actors, kept in a library's folder in the journal ``saved.jsonl``.

A view is an address of the dashboard, without the server; a list has the names and types of its actors, not their ids, so that it
means the same after articles have come or gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from analytics.library import Library
from analytics.library.journal import Journal

FILE = "saved.jsonl"
KINDS = ("view", "list")
LONGEST_NAME, LONGEST_VALUE, MOST_ACTORS = 80, 8000, 500


class Saved(NamedTuple):
    """A saved view or list: its kind and name, the address of the view, or the names and types of the actors of the list."""

    kind: str
    name: str
    address: str = ""
    actors: tuple[tuple[str, str], ...] = ()


def read(library: Library) -> list[Saved]:
    """Return what is saved, by kind and name. Raises ValueError for a damaged line, with its number."""
    found: dict[tuple[str, str], Saved] = {}
    for change in _JOURNAL.changes(library.path):
        if one := change.content:
            found.pop((one.kind, one.name), None)
            if change.what == "save":
                found[one.kind, one.name] = one
    return sorted(found.values(), key=lambda one: (one.kind, one.name.casefold()))


def save(library: Library, saved: Saved) -> None:
    """Save a view or list under its name; one of the same kind and name is replaced. Raises ValueError where it is invalid."""
    _check(saved)
    _JOURNAL.append(library.path, "save", _plain(saved))


def remove(library: Library, kind: str, name: str) -> None:
    """Remove a view or list. Raises ValueError if there is none of this name."""
    if not any((one.kind, one.name) == (kind, name) for one in read(library)):
        raise ValueError(f"No {kind} is saved as {name!r}.")
    _JOURNAL.append(library.path, "remove", _plain(Saved(kind, name)))


def undo(library: Library) -> str:
    """Undo the last change and say what it was. Raises ValueError if there is nothing to undo."""
    last = _JOURNAL.undo(library.path)
    assert last.content is not None
    return f"{'Saving' if last.what == 'save' else 'Removing'} the {last.content.kind} {last.content.name!r} is undone."


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


def _plain(saved: Saved) -> dict[str, Any]:
    return {name: value for name, value in saved._asdict().items() if value}


def _read(given: Mapping[str, Any]) -> Saved:
    actors = tuple((str(one), str(kind)) for one, kind in given.get("actors", ()))
    saved = Saved(str(given["kind"]), str(given["name"]), str(given.get("address", "")), actors)
    if given["what"] == "save":
        _check(saved)
    return saved


_JOURNAL = Journal(FILE, ("save", "remove"), _read)
