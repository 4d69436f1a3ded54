"""Who said what: the quotes of articles, with their parts, speaker, cue and how sure we are."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from analytics.quotes import weights
from analytics.quotes.cueless import Hint, unclaimed
from analytics.quotes.drafts import Draft
from analytics.quotes.features import Cut, cuts_of
from analytics.quotes.inverted import turn_round
from analytics.quotes.join import join
from analytics.quotes.marks import Marks, read_marks
from analytics.quotes.propose import propose
from analytics.quotes.rank import RIGHT, inputs, keeps
from analytics.quotes.settle import apart, calibration, drafts_of, kind_of
from analytics.quotes.stance import stance_of
from analytics.quotes.turns import find_turns
from analytics.text import Document

# Tokens that are read at once: enough for numpy to be quick, few enough for memory to stay even.
_TOGETHER = 16_000

# The lexicon grows as it meets words; pages of the dashboard may ask at the same time.
_ONE_AT_A_TIME = threading.Lock()


class FoundQuote(NamedTuple):
    """A quote of one article: ``parts``, ``speaker`` and ``cue`` are (start, end) character spans of its text.

    ``kind`` is direct, mixed or indirect; ``stance`` what the cue does to the claim; ``confidence`` the chance that somebody says
    this and that it is this speaker; ``rule`` what decided, in words.
    """

    kind: str
    parts: list[tuple[int, int]]
    speaker: tuple[int, int] | None
    cue: tuple[int, int] | None
    stance: str | None
    confidence: float
    rule: str


def find_quotes(documents: Sequence[Document]) -> list[list[FoundQuote]]:
    """The quotes of each document, in reading order; spans are character offsets, end exclusive.

    >>> from analytics.text import read
    >>> [quote] = find_quotes([read("“We won,” Mara Ode said.")])[0]
    >>> quote.kind, quote.speaker, quote.cue, quote.stance
    ('direct', (10, 18), (19, 23), 'neutral')
    """
    with _ONE_AT_A_TIME:
        return [quotes for batch in _batches(documents) for quotes in _find(batch)]


def _batches(documents: Sequence[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    words = 0
    for document in documents:
        if batch and words + len(document.words) > _TOGETHER:
            yield batch
            batch, words = [], 0
        batch.append(document)
        words += len(document.words)
    if batch:
        yield batch


def _sheets(documents: Sequence[Document]) -> Iterator[list[Cut]]:
    """The pieces of the documents, as many together as are read at once: a single article may be longer than that."""
    sheet: list[Cut] = []
    words = 0
    for cut in cuts_of(documents):
        sheet.append(cut)
        words += cut[2] - cut[1]
        if words >= _TOGETHER:
            yield sheet
            sheet, words = [], 0
    if sheet:
        yield sheet


def _find(documents: Sequence[Document]) -> list[list[FoundQuote]]:
    if not any(document.words for document in documents):
        return [[] for _ in documents]
    learned = weights.load()
    marks = [read_marks(document) for document in documents]
    drafts: list[list[Draft]] = [[] for _ in documents]
    hints: list[list[Hint]] = [[] for _ in documents]
    for cuts in _sheets(documents):
        sheet, claims = propose(learned.readers, documents, marks, cuts)
        kept, left = drafts_of(sheet, claims, learned.judge(inputs(claims.features)), documents, marks)
        for number in {cut[0] for cut in cuts}:
            drafts[number] += kept[number]
            hints[number] += left[number]
    calibrated = calibration(learned.knots)
    calibrated_cueless = calibration(learned.cueless_knots)
    found = []
    for document, mark, own, others in zip(documents, marks, drafts, hints, strict=True):
        own = turn_round(document, mark, own, learned.readers.lexicon.tag)
        join(document, mark, own)
        for draft in own:
            draft.right = calibrated(draft.right)
        turns = find_turns(document, mark)
        own = _without(document, own, turns) + turns
        cueless = unclaimed(document, mark, own, others)
        if cueless:
            judged = learned.cueless(np.array([d.features for d in cueless], np.float32))
            for draft, chance in zip(cueless, judged, strict=True):
                draft.right = calibrated_cueless(float(chance[RIGHT]))
            own += [draft for draft, keep in zip(cueless, keeps(judged), strict=True) if keep]
        found.append([_quote(document, mark, draft) for draft in sorted(own, key=lambda d: d.parts[0])])
    return found


def _without(document: Document, drafts: list[Draft], turns: list[Draft]) -> list[Draft]:
    """The drafts that do not stand, for the most part, in a turn."""
    if not turns:
        return drafts
    taken = bytearray(len(document.words))
    for turn in turns:
        for first, past in turn.parts:
            taken[first:past] = b"\x01" * (past - first)
    return [d for d in drafts if 2 * sum(sum(taken[a:b]) for a, b in d.parts) <= sum(b - a for a, b in d.parts)]


def _quote(document: Document, marks: Marks, draft: Draft) -> FoundQuote:
    cue = None
    if draft.cue is not None:
        after = draft.cue + 1
        joined = after < len(document.words) and (document.lower[draft.cue], document.lower[after]) in (
            ("according", "to"),
            ("called", "on"),
        )
        cue = document.span(draft.cue, after + joined)
    speaker = apart(document, draft)
    return FoundQuote(
        kind_of(document, marks, draft.parts) if not draft.whole else "direct",
        [document.span(*part) for part in draft.parts],
        document.span(*speaker) if speaker else None,
        cue,
        stance_of(document.text[slice(*cue)]) if cue else None,
        round(draft.right, 3),
        draft.rule,
    )
