"""From candidates to quotes: what is kept, what goes on from it, what has no cue, and how sure we are of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from analytics.quotes.claims import INHERITED, LABELLED, LIKELIEST, NOBODY, Claims
from analytics.quotes.cueless import Hint
from analytics.quotes.drafts import Draft, Range
from analytics.quotes.features import Sheet
from analytics.quotes.marks import INSIDE, OUTSIDE, Marks
from analytics.quotes.rank import RIGHT, choose
from analytics.quotes.stance import dictionary_forms
from analytics.text import Document

_EDGES = frozenset((",", ".", ":", ";", "—", "–", "―", "--", "-", ">"))
# What somebody declines to do, and the ways to decline it.
_SAYING = frozenset(
    "say comment respond reply answer elaborate specify disclose discuss speak reveal explain return talk tell".split()
)
_WITHHELD = frozenset(("decline", "refuse"))
_NAMING = frozenset(("known", "nicknamed", "named", "titled", "entitled"))
_FOUND_BY = {
    LABELLED: "the reporting word “{}” links the words to the speaker",
    LIKELIEST: "the reporting word “{}”; the speaker is the likeliest one near it",
    INHERITED: "the reporting word “{}”; the speaker is that of the reporting word before it",
    NOBODY: "the reporting word “{}”; nobody is named as speaker",
}


def drafts_of(
    sheet: Sheet, claims: Claims, chances: NDArray[np.float32], documents: Sequence[Document], marks: Sequence[Marks]
) -> tuple[list[list[Draft]], list[list[Hint]]]:
    """For each document the candidates kept, and hints of the others. ``chances`` are the judge's (candidates, JUDGEMENTS)."""
    drafts: list[list[Draft]] = [[] for _ in documents]
    hints: list[list[Hint]] = [[] for _ in documents]
    kept = set(choose(claims, chances))
    ends = np.searchsorted(claims.runs[:, 0], np.arange(len(claims.cue) + 1)).tolist()
    runs, cues, speakers = claims.runs.tolist(), claims.cue.tolist(), claims.speaker.tolist()
    for n, number in enumerate(claims.piece.tolist()):
        piece = sheet.pieces[number]
        shift = piece.first - piece.base
        document, mark = documents[piece.document], marks[piece.document]
        parts = [(a + shift, b + shift) for _, a, b in runs[ends[n] : ends[n + 1]]]
        cue = cues[n] + shift
        speaker = _name(document, speakers[n][0] + shift, speakers[n][1] + shift) if speakers[n][0] >= 0 else None
        if n not in kept:
            if speaker:
                hints[piece.document].append(Hint(parts, speaker, cue, float(claims.chance[n])))
            continue
        if unsaid(document, cue):
            continue
        parts = [p for part in parts for p in _by_paragraph(document, *part)]
        parts = [p for p in (trim(document, mark, *part) for part in parts) if p[1] > p[0]]
        if parts:
            rule = _FOUND_BY[int(claims.found_by[n])].format(document.words[cue])
            drafts[piece.document].append(Draft(parts, speaker, cue, rule, float(chances[n, RIGHT])))
    return drafts, hints


def unsaid(document: Document, cue: int) -> bool:
    """Whether a cue tells that nothing was said, or what something is called: "did not say", "declined to comment", "known as"."""
    lower = document.lower
    before = lower[max(0, cue - 4) : cue]
    forms = dictionary_forms(lower[cue])
    if lower[cue] in _NAMING and cue + 1 < len(lower) and lower[cue + 1] in ("as", "the", "by", "“", '"', "‘"):
        return True
    if "agree" in forms and cue + 1 < len(lower) and lower[cue + 1] == "on":
        return True  # an arrangement between two, nobody's words
    if any(form in _WITHHELD for form in forms):
        return cue + 2 < len(lower) and lower[cue + 1] == "to" and any(form in _SAYING for form in dictionary_forms(lower[cue + 2]))
    if not any(form in _SAYING for form in forms):
        return False
    if before and before[-1] == "to" and any(form in _WITHHELD for word in before for form in dictionary_forms(word)):
        return True
    return any(word in ("not", "never") or word.endswith("n't") for word in before[-3:]) and "only" not in before


def _name(document: Document, first: int, past: int) -> Range | None:
    """A speaker without the marks at its edges; None where nothing is left."""
    words = document.words
    while past - first > 1 and not (words[past - 1][0].isalnum() or words[past - 1] in ")]"):
        past -= 1
    while past - first > 1 and not words[first][0].isalnum():
        first += 1
    return (first, past) if words[first][0].isalnum() else None


def apart(document: Document, draft: Draft) -> Range | None:
    """The speaker without words that are said: none where the speaker begins among them, since words do not say themselves."""
    if draft.speaker is None:
        return None
    first, past = draft.speaker
    for a, b in draft.parts:
        if a < past and first < b:
            if a <= first:
                return None
            past = a
    return _name(document, first, past)


def _by_paragraph(document: Document, first: int, past: int) -> list[Range]:
    """The range cut at the ends of paragraphs."""
    of = document.paragraph_of
    return [(max(first, a), min(past, b)) for a, b in document.paragraphs[of[first] : of[past - 1] + 1]]


def trim(document: Document, marks: Marks, first: int, past: int) -> Range:
    """The range without commas, stops and dashes at its ends; the marks and what stands in them stay."""
    words, state = document.words, marks.state
    while first < past and words[first] in _EDGES and state[first] == OUTSIDE:
        first += 1
    while past > first and words[past - 1] in _EDGES and state[past - 1] == OUTSIDE:
        past -= 1
    return first, past


def kind_of(document: Document, marks: Marks, parts: Sequence[Range]) -> str:
    """direct: all words stand in quotation marks; mixed: some; indirect: none."""
    state, words = marks.state, document.words
    quoted = any(INSIDE in state[first:past] for first, past in parts)
    plain = any(
        state[i] == OUTSIDE and words[i][0].isalnum()
        for first, past in parts
        if OUTSIDE in state[first:past]
        for i in range(first, past)
    )
    return "indirect" if not quoted else "mixed" if plain else "direct"


Calibration = Callable[[float], float]


def calibration(knots: NDArray[np.float32]) -> Calibration:
    """A function from a raw chance to a calibrated one, straight lines between ``knots`` (n, 2)."""

    def calibrated(chance: float) -> float:
        return float(np.interp(chance, knots[:, 0], knots[:, 1]))

    return calibrated
