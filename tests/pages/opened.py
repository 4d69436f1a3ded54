"""Pages opened on a library, as a reader would: by the address, filters in it."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.first_page import script

APP = Path(__file__).parents[2] / "app.py"
PAGES = {
    "overview": "dashboard/pages/overview.py",
    "quotes": "dashboard/pages/quotes.py",
    "mentions": "dashboard/pages/mentions.py",
    "tone": "dashboard/pages/tone.py",
    "article": "dashboard/pages/article.py",
    "actors": "dashboard/pages/actors.py",
    "actor": "dashboard/pages/actor.py",
    "compare": "dashboard/pages/compare.py",
    "sources": "dashboard/pages/sources.py",
    "import": "dashboard/pages/import_articles.py",
    "method": "dashboard/pages/method.py",
}
UNDER_FILTERS = [
    "overview",
    "quotes",
    "mentions",
    "tone",
    "sources",
    "article",
    "actors",
]  # and actor, which asks for one actor first
_held: list[Path | None] = []  # the library that the caches are of


def opened(monkeypatch: pytest.MonkeyPatch, library: Path | None, page: str = "overview", **query: str | list[str]) -> AppTest:
    """A page after its first run, with all quotes unless the query has another strength; anything that it raised fails here."""
    query.setdefault("strength", "all quotes")
    monkeypatch.setattr(sys, "argv", ["app.py", *(["--library", str(library)] if library else [])])
    if page == "import" or _held != [library]:  # caches are of one library; an import changes which one is open
        st.cache_resource.clear()
        _held[:] = [] if page == "import" else [library]
    at = AppTest.from_file(APP, default_timeout=600)
    if page == "import":
        at.run()  # AppTest finds a page whose file has another name than its address only after a run
    if page != "overview":
        at.switch_page(PAGES[page])
    for key, value in query.items():
        at.query_params[key] = value
    at.run()
    assert [e.message for e in at.exception] == []
    return at


def texts(at: AppTest) -> str:
    """All HTML of a page, without the style sheet and the one script that is our own."""
    blocks = [block.proto for block in at.get("html") if not block.proto.body.startswith("<style>")]
    assert {block.body for block in blocks if block.unsafe_allow_javascript} <= {script()}
    return "\n".join(block.body for block in blocks if not block.unsafe_allow_javascript)


def headline(at: AppTest) -> str:
    """The sentence on top."""
    found = texts(at).split('class="qb-headline', 1)[1]
    return re.sub(r"</?a\b[^>]*>", "", found.split(">", 1)[1].split("</h1>", 1)[0])  # names are links


def figures(at: AppTest) -> dict[str, str]:
    """The row of figures: label to number."""
    found = re.findall(r'class="qb-label"[^>]*>(.*?)</summary>.*?class="qb-value">(.*?)</div>', texts(at), re.S)
    return dict(found)


def charts(at: AppTest) -> list[dict[str, Any]]:
    """The figures of a page, as the browser gets them."""
    return [json.loads(chart.proto.spec) for chart in at.get("plotly_chart")]
