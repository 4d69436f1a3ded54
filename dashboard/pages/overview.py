"""Overview: how much there is, how coverage runs, who speaks most, who is named most, and what is missing."""

from analytics.queries import base, counts, tone
from dashboard import downloads, filters, headlines, mention_rows, opening, page, rows, tone_rows, words
from dashboard.colours import colours

library = opening.opened()
chosen = filters.chosen()
view = chosen.filters
opening.ahead(
    library, view, (base.reach,), (counts.speakers,), (counts.named,), (counts.totals,), (counts.said,), (counts.read,),
)  # fmt: skip
total = opening.ask(counts.totals, library, view)
if not total.articles:
    filters.none_left("articles")

first, last = opening.ask(base.reach, library, view)
period = base.period_for(first, last)
opening.ahead(library, view, (counts.coverage, period), (tone.tone_over_time, period))
speakers = opening.ask(counts.speakers, library, view)
named = opening.ask(counts.named, library, view)
quoted = (counts.examples, "quotes", "actor", tuple(speakers["actor"].head(10)))
called = (counts.examples, "mentions", "actor", tuple(named["actor"].head(10)))
opening.ahead(library, view, quoted, called)
course = opening.ask(counts.coverage, library, view, period)
top, leads = filters.lead(speakers, "words")

page.headline("Overview", headlines.overview(total, top and top.name, top.share_words if top else 0.0, leads), chosen.words)
page.figures(
    [
        page.Figure(
            "Articles",
            words.count(total.articles),
            f"{words.count(total.words)} words, {words.plural(total.copies, 'wire copy', 'wire copies')} among them.",
            course["articles"],
        ),
        page.Figure(
            "Quotes",
            words.count(total.quotes),
            f"{words.count(total.quoted_words)} quoted words. {words.TERMS['quoted words']}",
            course["quotes"],
        ),
        page.Figure(
            "Speakers",
            words.count(total.speakers),
            f"{words.count(total.unnamed)} of {words.count(total.quotes)} quotes have no settled name. {words.TERMS['speaker']}",
            course["speakers"],
        ),
        page.Figure(
            "Actors",
            words.count(total.actors),
            f"People, organisations and countries, named {words.plural(total.mentions, 'time')}.",
            course["actors"],
        ),
        page.Figure("Outlets", words.count(total.outlets), "Whoever published an article that is shown.", course["outlets"]),
        page.Figure(
            "Days",
            words.count((total.last - total.first).days + 1) if total.first and total.last else "–",
            f"From the first day to the last, in UTC. {words.plural(total.undated, 'article').capitalize()} without a date.",
            note=words.range_of(total.first, total.last),
        ),
    ]
)

with page.card(
    rows.busiest(course, period),
    f"Articles a {period}; {words.plural(total.undated, 'undated article')} not drawn."
    if total.undated
    else f"Articles a {period}.",
):
    if len(course):
        figure = rows.coverage(course, period, last)
        page.chart(figure, "coverage", "Articles over time", filters.pick_period(course["period"].tolist(), period))
        downloads.numbers(course, "coverage")
    else:
        page.nothing("No article here has a date", "Give dates in a column called published, or in the first lines of a text.")

left, right = page.pair()
with left, page.card("Who speaks most?", "Share of all quoted words. Click a bar to filter."):
    examples = opening.ask(quoted[0], library, view, *quoted[1:])
    page.chart(
        rows.speaking(
            speakers, opening.ask(counts.said, library, view), total, examples, colours(library, speakers["actor"].head(10))
        ),
        "speaking",
        "Speakers by share of quoted words",
        filters.pick(speakers["actor"].head(10).tolist()),
    )
    downloads.numbers(speakers, "speakers")
with right, page.card("Who is named most?", "Mentions for every 1,000 words. Click a bar to filter."):
    examples = opening.ask(called[0], library, view, *called[1:])
    page.chart(
        mention_rows.naming(
            named, opening.ask(counts.read, library, view), total, examples, colours(library, named["actor"].head(10))
        ),
        "naming",
        "Actors by mentions for every 1,000 words",
        filters.pick(named["actor"].head(10).tolist()),
    )
    downloads.numbers(named, "named")

with page.card(
    "Does the wording grow warmer or harsher?",
    f"Mean tone of unquoted sentences and, apart from them, of quotes, {period} by {period}; zero is neutral.",
):
    toned = opening.ask(tone.tone_over_time, library, view, period)
    if len(toned):
        page.chart(tone_rows.over_time(toned, period, last), "tone-over-time", "Tone over time")
        downloads.numbers(toned, "tone-over-time")
    else:
        page.nothing("No article here has a date", "A line over time needs dates.")

with page.card("The newest articles", "Open one to read it with its quotes and names marked."):
    newest = opening.ask(opening.first_rows, library, view, "articles")
    page.articles_table(newest, total.articles)
    downloads.table(library, "articles", view)

with page.card("What is missing", "What the numbers above do not hold, so that nobody takes them for more than they are."):
    skipped = library.query("SELECT count(*) AS n FROM skipped")["n"][0]
    page.details(
        [
            (name, f"{words.plural(number, *noun)}: {what}" if number else "none")
            for name, number, noun, what in (
                ("Undated", total.undated, ("article",), "in every total, in no line over time."),
                ("Unnamed", total.unnamed, ("quote",), "a speaker without a settled name, counted under nobody's."),
                ("Wire copies", total.copies, ("article",), "the same story again. Count each once under More, Wire copies."),
                ("Skipped on import", int(skipped), ("file or row", "files and rows"), "the list is on the Import page."),
            )
        ]
    )
