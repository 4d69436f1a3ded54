"""Mentions: who is named, how often and where, beside how much there was to read."""

from analytics import asking, mentions
from analytics.selection import select
from dashboard import charts, downloads, evidence, filters, headlines, opening, page, rows, words
from dashboard.colours import colours

library = opening.opened()
chosen = filters.chosen()
view = chosen.filters
total = opening.ask(mentions.totals, library, view)
if not total.actors:
    filters.none_left("mentions")

first, last = opening.ask(asking.reach, library, view)
period = asking.period_for(first, last)
course = opening.ask(mentions.coverage, library, view, period)
named = opening.ask(mentions.named, library, view)
whole = opening.ask(mentions.read, library, view)
top, leads = filters.lead(named, "mentions")
lead = tuple(named["actor"].head(4))
names = dict(zip(named["actor"], named["name"], strict=True))
shades = colours(library, named["actor"].head(10))
each = total.mentions * 1000 / max(whole[1], 1)

page.headline(
    "Mentions",
    headlines.mentions(total, top and top.name, top.per_1000 if top else 0.0, top.share_articles if top else 0.0, leads),
    chosen.words,
)
page.figures(
    [
        page.Figure(
            "Mentions",
            words.count(total.mentions),
            f"In {words.count(whole[1])} words of {words.plural(whole[0], 'article')}.",
            course["mentions"],
        ),
        page.Figure("Per 1,000 words", f"{each:.1f}", words.TERMS["per 1,000 words"]),
        page.Figure("Actors", words.count(total.actors), "People, organisations and countries, each under one name."),
        page.Figure(
            "Articles",
            words.count(total.articles),
            f"Of {words.count(whole[0])} under the same filters without the actor.",
            course["articles"],
        ),
    ]
)

with page.card("Who comes into the news, and who leaves it?", f"Mentions for every 1,000 words, {period} by {period}."):
    course_of = opening.ask(mentions.named_over_time, library, view, lead, period)
    if len(course_of):
        drawn = rows.over_time(
            course_of, "per_1000", lead, names, shades,
            lambda row: (
                rows.when(row.period, period),
                f"{words.plural(row.mentions, 'mention')} in {words.count(row.words)} words",
                f"in {words.count(row.articles)} of {words.plural(row.all_articles, 'article')}",
            ),
        )  # fmt: skip
        page.chart(
            charts.lines(sorted(set(course_of["period"])), drawn, partial=asking.is_partial(last, period)),
            "named-over-time",
            "Mentions over time",
        )
        downloads.numbers(course_of, "mentions-over-time")
    else:
        page.nothing("No article here has a date", "A line over time needs dates.")

left, right = page.pair()
with left, page.card("Who is named most?", "Mentions for every 1,000 words. Click a bar to filter."):
    examples = opening.ask(mentions.examples, library, view, "mentions", "actor", tuple(named["actor"].head(10)))
    page.chart(
        rows.naming(named, whole, total, examples, shades),
        "naming",
        "Actors by mentions for every 1,000 words",
        filters.pick(named["actor"].head(10).tolist()),
    )
    downloads.numbers(named, "named")
with right, page.card(f"Which outlet names {words.shorten(top.name, 40)} most?", "Mentions for every 1,000 words of the outlet."):
    by_outlet = opening.ask(mentions.named_by_outlet, library, view, (top.actor,))
    if len(by_outlet):
        page.chart(rows.by_outlet(by_outlet, shades.get(top.actor, charts.GREY)), "by-outlet", "Mentions by outlet")
        downloads.numbers(by_outlet, "mentions-by-outlet")
    else:
        page.nothing("No outlet is known", "Articles without an outlet count in every total, but in no outlet's.")

with page.card("Who is named together?", "Articles that name both, of the ten most named."):
    pairs = opening.ask(mentions.together, library, view)
    if len(pairs):
        page.chart(rows.together(pairs), "together", "Actors named in the same article")
        downloads.numbers(pairs, "named-together")
    else:
        page.nothing("No two actors stand in one article here", "Fewer filters may bring some together.")

with page.card("Every mention", "Select a row: its passage appears below."):
    table = select(library, "mentions", view, limit=page.MOST_ROWS)
    at = page.mentions_table(table, total.mentions)
    downloads.table(library, "mentions", view)
with page.card("Evidence", "The passage of the selected row; of the first, where none is selected."):
    evidence.mention(library, next(table.iloc[[at]].itertuples()))
