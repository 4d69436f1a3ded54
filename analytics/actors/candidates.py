"""The candidates for the speaker of a quote: actors in the speaker's words, near the quote, described alike, earlier speakers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from analytics.actors.asked import BODY, HE, IT, NAMED, OF_COUNTRIES, OTHER, ROLE, SEVERAL, SHE, Asked, plain_name
from analytics.actors.nouns import ORGANISATION, PERSON, noun_list
from analytics.actors.scene import Scene

_REACH = 80  # mentions before a quote that are looked at
_BEFORE, _BESIDE_ROLES, _BESIDE_NAMES, _AFTER, _CALLED, _SPOKEN, _MOST = (
    9,
    6,
    3,
    2,
    5,
    3,
    22,
)  # the most of each, and of all together
_SENTENCES = 3  # sentences after a quote that are looked at
_PEOPLE, _BODIES, _ALL = ("person",), ("organisation", "country"), ("person", "organisation", "country")


class Candidate(NamedTuple):
    """An actor who may be the speaker: the mention that is looked at, and whether it is inside the speaker's words."""

    actor: int
    mention: int
    inside: bool


def all_candidates(scene: Scene, asked: Sequence[Asked]) -> list[list[Candidate]]:
    """Find the candidates of each quote, in the order of the text, none where a name needs no choice. Actors named in the speaker's
    words of an earlier quote stay in reach."""
    named: list[int] = []
    found = []
    for q in asked:
        found.append(candidates(scene, q, named) if plain_name(scene, q) is None else [])
        for m in q.here[:1]:
            actor = scene.mentions[m].actor
            if actor in named[-_SPOKEN:]:
                named.remove(actor)
            named.append(actor)
    return found


def candidates(scene: Scene, q: Asked, spoken: Sequence[int] = ()) -> list[Candidate]:
    """Find the actors who may have said a quote, at most 22, first those in the speaker's words; ``spoken``: earlier speakers."""
    found: dict[int, tuple[int, bool]] = {}
    for m in q.here:
        found.setdefault(scene.mentions[m].actor, (m, True))
    wanted = _wanted(q)
    if q.i < q.j:
        for m in scene.between(q.i - 2, q.i) + scene.between(q.j, q.j + 3):
            found.setdefault(scene.mentions[m].actor, (m, False))
    _look_back(scene, q, wanted, found, spoken)
    if q.kind in (ROLE, BODY, OTHER, NAMED) and q.noun:
        for actor in scene.called(q.noun)[:_CALLED]:
            if actor not in found and scene.actors[actor].type in wanted:
                found[actor] = (_last_before(scene, actor, q.i), False)
    if q.i < q.j and q.kind in (BODY, OTHER, SEVERAL, NAMED):
        for actor in scene.countries(q.i, q.j):
            found.setdefault(actor, (_last_before(scene, actor, q.i), False))
    if not q.here or q.kind != NAMED:
        _look_ahead(scene, q, wanted, found)
    return [Candidate(actor, m, inside) for actor, (m, inside) in found.items()][:_MOST]


def _wanted(q: Asked) -> Sequence[str]:
    """The types of actor that the speaker's words can mean: "he" a person, "the airline" an organisation."""
    if q.kind in (HE, SHE) or (q.kind == ROLE and q.noun not in noun_list(ORGANISATION)):
        return _PEOPLE
    if q.kind == BODY and q.noun not in noun_list(PERSON):
        return _BODIES if q.noun in OF_COUNTRIES else _BODIES[:1]
    return _BODIES if q.kind == IT else _ALL


def _look_back(scene: Scene, q: Asked, wanted: Sequence[str], found: dict[int, tuple[int, bool]], spoken: Sequence[int]) -> None:
    """Add the actors named last before the quote, those named outside quotation marks first, and those who spoke."""
    most = _BEFORE if not q.here or q.kind != NAMED else _BESIDE_ROLES if q.noun else _BESIDE_NAMES
    k = bisect_left(scene.firsts, q.i) - 1
    stop = max(k - _REACH, -1)
    near = 0
    quoted: dict[int, int] = {}
    while k > stop and near < most:
        first, end, actor = scene.mentions[k]
        if end <= q.i and actor not in found and scene.actors[actor].type in wanted:
            if scene.quoted[first] or any(a <= first < b for a, b in q.content):
                quoted.setdefault(actor, k)
            else:
                found[actor] = (k, False)
                near += 1
        k -= 1
    for actor in (*quoted, *spoken[-_SPOKEN:]):
        if actor not in found and len(found) < _MOST and scene.actors[actor].type in wanted:
            found[actor] = (quoted[actor] if actor in quoted else _last_before(scene, actor, q.i), False)


def _look_ahead(scene: Scene, q: Asked, wanted: Sequence[str], found: dict[int, tuple[int, bool]]) -> None:
    """Add the actors named first after the speaker's words."""
    sentence_of = scene.document.sentence_of
    if not sentence_of:
        return
    last = sentence_of[min(q.j, len(sentence_of) - 1)] + _SENTENCES
    k, later = bisect_left(scene.firsts, q.j), 0
    while k < len(scene.firsts) and later < _AFTER and sentence_of[scene.firsts[k]] <= last:
        actor = scene.mentions[k].actor
        if actor not in found and scene.actors[actor].type in wanted:
            found[actor] = (k, False)
            later += 1
        k += 1


def _last_before(scene: Scene, actor: int, at: int) -> int:
    """The actor's last mention before token ``at``, else its first."""
    mentions = scene.actors[actor].mentions
    k = bisect_left(mentions, at, key=lambda m: scene.mentions[m].first)
    return mentions[max(k - 1, 0)]
