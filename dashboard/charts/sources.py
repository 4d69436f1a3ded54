"""Charts of the Sources page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from analytics.queries.source_groups import UNKNOWN
from analytics.queries.sources import SourceInPart, SourceRow
from analytics.queries.table_rows import read_rows
from dashboard.charts.coverage import when
from dashboard.charts.shapes.bars import stacks
from dashboard.charts.shapes.base import EXTRA, FAINT, GREY, SERIES, hover
from dashboard.charts.shapes.lines import ChartLine
from dashboard.charts.shapes.ranges import Range, ranges
from dashboard.text import formats

_MOST = 11  # groups that are drawn; the CSV has all


def shares(table: pd.DataFrame) -> dict[str, Any]:
    """Draw the share of the largest known groups with its interval; the unknown are counted below them."""
    found = []
    for row in drawn(read_rows(table, SourceRow)):
        name, known = formats.capital(row.group), not math.isnan(row.share)
        interval = "" if math.isnan(row.low) else f" ({formats.share(row.low)} to {formats.share(row.high)})"
        text = f"{formats.share(row.share)}{interval}" if known else "not in the shares"
        beside = formats.share(row.share) if known else "no share"
        found.append(
            Range(
                name,
                row.share if known else None,
                None if math.isnan(row.low) else row.low,
                None if math.isnan(row.high) else row.high,
                f"{beside} · n={formats.count(row.quotes)}",
                hover(name, text, f"{formats.plural(row.quotes, 'quote')}, {formats.plural(row.words, 'word')}",
                      f"in {formats.plural(row.articles, 'article')}"),
                FAINT if row.group == UNKNOWN else SERIES[0],
            )
        )  # fmt: skip
    return ranges(found)


def drawn(rows: Sequence[SourceRow]) -> list[SourceRow]:
    """Return the rows that `shares` draws: the largest known groups, and those of unknown speakers."""
    known = [row for row in rows if row.group != UNKNOWN]
    return known[:_MOST] + [row for row in rows if row.group == UNKNOWN]


def by_part(table: pd.DataFrame, groups: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    """Draw the groups of each of the eleven outlets or kinds of articles with most known quotes; also return these in order."""
    rows = read_rows(table, SourceInPart)
    known = {row.part: row.known for row in rows}
    outlets = sorted(known, key=lambda part: (-known[part], part))[:11]
    cells = {(row.part, row.group): row for row in rows}
    shown = [group for group in groups if any((outlet, group) in cells for outlet in outlets)][: 1 + len(SERIES) + len(EXTRA)]
    parts: dict[str, Sequence[float]] = {}
    hovers: dict[str, Sequence[str]] = {}
    for group in shown:
        own = [cells.get((outlet, group)) for outlet in outlets]
        parts[group] = [row.share if row else 0.0 for row in own]
        hovers[group] = [
            hover(outlet, f"{group}: {formats.count(row.quotes if row else 0)} of {formats.plural(known[outlet], 'quote')}")
            for outlet, row in zip(outlets, own, strict=True)
        ]
    rest = [max(1 - sum(values), 0.0) for values in zip(*parts.values(), strict=True)]
    if any(part > 1e-9 for part in rest):
        parts["others"] = rest
        hovers["others"] = [hover(o, f"others: {formats.share(part)}") for o, part in zip(outlets, rest, strict=True)]
    return stacks([f"{outlet} (n={known[outlet]})" for outlet in outlets], parts, hovers, (*SERIES, GREY, *EXTRA)), outlets


def over_time(table: pd.DataFrame, period: str, groups: Sequence[str]) -> list[ChartLine]:
    """Build a line per group from `sources.sources_over_time`: its share of what is known in each period."""
    found = read_rows(table, SourceInPart)
    lines = []
    for group, colour in zip(groups, (*SERIES, GREY), strict=False):
        own = [row for row in found if row.group == group]
        if not own:
            continue
        hovers = [
            hover(
                formats.capital(group),
                when(date.fromisoformat(row.part), period),
                f"{formats.count(row.quotes)} of {formats.plural(row.known, 'quote')} whose group is known",
                f"{formats.count(row.words)} of {formats.plural(row.known_words, 'quoted word')}",
            )
            for row in own
        ]
        lines.append(
            ChartLine(formats.capital(group), [None if math.isnan(row.share) else row.share for row in own], hovers, colour)
        )
    return lines
