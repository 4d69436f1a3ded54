"""Wire text as news agencies send it: APA, OTS, dpa, Reuters, AP and AFP, one message per file or many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analytics.loaders.bylines import without_by
from analytics.loaders.decoding import NotText, decode
from analytics.loaders.formats.xml import read_whole
from analytics.loaders.inputs import Source
from analytics.loaders.printed_lines import join_lines, join_title
from analytics.loaders.stories import Details, story_of
from analytics.tables import Article, Skipped

_EXPECTED = "Expected messages with a headline and a text, as agencies send them"


class _Service(NamedTuple):
    """An agency, the line that opens each of its messages, and letters of its datelines, one of which a file has."""

    outlet: str
    head: re.Pattern[str]
    signs: tuple[str, ...] = ("",)


_SERVICES = (
    _Service("APA", re.compile(r"APA\d{4} \d [A-Z]{2} \d{3,5}\b.*")),
    _Service("OTS", re.compile(r"OTS\d{4} \d [A-Z]{2} \d{3,5}\b.*")),
    _Service("dpa", re.compile(r"[a-z]{3}\d{4} \d [a-z]{1,3}(?: [a-z]{2,3})? \d{2,5} +dpa(?:-[a-z]{2,12})? \d{3,5}\b.*")),
    _Service("Reuters", re.compile(r"RTRS\s?- ?(?P<headline>\S.*)"), ("(Reuters)", "Thomson Reuters")),
    _Service(
        "AP",
        re.compile(r"\^?(?:AP|BC)-(?:[A-Z]{2}-{1,2}|--)?[A-Z]\w[^,]{1,50},.{0,60}\b\d{2,5}<?"),
        ("(AP)", "Associated Press"),
    ),
    _Service("AFP", re.compile(r"afp|AFP\d{3,5}\b.*"), ("(AFP)",)),
)
_AROUND = re.compile(r"(?i)(?:zczc|nnnn)\b.{0,40}|¶")
"""Marks of the line itself, before and after a message."""
_SLUG = re.compile(
    r"[^\s/.!?]{1,40}(?: [^\s/.!?]{1,40}){0,3}(?:/[^/.!?]{0,40}){1,9}|[^\W\d_]+(?:-[^\W_]+){1,6}|[a-z] [a-z] [A-Z]{3}\b.*"
)
_UNDER = re.compile(r"(?:Utl\.?|Subtitle)\s?: ?.*")
_NOTE = re.compile(
    r"\(?(?:Eds|Editors|Achtung|Hinweis|Eds note|Adds|Updates|Recasts|Refiles|Wiederholung|Grafik)\b.{0,10}:.*"
    r"|(?:The )?Associated Press(?: Writers?)?=?"
)
_BYLINE = re.compile(
    r"(?:By|BY|by|Von|VON|von|Par|par) (?P<names>[^\W\d_][\w.'’ -]{1,60}(?:(?:, | and | und )[A-ZÀ-Þ][\w.'’ -]{1,40}){0,3}?)"
    r"(?:, .{2,60})?=?"
)
_CREDIT = re.compile(r"\((?:Reporting|Writing|Additional reporting) by (?P<names>[^;)\n]{3,100}?)(?: in [A-Z][^;)]{2,30})?[;)].*")
_AUTHOR = re.compile(r"(?m)^ {0,4}-? {0,4}Autor(?:in|en|innen)?:[ \t]*(?P<names>[^,\n(]{3,80}).*$")
_END = re.compile(
    r"\(Schluss(?:\)|\b).*|#{1,2} ?(?:dpa-)?Notizblock.*|(?:\* ?){4,}|\*{3} ?OTS-.*|Rückfragehinweise?:.*"
    r"|dpa(?:-\w+)? [a-z]{2,4} .*"
    r"|\((?:Reporting|Writing|Additional reporting) by .*|\(\(.*|\(c\) Copyright .*|NNNN\b.*|\^?AP-[A-Z]{2}-\d\d-\d\d-\d\d.*"
)
_MAY_END = re.compile(r"(?i:\(?ends?\)?)|-{2,}|[a-z]{2,4}(?:/[a-z]{2,4}){1,4}|AFP")
"""What ends a message unless its text goes on below."""
_MONTHS = {
    name: number
    for number, names in enumerate("jan|jän feb mar|mär|mrz apr may|mai jun jul aug sep oct|okt nov dec|dez".split(), 1)
    for name in names.split("|")
}
_MONTH = rf"(?P<month>(?i:{'|'.join(_MONTHS)}))[a-zä]*\.?"
_STAMPS = (
    re.compile(r".{0,12}?\b(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)/(?P<hour>\d\d):(?P<minute>\d\d)\s*"),
    re.compile(rf"(?:AFP )?(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d) +(?:(?P<zone>GMT) +)?{_MONTH} +(?P<year>\d\d(?:\d\d)?)"),
    re.compile(
        rf"(?P<day>\d{{1,2}})-{_MONTH}-(?P<year>\d{{4}}) (?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d)?(?: (?P<zone>[A-Z]{{3,4}}))?"
    ),
    re.compile(
        r"\^?AP-[A-Z]{2}-(?P<number>\d\d)-(?P<day>\d\d)-(?P<year>\d\d) (?P<hour>\d\d)(?P<minute>\d\d) ?(?P<zone>[A-Z]{3})?<?"
    ),
    re.compile(rf".*?(?:[A-Z][a-z],? ?)?(?P<day>\d{{1,2}})\. ?{_MONTH} (?P<year>\d\d(?:\d\d)?)"),
)
"""How messages print the moment at which they were sent, the surest first; the last is the day in the line that opens one."""
_MOST_TITLE = 4  # lines
_LONGEST = 300  # characters of a line that opens a message
_MOST_SLUGS = 2
_WORDS = 6  # of a sentence


def knows(opening: str) -> bool:
    """Whether a text that begins like this is a message of an agency.

    >>> knows("APA0281 5 AI 0231   18.Sep 25\\n\\nTransport/Ferries\\n\\nPort shut"), knows("AP-style rules\\n\\nIt rained.")
    (True, False)
    """
    first = next((line.strip() for line in opening[:2_000].split("\n") if line.strip() and not _AROUND.fullmatch(line.strip())), "")
    first = first.lstrip("\ufeff")
    return any(one.head.fullmatch(first) and _is_present(one, opening) for one in _SERVICES) if len(first) <= _LONGEST else False


def read(source: Source) -> Iterator[Article | Skipped]:
    """The messages of a file, by their number in it."""
    try:
        text, warning = decode(read_whole(source))
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    if warning:
        yield Skipped(source.label, None, f"{warning}; kept")
    present = _present(text)
    lines = [line.rstrip() for line in text.lstrip("\ufeff").replace("\f", "\n").splitlines()]
    heads = [(n, found) for n, line in enumerate(lines) if line and (found := _service(line.strip(), present))]
    ends = [n for n, _ in heads[1:]] + [len(lines)]
    for number, ((start, service), end) in enumerate(zip(heads, ends, strict=True), 1):
        details, paragraphs = _message(service, lines[start:end])
        if paragraphs:
            yield from story_of(source.label, number if len(heads) > 1 else None, paragraphs, details)
        else:
            yield Skipped(source.label, number, f"a message of {service.outlet} without a text. {_EXPECTED}")


def _present(text: str) -> list[_Service]:
    """The agencies whose datelines a text may have."""
    return [one for one in _SERVICES if _is_present(one, text)]


def _is_present(service: _Service, text: str) -> bool:
    return any(map(text.__contains__, service.signs))


def _service(line: str, services: Sequence[_Service]) -> _Service | None:
    """The one of some agencies whose messages begin with such a line."""
    return next((one for one in services if one.head.fullmatch(line)), None) if len(line) <= _LONGEST else None


def _message(service: _Service, lines: Sequence[str]) -> tuple[Details, list[str]]:
    """What a message says of itself, and its paragraphs."""
    head = service.head.fullmatch(lines[0].strip())
    printed = head.groupdict().get("headline") if head else None
    rest = [line for line in lines[1:] if not _AROUND.fullmatch(line.strip())]
    at = _filled(rest, 0)
    for _ in range(_MOST_SLUGS):
        if at >= len(rest) or not _SLUG.fullmatch(rest[at].strip()) or _filled(rest, at + 1) >= len(rest):
            break
        at = _filled(rest, at + 1)
    title, at = (printed, at) if printed else _headline(rest, at)
    author, at = _above_text(rest, at)
    body = rest[at:]
    end = next((n for n, line in enumerate(body) if n and _END.fullmatch(line.strip())), len(body))
    end = next((n for n in range(1, end) if _MAY_END.fullmatch(body[n].strip()) and not _goes_on(body[n + 1 : end])), end)
    below = "\n".join(body[end:])
    credit = _AUTHOR.search(below) or _CREDIT.search(below)
    return (
        Details(
            title=title.strip(" =^<") if title else None,
            date=_sent(lines),
            outlet=service.outlet,
            author=author or (credit["names"].strip() if credit else None),
        ),
        [line for line in join_lines(body[:end]) if not _is_stamp(line)],
    )


def _goes_on(lines: Sequence[str]) -> bool:
    """Whether lines have a sentence."""
    return any(line.count(" ") >= _WORDS and line.rstrip().endswith((".", "”", '"')) for line in lines)


def _filled(lines: Sequence[str], start: int) -> int:
    """The number of the first line from one on that is not blank."""
    return next((n for n in range(start, len(lines)) if lines[n].strip()), len(lines))


def _headline(lines: Sequence[str], start: int) -> tuple[str | None, int]:
    """The headline that begins on a line, and the number of the line below it."""
    found: list[str] = []
    for n in range(start, min(start + _MOST_TITLE, len(lines))):
        line = lines[n].strip()
        if not line or (found and _is_above_text(line)):
            break
        found.append(line.strip("^<"))
        if line.endswith(("=", "<")):
            break
    return join_title(line.removesuffix("=") for line in found), start + len(found)


def _is_above_text(line: str) -> bool:
    return any(pattern.fullmatch(line.lstrip("^")) for pattern in (_UNDER, _NOTE, _BYLINE)) or _is_stamp(line)


def _above_text(lines: Sequence[str], start: int) -> tuple[str | None, int]:
    """Who wrote a message, and the number of the line with which its text begins."""
    author: str | None = None
    at = _filled(lines, start)
    while at < len(lines):
        line = lines[at].strip()
        if not _is_above_text(line):
            break
        if byline := _BYLINE.fullmatch(line.lstrip("^")):
            author = author or without_by(byline["names"].strip())
        if _UNDER.fullmatch(line):  # over several lines, up to its mark
            while not lines[at].rstrip().endswith("=") and at + 1 < len(lines) and lines[at + 1].strip():
                at += 1
        at = _filled(lines, at + 1)
    return author, at


def _is_stamp(line: str) -> bool:
    return any(stamp.fullmatch(line.strip()) for stamp in _STAMPS[:-1])


def _sent(lines: Sequence[str]) -> str | None:
    """When a message was sent, as its stamps print it: with its hour where one of them has it."""
    for stamp in _STAMPS:
        for line in lines[:1] if stamp is _STAMPS[-1] else lines:
            if line and (match := stamp.fullmatch(line.strip())):
                found = match.groupdict()
                year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
                month = int(found["number"]) if found.get("number") else _MONTHS[found["month"].lower()]
                day = f"{year}-{month:02d}-{int(found['day']):02d}"
                hour = f" {found['hour']}:{found['minute']} {found.get('zone') or ''}" if found.get("hour") else ""
                return (day + hour).strip()
    return None
