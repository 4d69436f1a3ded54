"""Finds the named mentions of an article, each with its actor's full name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from analytics.actors.cluster import cluster
from analytics.actors.clusters import Cluster
from analytics.actors.comparisons import Weights
from analytics.actors.directory import directory
from analytics.actors.finder import find_spans
from analytics.actors.names import names_of
from analytics.actors.rows import FoundMention
from analytics.actors.rules import applies
from analytics.actors.spans import Span
from analytics.actors.speaker_names import with_speakers
from analytics.text import Document, dateline

if TYPE_CHECKING:
    from analytics.quotes.find import FoundQuote


def find_mentions(document: Document, quotes: Sequence[FoundQuote] = ()) -> list[FoundMention]:
    """Find the people, organisations and countries that an article names, in reading order; pronouns are no mentions.

    >>> from analytics.text import read
    >>> text = "Mayor Ada Quill met Bo Lund of the Farmers Union (FU) in Oslo. Quill praised the FU and Norway."
    >>> [(m.text, m.name, m.type) for m in find_mentions(read(text))][-1]
    ('Norway', 'Norway', 'country')
    """
    return mentions_of(document, find_spans(document), quotes)


def mentions_of(
    document: Document, spans: list[Span], quotes: Sequence[FoundQuote] = (), weights: Weights | None = None
) -> list[FoundMention]:
    """Do the same with the finder's spans given; ``weights`` of the comparisons: those of the package unless given."""
    found = []
    for actor in cluster(document, names_of(document, with_speakers(document, spans, quotes)), weights):
        shown = shown_name(document, actor)
        for name in actor.names:
            start, end = document.span(name.first, name.past)
            found.append(FoundMention(start, end, document.text[start:end], shown, actor.kind))
    if applies("hyphens"):
        found += _in_compounds(document, found)
    openings = _datelines(document) if applies("dateline") else []
    return sorted(m for m in found if not any(a <= m.start < b for a, b in openings))


def shown_name(document: Document, actor: Cluster) -> str:
    """The fullest name: the directory's for its entries, else the article's, without "the"."""
    if actor.entry is not None:
        return actor.entry.name
    if actor.kind == "person":
        return " ".join(actor.words)
    forms = {document.text[slice(*document.span(n.first, n.past))] for n in actor.names}
    best = " ".join(max(forms, key=lambda f: (len(f), f)).split())
    return best.removeprefix("The ").removeprefix("the ")


def _datelines(document: Document) -> list[tuple[int, int]]:
    """The datelines, whose places and agencies are part of the layout, not named by the story."""
    openings = (dateline(document.text, document.starts[first]) for first, _ in document.paragraphs[:4])
    return [(opening.start, opening.end) for opening in openings if opening]


def _in_compounds(document: Document, found: Sequence[FoundMention]) -> Iterable[FoundMention]:
    """The countries, organisations and surnames inside words with hyphens: "pro-Norway", "Oslo-based", "Quill-led"."""
    compounds = [i for i, word in enumerate(document.words) if "-" in word]
    known = {m.text: (m.name, m.type) for m in found} if compounds else {}
    taken = {m.start for m in found} | {m.end for m in found} if compounds else set()
    for i in compounds:
        word, at = document.words[i], document.starts[i]
        if at in taken or document.ends[i] in taken:
            continue
        for part in word.split("-"):
            entry = directory().names.get(part)
            name = known.get(part) or ((entry.name, entry.type) if entry is not None and entry.type == "country" else None)
            if name is not None and part[0].isupper() and word not in known:
                yield FoundMention(at, at + len(part), part, *name)
            at += len(part) + 1
