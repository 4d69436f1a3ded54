"""Plain text: one article per file or several, each with its headline first, with or without front matter."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from analytics.loaders.bylines import without_by
from analytics.loaders.columns import find_dateline, make_article
from analytics.loaders.dates import dated_warning, read_date
from analytics.loaders.decoding import MOST_CHARACTERS, NotText, decode, has_digit
from analytics.loaders.file_names import date_in_name
from analytics.loaders.formats.markdown import plain_text
from analytics.loaders.front_matter import MARK, front_matter, labelled_head
from analytics.loaders.html.boilerplate import clean
from analytics.loaders.inputs import MARKDOWN, Source
from analytics.loaders.printed_credits import read_imprint
from analytics.loaders.printed_dates import is_day
from analytics.loaders.printed_lines import is_broken_title, join_lines, join_title
from analytics.loaders.several import TextPart, shortened, stories_of, without_rules
from analytics.loaders.stories import language_code
from analytics.tables import Article, Skipped

_HEAD = 8  # lines at the top among which the day may be
_MOST_BYTES = 4 * MOST_CHARACTERS


def read(source: Source) -> Iterator[Article | Skipped]:
    """Read the articles of a text file, boilerplate removed, the headline as title and as first paragraph."""
    data = source.read(_MOST_BYTES + 1)
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
    stories = stories_of(_lines_of(text.lstrip("\ufeff")))
    for number, story in enumerate(stories, 1):
        yield from _article(story, source, number if len(stories) > 1 else None)


def _article(story: TextPart, source: Source, row: int | None) -> Iterator[Article | Skipped]:
    """The article of a story; ``row`` is its number among several in a file."""
    if row and not story.has_text:
        yield Skipped(source.label, row, f"{shortened(story.lines)} has no text below it. Expected the text of an article")
        return
    fields, lines = _without_front_matter(story.lines)
    if source.suffix in MARKDOWN:
        lines = plain_text("\n".join(lines)).splitlines()
    labelled = labelled_head(lines)
    fields = labelled.fields | fields
    lines = _paragraphs(without_rules(labelled.rest))
    published, warning = read_date(fields.get("published"), day_first=source.options.day_first)
    printed = read_imprint(lines, day_first=source.options.day_first)
    title, paragraphs, author = clean(printed.rest, title=fields.get("title"))
    if not paragraphs:
        yield Skipped(source.label, row, "no text below the headline or front matter. Expected the text of an article")
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
        yield Skipped(source.label, row, dated_warning(warning, published))
    yield make_article(
        text,
        title=title,
        published=published,
        outlet=fields.get("outlet") or printed.outlet,
        author=without_by(fields.get("author")) or author or printed.author,
        url=fields.get("url"),
        language=language_code(fields.get("language")),
        loaded_from=source.label if row is None else f"{source.label}#{row}",
    )


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text: its lines, joined where a margin broke them, and its headline whole.

    >>> paragraphs_of("Port shut\\n\\nThe port of Quillon was shut.\\nIt rained.")
    ['Port shut', 'The port of Quillon was shut.', 'It rained.']
    """
    return _paragraphs(_lines_of(text))


def _paragraphs(lines: list[str]) -> list[str]:
    lines = _with_days_apart(lines)
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    end = next((n for n in range(first, min(first + 5, len(lines))) if not lines[n].strip()), first)
    head = lines[first:end]
    if 1 < len(head) <= 4 and is_broken_title(head):
        lines[first:end] = [join_title(head) or ""]
    return join_lines(lines)


def _with_days_apart(lines: list[str]) -> list[str]:
    """Lines with blank ones around the days among the first: no margin broke those off a headline or a byline."""
    days = [n for n, line in enumerate(lines[:_HEAD]) if line and n and lines[n - 1] and has_digit(line) and is_day(line.strip())]
    for n in reversed(days):
        lines = [*lines[:n], "", lines[n], "", *lines[n + 1 :]]
    return lines


def _lines_of(text: str) -> list[str]:
    """The lines of a text; a new page begins a new paragraph."""
    return text.replace("\f", "\n\n").splitlines()


def _without_front_matter(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """The fields of the front matter of some lines, and the lines below it."""
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if not lines or lines[first].rstrip() != MARK:
        return {}, lines
    fields, body = front_matter("\n".join(lines[first:]))
    return fields, body.splitlines()
