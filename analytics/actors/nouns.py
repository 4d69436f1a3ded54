"""Common nouns for speakers: a person, several people, an organisation, or a document."""

from __future__ import annotations

import functools
from importlib.resources import files

PERSON, PEOPLE, ORGANISATION, DOCUMENT = "person", "people", "organisation", "document"
_ENDINGS = ("man", "woman", "person", "ist", "ologist", "keeper", "maker", "worker", "ician", "eer")
_NOT = frozenset(
    "german roman human woman list mist twist wrist waist exist consist persist assist insist resist beer career".split()
)


@functools.cache
def noun_list(name: str) -> frozenset[str]:
    """A section of ``nouns.txt``."""
    return _sections().get(name, frozenset())


@functools.lru_cache(1 << 14)
def noun_kind(word: str) -> str | None:
    """The kind of speaker that a lower-case common noun means; None for other nouns.

    >>> [noun_kind(w) for w in ("mayor", "ex-mayors", "bookkeeper", "airline", "memo", "seven")]
    ['person', 'people', 'person', 'organisation', 'document', None]
    """
    word = word.rstrip(".")
    for name in (PERSON, PEOPLE, ORGANISATION, DOCUMENT):
        if word in noun_list(name):
            return name
    for one in _singulars(word):
        if one in noun_list(PERSON) or one in noun_list(ORGANISATION):
            return PEOPLE
        if one in noun_list(DOCUMENT):
            return DOCUMENT
    if len(word) > 5 and word.endswith(_ENDINGS) and word not in _NOT:
        return PERSON
    if (len(word) > 6 and word.endswith(tuple(e + "s" for e in _ENDINGS))) or word.endswith("men"):
        return PEOPLE
    head = word.rpartition("-")[2]
    return noun_kind(head) if head != word and len(head) > 2 else None


@functools.lru_cache(1 << 14)
def noun_gender(word: str) -> int:
    """The gender of a noun: 1 for men only, -1 for women only, 0 for others.

    >>> [noun_gender(w) for w in ("spokesman", "actress", "mayor")]
    [1, -1, 0]
    """
    word = word.rstrip(".")
    if word in noun_list("woman") or (len(word) > 6 and word.endswith("woman")):
        return -1
    if word in noun_list("man") or (len(word) > 6 and word.endswith("man") and noun_kind(word) == PERSON and word not in _OPEN):
        return 1
    return 0


_OPEN = frozenset("ombudsman freshman craftsman human alderman".split())  # a woman may be called so too


def _singulars(word: str) -> tuple[str, ...]:
    if word.endswith("ies"):
        return (word[:-3] + "y", word[:-1])
    if word.endswith("men"):
        return (word[:-3] + "man",)
    if word.endswith("es"):
        return (word[:-1], word[:-2])
    return (word[:-1],) if word.endswith("s") and not word.endswith("ss") else ()


@functools.cache
def _sections() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    name = ""
    for line in files("analytics.actors").joinpath("nouns.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(name, set()).update(line.split())
    return {key: frozenset(words) for key, words in found.items()}
