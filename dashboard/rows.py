"""From the library's small tables to the rows of a figure: labels, texts, hover lines and titles in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from analytics import asking
from analytics.mentions import Totals
from dashboard import charts, words
from dashboard.charts import Bar, Line

MOST_STANCES = 4  # beside neutral: as many as there are colours that anybody can tell apart
ALWAYS = ("distancing", "denying")  # however rare: an outlet's doubt must not be lost among others
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
    partial = asking.is_partial(last, period)
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


def speaking(
    table: pd.DataFrame, whole: tuple[int, int], total: Totals, examples: Examples, colours: Mapping[str, str]
) -> dict[str, Any]:
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
    hover = charts.hover(
        "Everybody else",
        f"{words.count(rest)} of {words.count(said)} quoted words",
        f"among them {words.plural(total.unnamed, 'quote')} without a settled name",
    )
    kinds = [words.plural(others, "other") if others else "", "unnamed" if total.unnamed else ""]
    label = words.listed([kind for kind in kinds if kind]) or "others"
    last = Bar(label, rest / max(said, 1), f"{words.share(rest / max(said, 1))} · {words.count(rest)}", hover)
    return charts.ranking(bars, _capped(bars, last) if rest > 0 else None)


def naming(
    table: pd.DataFrame, whole: tuple[int, int], total: Totals, examples: Examples, colours: Mapping[str, str]
) -> dict[str, Any]:
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


def over_time(
    table: pd.DataFrame, value: str, actors: Sequence[str], names: Mapping[str, str], colours: Mapping[str, str], hover: Any
) -> list[Line]:
    """A line for each actor; ``hover`` makes the hover lines of a row."""
    found = []
    for actor in actors:
        part = table[table["actor"] == actor]
        values = [None if pd.isna(v) else float(v) for v in part[value]]
        found.append(
            Line(names[actor], values, [charts.hover(names[actor], *hover(row)) for row in part.itertuples()], colours[actor])
        )
    return found


def _capped(bars: list[Bar], last: Bar) -> Bar:
    """The bar of all others: where it would dwarf the rest it is not drawn, and says so, since a shortened bar would lie."""
    longest = max((bar.value for bar in bars), default=last.value)
    return last if last.value <= longest * 1.15 else last._replace(value=0.0, text=f"{last.text}, not drawn")


def stances(table: pd.DataFrame) -> tuple[dict[str, Any], list[str]]:
    """What outlets' reporting words do to claims: a bar for each of the ten outlets with most quotes; and the outlets in order."""
    outlets = table.groupby("outlet")["quotes"].sum().sort_values(ascending=False, kind="stable").head(10)
    often = table.groupby("stance")["quotes"].sum().sort_values(ascending=False, kind="stable").index
    doubts = [kind for kind in ALWAYS if kind in often]
    frequent = [kind for kind in often if kind not in ("neutral", *ALWAYS)][: MOST_STANCES - len(doubts)]
    kinds = ["neutral", *doubts, *frequent]
    cells = {(row.outlet, row.stance): row for row in table.itertuples()}
    parts, hovers = {}, {}
    for kind in kinds:
        found = [cells.get((outlet, kind)) for outlet in outlets.index]
        parts[kind] = [row.share if row else 0.0 for row in found]
        hovers[kind] = [
            charts.hover(
                outlet, f"{kind}: {words.count(row.quotes if row else 0)} of {words.plural(int(outlets[outlet]), 'quote')}"
            )
            for outlet, row in zip(outlets.index, found, strict=True)
        ]
    rest = [1 - sum(values) for values in zip(*parts.values(), strict=True)]
    if any(part > 1e-9 for part in rest):
        parts["others"] = [max(part, 0.0) for part in rest]
        hovers["others"] = [
            charts.hover(o, f"other stances: {words.share(part)}") for o, part in zip(outlets.index, rest, strict=True)
        ]
    return charts.stacks(outlets.index.tolist(), parts, hovers), outlets.index.tolist()


def about(table: pd.DataFrame) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Who about whom, ten by ten, by how much there is in each; and the pair of each filled cell, row by row."""
    who = table.groupby("speaker")["quotes"].sum().sort_values(ascending=False, kind="stable").head(10).index.tolist()
    whom = (
        table[table["speaker"].isin(who)]
        .groupby("actor")["quotes"]
        .sum()
        .sort_values(ascending=False, kind="stable")
        .head(10)
        .index.tolist()
    )
    names = dict(zip(table["speaker"], table["speaker_name"], strict=True)) | dict(
        zip(table["actor"], table["actor_name"], strict=True)
    )
    cells = {(row.speaker, row.actor): row for row in table.itertuples()}

    def told(speaker: str, actor: str) -> str:
        row = cells.get((speaker, actor))
        said = f"{words.plural(row.quotes, 'quote')} in {words.plural(row.articles, 'article')}" if row else "no quote"
        return charts.hover(f"{names[speaker]} about {names[actor]}", said)

    values = [[cells[s, a].quotes if (s, a) in cells else 0 for a in whom] for s in who]
    figure = charts.matrix([names[s] for s in who], [names[a] for a in whom], values, [[told(s, a) for a in whom] for s in who])
    return figure, [(s, a) for s in who for a in whom if (s, a) in cells]


def by_outlet(table: pd.DataFrame, colour: str) -> dict[str, Any]:
    """How often each outlet names one actor: the ten that do it most."""
    ordered = table.sort_values("per_1000", ascending=False, kind="stable")
    bars = [
        Bar(
            row.outlet,
            row.per_1000,
            f"{row.per_1000:.2f}",
            charts.hover(
                row.outlet,
                f"{words.plural(row.mentions, 'mention')} in {words.count(row.words)} words",
                f"in {words.plural(row.articles, 'article')}",
            ),
            colour,
        )
        for row in ordered.head(10).itertuples(name="Row")
    ]
    return charts.bars(bars)


def together(table: pd.DataFrame) -> dict[str, Any]:
    """Who stands in one article with whom: a square table, each pair in both halves."""
    names = dict(zip(table["actor"], table["actor_name"], strict=True)) | dict(
        zip(table["other"], table["other_name"], strict=True)
    )
    both = {(row.actor, row.other): row.articles for row in table.itertuples()}
    both |= {(other, actor): n for (actor, other), n in both.items()}
    order = sorted(names, key=lambda a: (-sum(n for (x, _), n in both.items() if x == a), names[a]))[:10]
    values = [[both.get((a, b), 0) for b in order] for a in order]
    hovers = [
        [charts.hover(f"{names[a]} and {names[b]}", f"{words.plural(both.get((a, b), 0), 'article')} with both") for b in order]
        for a in order
    ]
    return charts.matrix([names[a] for a in order], [names[a] for a in order], values, hovers)


def heard(table: pd.DataFrame) -> dict[str, Any]:
    """Of everything that an actor is in, how much is being quoted and how much being named."""
    whole = table["mentions"] + table["quotes"]
    told = [
        charts.hover(
            row.name,
            words.plural(row.quotes, "quote"),
            f"{words.plural(row.mentions, 'mention')}, in {words.plural(row.articles, 'article')}",
        )
        for row in table.itertuples(name="Row")
    ]
    parts = {"named": (table["mentions"] / whole).tolist(), "quoted": (table["quotes"] / whole).tolist()}
    return charts.stacks(table["name"].tolist(), parts, {"named": told, "quoted": told})
