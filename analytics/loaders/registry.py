"""The formats that are read: each with its name, its suffixes, what a file of it holds, and its reader."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import NamedTuple

from analytics.loaders.formats import delimited, feeds, json, mail, parquet, pdf, plain, sheets, warc, word
from analytics.loaders.html import page
from analytics.loaders.inputs import Source
from analytics.loaders.vendors import europresse, factiva, listings, newsml, nexis, ninjs, proquest
from analytics.tables import Article, Skipped

Reader = Callable[[Source], Iterator[Article | Skipped]]


class Format(NamedTuple):
    """A family of files: the endings that it goes by, what a row of it is, the function that reads it, and, where others go by
    the same endings, the one that knows it by its opening; the first of `FORMATS` that fits is taken."""

    name: str
    suffixes: tuple[str, ...]
    holds: str
    read: Reader
    knows: Callable[[str], bool] | None = None


FORMATS = (
    Format(
        "text",
        (".txt", ".text"),
        "one article, its headline first; it may open with front matter (title:, outlet: ...) between --- lines; where the text "
        "has no date, one in the file's name counts",
        plain.read,
    ),
    Format("Markdown", (".md", ".markdown"), "one article, when named or when it opens with front matter", plain.read),
    Format("CSV", (".csv",), "a row an article, a header line, a text column", delimited.read),
    Format("TSV", (".tsv", ".tab"), "a row an article, a header line, a text column", delimited.read),
    Format("JSON", (".json",), "a list of objects, one an article, or an object with such a list in it", json.read_list),
    Format("JSONL", (".jsonl", ".ndjson"), "an object an article, one a line", json.read_lines),
    Format("spreadsheet", (".xlsx", ".xls", ".ods"), "a row an article, a header row, a text column", sheets.read),
    Format("web page", (".html", ".htm", ".xhtml"), "a saved page with an article on it", page.read),
    Format("feed", (".rss", ".atom", ".xml"), "RSS or Atom with the text of its entries", feeds.read),
    Format("Parquet", (".parquet", ".pq"), "a row an article, a text column", parquet.read),
    Format("Word document", (".docx", ".rtf"), "one article, its headline first", word.read),
    Format("PDF", (".pdf",), "one article with text in it (a scan has none); title and day as the file tells them", pdf.read),
    Format("e-mail", (".eml",), "a newsletter: its subject the headline, its sender the outlet", mail.read),
    Format("WARC", (".warc",), "the pages of a crawl: responses of status 200 in HTML, one at a time", warc.read),
    Format(
        "Nexis Uni or LexisNexis",
        (".docx", ".rtf", ".txt", ".html", ".htm"),
        "one document or many, with or without a cover page; labels and dates in English and six more languages",
        nexis.read,
        nexis.knows,
    ),
    Format(
        "Factiva",
        (".html", ".htm", ".rtf", ".docx", ".txt", ".xml"),
        "many articles, with labels (HD, LP) or without",
        factiva.read,
        factiva.knows,
    ),
    Format(
        "ProQuest", (".txt", ".ris", ".xml", ".html", ".htm"), "many records with their full text", proquest.read, proquest.knows
    ),
    Format(
        "Europresse",
        (".html", ".htm"),
        "many articles per file, as saved from its list of documents",
        europresse.read,
        europresse.knows,
    ),
    Format("NewsML-G2 or NITF", (".xml", ".nitf"), "an item an article, one a file or many", newsml.read, newsml.knows),
    Format("ninjs", (".json",), "an item an article, one a file or a list", ninjs.read, ninjs.knows),
    Format(
        "Media Cloud or GDELT list",
        (".csv", ".tsv", ".json"),
        "addresses without texts: told so, with the rows; nothing is fetched",
        listings.read,
        listings.knows,
    ),
)
"""Every family. What is known by its opening goes before what goes by its ending alone."""


SUFFIXES = frozenset(suffix for form in FORMATS for suffix in form.suffixes)
"""Every suffix that a file in a folder or archive is read by."""


def format_of(suffix: str, opening: Callable[[], str] = str) -> Format:
    """The format that an ending such as .csv stands for; text where it says nothing. Of several, ``opening`` is asked how the
    file begins.

    >>> format_of(".txt").name, format_of(".txt", lambda: "ProQuest document ID: 7").name, format_of(".odd").name
    ('text', 'ProQuest', 'text')
    """
    known, general = _of_suffix(suffix)
    if known and not general and len(known) == 1:
        return known[0]
    start = opening() if known else ""
    return next((form for form in known if form.knows and form.knows(start)), general or (known or FORMATS)[0])


@functools.lru_cache(maxsize=100)
def _of_suffix(suffix: str) -> tuple[list[Format], Format | None]:
    """The formats that go by an ending: those that know their files by the opening, and the one that does not ask."""
    known = [form for form in FORMATS if suffix in form.suffixes and form.knows]
    return known, next((form for form in FORMATS if suffix in form.suffixes and not form.knows), None)
