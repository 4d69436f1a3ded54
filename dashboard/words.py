"""Numbers, dates and small sentences as they are written on every page. Plain text: whoever shows it escapes it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime

# What a hidden rule means, in one line: shown when the pointer rests on the word, told whole on the method page.
TERMS = {
    "tone": "VADER's compound score of the words themselves, from -1 (harsh) to +1 (warm). It measures wording, not opinion.",
    "tone toward": "An estimate, learned from US political news, of how the sentence stands to whom it names, from -1 (badly) to "
    "+1 (well). One label in three is wrong: read it over many mentions.",
    "share of voice": "A speaker's part of all quoted words under the present filters.",
    "confidence": "How sure the rules are that this is a quote and that the speaker is right, from 0 to 1.",
    "wire copies": "The same agency story printed by several outlets. Once: it counts for the first that "
    "printed it. Once an outlet: an outlet's own second print does not count.",
    "quoted words": "Words inside quotes, direct, mixed or indirect.",
    "speaker": "Whoever is quoted. A quote whose speaker has no settled name counts in every total, under nobody's name.",
    "per 1,000 words": "Mentions for every 1,000 words of the articles that were read, so that long and short outlets compare.",
    "stance": "What the reporting word does to the claim: neutral (said), assertive (insisted), and so on.",
}


def count(number: float) -> str:
    """A whole number with thousands separators.

    >>> count(1234)
    '1,234'
    """
    return f"{round(number):,}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun, right for none, one and many.

    >>> plural(0, "article"), plural(1, "article"), plural(2048, "person", "people")
    ('no article', '1 article', '2,048 people')
    """
    if number == 0:
        return f"no {one}"
    return f"1 {one}" if number == 1 else f"{count(number)} {many or one + 's'}"


def share(part: float | None) -> str:
    """A part of one as a percentage, with a tenth below ten; a dash where there is none.

    >>> share(0.184), share(0.034), share(0), share(None), share(0.9999)
    ('18%', '3.4%', '0%', '–', '>99%')
    """
    if part is None or math.isnan(part):
        return "–"
    if 0.995 <= part < 1:
        return ">99%"
    if 0 < part < 0.0005:
        return "<0.1%"
    return f"{part:.1%}" if 0 < part < 0.0995 else f"{part:.0%}"


def tone(score: float | None) -> str:
    """A tone with its sign, a dash where there is none.

    >>> tone(0.312), tone(-0.5), tone(0.001), tone(None)
    ('+0.31', '-0.50', '0.00', '–')
    """
    if score is None or math.isnan(score):
        return "–"
    text = f"{score:+.2f}"
    return "0.00" if text in ("+0.00", "-0.00") else text


def day(when: date | datetime | None) -> str:
    """A date as a newspaper writes it; times are in UTC.

    >>> day(date(2026, 3, 9)), day(None)
    ('9 Mar 2026', 'undated')
    """
    if when is None or when != when:  # NaT is not equal to itself
        return "undated"
    return f"{when.day} {when:%b %Y}"


def span(first: date | None, last: date | None) -> str:
    """A stretch of days, to open a sentence with.

    >>> span(date(2026, 1, 3), date(2026, 3, 9))
    'Between 3 January and 9 March 2026'
    >>> span(date(2026, 1, 3), date(2026, 1, 3)), span(None, None)
    ('On 3 January 2026', 'In articles without a date')
    >>> span(date(2026, 3, 3), date(2026, 3, 9))
    'Between 3 and 9 March 2026'
    """
    if first is None or last is None:
        return "In articles without a date"
    if first == last:
        return f"On {first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"Between {first.day} and {last.day} {last:%B %Y}"
    opening = f"{first.day} {first:%B}" if first.year == last.year else f"{first.day} {first:%B %Y}"
    return f"Between {opening} and {last.day} {last:%B %Y}"


def range_of(first: date | None, last: date | None) -> str:
    """A stretch of days by its ends.

    >>> range_of(date(2025, 12, 3), date(2026, 3, 9)), range_of(date(2026, 3, 3), date(2026, 3, 9)), range_of(None, None)
    ('3 Dec 2025 to 9 Mar 2026', '3 Mar to 9 Mar 2026', 'no article has a date')
    """
    if first is None or last is None:
        return "no article has a date"
    if first == last:
        return day(first)
    return f"{first.day} {first:%b}{'' if first.year == last.year else f' {first.year}'} to {day(last)}"


_KINDS = {"person": ("Person", "People"), "organisation": ("Organisation", "Organisations"), "country": ("Country", "Countries")}


def kind_of(kind: str, number: int) -> str:
    """The type of actors in words, for one and for many.

    >>> kind_of("person", 2), kind_of("region", 2)
    ('People', 'Region')
    """
    one, many = _KINDS.get(kind, (kind.capitalize(), kind.capitalize()))
    return one if number == 1 else many


def listed(items: Sequence[str]) -> str:
    """Things in a row, as one says them.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def shorten(text: str, limit: int = 90) -> str:
    """Text cut at a word, for a label or a hover line.

    >>> shorten("one two three", 9)
    'one two…'
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:") + "…"
