"""MHTML (.mhtml, .mht): a page as browsers save it in one file, an e-mail whose first part in HTML is the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analytics.loaders.decoding import NotText
from analytics.loaders.formats.mail import message_of
from analytics.loaders.formats.xml import read_whole
from analytics.loaders.html.page import read_page
from analytics.loaders.inputs import Source
from analytics.tables import Article, Skipped

_MOST_BYTES = 100_000_000  # with the pictures of the page
_EXPECTED = "Expected a page that a browser saved, with an article on it"
_ADDRESS = re.compile(rb"(?im)^(?:snapshot-)?content-location:\s*(https?://\S{3,2000})")
_HEAD = 20_000


def read(source: Source) -> Iterator[Article | Skipped]:
    """The article of the page; the day on which it was saved is no day of publication."""
    try:
        data = read_whole(source, _MOST_BYTES)
        page = _page(data)
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    if not page.strip():
        yield Skipped(source.label, None, f"no page in the file. {_EXPECTED}")
        return
    address = _ADDRESS.search(data[:_HEAD])
    yield from read_page(page, source.label, url=address[1].decode("utf-8", "replace") if address else None)


def _page(data: bytes) -> bytes:
    """The first part in HTML, in bytes: browsers leave its characters to the page to name. Raises NotText."""
    try:
        for part in message_of(data).walk():
            if part.get_content_type() == "text/html":
                found = part.get_payload(decode=True)
                return found if isinstance(found, bytes) else b""
    except NotText:
        raise
    except Exception as error:  # the standard library has no list of what odd files raise in it
        raise NotText(f"a broken web archive ({type(error).__name__}: {' '.join(str(error).split())[:80]}). {_EXPECTED}") from error
    return b""
