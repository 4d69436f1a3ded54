"""Quotations that go on from one another, and cueless ones, on documents without any network."""

from __future__ import annotations

import pytest

from analytics.quotes.cueless import unclaimed
from analytics.quotes.drafts import Draft
from analytics.quotes.join import join
from analytics.quotes.marks import read_marks
from analytics.quotes.turns import find_turns
from analytics.text import Document, read


def shown(document: Document, draft: Draft) -> tuple[list[str], str | None]:
    parts = [document.text[slice(*document.span(*p))] for p in draft.parts]
    return parts, document.text[slice(*document.span(*draft.speaker))] if draft.speaker else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It leaks,” Ode said. “We will mend the roof.”", ["“It leaks,”", "“We will mend the roof.”"]),
        ("“It leaks,” Ode said. “No.”", ["“It leaks,”", "“No.”"]),
        ("“It leaks,” Ode said, “and we will mend it.”", ["“It leaks,”", "“and we will mend it.”"]),
        (
            "“It leaks,” Ode said. “The roof is old.\n\n“We will mend it.”",
            ["“It leaks,”", "“The roof is old.", "“We will mend it.”"],
        ),
        ("“It leaks,” Ode said.\n\n“We will mend the roof.”", ["“It leaks,”"]),
    ],
)
def test_join_adds_what_goes_on(text: str, expected: list[str]) -> None:
    document = read(text)
    marks = read_marks(document)
    said = document.words.index("said")
    draft = Draft([marks.quotations[0]], (said - 1, said), said, "")
    join(document, marks, [draft])
    assert shown(document, draft) == (expected, "Ode")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The sea keeps its own books.” ― Lin Quay", [(["“The sea keeps its own books.”"], "Lin Quay")]),
        ("“The sea keeps its own books.”\n— Lin Quay", [(["“The sea keeps its own books.”"], "Lin Quay")]),
        ("“The sea keeps its own books.” (Lin Quay)", [(["“The sea keeps its own books.”"], "Lin Quay")]),
        ("Kit Arlow: “Nobody asked.”", []),
        ("Kit Arlow: “Nobody asked us.”", [(["“Nobody asked us.”"], "Kit Arlow")]),
        ("The “smart” bins are grey.", []),
        ("It was “a storm in a very small cup”.", [(["“a storm in a very small cup”"], None)]),
    ],
)
def test_cueless_finds_a_speaker(text: str, expected: list[tuple[list[str], str | None]]) -> None:
    document = read(text)
    assert [shown(document, d) for d in unclaimed(document, read_marks(document), [], [], [])] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ODE: We have the money.\n\nMARN: Then where is it?",
            [("We have the money.", "ODE"), ("Then where is it?", "MARN")],
        ),
        ("Q: What has changed?\n\nA: The fish are smaller.", [("What has changed?", None), ("The fish are smaller.", None)]),
        ("Where: the town hall.\n\nWhen: Saturday at noon.\n\nTickets: Four crowns.", []),
        ("Note: the roof leaks.", []),
        (
            "“ODE: We go on.\n\n“It is late.\n\n“MARN: Then go.”",
            [("We go on. “It is late.", "ODE"), ("Then go.”", "MARN")],
        ),
        (
            "Oda Brandt spoke to us.\n\nDo you miss it?\n\nI miss the people.\n\nWhy?\n\nI knew them.\n\nWhat is next?\n\nI rest.",
            [("I miss the people.", "Oda Brandt"), ("I knew them.", "Oda Brandt"), ("I rest.", "Oda Brandt")],
        ),
        (  # headings of a newsletter
            "Oda Brandt sold it.\n\nWhat’s Up?\n\nI told you so.\n\nWhat’s Next?\n\nMy bet is on rain.\n\nWhat Else?\n\nWe rest.",
            [],
        ),
        ("See you there.\n\n— Juno Halvard (@junohalvard) May 19", [("See you there.", "Juno Halvard (@junohalvard)")]),
    ],
)
def test_turns_of_unmarked_speech(text: str, expected: list[tuple[str, str | None]]) -> None:
    document = read(text)
    turns = [shown(document, t) for t in find_turns(document, read_marks(document))]
    assert [(" ".join(parts), speaker) for parts, speaker in turns] == expected
