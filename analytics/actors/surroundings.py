"""The text around an actor's names, compared with a speaker's words: words and names nearby, likeness of meaning, pronouns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from analytics.actors.asked import Asked
from analytics.actors.descriptions import DETERMINERS, PREPOSITIONS
from analytics.actors.genders import PRONOUNS
from analytics.actors.lexis import Lexis
from analytics.actors.nouns import PERSON
from analytics.actors.scene import Scene

_REACH = 8  # tokens to either side of a name
_CLOSE = 4  # tokens between two names that belong together: "Labour leader Ada Quill"
_READ = 24  # names of an actor, and uses of a word, that are read, so that time stays linear
_BEFORE = 5  # names before one, of which it may be the first
_TOP = 3  # words whose likeness counts
_PLAIN = PREPOSITIONS | DETERMINERS | frozenset("and but said says also has had have will would was were are been not".split())


class Surroundings:
    """Reads the text around the names of an article's actors; what is read of an actor or a word is kept."""

    def __init__(self, scene: Scene, lexis: Lexis) -> None:
        self.scene, self.lexis = scene, lexis
        self._firsts: dict[int, list[int]] = {}
        self._uses: dict[str, list[int]] | None = None
        self._opens: dict[int, int] = {}
        self._near: dict[int, set[int]] = {}
        self._words: dict[int, NDArray[np.int64]] = {}
        self._pronouns: dict[int, list[int]] | None = None

    def firsts(self, actor: int) -> list[int]:
        """The first tokens of an actor's names."""
        known = self._firsts.get(actor)
        if known is None:
            known = self._firsts[actor] = [self.scene.firsts[m] for m in self.scene.actors[actor].mentions]
        return known

    def linked(self, actor: int, others: Collection[int], q: Asked) -> int:
        """Whether an actor is named beside one of others outside the speaker's words: 0 no, 1 in a sentence, 2 close by."""
        mentions, sentence_of, best = self.scene.mentions, self.scene.document.sentence_of, 0
        for m in self.scene.actors[actor].mentions[:_READ]:
            first, past, _ = mentions[m]
            if q.i <= first < q.j:
                continue
            for k in range(max(m - 2, 0), min(m + 3, len(mentions))):
                begin, end, other = mentions[k]
                if other in others and not q.i <= begin < q.j and sentence_of[begin] == sentence_of[first]:
                    if max(begin - past, first - end) <= _CLOSE:
                        return 2
                    best = 1
        return best

    def beside(self, word: str, q: Asked) -> set[int]:
        """The actors with a name near a word, outside the speaker's words."""
        if self._uses is None:
            self._uses = {}
            for t, w in enumerate(self.scene.document.lower):
                self._uses.setdefault(w, []).append(t)
        found: set[int] = set()
        for t in self._uses.get(word, ())[:_READ]:
            if not q.i <= t < q.j:
                found.update(self._at(t))
        return found

    def _at(self, t: int) -> set[int]:
        """The actors with a name near a token."""
        known = self._near.get(t)
        if known is None:
            mentions, firsts = self.scene.mentions, self.scene.firsts
            span = range(bisect_left(firsts, t - _REACH), bisect_right(firsts, t + _REACH))
            known = self._near[t] = {mentions[m].actor for m in span}
        return known

    def likeness(self, actor: int, noun: int) -> float:
        """The likeness of a noun (its row) to the words around the actor's names: the mean of the three most alike."""
        rows = self._around(actor)
        if not noun or not len(rows):
            return 0.0
        alike = self.lexis.vectors[rows] @ self.lexis.vectors[noun]
        best: list[float] = sorted(alike[rows != noun].tolist())[-_TOP:]
        return sum(best) / _TOP

    def _around(self, actor: int) -> NDArray[np.int64]:
        known = self._words.get(actor)
        if known is None:
            lower, named, nouns = self.scene.document.lower, self.scene.named, self.lexis.nouns
            found = {
                nouns.get(lower[t], 0)
                for first in self.firsts(actor)[:_READ]
                for t in range(max(first - _REACH, 0), min(first + _REACH + 1, len(lower)))
                if not named[t] and len(lower[t]) > 2 and lower[t] not in _PLAIN
            }
            known = self._words[actor] = np.array(sorted(found - {0}), np.int64)
        return known

    def pronouns(self, sign: int, begin: int, end: int) -> int:
        """How many pronouns of a gender (1: he, him, his; -1: she, her) are between two tokens."""
        if self._pronouns is None:
            self._pronouns = {1: [], -1: []}
            for t, w in enumerate(self.scene.document.lower):
                if w in PRONOUNS:
                    self._pronouns[PRONOUNS[w]].append(t)
        at = self._pronouns[sign]
        return max(bisect_left(at, end) - bisect_left(at, begin), 0)

    def counts(self, actor: int, at: int, since: int) -> tuple[int, int]:
        """How often an actor is named before token ``at``, and from token ``since`` to there."""
        firsts = self.firsts(actor)
        before = bisect_left(firsts, at)
        return before, before - bisect_left(firsts, since)

    def opens(self, number: int) -> int:
        """Whether a name is the first of a person, or of an organisation or country, in its paragraph (2) or sentence (1)."""
        known = self._opens.get(number)
        if known is None:
            known = self._opens[number] = self._read_opens(number)
        return known

    def _read_opens(self, number: int) -> int:
        scene, (first, _, actor) = self.scene, self.scene.mentions[number]
        sentence_of, paragraph_of = scene.document.sentence_of, scene.document.paragraph_of
        person = scene.actors[actor].type == PERSON
        for begin, _, other in reversed(scene.mentions[max(number - _BEFORE, 0) : number]):
            if paragraph_of[begin] != paragraph_of[first]:
                break
            if other != actor and (scene.actors[other].type == PERSON) == person:
                return 0 if sentence_of[begin] == sentence_of[first] else 1
        return 2


def mean_vector(lexis: Lexis, words: Sequence[str]) -> NDArray[np.float32]:
    """The mean of the vectors of a name's words, of unit length; zeros where no word has one."""
    rows = [row for w in words if w not in _PLAIN and (row := lexis.noun(w.rstrip(".") or w))]
    total = lexis.vectors[rows].sum(0) if rows else np.zeros(lexis.vectors.shape[1], np.float32)
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-6), np.float32)
