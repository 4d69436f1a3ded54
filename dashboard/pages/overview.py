"""Overview: how much there is, how coverage runs, who speaks most, who is named most, and what is missing."""

from analytics.queries import base, counts, tone
from analytics.queries.missing import missing
from dashboard.charts import coverage, mentions, quotes
from dashboard.charts import tone as tone_charts
from dashboard.components import downloads, filter_bar, layout, open_library, tables
from dashboard.components.layout import Figure
from dashboard.state import clicks, filters, time_axis
from dashboard.state.colours import colours
from dashboard.state.library import ahead, ask, first_rows
from dashboard.text import formats, headlines
from dashboard.text.terms import TERMS

library = open_library.opened()
chosen = filters.chosen()
view = chosen.filters
ahead(library, view, (base.reach,), (counts.speakers,), (counts.named,), (counts.totals,), (counts.said,), (counts.read,))
total = ask(counts.totals, library, view)
if not total.articles:
    filter_bar.none_left("articles")

first, last = ask(base.reach, library, view)
period = time_axis.period(first, last)
ahead(library, view, (counts.coverage, period), (tone.tone_over_time, period))
speakers = ask(counts.speakers, library, view)
named = ask(counts.named, library, view)
quoted = (counts.examples, "quotes", "actor", tuple(speakers["actor"].head(10)))
called = (counts.examples, "mentions", "actor", tuple(named["actor"].head(10)))
ahead(library, view, quoted, called, (missing,))
course = ask(counts.coverage, library, view, period)
top, leads = filters.lead(speakers, "words")
undrawn = coverage.not_drawn(total.articles, total.undated) + time_axis.note(period)

names = layout.LinkedNames()
sentence = headlines.overview(total, top and names(top.actor, top.name), top.share_words if top else 0.0, leads)
layout.headline("Overview", sentence, chosen.words, names=names)
layout.figures(
    [
        Figure(
            "Articles",
            formats.count(total.articles),
            f"{formats.count(total.words)} words, including {formats.plural(total.copies, 'wire copy', 'wire copies')}.",
            course["articles"].tolist(),
        ),
        Figure(
            "Quotes",
            formats.count(total.quotes),
            f"{formats.count(total.quoted_words)} quoted words. {TERMS['quoted words']}",
            course["quotes"].tolist(),
        ),
        Figure(
            "Speakers",
            formats.count(total.speakers),
            f"{formats.count(total.unnamed)} of {formats.count(total.quotes)} quotes have an unidentified speaker."
            f" {TERMS['speaker']}",
            course["speakers"].tolist(),
        ),
        Figure(
            "Actors",
            formats.count(total.actors),
            f"People, organisations and countries, named {formats.plural(total.mentions, 'time')}.",
            course["actors"].tolist(),
        ),
        Figure("Outlets", formats.count(total.outlets), "The publishers of the selected articles.", course["outlets"].tolist()),
        Figure(
            "Days",
            formats.count((total.last - total.first).days + 1) if total.first and total.last else "–",
            f"From the first day to the last, in UTC. {formats.plural(total.undated, 'article').capitalize()} without a date.",
            note=formats.range_of(total.first, total.last),
        ),
    ]
)

title = coverage.finding(course, period)
with layout.card(title, f"Articles per {period}.{undrawn}", link="coverage"):
    if len(course):
        smooth = time_axis.smoothed(course[["period", "articles"]], ("articles",)) if time_axis.rolling() > 1 else None
        figure = coverage.articles(course, period, last, smooth["articles"].tolist() if smooth is not None else ())
        below = layout.chart(figure, "coverage", title, clicks.pick_period(course["period"].tolist(), period))
        drawn = course if smooth is None else course.assign(articles_rolling_mean=smooth["articles"])
        downloads.numbers(drawn, "coverage", below)
    else:
        layout.nothing("No article here has a date", "Add dates in a column called published, or in the first lines of a text.")

left, right = layout.pair()
with left, layout.card("Who speaks most?", "Share of all quoted words. Click a bar to filter.", link="speakers"):
    most = speakers["actor"].head(10).tolist()
    figure = quotes.speaking(
        speakers, ask(counts.said, library, view), total, ask(quoted[0], library, view, *quoted[1:]), colours(library, most)
    )
    below = layout.chart(figure, "speaking", "Speakers by share of quoted words", clicks.pick(most))
    downloads.numbers(speakers, "speakers", below)
with right, layout.card("Who is named most?", "Mentions per 1,000 words. Click a bar to filter.", link="named"):
    most = named["actor"].head(10).tolist()
    figure = mentions.naming(
        named, ask(counts.read, library, view), total, ask(called[0], library, view, *called[1:]), colours(library, most)
    )
    below = layout.chart(figure, "naming", "Actors by mentions per 1,000 words", clicks.pick(most))
    downloads.numbers(named, "named", below)

with layout.card(
    "Does the wording grow warmer or harsher?",
    f"Mean tone of unquoted sentences and, separately, of quotes per {period}; zero is neutral.{undrawn}",
    link="wording",
):
    toned = time_axis.smoothed(ask(tone.tone_over_time, library, view, period), ("sentence_tone", "quote_tone"))
    if len(toned):
        below = layout.chart(tone_charts.over_time(toned, period, last), "tone-over-time", "Tone over time")
        downloads.numbers(toned, "tone-over-time", below)
    else:
        layout.nothing(*layout.NO_DATES)

with layout.card("The newest articles", "Open one to read it with its quotes and names marked.", link="articles"):
    tables.articles(ask(tables.listed, library, view, tables.of_articles, first_rows, "articles"), total.articles)
    downloads.table(library, "articles", view)

with layout.card("What is missing", "What the numbers above leave out.", link="missing"):
    gaps = ask(missing, library, view)
    layout.details(
        [
            (name, f"{formats.plural(number, *noun)}: {what}" if number else "none")
            for name, number, noun, what in (
                ("Without a date", gaps.undated, ("article",), "in every total, in no chart over time."),
                ("Without an outlet", gaps.no_outlet, ("article",), "in every total, in no chart by outlet."),
                ("Unidentified speakers", gaps.unidentified, ("quote",), "in every total, under no speaker."),
                ("Wire copies", gaps.copies, ("article",), "the same story again. Count each once under More, Wire copies."),
                ("Skipped on import", gaps.skipped, ("file or row", "files and rows"), "listed on the Import page."),
            )
        ]
    )
