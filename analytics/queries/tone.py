"""Tone over time, by outlet and by speaker, each mean with its n and where n allows it an interval."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from analytics.library import Library
from analytics.queries.base import ask, by_day, column, day, first_day, marks, number, over_time, periods, reach, rows_of, single
from analytics.queries.filters import Filters

Z95 = 1.96  # half-width of a 95% interval of a mean, in standard errors
MOST_DRAWN = 50  # articles of a group up to which its interval is drawn; beyond, a formula agrees as well as another draw would
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
    rows, params = _unquoted(library, filters)
    sentences = by_day(
        library.count(
            f"SELECT {first_day(period)} AS period, count(*) AS sentences, avg(tone) AS sentence_tone FROM ({rows})"
            " WHERE day IS NOT NULL GROUP BY period ORDER BY period",
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
    rows, params = _unquoted(library, filters)
    found = next(library.count(f"SELECT count(*) AS n, avg(tone) AS mean FROM ({rows})", params).itertuples(index=False))
    return int(found[0]), number(found[1])


def _unquoted(library: Library, filters: Filters) -> tuple[str, list[Any]]:
    """The selected sentences that no part of any quote reaches into."""
    rows, params = rows_of(library, "sentences", filters)
    return f"SELECT * FROM ({rows}) WHERE NOT quoted", params


def sentence_tone_by_outlet(library: Library, filters: Filters) -> pd.DataFrame:
    """Mean tone of sentences by outlet, warmest first. Columns as of `quote_tone_by`, n being sentences."""
    return means(library, "sentences", filters, "outlet", "outlet")


def quote_tone_by(library: Library, filters: Filters, by: str, limit: int = 300) -> pd.DataFrame:
    """Mean tone of quotes by ``actor`` (who speaks), ``outlet`` or ``kind``, warmest first, of the ``limit`` with most quotes.

    Columns: key, name, mean, n (quotes), articles, low, high: the 95% interval of the mean, missing below five articles.
    """
    return means(library, "quotes", filters, column(by), "actor_name" if by == "actor" else by, limit=limit)


def said_by_and_about(library: Library, filters: Filters, actors: Sequence[str]) -> pd.DataFrame:
    """For some actors: the tone of what they say beside the tone of what others say of them, two measures that are never mixed.

    Columns: actor, said (mean tone of the actor's own quotes), said_n, about (mean tone of the quotes of other settled speakers
    that name the actor), about_n (each quote once). The second is the wording of a quote in which the name falls, not an opinion.
    """
    quotes, params = rows_of(library, "quotes", filters._replace(actors=()))
    some = f"SELECT article, quote, actor FROM counted_mentions WHERE quote IS NOT NULL AND actor IN ({marks(actors)})"
    return library.count(
        f"WITH q AS (SELECT article, quote, actor, tone FROM ({quotes})), m AS ({some}),"
        " said AS (SELECT actor, avg(tone) AS said, count(*) AS said_n FROM q"
        f" WHERE actor IN ({marks(actors)}) GROUP BY 1), about AS (SELECT DISTINCT m.actor, q.article, q.quote, q.tone FROM m"
        " JOIN q ON q.article = m.article AND q.quote = m.quote"
        " WHERE q.actor <> m.actor)"
        " SELECT actor, said, coalesce(said_n, 0) AS said_n, about, coalesce(about_n, 0) AS about_n FROM said"
        " FULL JOIN (SELECT actor, avg(tone) AS about, count(*) AS about_n FROM about GROUP BY 1) USING (actor) ORDER BY actor",
        [*params, *actors, *actors],
    )


def means(
    library: Library,
    table: str,
    filters: Filters,
    key: str,
    name: str,
    *,
    among: Sequence[str] | None = None,
    counts: str = "",
    limit: int = 300,
) -> pd.DataFrame:
    """Mean tones of groups with 95% intervals over articles, not over rows: what stands in one article has its author in common.

    ``key`` and ``name`` are SQL on the rows; ``among`` keeps the rows of some actors; ``counts`` are further columns, each an
    aggregate of rows. Of all groups the ``limit`` with most rows, warmest first: key, name, mean, n (rows with a tone), articles,
    low, high, then what ``counts`` names. Up to `MOST_DRAWN` articles the interval is a percentile bootstrap over them (Efron and
    Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13); beyond, where both agree to the bootstrap's own chance, the
    standard error of a ratio over clusters (Cochran, Sampling Techniques, 1977, chapter 6). None below `SMALLEST_N` articles.
    """
    extra = [one.rpartition(" AS ") for one in counts.split(", ") if one]
    inner = "".join(f", {what} AS {one}" for what, _, one in extra)
    outer = "".join(f", sum({one})::BIGINT AS {one}" for _, _, one in extra)
    drawn = f"count(*) FILTER (n > 0) BETWEEN {SMALLEST_N} AND {MOST_DRAWN}"
    only = "" if among is None else f" AND actor IN ({marks(among)})"
    found = ask(
        library,
        table,
        filters,
        f"WITH each AS (SELECT {key} AS key, any_value({name}) AS name, article, sum(tone) AS total, count(tone) AS n{inner}"
        f" FROM {{rows}} WHERE {key} IS NOT NULL{only} GROUP BY key, article)"
        " SELECT key, any_value(name) AS name, sum(total) AS total, sum(n)::BIGINT AS n, count(*) FILTER (n > 0) AS articles,"
        f" sum(total * total)::DOUBLE AS tt, sum(total * n)::DOUBLE AS tn, sum(n * n)::DOUBLE AS nn{outer},"
        f" CASE WHEN {drawn} THEN list(total ORDER BY article) FILTER (n > 0) END AS totals,"
        f" CASE WHEN {drawn} THEN list(n ORDER BY article) FILTER (n > 0) END AS sizes"
        f" FROM each GROUP BY key HAVING sum(n) > 0 ORDER BY n DESC, key LIMIT {int(limit)}",
        among or (),
    )
    low, high = _intervals(found)
    made = found.assign(
        mean=found["total"] / found["n"], low=pd.Series(low, dtype="float64"), high=pd.Series(high, dtype="float64")
    ).astype({"mean": "float64"})
    made = made[["key", "name", "mean", "n", "articles", "low", "high", *(one for _, _, one in extra)]]
    return made.sort_values(["mean", "name", "key"], ascending=[False, True, True], kind="stable").reset_index(drop=True)


def _intervals(groups: pd.DataFrame) -> tuple[list[float | None], list[float | None]]:
    """Both ends of the interval of each group."""
    from analytics.sentiment.tone import interval  # brings VADER along, which most pages do not need

    low: list[float | None] = []
    high: list[float | None] = []
    row: Any
    for row in groups.itertuples(index=False):
        if row.articles < SMALLEST_N:
            ends: tuple[float | None, float | None] = None, None
        elif row.articles <= MOST_DRAWN:
            drawn = interval(row.totals, row.sizes, draws=DRAWS)
            ends = drawn.low, drawn.high
        else:
            mean = row.total / row.n
            spread = max(row.tt - 2 * mean * row.tn + mean * mean * row.nn, 0.0)
            half = Z95 * (spread * row.articles / (row.articles - 1)) ** 0.5 / row.n
            ends = max(mean - half, -1.0), min(mean + half, 1.0)
        low.append(ends[0])
        high.append(ends[1])
    return low, high


SIDE = 0.5  # from here on the model gives one sign more than an even chance; nearer to zero it takes no side
FEWEST = 30  # mentions below which a mean says little (MODEL_CARD.md)


class Coverage(NamedTuple):
    """Of all mentions: how many have an estimate at all, and how many of those take a side."""

    mentions: int
    estimated: int
    good: int
    bad: int

    @property
    def sided(self) -> int:
        """How many take a side; the rest is neutral, or not sure, which the estimate does not tell apart."""
        return self.good + self.bad


def coverage(library: Library, filters: Filters, actors: Sequence[str] = ()) -> Coverage:
    """How many mentions (of some actors, by default of all) have an estimate, and how many take a side."""
    only = f" WHERE actor IN ({marks(actors)})" if actors else ""
    found = ask(library, "mentions", filters, f"SELECT {_COUNTS} FROM {{rows}}{only}", actors)
    return Coverage(*(int(v) for v in next(found.itertuples(index=False, name=None))))


def toward_actors(library: Library, filters: Filters, actors: Sequence[str]) -> pd.DataFrame:
    """The estimate toward each of some actors, best first.

    Columns: key (actor id), name, mean (-1 to 1), n (mentions with an estimate), articles, low, high (95% interval over articles,
    missing below five), mentions, estimated, good, bad (mentions whose estimate takes a side). A mean of fewer than `FEWEST`
    mentions is in the table, for whoever wants to add it to others; it is not to be drawn.
    """
    return _estimates(library, filters, actors, "actor", "actor_name")


def toward_by_outlet(library: Library, filters: Filters, actors: Sequence[str]) -> pd.DataFrame:
    """The estimate toward some actors together in each outlet, best first. Columns as of `toward_actors`, key being the outlet."""
    return _estimates(library, filters, actors, "outlet", "outlet")


def toward_over_time(library: Library, filters: Filters, actors: Sequence[str], period: str) -> pd.DataFrame:
    """The estimate toward some actors together in each period within `asking.reach`, a row for empty ones too.

    Columns: period (date), then as of `toward_actors` from mean on; n is 0 and mean missing where nobody was named.
    """
    table = _estimates(library, filters, actors, first_day(period), "actor_name")
    table["key"] = pd.Series([day(v) for v in table["key"]], dtype="object")
    span: list[date] = periods(*reach(library, filters), period) if len(table) else []
    table = table.drop(columns="name").set_index("key").reindex(pd.Index(span, name="period", dtype="object"))
    counts = ["n", "articles", "mentions", "estimated", "good", "bad"]
    return table.fillna(dict.fromkeys(counts, 0)).astype(dict.fromkeys(counts, "int64")).reset_index()


_COUNTS = (
    "count(*) AS mentions, count(tone) AS estimated,"
    f" count(*) FILTER (tone >= {SIDE}) AS good, count(*) FILTER (tone <= -{SIDE}) AS bad"
)


def _estimates(library: Library, filters: Filters, actors: Sequence[str], key: str, name: str) -> pd.DataFrame:
    return means(library, "mentions", filters, key, name, among=actors, counts=_COUNTS)
