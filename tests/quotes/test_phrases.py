"""Phrases that open a sentence and attribute the rest of it, and sentences that only begin alike."""

from __future__ import annotations

import pytest

from analytics.quotes import find_quotes
from analytics.text import read


def quotes_of(text: str) -> list[tuple[str, str | None]]:
    [found] = find_quotes([read(text)])
    return [("…".join(text[a:b] for a, b in q.parts), text[slice(*q.speaker)] if q.speaker else None) for q in found]


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ("In the words of one bargeman, it is “like rowing in soup”.", "it is “like rowing in soup”", "one bargeman"),
        ("In the view of the lock keepers, the gates were far too heavy.", "the gates were far too heavy", "the lock keepers"),
        ("In Mara Ode’s opinion, the weir should never have been built.", "the weir should never have been built", "Mara Ode"),
        ("In his own words, the plan was “a wet rag”.", "the plan was “a wet rag”", "his"),
        ("Per the harbour office, the tug had been dry for a year.", "the tug had been dry for a year", "the harbour office"),
    ],
)
def test_phrase_attributes_the_rest_of_its_sentence(text: str, said: str, speaker: str) -> None:
    assert quotes_of(text) == [(said, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "In the view from the tower, the barges were tiny.",
        "In other words, the weir was never built.",
        "Per Lindgaard, the lock keeper, retired in May.",
        "In view of the storm, the ferry stayed in port.",
    ],
)
def test_look_alike_of_a_phrase_is_no_quote(text: str) -> None:
    assert quotes_of(text) == []
