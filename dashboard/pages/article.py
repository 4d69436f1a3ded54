"""Article: the text with its quotes by speaker and its mentions marked, its figures, and the articles before and after it."""

import pandas as pd
import streamlit as st

from analytics.queries import counts, search
from analytics.queries.filters import Filters
from dashboard.components import downloads, evidence, filter_bar, layout, open_library, reader, tables
from dashboard.components.layout import Figure
from dashboard.state import filters
from dashboard.state.library import ask, ask_rows, first_rows
from dashboard.text import formats, headlines
from dashboard.text.terms import TERMS

library = open_library.opened()
chosen = filters.chosen()
view = chosen.filters
asked = st.query_params.get("article")
found = ask(reader.place, library, view, asked)
where: reader.Place | None = None
if found:
    article_id, where = found
elif asked and len(library.query("SELECT 1 FROM articles WHERE article_id = ?", [asked])):
    article_id = asked
    wrong = search.problem(view.words)
    layout.notice(
        f"The search cannot be read: {wrong}." if wrong
        else "This article does not match the current filters. It is shown because the address asks for it."
    )  # fmt: skip
else:
    newest = ask(reader.place, library, view, None)
    if newest is None:
        filter_bar.none_left("articles")
        st.stop()
    if asked:
        layout.notice(f"No article in this library has the id “{formats.shorten(asked, 80)}”. The newest is shown instead.")
    article_id, where = newest

reading = ask_rows(reader.read, library, article_id, view.words)
article, quotes, tone = reading.article, reading.quotes.rows, reading.tone

about = [
    article.outlet,
    None if pd.isna(article.published) else f"{formats.day(article.published)}, {article.published:%H:%M} UTC",
    article.author,
]
line = ", ".join(str(a) for a in about if not pd.isna(a)) or "no outlet, date or author known"
linked = layout.LinkedNames()
layout.headline(
    "Article",
    headlines.article(len(quotes), [linked(actor, name) for actor, name, _ in reading.speakers], reading.actors),
    f"{line}; article {formats.count(where.number)} of {formats.count(where.total)} under the filters" if where else line,
    lead="",
    names=linked,
)
layout.figures(
    [
        Figure("Words", formats.count(article.words), "Words of the text. A title beside it is not counted."),
        Figure(
            "Quotes",
            formats.count(len(quotes)),
            f"{formats.count(quotes['words'].sum())} of {formats.count(article.words)} words are quoted.",
        ),
        Figure("Actors named", formats.count(reading.actors), f"In {formats.plural(reading.mentions, 'mention')}."),
        Figure(
            "Tone outside quotes",
            formats.tone(tone.unquoted.mean),
            f"Mean of {formats.plural(tone.unquoted.n, 'sentence')}, without their quoted words; of quoted words alone"
            f" {formats.tone(tone.quoted.mean)}, of whole sentences {formats.tone(tone.sentences.mean)}. {TERMS['tone']}",
        ),
    ]
)

with st.container(horizontal=True, gap="small"):
    # Buttons, because a link to the open page does nothing.
    for label, neighbour in (("Newer article", where and where.newer), ("Older article", where and where.older)):
        st.button(label, on_click=reader.turn_to, args=(neighbour,), disabled=not neighbour)

with layout.card("Without a title" if pd.isna(article.title) else "As it was published", line):
    if not pd.isna(article.duplicate_of):
        layout.notice("A wire copy: another outlet published the same story first.")
    reader.show(reading)
    if not pd.isna(article.url):
        layout.details([("Address", article.url)])

if len(quotes):
    with layout.card("Quotes of this article", "Select a row: the reasons appear below."):
        tables.quotes(reading.quotes, len(quotes), key="article-quotes")
        downloads.numbers(quotes, "quotes-of-article")
    with layout.card("Evidence", "The passage of the selected row; of the first if none is selected."):
        shown, number = tables.chosen_quote(library, Filters(), quotes)
        evidence.quote(library, article_id, number if shown == article_id else int(quotes["quote"].iloc[0]))

with layout.card("All articles under the filters", "Newest first."):
    total = ask(counts.totals, library, view)
    tables.articles(ask(tables.listed, library, view, tables.of_articles, first_rows, "articles"), total.articles)
    downloads.table(library, "articles", view)
