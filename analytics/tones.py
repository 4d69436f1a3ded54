"""Tone over time, by outlet and by speaker, each mean with its n and where n allows it an interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from analytics.asking import ask, column, marks, number, over_time, periods, reach, rows_of, single
from analytics.library import Library
from analytics.selection import Filters

Z95 = 1.96  # half-width of a 95% interval of a mean, in standard errors
SMALLEST_N = 5  # below this many articles an interval says nothing


class Tone(NamedTuple):
    """Mean tones of a selection (None where there is nothing), and which part of the quotes is warm or harsh."""

    sentences: int
    sentence_tone: float | None
    quotes: int
    quote_tone: float | None
    warm: float | None
    harsh: float | None


def overall_tone(library: Library, filters: Filters) -> Tone:
    """The tone of all sentences and quotes under the filters; warm and harsh by VADER's own bounds of ±0.05."""
    s = single(library, "sentences", filters, "count(*), avg(tone)")
    q = single(library, "quotes", filters, "count(*), avg(tone), avg((tone >= 0.05)::INT), avg((tone <= -0.05)::INT)")
    return Tone(int(s[0]), number(s[1]), int(q[0]), *(number(v) for v in q[1:]))


def tone_over_time(library: Library, filters: Filters, period: str) -> pd.DataFrame:
    """Mean tone of sentences and of quotes in each period, empty periods missing.

    Columns: period (date), sentences and quotes (n), sentence_tone, quote_tone (-1 to 1).
    """
    sentences = over_time(library, "sentences", filters, period, "count(*) AS sentences, avg(tone) AS sentence_tone")
    quotes = over_time(library, "quotes", filters, period, "count(*) AS quotes, avg(tone) AS quote_tone")
    table = sentences.join(quotes, how="outer").sort_index()
    span = periods(*reach(library, filters), period) if len(table) else []
    table = table.reindex(pd.Index(span, name="period", dtype="object"))
    return table.fillna({"sentences": 0, "quotes": 0}).astype({"sentences": "int64", "quotes": "int64"}).reset_index()


def sentence_tone_by_outlet(library: Library, filters: Filters) -> pd.DataFrame:
    """Mean tone of sentences by outlet, warmest first. Columns as of `quote_tone_by`, n being sentences."""
    return _means(library, "sentences", filters, "outlet", "outlet")


def quote_tone_by(library: Library, filters: Filters, by: str) -> pd.DataFrame:
    """Mean tone of quotes by ``actor`` (who speaks), ``outlet`` or ``kind``, warmest first.

    Columns: key, name, mean, n (quotes), articles, low, high: the 95% interval of the mean, missing below five articles.
    """
    return _means(library, "quotes", filters, column(by), "actor_name" if by == "actor" else by)


def said_by_and_about(library: Library, filters: Filters, actors: Sequence[str]) -> pd.DataFrame:
    """For some actors: the tone of what they say beside the tone of the sentences that name them outside their own quotes.

    Columns: actor, said (mean), said_n, about (mean), about_n. The second is the tone of wording near the name, not an
    opinion of the actor.
    """
    quotes, one = rows_of("quotes", filters._replace(actors=()))
    mentions, two = rows_of("mentions", filters._replace(actors=()))
    return library.query(
        f"WITH q AS ({quotes}), m AS ({mentions}), said AS (SELECT actor, avg(tone) AS said, count(*) AS said_n FROM q"
        f" WHERE actor IN ({marks(actors)}) GROUP BY 1), near AS (SELECT DISTINCT m.actor, s.article_id, s.sentence, s.tone FROM m"
        " JOIN sentences s ON s.article_id = m.article_id AND s.sentence = m.sentence"
        " LEFT JOIN q ON q.article_id = m.article_id AND q.quote = m.quote"
        f" WHERE m.actor IN ({marks(actors)}) AND q.actor IS DISTINCT FROM m.actor)"
        " SELECT actor, said, coalesce(said_n, 0) AS said_n, about, coalesce(about_n, 0) AS about_n FROM said"
        " FULL JOIN (SELECT actor, avg(tone) AS about, count(*) AS about_n FROM near GROUP BY 1) USING (actor) ORDER BY actor",
        [*one, *two, *actors, *actors],
    )


def _means(library: Library, table: str, filters: Filters, key: str, name: str) -> pd.DataFrame:
    """Means with their intervals over articles, not over rows: what stands in one article has its subject and author in common.

    The standard error is that of a ratio of sums over clusters (Cochran, Sampling Techniques, 1977, chapter 6).
    """
    found = ask(
        library,
        table,
        filters,
        f"WITH each AS (SELECT {key} AS key, any_value({name}) AS name, article_id, sum(tone) AS total, count(*) AS n FROM {{rows}}"
        f" WHERE {key} IS NOT NULL GROUP BY {key}, article_id),"
        " whole AS (SELECT key, any_value(name) AS name, sum(total) / sum(n) AS mean, sum(n)::BIGINT AS n, count(*) AS articles"
        " FROM each GROUP BY key)"
        " SELECT w.key, w.name, w.mean, w.n, w.articles, sqrt(sum((e.total - e.n * w.mean) ** 2)) / w.n AS error"
        " FROM each e JOIN whole w ON e.key = w.key GROUP BY w.key, w.name, w.mean, w.n, w.articles"
        " ORDER BY w.mean DESC, w.name, w.key",
    )
    enough = found["articles"] >= SMALLEST_N
    k = found["articles"].astype("float64")
    half = (Z95 * found["error"] * (k / (k - 1).clip(lower=1)) ** 0.5).where(enough)
    found["low"] = (found["mean"] - half).clip(lower=-1)
    found["high"] = (found["mean"] + half).clip(upper=1)
    return found.drop(columns="error")
