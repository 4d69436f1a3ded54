"""What is near one actor: the actors that the same articles and sentences name."""

from __future__ import annotations

import pandas as pd

from analytics.library import Library
from analytics.queries.base import rows_of
from analytics.queries.filters import Filters
from analytics.queries.pairs import count_pairs


def named_with(library: Library, filters: Filters, actor: str, limit: int = 12) -> pd.DataFrame:
    """Count pairs of an actor and the ``limit`` actors that most articles name with it, whatever actors the filters have.

    Columns as those of `pairs.together`; pairs among the other actors are included, counted in the articles that name the actor.
    """
    rows, params = rows_of(library, "mentions", filters.whole())
    own = "SELECT article FROM counted_mentions WHERE actor::VARCHAR = ?"
    near = f"SELECT * FROM ({rows}) WHERE article IN ({own})"
    top = library.count(
        f"SELECT actor::VARCHAR AS actor, any_value(actor_name)::VARCHAR AS name FROM ({near}) WHERE actor IS NOT NULL"
        " GROUP BY actor ORDER BY (actor = ?) DESC, count(DISTINCT article) DESC, count(*) DESC, name, actor"
        f" LIMIT {int(limit) + 1}",
        [*params, actor, actor],
    )
    names = dict(zip(top["actor"], top["name"], strict=True))
    return count_pairs(library, names, near, [*params, actor])
