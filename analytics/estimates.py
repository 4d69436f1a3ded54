"""The tone toward an actor over a library: an estimate a mention, its means with n, coverage and intervals over articles.

`mentions.tone` is the model's probability that the sentence stands well to the actor less the probability that it stands badly
(`analytics.sentiment.toward`). It is another measure than VADER's, and the two are never put into one mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

from analytics.asking import ask, day, first_day, marks, periods, reach
from analytics.library import Library
from analytics.selection import Filters
from analytics.tones import means

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
