"""The rules of speakers: what no speaker can be, whatever is learned. Each forbids candidates; the best of the others is chosen."""

from __future__ import annotations

from collections.abc import Callable

from analytics.actors.asked import BODY, HE, ROLE, SHE, Asked, end_of_noun
from analytics.actors.candidates import Candidate
from analytics.actors.clues import Clues
from analytics.actors.nouns import DOCUMENT, ORGANISATION, PEOPLE, PERSON, noun_gender, noun_kind
from analytics.actors.rules import Rule, applies
from analytics.actors.speech import GROUP, UNNAMED, Speech

_OTHERS = (PERSON, PEOPLE)
_FOR = frozenset("of for from at to by with close familiar".split())


def forbids(clues: Clues) -> Callable[[Asked, Candidate, Speech], bool]:
    """A function that says of a quote's candidate whether a rule forbids it."""

    def check(q: Asked, c: Candidate, speech: Speech) -> bool:
        return (
            (applies("gender clash") and _clashes(clues, q, c))
            or (applies("possessor") and c.inside and _possesses(clues, q, c))
            or (applies("spoken for") and c.inside and _spoken_for(clues, q, c))
            or (applies("indefinite") and not c.inside and _indefinite(clues, q, c))
            or (applies("same source") and not c.inside and _same_source(clues, q, c, speech))
        )

    return check


def _clashes(clues: Clues, q: Asked, c: Candidate) -> bool:
    """He is no Mrs, and the actress no Mr."""
    sign = 1 if q.kind == HE else -1 if q.kind == SHE else noun_gender(q.noun) if q.kind == ROLE else 0
    return clues.scene.actors[c.actor].gender * sign < -1


def _possesses(clues: Clues, q: Asked, c: Candidate) -> bool:
    """"X's lawyer" is not X, nor is "X's campaign" where X is a person."""  # fmt: skip
    past = clues.scene.mentions[c.mention].past
    if past + 1 >= q.j or clues.lower[past] not in ("'s", "'"):
        return False
    end = end_of_noun(clues.lower, past + 1, q.j)
    if any(clues.scene.named[t] for t in range(past + 1, end)):
        return True
    kind = noun_kind(clues.lower[end - 1])
    return kind in _OTHERS or (kind == ORGANISATION and clues.scene.actors[c.actor].type == "person")


def _spoken_for(clues: Clues, q: Asked, c: Candidate) -> bool:
    """"A lawyer for X" is not X, nor is "a person close to X"."""  # fmt: skip
    first = clues.scene.mentions[c.mention].first
    if not q.noun or noun_kind(q.noun) not in _OTHERS or q.head >= first:
        return False
    between = clues.lower[q.head + 1 : first]
    return bool(between) and between[0] in _FOR and "," not in between


def _indefinite(clues: Clues, q: Asked, c: Candidate) -> bool:
    """"A spokesman" is nobody named elsewhere."""  # fmt: skip
    if q.kind != ROLE or clues.lower[q.i] not in ("a", "an", "another", "one"):
        return False
    first, past, _ = clues.scene.mentions[c.mention]
    return not (q.j <= first <= q.j + 1 or q.i - 1 <= past <= q.i)


def _same_source(clues: Clues, q: Asked, c: Candidate, speech: Speech) -> bool:
    """"The source" after "a source close to X" is that source, not X or anybody else who is not called so."""  # fmt: skip
    if q.kind not in (ROLE, BODY) or speech.answer_to(q.noun) not in (UNNAMED, GROUP):
        return False
    actor = clues.scene.actors[c.actor]
    return noun_kind(q.noun) != DOCUMENT and all(d.noun != q.noun for d in actor.descriptions) and q.noun not in actor.words


SPEAKER_RULES: tuple[Rule, ...] = ()
