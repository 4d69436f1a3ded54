"""Compare: two to four actors, outlets, periods, lists or saved views side by side, with differences and intervals."""

from itertools import groupby
from urllib.parse import parse_qs

import streamlit as st

from analytics.queries import base, compare, counts
from analytics.queries.filters import Filters
from analytics.queries.table_rows import read_rows
from dashboard.charts import compare as charts
from dashboard.charts import coverage, mentions, quotes
from dashboard.charts.shapes import lines
from dashboard.charts.shapes.base import SERIES
from dashboard.components import downloads, layout, open_library, saved_views
from dashboard.state import filters, time_axis
from dashboard.state.library import ask, ask_sides
from dashboard.text import formats, headlines

SIDES = {
    "actors": "Actors to compare",
    "outlets": "Outlets to compare",
    "months": "Months to compare",
    "periods": "Periods to compare",
    "lists": "Lists of actors to compare",
    "views": "Saved views to compare",
}

library = open_library.opened()
chosen = filters.chosen()
view = chosen.filters
choices = filters.choices(library)
first, last = ask(base.reach, library, view._replace(since=None, until=None))
views = {one.name: one.address for one in saved_views.saved_or_none(library) if one.kind == "view"}
months = {f"{day:%B %Y}": day for day in reversed(base.periods(first, last, "month"))}


def periods() -> dict[str, Filters]:
    """Show a field for the days of each period, and return the filters of those that are given by their names."""
    found = {}
    for number, label in enumerate(("First period", "Second period", "Third period", "Fourth period"), 1):
        days = st.date_input(
            label, value=[], key=f"period-{number}", bind="query-params", format="YYYY-MM-DD", width=270,
            min_value=filters.FIRST_DAY, max_value=filters.LAST_DAY,
        )  # fmt: skip
        if isinstance(days, tuple) and days:  # one day, or the first and the last
            found[formats.range_of(days[0], days[-1])] = view._replace(since=days[0], until=days[-1])
    return found


def selections(kind: str, names: list[str]) -> dict[str, Filters]:
    """Return the filters of each side by its name."""
    if kind == "outlets":
        return {name: view._replace(outlets=(name,)) for name in names if name in choices.outlets}
    if kind == "lists":
        actors = {name: choices.lists.get(f"List: {name}", ()) for name in names}
        return {name: view._replace(actors=ids, role="own", types=()) for name, ids in actors.items() if ids}
    if kind == "views":
        return {name: filters.to_filters(parse_qs(views[name].partition("?")[2]), choices) for name in names if name in views}
    if kind == "months":
        days = {name: months[name] for name in names if name in months}
        return {name: view._replace(since=day, until=base.last_day(day, "month")) for name, day in days.items()}
    return {name: view._replace(actors=(choices.actors[name],), role="own", types=()) for name in names if name in choices.actors}


with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    kind = st.segmented_control("Compare", list(SIDES), key="compare", default="actors", bind="query-params") or "actors"
    options: dict[str, list[str]] = {
        "actors": list(choices.actors),
        "outlets": list(choices.outlets),
        "months": list(months),
        "lists": [label.removeprefix("List: ") for label in choices.lists],
        "views": list(views),
    }
    if kind == "periods":
        sides = periods()
    else:
        names = st.multiselect(
            SIDES[kind], options[kind], key=f"side-{kind}", bind="query-params", max_selections=compare.MOST, width=620,
            placeholder="Choose two to four",
        )  # fmt: skip
        sides = selections(kind, names)
if len(sides) < 2:
    layout.headline("Compare", f"Choose two to four {kind} to see them side by side.", chosen.words)
    layout.nothing("Nothing to compare yet", f"The filters above apply to all of them. Choose {kind} in the list.")
    st.stop()

colours = dict(zip(sides, SERIES, strict=False))
table = ask_sides(compare.measures, library, sides)
found = read_rows(table, compare.MeasureRow)
by_measure = {measure: list(rows) for measure, rows in groupby(found, key=lambda row: row.measure)}
layout.headline("Compare", headlines.compare(next(iter(by_measure.values()))), chosen.words)

measures = list(by_measure)
for pair in (measures[n : n + 2] for n in range(0, len(measures), 2)):
    for cell, measure in zip(layout.pair(), pair, strict=False):
        slug = measure.lower().replace(" ", "-").replace(",", "")
        with cell, layout.card(measure, "With 95% intervals over articles.", link=slug):
            rows = by_measure[measure]
            layout.chart(charts.measured(rows, colours), f"compare-{slug}", f"{measure} of {formats.listed(list(sides))}")
            layout.details([(f"{row.selection} − {rows[0].selection}", charts.difference_text(row)) for row in rows[1:]])
downloads.rows(table, "compare", "All measures as CSV")

if kind == "actors":
    actors = tuple(side.actors[0] for side in sides.values())
    named = dict(zip(actors, sides, strict=True))
    shades = dict(zip(actors, SERIES, strict=False))
    period = time_axis.period(*ask(base.reach, library, view))
    total = ask(counts.totals, library, view.whole())
    undrawn = coverage.not_drawn(total.articles, total.undated) + time_axis.note(period)
    reached = ask(base.reach, library, view)[1]
    left, right = layout.pair()
    with left, layout.card("Share of voice over time", f"Share of all quoted words per {period}.{undrawn}", link="voice"):
        voice = ask(counts.said_over_time, library, view.whole(), actors, period)
        voice = time_axis.smoothed(voice, ("share_words", "share_quotes"), "actor")
        if len(voice):
            drawn = quotes.over_time(voice, period, "words", actors, named, shades)
            figure = lines.lines(sorted(set(voice["period"])), drawn, percent=True, partial=base.is_partial(reached, period))
            below = layout.chart(figure, "compare-voice", "Share of voice over time")
            downloads.numbers(voice, "compare-voice", below)
        else:
            layout.nothing(*layout.NO_DATES)
    with right, layout.card("Mentions over time", f"Mentions per 1,000 words per {period}.{undrawn}", link="mentions"):
        course = ask(counts.named_over_time, library, view.whole(), actors, period)
        course = time_axis.smoothed(course, ("per_1000", "share_articles"), "actor")
        if len(course):
            drawn = mentions.over_time(course, period, mentions.MEASURES["per 1,000 words"], actors, named, shades)
            figure = lines.lines(sorted(set(course["period"])), drawn, partial=base.is_partial(reached, period))
            below = layout.chart(figure, "compare-mentions", "Mentions over time")
            downloads.numbers(course, "compare-mentions", below)
        else:
            layout.nothing(*layout.NO_DATES)

words = ask_sides(compare.key_words, library, sides)
key = {side: list(rows) for side, rows in groupby(read_rows(words, compare.KeyWord), key=lambda row: row.selection)}
said = "their quotes" if kind in ("actors", "lists") else "the quotes of each side"
with layout.card(
    "Which words set them apart?",
    f"Words of {said}, by effect size (log ratio: +1 is twice as frequent); counts here : in the others. Only words with a"
    " log-likelihood of at least 15.13 (Rayson and Garside 2000; Hardie 2014).",
    link="words",
):
    if key:
        columns = [cell for _ in range(0, len(key), 2) for cell in layout.pair()]
        for cell, (side, listed) in zip(columns, key.items(), strict=False):
            with cell:
                layout.small(side)
                slug = f"compare-words-{list(sides).index(side)}"
                layout.chart(charts.key_words(listed, colours[side]), slug, f"Words that set {side} apart")
        downloads.numbers(words, "compare-words")
    else:
        layout.nothing("No word sets them apart", "Too few words, or words that are used alike.")

only = ask_sides(compare.only_in, library, sides)
of_actors = all(side.actors for side in sides.values())
title = "Whom does only one of them speak about?" if of_actors else "Who is quoted in one, and not in the others?"
with layout.card(title, "The most frequent first.", link="only"):
    who = {side: list(rows) for side, rows in groupby(read_rows(only, compare.OnlyIn), key=lambda row: row.selection)}
    if who:
        listed_by = {side: [f"{one.name} ({formats.plural(one.quotes, 'quote')})" for one in found] for side, found in who.items()}
        layout.details([(side, formats.listed(listed_by.get(side, ["–"]))) for side in sides])
        downloads.numbers(only, "compare-only")
    else:
        layout.nothing("They have all of them in common", "No actor is in one only.")
