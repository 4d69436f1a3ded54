"""Reports whose wording alone shows that they are quotes. The marked articles contain few of them, so the judge is uncertain."""

from __future__ import annotations

from collections.abc import Callable

from analytics.quotes.drafts import Range
from analytics.quotes.marks import OUTSIDE, Marks
from analytics.quotes.stance import dictionary_forms, stances
from analytics.quotes.strength import SPEECH_STANCES
from analytics.text import Document

_SAID = frozenset("said says announced added confirmed reported".split())
_WHEN = frozenset(
    "on late early monday tuesday wednesday thursday friday saturday sunday yesterday today morning afternoon evening night in a "
    "statement".split()
)
_HELPERS = frozenset("has have had also then later again once repeatedly , himself herself themselves".split())
_GERUNDS = frozenset("deny admit recall regret confess".split())
_HEARD = frozenset("heard hears".split())
_COURTS = frozenset("court jury inquest tribunal inquiry trial".split())
_LEAST = 3  # words of a clause


def is_plain(document: Document, marks: Marks, cue: int, speaker: Range | None, parts: list[Range]) -> bool:
    """Whether a candidate is one of FORMS: a speaker, a reporting verb and a clause up to the end of its sentence.

    >>> from analytics.text import read
    >>> from analytics.quotes.marks import read_marks
    >>> d = read("Ivo Ode submitted that the bridge was safe.")
    >>> is_plain(d, read_marks(d), 2, (0, 2), [(3, 8)])
    True
    """
    if speaker is None or len(parts) != 1 or marks.state[cue] != OUTSIDE:
        return False
    first, end = parts[0]
    sentence = document.sentences[document.sentence_of[cue]]
    if end - first <= _LEAST or (end < sentence[1] - 1 and cue < first):
        return False
    return any(form(document, cue, speaker, parts[0]) for form in FORMS.values())


def _on_a_day(document: Document, cue: int, speaker: Range, part: Range) -> bool:
    between = document.lower[cue + 1 : part[0]]
    follows = document.lower[cue] in _SAID and speaker[1] <= cue <= speaker[1] + 1
    return follows and 0 < len(between) <= 4 and _WHEN.issuperset(between)


def _with_that(document: Document, cue: int, speaker: Range, part: Range) -> bool:
    if document.lower[cue + 1] != "that" or not cue < part[0] <= cue + 2 or not _is_subject(document, speaker, cue):
        return False
    return any(stances().get(form) in SPEECH_STANCES for form in dictionary_forms(document.lower[cue]))


def _with_gerund(document: Document, cue: int, speaker: Range, part: Range) -> bool:
    following = document.lower[cue + 1]
    if part[0] != cue + 1 or not following.endswith("ing") or len(following) < 5 or not _is_subject(document, speaker, cue):
        return False
    return not _GERUNDS.isdisjoint(dictionary_forms(document.lower[cue]))


def _in_court(document: Document, cue: int, speaker: Range, part: Range) -> bool:
    lower = document.lower
    return lower[cue] in _HEARD and speaker[1] == cue and not _COURTS.isdisjoint(lower[speaker[0] : cue])


def _is_subject(document: Document, speaker: Range, cue: int) -> bool:
    return speaker[1] <= cue and _HELPERS.issuperset(document.lower[speaker[1] : cue])


FORMS: dict[str, Callable[[Document, int, Range, Range], bool]] = {
    "Ode said on Monday it would close": _on_a_day,
    "Ode submitted that it was closed": _with_that,
    "Ode denied closing it": _with_gerund,
    "it was closed, the court heard": _in_court,
}
