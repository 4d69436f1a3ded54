"""Separates two speakers in one sentence: the quote of one ends where the other is named."""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby

from analytics.quotes.cueless import Hint
from analytics.quotes.drafts import Draft, Range
from analytics.quotes.marks import OPENING, OUTSIDE, Marks, reports
from analytics.text import Document

_CUTS = frozenset((",", ";", "—", "–", "--", "and", "but", "while"))
_LEAST = 2  # tokens of a quote that is cut
_RULE = "two speakers in one sentence: each says the quotation beside their own reporting word"


def separate(document: Document, marks: Marks, drafts: list[Draft], hints: list[Hint]) -> list[Draft]:
    """Remove from each draft the words of another speaker; ``hints`` are in the order of their cues."""
    found = [part for draft in drafts for part in _split(document, marks, draft, hints)]
    owner = [-1] * len(document.words)
    for number, draft in enumerate(found):
        for first, end in draft.parts:
            owner[first:end] = [number] * (end - first)
    for number, draft in enumerate(found):
        if draft.speaker is None or draft.cue is None:
            continue
        other = owner[draft.speaker[0]]
        if other in (-1, number, owner[draft.cue]) or marks.state[draft.speaker[0]] != OUTSIDE:
            continue
        _end_before(document, found[other], draft.speaker[0])
    return found


def _end_before(document: Document, draft: Draft, token: int) -> None:
    """Cut the part that contains a token at the last comma or conjunction before it."""
    for n, (first, end) in enumerate(draft.parts):
        if first < token < end and (draft.cue is None or draft.cue < first):
            cut = next((i for i in range(token - 1, first + _LEAST, -1) if document.lower[i] in _CUTS), None)
            while cut is not None and cut > first + _LEAST and document.lower[cut - 1] in _CUTS:
                cut -= 1
            if cut is not None:
                draft.parts[n] = (first, cut)


def _split(document: Document, marks: Marks, draft: Draft, hints: list[Hint]) -> list[Draft]:
    """Split a draft that covers "“A,” says Ode, and “B,”" in two, of which the second has its reporting word."""
    cue = draft.cue
    if cue is None or len(draft.parts) != 1 or marks.state[draft.parts[0][0]] != OPENING or marks.state[cue] != OUTSIDE:
        return [draft]
    first, end = draft.parts[0]
    plain = [(a, b) for a, b in _plain(marks, first, end) if any(reports(document.lower[i]) for i in range(a, b))]
    if len(plain) != 1 or not first < plain[0][0] < plain[0][1] < end:
        return [draft]
    middle = plain[0]
    near = hints[bisect_left(hints, middle[0], key=_cue_of) : bisect_left(hints, middle[1], key=_cue_of)]
    hint = next((h for h in near if middle[0] <= h.speaker[0] < middle[1]), None)
    if hint is None:
        return [draft]
    left, right = (first, middle[0]), (middle[1], end)
    own, others = (right, left) if cue >= end else (left, right)
    draft.parts = [own]
    return [draft, Draft([others], hint.speaker, hint.cue, _RULE, draft.right)]


def _cue_of(hint: Hint) -> int:
    return hint.cue


def _plain(marks: Marks, first: int, end: int) -> list[Range]:
    """The runs of tokens without quotation marks."""
    runs = []
    for outside, tokens in groupby(range(first, end), key=lambda i: marks.state[i] == OUTSIDE):
        run = list(tokens)
        if outside:
            runs.append((run[0], run[-1] + 1))
    return runs
