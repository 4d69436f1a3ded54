"""Filters as conditions in SQL, the only place where they become one."""

from __future__ import annotations

from typing import Any, NamedTuple

from analytics.library import Library
from analytics.queries import search
from analytics.queries.filters import KEYS, ROLES, TABLES, WIRE, Filters, require


class Where(NamedTuple):
    """A condition on the rows of a counted table, and the values that it binds."""

    sql: str
    params: list[Any]


ACTORS = "(SELECT actor FROM counted_actors WHERE list_contains(?::VARCHAR[], id))"
"""The numbers of the actors whose ids are bound as a list."""

ACTOR = "(SELECT actor FROM counted_actors WHERE id = ?)"
"""The number of the actor whose id is bound."""

OUTLETS = "(SELECT outlet FROM counted_outlets WHERE list_contains(?::VARCHAR[], name))"
"""The numbers of the outlets whose names are bound as a list."""

_QUOTED = f"FROM counted_quotes WHERE actor IN {ACTORS}"
_NAMED = f"FROM counted_mentions WHERE actor IN {ACTORS}"
_BY_ACTOR: dict[str, dict[str, str]] = {
    "articles": {"speaker": f"article IN (SELECT article {_QUOTED})", "mentioned": f"article IN (SELECT article {_NAMED})"},
    "sentences": {
        "speaker": (
            "(article, sentence) IN (SELECT (article, sentence) FROM counted_overlaps"
            f" WHERE (article, quote) IN (SELECT (article, quote) {_QUOTED}))"
        ),
        "mentioned": f"(article, sentence) IN (SELECT (article, sentence) {_NAMED})",
    },
    "quotes": {
        "speaker": f"actor IN {ACTORS}",
        "mentioned": f"(article, quote) IN (SELECT (article, quote) {_NAMED} AND quote IS NOT NULL)",
    },
    "mentions": {
        "speaker": f"(quote IS NOT NULL AND (article, quote) IN (SELECT (article, quote) {_QUOTED}))",
        "mentioned": f"actor IN {ACTORS}",
    },
}
"""For each table and role, the condition that actors speak in a row, or are named in it; either of the two joins both by OR."""

_QUOTES_ABOUT = (
    "(SELECT m.article, m.quote FROM counted_mentions AS m JOIN counted_quotes AS q ON q.article = m.article AND q.quote = m.quote"
    f" WHERE m.actor IN {ACTORS} AND q.actor IS DISTINCT FROM m.actor)"
)
_ABOUT = {
    "articles": f"article IN (SELECT article FROM {_QUOTES_ABOUT})",
    "sentences": (
        "(article, sentence) IN (SELECT (article, sentence) FROM counted_overlaps"
        f" WHERE (article, quote) IN (SELECT (article, quote) FROM {_QUOTES_ABOUT}))"
    ),
    "quotes": f"(article, quote) IN (SELECT (article, quote) FROM {_QUOTES_ABOUT})",
    "mentions": f"(quote IS NOT NULL AND (article, quote) IN (SELECT (article, quote) FROM {_QUOTES_ABOUT}))",
}
"""For each table, the condition that a row contains a quote about one of some actors that is not the actor's own."""

_OCCURS = {
    "speaker": f"SELECT article, actor {_QUOTED}",
    "mentioned": f"SELECT article, actor {_NAMED}",
    "either": f"SELECT article, actor {_QUOTED} UNION ALL SELECT article, actor {_NAMED}",
}
"""For each role, the query of the articles in which actors have it."""

_OWN = {"quotes": "speaker", "mentions": "mentioned"}
"""For quotes and mentions, the role that ``own`` means; for articles and sentences it means either."""


def text_of(row: str) -> str:
    """Return the SQL of the text in which a row's offsets count: the title or the text of the article ``a``."""
    return f"(CASE WHEN {row}.in_title THEN a.title ELSE a.text END)"


_TEXTS = {
    "articles": ("a.title", "a.text"),
    "sentences": (f'substring({text_of("s")}, s.start + 1, s."end" - s.start)',),
    "quotes": ("q.text",),
    "mentions": ("a.title", "a.text"),
}
_SEARCHED = {
    "articles": "SELECT c.article FROM articles AS a JOIN counted_articles AS c USING (article_id)",
    "sentences": (
        "SELECT c.article, s.sentence::INT AS sentence FROM sentences AS s JOIN articles AS a USING (article_id)"
        " JOIN counted_articles AS c USING (article_id)"
    ),
    "quotes": "SELECT c.article, q.quote::INT AS quote FROM quotes_found AS q JOIN counted_articles AS c USING (article_id)",
    "mentions": "SELECT c.article FROM articles AS a JOIN counted_articles AS c USING (article_id)",
}
"""For each table, the texts that are searched for words, and the query of the rows to search; its answer is kept."""


def where(library: Library | None, table: str, filters: Filters) -> Where:
    """Return the condition that filters set on the rows of ``counted_<table>``; every value is bound, none is written into the SQL.

    A filter by date leaves out articles without one. Words are searched for in the texts of the library, once, and the matching
    rows are kept as a table. Raises ValueError for an unknown table, role or wire.

    >>> where(None, "quotes", Filters(kinds=("direct",), min_confidence=0.5))  # the library is needed for words only
    Where(sql='list_contains(?::VARCHAR[], kind) AND confidence >= ?', params=[['direct'], 0.5])
    """
    require("table", table, tuple(TABLES))
    require("role", filters.role, ROLES)
    require("wire", filters.wire, WIRE)
    conditions: list[str] = []
    params: list[Any] = []

    def add(condition: str, *values: Any) -> None:
        conditions.append(condition)
        params.extend(values)

    if filters.actors:
        role = _OWN.get(table, "either") if filters.role == "own" else filters.role
        chosen = list(_BY_ACTOR[table].values()) if role == "either" else [_BY_ACTOR[table][role]]
        add(f"({' OR '.join(chosen)})", *[list(filters.actors)] * len(chosen))
        if filters.together and len(set(filters.actors)) > 1:
            occurs = _OCCURS["either" if filters.role == "own" else filters.role]
            add(
                f"article IN (SELECT article FROM ({occurs}) GROUP BY article HAVING count(DISTINCT actor) >= ?)",
                *[list(filters.actors)] * occurs.count("?"),
                len(set(filters.actors)),
            )
    if filters.since:
        add("day >= ?", filters.since)
    if filters.until:
        add("day <= ?", filters.until)
    if filters.outlets:
        add(f"outlet IN {OUTLETS}", list(filters.outlets))
    if filters.kinds and table == "quotes":
        add("list_contains(?::VARCHAR[], kind)", list(filters.kinds))
    if filters.strengths and table == "quotes":
        add("list_contains(?::VARCHAR[], strength)", list(filters.strengths))
    if filters.types and table in ("quotes", "mentions"):
        add("actor IN (SELECT actor FROM counted_actors WHERE list_contains(?::VARCHAR[], type))", list(filters.types))
    if filters.words.strip():
        key = ", ".join(("article", *KEYS[table])) if table in ("sentences", "quotes") else "article"
        add(f"({key}) IN (SELECT ({key}) FROM {_matching(library, table, filters.words)})")
    if filters.min_confidence > 0 and table == "quotes":
        add("confidence >= ?", filters.min_confidence)
    if filters.about:
        add(_ABOUT[table], list(filters.about))
    if filters.wire != "all":
        add("wire <= ?", 0 if filters.wire == "once" else 1)
    return Where(" AND ".join(conditions) or "true", params)


def is_of_articles(filters: Filters) -> bool:
    """Whether the filters take, of an actor's mentions in an article, all or none: then counts by article are enough."""
    return not filters.about and (not filters.actors or filters.role in ("own", "mentioned"))


def _matching(library: Library | None, table: str, words: str) -> str:
    """Return the name of a table with the keys of all rows that match a query of words."""
    assert library is not None, "words can be searched for in a library only"
    condition, params = search.condition(words, _TEXTS[table])
    if table == "sentences":  # few articles contain the words, so only their sentences are cut out and searched
        in_article, values = search.condition(words, ("a.title", "a.text"), loose=True)
        condition, params = f"{in_article} AND {condition}", [*values, *params]
    return str(library.keep(f"{_SEARCHED[table]} WHERE {condition}", params))
