"""Make an article from a story and what its file says about it, cleaned as a page is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from analytics.loaders.columns import make_article
from analytics.loaders.dates import dated_warning
from analytics.loaders.decoding import MOST_CHARACTERS, in_one_line
from analytics.loaders.html.boilerplate import clean
from analytics.loaders.printed_credits import read_imprint
from analytics.loaders.vendors.localised import read_local_date
from analytics.tables import Article, Skipped

_UNFIT = re.compile("[\ud800-\udfff]|[\x00-\x08\x0b\x0e-\x1f]")
LANGUAGES = {
    "english": "en", "englisch": "en", "anglais": "en", "inglés": "en", "inglese": "en", "engels": "en", "inglês": "en",
    "eng": "en", "german": "de", "deutsch": "de", "ger": "de", "deu": "de", "french": "fr", "français": "fr", "fre": "fr",
    "fra": "fr", "spanish": "es", "español": "es", "espanol": "es", "spa": "es", "italian": "it", "italiano": "it", "ita": "it",
    "dutch": "nl", "nederlands": "nl", "dut": "nl", "nld": "nl", "portuguese": "pt", "português": "pt", "por": "pt",
    "russian": "ru", "polish": "pl", "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi", "turkish": "tr",
    "английский": "en", "англ": "en", "英語": "en", "英语": "en", "英文": "en", "영어": "en", "angielski": "en", "engelska": "en",
    "engelsk": "en", "englanti": "en", "ingilizce": "en", "angličtina": "en", "anglès": "en",
    "arabic": "ar", "chinese": "zh", "japanese": "ja", "korean": "ko", "czech": "cs", "greek": "el", "hungarian": "hu",
}  # fmt: skip
"""Languages as news services call them, and their codes."""


class Details(NamedTuple):
    """What a file says about a story beside its text; each may be missing."""

    title: str | None = None
    date: str | datetime | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None


def story_of(
    label: str, row: int | None, paragraphs: list[str], details: Details, *, printed: bool = False, day_first: bool | None = None
) -> Iterator[Article | Skipped]:
    """Make the article of a story, or report why there is none; warn about a date that cannot be read.

    With ``printed``, a date that the text prints as its own takes precedence over that of the file.

    >>> [a.text for a in story_of("a.rtf", 2, ["By Ada Quill", "The port shut."], Details(title="Port shut"))]
    ['Port shut\\n\\nThe port shut.']
    """
    lines = [line for text in paragraphs if (line := _line(text))]
    if sum(map(len, lines)) > MOST_CHARACTERS:
        yield Skipped(label, row, f"more than {MOST_CHARACTERS:,} characters in one article. Expected up to {MOST_CHARACTERS:,}")
        return
    published, warning = read_local_date(details.date)
    outlet, writer = _line(details.outlet), _line(details.author)
    if printed:
        found = read_imprint(lines, day_first=day_first)
        lines, outlet, writer = found.rest, outlet or found.outlet, writer or found.author
        published, warning = (found.when, found.warning) if found.when else (published, found.warning or warning)
    title, story, author = clean(lines, title=_line(details.title))
    if not story:
        yield Skipped(label, row, "no text below the headline. Expected the text of an article")
        return
    if warning:
        yield Skipped(label, row, dated_warning(warning, published))
    yield make_article(
        "\n\n".join([title, *story] if title else story),
        title=title,
        published=published,
        outlet=outlet,
        author=writer or author,
        url=_line(details.url),
        language=language_code(details.language),
        loaded_from=label if row is None else f"{label}#{row}",
    )


def language_code(details: str | None) -> str | None:
    """The code of a language that a service names; None where it is not known here.

    >>> language_code("ENGLISH; ENGLISH"), language_code("en-GB"), language_code("Klingon")
    ('en', 'en-gb', None)
    """
    if not details:
        return None
    first = re.split(r"[;,/]", details)[0].strip().lower()
    return LANGUAGES.get(first) or (first if re.fullmatch(r"[a-z]{2}(?:[-_]\w{2,8})*", first) else None)


def _line(text: str | None) -> str | None:
    if text and not text.isprintable():
        text = _UNFIT.sub("\ufffd", text)
    return in_one_line(text) or None if text else None
