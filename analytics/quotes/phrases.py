"""Phrases at the start of a sentence that attribute the rest of it: "In the words of one tenor, the hall is a colander"."""

from __future__ import annotations

import re
from bisect import bisect_right

from analytics.quotes.drafts import Draft
from analytics.quotes.marks import OUTSIDE, Marks
from analytics.text import Document

_NOUNS = "words|view|opinion|estimation|judge?ment|telling|reckoning"
_OPENING = re.compile(
    rf"""
    (?: In\ the\ (?P<noun>{_NOUNS})\ of\ (?P<of>[^,“”"‘():;\n]{{2,90}}?)
      | In\ (?P<own>his|her|their|its|[^,“”"‘():;\n]{{2,60}}?['’]s?)\ (?:own\ )?(?P<noun2>{_NOUNS})
      | (?P<per>Per)\ (?P<source>(?:the|an?|his|her|their|its)\ [^,“”"‘():;\n]{{2,60}}?)
    ),\ (?=\S)
    """,
    re.X,
)
_RIGHT = 0.9  # the chance before calibration that such a quote is there, and its speaker right
_LEAST = 3  # words said


def attributed_ahead(document: Document, marks: Marks, drafts: list[Draft]) -> list[Draft]:
    """The quotes that such a phrase opens, in sentences where none of the drafts has words."""
    found = []
    taken: set[int] | None = None
    for number, (first, end) in enumerate(document.sentences):
        if document.words[first] not in ("In", "Per") or marks.state[first] != OUTSIDE:
            continue
        match = _OPENING.match(document.text, document.starts[first], document.ends[end - 1])
        if match is None:
            continue
        if taken is None:
            of = document.sentence_of
            taken = {n for d in drafts for a, b in d.parts for n in range(of[a], of[b - 1] + 1)}
        begin = _token(document, match.end())
        past = end - 1 if document.words[end - 1] in (".", "!", "?") and marks.state[end - 1] == OUTSIDE else end
        if number in taken or past - begin < _LEAST:
            continue
        who, noun = ("source", "per") if match["per"] else ("of", "noun") if match["noun"] else ("own", "noun2")
        speaker = _token(document, match.start(who)), _token(document, match.end(who) - 1) + 1
        cue = _token(document, match.start(noun))
        rule = f"a phrase with “{document.words[cue]}” opens the sentence"
        found.append(Draft([(begin, past)], speaker, cue, rule, _RIGHT))
    return found


def _token(document: Document, offset: int) -> int:
    """The token at an offset of the text."""
    return bisect_right(document.starts, offset) - 1
