"""What is known of people: the gender of given names, the titles before a name, names without suffixes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analytics.actors.lexicon import genders, word_list
from analytics.text import Document


def bare(words: Sequence[str]) -> tuple[str, ...]:
    """A person's words without suffixes (Jr.)."""
    return tuple(w for w in words if w.lower() not in word_list("suffix")) or tuple(words)


def gender_of(given: str) -> float:
    """Gender of a given name, 1 to -1; of a double name its first part's; 0 where unknown."""
    known = genders()
    return known.get(given, known.get(given.split("-")[0], 0.0))


def titles_before(document: Document, first: int) -> list[str]:
    """Titles right before a token, nearest first, in lower case without points."""
    found: list[str] = []
    begin = document.sentences[document.sentence_of[first]][0]
    i = first - 1
    while i >= max(begin, first - 4) and document.lower[i].rstrip(".") in word_list("title"):
        found.append(document.lower[i].rstrip("."))
        i -= 1
    return found


def title_gender(titles: Iterable[str]) -> int:
    """1 where a title says a man, -1 a woman, 0 where it says neither."""
    men, women = word_list("honorific"), word_list("honorific-woman")
    return sum((t in men) - (t in women) for t in titles)
