"""Nothing of an article is read as markup: not in HTML, not in charts, not by the elements that know Markdown."""

import html
import re
from pathlib import Path
from typing import Any

import pytest

from dashboard.components import layout
from tests.pages.conftest import NASTY, NASTY_NAME, NASTY_OUTLET
from tests.pages.opened import UNDER_FILTERS, charts, opened, texts

ESCAPED = [html.escape(text, quote=True) for text in (NASTY, NASTY_NAME, NASTY_OUTLET)]


@pytest.mark.parametrize("page", UNDER_FILTERS)
def test_markup_of_articles_stays_text(monkeypatch: pytest.MonkeyPatch, nasty: Path, page: str) -> None:
    at = opened(monkeypatch, nasty, page)
    found = texts(at)
    for raw in ("<script", "<img", "<b>Mara", "<a href='http", "<u>", "<rule>"):
        assert raw not in found, raw
    assert page == "sources" or any(text in found for text in ESCAPED)  # Sources names outlets, in charts only
    for words in _strings([chart["data"] for chart in charts(at)] + [chart["layout"] for chart in charts(at)]):
        for raw in ("<script", "<img", "<b>Mara", "<a "):
            assert raw not in words, words


@pytest.mark.parametrize("page", UNDER_FILTERS)
def test_markup_of_articles_reaches_no_markdown(monkeypatch: pytest.MonkeyPatch, nasty: Path, page: str) -> None:
    at = opened(monkeypatch, nasty, page)
    read_as_markdown = [
        e.value for e in (*at.markdown, *at.caption, *at.title, *at.header, *at.subheader, *at.info, *at.warning, *at.error)
    ]
    read_as_markdown += [b.label for b in at.button] + [link.proto.label for link in at.get("page_link")]
    assert not [text for text in read_as_markdown if "Mara" in text or "alert" in text or "Söhne" in text]


def test_markup_of_an_article_is_read_letter_for_letter(monkeypatch: pytest.MonkeyPatch, nasty: Path) -> None:
    found = texts(opened(monkeypatch, nasty, "article", article="=<i>"))
    assert html.escape(NASTY) in found
    assert "javascript:alert(3)" in found
    assert set(re.findall(r"href=.", found.replace("&lt;a href", ""))) <= {'href="'}
    assert all(address.startswith("actor?") for address in re.findall(r'href="(.*?)"', found))


def test_markup_style_has_no_sign_that_begins_a_tag() -> None:
    """Streamlit drops a style sheet in which one could begin, all of it."""
    assert "<" not in Path(layout.__file__).with_name("style.css").read_text(encoding="utf-8")


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [s for v in value.values() for s in _strings(v)]
    return [s for v in value for s in _strings(v)] if isinstance(value, list) else []
