"""The actor that each sentence is about: the subject of its words outside quotation marks, and "he", "she" and "it" after it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from analytics.actors.nouns import PERSON
from analytics.actors.scene import Scene

_PRONOUNS = {"he": 1, "she": -1, "it": 0}
_CLASH = 0.2  # of 1; a given name hints at a gender from here on
_LATER = 4  # sentences back from which a subject counts as earlier
SIZES = (7, 3, 7)  # of the features of a candidate


class Focus:
    """The subjects of an article's sentences, in reading order; sentences within quotation marks have none and are not counted."""

    def __init__(self, scene: Scene, is_subject: Callable[[int], bool]) -> None:
        self._scene, self._is_subject = scene, is_subject
        self._begins: list[int] = []  # the first token of each sentence that is counted
        self._subjects: list[tuple[int, int, bool]] = []  # for each of them: the subject's token, actor (-1: none), by a pronoun
        self._people: list[tuple[int, int]] = []  # token and actor of the subjects who are people, and of the others
        self._others: list[tuple[int, int]] = []
        lately: dict[int, int] = {}
        for begin, end in scene.document.sentences:
            open_tokens = [t for t in range(begin, end) if not scene.quoted[t] and scene.document.words[t][0].isalnum()]
            if not open_tokens:
                continue
            self._begins.append(open_tokens[0])
            at, actor, pronoun = self._read(open_tokens, end, lately)
            self._subjects.append((at, actor, pronoun))
            if actor >= 0:
                person = scene.actors[actor].type == PERSON
                (self._people if person else self._others).append((at, actor))
                if not person:
                    lately[0] = actor
                else:
                    gender = scene.actors[actor].gender
                    lately.update({sign: actor for sign in (1, -1) if gender * sign >= -_CLASH})

    def _read(self, tokens: list[int], end: int, lately: dict[int, int]) -> tuple[int, int, bool]:
        """The first subject among a sentence's tokens; ``lately`` has the last one for each pronoun."""
        scene, lower = self._scene, self._scene.document.lower
        k = bisect_left(scene.firsts, tokens[0])
        for t in tokens:
            sign = _PRONOUNS.get(lower[t])
            if sign is not None and sign in lately:
                return t, lately[sign], True
            while k < len(scene.firsts) and scene.firsts[k] < t:
                k += 1
            if k < len(scene.firsts) and scene.firsts[k] == t and t < end and self._is_subject(k):
                return t, scene.mentions[k].actor, False
        return tokens[0], -1, False

    def sentence(self, token: int) -> int:
        """The number of the counted sentence at or before a token; -1 before the first."""
        return bisect_right(self._begins, token) - 1

    def subject(self, actor: int, at: int) -> int:
        """How lately an actor was the subject before token ``at``: 0 not, 1 in its sentence, 2 and 3 in the one before, by name and
        by a pronoun, 4 and 5 in the one before that, 6 a little earlier."""
        here = self.sentence(at)
        for back in range(_LATER + 1):
            if here - back < 0:
                break
            token, subject, pronoun = self._subjects[here - back]
            if subject == actor and token < at:
                return 1 if back == 0 else 2 * back + pronoun if back < 3 else 6
        return 0

    def is_last(self, actor: int, at: int) -> int:
        """Whether an actor is the last subject of its kind (people, others) before token ``at``, 2, or the one before that, 1."""
        subjects = self._people if self._scene.actors[actor].type == PERSON else self._others
        k = bisect_left(subjects, (at, -1))
        if k and subjects[k - 1][1] == actor:
            return 2
        before = next((subject for _, subject in reversed(subjects[max(k - 6, 0) : k]) if subject != subjects[k - 1][1]), -1)
        return int(before == actor)

    def away(self, token: int, at: int) -> int:
        """How many counted sentences lie from a name to token ``at``, up to 5; 6 for a name after it."""
        return 6 if token > at else min(self.sentence(at) - self.sentence(token), 5)
