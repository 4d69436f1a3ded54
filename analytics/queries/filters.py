"""One place where a filter becomes SQL: pages, their CSVs and `quoteboard export` all ask here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from analytics.library import Library
from analytics.queries import search
from analytics.tables import columns as table_columns

ROLES = ("own", "speaker", "mentioned", "either")
WIRE = ("all", "outlet", "once")


class Filters(NamedTuple):
    """What to show. Empty, None and the defaults mean: no limit.

    ``actors`` are actor ids, ``role`` what they do: speak, are named, either, or by default what the row is about (``own``: quotes
    that they said, mentions of them, articles and sentences in which they do either); ``since`` and ``until`` are days, both
    included; ``words`` is a query of `search` that the quote, the sentence, or the article of a mention answers (one
    that cannot be read leaves no row); ``kinds`` and ``min_confidence`` are about quotes; ``wire="once"`` shows of a wire story
    only the article that came first, ``"outlet"`` the first of each outlet; ``about`` are ids of actors of whom somebody else's
    quote, or one in the row's article or sentence, has to speak; ``together`` leaves of several actors only the articles in which
    each of them does what ``role`` says.
    """

    actors: tuple[str, ...] = ()
    role: str = "own"
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    words: str = ""
    min_confidence: float = 0.0
    wire: str = "all"
    about: tuple[str, ...] = ()
    together: bool = False


class Where(NamedTuple):
    """A condition on the rows of a counted table, and the values that it binds."""

    sql: str
    params: list[Any]


_ACTOR, _ARTICLE = ("actor", "actor_name", "actor_type"), ("title", "outlet", "published", "url", "duplicate_of")
TABLES = {
    "articles": tuple(table_columns("articles")),
    "sentences": (*table_columns("sentences"), "text", *_ARTICLE),
    "quotes": (*table_columns("quotes"), *_ACTOR, *_ARTICLE),
    "mentions": (*table_columns("mentions"), *_ACTOR, *_ARTICLE),
}
"""The tables that filters select from, and their columns as they are shown: their own, the actor's and their article's."""

KEYS: dict[str, tuple[str, ...]] = {"articles": (), "sentences": ("sentence",), "quotes": ("quote",), "mentions": ("start", "end")}
"""What tells a row from the others of its article, and puts them in reading order."""

_SHARED = {
    "articles": ("words",),
    "sentences": ("sentence", "tone"),
    "quotes": ("quote", "confidence", "tone", "words"),
    "mentions": ("sentence", "start", "end", "quote", "tone"),
}
"""Columns of a table's own that its counted rows have too."""

_ACTORS = "(SELECT actor FROM counted_actors WHERE list_contains(?::VARCHAR[], actor::VARCHAR))"
_QUOTED = f"FROM counted_quotes WHERE actor IN {_ACTORS}"
_NAMED = f"FROM counted_mentions WHERE actor IN {_ACTORS}"
_BY_ACTOR: dict[str, dict[str, str]] = {
    "articles": {"speaker": f"article IN (SELECT article {_QUOTED})", "mentioned": f"article IN (SELECT article {_NAMED})"},
    "sentences": {
        "speaker": (
            "(article, sentence) IN (SELECT (article, sentence) FROM counted_told"
            f" WHERE (article, quote) IN (SELECT (article, quote) {_QUOTED}))"
        ),
        "mentioned": f"(article, sentence) IN (SELECT (article, sentence) {_NAMED})",
    },
    "quotes": {
        "speaker": f"actor IN {_ACTORS}",
        "mentioned": f"(article, quote) IN (SELECT (article, quote) {_NAMED} AND quote IS NOT NULL)",
    },
    "mentions": {
        "speaker": f"(quote IS NOT NULL AND (article, quote) IN (SELECT (article, quote) {_QUOTED}))",
        "mentioned": f"actor IN {_ACTORS}",
    },
}
"""What it means for a row that an actor speaks in it, or is named in it. Either is both."""

_SAID_OF = (
    "(SELECT m.article, m.quote FROM counted_mentions AS m JOIN counted_quotes AS q ON q.article = m.article AND q.quote = m.quote"
    f" WHERE m.actor IN {_ACTORS} AND q.actor IS DISTINCT FROM m.actor)"
)
_ABOUT = {
    "articles": f"article IN (SELECT article FROM {_SAID_OF})",
    "sentences": (
        "(article, sentence) IN (SELECT (article, sentence) FROM counted_told"
        f" WHERE (article, quote) IN (SELECT (article, quote) FROM {_SAID_OF}))"
    ),
    "quotes": f"(article, quote) IN (SELECT (article, quote) FROM {_SAID_OF})",
    "mentions": f"(quote IS NOT NULL AND (article, quote) IN (SELECT (article, quote) FROM {_SAID_OF}))",
}
"""What it means for a row that somebody speaks of an actor in it, in a quote that is not the actor's own."""

_OCCURS = {
    "speaker": f"SELECT article, actor {_QUOTED}",
    "mentioned": f"SELECT article, actor {_NAMED}",
    "either": f"SELECT article, actor {_QUOTED} UNION ALL SELECT article, actor {_NAMED}",
}
"""The articles in which actors speak, are named, or either."""

_OWN = {"quotes": "speaker", "mentions": "mentioned"}
"""The role that an actor has in the rows that are the actor's own; in articles and sentences, either."""

_HOLDS = {
    "articles": ("a.title", "a.text"),
    "sentences": ('substring(a.text, s.start + 1, s."end" - s.start)',),
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
"""Where words are looked for: in the texts themselves, once a query; what holds them is kept."""


def where(library: Library | None, table: str, filters: Filters) -> Where:
    """The condition that filters set on the rows of ``counted_<table>``; every value is bound, none is written into the SQL.

    Articles without a date are left out as soon as a date is asked for. Words are looked for in the texts of the library, once,
    and the rows that hold them kept as a table. Raises ValueError for an unknown table, role or wire.

    >>> where(None, "quotes", Filters(outlets=("The Quay",), min_confidence=0.5))  # it is asked for words alone
    Where(sql='list_contains(?::VARCHAR[], outlet::VARCHAR) AND confidence >= ?', params=[['The Quay'], 0.5])
    """
    _accept("table", table, tuple(TABLES))
    _accept("role", filters.role, ROLES)
    _accept("wire", filters.wire, WIRE)
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
        add("list_contains(?::VARCHAR[], outlet::VARCHAR)", list(filters.outlets))
    if filters.kinds and table == "quotes":
        add("list_contains(?::VARCHAR[], kind::VARCHAR)", list(filters.kinds))
    if filters.words.strip():
        key = ", ".join(("article", *KEYS[table])) if table in ("sentences", "quotes") else "article"
        add(f"({key}) IN (SELECT ({key}) FROM {_holding(library, table, filters.words)})")
    if filters.min_confidence > 0 and table == "quotes":
        add("confidence >= ?", filters.min_confidence)
    if filters.about:
        add(_ABOUT[table], list(filters.about))
    if filters.wire != "all":
        add("wire <= ?", 0 if filters.wire == "once" else 1)
    return Where(" AND ".join(conditions) or "true", params)


def _holding(library: Library | None, table: str, words: str) -> str:
    """The name of a table with the keys of all rows that answer a query of words."""
    assert library is not None, "words are looked for in a library"
    condition, params = search.condition(words, _HOLDS[table])
    if table == "sentences":  # few articles hold the words: of those alone the sentences are cut out and looked at
        loosely, values = search.condition(words, ("a.text",), loose=True)
        condition, params = f"{loosely} AND {condition}", [*values, *params]
    return str(library.keep(f"{_SEARCHED[table]} WHERE {condition}", params))


def select(
    library: Library,
    table: str,
    filters: Filters | None = None,
    columns: Sequence[str] | None = None,
    order: Sequence[str] | None = None,
    limit: int | None = None,
) -> pd.DataFrame:
    """The rows of a table that the filters leave, quotes and mentions with their article and their actor.

    ``columns`` are those to give, all by default; ``order`` names columns to sort by, with ``-`` before it for the greatest
    first. By default the newest come first, then in reading order; undated articles last. Raises ValueError for a column that
    is not there.
    """
    condition, params = where(library, table, filters or Filters())
    return _read(library, table, condition, params, columns, order, limit)


def rows_of_article(library: Library, table: str, article_id: str) -> pd.DataFrame:
    """All rows of a table that stand in one article, as `select` gives them, in reading order."""
    condition = "article IN (SELECT article FROM counted_articles WHERE article_id = ?)"
    return _read(library, table, condition, [article_id])


def row_at(library: Library, table: str, article_id: str, *key: int) -> Any:
    """One row by its article and what tells it from the others there (`KEYS`), as a named tuple; None where there is none."""
    condition = " AND ".join(
        ("article IN (SELECT article FROM counted_articles WHERE article_id = ?)", *(f'"{k}" = ?' for k in KEYS[table]))
    )
    return next(_read(library, table, condition, [article_id, *map(int, key)]).itertuples(index=False), None)


def _read(
    library: Library,
    table: str,
    condition: str,
    params: Sequence[Any],
    columns: Sequence[str] | None = None,
    order: Sequence[str] | None = None,
    limit: int | None = None,
) -> pd.DataFrame:
    """The rows of a table under a condition on the counted ones; texts are read of those alone."""
    known = TABLES[table]
    for name in [*(columns or ()), *(n.removeprefix("-") for n in order or ())]:
        _accept("column", name, known)
    chosen = tuple(columns or known)
    keys = [f'p."{key}"' for key in KEYS[table]]
    by = ["p.article"] if order is None else [*(_sorting(table, name) for name in order), "p.article_id"]
    sorting = ", ".join([*by, *keys])
    bound = f" LIMIT {int(limit)}" if limit is not None else ""
    picked = f"SELECT * FROM counted_{table} WHERE {condition}"
    if table != "articles":
        beside = "SELECT article, article_id, title, published FROM counted_articles"
        picked = f"SELECT r.*, c.* EXCLUDE (article) FROM ({picked}) AS r JOIN ({beside}) AS c USING (article)"
    if bound and not any(part.startswith(("w.", "a.")) for part in by):
        picked = f"SELECT * FROM ({picked}) AS p ORDER BY {sorting}{bound}"
    sources = [_source(table, name) for name in chosen]
    needed = " ".join([*sources, *by])
    joined = ""
    if "w." in needed:
        same = " AND ".join(f"w.{key} = p.{key}" for key in ("article_id", *(f'"{key}"' for key in KEYS[table])))
        joined += f" JOIN {table} AS w ON {same}"
    if "a." in needed:
        joined += " JOIN articles AS a ON a.article_id = p.article_id"
    listed = ", ".join(f'{source} AS "{name}"' for source, name in zip(sources, chosen, strict=True))
    found = library.count(f"SELECT {listed} FROM ({picked}) AS p{joined} ORDER BY {sorting}{bound}", list(params))
    return found.astype(
        {name: "Int64" for name, (kind, missing) in table_columns(table).items() if kind is int and missing and name in found}
    )


def _source(table: str, name: str) -> str:
    """Where a column comes from, in SQL: the picked rows ``p`` where these have it, else the whole row ``w``, its article ``a``."""
    if name in ("article_id", "published", "title"):
        return f"p.{name}"
    if name in ("outlet", *(_ACTOR if table in ("quotes", "mentions") else ())):
        return f"p.{name}::VARCHAR"
    if name in _SHARED[table]:
        return f'p."{name}"'
    if name in table_columns(table):
        return f'w."{name}"'
    return 'substring(a.text, w.start + 1, w."end" - w.start)' if (table, name) == ("sentences", "text") else f"a.{name}"


def _sorting(table: str, name: str) -> str:
    """A column to sort by, ``-`` before it for the greatest first; missing values come last."""
    return f"{_source(table, name.removeprefix('-'))} {'DESC' if name.startswith('-') else 'ASC'} NULLS LAST"


def export_rows(library: Library, table: str, filters: Filters | None = None) -> pd.DataFrame:
    """The rows of a table as they leave the house: what `select` gives; of actors, names and skipped the whole table, sorted."""
    if table in TABLES:
        return select(library, table, filters)
    _accept("table", table, (*TABLES, "actors", "names", "skipped"))
    return library.query(f"SELECT * FROM {table} ORDER BY ALL")


def find_actors(library: Library, asked: str) -> tuple[str, ...]:
    """The ids of the actors that a person may mean by an id, a name or a form of it (case aside); empty where none is known."""
    found = library.query(
        "SELECT DISTINCT actor FROM actors WHERE actor = $asked OR lower(name) = lower($asked)"
        " OR list_contains(list_transform(forms, lambda form: lower(form)), lower($asked)) ORDER BY actor",
        {"asked": asked},
    )
    return tuple(found["actor"])


def describe(filters: Filters, names: dict[str, str] | None = None) -> str:
    """What is shown, in words; ``names`` gives the actors' names for their ids.

    >>> describe(Filters(actors=("ada-quill",), role="speaker", since=date(2026, 1, 5)), {"ada-quill": "Ada Quill"})
    'said by Ada Quill; since 5 January 2026'
    >>> describe(Filters())
    'everything'
    """
    parts = []
    if filters.actors:
        who = _either([(names or {}).get(actor, actor) for actor in filters.actors])
        parts.append(
            {
                "own": f"quotes by and mentions of {who}",
                "either": f"with {who}",
                "speaker": f"said by {who}",
                "mentioned": f"naming {who}",
            }[filters.role]
        )
        if filters.together and len(set(filters.actors)) > 1:
            parts.append("in articles that have all of them")
    if filters.since and filters.until:
        parts.append(
            f"from {_day(filters.since)} to {_day(filters.until)}"
            if filters.since != filters.until
            else f"on {_day(filters.since)}"
        )
    elif filters.since or filters.until:
        parts.append(f"since {_day(filters.since)}" if filters.since else f"until {_day(filters.until)}")  # type: ignore[arg-type]
    if filters.outlets:
        parts.append(f"in {_either(filters.outlets)}")
    if filters.kinds:
        parts.append(f"{_either(filters.kinds)} quotes")
    if filters.words.strip():
        parts.append(f"with the words “{filters.words.strip()}”")
    if filters.min_confidence > 0:
        parts.append(f"quotes of confidence {filters.min_confidence:.2f} and more")
    if filters.about:
        parts.append(f"where others speak of {_either([(names or {}).get(actor, actor) for actor in filters.about])}")
    if filters.wire != "all":
        parts.append("wire stories once" if filters.wire == "once" else "wire stories once an outlet")
    return "; ".join(parts) or "everything"


def _accept(what: str, found: str, accepted: Sequence[str]) -> None:
    if found not in accepted:
        raise ValueError(f"{what} {found!r}; accepted: {', '.join(accepted)}")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _either(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
