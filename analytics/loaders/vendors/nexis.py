"""Nexis Uni and LexisNexis: DOCX, RTF, HTML and text, one document per file or many, with or without a cover page.

A document is a headline, a publication, a date, labelled lines ("Byline: ..."), the word "Body", the text, and a list of
subjects. The older layout begins with "1 of 9 DOCUMENTS" and the publication, has the headline below the date or above it, no
"Body", and its labels above the text or below it. The words of both layouts are in labels.py, in seven languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from analytics.loaders.bylines import without_by
from analytics.loaders.decoding import NotText, decode, in_one_line
from analytics.loaders.formats import docx, rtf
from analytics.loaders.formats.xml import read_whole
from analytics.loaders.html.boilerplate import is_headline
from analytics.loaders.inputs import Source
from analytics.loaders.printed_lines import Margin, join_lines
from analytics.loaders.stories import Details, story_of
from analytics.loaders.vendors.labels import (
    AFTER,
    BODY,
    COPYRIGHT,
    END,
    FIELDS,
    LABELLED,
    LENGTH,
    OLD_AFTER,
    OLD_START,
    OTHER_LINES,
    SIGN,
)  # fmt: skip
from analytics.loaders.vendors.localised import find_date
from analytics.loaders.vendors.pages import lines_of, page_of
from analytics.tables import Article, Skipped

_EXPECTED = "Expected a document with its text, as Nexis exports it"
_FAILED = re.compile(r"(?i)we are sorry but there is an error in this document")
_DAY = re.compile(r"\s*(?:[^\W\d_]+(?:-feira)?\.?,?\s+)?(?:[^\W\d_]+\.?\s+\d|\d)")
_HOUR = re.compile(r"(?i)\s*\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s+[a-z. ]{2,40})?\s*")
_APPENDED = re.compile(r"(?i)\s*(?:[-–—;]\s*)?(?:correction|clarification|editor's note|editors' note) appended\s*$")
_ADDRESS = re.compile(r"https?://\S{4,2000}")
_BRACKETED = re.compile(r"\s*\(.{1,80}\)\s*")
_COUNT = re.compile(r"\d (?:of|von|de|sur|van|di) \d|load-date:|dokumente? \(|documents? \(")
_LETTERS = ("ument", "UMENT")  # of which every sign has some, on a short line, or a label
_LONGEST_SIGN = 160  # characters of a line
_MOST_HEADER = 12  # lines between a document's headline and its first label
_LONGEST_MARK = 300  # characters of a line that Nexis puts between or around documents
_CENTRED = 8  # blanks before a line that is centred


class _PageLine(NamedTuple):
    """A line of a document, and whether it is centred on the page."""

    text: str
    centred: bool = False


def knows(opening: str) -> bool:
    """Whether a file that begins like this is an export of Nexis.

    >>> knows("Date and Time: Friday, May 3, 2024\\nJob Number: 1\\nDocuments (2)"), knows("Port shut\\n\\nIt rained.")
    (True, False)
    >>> knows("Auftragsnummer: 7\\nDokumente (2)"), knows('<SPAN CLASS="c2">1 of 2 DOCUMENTS</SPAN>')
    (True, True)
    """
    loaded = "oad-" in opening or "OAD-" in opening
    if not loaded:
        found = [letters for letters in _LETTERS if letters in opening]
        marked = "<" in opening or opening.startswith("{\\")
        if not found or not (marked or any(_on_short_line(letters, opening) for letters in found)):
            return False  # in articles, documents are words of sentences
    if "WLNR" in opening:  # an export of Westlaw ends its documents as Nexis does
        return False
    small = opening.lower()
    if small.startswith("{\\rtf"):  # its markup surrounds each line
        return "load-date:" in small or any(words in small for words in END.words)
    if "docum" not in small and "dokum" not in small and "load-date" not in small:
        return False
    if "<" in small and "docfull" not in small and _COUNT.search(small) is None and not any(words in small for words in END.words):
        return False
    return SIGN.search(small if "<" not in small else re.sub(r"<[^<>]{0,300}>", "\n", small)) is not None


def _on_short_line(letters: str, text: str) -> bool:
    """Whether letters are on a line that is no longer than a sign."""
    at = text.find(letters)
    while at >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if end - text.rfind("\n", 0, at) <= _LONGEST_SIGN:
            return True
        at = text.find(letters, end)
    return False


def read(source: Source) -> Iterator[Article | Skipped]:
    """The documents of an export, by their number in it."""
    try:
        data = read_whole(source)
        margin = None
        if source.suffix == ".docx":
            lines: Iterable[str] = docx.paragraphs_of(data)
        elif source.suffix == ".rtf":
            lines = rtf.paragraphs_of(data)
        elif source.suffix in {".html", ".htm"}:
            lines = lines_of(page_of(data, _EXPECTED))
        else:
            text, warning = decode(data)
            if warning:
                yield Skipped(source.label, None, f"{warning}; kept")
            lines = text.lstrip("\ufeff").splitlines()
            margin = Margin.of([line.strip() for line in lines if not line.startswith(" " * _CENTRED)])
        number = skipped = 0
        for ended, document in _documents(lines):
            if any(map(_FAILED.search, document)):
                yield Skipped(source.label, number := number + 1, f"a document that Nexis says it could not give. {_EXPECTED}")
            elif any(map(_is_length, document)) or any(map(BODY.fullmatch, document)):
                number += 1
                yield from _document(_joined(document, margin), source.label, number)
            elif ended and number:
                yield Skipped(source.label, number := number + 1, f"a document without a length or a body. {_EXPECTED}")
            else:
                skipped += any(line.strip() for line in document)
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    if not number:
        found = "a list of documents without their texts" if skipped else "no documents"
        yield Skipped(source.label, None, f"{found}. {_EXPECTED}")


def _documents(lines: Iterable[str]) -> Iterator[tuple[bool, list[str]]]:
    """The lines of each document, with what comes before it, and whether they are a document for sure: one that has its end."""
    document: list[str] = []
    counted = False
    for paragraph in lines:
        for line in paragraph.replace("\xa0", " ").split("\n"):
            small = line.lower() if len(line) <= _LONGEST_MARK else ""
            marks = "dokum" in small or "docum" in small
            ends, begins = (END.pattern.fullmatch(line), OLD_START.fullmatch(line)) if marks else (None, None)
            if ends or begins:
                yield (ends is not None or counted) and any(map(str.strip, document)), document
                document, counted = [], begins is not None
            else:
                document.append(line)
    yield counted and any(map(str.strip, document)), document


def _joined(lines: list[str], margin: Margin | None) -> list[_PageLine]:
    """The lines of a document that hold something, those that a margin broke joined."""
    found: list[_PageLine] = []
    block: list[str] = []
    for raw in [*lines, ""]:
        centred = raw.startswith(" " * _CENTRED)
        if raw.strip() and not centred:
            block.append(raw)
            continue
        if block:
            labelled = any(":" in line and LABELLED.fullmatch(line) for line in block)
            found += [_PageLine(text) for text in (join_lines(block, margin, measured=True) if not labelled or margin else block)]
            block = []
        if centred and raw.strip():
            found.append(_PageLine(in_one_line(raw), centred=True))
    return [line for line in found if len(line.text) > _LONGEST_MARK or not OTHER_LINES.fullmatch(line.text)]


def _is_length(line: str) -> bool:
    return ":" in line and LENGTH.fullmatch(line) is not None


def _document(lines: list[_PageLine], label: str, number: int) -> Iterator[Article | Skipped]:
    texts = [line.text for line in lines]
    body = next((n for n, line in enumerate(texts) if n and BODY.fullmatch(line)), None)
    last = max((n for n, line in enumerate(texts[:body]) if _is_length(line)), default=None)
    first = _first_label(texts, body if last is None else last)
    fields: dict[str, str] = {}
    end = body if body is not None else first
    for n, line in enumerate(texts[first : first + 3 * _MOST_HEADER if body is None else body], first):
        if match := LABELLED.fullmatch(line):
            fields.setdefault(FIELDS[match["label"].lower()], match["value"].strip())
            end = n if body is None else body
        elif body is None:
            break
    after = AFTER if body is not None else OLD_AFTER
    stop = next((n for n in range(end + 1, len(texts)) if after.fullmatch(texts[n])), len(texts))
    for line in texts[stop:]:
        if match := LABELLED.fullmatch(line):
            fields.setdefault(FIELDS[match["label"].lower()], match["value"].strip())
    story = texts[end + 1 : stop]
    while story and COPYRIGHT.fullmatch(story[-1]) and len(story[-1]) < 200:
        story.pop()
    if body is not None:
        details = _heading(texts[max(0, first - _MOST_HEADER) : first])
    else:
        labels_below = all(lines[n].centred for n in range(end + 1, stop))
        details, begin = _old_heading(lines[:first], above=labels_below)
        if labels_below:
            story = texts[begin:first]
    url = fields.get("url")
    if story and _ADDRESS.fullmatch(story[-1].strip()):
        url = url or story.pop().strip()
    if not story:
        yield Skipped(label, number, f"a document without text. {_EXPECTED}")
        return
    title = fields.get("headline") or details.title
    yield from story_of(
        label,
        number,
        story,
        details._replace(
            title=_APPENDED.sub("", title) if title else None,
            author=without_by(fields.get("byline")),
            language=fields.get("language"),
            url=url,
        ),
    )


def _first_label(lines: list[str], at: int | None) -> int:
    """The first of the labelled lines that form one block around a line."""
    first = at or 0
    for n in range(first - 1, max(first - _MOST_HEADER, -1), -1):
        if LABELLED.fullmatch(lines[n]):
            first = n
        elif n < first - 2:
            break
    return first


def _heading(lines: list[str]) -> Details:
    """Headline, publication and date from the lines above the labels: the date is the last line that is one, or, right above
    the copyright notice, what is in its place."""
    notice = next((n for n in range(len(lines) - 1, -1, -1) if COPYRIGHT.fullmatch(lines[n])), None)
    when = next((n for n in range(len(lines) - 1, -1, -1) if _is_date(lines[n])), None)
    if when is None and notice:
        when = notice - 1
    if when is None:
        return Details()
    above = [line.strip() for line in lines[:when]]
    if len(above) > 2 and _BRACKETED.fullmatch(above[-1]):  # a blog's name below that of its paper
        above.pop()
    title = above[-2] if len(above) > 1 else None
    return Details(title=title, date=find_date(lines[when]) or lines[when].strip(), outlet=above[-1] if above else None)


def _old_heading(lines: list[_PageLine], *, above: bool) -> tuple[Details, int]:
    """Publication, date and headline from the lines above the labels of the older layout; and where the text may begin.

    The publication comes first, whatever notices come beside it. The headline is set to the left: ``above`` the date, or
    below it.
    """
    when = next((n for n, line in enumerate(lines[: 2 * _MOST_HEADER]) if n and _is_date(line.text)), None)
    if when is None:
        return Details(outlet=lines[0].text if len(lines) > 1 else None), 0
    begin = when + 1
    while begin < len(lines) and (_HOUR.fullmatch(lines[begin].text) or _APPENDED.fullmatch(lines[begin].text)):
        begin += 1
    if above and all(line.centred or COPYRIGHT.fullmatch(line.text) for line in lines[1:when]):
        headed = next((n for n in range(begin, len(lines)) if not lines[n].centred), None)
        above = headed is None or not is_headline(lines[headed].text)
        begin = begin if above or headed is None else headed + 1
        found = lines[1:when] if above else lines[begin - 1 : begin]
    else:
        found = lines[1:when] if above else lines[begin:]
    found = [line for line in found if not COPYRIGHT.fullmatch(line.text)]
    title = next((line.text for line in reversed(found) if not line.centred), found[-1].text if found else None)
    date = lines[when].text
    outlet = next((line.text for line in lines[:when] if not COPYRIGHT.fullmatch(line.text)), None)
    return Details(title=title, date=find_date(date) or date.strip(), outlet=outlet), begin


def _is_date(line: str) -> bool:
    """Whether a line is a date, with its weekday, time or edition; of a search's timeline or a report's hour it is part."""
    return len(line.strip()) <= 60 and _DAY.match(line) is not None and find_date(line) is not None
