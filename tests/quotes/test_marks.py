"""Quotation marks of every sort, and marks that are none."""

from __future__ import annotations

import pytest

from analytics.quotes.marks import CLOSING, INSIDE, OPENING, OUTSIDE, read_marks
from analytics.text import read


def quotations(text: str) -> list[str]:
    document = read(text)
    return [document.text[slice(*document.span(*q))] for q in read_marks(document).quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We won,” she said.", ["“We won,”"]),
        ('"We won," she said. "Twice."', ['"We won,"', '"Twice."']),
        ("«We won,» she said.", ["«We won,»"]),
        ("„We won“, she said.", ["„We won“"]),
        ("»We won,« she said. »Twice.«", ["»We won,«", "»Twice.«"]),
        ("‘The boats went.\n\n‘So did the nets,’ she said.", ["‘The boats went.", "‘So did the nets,’"]),
        ("``We won,'' she said.", ["``We won,''"]),
        ("‘‘We won,’’ she said.", ["‘‘We won,’’"]),
        ("‘We won,’ she said.", ["‘We won,’"]),
        ("'We won,' she said. 'I'm glad.'", ["'We won,'", "'I'm glad.'"]),
        ("‘It was the voters’ choice,’ she said.", ["‘It was the voters’ choice,’"]),
        ("‘He called it “daft”,’ she said.", ["‘He called it “daft”,’"]),
        ("“He called it ‘daft’,” she said.", ["“He called it ‘daft’,”"]),
        ("Rock 'n' roll came in the '50s, and the voters' choice was Odell's band.", []),
        ("The pipe is 9\" wide. “It leaks,” she said.", ["“It leaks,”"]),
    ],
)  # fmt: skip
def test_marks_quotations(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The first paragraph is open.\n\n“The second is closed,” she said.",
            ["“The first paragraph is open.", "“The second is closed,”"],
        ),
        ('She said "no. Then he left.\n\nThe rest is silence.', ['"no. Then he left.']),
        ('He said "we go. Then he "left" the room.', ['"we go.', '"left"']),
        ("A lone ” closes nothing.", []),
        ('"', []),
        ("", []),
    ],
)
def test_marks_that_never_close_cost_at_most_their_paragraph(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


def test_marks_state_of_each_token() -> None:
    marks = read_marks(read("He said “no” twice."))
    assert list(marks.state) == [OUTSIDE, OUTSIDE, OPENING, INSIDE, CLOSING, OUTSIDE, OUTSIDE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The clerk wrote:\n\nWe have counted every vote and found none missing.\n\nThe office closed.", 1),
        ("The menu:\n\nBread, soup and a small plate of figs.\n\nThe office closed.", 0),
        ("The clerk wrote:\n\nFigs.", 0),
        ("The clerk wrote:\n\nODE: We have counted every vote and found none missing.", 0),
    ],
)
def test_marks_block_after_a_reporting_word_and_a_colon(text: str, expected: int) -> None:
    assert len(quotations(text)) == expected
