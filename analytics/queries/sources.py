"""Who the sources are: quotes by what articles show of their speakers, and by the facts that the user adds about actors.

`source_groups` has the groups: gender, role class, type of organisation, country. A fact counts instead of what the article shows.
Shares are of the quotes whose speaker's group is known, with 95% intervals that have articles as units (Cochran, Sampling
Techniques, 1977, chapter 6); they are missing below five articles.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd

from analytics.intervals import Z95
from analytics.library import Library, facts
from analytics.queries import source_groups
from analytics.queries.base import first_day, periods, reach, rows_of
from analytics.queries.filters import Filters, require
from analytics.queries.rows import select_where
from analytics.queries.source_groups import UNKNOWN
from analytics.queries.tone import SMALLEST_N

_CODES = {
    "gender": "-r.gender",
    "role": "-r.described",
    "organisation": "CASE WHEN n.type = 'organisation' THEN r.actor ELSE -r.spoken_for END",
    "country": "CASE WHEN n.type IN ('country', 'organisation') THEN r.actor ELSE -r.described END",
}
"""For each group, what an article shows of the speaker of the counted quote ``r`` by actor ``n``: an actor, or minus a text."""

_GROUPS: dict[str, Callable[[str], str]] = {
    "gender": source_groups.gender,
    "role": source_groups.role_class,
    "organisation": source_groups.organisation_type,
    "country": lambda value: value[1:] if value.startswith("=") else source_groups.country(value),
}
BY = tuple(_CODES)
OF = ("quotes", "words")
PARTS = ("outlet", "kind", "day", "week", "month")


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
    """A row of `sources_by`: a group's quotes in one outlet, kind of article or period, and its share of the known ones there.

    ``known`` and ``all_quotes`` are those of the part; ``words`` and ``known_words`` count quoted words in the same way.
    """

    part: str
    group: str
    quotes: int
    known: int
    all_quotes: int
    share: float
    words: int
    known_words: int
    low: float
    high: float


def dimensions(library: Library) -> tuple[str, ...]:
    """Return by what speakers can be grouped: the built-in groups, then the columns of the user's facts."""
    return tuple(dict.fromkeys((*BY, *facts.columns(library))))


def sources(library: Library, filters: Filters, by: str, of: str = "quotes") -> pd.DataFrame:
    """Count quotes by a group of their speakers, most quotes first, speakers not shown last.

    ``by`` is one of `dimensions`. Columns: those of `SourceRow`. ``share`` is part of the quotes (or, with ``of`` "words", of the
    quoted words) whose group is known; it is missing for the unknown.
    """
    found = _counted(library, filters, by, of, "''")
    found = found.assign(last=found["group"] == UNKNOWN)
    found = found.sort_values(["last", "quotes", "group"], ascending=[True, False, True], kind="stable").reset_index(drop=True)
    return found[list(SourceRow._fields)]


def sources_by(library: Library, filters: Filters, by: str, part: str, of: str = "quotes") -> pd.DataFrame:
    """Count quotes by a group of their speakers in each outlet, kind of article ("kind") or period ("day", "week", "month").

    Columns: those of `SourceInPart`. Quotes without an outlet or a date are left out.
    """
    require("part", part, PARTS)
    found = _counted(library, filters, by, of, {"outlet": "outlet", "kind": "kind"}.get(part) or f"{first_day(part)}::VARCHAR")
    return found[found["group"] != UNKNOWN].reset_index(drop=True)[list(SourceInPart._fields)]


def sources_over_time(library: Library, filters: Filters, by: str, period: str, of: str = "quotes") -> pd.DataFrame:
    """Count quotes by a group of their speakers in each period within `base.reach`, one row per period and group, empty ones too.

    Columns: those of `SourceInPart`, in the order of the groups' quotes; share is missing in a period without a known group.
    """
    found = sources_by(library, filters, by, period, of)
    found["part"] = found["part"].str[:10]
    span = [day.isoformat() for day in periods(*reach(library, filters), period)] if len(found) else []
    groups = found.groupby("group")["quotes"].sum().sort_values(ascending=False, kind="stable").index
    whole = found.drop_duplicates("part").set_index("part")[["known", "all_quotes", "known_words"]].reindex(span, fill_value=0)
    index = pd.MultiIndex.from_product([groups, span], names=["group", "part"])
    table = found.set_index(["group", "part"])[["quotes", "words", "share", "low", "high"]].reindex(index).reset_index()
    table = table.join(whole, on="part").fillna({"quotes": 0, "words": 0}).astype({"quotes": "int64", "words": "int64"})
    table["share"] = table["share"].fillna(0.0).where(table["known"] > 0)
    return table[list(SourceInPart._fields)]


def quotes_of(
    library: Library, filters: Filters, by: str, group: str, columns: tuple[str, ...] | None = None, limit: int | None = None
) -> pd.DataFrame:
    """Return the quotes whose speakers are of a group, the surest first: the evidence of a share. Columns: as `rows.select`."""
    rows, params, names = _grouped(library, filters, by)
    numbers = [number for number, name in enumerate(names) if name == group]
    condition = f'(article, quote) IN (SELECT (article, quote) FROM ({rows}) WHERE list_contains(?::INT[], "group"))'
    return select_where(library, "quotes", condition, [*params, numbers], columns, ("-confidence",), limit)


def _counted(library: Library, filters: Filters, by: str, of: str, part: str) -> pd.DataFrame:
    """Count by part and group: the columns of both tables."""
    require("of", of, OF)
    weight = "1" if of == "quotes" else "words"
    rows, params, names = _grouped(library, filters, by)
    outlet = "JOIN counted_outlets AS o ON o.outlet = e.part" if part == "outlet" else ""
    found = library.count(
        f'WITH each AS MATERIALIZED (SELECT {part} AS part, "group", article, count(*) AS quotes, sum(words) AS words,'
        f" sum({weight}) AS own FROM ({rows}) WHERE {part} IS NOT NULL GROUP BY ALL),"
        " known AS (SELECT part, article, sum(own) AS n, sum(quotes) AS quotes, sum(words) AS words FROM each"
        ' WHERE "group" > 0 GROUP BY ALL),'
        " parts AS (SELECT part, count(*) AS number, sum(n)::DOUBLE AS n, sum(n * n)::DOUBLE AS nn, sum(quotes)::BIGINT AS known,"
        " sum(words)::BIGINT AS known_words FROM known GROUP BY part),"
        " whole AS (SELECT part, sum(quotes)::BIGINT AS all_quotes FROM each GROUP BY part),"
        ' sums AS (SELECT e.part, e."group", sum(e.quotes)::BIGINT AS quotes, sum(e.words)::BIGINT AS words, count(*) AS articles,'
        " sum(e.own)::DOUBLE AS own, sum(e.own * e.own)::DOUBLE AS tt, sum(e.own * k.n)::DOUBLE AS tn,"
        " any_value(p.number) AS number, any_value(p.n) AS n, any_value(p.nn) AS nn, coalesce(any_value(p.known), 0) AS known,"
        " coalesce(any_value(p.known_words), 0) AS known_words, any_value(w.all_quotes) AS all_quotes FROM each AS e"
        " JOIN whole AS w USING (part) LEFT JOIN parts AS p USING (part)"
        " LEFT JOIN known AS k ON k.part = e.part AND k.article = e.article"
        ' GROUP BY e.part, e."group")'
        f" SELECT e.* REPLACE ({'o.name' if outlet else 'e.part'} AS part) FROM sums AS e {outlet}",
        params,
    )
    found["group"] = pd.Series([names[number] for number in found["group"]], dtype="str")
    found = found.sort_values(["part", "group"], kind="stable", ignore_index=True)
    found = found.astype(dict.fromkeys(("own", "tt", "tn", "number", "n", "nn"), "float64"))
    is_known = found["group"] != UNKNOWN
    share = (found["own"] / found["n"]).where(is_known)
    spread = (found["tt"] - 2 * share * found["tn"] + share * share * found["nn"]).clip(lower=0)
    half = (Z95 * (spread * found["number"] / (found["number"] - 1)) ** 0.5 / found["n"]).where(found["number"] >= SMALLEST_N)
    return found.assign(share=share, low=(share - half).clip(lower=0.0), high=(share + half).clip(upper=1.0))


def _grouped(library: Library, filters: Filters, by: str) -> tuple[str, list[Any], list[str]]:
    """Return the SQL of the selected quotes (article, quote, words, day, outlet, kind of the article, number of the group), the
    values that it binds, and the names of the groups; 0 is unknown."""
    stated = facts.about_actors(library, by) if by in facts.columns(library) else None
    if by not in BY and stated is None:
        raise ValueError(f"by {by!r} is unknown. Expected {', '.join(dimensions(library))}.")
    rows, params = rows_of(library, "quotes", filters)
    code = _CODES.get(by, "NULL::INT")
    actor = " LEFT JOIN counted_actors AS n ON n.actor = r.actor" if "n." in code else ""
    codes, of_codes = _codes(library, f"SELECT DISTINCT {code} AS code FROM ({rows}) AS r{actor}", params, by)
    of_facts = [] if stated is None else [_stated(by, str(value)) for value in stated["value"]]
    names = list(dict.fromkeys((UNKNOWN, *of_codes, *of_facts)))
    numbers = {name: number for number, name in enumerate(names)}
    bound: list[Any] = [codes, [numbers[name] for name in of_codes]]
    groups = "(SELECT unnest(?::INT[]) AS code, unnest(?::INT[]) AS number)"
    shown = "coalesce(g.number, 0)"
    if stated is not None and len(stated):
        shown = "coalesce(f.number, g.number, 0)"
        about = (
            "(SELECT unnest(?::VARCHAR[]) AS id, unnest(?::DATE[]) AS since, unnest(?::DATE[]) AS until,"
            " unnest(?::INT[]) AS number, unnest(?::INT[]) AS n)"
        )
        actor += (
            f" LEFT JOIN (SELECT article, quote, max_by(s.number, s.n) AS number FROM ({rows}) AS p"
            f" JOIN counted_actors AS a USING (actor) JOIN {about} AS s ON s.id = a.id AND (s.since IS NULL OR p.day >= s.since)"
            " AND (s.until IS NULL OR p.day <= s.until) GROUP BY ALL) AS f ON f.article = r.article AND f.quote = r.quote"
        )
        days = [[None if pd.isna(day) else str(day)[:10] for day in stated[name]] for name in ("since", "until")]
        of = [stated["actor"].tolist(), *days, [numbers[name] for name in of_facts], stated["n"].tolist()]
        bound = [*params, *of, *bound]
    found = (
        f'SELECT r.article, r.quote, r.words, r.day, r.outlet, c.kind, {shown} AS "group" FROM ({rows}) AS r'
        f" JOIN counted_articles AS c USING (article){actor} LEFT JOIN {groups} AS g ON g.code = {code}"
    )
    return found, [*params, *bound], names


def _codes(library: Library, sql: str, params: list[Any], by: str) -> tuple[list[int], list[str]]:
    """Return the codes that occur, and the group of each."""
    found = library.count(
        f"SELECT code, CASE WHEN code < 0 THEN t.text WHEN a.type = 'country' THEN '=' || a.name ELSE a.name END AS value"
        f" FROM ({sql}) LEFT JOIN counted_texts AS t ON t.number = -code LEFT JOIN counted_actors AS a ON a.actor = code"
        " WHERE code IS NOT NULL ORDER BY code",
        params,
    )
    group = _GROUPS.get(by, str)
    return found["code"].tolist(), [group(str(value)) for value in found["value"]]


def _stated(by: str, value: str) -> str:
    """Return the group of a value of the user's facts: as of an article where that is known, else the value itself."""
    found = _GROUPS.get(by, str)(value)
    return value if found in (UNKNOWN, *source_groups.OTHERS) else found
