"""A clause with its speaker and a reporting verb behind it: "Ode told the council that the bridge was safe, officials said."

The network finds most of them. It misses some whose clause has a report of its own, of which it keeps the inner one alone, and
verbs that the marked articles seldom have there. The pattern is narrow: a clause with a verb, a comma, a noun phrase, the verb,
and after it the end of the sentence, a time, or an aside.
"""

from __future__ import annotations

from collections.abc import Callable

from analytics.quotes.drafts import Draft, Range
from analytics.quotes.inverted import CONJUNCTIONS
from analytics.quotes.lexicon import FINITE
from analytics.quotes.marks import OUTSIDE, Marks
from analytics.quotes.stance import dictionary_forms
from analytics.text import Document

_PRONOUNS = frozenset("he she it they".split())
_OPENS = frozenset("a an the his her its their one this another two three some several".split())
_JOINS = frozenset("of for at in from and the with on 's ' de la von van der den al - & a an".split())
_NO_ENDS = frozenset("other more such many new".split())  # of a noun phrase
_HELPERS = frozenset("has have had also then later".split())
_SUBORDINATE = frozenset(
    "when if as while after before although though because since unless until where what how who whether in on at to for with "
    "by like among despite during under".split()
)
_TIMES = frozenset(
    "on late early monday tuesday wednesday thursday friday saturday sunday yesterday today tonight morning afternoon evening "
    "night last this week month year".split()
)
_ASIDES = frozenset("who which adding citing noting referring speaking".split())
_STOPS = frozenset((".", ";", "!"))
_VERBS = frozenset(
    "say add announce confirm report warn claim insist argue reveal explain note stress admit acknowledge concede observe write "
    "declare predict complain maintain conclude estimate state".split()
)
_LONGEST, _LONGEST_TIME = 10, 5  # words of a speaker, and of a time
_LEAST = 4  # words of a clause
_SURE = 0.5
_RIGHT = 0.9  # the chance before calibration that such a quote is there, and its speaker right


def postponed(document: Document, marks: Marks, drafts: list[Draft], tag: Callable[[str], str]) -> list[Draft]:
    """The drafts with those that are missing at postponed verbs; ``tag`` guesses a word's part of speech."""
    at = {draft.cue: draft for draft in drafts if draft.cue is not None}
    gone: set[int] = set()
    found: list[Draft] = []
    for first, end in document.sentences:
        report = _report(document, marks, first, end, tag)
        if report is None:
            continue
        said, speaker, cue = report
        known = at.get(cue)
        if known is not None and known.right > _SURE:
            continue
        if known is not None:
            gone.add(id(known))
        found.append(Draft([said], speaker, cue, f"the reporting word “{document.words[cue]}” after the clause", _RIGHT))
    return [draft for draft in drafts if id(draft) not in gone] + found


def _report(document: Document, marks: Marks, first: int, end: int, tag: Callable[[str], str]) -> tuple[Range, Range, int] | None:
    """The clause, the speaker and the verb of a sentence of this form."""
    begin = first + 1 if document.lower[first] in CONJUNCTIONS else first
    if begin == end or document.lower[begin] in _SUBORDINATE:
        return None
    if not document.words[begin][0].isalnum() or marks.state[begin] != OUTSIDE:
        return None
    for comma in range(begin + _LEAST, end - 2):
        if document.words[comma] != "," or marks.state[comma] != OUTSIDE:
            continue
        past = _speaker_end(document, comma + 1, end, tag)
        cue = past
        while cue < end and document.lower[cue] in _HELPERS:
            cue += 1
        if past == comma + 1 or cue >= end - 1 or not _says(document.lower[cue]):
            continue
        if any(state != OUTSIDE for state in marks.state[comma:end]) or not _ends(document, cue + 1, end):
            return None
        clause = document.words[begin:comma]
        if not any(word[0].islower() and tag(word) in FINITE for word in clause):
            return None
        return (begin, comma), (comma + 1, past), cue
    return None


def _speaker_end(document: Document, first: int, end: int, tag: Callable[[str], str]) -> int:
    """The end of the noun phrase that begins at a token; the token itself where none does."""
    words, lower = document.words, document.lower
    if lower[first] in _PRONOUNS:
        return first + 1
    if not (lower[first] in _OPENS or words[first][0].isupper() or words[first].endswith("s")):
        return first
    past = first
    while past < end and past - first <= _LONGEST and (words[past][0].isalnum() or lower[past] in _JOINS):
        if lower[past] in _HELPERS or _says(lower[past]) or (words[past][0].islower() and tag(words[past]) in FINITE):
            break
        past += 1
    whole = first < past <= first + _LONGEST and lower[past - 1] not in _JOINS | _NO_ENDS
    return past if whole else first


def _says(word: str) -> bool:
    """Whether a word is a form of one of these verbs with a tense."""
    return word.endswith(("s", "d", "wrote")) and not _VERBS.isdisjoint(dictionary_forms(word))


def _ends(document: Document, first: int, end: int) -> bool:
    """Whether a sentence ends at a token, after a time, or with an aside after a comma."""
    past = first
    while past < end and past - first < _LONGEST_TIME and document.lower[past] in _TIMES:
        past += 1
    if past >= end or document.words[past] in _STOPS:
        return True
    after = document.lower[past + 1] if past + 1 < end else "."
    return document.words[past] == "," and (after in _ASIDES or (after.endswith("ing") and len(after) > 5))
