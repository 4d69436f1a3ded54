"""Tone over time, by outlet and by speaker, each mean with its n and where n allows it an interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from analytics.asking import ask, by_day, column, first_day, marks, number, over_time, periods, reach, rows_of, single
from analytics.library import Library
from analytics.selection import Filters

Z95 = 1.96  # half-width of a 95% interval of a mean, in standard errors
MOST_DRAWN = 300  # articles of a group up to which its interval is drawn, which takes time; beyond, the formula agrees to .003
DRAWS = 1000
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
    """Mean tone in each period of the sentences that hold no quoted word and, apart from them, of quotes; empty periods missing.

    Columns: period (date), sentences and quotes (n), sentence_tone, quote_tone (-1 to 1).
    """
    rows, params = _unquoted(filters)
    sentences = by_day(
        library.query(
            f"SELECT {first_day(period)} AS period, count(*) AS sentences, avg(tone) AS sentence_tone FROM ({rows})"
            " WHERE published IS NOT NULL GROUP BY period ORDER BY period",
            params,
        )
    )
    quotes = over_time(library, "quotes", filters, period, "count(*) AS quotes, avg(tone) AS quote_tone")
    table = sentences.join(quotes, how="outer").sort_index()
    span = periods(*reach(library, filters), period) if len(table) else []
    table = table.reindex(pd.Index(span, name="period", dtype="object"))
    return table.fillna({"sentences": 0, "quotes": 0}).astype({"sentences": "int64", "quotes": "int64"}).reset_index()


def unquoted_tone(library: Library, filters: Filters) -> tuple[int, float | None]:
    """How many sentences hold no quoted word, and their mean tone: the articles' own wording, apart from what they quote."""
    rows, params = _unquoted(filters)
    found = next(library.query(f"SELECT count(*) AS n, avg(tone) AS mean FROM ({rows})", params).itertuples(index=False))
    return int(found[0]), number(found[1])


def _unquoted(filters: Filters) -> tuple[str, list[Any]]:
    """The selected sentences that no part of any quote reaches into."""
    rows, params = rows_of("sentences", filters)
    told = "SELECT article_id, unnest(parts) AS part FROM quotes"
    return (
        f"SELECT s.* FROM ({rows}) s WHERE (s.article_id, s.sentence) NOT IN (SELECT (s2.article_id, s2.sentence) FROM sentences s2"
        f' JOIN ({told}) told ON told.article_id = s2.article_id AND told.part[1] < s2."end" AND told.part[2] > s2.start)',
        params,
    )


def sentence_tone_by_outlet(library: Library, filters: Filters) -> pd.DataFrame:
    """Mean tone of sentences by outlet, warmest first. Columns as of `quote_tone_by`, n being sentences."""
    return _means(library, "sentences", filters, "outlet", "outlet")


def quote_tone_by(library: Library, filters: Filters, by: str) -> pd.DataFrame:
    """Mean tone of quotes by ``actor`` (who speaks), ``outlet`` or ``kind``, warmest first.

    Columns: key, name, mean, n (quotes), articles, low, high: the 95% interval of the mean, missing below five articles.
    """
    return _means(library, "quotes", filters, column(by), "actor_name" if by == "actor" else by)


def said_by_and_about(library: Library, filters: Filters, actors: Sequence[str]) -> pd.DataFrame:
    """For some actors: the tone of what they say beside the tone of what others say of them, two measures that are never mixed.

    Columns: actor, said (mean tone of the actor's own quotes), said_n, about (mean tone of the quotes of other settled speakers
    that name the actor), about_n (each quote once). The second is the wording of a quote in which the name falls, not an opinion.
    """
    quotes, one = rows_of("quotes", filters._replace(actors=()))
    mentions, two = rows_of("mentions", Filters())
    return library.query(
        f"WITH q AS ({quotes}), m AS ({mentions}), said AS (SELECT actor, avg(tone) AS said, count(*) AS said_n FROM q"
        f" WHERE actor IN ({marks(actors)}) GROUP BY 1), about AS (SELECT DISTINCT m.actor, q.article_id, q.quote, q.tone FROM m"
        " JOIN q ON q.article_id = m.article_id AND q.quote = m.quote"
        f" WHERE m.actor IN ({marks(actors)}) AND q.actor <> m.actor)"
        " SELECT actor, said, coalesce(said_n, 0) AS said_n, about, coalesce(about_n, 0) AS about_n FROM said"
        " FULL JOIN (SELECT actor, avg(tone) AS about, count(*) AS about_n FROM about GROUP BY 1) USING (actor) ORDER BY actor",
        [*one, *two, *actors, *actors],
    )


def _means(library: Library, table: str, filters: Filters, key: str, name: str) -> pd.DataFrame:
    """Means with their intervals over articles, warmest first."""
    each = ask(
        library,
        table,
        filters,
        f"SELECT {key} AS key, any_value({name}) AS name, article_id, sum(tone) AS total, count(*) AS n FROM {{rows}}"
        f" WHERE {key} IS NOT NULL GROUP BY {key}, article_id ORDER BY key, article_id",
    )
    found = with_intervals(each)
    return found.sort_values(["mean", "name", "key"], ascending=[False, True, True], kind="stable").reset_index(drop=True)


def with_intervals(each: pd.DataFrame) -> pd.DataFrame:
    """Groups' means with 95% intervals over articles, not over rows: what stands in one article has subject and author in common.

    ``each`` has a row a group and article: key, name, total (sum of tones), n. Gives a row a group, in order: key, name, mean, n,
    articles, low, high. Up to `MOST_DRAWN` articles the interval is a bootstrap over them (`sentiment.interval`); beyond, where
    both agree, the faster standard error of a ratio over clusters (Cochran, Sampling Techniques, 1977, chapter 6). None below
    `SMALLEST_N` articles.
    """
    from analytics.sentiment.tone import interval  # brings VADER along, which most pages do not need

    found = []
    for key, part in each.groupby("key", sort=True):
        total, n = part["total"].to_numpy(dtype="float64"), part["n"].to_numpy(dtype="int64")
        k, mean = len(part), float(total.sum() / n.sum())
        low: float | None = None
        high: float | None = None
        if SMALLEST_N <= k <= MOST_DRAWN:
            drawn = interval(total.tolist(), n.tolist(), draws=DRAWS)
            low, high = drawn.low, drawn.high
        elif k > MOST_DRAWN:
            half = Z95 * float((((total - n * mean) ** 2).sum() * k / (k - 1)) ** 0.5 / n.sum())
            low, high = max(mean - half, -1.0), min(mean + half, 1.0)
        found.append((key, part["name"].iloc[0], mean, int(n.sum()), k, low, high))
    table = pd.DataFrame(found, columns=["key", "name", "mean", "n", "articles", "low", "high"])
    return table.astype({"mean": "float64", "n": "int64", "articles": "int64", "low": "float64", "high": "float64"})
