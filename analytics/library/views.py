"""The tables of a library as DuckDB sees them: views over Parquet files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from analytics.tables import schema


def make_view(cursor: duckdb.DuckDBPyConnection, name: str, files: list[Path], called: str | None = None) -> None:
    """A table over its files, typed and empty where there are none; in SQL it is ``called`` by its name, or by another."""
    called = called or name
    if files:
        cursor.execute(f"CREATE OR REPLACE VIEW {called} AS SELECT * FROM {_reading(files)}")
        return
    types = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "timestamp[us, tz=UTC]": "TIMESTAMPTZ"}
    lists = {"list<item: string>": "VARCHAR[]", "list<item: list<item: int64>>": "BIGINT[][]"}
    empty = []
    for field in schema(name):
        kind = types.get(str(field.type)) or lists[str(field.type).replace("element", "item")]
        empty.append(f'CAST(NULL AS {kind}) AS "{field.name}"')
    cursor.execute(f"CREATE OR REPLACE VIEW {called} AS SELECT {', '.join(empty)} WHERE false")


def mark_copies(cursor: duckdb.DuckDBPyConnection, articles: list[Path], copies: Path) -> None:
    """The articles with what is known of their copies."""
    cursor.execute(
        f"""
        CREATE OR REPLACE VIEW articles AS
        SELECT a.* REPLACE (coalesce(c.duplicate_of, a.duplicate_of) AS duplicate_of)
        FROM {_reading(articles)} AS a LEFT JOIN {_reading([copies])} AS c USING (article_id)
        """
    )


def move_rows(cursor: duckdb.DuckDBPyConnection, table: str, moved: Path, kinds: Sequence[tuple[str, ...]]) -> None:
    """Quotes or mentions as found, under the names that the user has sent them to by hand.

    ``kinds`` says by what rows are moved, the most particular first, which wins. A mention of nobody is no row; a quote of
    nobody is one without a name, which says that this was set by hand.
    """
    if not kinds:
        cursor.execute(f"CREATE OR REPLACE VIEW {table} AS SELECT * FROM {table}_found")
        return
    kind, written = ("speaker_type", "speaker_text") if table == "quotes" else ("type", "text")
    own = {"written": f"t.{written}", "outlet": "a.outlet", "article_id": "t.article_id"}
    joins, alias = [], [f"m{n}" for n in range(len(kinds))]
    if any("outlet" in limits for limits in kinds):
        joins.append("LEFT JOIN articles AS a USING (article_id)")
    for one, limits in zip(alias, kinds, strict=True):
        only = " AND ".join(f"{name} IS {'NOT ' if name in limits else ''}NULL" for name in own)
        same = "".join(f" AND {one}.{name} = {own[name]}" for name in limits)
        rows = f"(SELECT * FROM {_reading([moved])} WHERE {only})"
        joins.append(f"LEFT JOIN {rows} AS {one} ON {one}.name = t.name AND {one}.type = t.{kind}{same}")

    def first(given: str, otherwise: str) -> str:
        cases = " ".join(f"WHEN {one}.edit IS NOT NULL THEN {given.format(one)}" for one in alias)
        return f"CASE {cases} ELSE {otherwise} END"

    named = [f"{first('{}.to_name', 't.name')} AS name"]
    if table == "quotes":
        by_hand = "'set by hand (edit ' || {}.edit || '); found as ' || t.name || coalesce(': ' || t.why_name, '')"
        named.append(f"{first('coalesce({}.to_type, t.speaker_type)', 't.speaker_type')} AS speaker_type")
        named.append(f"{first(by_hand, 't.why_name')} AS why_name")
        kept = "true"
    else:
        named.append(f"{first('{}.to_type', 't.type')} AS type")
        kept = first("{}.to_name IS NOT NULL", "true")
    cursor.execute(
        f"CREATE OR REPLACE VIEW {table} AS SELECT t.* REPLACE ({', '.join(named)})"
        f" FROM {table}_found AS t {' '.join(joins)} WHERE {kept}"
    )


def _reading(files: list[Path]) -> str:
    """The files as a table in SQL. A view takes no parameters, so the paths stand in it, quoted."""
    return "read_parquet([" + ", ".join("'" + str(path).replace("'", "''") + "'" for path in files) + "])"
