"""From the library's small tables to the rows of a figure: labels, texts, hover lines and titles in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from analytics.queries import base
from analytics.queries.counts import Totals
from dashboard import charts, grids, words
from dashboard.charts import Bar, Line

MOST_STANCES = 4  # beside neutral: as many as there are colours that anybody can tell apart
ALWAYS = ("distancing", "denying")  # however rare: an outlet's doubt must not be lost among others
SHARES = {"words": "quoted words", "quotes": "quotes"}  # what a share of voice may be a part of
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
    partial = base.is_partial(last, period)
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
    table: pd.DataFrame, whole: tuple[int, int], total: Totals, examples: Examples, colours: Mapping[str, str], of: str = "words"
) -> dict[str, Any]:
    """Share of quoted words or of quotes, the ten largest, then all others and those without a name."""
    said, quoted = whole
    bars = [
        Bar(
            row.name,
            getattr(row, f"share_{of}"),
            f"{words.share(getattr(row, f'share_{of}'))} · {words.count(getattr(row, of))}",
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
    everything, all_of = (said, total.quoted_words) if of == "words" else (quoted, total.quotes)
    rest = all_of - int(table[of].head(10).sum())
    others = max(total.speakers - 10, 0)
    hover = charts.hover(
        "Everybody else",
        f"{words.count(rest)} of {words.count(everything)} {SHARES[of]}",
        f"among them {words.plural(total.unnamed, 'quote')} without a settled name",
    )
    kinds = [words.plural(others, "other") if others else "", "unnamed" if total.unnamed else ""]
    label = words.listed([kind for kind in kinds if kind]) or "others"
    part = rest / max(everything, 1)
    last = Bar(label, part, f"{words.share(part)} · {words.count(rest)}", hover)
    return charts.ranking(bars, capped(bars, last) if rest > 0 else None)


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


def capped(bars: list[Bar], last: Bar) -> Bar:
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
    who = table["speaker"].unique().tolist()
    whom = table.groupby("actor")["quotes"].sum().sort_values(ascending=False, kind="stable").index.tolist()
    names = dict(zip(table["speaker"], table["speaker_name"], strict=True)) | dict(
        zip(table["actor"], table["actor_name"], strict=True)
    )
    cells = {(row.speaker, row.actor): row for row in table.itertuples()}

    def told(speaker: str, actor: str) -> str:
        row = cells.get((speaker, actor))
        said = f"{words.plural(row.quotes, 'quote')} in {words.plural(row.articles, 'article')}" if row else "no quote"
        return charts.hover(f"{names[speaker]} about {names[actor]}", said)

    values = [[cells[s, a].quotes if (s, a) in cells else 0 for a in whom] for s in who]
    figure = grids.matrix([names[s] for s in who], [names[a] for a in whom], values, [[told(s, a) for a in whom] for s in who])
    return figure, [(s, a) for s in who for a in whom if (s, a) in cells]
