"""What an article calls its people: "Farm Minister Ada Quill", "Quill, the minister", and back from "the minister" to Quill."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analytics.actors.lexicon import word_list
from analytics.actors.people import Actor
from analytics.text import Document

PREPOSITIONS = frozenset(
    """of for to at with from in by about on against than among between including near under over who whose which that as since
    during until without""".split()
)
_STOPS = frozenset("said says told and but when that is was if because while after before asked added whose who which".split())
_ARTICLES = frozenset("the a an his her its their our my".split())
_MARKS = frozenset(',.;:”"“()—–')
# Words that name one office or trade; a role word fits what is in its set.
_LIKE: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        "spokesman spokeswoman spokesperson press",
        "ceo chief executive boss head",
        "lawyer attorney counsel solicitor barrister",
        "candidate nominee contender hopeful rival",
        "senator sen lawmaker legislator politician",
        "congressman congresswoman rep representative lawmaker legislator",
        "mp lawmaker legislator politician parliamentarian",
        "governor gov",
        "president pres leader",
        "professor prof academic scholar lecturer researcher",
        "leader chairman chairwoman chair head chief president",
        "minister premier",
        "premier prime leader",
        "billionaire businessman mogul tycoon entrepreneur magnate",
        "player star champion striker midfielder defender forward winger fighter",
        "coach manager boss",
        "founder co-founder entrepreneur",
        "judge justice magistrate",
        "author writer novelist",
        "actor actress star",
        "singer star musician rapper",
        "secretary diplomat",
        "general commander officer",
        "king monarch royal",
        "prince royal duke",
        "duchess royal princess",
        "doctor dr physician surgeon",
        "reporter journalist correspondent",
        "analyst economist strategist expert",
    )
)


class Role(NamedTuple):
    """A role that an article gives a person: its noun, all its words, and the token where it stands."""

    noun: str
    words: frozenset[str]
    at: int


@functools.lru_cache(1 << 16)
def alike(a: str, b: str) -> bool:
    """Whether two role words can mean one office."""
    return a == b or any(a in group and b in group for group in _LIKE)


@functools.lru_cache(1 << 16)
def like(noun: str) -> tuple[str, ...]:
    """Role words that can mean one office with ``noun``, itself first."""
    return tuple(dict.fromkeys([noun, *(w for group in _LIKE if noun in group for w in sorted(group))]))


@functools.lru_cache(1 << 16)
def is_person_noun(word: str) -> bool:
    """Whether a word stands for one person by what it is or does.

    >>> is_person_noun("mayor"), is_person_noun("bookkeeper"), is_person_noun("statement")
    (True, True, False)
    """
    if word in word_list("person-noun") or word in word_list("title") or word.endswith("-old"):
        return True
    if (
        word in word_list("self-noun")
        or word in word_list("body-noun")
        or word in ("number", "september", "october", "november", "december")
    ):
        return False
    return len(word) > 5 and word.endswith(("ist", "man", "woman", "person", "keeper", "maker", "worker", "ologist", "icist"))


@functools.lru_cache(1 << 16)
def is_people_noun(word: str) -> bool:
    """Whether a word stands for several people ("aides", "police")."""
    if word in word_list("many"):
        return True
    return (word.endswith("s") and not word.endswith("ss") and is_person_noun(word[:-1])) or (
        word.endswith("men") and len(word) > 4
    )


def roles_of(document: Document, actor: Actor) -> list[Role]:
    """The roles that stand beside a person's mentions: before the name, between commas after it, or after "is"."""
    words, lower = document.words, document.lower
    found: list[Role] = []
    for first, past in actor.mentions[:40]:
        a, b = document.sentences[document.sentence_of[first]]
        i = first - 1
        before: list[str] = []
        while (
            i >= a
            and len(before) < 7
            and (words[i][0].isalpha() or lower[i] == "'s")
            and lower[i] not in PREPOSITIONS | _STOPS | _ARTICLES
        ):
            before.append(lower[i].rstrip("."))
            i -= 1
        before = [w for w in before if w != "'s"]
        if before and (is_person_noun(before[0]) or before[0] in word_list("title")):
            found.append(Role(before[0], frozenset(before), first))
        found += _after_comma(document, past, b)
        found += _before_comma(document, first, a)
        if past + 4 < b and lower[past] == "," and lower[past + 1] == "who" and lower[past + 2] in ("is", "was"):
            found += _phrase(document, past + 3 + (lower[past + 3] == "also"), min(b, past + 12))
        if past + 2 < b and lower[past] in ("is", "was", "became", "remains") and lower[past + 1] in ("a", "an", "the"):
            found += _phrase(document, past + 2, min(b, past + 11))
    return found


def _after_comma(document: Document, past: int, end: int) -> list[Role]:
    words = document.words
    if past < end and words[past] == "(":
        while past < end and words[past] != ")":
            past += 1
        past += 1
    if past + 1 < end and words[past] == ",":
        if past + 3 < end and words[past + 1].isdigit() and words[past + 2] == ",":
            past += 2
        return _phrase(document, past + 1, min(end, past + 15))
    return []


def _phrase(document: Document, begin: int, end: int) -> list[Role]:
    lower = document.lower
    i = begin
    while i < end and lower[i] not in _MARKS and lower[i] not in ("who", "said", "told", "says", "which", "whose", "and", "but"):
        i += 1
    phrase = list(lower[begin:i])
    if not phrase or phrase[0] in ("in", "on", "at", "who"):
        return []
    cut = next((k for k, w in enumerate(phrase) if w in PREPOSITIONS), len(phrase))
    nouns = [w for w in phrase[:cut] if is_person_noun(w)]
    if not nouns:
        return []
    return [Role(nouns[-1], frozenset(phrase), begin)]


def _before_comma(document: Document, first: int, begin: int) -> list[Role]:
    lower = document.lower
    if first - 2 <= begin or lower[first - 1] != ",":
        return []
    i = first - 2
    while i >= begin and lower[i] not in _MARKS and first - i < 14:
        i -= 1
    phrase = lower[i + 1 : first - 1]
    nouns = [w for w in phrase if is_person_noun(w)]
    if not nouns or not any(w in _ARTICLES or w == "'s" for w in phrase):
        return []
    cut = next((k for k, w in enumerate(phrase) if w in ("of", "for", "at", "in")), len(phrase))
    inside = [w for w in phrase[:cut] if is_person_noun(w)]
    return [Role((inside or nouns)[-1], frozenset(phrase), i + 1)]


def role_score(noun: str, others: Iterable[str], actor: Actor, roles: Sequence[Role], at: int) -> float:
    """How well "the old mayor of Arn" (noun mayor, others old, arn) fits a person by the roles given before token ``at``
    (anywhere where it is 0); no fit is 0."""
    best = 0.0
    others = set(others)
    for role in roles:
        if role.at >= at > 0:
            continue
        score = 3.0 if role.noun == noun else 2.0 if alike(role.noun, noun) or noun in role.words else 0.0
        if score:
            best = max(best, score + 0.7 * len(others & role.words))
    if any(alike(t, noun) for t in actor.titles):
        best = max(best, 2.5)
    return best
