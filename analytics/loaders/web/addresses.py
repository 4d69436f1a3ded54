"""Addresses on the web: one article per page, the entries of a feed, all lines of a file of addresses; only what the user named.

A feed whose entries are summaries leads to the pages behind them. What a page or a feed file on the disk names is not fetched.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

from analytics.loaders.formats.feeds import read_feed
from analytics.loaders.html.page import read_page
from analytics.loaders.inputs import Source
from analytics.loaders.options import Options
from analytics.loaders.web.fetching import Fetched, Fetcher
from analytics.loaders.web.hosts import NotFetched
from analytics.tables import Article, Skipped

_ADDRESS = re.compile(r"(?i)[a-z][a-z0-9+.\-]{1,20}://\S+")
_LIST_SUFFIXES = {".txt", ".text", ".urls", ".list", ""}
_SEEN = 4_096
_MOST_BYTES = 20_000_000  # of a file of addresses
_OPENS = re.compile(rb"(?i)<(rss|feed|rdf:RDF|html|head|body)\b")
_MARKUP = re.compile(rb"(?i)<(?:!doctype\s+html|html|head|body|article)\b")

Known = None
"""An address that was fetched before: neither an article nor a warning."""


def is_address(given: Any) -> bool:
    """Whether an input is an address and no path; which kinds are fetched is checked later.

    >>> is_address("https://quay.example/port"), is_address("file:///etc/hosts"), is_address("news/*.txt")
    (True, True, False)
    """
    return isinstance(given, str) and _ADDRESS.match(given.strip()) is not None


def addresses_in(source: Source) -> list[str] | None:
    """Return the addresses of a file with one address per line, apart from blank lines and comments (#); None for other files."""
    if source.suffix not in _LIST_SUFFIXES:
        return None
    try:
        start = source.read(_SEEN).removeprefix(codecs.BOM_UTF8)
        if b"://" not in start:
            return None
        first = next((line for line in start.decode("utf-8", "replace").splitlines() if _is_told(line)), "")
        if not _ADDRESS.fullmatch(first.strip()) and len(first) < 4_000:
            return None
        text = source.read(_SEEN + _MOST_BYTES).removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None  # its reader says what is wrong
    lines = [line.strip() for line in text.splitlines() if _is_told(line)]
    return lines if lines and all(_ADDRESS.fullmatch(line) for line in lines) else None


def read(address: str, fetcher: Fetcher, options: Options, *, feeds: bool = True) -> Iterator[Article | Skipped | None]:
    """Fetch what an address gives: articles and warnings; None for one that was fetched before, and is not fetched again.

    The entries of a feed are asked for by the same rules; a feed that leads to another feed (``feeds`` is False) is not followed.
    """
    address = address.strip()
    if address in options.fetched:
        yield Known
        return
    try:
        fetched = fetcher.fetch(address)
    except NotFetched as error:
        yield Skipped(address, None, str(error))
        return
    if feeds and _is_feed(fetched):
        yield from read_feed(fetched.data, address, lambda link: read(link, fetcher, options, feeds=False))
    elif _is_page(fetched) and not _is_feed(fetched):
        yield from read_page(_text_of(fetched), address, url=fetched.address)
    else:
        yield Skipped(address, None, f"{fetched.kind[:60]}: neither a page nor a feed. Expected HTML, RSS, Atom; save other files")


def _is_told(line: str) -> bool:
    return bool(line.strip("\ufeff \t")) and not line.lstrip("\ufeff \t").startswith("#")


def _is_feed(fetched: Fetched) -> bool:
    opens = _OPENS.search(fetched.data[:4_096])
    return opens is not None and opens[1].lower() in {b"rss", b"feed", b"rdf:rdf"}


def _is_page(fetched: Fetched) -> bool:
    return fetched.kind in ("text/html", "application/xhtml+xml") or _MARKUP.search(fetched.data[:4_096]) is not None


def _text_of(fetched: Fetched) -> bytes | str:
    """A page as text where its host gives the encoding, which counts more than what the page says; else its bytes."""
    try:
        if fetched.charset and codecs.lookup(fetched.charset).name != "utf-8":
            return re.sub(r"^\s*<\?xml[^>]*>", "", fetched.data.decode(fetched.charset, "replace"))
    except (LookupError, ValueError):
        pass
    return fetched.data
