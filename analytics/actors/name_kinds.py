"""The kind of each name of an article, by all its uses and by what is beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from operator import add

from analytics.actors.cluster import plain_words
from analytics.actors.descriptions import HONORIFICS
from analytics.actors.directory import directory
from analytics.actors.finder import shares
from analytics.actors.lexicon import given_names, places, surnames
from analytics.actors.nouns import PERSON, noun_kind
from analytics.actors.spans import CERTAIN, KIND_ORDER, Span
from analytics.text import Document

_SURE = 2.0  # how much likelier, as a logarithm for each use, a name that no list has must be a country than a person or firm
_OWNED = frozenset(
    """shares stock profit profits revenue revenues sales customers investors shareholder shareholders products turnover earnings
    subsidiary subsidiaries headquarters stores factories""".split()
)
_LEGAL = frozenset("inc corp ltd plc llc ag sa gmbh".split())
_TRADED = frozenset(("shares", "stock", "shareholders"))


def one_kind(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Give the same words the same kind, by all their uses; only a place can also be a country, where it acts as one."""
    totals: dict[tuple[str, ...], list[float]] = {}
    keys = [plain_words(document, s.first, s.past) for s in spans]
    for key, span in zip(keys, spans, strict=True):
        so_far = totals.get(key)
        totals[key] = list(span.scores) if so_far is None else list(map(add, so_far, span.scores))
    best = {key: KIND_ORDER[total.index(max(total))] for key, total in totals.items()}
    governed = {"country", "place"}
    return [
        span if span.kind == best[key] or {span.kind, best[key]} == governed else span._replace(kind=best[key])
        for key, span in zip(keys, spans, strict=True)
    ]


def unlisted_countries(document: Document, spans: Sequence[Span], present: set[str]) -> list[Span]:
    """Make a name of one word a country where the article has a demonym of it and no list has either ("Norvia", "Norvian")."""
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
    kept = [s._replace(kind="country") if s.past - s.first == 1 and document.words[s.first] in found else s for s in kept]
    return _without_doubtful(document, kept, found)


def _without_doubtful(document: Document, spans: Sequence[Span], found: set[str]) -> list[Span]:
    """Make names that no list has people or organisations where they are hardly likelier a country, the same in all uses."""
    uses: dict[tuple[str, ...], list[Span]] = defaultdict(list)
    for span in spans:
        key = tuple(document.words[span.first : span.past])
        if span.kind == "country" and len(span.scores) == len(KIND_ORDER) and not (found.intersection(key) or _has_listed(key)):
            uses[key].append(span)
    kinds: dict[tuple[str, ...], str] = {}
    for key, same in uses.items():
        totals = dict(zip(KIND_ORDER, map(sum, zip(*(span.scores for span in same), strict=True)), strict=True))
        as_country = totals.pop("country")
        other = max(totals, key=lambda kind: totals[kind])
        if other in ("person", "organisation") and as_country - totals[other] < _SURE * len(same):
            kinds[key] = other
    if not kinds:
        return list(spans)
    return [
        span._replace(kind=kinds.get(tuple(document.words[span.first : span.past]), span.kind)) if span.kind == "country" else span
        for span in spans
    ]


def _has_listed(words: Sequence[str]) -> bool:
    """Whether a country's name, capital or people are among some words, or are these words."""
    known = directory()
    return any(w in names for w in (*words, " ".join(words)) for names in (known.names, known.capitals, known.demonyms))


def firms_like_people(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Make names of people organisations where what is beside them shows a firm, and nothing a person: "shares in Laura Quill".

    All names that end in the same word are judged together.
    """
    alike: dict[str, list[Span]] = defaultdict(list)
    for span in spans:
        if span.kind == "person":
            alike[document.words[span.past - 1]].append(span)
    firms = {
        word
        for word, same in alike.items()
        if any(_shows_firm(document.lower, s) for s in same) and not any(_shows_person(document.lower, s) for s in same)
    }
    if not firms:
        return list(spans)
    return [
        span._replace(kind="organisation", scores=CERTAIN["organisation"])
        if span.kind == "person" and document.words[span.past - 1] in firms
        else span
        for span in spans
    ]


def _shows_firm(lower: Sequence[str], span: Span) -> bool:
    """Whether a name is a firm's by the words beside it: "Quill plc", "Quill, which", "Quill's shareholders", "shares in Quill"."""
    after, then, third = [*lower[span.past : span.past + 3], "", "", ""][:3]
    if after == "'s":
        return then in _OWNED or third in _OWNED
    if after.rstrip(".") in _LEGAL or after in _TRADED or (after == "," and then == "which"):
        return True
    return list(lower[max(span.first - 2, 0) : span.first]) in (["shares", "in"], ["stake", "in"], ["shares", "of"])


def _shows_person(lower: Sequence[str], span: Span) -> bool:
    """Whether a name is a person's by the words beside it: a title or role, an age, "who"."""
    before = lower[span.first - 1].rstrip(".") if span.first else ""
    after, then = [*lower[span.past : span.past + 2], "", ""][:2]
    described = before in HONORIFICS or noun_kind(before) == PERSON
    return described or after == "who" or (after in (",", "(") and (then == "who" or then[:1].isdigit()))


def _is_listed(word: str) -> bool:
    known = (places(), given_names(), surnames(), directory().names, directory().demonyms)
    return any(word in names for names in known) or shares().get(word.lower(), 5) < 4
