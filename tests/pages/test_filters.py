"""The filters: from the address, back to it, and what an address asks that is not there."""

from datetime import date
from pathlib import Path

import pytest

from tests.pages.opened import UNDER_FILTERS, figures, opened, texts


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"actor": "Nobody Known"}, "no actor called “Nobody Known”"),
        ({"actor": ["Ada Quill", "<b>"]}, "no actor called “&lt;b&gt;”"),
        ({"outlet": "The Void"}, "no outlet called “The Void”"),
        ({"kind": "shouted"}, "no kind of quote “shouted”"),
        ({"role": "sings"}, "no role “sings”"),
        ({"since": "soon"}, "“soon” is not a date"),
        ({"until": "2026-02-31"}, "“2026-02-31” is not a date"),
        ({"since": "0001-01-01"}, "“0001-01-01” is not a date"),
        ({"sure": "much"}, "“much” is not a confidence"),
        ({"sure": "7"}, "“7” is not a confidence"),
        ({"wire": "perhaps"}, "no way to count wire copies “perhaps”"),
        ({"actor": "'; DROP TABLE quotes; --"}, "no actor called"),
    ],
)
def test_filters_name_what_an_address_asks_in_vain(
    monkeypatch: pytest.MonkeyPatch, small: Path, query: dict[str, str | list[str]], said: str
) -> None:
    at = opened(monkeypatch, small, "overview", **query)
    assert said in texts(at)
    assert figures(at)["Articles"] == "3"


def test_filters_note_stays_until_a_filter_is_touched(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    at = opened(monkeypatch, small, "overview", outlet="The Void")
    at.run()
    assert "The Void" in texts(at)
    at.multiselect(key="outlet").set_value(["The Lamp"]).run()
    assert "The Void" not in texts(at)
    assert figures(at)["Articles"] == "1"


def test_filters_come_from_widgets_as_from_the_address(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    by_hand = opened(monkeypatch, small)
    by_hand.multiselect(key="actor").set_value(["Ada Quill"])
    by_hand.selectbox(key="role").set_value("speaks")
    by_hand.run()
    by_address = opened(monkeypatch, small, actor="Ada Quill", role="speaks")
    expected = {"Articles": "1", "Quotes": "1", "Speakers": "1", "Actors": "1", "Outlets": "1", "Days": "1"}
    assert figures(by_hand) == figures(by_address) == expected


def test_filters_words_of_any_kind_are_only_looked_for(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    at = opened(monkeypatch, small, words="x'; DROP TABLE quotes OR y")
    assert "No articles match these filters" in texts(at)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("sail AND", "nothing follows AND at character 6; try sail AND word."),
        ("“we sail", "“ is not closed at character 1; try “we sail”."),
    ],
)
def test_filters_explain_a_search_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch, small: Path, words: str, said: str) -> None:
    for page in UNDER_FILTERS:
        found = texts(opened(monkeypatch, small, page, words=words))
        assert found.count(said) == 1, page
        assert "The search cannot be read" in found
        assert "match these filters" not in found
    assert said not in texts(opened(monkeypatch, small, "method", words=words))


def test_filters_search_in_words_and_phrases(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    for words, quotes in (("sail OR cheated", "3"), ("sail NEAR/0 bram", "1"), ('"bram sail"', None)):
        found = figures(opened(monkeypatch, small, "quotes", words=words))
        assert found.get("Quotes") == quotes


def test_filters_presets_count_back_from_the_last_article(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    at = opened(monkeypatch, small)
    assert at.pills(key="qb-preset").options == ["All dates", "Last 7 days", "Last 30 days", "Last 90 days", "Year 2026"]
    at.pills(key="qb-preset").set_value("Last 7 days").run()
    assert (at.date_input(key="since").value, at.date_input(key="until").value) == (date(2026, 2, 26), date(2026, 3, 4))
    assert "from 26 February 2026 to 4 March 2026, days in UTC." in texts(at)
    assert figures(at)["Articles"] == "2"
    at.pills(key="qb-preset").set_value("All dates").run()
    assert figures(at)["Articles"] == "3"


def test_filters_preset_comes_from_the_address(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    at = opened(monkeypatch, small, since="2026-01-01", until="2026-12-31")
    assert at.pills(key="qb-preset").value == "Year 2026"
    at = opened(monkeypatch, small, since="2026-01-02")
    assert at.pills(key="qb-preset").value is None


def test_filters_of_whom_others_speak(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    at = opened(monkeypatch, small, "quotes", about="Ada Quill", actor="Bram Ode", wire="once an outlet")
    assert figures(at)["Quotes"] == "2"
    assert "where others speak of Ada Quill; wire stories once an outlet" in texts(at)


def test_filters_default_view_shows_strong_quotes_and_counts_the_others(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    at = opened(monkeypatch, small, "quotes", strength="strong quotes")
    assert figures(at)["Quotes"] == "3"  # two of five have a confidence of 0.40
    assert "Shown: everything; strong quotes only, 2 weaker ones left out." in texts(at)
    assert set(at.dataframe[0].value["confidence"]) == {0.9, 0.6}
    at.button(key="show-all").click().run()
    assert not at.exception
    assert figures(at)["Quotes"] == "5"
    assert "Shown: everything." in texts(at)
    assert "show-all" not in {button.key for button in at.button}
    at.selectbox(key="strength").set_value("direct").run()
    assert figures(at)["Quotes"] == "3"
    assert "Shown: only direct quotes." in texts(at)


def test_filters_strength_comes_from_the_address(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    assert figures(opened(monkeypatch, small, strength="indirect"))["Quotes"] == "2"
    at = opened(monkeypatch, small, strength="<b>", sure="0.7")
    assert figures(at)["Quotes"] == "1"
    assert "no strength of quotes “&lt;b&gt;”" in texts(at)
    assert "quotes of confidence 0.70 and more; strong quotes only, 4 weaker ones left out" in texts(at)
