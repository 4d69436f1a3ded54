"""The training data: labelled targets, and many unlabelled ones for the teacher to label."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from analytics.sentiment.masking import words
from analytics.text import read

# NewsMTSC counts 2, 4, 6; the order of the classes everywhere here
CLASS = {2.0: 0, 4.0: 1, 6.0: 2}
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Tt]hey|[Hh]er|[Hh]is)\b")
_NAME_OR_PRONOUN = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*|\b[Hh]e\b|\b[Ss]he\b")
_SHORTEST, _LONGEST = 25, 400  # characters of the sentences that a teacher labels


class Target(NamedTuple):
    """A sentence and the span of its target (end exclusive)."""

    sentence: str
    start: int
    end: int


def labelled(file: Path) -> tuple[list[Target], list[int]]:
    """Read the targets of a NewsMTSC file and their classes: 0 negative, 1 neutral, 2 positive."""
    found = [
        (Target(row["sentence_normalized"], target["from"], target["to"]), CLASS[target["polarity"]])
        for row in _rows(file)
        for target in row["targets"]
    ]
    return [target for target, _ in found], [label for _, label in found]


def unlabelled(folder: Path, *, seed: int = 0) -> list[Target]:
    """Find names and pronouns in sentences of PolNeAR's training articles, and further ones in NewsMTSC's training sentences."""
    draw = random.Random(seed)
    entities = {row["id"]: row["entities"] for row in _rows(folder / "polnear_train_silver.jsonl")}
    found: list[Target] = []
    for row in _rows(folder / "polnear_train.jsonl"):
        document = read(row["text"])
        for span in document.sentences:
            begin, end = document.span(*span)
            if not _SHORTEST <= end - begin < _LONGEST:
                continue
            sentence = row["text"][begin:end]
            inside = [(a - begin, b - begin, kind) for a, b, kind in entities.get(row["id"], []) if begin <= a and b <= end]
            persons = [(a, b) for a, b, kind in inside if kind == "PERSON"]
            organisations = [(a, b) for a, b, kind in inside if kind in {"ORGANIZATION", "LOCATION"}]
            pronouns = [match.span() for match in _PRONOUN.finditer(sentence)]
            for spans in (persons, organisations, pronouns):
                draw.shuffle(spans)
            found += [Target(sentence, *span) for span in persons[:4] + organisations[:2] + pronouns[:2]]
    for row in _rows(folder / "newsmtsc_train.jsonl"):
        sentence = row["sentence_normalized"]
        taken = [(target["from"], target["to"]) for target in row["targets"]]
        spans = [m.span() for m in _NAME_OR_PRONOUN.finditer(sentence) if not any(m.start() < b and a < m.end() for a, b in taken)]
        draw.shuffle(spans)
        found += [Target(sentence, *span) for span in spans[:2]]
    draw.shuffle(found)
    return found


def common_words(folder: Path, lexicon: dict[str, float], *, most: int) -> list[str]:
    """List the words that occur in lower case in training files three times or more (of the lexicon: twice), commonest first."""
    counts: Counter[str] = Counter()
    for file in ("polnear_train.jsonl", "newsmtsc_train.jsonl"):
        for row in _rows(folder / file):
            for word in words(row.get("text") or row["sentence_normalized"]):
                if word.islower() or not word[0].isalnum():
                    counts[word.lower().replace("’", "'")] += 1
    for word in lexicon:
        if counts[word] == 2:
            counts[word] = 3
    return [word for word, number in counts.most_common(most) if number >= 3]


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
