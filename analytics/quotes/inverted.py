"""A reporting verb after a comma, followed by its speaker: "The bridge will open in May, said a port spokeswoman."

The marked articles that the network learned from write "a spokeswoman said". Other outlets invert this, and there the network
takes the clause before the verb for the speaker. The pattern is narrow: a clause with a verb of its own, a comma, the reporting
verb, and after it only one noun phrase, or an aside after a comma.
"""

from __future__ import annotations

from collections.abc import Callable

from analytics.quotes.drafts import Draft, Range
from analytics.quotes.lexicon import FINITE
from analytics.quotes.marks import OUTSIDE, Marks
from analytics.text import Document

_SAID = frozenset("said says added adds warned warns insisted insists claimed claims argued argues predicted predicts".split())
_OPENS = frozenset("a an the his her its their one another two three some several".split())
_JOINS = frozenset("of for at in from and the with to on 's ' de la von van der den al - & a an her his its their who".split())
_PRONOUNS = frozenset("he she they".split())
_SCRAPS = frozenset("a an no not too more".split())  # "A dry summer, says Ode"
_ACTS = FINITE | {"VB", "VBN"}  # "the rule meant", "the event brought": a subject of its own, not a speaker
CONJUNCTIONS = frozenset("but and so yet".split())
_STOPS = frozenset((".", "!", "?", ";"))
_LONGEST = 14  # words of a speaker
_SURE = 0.5
_RIGHT = 0.9  # the chance before calibration that such a quote is there, and its speaker right


def turn_round(document: Document, marks: Marks, drafts: list[Draft], tag: Callable[[str], str]) -> list[Draft]:
    """Correct the drafts at inverted verbs and add missing ones; ``tag`` guesses a word's part of speech. Each sentence reads only
    its own drafts, so that time is linear in the text."""
    here = _by_sentence(document, drafts)
    gone: set[int] = set()
    found = []
    for number, (first, _) in enumerate(document.sentences):
        own = here.get(number, [])
        turned = _turned(document, marks, number, own, tag)
        if turned is None:
            continue
        cue, speaker = turned
        said = first + 1 if document.lower[first] in CONJUNCTIONS and cue - first > 6 else first, cue - 1
        gone.update(id(d) for d in own if d.cue == cue or any(_most(part, said) for part in d.parts))
        rule = f"the reporting word “{document.words[cue]}” after a comma, followed by its speaker"
        found.append(Draft([said], speaker, cue, rule, _RIGHT))
    return [d for d in drafts if id(d) not in gone] + found


def _by_sentence(document: Document, drafts: list[Draft]) -> dict[int, list[Draft]]:
    """The drafts by the sentences of their cues, and of the middles of their parts: a part that is mostly in a clause has its
    middle there."""
    of = document.sentence_of
    here: dict[int, list[Draft]] = {}
    for draft in drafts:
        places = [(a + b) // 2 for a, b in draft.parts] + ([] if draft.cue is None else [draft.cue])
        for number in {of[place] for place in places}:
            here.setdefault(number, []).append(draft)
    return here


def _turned(document: Document, marks: Marks, number: int, own: list[Draft], tag: Callable[[str], str]) -> tuple[int, Range] | None:
    """The first inverted verb of a sentence, and its speaker."""
    first, end = document.sentences[number]
    cues = [i for i in range(first + 4, end - 1) if document.lower[i] in _SAID and document.words[i - 1] == ","]
    if not cues or not _has_verb(document, first, cues[-1] - 1, tag):
        return None
    # Where another speaker speaks earlier in the sentence, or in quotation marks, the network's answer is kept.
    sure = min((d.cue for d in own if d.cue is not None and d.cue >= first and d.right > _SURE), default=end)
    marked = next((i for i in range(first, end) if marks.state[i] != OUTSIDE), end)
    for cue in cues:
        if cue > sure or cue >= marked:
            return None
        speaker = _speaker(document, cue + 1, end, tag)
        if speaker is not None:
            return cue, speaker
    return None


def _speaker(document: Document, first: int, past: int, tag: Callable[[str], str]) -> Range | None:
    """The noun phrase from ``first`` to the end of the sentence or a comma; None where there is anything else."""
    lower, words = document.lower, document.words
    if lower[first] in _PRONOUNS:
        return (first, first + 1) if first + 1 < past and words[first + 1] in {".", ","} else None
    if not (lower[first] in _OPENS or words[first][0].isupper()):
        return None
    end = first
    while end < past and end - first <= _LONGEST and (words[end][0].isalnum() or lower[end] in _JOINS):
        if lower[end] in _PRONOUNS or (words[end][0].islower() and tag(words[end]) in _ACTS):
            return None
        end += 1
    if end == first or end - first > _LONGEST or (end < past and words[end] not in _STOPS and words[end] != ","):
        return None
    return first, end


def _has_verb(document: Document, first: int, end: int, tag: Callable[[str], str]) -> bool:
    """Whether a finite verb precedes the first comma, or words that no name contains: "Ode, the minister, said" has only a name."""
    if document.lower[first] in _SCRAPS and "," not in document.words[first:end]:
        return True
    for word in document.words[first:end]:
        if word == ",":
            return False
        if word[0].islower() and tag(word) in FINITE:
            return True
    return False


def _most(part: Range, of: Range) -> bool:
    """Whether at least half of a part is inside another range."""
    return 2 * (min(part[1], of[1]) - max(part[0], of[0])) > part[1] - part[0]
