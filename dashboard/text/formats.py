"""Numbers, dates and lists as every page writes them. The result is plain text: escape it where it becomes HTML."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime

from analytics.queries.compare import PERCENT, TONES


def count(number: float) -> str:
    """Format a whole number with thousands separators.

    >>> count(1234)
    '1,234'
    """
    return f"{round(number):,}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """Format a number with its noun, for none, one and many.

    >>> plural(0, "article"), plural(1, "article"), plural(2048, "person", "people")
    ('no article', '1 article', '2,048 people')
    """
    if number == 0:
        return f"no {one}"
    return f"1 {one}" if number == 1 else f"{count(number)} {many or one + 's'}"


def share(part: float | None) -> str:
    """Format a share as a percentage, with one decimal below 10%; a dash if it is missing.

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
    """Format a tone with its sign; a dash if it is missing.

    >>> tone(0.312), tone(-0.5), tone(0.001), tone(None)
    ('+0.31', '-0.50', '0.00', '–')
    """
    if score is None or math.isnan(score):
        return "–"
    text = f"{score:+.2f}"
    return "0.00" if text in ("+0.00", "-0.00") else text


def value_text(measure: str, value: float, *, signed: bool = False) -> str:
    """Write the value of a measure, or a difference of two, which is ``signed``.

    >>> value_text("Share of voice", 0.048), value_text("Share of voice", 0.017, signed=True), value_text("Words per quote", 12.34)
    ('4.8%', '+1.7 points', '12.3')
    >>> value_text("Tone of quotes", -0.2), value_text("Words per quote", float("nan"))
    ('-0.20', '–')
    >>> value_text("Share of voice", -0.0001, signed=True), value_text("Words per quote", 0.04, signed=True)
    ('0.0 points', '0.0')
    """
    if math.isnan(value):
        return "–"
    if measure in PERCENT:
        return f"{_signed(100 * value)} points" if signed else share(value)
    if measure in TONES:
        return tone(value)
    return _signed(value) if signed else f"{value:.1f}"


def _signed(value: float) -> str:
    """Write a number with its sign; zero has none."""
    text = f"{value:+.1f}"
    return text if float(text) else text[1:]


def day(when: date | datetime | None) -> str:
    """Format a date as newspapers do.

    >>> day(date(2026, 3, 9)), day(None)
    ('9 Mar 2026', 'undated')
    """
    if when is None or when != when:  # NaT is not equal to itself
        return "undated"
    return f"{when.day} {when:%b %Y}"


def span(first: date | None, last: date | None) -> str:
    """Format a range of days as the opening of a sentence.

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
    """Format a range of days by its first and last day.

    >>> range_of(date(2025, 12, 3), date(2026, 3, 9)), range_of(date(2026, 3, 3), date(2026, 3, 9)), range_of(None, None)
    ('3 Dec 2025 to 9 Mar 2026', '3 Mar to 9 Mar 2026', 'no article has a date')
    """
    if first is None or last is None:
        return "no article has a date"
    if first == last:
        return day(first)
    return f"{first.day} {first:%b}{'' if first.year == last.year else f' {first.year}'} to {day(last)}"


_TYPES = {"person": ("Person", "People"), "organisation": ("Organisation", "Organisations"), "country": ("Country", "Countries")}


def type_name(kind: str, number: int) -> str:
    """Name a type of actor, for one and for many.

    >>> type_name("person", 2), type_name("region", 2)
    ('People', 'Region')
    """
    one, many = _TYPES.get(kind, (kind.capitalize(), kind.capitalize()))
    return one if number == 1 else many


def listed(items: Sequence[str]) -> str:
    """Join items with commas and "and".

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def plain(text: str) -> str:
    r"""Escape text for a label that reads Markdown, so that it shows as it is.

    >>> plain("*Ada* [x](y) $1 :red[z]")
    '\\*Ada\\* \\[x\\]\\(y\\) \\$1 \\:red\\[z\\]'
    """
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def capital(text: str) -> str:
    """Begin a text with a capital and leave its other letters: names have capitals of their own.

    >>> capital("police and courts"), capital("New Zealand")
    ('Police and courts', 'New Zealand')
    """
    return text[:1].upper() + text[1:]


def shorten(text: str, limit: int = 90) -> str:
    """Shorten text at a word, for a label or a hover line.

    >>> shorten("one two three", 9)
    'one two…'
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:") + "…"
