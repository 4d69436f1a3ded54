"""E-mail (.eml): newsletters, a letter an article; its HTML is read as a saved page is, its plain text where that gives nothing."""

from __future__ import annotations

import email
import email.policy
import functools
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from analytics.loaders.columns import make_article
from analytics.loaders.dates import dated_warning, read_date
from analytics.loaders.decoding import NotText
from analytics.loaders.formats.plain import paragraphs_of
from analytics.loaders.formats.xml import read_whole
from analytics.loaders.html.page import read_page
from analytics.loaders.inputs import Source
from analytics.loaders.stories import Told, tell
from analytics.loaders.vendors import proquest
from analytics.tables import Article, Skipped

_MOST_BYTES = 40_000_000
_LONGEST_HEADER = 1_000  # what reads headers takes the square of their length
_MOST_PARTS = 1_000
_EXPECTED = "Expected a letter with a text in it"


def read(source: Source) -> Iterator[Article | Skipped]:
    """The article of a letter: its subject is the headline, its sender the outlet, its day the day; attachments are left out."""
    try:
        data = read_whole(source, _MOST_BYTES)
        told, marked, plain = _parts(data)
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    if marked and proquest.is_page(marked):
        yield from proquest.read_page(marked.encode("utf-8", "replace"), source.label)
        return
    if plain and not marked and proquest.knows(plain):
        yield from proquest.read_text(plain, source.label)
        return
    if marked:
        found = list(read_page(marked, source.label))
        article = next((item for item in found if isinstance(item, Article)), None)
        if article is not None:
            yield from _as_told(article, told, source.label)
            return
    if plain.strip():
        yield from tell(source.label, None, paragraphs_of(plain), told)
        return
    yield Skipped(source.label, None, f"a letter without a story. {_EXPECTED}")


def _as_told(article: Article, told: Told, label: str) -> Iterator[Article | Skipped]:
    """The article of a letter's page under the letter's headline, sender and day."""
    published, warning = read_date(told.date)
    if warning:
        yield Skipped(label, None, dated_warning(warning, published))
    body = article.text.removeprefix(article.title or "").lstrip()
    title = told.title or article.title
    yield make_article(
        f"{title}\n\n{body}" if title and body else article.text,
        title=title,
        published=published or article.published,
        outlet=told.outlet or article.outlet,
        author=article.author,
        url=article.url,
        language=article.language,
        loaded_from=label,
    )


class _Bounded(email.policy.EmailPolicy):
    """The standard policy, for which a header has an end, and is read once: a letter's reader asks for some a dozen times."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return _parsed(name, value[:_LONGEST_HEADER]) if type(value) is str else super().header_fetch_parse(name, value)


@functools.lru_cache(maxsize=100)
def _parsed(name: str, value: str) -> Any:
    return email.policy.default.header_fetch_parse(name, value)


def _parts(data: bytes) -> tuple[Told, str, str]:
    """What the head of a letter tells, its HTML, and its plain text. Raises NotText."""
    if data.lower().count(b"\ncontent-type:") > _MOST_PARTS:
        raise NotText(f"a letter of more than {_MOST_PARTS:,} parts. {_EXPECTED}")
    try:
        letter = email.message_from_bytes(data, policy=_Bounded())
        assert isinstance(letter, EmailMessage)
        head = {
            name.lower(): str(letter[name])
            for name, raw in letter.raw_items()
            if name.lower() in {"subject", "from", "date"} and len(str(raw)) <= _LONGEST_HEADER
        }
        texts = {"text/html": "", "text/plain": ""}
        for part in letter.walk():
            kind = part.get_content_type()
            if kind in texts and not texts[kind] and not part.is_attachment():
                found = part.get_content()
                texts[kind] = found if isinstance(found, str) else ""
    except Exception as error:  # the standard library's reader has no list of what odd letters raise in it
        raise NotText(f"a broken letter ({type(error).__name__}: {' '.join(str(error).split())[:80]}). {_EXPECTED}") from error
    if not head and not any(texts.values()):
        raise NotText(f"no letter: no subject, no sender, no text. {_EXPECTED}")
    name, address = parseaddr(head.get("from", ""))
    try:
        date = parsedate_to_datetime(head["date"]) if "date" in head else None
    except (ValueError, TypeError, IndexError):
        date = None
    told = Told(
        title=" ".join(head.get("subject", "").split()) or None,
        date=date or head.get("date"),
        outlet=name or address.rpartition("@")[2] or None,
    )
    return told, texts["text/html"], texts["text/plain"]
