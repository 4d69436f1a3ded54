"""Gold articles as training material: tokens, marks, and for each attribution the tokens of content, speaker and cue."""

from __future__ import annotations

import bisect
import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from analytics.quotes.lexicon import stem
from analytics.quotes.marks import INSIDE, OUTSIDE, Marks, read_marks
from analytics.text import Document, read

Spans = list[list[int]]


class Attribution(NamedTuple):
    """The tokens of an attribution; ``anchor`` is the most telling token of its cue, None where it has no cue; ``name``: the
    speaker's name, where it is marked."""

    content: list[int]
    speaker: list[int]
    cue: list[int]
    anchor: int | None
    name: str | None


class GoldArticle(NamedTuple):
    """A gold article; ``row`` is its line of the file; ``guided``: marked by the guide whose rules the engine follows."""

    document: Document
    marks: Marks
    attributions: list[Attribution]
    row: dict[str, Any]
    guided: bool


def read_gold(path: Path, *, guided: bool) -> list[GoldArticle]:
    """Read the articles of a gold file, without anchors (see `anchor`), and the speakers' names from the file beside it, if any."""
    names = _names(path.with_name(f"{path.stem}_names.jsonl"))
    articles = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            document = read(row["text"])
            named = names.get(row["id"], {})
            found = [
                Attribution(
                    _tokens(document, a["content"]), _tokens(document, a["source"]), _tokens(document, a["cue"]), None, named.get(n)
                )
                for n, a in enumerate(row["attributions"])
            ]
            articles.append(GoldArticle(document, read_marks(document), found, row, guided))
    return articles


def _names(path: Path) -> dict[str, dict[int, str]]:
    """The names of each article's speakers, by the attribution's number."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["id"]: {s["i"]: s["name"] for s in row["speakers"] if s["name"]} for row in rows}


def cue_rates(articles: list[GoldArticle]) -> dict[str, float]:
    """The share of each lower-case word's uses in which it is part of a cue (with three more uses as a damper)."""
    uses: Counter[str] = Counter()
    cues: Counter[str] = Counter()
    for article in articles:
        uses.update(article.document.lower)
        for a in article.attributions:
            cues.update(article.document.lower[i] for i in a.cue)
    return {word: n / (uses[word] + 3) for word, n in cues.items()}


def anchor(articles: list[GoldArticle], rates: dict[str, float], is_verb: Any) -> list[GoldArticle]:
    """Add the anchor of each cue to articles: its word that is most often a cue, verbs before others."""
    done = []
    for article in articles:
        words, lower = article.document.words, article.document.lower
        found = [
            a._replace(anchor=max(a.cue, key=lambda i: rates.get(lower[i], 0.0) + 0.15 * is_verb(words[i]))) if a.cue else a
            for a in article.attributions
        ]
        done.append(article._replace(attributions=found))
    return done


def is_speech(article: GoldArticle, attribution: Attribution, speech: frozenset[str]) -> bool:
    """Whether an attribution reports words said: it quotes some, or its cue is one of speech."""
    state = article.marks.state
    if sum(state[i] == INSIDE for i in attribution.content) >= 3 or all(state[i] != OUTSIDE for i in attribution.content):
        return True
    return any(stem(article.document.lower[i]) in speech or article.document.lower[i] in _SPEECH_NOUNS for i in attribution.cue)


_SPEECH_NOUNS = frozenset("according statement interview argument claims told speech remarks".split())


def _tokens(document: Document, spans: Spans) -> list[int]:
    found = []
    for start, end in spans:
        i = bisect.bisect_right(document.ends, start)
        while i < len(document.starts) and document.starts[i] < end:
            found.append(i)
            i += 1
    return found
