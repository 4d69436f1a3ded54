"""Questions to a library under one Filters value, and the time axis of their answers: used by `counts` and `tone`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from analytics.library import Library
from analytics.queries.filters import Filters, where

_COLUMNS = ("actor", "outlet", "kind", "stance")
_MOST_KEPT = 500_000  # rows of a selection that are kept as a table, some 30 MB
_PERIODS = ("day", "week", "month")


def ask(library: Library, table: str, filters: Filters, sql: str, params: Sequence[Any] = ()) -> pd.DataFrame:
    """A question about the selected rows of a counted table, which stand for ``{rows}``."""
    rows, first = rows_of(library, table, filters)
    return library.count(sql.format(rows=f"({rows})"), [*first, *params])


def rows_of(library: Library, table: str, filters: Filters) -> tuple[str, list[Any]]:
    """The selected rows of a counted table as a subquery, and what it binds; they are kept, for many questions follow."""
    condition, params = where(library, table, filters)
    if condition == "true":
        return f"SELECT * FROM counted_{table}", []
    rows = f"SELECT * FROM counted_{table} WHERE {condition}"
    kept = library.keep(rows, params, _MOST_KEPT)
    return (rows, params) if kept is None else (f"SELECT * FROM {kept}", [])


def single(library: Library, table: str, filters: Filters, what: str) -> tuple[Any, ...]:
    return next(iter(ask(library, table, filters, f"SELECT {what} FROM {{rows}}").itertuples(index=False, name=None)))


def over_time(
    library: Library, table: str, filters: Filters, period: str, what: str, among: Sequence[str] | None = None
) -> pd.DataFrame:
    """Counts by the first day of each period (and by actor, among some), undated rows left out."""
    group, only = ("", "") if among is None else (", actor", f" AND actor IN ({marks(among)})")
    sql = (
        f"SELECT {first_day(period)} AS period, {what} FROM {{rows}}"
        f" WHERE day IS NOT NULL{only} GROUP BY period{group} ORDER BY period{group}"
    )
    return by_day(ask(library, table, filters, sql, among or ()))


def first_day(period: str) -> str:
    """The first day of the period that a row of `rows_of` was published in, in SQL."""
    return f"date_trunc('{_period(period)}', day)::DATE"


def by_day(table: pd.DataFrame) -> pd.DataFrame:
    """Indexed by plain dates, which pandas, Plotly and a CSV all write the same way."""
    table["period"] = pd.Series([day(v) for v in table["period"]], dtype="object")
    return table.set_index("period")


def reach(library: Library, filters: Filters) -> tuple[date | None, date | None]:
    """The first and last day that the articles under the filters' dates and outlets reach to, whoever is in them.

    A time axis runs over these, so that it stays where it is when an actor is chosen, and its last period is unfinished only
    where the articles end, not where an actor does.
    """
    wide = Filters(since=filters.since, until=filters.until, outlets=filters.outlets)
    row = single(library, "articles", wide, "min(day), max(day)")
    return day(row[0]), day(row[1])


def period_for(first: date | None, last: date | None) -> str:
    """The step of a time axis: days up to three weeks, weeks up to a year and a half, then months.

    >>> [period_for(date(2026, 1, 1), last) for last in (date(2026, 1, 9), date(2026, 3, 9), date(2029, 1, 1))]
    ['day', 'week', 'month']
    """
    if first is None or last is None:
        return "day"
    days = (last - first).days
    return "day" if days <= 21 else "week" if days <= 550 else "month"


def periods(first: date | None, last: date | None, period: str) -> list[date]:
    """The first day of every period from first to last, empty ones too; weeks start on Monday.

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
    """The last day of the period that begins on a day.

    >>> [last_day(date(2026, 2, 2), period).isoformat() for period in ("day", "week", "month")]
    ['2026-02-02', '2026-02-08', '2026-02-28']
    """
    if period == "month":
        return (first.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first + timedelta(days=6 if period == "week" else 0)


def is_partial(last: date | None, period: str) -> bool:
    """Whether the last period of an axis ends after the last day there is an article of.

    >>> is_partial(date(2026, 3, 9), "week"), is_partial(date(2026, 3, 8), "week")
    (True, False)
    """
    if last is None or period == "day":
        return False
    return last.weekday() != 6 if period == "week" else (last + timedelta(days=1)).month == last.month


def column(name: str) -> str:
    """A column to group by: names are put into SQL, so only known ones pass."""
    if name not in _COLUMNS:
        raise ValueError(f"cannot group by {name!r}; accepted: {', '.join(_COLUMNS)}")
    return name


def _period(name: str) -> str:
    if name not in _PERIODS:
        raise ValueError(f"cannot step by {name!r}; accepted: {', '.join(_PERIODS)}")
    return name


def marks(values: Sequence[str]) -> str:
    """Placeholders for an IN list; of nothing, a list that nothing is in."""
    return ", ".join("?" * len(values)) or "NULL"


def day(value: Any) -> date | None:
    if value is None or pd.isna(value):
        return None
    return date(value.year, value.month, value.day)


def number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)
