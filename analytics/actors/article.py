"""An article seen by its actors, and what has been said so far: the state in which speakers are named."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from analytics.actors.lexicon import word_list
from analytics.actors.people import Actor, gender_of, title_gender, titles_before
from analytics.actors.pronouns import GENDER, Scene
from analytics.actors.roles import Role, like, roles_of
from analytics.actors.rows import FoundMention
from analytics.text import Document

Mention = tuple[int, int, Actor]
MANY = 50  # people or bodies that are compared for one role; an article that names more in it means nobody
_OPEN, _CLOSE = frozenset(["“", "«", "„", "``"]), frozenset(["”", "»", "''"])
_MARKS = _OPEN | _CLOSE | {'"'}


class Answer(NamedTuple):
    """A speaker: an actor or none, what it is, and why."""

    actor: Actor | None
    type: str | None
    why: str
    is_person: bool = False  # an unnamed speaker that is one person: the next "he" may be it


class Speech(NamedTuple):
    """Who spoke last, and before; ``unnamed_at`` is the token of an unnamed speaker since."""

    last: Actor | None = None
    last_at: int = -1
    before_last: Actor | None = None
    last_was_pronoun: bool = False
    last_body: Actor | None = None
    last_body_at: int = -1
    unnamed_at: int = -1

    def after(self, article: Article, answer: Answer, at: int) -> Speech:
        """The state after an answer."""
        actor = answer.actor
        if actor is None:
            return self._replace(unnamed_at=at) if answer.is_person else self
        state = self._replace(
            before_last=self.before_last if actor is self.last else self.last,
            last=actor,
            last_at=at,
            last_was_pronoun=article.document.lower[at] in GENDER if article.document.lower else False,
            unnamed_at=-1,
        )
        return state if actor.type == "person" else state._replace(last_body=actor, last_body_at=at)


@dataclass
class Article:
    """The actors of an article, their mentions in order, and which tokens stand inside quotation marks."""

    document: Document
    people: list[Actor]
    bodies: list[Actor]
    mentions: list[Mention]
    of_people: list[Mention]
    quoted: list[bool]
    counts: dict[int, int]
    roles: dict[int, list[Role]] = field(default_factory=dict)
    authors: dict[str, list[tuple[int, Actor]]] | None = None
    called: dict[str, list[Actor]] | None = None

    @classmethod
    def of(cls, document: Document, mentions: Sequence[FoundMention]) -> Article:
        """Read the actors back from the mentions' names."""
        actors: dict[tuple[str, str], Actor] = {}
        found: list[Mention] = []
        begins = document.starts
        for m in mentions:
            actor = actors.get((m.name, m.type))
            if actor is None:
                actor = actors[m.name, m.type] = Actor(m.name, m.type, tuple(m.name.split()))
            first, past = bisect_left(begins, m.start), bisect_left(begins, m.end)
            if first >= len(begins) or begins[first] != m.start:
                continue  # part of a word with hyphens
            actor.mentions.append((first, past))
            found.append((first, past, actor))
            if m.type == "person":
                actor.titles += titles_before(document, first)
        quoted = quoted_tokens(document)
        people = [a for a in actors.values() if a.type == "person"]
        of_people = [m for m in found if m[2].type == "person"]
        article = cls(document, people, [a for a in actors.values() if a.type != "person"], found, of_people, quoted, {})
        article.counts = {id(a): len(a.mentions) for a in actors.values()}
        article.set_genders()
        return article

    def between(self, i: int, j: int) -> list[Mention]:
        """Mentions that touch the tokens i to j (exclusive)."""
        k = max(bisect_left(self.mentions, i, key=lambda m: m[0]) - 1, 0)
        found = []
        while k < len(self.mentions) and self.mentions[k][0] < j:
            if self.mentions[k][1] > i:
                found.append(self.mentions[k])
            k += 1
        return found

    def roles_for(self, person: Actor) -> list[Role]:
        """The roles that the article gives a person, read once."""
        if id(person) not in self.roles:
            self.roles[id(person)] = roles_of(self.document, person)
        return self.roles[id(person)]

    def called_like(self, noun: str) -> list[Actor]:
        """People with a role or title like ``noun``, in order of appearance, at most MANY."""
        if self.called is None:
            self.called = {}
            for person in self.people:
                words = {w for role in self.roles_for(person) for w in role.words | {role.noun}} | set(person.titles)
                for word in words:
                    self.called.setdefault(word, []).append(person)
        people = {id(p): p for word in like(noun) for p in self.called.get(word, [])[:MANY]}
        return sorted(people.values(), key=lambda p: p.mentions[0] if p.mentions else (0, 0))

    def author_of(self, noun: str, at: int) -> Actor | None:
        """Whose report, letter or study it is: "a report by the union", "the union's report", the latest before token ``at``."""
        if self.authors is None:
            self.authors = self._read_authors()
        known = self.authors.get(noun, [])
        k = bisect_left(known, at, key=lambda item: item[0])
        return known[k - 1][1] if k else None

    def author_after(self, noun: str, at: int) -> Actor | None:
        """Whose report it turns out to be: "a report said so. The report by the union", within three sentences."""
        if self.authors is None:
            self.authors = self._read_authors()
        known = self.authors.get(noun, [])
        k = bisect_left(known, at, key=lambda item: item[0])
        if k == len(known) or at >= len(self.document.lower):
            return None
        first, actor = known[k]
        near = self.document.sentence_of[first] - self.document.sentence_of[at] <= 3
        before = self.document.lower[max(first - 8, 0) : first]
        return actor if near and any(before[n : n + 2] == ["the", noun] for n in range(len(before))) else None

    def _read_authors(self) -> dict[str, list[tuple[int, Actor]]]:
        lower, found = self.document.lower, dict[str, list[tuple[int, Actor]]]()
        nouns = word_list("self-noun")
        for first, past, actor in self.mentions:
            begin, end = self.document.sentences[self.document.sentence_of[first]]
            i = first - 1 - (lower[first - 1] == "the")
            if i > begin and lower[i] in ("by", "from"):
                for k in range(i - 1, max(begin, i - 8) - 1, -1):
                    if lower[k] in nouns:
                        found.setdefault(lower[k], []).append((first, actor))
                        break
            if past < end and lower[past] == "'s":
                for k in range(past + 1, min(end, past + 5)):
                    if lower[k] in nouns:
                        found.setdefault(lower[k], []).append((first, actor))
                        break
        return found

    def scene(self, speech: Speech, content: tuple[tuple[int, int], ...]) -> Scene:
        """What the choice behind a pronoun looks at."""
        people = [a if a is not None and a.type == "person" else None for a in (speech.last, speech.before_last)]
        return Scene(
            self.of_people, self.quoted, self.counts, people[0], speech.last_at, people[1], speech.last_was_pronoun, content
        )

    def set_genders(self) -> None:
        """Gender by titles, given name, and by the pronouns of sentences that name one person alone."""
        document = self.document
        alone: dict[int, Actor | None] = {}
        begins: dict[int, int] = {}
        for first, _, person in self.of_people:
            number = document.sentence_of[first]
            begins.setdefault(number, first)
            alone[number] = person if alone.get(number, person) is person else None
        seen: dict[int, list[int]] = {}
        for number, only in alone.items():
            if only is None or self.quoted[document.sentences[number][0]]:
                continue
            b = document.sentences[number][1]
            spans = [(begins[number], b)]
            if number + 1 < len(document.sentences) and number + 1 not in alone:
                spans.append(
                    (
                        document.sentences[number + 1][0],
                        min(document.sentences[number + 1][0] + 3, document.sentences[number + 1][1]),
                    )
                )
            for start, end in spans:
                for i in range(start, end):
                    if document.lower[i] in GENDER and not self.quoted[i]:
                        seen.setdefault(id(only), [0, 0])[GENDER[document.lower[i]] < 0] += 1
        for person in self.people:
            titled = title_gender(person.titles)
            named = gender_of(person.words[0]) if len(person.words) > 1 else 0.7 * gender_of(person.words[0])
            men, women = seen.get(id(person), (0, 0))
            person.gender = 3.0 * titled if titled else named
            if not titled and men + women >= (2 if abs(named) <= 0.3 else 4) and abs(men - women) >= 0.6 * (men + women):
                person.gender = 0.6 if men > women else -0.6


def quoted_tokens(document: Document) -> list[bool]:
    """Which tokens stand inside double quotation marks; marks are counted paragraph by paragraph."""
    words = document.words
    quoted = [False] * len(words)
    opened, paragraph = -1, -1
    for i in [i for i, word in enumerate(words) if word in _MARKS]:
        word = words[i]
        if document.paragraph_of[i] != paragraph:
            if opened >= 0:
                _fill(quoted, opened, document.paragraphs[paragraph][1])
            opened, paragraph = -1, document.paragraph_of[i]
        if word in _OPEN or (word == '"' and opened < 0):
            opened = i if opened < 0 else opened
        elif opened >= 0:
            _fill(quoted, opened, i + (word in _CLOSE and word != '"'))
            opened = -1
        else:
            quoted[i] = word in _CLOSE
    if opened >= 0:
        _fill(quoted, opened, document.paragraphs[paragraph][1])
    return quoted


def _fill(quoted: list[bool], first: int, past: int) -> None:
    quoted[first:past] = [True] * (past - first)
