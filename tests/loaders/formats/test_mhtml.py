"""Pages that browsers save in one file."""

from pathlib import Path

import pytest

from tests.loaders.pages import STORY, TITLE, mhtml, page
from tests.loaders.reading import read, reasons, shown

HEAD = "<meta property='og:site_name' content='The Quay'><meta property='article:published_time' content='2026-03-03T09:30:00Z'>"


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.mhtml.gz"])
def test_mhtml_is_the_page_in_it(tmp_path: Path, name: str) -> None:
    import gzip

    data = mhtml(page(HEAD))
    loaded = read(tmp_path, name, gzip.compress(data) if name.endswith(".gz") else data)
    assert shown(loaded, "title", "published", "outlet", "author", "url", "paragraphs") == [
        [TITLE, "2026-03-03 09:30", "The Quay", "Ada Quill", "https://quay.example/port", STORY]
    ]
    assert list(loaded.formats.values()) == ["web archive"]


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"", "an empty file"),
        (b"From: <Saved by Blink>\r\nSubject: x\r\nContent-Type: text/plain\r\n\r\nIt shut.", "no page in the file"),
        (mhtml("<p>Short.</p>"), "a page without a story"),
    ],
)
def test_mhtml_without_a_story_says_so(tmp_path: Path, data: bytes, reason: str) -> None:
    assert [found.startswith(reason) for found in reasons(read(tmp_path, "a.mhtml", data))] == [True]
