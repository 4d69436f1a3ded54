"""The library switcher: libraries by name, one per window, and the open one named on every page."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests import press
from tests.pages.opened import APP, PAGES, figures, headline, opened, texts


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Two libraries in one folder, the second without the articles of the first; and a folder that is no library."""
    first = press.made(tmp_path).path
    shutil.copytree(first, tmp_path / "<b>Second")
    (tmp_path / "pile").mkdir()
    return first


def switch(at: AppTest, name: str) -> AppTest:
    at.session_state["qb-libraries"] = True
    at.run()
    at.selectbox(key="qb-switch").set_value(name).run()
    assert not at.exception
    return at


def test_library_is_named_and_others_are_offered(monkeypatch: pytest.MonkeyPatch, two: Path, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "none"))
    at = opened(monkeypatch, two)
    assert "<b>Quoteboard</b> · library</p>" in texts(at)
    at.session_state["qb-libraries"] = True
    at.run()
    assert at.selectbox(key="qb-switch").options == ["<b>Second", "library", "Invented sample"]


def test_library_is_switched_in_one_window_and_filters_are_cleared(monkeypatch: pytest.MonkeyPatch, two: Path) -> None:
    at = opened(monkeypatch, two, actor="Ada Quill")
    assert figures(at)["Quotes"] == "1"
    other = AppTest.from_file(APP, default_timeout=600).run()
    at = switch(at, "<b>Second")
    assert "&lt;b&gt;Second</p>" in texts(at) and "<b>Second" not in texts(at)
    assert figures(at)["Quotes"] == "3"  # the default view, as all filters are cleared
    other.run()
    assert " · library</p>" in texts(other)
    at = switch(at, "Invented sample")
    assert "Everything shown here is invented" in texts(at)
    at.switch_page(PAGES["method"]).run()
    assert headline(at) and "Invented sample</p>" in texts(at)
