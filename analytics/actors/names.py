"""Turns the finder's spans into the names of an article: one kind per string, without titles, with directory entries."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.actors.cluster import MARKS, plain_words
from analytics.actors.clusters import NameSpan
from analytics.actors.directory import Entry, directory
from analytics.actors.lexicon import given_names, surnames, word_list
from analytics.actors.name_kinds import firms_like_people, one_kind, unlisted_countries
from analytics.actors.name_parts import titles_here, with_own_s, with_site_endings, with_whole_names, without_offices, without_roles
from analytics.actors.nouns import PERSON, noun_kind
from analytics.actors.rules import applies
from analytics.actors.spans import CERTAIN, Span
from analytics.text import Document

ACTORS = ("person", "organisation", "country")
_NUMERALS = frozenset(("ii", "iii", "iv", "vi", "vii", "viii"))
_COMMON = 3  # how common a surname has to be to precede a given name (Khoo Kay Peng)
_SHORT_TITLES = frozenset("cs ps mca cec".split())  # in capitals before a full name: elsewhere they can be initials
_INITIALS = 2  # letters that can be initials: JK Rowling
_PARTICIPLES = frozenset("led born held run made wide style era bound built owned".split())
_GOVERNMENT = frozenset({"government", "administration"})


def names_of(document: Document, spans: Sequence[Span]) -> list[NameSpan]:
    """The names of people, organisations and countries in reading order, without overlaps."""
    present = set(document.words)
    kept = one_kind(document, spans) if applies("one kind") else list(spans)
    if applies("hyphens"):
        kept = [cut for span in kept if (cut := _without_compounds(document, span)) is not None]
    if applies("unlisted country"):
        kept = unlisted_countries(document, kept, present)
    if applies("firms like people"):
        kept = firms_like_people(document, kept)
    if applies("short for a thing"):
        things = short_for_things(document)
        kept = [span for span in kept if span.past - span.first > 1 or document.words[span.first] not in things]
    if applies("roles in capitals"):
        kept = without_roles(document, kept)
    if applies("offices"):
        kept = without_offices(document, kept)
    if applies("sites"):
        kept = with_site_endings(document, kept)
    if applies("own s"):
        kept = with_own_s(document, kept)
    if applies("cut names"):
        kept = with_whole_names(document, kept)
    if applies("nicknames"):
        kept = with_nicknames(document, kept)
    if applies("titles"):
        kept = without_titles(document, kept)
    return [name for span in kept if (name := _name(document, span, present)).kind in ACTORS]


def _joins_countries(document: Document, span: Span) -> bool:
    """Whether a span is one word of two countries ("Kenya-Uganda"), which are two mentions."""
    word = document.words[span.first]
    if span.past - span.first > 1 or "-" not in word or word in directory().names:
        return False
    return all(part in directory().names for part in word.split("-"))


def _without_compounds(document: Document, span: Span) -> Span | None:
    """Remove a participle in front ("US-led") from a span; None where no capital is left, or where two countries are joined."""
    words, first = document.words, span.first
    while first < span.past and "-" in words[first] and _is_participle(words[first].rsplit("-", 1)[1]):
        first += 1
    rest = words[first : span.past]
    if _joins_countries(document, span) or (first > span.first and not any(w[0].isupper() for w in rest)):
        return None
    return span if first == span.first else span._replace(first=first)


def _is_participle(part: str) -> bool:
    return part.islower() and (part.endswith("ed") or part in _PARTICIPLES)


def with_nicknames(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Join a given name, a nickname in quotation marks and a surname to one name: Maria “Duchess” Ostrander."""
    out: list[Span] = []
    for span in (_before_opening(document, span) for span in spans):
        if out and span.first < out[-1].past:
            out[-1] = out[-1]._replace(past=max(out[-1].past, span.past))
            continue
        for back in (1, 2):  # the nickname may have been found as a name of its own
            before = out[-back] if len(out) >= back else None
            if before and before.kind == span.kind == "person" and _quoted(document.words[before.past : span.first]):
                span = span._replace(first=before.first)
                del out[-back:]
                break
        out.append(_over_nickname(document, span))
    return out


def _over_nickname(document: Document, span: Span) -> Span:
    """Extend a given name over the nickname and the surname after it that the finder left out."""
    words, begin = document.words, span.past
    if span.kind == "person" and span.past - span.first == 1 and words[begin : begin + 1] and words[begin] in MARKS:
        for close in range(begin + 2, min(begin + 4, len(words) - 1)):
            if _quoted(words[begin : close + 1]) and words[close + 1][0].isupper() and words[begin + 1][0].isupper():
                return span._replace(past=close + 2)
    return span


def _before_opening(document: Document, span: Span) -> Span:
    """Cut a person's span before a quotation mark that it does not close."""
    marks = [i for i in range(span.first + 1, span.past) if document.words[i] in MARKS] if span.kind == "person" else []
    return span._replace(past=marks[0]) if len(marks) % 2 else span


def _quoted(between: Sequence[str]) -> bool:
    """Whether the tokens between two names are a word or two in quotation marks."""
    marked = 2 < len(between) < 5 and between[0] in MARKS and between[-1] in MARKS
    return marked and all(word[0].isalpha() for word in between[1:-1])


def without_titles(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Remove titles, roles and post-nominals from people: "Petitioner Ada Quill", "Ada Quill KC"."""
    out: list[Span] = []
    words = document.words
    here = titles_here(document, spans)
    for span in spans:
        if span.kind == "organisation" and _names_officer(words[span.first : span.past]):
            span = span._replace(first=span.first + 1, kind="person", scores=CERTAIN["person"])
        if span.kind == "person":
            while span.past - span.first > 1 and _is_title(
                words[span.first], words[span.first + 1], alone=span.past - span.first == 2
            ):
                span = span._replace(first=span.first + 1)
            if span.past - span.first == 2 and (words[span.first], words[span.first + 1]) in here:
                span = span._replace(first=span.first + 1)
            while span.past - span.first > 2 and _is_post_nominal(words[span.first : span.past]):
                span = span._replace(past=span.past - 1)
            last = out[-1] if out and out[-1].past == span.first and span.past - span.first > 1 else None
            if last and last.kind == "person" and last.past - last.first == 1 and words[last.first].isalpha():
                out.pop()
        out.append(span)
    return out


def _names_officer(words: Sequence[str]) -> bool:
    """Whether words are a short title and a full name: "CS Ada Quill"."""
    titled = len(words) == 3 and words[0].lower() in _SHORT_TITLES and words[0].isupper()
    return titled and all(w[0].isupper() and w.lower() not in word_list("body") for w in words[1:])


def _is_title(word: str, following: str, alone: bool) -> bool:
    """Whether a word at the beginning of a person's name is a title: by the lists, or as no given name before one.

    If the next word is ``alone``, only a listed title counts: "Supt Quill", but not "Baker Quill".
    """
    if not word[0].isupper():
        return False
    small, rare = word.lower().rstrip("."), surnames().get(word, 0) < _COMMON
    title = is_title(small)
    if alone:
        return title and rare and word not in given_names() and following[0].isupper()
    if small in _SHORT_TITLES and word.isupper():
        return True
    if following in given_names():
        if word in directory().demonyms:
            return True  # "Scot Bo Lund"
        unknown = len(word) > 2 and "." not in word and word not in given_names() and rare
        return unknown or title
    if word in given_names() or following[0].islower():
        return False
    listed = title or noun_kind(small) == PERSON
    return listed and (rare or following.lower() in word_list("title"))


def is_title(word: str) -> bool:
    """Whether a lower-case word without points is a listed title or consists of such: "major-gen"."""
    return word in word_list("title") or ("-" in word and all(part in word_list("title") for part in word.split("-")))


def _is_post_nominal(name: Sequence[str]) -> bool:
    """Whether the last word of a name is letters after it: two to four capitals after words that are not all capitals."""
    last = name[-1]
    capitals = last.isalpha() and last.isupper() and 1 < len(last) < 5
    return capitals and last.lower() not in _NUMERALS and not all(word.isupper() for word in name[:-1])


def short_for_things(document: Document) -> set[str]:
    """The acronyms in brackets after lower-case words that they abbreviate: "robotic stock keeping (RSK)"."""
    words, found = document.words, set[str]()
    for i in [n + 1 for n, word in enumerate(words) if word == "("] if "(" in words else ():
        short = words[i].rstrip("s") if i + 1 < len(words) else ""
        if words[i + 1 : i + 2] == [")"] and short.isupper() and 1 < len(short) < 8:
            before = words[max(0, i - 1 - len(short)) : i - 1]
            plain = sum(w[0].islower() for w in before) >= len(short) - 1
            if plain and [w[0].lower() for w in before] == list(short.lower()):
                found.update((short, words[i]))
    return found


def _name(document: Document, span: Span, present: set[str]) -> NameSpan:
    if span.kind == "country" and document.lower[span.past : span.past + 1] == ["government"] and applies("directory"):
        span = span._replace(past=span.past + 1)
    words = plain_words(document, span.first, span.past)
    kind, entry = span.kind, None
    if kind == "person":
        words = _from_capitals(words, present, every="".join(document.words[span.first : span.past]).isupper())
    if kind in ("organisation", "country"):
        entry = _entry(words, kind, present)
        kind = entry.type if entry is not None else kind
    return NameSpan(span.first, span.past, words, kind, entry)


def _from_capitals(words: tuple[str, ...], present: set[str], *, every: bool) -> tuple[str, ...]:
    """Write a person's name in capitals as within a sentence: MARA ODE is Mara Ode, JK QUILL is JK Quill."""
    if not any(len(word) > 1 and word.isupper() for word in words):
        return words
    return tuple(_from_capital(word, present, every=every, alone=len(words) == 1) for word in words)


def _from_capital(word: str, present: set[str], *, every: bool, alone: bool) -> str:
    usual = word.capitalize()
    if not (word.isupper() and word.isalpha()) or word.lower() in _NUMERALS:
        return word
    long = len(word) > _INITIALS and not alone
    return usual if usual in present or (every and (long or usual in given_names() or usual in surnames())) else word


def _entry(words: Sequence[str], kind: str, present: set[str]) -> Entry | None:
    """The directory's row for a name; for a country also by its capital or its people ("Dutch government")."""
    if not applies("directory"):
        return None
    spelled = " ".join(words)
    entry = directory().names.get(spelled)
    if entry is None and kind == "country":
        entry = directory().capitals.get(spelled) or directory().demonyms.get(spelled)
    if entry is None and len(words) > 2 and words[0].lower() in _GOVERNMENT and words[1] == "of":
        entry = directory().names.get(" ".join(words[2:]).removeprefix("the "))
    if entry is None and len(words) > 1 and words[-1].lower() in _GOVERNMENT:
        front = " ".join(words[:-1])
        listed = directory().names.get(front)
        entry = directory().demonyms.get(front) or (listed if listed is not None and listed.type == "country" else None)
    return entry if entry is not None and entry.allowed(present) else None
