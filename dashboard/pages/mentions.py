"""Mentions: who is named, how often, by which outlet and together with whom."""

import streamlit as st

from analytics.queries import base, counts
from analytics.queries.near import named_with
from analytics.queries.pairs import together
from dashboard.charts import coverage, mentions
from dashboard.charts.shapes import lines
from dashboard.charts.shapes.base import GREY
from dashboard.components import downloads, evidence, filter_bar, layout, open_library, tables
from dashboard.components.layout import Figure
from dashboard.state import clicks, filters, time_axis
from dashboard.state.colours import colours
from dashboard.state.library import ahead, ask, first_rows
from dashboard.text import formats, headlines
from dashboard.text.terms import TERMS

library = open_library.opened()
chosen = filters.chosen()
view = chosen.filters
ahead(
    library, view, (base.reach,), (counts.named,), (counts.totals,), (counts.read,), (together,), (counts.in_headlines,),
)  # fmt: skip
total = ask(counts.totals, library, view)
if not total.actors:
    filter_bar.none_left("mentions")

first, last = ask(base.reach, library, view)
period = time_axis.period(first, last)
ahead(library, view, (counts.coverage, period))
named = ask(counts.named, library, view)
whole = ask(counts.read, library, view)
top, leads = filters.lead(named, "mentions")
names = dict(zip(named["actor"], named["name"], strict=True))
course = ask(counts.coverage, library, view, period)
rate = total.mentions * 1000 / max(whole[1], 1)

linked = layout.LinkedNames()
actor = top and linked(top.actor, top.name)
sentence = headlines.mentions(total, actor, top.per_1000 if top else 0.0, top.share_articles if top else 0.0, leads)
layout.headline("Mentions", sentence, chosen.words, names=linked)
layout.figures(
    [
        Figure(
            "Mentions",
            formats.count(total.mentions),
            f"In {formats.count(whole[1])} words of {formats.plural(whole[0], 'article')}.",
            course["mentions"].tolist(),
        ),
        Figure("Per 1,000 words", f"{rate:.1f}", TERMS["per 1,000 words"]),
        Figure("Actors", formats.count(total.actors), "People, organisations and countries, each under one name."),
        Figure(
            "Articles",
            formats.count(total.articles),
            f"Of {formats.count(whole[0])} under the same filters without the actor.",
            course["articles"].tolist(),
        ),
    ]
)

with st.container(horizontal=True, gap="medium"):
    way = st.segmented_control(
        "Measured in", list(mentions.MEASURES), key="measure", default="per 1,000 words", bind="query-params"
    )
    within = st.segmented_control("Together in one", list(mentions.TOGETHER), key="within", default="article", bind="query-params")
measure = mentions.MEASURES[way or "per 1,000 words"]
within = within or "article"
order = mentions.leading(named, measure)
most = order["actor"].head(10).tolist()
lead = filters.dated_leaders(library, "mentions", order["actor"].tolist())
ahead(
    library,
    view,
    (counts.named_over_time, lead, period),
    (counts.examples, "mentions", "actor", tuple(most)),
    (counts.named_by_outlet, (top.actor,)),
)
shades = colours(library, most, lead)
undrawn = coverage.not_drawn(total.articles, total.undated) + time_axis.note(period)

with layout.card(
    "Who enters the news, and who leaves it?",
    f"{measure.meaning} per {period}. Click a point to filter.{undrawn}",
    link="course",
):
    course_of = ask(counts.named_over_time, library, view, lead, period)
    course_of = time_axis.smoothed(course_of, (measure.column,), "actor")
    if len(course_of):
        drawn = mentions.over_time(course_of, period, measure, lead, names, shades)
        partial = base.is_partial(last, period)
        counted = measure.column == "mentions" and time_axis.rolling() == 1
        below = layout.chart(
            lines.lines(sorted(set(course_of["period"])), drawn, percent=measure.percent, partial=partial, whole=counted),
            "named-over-time",
            f"{measure.meaning} over time",
            clicks.pick([actor for actor in lead for _ in range(2 if partial else 1)]),
            by="curve",
        )
        downloads.numbers(course_of, "mentions-over-time", below)
    else:
        layout.nothing(*layout.NO_DATES)

in_title = layout.LinkedNames()
asked_about = in_title(top.actor, formats.shorten(top.name, 40))
left, right = layout.pair()
with left, layout.card("Who is named most?", f"{measure.meaning}. Click a bar to filter.", link="named"):
    examples = ask(counts.examples, library, view, "mentions", "actor", tuple(most))
    figure = mentions.naming(order, whole, total, examples, shades, measure)
    below = layout.chart(figure, "naming", f"Actors by {measure.meaning.lower()}", clicks.pick(most))
    downloads.numbers(order, "named", below)
with (
    right,
    layout.card(
        f"Which outlet names {asked_about} most?", f"{measure.meaning}. Click a bar to filter.", link="outlets", names=in_title
    ),
):
    by_outlet = ask(counts.named_by_outlet, library, view, (top.actor,))
    if len(by_outlet):
        figure, outlets = mentions.by_outlet(by_outlet, shades.get(top.actor, GREY), measure)
        below = layout.chart(
            figure, "by-outlet", f"Mentions of {formats.shorten(top.name, 40)} by outlet", clicks.pick_outlet(outlets)
        )
        downloads.numbers(by_outlet, "mentions-by-outlet", below)
    else:
        layout.nothing("No article here has an outlet", "Articles without an outlet count in every total, but under no outlet.")

headlined = ask(counts.in_headlines, library, view)
with layout.card("Who makes the headlines?", "Mentions in headlines. Click a bar to filter.", link="headlines"):
    if len(headlined):
        actors = headlined["actor"].tolist()
        figure = mentions.in_headlines(headlined, colours(library, actors, lead))
        below = layout.chart(figure, "headlines", "Actors by mentions in headlines", clicks.pick(actors))
        downloads.numbers(headlined, "named-in-headlines", below)
    else:
        layout.nothing("No headline here names an actor", "Try fewer filters.")

one = view.actors[0] if len(view.actors) == 1 else None  # its own mentions alone would be together with no other
pairs = ask(named_with, library, view, one) if one else ask(together, library, view)
who = formats.shorten(chosen.names.get(one, one), 40) if one else ""
column = mentions.TOGETHER[within]
found = len(pairs) > 0 and pairs[column].max() > 0
left, right = layout.pair()
with (
    left,
    layout.card(
        f"With whom is {who} named?" if one else "Who is named together?",
        f"{column.capitalize()} that name both, among the most named{f' with {who}' if one else ''}. Click a cell to filter.",
        link="together",
    ),
):
    if found:
        figure, cells = mentions.together(pairs, within)
        below = layout.chart(figure, "together", f"Actors named in the same {within}", clicks.pick_pair(cells))
        downloads.numbers(pairs, "named-together", below)
    else:
        layout.nothing(
            f"No {within} here names another actor with {who}" if one else f"No {within} here names two actors",
            "Try fewer filters.",
        )
with (
    right,
    layout.card(
        "And as a network?",
        f"Wider lines: more {column} with both. Larger points: more mentions. Click a point to filter.",
        link="network",
    ),
):
    if found:
        sized = ask(counts.named, library, view.whole()) if one else named
        sizes = dict(zip(sized["actor"], sized["mentions"], strict=True))
        figure, actors = mentions.network(pairs, within, sizes, shades)
        below = layout.chart(figure, "together-network", f"Network of actors named in the same {within}", clicks.pick(actors))
        downloads.numbers(sized[sized["actor"].isin(actors)], "network", below)
    else:
        layout.nothing("No pairs to show", "Try fewer filters.")

with layout.card("All mentions", "Select a row: its passage appears below.", link="mentions"):
    table = ask(tables.listed, library, view, tables.of_mentions, first_rows, "mentions")
    at = tables.mentions(table, total.mentions)
    downloads.table(library, "mentions", view)
with layout.card("Evidence", "The passage of the selected row; of the first if none is selected.", link="evidence"):
    row = table.rows.iloc[at]
    evidence.mention(library, str(row["article_id"]), int(row["sentence"]), int(row["start"]), int(row["end"]))
