"""Saved web pages: trafilatura finds the story; what the page says of itself gives the headline, the date and the rest."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from analytics.loaders.columns import make_article
from analytics.loaders.dates import dated_warning, read_date
from analytics.loaders.decoding import in_one_line
from analytics.loaders.html.boilerplate import Cleaned, clean
from analytics.loaders.html.dates import published as find_published
from analytics.loaders.html.instead import asks_to_pay, stands_instead, stories_listed
from analytics.loaders.html.metadata import Facts, paragraphs_in_article, read_facts
from analytics.loaders.html.parts import LONGER, main_cell, whole_story, without_layout_tables
from analytics.loaders.html.titles import headline
from analytics.loaders.inputs import Source
from analytics.loaders.quiet import quiet
from analytics.tables import Article, Skipped

_MOST_BYTES = 20_000_000
_EXPECTED = "Expected a saved page with an article on it"
_FEWEST_WORDS = 20
_NOTHING = 40  # words that are no story but what was left of one
_SHORT = 150  # words of a story below which the page is asked whether it has another
_LEAST_KEPT = 0.8  # of the characters that trafilatura calls the story
_TOP, _LONGEST_DAY = 3, 50  # lines, and characters of one, among which the day may be repeated
_FAR_MORE = 3  # times as many characters: a somewhat longer version is no reason to leave the one that is shown
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S{3,2000})\s*-->")


def read(source: Source) -> Iterator[Article | Skipped]:
    """The article of a saved page, cleaned as plain text is; nothing that the page names is fetched."""
    with source.open() as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        yield Skipped(source.label, None, f"more than {_MOST_BYTES:,} bytes in one page. Expected up to {_MOST_BYTES:,}")
        return
    yield from read_page(data, source.label)


def knows(opening: str) -> bool:
    """Whether a text that begins like this is a page.

    >>> knows("<!DOCTYPE html><html><head>"), knows("<b>Port shut</b>")
    (True, False)
    """
    return opening.lstrip("\ufeff \t\r\n")[:20].lower().startswith(("<!doctype html", "<html"))


def read_page(page: bytes | str, label: str, *, url: str | None = None) -> Iterator[Article | Skipped]:
    """The article of a page, or why there is none."""
    import trafilatura  # noqa: F401 - before its loggers are looked for

    with quiet("trafilatura", "htmldate"):
        found = list(_read(page, label, url))
    yield from found


def _read(page: bytes | str, label: str, url: str | None) -> Iterator[Article | Skipped]:
    import trafilatura
    from lxml.etree import LxmlError

    if not page.strip():
        yield Skipped(label, None, f"an empty file. {_EXPECTED}")
        return
    try:
        tree = trafilatura.load_html(page)
        facts = read_facts(tree) if tree is not None else None
        text = _story(tree, facts, len(page)) if facts is not None else ""
    except (LxmlError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        # what trafilatura fails on costs that page, not the run
        yield Skipped(label, None, f"a page that cannot be read ({type(error).__name__}: {str(error)[:80]}). {_EXPECTED}")
        return
    if facts is None or _is_shorter(text, _FEWEST_WORDS):
        yield Skipped(label, None, f"a page without a story. {_EXPECTED}")
        return
    # a heading may be that of a banner above an article: what the page calls itself counts, and no article has a day beside it
    called = [one.text for one in facts.wordings] or [heading.texts[0] for heading in facts.headings[:1] if heading.texts]
    if not facts.dates and (instead := stands_instead(called, text)):
        yield Skipped(label, None, f"a page that shows {instead!r} in place of an article. {_EXPECTED}")
        return
    address = facts.address or url or _saved_from(page)
    host = _host(address)
    title = headline(facts.wordings, [facts.outlet, host, *facts.names], facts.headings, facts.lines)
    lines = [line for line in map(in_one_line, text.split("\n")) if line]
    told = find_published(facts, tree, page, address=address, title=title, story=lines)
    published, warning = read_date(told)
    if warning:
        yield Skipped(label, None, dated_warning(warning, published))
    story = clean(_without_day(lines, published), title=title)
    if sum(map(len, story.paragraphs)) < _LEAST_KEPT * sum(map(len, lines)):
        # no page has so much boilerplate left: what looks like it is the story
        story = Cleaned(title, [line for line in lines if line != title], story.author)
    if not story.paragraphs:
        yield Skipped(label, None, f"a page without a story. {_EXPECTED}")
        return
    if asks_to_pay(text, free=facts.free):
        yield Skipped(label, None, "the page is for subscribers: its text may be cut off; article kept")
    if listed := stories_listed(tree, story.paragraphs):
        yield Skipped(label, None, f"looks like a list of {listed:,} articles; read as one. {_EXPECTED}")
    yield make_article(
        "\n\n".join([story.title, *story.paragraphs] if story.title else story.paragraphs),
        title=story.title,
        published=published,
        outlet=facts.outlet or (_site(address) if host else None),
        author=facts.author or story.author,
        url=address,
        language=_language(tree),
        loaded_from=label,
    )


def _without_day(lines: list[str], published: datetime | None) -> list[str]:
    """The lines of a page without one at the top that only repeats the day of publication."""
    for n, line in enumerate(lines[:_TOP] if published else ()):
        if len(line) <= _LONGEST_DAY and any(map(str.isdecimal, line)) and (day := read_date(line).when):
            return lines[:n] + lines[n + 1 :] if published and day.date() == published.date() else lines
    return lines


def _site(address: str | None) -> str | None:
    """The host of an address as an outlet's name, its port a part of it."""
    return re.sub(r"^www\d?\.", "", urlsplit(address).netloc.rpartition("@")[2]) if address else None


def _story(tree: Any, facts: Facts, size: int) -> str:
    """The story as trafilatura finds it; where that is short, what the page's data or its article hold, if far more.

    ``size`` is the length of the page with its markup.
    """
    if next(tree.iter("article", "main", "p"), None) is None and (cell := main_cell(tree)):
        return "\n".join(cell)  # a page of the time of layout tables
    text = _extracted(tree)
    data = _plain_text(facts.story) if facts.story else ""
    if "\n" not in text and "\n" in data and abs(len(data) - len(text)) <= len(text) / 10:
        return data  # the same, which trafilatura gives as one paragraph
    if "|" in text and any(line.startswith("|") for line in text.split("\n")) and without_layout_tables(tree):
        apart = _extracted(tree)
        text = apart if len(apart) >= len(text) / 2 else text
    if not _is_shorter(text, _SHORT):
        return whole_story(tree, text, data) if size > LONGER * len(text) else text
    others = [data, "\n".join(paragraphs_in_article(tree))]
    if _is_shorter(text, _NOTHING):  # a column called Comment may have been taken for readers' comments
        others += [_extracted(tree, comments=True), _extracted(tree, recall=True)]
    more = max(others, key=len)
    return more if len(more) > _FAR_MORE * len(text) else text


def _extracted(tree: Any, *, recall: bool = False, comments: bool = False) -> str:
    """The text of a page, from a copy of its tree; empty where there is none."""
    import trafilatura

    found = trafilatura.bare_extraction(tree, options=_options(recall, comments))
    return "" if found is None or isinstance(found, dict) else found.text or ""


@functools.cache
def _options(recall: bool, comments: bool) -> Any:
    """What trafilatura is asked for: the text alone; it reads its settings from a file, so once."""
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", comments=comments, recall=recall)


def _plain_text(story: str) -> str:
    """The story in a page's data, as lines, its markup gone where it has any."""
    story = html.unescape(story)
    if "<" in story and ">" in story:
        story = re.sub(r"<[^<>]{0,2000}>", " ", re.sub(r"(?i)<(?:/p|br ?/?|/div|/li|/h\d)>", "\n", story))
    return html.unescape(story).strip()


def _saved_from(page: bytes | str) -> str | None:
    """The address that a browser writes at the head of a page that it saves."""
    head = page[:2_000]
    if not isinstance(head, str):
        head = head.decode("utf-8", "ignore") if b"saved from" in head else ""
    match = _SAVED_FROM.search(head)
    return match[1] if match else None


def _is_shorter(text: str, words: int) -> bool:
    """Whether a text has fewer words than so many; a long one is not split to know it."""
    return len(text) < 20 * words and len(text.split()) < words


def _host(address: str | None) -> str | None:
    """The host of an address on the web; None for an invalid one such as https://[quay."""
    try:
        return urlsplit(address).hostname if address and address.startswith("http") else None
    except ValueError:
        return None


def _language(tree: Any) -> str | None:
    told = (tree.get("lang") or "").strip().lower()
    return told if re.fullmatch(r"[a-z]{2,3}(?:[-_]\w{2,8})*", told) else None
