"""Tone: how texts are worded, quoted and unquoted words apart; who speaks how; and an estimate of the tone toward an actor."""

from analytics.queries import base, counts, tone
from dashboard.charts import coverage
from dashboard.charts import tone as charts
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
    library, view, (base.reach,), (counts.named,), (counts.totals,), (tone.quote_tone_by, "actor"),
    (tone.sentence_tone_by_outlet,), (tone.overall_tone,), (tone.unquoted_tone,), (tone.coverage,),
)  # fmt: skip
total = ask(counts.totals, library, view)
if not total.articles:
    filter_bar.none_left("articles")

first, last = ask(base.reach, library, view)
period = time_axis.period(first, last)
ahead(library, view, (tone.tone_over_time, period))
named = ask(counts.named, library, view)
most = tuple(named["actor"].head(10))
top, _ = filters.lead(named, "mentions")
lead = (top.actor,) if top else ()
ahead(
    library, view, (tone.said_by_and_about, most), (tone.toward_actors, most), (tone.toward_by_outlet, lead),
    (tone.toward_over_time, lead, period), (tone.coverage, lead),
)  # fmt: skip
overall = ask(tone.overall_tone, library, view)
unquoted, unquoted_mean = ask(tone.unquoted_tone, library, view)
course = time_axis.smoothed(ask(tone.tone_over_time, library, view, period), ("sentence_tone", "quote_tone"))
outlets = ask(tone.sentence_tone_by_outlet, library, view)
speakers = ask(tone.quote_tone_by, library, view, "actor")
names = dict(zip(named["actor"], named["name"], strict=True))
enough = outlets[outlets["low"].notna()]
apart = len(enough) > 1 and enough["low"].iloc[0] > enough["high"].iloc[-1]
warmest, harshest = (str(enough["name"].iloc[0]), str(enough["name"].iloc[-1])) if apart else (None, None)
estimated = ask(tone.coverage, library, view)
undrawn = coverage.not_drawn(total.articles, total.undated) + time_axis.note(period)

layout.headline(
    "Tone",
    headlines.tones(overall.sentence_tone, overall.sentences, warmest, harshest, outlets=len(enough)),
    chosen.words,
)
layout.figures(
    [
        Figure(
            "Unquoted sentences",
            formats.tone(unquoted_mean),
            f"Mean tone of the {formats.plural(unquoted, 'sentence')} without quoted words. {TERMS['tone']}",
        ),
        Figure("Quotes", formats.tone(overall.quote_tone), f"Mean tone of {formats.plural(overall.quotes, 'quote')}."),
        Figure(
            "Harsh quotes",
            formats.share(overall.harsh),
            f"A tone of -0.05 or less, VADER's own threshold; {formats.share(overall.warm)} are warm, at +0.05 or more.",
        ),
        Figure(
            "Mentions that take a side",
            formats.share(estimated.sided / estimated.estimated if estimated.estimated else None),
            f"{charts.coverage(estimated)} {TERMS['tone toward']}",
        ),
    ]
)

with layout.card(
    "Does the wording grow warmer or harsher?",
    f"Mean tone of unquoted sentences and, separately, of quotes per {period}; zero is neutral.{undrawn}",
    link="wording",
):
    if len(course):
        below = layout.chart(charts.over_time(course, period, last), "tone-over-time", "Tone over time")
        downloads.numbers(course, "tone-over-time", below)
    else:
        layout.nothing(*layout.NO_DATES)

left, right = layout.pair()
with (
    left,
    layout.card(
        "Which outlets write warmest?", "Mean tone of all sentences, with its 95% interval. Click to filter.", link="outlets"
    ),
):
    figure, keys = charts.means(outlets, "sentence")
    if keys:
        below = layout.chart(figure, "tone-outlets", "Tone by outlet", clicks.pick_outlet(keys))
        downloads.numbers(outlets, "tone-by-outlet", below)
    else:
        layout.nothing("No article here has an outlet", "Articles without an outlet count in every total, but under no outlet.")
with (
    right,
    layout.card("Who speaks warmest, who harshest?", "Mean tone of quotes, of the most quoted. Click to filter.", link="speakers"),
):
    if len(speakers):
        figure, keys = charts.means(speakers, "quote")
        below = layout.chart(figure, "tone-speakers", "Tone by speaker", clicks.pick(keys))
        downloads.numbers(speakers, "tone-by-speaker", below)
    else:
        layout.nothing("No quote here has an identified speaker", "Try fewer filters.")

with layout.card(
    "Said by, said about",
    "Filled: tone of the actor's own quotes. Hollow: tone of quotes by others that name the actor. It is wording, not opinion.",
    link="said",
):
    pairs = ask(tone.said_by_and_about, library, view, most)
    if len(pairs):
        below = layout.chart(
            charts.by_and_about(pairs, names), "by-and-about", "Tone of quotes by actors and of quotes that name them"
        )
        downloads.numbers(pairs, "said-by-and-about", below)
    else:
        layout.nothing("No quote here is by or about a named actor", "Try fewer filters.")

if top:
    short = formats.shorten(top.name, 40)
    in_titles = layout.LinkedNames()
    linked = in_titles(top.actor, short)
    left, right = layout.pair()
    with (
        left,
        layout.card("How do sentences treat the actors they name? An estimate", f"The most named. {charts.HOLLOW}", link="toward"),
    ):
        toward = ask(tone.toward_actors, library, view, most)
        figure, keys = charts.estimates(toward)
        below = layout.chart(figure, "toward-actors", "Estimated tone toward actors", clicks.pick(keys))
        downloads.numbers(toward, "estimate-toward-actors", below)
    with (
        right,
        layout.card(
            f"And {linked}, by outlet? An estimate",
            f"95% intervals over articles. {charts.HOLLOW}",
            link="toward-outlets",
            names=in_titles,
        ),
    ):
        by_outlet = ask(tone.toward_by_outlet, library, view, lead)
        figure, keys = charts.estimates(by_outlet)
        below = layout.chart(figure, "toward-outlets", f"Estimated tone toward {short} by outlet", clicks.pick_outlet(keys))
        downloads.numbers(by_outlet, "estimate-by-outlet", below)
    own = ask(tone.coverage, library, view, lead)
    with layout.card(
        f"How does the estimate for {linked} change?",
        f"{charts.coverage(own)} {charts.HOLLOW}{undrawn}",
        link="toward-time",
        names=in_titles,
    ):
        moves = time_axis.smoothed_means(ask(tone.toward_over_time, library, view, lead, period))
        if len(moves):
            colour = colours(library, most, lead)[top.actor]
            figure = charts.estimate_over_time(moves, top.name, period, last, colour)
            below = layout.chart(figure, "toward-time", f"Estimated tone toward {short} over time")
            downloads.numbers(moves, "estimate-over-time", below)
        else:
            layout.nothing(*layout.NO_DATES)

if total.quotes:
    with layout.card(
        "All quotes, harshest first", "Select a row: its passage, its words of tone and the reasons appear below.", link="quotes"
    ):
        table = ask(tables.listed, library, view, tables.of_quotes, first_rows, "quotes", ("tone",))
        tables.quotes(table, total.quotes)
        downloads.table(library, "quotes", view)
    with layout.card("Evidence", "The passage of the selected row; of the first if none is selected."):
        evidence.quote(library, *tables.chosen_quote(library, view, table.rows))
