"""Turns the candidates of an article into quotes: rules separate speakers, read inverted verbs, join halves and find turns."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from analytics.quotes.authors import give_authors
from analytics.quotes.cueless import unclaimed
from analytics.quotes.decisions import Chosen
from analytics.quotes.drafts import Draft
from analytics.quotes.inverted import turn_round
from analytics.quotes.join import join
from analytics.quotes.marks import Marks
from analytics.quotes.phrases import attributed_ahead
from analytics.quotes.postponed import postponed
from analytics.quotes.separate import separate
from analytics.quotes.turns import find_turns
from analytics.text import Document


class Assembled(NamedTuple):
    """The quotes of an article: ``claimed`` by a reporting word, ``turns`` of a conversation, and ``cueless`` quotations, which
    are not judged yet."""

    claimed: list[Draft]
    turns: list[Draft]
    cueless: list[Draft]


def assemble(document: Document, marks: Marks, chosen: Chosen, tag: Callable[[str], str]) -> Assembled:
    """Turn an article's candidates into quotes; ``tag`` guesses a word's part of speech."""
    claimed = separate(document, marks, chosen.drafts, chosen.hints)
    claimed = turn_round(document, marks, claimed, tag)
    claimed = postponed(document, marks, claimed, tag)
    claimed += attributed_ahead(document, marks, claimed)
    join(document, marks, claimed)
    turns = find_turns(document, marks)
    claimed = _without(document, claimed, turns)
    cueless = unclaimed(document, marks, claimed + turns, chosen.hints, chosen.unsaid)
    for draft in give_authors(document, marks, claimed + cueless):
        if draft.features:  # sure without the judge
            cueless.remove(draft)
            claimed.append(draft)
    return Assembled(claimed, turns, cueless)


def _without(document: Document, drafts: list[Draft], turns: list[Draft]) -> list[Draft]:
    """The drafts that are not mostly inside a turn."""
    if not turns:
        return drafts
    taken = bytearray(len(document.words))
    for turn in turns:
        for first, end in turn.parts:
            taken[first:end] = b"\x01" * (end - first)
    return [d for d in drafts if 2 * sum(sum(taken[a:b]) for a, b in d.parts) <= sum(b - a for a, b in d.parts)]
