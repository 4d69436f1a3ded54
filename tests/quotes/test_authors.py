"""The author speaks in letters that somebody else reads out, notes that are shown, and below lines such as "From Mara Ode:"."""

from __future__ import annotations

import pytest

from analytics.quotes import find_quotes
from analytics.text import read


def speakers(text: str) -> list[str | None]:
    return [text[slice(*quote.speaker)] if quote.speaker else None for quote in find_quotes([read(text)])[0]]


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Mara Ode has left the choir. Her letter was read to the altos by the tenor, Ivo Marn: “I have sung enough.”", "Her"),
        ("The pilot’s farewell was read out on the quay by his daughter, Tova Lind: “Mind the sandbank.”", "The pilot"),
        ("A note from the harbour master, Ivo Marn, was read by a deckhand: “I warned you all.”", "the harbour master, Ivo Marn"),
        ("The panel was shown a message that Mara Ode sent her broker, Tova Lind: “Sell the barge today.”", "Mara Ode"),
        ("The inquiry saw an e-mail which Ivo Marn had sent to his deputy, Wim Ode: “Nobody must know of the leak.”", "Ivo Marn"),
        (
            "Praise for the new warden\n\nFrom the desk of Ivo Marn, head of moorings:\n\n“A safe pair of hands.”",
            "Ivo Marn",
        ),
        ("And from Provost Mara Ode:\n\n“She brings patience, a good ear and a boat of her own.”", "Provost Mara Ode"),
    ],
)
def test_author_is_the_speaker(text: str, author: str) -> None:
    assert speakers(text) == [author]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The letter was short. Its reader, Ivo Marn, told the choir: “She has sung enough.”", "Ivo Marn"),
        ("Ivo Marn put the note in his pocket and told the choir: “I have sung enough.”", "Ivo Marn"),
    ],
)
def test_a_speaker_beside_a_letter_keeps_the_words(text: str, speaker: str) -> None:
    [found] = speakers(text)
    assert found is not None
    assert speaker in found
