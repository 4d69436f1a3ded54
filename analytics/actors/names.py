"""From the finder's spans to the names of an article: one kind for one string, further uses added, directory entries looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import add

from analytics.actors.cluster import Name, plain_words
from analytics.actors.directory import Entry, directory
from analytics.actors.finder import KIND_ORDER, Span, shares
from analytics.actors.lexicon import given_names, places, surnames, word_list
from analytics.actors.people import bare
from analytics.actors.rules import applies
from analytics.text import Document

ACTORS = ("person", "organisation", "country")
_COMMON = 3  # how common a surname is that can stand before a given name (Khoo Kay Peng)
_GOVERNMENT = frozenset({"government", "administration"})


def names_of(document: Document, spans: Sequence[Span]) -> list[Name]:
    """The names of people, organisations and countries in reading order, never overlapping."""
    kept = one_kind(document, spans) if applies("one kind") else list(spans)
    if applies("unlisted country"):
        kept = unlisted_countries(document, kept)
    if applies("short for a thing"):
        things = short_for_things(document)
        kept = [span for span in kept if span.past - span.first > 1 or document.words[span.first] not in things]
    if applies("titles"):
        kept = without_titles(document, kept)
    if applies("repeats"):
        kept = repeats(document, kept)
    present = set(document.words)
    return [name for span in kept if (name := _name(document, span, present)).kind in ACTORS]


def one_kind(document: Document, spans: Sequence[Span]) -> list[Span]:
    """The same words have the same kind, by all their uses together; only a place can also be a country, where it acts as one."""
    totals: dict[tuple[str, ...], list[float]] = {}
    keys = [plain_words(document, s.first, s.past) for s in spans]
    for key, span in zip(keys, spans, strict=True):
        so_far = totals.get(key)
        totals[key] = list(span.scores) if so_far is None else list(map(add, so_far, span.scores))
    best = {key: KIND_ORDER[total.index(max(total))] for key, total in totals.items()}
    governed = {"country", "place"}
    return [
        span if {span.kind, best[key]} <= governed else span._replace(kind=best[key]) for key, span in zip(keys, spans, strict=True)
    ]


def without_titles(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Take titles off people: a word that is no given name before one that is; a lone word right before a full name."""
    out: list[Span] = []
    for span in spans:
        if span.kind == "person":
            while span.past - span.first > 2 and _is_title(*document.words[span.first : span.first + 2]):
                span = span._replace(first=span.first + 1)
            last = out[-1] if out and out[-1].past == span.first and span.past - span.first > 1 else None
            if last and last.kind == "person" and last.past - last.first == 1 and document.words[last.first].isalpha():
                out.pop()
        out.append(span)
    return out


def _is_title(word: str, following: str) -> bool:
    """Whether a word at the beginning of a person's name is a title: by the list, or as no given name before one."""
    if following not in given_names() or not word[0].isupper():
        return False
    unknown = len(word) > 2 and "." not in word and word not in given_names() and surnames().get(word, 0) < _COMMON
    return unknown or word.lower() in word_list("title")


def short_for_things(document: Document) -> set[str]:
    """Acronyms in brackets after lower-case words that they abbreviate: "robotic stock keeping (RSK)"."""
    words, found = document.words, set[str]()
    for i in [n + 1 for n, word in enumerate(words) if word == "("]:
        short = words[i].rstrip("s") if i + 1 < len(words) else ""
        if words[i + 1 : i + 2] == [")"] and short.isupper() and 1 < len(short) < 8:
            before = words[max(0, i - 1 - len(short)) : i - 1]
            plain = sum(w[0].islower() for w in before) >= len(short) - 1
            if plain and [w[0].lower() for w in before] == list(short.lower()):
                found.update((short, words[i]))
    return found


def unlisted_countries(document: Document, spans: Sequence[Span]) -> list[Span]:
    """A name of one word is a country where the article calls a people by it, and no list knows either ("Norvia", "Norvian")."""
    present = {w for w in document.words if w[0].isupper()}
    lone = {document.words[s.first] for s in spans if s.past - s.first == 1 and s.kind != "person"}
    found: set[str] = set()
    peoples: set[str] = set()
    for word in sorted(w for w in lone if len(w) > 4):
        stems = {word, word[:-1] if word[-1] in "aeoy" else word, word.removesuffix("ia")}
        called = {stem + end for stem in stems for end in ("n", "an", "ian", "ese", "ish")} & present
        if called and not any(_is_listed(w) for w in (word, *called)):
            found.add(word)
            peoples.update(called, (people + "s" for people in called))
    kept = [s for s in spans if s.past - s.first > 1 or document.words[s.first] not in peoples]
    return [s._replace(kind="country") if s.past - s.first == 1 and document.words[s.first] in found else s for s in kept]


def _is_listed(word: str) -> bool:
    known = (places(), given_names(), surnames(), directory().names, directory().demonyms)
    return any(word in names for names in known) or shares().get(word.lower(), 5) < 4


def repeats(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Add further uses of the names of people and organisations, and of people's surnames, that the finder left out."""
    known = _known_forms(document, spans)
    lengths: dict[str, list[int]] = defaultdict(list)
    for form in sorted(known, key=len, reverse=True):
        if len(form) not in lengths[form[0]]:
            lengths[form[0]].append(len(form))
    taken = {i for span in spans for i in range(span.first, span.past)}
    added = []
    for i in [n for n, word in enumerate(document.words) if word in lengths and n not in taken]:
        for length in lengths[document.words[i]] if i not in taken else ():
            kind = known.get(tuple(document.words[i : i + length]))
            if kind and not any(j in taken for j in range(i, i + length)) and _stands_alone(document, i, i + length):
                added.append(Span(i, i + length, kind))
                taken.update(range(i, i + length))
                break
    return sorted([*spans, *added])


def _known_forms(document: Document, spans: Sequence[Span]) -> dict[tuple[str, ...], str]:
    """The names of people and organisations, and people's surnames, but words that the article also writes without a capital."""
    lowered = {w for w in document.words if w[0].islower()}
    found: dict[tuple[str, ...], str] = {}
    for span in spans:
        words = tuple(document.words[span.first : span.past])
        forms = [words, bare(words)[-1:]] if span.kind == "person" and len(words) > 1 else [words]
        for form in forms if span.kind in ("person", "organisation") else ():
            if len(form) > 1 or (form[0].lower() not in lowered and len(form[0]) > 1 and form[0][0].isupper()):
                found.setdefault(form, span.kind)
    return found


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
