"""Candidate quotes: the labels of each window, and how each candidate compares with its rivals."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analytics.quotes import decode as dc
from analytics.quotes import lexicon as lx
from analytics.quotes.features import MOOD_BITS, Ints, Sheet, Windows
from analytics.quotes.marks import INSIDE

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

# How the speaker of a candidate was found.
LABELLED, LIKELIEST, INHERITED, NOBODY = range(4)
# Where the labels contain no speaker, the likeliest token is taken if its chance reaches the first value; its neighbours are added
# while their chance is above the second value's share of it.
_SPEAKER_FROM, _STRETCH = 0.15, 1 / 3
# Where the labels contain no content, tokens are taken whose chance is above the second value's share of the highest, if that
# reaches the first value.
_CONTENT_FROM, _CONTENT_SHARE = 0.25, 0.6
# Content that covers this share of a quotation is extended to all of it.
_TAKES_ALL = 0.3

FEATURES = (
    "cue chance", "validity", "validity margin", "content chance", "least content chance", "speaker chance",
    "certainty a token", "content words", "window", "quoted share", "content left of cue", "gap", "overlap", "rival cue",
    "nested in", "speaker kind", "runs", "speech verb", "verb", "cue inside marks", "from sentence start", "to sentence end",
    "candidates", "cue margin", "speaker distance", "speaker found by", "speaker words", "boundary chance",
    "speaker inside content", "speech validity",
    "negated", "modal", "passive", "infinitive", "condition before", "negation before", "falsity before", "by after",
    "negative speaker", "headline", "opens with that", "opens with to", "opens with a capital", "stop after", "comma after",
    "quoted words", "noun cue", "proper cue", "cue in paragraph start", "that between",
)  # fmt: skip


class Claims(NamedTuple):
    """Candidates of a sheet, in order of their cues.

    ``cue``: a row of the sheet; ``speaker`` (n, 2): first and end row (exclusive), -1 for no speaker; ``found_by``: how it was
    found; ``runs`` (m, 3): candidate, first and end row of each stretch of content; ``chance``: of the cue; ``piece``: of the
    sheet; ``overlap``: shared content rows of any two candidates, one block per piece; ``features``: (n, FEATURES).
    """

    cue: Ints
    speaker: Ints
    found_by: Ints
    runs: Ints
    chance: Floats
    piece: Ints
    overlap: list[NDArray[np.float32]]
    features: Floats


def make_claims(sheet: Sheet, windows: Windows, chance: Floats, valid: Floats, labels: dc.Labels, chances: Floats) -> Claims:
    """Make the candidates that have content. ``chance``, ``valid``: of each window's cue; ``labels``, ``chances``: of each row."""
    owner, rows = windows.owner, windows.rows
    punctuation = sheet.columns[lx.PUNCTUATION, rows] == 1
    said = (labels == dc.CONTENT) | _likeliest_content(windows, labels, chances)
    content = _bridge(said, (labels == dc.NOTHING) & punctuation, owner)
    run_first, run_past = _runs(content, owner)
    some = np.zeros(len(windows.cues), bool)
    some[owner[run_first]] = True
    kept = np.flatnonzero(some)
    renumbered = np.cumsum(some) - 1
    runs = np.stack([renumbered[owner[run_first]], rows[run_first], rows[run_past - 1] + 1], axis=1)
    cue = windows.cues[kept]
    bases = np.array([piece.base for piece in sheet.pieces], np.int64)
    piece = np.searchsorted(bases, cue, side="right") - 1
    blocks, runs = _whole_quotations(sheet, cue, piece, runs)
    speaker, found_by = _speakers(windows, labels, chances, kept)
    _inherit(sheet, cue, speaker, found_by)
    parts = _Parts(windows, kept, cue, chance[kept], valid[kept, 0], valid[kept, 1], speaker, found_by, runs, piece, blocks)
    features, overlap = _describe(sheet, parts, labels, chances)
    return Claims(cue, speaker, found_by, runs, chance[kept], piece, overlap, features)


class _Block(NamedTuple):
    """The candidates ``low`` to ``high`` of one piece: ``said`` (candidates, tokens of the piece) is 1 in their content."""

    low: int
    high: int
    base: int
    said: Floats


class _Parts(NamedTuple):
    windows: Windows
    kept: Ints
    cue: Ints
    chance: Floats
    valid: Floats
    speech: Floats
    speaker: Ints
    found_by: Ints
    runs: Ints
    piece: Ints
    blocks: list[_Block]


def _whole_quotations(sheet: Sheet, cue: Ints, piece: Ints, runs: Ints) -> tuple[list[_Block], Ints]:
    """The content of each candidate by piece, extended to whole quotations where it covers enough of one that lacks the cue."""
    blocks: list[_Block] = []
    whole: list[Ints] = [np.zeros((0, 3), np.int64)]
    run_ends = np.searchsorted(runs[:, 0], np.arange(len(cue) + 1))
    for number in np.unique(piece):
        low, high = (int(x) for x in np.searchsorted(piece, [number, number + 1]))
        base, width = sheet.pieces[number].base, sheet.pieces[number].past - sheet.pieces[number].first
        said = np.zeros((high - low, width + 1), np.float32)
        for c, a, b in runs[run_ends[low] : run_ends[high]].tolist():
            said[c - low, a - base : b - base] = 1
        quotations = sheet.quotations[
            np.searchsorted(sheet.quotations[:, 0], base) : np.searchsorted(sheet.quotations[:, 0], base + width)
        ]
        if len(quotations):
            running = np.zeros((high - low, width + 1), np.float32)
            np.cumsum(said[:, :-1], axis=1, out=running[:, 1:])
            a, b = quotations[:, 0] - base, quotations[:, 1] - base
            covered = running[:, b] - running[:, a]
            outside = (cue[low:high, None] - base < a) | (cue[low:high, None] - base >= b)
            for c, q in np.argwhere((covered >= _TAKES_ALL * (b - a)) & (covered < b - a) & outside).tolist():
                said[c, a[q] : b[q]] = 1
        change = np.diff(said, axis=1, prepend=0)
        opened, closed = np.argwhere(change > 0), np.argwhere(change < 0)
        whole.append(np.stack([opened[:, 0] + low, opened[:, 1] + base, closed[:, 1] + base], axis=1))
        blocks.append(_Block(low, high, base, said[:, :-1]))
    return blocks, np.concatenate(whole)


def _likeliest_content(windows: Windows, labels: dc.Labels, chances: Floats) -> Flags:
    """The rows of windows without a content label whose chance of being content is near the highest, if that is enough."""
    if not len(labels):
        return np.zeros(0, bool)
    starts = windows.offsets[:-1]
    none = np.add.reduceat((labels == dc.CONTENT).astype(np.int64), starts) == 0
    chance = chances[:, dc.CONTENT]
    top = np.maximum.reduceat(chance, starts)
    taken = none & (top >= _CONTENT_FROM)
    return np.asarray(taken[windows.owner] & (chance > top[windows.owner] * _CONTENT_SHARE))


def _bridge(content: Flags, filler: Flags, owner: Ints) -> Flags:
    """Fill gaps of one or two punctuation marks between content of the same window."""
    out = content.copy()
    if len(content) < 4:
        return out
    same = owner[2:] == owner[:-2]
    out[1:-1] |= filler[1:-1] & content[:-2] & content[2:] & same
    same = owner[3:] == owner[:-3]
    both = filler[1:-2] & filler[2:-1] & content[:-3] & content[3:] & same
    out[1:-2] |= both
    out[2:-1] |= both
    return out


def _runs(flags: Flags, owner: Ints) -> tuple[Ints, Ints]:
    """The first and end index (exclusive) of each run of true flags within one owner."""
    if not len(flags):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    new = np.concatenate([[True], owner[1:] != owner[:-1]])
    before = np.concatenate([[False], flags[:-1]]) & ~new
    after = np.concatenate([flags[1:], [False]]) & ~np.concatenate([new[1:], [True]])
    return np.flatnonzero(flags & ~before), np.flatnonzero(flags & ~after) + 1


def _speakers(windows: Windows, labels: dc.Labels, chances: Floats, kept: Ints) -> tuple[Ints, Ints]:
    """The run of speaker labels nearest to the cue of each kept window, else its likeliest rows."""
    owner, rows, offsets = windows.owner, windows.rows, windows.offsets
    first, end = _runs(labels == dc.SPEAKER, owner)
    near = np.full((len(windows.cues), 2), -1, np.int64)
    if len(first):
        cue = windows.cues[owner[first]]
        distance = np.minimum(np.abs(rows[first] - cue), np.abs(rows[end - 1] - cue))
        order = np.lexsort((distance, owner[first]))
        lead = order[np.unique(owner[first][order], return_index=True)[1]]
        near[owner[first[lead]]] = np.stack([rows[first[lead]], rows[end[lead] - 1] + 1], axis=1)
    speaker = near[kept]
    found_by = np.where(speaker[:, 0] >= 0, LABELLED, NOBODY)
    for n in np.flatnonzero(found_by == NOBODY):
        a, b = offsets[kept[n]], offsets[kept[n] + 1]
        own = np.where(labels[a:b] == dc.NOTHING, chances[a:b, dc.SPEAKER], 0)
        top = int(own.argmax())
        if own[top] <= _SPEAKER_FROM:
            continue
        low, high = top, top + 1
        while low > 0 and own[low - 1] > own[top] * _STRETCH:
            low -= 1
        while high < b - a and own[high] > own[top] * _STRETCH:
            high += 1
        speaker[n] = rows[a + low], rows[a + high - 1] + 1
        found_by[n] = LIKELIEST
    return speaker, found_by


def _inherit(sheet: Sheet, cue: Ints, speaker: Ints, found_by: Ints) -> None:
    """Give a candidate without a speaker that of the previous cue in its sentence ("..., adding that ...")."""
    sentence = sheet.sentence[cue]
    for n in np.flatnonzero(found_by == NOBODY):
        before = n - 1
        while before >= 0 and sentence[before] == sentence[n]:
            if found_by[before] < INHERITED:
                speaker[n], found_by[n] = speaker[before], INHERITED
                break
            before -= 1


def _describe(sheet: Sheet, parts: _Parts, labels: dc.Labels, chances: Floats) -> tuple[Floats, list[Floats]]:
    windows, kept, cue, p, v, speech, speaker, found_by, runs, _, blocks = parts
    n, columns = len(kept), sheet.columns
    if not n:
        return np.zeros((0, len(FEATURES)), np.float32), []
    offsets = windows.offsets
    length = np.diff(offsets)[kept]

    def summed(values: NDArray[Any]) -> Floats:
        return np.add.reduceat(np.append(values, 0).astype(np.float32), offsets[:-1])[kept]

    def least(values: NDArray[Any]) -> Floats:
        return np.minimum.reduceat(np.append(values, 1).astype(np.float32), offsets[:-1])[kept]

    content = labels == dc.CONTENT
    labelled = np.maximum(summed(content), 1)
    mean_content = summed(chances[:, dc.CONTENT] * content) / labelled
    least_content = least(np.where(content, chances[:, dc.CONTENT], 1))
    is_speaker = labels == dc.SPEAKER
    mean_speaker = summed(chances[:, dc.SPEAKER] * is_speaker) / np.maximum(summed(is_speaker), 1)
    surest = chances.max(1)
    certain = summed(np.log(surest + 1e-9)) / length
    # How certain the labels are at the boundaries of content and speaker.
    changed = np.concatenate([[False], (labels[1:] != labels[:-1]) & (windows.owner[1:] == windows.owner[:-1])])
    edge = changed | np.concatenate([changed[1:], [False]])
    boundary = least(np.where(edge, surest, 1))
    gap = np.full(n, 1e6)
    np.minimum.at(gap, runs[:, 0], np.minimum(np.abs(cue[runs[:, 0]] - runs[:, 1]), np.abs(cue[runs[:, 0]] - runs[:, 2] + 1)))

    overlap: list[Floats] = []
    words, quoted, left, most_overlap, rival, nested, rival_valid, count, inside = (np.zeros(n, np.float32) for _ in range(9))
    for low, high, base, said in blocks:
        own = slice(low, high)
        shared = said @ said.T
        overlap.append(shared)
        size = np.diag(shared).copy()
        others = shared.copy()
        np.fill_diagonal(others, 0)
        part = others / size[:, None]
        words[own] = size
        quoted[own] = said @ (sheet.state[base : base + said.shape[1]] == INSIDE).astype(np.float32) / size
        most_overlap[own] = part.max(1)
        rival[own] = np.where(part > 0, p[None, own], 0).max(1)
        clash = others > 0.3 * np.minimum(size[:, None], size[None])
        rival_valid[own] = np.where(clash, v[None, own], -9).max(1)
        within = said[:, cue[own] - base]
        np.fill_diagonal(within, 0)
        nested[own] = (within * p[own, None]).max(0)
        count[own] = high - low
        named = np.flatnonzero(speaker[own, 0] >= 0)
        inside[low + named] = said[named, np.clip(speaker[low + named, 0] - base, 0, said.shape[1] - 1)]
    at = runs[:, 0]
    leftward = np.clip(cue[at] - runs[:, 1], 0, runs[:, 2] - runs[:, 1])
    left = (np.bincount(at, weights=leftward, minlength=n) / words).astype(np.float32)

    first, end = sheet.first[sheet.sentence[cue]], sheet.past[sheet.sentence[cue]]
    has = speaker[:, 0] >= 0
    head, tail = np.where(has, speaker[:, 0], 0), np.where(has, speaker[:, 1] - 1, 0)
    kind = np.where(~has, 0, np.where(columns[lx.PRONOUN, head] == 1, 1, np.where(columns[lx.PROPER, tail] == 1, 2, 3)))
    nearness = np.where(has, np.minimum(np.abs(head - cue), 40), 50)
    described = [
        p,
        v,
        v - rival_valid,
        mean_content,
        least_content,
        mean_speaker,
        certain,
        words,
        length,
        quoted,
        left,
        gap,
        most_overlap,
    ]
    described += [rival, nested, kind, np.bincount(at, minlength=n), columns[lx.SPEECH, cue], columns[lx.VERB, cue]]
    described += [
        sheet.state[cue] == INSIDE,
        cue - first,
        end - cue,
        count,
        p - rival,
        nearness,
        found_by,
        tail - head + 1,
        boundary,
        inside,
        speech,
    ]
    described += _setting(sheet, parts, words * quoted)
    return np.stack(described, axis=1).astype(np.float32), overlap


def _setting(sheet: Sheet, parts: _Parts, quoted_words: Floats) -> list[NDArray[Any]]:
    """The last FEATURES: signs in the sentence that something was said or not, and how the candidate's content begins and ends."""
    columns, cue, runs = sheet.columns, parts.cue, parts.runs
    moods = parts.windows.moods[parts.kept]
    bits = [(moods >> bit) & 1 for bit in range(MOOD_BITS)]
    words = columns[lx.HASH]
    has = parts.speaker[:, 0] >= 0
    negative = has & (columns[lx.MOOD, np.where(has, parts.speaker[:, 0], 0)] == lx.NEGATION)
    last = sheet.past[sheet.sentence[cue]] - 1
    ended = (columns[lx.PUNCTUATION, last] == 1) & (words[last] != _hash(":")) & (words[last] != _hash(","))
    opening, closing = np.searchsorted(runs[:, 0], [np.arange(len(cue)), np.arange(1, len(cue) + 1)])
    begin, end = runs[opening, 1], np.minimum(runs[closing - 1, 2], len(sheet.types) - 1)
    before = np.maximum(begin - 1, 0)
    tag = columns[lx.COARSE, cue]
    first = sheet.first[sheet.sentence[cue]]
    return [
        *bits,
        negative,
        ~ended,
        words[begin] == _hash("that"),
        words[begin] == _hash("to"),
        columns[lx.CAPITAL, begin],
        (words[end] == _hash(".")) | (words[end] == _hash("”")),
        words[end] == _hash(","),
        np.log1p(quoted_words),
        tag == lx.COARSE_NOUN,
        columns[lx.PROPER, cue],
        sheet.bound[first] & 4,
        words[before] == _hash("that"),
    ]


def _hash(word: str) -> int:
    return lx.crc(word) & 0xFFFFFF
