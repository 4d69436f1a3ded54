"""Compare: two to four actors, outlets, periods, lists or saved views side by side, with differences and intervals."""

from itertools import groupby
from urllib.parse import parse_qs

import streamlit as st

from analytics.queries import base, compare, counts
from analytics.queries.filters import Filters
from analytics.queries.table_rows import read_rows
from dashboard.charts import compare as charts
from dashboard.charts import coverage
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


def address_of(view_name: str) -> dict[str, list[str]]:
    """Return the parameters of a saved view's address."""
    return parse_qs(views[view_name].partition("?")[2])


def selections(kind: str, names: list[str]) -> dict[str, Filters]:
    """Return the filters of each side by its name."""
    if kind == "outlets":
        return {name: view._replace(outlets=(name,)) for name in names if name in choices.outlets}
    if kind == "lists":
        actors = {name: choices.lists.get(f"List: {name}", ()) for name in names}
        return {name: view._replace(actors=ids, role="own", types=()) for name, ids in actors.items() if ids}
    if kind == "views":
        return {name: filters.to_filters(address_of(name), choices) for name in names if name in views}
    if kind == "months":
        days = {name: months[name] for name in names if name in months}
        return {name: view._replace(since=day, until=base.last_day(day, "month")) for name, day in days.items()}
    return {name: view._replace(actors=(choices.actors[name],), role="own", types=()) for name in names if name in choices.actors}


def linked(actor: str, name: str, after: str = "") -> object:
    """Return an actor's name as a link to its page, or as text if it has none, and what follows it."""
    address = filters.actor_address(actor)
    return layout.Link(name, address, after) if address else name + after


def slug_of(measure: str) -> str:
    """Return a measure's part of addresses and names of files."""
    return measure.lower().replace(" ", "-").replace(",", "")


def undrawn() -> str:
    """Say how many articles the charts over time leave out, of each saved view or of all sides together."""
    wholes = dict.fromkeys(side.whole() for side in sides.values())
    totals = [ask(counts.totals, library, whole) for whole in wholes]
    if kind != "views" or len(totals) == 1:  # outlets, months and periods share no article, actors and lists share all
        return coverage.not_drawn(sum(one.articles for one in totals), sum(one.undated for one in totals))
    each = [(name, ask(counts.totals, library, side.whole())) for name, side in sides.items()]
    return "".join(f" {name}:{coverage.not_drawn(one.articles, one.undated)}" for name, one in each if one.undated)


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
for name in sides if kind == "views" else ():
    wrong = filters.unknown(address_of(name), choices)
    if wrong:
        layout.notice(f"The view “{name}” asks for something this library does not have: {'; '.join(wrong[:5])}. Ignored.")
if len(sides) < 2:
    layout.headline("Compare", f"Choose two to four {kind} to see them side by side.", chosen.words)
    layout.nothing("Nothing to compare yet", f"The filters above apply to all of them. Choose {kind} in the list.")
    st.stop()

colours = dict(zip(sides, SERIES, strict=False))
table = ask_sides(compare.measures, library, sides)
found = read_rows(table, compare.MeasureRow)
by_measure = {measure: list(rows) for measure, rows in groupby(found, key=lambda row: row.measure)}
names_of = layout.LinkedNames()
told = next(iter(by_measure.values()))
if kind == "actors":
    told = [row._replace(selection=names_of(sides[row.selection].actors[0], row.selection)) for row in told]
layout.headline("Compare", headlines.compare(told), chosen.words, names=names_of)

if kind == "actors":
    layout.details([("More about", [linked(side.actors[0], name) for name, side in sides.items()])])
measures = list(by_measure)
for pair in (measures[n : n + 2] for n in range(0, len(measures), 2)):
    for cell, measure in zip(layout.pair(), pair, strict=False):
        slug = slug_of(measure)
        with cell, layout.card(measure, "With 95% intervals over articles.", link=slug):
            rows = by_measure[measure]
            layout.chart(charts.measured(rows, colours), f"compare-{slug}", f"{measure} of {formats.listed(list(sides))}")
            layout.details([(f"{row.selection} − {rows[0].selection}", charts.difference_text(row)) for row in rows[1:]])
downloads.rows(table, "compare", "All measures as CSV")

speaking = compare.of_speakers(sides)
days = [day for one in sides.values() for day in ask(base.reach, library, one) if day is not None]
period = time_axis.period(min(days, default=None), max(days, default=None))
for cell, measure in zip(layout.pair(), compare.ACTORS_OVER_TIME if speaking else compare.OTHERS_OVER_TIME, strict=True):
    slug = f"{slug_of(measure)}-time"
    with cell, layout.card(f"{measure} over time", f"Per {period}.{undrawn()}{time_axis.note(period)}", link=slug):
        course = time_axis.smoothed_means(ask_sides(compare.over_time, library, sides, measure, period), "value", "selection")
        if len(course):
            figure = charts.over_time(
                read_rows(course, compare.MeasureInPeriod), measure, period, colours, partial=base.is_partial(max(days), period)
            )
            below = layout.chart(figure, f"compare-{slug}", f"{measure} over time of {formats.listed(list(sides))}")
            downloads.numbers(course, f"compare-{slug}", below)
        else:
            layout.nothing(*layout.NO_DATES)

words = ask_sides(compare.key_words, library, sides)
key = {side: list(rows) for side, rows in groupby(read_rows(words, compare.KeyWord), key=lambda row: row.selection)}
said = "their quotes" if speaking else "the quotes of each side"
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
title = "Whom does only one of them speak about?" if speaking else "Who is quoted in one, and not in the others?"
with layout.card(title, "The most frequent first.", link="only"):
    who = {side: list(rows) for side, rows in groupby(read_rows(only, compare.OnlyIn), key=lambda row: row.selection)}
    if who:
        listed_by = {side: [linked(one.actor, one.name, f" ({formats.plural(one.quotes, 'quote')})") for one in found]
                     for side, found in who.items()}  # fmt: skip
        layout.details([(side, listed_by.get(side, ["–"])) for side in sides])
        downloads.numbers(only, "compare-only")
    else:
        layout.nothing("They have all of them in common", "No actor is in one only.")
