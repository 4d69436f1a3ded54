"""The page about one actor: its numbers are the library's, and every part says why it is empty."""

import html
from pathlib import Path

import pytest

from analytics.library import Library
from analytics.queries import counts, one_actor
from analytics.queries.filters import Filters
from tests.pages.conftest import NASTY_NAME
from tests.pages.opened import charts, figures, headline, opened, texts


def test_actor_page_counts_what_the_library_counts(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    at = opened(monkeypatch, small, "actor", actor="Ada Quill")
    library = Library(small)
    own = counts.speakers(library, Filters()).set_index("actor").loc["ada-quill"]
    assert headline(at) == (
        "Ada Quill speaks 27% of all quoted words, in 1 quote, and is named in 3 of 3 articles. The Quay quotes Ada Quill most."
    )
    assert figures(at) == {
        "Quotes": "1",
        "Share of voice": "27%",
        "Mentions": str(counts.named(library, Filters()).set_index("actor").loc["ada-quill"]["mentions"]),
        "Tone of own quotes": "-0.50",
        "Tone of quotes by others": "-0.50",
    }
    assert own["share_words"] == pytest.approx(3 / 11)
    voice, course, outlets, tone, named, *_ = charts(at)
    assert [v for line in voice["data"] for v in line["y"]] == [1.0, 0.0]
    assert outlets["data"][0]["x"] == one_actor.quoted_by_outlet(library, Filters(), "ada-quill")["share"].tolist()
    assert named["data"][0]["x"] == [3]
    assert len(course["data"][0]["y"]) == 2 and len(tone["data"][0]["x"]) == 2
    assert [table.value["text"].tolist() for table in at.dataframe if "cue" in table.value.columns] == [
        ["“We sail, Bram,”"],
        ["that Quill cheated", "that Quill cheated"],
    ]


def test_actor_page_under_other_filters_and_with_a_selected_quote(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    at = opened(monkeypatch, small, "actor", actor="Bram Ode", outlet="The Lamp", quote="0:b1")
    assert headline(at).startswith("Bram Ode speaks 100% of all quoted words, in 2 quotes, and is named in 1 of 1 article.")
    assert "<dt>Reporting verb</dt><dd>claimed</dd>" in texts(at)
    assert "<dt>Reporting verb</dt>" not in texts(opened(monkeypatch, small, "actor", actor="Bram Ode", quote="9:b1"))


def test_actor_page_without_one_actor_offers_a_choice(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    at = opened(monkeypatch, small, "actor")
    assert headline(at) == "Choose one actor in the filter above to see a page about that actor."
    at.button(key="choose-ada-quill").click().run()
    assert not at.exception
    assert headline(at).startswith("Ada Quill speaks 27%")


def test_actor_page_shows_markup_as_text(monkeypatch: pytest.MonkeyPatch, nasty: Path) -> None:
    at = opened(monkeypatch, nasty, "actor")
    [button] = [one for one in at.button if one.key and one.key.startswith("choose-")]
    assert "\\<b\\>Mara" in button.label and "\\$Ode\\$" in button.label
    button.click().run()
    assert not at.exception
    assert html.escape(NASTY_NAME, quote=True) in texts(at)
    assert "<b>Mara" not in texts(at)
