"""A large invented library, made of rows without any analysis: 100,000 articles with a million mentions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from analytics.library import Library
from analytics.tables import Tables

BATCH, QUOTES, MENTIONS, SENTENCES, PEOPLE, OUTLETS = 10_000, 3, 10, 6, 2_000, 40
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()


def make(path: Path, articles: int) -> None:
    """Make the invented library, or complete it; each article has ten mentions, three quotes, six sentences."""
    with Library(path, create=True) as library:
        known = len(library.known_ids())
        for start in range(known, articles, BATCH):
            library.add(rows(start, min(start + BATCH, articles)))
        if not library.is_linked():
            library.regroup()
            library.relink()


def rows(start: int, end: int) -> Tables:
    """Return the tables of the articles numbered ``start`` to ``end`` (exclusive); the same numbers give the same rows."""
    random = np.random.default_rng(start)
    count = end - start
    ids = np.array([f"b{n:015x}" for n in range(start, end)])
    people = [_name(n) for n in range(PEOPLE)]
    vocabulary = np.array([a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES])
    texts, starts = [], []
    for words in random.choice(vocabulary, (count, SENTENCES, 20)):
        sentences = [" ".join(line).capitalize() + "." for line in words]
        starts.append(np.cumsum([0] + [len(s) + 1 for s in sentences]))
        texts.append(" ".join(sentences))
    begin = datetime(2024, 1, 1, tzinfo=UTC)
    none = [None] * count
    article = pd.DataFrame(
        {
            "article_id": ids, "title": [t[:40] for t in texts], "text": texts,
            "published": [begin + timedelta(hours=int(h)) for h in random.integers(0, 17_000, count)],
            "outlet": [f"The {_name(n).split()[1]} Post" for n in random.integers(0, OUTLETS, count)],
            "author": none, "url": none, "language": ["en"] * count, "words": [20 * SENTENCES] * count,
            "place": none, "dateline": none, "agency": none, "loaded_from": ["benchmark"] * count, "duplicate_of": none,
        }
    )  # fmt: skip
    bounds = np.array(starts)
    where = np.repeat(np.arange(count), SENTENCES)
    number = np.tile(np.arange(SENTENCES), count)
    sentence = pd.DataFrame(
        {
            "article_id": ids[where], "sentence": number, "start": bounds[where, number],
            "end": bounds[where, number + 1] - 1, "tone": random.uniform(-1, 1, len(where)).round(4),
        }
    )  # fmt: skip
    where, number = np.repeat(np.arange(count), QUOTES), np.tile(np.arange(QUOTES), count)
    a, b = bounds[where, number], bounds[where, number + 1] - 1
    who = [people[int(n) % PEOPLE] for n in random.zipf(1.3, len(where)) % PEOPLE]
    size = len(where)
    quote = pd.DataFrame(
        {
            "article_id": ids[where], "quote": number, "kind": random.choice(["direct", "mixed", "indirect"], size),
            "parts": [[[int(x), int(y)]] for x, y in zip(a, b, strict=True)],
            "text": [texts[w][x:y] for w, x, y in zip(where, a, b, strict=True)],
            "speaker_start": a, "speaker_end": a + 4, "speaker_text": [texts[w][x : x + 4] for w, x in zip(where, a, strict=True)],
            "name": who, "speaker_type": ["person"] * size, "cue_start": a, "cue_end": a + 4,
            "cue": random.choice(["said", "claimed", "denied"], size), "stance": random.choice(["neutral", "doubt"], size),
            "confidence": random.uniform(0.3, 1, size).round(3), "rule": ["benchmark"] * size, "why_name": ["benchmark"] * size,
            "tone": random.uniform(-1, 1, size).round(4), "words": [20] * size,
        }
    )  # fmt: skip
    where, number = np.repeat(np.arange(count), MENTIONS), np.tile(np.arange(MENTIONS), count)
    at = bounds[where, number % SENTENCES] + 5 * (number // SENTENCES)
    size = len(where)
    mention = pd.DataFrame(
        {
            "article_id": ids[where], "sentence": number % SENTENCES, "start": at, "end": at + 4,
            "text": [texts[w][x : x + 4] for w, x in zip(where, at, strict=True)],
            "name": [people[int(n)] for n in random.zipf(1.3, size) % PEOPLE], "type": ["person"] * size,
            "quote": pd.array(np.where(number % SENTENCES < QUOTES, number % SENTENCES, -1), "Int64"),
            "tone": random.uniform(-1, 1, size).round(3),
        }
    )  # fmt: skip
    mention["quote"] = mention["quote"].mask(mention["quote"] < 0)
    return Tables(article, sentence, quote, mention)


def _name(n: int) -> str:
    """Return the invented name of a number: two words."""
    a, b, c = n % 20, n // 20 % 20, n // 400 % 20
    return f"{(SYLLABLES[a] + SYLLABLES[b]).capitalize()}l {(SYLLABLES[c] + SYLLABLES[(a + b) % 20] + SYLLABLES[b]).capitalize()}n"
