"""An article's information about its speakers: role, gender, and the descriptions of unnamed ones."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from analytics.actors.asked import HE, NAMED, ROLE, SHE, Asked
from analytics.actors.clues import Clues
from analytics.actors.descriptions import DETERMINERS, FULL, Description
from analytics.actors.genders import Shown, gender_of, title_gender
from analytics.actors.nouns import PERSON, noun_gender, noun_kind
from analytics.actors.people import given_name
from analytics.actors.scene import Scene, SceneActor

Span = tuple[int, int]
_VAGUE = frozenset("man woman boy girl guy colleague friend star legend boss rival fellow local hero favourite favorite".split())
_SURE_NAME = 0.6  # of 1; a given name clearly has a gender from here on
_JOINED = frozenset(("and", "&", "-", "/"))


class StatedRole(NamedTuple):
    """A role in lower case, and the tokens that state it."""

    text: str
    span: Span


class Gender(NamedTuple):
    """f or m, whether the article or the given name shows it, and the tokens that show it."""

    value: str
    source: str
    span: Span


class Profiles:
    """Roles and genders of an article's people, once its speakers are known."""

    def __init__(self, scene: Scene, shown: dict[int, list[Shown]]) -> None:
        self.scene = scene
        self._shown = shown
        self._spoken: dict[int, list[Shown]] = {}
        self._called: dict[int, StatedRole] = {}
        self._roles: dict[int, StatedRole | None] = {}
        self._genders: dict[int, Gender | None] = {}

    def hear(self, clues: Clues, q: Asked, actor: int) -> None:
        """Record that "he", "she" or "the mayor" at a quote is this actor."""
        if q.kind in (HE, SHE):
            self._spoken.setdefault(actor, []).append(Shown(1 if q.kind == HE else -1, q.i))
        elif q.kind == ROLE and q.noun not in _VAGUE and q.noun != "year-old" and (role := own_role(clues, q)) is not None:
            self._called.setdefault(actor, role)

    def role(self, number: int) -> StatedRole | None:
        """The role of an actor: the one given beside its names most often, else the first."""
        if number not in self._roles:
            self._roles[number] = self._read_role(self.scene.actors[number])
        return self._roles[number]

    def _read_role(self, actor: SceneActor) -> StatedRole | None:
        counts = Counter(d.noun for d in actor.descriptions)
        best = max(actor.descriptions, key=lambda d: (_weight(d, counts[d.noun]), -d.first), default=None)
        return StatedRole(self.phrase(best), (best.first, best.past)) if best else self._called.get(actor.number)

    def phrase(self, d: Description) -> str:
        """A description as a role in lower case."""
        words = [FULL.get(w.rstrip("."), w) for w in self.scene.document.lower[d.first : d.past]]
        return " ".join(words).replace(" 's", "'s")

    def gender(self, number: int) -> Gender | None:
        """The gender of a person: by title or noun, else by pronouns that agree, else by given name."""
        if number not in self._genders:
            self._genders[number] = self._read_gender(self.scene.actors[number])
        return self._genders[number]

    def _read_gender(self, actor: SceneActor) -> Gender | None:
        if actor.type != "person":
            return None
        shown = self._shown.get(actor.number, [])
        lower = self.scene.document.lower
        words = actor.name.split()
        named = gender_of(given_name(words)) * (1.0 if len(words) > 1 else 0.5) if words else 0.0
        stated = [s for s in shown if title_gender(lower[s.token].rstrip("."))]
        spoken = self._spoken.get(actor.number, [])
        near = [s for s in shown if s not in stated]
        for evidence, least in ((stated, 1), (spoken + near, 1)):
            balance = sum(s.sign for s in evidence)
            against = balance * named < -_SURE_NAME * abs(balance)
            if abs(balance) >= max(least, len(evidence) / 2) and (evidence is stated or not against or abs(balance) > 2):
                at = next(s.token for s in evidence if s.sign * balance > 0)
                return Gender("m" if balance > 0 else "f", "article", (at, at + 1))
        if abs(named) >= _SURE_NAME and actor.mentions:
            first = self.scene.mentions[actor.mentions[0]].first
            return Gender("m" if named > 0 else "f", "name", (first, first + 1))
        return None


def _weight(d: Description, count: int) -> int:
    """The weight of a description as a role: more beside the name than after "is", more if frequent, least for vague nouns."""
    return (1 if d.how == "is" else 3) + min(count, 3) - (6 if d.noun in _VAGUE else 0)


def own_role(clues: Clues, q: Asked) -> StatedRole | None:
    """The role in the words of an unnamed speaker: "spokesman" of "a spokesman for Arn Air"."""
    if not q.noun or q.kind < NAMED:
        return None
    first = q.head
    while (
        first > q.i
        and clues.lower[first - 1] not in DETERMINERS
        and clues.words[first - 1][0].isalpha()
        and not clues.scene.named[first - 1]
    ):
        first -= 1
    return StatedRole(" ".join(clues.lower[first : q.head + 1]), (first, q.head + 1))


def own_gender(clues: Clues, q: Asked) -> Gender | None:
    """The gender that the words of an unnamed speaker show: "he", "a spokeswoman"."""
    sign = 1 if q.kind == HE else -1 if q.kind == SHE else noun_gender(q.noun) if q.noun else 0
    at = q.i if q.kind in (HE, SHE) else q.head
    return Gender("m" if sign > 0 else "f", "article", (at, at + 1)) if sign else None


def described_as(clues: Clues, q: Asked) -> Span | None:
    """The tokens that describe a speaker without a name; None where there are none, or only a pronoun."""
    return (q.i, q.j) if q.i < q.j and q.kind >= NAMED else None


def spoken_for(clues: Clues, q: Asked) -> int | None:
    """The actor for which an unnamed speaker speaks: the organisation or country in the speaker's description."""
    scene = clues.scene
    bodies = [scene.mentions[m].actor for m in q.here if scene.actors[scene.mentions[m].actor].type != PERSON]
    return bodies[0] if bodies and (not q.noun or noun_kind(q.noun) is not None) else None
