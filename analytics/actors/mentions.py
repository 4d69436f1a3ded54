"""Named mentions of an article, each under its actor's full name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from analytics.actors.bodies import join_bodies
from analytics.actors.directory import directory
from analytics.actors.features import read_facts
from analytics.actors.finder import find_spans
from analytics.actors.people import join_people
from analytics.actors.rows import FoundMention
from analytics.actors.spans import settle
from analytics.text import Document, dateline

if TYPE_CHECKING:
    from analytics.quotes.find import FoundQuote


def find_mentions(document: Document, quotes: Sequence[FoundQuote] = ()) -> list[FoundMention]:
    """The people, bodies and countries that an article names, in reading order; pronouns are no mentions.

    >>> from analytics.text import read
    >>> text = "Mayor Ada Quill met Bo Lund of the Farmers Union (FU) in Oslo. Quill praised the FU and Norway."
    >>> [(m.text, m.name, m.type) for m in find_mentions(read(text))][-1]
    ('Norway', 'Norway', 'country')
    """
    facts = read_facts(document)
    names = settle(document, facts, find_spans(document, facts), list(speaker_tokens(document, quotes)))
    people = join_people(document, [(n.first, n.past) for n in names if n.kind == "person"])
    bodies = join_bodies(document, [n for n in names if n.kind != "person"])
    found = []
    for actor in people + bodies:
        for first, past in actor.mentions:
            start, end = document.span(first, past)
            found.append(FoundMention(start, end, document.text[start:end], actor.name, actor.type))
    found += _in_compounds(document, found)
    openings = _datelines(document)
    return sorted(m for m in found if not any(a <= m.start < b for a, b in openings))


def _datelines(document: Document) -> list[tuple[int, int]]:
    """Where a dateline stands: its place and its agency are named by the layout, not by the story."""
    openings = (dateline(document.text, document.starts[first]) for first, _ in document.paragraphs[:4])
    return [(opening.start, opening.end) for opening in openings if opening]


def _in_compounds(document: Document, found: Sequence[FoundMention]) -> Iterable[FoundMention]:
    """Countries, bodies and surnames inside a word with hyphens: "pro-Norway", "Oslo-based", "Quill-led"."""
    known = {m.text: (m.name, m.type) for m in found}
    taken = {m.start for m in found} | {m.end for m in found}
    for word, start, end in zip(document.words, document.starts, document.ends, strict=True):
        if "-" not in word or start in taken or end in taken:
            continue
        at = start
        for part in word.split("-"):
            entry = directory().names.get(part)
            name = known.get(part) or ((entry.name, entry.type) if entry is not None and entry.type == "country" else None)
            if name is not None and part[0].isupper() and word not in known:
                yield FoundMention(at, at + len(part), part, *name)
            at += len(part) + 1


def speaker_tokens(document: Document, quotes: Iterable[FoundQuote]) -> Iterable[tuple[int, int]]:
    """Token ranges of the quotes' speakers, once each."""
    for start, end in dict.fromkeys(q.speaker for q in quotes if q.speaker):
        first, past = token_range(document, start, end)
        if first < past:
            yield first, past


def token_range(document: Document, start: int, end: int) -> tuple[int, int]:
    """Tokens (first, past last) that the characters start to end (exclusive) touch."""
    return bisect_right(document.ends, start), bisect_left(document.starts, end)
