"""Conversations without labels before the words: transcripts with names on separate lines, interviews without names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from analytics.quotes.drafts import Draft, Range
from analytics.quotes.marks import Marks
from analytics.text import Document

NAME = r"[^\W\d_a-z][\w.’'-]*(?:\ (?:of\ |the\ |de\ |van\ |von\ |al-|el-|bin\ )?[^\W\d_a-z][\w.’'-]*){0,4}"
# What ends a paragraph of speech.
ENDS = ".!?…”\"’'»)—–-"
# The most paragraphs of one turn, and of one answer.
_LONGEST_TURN, _LONGEST_ANSWER = 40, 4
# The rules read the layout rather than words; on real articles about this share of what they find is right.
_HEADED, _ASKED = 0.9, 0.75
_SPEAKER_LINE = re.compile(
    rf"(?P<name>Operator|Unidentified\ \w+|{NAME})(?:\ ?(?:,|—|–|-|\|)\ ?[^.?!\n]{{2,80}})?",
)
_LEAST_HEADED, _LEAST_ASKED = 4, 3
_HEAD_WORDS = 16
_FIRST_PERSON = frozenset("i my me we our us i'm i've".split())


def headed(document: Document) -> list[Draft]:
    """The turns of a transcript with its speakers on separate lines above their words: "Operator", "Mara Ode — Chief Executive"."""
    heads: list[tuple[int, Range]] = []
    for number, (first, past) in enumerate(document.paragraphs):
        if past - first > _HEAD_WORDS or document.words[past - 1][-1] in ENDS or number + 1 == len(document.paragraphs):
            continue
        start, end = document.starts[first], document.ends[past - 1]
        match = _SPEAKER_LINE.fullmatch(document.text, start, end)
        below = document.paragraphs[number + 1]
        if match and document.words[below[1] - 1][-1] in ENDS:
            heads.append((number, tokens_between(document, first, past, match.start("name"), match.end("name"))))
    names = [document.text[slice(*document.span(*label))] for _, label in heads]
    if len(heads) < _LEAST_HEADED or len(set(names)) * 3 > len(names) * 2:
        return []
    known = {name for name, times in Counter(names).items() if times > 1}
    found: list[Draft] = []
    for n, (number, label) in enumerate(heads):
        stop = heads[n + 1][0] if n + 1 < len(heads) else len(document.paragraphs)
        if n + 1 == len(heads) and names[n] not in known:
            continue
        parts = [document.paragraphs[p] for p in range(number + 1, min(stop, number + 1 + _LONGEST_TURN))]
        found.append(Draft(parts, label, None, "a name on a separate line above the words", _HEADED, whole=True))
    return found


def unlabelled(document: Document, marks: Marks) -> list[Draft]:
    """The turns of an interview without labels: questions in separate paragraphs, each with its answer below."""
    paragraphs = document.paragraphs
    asked = [
        number
        for number, (first, end) in enumerate(paragraphs[:-1])
        if document.words[end - 1] == "?"
        and end - first <= 40
        and not any(marks.state[first:end])
        and not _titled(document, first, end)
    ]
    if len(asked) < _LEAST_ASKED or asked[0] == 0:
        return []
    gaps = [b - a for a, b in pairwise(asked)]
    answered = [n for n, gap in enumerate(gaps) if 1 < gap <= _LONGEST_ANSWER]
    if len(answered) < len(gaps) or any(marks.state[i] for number in asked for i in _answer(document, number)):
        return []
    # The headings of an explainer are questions too, but their answers do not say "I".
    personal = sum(any(document.lower[i] in _FIRST_PERSON for i in _answer(document, number)) for number in asked)
    if personal * 3 < len(asked):
        return []
    subject = first_name(document, range(asked[0]))
    if subject is None:
        return []
    rule = "an answer below a question: the interviewee speaks"
    stops = [*asked[1:], min(asked[-1] + 2, len(paragraphs))]
    return [
        Draft([paragraphs[p] for p in range(number + 1, stop)], subject, None, rule, _ASKED, whole=True)
        for number, stop in zip(asked, stops, strict=True)
    ]


def _titled(document: Document, first: int, end: int) -> bool:
    """Whether each word has a capital, as in the headings of a newsletter: "What’s Next?"."""
    words = [word for word in document.words[first:end] if word[0].isalpha()]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _answer(document: Document, number: int) -> range:
    return range(*document.paragraphs[number + 1])


def first_name(document: Document, paragraphs: Iterable[int]) -> Range | None:
    """The first full name in some paragraphs."""
    for number in paragraphs:
        first, past = document.paragraphs[number]
        i = first
        while i < past:
            end = i
            while end < past and document.words[end][0].isupper() and document.words[end][0].isalpha():
                end += 1
            if end - i >= 2 and document.lower[i] not in ("the", "a", "an", "in", "on", "at", "our", "we"):
                return i, end
            i = max(end, i + 1)
    return None


def tokens_between(document: Document, first: int, past: int, start: int, end: int) -> Range:
    """The tokens of a range that lie between two offsets."""
    while first < past - 1 and document.starts[first] < start:
        first += 1
    while past > first + 1 and document.ends[past - 1] > end:
        past -= 1
    return first, past
