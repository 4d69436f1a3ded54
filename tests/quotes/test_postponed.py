"""A clause with its speaker and a reporting verb behind it is that speaker's, whatever reports are inside it."""

from __future__ import annotations

import pytest

from analytics.quotes import find_quotes
from analytics.text import read


def found(text: str) -> list[tuple[str, str | None]]:
    return [
        (" … ".join(text[a:b] for a, b in q.parts), text[slice(*q.speaker)] if q.speaker else None)
        for q in find_quotes([read(text)])[0]
    ]


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        (
            "Oda Brandt told the council that the old bridge was safe, the auditors said.",
            "Oda Brandt told the council that the old bridge was safe",
            "the auditors",
        ),
        (
            "The mayor promised twice that the roof would be mended, one of the clerks has confirmed.",
            "The mayor promised twice that the roof would be mended",
            "one of the clerks",
        ),
        (
            "But Lin Quay said the wall would hold, Pressa Maresk reported on Tuesday.",
            "Lin Quay said the wall would hold",
            "Pressa Maresk",
        ),
        (
            "The office is now signaling that it will not close the pier, Grell said late on Monday.",
            "The office is now signaling that it will not close the pier",
            "Grell",
        ),
    ],
)
def test_a_clause_before_its_speaker_is_found_with_reports_inside_it(text: str, said: str, speaker: str) -> None:
    assert (said, speaker) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quill, the mayor, said the roof leaked.",
        "When the storm came, the mayor said, the lamp went out.",
        "The shop sells bread, cakes and other notes.",
        "They won easily, as they claimed against the Harriers.",
        "It broke the rules, agreements and reported limits of the port.",
    ],
)
def test_other_commas_before_a_noun_and_a_verb_are_none(text: str) -> None:
    assert [q.rule for q in find_quotes([read(text)])[0] if q.rule.endswith("after the clause")] == []
