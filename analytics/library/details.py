"""A user's details of articles: outlet, date and author, given by hand; the file that keeps them, and what they change.

The file details.jsonl is JSON lines, one object per edit, and only grows: undoing an edit adds a line, as does redoing it. An edit
sets values of the articles that meet its conditions; edits are applied in their order, each to what those before it left. An edit
counts for articles that are added later too. The values of all changed articles are kept in details.parquet: no article is read
again. A line that cannot be read is left out and named; it stays in the file.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC
from fnmatch import translate
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analytics.actors.edits import standing
from analytics.files import metadata, write_bytes, write_table
from analytics.loaders.given import Given, from_json, in_year, moment, problem, read_in

LOG, TABLE = "details.jsonl", "details"
WHAT = ("set", "undo", "redo")
MADE_FROM = b"made of"
_ROW = re.compile(r"#\d+$")
CONDITIONS = ("article_id", "loaded_from", "title", "outlet", "author", "published", "url", "language", "place", "agency")
"""The columns of articles that a condition may name."""

DETAILS = pa.schema(
    [
        pa.field("article_id", pa.string(), False),
        pa.field("outlet", pa.string()),
        pa.field("published", pa.timestamp("us", tz="UTC")),
        pa.field("author", pa.string()),
        pa.field("edit", pa.int64(), False),
    ]
)
"""The changed articles: their values now, and the last edit that changed them."""

QUERY = f"SELECT {', '.join(CONDITIONS)}, dateline FROM articles_loaded ORDER BY article_id"
"""What edits need to know of the articles, as they were loaded."""


class DetailsEdit(NamedTuple):
    """A line of the file. ``edit`` is the number of the line, from 1; ``at`` is UTC in ISO 8601; ``by`` is "hand" or "import".

    set: the articles with one of the ids in ``articles``, or, where that is empty, those that meet all conditions of ``where``
    (column -> value or pattern; "" for a missing value), get the ``values``. ``timezone_was`` is the time zone as which their times
    were read. undo and redo are of edit ``of``.
    """

    edit: int
    at: str
    by: str
    what: str
    articles: tuple[str, ...] = ()
    where: Mapping[str, str] = {}
    values: Given = Given()
    timezone_was: str = "UTC"
    of: int | None = None


class AppliedDetails(NamedTuple):
    """The changed articles, a frame of `DETAILS`, and for each edit how many articles it met, and how many of these it changed."""

    table: pd.DataFrame
    met: dict[int, int]
    changed: dict[int, int]


class DetailsLog(NamedTuple):
    """The readable lines of a file, and for each other one what is wrong with it."""

    changes: list[DetailsEdit]
    damaged: list[str]


def read(folder: Path) -> DetailsLog:
    """Read the edits of a library's articles."""
    path = folder / LOG
    changes: list[DetailsEdit] = []
    damaged: list[str] = []
    made: set[int] = set()
    for row, line in enumerate(path.read_bytes().split(b"\n") if path.exists() else (), start=1):
        if not line.strip():
            continue
        try:
            change = _from_line(line, row)
            if change.of is not None and change.of not in made:
                raise ValueError(f"column of: found {change.of}. Expected the row of an edit above")
        except (ValueError, RecursionError) as error:
            damaged.append(f"{path}, row {row}: left out, {error or 'nested too deeply'}")
            continue
        if change.of is None:
            made.add(row)
        changes.append(change)
    return DetailsLog(changes, damaged)


def append(folder: Path, changes: Iterable[DetailsEdit]) -> list[DetailsEdit]:
    """Append edits to the file, and return them with their numbers."""
    path = folder / LOG
    held = path.read_bytes() if path.exists() else b""
    held += b"\n" if held and not held.endswith(b"\n") else b""  # a person may have edited the file
    added = [change._replace(edit=held.count(b"\n") + n) for n, change in enumerate(changes, start=1)]
    if added:
        write_bytes(path, held + "".join(json.dumps(as_json(one), ensure_ascii=False) + "\n" for one in added).encode())
    return added


def as_json(change: DetailsEdit) -> dict[str, Any]:
    """An edit as a line of the file, without missing values."""
    held: dict[str, Any] = {"at": change.at, "by": change.by, "what": change.what}
    if change.of is not None:
        return {**held, "of": change.of}
    held |= {"articles": list(change.articles)} if change.articles else {"where": dict(change.where)}
    held["values"] = {name: value for name, value in change.values._asdict().items() if value is not None}
    return held | ({"timezone_was": change.timezone_was} if change.values.timezone else {})


def check(change: DetailsEdit) -> str | None:
    """What is wrong with an edit: the column, what was found and what was expected; None for a valid one."""
    if change.what not in WHAT:
        return f"column what: found {change.what!r}. Expected {', '.join(WHAT)}"
    if change.what != "set":
        return None if change.of else f"column of: empty. {change.what} needs the number of an edit"
    if not change.articles and not change.where:
        return "column where: empty. Expected conditions such as loaded_from=news/*.txt, or articles"
    unknown = [name for name in change.where if name not in CONDITIONS]
    if unknown:
        return f"column where: found {unknown[0]!r}. Expected {', '.join(CONDITIONS)}"
    if all(value is None for value in change.values):
        return f"column values: empty. Expected {', '.join(Given._fields)}"
    wrong = problem(change.values)
    if wrong is None:
        wrong = problem(Given(timezone=change.timezone_was))
    return f"column {wrong[0]}: {wrong[1]}" if wrong else None


def apply(articles: pd.DataFrame, changes: Iterable[DetailsEdit]) -> AppliedDetails:
    """Apply the edits in force to articles, rows of `QUERY`; see the module for what edits mean."""
    now = columns_of(articles)
    edited: dict[int, int] = {}
    met, changed = {}, {}
    for change in standing(changes):
        rows = rows_of(now, change)
        met[change.edit], changed[change.edit] = len(rows), 0
        for row in rows:
            values = _changed(now, row, change)
            if values != tuple(now[name][row] for name in ("outlet", "published", "author")):
                now["outlet"][row], now["published"][row], now["author"][row] = values
                edited[row] = change.edit
                changed[change.edit] += 1
    rows = sorted(edited)
    picked = {name: [now[name][row] for row in rows] for name in ("article_id", "outlet", "published", "author")}
    return AppliedDetails(pd.DataFrame({**picked, "edit": [edited[row] for row in rows]}, dtype=object), met, changed)


def columns_of(articles: pd.DataFrame) -> dict[str, list[Any]]:
    """The columns of a frame as lists, with None for what is missing."""
    return {str(name): list(column.astype(object).where(column.notna(), None)) for name, column in articles.items()}


def rows_of(now: dict[str, list[Any]], change: DetailsEdit) -> list[int]:
    """Which articles an edit is about: their places in columns of articles."""
    if change.articles:
        wanted = set(change.articles)
        return [row for row, one in enumerate(now["article_id"]) if one in wanted]
    rows: Iterable[int] = range(len(now["article_id"]))
    for column, asked in change.where.items():
        known: dict[Any, bool] = {}
        matches = _matcher(column, asked)
        kept = []
        for row in rows:
            value = _text(column, now[column][row], asked)
            if value not in known:
                known[value] = matches(value)
            if known[value]:
                kept.append(row)
        rows = kept
    return list(rows)


def write(folder: Path, articles: pd.DataFrame, made_from: bytes) -> None:
    """Apply the edits of a library to its articles, and write details.parquet with a hash of what it was made from."""
    table = apply(articles, read(folder).changes).table
    written = pa.Table.from_pandas(table, schema=DETAILS, preserve_index=False)
    write_table(folder / f"{TABLE}.parquet", written.replace_schema_metadata({MADE_FROM: made_from}))


def hash_of(folder: Path) -> bytes:
    """A hash of the edits; empty where there have never been any."""
    path = folder / LOG
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16].encode() if path.exists() else b""


def is_made_from(folder: Path, made_from: bytes) -> bool:
    """Whether details.parquet was made from these articles and edits, or is not needed."""
    return not (folder / LOG).exists() or (metadata(folder / f"{TABLE}.parquet") or {}).get(MADE_FROM) == made_from


def numbers(folder: Path) -> dict[str, int]:
    """The articles that edits change, and for each the last edit that did."""
    path = folder / f"{TABLE}.parquet"
    if not (metadata(path) or {}).get(MADE_FROM):
        return {}
    held = pq.read_table(path, columns=["article_id", "edit"], partitioning=None)
    return dict(zip(held["article_id"].to_pylist(), held["edit"].to_pylist(), strict=True))


def _from_line(line: bytes, row: int) -> DetailsEdit:
    """Read a line. Raises ValueError that says what was found and what was expected."""
    try:
        held = json.loads(line)
    except ValueError as error:
        raise ValueError(f"no JSON ({error}). Expected an edit, a JSON object") from None
    return from_object(held, row)


def from_object(held: Any, number: int) -> DetailsEdit:
    """Read an edit from the object of a line. Raises ValueError that says what was found and what was expected."""
    if not isinstance(held, dict) or set(held) - set(DetailsEdit._fields) or "edit" in held:
        raise ValueError(f"found {str(held)[:60]!r}. Expected an object of {', '.join(DetailsEdit._fields[1:])}")
    where, articles = held.get("where", {}), held.get("articles", [])
    if not isinstance(where, dict) or not all(isinstance(value, str) for value in where.values()):
        raise ValueError(f"column where: found {str(where)[:60]!r}. Expected an object of texts")
    if not isinstance(articles, list) or not all(isinstance(one, str) for one in articles):
        raise ValueError(f"column articles: found {str(articles)[:60]!r}. Expected a list of ids")
    for name, kind in (("at", str), ("by", str), ("what", str), ("timezone_was", str), ("of", int)):
        if name in held and type(held[name]) is not kind:
            raise ValueError(f"column {name}: found {str(held[name])[:60]!r}. Expected a {'text' if kind is str else 'number'}")
    try:
        values = from_json(held.get("values", {}))
    except ValueError as error:
        raise ValueError(f"column values: {error}") from None
    change = DetailsEdit(number, **{"at": "", "by": "hand", "what": "", **held, "articles": tuple(articles), "values": values})
    if wrong := check(change):
        raise ValueError(wrong)
    return change


def _text(column: str, value: Any, asked: str) -> str:
    """A value as conditions see it; of a place in a file, the file, unless a row was asked for."""
    if value is None:
        return ""
    if column == "published":
        return str(value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return _ROW.sub("", value) if column == "loaded_from" and not _ROW.search(asked) else str(value)


def _matcher(column: str, asked: str) -> Any:
    """A function that says whether a value is the one that was asked for, fits its pattern, or is in that folder or on that day."""
    if not asked:
        return lambda value: not value
    pattern = re.compile(translate(asked.casefold()))
    begins = {"loaded_from": asked.rstrip("/") + "/", "published": f"{asked}T"}.get(column)
    return lambda value: bool(
        value and (value == asked or pattern.match(value.casefold()) or (begins is not None and value.startswith(begins)))
    )


def _changed(now: dict[str, list[Any]], row: int, change: DetailsEdit) -> tuple[Any, Any, Any]:
    """Outlet, date and author of an article after an edit."""
    values = change.values
    published = now["published"][row]
    if values.published is not None:
        published = moment(values.published)
        if published is not None and values.timezone:
            published = read_in(published, values.timezone, "UTC")
    elif values.timezone and published is not None:
        published = read_in(published, values.timezone, change.timezone_was)
    if values.year is not None:
        published = in_year(values.year, published, now["dateline"][row]) or published
    outlet = now["outlet"][row] if values.outlet is None else values.outlet or None
    author = now["author"][row] if values.author is None else values.author or None
    return outlet, published.astimezone(UTC) if published is not None else None, author
