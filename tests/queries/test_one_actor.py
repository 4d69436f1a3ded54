"""Questions about one actor, on articles whose every row is known."""

from pathlib import Path

import pytest

from analytics.library import Library
from analytics.queries import counts, one_actor
from analytics.queries.filters import Filters
from tests import press


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return press.made(tmp_path)


@pytest.mark.parametrize("filters", [Filters(), Filters(actors=("ada-quill",)), Filters(types=("country",))])
def test_one_actor_share_by_outlet_is_of_all_that_the_outlet_quotes(library: Library, filters: Filters) -> None:
    found = one_actor.quoted_by_outlet(library, filters, "ada-quill")
    assert found[["outlet", "quotes", "words", "all_words", "articles"]].to_numpy().tolist() == [
        ["The Quay", 1, 3, 7, 2],
        ["The Lamp", 0, 0, 4, 1],
    ]
    assert found["share"].tolist() == [3 / 7, 0]
    assert found["times"].tolist() == pytest.approx([(3 / 7) / (3 / 11), 0])
    assert found["low"].isna().all()  # fewer than five articles
    own = counts.speakers(library, Filters()).set_index("actor").loc["ada-quill"]
    assert int(found["words"].sum()) == own["words"]


def test_one_actor_is_quoted_with_those_of_the_same_articles(library: Library) -> None:
    assert len(one_actor.quoted_with(library, Filters(), "ada-quill")) == 0
    assert len(one_actor.quoted_with(library, Filters(), "bram-ode")) == 0


def test_one_actor_headlines_are_those_with_its_mentions(library: Library) -> None:
    assert len(one_actor.headlines(library, Filters(), "ada-quill")) == 0  # no mention here is in a title


def test_one_actor_tone_is_of_own_quotes_and_of_those_that_name_it(library: Library) -> None:
    found = one_actor.tone_by_and_about(library, Filters(), "ada-quill")
    assert found[["key", "mean", "n", "articles"]].to_numpy().tolist() == [["by", -0.5, 1, 1], ["about", -0.5, 2, 2]]
    only = one_actor.tone_by_and_about(library, Filters(outlets=("The Lamp",)), "ada-quill")
    assert only["key"].tolist() == ["about"]
