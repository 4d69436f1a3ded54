"""Stances of cues as they stand in texts, and the table itself."""

from __future__ import annotations

import pytest

from analytics.quotes.stance import UNKNOWN, stance_of, stances


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", "neutral"), ("According to", "neutral"), ("told", "neutral"), ("insisted", "assertive"),
        ("claimed", "distancing"), ("alleges", "distancing"), ("admitted", "conceding"),
        ("denying", "denying"), ("refuted", "denying"),
        ("asked", "asking"), ("urging", "demanding"), ("vowed", "promising"), ("warned", "warning"), ("predicts", "predicting"),
        ("slammed", "criticising"), ("hailed", "praising"), ("joked", "manner"), ("tweeted", "neutral"),
        ("has repeatedly denied", "denying"),
        ("zorbed", UNKNOWN), ("—", None), ("", None),
    ],
)  # fmt: skip
def test_stance_of_a_cue(cue: str, expected: str | None) -> None:
    assert stance_of(cue) == expected


def test_stance_table_has_one_row_a_cue_in_lower_case() -> None:
    table = stances()
    assert len(table) > 400
    assert all(cue == cue.lower() and stance.isalpha() for cue, stance in table.items())
