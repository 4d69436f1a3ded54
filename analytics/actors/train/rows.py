"""Converts examples to arrays: one row per quote, one row per candidate."""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analytics.actors.asked import Asked, plain_name
from analytics.actors.candidates import Candidate, all_candidates, candidates
from analytics.actors.clues import tables
from analytics.actors.lexis import Lexis
from analytics.actors.pairs import pairs
from analytics.actors.ranker import SPECIAL
from analytics.actors.speech import Speech
from analytics.actors.train.examples import Example, cut, masked

Array = NDArray[Any]

MADE = 0.3  # weight of a quote whose speaker's words were replaced or cut
PLAIN = 0.5  # weight of a name that needs no choice: it teaches the form of names
OUT_OF_REACH = 0.3  # weight of a quote whose speaker is no candidate: it teaches to give no name
_BLOCKS = ("actor", "mention", "inside", "pair", "state")


class Rows(NamedTuple):
    """One row per quote, one per candidate (``start``: each quote's first), two of ``special``: "unnamed" and "several".

    ``owner`` is the number of the quote's example; ``right`` and ``right_special`` mark the answers; ``weight`` 0 teaches nothing.
    """

    owner: Array
    quote: Array
    kind: Array
    noun: Array
    start: Array
    actor: Array
    mention: Array
    inside: Array
    within: Array
    pair: Array
    state: Array
    name: Array
    special: Array
    right: Array
    right_special: Array
    weight: Array


def rows_of(examples: Sequence[Example], lexis: Lexis, answers: Sequence[Sequence[int]] | None = None) -> Rows:
    """Make the rows of all quotes; earlier speakers are the marked ones, or those in ``answers`` for each example's quotes."""
    gathered: dict[str, list[Any]] = {name: [] for name in Rows._fields}
    gathered["start"].append(0)
    for number, example in enumerate(examples):
        speech = Speech(example.scene)
        stand_ins = masked(example, random.Random(zlib.crc32(example.id.encode())))
        pieces = cut(example)
        every = all_candidates(example.scene, example.asked)
        for n, (q, group) in enumerate(zip(example.asked, every, strict=True)):
            plain = plain_name(example.scene, q) is not None
            group = candidates(example.scene, q) if plain else group
            _add(gathered, number, example, q, group, example.right[n], speech, PLAIN if plain else 1.0)
            for made in (stand_ins.get(n), pieces.get(n)):
                if made is not None:
                    _add(
                        gathered, number, example, made, candidates(example.scene, made), example.right[n], speech, MADE, made=True
                    )
            answer = answers[number][n] if answers is not None else _marked(example.right[n], group)
            if answer is not None:
                speech.add(q, answer)
    sizes = tables(lexis.size)
    arrays: dict[str, Array] = {}
    for name, values in gathered.items():
        if name in _BLOCKS:
            arrays[name] = np.array(values, np.int64).reshape(-1, len(getattr(sizes, name)))
        elif name == "name":
            arrays[name] = np.array(values, np.float32).reshape(-1, lexis.vectors.shape[1])
        else:
            arrays[name] = np.array(values)
    return Rows(**arrays)


def _marked(right: set[int] | None, group: Sequence[Candidate]) -> int | None:
    """The marked answer; of several actors, the first candidate."""
    if not right:
        return None
    return next((c.actor for c in group if c.actor in right), min(right))


def _add(
    gathered: dict[str, list[Any]],
    owner: int,
    example: Example,
    q: Asked,
    group: Sequence[Candidate],
    right: set[int] | None,
    speech: Speech,
    weight: float,
    *,
    made: bool = False,
) -> None:
    clues = example.clues
    right = right or set()
    named = bool(right) and min(right) >= 0
    reached = any(c.actor in right for c in group)
    states = speech.rows(q, [*(c.actor for c in group), *SPECIAL])
    gathered["owner"].append(owner)
    gathered["quote"].append(clues.quote(q))
    gathered["kind"].append(q.kind)
    gathered["noun"].append(clues.lexis.noun(q.noun) if q.noun else 0)
    for c, pair, state in zip(group, pairs(clues, q, group), states, strict=False):
        gathered["actor"].append(clues.actor(c.actor))
        gathered["mention"].append(clues.mention(c.mention))
        gathered["inside"].append(clues.inside(q, c.mention) if c.inside else [0] * len(tables(1).inside))
        gathered["within"].append(c.inside)
        gathered["pair"].append(pair)
        gathered["state"].append(state)
        gathered["name"].append(clues.name_vector(c.actor))
        gathered["right"].append(c.actor in right)
    gathered["start"].append(len(gathered["right"]))
    gathered["special"].append(states[-2:])
    gathered["right_special"].append([SPECIAL[0] in right or (named and not reached), SPECIAL[1] in right])
    if made:
        gathered["weight"].append(weight if reached else 0.0)
    else:
        gathered["weight"].append(0.0 if not right else OUT_OF_REACH if named and not reached else weight)
