"""What is near one actor: the actors that the same articles and sentences name."""

from __future__ import annotations

import pandas as pd

from analytics.library import Library
from analytics.queries.base import rows_of
from analytics.queries.conditions import ACTOR
from analytics.queries.filters import Filters
from analytics.queries.pairs import count_pairs


def named_with(library: Library, filters: Filters, actor: str, limit: int = 12) -> pd.DataFrame:
    """Count pairs of an actor and the ``limit`` actors that most articles name with it, whatever actors the filters have.

    Columns as those of `pairs.together`; pairs among the other actors are included, counted in the articles that name the actor.
    """
    rows, params = rows_of(library, "mentions", filters.whole())
    own = f"SELECT article FROM counted_named WHERE actor IN {ACTOR}"
    near = f"SELECT * FROM ({rows}) WHERE article IN ({own})"
    top = library.count(
        f"WITH each AS (SELECT actor, count(DISTINCT article) AS articles, count(*) AS n FROM ({near}) GROUP BY actor)"
        " SELECT a.id AS actor, a.name FROM each JOIN counted_actors AS a USING (actor)"
        f" ORDER BY (a.id = ?) DESC, articles DESC, n DESC, a.name, a.id LIMIT {int(limit) + 1}",
        [*params, actor, actor],
    )
    names = dict(zip(top["actor"], top["name"], strict=True))
    return count_pairs(library, names, near, [*params, actor])
