"""The people of an article: full names, surnames, given names and titles joined to persons, and families kept apart."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from analytics.actors.lexicon import genders, given_names, nicknames, word_list
from analytics.text import Document

TokenSpan = tuple[int, int]
_NAMESAKES = 30  # people of one surname who are told apart in one article; more would cost time without end


@dataclass(eq=False)
class Actor:
    """A person, body or country of one article: its full name here, where it is named, and what is known of it.

    ``gender`` is above zero for a man, below for a woman, near zero where nothing tells; ``titles`` are those that stand
    before its name.
    """

    name: str
    type: str
    words: tuple[str, ...]
    mentions: list[TokenSpan] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    gender: float = 0.0

    def last_before(self, at: int) -> int:
        """The token of the last mention before token ``at``, or of the first one."""
        k = bisect_left(self.mentions, (at, at))
        return self.mentions[max(k - 1, 0)][0] if self.mentions else 0


def usual_case(word: str) -> str:
    """A word as it would stand in a sentence: CLINTON is Clinton, NATO stays."""
    if word.isupper() and len(word) > 3 and word.isalpha():
        return word.capitalize()
    return word.replace("’", "'")


def _plain_words(document: Document, first: int, past: int) -> tuple[str, ...]:
    """The words of a name, without a nickname in quotation marks."""
    words: list[str] = []
    marked = False
    for word in document.words[first:past]:
        if word in "“”\"‘’'":
            marked = not marked
        elif not marked:
            words.append(usual_case(word))
    return tuple(words)


def surname(words: Sequence[str]) -> str:
    """The last word that is no suffix."""
    kept = [w for w in words if w.lower() not in word_list("suffix")] or list(words)
    return kept[-1]


def join_people(document: Document, spans: Iterable[TokenSpan]) -> list[Actor]:
    """A person for each name, mentions in reading order; the longest form is the name."""
    joined: list[tuple[TokenSpan, tuple[str, ...]]] = []
    for first, past in spans:
        joined.append(((first, past), _plain_words(document, first, past)))
    people: list[Actor] = []
    by_surname: dict[str, list[Actor]] = defaultdict(list)
    by_word: dict[str, list[Actor]] = defaultdict(list)
    full = [item for item in joined if _length(item[1]) > 1]
    for span, words in sorted(full, key=lambda item: (-min(len(item[1]), 3), item[0])):
        person = _same_person(words, by_surname, by_word)
        if person is None:
            person = Actor(" ".join(words), "person", words, gender=gender_of(words[0]))
            people.append(person)
            by_surname[surname(words)].append(person)
        for word in words:
            if len(by_word[word]) < _NAMESAKES and person not in by_word[word]:
                by_word[word].append(person)
        _note(document, person, span)
    lone: dict[str, Actor] = {}
    for span, words in joined:
        if _length(words) > 1:
            continue
        word = surname(words)
        titles = titles_before(document, span[0])
        candidates = (by_surname.get(word) or by_word.get(word) or [])[:_NAMESAKES]
        said = title_gender(titles)
        if said and candidates and all(said * p.gender < -0.5 for p in candidates):
            candidates = _relative(word, said, lone)
        if len(candidates) > 1:
            person = max(candidates, key=lambda p: _fit(p, span[0], word, titles, candidates))
        elif candidates:
            person = candidates[0]
        else:
            if word.casefold() not in lone:
                lone[word.casefold()] = Actor(" ".join(words), "person", words, gender=0.7 * gender_of(word))
                people.append(lone[word.casefold()])
            person = lone[word.casefold()]
        _note(document, person, span)
    return people


def _relative(word: str, gender: int, lone: dict[str, Actor]) -> list[Actor]:
    """Of a family: "Ms Quill" beside Bo Quill is a woman named so far by her given name alone, or somebody new."""
    for person in lone.values():
        if person.gender * gender > 0.3 and len(person.words) == 1 and person.words[0] in given_names():
            person.words = (person.words[0], word)
            person.name = " ".join(person.words)
            return [person]
    return [lone[word.casefold()]] if word.casefold() in lone else []


def gender_of(given: str) -> float:
    """Gender of a given name, 1 to -1; of a double name its first part's; 0 where unknown."""
    known = genders()
    if given in known:
        return known[given]
    return known.get(given.split("-")[0], 0.0)


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


def _length(words: Sequence[str]) -> int:
    return sum(w.lower() not in word_list("suffix") for w in words)


def _same_person(words: tuple[str, ...], by_surname: dict[str, list[Actor]], by_word: dict[str, list[Actor]]) -> Actor | None:
    for person in by_surname.get(surname(words), [])[:_NAMESAKES]:
        if given_fit(person.words, words):
            return person
    inside = [
        p
        for p in by_word.get(words[0], [])[:_NAMESAKES]
        if set(words) <= set(p.words) or (len(p.words) > 1 and set(p.words) <= set(words))
    ]
    return inside[0] if len(inside) == 1 else None


def given_fit(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two full names with one surname can be one person's: same given name, a short form or an initial of it."""
    x, y = a[0].rstrip(".").lower(), b[0].rstrip(".").lower()
    if x == y or nicknames().get(x, x) == nicknames().get(y, y):
        return True
    if (len(x) == 1 or len(y) == 1) and x[0] == y[0]:
        return True
    return a[0] in b[:-1] or b[0] in a[:-1]


def _fit(person: Actor, at: int, word: str, titles: list[str], rivals: list[Actor]) -> float:
    """How well a lone name at token ``at`` fits one of several people who share it."""
    score = 0.0
    said = title_gender(titles)
    if said:
        score += 5.0 if said * person.gender > 0 else -5.0 if said * person.gender < 0 else 0.0
    score += 4.0 * bool({*titles} & {*person.titles} - {"mr", "mrs", "ms", "miss"})
    before = _last_before(person, at)
    score += math.sqrt(min(len(person.mentions), 9)) + 2.0 * (before[0] >= 0)
    score += 1.0 * all(person.mentions[0] <= r.mentions[0] for r in rivals)
    if before[0] >= 0:
        score += 0.7 * all(before >= _last_before(r, at) for r in rivals)
    if not titles:  # who is mostly called Mr. or Ms. is less likely meant without
        score -= min(3, sum(title_gender([t]) != 0 for t in person.titles))
    if surname(person.words) != word:
        score -= 1.0
    return score


def _last_before(person: Actor, at: int) -> TokenSpan:
    k = bisect_left(person.mentions, (at, at))
    return person.mentions[k - 1] if k else (-1, -1)


def _note(document: Document, person: Actor, span: TokenSpan) -> None:
    insort(person.mentions, span)
    words = _plain_words(document, *span)
    if len(words) > len(person.words):
        person.words, person.name = words, " ".join(words)
        person.gender = person.gender or gender_of(words[0])
    titles = titles_before(document, span[0])
    person.titles += titles
    person.gender += 3.0 * title_gender(titles)
