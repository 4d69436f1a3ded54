"""Charts of how much was published when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from analytics.queries import base
from analytics.queries import table_rows as rows
from dashboard.charts.shapes import bars
from dashboard.charts.shapes.base import hover
from dashboard.text import formats


def finding(course: pd.DataFrame, period: str) -> str:
    """Return the title of the chart: when most was published."""
    if course.empty:
        return "When was it published?"
    periods = rows.read_rows(course, rows.Period)
    most = max(periods, key=lambda one: one.articles)
    if len(periods) == 1 or sum(one.articles == most.articles for one in periods) > 1:
        return f"How many articles per {period}?"
    return f"Most was published {when(most.period, period)}: {formats.plural(most.articles, 'article')}"


def when(first: date, period: str) -> str:
    """Name a period with its preposition.

    >>> when(date(2026, 3, 9), "week"), when(date(2026, 3, 1), "month"), when(date(2026, 3, 9), "day")
    ('in the week of 9 Mar 2026', 'in March 2026', 'on 9 Mar 2026')
    """
    if period == "month":
        return f"in {first:%B %Y}"
    return f"in the week of {formats.day(first)}" if period == "week" else f"on {formats.day(first)}"


def articles(course: pd.DataFrame, period: str, last: date | None, smooth: Sequence[float] = ()) -> dict[str, Any]:
    """Draw the articles of each period; the last is hatched if it is unfinished. ``smooth`` is a rolling mean, drawn as a line."""
    partial = base.is_partial(last, period)
    found = rows.read_rows(course, rows.Period)
    hovers = [
        hover(
            _title(when(one.period, period)),
            f"{formats.plural(one.articles, 'article')} in {formats.plural(one.outlets, 'outlet')}",
            f"{formats.plural(one.quotes, 'quote')}, {formats.plural(one.mentions, 'mention')}",
        )
        for one in found
    ]
    if partial and hovers:
        hovers[-1] += f"<br>unfinished: the last article is dated {formats.day(last)}"
    return bars.columns([one.period for one in found], [one.articles for one in found], hovers, partial=partial, line=smooth)


def _title(text: str) -> str:
    """Return the name of a period without its preposition.

    >>> _title("in the week of 9 Mar 2026"), _title("in March 2026")
    ('Week of 9 Mar 2026', 'March 2026')
    """
    plain = text.removeprefix("in the ").removeprefix("in ").removeprefix("on ")
    return plain[:1].upper() + plain[1:]


def not_drawn(articles: int, undated: int) -> str:
    """Say how many articles a chart over time leaves out, as the end of its subtitle; empty if none.

    >>> not_drawn(21, 12), not_drawn(21, 0)
    (' Only 9 of 21 articles are dated; the other 12 are not drawn.', '')
    """
    if not undated:
        return ""
    only, others = articles - undated, "other is" if undated == 1 else f"other {formats.count(undated)} are"
    if only == 0:
        return f" None of {formats.plural(articles, 'article')} is dated."
    verb = "is" if only == 1 else "are"
    return f" Only {formats.count(only)} of {formats.plural(articles, 'article')} {verb} dated; the {others} not drawn."
