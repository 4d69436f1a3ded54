"""E-mail (.eml): newsletters, one article per e-mail, and what news services send; HTML first, plain text where it has none."""

from __future__ import annotations

import email
import email.policy
import functools
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from analytics.loaders.columns import make_article
from analytics.loaders.dates import dated_warning, read_date
from analytics.loaders.decoding import NotText
from analytics.loaders.formats.plain import paragraphs_of
from analytics.loaders.formats.xml import read_whole
from analytics.loaders.html.boilerplate import around_mail
from analytics.loaders.html.page import read_page
from analytics.loaders.html.parts import without_layout_tables
from analytics.loaders.inputs import Source
from analytics.loaders.postal import without_postal_address
from analytics.loaders.printed_lines import join_lines
from analytics.loaders.several import without_rules
from analytics.loaders.stories import Details, story_of
from analytics.loaders.vendors import proquest
from analytics.loaders.vendors.pages import RULE, lines_of, page_of
from analytics.tables import Article, Skipped

_MOST_BYTES = 40_000_000
_LONGEST_HEADER = 1_000  # what reads headers takes the square of their length
_MOST_PARTS = 1_000
_FEWEST_WORDS = 20
_EXPECTED = "Expected an e-mail with a text in it"

_TABLES = ("<table", "<TABLE", "<Table")  # three are looked for faster than a text is put into lower case
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|mso-hide\s*:\s*all")


def read(source: Source) -> Iterator[Article | Skipped]:
    """The article of an e-mail: its subject is the headline, its sender the outlet, its day the day; attachments are left out."""
    try:
        data = read_whole(source, _MOST_BYTES)
        details, marked, plain, inner = _parts(data)
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    if inner:
        yield Skipped(
            source.label,
            None,
            f"{inner} e-mail{'s' if inner > 1 else ''} within the e-mail left out. Expected each in a file of its own",
        )
    if marked and proquest.is_page(marked):
        yield from proquest.read_page(marked.encode("utf-8", "replace"), source.label)
        return
    if plain and not marked and proquest.knows(plain):
        yield from proquest.read_text(plain, source.label)
        return
    if marked and (paragraphs := _newsletter(marked)):
        yield from story_of(source.label, None, paragraphs, details)
        return
    if marked:
        found = list(read_page(marked, source.label))
        article = next((item for item in found if isinstance(item, Article)), None)
        if article is not None:
            yield from _with_details(article, details, source.label)
            return
    if plain.strip():
        yield from story_of(source.label, None, _without_around(_paragraphs(plain)), details)
        return
    yield Skipped(source.label, None, f"an e-mail without a story. {_EXPECTED}")


def _newsletter(marked: str) -> list[str]:
    """The paragraphs of an e-mail that is laid out in tables, which a page's reader would take for data; else none."""
    if not any(map(marked.__contains__, _TABLES)):
        return []
    try:
        tree = page_of(marked.encode("utf-8", "replace"), _EXPECTED)
    except NotText:
        return []
    for hidden in [one for one in tree.iter() if _HIDDEN.search(one.get("style") or "")]:  # what a mailbox shows beside the subject
        hidden.clear(keep_tail=True)
    if not without_layout_tables(tree):
        return []
    paragraphs = _without_around([line for line in lines_of(tree) if line != RULE])
    return paragraphs if sum(len(line.split()) for line in paragraphs) >= _FEWEST_WORDS else []


def _without_around(paragraphs: list[str]) -> list[str]:
    """The paragraphs without what e-mail programs and mailing lists put around a text."""
    kept = [line for line in without_rules(paragraphs) if len(line) > 400 or around_mail().fullmatch(line) is None]
    return without_postal_address(kept)


def _paragraphs(plain: str) -> list[str]:
    """The paragraphs of a plain text; lines that end in a blank go on in the next (RFC 3676)."""
    lines = plain.splitlines()
    signature = next((n for n, line in enumerate(lines) if line == "-- " or (line == "--" and n > len(lines) // 2)), len(lines))
    if signature and any(map(str.strip, lines[:signature])):  # RFC 3676: what is below "-- " is the sender's signature
        lines = lines[:signature]
        plain = "\n".join(lines)
    soft = [line for line in lines if line.endswith(" ") and line.strip() and line != "-- "]
    if len(soft) < 2 or 3 * len(soft) < sum(1 for line in lines if len(line) > 50):
        return paragraphs_of(plain)
    joined: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and joined:
            joined[-1] += line
        else:
            joined.append(line)
        goes_on = line.endswith(" ") and bool(line.strip()) and line != "-- "
    return join_lines(joined, None, measured=True)


def _with_details(article: Article, details: Details, label: str) -> Iterator[Article | Skipped]:
    """The article of an e-mail's page under the e-mail's headline, sender and day."""
    published, warning = read_date(details.date)
    if warning:
        yield Skipped(label, None, dated_warning(warning, published))
    body = article.text.removeprefix(article.title or "").lstrip()
    title = details.title or article.title
    yield make_article(
        f"{title}\n\n{body}" if title and body else article.text,
        title=title,
        published=published or article.published,
        outlet=details.outlet or article.outlet,
        author=article.author,
        url=article.url,
        language=article.language,
        loaded_from=label,
    )


class _BoundedPolicy(email.policy.EmailPolicy):
    """The standard policy, with headers that end, each parsed once: the parser asks for some a dozen times."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return _parsed(name, value[:_LONGEST_HEADER]) if type(value) is str else super().header_fetch_parse(name, value)


@functools.lru_cache(maxsize=100)
def _parsed(name: str, value: str) -> Any:
    return email.policy.default.header_fetch_parse(name, value)


def message_of(data: bytes) -> EmailMessage:
    """An e-mail of not too many parts, its headers bounded. Raises NotText, and whatever odd e-mails raise in the parser."""
    if data.lower().count(b"\ncontent-type:") > _MOST_PARTS:
        raise NotText(f"an e-mail of more than {_MOST_PARTS:,} parts. {_EXPECTED}")
    message = email.message_from_bytes(data, policy=_BoundedPolicy())
    assert isinstance(message, EmailMessage)
    return message


def _parts(data: bytes) -> tuple[Details, str, str, int]:
    """What the head of an e-mail says, its HTML, its plain text, and the number of e-mails in it. Raises NotText."""
    try:
        message = message_of(data)
        head = {
            name.lower(): str(message[name])
            for name, raw in message.raw_items()
            if name.lower() in {"subject", "from", "date"} and len(str(raw)) <= _LONGEST_HEADER
        }
        texts = {"text/html": "", "text/plain": ""}
        inner = 0
        for part in message.walk():
            kind = part.get_content_type()
            inner += kind == "message/rfc822"
            if kind in texts and not texts[kind] and not part.is_attachment():
                found = part.get_content()
                texts[kind] = found if isinstance(found, str) else ""
    except NotText:
        raise
    except Exception as error:  # the standard library has no list of what odd e-mails raise in it
        raise NotText(f"a broken e-mail ({type(error).__name__}: {' '.join(str(error).split())[:80]}). {_EXPECTED}") from error
    if not head and not any(texts.values()):
        raise NotText(f"no e-mail: no subject, no sender, no text. {_EXPECTED}")
    name, address = parseaddr(head.get("from", ""))
    try:
        date = parsedate_to_datetime(head["date"]) if "date" in head else None
    except (ValueError, TypeError, IndexError):
        date = None
    details = Details(
        title=" ".join(head.get("subject", "").split()) or None,
        date=date or head.get("date"),
        outlet=name or address.rpartition("@")[2] or None,
    )
    return details, texts["text/html"], texts["text/plain"], inner
