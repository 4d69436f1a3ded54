"""ProQuest: text with labels ("Full text: ..."), RIS and XML, many records a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from analytics.loaders.decoding import NotText, decode
from analytics.loaders.formats.xml import all_named, first_named, outermost, paragraphs_of, parse, read_whole, words_of
from analytics.loaders.inputs import Source
from analytics.loaders.stories import Told, tell
from analytics.loaders.vendors.localised import find_date
from analytics.tables import Article, Skipped

_EXPECTED = "Expected a record with its full text"
_FEWEST_WORDS = 60  # of an abstract that is as long as an article
_LINE = re.compile(r"\s*_{40,}\s*")
_LABELS = (
    "Title|Author|Publication title|Publication info|Publication date|Publication year|Publication subject|Publisher|Full text|"
    "Abstract|Links|Subject|Location|People|Company / organization|Company|Classification|Identifier / keyword|Section|First page|"
    "Pages|Number of pages|Volume|Issue|Year|ISSN|e-ISSN|Source type|Language of publication|Language|Document type|"
    "Document feature|Dateline|Column|Edition|Credit|Illustration|ProQuest document ID|Document URL|Copyright|"
    "Last updated|Database|Place of publication|Country of publication|DOI|Accession number|"
    "Business indexing term|Ethnicity|Product name"
)
_LABELLED = re.compile(rf"(?P<label>{_LABELS}):(?:\s+(?P<value>.*)|\s*)")
_TAG = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?")
_SIGNS = ("ProQuest document ID:", "Report Information from ProQuest", "<GOID>", "<PubFrosting>")
_SIGN = re.compile(r"(?m)^(?:[ \t]*Document \d+ of \d+[ \t\r]*$|TY  - )")
_OWN = ("ProQuest document ID:", "Full text:", "Document 1 of", "Publication title:")
_NONE = re.compile(r"(?i)(?:full text |text )?(?:is )?not available.{0,200}|none available\.?")
_MARKUP = re.compile(r"(?s)<(?:/?(?:p|div|br|h[1-6]|li)\b[^<>]*)>")
_OTHER_MARKUP = re.compile(r"<[^<>]*>")


def knows(opening: str) -> bool:
    """Whether a file that begins like this is an export of ProQuest, or RIS.

    >>> knows("____\\n\\nDocument 1 of 2\\n\\nPort shut"), knows("Port shut\\n\\nIt rained.")
    (True, False)
    """
    if any(sign in opening for sign in _SIGNS):
        return True
    return ("Document " in opening or "TY  - " in opening) and _SIGN.search(opening) is not None


def read(source: Source) -> Iterator[Article | Skipped]:
    """The records of an export, by their number in it."""
    number = 0
    try:
        data = read_whole(source)
        if source.suffix == ".xml":
            records = _of_xml(parse(data))
        else:
            text, remark = decode(data)
            if remark:
                yield Skipped(source.label, None, f"{remark}; kept")
            lines = text.lstrip("\ufeff").splitlines()
            records = _of_ris(lines) if source.suffix == ".ris" or text.startswith("TY  - ") else _of_text(lines)
        for number, (told, paragraphs, lacks) in enumerate(records, 1):
            if paragraphs:
                yield from tell(source.label, number, paragraphs, told)
            if lacks:
                yield Skipped(source.label, number, f"{lacks}. {_EXPECTED}")
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    if not number:
        yield Skipped(source.label, None, f"no records. {_EXPECTED}")


_Record = tuple[Told, list[str], str | None]
"""What a record tells, its text, and what it lacks."""


def _of_text(lines: list[str]) -> Iterator[_Record]:
    record: list[str] = []
    for line in [*lines, "_" * 40]:
        if _LINE.fullmatch(line):
            if any(line.startswith(_OWN) for line in record):
                yield _labelled(record)
            record = []
        else:
            record.append(line)


def _labelled(lines: list[str]) -> _Record:
    fields: dict[str, list[str]] = {"": []}
    label = ""
    for line in lines:
        match = _LABELLED.fullmatch(line)
        if match and match["label"] not in fields:
            label, line = match["label"], match["value"] or ""
            fields[label] = []
        if line.strip() and not re.fullmatch(r"\s*Document \d+ of \d+\s*", line):
            fields[label].append(line)

    def said(*labels: str) -> str | None:
        return next((" ".join(fields[label]) for label in labels if fields.get(label)), None)

    address = re.search(r"https?://\S{1,2000}", said("Document URL") or "")
    info = said("Publication info") or ""
    told = Told(
        title=said("Title") or next(iter(fields[""]), None),
        date=said("Publication date") or find_date(info),
        outlet=_outlet(said("Publication title") or info),
        author=_names([said("Author") or ""]),
        url=address[0] if address else None,
        language=said("Language of publication", "Language"),
    )
    return _with_text(told, fields.get("Full text", []), fields.get("Abstract", []))


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
    told = Told(
        title=said("TI", "T1", "CT"),
        date="-".join(day.groups()) if day else find_date(said("DA", "Y1") or ""),
        outlet=_outlet(said("JF", "T2", "JO", "JA", "PB") or ""),
        author=_names(record.get("AU", []) + record.get("A1", [])),
        url=next((address.strip() for address in record.get("UR", []) if address.strip()), None),
        language=said("LA"),
    )
    return _with_text(told, record.get("FT", []) or full, record.get("AB", []) or record.get("N2", []))


def _of_xml(root: Any) -> Iterator[_Record]:
    for record in outermost(root, "Record", "RECORD"):
        publication = first_named(record, "PubFrosting", "DFS")
        names = [] if publication is None else list(all_named(publication, "Title"))
        titles = (title for title in all_named(record, "Title") if title not in names)
        told = Told(
            title=words_of(next(titles, None)),
            date=words_of(first_named(record, "NumericDate", "StartDate", "AlphaDate")),
            outlet=words_of(first_named(record, "SourceTitle")) or (words_of(names[0]) if names else None),
            author=_names([words_of(name) or "" for name in all_named(record, "OriginalForm")]),
            url=words_of(first_named(record, "DocumentURL", "URL")),
            language=words_of(first_named(record, "RawLang", "ISOExpansion", "ISO")),
        )
        full = _plain(first_named(record, "Text", "FullText", "HiddenText"))
        yield _with_text(told, full, _plain(first_named(record, "Abstract")))


def _plain(element: Any) -> list[str]:
    """The paragraphs of an element whose text may be HTML, written out."""
    import html

    if element is None:
        return []
    written = "\n".join(paragraphs_of(element))
    return [line for line in html.unescape(_OTHER_MARKUP.sub("", _MARKUP.sub("\n", written))).split("\n") if line.strip()]


def _with_text(told: Told, full: list[str], abstract: list[str]) -> _Record:
    full = [line for line in full if line.strip() and not _NONE.fullmatch(line.strip())]
    if full:
        return told, full, None
    abstract = [line for line in abstract if line.strip()]
    words = sum(len(line.split()) for line in abstract)
    if words >= _FEWEST_WORDS:
        return told, abstract, f"no full text; its abstract of {words} words is taken, which may be cut or another's"
    return told, [], f"an abstract of {words} words, no full text" if words else "no full text"


def _outlet(told: str) -> str | None:
    """ "The Quay; Quillon [Quillon]. 03 May 2024: 12" is The Quay."""
    return re.split(r"\s*[;\[]|\. \d", told, maxsplit=1)[0].strip(" .") or None


def _names(told: list[str]) -> str | None:
    """Names the way round in which they are said: "Quill, Ada; Ode, Bram" are Ada Quill, Bram Ode."""
    names = [name.strip(" .") for line in told for name in line.split(";") if name.strip(" .")]
    turned = [" ".join(reversed(re.split(r",\s*", name))) if name.count(",") == 1 else name for name in names]
    return ", ".join(turned) or None
