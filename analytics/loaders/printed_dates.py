"""The day of publication as a text prints it: on a line of its own, beside a byline, or in a dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from analytics.loaders.dates import NAMED, named_day, read_date
from analytics.loaders.decoding import has_digit

_HEAD, _TAIL = 10, 3  # lines at the top and at the end that may have the date
_LONGEST = 120
_SENTENCE = 60  # characters of a line that is one
_MOST_WORDS = 10  # of a line that ends like a sentence but is not one
_CHANGED = re.compile(r"(?i)\s*(?:last |latest )?(?:updated?|modified|corrected|revised|changed)\b(?: (?:on|at))?\s*:?\s*")
_PUBLISHED = re.compile(
    r"(?i)\s*(?:first |originally |article )?(?:published?|publication date|publish date|posted|issued|released?|created"
    r"|date of (?:publication|issue)|date|dated|(?:issue|release|publishing) date|pub date|printed|filed)\b"
    r"(?: (?:by|in) [^|:]{2,40}?)?"
    r"(?: (?:on|at))?\s*:?\s*"
)
_ABROAD = re.compile(
    r"(?i)\s*(?:stand|veröffentlicht|erschienen|datum|publiée?|paru|mis en ligne|date de publication|publicad[oa]|gepubliceerd"
    r"|fecha(?: de publicación)?|geplaatst|pubblicat[oa]|(?P<changed>(?:zuletzt )?aktualisiert|mis à jour|actualizad[oa]"
    r"|(?:laatst )?bijgewerkt|aggiornat[oa]|atualizado))(?: (?:am|vom|le|el|op|il|em|on))?\b\s*:?\s*(?=\S)"
)
"""Labels of dates in languages that put the day first."""

_CHANGED_ABROAD = re.compile(
    r"(?i)[,;|·–—-]?\s+(?:(?:zuletzt )?aktualisiert|mis à jour|modifié|actualizad[oa]|bijgewerkt|aggiornat[oa]|atualizado)\b"
)
_PARTS = re.compile(
    r"\s*[|·•;]\s*|\s+[–—/-]\s+|\t+|\s{3,}|\s+(?=(?:by|BY|By) [A-ZÀ-Þ])"
    r"|\s+(?=(?i:last updated|updated|modified|published|posted)\b)"
)
_READING = re.compile(r"(?i)\W*\b\d{1,3}[ -]min(?:ute)?s?\.?(?: read)?\s*$")
_BARS = re.compile(r"\s[|·•]\s")
_NAMED = re.compile(rf"(?<!\w)(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?(?:{NAMED})(?!\w)")
_BEFORE = re.compile(
    r"(?:(?:[Bb]y|BY) )?[\"“]?[A-ZÀ-Þ][\w.&'’-]*(?:,? (?:[A-ZÀ-Þ(][\w.&'’)-]*|of|the|and|in|for|de|van|von|der|&)){0,7}"
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_LAST = re.compile(r"(?:^|\s)(?:on|of|in|since|until|by|from|for|the|and|to|at|before|after|till|around|early|late)$", re.I)
_DATELINE = re.compile(r"[A-ZÀ-Þ][\w .,'’()/–—-]{1,60}?(?:[,(\s]|\s[–—-]|\s?\|)\s*$")
_AFTER_DATELINE = re.compile(r"\s*\)?(?:,?\s*[(/]?[A-Z][\w /.&-]{1,30}[)/]?)?\s*(?:[—–:|]|--?)\s*\S")
_AFTER_BRACKET = re.compile(r"(?:,?\s*[(/]?[A-Z][\w /.&-]{1,30}[)/]?)?\s*[)\]]\s*(?:[—–:|]|--?)?\s*\S")
_IN_DIGITS = re.compile(
    r"(?<![\d/.,-])(?:(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|\d{1,2}/\d{1,2}/(?:19|20)\d\d)(?![\d/-]|\.\d)"
)
_IN_PRINT = re.compile(
    r"(?i)a version of this [\w ]{3,20}? (?:appears|appeared|was published) in print(?: on)? (?P<day>.{6,40}?),? (?:on |in )?"
    r"(?:section|page|the)\b.{0,200}"
)
"""What newspapers print below a story on their sites."""
_PAGE = re.compile(r"\W{0,3}(?i:p{1,2}\.|pages?|pg\.?|s\.|seite|section)\s{0,2}[A-Z]{0,2}-?\d{1,3}[A-Z]?\W?")
_NO_PLACE = frozenset("In On At Since Until By From For The After Before Born Died As It Of To".split())
_YEAR_COLON = re.compile(r"(?<=\d\d\d\d):(?=\s)")  # which a date would take for the hour's
# A day without these has no year: "part 4 of it".
_DIGITS_OF_DAY = re.compile(r"\d{4}|\d\D+\d")


class Printed(NamedTuple):
    """The moment of publication that a text prints, a warning about it, and the numbers of the lines that hold nothing else."""

    when: datetime | None = None
    warning: str | None = None
    lines: frozenset[int] = frozenset()


class _DateLine(NamedTuple):
    """A date on a line: its moment, a warning, whether it is a change's, whether a label names it, and whether it is alone."""

    when: datetime | None
    warning: str | None
    changed: bool = False
    labelled: bool = False
    alone: bool = True


def printed_date(lines: Sequence[str], *, day_first: bool | None = None) -> Printed:
    """The day that lines print as theirs: a published one before one without a label, and that before one of a change.

    >>> printed_date(["Port shut", "By Ada Quill", "Monday 12 January 2026", "The port shut."])[::2]
    (datetime.datetime(2026, 1, 12, 0, 0, tzinfo=datetime.timezone.utc), frozenset({2}))
    >>> printed_date(["Port shut", "The port shut on 12 January 2026, its master said."]).when is None
    True
    """
    found: list[tuple[int, _DateLine]] = []
    sentences = 0
    for n, line in enumerate(lines[:_HEAD]):
        may_be_dated = has_digit(line)
        if n and may_be_dated and (dated := _in_dateline(line, day_first)):
            found.append((n, dated))
            break
        if may_be_dated and (
            one := _on_line(line, n == 0, day_first) or (_above_headline(line, lines[1:2], day_first) if n == 0 else None)
        ):
            if sentences and one.alone and not (one.labelled or one.changed) and _dates_follow(lines[n + 1 :], day_first):
                break  # days that the story is about, one after another
            found.append((n, one))
        elif len(line) > 2 * _LONGEST and n > 1:
            break
        sentences += len(line) > _SENTENCE and line.endswith((".", "!", "?", "”", '"'))
        if sentences > 1:  # the story has begun: what comes now is a day that it mentions, or another story's
            break
    below = (
        (n, _in_print(lines[n]) or _on_line(lines[n], True, day_first)) for n in range(max(_HEAD, len(lines) - _TAIL), len(lines))
    )
    found += [(n, one) for n, one in below if one and (one.labelled or one.changed)]
    if len(lines) <= _HEAD and (n := len(lines) - 1) > 1 and (one := _in_print(lines[n])):
        found.append((n, one))
    if not found and (one := _last_line(lines, day_first)):
        found.append((len(lines) - 1, one))
    alone = frozenset(n for n, one in found if one.alone and len(lines) > 1)
    unread = frozenset(n for n, one in found if one.when is None and one.alone and len(lines) > 2)
    warning = next((one.warning for _, one in found if one.warning), None)
    dated_lines = [one for _, one in found if one.when]
    if not dated_lines:
        return Printed(None, warning, unread)
    best = min(dated_lines, key=lambda one: (one.changed, not one.labelled))
    return Printed(best.when, best.warning, alone)


def _in_print(line: str) -> _DateLine | None:
    """The day on which a story was printed, where a line below it says so; one that the page gives itself is surer."""
    match = _IN_PRINT.fullmatch(line) if line[:9] in ("A version", "a version") else None
    dated = read_date(match["day"]) if match else None
    return _DateLine(dated.when, None, changed=True) if dated and dated.when else None


def is_day(line: str, *, day_first: bool | None = None) -> bool:
    """Whether a line is a day, with or without its label, and nothing else.

    >>> is_day("Published: 3 May 2024, 9:30"), is_day("The port shut on 3 May 2024")
    (True, False)
    """
    one = _on_line(line, True, day_first)
    return one is not None and one.when is not None


def _last_line(lines: Sequence[str], day_first: bool | None) -> _DateLine | None:
    """The date of a last line that is nothing else, where no other line is one."""
    one = _on_line(lines[-1], True, day_first) if len(lines) > 2 else None
    return one if one and one.when and one.alone and not _dates_follow(lines[:-1], day_first) else None


def _dates_follow(lines: Sequence[str], day_first: bool | None) -> bool:
    """Whether another line is a day and nothing else."""
    short = (line for line in lines if len(line) <= _SENTENCE)
    return any((one := _on_line(line, True, day_first)) and one.when and not (one.labelled or one.changed) for line in short)


def _on_line(line: str, strict: bool, day_first: bool | None) -> _DateLine | None:
    """The date on a line that is no sentence; ``strict`` allows nothing beside it but its label."""
    line = line.strip(" \t*_#()[]")
    if not 5 < len(line) <= _LONGEST or not has_digit(line) or not _DIGITS_OF_DAY.search(line):
        return None
    if line.endswith((".", "!", "?", "”", '"')) and line.count(" ") > _MOST_WORDS:
        return None
    if line.endswith(("read", "min", "mins", "minutes")):
        line = _READING.sub("", line)
    whole = read_date(line, day_first=day_first)
    parts = [line] if whole.when else [part for part in _PARTS.split(line) if part]
    abroad = _ABROAD.match(line) if not whole.when else None
    if abroad and (later := _CHANGED_ABROAD.search(line, abroad.end())):  # the day of a change, behind that of publication
        line = line[: later.start()]
    found: list[_DateLine] = []
    others = 0
    if abroad and (dated := read_date(line[abroad.end() :], day_first=True)).when:
        return _DateLine(dated.when, None, abroad["changed"] is not None, abroad["changed"] is None)
    for part in parts if len(parts) <= 6 else []:
        changed, published = _CHANGED.match(part), _PUBLISHED.match(part)
        label = changed or published
        dated = read_date(part[label.end() :] if label else part, day_first=day_first)
        if dated.when or (dated.warning and "may be day" in dated.warning):
            found.append(_DateLine(dated.when, dated.warning, changed is not None, published is not None))
        elif part.endswith((".", "?", "!", ",")) or len(part.split()) > 8:
            return None
        else:
            others += 1
    if found:
        first = min(found, key=lambda one: (one.changed, not one.labelled))
        alone = not others or not strict
        return None if others and strict else first._replace(alone=alone and not line.lower().startswith("by "))
    return None if strict else _beside_name(line)


def _beside_name(line: str) -> _DateLine | None:
    """The date at the end of a line that else holds a name: "By Ada Quill, 12 January 2026"."""
    match = next(iter(_NAMED.finditer(line.lower())), None) if len(line.lower()) == len(line) else None
    day = named_day(match) if match else None
    if match is None or day is None:
        return None
    if (after := line[match.end() :].strip(" .")) and not _PAGE.fullmatch(after):
        return None
    before = line[: match.start()].rstrip(" ,-–—|(")
    if not _BEFORE.fullmatch(before) or _LAST.search(before):
        return None
    return _DateLine(read_date(day).when, None, alone=not before.lower().startswith("by "))


def _above_headline(line: str, following: Sequence[str], day_first: bool | None) -> _DateLine | None:
    """The date of a first line that has the outlet and the day, where a headline follows: "Norvane Post, 3 May 2024" or
    "Post | 3.5.2024 | Page 4"."""
    below = following[0].strip() if following else ""
    if not below or len(below) > _LONGEST or below.endswith((".", "”", '"')) or len(line) > _LONGEST:
        return None
    if read_date(below).when is not None:
        return None
    named = _beside_name(line.strip(" \t*_#()[]"))
    return named or (_on_line(line, False, day_first) if len(_BARS.split(line)) > 2 else None)


def _in_dateline(paragraph: str, day_first: bool | None) -> _DateLine | None:
    """The full date in a dateline: "QUILLON, 12 January 2026 (Pressa) — The port shut.", "NORVANE (NNA), January 12, 2026: It
    rained.", "[NORVANE, 2026-01-12] It rained."."""
    head = paragraph[:140]
    if not ("20" in head or "19" in head or "18" in head) or _YEAR.search(head) is None:
        return None
    head = _YEAR_COLON.sub(" :", head.lstrip())
    bracketed = head[:1] in {"(", "["}
    head = head[1:] if bracketed else head
    if not head[:1].isupper() or not (bracketed or any(map(head.__contains__, "—–-:|"))):
        return None
    match = _NAMED.search(head.lower()) if len(head.lower()) == len(head) else None
    day: date | str | None = named_day(match) if match else None
    if match is None and (match := _IN_DIGITS.search(head)):
        day = match[0]
    if match is None or day is None or not _DATELINE.fullmatch(before := head[: match.start()]):
        return None
    if not (_AFTER_BRACKET if bracketed else _AFTER_DATELINE).match(head[match.end() :]):
        return None
    place = re.split(r"[,(/|–—]", before)[0].split()
    named = place and all(word[0].isupper() or word == "-" for word in place) and place[0] not in _NO_PLACE
    if not named:
        return None
    dated = read_date(day, day_first=day_first)
    return _DateLine(dated.when, dated.warning, labelled=True, alone=False)
