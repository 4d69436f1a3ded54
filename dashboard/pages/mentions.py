"""Mentions: who is named, how often and where, beside how much there was to read."""

import streamlit as st

from analytics.queries import base, counts
from dashboard import charts, downloads, evidence, filters, headlines, mention_rows, opening, page, rows, words
from dashboard.colours import colours

library = opening.opened()
chosen = filters.chosen()
view = chosen.filters
opening.ahead(
    library, view, (base.reach,), (counts.named,), (counts.totals,), (counts.read,),
    (counts.together,), (counts.in_headlines,),
)  # fmt: skip
total = opening.ask(counts.totals, library, view)
if not total.actors:
    filters.none_left("mentions")

first, last = opening.ask(base.reach, library, view)
period = base.period_for(first, last)
opening.ahead(library, view, (counts.coverage, period))
named = opening.ask(counts.named, library, view)
whole = opening.ask(counts.read, library, view)
top, leads = filters.lead(named, "mentions")
names = dict(zip(named["actor"], named["name"], strict=True))
course = opening.ask(counts.coverage, library, view, period)
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

with st.container(horizontal=True, gap="medium"):
    way = st.segmented_control(
        "Measured in", list(mention_rows.MEASURES), key="measure", default="per 1,000 words", bind="query-params"
    )
    within = st.segmented_control(
        "Together in one", list(mention_rows.TOGETHER), key="within", default="article", bind="query-params"
    )
measure = mention_rows.MEASURES[way or "per 1,000 words"]
within = within or "article"
order = mention_rows.leading(named, measure)
lead, most = tuple(order["actor"].head(4)), tuple(order["actor"].head(10))
opening.ahead(
    library,
    view,
    (counts.named_over_time, lead, period),
    (counts.examples, "mentions", "actor", most),
    (counts.named_by_outlet, (top.actor,)),
)
shades = colours(library, order["actor"].head(10), lead)

with page.card("Who comes into the news, and who leaves it?", f"{measure.meaning}, {period} by {period}. Click a point to filter."):
    course_of = opening.ask(counts.named_over_time, library, view, lead, period)
    if len(course_of):
        drawn = rows.over_time(
            course_of, measure.column, lead, names, shades,
            lambda row: (
                rows.when(row.period, period),
                f"{words.plural(row.mentions, 'mention')} in {words.count(row.words)} words",
                f"in {words.count(row.articles)} of {words.plural(row.all_articles, 'article')}",
            ),
        )  # fmt: skip
        partial = base.is_partial(last, period)
        page.chart(
            charts.lines(sorted(set(course_of["period"])), drawn, percent=measure.percent, partial=partial),
            "named-over-time",
            "Mentions over time",
            filters.pick([actor for actor in lead for _ in range(2 if partial else 1)]),
            by="curve",
        )
        downloads.numbers(course_of, "mentions-over-time")
    else:
        page.nothing("No article here has a date", "A line over time needs dates.")

left, right = page.pair()
with left, page.card("Who is named most?", f"{measure.meaning}. Click a bar to filter."):
    examples = opening.ask(counts.examples, library, view, "mentions", "actor", most)
    page.chart(
        mention_rows.naming(order, whole, total, examples, shades, measure),
        "naming",
        "Actors by mentions",
        filters.pick(order["actor"].head(10).tolist()),
    )
    downloads.numbers(order, "named")
with right, page.card(f"Which outlet names {words.shorten(top.name, 40)} most?", f"{measure.meaning}. Click a bar to filter."):
    by_outlet = opening.ask(counts.named_by_outlet, library, view, (top.actor,))
    if len(by_outlet):
        figure, outlets = mention_rows.by_outlet(by_outlet, shades.get(top.actor, charts.GREY), measure)
        page.chart(figure, "by-outlet", "Mentions by outlet", filters.pick_outlet(outlets))
        downloads.numbers(by_outlet, "mentions-by-outlet")
    else:
        page.nothing("No outlet is known", "Articles without an outlet count in every total, but in no outlet's.")

headlined = opening.ask(counts.in_headlines, library, view)
with page.card("Who makes the headlines?", "Mentions in the headlines with which texts begin. Click a bar to filter."):
    if len(headlined):
        page.chart(
            mention_rows.headlined(headlined, colours(library, headlined["actor"], lead)),
            "headlines",
            "Actors by mentions in headlines",
            filters.pick(headlined["actor"].tolist()),
        )
        downloads.numbers(headlined, "named-in-headlines")
    else:
        page.nothing("No headline names anybody here", "Headlines count where they open the text.")

pairs = opening.ask(counts.together, library, view)
many, noun = mention_rows.TOGETHER[within]
left, right = page.pair()
with left, page.card("Who is named together?", f"{many.capitalize()} that name both, of the most named. Click a cell to filter."):
    if len(pairs) and pairs[many].max() > 0:
        figure, cells = mention_rows.together(pairs, within)
        page.chart(figure, "together", f"Actors named in the same {noun}", filters.pick_pair(cells))
        downloads.numbers(pairs, "named-together")
    else:
        page.nothing(f"No two actors stand in one {noun} here", "Fewer filters may bring some together.")
with (
    right,
    page.card("And as a network?", f"Wider lines: more {many} with both. Larger points: more mentions. Click a point to filter."),
):
    if len(pairs) and pairs[many].max() > 0:
        figure, actors = mention_rows.network(pairs, within, dict(zip(named["actor"], named["mentions"], strict=True)), shades)
        page.chart(figure, "together-network", f"Network of actors named in the same {noun}", filters.pick(actors))
        downloads.numbers(named[named["actor"].isin(actors)], "network")
    else:
        page.nothing("There is nothing to join", "Fewer filters may bring some together.")

with page.card("Every mention", "Select a row: its passage appears below."):
    table = opening.ask(opening.first_rows, library, view, "mentions")
    at = page.mentions_table(table, total.mentions)
    downloads.table(library, "mentions", view)
with page.card("Evidence", "The passage of the selected row; of the first, where none is selected."):
    evidence.mention(library, *table.loc[at, ["article_id", "start", "end"]])
