"""From the small tables of tone to the rows of a figure: means with n and intervals, estimates called so, few points hollow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from analytics.queries import base, tone
from analytics.queries.tone import Coverage
from dashboard import charts, words
from dashboard.charts import Dot, Line
from dashboard.rows import when

HOLLOW = f"Hollow: fewer than {tone.FEWEST} mentions, too few for a mean to say much."


def over_time(course: pd.DataFrame, period: str, last: date | None) -> dict[str, Any]:
    """The mean tone of unquoted sentences and, apart from them, of quotes in each period."""
    kinds = (
        ("Unquoted", "sentence_tone", "sentences", "sentence", charts.GREY),
        ("Quotes", "quote_tone", "quotes", "quote", charts.SERIES[0]),
    )
    drawn = [
        Line(
            name,
            [None if pd.isna(v) else float(v) for v in course[value]],
            [
                charts.hover(name, when(day, period), f"{words.tone(v)}, mean of {words.plural(int(n), unit)}")
                for day, v, n in zip(course["period"], course[value], course[count], strict=True)
            ],
            colour,
        )
        for name, value, count, unit, colour in kinds
    ]
    return charts.lines(course["period"].tolist(), drawn, zero=False, partial=base.is_partial(last, period))


def dots(table: pd.DataFrame, unit: str) -> tuple[dict[str, Any], list[str]]:
    """Mean tones with their intervals, the eleven with the largest n, warmest on top; and the keys in that order."""
    most = _largest(table)
    drawn = [
        Dot(
            row.name,
            row.mean,
            *_ends(row),
            f"{words.tone(row.mean)}  n={words.count(row.n)}",
            charts.hover(row.name, f"{words.tone(row.mean)}, mean of {words.plural(row.n, unit)}", _interval(row)),
        )
        for row in most.itertuples(name="Row")
    ]
    return charts.dots(drawn), most["key"].tolist()


def estimated(table: pd.DataFrame) -> tuple[dict[str, Any], list[str]]:
    """Estimates of the tone toward an actor, best on top, hollow where they rest on few mentions; and the keys in that order."""
    most = _largest(table)
    drawn = [
        Dot(
            row.name,
            row.mean,
            *_ends(row),
            f"{words.tone(row.mean)}  n={words.count(row.n)}{', few' if row.n < tone.FEWEST else ''}",
            charts.hover(row.name, *_told(row)),
            row.n < tone.FEWEST,
        )
        for row in most.itertuples(name="Row")
    ]
    return charts.dots(drawn), most["key"].tolist()


def estimated_over_time(course: pd.DataFrame, name: str, period: str, last: date | None, colour: str) -> dict[str, Any]:
    """The estimate toward one actor in each period, its interval as a thin line, hollow where it rests on few mentions."""
    rows = list(course.itertuples(name="Row"))
    line = Line(
        name,
        [None if pd.isna(row.mean) else float(row.mean) for row in rows],
        [charts.hover(name, when(row.period, period), *_told(row)) for row in rows],
        colour,
        [_ends(row) for row in rows],
        [row.n < tone.FEWEST for row in rows],
    )
    return charts.lines(course["period"].tolist(), [line], zero=False, partial=base.is_partial(last, period))


def coverage(found: Coverage) -> str:
    """How far the estimates reach, in words.

    >>> coverage(Coverage(40, 40, 6, 4))
    '40 of 40 mentions have an estimate; 10 of them (25%) take a side, 6 good and 4 bad; the rest is neutral or not sure.'
    """
    part = words.share(found.sided / max(found.estimated, 1))
    return (
        f"{words.count(found.estimated)} of {words.plural(found.mentions, 'mention')} have an estimate;"
        f" {words.count(found.sided)} of them ({part}) take a side, {words.count(found.good)} good and"
        f" {words.count(found.bad)} bad; the rest is neutral or not sure."
    )


def by_and_about(table: pd.DataFrame, names: Mapping[str, str]) -> dict[str, Any]:
    """What somebody says beside what others say when they name that actor: a filled and a hollow point on one line."""
    pairs = [
        charts.Pair(
            names[row.actor],
            None if pd.isna(row.said) else float(row.said),
            None if pd.isna(row.about) else float(row.about),
            f"by {words.tone(row.said)} n={words.count(row.said_n)} · about {words.tone(row.about)} n={words.count(row.about_n)}",
            charts.hover(
                names[row.actor],
                f"says: {words.tone(row.said)}, mean of {words.plural(row.said_n, 'quote')}",
                f"others who name the actor say: {words.tone(row.about)}, mean of {words.plural(row.about_n, 'quote')}",
            ),
        )
        for row in sorted(table.itertuples(), key=lambda row: list(names).index(row.actor))
    ]
    return charts.pairs(pairs)


def _largest(table: pd.DataFrame) -> pd.DataFrame:
    by_size = table.sort_values("n", ascending=False, kind="stable").head(charts.SLOTS)
    return by_size.sort_values("mean", ascending=False, kind="stable")


def _ends(row: Any) -> tuple[float | None, float | None]:
    return (None, None) if pd.isna(row.low) else (float(row.low), float(row.high))


def _interval(row: Any) -> str:
    if pd.isna(row.low):
        return f"too few for an interval (fewer than {tone.SMALLEST_N} articles)"
    return f"95% interval {words.tone(row.low)} to {words.tone(row.high)}"


def _told(row: Any) -> Sequence[str]:
    if not row.n:
        return ["not named"]
    few = f"fewer than {tone.FEWEST} mentions: says little"
    return [
        f"estimate {words.tone(row.mean)}, mean of {words.plural(row.n, 'mention')} in {words.plural(row.articles, 'article')}",
        _interval(row),
        f"take a side: {words.count(row.good)} good, {words.count(row.bad)} bad, of {words.count(row.estimated)}",
        *([few] if row.n < tone.FEWEST else []),
    ]
