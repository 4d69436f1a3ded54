"""The directory of countries and well-known organisations: ``directory.csv``, which can be read and edited by hand.

Its columns are name, type (country or organisation), forms (its other names), demonyms, capital (the name that reporters use for
its government), note; several values are separated by ``|``. A capital means a government only where it acts like one ("Moscow
has insisted", "talks with Washington"); an empty capital column means that it never does. With a note "only with: A|B" a row
counts only in articles that contain one of those words (Georgia is also an American state).
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Container, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from analytics import text

PATH = Path(__file__).with_name("directory.csv")
COLUMNS = ("name", "type", "forms", "demonyms", "capital", "note")
TYPES = ("country", "organisation")
ONLY_WITH = "only with:"


class Entry(NamedTuple):
    """A row of the directory."""

    name: str
    type: str
    forms: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    note: str

    def allowed(self, present: Container[str]) -> bool:
        """Whether the row counts in an article that contains the words ``present``."""
        if not self.note.startswith(ONLY_WITH):
            return True
        return any(w.strip() in present for w in self.note.removeprefix(ONLY_WITH).split("|"))


class Directory(NamedTuple):
    """The directory, indexed for look-ups.

    ``forms`` maps a form's first token to (all its tokens, entry), longest first; ``demonyms`` and ``capitals`` map a
    string to its country; ``names`` maps every form to its entry.
    """

    entries: tuple[Entry, ...]
    forms: dict[str, list[tuple[tuple[str, ...], Entry]]]
    names: dict[str, Entry]
    demonyms: dict[str, Entry]
    capitals: dict[str, Entry]


def read_directory(path: Path | str = PATH) -> Directory:
    """Read a directory; raises ValueError that names file, row and column of an invalid value."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{path}, row 1: columns are {', '.join(reader.fieldnames or ())}; expected {', '.join(COLUMNS)}")
        return _index([_entry(path, reader.line_num, row) for row in reader])


@functools.cache
def directory() -> Directory:
    """Load the directory that ships with the project, on first use.

    >>> directory().names["U.S."].name, directory().demonyms["Dutch"].name, directory().capitals["Moscow"].name
    ('United States', 'Netherlands', 'Russia')
    """
    return read_directory()


def _entry(path: Path | str, line: int, row: dict[str, str | None]) -> Entry:
    name = (row["name"] or "").strip()
    if not name:
        raise ValueError(f"{path}, row {line}, column name: empty; expected a name")
    if row["type"] not in TYPES:
        raise ValueError(f"{path}, row {line}, column type: found {row['type']!r}; expected {' or '.join(TYPES)}")
    forms, demonyms, capitals = (_values(row[column]) for column in ("forms", "demonyms", "capital"))
    return Entry(name, row["type"], tuple(dict.fromkeys((name, *forms))), demonyms, capitals, row["note"] or "")


def _values(cell: str | None) -> tuple[str, ...]:
    return tuple(value.strip() for value in (cell or "").split("|") if value.strip())


def _index(entries: Sequence[Entry]) -> Directory:
    forms: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    names: dict[str, Entry] = {}
    for entry in entries:
        for form in _spellings(entry.forms):
            names.setdefault(form, entry)
            words = tuple(text.read(form).words)
            forms.setdefault(words[0], []).append((words, entry))
    for same_start in forms.values():
        same_start.sort(key=lambda item: -len(item[0]))
    demonyms = {d: e for e in reversed(entries) for d in e.demonyms}
    capitals = {c: e for e in reversed(entries) for c in e.capitals}
    return Directory(tuple(entries), forms, names, demonyms, capitals)


def _spellings(forms: Iterable[str]) -> list[str]:
    """The forms with straight and with curly apostrophes."""
    return list(dict.fromkeys(s for f in forms for s in (f, f.replace("'", "’"))))
