"""Tone: how things are worded over time, by outlet and by speaker; what somebody says beside what is said near the name."""

from analytics import asking, mentions, tones
from analytics.selection import select
from dashboard import downloads, evidence, filters, headlines, opening, page, rows, words

library = opening.opened()
chosen = filters.chosen()
view = chosen.filters
total = opening.ask(mentions.totals, library, view)
if not total.articles:
    filters.none_left("articles")

first, last = opening.ask(asking.reach, library, view)
period = asking.period_for(first, last)
overall = opening.ask(tones.overall_tone, library, view)
course = opening.ask(tones.tone_over_time, library, view, period)
outlets = opening.ask(tones.sentence_tone_by_outlet, library, view)
speakers = opening.ask(tones.quote_tone_by, library, view, "actor")
enough = outlets[outlets["low"].notna()]
apart = len(enough) > 1 and enough["low"].iloc[0] > enough["high"].iloc[-1]
ends = (enough["name"].iloc[0], enough["name"].iloc[-1]) if apart else (None, None)

page.headline("Tone", headlines.tones(overall.sentence_tone, overall.sentences, *ends, outlets=len(enough)), chosen.words)
page.figures(
    [
        page.Figure(
            "Tone of sentences",
            words.tone(overall.sentence_tone),
            f"Mean of {words.plural(overall.sentences, 'sentence')}. {words.TERMS['tone']}",
        ),
        page.Figure("Tone of quotes", words.tone(overall.quote_tone), f"Mean of {words.plural(overall.quotes, 'quote')}."),
        page.Figure("Warm quotes", words.share(overall.warm), "Quotes of +0.05 and more, VADER's own bound."),
        page.Figure("Harsh quotes", words.share(overall.harsh), "Quotes of −0.05 and less, VADER's own bound."),
    ]
)

with page.card(
    "Does the wording grow warmer or harsher?",
    f"Mean tone of sentences and of quotes, {period} by {period}; zero is neutral. {words.TERMS['tone']}",
):
    if len(course):
        page.chart(rows.tone_over_time(course, period, last), "tone-over-time", "Tone over time")
        downloads.numbers(course, "tone-over-time")
    else:
        page.nothing("No article here has a date", "A line over time needs dates.")

left, right = page.pair()
with left, page.card("Which outlets write warmest?", "Mean tone of all sentences; the thin line is the 95% interval of the mean."):
    page.chart(rows.tone_dots(outlets, "sentence"), "tone-outlets", "Tone by outlet")
    downloads.numbers(outlets, "tone-by-outlet")
with right, page.card("Who speaks warmest, who harshest?", "Mean tone of quotes of those with most of them; n is how many."):
    if len(speakers):
        page.chart(rows.tone_dots(speakers, "quote"), "tone-speakers", "Tone by speaker")
        downloads.numbers(speakers, "tone-by-speaker")
    else:
        page.nothing("No quote here has a speaker with a settled name", "Fewer filters may find some.")

named = opening.ask(mentions.named, library, view)
pairs = opening.ask(tones.said_by_and_about, library, view, tuple(named["actor"].head(10)))
names = dict(zip(named["actor"], named["name"], strict=True))
with page.card(
    "Said by, said about",
    "Filled: tone of what the actor says. Hollow: tone of sentences that name the actor outside the actor's own quotes."
    " It is wording, not opinion.",
):
    if len(pairs):
        page.chart(rows.by_and_about(pairs, names), "by-and-about", "Tone of what actors say and of sentences that name them")
        downloads.numbers(pairs, "said-by-and-about")
    else:
        page.nothing("Nobody is named here", "Fewer filters may find some.")

if total.quotes:
    with page.card("Every quote, harshest first", "Select a row: its passage and the reasons appear below."):
        table = select(library, "quotes", view, order=["tone"], limit=page.MOST_ROWS)
        at = page.quotes_table(table, total.quotes)
        downloads.table(library, "quotes", view)
    with page.card("Evidence", "The passage of the selected row; of the first, where none is selected."):
        evidence.quote(library, next(table.iloc[[at]].itertuples()))
