"""The numbers that pages chart, on three articles whose every row is known."""

from datetime import date
from pathlib import Path

import pytest

from analytics.library import Library
from analytics.queries import base, counts, pairs, tone
from analytics.queries.filters import Filters
from analytics.tasks.ingest import take_in
from tests import press
from tests.press import shown

ADA, BRAM = "ada-quill", "bram-ode"
NOTHING = Filters(words="no text holds this")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return press.made(tmp_path_factory.mktemp("press"))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), (3, 2, date(2026, 3, 3), date(2026, 3, 4), 1, 1, 30, 5, 11, 2, 0, 9, 2)),
        (Filters(actors=(ADA,), role="speaker"), (1, 1, date(2026, 3, 3), date(2026, 3, 3), 0, 0, 8, 1, 3, 1, 0, 1, 1)),
        (Filters(wire="once"), (2, 2, date(2026, 3, 3), date(2026, 3, 4), 0, 0, 19, 3, 7, 2, 0, 6, 2)),
        (Filters(kinds=("indirect",)), (3, 2, date(2026, 3, 3), date(2026, 3, 4), 1, 1, 30, 2, 6, 1, 0, 9, 2)),
        (NOTHING, (0, 0, None, None, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
    ],
)
def test_counts_totals_count_each_row_once(library: Library, filters: Filters, expected: tuple[object, ...]) -> None:
    assert tuple(counts.totals(library, filters)) == expected


def test_counts_speakers_have_their_share_of_everything_said(library: Library) -> None:
    table = counts.speakers(library, Filters())
    assert shown(table, "actor", "quotes", "words", "articles", "outlets") == [(BRAM, 4, 8, 2, 2), (ADA, 1, 3, 1, 1)]
    assert table["share_words"].tolist() == pytest.approx([8 / 11, 3 / 11])
    only = counts.speakers(library, Filters(actors=(ADA,), role="speaker"))
    assert shown(only, "actor", "words") == [(ADA, 3)]
    assert only["share_words"].tolist() == pytest.approx([3 / 11])


def test_counts_named_are_counted_beside_the_words_read(library: Library) -> None:
    table = counts.named(library, Filters())
    assert shown(table, "actor", "mentions", "articles", "outlets") == [(BRAM, 5, 3, 2), (ADA, 4, 3, 2)]
    assert table["per_1000"].tolist() == pytest.approx([5000 / 30, 4000 / 30])
    only = counts.named(library, Filters(outlets=("The Lamp",)))
    assert shown(only, "actor", "mentions", "share_articles") == [(BRAM, 2, 1.0), (ADA, 1, 1.0)]


def test_counts_in_headlines_are_those_of_titles_and_of_first_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ada Quill wins the harbour vote\n\nAda Quill won by nine votes, Robert Lund said on Monday.\n")
    (tmp_path / "b.csv").write_text("title,text\nRobert Lund resigns,He left on Monday and Ada Quill stays.\n")
    with Library(tmp_path / "lib", create=True) as own:
        for _ in take_in(own, [tmp_path / "a.txt", tmp_path / "b.csv"]):
            pass
        assert shown(counts.in_headlines(own, Filters()), "name", "mentions", "articles") == [
            ("Ada Quill", 1, 1),
            ("Robert Lund", 1, 1),
        ]


def test_counts_over_time_has_a_row_for_each_day_and_actor(library: Library) -> None:
    table = counts.named_over_time(library, Filters(), [ADA, BRAM], "day")
    assert shown(table, "period", "actor", "mentions", "articles", "words", "all_articles") == [
        (date(2026, 3, 3), ADA, 2, 1, 8, 1),
        (date(2026, 3, 3), BRAM, 1, 1, 8, 1),
        (date(2026, 3, 4), ADA, 1, 1, 11, 1),
        (date(2026, 3, 4), BRAM, 2, 1, 11, 1),
    ]
    said = counts.said_over_time(library, Filters(), [ADA], "week")
    assert shown(said, "period", "actor", "quotes", "words", "all_words") == [(date(2026, 3, 2), ADA, 1, 3, 7)]


def test_counts_coverage_keeps_empty_periods(library: Library) -> None:
    table = counts.coverage(library, Filters(), "day")
    assert shown(table, *table.columns) == [
        (date(2026, 3, 3), 1, 1, 1, 3, 1, 3, 2),
        (date(2026, 3, 4), 1, 1, 2, 4, 1, 3, 2),
    ]
    assert base.periods(date(2026, 1, 30), date(2026, 3, 1), "month") == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]


def test_counts_about_pairs_a_speaker_with_whom_the_quote_names(library: Library) -> None:
    expected = [(BRAM, ADA, "Bram Ode", "Ada Quill", 2, 2), (ADA, BRAM, "Ada Quill", "Bram Ode", 1, 1)]
    table = pairs.about(library, Filters())
    assert shown(table, *table.columns) == expected
    for row in table.itertuples():  # a cell holds the quotes that its filter leaves
        assert counts.totals(library, Filters(actors=(row.speaker,), about=(row.actor,))).quotes == row.quotes
    once = pairs.about(library, Filters(wire="once"))
    assert shown(once, "speaker", "quotes") == [(ADA, 1), (BRAM, 1)]


def test_counts_together_gives_each_pair_once(library: Library) -> None:
    assert shown(pairs.together(library, Filters()), "actor", "other", "articles", "sentences") == [(ADA, BRAM, 3, 3)]


def test_counts_stances_are_shares_of_an_outlets_quotes(library: Library) -> None:
    table = counts.stances(library, Filters())
    assert shown(table, *table.columns) == [("The Lamp", "neutral", 2, 1.0), ("The Quay", "neutral", 3, 1.0)]


def test_counts_tone_has_no_interval_below_five_articles(library: Library) -> None:
    by_outlet = tone.quote_tone_by(library, Filters(), "outlet")
    assert shown(by_outlet, *by_outlet.columns) == [
        ("The Lamp", "The Lamp", -0.5, 2, 1, None, None),
        ("The Quay", "The Quay", -0.5, 3, 2, None, None),
    ]
    overall = tone.overall_tone(library, Filters())
    assert overall == tone.Tone(8, pytest.approx(1.75 / 8), 5, -0.5, 0.0, 1.0)
    assert tone.overall_tone(library, NOTHING) == tone.Tone(0, None, 0, None, None, None)


def test_counts_said_by_and_about_are_quotes_of_ones_own_and_of_others(library: Library) -> None:
    table = tone.said_by_and_about(library, Filters(), [ADA, BRAM])
    assert shown(table, "actor", "said", "said_n", "about", "about_n") == [
        (ADA, -0.5, 1, -0.5, 2),
        (BRAM, -0.5, 4, -0.5, 1),
    ]


def test_counts_tone_keeps_quoted_and_unquoted_words_apart(library: Library) -> None:
    assert tone.unquoted_tone(library, Filters()) == (3, 0.0)
    table = tone.tone_over_time(library, Filters(), "day")
    assert shown(table, "period", "sentences", "sentence_tone", "quotes", "quote_tone") == [
        (date(2026, 3, 3), 1, 0.0, 1, -0.5),
        (date(2026, 3, 4), 1, 0.0, 2, -0.5),
    ]


def test_counts_actors_have_their_names(library: Library) -> None:
    assert shown(counts.actors(library, Filters()), "actor", "mentions", "quotes", "articles") == [
        (BRAM, 5, 4, 3),
        (ADA, 4, 1, 3),
    ]
    assert shown(counts.actor_types(library, Filters()), "type", "actors") == [("person", 2)]


def test_counts_examples_are_the_newest_headlines(library: Library) -> None:
    assert counts.examples(library, Filters(), "quotes", "actor", [ADA, BRAM], each=1) == {
        ADA: ["Quill wins"],
        BRAM: ["Ode loses"],
    }


@pytest.mark.parametrize("ask", [counts.speakers, counts.named, pairs.about, counts.stances, pairs.together, counts.actors])
def test_counts_of_nothing_are_an_empty_table(library: Library, ask: object) -> None:
    assert len(ask(library, NOTHING)) == 0  # type: ignore[operator]
    for table in (
        counts.coverage(library, NOTHING, "week"),
        counts.named_over_time(library, NOTHING, [ADA], "week"),
        counts.said_over_time(library, NOTHING, [], "day"),
        tone.tone_over_time(library, NOTHING, "month"),
    ):
        assert len(table) == 0


@pytest.mark.parametrize(("call", "found"), [("by", "title"), ("period", "year")])
def test_counts_put_no_unknown_name_into_sql(library: Library, call: str, found: str) -> None:
    with pytest.raises(ValueError, match=f"'{found}'.* Expected "):
        if call == "by":
            tone.quote_tone_by(library, Filters(), found)
        else:
            counts.coverage(library, Filters(), found)
