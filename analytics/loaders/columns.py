"""The names of columns, and rows of a table as `Article`s."""

from __future__ import annotations

import ast
import functools
import hashlib
import math
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, time
from typing import Any
from urllib.parse import urlsplit

from analytics.loaders.bylines import without_by
from analytics.loaders.dates import dated_warning, is_slashed, read_date
from analytics.loaders.decoding import MOST_CHARACTERS
from analytics.loaders.mended import cut_end, decode_entities, mend, plain, without_markup
from analytics.tables import Article, Skipped
from analytics.text import Dateline, dateline

COLUMNS: dict[str, tuple[str, ...]] = {
    "article_id": ("article_id", "id", "doc_id", "document_id", "uid", "guid"),
    "title": ("title", "headline", "head", "heading", "article_title", "article_name", "webtitle", "news_title", "headline_main",
              "news_headline",
              "titel", "überschrift", "schlagzeile", "titre", "título", "titulo", "titular", "titolo", "kop", "rubrik"),
    "text": ("text", "body", "content", "article", "full_text", "fulltext", "article_text", "article_body", "maintext", "story",
             "articlebody", "bodytext", "body_text", "article_content", "content_text", "text_content", "news_text", "plain_text",
             "story_text", "story_body", "news_content", "clean_text", "raw_text", "html_body", "body_html", "content_html",
             "article_html", "page_content",
             "inhalt", "volltext", "artikeltext", "haupttext", "fließtext", "texte", "contenu", "texte_intégral", "corps", "texto",
             "contenido", "cuerpo", "testo", "contenuto", "conteúdo", "conteudo", "corpo", "tekst", "inhoud", "hoofdtekst"),
    "published": ("published", "date_gmt", "datetimepub", "datetime", "date_time", "published_at", "publishedat", "publish_date",
                  "date", "pub_date", "pubdate", "publication_date", "date_published", "date_publish", "timestamp",
                  "webpublicationdate", "published_date", "datepublished", "publishdate", "published_on", "pub_time",
                  "article_date",
                  "publicationdate", "date_of_publication", "release_date", "publish_time", "published_time", "published_utc",
                  "news_date", "firstcreated", "first_created", "versioncreated", "version_created", "created_at", "time",
                  "datum", "erscheinungsdatum", "veröffentlichungsdatum", "veröffentlicht", "erschienen", "publiziert",
                  "date_de_publication", "date_de_parution", "publié_le", "fecha", "fecha_de_publicación", "fecha_publicación",
                  "data_pubblicazione", "data_di_pubblicazione", "data_de_publicação", "data_publicação", "publicatiedatum",
                  "verschijningsdatum"),
    "outlet": ("outlet", "publisher", "source_hostname", "source_name", "sitename", "site_name", "source", "publication",
               "newspaper", "media_name", "site", "domain", "media",
               "source_domain", "sourcename", "publication_name", "media_outlet", "news_source", "outlet_name", "website",
               "publication_title", "pubtitle", "source_title", "journal", "provider", "clean_url", "domain_url", "hostname",
               "quelle", "medium", "zeitung", "publikation", "titre_de_presse", "média", "medio", "fuente", "periódico",
               "paper", "newspaper_name", "testata", "fonte", "giornale", "jornal", "veículo", "krant", "bron"),
    "author": ("author", "authors", "byline", "by", "creator", "writer", "journalist", "reporter", "author_name", "authorsbyline",
               "extra_author_attributes.name", "autor", "autoren", "verfasser", "auteur", "auteurs", "autores", "autore", "autori",
               "redakteur"),
    "url": ("url", "link", "permalink", "web_url", "source_url", "weburl", "article_url", "page_url", "pageurl", "document_url",
            "documenturl",
            "lien", "enlace", "adresse", "webadresse"),
    "language": ("language", "lang", "sprache", "langue", "idioma", "lingua", "taal"),
}  # fmt: skip
"""Our columns, and their names in other people's files; where a file has several, the first in the list counts."""

_ALIASES: dict[str, list[tuple[str, int]]] = {}
for _column, _names in COLUMNS.items():
    for _rank, _alias in enumerate(_names):
        _ALIASES.setdefault(_alias, []).append((_column, _rank))

EXPECTED = f"Expected a column named {', '.join(COLUMNS['text'][:5])} (or use --column text=NAME)"

UNCOUNTED = -1
"""The word count of an article before `load_batches` counts its words."""

_LETTERED = re.compile(r"[A-Z]{1,2} : (?=\S)")
_HALF = re.compile("[\ud800-\udfff]")
_LONGEST_ADDRESS = 2_000
_CLOCKS = frozenset(
    {"time", "pub_time", "publication_time", "publish_time", "uhrzeit", "zeit", "heure", "hora", "ora", "tijd", "hour"}
)
_HOURS = re.compile(r"(?i)\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[ap]\.?m\.?)?(?:\s?(?:z|utc|gmt|[a-z]{2,5}|[+-]\d\d:?\d\d))?")
_MOST_ABOVE = 4  # paragraphs, of which the last may have the dateline
_NOTHING = frozenset(
    "nan none null na n/a n.a. #n/a nat <na> <null> (null) [null] nil undefined #ref! #value! #name? #null! #div/0!"
    " \\n [] {} - -- –".split()
)
_PLACEHOLDER = re.compile(r"(?i)only available in (?:\w+ ){1,3}plans?|\[?removed\]?|content (?:is )?not available|no content")
_LONGEST_PLACEHOLDER = 60

Mapped = dict[str, str]
"""Our column -> the column of the file."""


def map_columns(names: list[str]) -> Mapped:
    """Which column of a file is which of ours, by `COLUMNS`; case, spaces and hyphens do not count.

    >>> map_columns(["ID", "Pub Date", "Headline", "Body", "Mood"])
    {'article_id': 'ID', 'title': 'Headline', 'text': 'Body', 'published': 'Pub Date'}
    """
    return {column: found[0] for column, found in candidates(names).items()}


def candidates(names: list[str]) -> dict[str, list[str]]:
    """Every column of a file that may be one of ours, the likeliest first.

    >>> candidates(["source", "publisher", "body", "mood"])
    {'text': ['body'], 'outlet': ['publisher', 'source']}
    """
    known = {_alias_of(name): name for name in reversed(names)}
    found: dict[str, list[tuple[int, str]]] = {}
    for alias, name in known.items():
        for column, rank in _ALIASES.get(alias, ()):
            found.setdefault(column, []).append((rank, name))
    return {column: [name for _, name in sorted(found[column])] for column in COLUMNS if column in found}


@functools.lru_cache(maxsize=4_000)
def _alias_of(name: str) -> str:
    """A column's name as `COLUMNS` has it; NVivo puts the letter of a sheet's column before it ("B : Headline")."""
    return re.sub(r"[\s\-]+", "_", _LETTERED.sub("", name).strip("\ufeff \t\r\n*:").lower())


def is_unclear(names: list[str]) -> bool:
    """Whether to ask the user about columns: there is no text column, or several, or a date or an outlet is missing while other
    columns may hold it.

    >>> [is_unclear(names) for names in (["id", "text"], ["Tag", "text"], ["body", "content"], ["Meldung"])]
    [False, True, True, True]
    """
    found = candidates(names)
    left = set(names) - {name for of in found.values() for name in of}
    choice = any(len(found.get(column, ())) > 1 for column in ("title", "text", "published", "outlet"))
    return "text" not in found or choice or bool(left and not {"published", "outlet"} <= found.keys())


def no_text_column(label: str, names: list[str]) -> Skipped:
    """The report of a table in which no column holds the text."""
    shown = ", ".join(repr(name[:40]) for name in names[:12]) + (", ..." if len(names) > 12 else "")
    return Skipped(label, None, f"no text column among {shown or 'no columns'}. {EXPECTED}")


def read_row(
    record: Mapping[str, Any], mapped: Mapped, label: str, row: int, order: Callable[[str], bool | None]
) -> Iterator[Article | Skipped]:
    """Read a row: its article, the text unchanged except for NULs and mis-decoded characters, and warnings about its values.

    ``order`` says for a column of dates such as 03/04/2026 whether the day comes first, where the column decides.
    """
    text = record.get(mapped["text"])
    if isinstance(text, list | tuple) and text and all(isinstance(one, str) for one in text):  # a text as its paragraphs
        text = "\n\n".join(text)
    if not isinstance(text, str):
        if text is None or (isinstance(text, float) and math.isnan(text)):
            yield Skipped(label, row, f"column {mapped['text']!r} is empty. Expected the text of an article")
        else:
            yield Skipped(
                label, row, f"column {mapped['text']!r} holds {type(text).__name__}, no text. Expected the text of an article"
            )
        return
    if len(text) <= _LONGEST_PLACEHOLDER and (text.strip().lower() in _NOTHING or _PLACEHOLDER.fullmatch(text.strip())):
        yield Skipped(label, row, f"column {mapped['text']!r} is empty ({text.strip()!r}). Expected the text of an article")
        return
    nuls = text.count("\x00")
    text = text.replace("\x00", "") if nuls else text
    problem = _problem(text)
    if problem:
        yield Skipped(label, row, f"column {mapped['text']!r} {problem}")
        return
    if nuls:
        held = "a NUL character" if nuls == 1 else f"{nuls:,} NUL characters"
        yield Skipped(label, row, f"column {mapped['text']!r} held {held}: removed, article kept")
    if not _is_whole(text):
        text = _whole(text)
        yield Skipped(label, row, f"column {mapped['text']!r} held half characters (lone surrogates): replaced, article kept")
    marked = None
    if "html" in mapped["text"].lower():
        text = plain(text)
    elif "<" in text:
        text, marked = without_markup(text)
    text, mended = mend(text)
    text, decoded = decode_entities(text) if "&" in text else (text, None)
    for warning in (marked, mended, decoded, cut_end(text)):
        if warning:
            yield Skipped(label, row, f"column {mapped['text']!r}: {warning}; article kept")
    values = {column: _value(record.get(name)) for column, name in mapped.items() if column not in {"text", "published"}}
    for column in ("title", "outlet", "author"):
        if value := values.get(column):
            values[column] = _repaired(column, value)
    told = record.get(mapped["published"]) if "published" in mapped else None
    if type(told) is not str:
        told = told.get("$date") if isinstance(told, Mapping) else told
    elif clock := _clock(tuple(record), mapped["published"]):
        told = _with_clock(told, record.get(clock))
    published, warning = read_date(told)
    if warning and published is None and is_slashed(told) and (day_first := order(mapped["published"])) is not None:
        published, warning = read_date(told, day_first=day_first)
    if warning:
        yield Skipped(label, row, f"column {mapped['published']!r}: {dated_warning(warning, published)}")
    yield make_article(text, published=published, loaded_from=f"{label}#{row}", **values)


def make_article(
    text: str,
    *,
    loaded_from: str,
    article_id: str | None = None,
    title: str | None = None,
    published: datetime | None = None,
    outlet: str | None = None,
    author: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Article:
    """Make an article: its id from its content unless given, place and day from its dateline; its words are `UNCOUNTED`.

    A dateline gives the date only where it has day, month and year. Words are counted, and the language is detected where
    no column gives it, by `languages.measure`, for many articles at once.

    >>> a = make_article("QUILLON, Mar 3 (Pressa) — The port shut.", loaded_from="a.txt")
    >>> a.article_id, a.place, a.dateline, a.agency, a.published
    ('bf2bbe56a69c65f9', 'Quillon', '--03-03', 'Pressa', None)
    """
    opening = find_dateline(text)
    if published is None and opening and opening.year and opening.day:
        published = read_date(f"{opening.year}{opening.day[1:]}").when
    if article_id is None:
        stamp = published.astimezone(UTC).isoformat() if published else ""
        content = "\x1f".join((title or "", text, outlet or "", stamp, url or ""))
        article_id = hashlib.sha256(content.encode()).hexdigest()[:16]
    return Article(
        article_id=article_id,
        title=title,
        text=text,
        published=published,
        outlet=outlet,
        author=author,
        url=url,
        language=language or None,
        words=UNCOUNTED,
        place=opening.place if opening else None,
        dateline=opening.day if opening else None,
        agency=opening.agency if opening else None,
        loaded_from=loaded_from,
        duplicate_of=None,
    )


def find_dateline(text: str) -> Dateline | None:
    """The dateline of an article: the first in its first four paragraphs."""
    start = seen = 0
    while seen < _MOST_ABOVE and start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end > start and not text[start:end].isspace():
            if found := dateline(text, start):
                return found
            seen += 1
        start = end + 1
    return None


def _repaired(column: str, value: str) -> str:
    """A headline, outlet or author without the faults that exports put into it: mis-decoded characters, entities, "By", an
    address in place of an outlet, a list or an object as Python prints it."""
    value = mend(value).text
    if "&" in value:
        value = decode_entities(value).text
    if value[-1:] == ">" or "</" in value:
        value = " ".join(plain(value).split()) or value
    if value[0] in "[{" and value[-1] in "]}" and "'" in value:
        value = _unprinted(value) or value
    if column == "outlet" and value.startswith(("http://", "https://")):
        return (urlsplit(value).hostname or value).removeprefix("www.") if len(value) < _LONGEST_ADDRESS else value
    return without_by(value) or value if column == "author" and value[:1] in "bB" else value


def _unprinted(value: str) -> str | None:
    """What a list or an object holds that Python printed into a cell: "['Ada Quill', 'Bram Ode']"."""
    try:
        return _value(ast.literal_eval(value)) if len(value) < _LONGEST_ADDRESS else None
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None


@functools.lru_cache(maxsize=1_000)
def _clock(names: tuple[str, ...], day: str) -> str | None:
    """The column with the hours of a column of days, where there is one."""
    return next((name for name in names if name != day and name.strip().lower().replace(" ", "_") in _CLOCKS), None)


def _with_clock(day: str, clock: Any) -> str:
    """A day with the hour of another column, where the first has none and the second is one."""
    hours = str(clock).strip() if isinstance(clock, str | time) else ""
    return f"{day.strip()} {hours}" if ":" not in day and _HOURS.fullmatch(hours) else day


def _problem(text: str) -> str | None:
    if not text.strip():
        return "is blank. Expected the text of an article"
    if len(text) > MOST_CHARACTERS:
        return f"holds {len(text):,} characters. Expected up to {MOST_CHARACTERS:,}"
    return None


def _value(value: Any) -> str | None:
    """A cell as text; None where it is empty. News services give {"id": ..., "name": ...} for an outlet."""
    if type(value) is str and value.isascii():  # most cells: there is no half of a character in them
        text = " ".join(value.split()).replace("\x00", "")
        return text if text and (len(text) > 5 or text.lower() not in _NOTHING) else None
    if isinstance(value, Mapping):
        value = next((value[name] for name in ("name", "title", "domain", "site", "uri", "id", "$oid") if value.get(name)), None)
    if isinstance(value, list | tuple):
        value = ", ".join(v for v in map(_value, value) if v) or None
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = _whole(" ".join(str(value).split()).replace("\x00", ""))
    return text if text and text.lower() not in _NOTHING else None


def _is_whole(text: str) -> bool:
    """Whether a text can be encoded: it has no lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _whole(text: str) -> str:
    """Halves of surrogate pairs, which no file can hold, become U+FFFD; length and offsets stay."""
    return _HALF.sub("\ufffd", text)
