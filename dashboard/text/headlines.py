"""The headline sentence of each page, from the same numbers as its charts, for none, one and many."""

from __future__ import annotations

import math
from collections.abc import Sequence

from analytics.queries.compare import MeasureRow
from analytics.queries.counts import Totals
from dashboard.text.formats import capital, count, listed, plural, share, span, tone, type_name, value_text


def overview(t: Totals, speaker: str | None = None, part: float = 0.0, most: bool = True) -> str:
    """Say what was published, who is quoted, and how much a speaker says; ``most`` if no other speaker says as much.

    >>> from datetime import date
    >>> t = Totals(6, 2, None, None, 0, 0, 900, 40, 80, 5, 3, 90, 50)
    >>> overview(t._replace(first=date(2026, 3, 3), last=date(2026, 3, 9)), "Ada Quill", 0.18)
    'Between 3 and 9 March 2026, 6 articles in 2 outlets quote 5 speakers by name. Ada Quill speaks most: 18% of all quoted words.'
    """
    where = f"{span(t.first, t.last)}, {_articles(t)}" if t.first and not t.undated else capital(_articles(t))
    if not t.quotes:
        return f"{where} {_verb(t.articles, 'contain', 'contains')} no quotes.{_dated(t)}"
    if not t.speakers:
        found = f"{_verb(t.articles, 'contain', 'contains')} {plural(t.quotes, 'quote')}, none by an identified speaker."
        return f"{where} {found}{_dated(t)}"
    first = f"{where} {_verb(t.articles, 'quote', 'quotes')} {plural(t.speakers, 'speaker')} by name.{_dated(t)}"
    if not speaker:
        return first
    return f"{first} {speaker} speaks{' most:' if most and t.speakers > 1 else ''} {share(part)} of all quoted words."


def quotes(t: Totals, speaker: str | None, part: float, by_quotes: float) -> str:
    """Say how much is quoted and who speaks most."""
    opening = f"{plural(t.quotes, 'quote').capitalize()}, {plural(t.quoted_words, 'word')} in all."
    if not speaker:
        return f"{opening} No speaker is identified by name."
    named = f"{speaker} has {share(part)} of all quoted words and {share(by_quotes)} of all quotes."
    return f"{opening} {named}"


def mentions(t: Totals, actor: str | None, per_1000: float, part: float, most: bool = True) -> str:
    """Say who is named most, and in what share of articles."""
    opening = f"{plural(t.actors, 'actor').capitalize()} {'is' if t.actors == 1 else 'are'} named {plural(t.mentions, 'time')}."
    if not actor:
        return opening
    first = "most, " if most and t.actors > 1 else ""
    return f"{opening} {actor} is named {first}{per_1000:.1f} times per 1,000 words and in {share(part)} of articles."


def tones(mean: float | None, sentences: int, warmest: str | None, coldest: str | None, outlets: int = 0) -> str:
    """Say how warm the wording is, and name the outlets at both ends if their intervals do not overlap (else None)."""
    if mean is None or not sentences:
        return "There are no sentences to measure."
    side = "close to neutral" if abs(mean) < 0.05 else "on the warm side" if mean > 0 else "on the harsh side"
    opening = f"The wording of {plural(sentences, 'sentence')} is {side}: {tone(mean)} on a scale from -1 to +1."
    if warmest and coldest and warmest != coldest:
        return f"{opening} {warmest} writes warmest, {coldest} harshest."
    return f"{opening} Differences between outlets may be chance." if outlets > 1 else opening


def article(quotes: int, speakers: list[str], mentions: int) -> str:
    """Say who is quoted in an article, and how many actors it names."""
    if not quotes:
        return f"No quotes; {plural(mentions, 'actor')} {'is' if mentions == 1 else 'are'} named."
    who = listed(speakers if len(speakers) <= 3 else [*speakers[:3], f"{count(len(speakers) - 3)} more"])
    by = f" by {who}" if speakers else " by unidentified speakers"
    return f"{plural(quotes, 'quote').capitalize()}{by}; {plural(mentions, 'actor')} {'is' if mentions == 1 else 'are'} named."


def actors(kinds: dict[str, int], name: str, times: int) -> str:
    """Say how many actors of each type there are, and who is named most.

    >>> actors({"person": 12, "country": 1}, "Ada Quill", 30)
    '13 actors: 12 people and 1 country. Ada Quill is named most: 30 times.'
    """
    total = sum(kinds.values())
    each = listed([f"{count(n)} {type_name(kind, n).lower()}" for kind, n in kinds.items()])
    most = f" {name} is named most: {plural(times, 'time')}." if total > 1 and times else ""
    return f"{plural(total, 'actor')}: {each}.{most}"


def one_actor(name: str, t: Totals, voice: float, naming: int, articles: int, outlet: str | None) -> str:
    """Say how much one actor speaks and is named, and which outlet quotes it more than others do.

    >>> t = Totals(6, 2, None, None, 0, 0, 900, 12, 80, 1, 0, 30, 1)
    >>> one_actor("Ada Quill", t, 0.18, 4, 9, "The Quay")
    'Ada Quill speaks 18% of all quoted words, in 12 quotes, and is named in 4 of 9 articles. The Quay quotes Ada Quill most.'
    >>> one_actor("Ada Quill", t._replace(quotes=0), 0.0, 4, 9, None)
    'Ada Quill is never quoted, and is named in 4 of 9 articles.'
    """
    said = f"speaks {share(voice)} of all quoted words, in {plural(t.quotes, 'quote')}" if t.quotes else "is never quoted"
    named = f"is named in {count(naming)} of {plural(articles, 'article')}" if naming else "is never named"
    most = f" {outlet} quotes {name} most." if outlet else ""
    return f"{name} {said}, and {named}.{most}"


def sources(women: float, quotes: int, known: int, role: str | None, part: float, of: str = "quotes") -> str:
    """Say how many quotes are by women, of those whose speaker's gender the articles show, and which role class is largest.

    >>> sources(0.4, 10, 5, "official", 0.5)
    'Of 5 quotes whose speaker the articles show as a woman or a man, 40% are by women. The largest role class is official: 50%.'
    >>> sources(0.4, 10, 5, None, 0.5, "words")
    "Of the words of 5 quotes whose speaker the articles show as a woman or a man, 40% are women's."
    >>> sources(0.0, 10, 0, None, 0.0)
    'No article here shows whether a speaker is a woman or a man.'
    """
    if not known:
        first = "No article here shows whether a speaker is a woman or a man."
    else:
        who = f"{plural(known, 'quote')} whose speaker the articles show as a woman or a man, {share(women)} are"
        first = f"Of {who} by women." if of == "quotes" else f"Of the words of {who} women's."
    return f"{first} The largest role class is {role}: {share(part)}." if role else first


def compare(rows: Sequence[MeasureRow]) -> str:
    """Say how the sides of a comparison differ in their first measure.

    >>> none = float("nan")
    >>> rows = [MeasureRow("Share of voice", "Ada", 0.05, 0.04, 0.06, 9, 9, none, none, none),
    ...         MeasureRow("Share of voice", "Bram", 0.08, 0.07, 0.09, 9, 9, 0.03, 0.01, 0.05)]
    >>> compare(rows)
    'Share of voice: Bram 8.0%, Ada 5.0%. The difference is larger than chance explains.'
    >>> compare([rows[0], rows[1]._replace(difference_low=-0.01)])
    'Share of voice: Bram 8.0%, Ada 5.0%. The difference may be chance.'
    >>> compare([*rows, rows[1]._replace(selection="Cato", value=0.06, difference_low=-0.01)])
    'Share of voice: Bram 8.0%, Cato 6.0%, Ada 5.0%. Bram differs from Ada by more than chance explains.'
    >>> compare([*(row._replace(difference_low=-0.01) for row in rows), rows[1]._replace(selection="Cato", difference_low=-0.01)])
    'Share of voice: Bram 8.0%, Cato 8.0%, Ada 5.0%. The differences from Ada may be chance.'
    """
    known = sorted((row for row in rows if not math.isnan(row.value)), key=lambda row: -row.value)
    if len(known) < 2:
        return "There is too little to compare under these filters."
    each = ", ".join(f"{row.selection} {value_text(row.measure, row.value)}" for row in known)
    gaps = [row for row in rows[1:] if not math.isnan(row.difference_low)]
    if not gaps:
        return f"{rows[0].measure}: {each}. There are too few articles to say whether that is chance."
    larger = [row.selection for row in gaps if not row.difference_low <= 0 <= row.difference_high]
    if len(rows) > 2 and larger:
        verb = _verb(len(larger), "differ", "differs")
        return f"{rows[0].measure}: {each}. {listed(larger)} {verb} from {rows[0].selection} by more than chance explains."
    if len(rows) > 2:
        return f"{rows[0].measure}: {each}. The differences from {rows[0].selection} may be chance."
    chance = not larger
    return f"{rows[0].measure}: {each}. The difference {'may be chance' if chance else 'is larger than chance explains'}."


def _dated(t: Totals) -> str:
    """Say how many articles are dated, if not all are.

    >>> from datetime import date
    >>> t = Totals(21, 2, date(2026, 3, 3), date(2026, 3, 9), 12, 0, 900, 40, 80, 5, 3, 90, 50)
    >>> _dated(t), _dated(t._replace(first=None, last=None, undated=21)), _dated(t._replace(undated=0))
    (' 9 of 21 are dated, between 3 and 9 March 2026.', ' None is dated.', '')
    """
    if not t.undated:
        return ""
    if not t.first:
        return " It has no date." if t.articles == 1 else " None is dated."
    dated, when = t.articles - t.undated, span(t.first, t.last)
    return f" {count(dated)} of {count(t.articles)} {_verb(dated, 'are', 'is')} dated, {when[0].lower()}{when[1:]}."


def _articles(t: Totals) -> str:
    return plural(t.articles, "article") + (f" in {plural(t.outlets, 'outlet')}" if t.outlets else "")


def _verb(number: int, many: str, one: str) -> str:
    return one if number == 1 else many
