"""Who speaks where the nearest name does not: passives, agencies, addressees, relative clauses, two speakers in a sentence."""

from __future__ import annotations

import pytest

from analytics.quotes import find_quotes
from analytics.quotes.drafts import Draft
from analytics.quotes.marks import read_marks
from analytics.quotes.voice import turn_voice
from analytics.text import read


def speakers(text: str) -> list[str | None]:
    return [text[slice(*quote.speaker)] if quote.speaker else None for quote in find_quotes([read(text)])[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ivo Marn was told by doctors that he must not sail again.", ["doctors"]),
        ("Ivo Marn was told on Monday by the mayor that the lock was shut.", ["the mayor"]),
        ("Mara Ode was warned by her engineer, Tomas Wilk, that the pump would fail.", ["her engineer, Tomas Wilk"]),
        ("Mara Ode was warned that the pump would fail before the winter.", [None]),
        ("Tenants were told that the lift would be mended by Friday.", [None]),
        ("The agency quoted Mara Ode as saying that the bridge was safe.", ["Mara Ode"]),
        ("The radio cited the harbour master as saying the lock would stay shut.", ["the harbour master"]),
        ("“You have my boat and my oars,” Mara Ode told the harbour master.", ["Mara Ode"]),
        ("Ivo Marn, who insists that the vote was fair, left early.", ["Ivo Marn"]),
        ("Ivo Marn said the vote was fair, but his rival, Tova Lind, said it was stolen.", ["Ivo Marn", "his rival, Tova Lind"]),
        ("“The cats are fine,” said Ivo Marn, and “The cats are not fine,” said Tova Lind.", ["Ivo Marn", "Tova Lind"]),
    ],
)  # fmt: skip
def test_voice_gives_who_speaks(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


def test_voice_a_quotation_is_not_joined_over_another_who_acts() -> None:
    text = "“You cheat at this game,” says Wendel Oate. Barna Kirsh moves a bishop. “I have never needed to cheat.”"
    assert "Wendel Oate" not in speakers(text)[1:]


def test_voice_a_quotation_goes_on_where_its_speaker_acts() -> None:
    text = "“You cheat at this game,” says Wendel Oate. He moves a bishop. “You always have cheated at it.”"
    assert set(speakers(text)) <= {"Wendel Oate", "He"}


def test_voice_a_draft_of_nothing_but_the_person_quoted_keeps_its_words() -> None:
    document = read("The agency quoted Mara Ode as saying so.")
    draft = Draft([(3, 5)], (0, 2), 2, "")
    turn_voice(document, read_marks(document), draft)
    assert draft.parts == [(3, 5)]
