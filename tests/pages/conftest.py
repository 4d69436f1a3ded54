"""Libraries for the pages: three known articles, one full of markup, one empty."""

import functools
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from analytics.library import Library
from analytics.tables import Article, Mention, Quote, Sentence, Tables, frame
from tests import press

NASTY = "<script>alert(1)</script> $x^2$ `code` **bold** [link](http://example.invalid) ![i](http://example.invalid/i.png) =1+1"
NASTY_OUTLET = "<img src=x onerror=alert(2)> & Söhne"
NASTY_NAME = "<b>Mara</b> $Ode$ :red[x] <a href='http://example.invalid'>y</a>"


@pytest.fixture(scope="session", autouse=True)
def scanned_once() -> Iterator[None]:
    """Look for components of Streamlit among installed packages once: AppTest does it for each page, for a tenth of a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", functools.cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three articles whose every row is known."""
    return press.made(tmp_path_factory.mktemp("small")).path


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library without an article."""
    return Library(tmp_path_factory.mktemp("empty") / "library", create=True).path


@pytest.fixture(scope="session")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article whose title, outlet, names and text are full of markup and formulas."""
    text = f"{NASTY_NAME} said: “{NASTY}”."
    start = text.index("“")
    end = text.index("”") + 1
    when = datetime(2026, 3, 2, tzinfo=UTC)
    address = "javascript:alert(3)"
    article = Article("=<i>", NASTY, text, when, NASTY_OUTLET, "<u>w</u>", address, "en", 9, None, None, None, "x", None)
    library = Library(tmp_path_factory.mktemp("nasty") / "library", create=True)
    library.add(
        Tables(
            frame("articles", [article]),
            frame("sentences", [Sentence("=<i>", 0, 0, len(text), 0.5)]),
            frame("quotes", [
                Quote("=<i>", 0, "direct", [[start, end]], text[start:end], 0, len(NASTY_NAME), NASTY_NAME, NASTY_NAME, "person",
                      len(NASTY_NAME) + 1, len(NASTY_NAME) + 5, "said", "neutral", 0.9, "<rule>", "<why>", 0.5, 9)]),
            frame("mentions", [Mention("=<i>", 0, 0, len(NASTY_NAME), NASTY_NAME, NASTY_NAME, "person", None, None)]),
        )
    )  # fmt: skip
    library.relink()
    return library.path
