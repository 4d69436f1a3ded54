"""Quotation marks: which tokens are inside them, and where each quotation begins and ends.

Knows “ ” " « » » « ‹ › „ “ `` '' and doubled single marks, and British speech in ‘ ’ or ' ' where the marks behave like marks
and not like apostrophes. Each paragraph is read by itself, so that a mark that is never closed affects at most its paragraph.
"""

from __future__ import annotations

import functools
from itertools import pairwise
from typing import NamedTuple

from analytics.quotes.stance import dictionary_forms, stances
from analytics.text import Document

OUTSIDE, INSIDE, OPENING, CLOSING = 0, 1, 2, 3

_OPEN = frozenset("“«‹„``")
_CLOSE = frozenset("”»›")
_STRAIGHT = frozenset(('"', "''", "``", "＂"))
_SINGLE = frozenset("‘’'‛")
_MARKS = frozenset(("“", "«", "‹", "„", "”", "»", "›", *_STRAIGHT, *_SINGLE))
_STOPS = frozenset((",", ".", "!", "?", "…", "...", "—", "–", "--"))
# Words that begin or end with an apostrophe of their own.
_CLIPPED_HEAD = frozenset("em cause til till tis twas n bout round cos cuz neath nuff".split())
_CLIPPED_TAIL = frozenset("o ol an th mo lil".split())
# A single pair around fewer words than this is a title, a nickname or a scare quote, unless the document speaks in singles.
_SPEECH_WORDS = 6
# A block of fewer words is a heading or an entry of a list.
_BLOCK_WORDS = 6
# The most words of a speaker, and those without a capital.
_NAME_WORDS = 8
_SPEAKERS = frozenset("he she they it the a an his her their its of de van von".split())
_REPORTING = frozenset("neutral announcing assertive denying warning manner clarifying promising criticising".split())


class Marks(NamedTuple):
    """Quotation marks of a document. ``state`` is OUTSIDE, INSIDE, OPENING or CLOSING for each token; ``quotations`` are token
    ranges, marks included."""

    state: bytearray
    quotations: list[tuple[int, int]]

    def inside(self, token: int) -> bool:
        """Whether a token is part of a quotation: within its marks, or one of them."""
        return self.state[token] != OUTSIDE

    def tokens(self) -> list[int]:
        """The tokens of all quotations, marks included."""
        return [i for i, state in enumerate(self.state) if state != OUTSIDE]


def read_marks(document: Document) -> Marks:
    """Find the quotations of a document.

    >>> from analytics.text import read
    >>> d = read("‘It’s the voters’ choice,’ she said, calling it “big”.")
    >>> [d.text[slice(*d.span(*q))] for q in read_marks(d).quotations]
    ['‘It’s the voters’ choice,’', '“big”']
    """
    words = document.words
    state = bytearray(len(words))
    quotations: list[tuple[int, int]] = []
    found = [i for i, word in enumerate(words) if word in _MARKS] if not _MARKS.isdisjoint(words) else []
    by_paragraph: dict[int, list[int]] = {}
    for i in found:
        by_paragraph.setdefault(document.paragraph_of[i], []).append(i)
    british = _speaks_in_singles(document, by_paragraph)
    for number, at in by_paragraph.items():
        end = document.paragraphs[number][1]
        doubles = [i for i in at if words[i] not in _SINGLE]
        spans = _double_spans(document, _with_doubled_singles(document, at, doubles), end)
        singles = [i for i in at if words[i] in _SINGLE]
        if singles:
            spans = _merge(spans, _single_spans(document, singles, end, british), words, british)
        for first, past in spans:
            state[first:past] = bytes([INSIDE]) * (past - first)
            state[first] = OPENING
            if past - first > 1 and words[past - 1] in _MARKS:
                state[past - 1] = CLOSING
        quotations += spans
    blocks = [block for number in range(1, len(document.paragraphs)) if (block := _block(document, state, number))]
    for first, past in blocks:
        state[first:past] = bytes([INSIDE]) * (past - first)
        state[first] = OPENING
    return Marks(state, sorted(quotations + blocks) if blocks else quotations)


def _block(document: Document, state: bytearray, number: int) -> tuple[int, int] | None:
    """The range of a paragraph without marks that is quoted as a block: the one before it ends in a reporting word and a colon."""
    end, (first, past) = document.paragraphs[number - 1][1], document.paragraphs[number]
    words = document.words
    if words[end - 1] != ":" or past - first < _BLOCK_WORDS or any(state[first:past]) or words[past - 1] == ":":
        return None
    if not (words[first][0].isupper() or words[first] == ">"):
        return None
    # "NAME: ..." is a turn of a transcript.
    if ":" in words[first : first + 6]:
        return None
    sentence = document.lower[max(document.sentences[document.sentence_of[end - 1]][0], end - 40) : end]
    return (first, past) if any(reports(word) for word in sentence) else None


@functools.lru_cache(16384)
def reports(word: str) -> bool:
    """Whether a lower-case word is a form of a verb of saying."""
    return any(stances().get(form) in _REPORTING for form in dictionary_forms(word))


def _with_doubled_singles(document: Document, at: list[int], doubles: list[int]) -> list[int]:
    """Add ‘‘ and ’’ written as two single marks: the outer one of the pair counts as the double mark."""
    words, extra = document.words, []
    for a, b in pairwise(at):
        if b == a + 1 and words[a] == words[b] and words[a] in "‘’" and document.starts[b] == document.ends[a]:
            extra.append(a if words[a] == "‘" else b)
    return sorted(doubles + extra) if extra else doubles


def _opens(document: Document, i: int) -> bool:
    """Whether the mark at token i belongs to the next token: nothing, a space, a bracket or a dash before it, no space after it."""
    if i + 1 >= len(document.words) or document.starts[i + 1] != document.ends[i]:
        return False
    return i == 0 or document.starts[i] != document.ends[i - 1] or document.words[i - 1][-1] in "([{—–-/“‘:"


def _closes(document: Document, i: int) -> bool:
    """Whether the mark at token i is attached to the token before it."""
    return i > 0 and document.starts[i] == document.ends[i - 1]


def _double_spans(document: Document, at: list[int], end: int) -> list[tuple[int, int]]:
    words = document.words
    spans: list[tuple[int, int]] = []
    opened = -1
    german = False
    for i in at:
        word = words[i]
        if opened < 0:
            turned = word in "»›" and _opens(document, i) and not _closes(document, i)
            if (word in _CLOSE and not turned) or (word in _STRAIGHT and not _opens(document, i) and _closes(document, i)):
                if not spans and (start := _unopened(document, i)) is not None:
                    spans.append((start, i + 1))
                continue
            opened, german = i, word == "„"
        elif _ends(document, opened, i, german):
            spans.append((opened, i + 1))
            opened = -1
        elif word in _OPEN or (words[opened] in _STRAIGHT and _opens(document, i)):
            spans.append((opened, _left_open(document, opened, i)))
            opened = i
    if opened >= 0 and end - opened > 1:
        spans.append((opened, end))
    return [s for s in spans if s[1] - s[0] > 1]


def _left_open(document: Document, opened: int, i: int) -> int:
    """Where a quotation ends that is not closed before the next one opens at token i: there, if that is a new sentence and no
    speaker is named in between, as where a text lost the breaks between the paragraphs of one quotation; else with its sentence."""
    end = document.sentences[document.sentence_of[opened]][1]
    said = document.sentences[document.sentence_of[i]][0] == i and not names_speaker(document, opened, i)
    return i if said else min(end, i)


def names_speaker(document: Document, first: int, end: int) -> bool:
    """Whether some words name their speaker because the mark before it is missing: "The bridge is safe, Ode said."."""
    for comma in range(first, end):
        if document.words[comma] == ",":
            past = comma + 1
            while past < min(end, comma + _NAME_WORDS) and not reports(document.lower[past]) and _in_speaker(document, past):
                past += 1
            if past < end and reports(document.lower[past]):
                return True
    return False


def _in_speaker(document: Document, token: int) -> bool:
    return document.words[token][0].isupper() or document.lower[token] in _SPEAKERS


def _unopened(document: Document, i: int) -> int | None:
    """The first token of a quotation that the mark at token i closes although no mark opens it: the start of the sentence where a
    reporting word follows the mark; the start of the paragraph where no word before the mark reports anything either."""
    words, lower = document.words, document.lower
    first = document.paragraphs[document.paragraph_of[i]][0]
    if i - first < 2 or words[i - 1][-1] not in ",.!?":
        return None
    end = document.sentences[document.sentence_of[i]][1]
    if not any(reports(word) for word in lower[i + 1 : min(end, i + 6)]):
        return None
    own = document.sentences[document.sentence_of[i]][0]
    return own if any(reports(word) for word in lower[first:own]) else first


def _ends(document: Document, opened: int, i: int, german: bool) -> bool:
    """Whether the mark at token i closes the one at token ``opened``. A straight mark must not be attached to the next token."""
    word = document.words[i]
    if document.words[opened] in "»›":
        return word in "«‹"
    if word not in _STRAIGHT:
        return word in _CLOSE or word == "’" or (german and word == "“")
    if document.words[opened] in _STRAIGHT:
        return _closes(document, i) or not _opens(document, i)
    return document.words[opened] in "“„" and _closes(document, i) and not _opens(document, i)


def _single_spans(document: Document, at: list[int], end: int, british: bool) -> list[tuple[int, int, bool]]:
    """First and end token (exclusive) of each pair of single marks that cannot be apostrophes, and whether punctuation closes it.

    Where single marks carry speech, one that opens a paragraph and is never closed extends to the paragraph's end.
    """
    words, lower = document.words, document.lower
    spans: list[tuple[int, int, bool]] = []
    opened, weak = -1, -1
    for i in [*at, end]:
        opening = (
            i < end
            and words[i] != "’"
            and _opens(document, i)
            and lower[i + 1] not in _CLIPPED_HEAD
            and not lower[i + 1][0].isdigit()
        )
        if i == end or opening:
            if opened >= 0 and weak >= 0:
                spans.append((opened, weak + 1, False))
            elif opened >= 0 and british and i == end and _runs_on(document, opened):
                spans.append((opened, end, False))
            opened, weak = (i, -1) if opening else (-1, -1)
            continue
        if opened < 0 or words[i] == "‘" or not _closes(document, i):
            continue
        before = lower[i - 1]
        after = words[i + 1] if i + 1 < end else "."
        apart = i + 1 >= end or document.starts[i + 1] != document.ends[i]
        possessive = before[-1] in "sz" or before in _CLIPPED_TAIL or (before.endswith("in") and len(before) > 4)
        if before in _STOPS or before[-1] in ".!?":
            spans.append((opened, i + 1, True))
            opened = weak = -1
        elif not (after[0].isalnum() and not apart) and not (possessive and apart and after[0].isalnum()):
            spans.append((opened, i + 1, after[0] in ",.;:!?"))
            opened = weak = -1
        elif apart:
            weak = i
    return spans


def _runs_on(document: Document, opened: int) -> bool:
    """Whether a single mark that is never closed opens a quotation up to its paragraph's end: it opens the paragraph, or the next
    paragraph opens with another."""
    first, end = document.paragraphs[document.paragraph_of[opened]]
    return opened == first or (end < len(document.words) and document.words[end] in _SINGLE and _opens(document, end))


def _speaks_in_singles(document: Document, by_paragraph: dict[int, list[int]]) -> bool:
    """Whether single marks carry speech: more paragraphs open with one, or close one after a comma, than with doubles."""
    singles = doubles = 0
    for at in by_paragraph.values():
        first = next((i for i in at if _opens(document, i) and document.words[i] != "’"), None)
        if first is None:
            continue
        if document.words[first] in _SINGLE:
            singles += document.lower[first + 1] not in _CLIPPED_HEAD
        else:
            doubles += 1
    return singles > doubles


def _merge(
    doubles: list[tuple[int, int]], singles: list[tuple[int, int, bool]], words: list[str], british: bool
) -> list[tuple[int, int]]:
    """The outer quotations: a single pair inside a double one is part of it, and the reverse."""
    kept: list[tuple[int, int]] = []
    d = 0
    for first, end, stopped in singles:
        while d < len(doubles) and doubles[d][1] <= first:
            d += 1
        if d < len(doubles) and doubles[d][0] < first:
            continue
        speech = british or (stopped and end - first > 4) or end - first - 2 >= _SPEECH_WORDS
        if speech:
            kept.append((first, end))
    if not kept:
        return doubles
    outer: list[tuple[int, int]] = []
    k = 0
    for first, end in doubles:
        while k < len(kept) and kept[k][1] <= first:
            k += 1
        if k < len(kept) and kept[k][0] < first and end <= kept[k][1] + 1:
            continue
        outer.append((first, end))
    merged = sorted(kept + outer)
    return [s for n, s in enumerate(merged) if n == 0 or s[0] >= merged[n - 1][1]]
