"""Saved views and lists in the filter bar and on the Compare page."""

import html
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.library import Library
from analytics.tasks import saved
from analytics.tasks.saved import Saved
from tests import press
from tests.pages.opened import figures, headline, opened, texts


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return press.made(tmp_path).path


def menu(at: AppTest) -> AppTest:
    at.session_state["qb-saved"] = True
    return at.run()


def test_saved_view_is_kept_opened_and_undone(monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    at = menu(opened(monkeypatch, own, "quotes", actor="Ada Quill", role="speaks"))
    assert "No saved views yet." in texts(at)
    at.text_input(key="qb-saved-name").set_value("<b>Ada & co").run()
    at.button(key="qb-save-view").click().run()
    assert not at.exception
    assert saved.read(Library(own)) == [Saved("view", "<b>Ada & co", "quotes?actor=Ada+Quill&role=speaks&strength=all+quotes")]
    address = "quotes?actor=Ada+Quill&amp;role=speaks&amp;strength=all+quotes"
    assert f'href="{address}" target="_self">{html.escape("<b>Ada & co")}</a>' in texts(at)
    at.button(key="qb-saved-undo").click().run()
    assert saved.read(Library(own)) == []
    assert "is undone." in texts(at)


def test_saved_list_filters_and_is_compared(monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    at = menu(opened(monkeypatch, own, actor=["Ada Quill", "Bram Ode"]))
    at.text_input(key="qb-saved-name").set_value("Both").run()
    at.button(key="qb-save-list").click().run()
    assert not at.exception
    saved.save(Library(own), Saved("list", "Ada", "", (("Ada Quill", "person"),)))
    assert figures(opened(monkeypatch, own, actor="List: Both"))["Speakers"] == "2"
    assert figures(opened(monkeypatch, own, actor="List: Ada"))["Speakers"] == "1"
    at = opened(monkeypatch, own, "compare", compare="lists", **{"side-lists": ["Both", "Ada"]})
    assert headline(at).startswith("Share of voice: Both 100%, Ada 27%.")


def test_saved_views_are_compared(monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    for name, address in (
        ("Quay", "?outlet=The+Quay&strength=all+quotes"),
        ("Lamp", "quotes?outlet=The+Lamp&strength=all+quotes&nonsense=1"),
    ):
        saved.save(Library(own), Saved("view", name, address))
    at = opened(monkeypatch, own, "compare", compare="views", **{"side-views": ["Quay", "Lamp"]})
    assert headline(at).startswith("Quotes per article: Lamp 2.0, Quay 1.5.")
    saved.save(Library(own), Saved("view", "Gone", "?outlet=The+Pier"))
    at = opened(monkeypatch, own, "compare", compare="views", **{"side-views": ["Quay", "Gone"]})
    assert "“Gone” asks for something this library does not have: no outlet called “The Pier”. Ignored." in texts(at)


def test_saved_file_that_is_damaged_is_named_and_breaks_no_page(monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    (own / saved.FILE).write_text("{\n", encoding="utf-8")
    at = menu(opened(monkeypatch, own))
    assert "Saved views cannot be read: saved.jsonl, line 1: " in texts(at)
    assert figures(at)["Articles"] == "3"
