"""Details of articles given by hand: outlet, date, year, time zone and author; set, undo, redo, list, export and import them.

The dashboard's Import page and `quoteboard set` both use these functions. No text is read again; charts, filters, exports and
`check` follow at once. The file and the meaning of an edit are in `library.details`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pandas as pd

from analytics.actors.edits import standing
from analytics.library import Library, details
from analytics.library.details import DetailsEdit
from analytics.loaders.given import Given

_NAMES = {"published": "date", "timezone": "time zone"}
LISTED = ("article_id", "published", "outlet", "author", "title", "place", "dateline", "loaded_from")
"""The columns of articles that `articles` lists, beside the number of the last edit."""


class DetailsEffect(NamedTuple):
    """What an edit does: how many articles meet its conditions, how many of these change, and the same in words."""

    met: int
    changed: int
    words: str


def change(
    values: Given, *, where: Mapping[str, str] | None = None, articles: Sequence[str] = (), timezone_was: str = "UTC"
) -> DetailsEdit:
    """Make an edit, not yet of any library. Raises ValueError where it is invalid.

    >>> describe(change(Given(outlet="Quillon Post"), where={"loaded_from": "post/*.txt"}))
    'outlet Quillon Post, where loaded_from is post/*.txt'
    """
    made = DetailsEdit(0, "", "hand", "set", tuple(articles), dict(where or {}), values, timezone_was)
    if wrong := details.check(made):
        raise ValueError(wrong)
    return made


def set_details(
    library: Library,
    *,
    where: Mapping[str, str] | None = None,
    articles: Sequence[str] = (),
    outlet: str | None = None,
    published: str | None = None,
    year: int | None = None,
    timezone: str | None = None,
    author: str | None = None,
    timezone_was: str | None = None,
    dry_run: bool = False,
) -> DetailsEffect:
    """Set details of the articles with some ids, or of those that meet all conditions: column -> value or pattern, "" for missing.

    None leaves a value as it is, "" makes it missing. ``year`` completes or corrects a day: of the date, else of the dateline.
    ``timezone`` is that of times that had none in their file and were read as ``timezone_was`` (default: the library's, else UTC).
    With ``dry_run``, say what would change, and change nothing. Raises ValueError for an invalid value or condition.
    """
    given = Given(outlet, published, year, timezone, author)
    made = change(given, where=where, articles=articles, timezone_was=timezone_was or time_zone_of(library))
    effect = preview(library, made)
    if effect.changed and not dry_run:
        make(library, [made])
    return effect


def time_zone_of(library: Library) -> str:
    """The time zone of times without one, by the library's settings."""
    zone = library.settings.get("zone")
    return zone if isinstance(zone, str) and zone else "UTC"


def preview(library: Library, edit: DetailsEdit) -> DetailsEffect:
    """Return what an edit would do after those that are in force, without making it."""
    log = details.read(library.path).changes
    edit = edit._replace(edit=max((one.edit for one in log), default=0) + 1)
    applied = details.apply(library.query(details.QUERY), [*log, edit])
    met, changed = applied.met[edit.edit], applied.changed[edit.edit]
    return DetailsEffect(met, changed, f"{_number(met, 'article')}, {changed:,} of them changed: {describe(edit)}")


def make(library: Library, edits: Sequence[DetailsEdit]) -> list[DetailsEdit]:
    """Make edits now; all pages, downloads and exports follow. Raises ValueError where one is invalid; then none is made."""
    for edit in edits:
        if wrong := details.check(edit):
            raise ValueError(wrong)
    now = _now()
    return library.describe(lambda log: [edit._replace(at=edit.at or now) for edit in edits])


def undo(library: Library, numbers: Sequence[int] = ()) -> list[DetailsEdit]:
    """Undo edits by their numbers, by default the last one. Raises ValueError for one that is undone already."""
    return _turn(library, "undo", numbers)


def redo(library: Library, numbers: Sequence[int] = ()) -> list[DetailsEdit]:
    """Redo edits that were undone, by default the one undone last. Raises ValueError for one that is not undone."""
    return _turn(library, "redo", numbers)


def history(library: Library) -> pd.DataFrame:
    """List all edits, newest first. Columns: edit (number), at, what (in words), by, stands (not undone), met and changed (numbers
    of articles, missing where it is undone)."""
    log = details.read(library.path).changes
    current = {one.edit for one in standing(log)}
    applied = details.apply(library.query(details.QUERY), log) if current else None
    rows = [
        (one.edit, one.at, describe(one), one.by, one.edit in current,
         applied.met.get(one.edit) if applied else None, applied.changed.get(one.edit) if applied else None)
        for one in reversed(log) if one.of is None
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["edit", "at", "what", "by", "stands", "met", "changed"])
    return table.astype({"edit": "int64", "stands": "bool", "met": "Int64", "changed": "Int64"})


def damaged(library: Library) -> list[str]:
    """Name the lines of the file of edits that cannot be read and are left out."""
    return details.read(library.path).damaged


def articles(
    library: Library, *, lacking: Sequence[str] = (), where: Mapping[str, str] | None = None, limit: int = 500
) -> pd.DataFrame:
    """List articles with their details as they are now: those that lack one of the columns ``lacking``, and meet all conditions.

    Columns: `LISTED`, and edit (the last one that changed the article, missing for none); by file and place in it.
    """
    known = library.query(f"SELECT {', '.join(LISTED)}, url, language, agency FROM articles ORDER BY loaded_from, article_id")
    chosen = known[list(lacking)].isna().any(axis=1) if lacking else pd.Series(data=True, index=known.index)
    if where:
        met = set(details.rows_of(details.columns_of(known), DetailsEdit(0, "", "hand", "set", where=where)))
        chosen &= pd.Series([row in met for row in range(len(known))], index=known.index, dtype=bool)
    shown = known.loc[chosen, list(LISTED)].head(limit).reset_index(drop=True)
    numbers = details.numbers(library.path)
    return shown.assign(edit=pd.array([numbers.get(one) for one in shown["article_id"]], dtype="Int64"))


def edits_of(before: pd.DataFrame, after: Mapping[int, Mapping[str, Any]]) -> list[DetailsEdit]:
    """Make the edits of a table that was changed in place: row -> column -> new value; rows that change alike become one edit."""
    alike: dict[Given, list[str]] = {}
    for row, cells in after.items():
        held = {name: "" if value is None else str(value).strip() for name, value in cells.items()}
        old = {name: "" if pd.isna(before[name].iloc[row]) else str(before[name].iloc[row]) for name in held}
        given = Given(**{name: value for name, value in held.items() if value != old[name]})  # type: ignore[arg-type]
        if any(value is not None for value in given):
            alike.setdefault(given, []).append(str(before["article_id"].iloc[row]))
    return [change(given, articles=ids) for given, ids in alike.items()]


def export_edits(library: Library) -> bytes:
    """Return the edits in force, in order, as lines that `import_edits` reads."""
    current = standing(details.read(library.path).changes)
    return "".join(json.dumps(details.as_json(one), ensure_ascii=False) + "\n" for one in current).encode()


def import_edits(library: Library, data: bytes, source: str) -> list[DetailsEdit]:
    """Make the edits of a file that are not in force yet, and return them. Raises ValueError for an invalid line; none is made."""
    given: list[DetailsEdit] = []
    for row, line in enumerate(data.decode("utf-8", "replace").removeprefix("\ufeff").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            held = details.from_object(json.loads(line), 0)
            if held.what != "set":
                raise ValueError(f"column what: found {held.what!r}. Expected set")
        except (ValueError, RecursionError) as error:
            raise ValueError(f"{source}, row {row}: {error or 'nested too deeply'}") from None
        given.append(held._replace(by="import", at=held.at or _now()))

    def new(log: list[DetailsEdit]) -> list[DetailsEdit]:
        there = [_content(one) for one in standing(log)]
        return [one for one in given if _content(one) not in there]

    return library.describe(new)


def describe(edit: DetailsEdit) -> str:
    """Describe an edit in words."""
    if edit.of is not None:
        return f"edit {edit.of} {'undone' if edit.what == 'undo' else 'redone'}"
    set_to = [
        f"{_NAMES.get(name, name)} {value}" if value != "" else f"no {_NAMES.get(name, name)}"
        for name, value in edit.values._asdict().items()
        if value is not None
    ]
    if edit.articles:
        about = f"of {_number(len(edit.articles), 'article')}" + (f" ({edit.articles[0]})" if len(edit.articles) == 1 else "")
        return f"{', '.join(set_to)} {about}"
    return f"{', '.join(set_to)}, where " + " and ".join(
        f"{name} is {value}" if value else f"{name} is missing" for name, value in edit.where.items()
    )


def _turn(library: Library, what: str, numbers: Sequence[int]) -> list[DetailsEdit]:
    def turned(log: list[DetailsEdit]) -> list[DetailsEdit]:
        current = {one.edit for one in standing(log)}
        possible = [one.edit for one in log if one.of is None and (one.edit in current) == (what == "undo")]
        if what == "redo":  # the last one is the one undone last, not the one made last
            possible.sort(key=lambda number: max(one.edit for one in log if one.of == number))
        wrong = [number for number in numbers if number not in possible]
        if wrong or not possible:
            found = f"no edit {', '.join(map(str, wrong))}" if wrong else "no edit"
            expected = f"Expected {_listed(possible)}." if possible else f"There is nothing to {what}."
            raise ValueError(f"{library.path / details.LOG}: {found} to {what}. {expected}")
        return [DetailsEdit(0, _now(), "hand", what, of=number) for number in (numbers or possible[-1:])]

    return library.describe(turned)


def _content(edit: DetailsEdit) -> tuple[Any, ...]:
    return edit.what, edit.articles, tuple(sorted(edit.where.items())), edit.values, edit.timezone_was


def _listed(numbers: Iterable[int]) -> str:
    every = [str(n) for n in numbers]
    return ", ".join(every if len(every) <= 12 else [*every[:4], "...", *every[-4:]])


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
