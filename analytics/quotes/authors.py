"""Who wrote what is read out: the author of a letter, not the person who reads it, and the name in "From Mara Ode, engineer:"."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.quotes.drafts import Draft, Range
from analytics.quotes.marks import OUTSIDE, Marks
from analytics.quotes.voice import noun_phrase
from analytics.text import Document

_DOCUMENTS = frozenset(
    "letter letters note message messages statement text texts email emails e-mail e-mails tweet post memo diary will telegram "
    "postcard card apology farewell testimony affidavit confession".split()
)
_SHOWN = frozenset("read shown played displayed printed published recited relayed released found handed passed".split())
_SENT = frozenset("sent wrote texted posted left emailed e-mailed mailed recorded published dictated".split())
_OWN = frozenset("his her their its my".split())
_BE = frozenset("was were is are been being".split())
_BEFORE_NAME = frozenset("the desk office pen chair of and also this one".split())
_REACH = 14  # tokens between a document and what is done with it
_LONGEST_HEAD = 20  # tokens of a line such as "From Mara Ode:"
_RIGHT = 0.9  # the chance before calibration that such a quote is there, and its speaker right
_RULE = "the author of what is read out or shown is the speaker"
_FROM = "“From”, a name and a colon before the quotation"


def give_authors(document: Document, marks: Marks, drafts: Sequence[Draft]) -> list[Draft]:
    """Give the quotations after a colon the author of the document that the sentence before names, in place; return those changed.

    >>> from analytics.text import read
    >>> from analytics.quotes.marks import read_marks
    >>> d = read("Ode’s letter was read by a clerk, Ivo Marn: “I resign.”")
    >>> draft = Draft([(12, 17)], (9, 11), 11, "")
    >>> [draft] = give_authors(d, read_marks(d), [draft])
    >>> d.text[slice(*d.span(*draft.speaker))]
    'Ode’s'
    """
    changed = []
    for draft in drafts:
        colon = draft.parts[0][0] - 1
        if colon < 2 or document.words[colon] != ":" or draft.cue not in (None, colon):
            continue
        first = document.sentences[document.sentence_of[colon]][0]
        if any(marks.state[i] != OUTSIDE for i in range(first, colon)):
            continue
        found, rule = _author(document, marks, first, colon), _RULE
        if found is None:
            found, rule = _from(document, first, colon), _FROM
        if found is not None:
            draft.speaker, draft.rule, draft.right = found, rule, max(draft.right, _RIGHT)
            changed.append(draft)
    return changed


def _author(document: Document, marks: Marks, first: int, colon: int) -> Range | None:
    """The author of the last document of a sentence that was sent, or that is read out or shown."""
    lower = document.lower
    for i in range(colon - 1, first - 1, -1):
        if lower[i] not in _DOCUMENTS:
            continue
        reach = range(i + 1, min(colon, i + _REACH))
        sent = next((k for k in reach if lower[k] in _SENT and lower[k - 1] not in _BE), 0)
        start = i + 2 if lower[i + 1] in ("that", "which") else i + 1
        if sent > start and (document.words[start][0].isupper() or lower[start] in ("he", "she", "they", "the")):
            end = sent - 1 if lower[sent - 1] in ("had", "has", "once", "later") else sent
            return (start, end) if "," not in lower[start:end] else None
        shown = next((k for k in reach if lower[k] in _SHOWN and not _BE.isdisjoint(lower[k - 3 : k])), 0)
        if shown:
            return _owner(document, marks, first, i, shown)
    return None


def _owner(document: Document, marks: Marks, first: int, at: int, past: int) -> Range | None:
    """Whose document it is: "his", "Ode’s", or what follows "from", "by" and "of"."""
    lower, words = document.lower, document.words
    if at > first and lower[at - 1] in _OWN:
        return at - 1, at
    if at > first + 1 and words[at - 1] in ("'s", "’s"):
        begin = at - 1
        while begin > first and words[begin - 1][0].isalnum() and not (begin < at - 1 and lower[begin] in ("the", "a", "an")):
            begin -= 1
        return begin, at
    if lower[at + 1] in ("from", "by", "of"):
        stop = next((k for k in range(at + 2, past) if lower[k] in _BE), past)
        return noun_phrase(document, marks, at + 2, stop)
    return None


def _from(document: Document, first: int, colon: int) -> Range | None:
    """The name of a line of its own: "And from the desk of Mara Ode, engineer:"."""
    number = document.paragraph_of[first]
    lower, words = document.lower, document.words
    if document.paragraphs[number] != (first, colon + 1) or colon - first > _LONGEST_HEAD:
        return None
    at = first + 1 if lower[first] in ("and", "then") else first
    if lower[at] != "from":
        return None
    at += 1
    while at < colon and lower[at] in _BEFORE_NAME:
        at += 1
    end = at
    while end < colon and (words[end][0].isupper() or lower[end] in ("of", "the", "and", "de", "van", "von")):
        end += 1
    return (at, end) if end > at else None
