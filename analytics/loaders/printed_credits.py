"""What a text prints about itself: its day, and outlet and author on the same line ("Norvane Post · 12 Jan 2026 · Ada Quill")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from analytics.loaders.bylines import without_by
from analytics.loaders.dates import read_date
from analytics.loaders.html.boilerplate import NAME, is_headline, names_writer
from analytics.loaders.printed_dates import printed_date

_PARTS = re.compile(r"\s*[|·•]\s*|\s+[–—/-]\s+|\t+|\s{3,}|\s+(?=(?:by|BY|By) [A-ZÀ-Þ])")
_LABELLED = re.compile(r"(?i)(?:section|edition|pages?|column|words?|length|memo|source)\s*:.{0,80}")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+")
_BY = re.compile(r"(?i)by:?\s+(?=\S)")
_PAGE = re.compile(r"(?i)(?:page|p\.?|pg\.?)?\s*[A-Z]{0,2}\d{1,3}")
_CAPITALS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){1,3}")
_PAPER = re.compile(
    r"(?i)\b(?:post|times|news|daily|herald|gazette|tribune|journal|press|star|mail|telegraph|guardian|chronicle|courier|observer"
    r"|express|independent|standard|mirror|examiner|globe|argus|echo|advertiser|sentinel|dispatch|bulletin|weekly|zeitung)\b"
)
_PLACE = r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,3}"
_IN_PLACE = re.compile(rf"(?P<names>{NAME}(?:(?:, | and | & ){NAME}){{0,3}}) in (?:the )?{_PLACE}(?:(?:, | and ){_PLACE})?")
_LONGEST_BYLINE = 100
_MOST_WORDS = 6  # of an outlet's name


class Imprint(NamedTuple):
    """What a text prints about itself, None for what it does not, a warning about its date, and its other lines."""

    when: datetime | None
    warning: str | None
    outlet: str | None
    author: str | None
    rest: list[str]


def read_imprint(lines: Sequence[str], *, day_first: bool | None = None) -> Imprint:
    """Take the day, the outlet and the author out of the lines of a text.

    >>> read_imprint(["Port shut", "Norvane Post · 12 Jan 2026 · 4 · By Ada Quill", "It shut."])[2:]
    ('Norvane Post', 'Ada Quill', ['Port shut', 'It shut.'])
    """
    printed = printed_date(lines, day_first=day_first)
    if not printed.lines:
        return Imprint(printed.when, printed.warning, None, None, list(lines))
    taken = set(printed.lines)
    above = outlet_above(lines)
    if above:
        taken |= {0, *range(2, 2 + _labels_below(lines, 2))}
    elif between := _outlet_between(lines, min(taken)):
        above, taken = between, taken | {min(taken) - 1}
    outlet, author = _credits(lines[n] for n in printed.lines)
    for n in sorted({n + step for n in printed.lines for step in (-1, 1)} - taken) if author is None else ():
        if 0 < n < len(lines) and (author := _writer_in_place(lines[n])):
            taken.add(n)
            break
    if outlet is None and above is None and 0 in printed.lines:
        outlet = _outlet_before_day(lines[0])
    rest = [line for n, line in enumerate(lines) if n not in taken]
    return Imprint(printed.when, printed.warning, above or outlet, author, rest)


def _writer_in_place(line: str) -> str | None:
    """Who wrote a story, where a line beside its day is their name and place ("Ada Quill in Norvane"): each has a known given name.

    >>> _writer_in_place("Anna Quill and Peter Ode in New Aldra"), _writer_in_place("Ferry Strike in Norvane") is None
    ('Anna Quill and Peter Ode', True)
    """
    match = _IN_PLACE.fullmatch(line.strip()) if " in " in line and len(line) <= _LONGEST_BYLINE else None
    if match is None:
        return None
    from analytics.actors.lexicon import given_names

    people = re.split(r", | and | & ", match["names"])
    return match["names"] if all(" " in one and one.split()[0] in given_names() for one in people) else None


def _labels_below(lines: Sequence[str], first: int) -> int:
    """How many lines from one on are labels of a newspaper's page: "Section: News", "Page: A4"."""
    return next((n for n, line in enumerate(lines[first : first + 5]) if not _LABELLED.fullmatch(line)), 0)


def _outlet_between(lines: Sequence[str], day: int) -> str | None:
    """The outlet on a line of its own between the writer and the day."""
    if day < 2 or day > _MOST_WORDS or not names_writer(lines[day - 2]):
        return None
    named = lines[day - 1].strip()
    return named if len(named.split()) <= _MOST_WORDS and _PAPER.search(named) and is_headline(named) else None


def _outlet_before_day(line: str) -> str | None:
    """The outlet that opens a line with the day: "The Norvane Post, Monday, February 9, 2026, p. A1"."""
    named = line.split(",", 1)[0].strip()
    fits = "," in line and 0 < len(named.split()) <= _MOST_WORDS and _PAPER.search(named) and not _BY.match(named)
    return named if fits and not any(map(str.isdecimal, named)) else None


def _credits(lines: Iterable[str]) -> tuple[str | None, str | None]:
    """The outlet and the author on lines that hold a date."""
    outlet = author = None
    for line in lines:
        parts = [part for part in _PARTS.split(_ADDRESS.sub("", line).strip()) if part]
        if len(parts) < 2:
            continue
        written = next((without_by(part) for part in parts if _BY.match(part)), None)
        when = next((n for n, part in enumerate(parts) if read_date(part).when), None)
        if when is None:  # the day has a label
            author = author or written
            continue
        if written is None and len(parts) > 2:
            written = next((part for part in parts[when + 1 :] if _CAPITALS.fullmatch(part)), None)
        paged = any(_PAGE.fullmatch(part) for part in parts[when + 1 :])
        named = parts[0] if when == 1 and 0 < len(parts[0].split()) <= _MOST_WORDS else None
        outlet = outlet or (named if named and not _BY.match(named) and (paged or _PAPER.search(named)) else None)
        author = author or written
    return outlet, author


def _has_day(line: str) -> bool:
    return any(read_date(part).when for part in _PARTS.split(line) if part)


def outlet_above(lines: Sequence[str]) -> str | None:
    """The outlet on the first of some lines, where a date and then the headline follow it.

    >>> outlet_above(["Norvane Post", "12 Jan 2026", "Lighthouse goes dark for repairs", "The lamp went out."])
    'Norvane Post'
    >>> outlet_above(["Lighthouse goes dark", "12 Jan 2026", "The lamp went out."]) is None
    True
    """
    if len(lines) < 4 or len(lines[0].split()) > _MOST_WORDS or not _PAPER.search(lines[0]) or len(lines[1]) > 40:
        return None
    head = lines[2 + _labels_below(lines, 2)]
    follows = is_headline(head) and len(head.split()) > len(lines[0].split()) and not _BY.match(head)
    return lines[0].strip() if follows and is_headline(lines[0]) and _has_day(lines[1]) else None
