"""The formats that can be read: name, suffixes, what a file holds, and the reader."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import NamedTuple

from analytics.loaders.formats import delimited, feeds, json, mail, mhtml, parquet, pdf, plain, sheets, warc, word
from analytics.loaders.html import page
from analytics.loaders.inputs import Source
from analytics.loaders.vendors import europresse, factiva, listings, newsml, nexis, ninjs, proquest, wires
from analytics.tables import Article, Skipped

Reader = Callable[[Source], Iterator[Article | Skipped]]


class Format(NamedTuple):
    """A format: its name, its suffixes, what a file of it holds, the function that reads it, and, where other formats share a
    suffix, the function that recognises a file by its beginning. The first match in `FORMATS` is used."""

    name: str
    suffixes: tuple[str, ...]
    holds: str
    read: Reader
    knows: Callable[[str], bool] | None = None


FORMATS = (
    Format(
        "text",
        (".txt", ".text"),
        "one article, its headline first, or several with a line of signs (-----, =====, * * *) or labels (Title:, Date: ...) "
        "between them; it may begin with front matter (title:, outlet: ...) between --- lines; the date is taken from the text, "
        "else from the file's name",
        plain.read,
    ),
    Format(
        "Markdown",
        (".md", ".markdown"),
        "one article or several, as in text; in a folder, only where it begins with front matter",
        plain.read,
    ),
    Format("CSV", (".csv",), "one article per row, a header line, a text column", delimited.read),
    Format("TSV", (".tsv", ".tab"), "one article per row, a header line, a text column", delimited.read),
    Format(
        "table in a text file",
        (".txt", ".text"),
        "one article per row, a header line, tabs, bars, semicolons or commas between the cells, as spreadsheets save it",
        delimited.read,
        delimited.knows,
    ),
    Format(
        "JSON",
        (".json",),
        "a list of objects, one article per object, or an object that holds such a list, as news services send it",
        json.read_list,
    ),
    Format("JSONL", (".jsonl", ".ndjson"), "one article per line, each an object", json.read_lines),
    Format("spreadsheet", (".xlsx", ".xls", ".ods"), "one article per row, a header row, a text column", sheets.read),
    Format("web page", (".html", ".htm", ".xhtml"), "a saved page with an article on it", page.read),
    Format("web archive", (".mhtml", ".mht"), "a page as browsers save it in one file (MHTML)", mhtml.read),
    Format("web page in a text file", (".txt", ".text"), "a saved page, under the suffix of a text", page.read, page.knows),
    Format("feed", (".rss", ".atom", ".xml"), "RSS or Atom with the text of its entries", feeds.read),
    Format("Parquet", (".parquet", ".pq"), "one article per row, a text column", parquet.read),
    Format("Word document", (".docx", ".rtf"), "one article, its headline first, or several, as in text", word.read),
    Format(
        "PDF",
        (".pdf",),
        "one article; a scan without text cannot be read; headline and date as printed, else as the file's properties give them",
        pdf.read,
    ),
    Format("e-mail", (".eml",), "one article per e-mail: the subject is the headline, the sender the outlet", mail.read),
    Format("WARC", (".warc",), "the pages of a crawl: responses in HTML with status 200", warc.read),
    Format(
        "Nexis Uni or LexisNexis",
        (".docx", ".rtf", ".txt", ".html", ".htm"),
        "one article or many per file, with or without a cover page, in English and six more interface languages",
        nexis.read,
        nexis.knows,
    ),
    Format(
        "Factiva",
        (".html", ".htm", ".rtf", ".docx", ".txt", ".xml"),
        "many articles per file, with labels (HD, LP) or without",
        factiva.read,
        factiva.knows,
    ),
    Format(
        "ProQuest",
        (".txt", ".rtf", ".docx", ".ris", ".xml", ".html", ".htm"),
        "many articles per file, with their full text",
        proquest.read,
        proquest.knows,
    ),
    Format(
        "Europresse",
        (".html", ".htm"),
        "many articles per file, as saved from its list of documents",
        europresse.read,
        europresse.knows,
    ),
    Format(
        "wire text",
        (".txt", ".text"),
        "messages of agencies as they are sent (APA, OTS, dpa, Reuters, AP, AFP), one per file or many",
        wires.read,
        wires.knows,
    ),
    Format(
        "NewsML or NITF",
        (".xml", ".nitf"),
        "one article per item (NewsML-G2, NewsML 1, NITF), one item per file or many",
        newsml.read,
        newsml.knows,
    ),
    Format(
        "ninjs",
        (".json",),
        "one article per item (versions 1 to 3, and as Superdesk writes it), one item per file or a list",
        ninjs.read,
        ninjs.knows,
    ),
    Format(
        "Media Cloud or GDELT list",
        (".csv", ".tsv", ".json"),
        "addresses without texts: reported with their rows; nothing is fetched",
        listings.read,
        listings.knows,
    ),
)
"""Every format. Those recognised by a file's beginning take precedence over those with a suffix alone."""


SUFFIXES = frozenset(suffix for form in FORMATS for suffix in form.suffixes)
"""Every suffix that a file in a folder or archive is read by."""


def format_of(suffix: str, opening: Callable[[], str] = str) -> Format:
    """Find the format of a suffix such as .csv; text for an unknown one. Where several share it, ``opening`` gives the beginning
    of the file.

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
    """The formats of a suffix: those that recognise a file by its beginning, and the one that takes any."""
    known = [form for form in FORMATS if suffix in form.suffixes and form.knows]
    return known, next((form for form in FORMATS if suffix in form.suffixes and not form.knows), None)
