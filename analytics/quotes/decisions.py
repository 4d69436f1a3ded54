"""Decides which candidates become quotes, which quotations continue them or have no cue, and how certain each is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analytics.quotes.claims import INHERITED, LABELLED, LIKELIEST, NOBODY, Claims
from analytics.quotes.cueless import Hint
from analytics.quotes.drafts import Draft, Range
from analytics.quotes.features import Sheet
from analytics.quotes.marks import INSIDE, OUTSIDE, Marks
from analytics.quotes.mood import unsaid
from analytics.quotes.openings import said_from
from analytics.quotes.plain import is_plain
from analytics.quotes.rank import ATTRIBUTED, RIGHT, choose
from analytics.quotes.voice import turn_voice
from analytics.text import Document, dateline

_EDGES = frozenset((",", ".", ":", ";", "—", "–", "―", "--", "-", ">"))
# The most words of a dateline, and of its place.
_LONGEST_DATELINE, _LONGEST_PLACE = 14, 7
# The least chances (JUDGEMENTS) of a plain report, and the chance that a candidate that lost a part has to reach.
_PLAIN, _GOOD = np.array([0.9, 0.9, 0.85, 0.7], np.float32), 1.5
# A candidate without quotation marks whose reporting word has a lower chance than this is kept only as a plain report.
_WEAK = 0.4
# The chance that a corrected speaker is right, where there is a quote.
_TURNED = 0.9
_FOUND_BY = {
    LABELLED: "the reporting word “{}” links the words to the speaker",
    LIKELIEST: "the reporting word “{}”; the speaker is the likeliest name near it",
    INHERITED: "the reporting word “{}”; the speaker is that of the reporting word before it",
    NOBODY: "the reporting word “{}”; no speaker is named",
}


class Chosen(NamedTuple):
    """The decisions about one document's candidates: ``drafts`` are kept; ``hints`` are of the others; ``unsaid`` are parts that
    no speaker said, according to their reporting verbs."""

    drafts: list[Draft]
    hints: list[Hint]
    unsaid: list[Range]

    def take_in(self, more: Chosen) -> None:
        """Add the decisions about other candidates of the document."""
        self.drafts.extend(more.drafts)
        self.hints.extend(more.hints)
        self.unsaid.extend(more.unsaid)


def drafts_of(
    sheet: Sheet, claims: Claims, chances: NDArray[np.float32], documents: Sequence[Document], marks: Sequence[Marks]
) -> list[Chosen]:
    """Decide about the candidates of each document. ``chances`` are the judge's (candidates, JUDGEMENTS)."""
    chosen = [Chosen([], [], []) for _ in documents]
    placed = _placed(sheet, claims, documents)
    empty = [unsaid(documents[c.document], marks[c.document], c.cue, c.speaker, c.parts) is not None for c in placed]
    chances = chances.copy()
    for n, c in enumerate(placed):
        if not empty[n] and is_plain(documents[c.document], marks[c.document], c.cue, c.speaker, c.parts):
            chances[n] = np.maximum(chances[n], _PLAIN)
        elif claims.chance[n] < _WEAK and not any(INSIDE in marks[c.document].state[a:b] for a, b in c.parts):
            chances[n] = 0.0
    kept = set(choose(claims, chances, ~np.array(empty, bool)))
    _rescue(documents, marks, placed, empty, chances, kept)
    for n, (number, parts, cue, speaker) in enumerate(placed):
        document, mark, own = documents[number], marks[number], chosen[number]
        if empty[n]:
            own.unsaid.extend(parts)
        elif n not in kept:
            if speaker:
                own.hints.append(Hint(parts, speaker, cue, float(claims.chance[n])))
        else:
            whole = [trim(document, mark, *p) for part in parts for p in _by_paragraph(document, *part)]
            whole = [(said_from(document, mark, cue, *whole[0]), whole[0][1]), *whole[1:]]
            if trimmed := [p for p in whole if p[1] > p[0]]:
                rule = _FOUND_BY[int(claims.found_by[n])].format(document.words[cue])
                draft = Draft(trimmed, speaker, cue, rule, float(chances[n, RIGHT]), said=float(chances[n, ATTRIBUTED]))
                if turn_voice(document, mark, draft):  # the judge's chance is that of the speaker before
                    draft.right = max(draft.right, float(chances[n, ATTRIBUTED]) * _TURNED)
                own.drafts.append(draft)
    return chosen


def _rescue(
    documents: Sequence[Document],
    marks: Sequence[Marks],
    placed: list[_Placed],
    empty: list[bool],
    chances: NDArray[np.float32],
    kept: set[int],
) -> None:
    """Keep the part of a good candidate in the sentence of its reporting word, where it lost to a rival over a later sentence, or
    the quotation just before that word, where it lost to a rival over another."""
    good = np.flatnonzero(chances[:, :2].sum(1) >= _GOOD).tolist()
    lost = [n for n in good if n not in kept and not empty[n]]
    taken: dict[int, set[int]] = {placed[n].document: set() for n in lost}
    for n in kept:
        if (number := placed[n].document) in taken:
            taken[number].update(i for a, b in placed[n].parts for i in range(a, b))
    for n in lost:
        number, parts, cue, speaker = placed[n]
        first, end = documents[number].sentences[documents[number].sentence_of[cue]]
        own = [(max(a, first), min(b, end)) for a, b in parts if a < end and b > first]
        if any(i in taken[number] for a, b in own for i in range(a, b)):
            quotation = _quotation_before(marks[number], cue)
            within = quotation is not None and any(a <= quotation[0] and quotation[1] <= b for a, b in own)
            own = [quotation] if quotation and within and taken[number].isdisjoint(range(*quotation)) else []
        elif own == parts:
            continue
        if sum(b - a for a, b in own) > 2:
            placed[n] = _Placed(number, own, cue, speaker)
            kept.add(n)


def _quotation_before(marks: Marks, token: int) -> Range | None:
    """The quotation that ends just before a token."""
    n = bisect_left(marks.quotations, token, key=itemgetter(1))
    return marks.quotations[n] if n < len(marks.quotations) and marks.quotations[n][1] == token else None


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
        first, end = speakers[n]
        speaker = _name(documents[piece.document], first + shift, end + shift) if first >= 0 else None
        found.append(_Placed(piece.document, parts, cues[n] + shift, speaker))
    return found


def _name(document: Document, first: int, end: int) -> Range | None:
    """A speaker without the marks at its edges; None where nothing is left."""
    words = document.words
    while end - first > 1 and not (words[end - 1][0].isalnum() or words[end - 1] in ")]"):
        end -= 1
    while end - first > 1 and not words[first][0].isalnum():
        first += 1
    return (first, end) if words[first][0].isalnum() else None


def apart(document: Document, draft: Draft) -> Range | None:
    """The speaker without words that are said; None where the speaker begins among them, since words do not say themselves."""
    if draft.speaker is None:
        return None
    first, end = draft.speaker
    for a, b in draft.parts:
        if a < end and first < b:
            if a <= first:
                return None
            end = a
    return _name(document, first, end)


def _by_paragraph(document: Document, first: int, end: int) -> list[Range]:
    """Cut the range at the ends of paragraphs."""
    of = document.paragraph_of
    return [(max(first, a), min(end, b)) for a, b in document.paragraphs[of[first] : of[end - 1] + 1]]


def trim(document: Document, marks: Marks, first: int, end: int) -> Range:
    """Trim commas, stops and dashes at a range's ends, and a dateline; quotation marks and the words in them stay."""
    words, state = document.words, marks.state
    first = max(first, _dateline_end(document, first))
    while first < end and words[first] in _EDGES and state[first] == OUTSIDE:
        first += 1
    while end > first and words[end - 1] in _EDGES and state[end - 1] == OUTSIDE:
        end -= 1
    return first, end


def _dateline_end(document: Document, token: int) -> int:
    """The first token after "PLACE:" or "Place, May 3 (Agency) —" where the token's paragraph begins with one, else 0."""
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
    """The kind of a quote: direct if all words are in quotation marks, mixed if some, indirect if none."""
    state, words = marks.state, document.words
    if not any(INSIDE in state[first:end] for first, end in parts):
        return "indirect"
    plain = any(
        state[i] == OUTSIDE and words[i][0].isalnum()
        for first, end in parts
        if OUTSIDE in state[first:end]
        for i in range(first, end)
    )
    return "mixed" if plain else "direct"


def calibrate(drafts: Sequence[Draft], knots: NDArray[np.float32]) -> None:
    """Turn the raw chances of quotes into calibrated ones, in place: straight lines between ``knots`` (n, 2)."""
    chances = np.interp([draft.right for draft in drafts], knots[:, 0], knots[:, 1])
    for draft, chance in zip(drafts, chances.tolist(), strict=True):
        draft.right = chance
