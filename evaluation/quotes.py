"""Score found quotes against marked articles: found, bounded, attributed, by kind, with intervals and calibration.

An article is ``{"id", "text", "attributions": [{"source", "cue", "content"}]}``, each a list of character spans. Attributions are
direct (all words in quotation marks), mixed (three words or more in marks, and others), indirect (none, under a word of
speech) or other: thoughts and attitudes, which are neither asked for nor errors where they are found.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

Words = frozenset[tuple[int, int]]
Span = tuple[int, int]

KINDS = ("direct", "mixed", "indirect")
OTHER = "other"
FOUND, BOUNDED = 0.3, 0.8
_RESAMPLES = 1000
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_MARKED_WORDS = 3
# Verbs that report speech, by their stems, and nouns and forms that do.
_SPEECH = """
    acknowledg add address admit advis affirm agree alleg announc answer appeal argu ask assert assur blast blog call caution charg
    chid cit claim clarif comment complain conced conclud confess confirm contend continu counter criticiz cr declar decr demand
    denounc den describ detail dismiss elaborat email emphasiz explain express exclaim hint inform insist interject jok lament
    maintain mention mock mus not object observ offer opin pledg point post prais predict press promis proclaim propos protest
    question quip quot read reassur recall recount refer reiterat reject remark remind repeat repl report respond retort reveal say
    scoff shout speak stat stress suggest swear talk teas tell testif text tout tweet urg vow warn wonder writ yell
""".split()
_ENDINGS = ("", "e", "y", "s", "es", "ies", "ing", "ying", "ed", "ied")
_SPEECH_FORMS = frozenset(stem + ending for stem in _SPEECH for ending in _ENDINGS) | frozenset(
    "according statement interview told said wrote says spoke argument claims claimed referred quipped admitted agreed".split()
) - {"not"}


class Prediction(NamedTuple):
    """A quote that was found: character spans of its parts and of its speaker, and its confidence."""

    parts: Sequence[Span]
    speaker: Span | None
    confidence: float


class Outcome(NamedTuple):
    """A prediction's confidence, and whether the quote was there with this speaker."""

    confidence: float
    right: bool


class PrecisionRecall(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


class Bin(NamedTuple):
    """Quotes whose confidence lies in one tenth: how many, their mean confidence, the share that is right."""

    quotes: int
    confidence: float
    right: float


def words_of(text: str, spans: Sequence[Span]) -> Words:
    """The words that lie in some spans, as (start, end).

    >>> sorted(words_of("It’s ours", [(0, 9)]))
    [(0, 4), (5, 9)]
    """
    return frozenset((m.start() + a, m.end() + a) for a, b in spans for m in _WORD.finditer(text[a:b]))


def count(row: Mapping[str, Any], predictions: Sequence[Prediction]) -> Counter[str]:
    """What was asked for, predicted, found, bounded and attributed in one article: names such as "direct.attributed"."""
    text = row["text"]
    marked = _marked_positions(text)
    gold = [(_kind(text, a, marked), words_of(text, a["content"]), words_of(text, a["source"])) for a in row["attributions"]]
    found = [(words_of(text, p.parts), words_of(text, [p.speaker]) if p.speaker else frozenset()) for p in predictions]
    found = [pair for pair in found if pair[0]]
    n: Counter[str] = Counter(predicted=len(found))
    n.update(f"{kind}.asked" for kind, _, _ in gold)
    for least, name in ((FOUND, "found"), (BOUNDED, "bounded")):
        for i, j in _pairs([g[1] for g in gold], [f[0] for f in found], least).items():
            kind, _, source = gold[i]
            right = bool(source & found[j][1])
            n[f"{kind}.{name}"] += 1
            if least == FOUND and source:
                n[f"{kind}.named"] += 1
                n[f"{kind}.speaker"] += right
            elif least == BOUNDED:
                n[f"{kind}.attributed"] += right or not source
    return n


def score(counts: Counter[str], name: str) -> PrecisionRecall:
    """Of a measure (found, bounded or attributed): precision over all predictions, recall over direct, mixed and indirect."""
    hits = sum(counts[f"{kind}.{name}"] for kind in KINDS)
    asked = sum(counts[f"{kind}.asked"] for kind in KINDS)
    precision = (hits + counts[f"{OTHER}.{name}"]) / max(1, counts["predicted"])
    recall = hits / max(1, asked)
    return PrecisionRecall(precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)


def interval(counts: Sequence[Counter[str]], measure: Callable[[Counter[str]], float], *, seed: int = 1) -> tuple[float, float]:
    """The middle 95 per cent of a measure over resampled articles."""
    chance = random.Random(seed)
    values = []
    for _ in range(_RESAMPLES):
        total: Counter[str] = Counter()
        for one in chance.choices(counts, k=len(counts)):
            total.update(one)
        values.append(measure(total))
    values.sort()
    return values[_RESAMPLES // 40], values[-1 - _RESAMPLES // 40]


def outcomes(row: Mapping[str, Any], predictions: Sequence[Prediction]) -> list[Outcome]:
    """For each prediction whether an attribution overlaps it by FOUND and has this speaker; where none is marked beside the
    attribution, the overlap alone decides."""
    text = row["text"]
    gold = [(words_of(text, a["content"]), words_of(text, a["source"])) for a in row["attributions"]]
    found = []
    for prediction in predictions:
        said = words_of(text, prediction.parts)
        speaker = words_of(text, [prediction.speaker]) if prediction.speaker else frozenset()
        overlap, source = max(((_overlap(g, said), s) for g, s in gold), key=lambda pair: pair[0], default=(0.0, frozenset()))
        found.append(Outcome(prediction.confidence, overlap >= FOUND and (bool(source & speaker) or not source)))
    return found


def reliability(found: Sequence[Outcome]) -> tuple[list[Bin], float]:
    """Ten bins of confidence, and the expected calibration error over them."""
    bins = []
    for number in range(10):
        own = [o for o in found if min(int(o.confidence * 10), 9) == number]
        n = len(own)
        bins.append(Bin(n, sum(o.confidence for o in own) / n, sum(o.right for o in own) / n) if n else Bin(0, 0.0, 0.0))
    return bins, sum(b.quotes * abs(b.confidence - b.right) for b in bins) / max(1, len(found))


def _marked_positions(text: str) -> set[int]:
    """Characters inside quotation marks; a mark left open goes to its paragraph's end."""
    inside: set[int] = set()
    base = 0
    for block in text.split("\n"):
        opened: int | None = None
        for i, character in enumerate(block):
            closes = opened is not None and character in '"”'
            if closes and opened is not None:
                inside.update(range(base + opened, base + i + 1))
                opened = None
            elif character in '"“' and opened is None:
                opened = i
        if opened is not None:
            inside.update(range(base + opened, base + len(block)))
        base += len(block) + 1
    return inside


def _kind(text: str, attribution: Mapping[str, Any], marked: set[int]) -> str:
    content = words_of(text, attribution["content"])
    quoted = {word for word in content if word[0] in marked}
    if content and quoted == content:
        return "direct"
    if len(quoted) >= _MARKED_WORDS:
        return "mixed"
    cue = " ".join(text[a:b] for a, b in attribution["cue"]).lower()
    return "indirect" if _SPEECH_FORMS.intersection(_WORD.findall(cue)) else OTHER


def _overlap(a: Words, b: Words) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _pairs(gold: Sequence[Words], found: Sequence[Words], least: float) -> dict[int, int]:
    """Pairs one to one, best overlap first: number in gold -> number in found."""
    near = sorted(((_overlap(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if g & f), reverse=True)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for overlap, i, j in near:
        if overlap >= least and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs
