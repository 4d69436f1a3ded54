"""Words that belong to a name though the finder left them out, and words before a surname that do not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from analytics.actors.finder import common_word
from analytics.actors.lexicon import given_names, surnames, word_list
from analytics.actors.nouns import ORGANISATION, PERSON, noun_kind
from analytics.actors.spans import CERTAIN, Span
from analytics.text import Document

_INITIAL = re.compile(r"[A-Z]\.")
_OFFSHOOTS = frozenset({"campaign", "administration"})
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
