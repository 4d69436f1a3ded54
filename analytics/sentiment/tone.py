"""The tone of articles, outlets and periods, computed from the scores of sentences."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analytics.sentiment.vader import score

POSITIVE, NEGATIVE = 0.05, -0.05  # compounds from which a text counts as positive or negative (VADER's README)
_CELLS = 4_000_000  # draws times articles in memory at once: 32 MB
_REMEMBERED = 50_000  # draws times articles up to which a draw is kept for the next group of its size: 64 of 400 kB

Span = tuple[int, int]


class Summary(NamedTuple):
    """The mean compound of ``n`` texts (-1 to 1), and the shares (0 to 1) of 0.05 or more and of -0.05 or less; None for n = 0."""

    n: int
    mean: float | None
    positive: float | None
    negative: float | None


class ArticleTone(NamedTuple):
    """The tone of an article's sentences, and separately of its quoted and its unquoted words."""

    sentences: Summary
    quoted: Summary
    unquoted: Summary


class Interval(NamedTuple):
    """A mean over sentences and its 95% interval over articles; None where there are too few."""

    articles: int
    n: int
    mean: float | None
    low: float | None
    high: float | None


def summary(tones: Sequence[float]) -> Summary:
    """Return the number, mean and shares of some compounds.

    >>> summary([0.5, 0.0, -0.25, 0.75])
    Summary(n=4, mean=0.25, positive=0.5, negative=0.25)
    >>> summary([])
    Summary(n=0, mean=None, positive=None, negative=None)
    """
    n = len(tones)
    if not n:
        return Summary(0, None, None, None)
    positive, negative = sum(t >= POSITIVE for t in tones), sum(t <= NEGATIVE for t in tones)
    return Summary(n, sum(tones) / n, positive / n, negative / n)


def article_tone(text: str, sentences: Sequence[Span], quoted: Sequence[Span] = ()) -> ArticleTone:
    """Return the tone of an article from the spans of its sentences and quotes (character offsets, end exclusive).

    A sentence that is quoted in part counts as quoted and as unquoted, each time with those words only. A piece without a letter or
    digit, such as a comma between two quotes, does not count.

    >>> text = "“A great win,” she said. Nobody died."
    >>> tone = article_tone(text, [(0, 24), (25, 37)], [(0, 14)])
    >>> tone.sentences.n, tone.quoted.n, tone.unquoted.n, tone.quoted.positive
    (2, 1, 2, 1.0)
    """
    inside: list[float] = []
    outside: list[float] = []
    spans = _merged(quoted)
    at = 0
    for start, end in sentences:
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        in_quotes, outside_quotes, here, cursor = [], [], at, start
        while here < len(spans) and spans[here][0] < end:
            a, b = max(spans[here][0], start), min(spans[here][1], end)
            outside_quotes.append(text[cursor:a])
            in_quotes.append(text[a:b])
            cursor = b
            here += 1
        outside_quotes.append(text[cursor:end])
        for pieces, tones in ((in_quotes, inside), (outside_quotes, outside)):
            words = " ".join(pieces)
            if any(map(str.isalnum, words)):
                tones.append(score(words).compound)
    return ArticleTone(summary([score(text[a:b]).compound for a, b in sentences]), summary(inside), summary(outside))


def interval(sums: Sequence[float], counts: Sequence[int], *, draws: int = 2000, seed: int = 0) -> Interval:
    """Return the mean tone of many articles' sentences with a 95% interval: a percentile bootstrap over articles.


    ``sums[i]`` and ``counts[i]`` are the sum of the compounds and the number of sentences of article i. Sentences of one article
    share their subject and their author, so articles are drawn, with replacement, not sentences (Efron and Tibshirani, An
    Introduction to the Bootstrap, 1993, chapter 13). Fewer than two articles have no interval: None. The same seed gives the same
    interval. Raises ValueError where the two differ in length.

    >>> tone = interval([1.0, -0.5, 0.25], [4, 2, 3])
    >>> tone.articles, tone.n, round(tone.mean, 3), -0.25 <= tone.low < tone.mean < tone.high <= 0.25
    (3, 9, 0.083, True)
    >>> interval([0.5], [2])
    Interval(articles=1, n=2, mean=0.25, low=None, high=None)
    """
    if len(sums) != len(counts):
        raise ValueError(f"found {len(sums)} sums and {len(counts)} counts. Expected one of each per article.")
    total = np.asarray(sums, dtype=float)
    size = np.asarray(counts, dtype=float)
    total, size = total[size > 0], size[size > 0]
    articles, n = len(size), int(size.sum())
    if articles == 0:
        return Interval(0, 0, None, None, None)
    mean = float(total.sum() / n)
    if articles < 2:
        return Interval(articles, n, mean, None, None)
    if articles * draws <= _REMEMBERED:
        times = _drawn(articles, draws, seed)
        means = [(times @ total) / (times @ size)]
    else:
        generator = np.random.default_rng(seed)
        step = max(_CELLS // articles, 1)
        means = []
        for done in range(0, draws, step):
            times = generator.multinomial(articles, np.full(articles, 1 / articles), size=min(step, draws - done))
            means.append((times @ total) / (times @ size))
    low, high = np.percentile(np.concatenate(means), [2.5, 97.5])
    return Interval(articles, n, mean, float(low), float(high))


@functools.lru_cache(maxsize=64)
def _drawn(articles: int, draws: int, seed: int) -> np.ndarray:
    """Return how often each draw contains each article; it is the same for all groups of as many articles."""
    return np.random.default_rng(seed).multinomial(articles, np.full(articles, 1 / articles), size=draws).astype(float)


def intervals(rows: pd.DataFrame, by: str, *, draws: int = 2000, seed: int = 0) -> pd.DataFrame:
    """Return the `interval` of each outlet, period or other group of sentences.

    ``rows`` has one row per sentence with the columns article_id, tone and the one named ``by``; rows without a group or a tone are
    left out. Returns one row per group, sorted: the group, articles, n, mean, low, high. Raises ValueError for a missing column.

    >>> rows = pd.DataFrame({"outlet": ["A", "A", "B"], "article_id": ["1", "2", "3"], "tone": [0.5, 0.0, -0.5]})
    >>> intervals(rows, "outlet")[["outlet", "articles", "mean"]].to_dict("records")
    [{'outlet': 'A', 'articles': 2, 'mean': 0.25}, {'outlet': 'B', 'articles': 1, 'mean': -0.5}]
    """
    missing = [column for column in ("article_id", "tone", by) if column not in rows.columns]
    if missing:
        raise ValueError(f"no column {', '.join(missing)} among {list(rows.columns)}. Expected article_id, tone and {by}.")
    kept = rows.loc[rows["tone"].notna() & rows[by].notna(), [by, "article_id", "tone"]]
    articles = kept.groupby([by, "article_id"], sort=True, observed=True)["tone"].agg(["sum", "count"])
    found: list[dict[str, Any]] = []
    for group, part in articles.groupby(level=0, sort=True, observed=True):
        tone = interval(part["sum"].tolist(), part["count"].tolist(), draws=draws, seed=seed)
        found.append({by: group, **tone._asdict()})
    frame = pd.DataFrame(found, columns=[by, *Interval._fields])
    return frame.astype({"articles": "int64", "n": "int64", "mean": "float64", "low": "float64", "high": "float64"})


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Sort spans and merge those that overlap or touch."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
