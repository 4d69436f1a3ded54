"""Charts of the Compare page."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from analytics.queries.compare import PERCENT, TONES, KeyWord, MeasureInPeriod, MeasureRow
from dashboard.charts.coverage import when
from dashboard.charts.shapes import bars
from dashboard.charts.shapes import lines as line_charts
from dashboard.charts.shapes.bars import Bar
from dashboard.charts.shapes.base import hover
from dashboard.charts.shapes.lines import ChartLine
from dashboard.charts.shapes.ranges import Range, ranges
from dashboard.text import formats
from dashboard.text.formats import value_text


def difference_text(row: MeasureRow) -> str:
    """Write a difference with its interval, and whether it may be chance.

    >>> row = MeasureRow("Share of voice", "Bram", 0.05, 0.04, 0.06, 9, 9, 0.017, 0.005, 0.029)
    >>> difference_text(row), difference_text(row._replace(difference_low=-0.01))
    ('+1.7 points (+0.5 to +2.9)', '+1.7 points (-1.0 to +2.9), may be chance')
    """
    if math.isnan(row.difference):
        return "–"
    gap = value_text(row.measure, row.difference, signed=True)
    if math.isnan(row.difference_low):
        return f"{gap}, too few articles for an interval"
    ends = [value_text(row.measure, end, signed=True).removesuffix(" points") for end in (row.difference_low, row.difference_high)]
    chance = ", may be chance" if row.difference_low <= 0 <= row.difference_high else ""
    return f"{gap} ({ends[0]} to {ends[1]}){chance}"


def measured(rows: Sequence[MeasureRow], colours: Mapping[str, str]) -> dict[str, Any]:
    """Draw one measure of all selections with their intervals."""
    drawn = []
    for row in rows:
        none = math.isnan(row.value)
        low, high = (None, None) if math.isnan(row.low) else (row.low, row.high)
        text = value_text(row.measure, row.value)
        ends = f"{value_text(row.measure, row.low)} to {value_text(row.measure, row.high)}" if low is not None else ""
        told = f"95% interval {ends}" if ends else "too few articles for an interval"
        drawn.append(
            Range(
                row.selection,
                None if none else row.value,
                low,
                high,
                f"{text} ({ends})" if ends else text,
                hover(row.selection, f"{row.measure}: {text}", told, formats.plural(row.articles, "article")),
                colours[row.selection],
            )
        )
    return ranges(drawn, signed=bool(rows) and rows[0].measure in TONES)


def over_time(
    rows: Sequence[MeasureInPeriod], measure: str, period: str, colours: Mapping[str, str], *, partial: bool
) -> dict[str, Any]:
    """Draw a measure of all selections over time, each in its own colour."""
    days = sorted({row.period for row in rows})
    drawn = []
    for side, colour in colours.items():
        own = {row.period: row for row in rows if row.selection == side}
        values = [None if day not in own or math.isnan(own[day].value) else own[day].value for day in days]
        hovers = [hover(side, when(day, period), *_in_period(own[day], measure)) if day in own else "" for day in days]
        drawn.append(ChartLine(side, values, hovers, colour))
    return line_charts.lines(days, drawn, percent=measure in PERCENT, partial=partial, zero=measure not in TONES)


def _in_period(row: MeasureInPeriod, measure: str) -> list[str]:
    """Say what was measured in a period, with its interval and in how many articles."""
    said = [f"{measure}: {value_text(measure, row.value)}", f"in {formats.plural(row.articles, 'article')}"]
    if not math.isnan(row.low):
        said.insert(1, f"95% interval {value_text(measure, row.low)} to {value_text(measure, row.high)}")
    return said


def key_words(rows: Sequence[KeyWord], colour: str) -> dict[str, Any]:
    """Draw the words that set one selection apart, by their effect size."""
    return bars.bars(
        [
            Bar(
                row.word,
                row.log_ratio,
                f"{formats.count(row.here)} : {formats.count(row.elsewhere)}",
                hover(
                    row.word,
                    f"{formats.plural(row.here, 'time')} here, {formats.plural(row.elsewhere, 'time')} in the others",
                    f"log ratio {row.log_ratio:.1f}, log-likelihood {row.log_likelihood:.1f}",
                ),
                colour,
            )
            for row in rows
        ]
    )
