"""Nexis Uni and LexisNexis: DOCX, RTF and text, one document a file or many, with or without a cover page.

A document is a headline, a publication, a date, labelled lines ("Byline: ..."), the word "Body", the text, and a list of
subjects; the older layout has the headline below the date, and no "Body". What stands before a document (a cover page, a table
of contents) is told by what it lacks: documents are found from their labels upwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analytics.loaders.decoding import NotText, decode
from analytics.loaders.formats import docx, rtf
from analytics.loaders.formats.xml import read_whole
from analytics.loaders.inputs import Source
from analytics.loaders.stories import Told, tell
from analytics.loaders.vendors.localised import find_date
from analytics.tables import Article, Skipped

_EXPECTED = "Expected a document with its text, as Nexis exports it"
_LABELS = {
    "section": "section rubrik rubrique sección sezione rubriek seção",
    "length": "length länge longueur longitud lunghezza lengte comprimento",
    "byline": "byline autor auteur auteur(s) autore",
    "dateline": "dateline ortsangabe",
    "highlight": "highlight highlights",
    "headline": "headline",
    "language": "language sprache langue idioma lingua taal",
    "graphic": "graphic",
    "load-date": "load-date",
    "series": "series",
    "url": "url",
}
_FIELD = {name: field for field, names in _LABELS.items() for name in names.split()}
_LABELLED = re.compile(rf"(?i)\s*(?P<label>{'|'.join(map(re.escape, sorted(_FIELD, key=len, reverse=True)))})\s*:\s*(?P<value>.*)")
_LENGTH = re.compile(r"(?i)\s*(?:length|länge|longueur|longitud|lunghezza|lengte|comprimento)\s*:\s*[\d.,]+\s*\w*\s*")
_BODY = re.compile(r"(?i)\s*(?:body|text|haupttext|corps|cuerpo|testo|hoofdtekst|corpo)\s*:?\s*")
_END = re.compile(
    r"(?i)\s*(?:end of document|dokumentende|ende des dokuments|fin du document|fin del documento|fine del documento"
    r"|einde van (?:het )?document|fim do documento)\s*"
)
_OLD_START = re.compile(r"(?i)\s*\d+ of \d+ documents?\s*")
_AFTER = re.compile(
    r"(?i)\s*(?:classification|klassifizierung|classificatie|clasificación|classificazione|classificação|graphic|notes?|correction"
    r"|correction-date|(?:load-date|language|publication-type|journal code|graphic|subject|document-type|update) ?:.*)\s*"
)
_OLD_AFTER = re.compile(
    r"\s*(?:GRAPHIC|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|SUBJECT|JOURNAL-CODE|CORRECTION|NOTES|TYPE|DOC-TYPE)\s*:.*"
)
_FURNITURE = re.compile(
    r"(?i)\s*(?:link to (?:the original|image|story|pdf).*|link zum (?:pdf|bild).*|page \d+ of \d+|return to list)\s*"
)
_COPYRIGHT = re.compile(r"(?i)\s*(?:copyright|©|\(c\)) ?.*")
_FAILED = re.compile(r"(?i)we are sorry but there is an error in this document")
_SIGN = re.compile(r"(?m)^[ \t]*(?:\d+ of \d+ documents?|documents? \(\d+\)|end of document|load-date:.*)[ \t\r]*$")
_DAY = re.compile(r"\s*(?:[^\W\d_]+(?:-feira)?\.?,?\s+)?(?:[^\W\d_]+\.?\s+\d|\d)")
_MOST_HEADER = 12  # lines between a document's headline and its first label


def knows(opening: str) -> bool:
    """Whether a file that begins like this is an export of Nexis.

    >>> knows("Date and Time: Friday, May 3, 2024\\nJob Number: 1\\nDocuments (2)"), knows("Port shut\\n\\nIt rained.")
    (True, False)
    """
    small = opening.lower()
    if small.startswith("{\\rtf"):  # its marks stand around each line
        return "end of document" in small or "load-date:" in small
    return ("document" in small or "load-date" in small) and _SIGN.search(small) is not None


def read(source: Source) -> Iterator[Article | Skipped]:
    """The documents of an export, by their number in it."""
    try:
        data = read_whole(source)
        if source.suffix == ".docx":
            lines: Iterable[str] = docx.paragraphs_of(data)
        elif source.suffix == ".rtf":
            lines = rtf.paragraphs_of(data)
        else:
            text, remark = decode(data)
            if remark:
                yield Skipped(source.label, None, f"{remark}; kept")
            lines = text.splitlines()
        number = skipped = 0
        for document in _documents(lines):
            if any(map(_FAILED.search, document)):
                yield Skipped(source.label, number := number + 1, f"a document that Nexis says it could not give. {_EXPECTED}")
            elif any(map(_LENGTH.fullmatch, document)) or any(map(_BODY.fullmatch, document)):
                number += 1
                yield from _document(document, source.label, number)
            else:
                skipped += any(line.strip() for line in document)
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    if not number:
        found = "a list of documents without their texts" if skipped else "no documents"
        yield Skipped(source.label, None, f"{found}. {_EXPECTED}")


def _documents(lines: Iterable[str]) -> Iterator[list[str]]:
    """The lines of each document, with what stands before it."""
    document: list[str] = []
    for paragraph in lines:
        for line in paragraph.replace("\xa0", " ").split("\n"):
            if _END.fullmatch(line) or _OLD_START.fullmatch(line):
                yield document
                document = []
            else:
                document.append(line)
    yield document


def _document(lines: list[str], label: str, number: int) -> Iterator[Article | Skipped]:
    lines = [line for line in lines if line.strip() and not _FURNITURE.fullmatch(line)]
    body = next((n for n, line in enumerate(lines) if n and _BODY.fullmatch(line)), None)
    last = max((n for n, line in enumerate(lines[:body]) if _LENGTH.fullmatch(line)), default=None)
    first = _first_label(lines, body if last is None else last)
    fields: dict[str, str] = {}
    end = body if body is not None else first
    for n, line in enumerate(lines[first : first + 3 * _MOST_HEADER if body is None else body], first):
        if match := _LABELLED.fullmatch(line):
            fields.setdefault(_FIELD[match["label"].lower()], match["value"].strip())
            end = n if body is None else body
        elif body is None:
            break
    after = _AFTER if body is not None else _OLD_AFTER
    stop = next((n for n in range(end + 1, len(lines)) if after.fullmatch(lines[n])), len(lines))
    for line in lines[stop:]:
        if match := _LABELLED.fullmatch(line):
            fields.setdefault(_FIELD[match["label"].lower()], match["value"].strip())
    story = lines[end + 1 : stop]
    while story and _COPYRIGHT.fullmatch(story[-1]) and len(story[-1]) < 200:
        story.pop()
    if not story:
        yield Skipped(label, number, f"a document without text. {_EXPECTED}")
        return
    told = _heading(lines[max(0, first - _MOST_HEADER) : first], old=body is None)
    yield from tell(
        label,
        number,
        story,
        told._replace(
            title=fields.get("headline") or told.title,
            author=re.sub(r"(?i)^by:?\s+", "", fields.get("byline", "")) or None,
            language=fields.get("language"),
            url=fields.get("url"),
        ),
    )


def _first_label(lines: list[str], at: int | None) -> int:
    """The first of the labelled lines that stand together around a line, the copyright notice above them included."""
    first = at or 0
    for n in range(first - 1, max(first - _MOST_HEADER, -1), -1):
        if _LABELLED.fullmatch(lines[n]):
            first = n
        elif n < first - 2:
            break
    return first


def _heading(lines: list[str], *, old: bool) -> Told:
    """Headline, publication and date from the lines above the labels: the date is the last line that is one, or, right above
    the copyright notice, what stands in its place."""
    notice = next((n for n in range(len(lines) - 1, -1, -1) if _COPYRIGHT.fullmatch(lines[n])), None)
    when = next((n for n in range(len(lines) - 1, -1, -1) if _is_date(lines[n])), None)
    if when is None and notice and not old:
        when = notice - 1
    if when is None:
        return Told()
    above = lines[:when]
    title = above[-2] if len(above) > 1 and not old else None
    if old:
        below = [line for line in lines[when + 1 :] if not _COPYRIGHT.fullmatch(line)]
        title = below[-1] if below else None
    return Told(title=title, date=find_date(lines[when]) or lines[when].strip(), outlet=above[-1].strip() if above else None)


def _is_date(line: str) -> bool:
    """Whether a line is a date, with its weekday, time or edition; of a search's timeline or a report's hour it is part."""
    return len(line.strip()) <= 60 and _DAY.match(line) is not None and find_date(line) is not None
