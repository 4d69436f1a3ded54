"""What must be true of every row of a library, and what is not; the rules stand in invariants.sql."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics.library import Library
from analytics.library.database import BATCH_TABLES, LINK_TABLES
from analytics.tables import schema

_RULES = Path(__file__).with_name("invariants.sql")
_RULE = re.compile(r"^-- (\w+): (.+)\n([^;]+);", re.M)
_MOST_SHOWN = 5


class Rule(NamedTuple):
    """What would be wrong in a table, and the question that finds its rows."""

    table: str
    what: str
    sql: str


class Problem(NamedTuple):
    """What is wrong: in which table, of how many rows, and the first of them in words."""

    table: str
    what: str
    rows: int
    examples: str


def rules() -> list[Rule]:
    """The rules of invariants.sql, in its order.

    >>> rules()[0].what
    'article_id is there more than once'
    """
    return [Rule(*match.groups()) for match in _RULE.finditer(_RULES.read_text(encoding="utf-8"))]


def find_problems(library: Library) -> Iterator[Problem]:
    """All that is wrong in a library: its files against the schemas first, then every row against every rule."""
    broken = list(_file_problems(library))
    yield from broken
    if broken:
        return  # the tables cannot be asked
    for table, what, sql in rules():
        rows = library.query(f"SELECT *, count(*) OVER () FROM ({sql}) ORDER BY ALL LIMIT {_MOST_SHOWN}")
        if len(rows):
            shown = ["/".join(str(value)[:60] for value in row[:-1]) for row in rows.itertuples(index=False, name=None)]
            yield Problem(table, what, int(str(rows.iloc[0, -1])), ", ".join(shown))


def _file_problems(library: Library) -> Iterator[Problem]:
    """Files that are not there, that cannot be read, of another schema, or with gaps where none may be."""
    files = [(name, batch / f"{name}.parquet") for batch in library.batches() for name in BATCH_TABLES]
    files += [(name, path) for name in LINK_TABLES if (path := library.path / f"{name}.parquet").exists()]
    for name, path in files:
        shown = path.relative_to(library.path).as_posix()
        if not path.exists():
            yield Problem(name, "a file is not there", 1, shown)
            continue
        try:
            table = pq.read_table(path, partitioning=None)
        except (pa.ArrowException, OSError) as error:
            yield Problem(name, "a file cannot be read", 1, f"{shown}: {' '.join(str(error).split())[:120]}")
            continue
        found, expected = table.schema.remove_metadata(), schema(name)
        if found != expected:
            yield Problem(name, "a file has another schema", 1, f"{shown}: {_difference(found, expected)}")
            continue
        for field in expected:
            missing = table.column(field.name).null_count
            if missing and not field.nullable:
                yield Problem(name, f"column {field.name} has missing values", missing, shown)
            # DuckDB passes files over by their least and greatest value, which leave NaN out, so it finds none.
            if pa.types.is_floating(field.type) and (odd := pc.sum(pc.is_nan(table.column(field.name))).as_py()):
                yield Problem(name, f"column {field.name} holds what is no number", odd, shown)


def _difference(found: pa.Schema, expected: pa.Schema) -> str:
    kinds = {field.name: field.type for field in found}
    wrong = [f"{f.name} is {kinds[f.name]}, not {f.type}" for f in expected if kinds.get(f.name, f.type) != f.type]
    wrong += [f"no column {name}" for name in expected.names if name not in kinds]
    wrong += [f"an unknown column {name}" for name in kinds if name not in expected.names]
    return "; ".join(wrong) or "columns in another order, or other rules for missing values"
