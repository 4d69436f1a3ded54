"""Actor: one actor on one page, chosen by the actor filter: what it says, what is said about it, where, with whom."""

import streamlit as st

from analytics.queries import base, counts, one_actor, tone
from analytics.queries import table_rows as rows
from analytics.queries.filters import Filters
from analytics.queries.near import named_with
from analytics.tasks import edit_actors
from dashboard.charts import coverage, mentions, quotes
from dashboard.charts import one_actor as charts
from dashboard.charts import tone as tone_charts
from dashboard.charts.shapes import lines
from dashboard.charts.shapes.base import SERIES
from dashboard.components import downloads, evidence, filter_bar, layout, open_library, tables
from dashboard.components.layout import Figure
from dashboard.state import clicks, filters, time_axis
from dashboard.state.colours import colours
from dashboard.state.library import ahead, ask, first_rows
from dashboard.text import formats, headlines
from dashboard.text.terms import TERMS

library = open_library.opened()
chosen = filters.chosen()
if len(chosen.filters.actors) != 1:
    most = rows.read_rows(ask(counts.named, library, chosen.filters.whole()).head(10), rows.Named)
    layout.headline("Actor", "Choose one actor in the filter above to see a page about that actor.", chosen.words)
    with layout.card("The most named actors", "Choose one of them, or any other in the filter."), st.container(horizontal=True):
        for row in most:
            st.button(formats.plain(row.name), key=f"choose-{row.actor}", on_click=clicks.choose, args=(row.actor,))
    st.stop()

[actor] = chosen.filters.actors
name = chosen.names[actor]
short = formats.shorten(name, 40)
everything = chosen.filters.whole()
by: Filters = everything._replace(actors=(actor,), role="speaker")
of: Filters = everything._replace(actors=(actor,), role="own")
about: Filters = everything._replace(about=(actor,))
first, last = ask(base.reach, library, everything)
period = time_axis.period(first, last)
ahead(
    library, everything, (one_actor.quoted_by_outlet, actor), (named_with, actor), (one_actor.quoted_with, actor),
    (one_actor.headlines, actor), (one_actor.tone_by_and_about, actor), (counts.named_over_time, (actor,), period),
    (counts.said_over_time, (actor,), period),
)  # fmt: skip
total = ask(counts.totals, library, of)
around = ask(counts.totals, library, everything)
if not total.quotes and not total.mentions:
    filter_bar.none_left("quotes by this actor or mentions of this actor")
words, said = ask(counts.said, library, everything)
articles, read = ask(counts.read, library, everything)
naming = ask(counts.totals, library, everything._replace(actors=(actor,), role="mentioned")).articles
toned = rows.read_rows(ask(one_actor.tone_by_and_about, library, everything, actor), rows.Mean)
means = {row.key: row for row in toned}
outlets = ask(one_actor.quoted_by_outlet, library, everything, actor)
leading = [row for row in rows.read_rows(outlets, one_actor.QuotedByOutlet) if row.times > 1 and row.quotes]

layout.headline(
    "Actor",
    headlines.one_actor(name, total, total.quoted_words / max(words, 1), naming, articles, leading[0].outlet if leading else None),
    chosen.words,
)
shade = colours(library, [actor]).get(actor, SERIES[0])
layout.figures(
    [
        Figure("Quotes", formats.count(total.quotes), f"Of {formats.count(said)} quotes under the same filters."),
        Figure(
            "Share of voice",
            formats.share(total.quoted_words / words if words else None),
            f"{formats.count(total.quoted_words)} of {formats.count(words)} quoted words. {TERMS['share of voice']}",
        ),
        Figure(
            "Mentions",
            formats.count(total.mentions),
            f"{total.mentions * 1000 / max(read, 1):.2f} per 1,000 words, in {formats.count(naming)} of"
            f" {formats.plural(articles, 'article')}.",
        ),
        *(
            Figure(
                label,
                formats.tone(means[key].mean if key in means else None),
                f"Mean of {formats.plural(means[key].n if key in means else 0, 'quote')}. {TERMS['tone']}",
                note=charts.interval(means.get(key)),
            )
            for label, key in (("Tone of own quotes", "by"), ("Tone of quotes by others", "about"))
        ),
    ]
)

undrawn = coverage.not_drawn(around.articles, around.undated) + time_axis.note(period)
partial = base.is_partial(last, period)
left, right = layout.pair()
with left, layout.card(f"Does {short} speak more, or less?", f"Share of all quoted words per {period}.{undrawn}", link="voice"):
    voice = ask(counts.said_over_time, library, everything, (actor,), period)
    voice = time_axis.smoothed(voice, ("share_words", "share_quotes"), "actor")
    if len(voice):
        drawn = quotes.over_time(voice, period, "words", (actor,), {actor: name}, {actor: shade})
        figure = lines.lines(voice["period"].tolist(), drawn, percent=True, partial=partial)
        below = layout.chart(figure, "actor-voice", f"Share of quoted words of {short} over time")
        downloads.numbers(voice, "actor-voice", below)
    else:
        layout.nothing(*layout.NO_DATES)
with right, layout.card(f"Is {short} named more, or less?", f"Mentions per 1,000 words per {period}.{undrawn}", link="course"):
    course = ask(counts.named_over_time, library, everything, (actor,), period)
    course = time_axis.smoothed(course, ("per_1000", "share_articles"), "actor")
    if len(course):
        measure = mentions.MEASURES["per 1,000 words"]
        drawn = mentions.over_time(course, period, measure, (actor,), {actor: name}, {actor: shade})
        figure = lines.lines(course["period"].tolist(), drawn, partial=partial)
        below = layout.chart(figure, "actor-course", f"Mentions of {short} over time")
        downloads.numbers(course, "actor-mentions", below)
    else:
        layout.nothing(*layout.NO_DATES)

left, right = layout.pair()
with (
    left,
    layout.card(
        f"Which outlets quote {short} most?",
        "Share of the outlet's quoted words, with its 95% interval; × compares it with all outlets together. Click to filter.",
        link="outlets",
    ),
):
    if total.quotes and len(outlets):
        figure, keys = charts.by_outlet(outlets, shade)
        below = layout.chart(figure, "actor-outlets", f"Share of quoted words of {short} by outlet", clicks.pick_outlet(keys))
        downloads.numbers(outlets, "actor-outlets", below)
    else:
        layout.nothing("No outlet here quotes this actor", "Try fewer filters.")
with right, layout.card("How warm are quotes by the actor, and quotes of others about the actor?", TERMS["tone"], link="tone"):
    if toned:
        figure, _ = tone_charts.means(charts.named_tones(ask(one_actor.tone_by_and_about, library, everything, actor)), "quote")
        below = layout.chart(figure, "actor-tone", f"Tone of quotes by and about {short}")
        downloads.numbers(ask(one_actor.tone_by_and_about, library, everything, actor), "actor-tone", below)
    else:
        layout.nothing("No quote by or about this actor", "Try fewer filters.")

left, right = layout.pair()
with left, layout.card(f"With whom is {short} named?", "Articles that name both. Click a bar to choose that actor.", link="named"):
    pairs = ask(named_with, library, everything, actor)
    figure, keys = charts.near(pairs, actor)
    if keys:
        below = layout.chart(figure, "actor-named", f"Actors named with {short}", clicks.pick(keys))
        downloads.numbers(pairs, "actor-named-with", below)
    else:
        layout.nothing("No article here names another actor as well", "Try fewer filters.")
with (
    right,
    layout.card(f"With whom is {short} quoted?", "Articles that quote both. Click a bar to choose that actor.", link="quoted"),
):
    others = ask(one_actor.quoted_with, library, everything, actor)
    if len(others):
        figure, keys = charts.quoted_with(others)
        below = layout.chart(figure, "actor-quoted", f"Speakers quoted with {short}", clicks.pick(keys))
        downloads.numbers(others, "actor-quoted-with", below)
    else:
        layout.nothing("No article here quotes another speaker as well", "Try fewer filters.")

with layout.card(f"How is {short} treated? An estimate", tone_charts.HOLLOW, link="toward"):
    toward = time_axis.smoothed_means(ask(tone.toward_over_time, library, everything, (actor,), period))
    if len(toward):
        figure = tone_charts.estimate_over_time(toward, name, period, last, shade)
        below = layout.chart(figure, "actor-toward", f"Estimated tone toward {short} over time")
        downloads.numbers(toward, "actor-toward", below)
    else:
        layout.nothing("No dated mention has an estimate", "A chart over time needs both.")

with layout.card(f"Which roles do the articles give {short}?", f"Quotes under each role per {period}.{undrawn}", link="roles"):
    roles = ask(one_actor.roles, library, everything, actor, period)
    days = base.periods(first, last, period)
    if len(roles):
        if days and roles["period"].notna().any():
            course = time_axis.smoothed(charts.role_course(roles, days), ("quotes",), "role")
            figure = lines.lines(days, charts.roles(course, period), partial=partial, whole=True)
            layout.chart(figure, "actor-roles", f"Roles of {short} over time")
        layout.details(charts.role_span(roles)[:12])
        downloads.numbers(roles, "actor-roles")
    else:
        layout.nothing(
            "No article here gives this actor a role", "A role is what an article calls a speaker: minister, captain, resident."
        )

headlined = ask(tables.listed, library, everything, tables.of_articles, one_actor.headlines, actor)
with layout.card(f"Headlines that name {short}", "Newest first.", link="headlines"):
    if len(headlined.rows):
        tables.articles(headlined, len(headlined.rows))
        downloads.numbers(headlined.rows, "actor-headlines")
    else:
        layout.nothing("No headline here names this actor", "Try fewer filters.")

forms = ask(edit_actors.written, library, everything, actor)
with layout.card("Forms of the name", "As the texts write them. Correct them on the Actors page.", link="forms"):
    if len(forms):
        tables.forms(forms)
        downloads.numbers(forms, "actor-forms")
    else:
        layout.nothing("Not mentioned by name", "Under these filters the actor is only quoted, under other words than the name.")

for title, view, key in ((f"Newest quotes by {short}", by, "by"), (f"Newest quotes about {short}", about, "about")):
    found = ask(tables.listed, library, view, tables.of_quotes, first_rows, "quotes")
    with layout.card(title, "Select a row: its passage and the reasons appear below.", link=f"quotes-{key}"):
        if len(found.rows):
            tables.quotes(found, ask(counts.totals, library, view).quotes, key=f"actor-quotes-{key}", name=title)
            downloads.table(library, "quotes", view, key=f"quotes-{key}")
        else:
            layout.nothing("No quotes here", "Try fewer filters.")
selected = tables.selected_quote(library, everything)
if selected:
    with layout.card("Evidence", "The passage of the selected row.", link="evidence"):
        evidence.quote(library, *selected)
