"""The tables of a library as DuckDB sees them: views over Parquet files."""

from __future__ import annotations

from pathlib import Path

import duckdb

from analytics.tables import schema


def make_view(cursor: duckdb.DuckDBPyConnection, name: str, files: list[Path]) -> None:
    """A table over its files, typed and empty where there are none."""
    if files:
        cursor.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM {_reading(files)}")
        return
    types = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "timestamp[us, tz=UTC]": "TIMESTAMPTZ"}
    lists = {"list<item: string>": "VARCHAR[]", "list<item: list<item: int64>>": "BIGINT[][]"}
    empty = []
    for field in schema(name):
        kind = types.get(str(field.type)) or lists[str(field.type).replace("element", "item")]
        empty.append(f'CAST(NULL AS {kind}) AS "{field.name}"')
    cursor.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT {', '.join(empty)} WHERE false")


def mark_copies(cursor: duckdb.DuckDBPyConnection, articles: list[Path], copies: Path) -> None:
    """The articles with what is known of their copies."""
    cursor.execute(
        f"""
        CREATE OR REPLACE VIEW articles AS
        SELECT a.* REPLACE (coalesce(c.duplicate_of, a.duplicate_of) AS duplicate_of)
        FROM {_reading(articles)} AS a LEFT JOIN {_reading([copies])} AS c USING (article_id)
        """
    )


def _reading(files: list[Path]) -> str:
    """The files as a table in SQL. A view takes no parameters, so the paths stand in it, quoted."""
    return "read_parquet([" + ", ".join("'" + str(path).replace("'", "''") + "'" for path in files) + "])"
