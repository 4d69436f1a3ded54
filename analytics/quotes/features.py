"""The network's input: a batch of articles as flat arrays, and the words around each candidate cue.

Long articles are cut into pieces at paragraph ends and windows are capped, so time and memory stay linear for any text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analytics.quotes import lexicon as lx
from analytics.quotes.marks import CLOSING, INSIDE, OPENING, Marks
from analytics.text import Document

Ints = NDArray[np.int64]
Small = NDArray[np.int32]
Flags = NDArray[np.bool_]

# Empty rows after each piece: no convolution reaches from one article into the next.
PAD = 8
# Approximate tokens of a piece: a longer article is cut at the next end of a paragraph (or of a sentence, or in the middle of one).
PIECE, LONGEST_PIECE = 3000, 6000
# A window reaches at most this many tokens to either side of its cue.
REACH = 160
_LEFT_SENTENCES, _RIGHT_SENTENCES = 5, 7

_EVENTS, _PATHS = 1024, 4096
# Rows of each table of relative features, in the order in which `relate` gives them.
TABLES = (64, 240, 192, 900, 60, 2 * _EVENTS, 2 * lx.LEMMAS, 48, _PATHS, 400)
# Sorts of surroundings that decide whether a cue reports anything, as bits: see `_moods`.
MOOD_BITS = 8

_THAT = lx.crc("that") & 0xFFFFFF


def _distance_buckets() -> NDArray[np.int32]:
    edges = np.array([7, 10, 15, 25, 41])
    distance = np.arange(-200, 201)
    size = np.abs(distance)
    return np.where(size <= 6, size, 7 + np.searchsorted(edges[1:], size, side="right")).astype(np.int32) + np.where(
        distance < 0, 20, 0
    ).astype(np.int32)


_BUCKETS = _distance_buckets()


class Piece(NamedTuple):
    """Tokens ``first`` to ``past`` (exclusive) of a document of the batch; in the sheet they begin at ``base``."""

    document: int
    first: int
    past: int
    base: int


class Sheet(NamedTuple):
    """A batch laid end to end, with PAD empty rows after each piece; every array has one entry per row.

    ``types``: row of the word forms ``met``; ``columns``: (COLUMNS, rows) of the lexicon; ``state``: of the marks; ``bound``: bits
    for first and last of its sentence, first of its paragraph, speech word; ``sentence``: number in the sheet (padding has its
    own); ``paragraph``; ``quotation``: the sort of quotation around the token, 0 for none; ``quotations`` (n, 2): first and end
    row (exclusive) of each; ``first``, ``past``, ``low``, ``high``: a sentence's own rows, and its window's, by sentence number.
    """

    pieces: list[Piece]
    met: lx.Met
    types: Ints
    columns: Small
    state: Small
    bound: Small
    sentence: Small
    paragraph: Small
    quotation: Small
    quotations: Ints
    first: Ints
    past: Ints
    low: Ints
    high: Ints


Cut = tuple[int, int, int]


def cuts_of(documents: Sequence[Document]) -> list[Cut]:
    """All pieces of some documents: document, first and end token (exclusive)."""
    return [(number, first, end) for number, document in enumerate(documents) for first, end in cut(document)]


def lay_out(documents: Sequence[Document], marks: Sequence[Marks], lexicon: lx.Lexicon, cuts: Sequence[Cut] | None = None) -> Sheet:
    """Lay several documents, or some of their pieces, out as one sheet."""
    pieces: list[Piece] = []
    met = lexicon.met()
    types: list[int] = []
    state = bytearray()
    kinds: list[NDArray[np.int32]] = []
    spans: list[Ints] = []
    paragraphs: list[Ints] = []
    quotations: list[Ints] = [np.zeros((0, 2), np.int64)]
    empty = [0] * PAD
    base, paragraph_base, known = 0, 1, -1
    sentences = quoted = np.zeros((0, 2), np.int64)
    starts = np.zeros(0, np.int64)
    for number, first, end in cuts_of(documents) if cuts is None else cuts:
        document, mark = documents[number], marks[number]
        if number != known:
            paragraph_base += len(starts) + 1
            sentences = np.array(document.sentences, np.int64).reshape(-1, 2)
            starts = np.array([a for a, _ in document.paragraphs], np.int64)
            quoted = np.array(mark.quotations, np.int64).reshape(-1, 2)
            known = number
        low, high = np.searchsorted(quoted[:, 1], first, side="right"), np.searchsorted(quoted[:, 0], end)
        inner = mark.quotations[low:high]
        pieces.append(Piece(number, first, end, base))
        types += lexicon.look_up(met, _words(document, mark, inner, first, end))
        types += empty
        state += mark.state[first:end]
        state += bytes(PAD)
        kinds += [_quotation_kinds(document, mark, inner, first, end), np.zeros(PAD, np.int32)]
        quotations.append(quoted[low:high].clip(first, end) - first + base)
        within = slice(np.searchsorted(sentences[:, 1], first, side="right"), np.searchsorted(sentences[:, 0], end))
        own = sentences[within].clip(first, end)
        spans += [own - first + base, np.array([[end - first + base, end - first + base + PAD]])]
        paragraphs += [np.searchsorted(starts, own[:, 0], side="right") + paragraph_base, np.zeros(1, np.int64)]
        base += end - first + PAD
    at = np.array(types, np.int64)
    columns = met.rows[:, at]
    quote_state = np.frombuffer(bytes(state), np.uint8).astype(np.int32)
    return _with_sentences(
        pieces,
        met,
        at,
        columns,
        quote_state,
        np.concatenate(kinds),
        np.concatenate(quotations),
        np.concatenate(spans),
        np.concatenate(paragraphs),
    )


def cut(document: Document) -> list[tuple[int, int]]:
    """Cut a document into pieces: token ranges of at most LONGEST_PIECE tokens."""
    n = len(document.words)
    if n <= LONGEST_PIECE:
        return [(0, n)] if n else []
    ends: list[int] = []
    for _, paragraph_past in document.paragraphs:
        start = ends[-1] if ends else 0
        if paragraph_past - start > LONGEST_PIECE:
            first = document.sentence_of[start]
            for _, end in document.sentences[first : document.sentence_of[paragraph_past - 1] + 1]:
                while end - start > LONGEST_PIECE:
                    start = min(start + PIECE, end)
                    ends.append(start)
                if end - start >= PIECE:
                    start = end
                    ends.append(start)
        elif paragraph_past - start >= PIECE:
            ends.append(paragraph_past)
    if not ends or ends[-1] < n:
        ends.append(n)
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _words(document: Document, marks: Marks, quotations: list[tuple[int, int]], first: int, past: int) -> list[str]:
    """The tokens of a range, with every sort of quotation mark as the curly double one."""
    words = document.words[first:past]
    for opened, end in quotations:
        if opened >= first and not words[opened - first][0].isalnum():
            words[opened - first] = "“"
        if end <= past and marks.state[end - 1] == CLOSING:
            words[end - 1 - first] = "”"
    return words


def _quotation_kinds(
    document: Document, marks: Marks, quotations: list[tuple[int, int]], first: int, past: int
) -> NDArray[np.int32]:
    """The kind of quotation around each token, 1 to 36: how it closes (4), where it opens (3), how long it is (3); else 0."""
    kinds = np.zeros(past - first, np.int32)
    words = document.words
    for opened, end in quotations:
        closed = marks.state[end - 1] == CLOSING
        last = words[end - 2] if closed else words[end - 1]
        after = words[end] if end < len(words) else ""
        closing = 0 if not closed else 1 if last == "," or after == "," else 2 if last in ".!?…" or after == "." else 3
        start = document.sentences[document.sentence_of[opened]][0]
        opens = 2 if opened > start else 1 if opened > document.paragraphs[document.paragraph_of[opened]][0] else 0
        length = end - opened
        kinds[max(opened - first, 0) : end - first] = (
            1 + (closing * 3 + opens) * 3 + (0 if length <= 5 else 1 if length <= 8 else 2)
        )
    return kinds


def _with_sentences(
    pieces: list[Piece],
    met: lx.Met,
    types: Ints,
    columns: Small,
    state: Small,
    kind: Small,
    quotations: Ints,
    spans: Ints,
    paragraph: Ints,
) -> Sheet:
    first, end = spans[:, 0], spans[:, 1]
    real = paragraph > 0
    sentence = np.repeat(np.arange(len(spans), dtype=np.int32), end - first)
    of_token = paragraph[sentence].astype(np.int32)
    bound = columns[lx.SPEECH] * 8
    bound[first[real]] |= 1
    bound[end[real] - 1] |= 2
    opens_paragraph = real & (paragraph != np.concatenate([[-1], paragraph[:-1]]))
    bound[first[opens_paragraph]] |= 4
    inside = np.concatenate([[0], np.cumsum(state > 0)])
    quoted = inside[end] > inside[first]
    n = len(spans)
    low = high = np.arange(n)
    going = real.copy()
    for _ in range(_LEFT_SENTENCES):
        before = np.maximum(low - 1, 0)
        going &= (low > 0) & (paragraph[before] == paragraph) & quoted[before]
        low = np.where(going, before, low)
    going = real.copy()
    last = np.maximum(end - 1, 0)
    leads_on = (state[last] == INSIDE) | (state[last] == OPENING) | (columns[lx.HASH, last] == (lx.crc(":") & 0xFFFFFF))
    for _ in range(_RIGHT_SENTENCES):
        after = np.minimum(high + 1, n - 1)
        same = (paragraph[after] == paragraph) & quoted[after]
        next_one = (paragraph[after] == paragraph[high] + 1) & (state[first[after]] == OPENING) & leads_on[high]
        # Of the next paragraph, only quoted sentences belong to the window.
        deeper = (paragraph[after] == paragraph[high]) & (paragraph[high] > paragraph) & quoted[after]
        going &= (high + 1 < n) & (same | next_one | deeper) & real[after]
        high = np.where(going, after, high)
    return Sheet(pieces, met, types, columns, state, bound, sentence, of_token, kind, quotations, first, end, first[low], end[high])


class Windows(NamedTuple):
    """The surroundings of candidate cues. ``cues``: rows of the sheet; window n has the rows ``rows[offsets[n]:offsets[n + 1]]``,
    ``owner`` is the window of each of them; ``features``: (len(TABLES), rows) indexes into the tables of relative features;
    ``moods``: bits of each cue, negation and the like."""

    cues: Ints
    offsets: Ints
    rows: Ints
    owner: Ints
    features: Small
    moods: Ints


def relate(sheet: Sheet, cues: Ints, others: Flags, *, reach: int | Ints = REACH) -> Windows:
    """Make the windows of the cues, and relate each of their tokens to its cue; ``others`` flags the likely cues of the sheet;
    ``reach``: tokens to either side at most, of each cue or of all."""
    numbers = sheet.sentence[cues]
    low = np.maximum(sheet.low[numbers], cues - reach)
    high = np.minimum(sheet.high[numbers], cues + reach + 1)
    lengths = high - low
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    owner = np.repeat(np.arange(len(cues)), lengths)
    rows = np.arange(offsets[-1]) - np.repeat(offsets[:-1] - low, lengths)
    return Windows(cues, offsets, rows, owner, _features(sheet, cues, rows, owner, others), _moods(sheet, cues))


def _running(values: NDArray[np.generic]) -> Small:
    return np.concatenate([[0], np.cumsum(values)]).astype(np.int32)


def _features(sheet: Sheet, cues: Ints, rows: Ints, owner: Ints, others: Flags) -> Small:
    columns, state = sheet.columns, sheet.state
    n = len(state)
    cue = cues[owner]
    step = rows - cue
    right = step > 0
    rightward = right.astype(np.int32)
    side = np.where(right, 2, np.where(step < 0, 0, 1)).astype(np.int32)
    nearer, farther = np.minimum(rows, cue), np.maximum(rows, cue)
    marks, verbs, commas = _running(state >= OPENING), _running(columns[lx.VERB]), _running(columns[lx.COMMA])
    inside, thats, likely = _running(state > 0), _running(columns[lx.HASH] == _THAT), _running(others)

    def between(running: Small, most: int) -> Small:
        return np.asarray(np.clip(running[farther] - running[nearer + 1], 0, most), np.int32)

    mark_count = np.minimum(np.where(right, marks[rows + 1] - marks[cue + 1], marks[cue] - marks[rows]), 4)
    comma_count, verb_count, cue_count = between(commas, 3), between(verbs, 2), between(likely, 2)
    sentences_off = np.clip(sheet.sentence[rows] - sheet.sentence[cue], -2, 2) + 2
    place = sentences_off + 5 * (sheet.paragraph[rows] != sheet.paragraph[cue])
    quote = state[rows]
    cue_inside = (state[cue] == INSIDE).astype(np.int32)

    first, end = sheet.first[sheet.sentence[cues]], sheet.past[sheet.sentence[cues]]
    that = thats[np.minimum(cues + 7, end)] > thats[cues + 1]
    configuration = (
        columns[lx.SPEECH, cues]
        + 2 * (commas[cues] > commas[first])
        + 4 * that
        + 8 * (inside[cues] > inside[first])
        + 16 * (inside[end] > inside[cues + 1])
        + 32 * (end - 1 - cues <= 2)
    ).astype(np.int32)[owner]
    passed_that = ((thats[farther] > thats[nearer + 1]) & right).astype(np.int32)
    that_clause = (that[owner] & (place == 2)).astype(np.int32)

    return np.stack(
        [
            _BUCKETS[np.clip(step, -200, 200) + 200],
            ((side * 10 + place) * 4 + quote) * 2 + cue_inside,
            side * 64 + configuration,
            (((side * 5 + mark_count) * 4 + comma_count) * 3 + verb_count) * 5 + np.minimum(place, 4),
            (side * 4 + quote) * 5 + cue_count,
            rightward * _EVENTS + _last_event(columns, rows, cue, right, n),
            rightward * lx.LEMMAS + columns[lx.LEMMA, cue],
            ((that_clause * 2 + passed_that) * 3 + verb_count) * 2 + rightward + 24 * others[rows],
            _path(columns[lx.COARSE], cue, step, side, n),
            (sheet.quotation[rows] * 5 + mark_count) * 2 + rightward,
        ]
    ).astype(np.int32)


def _moods(sheet: Sheet, cues: Ints) -> Ints:
    """MOOD_BITS bits for each cue: a negation, a modal or a form of "be" among the three words before it, "to" among the two, a
    condition, a negation or a word of falsity anywhere before it in its sentence, "by" among the four after it."""
    mood = sheet.columns[lx.MOOD]
    first, end = sheet.first[sheet.sentence[cues]], sheet.past[sheet.sentence[cues]]
    near, next_to, after = np.maximum(cues - 3, first), np.maximum(cues - 2, first), np.minimum(cues + 5, end)
    ranges = (
        (lx.NEGATION, near, cues), (lx.MODAL, near, cues), (lx.BE, near, cues), (lx.TO, next_to, cues),
        (lx.CONDITION, first, cues), (lx.NEGATION, first, cues), (lx.FALSITY, first, cues), (lx.BY, cues + 1, after),
    )  # fmt: skip
    moods = np.zeros(len(cues), np.int64)
    for bit, (sort, low, high) in enumerate(ranges):
        running = _running((mood & sort) > 0)
        moods |= (running[np.maximum(high, low)] > running[low]).astype(np.int64) << bit
    return moods


def _last_event(columns: Small, rows: Ints, cue: Ints, right: Flags, n: int) -> Ints:
    """The last comma (with the word after it) or conjunction between cue and token, hashed; 0 where there is none."""
    event = columns[lx.EVENT].astype(np.int64)
    at = np.arange(n)
    last = np.concatenate([[-1], np.maximum.accumulate(np.where(event > 0, at, -1))[:-1]])[rows]
    following = np.concatenate([np.minimum.accumulate(np.where(event > 0, at, n)[::-1])[::-1][1:], [n]])[rows]
    next_one = np.minimum(following, n - 1)
    word, tag = columns[lx.HASH].astype(np.int64), columns[lx.TAG].astype(np.int64)
    to_right = np.where(last > cue, np.where(event[last] == 1, word[np.minimum(last + 1, n - 1)] * 7 + 5, event[last]), 0)
    to_left = np.where(
        following < cue, np.where(event[next_one] == 1, tag[np.minimum(next_one + 1, n - 1)] * 7 + 9, event[next_one]), 0
    )
    return np.where(right, to_right, to_left) % 1021


def _path(coarse: Small, cue: Ints, step: Ints, side: Small, n: int) -> Ints:
    """The tags from the cue to a token at most six away, hashed; 0 farther off."""
    hashed = np.zeros(len(step), np.int64)
    near = np.flatnonzero(np.abs(step) < 7)
    size, sign, origin = np.abs(step[near]), np.where(step[near] > 0, 1, -1), cue[near]
    code = np.zeros(len(near), np.int64)
    for distance in range(1, 7):
        tag = coarse[np.clip(origin + sign * distance, 0, n - 1)]
        code = np.where(size >= distance, (code * 31 + tag + distance) % 1_000_003, code)
    hashed[near] = 1 + (code * 2 + side[near]) % (_PATHS - 1)
    return hashed
