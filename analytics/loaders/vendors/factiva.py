"""Factiva: HTML, RTF and XML, many articles a file, with labels ("HD", "LP") or without them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from analytics.loaders.bylines import without_by
from analytics.loaders.decoding import NotText, decode
from analytics.loaders.formats import docx, rtf
from analytics.loaders.formats.xml import all_named, first_named, outermost, paragraphs_of, parse, read_whole, words_of
from analytics.loaders.inputs import Source
from analytics.loaders.stories import LANGUAGES, Details, story_of
from analytics.loaders.vendors.localised import find_date
from analytics.loaders.vendors.pages import page_of
from analytics.tables import Article, Skipped

_EXPECTED = "Expected articles with their texts, as Factiva exports them"
_CODES = "SE HD CR BY WC PD ET SN SC ED PG VOL LA CY LP TD CT RF CO IN NS RE IPC IPD PUB AN ART CLM DL".split()
_CODE = re.compile(rf"({'|'.join(_CODES)})(?:\t+| {{2,}}|$)\s*(.*)")
_CODE_ONE_BLANK = re.compile(rf"({'|'.join(_CODES)})(?:\s+|$)(.*)")
_NUMBER = (
    r"(?i:document|dokument|documento|документ|文件|文檔|ドキュメント|문서)\s+[A-Z][A-Z0-9]{2,12}(?:19|20)\d{6}[a-z0-9]{6,12}\b"
)
_END = re.compile(rf"(?:AN\s+)?{_NUMBER}.*")
_LENGTH = re.compile(
    r"(?i)[\d.,\s]*\d ?(?:words?|wörter|mots?|palabras?|parol[ae]|woorden|palavras?|слов[ао]?|字|词|詞|語|ワード|文字|単語|단어|자"
    r"|ord|słów|słowa|slov|kelime|sana[a]?|szó|paraules)"
)
_LANGUAGE = "(?:en|de|fr|es|it|nl|pt|ru|ja|zh|ko|ar|sv|da|no|fi|pl|cs|hu|tr|ca|bg|sk|id|ms)"
_SIGNS = re.compile(rf"class=[\"'][^\"']{{0,60}}\b{_LANGUAGE}Article\b|{_NUMBER}|<ppsarticle")
_NUMBERS, _CLASSES = ("0020", "0019"), ("Article", "ppsarticle")  # of which every sign has some, the latter in markup
_ARTICLE = re.compile(rf"\b{_LANGUAGE}Article\b")
_MOST_HEADER = 16
_OF_LINES = frozenset({".rtf", ".docx", ".txt"})
_COMPANY = re.compile(
    r"(?i)\b(?:limited|ltd|inc|llc|llp|gmbh|ag|kg|se|s\.?a|s\.?l|s\.?p\.?a|b\.?v|n\.?v|a/s|ab|oy|corp(?:oration)?|company|co|plc|pty|media|group"
    r"|news(?:papers?)?|press|publishing|publications?|verlag|éditions|editions|holdings?|broadcasting|communications)\.?$"
)


def knows(opening: str) -> bool:
    """Whether a file that begins like this is an export of Factiva.

    >>> knows('<div class="article enArticle"><p>'), knows("<article class='story'><p>Port shut</p></article>")
    (True, False)
    """
    may_be = ("00" in opening and any(map(opening.__contains__, _NUMBERS))) or (
        "<" in opening and any(map(opening.__contains__, _CLASSES))
    )
    return may_be and _SIGNS.search(opening) is not None


def read(source: Source) -> Iterator[Article | Skipped]:
    """The articles of an export, by their number in it."""
    number = 0
    try:
        data = read_whole(source)
        if source.suffix == ".xml":
            documents = _of_xml(parse(data))
        else:
            found = _documents(_lines(data, source.suffix)) if source.suffix in _OF_LINES else _of_html(data)
            documents = (_read(document) for document in found)
        for details, paragraphs in documents:
            number += 1
            if paragraphs:
                yield from story_of(source.label, number, paragraphs, details)
            else:
                yield Skipped(source.label, number, f"an article without text. {_EXPECTED}")
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    if not number:
        yield Skipped(source.label, None, f"no articles. {_EXPECTED}")


def _lines(data: bytes, suffix: str) -> Iterable[str]:
    """The lines of an export without markup of its own. Raises NotText."""
    if suffix == ".txt":
        return decode(data).text.lstrip("\ufeff").splitlines()
    return rtf.paragraphs_of(data) if suffix == ".rtf" else (line for text in docx.paragraphs_of(data) for line in text.split("\n"))


def _documents(lines: Iterable[str]) -> Iterator[list[str]]:
    """The lines of each article: each ends with the number of its document."""
    document: list[str] = []
    for line in lines:
        if _END.match(line.strip()):
            if document:
                yield document
            document = []
        elif line.strip():
            document.append(line.strip(" \r\n"))
    if any(_LENGTH.fullmatch(line.strip()) or line.startswith(("HD\t", "LP\t", "TD\t")) for line in document):
        yield document  # cut off before its end


def _read(lines: list[str]) -> tuple[Details, list[str]]:
    for pattern in (_CODE, _CODE_ONE_BLANK):
        coded = {match[1] for line in lines if (match := pattern.match(line))}
        if "HD" in coded and coded & {"LP", "TD"} and (pattern is _CODE or coded & {"WC", "PD"}):
            return _with_codes(lines, pattern)
    return _without_codes(lines)


def _with_codes(lines: list[str], pattern: re.Pattern[str]) -> tuple[Details, list[str]]:
    fields: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        if match := pattern.match(line):
            code, line = match[1], match[2]
            if code == "HD" and "HD" in fields:  # what came before had no end
                fields = {}
        if line:
            fields.setdefault(code, []).append(line)

    def said(code: str) -> str | None:
        return " ".join(fields.get(code, [])) or None

    details = Details(title=said("HD"), date=said("PD"), outlet=said("SN"), author=without_by(said("BY")), language=said("LA"))
    return details, fields.get("LP", []) + fields.get("TD", [])


def _without_codes(lines: list[str]) -> tuple[Details, list[str]]:
    """Read an article by the order of its lines: headline, author, words, date, time, source, code, language, copyright."""
    at = next((n for n, line in enumerate(lines) if _LENGTH.fullmatch(line.strip())), None)
    if at is None:
        return Details(), []
    top = [line.removeprefix("HD\t").strip() for line in lines[max(0, at - 3) : at]]
    marked = next((n for n, line in enumerate(lines[max(0, at - 3) : at]) if line.startswith("HD\t")), None)
    author = None
    if marked is None:
        author = without_by(top.pop()) if len(top) > 1 and _is_byline(top[-1]) else None
        title = top[-1] if top else None
    else:
        title, author = top[marked], without_by(top[marked + 1]) if len(top) > marked + 1 else None
    header = lines[at + 1 : at + 1 + _MOST_HEADER]
    when = next((n for n, line in enumerate(header[:3]) if find_date(line)), None)
    source = when + 1 if when is not None else 0
    if source < len(header) and re.fullmatch(r"\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?(?: [A-Z]{2,5})?", header[source].strip()):
        source += 1
    spoken = next((n for n in range(source, len(header)) if header[n].strip().lower() in LANGUAGES), None)
    rights = next(
        (n for n in range(spoken or source, len(header)) if re.match(r"(?i)\s*(?:copyright|©|\(c\)|all rights)", header[n])), None
    )
    last = rights if rights is not None else spoken
    if last is None:
        return Details(title=title), []
    details = Details(
        title=title,
        date=find_date(header[when]) if when is not None else None,
        outlet=header[source].strip() if source < last else None,
        author=author,
        language=header[spoken].strip() if spoken is not None else None,
    )
    return details, _without_publisher(lines[at + 2 + last :])


def _without_publisher(story: list[str]) -> list[str]:
    """The text without its last line, where that is the publisher's name, as Factiva prints it above the document's number."""
    last = story[-1].strip() if len(story) > 1 else ""
    if last and len(last.split()) <= 7 and last[0].isupper() and _COMPANY.search(last):
        return story[:-1]
    return story


def _is_byline(line: str) -> bool:
    words = line.split()
    named = 1 < len(words) <= 6 and all(word[0].isupper() or word.lower() in {"and", "de", "van", "von"} for word in words)
    return line.lower().startswith(("by ", "von ", "par ", "por ", "door ")) or (named and not line.endswith((".", "?", "!")))


def _of_html(data: bytes) -> Iterator[list[str]]:
    """The lines of each article in HTML: one block per line, a code and its value separated by a tab, as in RTF."""
    root = page_of(data, _EXPECTED)
    for article in root.iter("div", "table"):
        if not _is_article(article) or any(map(_is_article, article.iterancestors("div", "table"))):
            continue
        lines = [line for row in article.iter("tr") if row.find(".//tr") is None for line in _cells(row)]
        if not lines:
            heads = (head for head in article.iter("div", "span") if head.get("id") == "hd" or "Headline" in head.get("class", ""))
            headline = words_of(next(heads, None))
            lines = [f"HD\t{line}" if line == headline else line for line in paragraphs_of(article)]
        yield from list(_documents(lines)) or [lines]


def _is_article(element: Any) -> bool:
    return _ARTICLE.search(element.get("class") or "") is not None


def _cells(row: Any) -> Iterator[str]:
    """The lines of a table's row: its code and the first line of its value, then the others."""
    cells = [paragraphs_of(cell) for cell in row.iterchildren("td", "th")]
    if cells:
        values = [line for cell in cells[1:] for line in cell]
        yield "\t".join([" ".join(cells[0]), *values[:1]])
        yield from values[1:]


def _of_xml(root: Any) -> Iterator[tuple[Details, list[str]]]:
    for article in outermost(root, "article"):
        parts = list(all_named(article, "leadParagraph", "tailParagraphs"))
        details = Details(
            title=words_of(first_named(article, "headline")),
            date=words_of(first_named(article, "publicationDate")),
            outlet=words_of(first_named(article, "sourceName")),
            author=without_by(words_of(first_named(article, "byline"))),
            language=words_of(first_named(article, "baseLanguage")),
        )
        yield details, [line for part in parts for line in paragraphs_of(part)]
