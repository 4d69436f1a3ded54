"""Finds where the words that were said begin: after the person addressed, the day or the channel."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.quotes.marks import OUTSIDE, Marks
from analytics.quotes.stance import dictionary_forms
from analytics.text import Document

_LONGEST_ASIDE = 10
_CHANNELS = frozenset(
    "statement email e-mail interview letter media twitter facebook post tweet release conference memo message telephone phone "
    "note filing radio television broadcast".split()
)
_TELLING = frozenset("tell warn remind assure inform advise promise".split())
_CLAUSES = frozenset("that it he she they we i there his her its their".split())
_OBJECTS = _CLAUSES | {"the", "a", "an"}
_DETERMINERS = frozenset("the a an his her its their our".split())
_NO_ADDRESSEE = _OBJECTS | frozenset("of to in on at for about with from by and or as".split())
_LONGEST_ADDRESSEE = 5
# Words that begin more about the person addressed, and the most tokens of that.
_ABOUT_ADDRESSEE, _LONGEST_CLAUSE = frozenset("of from in at on outside inside gathered who".split()), 16
_BESIDE = frozenset("only again yesterday today monday tuesday wednesday thursday friday saturday sunday may".split())
# What follows the person addressed, by verb: "urged the council to", "accused them of", "warned the crew against".
_ADDRESSING = {
    "accuse": ("of",),
    "warn": ("against", "of", "to", "not", "that"),
    "remind": ("that", "of"),
    **dict.fromkeys("urge call ask order press invite implore beg encourage advise instruct".split(), ("to", "not")),
    **dict.fromkeys("criticise criticize blast thank".split(), ("for",)),
}
_LONGEST_NAMED = 12
# What is urged itself, rather than who: "urged new rules to keep the lighthouse open".
_WANTED = frozenset(
    "new more tougher stronger better greater further urgent immediate quick swift action actions steps measures efforts changes "
    "reforms caution restraint patience".split()
)
# Words that no name or description of a person begins with.
_OPEN = frozenset("that what whether if why how when where who which to of against for about not".split())
_QUOTES = frozenset(("“", '"', "‘", "'", "''", "``"))


def said_from(document: Document, marks: Marks, cue: int, first: int, end: int) -> int:
    """The first token of the first part of a quote: after the person addressed ("told Newsbox it was fine"), the day ("said late on
    Monday the boats were gone"), the channel ("said in a statement prices would rise"), a clause about the speaker ("According to
    Ode, who wrote it, the beams are sound"), or a word about the report ("said only that")."""
    words, lower = document.words, document.lower
    if end - first < 4 or marks.state[first] != OUTSIDE:
        return first
    if cue < first and lower[cue + 1] in ("in", "on", "via", "by"):
        channel = next((i for i in range(min(cue + 5, end - 3), cue + 1, -1) if lower[i] in _CHANNELS), cue)
        if channel >= first and all(lower[i] not in _CLAUSES for i in range(first, channel)):
            return channel + 1
    if first == cue + 1 and lower[first] in ("on", "late", "early"):
        day = next((i for i in range(first + 1, min(first + 3, end - 3)) if lower[i].endswith("day")), 0)
        return day + 1 if day else first
    if lower[first] in ("who", "which") and "," in words[first + 1 : first + _LONGEST_ASIDE]:
        return words.index(",", first) + 1
    if lower[first] in _BESIDE and lower[first + 1] in ("that", "to"):
        return first + 1
    if first == cue + 1 and lower[cue] in ("wanted", "wants") and lower[first : first + 2] == ["to", "know"]:
        return first + 2  # the question itself, as after "asked"
    forms = dictionary_forms(lower[cue])
    if said := _after_addressee(document, marks, forms, cue, first, end):
        return said
    telling = any(form in _TELLING for form in forms)
    if telling and first > cue and lower[first] in _ABOUT_ADDRESSEE:  # "told a crowd of dockers on the quay that the"
        thats = (i for i in range(first, min(first + _LONGEST_CLAUSE, end - 3)) if lower[i] == "that")
        return next((i for i in thats if lower[i + 1] in _OBJECTS or words[i + 1][0].isupper()), first)
    if first != cue + 1 or not telling:
        return first
    at = first
    if lower[first] in _DETERMINERS:  # "told the harbour committee the ferry needed an engine"
        at += 2
        while at < end - 3 and at < first + _LONGEST_ADDRESSEE and words[at].isalpha() and lower[at] not in _NO_ADDRESSEE:
            at += 1
        return at if lower[at] in _OBJECTS and words[first + 1].isalpha() else first
    while at < end - 3 and (words[at][0].isupper() or lower[at] in ("and", "the", "of")) and lower[at] not in _CLAUSES:
        at += 1
    return at if at > first and lower[at] in _CLAUSES else first


def _after_addressee(document: Document, marks: Marks, forms: Sequence[str], cue: int, first: int, end: int) -> int:
    """The first token after the person addressed, where a verb of _ADDRESSING stands just before that person; else 0."""
    words, lower = document.words, document.lower
    after = next((_ADDRESSING[form] for form in forms if form in _ADDRESSING), ())
    if not after or first <= cue:
        return 0
    on = lower[cue + 1] == "on"
    if first != cue + 1 + on or on != ("call" in forms) or lower[first] in _OPEN | _WANTED:
        return 0
    for i in range(first + 1, min(first + _LONGEST_NAMED, end - 1)):
        if marks.state[i] != OUTSIDE or words[i] in ":;—" or (lower[i] in _OPEN and lower[i] not in after):
            return 0
        if lower[i] in after and _goes_on(words[i + 1], lower[i]):
            return i
    return 0


def _goes_on(word: str, after: str) -> bool:
    """Whether a word can follow "of" or "to" where these begin what was said: a quotation mark, "of hiding", "to repair"."""
    if word in _QUOTES:
        return True
    if after == "of":
        return word.lower().endswith("ing")
    return after != "to" or (word.isalpha() and word not in _OBJECTS and word not in _DETERMINERS)
