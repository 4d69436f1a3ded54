"""The Actors page: edit an actor, see what that would change, and every page follows, in other sessions too."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.actors.edits import Edit
from analytics.library import Library
from analytics.queries.export import write_csv
from analytics.queries.rows import export_rows
from analytics.tasks import edit_actors
from tests import press
from tests.pages.opened import PAGES, UNDER_FILTERS, charts, figures, headline, opened, texts

ARTICLE = "Article id, from the address of the article page"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return press.made(tmp_path).path


def box(at: AppTest, label: str) -> object:
    return next(one for one in (*at.selectbox, *at.text_input, *at.multiselect) if one.label == label)


def choose(at: AppTest, actor: str) -> AppTest:
    """The card of an actor: whoever was chosen before."""
    at.session_state["qb-actor"] = (actor, "person")
    return at.run()


EDITS = (
        ("rename", {"New name": "Ada Lund"}, "1 quote and 4 mentions will be shown under the name Ada Lund.",
         "2 actors: 2 people."),
        ("merge", {"Merge into": "Bram Ode"}, "1 quote and 4 mentions move to Bram Ode.", "1 actor: 1 person."),
        ("hide", {}, "4 mentions will no longer count, and 1 quote will have no named speaker.", "1 actor: 1 person."),
        ("type", {"New type": "country"}, "1 quote and 4 mentions will count as of a country.",
         "2 actors: 1 country and 1 person."),
        ("alias", {"Name, as articles write it": "Bram Ode"}, "4 quotes and 5 mentions move to Ada Quill.", "1 actor: 1 person."),
        ("split", {"Part": "written", "Spelling": "Quill", "That part is": "Bram Ode"},
         "1 quote and 3 mentions move to Bram Ode.", "2 actors: 2 people."),
        ("split", {"Part": "outlet", "Outlet": "The Quay", "That part is": "no actor"},
         "3 mentions will no longer count, and 1 quote will have no named speaker.", "2 actors: 2 people."),
        ("split", {"Part": "article", ARTICLE: "b1", "That part is": "Bram Ode"},
         "0 quotes and 1 mention move to Bram Ode.", "2 actors: 2 people."),
)  # fmt: skip
"""Edits of Ada Quill: their fields, what the page says that they would change, and the headline afterwards."""


def test_actors_page_saves_each_edit_and_undoes_it(monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    at = opened(monkeypatch, own, "actors")
    plain = headline(at)
    for number, (what, fields, words, heading) in enumerate(EDITS):
        edit = f"Edit {2 * number + 1} is"  # to undo one is a line of the list, too
        at.session_state["qb-actor"] = ("Ada Quill", "person")
        at = box(at.run(), "Edit").set_value(what).run()
        for label, value in fields.items():
            box(at, label).set_value(value)
            if label == "Part":
                at.run()  # which shows the fields of this part
        at = at.run()
        assert words in texts(at), what
        at = at.button(key="edit-make").click().run()
        assert not at.exception
        assert f"{edit} saved. " in texts(at)
        assert headline(at).startswith(heading), what
        at = at.button(key="undo-last").click().run()
        assert not at.exception
        assert f"{edit} undone." in texts(at)
        assert headline(at) == plain
    at = at.button(key="redo-last").click().run()
    assert headline(at).startswith(heading)
    assert "is redone." in texts(at)


def test_actors_page_edit_is_followed_by_every_page_and_session(monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    at, other = opened(monkeypatch, own, "actors"), opened(monkeypatch, own)
    assert figures(other)["Speakers"] == "2"
    at = box(choose(at, "Ada Quill"), "Edit").set_value("merge").run()
    at = box(at, "Merge into").set_value("Bram Ode").run()
    at.button(key="edit-make").click().run()
    for page, label in (("overview", "Speakers"), ("mentions", "Actors")):
        other.switch_page(PAGES[page]).run()
        assert not other.exception
        assert figures(other)[label] == "1"
    other.switch_page(PAGES["quotes"]).run()
    assert set(other.dataframe[0].value["actor_name"]) == {"Bram Ode"}
    other.switch_page(PAGES["article"]).run()
    assert "Bram Ode</a>" in texts(other) and "Ada Quill</a>" not in texts(other)
    assert b"ada-quill" not in write_csv(export_rows(Library(own), "quotes"))


def test_actors_page_edit_of_whom_a_session_filters_breaks_no_page(monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    sessions = [opened(monkeypatch, own, page, actor="Ada Quill") for page in UNDER_FILTERS]
    for edit in (
        Edit(0, "", "hand", "rename", "Ada Quill", "person", to="Ada Lund"),
        Edit(0, "", "hand", "hide", "Ada Lund", "person"),
        Edit(0, "", "hand", "hide", "Bram Ode", "person"),
    ):
        edit_actors.make(Library(own), [edit])
        for session in sessions:
            assert not session.run().exception


def test_actors_page_where_everybody_is_hidden_still_offers_the_way_back(monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    for name in ("Ada Quill", "Bram Ode"):
        edit_actors.make(Library(own), [Edit(0, "", "hand", "hide", name, "person")])
    at = opened(monkeypatch, own, "actors")
    assert "No actors match these filters" in texts(at)
    at = at.button(key="undo-last").click().run()
    assert headline(at) == "1 actor: 1 person."


def test_actors_page_finds_by_form_and_draws_both_bars(monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    at = opened(monkeypatch, own, "actors")
    assert [bar["x"] for bar in charts(at)[0]["data"]] == [[4, 1], [5, 4]]
    at = box(at, "Find an actor").set_value("QUILL").run()
    assert at.dataframe[0].value["name"].tolist() == ["Ada Quill"]
    at = box(at, "Find an actor").set_value("zz").run()
    assert "No actor has this name" in texts(at)


def test_actors_page_imports_edits_and_says_what_is_wrong(monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    at = opened(monkeypatch, own, "actors")
    header = "what,actor,type,names,written,outlet,article,to,to_type\n"
    for rows, said in (
        ("hide,Ada Quill,person,,,,,,\n", "1 edit imported from e.csv."),
        ("praise,,,,,,,,\n", "No edit was imported. e.csv, row 2, "),
    ):
        at.file_uploader[0].upload("e.csv", (header + rows).encode()).run()
        at = at.button(key="edits-import").click().run()
        assert not at.exception
        assert said in texts(at)
    assert headline(at) == "1 actor: 1 person."


@pytest.mark.parametrize(("file", "held"), [("edits.jsonl", "{"), ("aliases.csv", "name\n")])
def test_actors_page_says_where_a_file_of_the_users_is_wrong(
    monkeypatch: pytest.MonkeyPatch, own: Path, file: str, held: str
) -> None:
    (own / file).write_text(held, encoding="utf-8")
    at = opened(monkeypatch, own, "actors")
    assert "cannot be read" in texts(at) and f"{file}, row 1: " in texts(at)
    assert figures(opened(monkeypatch, own))["Speakers"] == "2"


def test_actors_page_policy_says_what_it_would_change(monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    at = opened(monkeypatch, own, "actors")
    at = box(at, "Words").set_value("Moscow").run()
    assert "Nothing would change: no country" in texts(at)
    at = at.button(key="policy-make").click().run()
    assert "Edit 1 is saved. Nothing would change: " in texts(at)
    policies = next(one.value for one in at.dataframe if "policy" in one.value.columns)
    assert policies.set_index("word")["policy"][["Moscow", "Paris"]].tolist() == ["place", "government"]
