"""Charts of mentions, in the chosen measure: counts, per 1,000 words, or share of articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analytics.queries import table_rows as rows
from analytics.queries.counts import Totals
from dashboard.charts.coverage import when
from dashboard.charts.quotes import Examples, capped, lines_by_actor
from dashboard.charts.shapes import bars, grids
from dashboard.charts.shapes.bars import Bar
from dashboard.charts.shapes.base import GREY, OTHERS, hover
from dashboard.charts.shapes.lines import ChartLine
from dashboard.text import formats


class Measure(NamedTuple):
    """A way to count mentions: its column, its explanation, and whether it is a share."""

    column: str
    meaning: str
    percent: bool

    def value(self, row: rows.Named | rows.NamedInPeriod | rows.NamedByOutlet) -> float:
        """Return the measure's value in a row."""
        return float(getattr(row, self.column))

    def text(self, value: float) -> str:
        """Format a value for the end of a bar."""
        if self.percent:
            return formats.share(value)
        return formats.count(value) if self.column == "mentions" else f"{value:.2f}"


MEASURES = {
    "per 1,000 words": Measure("per_1000", "Mentions per 1,000 words", False),
    "share of articles": Measure("share_articles", "Share of articles that name the actor", True),
    "counts": Measure("mentions", "Number of mentions: long and short outlets do not compare", False),
}
TOGETHER = {"article": "articles", "sentence": "sentences"}  # what a pair may have in common, and the column that counts it


def leading(table: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Sort actors by a measure."""
    return table.sort_values([measure.column, "mentions"], ascending=False, kind="stable")


def naming(
    table: pd.DataFrame,
    whole: tuple[int, int],
    total: Totals,
    examples: Examples,
    colours: Mapping[str, str],
    measure: Measure = MEASURES["per 1,000 words"],
) -> dict[str, Any]:
    """Draw the first ten actors by a measure and, if the measure can be added up, all others."""
    articles, read = whole
    found = [
        Bar(
            row.name,
            measure.value(row),
            measure.text(measure.value(row)),
            hover(
                row.name,
                f"{formats.plural(row.mentions, 'mention')} in {formats.count(read)} words",
                f"named in {formats.count(row.articles)} of {formats.plural(articles, 'article')}"
                f" ({formats.share(row.share_articles)})",
                examples=examples.get(row.actor, ()),
            ),
            colours.get(row.actor, GREY),
        )
        for row in rows.read_rows(table.head(10), rows.Named)
    ]
    rest = total.mentions - int(table["mentions"].head(10).sum())
    if rest <= 0 or measure.percent:
        return bars.ranking(found, None)
    value = rest if measure.column == "mentions" else rest * 1000 / max(read, 1)
    text = hover(OTHERS, f"{formats.plural(rest, 'mention')} in {formats.count(read)} words")
    last = Bar(formats.plural(max(total.actors - 10, 0), "other"), value, measure.text(value), text)
    return bars.ranking(found, capped(found, last))


def over_time(
    table: pd.DataFrame, period: str, measure: Measure, actors: Sequence[str], names: Mapping[str, str], colours: Mapping[str, str]
) -> list[ChartLine]:
    """Build a line per actor from `counts.named_over_time`."""

    def text(row: rows.NamedInPeriod) -> tuple[str, ...]:
        return (
            when(row.period, period),
            f"{formats.plural(row.mentions, 'mention')} in {formats.count(row.words)} words",
            f"in {formats.count(row.articles)} of {formats.plural(row.all_articles, 'article')}",
        )

    return lines_by_actor(rows.read_rows(table, rows.NamedInPeriod), measure.value, text, actors, names, colours)


def in_headlines(table: pd.DataFrame, colours: Mapping[str, str]) -> dict[str, Any]:
    """Draw the actors named most in headlines."""
    found = [
        Bar(
            row.name,
            row.mentions,
            formats.count(row.mentions),
            hover(row.name, f"{formats.plural(row.mentions, 'mention')} in {formats.plural(row.articles, 'headline')}"),
            colours.get(row.actor, GREY),
        )
        for row in rows.read_rows(table, rows.InHeadlines)
    ]
    return bars.ranking(found, None)


def by_outlet(table: pd.DataFrame, colour: str, measure: Measure) -> tuple[dict[str, Any], list[str]]:
    """Draw how often the first ten outlets by a measure name an actor; also return these outlets in order."""
    ordered = rows.read_rows(table.sort_values(measure.column, ascending=False, kind="stable").head(10), rows.NamedByOutlet)
    found = [
        Bar(
            row.outlet,
            measure.value(row),
            measure.text(measure.value(row)),
            hover(
                row.outlet,
                f"{formats.plural(row.mentions, 'mention')} in {formats.count(row.words)} words",
                f"in {formats.count(row.articles)} of {formats.plural(row.all_articles, 'article')}",
            ),
            colour,
        )
        for row in ordered
    ]
    return bars.bars(found), [row.outlet for row in ordered]


def together(table: pd.DataFrame, within: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Draw which actors are named in the same article or sentence; also return the pair of each filled cell, row by row."""
    names, both = _pairs(table, within)
    order = _order(names, both)
    values = [[float(both.get((a, b), 0)) for b in order] for a in order]
    hovers = [
        [hover(f"{names[a]} and {names[b]}", f"{formats.plural(both.get((a, b), 0), within)} with both") for b in order]
        for a in order
    ]
    figure = grids.matrix([names[a] for a in order], [names[a] for a in order], values, hovers)
    return figure, [(a, b) for a in order for b in order if both.get((a, b))]


def network(
    table: pd.DataFrame, within: str, mentions: Mapping[str, int], colours: Mapping[str, str]
) -> tuple[dict[str, Any], list[str]]:
    """Draw the same pairs as a network; also return its actors in order."""
    names, both = _pairs(table, within)
    order = _order(names, both)
    place = {actor: n for n, actor in enumerate(order)}
    pairs = {(place[a], place[b]): n for (a, b), n in both.items() if a in place and b in place and place[a] < place[b]}
    hovers = []
    for actor in order:
        others = sorted(((n, names[b]) for (a, b), n in both.items() if a == actor), key=lambda one: (-one[0], one[1]))
        lines = [f"with {name}: {formats.plural(n, within)}" for n, name in others[:5]]
        hovers.append(hover(names[actor], formats.plural(mentions.get(actor, 0), "mention"), *lines))
    sizes = [mentions.get(actor, 0) for actor in order]
    shades = [colours.get(actor, GREY) for actor in order]
    return grids.network([names[a] for a in order], sizes, shades, hovers, pairs), order


def _pairs(table: pd.DataFrame, within: str) -> tuple[dict[str, str], dict[tuple[str, str], int]]:
    """Return the names of the actors and the count of each pair in both orders, pairs without a count left out."""
    names: dict[str, str] = {}
    both: dict[tuple[str, str], int] = {}
    for row in rows.read_rows(table, rows.Together):
        number = row.articles if within == "article" else row.sentences
        if number:
            names |= {row.actor: row.actor_name, row.other: row.other_name}
            both[row.actor, row.other] = both[row.other, row.actor] = number
    return names, both


def _order(names: Mapping[str, str], both: Mapping[tuple[str, str], int]) -> list[str]:
    """Return the ten actors with the largest sums of pairs."""
    return sorted(names, key=lambda a: (-sum(n for (x, _), n in both.items() if x == a), names[a]))[:10]
