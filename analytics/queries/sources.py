"""Who the sources are: quotes by the speaker's gender as the article shows it, and by the class of the speaker's role."""

from __future__ import annotations

import csv
import functools
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import pandas as pd

from analytics.intervals import Z95
from analytics.library import Library
from analytics.queries.base import first_day, rows_of
from analytics.queries.filters import Filters
from analytics.queries.tone import SMALLEST_N

UNKNOWN, OTHER = "not shown", "other roles"
GENDERS = {"f": "women", "m": "men"}
BY = ("gender", "role")


class SourceRow(NamedTuple):
    """A row of `sources`: a group of speakers, its quotes and words, and its share of those of known groups with its interval."""

    group: str
    quotes: int
    words: int
    articles: int
    share: float
    low: float
    high: float


class SourceInPart(NamedTuple):
    """A row of `sources_by`: a group's quotes in one outlet or period, and its share of those of known groups there."""

    part: str
    group: str
    quotes: int
    known: int
    all_quotes: int
    share: float


def sources(library: Library, filters: Filters, by: str, of: str = "quotes") -> pd.DataFrame:
    """Count quotes by gender or by role class of their speakers, largest share first, speakers not shown last.

    Columns: those of `SourceRow`. ``share`` is part of the quotes (or, with ``of`` "words", of the quoted words) whose group is
    known; it is missing for the unknown. Intervals have articles as units (Cochran, Sampling Techniques, 1977, chapter 6) and are
    missing below five articles.
    """
    rows = _rows(library, filters, by)
    weight = rows["words"] if of == "words" else pd.Series(1, index=rows.index)
    rows = rows.assign(weight=weight.astype("float64"))
    known = rows[rows["group"] != UNKNOWN]
    whole = known.groupby("article")["weight"].sum()
    found = []
    for group, own in rows.groupby("group"):
        share, low, high = (float("nan"),) * 3
        if group != UNKNOWN and whole.sum():
            share, low, high = _share(own.groupby("article")["weight"].sum(), whole)
        found.append(SourceRow(str(group), len(own), int(own["words"].sum()), int(own["article"].nunique()), share, low, high))
    found.sort(key=lambda row: (row.group == UNKNOWN, -row.quotes, row.group))
    return pd.DataFrame(found, columns=list(SourceRow._fields))


def sources_by(library: Library, filters: Filters, by: str, part: str) -> pd.DataFrame:
    """Count quotes by gender or role class in each outlet (``part`` "outlet") or period ("day", "week", "month").

    Columns: those of `SourceInPart`; known and all_quotes are those of the part. Quotes without an outlet or a date are left out.
    """
    rows = _rows(library, filters, by, part)
    rows = rows[rows["part"].notna()]
    known = rows[rows["group"] != UNKNOWN]
    per_part, all_of = known.groupby("part").size(), rows.groupby("part").size()
    counted = known.groupby(["part", "group"]).size().reset_index(name="n")
    found = [
        SourceInPart(str(name), str(group), int(n), int(per_part[name]), int(all_of[name]), int(n) / int(per_part[name]))
        for name, group, n in counted.itertuples(index=False, name=None)
    ]
    return pd.DataFrame(found, columns=list(SourceInPart._fields))


def role_class(role: str | None) -> str:
    """Return the class of a role by its nouns, the last known one first; a table lists them (role_classes.csv).

    >>> role_class("Farm Minister"), role_class("a Delta Ferries spokesperson"), role_class("chief executive of the port")
    ('official', 'official', 'business')
    >>> role_class("keeper of bees"), role_class(None)
    ('other roles', 'not shown')
    """
    if not role:
        return UNKNOWN
    head = role.casefold().replace("’", "'").split(" of ", 1)[0].split(" for ", 1)[0].split(" at ", 1)[0]
    classes = _classes()
    for word in reversed(head.replace(",", " ").split()):
        for form in (word, word.removesuffix("s"), word.removesuffix("'s")):
            if form in classes:
                return classes[form]
    return OTHER


@functools.cache
def _classes() -> dict[str, str]:
    text = files("analytics.queries").joinpath("role_classes.csv").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for row in csv.DictReader(text.splitlines()):
        for noun in row["nouns"].split():
            found.setdefault(noun, row["class"])
    return found


def _rows(library: Library, filters: Filters, by: str, part: str = "") -> pd.DataFrame:
    """Return the selected quotes with article, words, group and part."""
    if by not in BY:
        raise ValueError(f"by {by!r} is unknown. Expected {' or '.join(BY)}.")
    rows, params = rows_of(library, "quotes", filters)
    of = "NULL" if not part else "r.outlet::VARCHAR" if part == "outlet" else first_day(part).replace("day)", "r.day)")
    value = "CASE WHEN q.gender_from = 'article' THEN q.gender END" if by == "gender" else "coalesce(q.role, q.described_as)"
    found = library.count(
        f"SELECT r.article, r.words, {value} AS value, {of} AS part FROM ({rows}) AS r"
        " JOIN counted_articles AS c USING (article) JOIN quotes AS q ON q.article_id = c.article_id AND q.quote = r.quote",
        params,
    )
    values = [None if pd.isna(v) else str(v) for v in found["value"]]
    found["group"] = [GENDERS.get(v or "", UNKNOWN) if by == "gender" else role_class(v) for v in values]
    return found.drop(columns="value")


def _share(own: pd.Series[float], whole: pd.Series[float]) -> tuple[float, float, float]:
    total = float(whole.sum())
    share = float(own.sum()) / total
    number = len(whole)
    if number < SMALLEST_N:
        return share, float("nan"), float("nan")
    residuals = own.reindex(whole.index, fill_value=0.0) - share * whole
    half = Z95 * (float(np.square(residuals).sum()) * number / (number - 1)) ** 0.5 / total
    return share, max(share - half, 0.0), min(share + half, 1.0)
