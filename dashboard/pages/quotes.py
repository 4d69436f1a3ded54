"""Quotes: whose words fill the pages, how that changes, how they are reported, and each quote with its evidence."""

import streamlit as st

from analytics.queries import base, counts
from dashboard import charts, downloads, evidence, filters, headlines, opening, page, rows, words
from dashboard.colours import colours

library = opening.opened()
chosen = filters.chosen()
view = chosen.filters
opening.ahead(
    library, view, (base.reach,), (counts.speakers,), (counts.totals,), (counts.said,),
    (counts.about,), (counts.stances,),
)  # fmt: skip
total = opening.ask(counts.totals, library, view)
if not total.quotes:
    filters.none_left("quotes")

first, last = opening.ask(base.reach, library, view)
period = base.period_for(first, last)
opening.ahead(library, view, (counts.coverage, period))
speakers = opening.ask(counts.speakers, library, view)
whole = opening.ask(counts.said, library, view)
top, _ = filters.lead(speakers, "words")
given = st.session_state.get("share") or st.query_params.get("share")
of = next((column for column, name in rows.SHARES.items() if name == given), "words")  # its control is drawn below the figures
order = speakers.sort_values(of, ascending=False, kind="stable")
lead = tuple(order["actor"].head(4))
most = tuple(order["actor"].head(10))
opening.ahead(library, view, (counts.said_over_time, lead, period), (counts.examples, "quotes", "actor", most))
course = opening.ask(counts.coverage, library, view, period)
shades = colours(library, order["actor"].head(10), lead)

page.headline(
    "Quotes",
    headlines.quotes(total, top and top.name, top.share_words if top else 0.0, top.share_quotes if top else 0.0),
    chosen.words,
)
unnamed = f"All but {words.count(total.unnamed)} of {words.plural(total.quotes, 'quote')}."
page.figures(
    [
        page.Figure("Quotes", words.count(total.quotes), f"Of {words.count(whole[1])} without the actor filter.", course["quotes"]),
        page.Figure("Quoted words", words.count(total.quoted_words), words.TERMS["quoted words"], course["quoted_words"]),
        page.Figure("Speakers", words.count(total.speakers), words.TERMS["speaker"], course["speakers"]),
        page.Figure("With a name", words.share(1 - total.unnamed / total.quotes), unnamed),
    ]
)

st.segmented_control("Share of", list(rows.SHARES.values()), key="share", default=rows.SHARES["words"], bind="query-params")

with page.card(
    "Whose share of voice rises and falls?", f"Part of all {rows.SHARES[of]}, {period} by {period}. Click a point to filter."
):
    said = opening.ask(counts.said_over_time, library, view, lead, period)
    if len(said):
        names = dict(zip(speakers["actor"], speakers["name"], strict=True))
        drawn = rows.over_time(
            said, f"share_{of}", lead, names, shades,
            lambda row: (
                rows.when(row.period, period),
                f"{words.count(row.words)} of {words.count(row.all_words)} quoted words",
                f"{words.count(row.quotes)} of {words.plural(row.all_quotes, 'quote')}",
            ),
        )  # fmt: skip
        partial = base.is_partial(last, period)
        page.chart(
            charts.lines(sorted(set(said["period"])), drawn, percent=True, partial=partial),
            "voice",
            "Share of voice over time",
            filters.pick([actor for actor in lead for _ in range(2 if partial else 1)]),
            by="curve",
        )
        downloads.numbers(said, "share-of-voice")
    else:
        page.nothing("No speaker with a settled name in a dated article", "Share over time needs both.")

left, right = page.pair()
with left, page.card("Who speaks most?", f"Share of all {rows.SHARES[of]}. Click a bar to filter."):
    examples = opening.ask(counts.examples, library, view, "quotes", "actor", most)
    page.chart(
        rows.speaking(order, whole, total, examples, shades, of),
        "speaking",
        f"Speakers by share of {rows.SHARES[of]}",
        filters.pick(order["actor"].head(10).tolist()),
    )
    downloads.numbers(order, "speakers")
with right, page.card("How do outlets report claims?", words.TERMS["stance"]):
    stances = opening.ask(counts.stances, library, view)
    if len(stances):
        figure, outlets = rows.stances(stances)
        page.chart(figure, "stances", "Stances of reporting words by outlet", filters.pick_outlet(outlets))
        downloads.numbers(stances, "stances")
    else:
        page.nothing(
            "No reporting word here has a stance", "Quotes without a reporting word say nothing about their outlet's stance."
        )

with page.card(
    "Who speaks about whom?",
    "Quotes in which a speaker names somebody else; the ten most frequent of each. Click a cell to filter.",
):
    about = opening.ask(counts.about, library, view)
    if len(about):
        figure, pairs = rows.about(about)
        page.chart(figure, "who-about-whom", "Speakers by the actors whom they name", filters.pick_about(pairs))
        downloads.numbers(about, "who-about-whom")
    else:
        page.nothing("Nobody here names anybody else in a quote", "Fewer filters may find some.")

with page.card("Every quote, with its evidence", "Select a row: its passage and the reasons appear below."):
    table = opening.ask(opening.first_rows, library, view, "quotes")
    at = page.quotes_table(table, total.quotes)
    downloads.table(library, "quotes", view)
with page.card("Evidence", "The passage of the selected row; of the first, where none is selected."):
    evidence.quote(library, *table.loc[at, ["article_id", "quote"]])
