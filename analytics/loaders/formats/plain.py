"""Plain text: one article per file, its headline first, with or without front matter."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from analytics.loaders.columns import find_dateline, make_article, map_columns
from analytics.loaders.dates import dated_warning, read_date
from analytics.loaders.decoding import MOST_CHARACTERS, NotText, decode
from analytics.loaders.file_names import date_in_name
from analytics.loaders.formats.markdown import plain_text
from analytics.loaders.html.boilerplate import clean
from analytics.loaders.inputs import MARKDOWN, Source
from analytics.loaders.printed_dates import printed_date
from analytics.loaders.printed_lines import is_broken_title, join_lines, join_title
from analytics.tables import Article, Skipped

_MOST_BYTES = 4 * MOST_CHARACTERS
_MARK = "---"
_MOST_FIELDS = 40
_FIELD = re.compile(r"([A-Za-z][\w \-]{0,30}):[ \t]*(.*)")


class FrontMatter(NamedTuple):
    """The fields between the --- lines, by our names, and the text below them."""

    fields: dict[str, str]
    body: str


def read(source: Source) -> Iterator[Article | Skipped]:
    """Read the article of a text file, boilerplate removed, its headline as title and as first paragraph."""
    with source.open() as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        yield Skipped(source.label, None, f"more than {_MOST_BYTES:,} bytes in one article. Expected up to {_MOST_BYTES:,}")
        return
    try:
        text, warning = decode(data)
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    if len(text) > MOST_CHARACTERS:
        yield Skipped(source.label, None, f"{len(text):,} characters in one article. Expected up to {MOST_CHARACTERS:,}")
        return
    if not text.strip("\ufeff \t\r\n"):
        yield Skipped(source.label, None, "an empty file. Expected the text of an article")
        return
    if warning:
        yield Skipped(source.label, None, f"{warning}; article kept")
    fields, body = front_matter(text)
    if source.suffix in MARKDOWN:
        body = plain_text(body)
    lines = paragraphs_of(body)
    published, warning = read_date(fields.get("published"), day_first=source.options.day_first)
    printed = printed_date(lines, day_first=source.options.day_first)
    lines = [line for n, line in enumerate(lines) if n not in printed.lines]
    title, paragraphs, author = clean(lines, title=fields.get("title"))
    if not paragraphs:
        yield Skipped(source.label, None, "no text below the headline or front matter. Expected the text of an article")
        return
    text = "\n\n".join([title, *paragraphs] if title else paragraphs)
    if warning:
        warning = f"field 'published': {warning}"
    elif published is None:
        published, warning = printed.when, printed.warning
    named = date_in_name(posixpath.basename(source.label)) if published is None and not fields.get("published") else None
    if named and not ((opening := find_dateline(text)) and opening.year):
        published, warning = read_date(named)
        warning = f"the file's name: {warning}" if warning else None
    if warning:
        yield Skipped(source.label, None, dated_warning(warning, published))
    yield make_article(
        text,
        title=title,
        published=published,
        outlet=fields.get("outlet"),
        author=fields.get("author") or author,
        url=fields.get("url"),
        language=fields.get("language"),
        loaded_from=source.label,
    )


def front_matter(text: str) -> FrontMatter:
    """The fields of the block that opens a text, where one does; names as in `columns.COLUMNS`, others are skipped.

    >>> front_matter("---\\nheadline: Port shut\\noutlet: The Quay\\n---\\nThe port shut.")
    FrontMatter(fields={'title': 'Port shut', 'outlet': 'The Quay'}, body='The port shut.')
    >>> front_matter("No block here.").fields
    {}
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    head = text.split("\n", _MOST_FIELDS + 1)
    if head[0].rstrip() != _MARK:
        return FrontMatter({}, text)
    end = next((n for n, line in enumerate(head[1:], 1) if line.rstrip() == _MARK), None)
    if end is None:
        return FrontMatter({}, text)
    found: dict[str, str] = {match[1]: match[2] for match in map(_FIELD.fullmatch, head[1:end]) if match}
    mapped = map_columns(list(found))
    fields = {column: _unquoted(found[name].strip()) for column, name in mapped.items() if column != "text"}
    return FrontMatter({column: value for column, value in fields.items() if value}, "\n".join(head[end + 1 :]))


def _unquoted(value: str) -> str:
    """A value without the marks around it, where they are the only ones: 'it was "wet"' and "Cow" ... "moo" stay as they are."""
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1].strip() if quoted and value.count(value[0]) == 2 else value


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text: its lines, joined where a margin broke them, and its headline whole.

    >>> paragraphs_of("Port shut\\n\\nThe port of Quillon was shut.\\nIt rained.")
    ['Port shut', 'The port of Quillon was shut.', 'It rained.']
    """
    lines = text.replace("\f", "\n\n").splitlines()
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    end = next((n for n in range(first, min(first + 5, len(lines))) if not lines[n].strip()), first)
    head = lines[first:end]
    if 1 < len(head) <= 4 and is_broken_title(head):
        lines[first:end] = [join_title(head) or ""]
    return join_lines(lines)
