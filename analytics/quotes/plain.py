"""Reports whose wording alone shows that they are quotes. The marked articles contain few of them, so the judge is uncertain."""

from __future__ import annotations

from collections.abc import Callable

from analytics.quotes.drafts import Range
from analytics.quotes.marks import CLOSING, OPENING, OUTSIDE, Marks
from analytics.quotes.stance import dictionary_forms, stances
from analytics.quotes.strength import SPEECH_STANCES
from analytics.text import Document

_SAID = frozenset("said says announced added confirmed reported".split())
_WHEN = frozenset(
    "on late early monday tuesday wednesday thursday friday saturday sunday yesterday today morning afternoon evening night in a "
    "statement".split()
)
_INSISTENT = frozenset("adamant insistent emphatic".split())
_BEFORE_NOUNS = frozenset("the a an all any both many most such some these those no his her its their our my".split())
_BE = frozenset("was is were are".split())
_HELPERS = frozenset("has have had also then later again once repeatedly , himself herself themselves".split())
_GERUNDS = frozenset("deny admit recall regret confess".split())
_ASKING = frozenset("ask inquire enquire wonder query".split())
_QUESTIONS = frozenset("whether if why when how what who where which".split())
_ADDRESSEE = 5  # words of the person asked, at most
_HEARD = frozenset("heard hears".split())
_COURTS = frozenset("court jury inquest tribunal inquiry trial".split())
_ARTICLES = frozenset("the a an".split())
_IDEAS = frozenset("idea plan prospect possibility notion proposal theory suggestion".split())
_PLAINLY = frozenset("said says asked asks replied replies added adds cried shouted answered yelled whispered".split())
_SHOWS = frozenset("showed shows found finds suggested suggests revealed reveals indicated indicates".split())
_DOCUMENTS = frozenset(
    "poll survey study report data figures census audit review analysis documents records filings inquiry".split()
)
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
    if _beside_marks(document, marks, cue, speaker, parts[0]):
        return True
    if end - first <= _LEAST:
        return False
    if first <= cue:
        return _in_court(document, cue, speaker, parts[0]) or _in_a_document(document, cue, speaker, parts[0])
    to_the_end = end >= document.sentences[document.sentence_of[cue]][1] - 1
    return to_the_end and any(form(document, cue, speaker, parts[0]) for form in FORMS.values())


def _on_a_day(document: Document, cue: int, speaker: Range, part: Range) -> bool:
    between = document.lower[cue + 1 : part[0]]
    follows = document.lower[cue] in _SAID and speaker[1] <= cue <= speaker[1] + 1
    return follows and 0 < len(between) <= 4 and _WHEN.issuperset(between)


def _with_that(document: Document, cue: int, speaker: Range, part: Range) -> bool:
    word = document.lower[cue]
    if document.lower[cue + 1] != "that" or part[0] > cue + 2 or document.lower[cue - 1] in _BEFORE_NOUNS:
        return False
    if word in _INSISTENT:
        return _BE.issuperset(document.lower[speaker[1] : cue]) and speaker[1] < cue
    return _is_subject(document, speaker, cue) and any(stances().get(form) in SPEECH_STANCES for form in dictionary_forms(word))


def _with_gerund(document: Document, cue: int, speaker: Range, part: Range) -> bool:
    following = document.lower[cue + 1]
    if part[0] != cue + 1 or not following.endswith("ing") or len(following) < 5 or not _is_subject(document, speaker, cue):
        return False
    return not _GERUNDS.isdisjoint(dictionary_forms(document.lower[cue]))


def _with_infinitive(document: Document, cue: int, speaker: Range, part: Range) -> bool:
    lower = document.lower
    if part[0] > cue + 1 + _ADDRESSEE or not _is_subject(document, speaker, cue):
        return False
    stance = next((stances()[form] for form in dictionary_forms(lower[cue]) if form in stances()), None)
    return (stance == "promising" and lower[part[0]] == "to") or (
        stance == "demanding" and "to" in lower[cue + 2 : cue + 2 + _ADDRESSEE]
    )


def _with_question(document: Document, cue: int, speaker: Range, part: Range) -> bool:
    lower = document.lower
    asks = not _ASKING.isdisjoint(dictionary_forms(lower[cue])) and lower[cue + 1] in _QUESTIONS
    wants = lower[cue] in ("wanted", "wants") and lower[cue + 1 : cue + 3] == ["to", "know"] and lower[cue + 3] in _QUESTIONS
    return (asks or wants) and part[0] <= cue + 3 and _is_subject(document, speaker, cue)


def _in_court(document: Document, cue: int, speaker: Range, part: Range) -> bool:
    lower = document.lower
    return lower[cue] in _HEARD and speaker[1] == cue and not _COURTS.isdisjoint(lower[speaker[0] : cue])


def _with_topic(document: Document, cue: int, speaker: Range, part: Range) -> bool:
    """The phrases that report a noun phrase instead of a clause."""
    lower = document.lower
    after = lower[cue + 1 : cue + 4]
    forms = dictionary_forms(lower[cue])
    if not _is_subject(document, speaker, cue):
        return False
    return (
        ("liken" in forms and "to" in lower[part[0] : part[1]])
        or ("cast" in forms and after[:2] == ["doubt", "on"])
        or ("float" in forms and after[0] in _ARTICLES and after[1] in _IDEAS)
        or ("hint" in forms and after[0] == "at" and document.words[speaker[1] - 1][0].isalpha())
    )


def _beside_marks(document: Document, marks: Marks, cue: int, speaker: Range, part: Range) -> bool:
    """Whether nothing but a comma or a colon is between a quotation, a plain verb of saying and its speaker."""
    first, end = part
    state = marks.state[first:end]
    if state[0] != OPENING or state[-1] != CLOSING or OUTSIDE in state or document.lower[cue] not in _PLAINLY:
        return False
    words, (name, past) = document.words, speaker
    if end <= min(name, cue):
        at = end + 1 if words[end] == "," else end
        stopped = at > end or words[end - 2][-1] in ",.!?—–-…"
        return stopped and min(name, cue) == at and (past == cue or name == cue + 1)
    return words[first - 1] in (",", ":") and max(past, cue + 1) == first - 1 and (past == cue or name == cue + 1)


def _in_a_document(document: Document, cue: int, speaker: Range, part: Range) -> bool:
    lower = document.lower
    if lower[cue] not in _SHOWS or part[0] != document.sentences[document.sentence_of[cue]][0] or part[1] > speaker[0]:
        return False
    return lower[speaker[0] - 1] == "," and speaker[1] == cue and not _DOCUMENTS.isdisjoint(lower[speaker[0] : cue])


def _is_subject(document: Document, speaker: Range, cue: int) -> bool:
    return speaker[1] <= cue and _HELPERS.issuperset(document.lower[speaker[1] : cue])


FORMS: dict[str, Callable[[Document, int, Range, Range], bool]] = {
    "Ode said on Monday it would close": _on_a_day,
    "Ode submitted that it was closed": _with_that,
    "Ode denied closing it": _with_gerund,
    "Ode begged the council to close it": _with_infinitive,
    "Ode inquired when it would close": _with_question,
    "it was closed, the court heard": _in_court,
    "Ode likened it to a sieve": _with_topic,
    "it was closed, a survey showed": _in_a_document,
}
