"""Quotations without a reporting word: signed ones, labelled ones, and those that continue an earlier quote."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from analytics.quotes.drafts import Draft, Range
from analytics.quotes.features import REACH
from analytics.quotes.join import actor_between, owners_of
from analytics.quotes.marks import CLOSING, Marks
from analytics.text import Document

# Shorter quotations without a cue are titles, nicknames and scare quotes, unless they are signed or a sentence of their own.
_WORDS, _FEW = 6, 3
# A speaker is carried over at most this many tokens.
_RECENT = 200
_DASHES = frozenset(("―", "—", "–", "--", "-"))
_LINKS = frozenset("of the de von van der la al bin and".split())
_NAME_WORDS, _FEW = 6, 3

RULES = (
    "signed with a dash",
    "a name and a colon before the quotation",
    "a weak cue beside the quotation",
    "the speaker of the paragraph that ends in a colon",
    "continues the quote before it",
    "the name beside the quotation",
    "no speaker is named",
    "the subject of the sentence before the quotation",
)
SIGNED, LABELLED, WEAK, COLON, CONTINUED, BESIDE, NOBODY, ACTING = range(len(RULES))


class Hint(NamedTuple):
    """A candidate that was not kept: the tokens of its content, speaker and cue, and the chance of the cue."""

    parts: list[Range]
    speaker: Range
    cue: int
    chance: float


def unclaimed(document: Document, marks: Marks, drafts: list[Draft], hints: list[Hint], unsaid: list[Range]) -> list[Draft]:
    """Make a draft for each quotation that no draft covers, with the best guess at its speaker and features to judge it by.

    ``hints`` are in the order of their cues; quotations in ``unsaid``, the words that no speaker said, are left out.
    """
    owners = owners_of(marks.quotations, drafts)
    silent = owners_of(marks.quotations, [Draft(unsaid, None, None, "")]) if unsaid else [None] * len(owners)
    found: list[Draft] = []
    waiting = sorted((d for d in drafts if d.speaker and d.parts), key=lambda d: d.parts[0], reverse=True)
    cues = [h.cue for h in hints]
    last: Draft | None = None
    for n, (first, end) in enumerate(marks.quotations):
        while waiting and waiting[-1].parts[0][0] < first:
            draft = waiting.pop()
            last = draft if last is None or draft.parts[-1] >= last.parts[-1] else last
        if owners[n] is not None or silent[n] is not None:
            continue
        words = sum(document.words[i][0].isalnum() for i in range(first, end))
        signature = _signature(document, end)
        label = None if signature else _label(document, first, end)
        if words < (_FEW if signature or label or _is_sentence(document, marks, first, end) else _WORDS):
            continue
        if signature or label:
            guess = _Guess(signature or label, SIGNED if signature else LABELLED)
        else:
            near = hints[bisect_left(cues, first - REACH) : bisect_left(cues, end + REACH)]
            guess = _guess(document, marks, (first, end), last, near)
        start = label[1] + 1 if label and label[1] > first else first
        draft = Draft([(start, end)], guess.speaker, None, RULES[guess.rule])
        draft.features = _features(document, marks, (first, end), guess, words)
        found.append(draft)
        last = draft if draft.speaker else last
    return found


def _is_sentence(document: Document, marks: Marks, first: int, end: int) -> bool:
    """Whether a quotation opens its sentence or follows a colon, and ends a sentence: "“Burn the ledger.”"."""
    if marks.state[end - 1] != CLOSING or end - first < 3:
        return False
    opens = first == document.sentences[document.sentence_of[first]][0] or document.words[first - 1] == ":"
    return opens and document.words[first + 1][0].isupper() and document.words[end - 2][-1] in ".!?"


class _Guess(NamedTuple):
    """A speaker and the rule that found it; ``distance``: tokens back to the quote it continues; ``chance`` of a weak cue."""

    speaker: Range | None
    rule: int
    distance: int = 0
    chance: float = 0.0


def _guess(document: Document, marks: Marks, quotation: Range, last: Draft | None, hints: list[Hint]) -> _Guess:
    first, end = quotation
    weak = [h for h in hints if sum(max(0, min(b, end) - max(a, first)) for a, b in h.parts) > 0.3 * (end - first)]
    if weak:
        hint = max(weak, key=lambda h: h.chance)
        return _Guess(hint.speaker, WEAK, 0, hint.chance)
    opens = document.paragraphs[document.paragraph_of[first]][0] == first
    sentence = document.sentences[document.sentence_of[first]]
    if opens and first and document.words[first - 1] == ":":
        low, _ = document.sentences[document.sentence_of[first - 1]]
        own = [h for h in hints if low <= h.cue < first]
        if own:
            return _Guess(own[-1].speaker, COLON, 0, own[-1].chance)
        if name := _name_in(document, low, first - 1):
            return _Guess(name, COLON)
    if last and first == sentence[0] and (other := actor_between(document, marks, last, first)):
        return _Guess(other, ACTING)
    distance = first - last.parts[-1][1] if last else _RECENT
    if last and distance < _RECENT and first == sentence[0]:
        return _Guess(last.speaker, CONTINUED, distance)
    if name := _name_in(document, end, sentence[1]) or _name_in(document, sentence[0], first):
        return _Guess(name, BESIDE)
    if last and distance < _RECENT:
        return _Guess(last.speaker, CONTINUED, distance)
    return _Guess(None, NOBODY)


def _features(document: Document, marks: Marks, quotation: Range, guess: _Guess, words: int) -> list[float]:
    first, end = quotation
    speaker, rule, distance, chance = guess
    paragraph = document.paragraphs[document.paragraph_of[first]]
    sentence = document.sentences[document.sentence_of[first]]
    closed = marks.state[end - 1] == CLOSING
    last = document.words[end - 2 if closed else end - 1]
    head = document.words[first + 1] if first + 1 < end else ""
    between = document.paragraph_of[first] - document.paragraph_of[speaker[0]] if speaker else 0
    return [
        *(float(rule == r) for r in range(len(RULES))),
        min(words, 60) / 10,
        float(words >= 10),
        float(first == paragraph[0]),
        float(end >= paragraph[1] - 1),
        float(first == sentence[0]),
        float(closed),
        float(last in ".!?"),
        float(last == ","),
        float(head[:1].isupper()),
        min(distance, 200) / 50,
        chance,
        float(min(abs(between), 5)),
        float(speaker is not None and document.words[speaker[0]][0].isupper()),
        float(speaker is not None and document.lower[speaker[0]] in ("he", "she")),
    ]


def _signature(document: Document, past: int) -> Range | None:
    """The name of “...” ― Name, in the same paragraph or as a short paragraph of its own after it."""
    words, n = document.words, len(document.words)
    if past >= n:
        return None
    paragraph = document.paragraph_of[past - 1]
    end = document.paragraphs[document.paragraph_of[past]][1]
    if document.paragraph_of[past] != paragraph and (document.paragraph_of[past] != paragraph + 1 or end - past > 24):
        return None
    if words[past] == "(" and end - past < 16 and past + 1 < end and words[past + 1][0].isupper():
        close = next((i for i in range(past + 1, end) if words[i] == ")"), 0)
        return (past + 1, close) if close and close >= end - 2 else None
    if words[past] not in _DASHES or past + 1 >= end or not words[past + 1][0].isupper():
        return None
    # A dash before a sentence that continues is no signature.
    stop = past + 1
    while (
        stop < end and stop - past <= 12 and (words[stop][0].isalnum() or words[stop] in (",", "'", "’", ".", "(", "@", ")", "_"))
    ):
        if words[stop] == "(":
            stop = next((i + 1 for i in range(stop, min(end, stop + 6)) if words[i] == ")"), stop)
            break
        stop += 1
    name_end = past + 1
    while name_end < stop and (words[name_end][0].isupper() or document.lower[name_end] in _LINKS or words[name_end] == "."):
        name_end += 1
    follows = document.lower[name_end] if name_end < end else ""
    if (
        name_end == past + 1
        or name_end - past > _NAME_WORDS + 1
        or not (follows == "" or follows in ",(" or name_end >= end - 1 or words[name_end - 1] != ".")
    ):
        return None
    return (past + 1, stop) if stop < end and words[stop - 1] == ")" else (past + 1, name_end)


def _label(document: Document, first: int, end: int) -> Range | None:
    """The name of Name: “...” at the start of a paragraph, or of “NAME: ...” inside the marks."""
    words = document.words
    start = document.paragraphs[document.paragraph_of[first]][0]
    if first - start >= 2 and first - start <= _NAME_WORDS + 1 and words[first - 1] == ":" and _is_name(document, start, first - 1):
        return start, first - 1
    colon = next((i for i in range(first + 2, min(first + 6, end)) if words[i] == ":"), 0)
    if colon and _is_name(document, first + 1, colon) and colon + 2 < end:
        return first + 1, colon
    return None


def _is_name(document: Document, first: int, end: int) -> bool:
    return all(document.words[i][0].isupper() or document.lower[i] in _LINKS for i in range(first, end))


def _name_in(document: Document, first: int, past: int) -> Range | None:
    """The first run of capitalised words, or "he" or "she", among the tokens ``first`` to ``end`` (24 at most)."""
    words, lower = document.words, document.lower
    for i in range(first, min(past, first + 24)):
        if lower[i] in ("he", "she"):
            return i, i + 1
        if words[i][0].isupper() and lower[i] not in _OPENERS and words[i][0].isalpha():
            end = i + 1
            while end < past and (
                words[end][0].isupper() or (lower[end] in _LINKS and end + 1 < past and words[end + 1][0].isupper())
            ):
                end += 1
            return i, end
    return None


_OPENERS = frozenset(
    "the a an in on at but and i it they we you this that these those there when while after before as if for with asked so to by "
    "of its his her their our my what who why how according not no yes one some many most".split()
)
