"""Method: how each number is made, in plain words, and what it cannot say."""

from analytics.mentions import SMALLEST_N
from dashboard import page

page.headline("Method", "Every number here is counted from rows that you can open, and every row says why it is there.", "The rules, and their limits", lead="")
with page.card("How each number is made"):
    page.prose(
        [
            ("Articles", "An article is one text as it was imported. Its words are counted as they stand. One without a date counts in every total, but in no line over time. Times are shown in UTC; a day runs from midnight to midnight UTC."),
            ("Quotes", "A quote is anything attributed to a speaker: direct, all inside quotation marks; mixed, partly inside; indirect, without marks (“she said that …”). Its words are those of its parts. What is never attributed to anybody, such as a title in quotation marks, is no quote."),
            ("Speakers", "The speaker is found in the text first (“he”, “the minister”), then given a name that stands in the same article. Where two could be meant, or none, the name stays open: the quote counts in every total and under nobody’s name. The evidence of each quote says how its name was found, or why not."),
            ("Confidence", "How sure the rules are that this is a quote with the right speaker. It is meant to be read as odds: of the quotes given 0.80, about 80 in 100 should be right. Under More you can leave out the less sure ones."),
            ("Actors", "Names that mean the same person, organisation or country are linked to one actor across all articles. A government and its capital (“Moscow said”) count as the country where the text uses them so."),
            ("Share of voice", "A speaker’s part of all quoted words under the same filters. When you filter to one actor, the whole remains everybody’s words: the share does not become 100%."),
            ("Mentions", "Each time that a name stands in a text, inside and outside quotes. They are shown for every 1,000 words, so that long and short outlets compare; the counts and the words that they are divided by are in every CSV."),
            ("Tone", "VADER’s compound score, stock and unchanged, from −1 to +1, computed sentence by sentence and for the words of each quote. It measures wording: a sentence about a war is harsh whoever reports it. Tone near a name is the tone of the sentences that name the actor outside the actor’s own quotes; it is not what the outlet thinks of the actor."),
            ("Intervals", f"The thin line is the 95% interval of a mean, by the normal approximation. Below {SMALLEST_N} values none is drawn. Sentences of one article resemble each other, so the true interval is somewhat wider."),
            ("Stance", "What the reporting word does to the claim: neutral (said), assertive (insisted), distancing (claimed). It is read from the word alone."),
            ("Wire copies", "Where several outlets print the same agency story, each print counts, as readers saw it. Count a wire story once, under More, keeps the first only."),
            ("Partial periods", "The last week or month of a line is dashed, and a bar hatched, where the articles end before it does."),
        ]
    )  # fmt: skip
with page.card("What stays on this machine"):
    page.prose([("Everything", "No page loads anything from the network: no fonts, no models, no statistics. The library is a folder of Parquet files that other programs can read. Each table on each page can be taken away as CSV; a text that a spreadsheet would run as a formula gets an apostrophe before it.")])
