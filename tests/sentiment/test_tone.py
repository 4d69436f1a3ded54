"""The tone of articles and groups of articles."""

import pandas as pd
import pytest

from analytics.sentiment import Interval, Summary, article_tone, interval, intervals, score, summary

EMPTY = Summary(0, None, None, None)


@pytest.mark.parametrize(
    ("tones", "expected"),
    [
        ([], EMPTY),
        ([0.05], Summary(1, 0.05, 1.0, 0.0)),
        ([0.0499, -0.0499], Summary(2, 0.0, 0.0, 0.0)),
        ([-0.05, 0.35], Summary(2, 0.15, 0.5, 0.5)),
    ],
)
def test_tone_summary_counts_from_a_twentieth(tones: list[float], expected: Summary) -> None:
    assert summary(tones) == pytest.approx(expected)


def test_tone_article_keeps_quoted_and_unquoted_words_apart() -> None:
    text = "A bad day. “A great day,” she said, “a win.” “Hope.”"
    sentences = [(0, 10), (11, 44), (45, 52)]
    tone = article_tone(text, sentences, [(45, 52), (11, 25), (36, 44)])
    assert tone.sentences == summary([score(text[a:b]).compound for a, b in sentences])
    assert tone.quoted == summary([score("“A great day,” “a win.”").compound, score("“Hope.”").compound])
    assert tone.unquoted == summary([score("A bad day.").compound, score("she said,").compound])


@pytest.mark.parametrize(
    ("text", "sentences", "quoted"),
    [("", [], []), ("...", [(0, 3)], [(0, 3)]), ("No quotes.", [(0, 10)], []), ("All.", [(0, 4)], [(0, 2), (1, 4)])],
)
def test_tone_article_of_odd_input_counts_only_what_has_words(
    text: str, sentences: list[tuple[int, int]], quoted: list[tuple[int, int]]
) -> None:
    tone = article_tone(text, sentences, quoted)
    words = any(map(str.isalnum, text))
    assert (tone.sentences.n, tone.quoted.n, tone.unquoted.n) == (
        len(sentences),
        int(bool(quoted) and words),
        int(not quoted and words),
    )


def test_tone_quote_over_two_sentences_counts_in_both() -> None:
    text = "“It works. It pays,” he said."
    tone = article_tone(text, [(0, 10), (11, 29)], [(0, 20)])
    assert (tone.quoted.n, tone.unquoted.n) == (2, 1)


@pytest.mark.parametrize(
    ("sums", "counts", "expected"),
    [
        ([], [], Interval(0, 0, None, None, None)),
        ([0.0], [0], Interval(0, 0, None, None, None)),
        ([1.0, 0.0], [4, 0], Interval(1, 4, 0.25, None, None)),
        ([0.5, 0.5, 1.0], [1, 1, 2], Interval(3, 4, 0.5, 0.5, 0.5)),
    ],
)
def test_tone_interval_says_none_where_nothing_can_be_said(sums: list[float], counts: list[int], expected: Interval) -> None:
    assert interval(sums, counts) == expected


def test_tone_interval_draws_articles_not_sentences() -> None:
    """A hundred sentences in two articles that disagree know no more than two sentences that do."""
    many, few = interval([50.0, -50.0], [50, 50]), interval([1.0, -1.0], [1, 1])
    assert (many.low, many.high) == (few.low, few.high) == (-1.0, 1.0)


def test_tone_interval_is_the_same_for_the_same_seed_and_covers_the_truth() -> None:
    sums = [((7 * i) % 11 - 5) / 10 for i in range(300)]
    tone = interval(sums, [1] * 300, seed=3)
    assert tone == interval(sums, [1] * 300, seed=3) != interval(sums, [1] * 300, seed=4)
    assert tone.low is not None and tone.mean is not None and tone.high is not None
    error = pd.Series(sums).std() / 300**0.5
    assert tone.mean - tone.low == pytest.approx(1.96 * error, rel=0.15)
    assert tone.high - tone.mean == pytest.approx(1.96 * error, rel=0.15)


def test_tone_interval_names_what_does_not_fit() -> None:
    with pytest.raises(ValueError, match="found 1 sums and 2 counts"):
        interval([0.5], [1, 2])


def test_tone_intervals_give_a_row_a_group() -> None:
    rows = pd.DataFrame(
        {
            "outlet": ["B", "A", "A", "A", None, "A"],
            "article_id": ["1", "2", "2", "3", "4", "5"],
            "tone": [0.5, 0.1, 0.3, -0.4, 0.9, None],
        }
    )
    table = intervals(rows, "outlet", seed=1)
    expected = [interval([0.4, -0.4], [2, 1], seed=1), interval([0.5], [1], seed=1)]
    assert table["outlet"].tolist() == ["A", "B"]
    for row, tone in zip(table.itertuples(index=False), expected, strict=True):
        assert tuple(row)[1:3] == (tone.articles, tone.n)
        assert tuple(row)[3:] == pytest.approx([float("nan") if v is None else v for v in tone[2:]], nan_ok=True)


def test_tone_intervals_of_nothing_are_an_empty_typed_table() -> None:
    table = intervals(pd.DataFrame({"month": [], "article_id": [], "tone": []}), "month")
    assert table.empty and list(table.columns) == ["month", *Interval._fields]
    assert table["mean"].dtype == "float64" and table["n"].dtype == "int64"


def test_tone_intervals_name_a_missing_column() -> None:
    with pytest.raises(ValueError, match="no column tone among"):
        intervals(pd.DataFrame({"outlet": ["A"], "article_id": ["1"]}), "outlet")
