"""Tone: how things are worded, quoted and unquoted words apart; who speaks how; and an estimate of how they stand to an actor."""

from analytics.queries import base, counts, tone
from dashboard import downloads, evidence, filters, headlines, opening, page, tone_rows, words
from dashboard.colours import colours

library = opening.opened()
chosen = filters.chosen()
view = chosen.filters
opening.ahead(
    library, view, (base.reach,), (counts.named,), (counts.totals,), (tone.quote_tone_by, "actor"),
    (tone.sentence_tone_by_outlet,), (tone.overall_tone,),
    (tone.unquoted_tone,), (tone.coverage,),
)  # fmt: skip
total = opening.ask(counts.totals, library, view)
if not total.articles:
    filters.none_left("articles")

first, last = opening.ask(base.reach, library, view)
period = base.period_for(first, last)
opening.ahead(library, view, (tone.tone_over_time, period))
named = opening.ask(counts.named, library, view)
everybody = tuple(named["actor"].head(10))
top, _ = filters.lead(named, "mentions")
lead = (top.actor,) if top else ()
opening.ahead(
    library, view, (tone.said_by_and_about, everybody), (tone.toward_actors, everybody), (tone.toward_by_outlet, lead),
    (tone.toward_over_time, lead, period), (tone.coverage, lead),
)  # fmt: skip
overall = opening.ask(tone.overall_tone, library, view)
unquoted, unquoted_mean = opening.ask(tone.unquoted_tone, library, view)
course = opening.ask(tone.tone_over_time, library, view, period)
outlets = opening.ask(tone.sentence_tone_by_outlet, library, view)
speakers = opening.ask(tone.quote_tone_by, library, view, "actor")
names = dict(zip(named["actor"], named["name"], strict=True))
enough = outlets[outlets["low"].notna()]
apart = len(enough) > 1 and enough["low"].iloc[0] > enough["high"].iloc[-1]
ends = (enough["name"].iloc[0], enough["name"].iloc[-1]) if apart else (None, None)
reached = opening.ask(tone.coverage, library, view)

page.headline("Tone", headlines.tones(overall.sentence_tone, overall.sentences, *ends, outlets=len(enough)), chosen.words)
page.figures(
    [
        page.Figure(
            "Unquoted sentences",
            words.tone(unquoted_mean),
            f"Mean tone of the {words.plural(unquoted, 'sentence')} that hold no quoted word. {words.TERMS['tone']}",
        ),
        page.Figure("Quotes", words.tone(overall.quote_tone), f"Mean tone of {words.plural(overall.quotes, 'quote')}."),
        page.Figure(
            "Harsh quotes",
            words.share(overall.harsh),
            f"Of -0.05 and less, VADER's own bound; {words.share(overall.warm)} are warm, of +0.05 and more.",
        ),
        page.Figure(
            "Mentions that take a side",
            words.share(reached.sided / reached.estimated if reached.estimated else None),
            f"{tone_rows.coverage(reached)} {words.TERMS['tone toward']}",
        ),
    ]
)

with page.card(
    "Does the wording grow warmer or harsher?",
    f"Mean tone of unquoted sentences and, apart from them, of quotes, {period} by {period}; zero is neutral.",
):
    if len(course):
        page.chart(tone_rows.over_time(course, period, last), "tone-over-time", "Tone over time")
        downloads.numbers(course, "tone-over-time")
    else:
        page.nothing("No article here has a date", "A line over time needs dates.")

left, right = page.pair()
with left, page.card("Which outlets write warmest?", "Mean tone of all sentences, with its 95% interval. Click to filter."):
    figure, keys = tone_rows.dots(outlets, "sentence")
    page.chart(figure, "tone-outlets", "Tone by outlet", filters.pick_outlet(keys))
    downloads.numbers(outlets, "tone-by-outlet")
with right, page.card("Who speaks warmest, who harshest?", "Mean tone of quotes of those with most of them. Click to filter."):
    if len(speakers):
        figure, keys = tone_rows.dots(speakers, "quote")
        page.chart(figure, "tone-speakers", "Tone by speaker", filters.pick(keys))
        downloads.numbers(speakers, "tone-by-speaker")
    else:
        page.nothing("No quote here has a speaker with a settled name", "Fewer filters may find some.")

with page.card(
    "Said by, said about",
    "Filled: tone of what the actor says. Hollow: tone of what others say when they name the actor. It is wording, not opinion.",
):
    pairs = opening.ask(tone.said_by_and_about, library, view, everybody)
    if len(pairs):
        page.chart(tone_rows.by_and_about(pairs, names), "by-and-about", "Tone of what actors say and of quotes that name them")
        downloads.numbers(pairs, "said-by-and-about")
    else:
        page.nothing("Nobody is named here", "Fewer filters may find some.")

if top:
    short = words.shorten(top.name, 40)
    left, right = page.pair()
    with left, page.card("How do sentences stand to whom they name? An estimate", f"The most named. {tone_rows.HOLLOW}"):
        toward = opening.ask(tone.toward_actors, library, view, everybody)
        figure, keys = tone_rows.estimated(toward)
        page.chart(figure, "toward-actors", "Estimated tone toward actors", filters.pick(keys))
        downloads.numbers(toward, "estimate-toward-actors")
    with right, page.card(f"And to {short}, outlet by outlet? An estimate", f"95% intervals over articles. {tone_rows.HOLLOW}"):
        by_outlet = opening.ask(tone.toward_by_outlet, library, view, lead)
        figure, keys = tone_rows.estimated(by_outlet)
        page.chart(figure, "toward-outlets", f"Estimated tone toward {short} by outlet", filters.pick_outlet(keys))
        downloads.numbers(by_outlet, "estimate-by-outlet")
    own = opening.ask(tone.coverage, library, view, lead)
    with page.card(f"How does the estimate for {short} move?", f"{tone_rows.coverage(own)} {tone_rows.HOLLOW}"):
        moves = opening.ask(tone.toward_over_time, library, view, lead, period)
        if len(moves):
            colour = colours(library, everybody, lead)[top.actor]
            figure = tone_rows.estimated_over_time(moves, top.name, period, last, colour)
            page.chart(figure, "toward-time", f"Estimated tone toward {short}")
            downloads.numbers(moves, "estimate-over-time")
        else:
            page.nothing("No article here has a date", "A line over time needs dates.")

if total.quotes:
    with page.card("Every quote, harshest first", "Select a row: its passage, its words of tone and the reasons appear below."):
        table = opening.ask(opening.first_rows, library, view, "quotes", ("tone",))
        at = page.quotes_table(table, total.quotes)
        downloads.table(library, "quotes", view)
    with page.card("Evidence", "The passage of the selected row; of the first, where none is selected."):
        evidence.quote(library, *table.loc[at, ["article_id", "quote"]])
