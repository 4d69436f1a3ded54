"""Queries of counted tables under filters, and the time axis of their results: shared by `counts` and `tone`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from analytics.library import Library
from analytics.library.counted_rows import named_rows
from analytics.queries.conditions import ACTORS, is_of_articles, where
from analytics.queries.filters import Filters

_COLUMNS = ("actor", "outlet", "kind", "stance")
_MOST_KEPT = 500_000  # filtered rows that are kept as a table, some 30 MB
_PERIODS = ("day", "week", "month")


def ask(library: Library, table: str, filters: Filters, sql: str, params: Sequence[Any] = ()) -> pd.DataFrame:
    """Run a query in which ``{rows}`` is a counted table under filters."""
    rows, first = rows_of(library, table, filters)
    return library.count(sql.format(rows=f"({rows})"), [*first, *params])


def rows_of(library: Library, table: str, filters: Filters) -> tuple[str, list[Any]]:
    """Return a counted table under filters as a subquery, and the values that it binds; it is kept, since many queries use it.

    The table ``named`` has one row for the mentions of an actor in an article.
    """
    if table == "named" and not is_of_articles(filters):
        mentions, params = rows_of(library, "mentions", filters)
        return named_rows(f"({mentions})"), params
    condition, params = where(library, "mentions" if table == "named" else table, filters)  # on columns that both tables have
    if condition == "true":
        return f"SELECT * FROM counted_{table}", []
    rows = f"SELECT * FROM counted_{table} WHERE {condition}"
    kept = library.keep(rows, params, _MOST_KEPT)
    return (rows, params) if kept is None else (f"SELECT * FROM {kept}", [])


def most(ranked: str, by: str, limit: int) -> str:
    """Return the SQL of the rows of a subquery that are among the ``limit`` largest by a column, equal ones too.

    What is costly, such as names and distinct counts, is then asked for these rows only.
    """
    largest = f"SELECT {by} FROM {ranked} ORDER BY {by} DESC LIMIT {int(limit)}"
    return f"SELECT * FROM {ranked} WHERE {by} >= (SELECT min({by}) FROM ({largest}))"


def single(library: Library, table: str, filters: Filters, what: str) -> tuple[Any, ...]:
    """Run a query of one row on a counted table under filters, and return it."""
    return next(iter(ask(library, table, filters, f"SELECT {what} FROM {{rows}}").itertuples(index=False, name=None)))


def over_time(
    library: Library, table: str, filters: Filters, period: str, what: str, among: Sequence[str] | None = None
) -> pd.DataFrame:
    """Count by the first day of each period, and by actor where some are given with ``among``; undated rows are left out."""
    group, only = ("", "") if among is None else (", actor", f" AND actor IN {ACTORS}")
    counted = (
        f"SELECT {first_day(period)} AS period{group}, {what} FROM {{rows}} WHERE day IS NOT NULL{only} GROUP BY period{group}"
    )
    if among is None:
        sql = f"{counted} ORDER BY period"
    else:
        sql = (
            f"SELECT e.* REPLACE (a.id AS actor) FROM ({counted}) AS e JOIN counted_actors AS a USING (actor) ORDER BY period, a.id"
        )
    params = [] if among is None else [list(among)]
    return by_day(ask(library, table, filters, sql, params))


def first_day(period: str) -> str:
    """Return the SQL of the first day of the period in which a row was published."""
    return f"date_trunc('{_period(period)}', day)::DATE"


def by_day(table: pd.DataFrame) -> pd.DataFrame:
    """Index a table by its periods as plain dates, which pandas, Plotly and CSV files all write the same way."""
    table["period"] = pd.Series([day(v) for v in table["period"]], dtype="object")
    return table.set_index("period")


def reach(library: Library, filters: Filters) -> tuple[date | None, date | None]:
    """Return the first and last day of the articles under the filters' dates and outlets only.

    A time axis spans these days, so that it does not move when an actor is chosen, and its last period counts as partial only
    where the articles end.
    """
    wide = Filters(since=filters.since, until=filters.until, outlets=filters.outlets)
    row = single(library, "articles", wide, "min(day), max(day)")
    return day(row[0]), day(row[1])


def period_for(first: date | None, last: date | None) -> str:
    """Choose the period of a time axis: days up to three weeks, weeks up to a year and a half, then months.

    >>> [period_for(date(2026, 1, 1), last) for last in (date(2026, 1, 9), date(2026, 3, 9), date(2029, 1, 1))]
    ['day', 'week', 'month']
    """
    if first is None or last is None:
        return "day"
    days = (last - first).days
    return "day" if days <= 21 else "week" if days <= 550 else "month"


def periods(first: date | None, last: date | None, period: str) -> list[date]:
    """List the first day of every period from first to last, empty ones too; weeks start on Monday.

    >>> periods(date(2026, 1, 1), date(2026, 1, 13), "week")
    [datetime.date(2025, 12, 29), datetime.date(2026, 1, 5), datetime.date(2026, 1, 12)]
    """
    if first is None or last is None:
        return []
    at = first - timedelta(days=first.weekday()) if period == "week" else first.replace(day=1) if period == "month" else first
    found = []
    while at <= last:
        found.append(at)
        at = (at + timedelta(days=32)).replace(day=1) if period == "month" else at + timedelta(days=7 if period == "week" else 1)
    return found


def last_day(first: date, period: str) -> date:
    """Return the last day of the period that begins on a day.

    >>> [last_day(date(2026, 2, 2), period).isoformat() for period in ("day", "week", "month")]
    ['2026-02-02', '2026-02-08', '2026-02-28']
    """
    if period == "month":
        return (first.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first + timedelta(days=6 if period == "week" else 0)


def is_partial(last: date | None, period: str) -> bool:
    """Whether the last period of an axis ends after the last day with an article.

    >>> is_partial(date(2026, 3, 9), "week"), is_partial(date(2026, 3, 8), "week")
    (True, False)
    """
    if last is None or period == "day":
        return False
    return last.weekday() != 6 if period == "week" else (last + timedelta(days=1)).month == last.month


def column(name: str) -> str:
    """Check the name of a column to group by: it becomes part of the SQL, so only known names pass."""
    if name not in _COLUMNS:
        raise ValueError(f"cannot group by {name!r}. Expected {', '.join(_COLUMNS)}.")
    return name


def _period(name: str) -> str:
    if name not in _PERIODS:
        raise ValueError(f"{name!r} is not a period. Expected {', '.join(_PERIODS)}.")
    return name


def day(value: Any) -> date | None:
    """Convert a day from a query, None where it is missing."""
    if value is None or pd.isna(value):
        return None
    return date(value.year, value.month, value.day)


def number(value: Any) -> float | None:
    """Convert a number from a query, None where it is missing."""
    return None if value is None or pd.isna(value) else float(value)
