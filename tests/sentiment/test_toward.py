"""The estimate of the tone toward an actor."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.sentiment import Toward, toward, toward_many
from analytics.sentiment.network import WEIGHTS, load
from tests.growth import assert_bounded

# invented sentences; the target is in square brackets
CLEAR = [
    ("Critics accused [Mara Ode] of lying about the fraud.", "negative"),
    ("[Tam Bole] was convicted of bribery and sent to prison.", "negative"),
    ("The minister blamed [Ode] for the disastrous failure of the bridge.", "negative"),
    ("“[He] is a liar and a disgrace,” the senator said.", "negative"),
    ("[Bole] refused to apologise for the racist remarks.", "negative"),
    ("Voters praised [Mara Ode] for her courage and honesty.", "positive"),
    ("[Ode] won the award for her outstanding work.", "positive"),
    ("“[She] is a brilliant leader whom everybody trusts,” the mayor said.", "positive"),
    ("[Tam Bole] was hailed as a hero after the rescue.", "positive"),
    ("[Mara Ode] will meet reporters in Ostra on Tuesday.", "neutral"),
    ("The committee sent a letter to [Bole] last week.", "neutral"),
    ("[Ode], who was born in 1961, lives in Ostra.", "neutral"),
]


def target(marked: str) -> tuple[str, int, int]:
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), start, end


@pytest.mark.parametrize(("marked", "label"), CLEAR)
def test_toward_answers_what_is_clear(marked: str, label: str) -> None:
    assert toward(*target(marked)).label == label


def test_toward_gives_probabilities_and_the_likeliest_label() -> None:
    for estimate in toward_many([target(marked) for marked, _ in CLEAR]):
        shares = {"negative": estimate.negative, "neutral": estimate.neutral, "positive": estimate.positive}
        assert sum(shares.values()) == pytest.approx(1) and min(shares.values()) > 0
        assert estimate.label == max(shares, key=lambda label: shares[label])


@pytest.mark.parametrize("name", ["Bole", "Mara Ode", "Xu", "the Ministry of Fisheries", "ACME", "O’Hara-Smith", "他"])
def test_toward_asks_not_whom_it_is_about(name: str) -> None:
    before, after = "Critics accused ", " of lying, and voters mocked him."
    expected = toward(f"{before}Ode{after}", len(before), len(before) + 3)
    assert toward(before + name + after, len(before), len(before) + len(name)) == expected


def test_toward_tells_two_actors_of_one_sentence_apart() -> None:
    sentence = "Voters praised Mara Ode and mocked Tam Bole as a liar."
    ode, bole = toward_many([(sentence, 15, 23), (sentence, 35, 43)])
    assert ode.positive - ode.negative > bole.positive - bole.negative


def test_toward_one_by_one_and_together_agree() -> None:
    targets = [target(marked) for marked, _ in CLEAR] * 7
    together = toward_many(targets)
    assert [toward(*t) for t in targets] == together


def test_toward_of_nothing_is_nothing() -> None:
    assert toward_many([]) == []


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 99)])
def test_toward_names_a_span_that_is_none(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"found the span {start} to {end} in a sentence of 9 characters"):
        toward("Ode left.", start, end)


@given(st.text(min_size=1, max_size=80), st.data())
def test_toward_answers_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    estimate = toward(text, start, end)
    assert isinstance(estimate, Toward) and sum(estimate[1:]) == pytest.approx(1)


@pytest.mark.parametrize("filling", ["bad ", "BAD ", "😀", "x", "Ode ", "' "])
def test_toward_costs_no_more_in_the_longest_sentence(filling: str) -> None:
    def targets(n: int) -> list[tuple[str, int, int]]:
        return [(filling * n + "Ode lost.", len(filling) * n, len(filling) * n + 3)] * 200

    assert_bounded(targets, toward_many, 1_000, times=100)


def test_toward_weights_fit_in_a_megabyte_and_need_no_pickle() -> None:
    assert WEIGHTS.stat().st_size <= 1_000_000
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        assert all(stored[name].dtype != object for name in stored.files)


def test_toward_vocabulary_holds_no_capital() -> None:
    assert [word for word in load().words if word != word.lower()] == []


def test_toward_has_a_model_card_that_says_from_what() -> None:
    card = Path(WEIGHTS).with_name("MODEL_CARD.md").read_text(encoding="utf-8")
    for said in ("NewsMTSC", "PolNeAR", "MiniLM", "estimate", "US political news", "python -m analytics.sentiment.train"):
        assert said in card
