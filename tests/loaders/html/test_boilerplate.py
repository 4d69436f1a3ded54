"""Of a story nothing is cut, whatever it looks like; of what stands around it, what is sure."""

import pytest

from analytics.loaders.html.boilerplate import clean

STORY = [
    "The port of Quillon shut on Tuesday after its dockers walked out over a cut to their night pay, the union said.",
    "“We will not sail until they are back,” Mara Ode told reporters on the east quay, where cranes stood idle.",
    "The union said that all 400 of its members had joined the strike, the first at the port in nine years.",
    "Talks are to go on this week at the old corn hall, under a mediator whom both sides have called fair.",
    "Nobody knows when it will end.",
]
WHOLE = {
    "short lines": ["No.", "Not today.", "He said it twice", "And then he left", "The room was quiet", "It was over"],
    "a list": [STORY[0], "Leek and potato", "Pea and mint", "Tomato", "Onion", "Beetroot", "Carrot and ginger", "Lentil"],
    "questions and answers": ["How did it start?", STORY[0], "And then?", STORY[1], "Who paid?", STORY[2], "What next?", STORY[3]],
    "a live page": ["18.32", "Port shut, say dockers", STORY[0], "18.40", "Talks on", STORY[1], "20.00", "That is all", STORY[3]],
    "bullets at its head": ["Port shut after walkout", "400 dockers on strike", "Talks go on", *STORY],
    "subheadings": [STORY[0], "The gate", STORY[1], "The letter", STORY[2], "The vote", STORY[3]],
    "notes at its end": [*STORY, "Additional reporting by Ada Quill.", "Correction: an earlier version gave the wrong year."],
    "sentences behind a colon": ["Video: it is the word of the year.", "Credit: that is what the port lives on.", *STORY],
    "copyright as its subject": ["Copyright law is to change, and the songs of the port with it, the minister said.", *STORY],
}  # fmt: skip


@pytest.mark.parametrize("kind", WHOLE)
def test_boilerplate_is_no_part_of_a_story(kind: str) -> None:
    assert clean(WHOLE[kind], title="Dockers leave the port").paragraphs == WHOLE[kind]


TAILS = [
    ["Most read", "Ferry fares to rise", "Lost goat found"],
    ["Copyright 2026 The Quay"],
    ["Copyright The Quay Company"],
    ["© The Quay"],
    ["Topics: ports, unions"],
    ["Image: The port at dawn"],
]


@pytest.mark.parametrize("tail", TAILS, ids=lambda tail: tail[0])
def test_boilerplate_behind_a_story_goes(tail: list[str]) -> None:
    assert clean([*STORY, *tail], title="Dockers leave the port").paragraphs == STORY
