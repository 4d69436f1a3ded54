"""A user's edits of actors: their meaning, the file that keeps them, and which of them are in force.

The file is JSON lines, one object per edit, and only grows: undoing an edit adds a line, and so does redoing it. An edit names
actors by name and type, not by id, so that it means the same after articles were added or removed.

Precedence: an article's own rows are linked by the directory and by spelling. Edits go before that, a later one before an earlier
one; an edit of an article goes before one of an outlet, that before one of a written form, and all of them before a policy. The
user's aliases.csv goes before everything.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar

from analytics.formulas import unguard

TYPES = ("person", "organisation", "country")
POLICIES = ("government", "place")
GENERAL = ("capitals", "demonyms")  # the subjects of a policy, beside one capital or demonym
CSV_COLUMNS = ("what", "actor", "type", "names", "written", "outlet", "article", "to", "to_type")
_NEEDS = {
    "rename": ("actor", "type", "to"),
    "type": ("actor", "type", "to_type"),
    "merge": ("actor", "type", "to", "to_type"),
    "split": ("actor", "type"),
    "alias": ("names", "to", "to_type"),
    "hide": ("actor", "type"),
    "policy": ("actor", "to"),
    "undo": ("of",),
    "redo": ("of",),
}
WHAT = tuple(_NEEDS)


class Edit(NamedTuple):
    """A line of the file. ``edit`` is the number of the line, from 1; ``at`` is UTC in ISO 8601; ``by`` is "hand" or "import".

    rename: ``actor`` of ``type`` is called ``to``. type: it is a ``to_type``. merge: it is ``to`` of ``to_type``. hide: it is
    no actor. alias: ``names``, the full names in articles, are ``to``. split: of ``actor`` the ``names`` (all where empty),
    limited to a ``written`` form, an ``outlet`` or an ``article``, are ``to`` (no actor where ``to`` is missing). policy: a
    capital or demonym (or all of one `GENERAL` kind) means the government or the place. undo and redo are of edit ``of``.
    """

    edit: int
    at: str
    by: str
    what: str
    actor: str | None = None
    type: str | None = None
    names: tuple[str, ...] = ()
    written: str | None = None
    outlet: str | None = None
    article: str | None = None
    to: str | None = None
    to_type: str | None = None
    of: int | None = None

    @property
    def by_row(self) -> bool:
        """Whether the edit is limited to some rows of a name."""
        return bool(self.written or self.outlet or self.article)


class _Line(Protocol):
    """A line of a file of edits, of actors or of anything else."""

    @property
    def edit(self) -> int: ...
    @property
    def what(self) -> str: ...
    @property
    def of(self) -> int | None: ...


_Any = TypeVar("_Any", bound=_Line)


def standing(log: Iterable[_Any]) -> list[_Any]:
    """The edits of a log, of whatever kind, that are not undone, in their order.

    >>> log = [Edit(1, "", "hand", "hide", "Sundays", "person"), Edit(2, "", "hand", "undo", of=1)]
    >>> standing(log), len(standing([*log, Edit(3, "", "hand", "redo", of=1)]))
    ([], 1)
    """
    stand: dict[int, bool] = {}
    made: dict[int, _Any] = {}
    for edit in log:
        if edit.of is None:
            made[edit.edit], stand[edit.edit] = edit, True
        else:
            stand[edit.of] = edit.what == "redo"
    return [edit for number, edit in made.items() if stand[number]]


def describe(edit: Edit) -> str:
    """Describe an edit in words.

    >>> describe(Edit(1, "", "hand", "merge", "A. Quill", "person", to="Ada Quill", to_type="person"))
    '“A. Quill” is “Ada Quill”'
    >>> describe(Edit(2, "", "hand", "split", "Russia", "country", written="Moscow"))
    'mentions of “Russia” written “Moscow” are no actor'
    """
    if edit.of is not None:
        return f"edit {edit.of} {'undone' if edit.what == 'undo' else 'redone'}"
    who, to = f"“{edit.actor}”", f"“{edit.to}”" if edit.to else "no actor"
    named = " and ".join(f"“{name}”" for name in edit.names)
    if edit.what == "rename":
        return f"{who} is called {to}"
    if edit.what == "type":
        return f"{who} is a{'n' if edit.to_type == 'organisation' else ''} {edit.to_type}"
    if edit.what == "merge":
        return f"{who} is {to}"
    if edit.what == "hide":
        return f"{who} is no actor"
    if edit.what == "alias":
        return f"{named} {'is' if len(edit.names) == 1 else 'are'} {to}"
    if edit.what == "policy":
        subject = f"all {edit.actor}" if edit.actor in GENERAL else who
        return f"{subject} read as {'a government' if edit.to == 'government' else 'a place, not a government'}"
    limits = [f"named {named}" if named else "", f"written “{edit.written}”" if edit.written else ""]
    limits += [f"in {edit.outlet}" if edit.outlet else "", f"in article {edit.article}" if edit.article else ""]
    return f"mentions of {who} {', '.join(filter(None, limits))} are {to}"


def problem(edit: Edit) -> tuple[str, str] | None:
    """Check an edit: the column at fault, with what was found and what was expected; None for a valid edit."""
    if edit.what not in _NEEDS:
        return "what", f"found {edit.what!r}; expected {', '.join(WHAT)}"
    for column in _NEEDS[edit.what]:
        if not getattr(edit, column):
            return column, f"empty; {edit.what} needs {', '.join(_NEEDS[edit.what])}"
    for column in ("type", "to_type"):
        found = getattr(edit, column)
        if found is not None and found not in TYPES:
            return column, f"found {found!r}; expected {', '.join(TYPES)}"
    if edit.what == "policy" and edit.to not in POLICIES:
        return "to", f"found {edit.to!r}; expected {' or '.join(POLICIES)}"
    if edit.what == "split":
        if not edit.names and not edit.by_row:
            return "names", "empty, as are written, outlet and article; split needs one of them"
        if bool(edit.to) != bool(edit.to_type):
            return "to_type", "to and to_type go together; without both, it is no actor"
    return None


def read_log(data: bytes, source: str) -> list[Edit]:
    """Read the edits of a file; raises ValueError that names ``source``, row and column, what was found and what was expected."""
    log: list[Edit] = []
    made: set[int] = set()
    for row, line in enumerate(data.decode("utf-8", "replace").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            held = json.loads(line)
            edit = Edit(edit=row, **{"at": "", "by": "hand", **held, "names": tuple(held.get("names", ()))})
        except (ValueError, TypeError, AttributeError) as error:
            raise ValueError(
                f"{source}, row {row}: no edit ({error}); expected an object with {', '.join(Edit._fields[1:])}"
            ) from None
        _accept(edit, source, row)
        if edit.of is not None and edit.of not in made:
            raise ValueError(f"{source}, row {row}, column of: found {edit.of}; expected the row of an edit above")
        if edit.of is None:
            made.add(row)
        log.append(edit)
    return log


def write_lines(edits: Iterable[Edit]) -> bytes:
    """Write edits as lines of the file, without missing values."""
    lines = []
    for edit in edits:
        held = {k: list(v) if isinstance(v, tuple) else v for k, v in edit._asdict().items() if k != "edit" and v not in (None, ())}
        lines.append(json.dumps(held, ensure_ascii=False) + "\n")
    return "".join(lines).encode()


def read_csv(data: bytes, source: str) -> list[Edit]:
    """Read edits from a CSV with `CSV_COLUMNS`, as an export writes them; raises ValueError that names row and column."""
    try:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        missing = [c for c in CSV_COLUMNS if c not in (reader.fieldnames or ())]
        if missing:
            raise ValueError(f"{source}, row 1: no column {', '.join(missing)}; expected {', '.join(CSV_COLUMNS)}")
        return [_from_cells(row, source, reader.line_num) for row in reader if any(row.values())]
    except UnicodeDecodeError as error:
        raise ValueError(f"{source}: not UTF-8 text (byte {error.start}); save the file as CSV UTF-8") from None
    except csv.Error as error:
        raise ValueError(f"{source}: no readable CSV ({error}); expected the columns {', '.join(CSV_COLUMNS)}") from None


def new_ones(given: Sequence[Edit], log: Sequence[Edit]) -> list[Edit]:
    """The edits of an import that are not in force already, so that importing the same file twice changes nothing."""
    there = Counter(_content(edit) for edit in standing(log))
    new = []
    for edit in given:
        if there[_content(edit)]:
            there[_content(edit)] -= 1
        else:
            new.append(edit)
    return new


def _content(edit: Edit) -> tuple[Any, ...]:
    return edit[3:]


def _from_cells(row: dict[str, str | None], source: str, line: int) -> Edit:
    cells = {name: _cell(row.get(name)) for name in CSV_COLUMNS}
    try:
        names = json.loads(cells.pop("names") or "[]")
        if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
            raise ValueError("no list of names")
    except ValueError as error:
        raise ValueError(f'{source}, row {line}, column names: {error}; expected a list as ["A. Quill", "Quill"]') from None
    one = Edit(0, _cell(row.get("at")) or "", "import", cells.pop("what") or "", names=tuple(names))
    edit = one._replace(**cells)  # type: ignore[arg-type]  # all but the number of an undo, which is in no cell, are texts
    _accept(edit, source, line)
    if edit.what in ("undo", "redo"):
        raise ValueError(f"{source}, row {line}, column what: found {edit.what!r}; expected {', '.join(WHAT[:-2])}")
    return edit


def _cell(text: str | None) -> str | None:
    """A cell without the apostrophe that an export puts before a possible formula; None for an empty one."""
    return unguard((text or "").strip()) or None


def _accept(edit: Edit, source: str, row: int) -> None:
    wrong = problem(edit)
    if wrong:
        raise ValueError(f"{source}, row {row}, column {wrong[0]}: {wrong[1]}")
