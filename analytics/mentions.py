"""Counts and shares over time, outlet, actor and speaker: the numbers that pages chart.

Each function asks the library one question in SQL under one Filters value and gives a small table. Which rows count is said
by ``selection`` alone, so that a chart, a table, a CSV and an export under the same filters never differ.

Shares have a fixed whole: the same filters without the actors, so that an actor's share of voice is part of all that was
said, not of what the filter left.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd

from analytics import selection
from analytics.library import Library
from analytics.selection import COLUMNS, FROM, Filters

Z95 = 1.96  # half-width of a 95% interval of a mean, in standard errors
SMALLEST_N = 5  # below this many values an interval says nothing


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
    a = _one(
        library,
        "articles",
        filters,
        "count(*), count(DISTINCT outlet), min(published)::DATE, max(published)::DATE, count(*) - count(published),"
        " count(duplicate_of), coalesce(sum(words), 0)",
    )
    q = _one(library, "quotes", filters, "count(*), coalesce(sum(words), 0), count(DISTINCT actor), count(*) - count(actor)")
    m = _one(library, "mentions", filters, "count(*), count(DISTINCT actor)")
    return Totals(int(a[0]), int(a[1]), _day(a[2]), _day(a[3]), *(int(v) for v in (*a[4:], *q, *m)))


def period_for(first: date | None, last: date | None) -> str:
    """The step of a time axis: days up to three weeks, weeks up to a year and a half, then months.

    >>> [period_for(date(2026, 1, 1), last) for last in (date(2026, 1, 9), date(2026, 3, 9), date(2029, 1, 1))]
    ['day', 'week', 'month']
    """
    if first is None or last is None:
        return "day"
    days = (last - first).days
    return "day" if days <= 21 else "week" if days <= 550 else "month"


def periods(first: date | None, last: date | None, period: str) -> list[date]:
    """The first day of every period from first to last, empty ones too; weeks start on Monday.

    >>> periods(date(2026, 1, 1), date(2026, 1, 13), "week")
    [datetime.date(2025, 12, 29), datetime.date(2026, 1, 5), datetime.date(2026, 1, 12)]
    """
    if first is None or last is None:
        return []
    at = first - timedelta(days=first.weekday()) if period == "week" else first.replace(day=1) if period == "month" else first
    found = []
    while at <= last:
        found.append(at)
        at = (at + timedelta(days=32)).replace(day=1) if period == "month" else at + timedelta(days=7 if period == "week" else 1)
    return found


def is_partial(last: date | None, period: str) -> bool:
    """Whether the last period of an axis ends after the last day there is an article of.

    >>> is_partial(date(2026, 3, 9), "week"), is_partial(date(2026, 3, 8), "week")
    (True, False)
    """
    if last is None or period == "day":
        return False
    return last.weekday() != 6 if period == "week" else (last + timedelta(days=1)).month == last.month


def reach(library: Library, filters: Filters) -> tuple[date | None, date | None]:
    """The first and last day that the articles under the filters' dates and outlets reach to, whoever is in them.

    A time axis runs over these, so that it stays where it is when an actor is chosen, and its last period is unfinished only
    where the articles end, not where an actor does.
    """
    wide = Filters(since=filters.since, until=filters.until, outlets=filters.outlets)
    row = _one(library, "articles", wide, "min(published)::DATE, max(published)::DATE")
    return _day(row[0]), _day(row[1])


def coverage(library: Library, filters: Filters, period: str) -> pd.DataFrame:
    """Articles, quotes, quoted words and mentions of each period within `reach`; a row for empty periods too, none without a date.

    Columns: period (date), articles, outlets, quotes, quoted_words, speakers, mentions (counts).
    """
    articles = _over_time(library, "articles", filters, period, "count(*) AS articles, count(DISTINCT outlet) AS outlets")
    quotes = _over_time(
        library,
        "quotes",
        filters,
        period,
        "count(*) AS quotes, sum(words)::BIGINT AS quoted_words, count(DISTINCT actor) AS speakers",
    )
    mentions = _over_time(library, "mentions", filters, period, "count(*) AS mentions")
    table = articles.join([quotes, mentions], how="outer").fillna(0).astype("int64").sort_index()
    span = periods(*reach(library, filters), period) if len(table) else []
    return table.reindex(pd.Index(span, name="period", dtype="object"), fill_value=0).reset_index()


def speakers(library: Library, filters: Filters, limit: int = 300) -> pd.DataFrame:
    """Who speaks, most quoted words first, at most ``limit`` of them.

    Columns: actor (id), name, type, quotes, words, share_words and share_quotes (of everything said, 0 to 1), articles,
    outlets, tone (mean of the quotes' tone, -1 to 1).
    """
    words, quotes = said(library, filters)
    table = _ask(
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
    row = _one(library, "quotes", filters._replace(actors=()), "coalesce(sum(words), 0), count(*)")
    return int(row[0]), int(row[1])


def named(library: Library, filters: Filters, limit: int = 300) -> pd.DataFrame:
    """Who is named, most often first, at most ``limit`` of them.

    Columns: actor (id), name, type, mentions, articles, outlets, per_1000 (mentions for every 1,000 words of the articles under the
    filters without their actors), share_articles (part of those articles that name the actor, 0 to 1).
    """
    articles, words = read(library, filters)
    table = _ask(
        library,
        "mentions",
        filters,
        "SELECT actor, any_value(actor_name) AS name, any_value(actor_type) AS type, count(*) AS mentions,"
        " count(DISTINCT article_id) AS articles, count(DISTINCT outlet) AS outlets"
        " FROM {rows} WHERE actor IS NOT NULL GROUP BY actor ORDER BY mentions DESC, articles DESC, name, actor"
        f" LIMIT {int(limit)}",
    )
    table["per_1000"] = table["mentions"] * 1000 / max(words, 1)
    table["share_articles"] = table["articles"] / max(articles, 1)
    return table


def read(library: Library, filters: Filters) -> tuple[int, int]:
    """The whole that mentions are a part of: articles and their words under the filters without their actors."""
    row = _one(library, "articles", filters._replace(actors=()), "count(*), coalesce(sum(words), 0)")
    return int(row[0]), int(row[1])


def named_over_time(library: Library, filters: Filters, actors: Sequence[str], period: str) -> pd.DataFrame:
    """Mentions of some actors in each period, with what they are a part of.

    Columns: period (date), actor, mentions, articles, words (of all articles of that period), per_1000 (missing where the
    period has no article), all_articles. One row for each period and actor, empty ones too.
    """
    what = "actor, count(*) AS mentions, count(DISTINCT article_id) AS articles"
    counts = _over_time(library, "mentions", filters, period, what, among=actors)
    everything = filters._replace(actors=())
    whole = _over_time(library, "articles", everything, period, "sum(words)::BIGINT AS words, count(*) AS all_articles")
    table = _every(counts, whole, actors, periods(*reach(library, filters), period))
    table["per_1000"] = (table["mentions"] * 1000 / table["words"]).where(table["words"] > 0)
    return table


def said_over_time(library: Library, filters: Filters, actors: Sequence[str], period: str) -> pd.DataFrame:
    """What some speakers said in each period, and their share of all that was said in it.

    Columns: period (date), actor, quotes, words, all_words, share (0 to 1, missing where nothing was said). One row for each
    period and speaker, empty ones too.
    """
    counts = _over_time(library, "quotes", filters, period, "actor, count(*) AS quotes, sum(words)::BIGINT AS words", among=actors)
    whole = _over_time(library, "quotes", filters._replace(actors=()), period, "sum(words)::BIGINT AS all_words")
    table = _every(counts, whole, actors, periods(*reach(library, filters), period))
    table["share"] = (table["words"] / table["all_words"]).where(table["all_words"] > 0)
    return table


def named_by_outlet(library: Library, filters: Filters, actors: Sequence[str]) -> pd.DataFrame:
    """How often each outlet names some actors. Columns: outlet, actor, mentions, articles, words (the outlet's), per_1000."""
    counts = _ask(
        library,
        "mentions",
        filters,
        "SELECT outlet, actor, count(*) AS mentions, count(DISTINCT article_id) AS articles FROM {rows}"
        f" WHERE outlet IS NOT NULL AND actor IN ({_marks(actors)}) GROUP BY outlet, actor ORDER BY outlet, mentions DESC, actor",
        actors,
    )
    whole = "SELECT outlet, sum(words)::BIGINT AS words FROM {rows} GROUP BY outlet ORDER BY outlet"
    words = _ask(library, "articles", filters._replace(actors=()), whole)
    table = counts.merge(words, on="outlet", how="left")
    table["per_1000"] = table["mentions"] * 1000 / table["words"].clip(lower=1)
    return table


def about(library: Library, filters: Filters) -> pd.DataFrame:
    """Who speaks about whom: an actor named inside a quote of somebody else, most quotes first.

    Columns: speaker and actor (ids), speaker_name, actor_name, quotes, articles.
    """
    quotes, one = _rows("quotes", filters)
    mentions, two = _rows("mentions", Filters())
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
    table = _ask(
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

    Columns: actor and other (ids), actor_name, other_name, articles.
    """
    top = named(library, filters, limit)["actor"].tolist()
    rows, params = _rows("mentions", filters._replace(actors=()))
    pick = f"SELECT article_id, actor, any_value(actor_name) AS name FROM ({rows}) WHERE actor IN ({_marks(top)}) GROUP BY 1, 2"
    return library.query(
        f"WITH named AS ({pick}) SELECT a.actor, b.actor AS other, any_value(a.name) AS actor_name,"
        " any_value(b.name) AS other_name, count(*) AS articles"
        " FROM named a JOIN named b USING (article_id) WHERE a.actor < b.actor"
        " GROUP BY a.actor, b.actor ORDER BY articles DESC, a.actor, b.actor",
        [*params, *top],
    )


def quote_tone_by(library: Library, filters: Filters, by: str) -> pd.DataFrame:
    """Mean tone of quotes by ``actor`` (who speaks), ``outlet`` or ``kind``, warmest first.

    Columns: key, name, mean, n (quotes), low, high (95% interval of the mean, missing below five quotes).
    """
    name = "actor_name" if by == "actor" else _column(by)
    sql = (
        f"SELECT {_column(by)} AS key, any_value({name}) AS name, avg(tone) AS mean, count(*) AS n, stddev_samp(tone) AS spread"
        f" FROM {{rows}} WHERE {by} IS NOT NULL GROUP BY 1 ORDER BY mean DESC, name, key"
    )
    return _with_interval(_ask(library, "quotes", filters, sql))


def sentence_tone_by_outlet(library: Library, filters: Filters) -> pd.DataFrame:
    """Mean tone of sentences by outlet, warmest first. Columns: key, name, mean, n (sentences), low, high."""
    sql = (
        "SELECT outlet AS key, any_value(outlet) AS name, avg(tone) AS mean, count(*) AS n, stddev_samp(tone) AS spread"
        " FROM {rows} WHERE outlet IS NOT NULL GROUP BY 1 ORDER BY mean DESC, key"
    )
    return _with_interval(_ask(library, "sentences", filters, sql))


def tone_over_time(library: Library, filters: Filters, period: str) -> pd.DataFrame:
    """Mean tone of sentences and of quotes in each period, empty periods missing.

    Columns: period (date), sentences and quotes (n), sentence_tone, quote_tone (-1 to 1).
    """
    sentences = _over_time(library, "sentences", filters, period, "count(*) AS sentences, avg(tone) AS sentence_tone")
    quotes = _over_time(library, "quotes", filters, period, "count(*) AS quotes, avg(tone) AS quote_tone")
    table = sentences.join(quotes, how="outer").sort_index()
    span = periods(*reach(library, filters), period) if len(table) else []
    table = table.reindex(pd.Index(span, name="period", dtype="object"))
    return table.fillna({"sentences": 0, "quotes": 0}).astype({"sentences": "int64", "quotes": "int64"}).reset_index()


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
    s = _one(library, "sentences", filters, "count(*), avg(tone)")
    q = _one(library, "quotes", filters, "count(*), avg(tone), avg((tone >= 0.05)::INT), avg((tone <= -0.05)::INT)")
    return Tone(int(s[0]), _number(s[1]), int(q[0]), *(_number(v) for v in q[1:]))


def said_by_and_about(library: Library, filters: Filters, actors: Sequence[str]) -> pd.DataFrame:
    """For some actors: the tone of what they say beside the tone of the sentences that name them outside their own quotes.

    Columns: actor, said (mean), said_n, about (mean), about_n. The second is the tone of wording near the name, not an
    opinion of the actor.
    """
    quotes, one = _rows("quotes", filters._replace(actors=()))
    mentions, two = _rows("mentions", filters._replace(actors=()))
    return library.query(
        f"WITH q AS ({quotes}), m AS ({mentions}), said AS (SELECT actor, avg(tone) AS said, count(*) AS said_n FROM q"
        f" WHERE actor IN ({_marks(actors)}) GROUP BY 1), near AS (SELECT DISTINCT m.actor, s.article_id, s.sentence, s.tone FROM m"
        " JOIN sentences s ON s.article_id = m.article_id AND s.sentence = m.sentence"
        " LEFT JOIN q ON q.article_id = m.article_id AND q.quote = m.quote"
        f" WHERE m.actor IN ({_marks(actors)}) AND q.actor IS DISTINCT FROM m.actor)"
        " SELECT actor, said, coalesce(said_n, 0) AS said_n, about, coalesce(about_n, 0) AS about_n FROM said"
        " FULL JOIN (SELECT actor, avg(tone) AS about, count(*) AS about_n FROM near GROUP BY 1) USING (actor) ORDER BY actor",
        [*one, *two, *actors, *actors],
    )


def actors(library: Library, filters: Filters, limit: int = 2000) -> pd.DataFrame:
    """Whoever is named or quoted under the filters, most often named first, at most ``limit`` of them.

    Columns: actor (id), name, type, mentions, quotes, articles (that name or quote the actor), names (how many forms), forms.
    """
    seen, params = _active(filters)
    return library.query(
        f"WITH seen AS ({seen}), counted AS (SELECT actor, sum(mention)::BIGINT AS mentions, sum(1 - mention)::BIGINT AS quotes,"
        " count(DISTINCT article_id) AS articles FROM seen GROUP BY actor)"
        " SELECT a.actor, a.name, a.type, mentions, quotes, articles, len(a.forms) AS names, a.forms"
        " FROM counted JOIN actors a USING (actor)"
        f" ORDER BY mentions DESC, quotes DESC, a.name, a.actor LIMIT {int(limit)}",
        params,
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
    return _ask(library, "mentions", filters._replace(actors=()), sql, [actor])


def examples(library: Library, filters: Filters, table: str, by: str, names: Sequence[str], each: int = 2) -> dict[str, list[str]]:
    """Headlines of the newest articles behind each key of a chart (an actor's id, an outlet): key -> at most ``each`` titles."""
    key = _column(by)
    found = _ask(
        library,
        table,
        filters,
        f"SELECT name, title FROM (SELECT {key} AS name, title, max(published) AS newest FROM {{rows}}"
        f" WHERE {key} IN ({_marks(names)}) AND title IS NOT NULL GROUP BY 1, 2)"
        f" QUALIFY row_number() OVER (PARTITION BY name ORDER BY newest DESC NULLS LAST, title) <= {int(each)}"
        " ORDER BY name, newest DESC NULLS LAST, title",
        names,
    )
    return {str(name): part["title"].tolist() for name, part in found.groupby("name")}


_COLUMNS = ("actor", "outlet", "kind", "stance", "article_id")
_PERIODS = ("day", "week", "month")


def _column(name: str) -> str:
    """A column to group by: names are put into SQL, so only known ones pass."""
    if name not in _COLUMNS:
        raise ValueError(f"cannot group by {name!r}; accepted: {', '.join(_COLUMNS)}")
    return name


def _period(name: str) -> str:
    if name not in _PERIODS:
        raise ValueError(f"cannot step by {name!r}; accepted: {', '.join(_PERIODS)}")
    return name


def _marks(values: Sequence[str]) -> str:
    """Placeholders for an IN list; of nothing, a list that nothing is in."""
    return ", ".join("?" * len(values)) or "NULL"


def _rows(table: str, filters: Filters) -> tuple[str, list[Any]]:
    """The selected rows of a table as a subquery, and what it binds."""
    condition, params = selection.where(table, filters)
    return f"SELECT {COLUMNS[table]} FROM {FROM[table]} WHERE {condition}", params


def _active(filters: Filters) -> tuple[str, list[Any]]:
    """A row for each mention (``mention`` 1) and each quote (0) of a known actor under the filters, and what it binds."""
    mentions, one = _rows("mentions", filters)
    quotes, two = _rows("quotes", filters)
    return (
        f"SELECT actor, article_id, 1 AS mention FROM ({mentions}) WHERE actor IS NOT NULL"
        f" UNION ALL SELECT actor, article_id, 0 FROM ({quotes}) WHERE actor IS NOT NULL",
        [*one, *two],
    )


def _ask(library: Library, table: str, filters: Filters, sql: str, params: Sequence[Any] = ()) -> pd.DataFrame:
    """A question about the selected rows of a table, which stand for ``{rows}``."""
    rows, first = _rows(table, filters)
    return library.query(sql.format(rows=f"({rows})"), [*first, *params])


def _one(library: Library, table: str, filters: Filters, what: str) -> tuple[Any, ...]:
    return next(iter(_ask(library, table, filters, f"SELECT {what} FROM {{rows}}").itertuples(index=False, name=None)))


def _over_time(
    library: Library, table: str, filters: Filters, period: str, what: str, among: Sequence[str] | None = None
) -> pd.DataFrame:
    """Counts by the first day of each period (and by actor, among some), undated rows left out."""
    group, only = ("", "") if among is None else (", actor", f" AND actor IN ({_marks(among)})")
    sql = (
        f"SELECT date_trunc('{_period(period)}', published)::DATE AS period, {what} FROM {{rows}}"
        f" WHERE published IS NOT NULL{only} GROUP BY period{group} ORDER BY period{group}"
    )
    return _by_day(_ask(library, table, filters, sql, among or ()))


def _by_day(table: pd.DataFrame) -> pd.DataFrame:
    """Indexed by plain dates, which pandas, Plotly and a CSV all write the same way."""
    table["period"] = pd.Series([_day(v) for v in table["period"]], dtype="object")
    return table.set_index("period")


def _day(value: Any) -> date | None:
    if value is None or pd.isna(value):
        return None
    return date(value.year, value.month, value.day)


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _every(counts: pd.DataFrame, whole: pd.DataFrame, actors: Sequence[str], span: list[date]) -> pd.DataFrame:
    """A row for each period and actor: zero where nothing was counted, beside the whole of that period."""
    index = pd.MultiIndex.from_product([span if len(whole) else [], list(actors)], names=["period", "actor"])
    filled = counts.set_index("actor", append=True).reindex(index, fill_value=0).reset_index()
    return filled.join(whole.reindex(span, fill_value=0), on="period")


def _with_interval(table: pd.DataFrame) -> pd.DataFrame:
    """The 95% interval of each mean by the normal approximation, missing where n is small; cut at the ends of the scale."""
    half = table["spread"] * Z95 / table["n"].map(math.sqrt)
    enough = table["n"] >= SMALLEST_N
    table["low"] = (table["mean"] - half).clip(lower=-1).where(enough)
    table["high"] = (table["mean"] + half).clip(upper=1).where(enough)
    return table.drop(columns="spread")
