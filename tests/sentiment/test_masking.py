"""What the estimate of tone toward an actor reads of a sentence."""

import pytest

from analytics.sentiment.masking import REACH, mask, words

KNOWN = frozenset("the a on said plan failed voters praised and mocked mr for critics".split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("don't “won’t” she’s it's", ["don't", "“", "won’t", "”", "she", "’s", "it", "'s"]),
        ("’s plan", ["’s", "plan"]),
        ("well-known 1,200.5 $3", ["well-known", "1,200.5", "$", "3"]),
        ("😀\ud800 _x_", ["😀", "\ud800", "x"]),
    ],
)
def test_masking_words(text: str, expected: list[str]) -> None:
    assert list(words(text)) == expected


@pytest.mark.parametrize(
    ("sentence", "name", "expected"),
    [
        ("Voters praised Ode.", "Ode", (["voters", "praised"], ["."])),
        ("Ode praised Tam Bole and Ode’s plan.", "Ode", ([], ["praised", "<name>", "and", "<target>", "'s", "plan", "."])),
        ("Mara Ode said Ode failed.", "Mara Ode", ([], ["said", "<target>", "failed", "."])),
        ("The plan of 2019 failed Ode", "Ode", (["the", "plan", "of", "<number>", "failed"], [])),
        ("Ostra praised Ode", "Ode", (["<name>", "praised"], [])),
        ("“Critics mocked Ode”", "Ode", (["“", "critics", "mocked"], ["”"])),
        ("Voters Praised Mara Ode And Mocked Tam Bole For Plan", "Mara Ode",
         (["voters", "praised"], ["and", "mocked", "tam", "bole", "for", "plan"])),
    ],
)  # fmt: skip
def test_masking_hides_names(sentence: str, name: str, expected: tuple[list[str], list[str]]) -> None:
    start = sentence.index(name)
    assert mask(sentence, start, start + len(name), KNOWN) == expected


def test_masking_reads_no_farther_than_its_reach() -> None:
    sentence = "plan " * 20_000 + "Ode" + " failed" * 20_000
    start = sentence.index("Ode")
    left, right = mask(sentence, start, start + 3, KNOWN)
    assert (left, right) == (["plan"] * REACH, ["failed"] * REACH)
