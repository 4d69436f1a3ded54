"""Proposes candidate quotes for a batch of documents: runs the network from tokens to claims."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analytics.quotes.claims import Claims, make_claims
from analytics.quotes.decode import SPEAKER, label
from analytics.quotes.features import REACH, Cut, Ints, Sheet, cuts_of, lay_out, relate
from analytics.quotes.marks import Marks
from analytics.quotes.network import QuoteNetwork
from analytics.text import Document

# Tokens with at least this chance of being a cue become candidates, and count as cues for their neighbours.
_CANDIDATE_FROM = 0.3
# Added to the score of the speaker label: a speaker missed is worse than one too long.
_SPEAKER_LEAN = 0.25
# At most one candidate per this many tokens of a piece: no news article has more, and time stays linear.
_TOKENS_A_CANDIDATE = 5
# The windows of a piece together have at most about this many times its tokens: where cues are closer than in any news article,
# each window is shorter.
_READINGS, _LEAST_REACH = 16, 30


def propose(
    network: QuoteNetwork, documents: Sequence[Document], marks: Sequence[Marks], cuts: Sequence[Cut] | None = None
) -> tuple[Sheet, Claims]:
    """Lay out the documents, or some of their pieces, as a sheet, and find every candidate quote on it."""
    cuts = cuts_of(documents) if cuts is None else cuts
    sheet = lay_out(documents, marks, network.lexicon, cuts)
    tokens, chance = network.encode(sheet)
    cues = _likely_cues(sheet, chance)
    windows = relate(sheet, cues, chance >= _CANDIDATE_FROM, reach=_reaches(sheet, cues))
    scores, valid = network.read_windows(tokens, windows)
    scores[:, SPEAKER] += _SPEAKER_LEAN
    labels, chances = label(scores, windows.offsets, network.transitions)
    return sheet, make_claims(sheet, windows, chance[cues], valid, labels, chances)


def _likely_cues(sheet: Sheet, chance: NDArray[np.float32]) -> Ints:
    cues = np.flatnonzero(chance >= _CANDIDATE_FROM)
    kept = []
    for piece in sheet.pieces:
        size = piece.past - piece.first
        own = cues[np.searchsorted(cues, piece.base) : np.searchsorted(cues, piece.base + size)]
        most = max(size // _TOKENS_A_CANDIDATE, 8)
        if len(own) > most:
            own = np.sort(own[np.argsort(-chance[own], kind="stable")[:most]])
        kept.append(own)
    return np.concatenate(kept) if kept else cues


def _reaches(sheet: Sheet, cues: Ints) -> Ints:
    """How far each cue's window may reach to either side, which depends only on how many cues its own piece has."""
    reaches = np.full(len(cues), REACH, np.int64)
    for piece in sheet.pieces:
        size = piece.past - piece.first
        low, high = (int(np.searchsorted(cues, row)) for row in (piece.base, piece.base + size))
        reaches[low:high] = min(REACH, max(_READINGS * size // (2 * max(high - low, 1)), _LEAST_REACH))
    return reaches
