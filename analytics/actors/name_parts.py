"""Words that belong to a name though the finder left them out, and words before a surname that do not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from analytics.actors.descriptions import DETERMINERS
from analytics.actors.directory import directory
from analytics.actors.finder import common_word
from analytics.actors.lexicon import given_names, surnames, word_list
from analytics.actors.nouns import ORGANISATION, PERSON, noun_kind, noun_list
from analytics.actors.spans import CERTAIN, Span
from analytics.text import Document

_INITIAL = re.compile(r"[A-Z]\.")
_OFFSHOOTS = frozenset({"campaign", "administration"})
_DOMAINS = frozenset("com org net edu gov info tv io uk co au in za ca ie nz".split())
_FINITE = frozenset("said says say is was has had will would told announced reported plans declined posted".split())
_OFFICES = frozenset(
    """archbishop bishop duke duchess earl prince princess minister secretary dean mayor governor cardinal speaker leader
    head director chief commissioner ambassador president chancellor chairman senator coroner archdeacon provost sheriff
    premier""".split()
)
_NO_SURNAMES = frozenset("coroner minister secretary president senator ambassador commissioner archbishop".split())
_PRONOUNS = frozenset("he she it they we i you".split())
_ALSO_NAMES = frozenset("duke prince head leader dean earl cardinal".split())
_SHORT_ROLE = 4  # most letters of a role in capitals
_SHORT_OFFICES = frozenset(("da", "ag", "cs"))  # district attorney, attorney general, cabinet secretary; after "the"
_ABBREVIATED, _TWICE = 4, 2  # most letters of an unknown title, and how often it has to be there


def with_whole_names(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Extend names over what belongs to them and was left out.

    Of people the given names and initials before ("Ombudsman Joy Grace Love", "C. Wendell Lund"), a surname after initials
    ("R. J. Mallow") and a suffix (Jr.); of organisations a noun after a plural with an apostrophe ("Dockers' Union"). A person and
    "campaign" or "administration" are an organisation.
    """
    out: list[Span] = []
    for n, span in enumerate(spans):
        first, past, kind = span.first, span.past, span.kind
        begin, end = document.sentences[document.sentence_of[first]]
        least = max(begin, out[-1].past if out else 0)
        most = min(end, spans[n + 1].first if n + 1 < len(spans) else end)
        if kind == "person":
            while first > least and (_is_given(document.words[first - 1]) or _INITIAL.fullmatch(document.words[first - 1])):
                first -= 1
            if past < most and all(_INITIAL.fullmatch(w) for w in document.words[first:past]) and document.words[past][0].isupper():
                past += 1
            if past < most and document.lower[past] in word_list("suffix"):
                past += 1
            if past < most and document.lower[past] in _OFFSHOOTS:
                past, kind = past + 1, "organisation"
        elif kind == "organisation":
            past = _past_owned(document, past, most)
        if kind in ("person", "country") and past - first > 1 and document.lower[past - 1] == "'s":
            past -= 1
        changed = span._replace(first=first, past=past)
        out.append(changed if kind == span.kind else changed._replace(kind=kind, scores=CERTAIN[kind]))
    return out


def _past_owned(document: Document, past: int, most: int) -> int:
    """The end of an organisation's name with the noun after a plural and an apostrophe, if there is one."""
    words = document.words
    mark = past - 1 if words[past - 1] in ("'", "’") else past
    if mark + 1 >= most or words[mark] not in ("'", "’") or words[mark - 1][-1] != "s":
        return past
    noun = words[mark + 1]
    return mark + 2 if noun[0].isupper() and noun_kind(noun.lower()) == ORGANISATION else past


def _is_given(word: str) -> bool:
    lower = word.lower()
    return word in given_names() and lower not in word_list("title") and lower not in word_list("not-name")


def titles_here(document: Document, spans: Sequence[Span]) -> set[tuple[str, str]]:
    """The pairs of a word and a surname whose word is no given name, though no list has it as a title.

    The article has another given name for that surname, and the word is a common one at the beginning of a sentence ("Matchless
    Quill won") or a short unknown one that is there again ("Adv Quill").
    """
    people = [(tuple(document.words[s.first : s.past]), s) for s in spans if s.kind == "person" and s.past - s.first > 1]
    called: dict[str, set[str]] = defaultdict(set)
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for words, _ in people:
        called[words[-1]].add(words[0])
        counts[words] += 1
    found: set[tuple[str, str]] = set()
    for words, span in people:
        word, surname = words[0], words[-1]
        if len(words) > 2 or len(called[surname]) < 2 or word in given_names() or _INITIAL.fullmatch(word):
            continue
        begins = document.sentences[document.sentence_of[span.first]][0] == span.first
        usual = begins and (common_word(word.lower()) or noun_kind(word.lower()) == PERSON)
        short = len(word.rstrip(".")) <= _ABBREVIATED and counts[words] >= _TWICE and word not in surnames()
        if usual or short:
            found.add((word, surname))
    return found


def past_site(document: Document, past: int) -> int:
    """The end of a name with the ending of a site ("Booking.com"); ``past`` itself where none follows."""
    words, starts, ends, end = document.words, document.starts, document.ends, past
    while end + 1 < len(words) and words[end] == "." and words[end + 1] in _DOMAINS and starts[end + 1] == ends[end - 1] + 1:
        end += 2
    return end


def with_site_endings(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Extend names over the ending of a site: these are organisations."""
    ends = [past_site(document, span.past) for span in spans]
    return [
        span if end == span.past else span._replace(past=end, kind="organisation", scores=CERTAIN["organisation"])
        for span, end in zip(spans, ends, strict=True)
    ]


def with_own_s(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Extend an organisation's name over its 's ("Hershey's"): it is never without, and once a verb or a comma follows it."""
    lower, words = document.lower, document.words
    bare: set[str] = set()
    owned: set[str] = set()
    for span in spans:
        with_s = lower[span.past - 1] == "'s"
        end = span.past - with_s
        if lower[end : end + 1] != ["'s"]:
            bare.add(words[end - 1])
        elif span.kind == "organisation" and end - span.first == 1 and (with_s or _shows_own_s(lower[end + 1 : end + 2])):
            owned.add(words[span.first])
    owned -= bare
    return [
        span._replace(past=span.past + 1) if span.past - span.first == 1 and words[span.first] in owned else span for span in spans
    ]


def _shows_own_s(after: Sequence[str]) -> bool:
    """Whether the word after 's shows that it does not mean possession."""
    return bool(after) and (after[0] == "," or after[0] in _FINITE)


def without_roles(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Leave out roles in capitals ("the PM", "an MP", "the CFO"), unless they are an organisation's initials in the article."""
    words, lower = document.words, document.lower
    roles = [span for span in spans if span.past - span.first == 1 and _is_role(words[span.first], lower[max(span.first - 1, 0)])]
    if not roles:
        return list(spans)
    long = [span for span in spans if span.past - span.first > 1 and span.kind == "organisation"]
    initials = {"".join(w[0] for w in words[span.first : span.past] if w[0].isupper()) for span in long}
    gone = {span.first for span in roles if words[span.first] not in initials}
    return [span for span in spans if span.first not in gone]


def without_offices(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Leave out offices ("Archbishop of Arn", "European Commissioner") and peoples ("the Spaniard"), which are no names."""
    lower, words = document.lower, document.words
    bodies = (span for span in spans if span.past - span.first > 1 and span.kind != "person")
    long = {w for span in bodies for w in words[span.first : span.past]}
    kept = []
    for span in spans:
        first = span.first + (lower[span.first] == "the" and span.past - span.first > 1)
        before = lower[first - 1] if first else ""
        alone = span.past - first == 1
        if alone and lower[first] in _PRONOUNS:
            continue  # "He" is a surname, but not by itself
        people = words[first] in directory().demonyms and words[first] not in long
        if alone and people and (before in DETERMINERS or before.endswith("-old")):
            continue
        if alone and lower[first] in (_OFFICES - _ALSO_NAMES if span.kind == "organisation" else _NO_SURNAMES):
            continue
        office = lower[first] in _OFFICES and lower[first + 1 : first + 2] in (["of"], ["for"]) and span.past - first > 2
        if office or (not alone and span.kind != "person" and lower[span.past - 1] in _OFFICES - {"leader"}):
            continue
        kept.append(span)
    return kept


def _is_role(word: str, before: str) -> bool:
    if not (word.isupper() and word.isalpha() and len(word) <= _SHORT_ROLE):
        return False
    return word.lower() in noun_list(PERSON) or (before in DETERMINERS and word.lower() in _SHORT_OFFICES)
