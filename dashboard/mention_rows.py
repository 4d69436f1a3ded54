"""From the small tables of mentions to the rows of a figure, in whichever measure is asked: counts, per 1,000 words, articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analytics.queries.counts import Totals
from dashboard import charts, grids, words
from dashboard.charts import Bar
from dashboard.rows import Examples, capped


class Measure(NamedTuple):
    """A way to count mentions: the column that holds it, what it says of itself, and whether it is a share."""

    column: str
    meaning: str
    percent: bool

    def text(self, value: float) -> str:
        """A value as it stands at the end of a bar."""
        if self.percent:
            return words.share(value)
        return words.count(value) if self.column == "mentions" else f"{value:.2f}"


MEASURES = {
    "per 1,000 words": Measure("per_1000", "Mentions for every 1,000 words", False),
    "share of articles": Measure("share_articles", "Part of the articles that name the actor", True),
    "counts": Measure("mentions", "Mentions, as counted: long and short outlets do not compare", False),
}
TOGETHER = {"article": ("articles", "article"), "sentence": ("sentences", "sentence")}


def leading(table: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """The actors in the order of a measure."""
    return table.sort_values([measure.column, "mentions"], ascending=False, kind="stable")


def naming(
    table: pd.DataFrame,
    whole: tuple[int, int],
    total: Totals,
    examples: Examples,
    colours: Mapping[str, str],
    measure: Measure = MEASURES["per 1,000 words"],
) -> dict[str, Any]:
    """The ten who are named most by a measure and, where the measure can be added up, all others."""
    articles, read = whole
    bars = [
        Bar(
            row.name,
            getattr(row, measure.column),
            measure.text(getattr(row, measure.column)),
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
    if rest <= 0 or measure.percent:
        return charts.ranking(bars, None)
    each = rest if measure.column == "mentions" else rest * 1000 / max(read, 1)
    hover = charts.hover("Everybody else", f"{words.plural(rest, 'mention')} in {words.count(read)} words")
    last = Bar(words.plural(max(total.actors - 10, 0), "other"), each, measure.text(each), hover)
    return charts.ranking(bars, capped(bars, last))


def headlined(table: pd.DataFrame, colours: Mapping[str, str]) -> dict[str, Any]:
    """Who is named most in headlines."""
    bars = [
        Bar(
            row.name,
            row.mentions,
            words.count(row.mentions),
            charts.hover(row.name, f"{words.plural(row.mentions, 'mention')} in {words.plural(row.articles, 'headline')}"),
            colours.get(row.actor, charts.GREY),
        )
        for row in table.itertuples(name="Row")
    ]
    return charts.ranking(bars, None)


def by_outlet(table: pd.DataFrame, colour: str, measure: Measure) -> tuple[dict[str, Any], list[str]]:
    """How often each outlet names one actor: the ten that do it most by a measure; and these outlets in order."""
    ordered = table.sort_values(measure.column, ascending=False, kind="stable").head(10)
    bars = [
        Bar(
            row.outlet,
            getattr(row, measure.column),
            measure.text(getattr(row, measure.column)),
            charts.hover(
                row.outlet,
                f"{words.plural(row.mentions, 'mention')} in {words.count(row.words)} words",
                f"in {words.count(row.articles)} of {words.plural(row.all_articles, 'article')}",
            ),
            colour,
        )
        for row in ordered.itertuples(name="Row")
    ]
    return charts.bars(bars), ordered["outlet"].tolist()


def together(table: pd.DataFrame, within: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Who stands with whom in one article or sentence, each pair in both halves; and the pair of each filled cell, row by row."""
    column, noun = TOGETHER[within]
    names, both = _pairs(table, column)
    order = _order(names, both)
    values = [[both.get((a, b), 0) for b in order] for a in order]
    hovers = [
        [charts.hover(f"{names[a]} and {names[b]}", f"{words.plural(both.get((a, b), 0), noun)} with both") for b in order]
        for a in order
    ]
    figure = grids.matrix([names[a] for a in order], [names[a] for a in order], values, hovers)
    return figure, [(a, b) for a in order for b in order if both.get((a, b))]


def network(
    table: pd.DataFrame, within: str, mentions: Mapping[str, int], colours: Mapping[str, str]
) -> tuple[dict[str, Any], list[str]]:
    """The same pairs as a network; and its actors in order."""
    column, noun = TOGETHER[within]
    names, both = _pairs(table, column)
    order = _order(names, both)
    place = {actor: n for n, actor in enumerate(order)}
    pairs = {(place[a], place[b]): n for (a, b), n in both.items() if a in place and b in place and place[a] < place[b]}
    hovers = []
    for actor in order:
        others = sorted(((n, names[b]) for (a, b), n in both.items() if a == actor), key=lambda one: (-one[0], one[1]))
        told = [f"with {name}: {words.plural(n, noun)}" for n, name in others[:5]]
        hovers.append(charts.hover(names[actor], words.plural(mentions.get(actor, 0), "mention"), *told))
    sizes = [mentions.get(actor, 0) for actor in order]
    shades = [colours.get(actor, charts.GREY) for actor in order]
    return grids.network([names[a] for a in order], sizes, shades, hovers, pairs), order


def _pairs(table: pd.DataFrame, column: str) -> tuple[dict[str, str], dict[tuple[str, str], int]]:
    """Names of the actors, and the counts of pairs, each both ways; pairs that are never together left out."""
    kept = table[table[column] > 0]
    names = dict(zip(kept["actor"], kept["actor_name"], strict=True)) | dict(zip(kept["other"], kept["other_name"], strict=True))
    one = {(a, b): int(n) for a, b, n in zip(kept["actor"], kept["other"], kept[column], strict=True)}
    return names, one | {(b, a): n for (a, b), n in one.items()}


def _order(names: Mapping[str, str], both: Mapping[tuple[str, str], int]) -> Sequence[str]:
    """The ten who are most together with others."""
    return sorted(names, key=lambda a: (-sum(n for (x, _), n in both.items() if x == a), names[a]))[:10]
