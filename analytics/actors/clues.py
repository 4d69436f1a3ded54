"""The features for the choice of a speaker: numbers of rows in the network's tables for a quote, a mention and an actor."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analytics.actors.asked import ENDS_PHRASE, QUANTITIES, Asked
from analytics.actors.descriptions import DETERMINERS, PREPOSITIONS, is_plural
from analytics.actors.lexis import EDGE, NAME, Lexis
from analytics.actors.nouns import DOCUMENT, ORGANISATION, PEOPLE, PERSON, noun_kind
from analytics.actors.scene import Scene, SceneActor
from analytics.actors.surroundings import Surroundings, mean_vector

KINDS = 13  # of speaker span: `analytics.actors.asked`
NOUN_KINDS = {None: 0, PERSON: 1, PEOPLE: 2, ORGANISATION: 3, DOCUMENT: 4}
TYPES = {"person": 0, "organisation": 1, "country": 2}
_LINKS = {"of": 1, "for": 2, "from": 3, "at": 4, "in": 5, "with": 6, "to": 6, "by": 7}
_OPENINGS = {"the": 0, "a": 1, "an": 1, "his": 2, "her": 3, "its": 4, "their": 5, "my": 6, "our": 6}
_NUMBERS = frozenset("two three four five six seven eight nine ten".split())
_AFTER_SUBJECT = frozenset("is was has had will would could also told said says did does do can may went added who".split())
FIRM_WORDS = frozenset(
    "shares stock chief ceo profits profit revenue sales customers investors shareholders products employees".split()
)
_FIRM_ENDS = frozenset("inc corp co ltd plc llc ag sa gmbh holdings group".split())


class FeatureSizes(NamedTuple):
    """The sizes of the features of each block, in order; a row number is the feature's offset plus its value."""

    quote: tuple[int, ...]
    mention: tuple[int, ...]
    inside: tuple[int, ...]
    actor: tuple[int, ...]
    pair: tuple[int, ...]
    state: tuple[int, ...]


def tables(words: int) -> FeatureSizes:
    """The sizes for a lexicon of this many words."""
    v = words
    return FeatureSizes(
        quote=(KINDS, 13, v, v, v, v, v, v, v, 8, 4, 12, 6, 4, 10, 3, 5, 5),
        mention=(v, v, v, v, 16, 6, 6),
        inside=(v, v, v, v, v, 10, 15, 36, 4, 6),
        actor=(3, 15, 12, v, 12, 5, 3, 6, 12),
        pair=(13, 6, 7, 2, 5, 36, 12, 3, 3, 4, 12, 4, 20, 5, 6, 4, 8, 13, 5, 5, 5, 4),
        state=(8, 2, 4, 4, 3, 2, 5, 6, 6),
    )


class Clues:
    """Reads the features of one article; those of a mention or an actor are computed once."""

    def __init__(self, scene: Scene, lexis: Lexis) -> None:
        self.scene, self.lexis = scene, lexis
        self.lower, self.words = scene.document.lower, scene.document.words
        self.ranks = self._rank_counts()
        people = sum(a.type == "person" for a in scene.actors)
        self.of_type = (people, len(scene.actors) - people)
        self._mention: dict[int, list[int]] = {}
        self._actor: dict[int, list[int]] = {}
        self._subject: dict[int, bool] = {}
        self._names: dict[int, NDArray[np.float32]] = {}
        self.around = Surroundings(scene, lexis)

    def quote(self, q: Asked) -> list[int]:
        """The features of a quote and its speaker span."""
        lower, scene, document = self.lower, self.scene, self.scene.document
        i, j = q.i, q.j
        people = {scene.mentions[m].actor for m in q.here if scene.actors[scene.mentions[m].actor].type == "person"}
        bodies = {scene.mentions[m].actor for m in q.here} - people
        content = q.content[0][0] if q.content else i
        quoted = bool(scene.quoted) and content < len(scene.quoted) and scene.quoted[content]
        paragraph = document.paragraph_of[q.at] if q.at < len(document.paragraph_of) else 0
        spoken = i < j
        tail = lower[q.head + 1] if spoken and q.head + 1 < j else ""
        owner = next((k for k in range(i, j) if lower[k] in ("'s", "'")), None)
        if owner is not None:
            owned = 1 if owner and scene.named[owner - 1] else 2
        else:
            owned = 3 if spoken and lower[i] in ("his", "her", "its", "their", "my", "our") else 0
        the, word = self.lexis.row("the", "the"), self.lexis.row(q.instead, q.instead)
        if q.instead:
            owned, tail = 0, ""
        return [
            q.kind,
            0 if q.instead else self._opening(i) if spoken else 12,
            word if q.instead else self._id(q.head) if spoken else EDGE,
            the if q.instead else self._id(q.head - 1) if spoken and q.head > i else EDGE,
            word if q.instead else self._id(j - 1) if spoken else EDGE,
            self._id(i - 1) if spoken else EDGE,
            self._id(j) if spoken else EDGE,
            self._id(j + 1) if spoken else EDGE,
            self._id(q.cue) if q.cue >= 0 else EDGE,
            _LINKS.get(tail, 0),
            owned,
            min(len(people), 3) * 3 + min(len(bodies), 2),
            bucket(2 if q.instead else j - i, (0, 1, 2, 4, 8)),
            2 * quoted + (spoken and i < content),
            2 * NOUN_KINDS[noun_kind(q.noun) if q.noun else None] + bool(q.noun and is_plural(q.noun)),
            min(paragraph, 2),
            bucket(self.of_type[0], (0, 1, 2, 5)),
            bucket(self.of_type[1], (0, 1, 2, 5)),
        ]

    def _opening(self, i: int) -> int:
        """The kind of the speaker's first word: an article, a possessive pronoun, a number, a name, ..."""
        word = self.lower[i]
        if self.scene.named[i]:
            return 11
        if word in _OPENINGS:
            return _OPENINGS[word]
        if word in DETERMINERS or word in ("he", "she", "it", "they", "who", "which", "i", "we", "him", "them"):
            return 7
        if word in QUANTITIES or word in _NUMBERS or word[0].isdigit():
            return 8
        return 9 if self.words[i][0].isupper() else 10

    def _id(self, t: int) -> int:
        """The row of a token's word, or else of its shape."""
        if t < 0 or t >= len(self.lower):
            return EDGE
        if self.scene.named[t]:
            return NAME
        return self.lexis.row(self.words[t], self.lower[t])

    def mention(self, number: int) -> list[int]:
        """The features of a name outside the span: the words around it and its role in the sentence."""
        known = self._mention.get(number)
        if known is None:
            known = self._mention[number] = self._read_mention(number)
        return known

    def _read_mention(self, number: int) -> list[int]:
        first, past, actor = self.scene.mentions[number]
        document, lower = self.scene.document, self.lower
        begin, end = document.sentences[document.sentence_of[first]]
        after = lower[past] if past < end else "."
        before = lower[first - 1] if first > begin else ""
        owner = after in ("'s", "'")
        governed = before in PREPOSITIONS or (before == "the" and first - 2 >= begin and lower[first - 2] in PREPOSITIONS)
        full = past - first >= len(self.scene.actors[actor].words)
        return [
            self._id(first - 1) if first > begin else EDGE,
            self._id(first - 2) if first - 1 > begin else EDGE,
            self._id(past) if past < end else EDGE,
            self._id(past + 1) if past + 1 < end else EDGE,
            8 * self.is_subject(number) + 4 * owner + 2 * governed + self.scene.quoted[first],
            2 * min(first - begin, 2) + (document.paragraph_of[first] == 0),
            2 * TYPES[self.scene.actors[actor].type] + full,
        ]

    def is_subject(self, number: int) -> bool:
        """Whether a name looks like the subject of its clause."""
        known = self._subject.get(number)
        if known is None:
            known = self._subject[number] = self._read_subject(number)
        return known

    def _read_subject(self, number: int) -> bool:
        first, past, _ = self.scene.mentions[number]
        document, lower = self.scene.document, self.lower
        begin, end = document.sentences[document.sentence_of[first]]
        after = lower[past] if past < end else "."
        before = lower[first - 1] if first > begin else ""
        if before == "the" and first - 1 > begin:
            before = lower[first - 2]
        if after in ("'s", "'") or before in PREPOSITIONS or before.endswith("ed"):
            return False
        return after in _AFTER_SUBJECT or after.endswith("ed") or (after.endswith("s") and after.isalpha()) or first - begin < 2

    def inside(self, q: Asked, number: int) -> list[int]:
        """The features of a name within the speaker span: its governing word, the word after it, the other names."""
        first, end, actor = self.scene.mentions[number]
        lower, actors = self.lower, self.scene.actors
        i, j = q.i, q.j
        link, comma, noun = EDGE, False, None
        for k in range(max(first - 1, i), i - 1, -1):
            if k >= first or self.scene.named[k]:
                continue
            word = lower[k]
            if word == ",":
                comma = True
            elif word in PREPOSITIONS and link == EDGE and not comma:
                link = self._id(k)
            elif noun is None and (kind := noun_kind(word)) is not None:
                noun = kind
        following = None
        k = end
        while k < j and k < end + 5 and lower[k] not in ENDS_PHRASE and lower[k] not in PREPOSITIONS:
            following = noun_kind(lower[k]) or following
            k += 1
        after = lower[end] if end < j else ""
        joint = 1 if after in ("'s", "'") else 2 if after[:1].isalpha() and self.words[end][0].islower() else 0
        others = [self.scene.mentions[m] for m in q.here if self.scene.mentions[m].actor != actor]
        earlier = {m.actor for m in others if m.first < first}
        type_ = actors[actor].type
        return [
            self._id(first - 1) if first > i else EDGE,
            self._id(first - 2) if first - 1 > i else EDGE,
            self._id(end) if end < j else EDGE,
            self._id(end + 1) if end + 1 < j else EDGE,
            link,
            2 * NOUN_KINDS[noun] + comma,
            3 * NOUN_KINDS[following] + joint,
            12 * TYPES[type_]
            + 4 * min(len(earlier), 2)
            + 2 * any(m.first > first and actors[m.actor].type == "person" for m in others)
            + any(m.first < first and actors[m.actor].type == "person" for m in others),
            2 * (end >= j - 1) + (first <= i + 1),
            min(sum(1 for k in range(i, first) if lower[k] in PREPOSITIONS), 2) * 2 + (lower[i] in DETERMINERS),
        ]

    def actor(self, number: int) -> list[int]:
        """The features of an actor in the whole article."""
        known = self._actor.get(number)
        if known is None:
            known = self._actor[number] = self._read_actor(self.scene.actors[number])
        return known

    def _read_actor(self, actor: SceneActor) -> list[int]:
        kind = TYPES[actor.type]
        last = actor.words[-1] if actor.words else ""
        first = self.scene.mentions[actor.mentions[0]].first
        acronym = len(actor.name) < 7 and actor.name.isupper()
        gender = (
            2
            if abs(actor.gender) <= 0.2
            else (0 if actor.gender > 1 else 1)
            if actor.gender > 0
            else (4 if actor.gender < -1 else 3)
        )
        firm = bool(actor.owned & FIRM_WORDS) or last.rstrip(".") in _FIRM_ENDS
        return [
            kind,
            5 * kind + bucket(len(actor.mentions), (1, 2, 4, 9)),
            4 * kind + min(len(actor.words), 4) - 1 if actor.words else 4 * kind,
            self.lexis.row(last, last) if kind else EDGE,
            4 * kind + 2 * (kind == 1 and last.endswith("s") and not last.endswith("ss")) + acronym,
            gender,
            min(self.scene.document.paragraph_of[first], 2),
            2 * kind + bool(actor.descriptions),
            4 * kind + (2 * firm if kind else 0) + (self.ranks[actor.number] == 0),
        ]

    def name_vector(self, number: int) -> NDArray[np.float32]:
        """The mean vector of the words of an organisation's name; zeros for a person."""
        known = self._names.get(number)
        if known is None:
            actor = self.scene.actors[number]
            words = [w for w in actor.words if w.rstrip(".") not in _FIRM_ENDS] if actor.type != "person" else []
            known = self._names[number] = mean_vector(self.lexis, words) if words else self.lexis.vectors[0]
        return known

    def _rank_counts(self) -> list[int]:
        """The rank of each actor among those of its type by number of mentions."""
        ranks = [0] * len(self.scene.actors)
        for people in (True, False):
            group = [a for a in self.scene.actors if (a.type == "person") == people]
            for rank, actor in enumerate(sorted(group, key=lambda a: (-len(a.mentions), a.number))):
                ranks[actor.number] = rank
        return ranks


def bucket(value: int, edges: Sequence[int]) -> int:
    """The number of edges below a value."""
    return bisect_left(edges, value)
