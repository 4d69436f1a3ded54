"""Find when a page was published: in its data, its address, beside the headline, or by htmldate.

A date is never made up: one in the story is about something else, a year alone is a copyright.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from analytics.loaders.dates import read_date
from analytics.loaders.html.metadata import Facts
from analytics.text import MONTHS

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_PRINTED = re.compile(
    rf"""(?ix)
    (?<![\w/.-])(?P<iso>(?:19|20)\d\d(?P<mark>[-/.])(?:0?[1-9]|1[0-2])(?P=mark)(?:0?[1-9]|[12]\d|3[01]))(?![\d/-])
    | (?<![a-z])(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)(?!\d)
    | (?<![\d:.])(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?(?P<month2>{_MONTH})\.?,?[\s-]+(?P<year2>(?:19|20)\d\d)(?!\d)
    | (?<![\d/.-])(?P<first>\d{{1,2}})(?P<slash>[/.-])(?P<second>\d{{1,2}})(?P=slash)(?P<year3>(?:(?:19|20)\d\d|\d\d))(?![\d/.-])
    """
)
_ADDRESS_DAY = re.compile(r"\D((?:199|20[0-3])\d)[/_-]([01]?\d)[/_-]([0-3]?\d)(?:\D|$)")
_WORDS = re.compile(r"(?i)(?P<changed>updat|modif|correct|revis|edited)|publish|posted|issued|created|first|entry-date")
_AMERICAN = re.compile(r"\b(?:E[DS]?T|P[DS]?T|C[DS]T|M[DS]T)\b")
_NO_DAY = "1995-01-02"  # htmldate reads no earlier year; given last, it ends a search that would go on in words
_HEAD = re.compile(r"\d{4}-\d\d-\d\d")
_WHOLE = frozenset({"h1", "h2", "h3", "p"})  # elements that are one piece
_SILENT = frozenset({"script", "style", "noscript", "meta", "template", "title", "figcaption"})
_BEFORE, _AFTER = 8, 45  # pieces of text before and after the headline among which its day may be
_HEADINGS = frozenset({"h1", "h2", "h3"})
_DAY_WORDS = 6  # of a heading that is a day, as blogs have them
_LINE = 40  # characters from which a piece with a full stop is a sentence
_PIECE = 160  # characters of a piece that may give the day; a longer one is a sentence


def published(
    facts: Facts, tree: Any, page: bytes | str, *, address: str | None, title: str | None, story: Sequence[str]
) -> str | None:
    """The day or moment of publication as the page has it, for `dates.read_date`; None where the page does not give it."""
    dates = [d for d in facts.dates if read_date(d).when]
    days = {_written_day(d) for d in dates}
    in_address = _address_day(address)
    if dates and len(days | ({in_address} if in_address else set())) == 1:
        return dates[0]
    if dates or in_address or facts.marks:
        told = _by_htmldate(_light(facts.marks, dates), address)
        if told is not None and told != _NO_DAY and (not _is_year(told, "") or told == in_address):
            return next((d for d in dates if _written_day(d) == told), told)
        if dates:
            return dates[0]
    return _printed(tree, title, story) or _searched(tree, page, address, story)


def _written_day(text: str) -> str | None:
    """The day of a date in the time zone in which it is written."""
    if _HEAD.match(text.strip()):
        return text.strip()[:10]
    when = read_date(text).when
    return str(when.date()) if when else None


def _address_day(address: str | None) -> str | None:
    """The day in an address, as /2026/03/03/ is one."""
    match = _ADDRESS_DAY.search(address or "")
    try:
        return str(date(int(match[1]), int(match[2]), int(match[3]))) if match else None
    except ValueError:
        return None


def _light(marks: list[Any], dates: list[str]) -> Any:
    """A page of nothing but the elements that give a day as data, then the day of its JSON-LD, and a day that ends the search."""
    from lxml import html

    page = html.Element("html")
    head = html.Element("head")
    page.append(head)
    page.append(html.Element("body"))
    for mark in marks[:100]:
        alone = copy.copy(mark)
        alone.tail = None
        head.append(alone)
    for day in [*dates[:1], _NO_DAY]:
        head.append(html.Element("meta", name="date", content=day))
    return page


def _by_htmldate(tree: Any, address: str | None) -> str | None:
    """The day that htmldate finds, asked as trafilatura asks it."""
    from htmldate import find_date

    try:
        told = find_date(tree, extensive_search=True, original_date=True, url=address)
        datetime.strptime(told or "", "%Y-%m-%d")
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return None
    return told


def _printed(tree: Any, title: str | None, story: Sequence[str]) -> str | None:
    """The day printed by the headline: the first there that is not the day of a change."""
    pieces = list(_pieces(tree))
    plain = _plain(title or "")
    heads = [n for n, (_, text) in enumerate(pieces) if plain and _plain(text) == plain]
    openings = {_plain(p)[:60] for p in story[:6] if len(p) >= 80}
    bodies = [n for n, (_, text) in enumerate(pieces) if len(text) >= 80 and _plain(text)[:60] in openings]
    if not heads and not bodies:
        return None
    begin = heads[0] if heads else bodies[0]
    body = next(iter([n for n in bodies if n > begin][2:]), begin + _AFTER)  # the first may be a lead above the day
    american = any(_AMERICAN.search(text) for _, text in pieces[begin:body])
    first = begin + 1 if heads else begin
    after = _days(pieces[first : min(body, begin + _AFTER)], american)
    before = _days(pieces[max(0, begin - _BEFORE) : begin], american)
    for found in (after, before[::-1]):
        if told := [day for day, changed in found if not changed] or [day for day, _ in found]:
            return told[0]
    return None


def _days(pieces: Sequence[tuple[str, str]], american: bool) -> list[tuple[str, bool]]:
    """The days in some pieces of text, and whether each is the day of a change."""
    found = []
    changed = False
    for tag, text in pieces:
        if _is_prose(tag, text):
            continue
        at = 0
        for match in _PRINTED.finditer(text):
            changed = _is_change(text[at : match.start()], changed)
            at = match.end()
            if day := _read(match, american):
                found.append((day, changed))
                changed = False
        changed = _is_change(text[at:], changed)
    return found


def _is_prose(tag: str, text: str) -> bool:
    """Whether a piece of text mentions days other than its own: a sentence, or a heading of more words than a day has."""
    if len(text) > _PIECE:
        return True
    if _WORDS.search(text):
        return False
    if tag in _HEADINGS:
        return len(text.split()) > _DAY_WORDS
    return len(text) > _LINE and text.endswith((".", "!", "?", "”"))


def _is_change(text: str, before: bool) -> bool:
    """Whether the words before a day announce a change; the last such word decides, or else the previous state."""
    words = list(_WORDS.finditer(text))
    return bool(words[-1]["changed"]) if words else before


def _read(match: re.Match[str], american: bool) -> str | None:
    """The day of a printed date; None where it is invalid or ambiguous."""
    if match["iso"]:
        year, month, day = (int(part) for part in re.split(r"[-/.]", match["iso"]))
    elif match["first"]:
        first, second = int(match["first"]), int(match["second"])
        if first <= 12 and second <= 12 and first != second and not (american and match["slash"] == "/"):
            return None
        month, day = (first, second) if (second > 12 or american) and first <= 12 else (second, first)
        year = int(match["year3"]) + (0 if len(match["year3"]) == 4 else 2000 if int(match["year3"]) < 60 else 1900)
    else:
        month = MONTHS.index((match["month"] or match["month2"])[:3].lower()) + 1
        day, year = int(match["day"] or match["day2"]), int(match["year"] or match["year2"])
    try:
        told = str(date(year, month, day))
    except ValueError:
        return None
    return told if read_date(told).when else None


def _pieces(tree: Any) -> Iterator[tuple[str, str]]:
    """The text of a page in its order, a piece each element and run; labels and times as data are pieces too."""
    for element in tree.iter():
        tag = element.tag
        inside = _is_inside(element)
        if isinstance(tag, str) and tag not in _SILENT:
            label = element.get("datetime") or element.get("aria-label") or (element.get("title") if tag == "abbr" else "") or ""
            parent = element.getparent()
            around = "" if parent is None else parent.get("class") or ""
            manner = f"{around} {element.get('class') or ''} {element.get('itemprop') or ''}"
            changed = "updated " if _is_change(manner, False) else ""
            if any(character.isdigit() for character in label):
                yield tag, changed + " ".join((f"{label[:10]} {label[11:]}" if _HEAD.match(label) else label).split())
            text = "".join(element.itertext()) if tag in _WHOLE and not inside else element.text or ""
            if not inside and (words := " ".join(text.split())):
                yield tag, changed + words if len(words) < 60 else words
        if not inside and element.tail and (words := " ".join(element.tail.split())):
            yield "", words


def _is_inside(element: Any) -> bool:
    """Whether an element is inside one whose words are a piece already."""
    parent = element.getparent()
    while parent is not None:
        if parent.tag in _WHOLE or parent.tag in _SILENT:
            return True
        parent = parent.getparent()
    return False


def _searched(tree: Any, page: bytes | str, address: str | None, story: Sequence[str]) -> str | None:
    """What htmldate finds anywhere on the page, if it is outside the story or on a line of its own there."""
    told = _by_htmldate(tree, address)
    if told is None:
        return None
    markup = page if isinstance(page, str) else page.decode("utf-8", "ignore")
    if _is_year(told, markup):
        return None
    forms = _forms(told)
    if not any(forms.search(p) for p in story):
        return told
    alone = (p for p in (*story[:4], *story[-2:]) if len(p.split()) <= 14 and not p.endswith((".", "!", "?", "”", '"')))
    visible = " ".join(text for _, text in _pieces(tree))
    outside = len(forms.findall(visible)) > sum(len(forms.findall(p)) for p in story)
    return told if outside or any(forms.search(p) for p in alone) else None


def _is_year(told: str, markup: str) -> bool:
    """Whether a day is the first of a year because nothing but the year was there."""
    return told.endswith("-01-01") and not _forms(told).search(markup)


def _forms(told: str) -> re.Pattern[str]:
    """A day as it may be written."""
    day = datetime.strptime(told, "%Y-%m-%d")
    month = MONTHS[day.month - 1]
    return re.compile(
        rf"(?i)\b(?:0?{day.day}(?:st|nd|rd|th)?[\s-]+(?:of )?{month}[a-z]*|{month}[a-z]*\.?\s+0?{day.day}(?:st|nd|rd|th)?\b)"
        rf"|\b{day.year}[-/.]?{day.month:02}[-/.]?{day.day:02}|\b0?{day.day}[/.-]0?{day.month}[/.-](?:20|19)?{day.year % 100:02}"
        rf"|\b0?{day.month}/0?{day.day}/(?:20|19)?{day.year % 100:02}"
    )


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
