"""Charts of the page about one actor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from analytics.queries import table_rows as rows
from analytics.queries.one_actor import QuotedByOutlet, QuotedWith, RoleInPeriod
from dashboard.charts.coverage import when
from dashboard.charts.shapes import bars
from dashboard.charts.shapes.bars import Bar
from dashboard.charts.shapes.base import GREY, INK, SERIES, hover, in_narrow
from dashboard.charts.shapes.lines import ChartLine
from dashboard.text import formats


def by_outlet(table: pd.DataFrame, colour: str) -> tuple[dict[str, Any], list[str]]:
    """Draw the actor's share of the quoted words of each outlet with its interval; also return the outlets in order."""
    found = rows.read_rows(table.head(11), QuotedByOutlet)
    drawn = [
        Bar(
            row.outlet,
            row.share,
            f"{formats.share(row.share)} · {row.times:.1f}×",
            hover(
                row.outlet,
                f"{formats.count(row.words)} of {formats.plural(row.all_words, 'quoted word')}"
                f" in {formats.plural(row.articles, 'article')}",
                f"{row.times:.1f} times the actor's share in all outlets",
                share_interval(row.low, row.high),
            ),
            colour,
        )
        for row in found
    ]
    figure = bars.bars(drawn)
    figure["layout"]["shapes"] = [
        {"type": "line", "x0": row.low, "x1": row.high, "y0": n, "y1": n, "line": {"color": GREY, "width": 2}}
        for n, row in enumerate(found)
        if not pd.isna(row.low)
    ]
    widest = max([row.share for row in found] + [row.high for row in found if not pd.isna(row.high)], default=0) or 1
    figure["layout"]["xaxis"]["range"] = [0, widest * 1.5]
    figure["data"][0]["textposition"] = "none"
    figure["layout"]["annotations"] = [
        {"x": widest * 1.05, "y": n, "xanchor": "left", "text": bar.text, "showarrow": False, "font": {"color": INK, "size": 14}}
        for n, bar in enumerate(drawn)
    ]
    lower = [line | {"y0": line["y0"] + bars.BELOW, "y1": line["y1"] + bars.BELOW} for line in figure["layout"]["shapes"]]
    across = figure["layout"]["xaxis"] | {"range": [0, widest * 1.05]}
    return in_narrow(figure, shapes=lower, xaxis=across), [row.outlet for row in found]


def near(table: pd.DataFrame, actor: str) -> tuple[dict[str, Any], list[str]]:
    """Draw the actors that most articles name with one actor; also return them in order."""
    pairs = [row for row in rows.read_rows(table, rows.Together) if actor in (row.actor, row.other)]
    found = sorted(
        ((row.articles, row.sentences, *((row.other, row.other_name) if row.actor == actor else (row.actor, row.actor_name)))
         for row in pairs),
        key=lambda one: (-one[0], one[3]),
    )[:10]  # fmt: skip
    drawn = [
        Bar(name, articles, formats.count(articles),
            hover(name, f"{formats.plural(articles, 'article')} with both", f"{formats.plural(sentences, 'sentence')} with both"),
            SERIES[0])
        for articles, sentences, _, name in found
    ]  # fmt: skip
    return bars.bars(drawn), [other for _, _, other, _ in found]


def quoted_with(table: pd.DataFrame) -> tuple[dict[str, Any], list[str]]:
    """Draw the speakers that most articles quote with one actor; also return them in order."""
    found = rows.read_rows(table, QuotedWith)
    drawn = [
        Bar(row.name, row.articles, formats.count(row.articles),
            hover(row.name, f"{formats.plural(row.articles, 'article')} quote both", formats.plural(row.quotes, "quote")),
            SERIES[0])
        for row in found
    ]  # fmt: skip
    return bars.bars(drawn), [row.actor for row in found]


def role_course(table: pd.DataFrame, days: Sequence[date]) -> pd.DataFrame:
    """Return the quotes under each of the four most frequent roles in every period. Columns: role, period, quotes, articles."""
    order = list(dict.fromkeys(table["role"]))[: len(SERIES)]
    index = pd.MultiIndex.from_product([order, list(days)], names=["role", "period"])
    dated = table[table["period"].notna()].set_index(["role", "period"])
    return dated.reindex(index, fill_value=0).reset_index()


def roles(table: pd.DataFrame, period: str) -> list[ChartLine]:
    """Build a line per role from `role_course`."""
    found = rows.read_rows(table, RoleInPeriod)
    lines = []
    for role, colour in zip(dict.fromkeys(row.role for row in found), SERIES, strict=False):
        own = [row for row in found if row.role == role and row.period]
        hovers = [hover(role, when(row.period, period), formats.plural(row.articles, "article")) for row in own if row.period]
        lines.append(ChartLine(role, [float(row.quotes) for row in own], hovers, colour))
    return lines


def role_span(table: pd.DataFrame) -> list[tuple[str, str]]:
    """List the roles, each with its quotes and the periods of the first and last of them."""
    found: dict[str, list[RoleInPeriod]] = {}
    for row in rows.read_rows(table, RoleInPeriod):
        found.setdefault(row.role, []).append(row)
    listed = []
    for role, own in found.items():
        dated = [row.period for row in own if not pd.isna(row.period)]
        when_ = f", {formats.range_of(min(dated), max(dated))}" if dated else ", undated"
        listed.append((role, formats.plural(sum(row.quotes for row in own), "quote") + when_))
    return listed


def named_tones(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `one_actor.tone_by_and_about` under names that readers understand."""
    return table.assign(name=table["key"].map({"by": "Quotes by the actor", "about": "Quotes by others about it"}))


def interval(row: rows.Mean | None) -> str:
    """Write the interval of a mean tone for the note under a figure."""
    if row is None or pd.isna(row.low):
        return "too few quotes for an interval" if row else ""
    return f"95% interval {formats.tone(row.low)} to {formats.tone(row.high)}"


def share_interval(low: float, high: float) -> str:
    """Write the interval of a share."""
    return "too few articles for an interval" if pd.isna(low) else f"95% interval {formats.share(low)} to {formats.share(high)}"
