"""Conversations without labels before the words: transcripts with names on separate lines, interviews without names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from analytics.quotes.drafts import Draft, Range
from analytics.quotes.marks import Marks
from analytics.text import Document

NAME_WORD = r"[^\W\d_a-z][\w.’'-]*"
NAME = rf"{NAME_WORD}(?:\ (?:of\ |the\ |de\ |van\ |von\ |al-|el-|bin\ )?{NAME_WORD}){{0,4}}"
QUESTION = "a question: the interviewer is not named"
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
# An interview that says that it is one: words of its title or introduction, and who was asked by whom.
_INTERVIEW = re.compile(r"\b(?:interview(?:s|ed)?|spoke (?:to|with)|sat down with|talked (?:to|with)|Q&A|in conversation)\b", re.I)
_FULL_NAME = rf"(?<!the\ ){NAME_WORD}(?:\ (?:of\ |the\ |de\ |van\ |von\ |al-|el-|bin\ )?{NAME_WORD}){{1,4}}?"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NAME_ENDS = rf"(?=$|[.,:;?!)\n]|\ (?:about|on|in|at|for|and|to|by|from|after|before|who|{_DAY})\b)"
_INTERVIEWEE = re.compile(
    rf"""
    \b(?:[Ii]nterview(?:s|ed)?(?:\ with)?|spoke\ (?:to|with)|talked\ (?:to|with))\ (?:[\w-]+,?\ ){{0,9}}?
    (?P<name>{_FULL_NAME}){_NAME_ENDS}
    """,
    re.X,
)
_INTERVIEWER = re.compile(rf"\b(?P<name>{NAME})\ (?:interview(?:s|ed)|spoke\ (?:to|with)|talked\ (?:to|with))\b")
_INTERVIEWED_BY = re.compile(
    rf"""
    \b(?P<asked>{_FULL_NAME})(?:,?\ [^.,\n]{{2,60}})?,?\ (?:was\ )?interviewed\ by
    \ (?P<name>{NAME_WORD}(?:\ {NAME_WORD}){{0,4}}?){_NAME_ENDS}
    """,
    re.X,
)
_INTRODUCTION, _LONGEST_OPENING, _LONGEST_QUESTION = 6, 3000, 120  # paragraphs; characters; tokens
_SECOND_PERSON = frozenset("you your you've you're yourself".split())
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


def announced(document: Document, marks: Marks) -> list[Draft]:
    """The turns of an interview without labels that its title or introduction announces.

    Each paragraph that ends in a question mark is a question; the paragraphs up to the next one are its answer.
    """
    paragraphs = document.paragraphs
    asked = [
        number
        for number, (first, end) in enumerate(paragraphs[:-1])
        if number and document.words[end - 1] == "?" and end - first <= _LONGEST_QUESTION and not marks.state[first]
    ]
    if len(asked) < 2 or asked[0] > _INTRODUCTION + len(paragraphs) // 3:
        return []
    opening = document.text[: min(document.ends[paragraphs[asked[0] - 1][1] - 1], _LONGEST_OPENING)]
    if not _INTERVIEW.search(opening) or not _is_talk(document, marks, asked):
        return []
    by = _INTERVIEWED_BY.search(opening)
    asking = by or _INTERVIEWER.search(opening)
    answering = by or _INTERVIEWEE.search(opening)
    interviewer = _tokens_of(document, asking.span("name")) if asking else None
    subject = (
        _tokens_of(document, answering.span("asked" if by else "name")) if answering else first_name(document, range(asked[0]))
    )
    found: list[Draft] = []
    for number, stop in zip(asked, [*asked[1:], len(paragraphs)], strict=True):
        rule = "a question: the interviewer speaks" if interviewer else QUESTION
        found.append(Draft([paragraphs[number]], interviewer, None, rule, _ASKED, whole=True))
        parts = [paragraphs[p] for p in range(number + 1, min(stop, number + 1 + _LONGEST_TURN))]
        if parts and subject:
            found.append(Draft(parts, subject, None, "an answer below a question: the interviewee speaks", _ASKED, whole=True))
    return found


def _is_talk(document: Document, marks: Marks, asked: list[int]) -> bool:
    """Whether half of the questions say "you" and half of the answers "I", and few paragraphs have quotation marks."""
    addressed = sum(any(document.lower[i] in _SECOND_PERSON for i in range(*document.paragraphs[n])) for n in asked)
    personal = sum(any(document.lower[i] in _FIRST_PERSON for i in _answer(document, n)) for n in asked)
    later = document.paragraphs[asked[0] :]
    quoting = sum(any(marks.state[first:end]) for first, end in later)
    return addressed * 2 >= len(asked) and personal * 2 >= len(asked) and quoting * 4 <= len(later)


def _tokens_of(document: Document, span: tuple[int, int]) -> Range:
    """The tokens that overlap some characters."""
    first, past = bisect_right(document.ends, span[0]), bisect_left(document.starts, span[1])
    return first, past


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
