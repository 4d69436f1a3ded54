"""The features of a pair of candidate and quote: where the candidate is named, how its names and descriptions fit the speaker's."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence

from analytics.actors.asked import BODY, HE, IT, NAMED, OTHER, ROLE, SEVERAL, SHE, WRITTEN, Asked
from analytics.actors.candidates import Candidate
from analytics.actors.clues import NOUN_KINDS, TYPES, Clues, bucket
from analytics.actors.descriptions import DETERMINERS, PREPOSITIONS, RANKS, TOPICS, with_ranks
from analytics.actors.lexis import Lexis
from analytics.actors.nouns import ORGANISATION, PERSON, noun_gender, noun_kind
from analytics.actors.scene import SceneActor

_NOMINAL = frozenset((ROLE, BODY, WRITTEN, SEVERAL, OTHER))
_LATE, _PER_GRADE, _LESS = 18, 3, 12  # parts of the value of a fitting role: given after the quote; a grade; of another rank


def pairs(clues: Clues, q: Asked, candidates: Sequence[Candidate]) -> list[list[int]]:
    """The features of each candidate with the quote, in the order of ``clues.Tables.pair``."""
    scene = clues.scene
    sentence_of, paragraph_of = scene.document.sentence_of, scene.document.paragraph_of
    at = min(q.i, len(sentence_of) - 1)
    sentence, paragraph = sentence_of[at], paragraph_of[at]
    sign = 1 if q.kind == HE else -1 if q.kind == SHE else noun_gender(q.noun) if q.noun else 0
    nominal = q.kind in _NOMINAL or (q.kind == NAMED and bool(q.noun))
    others = _other_words(clues, q) if nominal and not q.instead else frozenset[str]()
    lands = scene.countries(q.i, q.j) if nominal and not q.instead else set[int]()
    wordy = 4 * NOUN_KINDS[noun_kind(q.noun) if q.noun else None]
    inside_content = _in_content(clues, q)
    ranks, fitting, subject = _order(clues, q, candidates, sign)
    beside = {scene.mentions[m].actor for m in q.here} | lands
    alike = _likeness(clues, q, candidates) if nominal and q.noun else None
    nearby = [near for w in others if (near := clues.around.beside(w, q))] if nominal else []
    called = clues.around.beside(q.noun, q) if nominal else set[int]()
    named, lately = _counts(clues, q, candidates)
    person = sign if q.kind in (HE, SHE) else 0
    rows = []
    for k, (number, m, inside) in enumerate(candidates):
        actor = scene.actors[number]
        first, end, _ = scene.mentions[m]
        kind = TYPES[actor.type]
        before = clues.lower[first - 1] if first else ""
        two_before = clues.lower[first - 2] if first > 1 else ""
        rows.append(
            [
                0 if inside else _where(clues.lower, q, first, end, sentence - sentence_of[first]),
                ranks[k],
                fitting[k],
                k == subject,
                0 if kind or not sign else _fit(actor.gender * sign),
                _role_match(clues.lexis, q, actor, others) if nominal else 0,
                _name_match(clues.lexis, q.noun, actor) if nominal and kind else 0,
                1 + (number in lands) if lands and kind else 0,
                inside_content.get(number, 0),
                min(abs(paragraph - paragraph_of[first]), 3),
                4 * kind + bucket(clues.ranks[number], (0, 1, 3)),
                min(sum(w in actor.words for w in others), 3) if others else 0,
                wordy + kind,
                min(clues.of_type[kind > 0], 4),
                2 * kind + (before in _OBJECT or two_before in _OBJECT),
                1 + clues.around.linked(number, beside, q) if beside and not inside and q.noun else 0,
                2 * min(sum(number in near for near in nearby), 3) + (number in called) if not inside else 0,
                alike[k] if alike else 0,
                named[k],
                lately[k],
                1 + bucket(clues.around.pronouns(person, end, q.i), (0, 1, 3)) if person and not inside else 0,
                clues.around.opens(m) if not inside else 3,
            ]
        )
    return rows


_OBJECT = frozenset(("by", "told", "asked"))
_NAMED = 100  # names of a quote that are read


def _other_words(clues: Clues, q: Asked) -> frozenset[str]:
    """The words of the speaker beside its noun."""
    words = with_ranks(clues.lower[q.i : q.j])
    return frozenset(w for w in words if len(w) > 2 and w not in PREPOSITIONS and w not in DETERMINERS and w != q.noun)


def _in_content(clues: Clues, q: Asked) -> dict[int, int]:
    """How often each actor is named in the quote itself, 2 at most."""
    counts: dict[int, int] = {}
    for a, b in q.content:
        for m in clues.scene.between(a, b)[:_NAMED]:
            actor = clues.scene.mentions[m].actor
            counts[actor] = min(counts.get(actor, 0) + 1, 2)
    return counts


def _order(clues: Clues, q: Asked, candidates: Sequence[Candidate], sign: int) -> tuple[list[int], list[int], int]:
    """The number of candidates named after each, of those that fit, and the number of the last subject that fits (-1: none)."""
    scene = clues.scene
    ranks, fitting, subject = [5] * len(candidates), [6] * len(candidates), -1
    before = [(scene.mentions[c.mention].first, k) for k, c in enumerate(candidates) if scene.mentions[c.mention].past <= q.i]
    fits = 0
    for rank, (_, k) in enumerate(sorted(before, reverse=True)):
        actor = scene.actors[candidates[k].actor]
        ranks[k] = bucket(rank, (0, 1, 2, 4, 8))
        if (q.kind in (IT, BODY) and actor.type == "person") or (q.kind == ROLE and actor.type != "person"):
            continue
        if not sign or actor.gender * sign >= -0.2:
            fitting[k] = min(fits, 6)
            fits += 1
            if subject < 0 and clues.is_subject(candidates[k].mention):
                subject = k
    return ranks, fitting, subject


def _likeness(clues: Clues, q: Asked, candidates: Sequence[Candidate]) -> list[int] | None:
    """How like the speaker's noun the words around each organisation are, and the rank; None where that says nothing."""
    noun = clues.lexis.noun(q.noun)
    if not noun or q.kind not in (BODY, OTHER, NAMED) or (q.kind == NAMED and noun_kind(q.noun) != ORGANISATION):
        return None
    values = [0.0 if clues.scene.actors[c.actor].type == PERSON else clues.around.likeness(c.actor, noun) for c in candidates]
    order = sorted(-v for v in values if v)
    return [1 + 4 * min(order.index(-v), 2) + sum(v > grade for grade in _ALIKE) if v else 0 for v in values]


_ALIKE = (0.3, 0.42, 0.55)


def _counts(clues: Clues, q: Asked, candidates: Sequence[Candidate]) -> tuple[list[int], list[int]]:
    """The rank of each candidate among those of its kind by how often it was named so far, and how often lately."""
    document = clues.scene.document
    sentence = document.sentence_of[min(q.i, len(document.sentence_of) - 1)]
    since = document.sentences[max(sentence - _LATELY, 0)][0]
    counted = [clues.around.counts(c.actor, q.i, since) for c in candidates]
    people = [clues.scene.actors[c.actor].type == PERSON for c in candidates]
    sizes: tuple[list[int], list[int]] = ([], [])
    for (count, _), person in zip(counted, people, strict=True):
        insort(sizes[person], count)
    ranks = []
    for (count, _), person in zip(counted, people, strict=True):
        ranks.append(min(len(sizes[person]) - bisect_right(sizes[person], count), 3) if count else 4)
    return ranks, [min(lately, 4) for _, lately in counted]


_LATELY = 3  # sentences


_JOINS = frozenset([",", "(", "-", "–", "—", "--", ":"])


def _where(lower: Sequence[str], q: Asked, first: int, end: int, away: int) -> int:
    """The position of a name relative to the speaker's words: beside them, in the sentence, ``away`` in sentences."""
    if q.i < q.j:
        if first == q.j or (first == q.j + 1 and lower[q.j] in _JOINS):
            return 1 if first == q.j else 2
        if end == q.i or (end == q.i - 1 and lower[end] in _JOINS):
            return 3
    if away == 0:
        return 4 if end <= q.i else 5
    if away < 0:
        return 11 if away == -1 else 12
    return 6 + bucket(away, (1, 2, 4, 10))


def _fit(fit: float) -> int:
    """How well the gender fits: as stated, as guessed, unknown, against a guess, against what is stated."""
    if abs(fit) <= 0.2:
        return 0
    return (1 if fit > 1 else 2) if fit > 0 else (4 if fit < -1 else 3)


def _role_match(lexis: Lexis, q: Asked, actor: SceneActor, others: frozenset[str]) -> int:
    """How well the speaker's words fit the article's descriptions of the actor, and whether these come only later."""
    best, late = 0, False
    for d in actor.descriptions:
        if q.i <= d.first < q.j:
            continue
        grade = 5 if d.noun == q.noun else 4 if q.noun in d.words else lexis.grade(q.noun, d.noun)
        if not grade:
            continue
        there = sum(w in d.words for w in others)  # where all are, the description fits as well as the noun alone
        value = _PER_GRADE * grade + (min(there, 2) if there < len(others) else 0)
        if grade > 3 and any((w in others) != (w in d.words) and not (w in d.words and w in TOPICS) for w in RANKS):
            value -= _LESS
        if value > best:
            best, late = value, d.first > q.i
    return best + _LATE * late if best else 0


def _name_match(lexis: Lexis, noun: str, actor: SceneActor) -> int:
    """How well a noun fits the words of an organisation's name."""
    if not noun or not actor.words:
        return 0
    if noun == actor.words[-1].rstrip("."):
        return 11
    if noun in actor.words:
        return 10
    initial = len(actor.words) == 1 and actor.name.isupper() and actor.name.lower().endswith(noun[0])
    grade = max(lexis.grade(noun, w) for w in actor.words)
    return 2 * grade + initial + 1 if grade or initial else 0
