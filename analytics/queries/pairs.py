"""Counts of two actors: who is quoted about whom, and who is named together."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import pandas as pd

from analytics.library import Library
from analytics.queries.base import ask, most, rows_of
from analytics.queries.filters import Filters


def about(library: Library, filters: Filters, limit: int = 10) -> pd.DataFrame:
    """Count the quotes of one actor that name another.

    Columns: speaker and actor (ids), speaker_name, actor_name, quotes, articles. One row per pair of the ``limit`` speakers with
    the most such quotes and the ``limit`` actors that these name most often; in the order of the speakers, then of the quotes.
    """
    quotes, params = rows_of(library, "quotes", filters)
    return library.count(
        "WITH found AS (SELECT DISTINCT q.article, q.quote, q.actor AS speaker, m.actor"
        f"  FROM (SELECT article, quote, actor FROM ({quotes})) AS q"
        "  JOIN (SELECT article, quote, actor FROM counted_mentions WHERE quote IS NOT NULL) AS m USING (article, quote)"
        "  WHERE m.actor <> q.actor),"
        " pairs AS MATERIALIZED (SELECT speaker, actor, count(*) AS quotes, count(DISTINCT article) AS articles FROM found"
        "  GROUP BY ALL),"
        " speakers AS MATERIALIZED (SELECT t.speaker, t.total, a.id, a.name"
        "  FROM (SELECT speaker, sum(quotes)::BIGINT AS total FROM pairs GROUP BY speaker) AS t"
        f"  JOIN counted_actors AS a ON a.actor = t.speaker ORDER BY total DESC, a.id LIMIT {int(limit)}),"
        " named AS (SELECT t.actor, a.id, a.name"
        "  FROM (SELECT actor, sum(quotes) AS total FROM pairs SEMI JOIN speakers USING (speaker) GROUP BY actor) AS t"
        f"  JOIN counted_actors AS a USING (actor) ORDER BY total DESC, a.id LIMIT {int(limit)})"
        " SELECT s.id AS speaker, n.id AS actor, s.name AS speaker_name, n.name AS actor_name, quotes, articles FROM pairs"
        " JOIN speakers AS s USING (speaker) JOIN named AS n ON n.actor = pairs.actor"
        " ORDER BY total DESC, s.id, quotes DESC, n.id",
        params,
    )


def together(library: Library, filters: Filters, limit: int = 12) -> pd.DataFrame:
    """Count pairs of the ``limit`` most named actors that occur in one article, each pair once, most articles first.

    Columns: actor and other (ids), actor_name, other_name, articles (that name both), sentences (that name both).
    """
    sql = (
        "WITH each AS MATERIALIZED (SELECT actor, sum(mentions) AS n FROM {rows} WHERE actor IS NOT NULL GROUP BY actor),"
        f" top AS ({most('each', 'n', limit)}) SELECT a.id AS actor, a.name FROM top JOIN counted_actors AS a USING (actor)"
        f" ORDER BY n DESC, a.name, a.id LIMIT {int(limit)}"
    )
    top = ask(library, "named", filters, sql)
    names = dict(zip(top["actor"], top["name"], strict=True))
    return count_pairs(library, names, *rows_of(library, "mentions", filters.whole()))


def count_pairs(library: Library, names: dict[str, str], rows: str, params: Sequence[Any]) -> pd.DataFrame:
    """Count the articles and sentences that name two of some actors (names by id, at most 60); ``rows`` are mentions in SQL."""
    found = library.count(  # the actors of an article or sentence are a set of bits, one per actor; few different sets occur
        f"WITH top AS (SELECT actor, 1 << (list_position(?::VARCHAR[], id) - 1) AS bit FROM counted_actors"
        f"  WHERE list_contains(?::VARCHAR[], id)), near AS (SELECT article, sentence, bit_or(bit)::BIGINT AS who"
        f"  FROM ({rows}) JOIN top USING (actor) GROUP BY article, sentence),"
        " far AS (SELECT article, bit_or(who)::BIGINT AS who FROM near GROUP BY article)"
        " SELECT who, count(*) AS n, true AS whole FROM far GROUP BY who"
        " UNION ALL SELECT who, count(*), false FROM near GROUP BY who",
        [list(names), list(names), *params],
    )
    who, n, whole = (found[name].to_numpy() for name in ("who", "n", "whole"))
    bits = {actor: 1 << k for k, actor in enumerate(names)}
    pairs = []
    for a, b in itertools.combinations(sorted(names), 2):
        have = n * ((who & bits[a] > 0) & (who & bits[b] > 0))
        pairs.append((a, b, names[a], names[b], int(have[whole].sum()), int(have[~whole].sum())))
    table = pd.DataFrame(pairs, columns=["actor", "other", "actor_name", "other_name", "articles", "sentences"])
    texts = dict.fromkeys(("actor", "other", "actor_name", "other_name"), "str")
    kept = table[table["articles"] > 0].astype(texts | dict.fromkeys(("articles", "sentences"), "int64"))
    return kept.sort_values(["articles", "actor", "other"], ascending=[False, True, True], kind="stable").reset_index(drop=True)
