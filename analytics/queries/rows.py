"""The rows of a table under filters: what pages list and what downloads and `quoteboard export` contain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analytics.library import Library
from analytics.queries.conditions import text_of, where
from analytics.queries.filters import ACTOR, KEYS, TABLES, Filters, require
from analytics.tables import columns as table_columns

_COUNTED = {
    "articles": ("words",),
    "sentences": ("sentence", "tone"),
    "quotes": ("quote", "confidence", "tone", "words"),
    "mentions": ("sentence", "start", "end", "quote", "tone", "in_title"),
}
"""The columns of each table that its counted table has too."""

_OF_ACTOR = dict(zip(ACTOR, ("n.id", "n.name", "n.type"), strict=True))


def select(
    library: Library,
    table: str,
    filters: Filters | None = None,
    columns: Sequence[str] | None = None,
    order: Sequence[str] | None = None,
    limit: int | None = None,
) -> pd.DataFrame:
    """Return the rows of a table under filters, quotes and mentions with columns of their article and actor.

    ``columns`` are the columns to return, by default all; ``order`` the columns to sort by, descending with ``-`` before the name.
    By default the newest articles come first, undated ones last, their rows in reading order. Raises ValueError for an unknown
    column.
    """
    condition, params = where(library, table, filters or Filters())
    return _read(library, table, condition, params, columns, order, limit)


def select_where(
    library: Library,
    table: str,
    condition: str,
    params: Sequence[Any],
    columns: Sequence[str] | None = None,
    order: Sequence[str] | None = None,
    limit: int | None = None,
) -> pd.DataFrame:
    """Return the rows of a table under a condition in SQL on its counted table; the other arguments are those of `select`."""
    return _read(library, table, condition, params, columns, order, limit)


def rows_of_article(library: Library, table: str, article_id: str) -> pd.DataFrame:
    """Return all rows of a table in one article, with the columns of `select`, in reading order."""
    condition = "article IN (SELECT article FROM counted_articles WHERE article_id = ?)"
    return _read(library, table, condition, [article_id])


def row_at(library: Library, table: str, article_id: str, *key: int) -> Any:
    """Return one row by its article and its key there (`KEYS`), as a named tuple; None where there is none."""
    condition = " AND ".join(
        ("article IN (SELECT article FROM counted_articles WHERE article_id = ?)", *(f'"{k}" = ?' for k in KEYS[table]))
    )
    return next(_read(library, table, condition, [article_id, *map(int, key)]).itertuples(index=False), None)


def _read(
    library: Library,
    table: str,
    condition: str,
    params: Sequence[Any],
    columns: Sequence[str] | None = None,
    order: Sequence[str] | None = None,
    limit: int | None = None,
) -> pd.DataFrame:
    """Return the rows of a table under a condition on its counted table; texts are read for those rows only."""
    known = TABLES[table]
    for name in [*(columns or ()), *(n.removeprefix("-") for n in order or ())]:
        require("column", name, known)
    chosen = tuple(columns or known)
    keys = [f'p."{key}"' for key in KEYS[table]]
    by = ["p.newest"] if order is None else [*(_sorting(table, name) for name in order), "p.article_id"]
    sorting = ", ".join([*by, *keys])
    bound = f" LIMIT {int(limit)}" if limit is not None else ""
    picked = f"SELECT * FROM counted_{table} WHERE {condition}"
    if bound and order is None and table != "articles":
        picked = _newest(picked, int(limit or 0))
    if table != "articles":
        beside = "SELECT article, article_id, title, published, newest FROM counted_articles"
        picked = f"SELECT r.*, c.* EXCLUDE (article) FROM ({picked}) AS r JOIN ({beside}) AS c USING (article)"
    if bound and not any(part.startswith(("w.", "a.", "n.", "o.")) for part in by):
        picked = f"SELECT * FROM ({picked}) AS p ORDER BY {sorting}{bound}"
    sources = [_source(table, name) for name in chosen]
    needed = " ".join([*sources, *by])
    joined = ""
    if "w." in needed:
        same = " AND ".join(f"w.{key} = p.{key}" for key in ("article_id", *(f'"{key}"' for key in KEYS[table])))
        joined += f" JOIN {table} AS w ON {same}"
    if "o." in needed:
        joined += " LEFT JOIN counted_outlets AS o ON o.outlet = p.outlet"
    if "n." in needed:
        joined += " LEFT JOIN counted_actors AS n ON n.actor = p.actor"
    if "a." in needed:
        joined += " JOIN articles AS a ON a.article_id = p.article_id"
    listed = ", ".join(f'{source} AS "{name}"' for source, name in zip(sources, chosen, strict=True))
    found = library.count(f"SELECT {listed} FROM ({picked}) AS p{joined} ORDER BY {sorting}{bound}", list(params))
    return found.astype(
        {name: "Int64" for name, (kind, missing) in table_columns(table).items() if kind is int and missing and name in found}
    )


def _newest(picked: str, limit: int) -> str:
    """Return the SQL of the picked rows that may be among the newest: from the day on by which there are enough; all of them where
    there are not enough with a date. That is quicker than to sort all rows by their article."""
    return (
        f"WITH chosen AS NOT MATERIALIZED ({picked}), days AS MATERIALIZED"
        " (SELECT CASE WHEN count(*) = count(day) THEN min(day) END AS first"
        f" FROM (SELECT day FROM chosen ORDER BY day DESC NULLS LAST LIMIT {limit}))"
        " SELECT chosen.* FROM chosen JOIN days ON coalesce(day >= first, first IS NULL)"
    )


def _source(table: str, name: str) -> str:
    """Return the SQL of a column: from the picked rows ``p``, their actor ``n``, outlet ``o``, row ``w`` or article ``a``."""
    if name in ("article_id", "published", "title"):
        return f"p.{name}"
    if name == "outlet":
        return "o.name"
    if name in ACTOR and table in ("quotes", "mentions"):
        return _OF_ACTOR[name]
    if name in _COUNTED[table]:
        return f'p."{name}"'
    if name in table_columns(table):
        return f'w."{name}"'
    return f'substring({text_of("w")}, w.start + 1, w."end" - w.start)' if (table, name) == ("sentences", "text") else f"a.{name}"


def _sorting(table: str, name: str) -> str:
    """Return the SQL that sorts by a column, descending with ``-`` before it; missing values come last."""
    return f"{_source(table, name.removeprefix('-'))} {'DESC' if name.startswith('-') else 'ASC'} NULLS LAST"


def export_rows(library: Library, table: str, filters: Filters | None = None) -> pd.DataFrame:
    """Return the rows of a table for an export: those of `select`, or the whole table of actors, names or skipped, sorted."""
    if table in TABLES:
        return select(library, table, filters)
    require("table", table, (*TABLES, "actors", "names", "skipped"))
    return library.query(f"SELECT * FROM {table} ORDER BY ALL")


def find_actors(library: Library, asked: str) -> tuple[str, ...]:
    """Return the ids of the actors with an id, or in any case a name or form, as asked; empty where there is none."""
    found = library.query(
        "SELECT DISTINCT actor FROM actors WHERE actor = $asked OR lower(name) = lower($asked)"
        " OR list_contains(list_transform(forms, lambda form: lower(form)), lower($asked)) ORDER BY actor",
        {"asked": asked},
    )
    return tuple(found["actor"])
