"""Finds the quotes of articles, with their parts, speaker, cue and confidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from analytics.quotes import weights
from analytics.quotes.assemble import assemble
from analytics.quotes.decisions import Chosen, apart, calibrate, drafts_of, kind_of
from analytics.quotes.drafts import Draft
from analytics.quotes.features import Cut, cuts_of
from analytics.quotes.join import join_next
from analytics.quotes.marks import Marks, read_marks
from analytics.quotes.propose import propose
from analytics.quotes.rank import RIGHT, inputs, keeps
from analytics.quotes.stance import stance_of
from analytics.quotes.strength import strength_of
from analytics.text import Document

# Tokens that are read at once: enough for numpy to be fast, few enough to limit memory.
_TOGETHER = 16_000
# A quote with a reporting word is kept where it is more likely right than wrong: on training articles that the networks had not
# seen, attributed F1 rises from .777 to .789, and the F1 of found quotes does not change.
_LIKELY = 0.5
# A quotation that was surely said is kept even where its speaker is in doubt.
_SURE = 0.8


class FoundQuote(NamedTuple):
    """A quote of one article: ``parts``, ``speaker`` and ``cue`` are (start, end) character spans of its text.

    ``kind`` is direct, mixed or indirect; ``stance`` what the cue does to the claim; ``confidence`` the chance that this is a quote
    and its speaker is right; ``rule`` the deciding rule, in words; ``strength`` one of `strength.STRENGTHS`.
    """

    kind: str
    parts: list[tuple[int, int]]
    speaker: tuple[int, int] | None
    cue: tuple[int, int] | None
    stance: str | None
    confidence: float
    rule: str
    strength: str


def find_quotes(documents: Sequence[Document]) -> list[list[FoundQuote]]:
    """Find the quotes of each document, in reading order; spans are character offsets, end exclusive. Threads may call it at once.

    >>> from analytics.text import read
    >>> [quote] = find_quotes([read("“We won,” Mara Ode said.")])[0]
    >>> quote.kind, quote.speaker, quote.cue, quote.stance
    ('direct', (10, 18), (19, 23), 'neutral')
    """
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
    """The pieces of the documents, grouped into sheets of limited size: a single article may be longer than one."""
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
    chosen = [Chosen([], [], []) for _ in documents]
    for cuts in _sheets(documents):
        sheet, claims = propose(learned.network, documents, marks, cuts)
        judged = learned.judge(inputs(claims.features))
        for own, more in zip(chosen, drafts_of(sheet, claims, judged, documents, marks), strict=True):
            own.take_in(more)
    tag = learned.network.lexicon.tag
    found = []
    for document, mark, own in zip(documents, marks, chosen, strict=True):
        claimed, turns, cueless = assemble(document, mark, own, tag)
        calibrate(claimed, learned.knots)
        kept = [draft for draft in claimed if _is_kept(document, mark, draft)] + turns
        silent: list[Draft] = []
        if cueless:
            chances = learned.cueless(np.array([d.features for d in cueless], np.float32))
            for draft, chance in zip(cueless, chances[:, RIGHT].tolist(), strict=True):
                draft.right = chance
            calibrate(cueless, learned.cueless_knots)
            silent = [draft for draft, keep in zip(cueless, keeps(chances), strict=True) if keep]
        found.append([_quote(document, mark, draft, tag) for draft in join_next(document, mark, kept, silent)])
    return found


def _is_kept(document: Document, marks: Marks, draft: Draft) -> bool:
    return draft.right >= _LIKELY or (draft.said >= _SURE and kind_of(document, marks, draft.parts) == "direct")


def _quote(document: Document, marks: Marks, draft: Draft, tag: Callable[[str], str]) -> FoundQuote:
    cue = None
    if draft.cue is not None:
        after = draft.cue + 1
        joined = after < len(document.words) and (document.lower[draft.cue], document.lower[after]) in (
            ("according", "to"),
            ("called", "on"),
        )
        cue = document.span(draft.cue, after + joined)
    speaker = apart(document, draft)
    kind = "direct" if draft.whole else kind_of(document, marks, draft.parts)
    return FoundQuote(
        kind,
        [document.span(*part) for part in draft.parts],
        document.span(*speaker) if speaker else None,
        cue,
        stance_of(document.text[slice(*cue)]) if cue else None,
        round(draft.right, 3),
        draft.rule,
        strength_of(document, kind, draft.parts, draft.cue, tag),
    )
