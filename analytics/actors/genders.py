"""The gender that an article shows: by title, by noun ("spokeswoman"), by the pronouns around a name; else by given name."""

from __future__ import annotations

from typing import NamedTuple

from analytics.actors.lexicon import genders, given_names
from analytics.actors.nouns import noun_gender
from analytics.actors.people import given_name
from analytics.actors.scene import Scene, SceneActor

PRONOUNS = {"he": 1, "him": 1, "his": 1, "himself": 1, "she": -1, "her": -1, "hers": -1, "herself": -1}
_TITLES = dict.fromkeys("mr sir lord shri".split(), 1) | dict.fromkeys("mrs ms miss dame lady madam madame smt".split(), -1)
_RARE = 0.5  # part of a rare given name's gender that counts: such a name is often given to both
_AHEAD = 3  # tokens of the next sentence in which a pronoun is read as the person's


class Shown(NamedTuple):
    """A gender that the text shows, 1 for a man and -1 for a woman, and the token that shows it."""

    sign: int
    token: int


def gender_of(given: str) -> float:
    """The gender of a given name, 1 (men's) to -1 (women's), 0 where unknown; a double name has that of its first part."""
    known = genders()
    return known[given] if given in known else known.get(given.split("-")[0], 0.0)


def title_gender(title: str) -> int:
    """The gender of a title or noun: 1 for men only, -1 for women only, else 0."""
    return _TITLES.get(title, 0) or noun_gender(title)


def read_genders(scene: Scene) -> dict[int, list[Shown]]:
    """Set each person's ``gender``, and return, by the actor's number, the genders that the text shows beside its names."""
    pronouns = _pronouns(scene)
    shown: dict[int, list[Shown]] = {}
    for person in scene.actors:
        if person.type != "person":
            continue
        stated = [Shown(title_gender(t), at) for t, at in person.titles if title_gender(t)]
        stated += [Shown(noun_gender(d.noun), d.past - 1) for d in person.descriptions if noun_gender(d.noun)]
        near = pronouns.get(person.number, [])
        shown[person.number] = stated + near
        person.gender = _weigh(person, sum(s.sign for s in stated), sum(s.sign for s in near), len(near))
    return shown


def _weigh(person: SceneActor, stated: int, balance: int, pronouns: int) -> float:
    words = person.name.split()
    given = given_name(words)
    named = gender_of(given) * (1.0 if len(words) > 1 else 0.7) * (1.0 if given in given_names() else _RARE)
    if stated:
        return 3.0 if stated > 0 else -3.0
    if pronouns >= (2 if abs(named) <= 0.3 else 4) and abs(balance) >= 0.6 * pronouns:
        return 0.6 if balance > 0 else -0.6
    return named


def _pronouns(scene: Scene) -> dict[int, list[Shown]]:
    """The pronouns after the only person named in a sentence, and at the start of the next sentence where it names no person."""
    document, quoted = scene.document, scene.quoted
    lower, sentences = document.lower, document.sentences
    alone: dict[int, int] = {}
    begins: dict[int, int] = {}
    for mention in scene.mentions:
        if scene.actors[mention.actor].type != "person":
            continue
        number = document.sentence_of[mention.first]
        begins.setdefault(number, mention.first)
        alone[number] = mention.actor if alone.get(number, mention.actor) == mention.actor else -1
    found: dict[int, list[Shown]] = {}
    for number, actor in alone.items():
        if actor < 0 or quoted[sentences[number][0]]:
            continue
        spans = [range(begins[number], sentences[number][1])]
        if number + 1 < len(sentences) and number + 1 not in alone:
            begin, end = sentences[number + 1]
            spans.append(range(begin, min(begin + _AHEAD, end)))
        for i in (i for span in spans for i in span):
            if lower[i] in PRONOUNS and not quoted[i]:
                found.setdefault(actor, []).append(Shown(PRONOUNS[lower[i]], i))
    return found
