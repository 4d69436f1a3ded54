"""Mentions: each measure is what the library counts, over time, by actor and by outlet; together in an article or a sentence."""

from pathlib import Path

import pytest

from analytics.library import Library
from analytics.queries import counts
from analytics.queries.filters import Filters
from tests.pages.opened import charts, opened, texts


@pytest.mark.parametrize(
    ("asked", "column"), [("per 1,000 words", "per_1000"), ("share of articles", "share_articles"), ("counts", "mentions")]
)
def test_mentions_page_draws_the_measure_that_is_asked(
    monkeypatch: pytest.MonkeyPatch, small: Path, asked: str, column: str
) -> None:
    library = Library(small)
    course, naming, by_outlet, *_ = charts(opened(monkeypatch, small, "mentions", measure=asked))
    named = counts.named(library, Filters())
    over = counts.named_over_time(library, Filters(), named["actor"].tolist(), "day")
    outlets = counts.named_by_outlet(library, Filters(), ["bram-ode"])
    drawn = [v for line in course["data"] for v in line["y"]]
    assert drawn == [v for actor in named["actor"] for v in over[over["actor"] == actor][column]]
    assert naming["data"][0]["x"] == named[column].tolist()
    assert sorted(by_outlet["data"][0]["x"]) == sorted(outlets[column].tolist())


@pytest.mark.parametrize(("within", "number"), [("article", 3), ("sentence", 3)])
def test_mentions_page_draws_pairs_as_matrix_and_network(
    monkeypatch: pytest.MonkeyPatch, small: Path, within: str, number: int
) -> None:
    at = opened(monkeypatch, small, "mentions", within=within)
    *_, matrix, network = charts(at)
    assert matrix["data"][0]["z"] == [[None, number], [number, None]]
    assert len(matrix["data"][1]["x"]) == 2
    assert len(network["layout"]["shapes"]) == 1
    assert f"{within.capitalize()}s that name both" in texts(at)


def test_mentions_page_takes_no_unknown_measure(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    at = opened(monkeypatch, small, "mentions", measure="<b>", within="book")
    assert "Mentions per 1,000 words per day." in texts(at)


def test_mentions_page_cell_of_two_asks_for_the_articles_that_name_both(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    asked = {"actor": ["Ada Quill", "Bram Ode"], "role": "is named", "several": "all in one article"}
    at = opened(monkeypatch, small, "mentions", **asked)
    assert "naming Ada Quill or Bram Ode; in articles that have all of them" in texts(at)
    told = Filters(actors=("ada-quill", "bram-ode"), role="mentioned", together=True)
    assert f"named {counts.totals(Library(small), told).mentions} times" in texts(at)


def test_mentions_page_evidence_marks_the_words_that_are_looked_for(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    found = texts(opened(monkeypatch, small, "mentions", words="cheated"))
    assert "Search matches: highlighted." in found
    assert '<span class="qb-found" title="matches the search">cheated</span>' in found
