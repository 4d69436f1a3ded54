"""Articles without a date or an outlet: headlines and charts over time say what they leave out."""

from pathlib import Path

import pytest

from analytics.library import Library
from analytics.tables import Tables
from tests import press
from tests.pages.opened import charts, headline, opened, texts


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three known articles, of which only that of Bram Ode is dated, and the one of Ada Quill has no outlet."""
    found = press.rows()
    articles = found.articles.copy()
    own = articles["article_id"] == "a1"
    articles.loc[own, "published"] = None
    articles.loc[own, "outlet"] = None
    library = Library(tmp_path_factory.mktemp("undated") / "library", create=True)
    library.add(Tables(articles, found.sentences, found.quotes, found.mentions))
    library.relink()
    return library.path


def test_undated_articles_are_counted_in_the_headline_and_in_each_chart_over_time(
    monkeypatch: pytest.MonkeyPatch, undated: Path
) -> None:
    at = opened(monkeypatch, undated)
    assert headline(at).startswith("3 articles in 2 outlets quote 2 speakers by name. 1 of 3 is dated, on 4 March 2026.")
    found = texts(at)
    assert found.count("Only 1 of 3 articles is dated; the other 2 are not drawn.") == 2
    assert "<dt>Without a date</dt><dd>2 articles: in every total, in no chart over time.</dd>" in found
    assert "<dt>Without an outlet</dt><dd>1 article: in every total, in no chart by outlet.</dd>" in found


@pytest.mark.parametrize("page", ["quotes", "mentions"])
def test_undated_actors_are_no_flat_lines(monkeypatch: pytest.MonkeyPatch, undated: Path, page: str) -> None:
    at = opened(monkeypatch, undated, page)
    assert "Only 1 of 3 articles is dated; the other 2 are not drawn." in texts(at)
    names = {line["name"] for line in charts(at)[0]["data"]}
    assert names == ({"Bram Ode"} if page == "quotes" else {"Ada Quill", "Bram Ode"})


def test_undated_selection_says_that_nothing_is_dated(monkeypatch: pytest.MonkeyPatch, undated: Path) -> None:
    at = opened(monkeypatch, undated, actor="Ada Quill", role="speaks")
    assert headline(at) == "1 article quotes 1 speaker by name. It has no date. Ada Quill speaks 27% of all quoted words."
    assert "No article here has a date" in texts(at)
