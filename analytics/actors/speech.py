"""The speakers so far in an article, as features for the choice of the next one."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.actors.asked import HE, IT, NAMED, SHE, THEY, Asked
from analytics.actors.descriptions import RANKS, with_ranks
from analytics.actors.scene import Scene

UNNAMED, GROUP = -1, -2  # answers beside the numbers of actors


class Speech:
    """The answers given so far: numbers of actors, UNNAMED or GROUP."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._answer: int | None = None
        self._at = 0
        self._kind = -1
        self._actor = self._before = -1
        self._actor_at = self._before_at = 0
        self._of_type = [-1, -1]
        self._counts: dict[int, int] = {}
        self._by_noun: dict[str, int] = {}
        self._by_text: dict[str, int] = {}

    def rows(self, q: Asked, candidates: Sequence[int]) -> list[list[int]]:
        """The features of each candidate from the earlier speakers; UNNAMED and GROUP may be among the candidates."""
        paragraph_of = self.scene.document.paragraph_of
        here = paragraph_of[min(q.at, len(paragraph_of) - 1)]
        text = self._by_text.get(q.text) if q.text and not q.instead else None
        noun = self._by_noun.get(self._called(q)) if q.noun else None
        since = 4 if self._answer is None else min(here - paragraph_of[self._at], 3)
        unnamed = 0
        if self._answer is not None and self._answer < 0:
            unnamed = 1 if since < 2 else 2
        pronoun = self._kind in (HE, SHE, IT, THEY)
        other_text = 0 if text is None else 2 if text >= 0 else 3
        other_noun = 0 if noun is None else 2 if noun >= 0 else 3
        silent = [0, 0, other_text, other_noun, unnamed, 0, 0, max(since, 0), 0]
        return [
            [
                self._relation(c, here),
                c >= 0 and c != self._actor and c in self._of_type,
                1 if text == c else other_text,
                1 if noun == c else other_noun,
                unnamed,
                pronoun and c == self._answer,
                min(count, 3) if count < 6 else 4,
                max(since, 0),
                self._sentences(c, q),
            ]
            if (count := self._counts.get(c, 0))
            else silent
            for c in candidates
        ]

    def _sentences(self, c: int, q: Asked) -> int:
        """How many sentences ago the candidate spoke, where it spoke last; from 1 on."""
        if c < 0 or c != self._actor or not self.scene.document.sentence_of:
            return 0
        sentence_of = self.scene.document.sentence_of
        away = sentence_of[min(q.at, len(sentence_of) - 1)] - sentence_of[min(self._actor_at, len(sentence_of) - 1)]
        return 1 + min(max(away, 0), 4)

    def answer_to(self, q: Asked) -> int | None:
        """The last speaker described by the noun of a quote's speaker."""
        return self._by_noun.get(self._called(q))

    def _relation(self, c: int, here: int) -> int:
        paragraph_of = self.scene.document.paragraph_of
        if c < 0:
            return min(max(here - paragraph_of[self._at], 0), 3) + 1 if c == self._answer else 0
        if c == self._actor:
            return min(max(here - paragraph_of[self._actor_at], 0), 3) + 1
        if c == self._before:
            return 5 if here - paragraph_of[self._before_at] <= 3 else 6
        return 7 if c in self._counts else 0

    def add(self, q: Asked, answer: int) -> None:
        """Record an answer."""
        self._answer, self._at, self._kind = answer, q.at, q.kind
        self._counts[answer] = self._counts.get(answer, 0) + 1
        if q.i < q.j and q.kind >= NAMED:
            self._by_text[q.text] = answer
            if q.noun and (q.kind != NAMED or answer < 0):
                self._by_noun[self._called(q)] = answer
                self._by_noun[self._called(q._replace(here=()))] = answer
        if answer < 0:
            return
        if answer != self._actor:
            self._before, self._before_at = self._actor, self._actor_at
            self._actor = answer
        self._actor_at = q.at
        self._of_type[self.scene.actors[answer].type != "person"] = answer

    def _called(self, q: Asked) -> str:
        """The speaker's noun with its distinguishing word or name: "the former mayor" is not the mayor."""
        if q.noun == "year-old":
            return q.text
        rank = "" if q.instead else next((word for word in with_ranks(q.text.split()) if word in RANKS), "")
        name = self.scene.mentions[q.here[0]].actor if q.here and not q.instead else ""
        return f"{rank} {q.noun} {name}".strip()
