"""Explains in words why a speaker was chosen: the features that weighed most."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from analytics.actors.asked import HE, NAMED, NONE, SHE, Asked
from analytics.actors.ranker import Choice
from analytics.actors.scene import Scene

_WHERE = (
    "", "named right after", "named right after", "named right before", "named in the same sentence", "named later in the sentence",
    "named a sentence before", "named two sentences before", "", "", "", "named a sentence after", "named after",
)  # fmt: skip
_MOST = 2  # reasons given


def reason(scene: Scene, q: Asked, choice: Choice, kind: str | None) -> str:
    """Explain a choice, for a speaker of that type.

    Where the name is in the speaker's own words, that is the reason; else two features that favoured it over the next best.
    """
    document = scene.document
    said = document.text[slice(*document.span(q.i, q.j))] if q.i < q.j else ""
    if choice.candidate is None:
        if q.kind == NONE:
            return "no speaker was found"
        if kind == "group" and q.kind >= NAMED:
            return f"several, unnamed: “{said}”"
        return f"unnamed: “{said}”" if q.kind >= NAMED else f"“{said}”: no name fits"
    actor = scene.actors[choice.candidate.actor]
    first, end, _ = scene.mentions[choice.candidate.mention]
    if choice.candidate.inside:
        return _named(scene, actor.number, document.text[slice(*document.span(first, end))])
    paragraph = document.paragraph_of[first] + 1
    lead = f"“{said}”: {actor.name}" if said else f"no name is given here: {actor.name}"
    found = islice((text for text in (_text(q, n, value) for n, value in choice.decisive) if text), _MOST)
    return f"{lead}, named in paragraph {paragraph}" + "".join(f"; {text}" for text in dict.fromkeys(found))


def _named(scene: Scene, number: int, text: str) -> str:
    """Explain how a name in the speaker's words leads to the actor's full name."""
    actor, document = scene.actors[number], scene.document
    if text == actor.name:
        return f"named: {text}"
    full = next(
        (m for m in actor.mentions[:50] if document.text[slice(*document.span(*scene.mentions[m][:2]))] == actor.name), None
    )
    if full is None:
        return f"“{text}” is {actor.name}"
    kind = "the surname of " if actor.type == "person" and actor.name.split()[-1] == text else "short for "
    return f"{kind}{actor.name}, named in paragraph {document.paragraph_of[scene.mentions[full].first] + 1}"


def _text(q: Asked, feature: int, value: int) -> str:
    """Describe a feature of the pair (0 to 21) or of earlier speakers (from 100) in words; empty where it needs no mention."""
    table: dict[int, Sequence[tuple[bool, str]]] = {
        0: [(value < len(_WHERE), _WHERE[min(value, len(_WHERE) - 1)])],
        1: [(value == 0, "the last name before")],
        2: [(value == 0, "the nearest name that fits")],
        3: [(value == 1, "the subject of its sentence")],
        4: [(value in (1, 2), "a man" if q.kind == HE else "a woman" if q.kind == SHE else "man or woman as said")],
        5: [(value % 18 >= 12, f"called “{q.noun}” in this article"), (value > 0, f"called something like “{q.noun}”")],
        6: [(value >= 10, f"“{q.noun}” is part of the name"), (value > 2, f"“{q.noun}” is like a word of the name")],
        7: [(value == 2, "the country meant")],
        9: [(value == 0, "named in the same paragraph")],
        10: [(value % 4 == 0, "named most often")],
        11: [(value > 0, "other words of the name are there too")],
        15: [(value == 3, "named beside the same organisation or country")],
        16: [(value > 1, "the speaker’s words are also beside the name"), (value == 1, f"“{q.noun}” is also beside the name")],
        17: [(0 < value < 5, f"named where words like “{q.noun}” are")],
        18: [(value == 0, "named most often so far")],
        100: [
            (value == 1, "spoke last, in this paragraph"),
            (value in (2, 3), "spoke last"),
            (value in (5, 6), "spoke before the last"),
        ],
        102: [(value == 1, "the same words were this speaker before")],
        103: [(value == 1, f"“{q.noun}” was this speaker before")],
        106: [(value > 1, "speaks often here")],
    }
    return next((text for holds, text in table.get(feature, ()) if holds), "")
