"""Named mentions of an article, each under its actor's full name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analytics.actors.directory import directory
from analytics.actors.lexicon import given_names, surnames, word_list
from analytics.actors.rows import FoundMention
from analytics.text import Document

if TYPE_CHECKING:
    from analytics.quotes.find import FoundQuote

_JOINERS = frozenset({"of", "for", "&", "de", "von", "van", "der", "bin", "al"})
Span = tuple[int, int, str, str | None]


def find_mentions(document: Document, quotes: Sequence[FoundQuote] = (), *, title: str | None = None) -> list[FoundMention]:
    """The people, bodies and countries that an article names, in reading order; pronouns are no mentions.

    >>> from analytics.text import read
    >>> text = "Mayor Ada Quill met Bo Lund of the Farmers Union (FU) in Oslo. Quill praised the FU and Norway."
    >>> [(m.text, m.name, m.type) for m in find_mentions(read(text))][-1]
    ('Norway', 'Norway', 'country')
    """
    spans = _spans(document)
    names = _join(document, spans)
    found = []
    for (first, past, kind, _), name in zip(spans, names, strict=True):
        start, end = document.span(first, past)
        found.append(FoundMention(start, end, document.text[start:end], name, kind))
    return found


def _spans(document: Document) -> list[Span]:
    words, lower = document.words, document.lower
    mid = {words[i] for a, b in document.sentences for i in range(a + 1, b)}
    spans: list[Span] = []
    for a, b in document.sentences:
        i = a
        while i < b:
            known = next(((t, e) for t, e in directory().forms.get(words[i], ()) if tuple(words[i : i + len(t)]) == t), None)
            if known:
                spans.append((i, i + len(known[0]), known[1].type, known[1].name))
                i += len(known[0])
                continue
            if (
                not words[i][0].isupper()
                or lower[i] in word_list("not-name")
                or (i == a and words[i] not in mid and words[i] not in given_names())
            ):
                i += 1
                continue
            j = i + 1
            while j < b and (
                _name_word(words[j], lower[j]) or (lower[j] in _JOINERS and j + 1 < b and _name_word(words[j + 1], lower[j + 1]))
            ):
                j += 1
            first = i
            while first < j - 1 and lower[first].rstrip(".") in word_list("title"):
                first += 1
            kind = _kind(words[first:j], first > i)
            if kind:
                spans.append((first, j, kind, None))
            i = j
    return spans


def _name_word(word: str, lower: str) -> bool:
    return word[0].isupper() and lower not in word_list("not-name")


def _kind(words: list[str], titled: bool) -> str | None:
    last = words[-1].lower()
    if last in word_list("nobody") or (words[0] in directory().demonyms and len(words) == 1):
        return None
    if any(w.lower().rstrip(".") in word_list("body") for w in words) or (len(words) == 1 and words[0].isupper()):
        return "organisation"
    if titled or words[0] in given_names() or (len(words) in (2, 3) and words[-1] in surnames()):
        return "person" if last not in word_list("title") else None
    return "person" if len(words) == 1 and words[0] in surnames() else None


def _join(document: Document, spans: list[Span]) -> list[str]:
    full: dict[str, str] = {}
    for first, past, kind, _ in spans:
        if kind == "person" and past - first > 1:
            full.setdefault(document.words[past - 1], " ".join(document.words[first:past]))
    names = []
    for first, past, kind, name in spans:
        joined = " ".join(document.words[first:past])
        names.append(name or (full.get(joined, joined) if kind == "person" else joined))
    return names
