"""Reporting verbs that report nothing: negated, hypothetical, future, demanded, false and fictional speech, and titles of works.

The judge has seen too few such sentences, and a quote that no speaker said is the worst fault. Each rule reads the words around
the reporting verb, in its own sentence; RULES names them in the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from analytics.quotes import mood_words as words
from analytics.quotes.drafts import Range
from analytics.quotes.marks import INSIDE, OUTSIDE, Marks
from analytics.quotes.stance import dictionary_forms
from analytics.text import Document

_AROUND = 120  # tokens to either side of a reporting verb that are read at most


class _Place(NamedTuple):
    """A reporting verb in its sentence, tokens ``first`` to ``past`` (exclusive); its clause begins at ``clause``, its auxiliaries
    and adverbs (``helpers``) at ``group``; ``forms``: its dictionary forms; ``says``: whether it is a verb of saying."""

    document: Document
    marks: Marks
    cue: int
    speaker: Range | None
    parts: Sequence[Range]
    first: int
    past: int
    clause: int
    group: int
    helpers: list[str]
    forms: tuple[str, ...]
    says: bool


def unsaid(document: Document, marks: Marks, cue: int, speaker: Range | None, parts: Sequence[Range]) -> str | None:
    """The name of the rule by which the reporting verb at token ``cue`` reports nothing; None where it reports.

    >>> from analytics.text import read
    >>> from analytics.quotes.marks import read_marks
    >>> d = read("Nobody said that the bridge was safe.")
    >>> unsaid(d, read_marks(d), 1, (0, 1), [(2, 7)])
    'a negative subject'
    """
    place = _place(document, marks, cue, speaker, parts)
    return next((name for name, rule in RULES.items() if rule(place)), None)


def _place(document: Document, marks: Marks, cue: int, speaker: Range | None, parts: Sequence[Range]) -> _Place:
    lower, state = document.lower, marks.state
    first, end = document.sentences[document.sentence_of[cue]]
    first = max(first, cue - _AROUND)
    inside = state[cue] != OUTSIDE
    clause = cue
    while clause > first and lower[clause - 1] not in words.BREAKS and (state[clause - 1] == OUTSIDE or inside):
        clause -= 1
    group = cue
    while group > clause and _helps(lower[group - 1]):
        group -= 1
    forms = dictionary_forms(lower[cue])
    return _Place(
        document, marks, cue, speaker, parts, first, end, clause, group, lower[group:cue], forms, not words.SAYING.isdisjoint(forms)
    )


def _helps(word: str) -> bool:
    """Whether a word may come between a subject and its verb."""
    return word in words.AUXILIARIES or word in words.ADVERBS or _is_adverb(word)


def _is_adverb(word: str) -> bool:
    return word.endswith("n't") or (word.endswith("ly") and len(word) > 4)


def _negative(word: str) -> bool:
    return word in words.NOT or word.endswith("n't")


def _negated(place: _Place) -> bool:
    helpers = place.helpers
    if not helpers or not place.says:
        return False
    at = next((n for n, word in enumerate(helpers) if _negative(word)), None)
    return at is not None and helpers[at + 1 : at + 2] != ["only"]


def _conditional(place: _Place) -> bool:
    """Whether the verb has a modal: "might say", "could have said"; "would say" unless it was a habit or came later. "Will say" is
    the outlet's forecast, unless the words are known already, as those of a speech often are."""
    helpers, lower = place.helpers, place.document.lower
    modals = words.MODALS.intersection(helpers)
    if not modals or helpers[-1] == "to" or not place.says:
        return False
    if modals <= {"would", "'d"}:
        return not (words.DID.intersection(helpers) or words.HABIT.intersection(lower[place.first : place.cue]))
    if not modals <= {"will", "'ll"}:
        return True
    return not (any(place.marks.state[i] == INSIDE for a, b in place.parts for i in range(a, b)) or _known_beforehand(place))


def _known_beforehand(place: _Place) -> bool:
    """Whether a future speech is quoted from its text: "he will say, according to extracts"."""
    around = place.document.lower[max(0, place.cue - _AROUND) : place.cue + _AROUND]
    return not words.BEFOREHAND.isdisjoint(around)


def _undone(place: _Place) -> bool:
    """Whether the saying did not happen: "declined to say", "has yet to say", "wants the mayor to say"."""
    lower = place.document.lower
    after = lower[place.cue + 1 : place.cue + 3]
    if len(after) == 2 and after[0] == "to" and any(form in words.WITHHELD for form in place.forms):
        return any(form in words.SAYING for form in dictionary_forms(after[1]))
    if place.cue == place.clause or lower[place.cue - 1] != "to":
        return False
    to = place.cue - 1
    before = lower[max(place.clause, to - words.UNTIL_TO) : to]
    if not before:
        return False
    denied = any(_negative(word) for word in before)
    forms = dictionary_forms(before[-1])
    if "expect" in forms and _known_beforehand(place):
        return False
    if any(form in words.UNDONE for form in forms):
        return not (denied and any(form in ("fail", "forget", "neglect", "hesitate") for form in forms))
    if any(form in words.WITHHELD for word in before for form in dictionary_forms(word)):
        return True
    return any(form in words.ASKED for word in before[:-1] for form in dictionary_forms(word))


def _short_of(place: _Place) -> bool:
    """Whether the saying was avoided: "stopped short of saying", "without saying"."""
    lower = place.document.lower
    if place.cue <= place.first or not lower[place.cue].endswith("ing"):
        return False
    at = place.cue - 1
    while at > place.first and (_is_adverb(lower[at]) or lower[at] in ("ever", "even", "once", "actually", "explicitly")):
        at -= 1
    needs = words.SHORT_OF.get(lower[at])
    return needs is not None and (not needs or any(word in needs.split() for word in lower[max(place.first, at - 3) : at]))


def _supposed(place: _Place) -> bool:
    """Whether the verb is in a condition: "if she says", "unless he admits", "should he say", "were she to say"."""
    lower = place.document.lower
    subject = place.speaker[0] if place.speaker and place.clause <= place.speaker[0] < place.cue else place.group
    if lower[subject - 1 : subject] == ["were"] and lower[place.cue - 1] == "to":
        return True
    if lower[subject] in words.CONDITIONS and subject < place.cue:
        return lower[subject] not in ("should", "had") or subject == place.first
    if subject == place.first or subject - 1 < place.clause or lower[subject - 1] not in words.CONDITIONS:
        return False
    return lower[subject - 1] not in ("should", "had") or subject - 1 == place.clause


def _nobody(place: _Place) -> bool:
    lower = place.document.lower
    heads = [place.speaker[0]] if place.speaker else []
    if place.clause < place.group:
        heads.append(place.clause)
    for head in heads:
        word, after = lower[head], lower[head + 1] if head + 1 < len(lower) else ""
        if (
            word in words.NOBODY
            or (word in ("anyone", "anybody") and head < place.cue)
            or (word in ("no", "not") and after in ("one", "a", "single", "many"))
        ):
            return True
        if word == "no" and after not in words.OFFICE and not after[:1].isdigit() and head < place.cue:
            return True
    return False


def _falsely(place: _Place) -> bool:
    """Whether the report is called false: "the video falsely claims that she said", "it is not true that he said"."""
    lower = place.document.lower
    before = lower[place.clause : place.cue]
    for n, word in enumerate(before):
        if word in words.TRUTH and "that" in before[n + 1 : n + 3]:
            if any(_negative(w) or w == "no" for w in before[max(0, n - 3) : n]):
                return True
        elif word in words.FORGED and (
            n + 1 == len(before) or any(w in words.CLAIMS or w in words.FORGERIES or w == "that" for w in before[n + 1 :])
        ):
            return True
    return False


def _questioned(place: _Place) -> bool:
    """Whether the outlet asks a question in its own words: "Did she say so?", "Who has said it?"."""
    document, state = place.document, place.marks.state
    last = place.past - 1
    if document.words[last] != "?" or state[last] != OUTSIDE or state[place.cue] != OUTSIDE:
        return False
    between = document.lower[place.first + 1 : place.cue]
    return place.clause == place.first and document.lower[place.first] in words.ASKS and not words.RELATIVES.intersection(between)


def _denied(place: _Place) -> bool:
    """Whether the next sentence denies the report: "A video claims that she said so. She did not."."""
    document = place.document
    if place.past >= len(document.words) or place.marks.state[place.cue] != OUTSIDE:
        return False
    begin, end = document.sentences[document.sentence_of[place.past]]
    following = document.lower[begin : begin + 6]
    if end - begin > 6 or following[0] not in words.SHE:
        return False
    said_before = any(word in words.CLAIMS for word in document.lower[place.first : place.cue])
    denied = any(_negative(word) or word in words.FORGED for word in following)
    return said_before and denied


def _demanded(place: _Place) -> bool:
    """Whether the words are demanded: in "The dockers want the chairman to say “I am sorry”" they are neither theirs nor his."""
    state, lower = place.marks.state, place.document.lower
    if not any(form in words.ASKED or form in ("demand", "hope", "fear", "wish") for form in place.forms):
        return False
    first, end = place.parts[0][0], place.parts[-1][1]
    marked = next((i for i in range(first, end) if state[i] != OUTSIDE), first)
    near = range(max(first, marked - 3), marked)
    verb = next((i for i in near if any(form in words.SAYING for form in dictionary_forms(lower[i]))), None)
    return verb is not None and verb > place.cue and (lower[verb - 1] == "to" or lower[verb - 1] in words.MODALS)


def _fictional(place: _Place) -> bool:
    lower = place.document.lower
    before = lower[place.first : place.cue]
    return before[:1] == ["in"] and any(word in words.FICTION for word in before[1:5])


def _work(place: _Place) -> bool:
    """Whether the quotation is the title of a work, or a name: "He read “A Dictionary of Rain”"."""
    document, state = place.document, place.marks.state
    lower, tokens = document.lower, document.words
    if (
        lower[place.cue] in words.NAMING
        and place.cue + 1 < len(lower)
        and lower[place.cue + 1] in ("as", "the", "by", "to", "“", '"', "‘")
    ):
        return True
    if lower[place.cue] not in words.WORKS:
        return False
    quoted = [i for a, b in place.parts for i in range(a, b) if state[i] == INSIDE and tokens[i][0].isalpha()]
    long = [i for i in quoted if len(tokens[i]) > 3]
    if not long or len(quoted) > 9 or not tokens[quoted[0]][0].isupper() or len(quoted) < 2:
        return False
    after = tokens[quoted[-1] + 1 : quoted[-1] + 2]
    return all(tokens[i][0].isupper() for i in long) and not (after and after[0][0] in ".?!,")


def _nothing(place: _Place) -> bool:
    """Whether nothing was said: "said nothing", "has said little"; "agree on a date" is an arrangement, no words of a speaker."""
    lower = place.document.lower
    if "agree" in place.forms and place.cue + 1 < len(lower) and lower[place.cue + 1] == "on":
        return True
    first, end = place.parts[0]
    if place.marks.state[first] != OUTSIDE or first != place.cue + 1 or lower[first] not in ("nothing", "little"):
        return False
    return end - first == 1 or lower[first + 1] in words.AFTER_NOTHING


RULES: dict[str, Callable[[_Place], bool]] = {
    "a negated verb": _negated,
    "a modal verb": _conditional,
    "asked for or left undone": _undone,
    "short of saying": _short_of,
    "a condition": _supposed,
    "a negative subject": _nobody,
    "said to be false": _falsely,
    "denied afterwards": _denied,
    "demanded words": _demanded,
    "a question": _questioned,
    "fiction": _fictional,
    "the title of a work": _work,
    "nothing said": _nothing,
}
