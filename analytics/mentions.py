"""Counts and shares over time, outlet, actor and speaker: the numbers that pages chart.

Each function asks the library one question in SQL under one Filters value and gives a small table. Which rows count is said
by ``selection`` alone, so that a chart, a table, a CSV and an export under the same filters never differ.

Shares have a fixed whole: the same filters without the actors, so that an actor's share of voice is part of all that was
said, not of what the filter left.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from analytics.asking import ask, column, day, marks, over_time, periods, reach, rows_of, single
from analytics.library import Library
from analytics.selection import Filters


class Totals(NamedTuple):
    """What there is under a selection. ``words`` counts the articles' words, ``unnamed`` the quotes whose speaker has no name."""

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
    """Articles, quotes and mentions under the filters, counted once each."""
    a = single(
        library,
        "articles",
        filters,
        "count(*), count(DISTINCT outlet), min(published)::DATE, max(published)::DATE, count(*) - count(published),"
        " count(duplicate_of), coalesce(sum(words), 0)",
    )
    q = single(library, "quotes", filters, "count(*), coalesce(sum(words), 0), count(DISTINCT actor), count(*) - count(actor)")
    m = single(library, "mentions", filters, "count(*), count(DISTINCT actor)")
    return Totals(int(a[0]), int(a[1]), day(a[2]), day(a[3]), *(int(v) for v in (*a[4:], *q, *m)))


def coverage(library: Library, filters: Filters, period: str) -> pd.DataFrame:
    """Articles, quotes, quoted words and mentions of each period within `reach`; a row for empty periods too, none without a date.

    Columns: period (date), articles, outlets, quotes, quoted_words, speakers, mentions (counts).
    """
    articles = over_time(library, "articles", filters, period, "count(*) AS articles, count(DISTINCT outlet) AS outlets")
    quotes = over_time(
        library,
        "quotes",
        filters,
        period,
        "count(*) AS quotes, sum(words)::BIGINT AS quoted_words, count(DISTINCT actor) AS speakers",
    )
    mentions = over_time(library, "mentions", filters, period, "count(*) AS mentions")
    table = articles.join([quotes, mentions], how="outer").fillna(0).astype("int64").sort_index()
    span = periods(*reach(library, filters), period) if len(table) else []
    return table.reindex(pd.Index(span, name="period", dtype="object"), fill_value=0).reset_index()


def speakers(library: Library, filters: Filters, limit: int = 300) -> pd.DataFrame:
    """Who speaks, most quoted words first, at most ``limit`` of them.

    Columns: actor (id), name, type, quotes, words, share_words and share_quotes (of everything said, 0 to 1), articles,
    outlets, tone (mean of the quotes' tone, -1 to 1).
    """
    words, quotes = said(library, filters)
    table = ask(
        library,
        "quotes",
        filters,
        "SELECT actor, any_value(actor_name) AS name, any_value(actor_type) AS type, count(*) AS quotes,"
        " sum(words)::BIGINT AS words, count(DISTINCT article_id) AS articles, count(DISTINCT outlet) AS outlets, avg(tone) AS tone"
        " FROM {rows} WHERE actor IS NOT NULL GROUP BY actor ORDER BY words DESC, quotes DESC, name, actor"
        f" LIMIT {int(limit)}",
    )
    table.insert(5, "share_words", table["words"] / max(words, 1))
    table.insert(6, "share_quotes", table["quotes"] / max(quotes, 1))
    return table


def said(library: Library, filters: Filters) -> tuple[int, int]:
    """The whole that a share of voice is a part of: quoted words and quotes under the filters without their actors."""
    row = single(library, "quotes", filters._replace(actors=()), "coalesce(sum(words), 0), count(*)")
    return int(row[0]), int(row[1])


def named(library: Library, filters: Filters, limit: int = 300) -> pd.DataFrame:
    """Who is named, most often first, at most ``limit`` of them.

    Columns: actor (id), name, type, mentions, in_quotes (those inside what somebody says), articles, outlets, per_1000 (mentions
    for every 1,000 words of the articles under the filters without their actors), share_articles (part of those articles that
    name the actor, 0 to 1).
    """
    articles, words = read(library, filters)
    table = ask(
        library,
        "mentions",
        filters,
        "SELECT actor, any_value(actor_name) AS name, any_value(actor_type) AS type, count(*) AS mentions,"
        " count(quote) AS in_quotes, count(DISTINCT article_id) AS articles, count(DISTINCT outlet) AS outlets"
        " FROM {rows} WHERE actor IS NOT NULL GROUP BY actor ORDER BY mentions DESC, articles DESC, name, actor"
        f" LIMIT {int(limit)}",
    )
    table["per_1000"] = table["mentions"] * 1000 / max(words, 1)
    table["share_articles"] = table["articles"] / max(articles, 1)
    return table


def in_headlines(library: Library, filters: Filters, limit: int = 10) -> pd.DataFrame:
    """Who is named in the headline with which an article's text begins, most often first, at most ``limit`` of them.

    Columns: actor (id), name, type, mentions (in headlines), articles.
    """
    return ask(
        library,
        "mentions",
        filters,
        "SELECT actor, any_value(actor_name) AS name, any_value(actor_type) AS type, count(*) AS mentions,"
        " count(DISTINCT article_id) AS articles FROM {rows}"
        " JOIN (SELECT article_id, length(title) AS headline FROM articles WHERE starts_with(text, title)) USING (article_id)"
        " WHERE actor IS NOT NULL AND start < headline GROUP BY actor ORDER BY mentions DESC, articles DESC, name, actor"
        f" LIMIT {int(limit)}",
    )


def read(library: Library, filters: Filters) -> tuple[int, int]:
    """The whole that mentions are a part of: articles and their words under the filters without their actors."""
    row = single(library, "articles", filters._replace(actors=()), "count(*), coalesce(sum(words), 0)")
    return int(row[0]), int(row[1])


def named_over_time(library: Library, filters: Filters, actors: Sequence[str], period: str) -> pd.DataFrame:
    """Mentions of some actors in each period, with what they are a part of.

    Columns: period (date), actor, mentions, articles, words and all_articles (of all articles of that period), per_1000 and
    share_articles (missing where the period has no article). One row for each period and actor, empty ones too.
    """
    what = "actor, count(*) AS mentions, count(DISTINCT article_id) AS articles"
    counts = over_time(library, "mentions", filters, period, what, among=actors)
    everything = filters._replace(actors=())
    whole = over_time(library, "articles", everything, period, "sum(words)::BIGINT AS words, count(*) AS all_articles")
    table = _every(counts, whole, actors, periods(*reach(library, filters), period))
    table["per_1000"] = (table["mentions"] * 1000 / table["words"]).where(table["words"] > 0)
    table["share_articles"] = (table["articles"] / table["all_articles"]).where(table["all_articles"] > 0)
    return table


def said_over_time(library: Library, filters: Filters, actors: Sequence[str], period: str) -> pd.DataFrame:
    """What some speakers said in each period, and their share of all that was said in it.

    Columns: period (date), actor, quotes, words, all_words, share (0 to 1, missing where nothing was said). One row for each
    period and speaker, empty ones too.
    """
    counts = over_time(library, "quotes", filters, period, "actor, count(*) AS quotes, sum(words)::BIGINT AS words", among=actors)
    whole = over_time(library, "quotes", filters._replace(actors=()), period, "sum(words)::BIGINT AS all_words")
    table = _every(counts, whole, actors, periods(*reach(library, filters), period))
    table["share"] = (table["words"] / table["all_words"]).where(table["all_words"] > 0)
    return table


def named_by_outlet(library: Library, filters: Filters, actors: Sequence[str]) -> pd.DataFrame:
    """How often each outlet names some actors.

    Columns: outlet, actor, mentions, articles, words and all_articles (the outlet's), per_1000, share_articles.
    """
    counts = ask(
        library,
        "mentions",
        filters,
        "SELECT outlet, actor, count(*) AS mentions, count(DISTINCT article_id) AS articles FROM {rows}"
        f" WHERE outlet IS NOT NULL AND actor IN ({marks(actors)}) GROUP BY outlet, actor ORDER BY outlet, mentions DESC, actor",
        actors,
    )
    whole = "SELECT outlet, sum(words)::BIGINT AS words, count(*) AS all_articles FROM {rows} GROUP BY outlet ORDER BY outlet"
    words = ask(library, "articles", filters._replace(actors=()), whole)
    table = counts.merge(words, on="outlet", how="left")
    table["per_1000"] = table["mentions"] * 1000 / table["words"].clip(lower=1)
    table["share_articles"] = table["articles"] / table["all_articles"].clip(lower=1)
    return table


def about(library: Library, filters: Filters) -> pd.DataFrame:
    """Who speaks about whom: an actor named inside a quote of somebody else, most quotes first.

    Columns: speaker and actor (ids), speaker_name, actor_name, quotes, articles.
    """
    quotes, one = rows_of("quotes", filters)
    mentions, two = rows_of("mentions", Filters())
    return library.query(
        "SELECT q.actor AS speaker, m.actor, any_value(q.actor_name) AS speaker_name, any_value(m.actor_name) AS actor_name,"
        " count(DISTINCT (q.article_id, q.quote)) AS quotes, count(DISTINCT q.article_id) AS articles"
        f" FROM ({quotes}) q JOIN ({mentions}) m ON m.article_id = q.article_id AND m.quote = q.quote"
        " WHERE q.actor IS NOT NULL AND m.actor IS NOT NULL AND m.actor <> q.actor"
        " GROUP BY q.actor, m.actor ORDER BY quotes DESC, q.actor, m.actor",
        [*one, *two],
    )


def stances(library: Library, filters: Filters) -> pd.DataFrame:
    """What each outlet's reporting words do to claims.

    Columns: outlet, stance, quotes, share (of that outlet's quotes that have a stance, 0 to 1).
    """
    table = ask(
        library,
        "quotes",
        filters,
        "SELECT outlet, stance, count(*) AS quotes FROM {rows} WHERE outlet IS NOT NULL AND stance IS NOT NULL"
        " GROUP BY outlet, stance ORDER BY outlet, quotes DESC, stance",
    )
    table["share"] = table["quotes"] / table.groupby("outlet")["quotes"].transform("sum")
    return table


def together(library: Library, filters: Filters, limit: int = 12) -> pd.DataFrame:
    """Pairs of the ``limit`` most named actors that stand in one article, each pair once, most articles first.

    Columns: actor and other (ids), actor_name, other_name, articles (that name both), sentences (that name both).
    """
    top = named(library, filters, limit)["actor"].tolist()
    rows, params = rows_of("mentions", filters._replace(actors=()))
    pick = f"SELECT DISTINCT article_id, sentence, actor, actor_name AS name FROM ({rows}) WHERE actor IN ({marks(top)})"
    return library.query(
        f"WITH named AS ({pick}), one AS (SELECT DISTINCT article_id, actor, name FROM named),"
        " near AS (SELECT a.actor, b.actor AS other, count(*) AS sentences FROM named a JOIN named b USING (article_id, sentence)"
        " WHERE a.actor < b.actor GROUP BY 1, 2)"
        " SELECT a.actor, b.actor AS other, any_value(a.name) AS actor_name, any_value(b.name) AS other_name, count(*) AS articles,"
        " coalesce(any_value(near.sentences), 0) AS sentences"
        " FROM one a JOIN one b USING (article_id) LEFT JOIN near ON near.actor = a.actor AND near.other = b.actor"
        " WHERE a.actor < b.actor GROUP BY a.actor, b.actor ORDER BY articles DESC, a.actor, b.actor",
        [*params, *top],
    )


def actors(library: Library, filters: Filters, limit: int = 2000, called: str = "") -> pd.DataFrame:
    """Whoever is named or quoted under the filters, most often named first, at most ``limit`` of them.

    ``called`` leaves those of whom a name or form holds it, case aside.

    Columns: actor (id), name, type, mentions, quotes, articles (that name or quote the actor), names (how many forms), forms.
    """
    seen, params = _active(filters)
    return library.query(
        f"WITH seen AS ({seen}), counted AS (SELECT actor, sum(mention)::BIGINT AS mentions, sum(1 - mention)::BIGINT AS quotes,"
        " count(DISTINCT article_id) AS articles FROM seen GROUP BY actor)"
        " SELECT a.actor, a.name, a.type, mentions, quotes, articles, len(a.forms) AS names, a.forms"
        " FROM counted JOIN actors a USING (actor)"
        " WHERE contains(lower(a.name), lower(?)) OR contains(lower(array_to_string(a.forms, chr(10))), lower(?))"
        f" ORDER BY mentions DESC, quotes DESC, a.name, a.actor LIMIT {int(limit)}",
        [*params, called, called],
    )


def actor_types(library: Library, filters: Filters) -> pd.DataFrame:
    """How many actors of each type are named or quoted under the filters. Columns: type, actors."""
    seen, params = _active(filters)
    return library.query(
        f"SELECT type, count(*) AS actors FROM actors WHERE actor IN (SELECT actor FROM ({seen}))"
        " GROUP BY type ORDER BY actors DESC, type",
        params,
    )


def forms(library: Library, filters: Filters, actor: str) -> pd.DataFrame:
    """How one actor is written in the texts, most often first. Columns: text, mentions, articles."""
    sql = (
        "SELECT text, count(*) AS mentions, count(DISTINCT article_id) AS articles FROM {rows} WHERE actor = ?"
        " GROUP BY text ORDER BY mentions DESC, text"
    )
    return ask(library, "mentions", filters._replace(actors=()), sql, [actor])


def examples(library: Library, filters: Filters, table: str, by: str, names: Sequence[str], each: int = 2) -> dict[str, list[str]]:
    """Headlines of the newest articles behind each key of a chart (an actor's id, an outlet): key -> at most ``each`` titles."""
    key = column(by)
    found = ask(
        library,
        table,
        filters,
        f"SELECT name, title FROM (SELECT {key} AS name, title, max(published) AS newest FROM {{rows}}"
        f" WHERE {key} IN ({marks(names)}) AND title IS NOT NULL GROUP BY 1, 2)"
        f" QUALIFY row_number() OVER (PARTITION BY name ORDER BY newest DESC NULLS LAST, title) <= {int(each)}"
        " ORDER BY name, newest DESC NULLS LAST, title",
        names,
    )
    return {str(name): part["title"].tolist() for name, part in found.groupby("name")}


def _active(filters: Filters) -> tuple[str, list[Any]]:
    """A row for each mention (``mention`` 1) and each quote (0) of a known actor under the filters, and what it binds."""
    mentions, one = rows_of("mentions", filters)
    quotes, two = rows_of("quotes", filters)
    return (
        f"SELECT actor, article_id, 1 AS mention FROM ({mentions}) WHERE actor IS NOT NULL"
        f" UNION ALL SELECT actor, article_id, 0 FROM ({quotes}) WHERE actor IS NOT NULL",
        [*one, *two],
    )


def _every(counts: pd.DataFrame, whole: pd.DataFrame, actors: Sequence[str], span: list[date]) -> pd.DataFrame:
    """A row for each period and actor: zero where nothing was counted, beside the whole of that period."""
    index = pd.MultiIndex.from_product([span if len(whole) else [], list(actors)], names=["period", "actor"])
    filled = counts.set_index("actor", append=True).reindex(index, fill_value=0).reset_index()
    return filled.join(whole.reindex(span, fill_value=0), on="period")
