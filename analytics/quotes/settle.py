"""From candidates to quotes: what is kept, what goes on from it, what has no cue, and how sure we are of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analytics.quotes.claims import INHERITED, LABELLED, LIKELIEST, NOBODY, Claims
from analytics.quotes.cueless import Hint
from analytics.quotes.drafts import Draft, Range
from analytics.quotes.features import Sheet
from analytics.quotes.marks import INSIDE, OUTSIDE, Marks
from analytics.quotes.mood import unsaid
from analytics.quotes.rank import RIGHT, choose
from analytics.quotes.stance import dictionary_forms
from analytics.quotes.voice import turn_voice
from analytics.text import Document, dateline

_EDGES = frozenset((",", ".", ":", ";", "—", "–", "―", "--", "-", ">"))
# Words of a dateline, and of its place, at most.
_LONGEST_DATELINE, _LONGEST_PLACE = 14, 7
_LONGEST_ASIDE = 10
_TELLING = frozenset("tell warn remind assure inform advise promise".split())
_CLAUSES = frozenset("that it he she they we i there his her its their".split())
_BESIDE = frozenset("only again yesterday today monday tuesday wednesday thursday friday saturday sunday may".split())
_FOUND_BY = {
    LABELLED: "the reporting word “{}” links the words to the speaker",
    LIKELIEST: "the reporting word “{}”; the speaker is the likeliest one near it",
    INHERITED: "the reporting word “{}”; the speaker is that of the reporting word before it",
    NOBODY: "the reporting word “{}”; nobody is named as speaker",
}


class Chosen(NamedTuple):
    """What becomes of one document's candidates: ``drafts`` are kept; ``hints`` are of the others; ``unsaid`` are parts that a
    reporting verb gives as words that nobody said."""

    drafts: list[Draft]
    hints: list[Hint]
    unsaid: list[Range]

    def take_in(self, more: Chosen) -> None:
        """Adds what became of other candidates of the document."""
        self.drafts.extend(more.drafts)
        self.hints.extend(more.hints)
        self.unsaid.extend(more.unsaid)


def drafts_of(
    sheet: Sheet, claims: Claims, chances: NDArray[np.float32], documents: Sequence[Document], marks: Sequence[Marks]
) -> list[Chosen]:
    """What becomes of the candidates of each document. ``chances`` are the judge's (candidates, JUDGEMENTS)."""
    chosen = [Chosen([], [], []) for _ in documents]
    placed = _placed(sheet, claims, documents)
    empty = [unsaid(documents[c.document], marks[c.document], c.cue, c.speaker, c.parts) is not None for c in placed]
    kept = set(choose(claims, chances, ~np.array(empty, bool)))
    for n, (number, parts, cue, speaker) in enumerate(placed):
        document, mark, own = documents[number], marks[number], chosen[number]
        if empty[n]:
            own.unsaid.extend(parts)
        elif n not in kept:
            if speaker:
                own.hints.append(Hint(parts, speaker, cue, float(claims.chance[n])))
        else:
            whole = [trim(document, mark, *p) for part in parts for p in _by_paragraph(document, *part)]
            whole = [(_said_from(document, mark, cue, *whole[0]), whole[0][1]), *whole[1:]]
            if trimmed := [p for p in whole if p[1] > p[0]]:
                rule = _FOUND_BY[int(claims.found_by[n])].format(document.words[cue])
                draft = Draft(trimmed, speaker, cue, rule, float(chances[n, RIGHT]))
                turn_voice(document, mark, draft)
                own.drafts.append(draft)
    return chosen


class _Placed(NamedTuple):
    """A candidate in tokens of its document."""

    document: int
    parts: list[Range]
    cue: int
    speaker: Range | None


def _placed(sheet: Sheet, claims: Claims, documents: Sequence[Document]) -> list[_Placed]:
    ends = np.searchsorted(claims.runs[:, 0], np.arange(len(claims.cue) + 1)).tolist()
    runs, cues, speakers = claims.runs.tolist(), claims.cue.tolist(), claims.speaker.tolist()
    found = []
    for n, number in enumerate(claims.piece.tolist()):
        piece = sheet.pieces[number]
        shift = piece.first - piece.base
        parts = [(a + shift, b + shift) for _, a, b in runs[ends[n] : ends[n + 1]]]
        first, past = speakers[n]
        speaker = _name(documents[piece.document], first + shift, past + shift) if first >= 0 else None
        found.append(_Placed(piece.document, parts, cues[n] + shift, speaker))
    return found


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
    """The range without commas, stops and dashes at its ends, and without a dateline; quotation marks and what is in them stay."""
    words, state = document.words, marks.state
    first = max(first, _dateline_end(document, first))
    while first < past and words[first] in _EDGES and state[first] == OUTSIDE:
        first += 1
    while past > first and words[past - 1] in _EDGES and state[past - 1] == OUTSIDE:
        past -= 1
    return first, past


def _said_from(document: Document, marks: Marks, cue: int, first: int, past: int) -> int:
    """Where the first part of a quote begins: behind who is told ("told Newsbox it was fine"), behind a clause about the speaker
    ("According to Ode, who wrote it, the beams are sound"), behind a word about the telling ("said only that")."""
    words, lower = document.words, document.lower
    if past - first < 4 or marks.state[first] != OUTSIDE:
        return first
    if lower[first] in ("who", "which") and "," in words[first + 1 : first + _LONGEST_ASIDE]:
        return words.index(",", first) + 1
    if lower[first] in _BESIDE and lower[first + 1] in ("that", "to"):
        return first + 1
    if first != cue + 1 or not any(form in _TELLING for form in dictionary_forms(lower[cue])) or not words[first][0].isupper():
        return first
    at = first
    while at < past - 3 and (words[at][0].isupper() or lower[at] in ("and", "the", "of")) and lower[at] not in _CLAUSES:
        at += 1
    return at if at > first and lower[at] in _CLAUSES else first


def _dateline_end(document: Document, token: int) -> int:
    """The first token after "PLACE:" or "Place, May 3 (Agency) —" where the token's paragraph opens with one, else 0."""
    number = document.paragraph_of[token]
    first, past = document.paragraphs[number]
    if number > 3 or token - first > _LONGEST_DATELINE:
        return 0
    words = document.words
    colon = next((i for i in range(first + 1, min(first + _LONGEST_PLACE, past)) if words[i] == ":"), 0)
    if colon and token < colon and all(w.isupper() or not w[0].isalpha() for w in words[first:colon]):
        return colon + 1
    found = dateline(document.text, document.starts[first])
    if not found:
        return 0
    end = first
    while end < past and document.starts[end] < found.end:
        end += 1
    return end if token < end < past else 0


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
