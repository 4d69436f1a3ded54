"""ProQuest: text with labels ("Full text: ...") in text, HTML, RTF and Word files, RIS and XML, many records a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from analytics.loaders.decoding import NotText, decode
from analytics.loaders.formats import docx, rtf
from analytics.loaders.formats.xml import all_named, first_named, outermost, paragraphs_of, parse, read_whole, words_of
from analytics.loaders.inputs import Source
from analytics.loaders.stories import Details, story_of
from analytics.loaders.vendors.localised import find_date
from analytics.loaders.vendors.pages import lines_of, page_of
from analytics.loaders.vendors.proquest_labels import DOCUMENT_ID, ENGLISH, ID, LABELLED, original
from analytics.tables import Article, Skipped

_EXPECTED = "Expected a record with its full text"
_FEWEST_WORDS = 60  # of an abstract that is as long as an article
_LINE = re.compile(r"\s*_{40,}\s*")
_COUNT = r"(?:Document|Dokument|Documento) \d+ (?:of|von|de|sur|di) \d+"
_LONGEST_LABEL = 60
_NUMBERED = re.compile(rf"\s*{_COUNT}\s*")
_HEADINGS = {"FULL TEXT": "Full text", "ABSTRACT": "Abstract", "DETAILS": "Document feature", "LINKS": "Links"}
_HEADING = re.compile(r"\s*(FULL TEXT|ABSTRACT|DETAILS|LINKS)(?: \([A-Z ]{2,20}\))?\s*")
_TAG = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?")
_SIGNS = ("ProQuest document ID:", "Report Information from ProQuest")
_MARKS = ("<GOID>", "<PubFrosting>")
_SIGN = re.compile(r"(?m)^(?:[ \t]*Document \d+ of \d+[ \t\r]*$|TY  - )")
_OWN = frozenset({"ProQuest document ID", "Full text", "Publication title", "Publication info"})
_RULE = "_" * 40
_NONE = re.compile(r"(?i)(?:full text |text )?(?:is )?not available.{0,200}|none available\.?")
_MARKUP = re.compile(r"(?s)<(?:/?(?:p|div|br|h[1-6]|li)\b[^<>]*)>")
_OTHER_MARKUP = re.compile(r"<[^<>]*>")


_LINKS = re.compile(r"(?i)\s*(?:proquest document link|link to (?:proquest|full text).*|enlarge this image\.?|view image.*)\s*")
_CAPTION = re.compile(r"(?i)\s*(?:caption|photo|photo caption|illustration caption)\s*:.*")
_CREDIT = re.compile(r"\s*(?:CREDIT|Credit|BYLINE|Byline|AUTHOR)\s*:\s*(?P<names>.{2,200})")
_CREDIT_LINES = 6  # at the end of a text

_Record = tuple[Details, list[str], str | None]
"""What a record says of itself, its text, and what it lacks."""


def knows(opening: str) -> bool:
    """Whether a file that begins like this is an export of ProQuest, or RIS.

    >>> knows("____\\n\\nDocument 1 of 2\\n\\nPort shut"), knows("Port shut\\n\\nIt rained.")
    (True, False)
    """
    named, marked = "Q" in opening and "ProQuest" in opening, "<" in opening  # a single letter is looked for much faster
    if named and (any(map(opening.__contains__, _SIGNS)) or (marked and is_page(opening))):
        return True
    if marked and any(map(opening.__contains__, _MARKS)):
        return True
    if "_" in opening and _RULE in opening and _is_translated(opening):
        return True
    return ("Document " in opening or "TY  - " in opening) and _SIGN.search(opening) is not None


def is_page(text: str) -> bool:
    """Whether a page or the HTML of an e-mail is an export of ProQuest.

    >>> is_page("<p><strong>Full text: </strong></p><p>It rained.</p><p>ProQuest document ID: 7</p>"), is_page("<p>It rained.</p>")
    (True, False)
    """
    if "Quest" not in text:
        return False
    plain = re.sub(r"<[^<>]{0,500}>", "", text)
    return "ProQuest" in plain and (
        any(f"{label}:" in plain for label in ("ProQuest document ID", "Publication info", "Publication title"))
        or ID.search(plain) is not None
    )


def _is_translated(opening: str) -> bool:
    """Whether the labels of a record open some of the lines, in another language than English."""
    labels = {original(match["label"]) for line in opening.splitlines()[:400] if (match := LABELLED.fullmatch(line.strip()))}
    return {"Full text", "Publication title"} <= labels or "ProQuest document ID" in labels


def read_page(data: bytes, label: str) -> Iterator[Article | Skipped]:
    """The records of an export in HTML, saved or sent by e-mail."""
    try:
        lines = lines_of(page_of(data, _EXPECTED))
    except NotText as error:
        yield Skipped(label, None, str(error))
        return
    yield from _records(_of_text([line for line in lines if not _LINKS.fullmatch(line)]), label)


def read_text(text: str, label: str) -> Iterator[Article | Skipped]:
    """The records of an export in plain text, as an e-mail may hold it."""
    yield from _records(_of_text(text.lstrip("\ufeff").splitlines()), label)


def _records(records: Iterable[_Record], label: str) -> Iterator[Article | Skipped]:
    number = 0
    for number, (details, paragraphs, lacks) in enumerate(records, 1):
        if paragraphs:
            yield from story_of(label, number, paragraphs, details)
        if lacks:
            yield Skipped(label, number, f"{lacks}. {_EXPECTED}")
    if not number:
        yield Skipped(label, None, f"no records. {_EXPECTED}")


def read(source: Source) -> Iterator[Article | Skipped]:
    """The records of an export, by their number in it."""
    try:
        data = read_whole(source)
        if source.suffix in {".html", ".htm"}:
            yield from read_page(data, source.label)
            return
        if source.suffix == ".xml":
            records = _of_xml(parse(data))
        elif source.suffix in {".rtf", ".docx"}:
            paragraphs = rtf.paragraphs_of(data) if source.suffix == ".rtf" else list(docx.paragraphs_of(data))
            records = _of_text([line for text in paragraphs for line in text.split("\n") if not _LINKS.fullmatch(line)])
        else:
            text, warning = decode(data)
            if warning:
                yield Skipped(source.label, None, f"{warning}; kept")
            lines = text.lstrip("\ufeff").splitlines()
            records = _of_ris(lines) if source.suffix == ".ris" or text.startswith("TY  - ") else _of_text(lines)
        yield from _records(records, source.label)
    except NotText as error:
        yield Skipped(source.label, None, str(error))


def _of_text(lines: list[str]) -> Iterator[_Record]:
    """The records between rules; of a file without rules, those that begin below the last labels of another."""
    lines = [_with_label(line) for line in lines]
    ruled = any(map(_LINE.fullmatch, lines))
    record: list[str] = []
    ended = False
    for line in [*lines, "_" * 40]:
        begins = ended and (_NUMBERED.fullmatch(line) if ruled else line.strip() and not LABELLED.fullmatch(line))
        if begins or _LINE.fullmatch(line):
            pattern = _labels_of(record)
            if pattern is not None:
                yield _labelled(record, pattern)
            record, ended = [line] if begins else [], False
        else:
            record.append(line)
            ended = ended or (
                ":" in line[:_LONGEST_LABEL]
                and DOCUMENT_ID.match(line) is not None
                and any(one.startswith("Full text:") for one in record)
            )


def _with_label(line: str) -> str:
    """A line, a heading in capitals as the label that it is in other layouts: "FULL TEXT", "ABSTRACT (ENGLISH)", "DETAILS"."""
    match = _HEADING.fullmatch(line) if line.isupper() else None
    return f"{_HEADINGS[match[1]]}:" if match else line


def _labels_of(record: list[str]) -> re.Pattern[str] | None:
    """The pattern of a record's labels, those in English first; None for lines that are no record."""
    for pattern in (ENGLISH, LABELLED):
        for line in record:
            match = pattern.fullmatch(line) if ":" in line[:_LONGEST_LABEL] else None
            if (match and original(match["label"]) in _OWN) or ("ocument" in line and _NUMBERED.fullmatch(line)):
                return pattern
    return None


def _labelled(lines: list[str], pattern: re.Pattern[str]) -> _Record:
    fields: dict[str, list[str]] = {"": []}
    label = ""
    numbered = next((n for n, line in enumerate(lines) if "ocument" in line and _NUMBERED.fullmatch(line)), None)
    for line in lines if numbered is None else lines[numbered + 1 :]:  # a cover or a table of contents is above the first
        match = pattern.fullmatch(line) if ":" in line[:_LONGEST_LABEL] else None
        if match and (name := original(match["label"])) not in fields:
            label, line = name, match["value"] or ""
            fields[label] = []
        if line.strip() and not ("ocument" in line and _NUMBERED.fullmatch(line)):
            fields[label].append(line)

    def said(*labels: str) -> str | None:
        return next((" ".join(fields[label]) for label in labels if fields.get(label)), None)

    address = re.search(r"https?://\S{1,2000}", said("Document URL") or "")
    info = said("Publication info") or ""
    details = Details(
        title=said("Title") or next(iter(fields[""]), None),
        date=said("Publication date") or find_date(info),
        outlet=_outlet(said("Publication title") or info),
        author=_names([said("Author") or ""]) or said("Credit"),
        url=address[0] if address else None,
        language=said("Language of publication", "Language"),
    )
    return _with_text(details, fields.get("Full text", []), fields.get("Abstract", []))


def _of_ris(lines: Iterable[str]) -> Iterator[_Record]:
    record: dict[str, list[str]] = {}
    tag = ""
    for line in [*lines, "ER  -"]:
        match = _TAG.match(line)
        if match and match[1] in {"ER", "TY"}:
            if record:
                yield _tagged(record)
            record, tag = {}, ""
        elif match:
            tag = match[1]
            record.setdefault(tag, []).append(match[2] or "")
        elif tag and line.strip():
            record[tag].append(line)


def _tagged(record: dict[str, list[str]]) -> _Record:
    def said(*tags: str) -> str | None:
        return next((" ".join(record[tag]).strip() for tag in tags if "".join(record.get(tag, [])).strip()), None)

    notes = record.get("N1", []) + record.get("N2", [])
    full = [line.strip().partition(":")[2] for line in notes if line.strip().lower().startswith("full text:")]
    days = (re.match(r"(\d{4})/(\d\d)/(\d\d)", said(tag) or "") for tag in ("DA", "Y1", "PY"))
    day = next(filter(None, days), None)
    details = Details(
        title=said("TI", "T1", "CT"),
        date="-".join(day.groups()) if day else find_date(said("DA", "Y1") or ""),
        outlet=_outlet(said("JF", "T2", "JO", "JA", "PB") or ""),
        author=_names(record.get("AU", []) + record.get("A1", [])),
        url=next((address.strip() for address in record.get("UR", []) if address.strip()), None),
        language=said("LA"),
    )
    return _with_text(details, record.get("FT", []) or full, record.get("AB", []) or record.get("N2", []))


def _of_xml(root: Any) -> Iterator[_Record]:
    for record in outermost(root, "Record", "RECORD"):
        publication = first_named(record, "PubFrosting", "DFS")
        names = [] if publication is None else list(all_named(publication, "Title"))
        titles = (title for title in all_named(record, "Title") if title not in names)
        details = Details(
            title=words_of(next(titles, None)),
            date=words_of(first_named(record, "NumericDate", "StartDate", "AlphaDate")),
            outlet=words_of(first_named(record, "SourceTitle")) or (words_of(names[0]) if names else None),
            author=_names([words_of(name) or "" for name in all_named(record, "OriginalForm")]),
            url=words_of(first_named(record, "DocumentURL", "URL")),
            language=words_of(first_named(record, "RawLang", "ISOExpansion", "ISO")),
        )
        full = _plain(first_named(record, "Text", "FullText", "HiddenText"))
        yield _with_text(details, full, _plain(first_named(record, "Abstract")))


def _plain(element: Any) -> list[str]:
    """The paragraphs of an element whose text may be HTML, written out."""
    import html

    if element is None:
        return []
    written = "\n".join(paragraphs_of(element))
    return [line for line in html.unescape(_OTHER_MARKUP.sub("", _MARKUP.sub("\n", written))).split("\n") if line.strip()]


def _with_text(details: Details, full: list[str], abstract: list[str]) -> _Record:
    full = [line for line in full if line.strip() and not _NONE.fullmatch(line.strip())]
    full, credit = _without_credit(full)
    if full:
        return details._replace(author=details.author or credit), full, None
    abstract = [line for line in abstract if line.strip()]
    words = sum(len(line.split()) for line in abstract)
    if words >= _FEWEST_WORDS:
        return details, abstract, f"no full text; its abstract of {words} words is taken, which may be cut or another's"
    return details, [], f"an abstract of {words} words, no full text" if words else "no full text"


def _without_credit(lines: list[str]) -> tuple[list[str], str | None]:
    """A text without the captions and the credit that newspapers' records have at its end, and the names in the credit."""
    credit = None
    end = len(lines)
    for n in range(len(lines) - 1, max(len(lines) - 1 - _CREDIT_LINES, -1), -1):
        if match := _CREDIT.fullmatch(lines[n]):
            credit, end = credit or match["names"].strip(), n
        elif _CAPTION.fullmatch(lines[n]):
            end = n
        elif ":" not in lines[n] or ENGLISH.fullmatch(lines[n]) is None:
            break
    return lines[:end], credit


def _outlet(details: str) -> str | None:
    """ "The Quay; Quillon [Quillon]. 03 May 2024: 12" is The Quay."""
    return re.split(r"\s*[;\[]|\. \d", details, maxsplit=1)[0].strip(" .") or None


def _names(details: list[str]) -> str | None:
    """Names the way round in which they are said: "Quill, Ada; Ode, Bram" are Ada Quill, Bram Ode."""
    names = [name.strip(" .") for line in details for name in line.split(";") if name.strip(" .")]
    turned = [" ".join(reversed(re.split(r",\s*", name))) if name.count(",") == 1 else name for name in names]
    return ", ".join(turned) or None
