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

_VALUES = {
    "gender": "CASE WHEN q.gender_from = 'article' THEN q.gender END",
    "role": "coalesce(q.role, q.described_as)",
    "organisation": "CASE WHEN n.type = 'organisation' THEN n.name ELSE q.spoken_for END",
    "country": "CASE n.type WHEN 'country' THEN '=' || n.name"
    " WHEN 'organisation' THEN n.name ELSE coalesce(q.role, q.described_as) END",
}
"""For each group, the SQL of what an article shows of the speaker of quote ``q`` by actor ``n``; = marks a country's name."""

_GROUPS: dict[str, Callable[[str], str]] = {
    "gender": source_groups.gender,
    "role": source_groups.role_class,
    "organisation": source_groups.organisation_type,
    "country": lambda value: value[1:] if value.startswith("=") else source_groups.country(value),
}
BY = tuple(_VALUES)
OF = ("quotes", "words")
PARTS = ("outlet", "kind", "day", "week", "month")
_OPINION = "opinion|comment|commentisfree|editorials?|columns?|columnists|letters|blogs?"
_KIND = (
    f"CASE WHEN regexp_matches(a.url, '/(?:{_OPINION})/', 'i')"
    " OR regexp_matches(a.title, '^(?:opinion|comment|editorial|column|letter)s?\\s*[:|]', 'i') THEN 'opinion'"
    " WHEN a.agency IS NOT NULL OR a.duplicate_of IS NOT NULL OR c.wire > 0 THEN 'agency story' ELSE 'other articles' END"
)
"""The kind of an article, as far as its address, headline and dateline show it."""


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
    rows = _grouped(library, filters, by)
    condition = f'(article, quote) IN (SELECT (article, quote) FROM {rows} WHERE "group" = ?)'
    return select_where(library, "quotes", condition, [group], columns, ("-confidence",), limit)


def _counted(library: Library, filters: Filters, by: str, of: str, part: str) -> pd.DataFrame:
    """Count by part and group: the columns of both tables."""
    require("of", of, OF)
    weight = "1" if of == "quotes" else "words"
    found = library.count(
        f'WITH each AS (SELECT {part} AS part, "group", article, count(*) AS quotes, sum(words) AS words, sum({weight}) AS own'
        f" FROM {_grouped(library, filters, by)} WHERE {part} IS NOT NULL GROUP BY ALL),"
        " known AS (SELECT part, article, sum(own) AS n, sum(quotes) AS quotes, sum(words) AS words FROM each"
        ' WHERE "group" <> $unknown GROUP BY ALL),'
        " parts AS (SELECT part, count(*) AS number, sum(n)::DOUBLE AS n, sum(n * n)::DOUBLE AS nn, sum(quotes)::BIGINT AS known,"
        " sum(words)::BIGINT AS known_words FROM known GROUP BY part),"
        " whole AS (SELECT part, sum(quotes)::BIGINT AS all_quotes FROM each GROUP BY part)"
        ' SELECT e.part, e."group", sum(e.quotes)::BIGINT AS quotes, sum(e.words)::BIGINT AS words, count(*) AS articles,'
        " sum(e.own)::DOUBLE AS own, sum(e.own * e.own)::DOUBLE AS tt, sum(e.own * k.n)::DOUBLE AS tn,"
        " any_value(p.number) AS number, any_value(p.n) AS n, any_value(p.nn) AS nn, coalesce(any_value(p.known), 0) AS known,"
        " coalesce(any_value(p.known_words), 0) AS known_words, any_value(w.all_quotes) AS all_quotes FROM each AS e"
        " JOIN whole AS w USING (part) LEFT JOIN parts AS p USING (part)"
        " LEFT JOIN known AS k ON k.part = e.part AND k.article = e.article"
        ' GROUP BY e.part, e."group" ORDER BY e.part, e."group"',
        {"unknown": UNKNOWN},
    )
    found = found.astype(dict.fromkeys(("own", "tt", "tn", "number", "n", "nn"), "float64"))
    is_known = found["group"] != UNKNOWN
    share = (found["own"] / found["n"]).where(is_known)
    spread = (found["tt"] - 2 * share * found["tn"] + share * share * found["nn"]).clip(lower=0)
    half = (Z95 * (spread * found["number"] / (found["number"] - 1)) ** 0.5 / found["n"]).where(found["number"] >= SMALLEST_N)
    return found.assign(share=share, low=(share - half).clip(lower=0.0), high=(share + half).clip(upper=1.0))


def _grouped(library: Library, filters: Filters, by: str) -> str:
    """Return the name of a table of the selected quotes: article, quote, words, day, outlet, kind of the article, group."""
    stated = facts.about_actors(library, by) if by in facts.columns(library) else None
    if by not in BY and stated is None:
        raise ValueError(f"by {by!r} is unknown. Expected {', '.join(dimensions(library))}.")
    rows, params = rows_of(library, "quotes", filters)
    picked = library.keep(
        f"SELECT r.article, r.quote, r.words, r.day, o.name AS outlet, n.id AS actor, {_KIND} AS kind,"
        f" {_VALUES.get(by, 'NULL::VARCHAR')} AS value FROM ({rows}) AS r JOIN counted_articles AS c USING (article)"
        " LEFT JOIN counted_outlets AS o ON o.outlet = r.outlet LEFT JOIN counted_actors AS n ON n.actor = r.actor"
        " JOIN articles AS a ON a.article_id = c.article_id JOIN quotes AS q ON q.article_id = c.article_id AND q.quote = r.quote",
        params,
    )
    group = _GROUPS.get(by, str)
    values = library.count(f"SELECT DISTINCT value FROM {picked} WHERE value IS NOT NULL ORDER BY value")["value"].tolist()
    bound: list[Any] = [values, [group(value) for value in values]]
    shown, joined = "g.name", "LEFT JOIN (SELECT unnest(?::VARCHAR[]) AS value, unnest(?::VARCHAR[]) AS name) AS g USING (value)"
    if stated is not None and len(stated):
        shown = "coalesce(f.name, g.name)"
        joined += (
            " LEFT JOIN (SELECT article, quote, max_by(s.name, s.n) AS name FROM "
            f"{picked} AS p JOIN (SELECT unnest(?::VARCHAR[]) AS actor, unnest(?::DATE[]) AS since, unnest(?::DATE[]) AS until,"
            " unnest(?::VARCHAR[]) AS name, unnest(?::INT[]) AS n) AS s ON s.actor = p.actor"
            " AND (s.since IS NULL OR p.day >= s.since)"
            " AND (s.until IS NULL OR p.day <= s.until) GROUP BY ALL) AS f ON f.article = p.article AND f.quote = p.quote"
        )
        days = [[None if pd.isna(day) else str(day)[:10] for day in stated[name]] for name in ("since", "until")]
        bound += [stated["actor"].tolist(), *days, [_stated(by, str(value)) for value in stated["value"]], stated["n"].tolist()]
    found = library.keep(
        f"SELECT p.article, p.quote, p.words, p.day, p.outlet, p.kind, coalesce({shown}, '{UNKNOWN}') AS \"group\""
        f" FROM {picked} AS p {joined}",
        bound,
    )
    assert found is not None
    return found


def _stated(by: str, value: str) -> str:
    """Return the group of a value of the user's facts: as of an article where that is known, else the value itself."""
    found = _GROUPS.get(by, str)(value)
    return value if found in (UNKNOWN, *source_groups.OTHERS) else found
