"""Reads marked articles as examples for the name finder: the labels that each token may have.

In news_train and polnear_train every occurrence of an actor's forms was marked by hand. Other words with capitals are no actors
there: places, works or no names. The silver tags of the rest of polnear_train are automatic and noisy.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from analytics.actors.directory import directory
from analytics.actors.lexicon import word_list
from analytics.actors.spans import LABELS
from analytics.text import Document, read

KIND = {"person": "P", "organisation": "G", "country": "C"}
SILVER = {"PERSON": "P", "ORGANIZATION": "G", "LOCATION": "L", "MISC": "M"}
NO_ACTOR = "-"  # O, a place or another name
IGNORED = "?"
_HONORIFICS = frozenset("mr mrs ms dr sen rep gov gen lt col sgt capt president senator governor secretary sir".split())

ALLOWED = {label: [n] for n, label in enumerate(LABELS)}
ALLOWED[NO_ACTOR] = [n for n, label in enumerate(LABELS) if label[-1] in "OLM"]
ALLOWED[IGNORED] = list(range(len(LABELS)))


class LabelledArticle(NamedTuple):
    """An article with a label for each token; ``weight``: its weight in training."""

    document: Document
    labels: list[str]
    weight: float


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read the JSON lines of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def marked(folder: Path, name: str) -> list[LabelledArticle]:
    """Read the examples of NAME.jsonl with NAME_names.jsonl."""
    texts = {row["id"]: row["text"] for row in read_rows(folder / f"{name}.jsonl")}
    return [mark(texts[row["id"]], row["actors"]) for row in read_rows(folder / f"{name}_names.jsonl")]


def mark(text: str, actors: list[dict[str, Any]]) -> LabelledArticle:
    """Label every form of a text's actors."""
    document = read(text)
    labels = [NO_ACTOR if word[0].isalnum() else "O" for word in document.words]
    at = dict(zip(document.starts, range(len(document.words)), strict=True))
    ends = dict(zip(document.ends, range(1, len(document.words) + 1), strict=True))
    spans = sorted(occurrences(text, actors), key=lambda span: (span[0] - span[1], span[0]))
    taken: set[int] = set()
    for start, end, kind in spans:
        first, past = at.get(start), ends.get(end)
        if first is None or past is None or first >= past:
            for i, (a, b) in enumerate(zip(document.starts, document.ends, strict=True)):
                if a < end and start < b and i not in taken:
                    labels[i] = IGNORED
            continue
        while kind == "person" and past - first > 1 and document.lower[first].rstrip(".") in _HONORIFICS:
            first += 1
        while past - first > 1 and document.lower[first] == "the":
            first += 1
        if any(i in taken for i in range(first, past)):
            continue
        taken.update(range(first, past))
        capital = any(c.isupper() for c in text[start:end])
        for i in range(first, past):
            labels[i] = ("B" if i == first else "I") + KIND[kind] if capital else IGNORED
    return LabelledArticle(document, labels, 1.0)


def occurrences(text: str, actors: list[dict[str, Any]]) -> Iterator[tuple[int, int, str]]:
    """The mentions of actors: (start, end, type)."""
    for actor in actors:
        banned = [m.span() for s in actor.get("not", []) for m in re.finditer(re.escape(s), text)]
        for form in actor["forms"]:
            for m in re.finditer(r"(?<!\w)" + re.escape(form) + r"(?!\w)", text):
                if not any(x <= m.start() and m.end() <= y for x, y in banned):
                    yield *m.span(), actor["type"]


def silver(folder: Path, weight: float) -> list[LabelledArticle]:
    """Read the automatically tagged articles that are not marked by hand."""
    texts = {row["id"]: row["text"] for row in read_rows(folder / "polnear_train.jsonl")}
    known = {row["id"] for row in read_rows(folder / "polnear_train_names.jsonl")}
    found = []
    for row in read_rows(folder / "polnear_train_silver.jsonl"):
        if row["id"] in known:
            continue
        document = read(texts[row["id"]])
        kinds = [""] * len(document.words)
        spans = iter(sorted(row["entities"]))
        span = next(spans, None)
        for i, (start, end) in enumerate(zip(document.starts, document.ends, strict=True)):
            while span and span[1] <= start:
                span = next(spans, None)
            if span and span[0] < end and start < span[1]:
                kinds[i] = SILVER.get(span[2], "")
        found.append(LabelledArticle(document, as_labels(document, mend(document, kinds)), weight))
    return found


def mend(document: Document, kinds: list[str]) -> list[str]:
    """Make an article's tags agree: surnames of its people, countries, known organisations, and the majority for single words."""
    words, lower = document.words, document.lower
    kinds = [
        k if lower[i] not in ("'s", "'", "the", ".", ",") or (k == "G" and lower[i] == ",") else "" for i, k in enumerate(kinds)
    ]
    kinds = [k if k != "P" or lower[i].rstrip(".") not in _HONORIFICS else "" for i, k in enumerate(kinds)]
    people = {words[j - 1] for i, j, kind in runs_of(kinds) if kind == "P" and j - i > 1}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for i, j, kind in runs_of(kinds):
        if j - i == 1:
            votes[words[i]][kind] += 1
    covered = {i for i, j, _ in runs_of(kinds) if j - i > 1 for i in range(i, j)}
    for i, word in enumerate(words):
        if i in covered or not word[0].isupper():
            continue
        if word in people and not (kinds[i] == "" and lower[i] in word_list("not-name")):
            kinds[i] = "P"
        elif word in votes:
            best, n = votes[word].most_common(1)[0]
            if kinds[i] and n > 1:
                kinds[i] = best
    for i, word in enumerate(words):
        for form, entry in directory().forms.get(word, ()):
            if tuple(words[i : i + len(form)]) == form:
                kind = "G" if entry.type == "organisation" else "C"
                around = [*kinds[max(i - 1, 0) : i], *kinds[i + len(form) : i + len(form) + 1]]
                if "G" not in around and (kind == "G" or "P" not in around):
                    kinds[i : i + len(form)] = [kind] * len(form)
                break
    return kinds


def runs_of(kinds: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """The runs of one kind: (first token, end (exclusive), kind)."""
    all_kinds = list(kinds)
    i = 0
    while i < len(all_kinds):
        j = i + 1
        while j < len(all_kinds) and all_kinds[j] == all_kinds[i]:
            j += 1
        if all_kinds[i]:
            yield i, j, all_kinds[i]
        i = j


def as_labels(document: Document, kinds: list[str]) -> list[str]:
    """Convert kinds to begin and inside labels; a name never crosses the end of a sentence."""
    begins = {a for a, _ in document.sentences}
    return ["O" if not k else ("B" if i in begins or kinds[i - 1] != k else "I") + k for i, k in enumerate(kinds)]


def spans_of(labels: list[str]) -> Iterator[tuple[int, int, str]]:
    """The names of labels: (first token, end (exclusive), kind)."""
    first = -1
    for i, label in enumerate([*labels, "O"]):
        if first >= 0 and label[0] != "I":
            yield first, i, labels[first][1]
            first = -1
        if label[0] == "B":
            first = i
