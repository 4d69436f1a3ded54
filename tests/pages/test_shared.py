"""What windows share is bounded, of the library as it is now, and of no other library; closed menus draw only what is set."""

import copy
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from analytics.library import Library
from analytics.library.facts import JOURNAL
from dashboard.charts.drawn import Drawn
from dashboard.components.tables import Listed, of_actors
from dashboard.state import library as opened_library
from dashboard.state.answers import Answers
from tests import press
from tests.pages.opened import PAGES, figures, opened, texts

HELD = "qb-time"  # the menu that is open


def test_shared_answers_are_dropped_by_their_size_and_their_number() -> None:
    made: list[object] = []

    def table(number: int) -> Listed:
        made.append(number)
        return of_actors(pd.DataFrame({"actor": ["a"] * 20}), {})  # 20 cells as rows, 40 as the browser gets them, and 1

    def text(letter: str) -> str:
        made.append(letter)
        return letter * 3_000  # 60 cells

    small, few = Answers(most_cells=150), Answers(most_answers=2)
    for answers in (small, few):
        made.clear()
        for number in (1, 2, 3, 3, 2, 1):
            answers.get(number, partial(table, number))
        assert made == [1, 2, 3, 1]
    texts_held = Answers(most_cells=100)
    for letter in "aba":
        texts_held.get(letter, partial(text, letter))
    assert made[-3:] == ["a", "b", "a"]


def test_shared_answers_forget_a_question_that_failed() -> None:
    answers = Answers(most_answers=1)
    with pytest.raises(ZeroDivisionError):
        answers.get("a", lambda: 1 // 0)
    assert answers.get("a", lambda: 5) == 5


def test_shared_state_is_looked_at_once_for_a_page_and_again_where_the_page_changes_it(tmp_path: Path) -> None:
    library = Library(tmp_path / "library", create=True)

    def change(name: str) -> object:
        (library.path / JOURNAL.file).write_text(name)
        return opened_library.state_of(library)

    before = opened_library.state_of(library)
    assert change("1") != before
    with opened_library.one_look():
        during = opened_library.state_of(library)
        assert change("12") == during
        opened_library.look_again()
        assert opened_library.state_of(library) != during
    assert opened_library.state_of(library) != during


def test_shared_pages_follow_what_another_process_does_to_the_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = press.made(tmp_path).path
    at, other = opened(monkeypatch, path), opened(monkeypatch, path, "article", article="a1")
    assert figures(at)["Articles"] == "3"
    assert "No article in this library" not in texts(other)
    with Library(path) as same:
        same.remove(["a1"])
        same.regroup()
        same.relink()
    assert figures(at.run())["Articles"] == "2"
    assert "No article in this library" in texts(other.run())


@pytest.mark.parametrize(("query", "drawn"), [({}, set()), ({"mean": "3 periods"}, {"per", "mean"})])
def test_shared_menu_of_time_draws_what_is_set(
    monkeypatch: pytest.MonkeyPatch, small: Path, query: dict[str, str], drawn: set[str]
) -> None:
    at = opened(monkeypatch, small, **query)
    assert {one.key for one in at.selectbox} & {"per", "mean"} == drawn


def test_shared_menu_keeps_what_was_chosen_in_it_when_it_closes(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    at = opened(monkeypatch, small)
    at.session_state[HELD] = True
    at.run()
    at.selectbox(key="mean").set_value("3 periods").run()
    at.session_state[HELD] = False
    at.run()
    assert at.selectbox(key="mean").value == "3 periods"
    at.switch_page(PAGES["quotes"]).run()
    assert at.selectbox(key="mean").value == "3 periods"


def test_shared_figures_can_be_copied() -> None:
    figure = Drawn({"data": [{"type": "bar"}], "layout": {"height": 20}})
    again = copy.deepcopy(figure)
    assert again.to_dict() == figure.to_dict() and again is not figure
