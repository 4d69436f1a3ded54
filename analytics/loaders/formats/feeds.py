"""RSS and Atom: one article per entry, where the feed holds the whole text, or its page may be fetched."""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from analytics.loaders.columns import make_article
from analytics.loaders.dates import dated_warning, read_date
from analytics.loaders.html.boilerplate import clean
from analytics.loaders.inputs import Source
from analytics.loaders.mended import cut_end
from analytics.tables import Article, Skipped

_MOST_BYTES = 50_000_000
_FEWEST_WORDS = 60  # of a summary that is taken for the whole
_FEWEST_OF_CONTENT = 8
_MOST_ENTRIES = 5_000
_EXPECTED = "Expected RSS or Atom with the text of its entries"
_TEASER = re.compile(
    r"(?i)(?:…|\.\.\.|\[…\]|\[\.\.\.\]|read more\W{0,4}|continue reading\W{0,40}|the post .{1,60} appeared first on .{1,40})\s*$"
)
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)[^>\[]*(?:\[.*?\]\s*)?>", re.S | re.I)
_BLOCK = re.compile(r"(?i)<(?:/?(?:p|div|h[1-6]|li|ul|ol|blockquote|tr|table|figure|figcaption)\b[^>]*|br\s*/?)>")
_TAG = re.compile(r"(?s)<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)\s*>|<[^>]*>", re.I)
_ASIDE = re.compile(r"(?is)<(?P<tag>figure|aside)\b.{0,20000}?</(?P=tag)\s*>")
"""What is beside the story: pictures with their captions, links to other stories."""
_FIRST_IN = re.compile(r"(?i)\s*the post .{1,300} (?:first appeared|appeared first) on .{1,100}")


def read(source: Source) -> Iterator[Article | Skipped]:
    """Read the entries of a feed; those with a summary only are reported by their number."""
    with source.open() as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        yield Skipped(source.label, None, f"more than {_MOST_BYTES:,} bytes in one feed. Expected up to {_MOST_BYTES:,}")
        return
    for item in read_feed(data, source.label):
        assert item is not None  # without pages, nothing is known from before
        yield item


def read_feed(
    data: bytes, label: str, page_of: Callable[[str], Iterator[Article | Skipped | None]] | None = None
) -> Iterator[Article | Skipped | None]:
    """Read the entries of a feed. ``page_of``, where given, fetches the page of an entry that has a summary only; it yields None
    for an article that was fetched before."""
    import feedparser

    # Entities can make a short feed into a huge one, or name files of this machine; a feed needs none of its own.
    try:
        feed = feedparser.parse(io.BytesIO(_DOCTYPE.sub(b"", data)), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, AssertionError) as error:
        # what feedparser fails on costs that feed, not the run
        yield Skipped(label, None, f"a feed that cannot be read ({type(error).__name__}: {str(error)[:80]}). {_EXPECTED}")
        return
    if not feed.entries:
        yield Skipped(label, None, f"{'no feed' if feed.bozo else 'a feed without entries'}. {_EXPECTED}")
        return
    for number, entry in enumerate(feed.entries[:_MOST_ENTRIES], 1):
        yield from _entry(entry, feed.feed, label, number, page_of)
    if len(feed.entries) > _MOST_ENTRIES:
        yield Skipped(label, _MOST_ENTRIES + 1, f"{len(feed.entries):,} entries in one feed. Expected up to {_MOST_ENTRIES:,}")


def _entry(
    entry: Any, feed: Any, label: str, number: int, page_of: Callable[[str], Iterator[Article | Skipped | None]] | None
) -> Iterator[Article | Skipped | None]:
    held = [content.get("value") or "" for content in entry.get("content", [])]
    text = max([*held, entry.get("summary") or ""], key=len)
    title = " ".join(_plain(entry.get("title") or "").split()) or None
    story = clean([line for line in (" ".join(p.split()) for p in _plain(text).split("\n")) if line], title=title)
    if len(story.paragraphs) > 1 and _FIRST_IN.fullmatch(story.paragraphs[-1]):  # what a blog's feed adds to each entry
        story = story._replace(paragraphs=story.paragraphs[:-1])
    words = sum(len(paragraph.split()) for paragraph in story.paragraphs)
    moment = next((dict.get(entry, name) for name in ("published_parsed", "updated_parsed") if dict.get(entry, name)), None)
    published, warning = read_date(entry.get("published") or entry.get("updated"))
    if published is None and moment:
        published, warning = read_date(datetime.fromtimestamp(calendar.timegm(moment), UTC))
    # what a feed calls its content is whole, however short; a summary may be cut anywhere
    is_whole = bool(story.paragraphs) and any(map(str.strip, held)) and _is_whole(story.paragraphs[-1], words)
    is_short = words < _FEWEST_WORDS and not is_whole
    if is_short and page_of and entry.get("link"):
        for item in page_of(entry["link"]):
            if isinstance(item, Article):  # the page first, the feed where it is silent
                outlet = item.outlet or feed.get("title") or None
                item = item._replace(published=item.published or published, outlet=outlet, title=item.title or title)
            yield item
        return
    if is_short:
        found = f"an entry of {words} words" if words else "an entry without text"
        yield Skipped(label, number, f"{found}, a summary only. {_EXPECTED}, at least {_FEWEST_WORDS} words")
        return
    for problem in (dated_warning(warning, published) if warning else None, cut_end(story.paragraphs[-1])):
        if problem:
            yield Skipped(label, number, problem)
    source = entry.get("source", {})
    yield make_article(
        "\n\n".join([story.title, *story.paragraphs] if story.title else story.paragraphs),
        title=story.title,
        published=published,
        outlet=source.get("title") or feed.get("title") or None,
        author=entry.get("author") or story.author,
        url=entry.get("link") or None,
        language=(feed.get("language") or "").lower() or None,
        loaded_from=f"{label}#{number}",
    )


def _is_whole(last: str, words: int) -> bool:
    """Whether a short text is whole by its last paragraph: it ends a sentence, or has some words, and is no teaser."""
    return (words >= _FEWEST_OF_CONTENT or last.endswith((".", "!", "?", "”", '"'))) and not _TEASER.search(last[-80:])


def _plain(markup: str) -> str:
    """Return the text of an entry's HTML, one line per block."""
    import html

    markup = _ASIDE.sub("\n", markup) if "<figure" in markup or "<aside" in markup else markup
    return html.unescape(_TAG.sub("", _BLOCK.sub("\n", markup)))
