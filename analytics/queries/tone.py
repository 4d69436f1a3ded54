"""Mean tone over time, by outlet and by speaker, each with its n and, where n allows, its 95% interval."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from analytics.intervals import Z95
from analytics.library import Library
from analytics.library.counted_rows import SIDE as _SIDE
from analytics.queries.base import ask, by_day, column, day, first_day, most, number, over_time, periods, reach, rows_of, single
from analytics.queries.conditions import ACTORS
from analytics.queries.filters import Filters

MOST_DRAWN = 50  # articles up to which an interval is bootstrapped; beyond, a formula agrees as well as another bootstrap would
DRAWS = 1000
SMALLEST_N = 5  # articles; below, an interval says nothing


class Tone(NamedTuple):
    """Mean tones under filters (None where there is no row), and the shares of quotes that are warm or harsh."""

    sentences: int
    sentence_tone: float | None
    quotes: int
    quote_tone: float | None
    warm: float | None
    harsh: float | None


def overall_tone(library: Library, filters: Filters) -> Tone:
    """Return the mean tone of all sentences and quotes under the filters; warm and harsh by VADER's own bounds of ±0.05."""
    s = single(library, "sentences", filters, "count(*), avg(tone)")
    q = single(library, "quotes", filters, "count(*), avg(tone), avg((tone >= 0.05)::INT), avg((tone <= -0.05)::INT)")
    return Tone(int(s[0]), number(s[1]), int(q[0]), *(number(v) for v in q[1:]))


def tone_over_time(library: Library, filters: Filters, period: str) -> pd.DataFrame:
    """Return the mean tone in each period of sentences without a quoted word and, separately, of quotes; missing in empty periods.

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
    """Count the sentences without a quoted word, and return their mean tone: the articles' own wording, without what they quote."""
    rows, params = _unquoted(library, filters)
    found = next(library.count(f"SELECT count(*) AS n, avg(tone) AS mean FROM ({rows})", params).itertuples(index=False))
    return int(found[0]), number(found[1])


def _unquoted(library: Library, filters: Filters) -> tuple[str, list[Any]]:
    """Return the SQL of the sentences under the filters that no quote overlaps, and the values that it binds."""
    rows, params = rows_of(library, "sentences", filters)
    return f"SELECT * FROM ({rows}) WHERE NOT quoted", params


def sentence_tone_by_outlet(library: Library, filters: Filters) -> pd.DataFrame:
    """Return the mean tone of sentences by outlet, warmest first. Columns: those of `quote_tone_by`; n counts sentences."""
    return means(library, "sentences", filters, "outlet")


def quote_tone_by(library: Library, filters: Filters, by: str, limit: int = 300) -> pd.DataFrame:
    """Return the mean tone of quotes by ``actor`` (the speaker), ``outlet`` or ``kind``: the ``limit`` largest, warmest first.

    Columns: key, name, mean, n (quotes), articles, low, high: the 95% interval of the mean, missing below five articles.
    """
    return means(library, "quotes", filters, column(by), limit=limit)


def said_by_and_about(library: Library, filters: Filters, actors: Sequence[str]) -> pd.DataFrame:
    """Return, for some actors, the tone of their own quotes and the tone of others' quotes that name them, as separate measures.

    Columns: actor, said (mean tone of the actor's own quotes), said_n, about (mean tone of the quotes of other named speakers that
    name the actor), about_n (each quote once). The second measures the wording of the quote, not an opinion about the actor.
    """
    quotes, params = rows_of(library, "quotes", filters.whole())
    some = f"SELECT article, quote, actor FROM counted_mentions WHERE quote IS NOT NULL AND actor IN {ACTORS}"
    return library.count(
        f"WITH q AS (SELECT article, quote, actor, tone FROM ({quotes})), m AS ({some}),"
        " said AS (SELECT actor, avg(tone) AS said, count(*) AS said_n FROM q"
        f" WHERE actor IN {ACTORS} GROUP BY 1), about AS (SELECT DISTINCT m.actor, q.article, q.quote, q.tone FROM m"
        " JOIN q ON q.article = m.article AND q.quote = m.quote"
        " WHERE q.actor <> m.actor)"
        " SELECT a.id AS actor, said, coalesce(said_n, 0) AS said_n, about, coalesce(about_n, 0) AS about_n FROM said"
        " FULL JOIN (SELECT actor, avg(tone) AS about, count(*) AS about_n FROM about GROUP BY 1) USING (actor)"
        " JOIN counted_actors AS a USING (actor) ORDER BY a.id",
        [*params, list(actors), list(actors)],
    )


def means(
    library: Library,
    table: str,
    filters: Filters,
    key: str,
    *,
    among: Sequence[str] | None = None,
    counts: str = "",
    limit: int = 300,
) -> pd.DataFrame:
    """Return the mean tones of groups with 95% intervals over articles, not over rows, since rows of one article share its author.

    ``key`` is SQL on the rows; ``among`` keeps the rows of some actors; ``counts`` are further columns, each a sum over rows. The
    ``limit`` groups with the most rows, warmest first. Columns: key, name, mean, n (rows with a tone), articles, low, high, then
    those of ``counts``. Up to `MOST_DRAWN` articles the interval is a percentile bootstrap over them (Efron and Tibshirani, An
    Introduction to the Bootstrap, 1993, chapter 13); beyond, where both agree within the bootstrap's own chance, the standard error
    of a ratio over clusters (Cochran, Sampling Techniques, 1977, chapter 6). None below `SMALLEST_N` articles.
    """
    extra = [one.rpartition(" AS ") for one in counts.split(", ") if one]
    inner = "".join(f", {what} AS {one}" for what, _, one in extra)
    outer = "".join(f", sum({one})::BIGINT AS {one}" for _, _, one in extra)
    size = "sum(estimated)::BIGINT" if table == "named" else "count(tone)"
    only = "" if among is None else f" AND actor IN {ACTORS}"
    shown, names = _NAMES.get(key, ("key AS key, key AS name", ""))
    found = ask(
        library,
        table,
        filters,
        f"WITH r AS NOT MATERIALIZED {{rows}}, counted AS MATERIALIZED (SELECT {key} AS key, {size} AS n FROM r"
        f" WHERE {key} IS NOT NULL{only} GROUP BY key HAVING n > 0), top AS MATERIALIZED ({most('counted', 'n', limit)}),"
        f" each AS MATERIALIZED (SELECT {key} AS key, article, sum(tone) AS total, {size} AS n{inner} FROM r"
        f" WHERE {key} IN (SELECT key FROM top){only} GROUP BY key, article),"
        " sums AS MATERIALIZED (SELECT key, sum(total) AS total, sum(n)::BIGINT AS n, count(*) FILTER (n > 0) AS articles,"
        f" sum(total * total)::DOUBLE AS tt, sum(total * n)::DOUBLE AS tn, sum(n * n)::DOUBLE AS nn{outer} FROM each GROUP BY key),"
        " drawn AS (SELECT key, list(total ORDER BY newest) AS totals, list(n ORDER BY newest) AS sizes FROM each"
        f" SEMI JOIN (SELECT key FROM sums WHERE articles BETWEEN {SMALLEST_N} AND {MOST_DRAWN}) USING (key)"
        " JOIN counted_articles USING (article) WHERE n > 0 GROUP BY key)"
        f" SELECT {shown}, sums.* EXCLUDE (key), totals, sizes FROM sums LEFT JOIN drawn USING (key){names}"
        f" ORDER BY n DESC, 1 LIMIT {int(limit)}",
        [] if among is None else [list(among), list(among)],
    )
    low, high = _intervals(found)
    made = found.assign(
        mean=found["total"] / found["n"], low=pd.Series(low, dtype="float64"), high=pd.Series(high, dtype="float64")
    ).astype({"mean": "float64"})
    made = made[["key", "name", "mean", "n", "articles", "low", "high", *(one for _, _, one in extra)]]
    return made.sort_values(["mean", "name", "key"], ascending=[False, True, True], kind="stable").reset_index(drop=True)


_NAMES = {
    "actor": ("a.id AS key, a.name AS name", " JOIN counted_actors AS a ON a.actor = key"),
    "outlet": ("o.name AS key, o.name AS name", " JOIN counted_outlets AS o ON o.outlet = key"),
}
"""For keys that are numbers, the columns key and name, and the join that has them."""


def _intervals(groups: pd.DataFrame) -> tuple[list[float | None], list[float | None]]:
    """Return the lower and upper ends of the interval of each group."""
    from analytics.sentiment.tone import interval  # imports VADER, which most pages do not need

    low: list[float | None] = []
    high: list[float | None] = []
    row: Any
    for row in groups.itertuples(index=False):
        if row.articles < SMALLEST_N:
            ends: tuple[float | None, float | None] = None, None
        elif row.articles <= MOST_DRAWN:
            bootstrapped = interval(row.totals, row.sizes, draws=DRAWS)
            ends = bootstrapped.low, bootstrapped.high
        else:
            mean = row.total / row.n
            spread = max(row.tt - 2 * mean * row.tn + mean * mean * row.nn, 0.0)
            half = Z95 * (spread * row.articles / (row.articles - 1)) ** 0.5 / row.n
            ends = max(mean - half, -1.0), min(mean + half, 1.0)
        low.append(ends[0])
        high.append(ends[1])
    return low, high


SIDE = _SIDE  # of an estimate, from which it takes a side
FEWEST = 30  # mentions below which a mean says little (MODEL_CARD.md)


class Coverage(NamedTuple):
    """How many mentions there are, how many have an estimate, and how many of these take a side."""

    mentions: int
    estimated: int
    good: int
    bad: int

    @property
    def sided(self) -> int:
        """How many take a side; the others are neutral or uncertain, which the estimate does not distinguish."""
        return self.good + self.bad


def coverage(library: Library, filters: Filters, actors: Sequence[str] = ()) -> Coverage:
    """Count the mentions (of some actors, by default of all) that have an estimate, and those that take a side."""
    only = f" WHERE actor IN {ACTORS}" if actors else ""
    found = ask(library, "named", filters, f"SELECT {_COUNTS} FROM {{rows}}{only}", [list(actors)] if actors else [])
    return Coverage(*(0 if pd.isna(v) else int(v) for v in next(found.itertuples(index=False, name=None))))


def toward_actors(library: Library, filters: Filters, actors: Sequence[str]) -> pd.DataFrame:
    """Return the mean estimate toward each of some actors, most positive first.

    Columns: key (actor id), name, mean (-1 to 1), n (mentions with an estimate), articles, low, high (95% interval over articles,
    missing below five), mentions, estimated, good, bad (mentions whose estimate takes a side). A mean of fewer than `FEWEST`
    mentions is in the table, so that it can be added to others; it is not to be drawn.
    """
    return _estimates(library, filters, actors, "actor")


def toward_by_outlet(library: Library, filters: Filters, actors: Sequence[str]) -> pd.DataFrame:
    """Return the mean estimate toward some actors together by outlet, most positive first. Columns: those of `toward_actors`."""
    return _estimates(library, filters, actors, "outlet")


def toward_over_time(library: Library, filters: Filters, actors: Sequence[str], period: str) -> pd.DataFrame:
    """Return the mean estimate toward some actors together in each period within `base.reach`, empty ones too.

    Columns: period (date), then those of `toward_actors` from mean on; n is 0 and mean is missing where none of them is named.
    """
    table = _estimates(library, filters, actors, first_day(period))
    table["key"] = pd.Series([day(v) for v in table["key"]], dtype="object")
    span: list[date] = periods(*reach(library, filters), period) if len(table) else []
    table = table.drop(columns="name").set_index("key").reindex(pd.Index(span, name="period", dtype="object"))
    counts = ["n", "articles", "mentions", "estimated", "good", "bad"]
    return table.fillna(dict.fromkeys(counts, 0)).astype(dict.fromkeys(counts, "int64")).reset_index()


_COUNTS = ", ".join(f"sum({name})::BIGINT AS {name}" for name in ("mentions", "estimated", "good", "bad"))


def _estimates(library: Library, filters: Filters, actors: Sequence[str], key: str) -> pd.DataFrame:
    return means(library, "named", filters, key, among=actors, counts=_COUNTS)
