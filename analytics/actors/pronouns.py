"""The one behind "he" and "she": people in reach, described by where they stand, weighed by what was learned."""

from __future__ import annotations

import functools
import json
import math
from bisect import bisect_right
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.actors.people import Actor
from analytics.actors.roles import PREPOSITIONS
from analytics.text import Document

PATH = Path(__file__).with_name("pronouns.json")
GENDER = {"he": 1.0, "him": 1.0, "his": 1.0, "himself": 1.0, "she": -1.0, "her": -1.0, "hers": -1.0, "herself": -1.0}
FEATURES = (
    "same sentence", "a sentence back", "two back", "three or four back", "five or more back", "subject", "possessor",
    "after a preposition", "last speaker", "last speaker, same paragraph", "speaker before",
    "last speaker was a pronoun", "new since the last quote", "log of mentions", "gender fits", "gender clashes",
    "gender unknown", "nearest", "second nearest", "nearest subject", "inside the quote", "inside some quote",
    "same paragraph", "full name", "most named", "opens its sentence", "opens the last sentence",
    "last speaker, opens the paragraph", "last speaker, a paragraph back", "last speaker, far back",
)  # fmt: skip
_DOUBT = 1.5
_REACH = 60  # mentions looked back at; what stands farther away is out of reach
_AFTER_SUBJECT = frozenset("is was has had will would could also told said says did does can may went added who".split())
Row = npt.NDArray[np.float64]


class Scene(NamedTuple):
    """Where a pronoun stands: the mentions of people before it (token, past, person), speech so far, the quote's own tokens."""

    mentions: Sequence[tuple[int, int, Actor]]
    quoted: Sequence[bool]
    counts: dict[int, int]
    last: Actor | None = None
    last_at: int = -1
    before_last: Actor | None = None
    last_was_pronoun: bool = False
    content: tuple[tuple[int, int], ...] = ()


class Choice(NamedTuple):
    """The person chosen and the chance that it is the right one; ``rivals`` are the next best."""

    person: Actor | None
    chance: float
    rivals: list[Actor]


@functools.cache
def learned() -> Row:
    """Weights of FEATURES, learned from automatic coreference chains (MODEL_CARD.md)."""
    weights = json.loads(PATH.read_text(encoding="utf-8"))
    return np.array([weights[name] for name in FEATURES])


def choose(document: Document, at: int, gender: float, scene: Scene) -> Choice:
    """Whom a pronoun at token ``at`` means; people whose known gender clashes are not in reach."""
    people, rows = candidates(document, at, gender, scene)
    fitting = [k for k, p in enumerate(people) if p.gender * gender >= -0.2]
    if not fitting:
        return Choice(None, 0.0, [])
    scores = rows[fitting] @ learned()
    # A word that nothing shows to be a person's may be a place or a firm that was taken for one.
    scores -= [_DOUBT * (len(p.words) == 1 and not p.gender and not p.titles) for p in (people[k] for k in fitting)]
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    order = np.argsort(-scores, kind="stable")
    best = [people[fitting[k]] for k in order]
    return Choice(best[0], float(chances[order[0]]), best[1:3])


def candidates(document: Document, at: int, gender: float, scene: Scene) -> tuple[list[Actor], Row]:
    """People named before token ``at`` and a row of FEATURES for each."""
    past = bisect_right(scene.mentions, at, key=lambda m: m[0])
    latest: dict[int, tuple[int, int, Actor]] = {}
    inside: set[int] = set()
    for mention in reversed(scene.mentions[max(0, past - _REACH) : past]):
        first, _, person = mention
        if any(a <= first < b for a, b in scene.content):
            inside.add(id(person))
            latest.setdefault(id(person), mention)
            continue
        known = latest.get(id(person))
        if known is None or ((scene.quoted[known[0]] or _within(known[0], scene.content)) and not scene.quoted[first]):
            latest[id(person)] = mention
    for speaker in (scene.last, scene.before_last):
        if speaker is not None and id(speaker) not in latest and speaker.mentions and speaker.mentions[0][0] <= at:
            latest[id(speaker)] = (*speaker.mentions[0], speaker)
    items = list(latest.values())
    people = [m[2] for m in items]
    fitting = sorted((m for m in items if m[2].gender * gender >= -0.2), key=lambda m: -m[0])
    ranks = {id(m[2]): k for k, m in enumerate(fitting)}
    subjects = [id(m[2]) for m in fitting if _is_subject(document, m)]
    most = max((scene.counts[id(p)] for p in people), default=0)
    rows = np.zeros((len(items), len(FEATURES)))
    opens = at - document.paragraphs[document.paragraph_of[at]][0] < 2
    since = document.paragraph_of[at] - document.paragraph_of[scene.last_at] if scene.last_at >= 0 else 9
    sentence, paragraph = document.sentence_of[at], document.paragraph_of[at]
    for k, (first, end, person) in enumerate(items):
        away = sentence - document.sentence_of[first]
        begin = document.sentences[document.sentence_of[first]][0]
        after = document.lower[end] if end < len(document.lower) else "."
        is_last = person is scene.last
        rank = ranks.get(id(person), 9)
        sign = person.gender * gender
        rows[k] = (
            away == 0,
            away == 1,
            away == 2,
            away in (3, 4),
            away > 4,
            _is_subject(document, (first, end, person)),
            after == "'s",
            first > begin and document.lower[first - 1] in PREPOSITIONS,
            is_last,
            is_last and scene.last_at >= 0 and document.paragraph_of[scene.last_at] == paragraph,
            person is scene.before_last,
            is_last and scene.last_was_pronoun,
            first > scene.last_at and not is_last,
            math.log1p(scene.counts[id(person)]),
            sign > 0.2,
            sign < -0.2,
            abs(sign) <= 0.2,
            rank == 0,
            rank == 1,
            bool(subjects) and subjects[0] == id(person),
            id(person) in inside,
            scene.quoted[first],
            document.paragraph_of[first] == paragraph,
            len(person.words) > 1,
            scene.counts[id(person)] == most,
            first - begin < 3,
            first - begin < 3 and away == 1,
            is_last and opens,
            is_last and since == 1,
            is_last and since > 3,
        )
    return people, rows


def _within(token: int, spans: Collection[tuple[int, int]]) -> bool:
    return any(a <= token < b for a, b in spans)


def _is_subject(document: Document, mention: tuple[int, int, Actor]) -> bool:
    first, past, _ = mention
    begin, end = document.sentences[document.sentence_of[first]]
    after = document.lower[past] if past < end else "."
    before = document.lower[first - 1] if first > begin else ""
    if after == "'s" or before in PREPOSITIONS or before.endswith("ed"):  # in "who visited Quill hours before" she is no subject
        return False
    return after in _AFTER_SUBJECT or after.endswith("ed") or (after.endswith("s") and after.isalpha()) or first - begin < 2
