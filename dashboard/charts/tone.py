"""Charts of tone: means with n and intervals; estimates say that they are estimates, and those with few mentions are hollow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from analytics.queries import base, tone
from analytics.queries import table_rows as rows
from analytics.queries.tone import Coverage
from dashboard.charts.coverage import when
from dashboard.charts.shapes import dots, lines
from dashboard.charts.shapes.base import GREY, SERIES, hover
from dashboard.charts.shapes.dots import Dot, Pair
from dashboard.charts.shapes.lines import ChartLine
from dashboard.text import formats

HOLLOW = f"Hollow: fewer than {tone.FEWEST} mentions, too few for a reliable mean."
MOST = 11  # groups that are drawn


def over_time(course: pd.DataFrame, period: str, last: date | None) -> dict[str, Any]:
    """Draw the mean tone of unquoted sentences and, separately, of quotes in each period."""
    found = rows.read_rows(course, rows.ToneInPeriod)
    series = (
        ("Unquoted", "sentence", GREY, [(row.sentence_tone, row.sentences) for row in found]),
        ("Quotes", "quote", SERIES[0], [(row.quote_tone, row.quotes) for row in found]),
    )
    drawn = [
        ChartLine(
            name,
            [_known(mean) for mean, _ in values],
            [
                hover(name, when(row.period, period), f"{formats.tone(mean)}, mean of {formats.plural(n, unit)}")
                for row, (mean, n) in zip(found, values, strict=True)
            ],
            colour,
        )
        for name, unit, colour, values in series
    ]
    return lines.lines([row.period for row in found], drawn, zero=False, partial=base.is_partial(last, period))


def means(table: pd.DataFrame, unit: str) -> tuple[dict[str, Any], list[str]]:
    """Draw the means of the groups with the largest n, warmest on top; also return their keys in order."""
    most = rows.read_rows(_largest(table), rows.Mean)
    drawn = [
        Dot(
            row.name,
            row.mean,
            *_ends(row),
            f"{formats.tone(row.mean)}  n={formats.count(row.n)}",
            hover(row.name, f"{formats.tone(row.mean)}, mean of {formats.plural(row.n, unit)}", _interval(row)),
        )
        for row in most
    ]
    return dots.dots(drawn), [row.key for row in most]


def estimates(table: pd.DataFrame) -> tuple[dict[str, Any], list[str]]:
    """Draw estimates of the tone toward an actor, best on top; also return their keys in order."""
    most = rows.read_rows(_largest(table), rows.Estimate)
    drawn = [
        Dot(
            row.name,
            row.mean,
            *_ends(row),
            f"{formats.tone(row.mean)}  n={formats.count(row.n)}{', few' if row.n < tone.FEWEST else ''}",
            hover(row.name, *_details(row)),
            row.n < tone.FEWEST,
        )
        for row in most
    ]
    return dots.dots(drawn), [row.key for row in most]


def estimate_over_time(course: pd.DataFrame, name: str, period: str, last: date | None, colour: str) -> dict[str, Any]:
    """Draw the estimate toward one actor in each period, its interval as a thin line."""
    found = rows.read_rows(course, rows.EstimateInPeriod)
    line = ChartLine(
        name,
        [_known(row.mean) for row in found],
        [hover(name, when(row.period, period), *_details(row)) for row in found],
        colour,
        [_ends(row) for row in found],
        [row.n < tone.FEWEST for row in found],
    )
    return lines.lines([row.period for row in found], [line], zero=False, partial=base.is_partial(last, period))


def coverage(found: Coverage) -> str:
    """Say how many mentions have an estimate and how many of these take a side.

    >>> coverage(Coverage(40, 40, 6, 4))
    '40 of 40 mentions have an estimate; 10 of them (25%) take a side, 6 good and 4 bad; the rest are neutral or uncertain.'
    """
    part = formats.share(found.sided / max(found.estimated, 1))
    return (
        f"{formats.count(found.estimated)} of {formats.plural(found.mentions, 'mention')} have an estimate;"
        f" {formats.count(found.sided)} of them ({part}) take a side, {formats.count(found.good)} good and"
        f" {formats.count(found.bad)} bad; the rest are neutral or uncertain."
    )


def by_and_about(table: pd.DataFrame, names: Mapping[str, str]) -> dict[str, Any]:
    """Draw the tone of each actor's own quotes beside the tone of the quotes of others that name it."""
    order = list(names)
    found = sorted(rows.read_rows(table, rows.SaidByAndAbout), key=lambda row: order.index(row.actor))
    return dots.pairs(
        [
            Pair(
                names[row.actor],
                _known(row.said),
                _known(row.about),
                f"by {formats.tone(row.said)} n={formats.count(row.said_n)}"
                f" · about {formats.tone(row.about)} n={formats.count(row.about_n)}",
                hover(
                    names[row.actor],
                    f"own quotes: {formats.tone(row.said)}, mean of {formats.plural(row.said_n, 'quote')}",
                    f"quotes of others that name the actor: {formats.tone(row.about)},"
                    f" mean of {formats.plural(row.about_n, 'quote')}",
                ),
            )
            for row in found
        ]
    )


def _largest(table: pd.DataFrame) -> pd.DataFrame:
    by_size = table.sort_values("n", ascending=False, kind="stable").head(MOST)
    return by_size.sort_values("mean", ascending=False, kind="stable")


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _ends(row: rows.Mean | rows.Estimate | rows.EstimateInPeriod) -> tuple[float | None, float | None]:
    return _known(row.low), _known(row.high)


def _interval(row: rows.Mean | rows.Estimate | rows.EstimateInPeriod) -> str:
    if pd.isna(row.low):
        return f"too few for an interval (fewer than {tone.SMALLEST_N} articles)"
    return f"95% interval {formats.tone(row.low)} to {formats.tone(row.high)}"


def _details(row: rows.Estimate | rows.EstimateInPeriod) -> Sequence[str]:
    if not row.n:
        return ["not named"]
    return [
        f"estimate {formats.tone(row.mean)}, mean of {formats.plural(row.n, 'mention')}"
        f" in {formats.plural(row.articles, 'article')}",
        _interval(row),
        f"take a side: {formats.count(row.good)} good, {formats.count(row.bad)} bad, of {formats.count(row.estimated)}",
        *([f"fewer than {tone.FEWEST} mentions: not reliable"] if row.n < tone.FEWEST else []),
    ]
