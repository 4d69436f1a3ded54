"""Facts about people: the gender of given names, the titles before a name, names without suffixes."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from analytics.actors.lexicon import genders, word_list
from analytics.text import Document


@functools.lru_cache(1 << 13)
def bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """A person's words without suffixes (Jr.)."""
    return tuple(w for w in words if w.lower() not in word_list("suffix")) or tuple(words)


def gender_of(given: str) -> float:
    """The gender of a given name, 1 (men's) to -1 (women's), 0 where unknown; a double name has that of its first part."""
    known = genders()
    return known.get(given, known.get(given.split("-")[0], 0.0))


def titles_before(document: Document, first: int) -> list[str]:
    """The titles right before a token, nearest first, in lower case without points."""
    found: list[str] = []
    begin = document.sentences[document.sentence_of[first]][0]
    i = first - 1
    while i >= max(begin, first - 4) and document.lower[i].rstrip(".") in word_list("title"):
        found.append(document.lower[i].rstrip("."))
        i -= 1
    return found


def title_gender(titles: Sequence[str]) -> int:
    """The gender that titles show: 1 for a man, -1 for a woman, 0 for neither."""
    if not titles:
        return 0
    men, women = word_list("honorific"), word_list("honorific-woman")
    return sum((t in men) - (t in women) for t in titles)
