"""What the numbers of a selection leave out: undated articles, articles without an outlet, unidentified speakers, wire copies."""

from __future__ import annotations

from typing import NamedTuple

from analytics.library import Library
from analytics.queries.base import ask, single
from analytics.queries.filters import Filters


class Missing(NamedTuple):
    """Counts of articles without a date or an outlet, of wire copies, of quotes by unidentified speakers, of skipped inputs."""

    undated: int
    no_outlet: int
    copies: int
    unidentified: int
    skipped: int


def missing(library: Library, filters: Filters) -> Missing:
    """Count what the numbers under the filters leave out. Skipped inputs are those of the whole library."""
    undated, no_outlet, copies = single(
        library, "articles", filters, "count(*) - count(day), count(*) - count(outlet), count(*) FILTER (wire > 0)"
    )
    (unidentified,) = single(library, "quotes", filters, "count(*) - count(actor)")
    skipped = library.query("SELECT count(*) AS n FROM skipped")["n"][0]
    return Missing(int(undated), int(no_outlet), int(copies), int(unidentified), int(skipped))


def dated_rows(library: Library, filters: Filters, table: str, actors: tuple[str, ...]) -> dict[str, int]:
    """Count the rows of a table (quotes or mentions) with a date, by actor, for some actors."""
    found = ask(
        library,
        table,
        filters,
        "SELECT id AS actor, count(day) AS n FROM {rows} JOIN counted_actors AS a USING (actor)"
        " WHERE list_contains(?::VARCHAR[], id) GROUP BY id",
        [list(actors)],
    )
    return {str(actor): int(n) for actor, n in zip(found["actor"], found["n"], strict=True)}
