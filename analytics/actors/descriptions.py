"""An article's descriptions of its actors: "Farm Minister Ada Quill", "Quill, the minister", "the airline Arn Air"."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

from analytics.actors.nouns import ORGANISATION, PEOPLE, PERSON, noun_gender, noun_kind
from analytics.text import Document

PREPOSITIONS = frozenset(
    """of for to at with from in by about on against than among between including near under over who whose which that as since
    during until without after before into like through towards toward via per amid behind beside""".split()
)
DETERMINERS = frozenset("the a an his her its their our my your this that these those one another".split())
HONORIFICS = frozenset("mr mrs ms miss mx dr sir dame lord lady prof madam madame hon rev smt shri".split())
# "The minister" is not the deputy minister, and the reverse.
RANKS = frozenset("deputy vice former shadow assistant prime first ex junior foreign finance".split())
TOPICS = frozenset(("finance", "foreign"))  # "the minister" can be the finance minister, but not the deputy minister
_STOPS = PREPOSITIONS | DETERMINERS | frozenset(
    """said says told tells tell say and but or when is are was were be been if because while asked added has had have will would
    where     then now meanwhile later also yesterday today monday tuesday wednesday thursday friday saturday sunday
    how what why not nor so
    yet both did does do met meets quoted quoting made calls called call between though although""".split()
)  # fmt: skip
_ENDS = frozenset(',.;:”“"()—–?!…-') | {
    "--",
    "who",
    "which",
    "whose",
    "said",
    "says",
    "told",
    "but",
    "when",
    "where",
    "is",
    "was",
    "has",
}
_BE = frozenset("is was became remains be being".split())
_BEFORE, _AFTER = 8, 16


FULL = {"sen": "senator", "rep": "representative", "gov": "governor", "dr": "doctor", "prof": "professor", "pres": "president"}
FULL |= {"pm": "prime minister", "cm": "chief minister", "vp": "vice president"}


class Description(NamedTuple):
    """A noun phrase for an actor: its noun, its words, its tokens ``first`` to ``past`` (exclusive), and ``how`` it is joined."""

    noun: str
    words: tuple[str, ...]
    first: int
    past: int
    how: str


def titles_before(document: Document, first: int) -> list[tuple[str, int]]:
    """The honorifics right before a name ("Mr", "Dame"), nearest first, in lower case without points, and their tokens."""
    found = []
    i = first - 1
    while i >= 0 and i >= first - 3 and document.words[i][0].isupper():
        word = document.lower[i].rstrip(".")
        if word in HONORIFICS or noun_gender(word):
            found.append((word, i))
        elif noun_kind(word) != PERSON:
            break
        i -= 1
    return found


def describe(document: Document, first: int, past: int, before: int, after: int, kind: str) -> list[Description]:
    """The descriptions of the wanted kind beside the name at tokens ``first`` to ``past`` (exclusive).

    ``before`` is the end of the name on the left, ``after`` the beginning of the one on the right.
    """
    begin, end = document.sentences[document.sentence_of[first]]
    lower = document.lower
    found = []
    wanted = PERSON if kind == PERSON else ORGANISATION
    if first > begin:
        if lower[first - 1] == ",":
            found.append(_ahead(document, first, begin, before, wanted))
        else:
            found.append(_before(document, first, max(begin, before), wanted))
    if past + 1 < end:
        word = lower[past]
        if word in (",", "(", "—", "–", "--"):
            found += _after(document, past + 1, min(end, past + _AFTER), after, wanted)
        elif word in _BE and lower[past + 1] in DETERMINERS:
            found.append(_phrase(document, past + 1, min(end, past + _AFTER), after, wanted, "is"))
    return [d for d in found if d is not None]


def _before(document: Document, first: int, begin: int, wanted: str) -> Description | None:
    """The description before a name: "Farm Minister"; also "Minister for Women and Work", where all of it is capitalised."""
    words, lower = document.words, document.lower
    end = first
    while end > begin and lower[end - 1].rstrip(".") in HONORIFICS:
        end -= 1
    i = end
    while i > begin and end - i < _BEFORE and lower[i - 1] not in _STOPS and words[i - 1][0].isalpha() and lower[i - 1] != "'s":
        i -= 1
    while i < end and lower[i].endswith("ly"):
        i += 1
    if i < end and noun_kind(lower[end - 1]) == wanted:
        return Description(full_noun(lower[end - 1]), with_ranks(lower[i:end]), i, end, "before")
    if wanted == PERSON and i > begin and i < end and words[i][0].isupper() and lower[i - 1] in ("of", "for", "the", "and"):
        k = i - 1
        while k > begin and end - k < _BEFORE + 2 and (words[k - 1][0].isupper() or lower[k - 1] in ("of", "for", "the", "and")):
            k -= 1
            if words[k][0].isupper() and noun_kind(lower[k]) == PERSON and lower[k + 1] in ("of", "for"):
                return Description(lower[k], with_ranks(lower[k:end]), k, end, "before")
    return None


def _after(document: Document, begin: int, end: int, after: int, wanted: str) -> list[Description | None]:
    """The descriptions after a name: ", 43, the mayor of Arn," and ", who is the mayor,"."""
    lower = document.lower
    if document.words[begin - 1] == "(":
        while begin < end and document.words[begin - 1] != ")":
            begin += 1
        if begin >= end or lower[begin] != ",":
            return []
        begin += 1
    if begin + 1 < end and lower[begin][0].isdigit() and lower[begin + 1] == ",":
        begin += 2
    if begin >= end:
        return []
    if lower[begin] in ("who", "which") and begin + 2 < end and lower[begin + 1] in _BE:
        begin += 2
        return [_phrase(document, begin + (lower[begin] == "also"), end, after, wanted, "is")]
    if lower[begin] in PREPOSITIONS:
        return []
    return [_phrase(document, begin, end, after, wanted, "after")]


def _phrase(document: Document, begin: int, end: int, after: int, wanted: str, how: str) -> Description | None:
    """The noun phrase that begins at a token, where its noun is of the wanted kind and no other name's title."""
    lower = document.lower
    i = begin
    while i < end and lower[i] not in _ENDS and lower[i] not in PREPOSITIONS:
        i += 1
    if i == after and i > begin + 1 and lower[i - 1] not in DETERMINERS:  # ", president Bo Lund"
        return None
    for k in range(i - 1, begin - 1, -1):
        if noun_kind(lower[k]) == wanted:
            if after == k + 1 < i:  # ", as President Bo Lund said": it is the other's title
                return None
            break
    else:
        return None
    past = i
    if past < end and lower[past] in ("of", "for", "at", "in", "with"):
        past += 1
        while past < end and lower[past] not in _ENDS:
            past += 1
    first = begin
    while first < k and lower[first] in DETERMINERS:
        first += 1
    owner = next((n for n in range(k, first - 1, -1) if lower[n] in ("'s", "'")), None)
    if owner is not None:
        first = owner + 1
    return Description(full_noun(lower[k]), with_ranks(lower[begin:past]), first, k + 1, how)


def full_noun(noun: str) -> str:
    """A noun without a point, and not shortened: "governor" for "Gov.", "minister" for "PM"."""
    plain = noun.rstrip(".")
    return FULL.get(plain, plain).rpartition(" ")[2]


def with_ranks(words: Sequence[str]) -> tuple[str, ...]:
    """The words, and the first words of offices that are shortened: "prime" for "PM"."""
    return (*words, *(FULL[w].partition(" ")[0] for w in words if " " in FULL.get(w, "")))


def _ahead(document: Document, first: int, begin: int, before: int, wanted: str) -> Description | None:
    """The description before a comma and a name, with an article or an owner: "Arn's mayor, Ada Quill"."""
    lower = document.lower
    i = first - 1
    while i > begin and lower[i - 1] not in _MARKS and first - i < _AFTER:
        i -= 1
    if i >= first - 1 or lower[i] in PREPOSITIONS:
        return None
    phrase = lower[i : first - 1]
    if phrase[0] not in DETERMINERS and "'s" not in phrase and noun_kind(phrase[-1]) != wanted:
        return None
    link = next((n for n in range(first - 2, i, -1) if lower[n] in PREPOSITIONS), None)
    if link is not None and noun_kind(lower[first - 2]) == wanted and lower[link + 1] in DETERMINERS:
        i = link + 1  # "a lawyer for the mayor, Ada Quill": she is the mayor
    found = _phrase(document, i, first - 1, first, wanted, "ahead")
    return found if found is None or before <= i or before < found.past else None


_MARKS = frozenset(',.;:”“"()—–?!…') | {"--"}


@functools.lru_cache(1 << 14)
def is_plural(noun: str) -> bool:
    """Whether a common noun is a plural."""
    return noun_kind(noun) == PEOPLE or (len(noun) > 3 and noun.endswith("s") and not noun.endswith(("ss", "'s", "us", "is")))
