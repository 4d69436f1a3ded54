"""Finds the named mentions of an article, each with its actor's full name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from analytics.actors.cluster import cluster
from analytics.actors.clusters import Cluster
from analytics.actors.directory import directory
from analytics.actors.finder import common_word, find_spans
from analytics.actors.lexicon import given_names, word_list
from analytics.actors.names import is_title, names_of
from analytics.actors.nouns import noun_kind
from analytics.actors.rows import FoundMention
from analytics.actors.rules import applies
from analytics.actors.spans import PERSON, Span
from analytics.text import Document, dateline

_LABEL, _ASIDE = 5, 16  # tokens of a transcript's label, and of the brackets after it
_USER_NAME = re.compile(r"[a-z_]{3,}\d+")

if TYPE_CHECKING:
    from analytics.quotes.find import FoundQuote


def find_mentions(document: Document, quotes: Sequence[FoundQuote] = ()) -> list[FoundMention]:
    """Find the people, organisations and countries that an article names, in reading order; pronouns are no mentions.

    >>> from analytics.text import read
    >>> text = "Mayor Ada Quill met Bo Lund of the Farmers Union (FU) in Oslo. Quill praised the FU and Norway."
    >>> [(m.text, m.name, m.type) for m in find_mentions(read(text))][-1]
    ('Norway', 'Norway', 'country')
    """
    found = []
    spans = find_spans(document)
    if applies("user names"):
        spans = _with_user_names(document, spans, quotes)
    if applies("labels"):
        spans = _with_labels(document, spans, quotes)
    for actor in cluster(document, names_of(document, spans)):
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


def _with_user_names(document: Document, spans: list[Span], quotes: Sequence[FoundQuote]) -> list[Span]:
    """Add user names: a speaker called "quillfan7" is a person wherever the article has that word."""
    said = {document.lower[first] for first, end in speaker_tokens(document, quotes) if end - first == 1}
    handles = {word for word in said if _USER_NAME.fullmatch(word)}
    taken = {i for span in spans for i in range(span.first, span.past)} if handles else set()
    found = [i for i, word in enumerate(document.lower) if word in handles and i not in taken] if handles else []
    return sorted([*spans, *(Span(i, i + 1, "person", PERSON) for i in found)])


def _with_labels(document: Document, spans: list[Span], quotes: Sequence[FoundQuote]) -> list[Span]:
    """Add the names of a transcript's labels: "WENDT:" and "Mr WENDT:" are people even where no sentence names them."""
    known = {i: span for span in spans for i in range(span.first, span.past)}
    found: list[Span] = []
    for begin, end in speaker_tokens(document, quotes):
        if end - begin > _LABEL or not _before_colon(document, end):
            continue
        first = begin
        while first < end and (document.lower[first] in ("the", ".") or is_title(document.lower[first].rstrip("."))):
            first += 1
        words = document.words[first:end]
        if not words or not all(word.isupper() and _may_name(word) for word in words):
            continue
        here = {known[i] for i in range(first, end) if i in known}
        human = first > begin or (len(words) > 1 and words[0].capitalize() in given_names())
        whole = all(begin <= span.first and span.past <= end and span.kind != "person" for span in here)
        if not here or (human and whole):
            spans = [span for span in spans if span not in here]
            found.append(Span(first, end, "person", PERSON))
    return sorted([*spans, *found]) if found else spans


def _before_colon(document: Document, end: int) -> bool:
    """Whether a colon follows, perhaps after brackets or one word: "Mr WENDT (Arn):", "Mr WENDT interjecting:"."""
    words = document.words[end : end + _ASIDE]
    if words[:1] == ["("] and ")" in words:
        words = words[words.index(")") + 1 :]
    return words[:1] == [":"] or (words[1:2] == [":"] and words[0].endswith("ing"))


def _may_name(word: str) -> bool:
    """Whether a label's word in capitals can be part of a person's name: not OPERATOR, AUDIENCE or Q."""
    lower = word.lower()
    usual = lower in word_list("not-name") or noun_kind(lower) is not None or common_word(lower)
    return word.isalpha() and len(word) > 1 and not usual


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


def speaker_tokens(document: Document, quotes: Iterable[FoundQuote]) -> Iterable[tuple[int, int]]:
    """The token ranges of the quotes' speakers, once each."""
    for start, end in dict.fromkeys(q.speaker for q in quotes if q.speaker):
        first, past = token_range(document, start, end)
        if first < past:
            yield first, past


def token_range(document: Document, start: int, end: int) -> tuple[int, int]:
    """The tokens, first and end (exclusive), that overlap the characters start to end (exclusive)."""
    return bisect_right(document.ends, start), bisect_left(document.starts, end)
