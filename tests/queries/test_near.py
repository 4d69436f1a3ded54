"""What is near one actor, and what filters by type and by date leave out, on articles whose every row is known."""

from pathlib import Path

import pytest

from analytics.library import Library
from analytics.queries import counts
from analytics.queries.filters import Filters, describe
from analytics.queries.missing import dated_rows, missing
from analytics.queries.near import named_with
from tests import press


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return press.made(tmp_path)


@pytest.mark.parametrize(
    ("filters", "articles", "sentences"),
    [
        (Filters(), 3, 3),
        (Filters(actors=("ada-quill",)), 3, 3),  # the chosen actor's own mentions alone would be near no other
        (Filters(actors=("ada-quill",), role="speaker"), 3, 3),
        (Filters(outlets=("The Quay",)), 2, 2),
    ],
)
def test_near_counts_the_articles_and_sentences_that_name_both(
    library: Library, filters: Filters, articles: int, sentences: int
) -> None:
    found = named_with(library, filters, "ada-quill")
    assert found.to_dict("records") == [
        {
            "actor": "ada-quill",
            "other": "bram-ode",
            "actor_name": "Ada Quill",
            "other_name": "Bram Ode",
            "articles": articles,
            "sentences": sentences,
        }
    ]


def test_near_an_actor_that_is_not_there_is_nothing(library: Library) -> None:
    assert len(named_with(library, Filters(), "cora-vane")) == 0


def test_missing_counts_what_totals_hold_and_charts_do_not(library: Library) -> None:
    assert missing(library, Filters()) == (1, 0, 1, 0, 1)
    assert dated_rows(library, Filters(), "quotes", ("ada-quill", "bram-ode")) == {"ada-quill": 1, "bram-ode": 2}


def test_filters_by_type_leave_out_others_and_keep_the_whole_of_a_share(library: Library) -> None:
    people, countries = Filters(types=("person",)), Filters(types=("country",))
    assert counts.speakers(library, people)["share_words"].tolist() == counts.speakers(library, Filters())["share_words"].tolist()
    assert counts.totals(library, countries).quotes == counts.totals(library, countries).mentions == 0
    assert counts.said(library, countries) == counts.said(library, Filters())
    assert counts.totals(library, countries).articles == 3
    assert describe(Filters(types=("person", "country"))) == "only people or countries"
