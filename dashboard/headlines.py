"""The sentence on top of each page: the finding in words, from the same numbers as the charts. Right for 0, 1 and many."""

from __future__ import annotations

from analytics.queries.counts import Totals
from dashboard.words import count, kind_of, listed, plural, share, span, tone


def overview(t: Totals, speaker: str | None = None, part: float = 0.0, most: bool = True) -> str:
    """What was published, who was quoted, and how much a speaker says; ``most`` where nobody says as much.

    >>> from datetime import date
    >>> t = Totals(6, 2, None, None, 0, 0, 900, 40, 80, 5, 3, 90, 50)
    >>> overview(t._replace(first=date(2026, 3, 3), last=date(2026, 3, 9)), "Ada Quill", 0.18)
    'Between 3 and 9 March 2026, 6 articles in 2 outlets quote 5 speakers by name. Ada Quill speaks most: 18% of all quoted words.'
    """
    where = f"{span(t.first, t.last)}, {_articles(t)}"
    if not t.quotes:
        return f"{where} {_verb(t.articles, 'quote', 'quotes')} nobody."
    if not t.speakers:
        return f"{where} {_verb(t.articles, 'hold', 'holds')} {plural(t.quotes, 'quote')}, none with a settled name."
    first = f"{where} {_verb(t.articles, 'quote', 'quotes')} {plural(t.speakers, 'speaker')} by name."
    if not speaker:
        return first
    return f"{first} {speaker} speaks{' most:' if most and t.speakers > 1 else ''} {share(part)} of all quoted words."


def quotes(t: Totals, speaker: str | None, part: float, by_quotes: float) -> str:
    """How much is quoted and whose words lead."""
    opening = f"{plural(t.quotes, 'quote').capitalize()}, {plural(t.quoted_words, 'word')} in all."
    if not speaker:
        return f"{opening} None of the speakers has a settled name."
    named = f"{speaker} has {share(part)} of all quoted words and {share(by_quotes)} of all quotes."
    return f"{opening} {named}"


def mentions(t: Totals, actor: str | None, per_1000: float, part: float, most: bool = True) -> str:
    """Who is named most, and in what part of the articles."""
    opening = f"{plural(t.actors, 'actor').capitalize()} {'is' if t.actors == 1 else 'are'} named {plural(t.mentions, 'time')}."
    if not actor:
        return opening
    first = "most, " if most and t.actors > 1 else ""
    return f"{opening} {actor} is named {first}{per_1000:.1f} times in every 1,000 words and in {share(part)} of articles."


def tones(mean: float | None, sentences: int, warmest: str | None, coldest: str | None, outlets: int = 0) -> str:
    """The tone of the whole, and the outlets at both ends where their intervals do not meet (else both are None)."""
    if mean is None or not sentences:
        return "There is no sentence to measure."
    side = "close to neutral" if abs(mean) < 0.05 else "on the warm side" if mean > 0 else "on the harsh side"
    opening = f"The wording of {plural(sentences, 'sentence')} is {side}: {tone(mean)} on a scale from -1 to +1."
    if warmest and coldest and warmest != coldest:
        return f"{opening} {warmest} writes warmest, {coldest} harshest."
    return f"{opening} Outlets do not differ beyond chance." if outlets > 1 else opening


def article(quotes: int, speakers: list[str], mentions: int) -> str:
    """What is in one article: who is quoted, and how many are named."""
    if not quotes:
        return f"Nobody is quoted; {plural(mentions, 'actor')} {'is' if mentions == 1 else 'are'} named."
    who = listed(speakers if len(speakers) <= 3 else [*speakers[:3], f"{count(len(speakers) - 3)} more"])
    by = f" by {who}" if speakers else ", whose speakers have no settled name"
    return f"{plural(quotes, 'quote').capitalize()}{by}; {plural(mentions, 'actor')} {'is' if mentions == 1 else 'are'} named."


def actors(kinds: dict[str, int], name: str, times: int) -> str:
    """How many of each type, and who is named most.

    >>> actors({"person": 12, "country": 1}, "Ada Quill", 30)
    '13 actors: 12 people and 1 country. Ada Quill is named most: 30 times.'
    """
    total = sum(kinds.values())
    each = listed([f"{count(n)} {kind_of(kind, n).lower()}" for kind, n in kinds.items()])
    most = f" {name} is named most: {plural(times, 'time')}." if total > 1 and times else ""
    return f"{plural(total, 'actor')}: {each}.{most}"


def _articles(t: Totals) -> str:
    return plural(t.articles, "article") + (f" in {plural(t.outlets, 'outlet')}" if t.outlets else "")


def _verb(number: int, many: str, one: str) -> str:
    return one if number == 1 else many
