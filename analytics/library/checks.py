"""Checks of a library: its files against the schemas and checksums, its rows against the rules in invariants.sql."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics.library import Library, details
from analytics.library.damage import BATCH_TABLES, Damaged, Fault, difference, faults
from analytics.library.database import LINK_TABLES
from analytics.library.marker import MARKER, is_lost
from analytics.tables import conform, fits, schema

_RULES = Path(__file__).with_name("invariants.sql")
_RULE = re.compile(r"^-- (\w+): (.+)\n([^;]+);", re.M)
_MOST_SHOWN = 5
_SMALL = 10_000  # articles


class CheckRule(NamedTuple):
    """A rule: its table, the problem where it is broken, and the query that finds the rows that break it."""

    table: str
    what: str
    sql: str


class Problem(NamedTuple):
    """A problem: its table, what is wrong, in how many rows (or files), and the first of them as examples."""

    table: str
    what: str
    rows: int
    examples: str


def rules() -> list[CheckRule]:
    """Read the rules of invariants.sql, in its order.

    >>> rules()[0].what
    'article_id occurs more than once'
    """
    return [CheckRule(*match.groups()) for match in _RULE.finditer(_RULES.read_text(encoding="utf-8"))]


def find_problems(library: Library) -> Iterator[Problem]:
    """Find all problems of a library: first those of its files, then, where the files are sound, every row that breaks a rule."""
    if is_lost(library.path):
        yield Problem(
            "library", f"{MARKER} is missing or cannot be read", 1, "the next change of the library writes it, without settings"
        )
    for line in details.read(library.path).damaged:
        yield Problem("articles", "a line of the edits of details cannot be read", 1, line)
    broken = list(find_file_problems(library))
    yield from broken
    if broken:
        return  # rows that refer to what cannot be read would only repeat these problems
    for table, what, sql in _to_ask(library):
        rows = library.query(f"SELECT *, count(*) OVER () FROM ({sql}) ORDER BY ALL LIMIT {_MOST_SHOWN}")
        if len(rows):
            shown = ["/".join(str(value)[:60] for value in row[:-1]) for row in rows.itertuples(index=False, name=None)]
            yield Problem(table, what, int(str(rows.iloc[0, -1])), ", ".join(shown))


def _to_ask(library: Library) -> list[CheckRule]:
    """Return the rules that may be broken: of a small library those that one query for all finds broken, of a large one all.

    To ask each rule costs a small library a hundred times what its rows do; of a large one, all answers at once need much memory.
    """
    found = rules()
    if int(library.query("SELECT count(*) AS n FROM articles")["n"][0]) > _SMALL:
        return found
    looks = (f"SELECT {number} AS number WHERE EXISTS ({rule.sql})" for number, rule in enumerate(found))
    return [found[number] for number in sorted(library.query(" UNION ALL ".join(looks))["number"])]


def lost(damaged: list[Damaged]) -> str:
    """Say how many articles damaged batches hold; empty where there are none.

    >>> lost([Damaged(Path("000003-0badcafe"), Fault("quotes", "a file is missing"), 3)])
    '3 articles cannot be read'
    """
    if not damaged:
        return ""
    known = sum(one.articles or 0 for one in damaged)
    unknown = sum(one.articles is None for one in damaged)
    parts = [f"{known:,} article{'' if known == 1 else 's'}"] if known or not unknown else []
    parts += [f"{unknown} batch{'' if unknown == 1 else 'es'} of unknown size"] if unknown else []
    return f"{' and '.join(parts)} cannot be read"


def find_file_problems(library: Library) -> Iterator[Problem]:
    """Find files that are missing, that cannot be read, that have another schema, or that have gaps where none may be."""
    for damaged in library.damaged(closely=True):
        for fault in faults(damaged.batch):
            yield _problem(library, damaged.batch / f"{fault.table}.parquet", fault)
    for batch in library.batches():
        for name in BATCH_TABLES:
            yield from _gaps(library, name, batch / f"{name}.parquet")
    for name in LINK_TABLES:
        path = library.path / f"{name}.parquet"
        if not path.exists():
            continue
        if fault_of_links := _fault_of_links(name, path):
            yield _problem(library, path, fault_of_links)
        else:
            yield from _gaps(library, name, path)


def _fault_of_links(name: str, path: Path) -> Fault | None:
    try:
        found = pq.read_table(path, partitioning=None).schema.remove_metadata()
    except (pa.ArrowException, OSError) as error:
        return Fault(name, "a file cannot be read", " ".join(str(error).split())[:120])
    return None if fits(found, name) else Fault(name, "a file has another schema", difference(found, schema(name)))


def _gaps(library: Library, name: str, path: Path) -> Iterator[Problem]:
    table = conform(pq.read_table(path, partitioning=None), name)
    for field in schema(name):
        missing = table.column(field.name).null_count
        if missing and not field.nullable:
            yield Problem(name, f"column {field.name} has missing values", missing, path.relative_to(library.path).as_posix())
        # DuckDB skips files by their smallest and largest value, which leave out NaN, so a query finds none
        if pa.types.is_floating(field.type) and (odd := pc.sum(pc.is_nan(table.column(field.name))).as_py()):
            yield Problem(name, f"column {field.name} holds NaN", odd, path.relative_to(library.path).as_posix())


def _problem(library: Library, path: Path, fault: Fault) -> Problem:
    shown = path.relative_to(library.path).as_posix()
    return Problem(fault.table, fault.what, 1, f"{shown}: {fault.details}" if fault.details else shown)
