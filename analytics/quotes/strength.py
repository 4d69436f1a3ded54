"""How strong a quote is: the speaker's own words, a paraphrase, or an attitude that the outlet describes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analytics.quotes.drafts import Range
from analytics.quotes.lexicon import FINITE
from analytics.quotes.stance import dictionary_forms, stances
from analytics.text import Document

DIRECT, MIXED, INDIRECT, ATTITUDE, FRAGMENT = STRENGTHS = ("direct", "mixed", "indirect", "attitude", "fragment")
# Listed by default: quotes of these strengths with at least this confidence. Their precision on articles of outlets that the engine
# has not seen is .87 or more (MODEL_CARD.md).
DEFAULT_STRENGTHS = (DIRECT, MIXED, INDIRECT)
DEFAULT_CONFIDENCE = 0.5

# Classes of the stance table whose verbs are acts of speech, whatever they do to the claim.
SPEECH_STANCES = frozenset(
    "neutral announcing assertive distancing conceding denying asking demanding promising warning predicting suggesting manner "
    "clarifying".split()
)
_SPEECH_NOUNS = frozenset("according statement interview argument speech remarks word words message letter testimony per".split())
_OPENERS = frozenset("that whether if how why what who when where which to".split())
# An indirect quote of at most this many words is a fragment.
_FEW = 3


def strength_of(document: Document, kind: str, parts: Sequence[Range], cue: int | None, tag: Callable[[str], str]) -> str:
    """The strength of a quote of a kind (direct, mixed or indirect); ``cue`` is the token of its reporting word, ``tag`` guesses a
    word's part of speech.

    >>> from analytics.text import read
    >>> strength_of(read("Ode welcomed the new bridge over the Tarn."), "indirect", [(2, 8)], 1, lambda word: "NN")
    'attitude'
    """
    if kind != "indirect":
        return kind
    words = [i for first, end in parts for i in range(first, end) if document.words[i][0].isalnum()]
    if len(words) <= _FEW:
        return FRAGMENT
    if cue is not None and not _of_speech(document.lower[cue]):
        return ATTITUDE
    clause = document.lower[parts[0][0]] in _OPENERS or any(tag(document.words[i]) in FINITE for i in words)
    return INDIRECT if clause else ATTITUDE


def _of_speech(cue: str) -> bool:
    forms = dictionary_forms(cue)
    known = next((stances()[form] for form in forms if form in stances()), None)
    return known in SPEECH_STANCES or cue in _SPEECH_NOUNS or not cue[0].isalnum()
