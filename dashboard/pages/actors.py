"""Actors: everybody the library knows, under one name and many forms; and where to say that it should be otherwise."""

import pandas as pd
import streamlit as st

from analytics.queries import counts
from analytics.tasks import edit_actors
from dashboard import actor_edits, downloads, filters, headlines, heard, opening, page, words
from dashboard.colours import colours

library = opening.opened()
try:
    edit_actors.relink_if_needed(library)
except ValueError as error:  # a person has edited one of the two files; every other page stays as it was linked last
    page.nothing("The edits or aliases of this library cannot be read", str(error))
    st.stop()
chosen = filters.chosen()
view = chosen.filters
kinds = opening.ask(counts.actor_types, library, view)
if not len(kinds):
    actor_edits.said()
    if len(edit_actors.export_edits(library)):  # it may be an edit that left nobody
        actor_edits.history(library)
    filters.none_left("actors")
known = opening.ask(counts.actors, library, view)
total = int(kinds["actors"].sum())

page.headline(
    "Actors",
    headlines.actors(dict(zip(kinds["type"], kinds["actors"], strict=True)), known["name"].iloc[0], int(known["mentions"].iloc[0])),
    chosen.words,
)
actor_edits.said()
page.figures(
    [page.Figure("Actors", words.count(total), "Whoever is named or quoted under the present filters.")]
    + [
        page.Figure(words.kind_of(row.type, 2), words.count(row.actors), f"Of {words.plural(total, 'actor')}.")
        for row in kinds.head(3).itertuples()
    ]
)

with page.card(heard.finding(known.head(10)), "Of the ten most named: quotes by them, beside mentions of them, on one scale."):
    most = known.head(10)
    page.chart(heard.heard(most, colours(library, most["actor"].tolist())), "heard", "Actors by quotes and mentions")
    downloads.numbers(known.drop(columns="forms"), "actors-heard")

with page.card("Everybody", "Select a row: its names, its forms and what can be changed appear below."):
    asked = st.text_input("Find an actor", key="actors-find", placeholder="Part of a name or form", max_chars=200).strip()
    found = opening.ask(counts.actors, library, view, page.MOST_ROWS, asked) if asked else known
    if not len(found):
        page.nothing("Nobody here is called so", "Names and forms were looked through, under the present filters.")
        found = known
    event = st.dataframe(
        found,
        hide_index=True,
        height=page.TABLE_HEIGHT,
        on_select="rerun",
        selection_mode="single-row",
        key=f"{actor_edits.fresh('actors-table')}-{asked}",
        column_order=["name", "type", "mentions", "quotes", "articles", "names", "forms"],
        column_config={
            "name": st.column_config.TextColumn("Name", width=220),
            "type": st.column_config.TextColumn("Type", width=100),
            "mentions": st.column_config.NumberColumn("Mentions", format="localized", width=80),
            "quotes": st.column_config.NumberColumn("Quotes", format="localized", width=70),
            "articles": st.column_config.NumberColumn("Articles", format="localized", width=70),
            "names": st.column_config.NumberColumn("Names", format="localized", width=70),
            "forms": st.column_config.ListColumn("Goes by", width=460),
        },
        alt="Actors under the present filters",
    )
    page.cut(len(found), len(found) if asked else total)
    downloads.whole(library, "actors")

picked = event.selection.rows if event else []
if picked and picked[0] < len(found):
    one = next(found.iloc[[picked[0]]].itertuples())
    st.session_state[actor_edits.AT] = (one.name, one.type)
else:  # whom the last edit was about, or who was chosen before
    about = st.session_state.get(actor_edits.AT)
    own = found[(found["name"] == about[0]) & (found["type"] == about[1])] if about else found[:0]
    one = next((own if len(own) else found).head(1).itertuples())

names = opening.ask(edit_actors.names_and_sources, library, view, one.actor)
forms = opening.ask(edit_actors.written, library, view, one.actor)
left, right = page.pair()
with (
    left,
    page.card(
        one.name,
        f"{words.kind_of(one.type, 1)}. {words.plural(one.mentions, 'mention').capitalize()}, {words.plural(one.quotes, 'quote')}.",
    ),
):
    page.details(
        [
            (
                words.shorten(row.name, 60)
                + ("" if row.type == one.type else f" (as {'an' if row.type == 'organisation' else 'a'} {row.type})"),
                f"{words.plural(row.mentions, 'mention')}, {words.plural(row.quotes, 'quote')}; {row.source}",
            )
            for row in names.head(40).itertuples(name="Row")
        ]
    )
    downloads.numbers(names, "names")
with right, page.card("Say who is who", "Every page, CSV and export follows at once. No article is read again."):
    others = {row.actor: row.name for row in known.itertuples(name="Row")} | chosen.names
    actor_edits.controls(library, one, others, names, forms)

with page.card("How the texts write it", "Each way of writing with how often it stands, and a sentence of the newest article."):
    if len(forms):
        st.dataframe(
            forms,
            hide_index=True,
            height=min(page.TABLE_HEIGHT, 38 + 36 * len(forms)),
            column_order=["text", "mentions", "articles", "example"],
            column_config={
                "text": st.column_config.TextColumn("In the text", width=190),
                "mentions": st.column_config.NumberColumn("Mentions", format="localized", width=80),
                "articles": st.column_config.NumberColumn("Articles", format="localized", width=80),
                "example": st.column_config.TextColumn("A sentence", width=720),
            },
            alt="Forms of the selected actor",
        )
        downloads.numbers(pd.DataFrame(forms), "forms")
    else:
        page.nothing("Nowhere by name", "Under these filters it is quoted only, where the text has another word for it.")

actor_edits.history(library)
actor_edits.policy(library)
