"""Add files of facts about actors to a library, remove and undo them, and list and export what is in effect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from analytics.library import Library
from analytics.library import facts as kept
from analytics.library.matching import fitting
from analytics.tasks.fact_files import read_facts

LONGEST_NAME = 200


class FactsAdded(NamedTuple):
    """What a file of facts brought: how many facts, about how many actors of the library, and the rows that were skipped.

    ``unmatched`` are names that fit no actor, ``unclear`` names that fit several.
    """

    file: str
    facts: int
    actors: int
    unmatched: tuple[str, ...]
    unclear: tuple[str, ...]
    problems: tuple[str, ...]


def add(library: Library, data: bytes, name: str) -> FactsAdded:
    """Add a file of facts under its name; it replaces one of the same name. Raises ValueError if it has no fact."""
    found = read_facts(data, name)
    one = kept.FactFile(" ".join(name.split())[:LONGEST_NAME] or "facts", tuple(found.facts))
    kept.JOURNAL.append(library.path, "add", kept.plain(one))
    fits = fitting(library, (fact.name for fact in one.facts))
    about = {actors for actors in fits.values() if len(actors) == 1}
    unmatched = tuple(name for name, actors in fits.items() if not actors)
    unclear = tuple(name for name, actors in fits.items() if len(actors) > 1)
    return FactsAdded(one.file, len(one.facts), len(about), unmatched, unclear, tuple(found.problems))


def remove(library: Library, file: str) -> None:
    """Remove the facts of a file. Raises ValueError if none of this name was added."""
    if not any(one.file == file for one in kept.files(library)):
        raise ValueError(f"No file of facts is called {file!r}.")
    kept.JOURNAL.append(library.path, "remove", {"file": file})


def undo(library: Library) -> str:
    """Undo the last change and say what it was. Raises ValueError if there is nothing to undo."""
    last = kept.JOURNAL.undo(library.path)
    return f"{'Adding' if last.what == 'add' else 'Removing'} {last.content.file if last.content else ''} is undone."


def table(library: Library) -> pd.DataFrame:
    """Return the facts in effect as a table that can be added again: name, from, to, then every column that a fact has."""
    facts = [fact for one in kept.files(library) for fact in one.facts]
    columns = list(dict.fromkeys(column for fact in facts for column in fact.values))
    rows = [
        {
            "name": f.name,
            "from": f.since.isoformat() if f.since else None,
            "to": f.until.isoformat() if f.until else None,
            **f.values,
        }
        for f in facts
    ]
    return pd.DataFrame(rows, columns=["name", "from", "to", *columns], dtype="object")


def words(added: FactsAdded) -> str:
    """Say in a sentence what a file of facts brought.

    >>> words(FactsAdded("facts.csv", 3, 2, ("Bram Ode",), (), ()))
    'facts.csv: 3 facts about 2 actors of this library. 1 name is of no actor here: Bram Ode.'
    >>> words(FactsAdded("facts.csv", 1, 0, (), ("Ada Quill",), ()))
    'facts.csv: 1 fact about 0 actors of this library. 1 name fits several actors and counts for none of them: Ada Quill.'
    """
    facts, actors = (f"{n:,} {noun}{'' if n == 1 else 's'}" for n, noun in ((added.facts, "fact"), (added.actors, "actor")))
    said = f"{added.file}: {facts} about {actors} of this library."
    if added.unmatched:
        said += f" {_names(added.unmatched, 'is of', 'are of')} no actor here: {_listed(added.unmatched)}."
    if added.unclear:
        said += f" {unclear_words(added.unclear)}"
    return said + (f" Skipped: {'; '.join(added.problems[:3])}." if added.problems else "")


def unclear_words(names: Sequence[str]) -> str:
    """Say that names fit several actors."""
    verb = "counts" if len(names) == 1 else "count"
    return f"{_names(names, 'fits', 'fit')} several actors and {verb} for none of them: {_listed(names)}."


def _names(names: Sequence[str], verb: str, verb_of_many: str) -> str:
    return f"1 name {verb}" if len(names) == 1 else f"{len(names):,} names {verb_of_many}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")
