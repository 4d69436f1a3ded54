"""DuckDB views over the Parquet files of a library."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from analytics.tables import default, schema


def make_view(cursor: duckdb.DuckDBPyConnection, table: str, files: list[Path], view: str | None = None) -> None:
    """Create a view of a table over its files, typed and empty where there are none, under the table's name or another."""
    view = view or table
    if files:
        cursor.execute(f"CREATE OR REPLACE VIEW {view} AS SELECT * FROM {rows_sql(table, files)}")
        return
    empty = [_missing(table, field) for field in schema(table)]
    cursor.execute(f"CREATE OR REPLACE VIEW {view} AS SELECT {', '.join(empty)} WHERE false")


def complete_articles(cursor: duckdb.DuckDBPyConnection, copies: Path | None, details: Path | None) -> None:
    """Create the view of articles from that of articles as loaded: with duplicate_of from the file of copies, and with the outlets,
    dates and authors that the user gave."""
    changed, joins = [], []
    if copies:
        changed.append("coalesce(c.duplicate_of, a.duplicate_of) AS duplicate_of")
        joins.append(f"LEFT JOIN {_read([copies])} AS c USING (article_id)")
    if details:
        given = ("outlet", "published", "author")
        changed += [f"CASE WHEN d.edit IS NULL THEN a.{name} ELSE d.{name} END AS {name}" for name in given]
        joins.append(f"LEFT JOIN {_read([details])} AS d USING (article_id)")
    replaced = f" REPLACE ({', '.join(changed)})" if changed else ""
    cursor.execute(f"CREATE OR REPLACE VIEW articles AS SELECT a.*{replaced} FROM articles_loaded AS a {' '.join(joins)}")


def move_rows(cursor: duckdb.DuckDBPyConnection, table: str, moved: Path, kinds: Sequence[tuple[str, ...]]) -> None:
    """Create the view of quotes or mentions under the names that the user's edits move them to.

    ``kinds`` are the sets of columns by which edits move rows, the most specific first, which wins. A mention that an edit moves to
    no name is left out; such a quote stays, without a name, and its why_name says that the user decided so.
    """
    if not kinds:
        cursor.execute(f"CREATE OR REPLACE VIEW {table} AS SELECT * FROM {table}_found")
        return
    type_, written = ("speaker_type", "speaker_text") if table == "quotes" else ("type", "text")
    own = {"written": f"t.{written}", "outlet": "a.outlet", "article_id": "t.article_id"}
    joins, aliases = [], [f"m{n}" for n in range(len(kinds))]
    if any("outlet" in limits for limits in kinds):
        joins.append("LEFT JOIN articles AS a USING (article_id)")
    for alias, limits in zip(aliases, kinds, strict=True):
        only = " AND ".join(f"{name} IS {'NOT ' if name in limits else ''}NULL" for name in own)
        same = "".join(f" AND {alias}.{name} = {own[name]}" for name in limits)
        rows = f"(SELECT * FROM {_read([moved])} WHERE {only})"
        joins.append(f"LEFT JOIN {rows} AS {alias} ON {alias}.name = t.name AND {alias}.type = t.{type_}{same}")

    def first(moved_to: str, otherwise: str) -> str:
        cases = " ".join(f"WHEN {one}.edit IS NOT NULL THEN {moved_to.format(one)}" for one in aliases)
        return f"CASE {cases} ELSE {otherwise} END"

    changed = [f"{first('{}.to_name', 't.name')} AS name"]
    if table == "quotes":
        by_hand = "'set by hand (edit ' || {}.edit || '); found as ' || t.name || coalesce(': ' || t.why_name, '')"
        changed.append(f"{first('coalesce({}.to_type, t.speaker_type)', 't.speaker_type')} AS speaker_type")
        changed.append(f"{first(by_hand, 't.why_name')} AS why_name")
        kept = "true"
    else:
        changed.append(f"{first('{}.to_type', 't.type')} AS type")
        kept = first("{}.to_name IS NOT NULL", "true")
    cursor.execute(
        f"CREATE OR REPLACE VIEW {table} AS SELECT t.* REPLACE ({', '.join(changed)})"
        f" FROM {table}_found AS t {' '.join(joins)} WHERE {kept}"
    )


def rows_sql(table: str, files: list[Path]) -> str:
    """Return the SQL of a table's rows in some files, with missing values or defaults in columns that older files lack."""
    try:
        found = [_columns(path, path.stat().st_mtime_ns) for path in files]
    except (OSError, pa.ArrowException) as error:  # merged away or damaged just now: as DuckDB would say it
        raise duckdb.IOException(str(error)) from error
    lacking = {name for name in schema(table).names for columns in found if name not in columns}
    if not lacking:
        return _read(files)
    anywhere = frozenset().union(*found)
    listed = (f'"{field.name}"' if field.name in anywhere else _missing(table, field) for field in schema(table))
    return f"(SELECT {', '.join(listed)} FROM {_read(files, by_name=True)})"


def quoted(path: Path | str) -> str:
    """Return a path as a text in SQL.

    >>> quoted("it's")
    "'it''s'"
    """
    return "'" + str(path).replace("'", "''") + "'"


def _missing(table: str, field: pa.Field) -> str:
    """Return the SQL of a column that an earlier version did not write."""
    types = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN", "timestamp[us, tz=UTC]": "TIMESTAMPTZ"}
    lists = {"list<item: string>": "VARCHAR[]", "list<item: list<item: int64>>": "BIGINT[][]"}
    kind = types.get(str(field.type)) or lists[str(field.type).replace("element", "item")]
    value = default(table, field.name)
    return f'CAST({"NULL" if value is None else str(value)} AS {kind}) AS "{field.name}"'


@functools.lru_cache(maxsize=100_000)
def _columns(path: Path, written: int) -> frozenset[str]:
    """Return the columns of a file as written at a time in nanoseconds."""
    return frozenset(pq.read_schema(path).names)


def _read(files: list[Path], *, by_name: bool = False) -> str:
    """Return the SQL that reads some files. A view takes no parameters, so the paths are written into it, quoted."""
    listed = ", ".join(map(quoted, files))
    return f"read_parquet([{listed}], union_by_name = true)" if by_name else f"read_parquet([{listed}])"
