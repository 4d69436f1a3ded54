"""Comparison of selections: measures, intervals and differences against numbers worked out by hand, and words that set apart."""

import math
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.library import Library
from analytics.queries import compare
from analytics.queries.filters import Filters
from analytics.queries.table_rows import read_rows
from analytics.tables import Article, Mention, Quote, Sentence, Tables, frame
from tests import press

WORDS = {"Ada Quill": "harbour ", "Bram Ode": "railway "}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Eight articles in two outlets; Ada speaks in all of The Quay's, Bram in all of The Lamp's, both in the last of each."""
    articles, sentences, quotes, mentions = [], [], [], []
    for number in range(8):
        outlet, key = ("The Quay", "The Lamp")[number % 2], f"n{number}"
        names = ("Ada Quill", "Bram Ode") if number >= 6 else (("Ada Quill",), ("Bram Ode",))[number % 2]
        text = f"Number {number}. " + " ".join(f"“{WORDS[name] * (number + 3)}we go,” {name} said." for name in names)
        when = datetime(2026, 3, 1 + number, tzinfo=UTC)
        articles.append(Article(key, None, text, when, outlet, None, None, "en", len(text.split()), None, None, None, "x", None))
        sentences.append(Sentence(key, 0, 0, text.index(".") + 1, 0.1 * number))
        for place, name in enumerate(names):
            said = f"“{WORDS[name] * (number + 3)}we go,”"
            start, at = text.index(said), text.index(name)
            quotes.append(
                Quote(key, place, "direct", [[start, start + len(said)]], said, at, at + len(name), name, name, "person",
                      None, None, None, None, 0.9, "test", None, 0.05 * number, number + 5)
            )  # fmt: skip
            mentions.append(Mention(key, 0, at, at + len(name), name, name, "person", None, None))
    made = Library(tmp_path_factory.mktemp("compare") / "library", create=True)
    made.add(
        Tables(frame("articles", articles), frame("sentences", sentences), frame("quotes", quotes), frame("mentions", mentions))
    )
    made.relink()
    return made


ACTORS = {"Ada": Filters(actors=("ada-quill",)), "Bram": Filters(actors=("bram-ode",))}
OUTLETS = {"The Quay": Filters(outlets=("The Quay",)), "The Lamp": Filters(outlets=("The Lamp",))}


def test_compare_share_of_voice_is_that_of_every_page_and_its_difference_adds_up(library: Library) -> None:
    found = {
        row.selection: row
        for row in read_rows(compare.measures(library, ACTORS), compare.MeasureRow)
        if row.measure == "Share of voice"
    }
    ada, bram = found["Ada"], found["Bram"]
    assert (ada.value, bram.value) == (44 / 91, 47 / 91)
    assert ada.value + bram.value == 1
    assert ada.articles == 8 and ada.n == 91 and math.isnan(ada.difference)
    assert bram.difference == pytest.approx(3 / 91)
    # Two shares that add up to one differ by 1 - 2a, whose interval is twice as wide as that of a.
    assert bram.difference_high - bram.difference_low == pytest.approx(2 * (ada.high - ada.low))


def test_compare_interval_is_that_of_a_ratio_over_articles(library: Library) -> None:
    row = next(r for r in read_rows(compare.measures(library, ACTORS), compare.MeasureRow) if r.measure == "Words per quote")
    words = np.array([5, 7, 9, 11, 12])  # Ada's quotes, one in each of five articles
    assert (row.value, row.n, row.articles) == (words.mean(), 5, 5)
    assert row.high - row.value == pytest.approx(1.959964 * words.std(ddof=1) / 5**0.5)


def test_compare_outlets_that_share_no_article(library: Library) -> None:
    found = read_rows(compare.measures(library, OUTLETS), compare.MeasureRow)
    quay, lamp = (row for row in found if row.measure == "Quotes per article")
    assert (quay.value, lamp.value, lamp.difference) == (1.25, 1.25, 0)
    assert math.isnan(quay.low)  # four articles are too few
    assert {row.measure for row in found} == set(compare.OF_OTHERS)


@pytest.mark.parametrize(
    ("sides", "measure"),
    [
        (ACTORS, "Share of voice"),
        (ACTORS, "Mentions per 1,000 words"),
        (OUTLETS, "Quotes per article"),
        (OUTLETS, "Tone of quotes"),
    ],
)
def test_compare_over_time_adds_up_to_the_measure(library: Library, sides: dict[str, Filters], measure: str) -> None:
    course = read_rows(compare.over_time(library, sides, measure, "week"), compare.MeasureInPeriod)
    whole = {
        row.selection: row for row in read_rows(compare.measures(library, sides), compare.MeasureRow) if row.measure == measure
    }
    for side, row in whole.items():
        own = [one for one in course if one.selection == side]
        weeks = [date(2026, 2, 23), date(2026, 3, 2)]  # 1 March was a Sunday; The Lamp begins a day later
        assert [one.period for one in own] == weeks[side == "The Lamp" :]
        assert (sum(one.n for one in own), sum(one.articles for one in own)) == (row.n, row.articles)
        assert sum(one.value * one.n for one in own if one.n) == pytest.approx(row.value * row.n)


def test_compare_selections_of_what_names_actors_are_of_articles_not_of_speakers(library: Library) -> None:
    naming = {"Ada": Filters(actors=("ada-quill",), role="mentioned"), "The Lamp": Filters(outlets=("The Lamp",))}
    assert {row.measure for row in read_rows(compare.measures(library, naming), compare.MeasureRow)} == set(compare.OF_OTHERS)
    mixed = {"Ada": Filters(actors=("ada-quill",)), "The Lamp": Filters(outlets=("The Lamp",))}
    assert compare.only_in(library, mixed).to_numpy().tolist() == [["The Lamp", "bram-ode", "Bram Ode", 4]]


def test_compare_words_that_set_apart_come_with_counts_and_effect_size(library: Library) -> None:
    found = read_rows(compare.key_words(library, ACTORS), compare.KeyWord)
    assert [(row.selection, row.word, row.here, row.elsewhere) for row in found] == [
        ("Ada", "harbour", 34, 0),
        ("Bram", "railway", 37, 0),
    ]
    # Worked out by hand: 34 of 44 words against 0 of 47.
    expected = 44 * 34 / 91
    assert found[0].log_likelihood == pytest.approx(2 * 34 * math.log(34 / expected))
    assert found[0].log_ratio == pytest.approx(math.log2((34 / 44) / (0.5 / 47)))


def test_compare_words_are_in_the_order_of_their_bars(monkeypatch: pytest.MonkeyPatch, library: Library) -> None:
    ada = {"the": 400, "quay": 30, "tide": 12, "gull": 100, "a": 1000}
    said = iter([pd.Series(ada), pd.Series({"the": 150, "gull": 10, "a": 1500})])
    monkeypatch.setattr(compare, "_words", lambda *_: next(said))
    found = read_rows(compare.key_words(library, ACTORS, most=3), compare.KeyWord)
    assert [row.word for row in found if row.selection == "Ada"] == ["quay", "gull", "the"]  # the three least likely by chance


def test_compare_lists_who_is_quoted_in_one_only(tmp_path: Path, library: Library) -> None:
    made = press.made(tmp_path)
    only = compare.only_in(made, {"Quay": Filters(outlets=("The Quay",)), "Lamp": Filters(outlets=("The Lamp",))})
    assert only.to_numpy().tolist() == [["Quay", "ada-quill", "Ada Quill", 1]]
    assert len(compare.only_in(library, OUTLETS)) == 0
    named = compare.only_in(made, {"Ada": Filters(actors=("ada-quill",)), "Bram": Filters(actors=("bram-ode",))})
    assert named.to_numpy().tolist() == [["Ada", "bram-ode", "Bram Ode", 1], ["Bram", "ada-quill", "Ada Quill", 2]]


def test_compare_of_what_is_not_there_has_no_values(library: Library) -> None:
    nothing = {"None": Filters(outlets=("The Void",)), "The Lamp": Filters(outlets=("The Lamp",))}
    found = read_rows(compare.measures(library, nothing), compare.MeasureRow)
    assert all(math.isnan(row.value) for row in found if row.selection == "None")
    assert compare.key_words(library, nothing)["selection"].isin(["The Lamp"]).all()
