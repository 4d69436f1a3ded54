"""Questions about one actor: which outlets quote it, with whom it is quoted, whose headlines name it, tone by and about it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pandas as pd

from analytics.intervals import Z95
from analytics.library import Library
from analytics.queries.base import ask, day, first_day, rows_of
from analytics.queries.conditions import ACTOR
from analytics.queries.filters import Filters
from analytics.queries.tone import SMALLEST_N, means


class QuotedByOutlet(NamedTuple):
    """A row of `quoted_by_outlet`."""

    outlet: str
    quotes: int
    words: int
    all_words: int
    articles: int
    share: float
    times: float
    low: float
    high: float


class RoleInPeriod(NamedTuple):
    """A row of `roles`."""

    role: str
    period: date | None
    quotes: int
    articles: int


class QuotedWith(NamedTuple):
    """A row of `quoted_with`."""

    actor: str
    name: str
    articles: int
    quotes: int


def quoted_by_outlet(library: Library, filters: Filters, actor: str) -> pd.DataFrame:
    """Measure the actor's share of the quoted words in each outlet, the largest share first, whatever actors the filters have.

    Columns: outlet, quotes and words (by the actor), all_words (quoted), articles (with a quote), share (0 to 1), times (the share
    divided by the actor's share in all outlets together), low and high (95% interval over articles, missing below five).
    The interval is that of a ratio over clusters (Cochran, Sampling Techniques, 1977, chapter 6).
    """
    table = ask(
        library,
        "quotes",
        filters.whole(),
        "WITH each AS (SELECT outlet, article, coalesce(sum(words) FILTER (actor = speaker), 0) AS own, sum(words) AS n,"
        f" count(*) FILTER (actor = speaker) AS quotes FROM {{rows}} LEFT JOIN {ACTOR} AS a(speaker) ON true"
        " WHERE outlet IS NOT NULL GROUP BY outlet, article), sums AS (SELECT outlet,"
        " sum(quotes)::BIGINT AS quotes, sum(own)::BIGINT AS words, sum(n)::BIGINT AS all_words,"
        " count(*) AS articles, sum(own * own)::DOUBLE AS tt, sum(own * n)::DOUBLE AS tn, sum(n * n)::DOUBLE AS nn"
        " FROM each GROUP BY outlet)"
        " SELECT o.name AS outlet, sums.* EXCLUDE (outlet) FROM sums JOIN counted_outlets AS o USING (outlet) ORDER BY o.name",
        [actor],
    )
    whole = max(int(table["all_words"].sum()), 1)
    overall = int(table["words"].sum()) / whole
    share = table["words"] / table["all_words"].clip(lower=1)
    spread = (table["tt"] - 2 * share * table["tn"] + share * share * table["nn"]).clip(lower=0)
    half = Z95 * (spread * table["articles"] / (table["articles"] - 1).clip(lower=1)) ** 0.5 / table["all_words"].clip(lower=1)
    enough = table["articles"] >= SMALLEST_N
    table["share"] = share
    table["times"] = share / overall if overall else float("nan")
    table["low"] = (share - half).clip(lower=0).where(enough)
    table["high"] = (share + half).clip(upper=1).where(enough)
    return table.drop(columns=["tt", "tn", "nn"]).sort_values("share", ascending=False, kind="stable").reset_index(drop=True)


def quoted_with(library: Library, filters: Filters, actor: str, limit: int = 10) -> pd.DataFrame:
    """Count the articles that quote the actor and another speaker, most articles first, at most ``limit`` speakers.

    Columns: actor (id of the other), name, articles (that quote both), quotes (by the other in these articles).
    """
    rows, params = rows_of(library, "quotes", filters.whole())
    return library.count(
        f"WITH r AS NOT MATERIALIZED ({rows}), own AS (SELECT DISTINCT article FROM r WHERE actor IN {ACTOR}),"
        " each AS (SELECT actor, count(DISTINCT article) AS articles, count(*) AS quotes FROM r SEMI JOIN own USING (article)"
        " GROUP BY actor) SELECT a.id AS actor, a.name, articles, quotes FROM each JOIN counted_actors AS a USING (actor)"
        f" WHERE a.id <> ? ORDER BY articles DESC, quotes DESC, a.name, a.id LIMIT {int(limit)}",
        [*params, actor, actor],
    )


def headlines(library: Library, filters: Filters, actor: str, limit: int = 100) -> pd.DataFrame:
    """List the newest articles whose headline names the actor, at most ``limit``.

    Columns: published, outlet, title, words, article_id.
    """
    rows, params = rows_of(library, "mentions", filters.whole())
    return library.count(
        "SELECT a.published, a.outlet, a.title, a.words, a.article_id FROM articles AS a JOIN counted_articles AS c"
        f" USING (article_id) WHERE c.article IN (SELECT m.article FROM ({rows}) AS m WHERE m.actor IN {ACTOR} AND m.in_title)"
        f" ORDER BY c.newest LIMIT {int(limit)}",
        [*params, actor],
    )


def roles(library: Library, filters: Filters, actor: str, period: str) -> pd.DataFrame:
    """Count the quotes of the actor in which articles give it a role, by role and period, whatever actors the filters have.

    Columns: role (as most often written; upper and lower case and a leading article are the same), period (first day, missing for
    undated quotes), quotes, articles. The most frequent role first, each in the order of time.
    """
    rows, params = rows_of(library, "quotes", filters.whole())
    found = library.count(
        f"WITH given AS (SELECT r.article, {first_day(period).replace('day)', 'r.day)')} AS period, q.role AS written,"
        f" lower(regexp_replace(q.role, '^(?:the|a|an) ', '', 'i')) AS role"
        f" FROM ({rows}) AS r JOIN counted_articles AS c USING (article)"
        f" JOIN quotes AS q ON q.article_id = c.article_id AND q.quote = r.quote WHERE r.actor IN {ACTOR} AND q.role IS NOT NULL),"
        " each AS (SELECT role, mode(written ORDER BY written) AS written, count(*) AS total FROM given GROUP BY role)"
        " SELECT e.written AS role, period, count(*) AS quotes, count(DISTINCT article) AS articles FROM given"
        " JOIN each AS e USING (role)"
        " GROUP BY role, e.written, e.total, period ORDER BY e.total DESC, role, period NULLS LAST",
        [*params, actor],
    )
    found["period"] = pd.Series([day(value) for value in found["period"]], dtype="object")
    return found


def tone_by_and_about(library: Library, filters: Filters, actor: str) -> pd.DataFrame:
    """Measure the tone of the actor's own quotes, and of quotes by others that name it.

    Columns as those of `tone.quote_tone_by`; key is ``by`` or ``about``. Rows without a quote are left out.
    """
    by = means(library, "quotes", filters._replace(actors=(actor,), role="speaker", types=()), "'by'")
    about = means(library, "quotes", filters.whole()._replace(about=(actor,)), "'about'")
    return pd.concat([by, about], ignore_index=True)
