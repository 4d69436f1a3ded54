"""Names in an article: token spans with a kind, and the keys by which they are compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analytics.actors.directory import Entry
from analytics.actors.lexicon import word_list
from analytics.text import Document

OFFSHOOTS = frozenset({"administration", "campaign", "camp"})


class Name(NamedTuple):
    """Tokens first to past (exclusive) that name an actor; ``entry`` is the directory's, where the name stands in it."""

    first: int
    past: int
    kind: str
    entry: Entry | None = None


def name_key(document: Document, first: int, past: int) -> tuple[str, ...]:
    """The words of a name; all capitals count as the usual spelling."""
    return tuple(w.capitalize() if w.isupper() and len(w) > 4 and w.isalpha() else w for w in document.words[first:past])


def family_names(document: Document, names: Iterable[Name]) -> set[str]:
    """Last words of the full names of people."""
    return {last_name(document.words[n.first : n.past]) for n in names if n.kind == "person" and n.past - n.first > 1}


def last_name(words: Sequence[str]) -> str:
    kept = [w for w in words if w.lower() not in word_list("suffix")] or list(words)
    return kept[-1].capitalize() if kept[-1].isupper() and len(kept[-1]) > 3 else kept[-1]
