"""The Sources page draws what the library counts, and says how much is not shown."""

from pathlib import Path

import pytest

from analytics.library import Library
from analytics.library.facts import FILE
from analytics.queries import sources
from analytics.queries.filters import Filters
from analytics.tables import Tables
from analytics.tasks import facts
from tests import press
from tests.pages.opened import charts, figures, headline, opened, texts


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The known articles; Ada Quill is shown as a woman and mayor, Bram Ode in one article as a man."""
    found = press.rows()
    quotes = found.quotes.copy()
    for name in ("gender", "role", "gender_from"):
        quotes[name] = quotes[name].astype("object")
    quotes.loc[quotes["article_id"] == "a1", ["gender", "role", "gender_from"]] = ["f", "mayor", "article"]
    quotes.loc[quotes["article_id"] == "b1", ["gender", "role", "gender_from"]] = ["m", None, "article"]
    library = Library(tmp_path_factory.mktemp("sources") / "library", create=True)
    library.add(Tables(found.articles, found.sentences, quotes, found.mentions))
    library.relink()
    return library.path


def test_sources_page_draws_what_is_known_and_counts_what_is_not(monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    at = opened(monkeypatch, own, "sources")
    assert headline(at) == (
        "Of 3 quotes whose speaker the articles show as a woman or a man, 33% are by women."
        " The largest role class is official: 100%."
    )
    assert figures(at) == {"Quotes": "5", "Gender shown": "60%", "Role shown": "20%", "Quotes by women": "33%"}
    gender, role, *_ = charts(at)
    table = sources.sources(Library(own), Filters(), "gender")
    assert [value for value in gender["data"][0]["x"] if value is not None] == table["share"].dropna().tolist()
    assert [text.strip() for text in gender["layout"]["yaxis"]["ticktext"]] == ["Men", "Women", "Not shown"]
    assert "Share of the 3 quotes of 5 whose speaker&#x27;s gender is shown" in texts(at)
    assert len(role["data"][0]["x"]) == 2


def test_sources_page_shows_the_quotes_of_a_group_and_the_facts_of_the_user(monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    library = Library(own)
    try:
        facts.add(library, b"name,party\nBram Ode,Harbour List\n", "facts.csv")
        at = opened(monkeypatch, own, "sources", **{"sources-by": "party", "group": "Harbour List", "sources-of": "quoted words"})
        assert headline(at).startswith("Of the words of 3 quotes")
        assert "Share of the words of the 4 quotes of 5 whose speaker&#x27;s party your facts give" in texts(at)
        assert at.dataframe[0].value["actor_name"].tolist() == ["Bram Ode"] * 4
        assert "facts.csv</dt><dd>1 fact: party" in texts(at)
        at.button(key="qb-facts-undo").click().run()
        assert not at.exception
        assert sources.dimensions(library) == sources.BY
    finally:
        (own / FILE).unlink(missing_ok=True)


def test_sources_page_where_nothing_is_shown(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    at = opened(monkeypatch, small, "sources")
    assert headline(at) == "No article here shows whether a speaker is a woman or a man."
    assert "No dated quote here shows a gender" in texts(at)
