"""Tokens, sentences, paragraphs, datelines."""

import pytest

from analytics.text import Dateline, dateline, read
from tests.growth import assert_linear


def sentences(text: str) -> list[str]:
    document = read(text)
    return [text[slice(*document.span(*s))] for s in document.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara Ode won. She smiled.", ["Mara Ode won.", "She smiled."]),
        ("Dr. Ode met Sen. Park in Dorvale. It rained.", ["Dr. Ode met Sen. Park in Dorvale.", "It rained."]),
        ("“Go,” she said. “Now!” He went.", ["“Go,” she said.", "“Now!”", "He went."]),
        ("They left the U.S. The rest stayed.", ["They left the U.S.", "The rest stayed."]),
        ("It cost $3.5 million. J. K. Ode paid.", ["It cost $3.5 million.", "J. K. Ode paid."]),
        ("First line\nSecond line", ["First line", "Second line"]),
        ("OSTRA, Jan 9 (Norvane) — Talks opened. All came.", ["OSTRA, Jan 9 (Norvane) —", "Talks opened.", "All came."]),
        ("", []),
        (" \n\t\n ", []),
    ],
)
def test_text_read_splits_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ode’s well-known view", ["Ode", "’s", "well-known", "view"]),
        ("don't stop", ["don't", "stop"]),
        ("‘No,’ O’Rane said", ["‘", "No", ",", "’", "O’Rane", "said"]),
        ("``Go,'' he said", ["``", "Go", ",", "''", "he", "said"]),
        ("a—b -- c ... d", ["a", "—", "b", "--", "c", "...", "d"]),
    ],
)
def test_text_read_splits_words(text: str, words: list[str]) -> None:
    assert read(text).words == words


def test_text_read_offsets_are_exact() -> None:
    text = "“We — all of us — won’t,” Dr. Ng said.\n\nThe U.S. ‘left’ 3.5% … 😀 later."
    document = read(text)
    assert [text[a:b] for a, b in zip(document.starts, document.ends, strict=True)] == document.words
    assert len(document.sentence_of) == len(document.paragraph_of) == len(document.words)
    assert "".join(document.words) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OSTRA, Jan 9 (NORVANE) — Talks", Dateline("Ostra", "--01-09", None, "NORVANE", 0, 25)),
        ("MERIDA BAY, 3 March 2024 – The talks", Dateline("Merida Bay", "--03-03", 2024, None, 0, 27)),
        ("LANSER, Mich. (NP) — Talks", Dateline("Lanser, Mich.", None, None, "NP", 0, 21)),
        ("OSTRA — Talks", Dateline("Ostra", None, None, None, 0, 8)),
        ("NATO — which met", None),
        ("Talks opened — again", None),
        ("OSTRA, Jan 99 (NP) — Talks", Dateline("Ostra", None, None, "NP", 0, 21)),
        ("OSTRA (NP) 18/09/2025 - Talks", Dateline("Ostra", "--09-18", 2025, "NP", 0, 24)),
        ("OSTRA, 09/18/2025 (NP) - Talks", Dateline("Ostra", "--09-18", 2025, "NP", 0, 25)),
        ("OSTRA 2025-09-18 - Talks", Dateline("Ostra", "--09-18", 2025, None, 0, 19)),
        ("OSTRA (NP), 3.5.2025 - Talks", Dateline("Ostra", "--05-03", 2025, "NP", 0, 23)),
        ("OSTRA (NP) 3 May 2025 - Talks", Dateline("Ostra", "--05-03", 2025, "NP", 0, 24)),
        ("OSTRA (NP) 03/05/2025 - Talks", Dateline("Ostra", None, 2025, "NP", 0, 24)),
        ("OSTRA 2-1 NORVANE", None),
    ],
)
def test_dateline_gives_only_what_stands_there(text: str, expected: Dateline | None) -> None:
    assert dateline(text) == expected


@pytest.mark.parametrize(
    "unit", ["“", '"', "A", "A. ", "A.B.", "a'", "-", "A-", "x\n", "\0", "‘a’ ", "ÀB, ", "\t", " \n\t", "\xa0"]
)
def test_text_read_takes_linear_time(unit: str) -> None:
    assert_linear(lambda n: unit * n, read, 10_000, times=16)
