"""From the library's small tables to the rows of a figure: labels, texts, hover lines and titles in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from analytics import mentions
from analytics.mentions import Totals
from dashboard import charts, words
from dashboard.charts import Bar, Line

Examples = Mapping[str, Sequence[str]]


def busiest(course: pd.DataFrame, period: str) -> str:
    """The finding of the coverage chart: when most was published."""
    if course.empty:
        return "When was it published?"
    most = course.loc[course["articles"].idxmax()]
    if len(course) == 1 or (course["articles"] == most["articles"]).sum() > 1:
        return f"How many articles each {period}?"
    return f"Most was published {when(most['period'], period)}: {words.plural(int(most['articles']), 'article')}"


def when(first: date, period: str) -> str:
    """A period as one says it.

    >>> when(date(2026, 3, 9), "week"), when(date(2026, 3, 1), "month"), when(date(2026, 3, 9), "day")
    ('in the week of 9 Mar 2026', 'in March 2026', 'on 9 Mar 2026')
    """
    if period == "month":
        return f"in {first:%B %Y}"
    return f"in the week of {words.day(first)}" if period == "week" else f"on {words.day(first)}"


def coverage(course: pd.DataFrame, period: str, last: date | None) -> dict[str, Any]:
    """Articles in each period; the last is hatched where it is not over."""
    partial = mentions.is_partial(last, period)
    hovers = [
        charts.hover(
            when(row.period, period).removeprefix("in the ").removeprefix("in ").removeprefix("on ").capitalize(),
            f"{words.plural(row.articles, 'article')} in {words.plural(row.outlets, 'outlet')}",
            f"{words.plural(row.quotes, 'quote')}, {words.plural(row.mentions, 'mention')}",
        )
        for row in course.itertuples()
    ]
    if partial and hovers:
        hovers[-1] += f"<br>not over: the last article is of {words.day(last)}"
    return charts.columns(course["period"].tolist(), course["articles"].tolist(), hovers, partial=partial)


def speaking(table: pd.DataFrame, whole: tuple[int, int], total: Totals, examples: Examples, colours: Mapping[str, str]) -> dict[str, Any]:
    """Share of quoted words, the ten longest, then all others and those without a name."""
    said, quoted = whole
    bars = [
        Bar(
            row.name,
            row.share_words,
            f"{words.share(row.share_words)} · {words.count(row.words)}",
            charts.hover(
                row.name,
                f"{words.count(row.words)} of {words.count(said)} quoted words",
                f"{words.count(row.quotes)} of {words.plural(quoted, 'quote')}, in {words.plural(row.articles, 'article')}",
                examples=examples.get(row.actor, ()),
            ),
            colours.get(row.actor, charts.GREY),
        )
        for row in table.head(10).itertuples(name="Row")
    ]
    rest = total.quoted_words - int(table["words"].head(10).sum())
    others = max(total.speakers - 10, 0)
    who = f"{words.count(others)} others" if others else "others"
    hover = charts.hover(
        "Everybody else",
        f"{words.count(rest)} of {words.count(said)} quoted words",
        f"among them {words.plural(total.unnamed, 'quote')} without a settled name",
    )
    label = f"{who} and unnamed" if total.unnamed else who
    last = Bar(label, rest / max(said, 1), f"{words.share(rest / max(said, 1))} · {words.count(rest)}", hover)
    return charts.ranking(bars, _capped(bars, last) if rest > 0 else None)


def naming(table: pd.DataFrame, whole: tuple[int, int], total: Totals, examples: Examples, colours: Mapping[str, str]) -> dict[str, Any]:
    """Mentions for every 1,000 words, the ten most frequent, then all others."""
    articles, read = whole
    bars = [
        Bar(
            row.name,
            row.per_1000,
            f"{row.per_1000:.2f}",
            charts.hover(
                row.name,
                f"{words.plural(row.mentions, 'mention')} in {words.count(read)} words",
                f"named in {words.count(row.articles)} of {words.plural(articles, 'article')} ({words.share(row.share_articles)})",
                examples=examples.get(row.actor, ()),
            ),
            colours.get(row.actor, charts.GREY),
        )
        for row in table.head(10).itertuples(name="Row")
    ]
    rest = total.mentions - int(table["mentions"].head(10).sum())
    each = rest * 1000 / max(read, 1)
    hover = charts.hover("Everybody else", f"{words.plural(rest, 'mention')} in {words.count(read)} words")
    last = Bar(f"{words.count(max(total.actors - 10, 0))} others", each, f"{each:.2f}", hover)
    return charts.ranking(bars, _capped(bars, last) if rest > 0 else None)


def over_time(table: pd.DataFrame, value: str, actors: Sequence[str], names: Mapping[str, str], colours: Mapping[str, str], hover: Any) -> list[Line]:
    """A line for each actor; ``hover`` makes the hover lines of a row."""
    found = []
    for actor in actors:
        part = table[table["actor"] == actor]
        values = [None if pd.isna(v) else float(v) for v in part[value]]
        found.append(Line(names[actor], values, [charts.hover(names[actor], *hover(row)) for row in part.itertuples()], colours[actor]))
    return found




def _capped(bars: list[Bar], last: Bar) -> Bar:
    """The bar of all others, drawn no longer than a little beyond the longest: its number says how long it is."""
    longest = max((bar.value for bar in bars), default=last.value)
    return last._replace(value=min(last.value, longest * 1.12)) if longest else last
