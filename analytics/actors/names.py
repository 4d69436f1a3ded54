"""From the finder's spans to the names of an article: one kind for one string, further uses added, directory entries looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from analytics.actors.cluster import Name, plain_words
from analytics.actors.directory import Entry, directory
from analytics.actors.finder import KIND_ORDER, Span
from analytics.actors.people import bare
from analytics.actors.rules import applies
from analytics.text import Document

ACTORS = ("person", "organisation", "country")
_GOVERNMENT = frozenset({"government", "administration"})


def names_of(document: Document, spans: Sequence[Span]) -> list[Name]:
    """The names of people, organisations and countries in reading order, never overlapping."""
    spans = one_kind(document, spans) if applies("one kind") else list(spans)
    if applies("repeats"):
        spans = repeats(document, spans)
    present = set(document.words)
    return [name for span in spans if (name := _name(document, span, present)).kind in ACTORS]


def one_kind(document: Document, spans: Sequence[Span]) -> list[Span]:
    """The same words have the same kind, by all their uses together; only a place can also be a country, where it acts as one."""
    totals: dict[tuple[str, ...], np.ndarray] = {}
    keys = [plain_words(document, s.first, s.past) for s in spans]
    for key, span in zip(keys, spans, strict=True):
        totals[key] = totals.get(key, 0) + np.array(span.scores)
    best = {key: KIND_ORDER[int(total.argmax())] for key, total in totals.items()}
    governed = {"country", "place"}
    return [
        span if {span.kind, best[key]} <= governed else span._replace(kind=best[key]) for key, span in zip(keys, spans, strict=True)
    ]


def repeats(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Add further uses of the names of people and organisations, and of people's surnames, that the finder left out."""
    known: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    seen: set[tuple[str, ...]] = set()
    lowered = {w for w in document.words if w[0].islower()}
    for span in spans:
        if span.kind in ("person", "organisation"):
            words = tuple(document.words[span.first : span.past])
            forms = [words, bare(words)[-1:]] if span.kind == "person" and len(words) > 1 else [words]
            for form in forms:
                if (
                    form not in seen
                    and (len(form) > 1 or form[0].lower() not in lowered)
                    and len(form[0]) > 1
                    and form[0][0].isupper()
                ):
                    seen.add(form)
                    known[form[0]].append((form, span.kind))
    for same_start in known.values():
        same_start.sort(key=lambda item: -len(item[0]))
    taken = {i for span in spans for i in range(span.first, span.past)}
    added = []
    for i, word in enumerate(document.words):
        for form, kind in known.get(word, ()):
            past = i + len(form)
            if (
                tuple(document.words[i:past]) == form
                and not any(j in taken for j in range(i, past))
                and _stands_alone(document, i, past)
            ):
                added.append(Span(i, past, kind))
                taken.update(range(i, past))
                break
    return sorted([*spans, *added])


def _stands_alone(document: Document, first: int, past: int) -> bool:
    """Whether words are no part of a longer run of capitals."""
    words, sentence_of = document.words, document.sentence_of
    before = first > 0 and sentence_of[first - 1] == sentence_of[first] and words[first - 1][0].isupper()
    after = past < len(words) and sentence_of[past] == sentence_of[first] and words[past][0].isupper()
    return not after and (not before or sentence_of[first] != sentence_of[max(first - 2, 0)])


def _name(document: Document, span: Span, present: set[str]) -> Name:
    words = plain_words(document, span.first, span.past)
    kind, entry = span.kind, None
    if kind in ("organisation", "country"):
        entry = _entry(words, kind, present)
        kind = entry.type if entry is not None else kind
    return Name(span.first, span.past, words, kind, entry)


def _entry(words: Sequence[str], kind: str, present: set[str]) -> Entry | None:
    """The directory's row for a name: of a country also by its capital or its people ("Dutch government")."""
    if not applies("directory"):
        return None
    spelled = " ".join(words)
    entry = directory().names.get(spelled)
    if entry is None and kind == "country":
        entry = directory().capitals.get(spelled) or directory().demonyms.get(spelled)
    if entry is None and len(words) > 1 and words[-1].lower() in _GOVERNMENT:
        front = " ".join(words[:-1])
        listed = directory().names.get(front)
        entry = directory().demonyms.get(front) or (listed if listed is not None and listed.type == "country" else None)
    return entry if entry is not None and entry.allowed(present) else None


def sorted_names(names: Iterable[Name]) -> list[Name]:
    """Names in reading order; of two that overlap the first, or the longer, stays."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.first, -n.past)):
        if not kept or name.first >= kept[-1].past:
            kept.append(name)
    return kept
