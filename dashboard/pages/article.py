"""Article: the text with its quotes by speaker and its mentions marked, its figures, and the articles before and after it."""

from typing import Any

import pandas as pd
import streamlit as st

from analytics.queries import counts, search
from analytics.queries.filters import Filters
from analytics.queries.rows import rows_of_article
from dashboard.components import downloads, evidence, filter_bar, layout, open_library, reader, tables
from dashboard.components.layout import Figure
from dashboard.state import filters
from dashboard.state.colours import colours
from dashboard.state.library import ask, ask_rows, first_rows
from dashboard.text import formats, headlines
from dashboard.text.terms import TERMS

library = open_library.opened()
chosen = filters.chosen()
view = chosen.filters
asked = st.query_params.get("article")
found = reader.place(library, view, asked)
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
    newest = reader.place(library, view, None)
    if newest is None:
        filter_bar.none_left("articles")
        st.stop()
    if asked:
        layout.notice(f"No article in this library has the id “{formats.shorten(asked, 80)}”. The newest is shown instead.")
    article_id, where = newest

article: Any = next(library.query("SELECT * FROM articles WHERE article_id = ?", [article_id]).itertuples())
quotes = ask_rows(rows_of_article, library, "quotes", article_id)
named = ask_rows(rows_of_article, library, "mentions", article_id)
sentences = ask_rows(rows_of_article, library, "sentences", article_id)
tone = reader.tone(article, sentences, quotes)
speakers = quotes[quotes["actor"].notna()].drop_duplicates("actor")
actors = named[named["actor"].notna()]["actor"].nunique()

about = [
    article.outlet,
    None if pd.isna(article.published) else f"{formats.day(article.published)}, {article.published:%H:%M} UTC",
    article.author,
]
line = ", ".join(str(a) for a in about if not pd.isna(a)) or "no outlet, date or author known"
layout.headline(
    "Article",
    headlines.article(len(quotes), speakers["actor_name"].tolist(), actors),
    f"{line}; article {formats.count(where.number)} of {formats.count(where.total)} under the filters" if where else line,
    lead="",
)
layout.figures(
    [
        Figure("Words", formats.count(article.words), "Words of the text. A title beside it is not counted."),
        Figure(
            "Quotes",
            formats.count(len(quotes)),
            f"{formats.count(quotes['words'].sum())} of {formats.count(article.words)} words are quoted.",
        ),
        Figure("Actors named", formats.count(actors), f"In {formats.plural(len(named), 'mention')}."),
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

classes = reader.shades(colours(library, speakers["actor"].tolist()))
with layout.card("Without a title" if pd.isna(article.title) else "As it was published", line):
    if not pd.isna(article.duplicate_of):
        layout.notice("A wire copy: another outlet published the same story first.")
    reader.legend(quotes, classes)
    reader.show(article, sentences, quotes, named, classes)
    if not pd.isna(article.url):
        layout.details([("Address", article.url)])

if len(quotes):
    with layout.card("Quotes of this article", "Select a row: the reasons appear below."):
        tables.quotes(quotes, len(quotes), key="article-quotes")
        downloads.numbers(quotes, "quotes-of-article")
    with layout.card("Evidence", "The passage of the selected row; of the first if none is selected."):
        shown, number = tables.chosen_quote(library, Filters(), quotes)
        evidence.quote(library, article_id, number if shown == article_id else int(quotes["quote"].iloc[0]))

with layout.card("All articles under the filters", "Newest first."):
    total = ask(counts.totals, library, view)
    tables.articles(ask(first_rows, library, view, "articles"), total.articles)
    downloads.table(library, "articles", view)
