"""Actors: all actors of the library, each with one name and many forms, and the edits that correct them."""

from typing import NamedTuple

import streamlit as st

from analytics.queries import counts
from analytics.queries import table_rows as rows
from analytics.tasks import edit_actors
from dashboard.charts import actors as charts
from dashboard.components import downloads, edit_actor, edit_history, entry, filter_bar, layout, open_library, tables
from dashboard.components.layout import Figure
from dashboard.state import filters
from dashboard.state.colours import colours
from dashboard.state.library import MOST_ROWS, ask, look_again
from dashboard.text import formats, headlines


class NameRow(NamedTuple):
    """A name of the selected actor, as `edit_actors.names_and_sources` lists it."""

    name: str
    type: str
    mentions: int
    quotes: int
    source: str


library = open_library.opened()
try:
    edit_actors.relink_if_needed(library)
    look_again()
except ValueError as error:  # the edits or aliases were changed by hand; other pages keep the last links
    layout.nothing("The edits or aliases of this library cannot be read", str(error))
    st.stop()
chosen = filters.chosen()
view = chosen.filters
kinds = rows.read_rows(ask(counts.actor_types, library, view), rows.TypeCount)
if not kinds:
    edit_history.result()
    if len(edit_actors.export_edits(library)):  # the edits may have hidden all actors
        edit_history.history(library)
    filter_bar.none_left("actors")
everyone = ask(tables.listed, library, view, tables.of_actors, counts.actors)
known = everyone.rows
most = rows.read_rows(known.head(10), rows.KnownActor)
total = sum(row.actors for row in kinds)

linked = layout.LinkedNames()
sentence = headlines.actors({row.type: row.actors for row in kinds}, linked(most[0].actor, most[0].name), most[0].mentions)
layout.headline("Actors", sentence, chosen.words, names=linked)
edit_history.result()
layout.figures(
    [Figure("Actors", formats.count(total), "Everyone named or quoted under the current filters.")]
    + [
        Figure(formats.type_name(row.type, 2), formats.count(row.actors), f"Of {formats.plural(total, 'actor')}.")
        for row in kinds[:3]
    ]
)

with layout.card(
    charts.finding(known.head(10)), "The ten most named: quotes by them beside mentions of them, on one scale.", link="quoted"
):
    figure = charts.quoted_and_named(known.head(10), colours(library, [row.actor for row in most]))
    below = layout.chart(figure, "heard", "Actors by quotes and mentions")
    downloads.numbers(known.drop(columns="forms"), "actors-heard", below)

with layout.card("All actors", "Select a row: its names, its forms and its edits appear below.", link="all"):
    asked = st.text_input("Find an actor", key="actors-find", placeholder="Part of a name or form", max_chars=200).strip()
    listed = ask(tables.listed, library, view, tables.of_actors, counts.actors, MOST_ROWS, asked) if asked else everyone
    if not len(listed.rows):
        layout.nothing("No actor has this name", "Names and forms were searched, under the current filters.")
        listed = everyone
    found = listed.rows
    event = st.dataframe(
        tables.under_filters(listed.shown),
        hide_index=True,
        height=tables.height(len(found)),
        on_select="rerun",
        selection_mode="single-row",
        key=f"{edit_history.fresh('actors-table')}-{asked}",
        column_order=["name", "page", "type", "mentions", "quotes", "articles", "names", "forms"],
        column_config={
            "name": st.column_config.TextColumn("Name", width=220),
            "page": tables.page_column(),
            "type": st.column_config.TextColumn("Type", width=100),
            "mentions": st.column_config.NumberColumn("Mentions", format="localized", width=80),
            "quotes": st.column_config.NumberColumn("Quotes", format="localized", width=70),
            "articles": st.column_config.NumberColumn("Articles", format="localized", width=70),
            "names": st.column_config.NumberColumn("Names", format="localized", width=70),
            "forms": st.column_config.ListColumn("Forms", width=400),
        },
        alt="Actors under the current filters",
    )
    tables.cut(len(found), len(found) if asked else total)
    downloads.whole(library, "actors")

picked = event.selection.rows if event else []
if picked and picked[0] < len(found):
    one = rows.read_rows(found.iloc[[picked[0]]], rows.KnownActor)[0]
    st.session_state[edit_history.AT] = (one.name, one.type)
else:  # the actor of the last edit, or the one that was selected before
    about = st.session_state.get(edit_history.AT)
    own = found[(found["name"] == about[0]) & (found["type"] == about[1])] if about else found[:0]
    one = rows.read_rows((own if len(own) else found).head(1), rows.KnownActor)[0]

names = ask(edit_actors.names_and_sources, library, view, one.actor)
forms = ask(edit_actors.written, library, view, one.actor)
left, right = layout.pair()
with (
    left,
    layout.card(
        one.name,
        f"{formats.type_name(one.type, 1)}. {formats.plural(one.mentions, 'mention').capitalize()},"
        f" {formats.plural(one.quotes, 'quote')}.",
    ),
):
    layout.details(
        [
            (
                formats.shorten(row.name, 60)
                + ("" if row.type == one.type else f" (as {'an' if row.type == 'organisation' else 'a'} {row.type})"),
                f"{formats.plural(row.mentions, 'mention')}, {formats.plural(row.quotes, 'quote')}; {row.source}",
            )
            for row in rows.read_rows(names.head(40), NameRow)
        ]
    )
    if address := filters.actor_address(one.actor):
        layout.links([layout.Link("More about this actor", address)], "")
    downloads.numbers(names, "names")
with right, layout.card("Edit this actor", "Every page, CSV and export follows at once. No article is read again.", link="edit"):
    if not entry.reading():
        others = {row.actor: row.name for row in rows.read_rows(known, rows.KnownActor)} | chosen.names
        edit_actor.controls(library, one, others, names, forms)

with layout.card(
    "Forms in the texts", "Each form with its number of mentions, and a sentence of the newest article.", link="forms"
):
    if len(forms):
        tables.forms(forms)
        downloads.numbers(forms, "forms")
    else:
        layout.nothing("Not mentioned by name", "Under these filters the actor is only quoted, under other words than its name.")

edit_history.history(library)
edit_actor.policy(library)
