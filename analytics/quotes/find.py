"""A first, plain engine: reporting verbs, the noun phrase beside them, and what they report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analytics.text import Document

_VERBS = """acknowledge add admit advise affirm allege announce argue ask assert assure boast caution claim complain concede conclude
confirm contend counter declare demand deny disclose estimate explain insist joke lament maintain note observe pledge predict
promise quip reassure recall reiterate remark remind repeat reply report respond reveal say state stress suggest tell testify
threaten tweet urge vow warn write""".split()
_IRREGULAR = {"say": "said says", "tell": "told tells", "write": "wrote writes written", "deny": "denied denies", "reply": "replied replies",
              "quip": "quipped quips", "admit": "admitted admits", "testify": "testified testifies", "predict": "predicted predicts"}  # fmt: skip
_PRONOUNS = {"he", "she", "they", "it", "we", "i", "who"}
_SKIP = {"also", "later", "then", "has", "have", "had", "repeatedly", "once", "again", "now", "recently", "previously", "publicly", "privately"}
_DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "tonight", "on", "in", "late", "early"}
_LINK = {"of", "for", "and", "at", "from", "in", "to", "with", "'s", "'", "de", "von", "van", "der", "la", "al", "-", "&", "on"}
_STOP = {"that", "which", "but", "or", "when", "while", "because", "if", "after", "before", "as", "than", "is", "was", "are", "were", "be",
         "been", "will", "would", "could", "should", "can", "may", "might", "do", "does", "did", "not", "so", "about", "over", "by", "to",
         "with", "in", "on"}  # fmt: skip
_OPEN = {"“", "«", "„", "``"}
_CLOSE = {"”", "»", "''"}


def _forms(verb: str) -> list[str]:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb].split()
    stem = verb[:-1] if verb.endswith("e") else verb
    return [verb + "s", stem + "ed"]


_CUES = {form for verb in _VERBS for form in _forms(verb)} | {"according"}


class FoundQuote(NamedTuple):
    """A quote of one article: ``parts``, ``speaker`` and ``cue`` are (start, end) character spans of its text."""

    kind: str
    parts: list[tuple[int, int]]
    speaker: tuple[int, int] | None
    cue: tuple[int, int] | None
    stance: str | None
    confidence: float
    rule: str


class _Claim(NamedTuple):
    content: list[tuple[int, int]]
    speaker: tuple[int, int]
    cue: int
    rule: str


def find_quotes(documents: Sequence[Document]) -> list[list[FoundQuote]]:
    """The quotes of each document, in reading order; spans are character offsets, end exclusive.

    >>> from analytics.text import read
    >>> [quote] = find_quotes([read("“We won,” Mara Ode said.")])[0]
    >>> quote.kind, quote.speaker, quote.cue
    ('direct', (10, 18), (19, 23))
    """
    return [_find(document) for document in documents]


def _find(document: Document) -> list[FoundQuote]:
    quotations = [_quotations(document, a, b) for a, b in document.paragraphs]
    inside = {i for spans in quotations for a, b in spans for i in range(a, b)}
    claims = [claim for a, b in document.sentences for claim in _claims(document, a, b, quotations, inside)]
    taken: set[int] = set()
    found = []
    for claim in claims:
        content = list(claim.content)
        first = document.sentences[document.sentence_of[claim.cue]][0]
        for a, b in quotations[document.paragraph_of[claim.cue]]:
            # A quotation that continues over sentences belongs to the claim that touches it.
            if b - a > 4 and not any(x < b and a < y for x, y in content) and a >= first - 60 and not any(i in taken for i in range(a, b)):
                others = [c for c in claims if c is not claim and any(x < b and a < y for x, y in c.content)]
                if not others and any(x in inside for x, _ in content):
                    content.append((a, b))
        parts = _merge(document, [_trim(document, a, b) for a, b in sorted(content)])
        if not parts or all(i in taken for a, b in parts for i in range(a, b)):
            continue
        taken.update(i for a, b in parts for i in range(a, b))
        tokens = [i for a, b in parts for i in range(a, b)]
        quoted = sum(i in inside for i in tokens)
        kind = "direct" if quoted == len(tokens) else "mixed" if quoted else "indirect"
        found.append(
            FoundQuote(kind, [document.span(*p) for p in parts], document.span(*claim.speaker), document.span(claim.cue, claim.cue + 1),
                       None, 0.6 if kind == "indirect" else 0.7, claim.rule)
        )  # fmt: skip
    return sorted(found, key=lambda quote: quote.parts[0])


def _quotations(document: Document, first: int, past: int) -> list[tuple[int, int]]:
    spans, opened = [], None
    for i in range(first, past):
        word = document.words[i]
        if word in _OPEN or (word == '"' and opened is None):
            opened = i if opened is None else opened
        elif (word in _CLOSE or word == '"') and opened is not None:
            spans.append((opened, i + 1))
            opened = None
    if opened is not None and opened == first:
        spans.append((opened, past))
    return spans


def _claims(document: Document, first: int, past: int, quotations: list[list[tuple[int, int]]], inside: set[int]) -> list[_Claim]:
    words, lower = document.words, document.lower
    spans = [(max(a, first), min(b, past)) for a, b in quotations[document.paragraph_of[first]] if a < past and b > first]
    found: list[_Claim] = []
    for i in range(first, past):
        if i in inside or lower[i] not in _CUES:
            continue
        if lower[i] == "according":
            if i + 2 < past and lower[i + 1] == "to" and (speaker := _right(document, i + 2, past)):
                rest = (speaker[1] + 1, past) if i - first < 3 else (first, i)
                if rest[1] - rest[0] > 2:
                    found.append(_Claim([rest], speaker, i, "what is “according to” somebody"))
            continue
        if i > first and lower[i - 1] in {"to", "the", "a", "an", "his", "her", "of", "their", "this", "that", "'s", "n't"}:
            continue
        before_mark = i > first and (words[i - 1] == "," or words[i - 1] in _CLOSE or words[i - 1] == '"')
        speaker = (_right(document, i + 1, past) if before_mark else None) or _left(document, i, first)
        if speaker is None:
            continue
        low, high = min(speaker[0], i), max(speaker[1], i + 1)
        before = [s for s in spans if s[1] <= low and low - s[1] <= 6]
        after = [s for s in spans if s[0] >= high]
        if before:
            content = [(before[-1][0] if before[-1][0] - first <= 3 else first, before[-1][1])]
            if after and after[0][0] - high <= 12:
                content.append((after[0][0], after[-1][1]))
            rule = "a quotation before its reporting verb"
        elif low - first > 4 and words[low - 1] == "," and past - high <= 6:
            content, rule = [(first, low - 1)], "a clause before a reporting verb"
        else:
            content, rule = [(_after(document, i, high, past), past)], "a clause after a reporting verb"
        content = [(a, b) for a, b in content if b - a >= 2]
        if content:
            found.append(_Claim(content, speaker, i, rule))
    return found


def _after(document: Document, cue: int, start: int, past: int) -> int:
    """Where the report begins after the verb: past a day, the one told, and "that"."""
    lower = document.lower
    if lower[cue] in {"told", "tells", "asked", "warned", "reminded", "assured", "urged"} and (told := _right(document, start, past)):
        start = told[1]
    i = start
    while i < past and (lower[i] in _DAYS or lower[i] in {",", ":"}):
        i += 1
    return i + 1 if i < past and lower[i] == "that" else i


def _left(document: Document, past: int, first: int) -> tuple[int, int] | None:
    """The noun phrase that ends before ``past``, over an apposition between commas."""
    lower, i = document.lower, past - 1
    while i >= first and (lower[i] in _SKIP or lower[i] in _DAYS or lower[i].endswith("ly")):
        i -= 1
    if i < first:
        return None
    if lower[i] == ",":
        j = i - 1
        while j > first and lower[j] != "," and i - j < 25:
            j -= 1
        return _left(document, j, first) if lower[j] == "," and i - j > 1 else None
    if lower[i] in _PRONOUNS:
        return i, i + 1
    j = i
    while j >= first and i - j < 14 and lower[j] not in _PRONOUNS and lower[j] not in _STOP - {"of", "in", "on"}:
        if not (lower[j][0].isalnum() or lower[j] in _LINK):
            break
        j -= 1
    start = j + 1
    while start <= i and lower[start] in (_STOP | _LINK):
        start += 1
    return (start, i + 1) if start <= i else None


def _right(document: Document, start: int, past: int) -> tuple[int, int] | None:
    """The noun phrase that begins at ``start``: a pronoun, a determiner or a capital opens it."""
    words, lower = document.words, document.lower
    if start >= past:
        return None
    if lower[start] in _PRONOUNS:
        return start, start + 1
    if not (words[start][0].isupper() or lower[start] in {"the", "a", "an", "his", "her", "their", "one", "another", "some"}):
        return None
    i = start
    while i < past and i - start < 14 and (lower[i][0].isalnum() or lower[i] in _LINK):
        if i > start and (lower[i] in _STOP or lower[i] in _DAYS or lower[i] in _PRONOUNS):
            break
        i += 1
    while i > start and lower[i - 1] in (_STOP | _LINK):
        i -= 1
    return (start, i) if i > start else None


def _trim(document: Document, first: int, past: int) -> tuple[int, int]:
    while first < past and document.words[first] in {",", ".", ":", ";", "—", "-"}:
        first += 1
    while past > first and document.words[past - 1] in {",", ".", ":", ";", "—"}:
        past -= 1
    return first, past


def _merge(document: Document, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for a, b in spans:
        if b - a < 2:
            continue
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged
