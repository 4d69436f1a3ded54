"""A name in an article, and a cluster: the names of one actor so far, with what they show of the actor."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from analytics.actors.directory import Entry
from analytics.actors.people import gender_of, given_name, title_gender
from analytics.text import Document


class NameSpan(NamedTuple):
    """A name in the text: tokens ``first`` to ``past`` (exclusive), its words, its type (person, organisation, country)."""

    first: int
    past: int
    words: tuple[str, ...]
    kind: str
    entry: Entry | None = None


@dataclass(eq=False)
class Cluster:
    """An actor of an article so far. ``gender``: above zero for a man, below for a woman; ``titles`` precede its names."""

    kind: str
    words: tuple[str, ...]
    entry: Entry | None = None
    keys: dict[tuple[str, ...], None] = field(default_factory=dict)
    names: list[NameSpan] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    gender: float = 0.0
    titled: int = 0
    starts: list[int] = field(default_factory=list)

    def add(self, names: Iterable[NameSpan], titles: Callable[[int], list[str]]) -> None:
        """Add mentions."""
        for name in names:
            self.names.append(name)
            self.starts.append(name.first)
            self.keys[name.words] = None
            found = titles(name.first) if self.kind == "person" else []
            if found:
                self.titles.update(found)
                said = title_gender(found)
                self.titled += bool(said)
                self.gender += 3.0 * said
            if len(name.words) > len(self.words):
                self.words = name.words
                self.gender += gender_of(given_name(name.words)) if self.kind == "person" else 0.0
        self.starts.sort()

    def distance(self, document: Document, at: int) -> int | None:
        """Count the sentences back to the last mention before token ``at``; None before the first."""
        k = bisect_left(self.starts, at)
        return document.sentence_of[at] - document.sentence_of[self.starts[k - 1]] if k else None
