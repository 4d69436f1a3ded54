"""Quotes: who is quoted most, how that changes, how quotes are reported, and each quote with its evidence."""

import streamlit as st

from analytics.queries import base, counts, pairs
from analytics.quotes.strength import DEFAULT_CONFIDENCE
from dashboard.charts import coverage, quotes
from dashboard.charts.shapes import lines
from dashboard.components import downloads, evidence, filter_bar, layout, open_library, tables
from dashboard.components.layout import Figure
from dashboard.state import clicks, filters, time_axis
from dashboard.state.colours import colours
from dashboard.state.library import ahead, ask, first_rows, strong_only, strongest_rows
from dashboard.text import formats, headlines
from dashboard.text.terms import TERMS

library = open_library.opened()
chosen = filters.chosen()
view = chosen.filters
ahead(
    library, view, (base.reach,), (counts.speakers,), (counts.totals,), (counts.said,), (pairs.about,), (counts.stances,),
)  # fmt: skip
total = ask(counts.totals, library, view)
if not total.quotes:
    filter_bar.none_left("quotes")

first, last = ask(base.reach, library, view)
period = time_axis.period(first, last)
ahead(library, view, (counts.coverage, period))
speakers = ask(counts.speakers, library, view)
whole = ask(counts.said, library, view)
top, _ = filters.lead(speakers, "words")
given = st.session_state.get("share") or st.query_params.get("share")
of = next((column for column, name in quotes.SHARES.items() if name == given), "words")  # its control is drawn further down
order = speakers.sort_values(of, ascending=False, kind="stable")
most = order["actor"].head(10).tolist()
lead = filters.dated_leaders(library, "quotes", order["actor"].tolist())
ahead(library, view, (counts.said_over_time, lead, period), (counts.examples, "quotes", "actor", tuple(most)))
course = ask(counts.coverage, library, view, period)
shades = colours(library, most, lead)
undrawn = coverage.not_drawn(total.articles, total.undated) + time_axis.note(period)

linked = layout.LinkedNames()
speaker = top and linked(top.actor, top.name)
sentence = headlines.quotes(total, speaker, top.share_words if top else 0.0, top.share_quotes if top else 0.0)
layout.headline("Quotes", sentence, chosen.words, names=linked)
identified = f"All but {formats.count(total.unnamed)} of {formats.plural(total.quotes, 'quote')}."
layout.figures(
    [
        Figure(
            "Quotes",
            formats.count(total.quotes),
            f"Of {formats.count(whole[1])} without the actor filter.",
            course["quotes"].tolist(),
        ),
        Figure("Quoted words", formats.count(total.quoted_words), TERMS["quoted words"], course["quoted_words"].tolist()),
        Figure("Speakers", formats.count(total.speakers), TERMS["speaker"], course["speakers"].tolist()),
        Figure("Identified speakers", formats.share(1 - total.unnamed / total.quotes), identified),
    ]
)

st.segmented_control(
    "Share of", list(quotes.SHARES.values()), key="share", default=quotes.SHARES["words"], bind="query-params",
    help=TERMS["share of voice"],
)  # fmt: skip

with layout.card(
    "Whose share of voice rises and falls?",
    f"Share of all {quotes.SHARES[of]} per {period}. Click a point to filter.{undrawn}",
    link="voice",
):
    said = ask(counts.said_over_time, library, view, lead, period)
    said = time_axis.smoothed(said, ("share_words", "share_quotes"), "actor")
    if len(said):
        names = dict(zip(speakers["actor"], speakers["name"], strict=True))
        partial = base.is_partial(last, period)
        drawn = quotes.over_time(said, period, of, lead, names, shades)
        below = layout.chart(
            lines.lines(sorted(set(said["period"])), drawn, percent=True, partial=partial),
            "voice",
            f"Share of {quotes.SHARES[of]} over time",
            clicks.pick([actor for actor in lead for _ in range(2 if partial else 1)]),
            by="curve",
        )
        downloads.numbers(said, "share-of-voice", below)
    else:
        layout.nothing("No identified speaker in a dated article", "A share over time needs both.")

left, right = layout.pair()
with left, layout.card("Who speaks most?", f"Share of all {quotes.SHARES[of]}. Click a bar to filter.", link="speakers"):
    figure = quotes.speaking(order, whole, total, ask(counts.examples, library, view, "quotes", "actor", tuple(most)), shades, of)
    below = layout.chart(figure, "speaking", f"Speakers by share of {quotes.SHARES[of]}", clicks.pick(most))
    downloads.numbers(order, "speakers", below)
with right, layout.card("How do outlets report claims?", TERMS["stance"], link="stances"):
    stances = ask(counts.stances, library, view)
    if len(stances):
        figure, outlets = quotes.stances(stances)
        below = layout.chart(figure, "stances", "Stances of reporting verbs by outlet", clicks.pick_outlet(outlets))
        downloads.numbers(stances, "stances", below)
    else:
        layout.nothing("No reporting verb here has a stance", "Quotes without a reporting verb show no stance.")

with layout.card(
    "Who speaks about whom?",
    "Quotes in which a speaker names another actor; the ten most frequent of each. Click a cell to filter.",
    link="about",
):
    about = ask(pairs.about, library, view)
    if len(about):
        figure, cells = quotes.about(about)
        below = layout.chart(figure, "who-about-whom", "Speakers by the actors they name", clicks.pick_about(cells))
        downloads.numbers(about, "who-about-whom", below)
    else:
        layout.nothing("No quote here names another actor", "Try fewer filters.")

with layout.card("All quotes, with their evidence", "Select a row: its passage and the reasons appear below.", link="quotes"):
    sorting = st.segmented_control("Sort by", list(tables.ORDERS), key="order", default=tables.STRONGEST, bind="query-params")
    sorting = sorting or tables.STRONGEST
    if sorting == tables.STRONGEST:
        table = ask(tables.listed, library, view, tables.of_quotes, strongest_rows)
    else:
        table = ask(tables.listed, library, view, tables.of_quotes, first_rows, "quotes", tables.ORDERS[sorting])
    strong = ask(counts.totals, library, strong_only(view)).quotes
    if strong < total.quotes:
        layout.small(
            f"{formats.plural(strong, 'strong quote').capitalize()}: direct, mixed or indirect speech with a confidence of at least"
            f" {DEFAULT_CONFIDENCE:.2f}. {formats.plural(total.quotes - strong, 'other').capitalize()}."
        )
    tables.quotes(table, total.quotes, key=f"quotes-{sorting}")
    downloads.table(library, "quotes", view)
with layout.card("Evidence", "The passage of the selected row; of the first if none is selected.", link="evidence"):
    evidence.quote(library, *tables.chosen_quote(library, view, table.rows))
