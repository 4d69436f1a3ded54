"""Interviews without labels: who asks, who answers, and texts that only look like one."""

import pytest

from analytics.quotes import find_quotes
from analytics.text import read

TALK = """Why did you buy the ferry?

I had no choice. My father sold it in 1980, and I missed the noise.

Do you still steer it yourself?

On Sundays I do.

The rest of the week I count tickets."""


@pytest.mark.parametrize(
    ("opening", "asks", "answers"),
    [
        ("Ferry owner talks\n\nOn Friday, the Arn Courier interviewed Ada Quill, who owns the ferry.", "Arn Courier", "Ada Quill"),
        ("Interview with ferry owner Robert Lund\n\nThe boat is fifty years old.", None, "Robert Lund"),
        ("Mara Ode, ferry owner, interviewed by Arn Radio on Sunday\n\nThe boat is old.", "Arn Radio", "Mara Ode"),
        ("Sundays on the water\n\nHarbour News spoke to the owner of the ferry, Bo Lund, about boats.", "Harbour News", "Bo Lund"),
    ],
)
def test_interviews_announced_have_questions_and_answers(opening: str, asks: str | None, answers: str) -> None:
    document = read(f"{opening}\n\n{TALK}")
    found = [q for q in find_quotes([document])[0] if q.parts[0][0] > len(opening)]
    speakers = [document.text[slice(*q.speaker)] if q.speaker else None for q in found]
    assert speakers == [asks, answers, asks, answers]
    assert document.text[slice(*found[0].parts[0])] == "Why did you buy the ferry?"
    assert [len(q.parts) for q in found] == [1, 1, 1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "Ferry sold\n\nThe boat is fifty years old.\n\n" + TALK.replace("I ", "they ").replace("My", "Their"),
        "Ferry sold\n\nPolice interviewed Ada Quill.\n\nWill you pay?\n\n“I will,” Quill said.\n\nDo you know?\n\n“I do.”",
        "Ferry sold\n\nAn interview of tides.\n\nWhat is a tide?\n\nWater moves.\n\nWhat is a moon?\n\nIt pulls.",
    ],
)
def test_interviews_are_not_seen_elsewhere(text: str) -> None:
    assert all("below a question" not in q.rule and "interviewer" not in q.rule for q in find_quotes([read(text)])[0])
