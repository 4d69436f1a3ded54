"""Actors: everybody the library knows, under one name and many forms."""

from analytics import mentions
from dashboard import downloads, filters, headlines, opening, page, rows, words

library = opening.opened()
chosen = filters.chosen()
view = chosen.filters
kinds = opening.ask(mentions.actor_types, library, view)
if not len(kinds):
    filters.none_left("actors")
known = opening.ask(mentions.actors, library, view)
total = int(kinds["actors"].sum())

page.headline(
    "Actors",
    headlines.actors(dict(zip(kinds["type"], kinds["actors"], strict=True)), known["name"].iloc[0], int(known["mentions"].iloc[0])),
    chosen.words,
)
page.figures(
    [page.Figure("Actors", words.count(total), "Whoever is named or quoted under the present filters.")]
    + [
        page.Figure(words.kind_of(row.type, 2), words.count(row.actors), f"Of {words.plural(total, 'actor')}.")
        for row in kinds.head(3).itertuples()
    ]
)

with page.card(
    "Who is heard, and who is only talked about?", "Of the ten most named: how often each is quoted, beside how often named."
):
    page.chart(rows.heard(known.head(10)), "heard", "Actors by mentions and quotes")
    downloads.numbers(known.drop(columns="forms"), "actors-heard")

with page.card("Everybody", "Select a row to see every form of the name and how often it stands in the text."):
    at = page.actors_table(known, total)
    downloads.whole(library, "actors")
one = next(known.iloc[[at]].itertuples())
with page.card(
    one.name,
    f"{words.kind_of(one.type, 1)}. {words.plural(one.mentions, 'mention').capitalize()}, {words.plural(one.quotes, 'quote')}.",
):
    forms = mentions.forms(library, view, one.actor)
    page.details(
        [
            (words.shorten(row.text, 60), f"{words.plural(row.mentions, 'time')} in {words.plural(row.articles, 'article')}")
            for row in forms.head(40).itertuples()
        ]
        or [("Forms", "named only as a speaker")]
    )
    downloads.numbers(forms, "forms")
