"""Article: the reader, with quotes by speaker and mentions underlined; its numbers; the articles before and after it."""

import pandas as pd
import streamlit as st

from analytics.queries import counts
from analytics.queries.rows import rows_of_article
from dashboard import downloads, evidence, filters, headlines, opening, page, reader, words
from dashboard.colours import colours

library = opening.opened()
chosen = filters.chosen()
view = chosen.filters
asked = st.query_params.get("article")
found = reader.place(library, view, asked)
where = found[1] if found else None
if found is None and asked and len(library.query("SELECT 1 FROM articles WHERE article_id = ?", [asked])):
    article_id = asked
    page.notice("This article is outside the present filters, and is shown because its address asks for it.")
else:
    if asked and found is None:
        page.notice(f"No article of this library has the id “{words.shorten(asked, 80)}”. The newest is shown instead.")
        found = reader.place(library, view, None)
    if found is None:
        filters.none_left("articles")
    article_id, where = found

article = next(library.query("SELECT * FROM articles WHERE article_id = ?", [article_id]).itertuples())
quotes = rows_of_article(library, "quotes", article_id)
named = rows_of_article(library, "mentions", article_id)
tone = reader.tone(article, rows_of_article(library, "sentences", article_id), quotes)
speakers = quotes[quotes["actor"].notna()].drop_duplicates("actor")
actors = named[named["actor"].notna()]["actor"].nunique()

about = [
    article.outlet,
    None if pd.isna(article.published) else f"{words.day(article.published)}, {article.published:%H:%M} UTC",
    article.author,
]
line = ", ".join(str(a) for a in about if not pd.isna(a)) or "no outlet, date or author known"
page.headline(
    "Article",
    headlines.article(len(quotes), speakers["actor_name"].tolist(), actors),
    f"{line}; article {words.count(where.number)} of {words.count(where.total)} under the filters" if where else line,
    lead="",
)
page.figures(
    [
        page.Figure("Words", words.count(article.words), "Of the text, its title not counted."),
        page.Figure(
            "Quotes",
            words.count(len(quotes)),
            f"{words.count(quotes['words'].sum())} of {words.count(article.words)} words are quoted.",
        ),
        page.Figure("Actors named", words.count(actors), f"In {words.plural(len(named), 'mention')}."),
        page.Figure(
            "Tone outside quotes",
            words.tone(tone.unquoted.mean),
            f"Mean of {words.plural(tone.unquoted.n, 'sentence')}, without their quoted words; of quoted words alone"
            f" {words.tone(tone.quoted.mean)}, of whole sentences {words.tone(tone.sentences.mean)}. {words.TERMS['tone']}",
        ),
    ]
)

with st.container(horizontal=True, gap="small"):
    # Buttons, since a link to the page that is open already goes nowhere.
    for label, neighbour in (("Newer article", where and where.newer), ("Older article", where and where.older)):
        st.button(label, on_click=reader.turn_to, args=(neighbour,), disabled=not neighbour)

title = "Without a title" if pd.isna(article.title) else article.title
classes = reader.shades(colours(library, speakers["actor"].tolist()))
with page.card("As it was printed" if reader.opens_with_title(article) else title, line):
    if not pd.isna(article.duplicate_of):
        page.notice("A wire copy: another outlet printed the same story first.")
    reader.legend(quotes, classes)
    reader.show(article, quotes, named, classes)
    if not pd.isna(article.url):
        page.details([("Address", article.url)])

if len(quotes):
    with page.card("Its quotes", "Select a row: the reasons appear below."):
        at = page.quotes_table(quotes, len(quotes), key="article-quotes")
        downloads.numbers(quotes, "quotes-of-article")
    with page.card("Evidence", "The passage of the selected row; of the first, where none is selected."):
        evidence.quote(library, article_id, quotes.loc[at, "quote"])

with page.card("All articles under the filters", "Newest first."):
    total = opening.ask(counts.totals, library, view)
    page.articles_table(
        opening.ask(opening.first_rows, library, view, "articles"),
        total.articles,
    )
    downloads.table(library, "articles", view)
