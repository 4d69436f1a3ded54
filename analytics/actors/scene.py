"""An article's actors, where they are named, and how the article describes them: the input for the choice of speakers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from analytics.actors.descriptions import HONORIFICS, Description, describe, titles_before
from analytics.actors.directory import directory
from analytics.actors.rows import FoundMention
from analytics.text import Document

_OPEN, _CLOSE = frozenset(["“", "«", "„", "``"]), frozenset(["”", "»", "''"])
_MARKS = _OPEN | _CLOSE | {'"'}
_DESCRIBED = 40  # mentions of one actor that are read for descriptions, so that time stays linear


class ActorSpan(NamedTuple):
    """A name in the text: tokens ``first`` to ``past`` (exclusive), and the number of its actor."""

    first: int
    past: int
    actor: int


@dataclass(eq=False)
class SceneActor:
    """An actor that an article names.

    ``mentions`` are numbers of Scene.mentions; ``gender`` is above zero for a man, below for a woman, beyond 1 or -1 where the
    article states it; ``owned`` has the words after "X's".
    """

    number: int
    name: str
    type: str
    words: tuple[str, ...]
    mentions: list[int] = field(default_factory=list)
    titles: list[tuple[str, int]] = field(default_factory=list)
    descriptions: list[Description] = field(default_factory=list)
    owned: set[str] = field(default_factory=set)
    gender: float = 0.0


@dataclass
class Scene:
    """An article's actors and mentions in reading order.

    ``firsts`` are the mentions' first tokens; ``quoted`` marks tokens in quotation marks; ``of_found`` maps each found mention to
    its number here; ``titled`` and ``described`` have, by mention, the titles and descriptions beside it; ``named`` is above zero
    for tokens that are part of a name.
    """

    document: Document
    actors: list[SceneActor]
    mentions: list[ActorSpan]
    firsts: list[int]
    quoted: list[bool]
    of_found: list[int | None] = field(default_factory=list)
    titled: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    described: dict[int, list[Description]] = field(default_factory=dict)
    named: list[int] = field(default_factory=list)
    _called: dict[str, list[int]] | None = None
    _countries: dict[str, int] | None = None
    _ends: dict[str, list[SceneActor]] | None = None

    @classmethod
    def of(cls, document: Document, mentions: Sequence[FoundMention]) -> Scene:
        """Rebuild the actors from the mentions' names."""
        actors: dict[tuple[str, str], SceneActor] = {}
        found: list[tuple[ActorSpan, int]] = []
        starts = document.starts
        for place, m in enumerate(mentions):
            first, end = bisect_left(starts, m.start), bisect_left(starts, m.end)
            if first >= len(starts) or first >= end:
                continue  # part of a word with hyphens
            actor = actors.get((m.name, m.type))
            if actor is None:
                words = tuple(m.name.lower().replace("’", "'").split())
                actor = actors[m.name, m.type] = SceneActor(len(actors), m.name, m.type, words)
            found.append((ActorSpan(first, end, actor.number), place))
        found.sort()
        everyone = list(actors.values())
        of_found: list[int | None] = [None] * len(mentions)
        for number, (mention, place) in enumerate(found):
            everyone[mention.actor].mentions.append(number)
            of_found[place] = number
        in_order = [m for m, _ in found]
        scene = cls(document, everyone, in_order, [m.first for m in in_order], quoted_tokens(document), of_found)
        scene.named = [0] * len(document.words)
        for first, end, _ in in_order:
            scene.named[first:end] = [1] * (end - first)
        for actor in everyone:
            scene._read(actor)
        return scene

    def ends_name(self, words: Sequence[str]) -> int | None:
        """The last mention of the one actor whose name ends in some words, whatever their case: DUFFY of Mike Duffy."""
        if self._ends is None:
            self._ends = {}
            for actor in self.actors:
                if actor.words and actor.mentions:
                    self._ends.setdefault(actor.words[-1], []).append(actor)
        wanted = tuple(words)
        found = [a for a in self._ends.get(wanted[-1], ()) if a.words[-len(wanted) :] == wanted] if wanted else []
        return found[0].mentions[-1] if len(found) == 1 and len(wanted[-1]) > 2 else None

    def ends_bodies(self, noun: str) -> bool:
        """Whether a noun ends an organisation's name of several words: "administration" of "Quill administration"."""
        called = [self.actors[number] for number in self.called(noun)]
        return any(a.type == "organisation" and len(a.words) > 1 and a.words[-1] == noun for a in called)

    def called(self, noun: str) -> list[int]:
        """The actors whose descriptions, or names of organisations, contain a noun, in order of appearance."""
        if self._called is None:
            self._called = {}
            for actor in self.actors:
                own = {w for d in actor.descriptions for w in (d.noun, *d.words)} | set(
                    actor.words if actor.type != "person" else ()
                )
                for word in own:
                    self._called.setdefault(word, []).append(actor.number)
        return self._called.get(noun, [])

    def countries(self, i: int, j: int) -> set[int]:
        """The countries whose people or adjectives ("the Chinese", "Norwegian") are among the tokens i to j (exclusive)."""
        known = directory()
        words = [w for w in self.document.words[i:j] if w[0].isupper()]
        peoples = (*words, *map(" ".join, pairwise(words)))
        wanted = {e.name for people in peoples if (e := known.demonyms.get(people))}
        if not wanted:
            return set()
        if self._countries is None:
            named = [(a, known.names.get(a.name)) for a in self.actors if a.type == "country"]
            self._countries = {entry.name if entry else a.name: a.number for a, entry in reversed(named)}
        return {self._countries[name] for name in wanted if name in self._countries}

    def between(self, i: int, j: int) -> list[int]:
        """The numbers of the mentions that overlap the tokens i to j (exclusive)."""
        k = max(bisect_left(self.firsts, i) - 2, 0)
        found = []
        while k < len(self.firsts) and self.firsts[k] < j:
            if self.mentions[k].past > i:
                found.append(k)
            k += 1
        return found

    def _read(self, actor: SceneActor) -> None:
        """Read the titles before the actor's names, and its descriptions."""
        document = self.document
        for number in actor.mentions[:_DESCRIBED]:
            first, end, _ = self.mentions[number]
            before = self.mentions[number - 1].past if number else 0
            after = self.firsts[number + 1] if number + 1 < len(self.firsts) else len(document.words)
            if actor.type == "person":
                if titles := titles_before(document, first + (document.lower[first].rstrip(".") in HONORIFICS)):
                    actor.titles += titles
                    self.titled[number] = titles
            elif end + 1 < len(document.lower) and document.lower[end] in ("'s", "'"):
                actor.owned.update(document.lower[end + 1 : end + 3])
            if found := describe(document, first, end, before, after, actor.type):
                actor.descriptions += found
                self.described[number] = found


def token_range(document: Document, start: int, end: int) -> tuple[int, int]:
    """The tokens, first and end (exclusive), that overlap the characters start to end (exclusive)."""
    return bisect_right(document.ends, start), bisect_left(document.starts, end)


def quoted_tokens(document: Document) -> list[bool]:
    """Mark the tokens inside double quotation marks; marks are counted paragraph by paragraph."""
    words = document.words
    quoted = [False] * len(words)
    opened, paragraph = -1, -1
    for i in [i for i, word in enumerate(words) if word in _MARKS]:
        word = words[i]
        if document.paragraph_of[i] != paragraph:
            if opened >= 0:
                _fill(quoted, opened, document.paragraphs[paragraph][1])
            opened, paragraph = -1, document.paragraph_of[i]
        if word in _OPEN or (word == '"' and opened < 0):
            opened = i if opened < 0 else opened
        elif opened >= 0:
            _fill(quoted, opened, i + (word in _CLOSE and word != '"'))
            opened = -1
        else:
            quoted[i] = word in _CLOSE
    if opened >= 0:
        _fill(quoted, opened, document.paragraphs[paragraph][1])
    return quoted


def _fill(quoted: list[bool], first: int, end: int) -> None:
    quoted[first:end] = [True] * (end - first)
