"""The estimate of the tone toward an actor: counted with its n, its coverage and an interval over articles."""

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.library import Library
from analytics.queries import tone
from analytics.queries.filters import Filters
from analytics.queries.tone import Coverage
from analytics.sentiment.tone import interval
from analytics.tables import Article, Mention, Sentence, Tables, frame
from tests.press import shown

QUILL = ("ada-quill",)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Eight articles that name Quill once each: six of The Quay in February, two of The Lamp in March, one without an estimate."""
    return made(tmp_path_factory.mktemp("estimates"))


def made(folder: Path) -> Library:
    toward = [0.9, 0.7, 0.5, 0.1, -0.1, -0.6, -0.8, None]
    text = "Ada Quill spoke."
    articles, sentences, mentions = [], [], []
    for n, value in enumerate(toward):
        key, outlet = f"a{n}", "The Quay" if n < 6 else "The Lamp"
        when = datetime(2026, 2 if n < 6 else 4, 3, tzinfo=UTC)
        articles.append(Article(key, "T", text, when, outlet, None, None, "en", 3, None, None, None, key, None))
        sentences.append(Sentence(key, 0, 0, len(text), 0.2))
        mentions.append(Mention(key, 0, 0, 9, "Ada Quill", "Ada Quill", "person", None, value))
    library = Library(folder / "library", create=True)
    library.add(Tables(frame("articles", articles), frame("sentences", sentences), frame("quotes"), frame("mentions", mentions)))
    library.relink()
    return library


def test_tone_toward_say_how_far_they_reach(library: Library) -> None:
    assert tone.coverage(library, Filters()) == Coverage(8, 7, 3, 2)
    assert tone.coverage(library, Filters(), QUILL).sided == 5
    assert tone.coverage(library, Filters(outlets=("The Lamp",)), QUILL) == Coverage(2, 1, 0, 1)
    assert tone.coverage(library, Filters(), ("nobody",)) == Coverage(0, 0, 0, 0)


def test_tone_toward_by_outlet_have_intervals_over_articles(library: Library) -> None:
    table = tone.toward_by_outlet(library, Filters(), QUILL)
    assert shown(table, "key", "mean", "n", "articles", "mentions", "good", "bad") == [
        ("The Quay", pytest.approx(0.25), 6, 6, 6, 3, 1),
        ("The Lamp", pytest.approx(-0.8), 1, 1, 2, 0, 1),
    ]
    low, high = table["low"][0], table["high"][0]
    assert -0.6 < low < 0.25 < high < 0.9
    assert shown(table, "low", "high")[1] == (None, None)


def test_tone_toward_over_time_keep_empty_periods(library: Library) -> None:
    table = tone.toward_over_time(library, Filters(), QUILL, "month")
    assert shown(table, "period", "n", "mentions", "mean") == [
        (date(2026, 2, 1), 6, 6, pytest.approx(0.25)),
        (date(2026, 3, 1), 0, 0, None),
        (date(2026, 4, 1), 1, 2, pytest.approx(-0.8)),
    ]


def test_tone_toward_of_nobody_are_typed_and_empty(library: Library) -> None:
    for table in (
        tone.toward_actors(library, Filters(), ("nobody",)),
        tone.toward_by_outlet(library, Filters(words="nothing holds this"), QUILL),
        tone.toward_over_time(library, Filters(), ("nobody",), "week"),
    ):
        assert len(table) == 0
        assert {"mean", "n", "low", "high", "good", "bad"} <= set(table.columns)


@pytest.mark.parametrize("articles, near", [(60, 0.012), (300, 0.006), (1500, 0.003)])
def test_tone_toward_intervals_of_many_articles_agree_with_those_drawn(articles: int, near: float) -> None:
    draw = np.random.default_rng(0)
    n = draw.integers(1, 9, articles)
    total = draw.normal(0.1, 0.3, articles) * n
    sums = {"total": total.sum(), "n": n.sum(), "articles": articles, "tt": (total**2).sum(), "tn": (total * n).sum()}
    low, high = tone._intervals(pd.DataFrame([sums | {"nn": (n**2).sum(), "totals": None, "sizes": None}]))
    drawn = interval(total.tolist(), n.tolist(), draws=20_000)
    assert (low[0], high[0]) == pytest.approx((drawn.low, drawn.high), abs=near)
