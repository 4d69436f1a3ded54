"""Counts and shares over time, outlet, actor and speaker: the numbers that pages chart.

Each function runs queries under one Filters value and returns a small table. `conditions` alone decides which rows count, so that a
chart, a table, a CSV and an export under the same filters never differ.

Shares have a fixed whole: the same filters without the actors, so that an actor's share of voice is part of all quoted words, not
of those that the filters leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from analytics.library import Library
from analytics.queries.base import ask, column, day, most, over_time, periods, reach, rows_of, single
from analytics.queries.conditions import ACTORS
from analytics.queries.filters import Filters


class Totals(NamedTuple):
    """Totals under filters. ``words`` counts the words of articles, ``unnamed`` the quotes whose speaker has no name."""

    articles: int
    outlets: int
    first: date | None
    last: date | None
    undated: int
    copies: int
    words: int
    quotes: int
    quoted_words: int
    speakers: int
    unnamed: int
    mentions: int
    actors: int


def totals(library: Library, filters: Filters) -> Totals:
    """Count articles, quotes, mentions and what they contain under the filters."""
    a = single(
        library,
        "articles",
        filters,
        "count(*), count(DISTINCT outlet), min(day), max(day), count(*) - count(day),"
        " count(*) FILTER (wire > 0), coalesce(sum(words), 0)",
    )
    q = single(library, "quotes", filters, "count(*), coalesce(sum(words), 0), count(DISTINCT actor), count(*) - count(actor)")
    m = single(library, "named", filters, "coalesce(sum(mentions), 0), count(DISTINCT actor)")
    return Totals(int(a[0]), int(a[1]), day(a[2]), day(a[3]), *(int(v) for v in (*a[4:], *q, *m)))


def coverage(library: Library, filters: Filters, period: str) -> pd.DataFrame:
    """Count articles, quotes, quoted words and mentions in each period within `base.reach`, empty ones too, without undated rows.

    Columns: period (date), articles, outlets, quotes, quoted_words, speakers, mentions, actors (counts).
    """
    articles = over_time(library, "articles", filters, period, "count(*) AS articles, count(DISTINCT outlet) AS outlets")
    quotes = over_time(
        library,
        "quotes",
        filters,
        period,
        "count(*) AS quotes, sum(words)::BIGINT AS quoted_words, count(DISTINCT actor) AS speakers",
    )
    what = "sum(mentions)::BIGINT AS mentions, count(DISTINCT actor) AS actors"
    mentions = over_time(library, "named", filters, period, what)
    table = articles.join([quotes, mentions], how="outer").fillna(0).astype("int64").sort_index()
    span = periods(*reach(library, filters), period) if len(table) else []
    return table.reindex(pd.Index(span, name="period", dtype="object"), fill_value=0).reset_index()


def speakers(library: Library, filters: Filters, limit: int = 300) -> pd.DataFrame:
    """Rank the speakers by quoted words, at most ``limit`` of them.

    Columns: actor (id), name, type, quotes, words, share_words and share_quotes (of all quotes, 0 to 1), articles,
    outlets, tone (mean of the quotes' tone, -1 to 1).
    """
    words, quotes = said(library, filters)
    table = ask(
        library,
        "quotes",
        filters,
        "WITH r AS NOT MATERIALIZED {rows}, each AS MATERIALIZED (SELECT actor, count(*) AS quotes, sum(words)::BIGINT AS words,"
        f" avg(tone) AS tone FROM r WHERE actor IS NOT NULL GROUP BY actor), top AS MATERIALIZED ({most('each', 'words', limit)}),"
        " places AS (SELECT actor, count(DISTINCT article) AS articles, count(DISTINCT outlet) AS outlets FROM r"
        "  SEMI JOIN top USING (actor) GROUP BY actor)"
        " SELECT a.id AS actor, a.name, a.type, quotes, words, articles, outlets, tone FROM top JOIN places USING (actor)"
        f" JOIN counted_actors AS a USING (actor) ORDER BY words DESC, quotes DESC, a.name, a.id LIMIT {int(limit)}",
    )
    table.insert(5, "share_words", table["words"] / max(words, 1))
    table.insert(6, "share_quotes", table["quotes"] / max(quotes, 1))
    return table


def said(library: Library, filters: Filters) -> tuple[int, int]:
    """Count quoted words and quotes under the filters without their actors: the whole of a share of voice."""
    row = single(library, "quotes", filters.whole(), "coalesce(sum(words), 0), count(*)")
    return int(row[0]), int(row[1])


def named(library: Library, filters: Filters, limit: int = 300) -> pd.DataFrame:
    """Rank the actors by mentions, at most ``limit`` of them.

    Columns: actor (id), name, type, mentions, in_quotes (those inside quotes), articles, outlets, per_1000 (mentions
    per 1,000 words of the articles under the filters without their actors), share_articles (part of those articles that
    name the actor, 0 to 1).
    """
    articles, words = read(library, filters)
    table = ask(
        library,
        "named",
        filters,
        "WITH r AS NOT MATERIALIZED {rows}, each AS MATERIALIZED (SELECT actor, sum(mentions)::BIGINT AS mentions,"
        " sum(in_quotes)::BIGINT AS in_quotes, count(*) AS articles FROM r WHERE actor IS NOT NULL GROUP BY actor),"
        f" top AS MATERIALIZED ({most('each', 'mentions', limit)}),"
        " places AS (SELECT actor, count(DISTINCT outlet) AS outlets FROM r SEMI JOIN top USING (actor) GROUP BY actor)"
        " SELECT a.id AS actor, a.name, a.type, mentions, in_quotes, articles, outlets FROM top JOIN places USING (actor)"
        f" JOIN counted_actors AS a USING (actor) ORDER BY mentions DESC, articles DESC, a.name, a.id LIMIT {int(limit)}",
    )
    table["per_1000"] = table["mentions"] * 1000 / max(words, 1)
    table["share_articles"] = table["articles"] / max(articles, 1)
    return table


def in_headlines(library: Library, filters: Filters, limit: int = 10) -> pd.DataFrame:
    """Rank the actors by mentions in headlines, at most ``limit`` of them.

    Columns: actor (id), name, type, mentions (in headlines), articles.
    """
    return ask(
        library,
        "named",
        filters,
        "WITH each AS MATERIALIZED (SELECT actor, sum(in_title)::BIGINT AS mentions, count(*) AS articles FROM {rows}"
        f" WHERE actor IS NOT NULL AND in_title > 0 GROUP BY actor), top AS ({most('each', 'mentions', limit)})"
        " SELECT a.id AS actor, a.name, a.type, mentions, articles FROM top JOIN counted_actors AS a USING (actor)"
        f" ORDER BY mentions DESC, articles DESC, a.name, a.id LIMIT {int(limit)}",
    )


def read(library: Library, filters: Filters) -> tuple[int, int]:
    """Count articles and their words under the filters without their actors: the whole of a share of mentions."""
    row = single(library, "articles", filters.whole(), "count(*), coalesce(sum(words), 0)")
    return int(row[0]), int(row[1])


def named_over_time(library: Library, filters: Filters, actors: Sequence[str], period: str) -> pd.DataFrame:
    """Count the mentions of some actors in each period, beside all articles and words of the period.

    Columns: period (date), actor, mentions, articles, words and all_articles (all of that period), per_1000 and
    share_articles (missing where the period has no article). One row per period and actor, empty ones too.
    """
    what = "sum(mentions)::BIGINT AS mentions, count(*) AS articles"
    counts = over_time(library, "named", filters, period, what, among=actors)
    everything = filters.whole()
    whole = over_time(library, "articles", everything, period, "sum(words)::BIGINT AS words, count(*) AS all_articles")
    table = _fill_periods(counts, whole, actors, periods(*reach(library, filters), period))
    table["per_1000"] = (table["mentions"] * 1000 / table["words"]).where(table["words"] > 0)
    table["share_articles"] = (table["articles"] / table["all_articles"]).where(table["all_articles"] > 0)
    return table


def said_over_time(library: Library, filters: Filters, actors: Sequence[str], period: str) -> pd.DataFrame:
    """Count the quotes of some speakers in each period, and their share of all quotes of the period.

    Columns: period (date), actor, quotes, words, all_words, all_quotes, share_words and share_quotes (0 to 1, missing where
    the period has no quote). One row per period and speaker, empty ones too.
    """
    counts = over_time(library, "quotes", filters, period, "count(*) AS quotes, sum(words)::BIGINT AS words", among=actors)
    what = "sum(words)::BIGINT AS all_words, count(*) AS all_quotes"
    whole = over_time(library, "quotes", filters.whole(), period, what)
    table = _fill_periods(counts, whole, actors, periods(*reach(library, filters), period))
    for of in ("words", "quotes"):
        table[f"share_{of}"] = (table[of] / table[f"all_{of}"]).where(table[f"all_{of}"] > 0)
    return table


def named_by_outlet(library: Library, filters: Filters, actors: Sequence[str]) -> pd.DataFrame:
    """Count how often each outlet names some actors.

    Columns: outlet, actor, mentions, articles, words and all_articles (the outlet's), per_1000, share_articles.
    """
    counts = ask(
        library,
        "named",
        filters,
        "SELECT o.name AS outlet, a.id AS actor, mentions, articles FROM (SELECT outlet, actor, sum(mentions)::BIGINT AS mentions,"
        f" count(*) AS articles FROM {{rows}} WHERE actor IN {ACTORS} GROUP BY outlet, actor)"
        " JOIN counted_outlets AS o USING (outlet)"
        " JOIN counted_actors AS a USING (actor) ORDER BY o.name, mentions DESC, a.id",
        [list(actors)],
    )
    whole = (
        "SELECT o.name AS outlet, words, all_articles FROM (SELECT outlet, sum(words)::BIGINT AS words, count(*) AS all_articles"
        " FROM {rows} GROUP BY outlet) JOIN counted_outlets AS o USING (outlet) ORDER BY o.name"
    )
    words = ask(library, "articles", filters.whole(), whole)
    table = counts.merge(words, on="outlet", how="left")
    table["per_1000"] = table["mentions"] * 1000 / table["words"].clip(lower=1)
    table["share_articles"] = table["articles"] / table["all_articles"].clip(lower=1)
    return table


def stances(library: Library, filters: Filters) -> pd.DataFrame:
    """Count how each outlet's reporting verbs present claims (stance).

    Columns: outlet, stance, quotes, share (of that outlet's quotes that have a stance, 0 to 1).
    """
    table = ask(
        library,
        "quotes",
        filters,
        "SELECT o.name AS outlet, stance, quotes FROM (SELECT outlet, stance, count(*) AS quotes FROM {rows}"
        " WHERE stance IS NOT NULL GROUP BY outlet, stance) JOIN counted_outlets AS o USING (outlet)"
        " ORDER BY o.name, quotes DESC, stance",
    )
    table["share"] = table["quotes"] / table.groupby("outlet")["quotes"].transform("sum")
    return table


def actors(library: Library, filters: Filters, limit: int = 2000, called: str = "") -> pd.DataFrame:
    """List the actors that are named or quoted under the filters, most mentions first, at most ``limit`` of them.

    ``called`` keeps those with a name or form that contains it, in any case.

    Columns: actor (id), name, type, mentions, quotes, articles (that name or quote the actor), names (how many forms), forms.
    """
    seen, params = _active(library, filters)
    only = (
        " WHERE actor IN (SELECT c.actor FROM counted_actors AS c JOIN actors AS a ON a.actor = c.id"
        " WHERE contains(lower(a.name), lower(?)) OR contains(lower(array_to_string(a.forms, chr(10))), lower(?)))"
    )
    return library.count(
        f"WITH seen AS NOT MATERIALIZED ({seen}), each AS MATERIALIZED (SELECT actor, sum(mentions)::BIGINT AS mentions,"
        f" sum(quotes)::BIGINT AS quotes FROM seen{only if called else ''} GROUP BY actor),"
        f" top AS MATERIALIZED ({most('each', 'mentions', limit)}),"
        " places AS (SELECT actor, count(DISTINCT article) AS articles FROM seen SEMI JOIN top USING (actor) GROUP BY actor)"
        " SELECT c.id AS actor, c.name, c.type, mentions, quotes, articles, len(a.forms) AS names, a.forms FROM top"
        " JOIN places USING (actor) JOIN counted_actors AS c USING (actor) JOIN actors AS a ON a.actor = c.id"
        f" ORDER BY mentions DESC, quotes DESC, c.name, c.id LIMIT {int(limit)}",
        [*params, *((called, called) if called else ())],
    )


def actor_types(library: Library, filters: Filters) -> pd.DataFrame:
    """Count the actors of each type that are named or quoted under the filters. Columns: type, actors."""
    seen, params = _active(library, filters)
    return library.count(
        f"SELECT type, count(*) AS actors FROM counted_actors WHERE actor IN (SELECT actor FROM ({seen}))"
        " GROUP BY type ORDER BY actors DESC, type",
        params,
    )


def examples(library: Library, filters: Filters, table: str, by: str, names: Sequence[str], each: int = 2) -> dict[str, list[str]]:
    """Map each bar of a chart (an actor's id, an outlet) to at most ``each`` headlines of its newest articles."""
    key = column(by)
    rows, params = rows_of(library, table, filters)
    known = {"actor": "SELECT actor AS key, id AS name FROM counted_actors", "outlet": "SELECT outlet, name FROM counted_outlets"}
    of_texts = f"SELECT DISTINCT {key}, {key} FROM counted_quotes"  # kind and stance
    found = library.count(
        f"WITH names AS (SELECT * FROM ({known.get(by, of_texts)}) AS t(key, name) WHERE list_contains(?::VARCHAR[], name)),"
        f" found AS (SELECT DISTINCT {key} AS key, article FROM ({rows}) WHERE {key} IN (SELECT key FROM names)),"
        " newest AS (SELECT key, newest, title FROM found JOIN counted_articles USING (article)"
        f" QUALIFY row_number() OVER (PARTITION BY key ORDER BY newest) <= {10 * int(each)})"  # reprints of a story share a title
        " SELECT name, title FROM newest JOIN names USING (key) WHERE title IS NOT NULL ORDER BY name, newest.newest",
        [list(names), *params],
    ).drop_duplicates()
    return {str(name): part["title"].head(each).tolist() for name, part in found.groupby("name")}


def _active(library: Library, filters: Filters) -> tuple[str, list[Any]]:
    """Return the SQL of the mentions by article (columns mentions, and 0 in quotes) and of the quotes (0 and 1) of known actors,
    and the values that it binds."""
    named, one = rows_of(library, "named", filters)
    quotes, two = rows_of(library, "quotes", filters)
    return (
        f"SELECT actor, article, mentions, 0 AS quotes FROM ({named}) WHERE actor IS NOT NULL"
        f" UNION ALL SELECT actor, article, 0, 1 FROM ({quotes}) WHERE actor IS NOT NULL",
        [*one, *two],
    )


def _fill_periods(counts: pd.DataFrame, whole: pd.DataFrame, actors: Sequence[str], span: list[date]) -> pd.DataFrame:
    """Return one row per period and actor, zero where nothing was counted, beside the totals of the period."""
    index = pd.MultiIndex.from_product([span if len(whole) else [], list(actors)], names=["period", "actor"])
    filled = counts.set_index("actor", append=True).reindex(index, fill_value=0).reset_index()
    return filled.join(whole.reindex(span, fill_value=0), on="period")
