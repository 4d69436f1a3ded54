"""Comparison of two to four selections: measures with intervals, also over time, words that set apart, who is in one only.

Every measure is a ratio of sums over articles, so that its interval has articles as units: that of a ratio over clusters
(Cochran, Sampling Techniques, 1977, chapter 6). The interval of a difference is linearised in the same way over the articles of
both selections, and is right whether they share articles (two actors) or not (two outlets).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from analytics.intervals import Z95
from analytics.library import Library
from analytics.queries.base import ask, by_day, first_day, periods, reach, rows_of
from analytics.queries.conditions import ACTORS
from analytics.queries.filters import Filters
from analytics.queries.tone import SMALLEST_N

MOST = 4  # selections side by side
KEYNESS = 15.13  # log-likelihood from which a difference has p < 0.0001 (Rayson, Berridge and Francis, 2004)
FEWEST = 3  # occurrences of a word in a selection below which it is not listed


class MeasureRow(NamedTuple):
    """A row of `measures`: a measure of a selection, and its difference from the first selection."""

    measure: str
    selection: str
    value: float
    low: float
    high: float
    n: int
    articles: int
    difference: float
    difference_low: float
    difference_high: float


class MeasureInPeriod(NamedTuple):
    """A row of `over_time`: a measure of a selection in a period; ``n`` is the denominator."""

    selection: str
    period: date
    value: float
    low: float
    high: float
    n: int
    articles: int


class KeyWord(NamedTuple):
    """A row of `key_words`."""

    selection: str
    word: str
    here: int
    elsewhere: int
    log_likelihood: float
    log_ratio: float


class OnlyIn(NamedTuple):
    """A row of `only_in`."""

    selection: str
    actor: str
    name: str
    quotes: int


_QUOTES = {
    "Words per quote": "sum(words) AS t, count(*) AS n",
    "Share of direct quotes": "count(*) FILTER (kind = 'direct') AS t, count(*) AS n",
    "Share of quotes with an identified speaker": "count(actor) AS t, count(*) AS n",
    "Tone of quotes": "sum(tone) AS t, count(tone) AS n",
}
"""Measures of a selection's quotes, as sums over one article."""

PERCENT = ("Share of voice", "Share of direct quotes", "Share of quotes with an identified speaker")
TONES = ("Tone of quotes", "Tone of unquoted sentences")
OF_ACTORS = ("Share of voice", "Mentions per 1,000 words", "Words per quote", "Share of direct quotes", "Tone of quotes")
OF_OTHERS = ("Quotes per article", *_QUOTES, "Tone of unquoted sentences")
ACTORS_OVER_TIME, OTHERS_OVER_TIME = ("Share of voice", "Mentions per 1,000 words"), ("Quotes per article", "Tone of quotes")


def of_speakers(selections: Mapping[str, Filters]) -> bool:
    """Whether each selection is of actors, of what they say: not of what names them, nor of whole outlets and periods."""
    return all(filters.actors and filters.role in ("own", "speaker") for filters in selections.values())


def measures(library: Library, selections: Mapping[str, Filters]) -> pd.DataFrame:
    """Measure each selection (filters by name), and its difference from the first. Columns: those of `MeasureRow`.

    Selections of actors are measured against everything else under the same filters (share of voice, mentions
    per 1,000 words). ``n`` is the denominator; intervals are missing below five articles.
    """
    found = []
    for measure in OF_ACTORS if of_speakers(selections) else OF_OTHERS:
        tables = {name: _sums(library, filters, measure) for name, filters in selections.items()}
        first = next(iter(tables.values()))
        for name, table in tables.items():
            gap = (float("nan"),) * 3 if table is first else _difference(table, first)
            found.append(MeasureRow(measure, name, *_measured(table, measure), *gap))
    return pd.DataFrame(found, columns=list(MeasureRow._fields))


def over_time(library: Library, selections: Mapping[str, Filters], measure: str, period: str) -> pd.DataFrame:
    """Measure each selection in each day, week or month that its dates reach, empty ones too. Columns: those of `MeasureInPeriod`.

    ``measure`` is one of those of `measures`, and is counted in the same way; articles without a date are left out. Values are
    missing in a period without anything to measure. Without a dated article in any selection there are no rows.
    """
    dated = by_day(library.count(f"SELECT article, {first_day(period)} AS period FROM counted_articles WHERE day IS NOT NULL"))
    days = pd.Series(dated.index, index=dated["article"], name="period")
    found: list[MeasureInPeriod] = []
    for name, filters in selections.items():
        table = _sums(library, filters, measure).join(days, how="inner")
        parts = dict(list(table.groupby("period")))
        empty = table.iloc[:0]
        span = periods(*reach(library, filters), period) if len(table) else []
        found += [MeasureInPeriod(name, day, *_measured(parts.get(day, empty), measure)) for day in span]
    return pd.DataFrame(found, columns=list(MeasureInPeriod._fields))


def key_words(library: Library, selections: Mapping[str, Filters], most: int = 15) -> pd.DataFrame:
    """List the words of quotes that set each selection apart from the others together, at most ``most`` for each.

    Those with the highest log-likelihood are listed, by effect size. Columns: those of `KeyWord`: here and elsewhere are counts in
    the selection and in the others; log_likelihood is Dunning's G2 as corpus linguists compute it (Rayson and Garside, Comparing
    Corpora using Frequency Profiling, 2000), log_ratio the base-2 logarithm of the ratio of relative frequencies (Hardie, 2014),
    with 0.5 for a word that the others never use. Only words with a log-likelihood of at least 15.13 (p < 0.0001), at least three
    occurrences and a positive log_ratio are listed.
    """
    counted = {name: _words(library, filters) for name, filters in selections.items()}
    found: list[KeyWord] = []
    for name, own in counted.items():
        rest = pd.concat([words for other, words in counted.items() if other != name]).groupby(level=0).sum()
        both = pd.DataFrame({"a": own, "b": rest}).fillna(0)
        scored = _keyness(both["a"].to_numpy(dtype=float), both["b"].to_numpy(dtype=float))
        both["g2"], both["ratio"] = scored
        kept = both[(both["g2"] >= KEYNESS) & (both["a"] >= FEWEST) & (both["ratio"] > 0)]
        kept = kept.sort_values(["g2", "a"], ascending=False, kind="stable").head(most)
        kept = kept.sort_values(["ratio", "g2"], ascending=False, kind="stable")
        found += [
            KeyWord(name, str(word), int(a), int(b), float(g2), float(ratio))
            for word, a, b, g2, ratio in kept.itertuples(name=None)
        ]
    return pd.DataFrame(found, columns=list(KeyWord._fields))


def only_in(library: Library, selections: Mapping[str, Filters], most: int = 15) -> pd.DataFrame:
    """List the speakers that one selection quotes and no other does, most quotes first, at most ``most`` for each.

    Selections of actors are compared by the actors that their quotes name. Columns: those of `OnlyIn`; quotes are those by
    the speaker, or those that name the actor.
    """
    tables: dict[str, pd.DataFrame] = {}
    named = of_speakers(selections)
    for name, filters in selections.items():
        what = "count(DISTINCT (article, quote))" if named else "count(*)"
        tables[name] = ask(
            library,
            "mentions" if named else "quotes",
            filters._replace(role="speaker") if named else filters,
            f"SELECT a.id AS actor, a.name, quotes FROM (SELECT actor, {what} AS quotes FROM {{rows}} GROUP BY actor)"
            " JOIN counted_actors AS a USING (actor) ORDER BY quotes DESC, a.name, a.id",
        )
    found = []
    for name, table in tables.items():
        elsewhere = {actor for other, rows in tables.items() if other != name for actor in rows["actor"]}
        asked = set(selections[name].actors) if named else set()
        own = table[~table["actor"].isin(elsewhere | asked)].head(most)
        found += [OnlyIn(name, str(a), str(b), int(c)) for a, b, c in own.itertuples(index=False, name=None)]
    return pd.DataFrame(found, columns=list(OnlyIn._fields))


def _sums(library: Library, filters: Filters, measure: str) -> pd.DataFrame:
    """Return numerator ``t`` and denominator ``n`` of a measure for each article of a selection, indexed by article."""
    if measure == "Share of voice":
        sql = "SELECT article, coalesce(sum(words) FILTER (speaker IS NOT NULL), 0) AS t, sum(words) AS n FROM {rows}"
        sql += f" LEFT JOIN {ACTORS} AS a(speaker) ON speaker = actor GROUP BY article"
        found = ask(library, "quotes", filters.whole(), sql, [list(filters.actors)])
    elif measure == "Mentions per 1,000 words":
        mentions, params = rows_of(library, "mentions", filters._replace(role="own"))
        rows, more = rows_of(library, "articles", filters.whole())
        found = library.count(
            f"SELECT article, 1000.0 * coalesce(m.k, 0) AS t, words AS n FROM ({rows})"
            f" LEFT JOIN (SELECT article, count(*) AS k FROM ({mentions}) GROUP BY article) AS m USING (article)",
            [*more, *params],
        )
    elif measure == "Quotes per article":
        quotes, params = rows_of(library, "quotes", filters)
        rows, more = rows_of(library, "articles", filters)
        found = library.count(
            f"SELECT article, coalesce(q.k, 0) AS t, 1 AS n FROM ({rows})"
            f" LEFT JOIN (SELECT article, count(*) AS k FROM ({quotes}) GROUP BY article) AS q USING (article)",
            [*more, *params],
        )
    elif measure == "Tone of unquoted sentences":
        sql = "SELECT article, sum(tone) AS t, count(tone) AS n FROM {rows} WHERE NOT quoted GROUP BY article"
        found = ask(library, "sentences", filters, sql)
    else:
        found = ask(library, "quotes", filters, f"SELECT article, {_QUOTES[measure]} FROM {{rows}} GROUP BY article")
    return found.astype({"t": "float64", "n": "float64"}).set_index("article")


def _measured(table: pd.DataFrame, measure: str) -> tuple[float, float, float, int, int]:
    """Return value, interval, denominator and number of articles of a measure from its sums over articles."""
    value, low, high = _ratio(table)
    if measure not in TONES:  # no share or count lies outside these bounds, though a symmetric interval may
        low, high = np.maximum(low, 0.0), np.minimum(high, 1.0) if measure in PERCENT else high
    n = int(table["n"].sum()) if len(table) else 0
    return value, float(low), float(high), n, int((table["n"] > 0).sum())


def _ratio(table: pd.DataFrame) -> tuple[float, float, float]:
    """Return a ratio of sums over articles and its 95% interval."""
    whole = float(table["n"].sum())
    if not whole:
        return (float("nan"),) * 3
    value = float(table["t"].sum()) / whole
    half = _half_width(((table["t"] - value * table["n"]) / whole).to_numpy(), int((table["n"] > 0).sum()))
    return value, value - half, value + half


def _difference(table: pd.DataFrame, first: pd.DataFrame) -> tuple[float, float, float]:
    """Return the difference of two ratios and its 95% interval."""
    wholes = float(table["n"].sum()), float(first["n"].sum())
    if not all(wholes):
        return (float("nan"),) * 3
    values = [float(one["t"].sum()) / whole for one, whole in zip((table, first), wholes, strict=True)]
    parts = [(one["t"] - value * one["n"]) / whole for one, value, whole in zip((table, first), values, wholes, strict=True)]
    residuals = parts[0].sub(parts[1], fill_value=0.0).to_numpy()
    fewest = min(int((one["n"] > 0).sum()) for one in (table, first))
    gap, half = values[0] - values[1], _half_width(residuals, fewest)
    return gap, gap - half, gap + half


def _half_width(residuals: Sequence[float] | np.ndarray, articles: int) -> float:
    """Return half of a 95% interval from the residuals of the articles; missing below five articles."""
    if articles < SMALLEST_N:
        return float("nan")
    number = len(residuals)
    return float(Z95 * (np.square(np.asarray(residuals)).sum() * number / (number - 1)) ** 0.5)


def _words(library: Library, filters: Filters) -> pd.Series[int]:
    """Count the words of a selection's quotes, in lower case, apostrophes inside a word kept."""
    rows, params = rows_of(library, "quotes", filters)
    found = library.count(
        "SELECT word, count(*) AS k FROM (SELECT unnest(regexp_extract_all(replace(lower(q.text), '’', ''''),"
        " '[\\p{L}\\p{N}]+(?:''[\\p{L}]+)*')) AS word FROM quotes_found AS q JOIN counted_articles AS c USING (article_id)"
        f" JOIN ({rows}) AS r ON r.article = c.article AND r.quote = q.quote) GROUP BY word",
        params,
    )
    return pd.Series(found["k"].to_numpy(dtype="int64"), index=found["word"])


def _keyness(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return log-likelihood and log ratio of words that occur ``a`` and ``b`` times in two corpora."""
    in_a, in_b = max(float(a.sum()), 1.0), max(float(b.sum()), 1.0)
    expected_a, expected_b = in_a * (a + b) / (in_a + in_b), in_b * (a + b) / (in_a + in_b)
    with np.errstate(divide="ignore", invalid="ignore"):
        g2 = 2 * (np.where(a > 0, a * np.log(a / expected_a), 0.0) + np.where(b > 0, b * np.log(b / expected_b), 0.0))
        ratio = np.log2((np.maximum(a, 0.5) / in_a) / (np.maximum(b, 0.5) / in_b))
    return g2, ratio
