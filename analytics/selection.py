"""One place where a filter becomes SQL: pages, their CSVs and `quoteboard export` all ask here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

import pandas as pd

from analytics import search
from analytics.library import Library
from analytics.tables import columns as table_columns

ROLES = ("own", "speaker", "mentioned", "either")
WIRE = ("all", "outlet", "once")


class Filters(NamedTuple):
    """What to show. Empty, None and the defaults mean: no limit.

    ``actors`` are actor ids, ``role`` what they do: speak, are named, either, or by default what the row is about (``own``: quotes
    that they said, mentions of them, articles and sentences in which they do either); ``since`` and ``until`` are days, both
    included; ``words`` is a query of `analytics.search` that the quote, the sentence, or the article of a mention answers (one
    that cannot be read leaves no row); ``kinds`` and ``min_confidence`` are about quotes; ``wire="once"`` shows of a wire story
    only the article that came first, ``"outlet"`` the first of each outlet; ``about`` are ids of actors of whom somebody else's
    quote, or one in the row's article or sentence, has to speak.
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


class Where(NamedTuple):
    """A condition on the rows of `FROM`, and the values that it binds."""

    sql: str
    params: list[Any]


_SPEAKER = (
    "LEFT JOIN names AS speaker ON speaker.name = q.name AND speaker.type = q.speaker_type"
    " LEFT JOIN actors AS said ON said.actor = speaker.actor"
)
_MEANT = "LEFT JOIN names AS n ON n.name = m.name AND n.type = m.type LEFT JOIN actors AS known ON known.actor = n.actor"
FROM = {
    "articles": "articles AS a",
    "sentences": "sentences AS s JOIN articles AS a USING (article_id)",
    "quotes": f"quotes AS q JOIN articles AS a USING (article_id) {_SPEAKER}",
    "mentions": f"mentions AS m JOIN articles AS a USING (article_id) {_MEANT}",
}
"""The tables as they are asked: with their article, and the actor behind a name."""

_ARTICLE = "a.title, a.outlet, a.published, a.url, a.duplicate_of"
COLUMNS = {
    "articles": "a.*",
    "sentences": f's.*, substring(a.text, s.start + 1, s."end" - s.start) AS text, {_ARTICLE}',
    "quotes": f"q.*, said.actor AS actor, said.name AS actor_name, said.type AS actor_type, {_ARTICLE}",
    "mentions": f"m.*, known.actor AS actor, known.name AS actor_name, known.type AS actor_type, {_ARTICLE}",
}
_KEY = {"articles": (), "sentences": ("sentence",), "quotes": ("quote",), "mentions": ("start", "end", "name", "type")}

_QUOTED_BY = "SELECT 1 FROM quotes AS q2 JOIN names AS n2 ON n2.name = q2.name AND n2.type = q2.speaker_type"
_NAMED = "SELECT 1 FROM mentions AS m2 JOIN names AS n2 ON n2.name = m2.name AND n2.type = m2.type"
_BY_ACTOR: dict[str, dict[str, tuple[str, ...]]] = {
    "articles": {
        "speaker": (f"EXISTS ({_QUOTED_BY} WHERE q2.article_id = a.article_id AND n2.actor IN {{actors}})",),
        "mentioned": (f"EXISTS ({_NAMED} WHERE m2.article_id = a.article_id AND n2.actor IN {{actors}})",),
    },
    "sentences": {
        # Joined, not EXISTS: of that DuckDB would first pair every sentence with every quote of its article.
        "speaker": (
            "(s.article_id, s.sentence) IN (SELECT (s2.article_id, s2.sentence) FROM sentences AS s2 JOIN"
            " (SELECT q2.article_id, unnest(q2.parts) AS part FROM quotes AS q2 JOIN names AS n2"
            " ON n2.name = q2.name AND n2.type = q2.speaker_type WHERE n2.actor IN {actors}) AS told"
            ' ON told.article_id = s2.article_id AND told.part[1] < s2."end" AND told.part[2] > s2.start)',
        ),
        "mentioned": (
            f"EXISTS ({_NAMED} WHERE m2.article_id = s.article_id AND m2.sentence = s.sentence AND n2.actor IN {{actors}})",
        ),
    },
    "quotes": {
        "speaker": ("speaker.actor IN {actors}",),
        "mentioned": (f"EXISTS ({_NAMED} WHERE m2.article_id = q.article_id AND m2.quote = q.quote AND n2.actor IN {{actors}})",),
    },
    "mentions": {
        "speaker": (f"EXISTS ({_QUOTED_BY} WHERE q2.article_id = m.article_id AND q2.quote = m.quote AND n2.actor IN {{actors}})",),
        "mentioned": ("n.actor IN {actors}",),
    },
}
"""What it means for a row that an actor speaks in it, or is named in it. Either is both."""

_SAID_OF = (
    "(SELECT m3.article_id, m3.quote FROM mentions AS m3 JOIN names AS n3 ON n3.name = m3.name AND n3.type = m3.type"
    " JOIN quotes AS q3 ON q3.article_id = m3.article_id AND q3.quote = m3.quote"
    " LEFT JOIN names AS by3 ON by3.name = q3.name AND by3.type = q3.speaker_type"
    " WHERE n3.actor IN (SELECT unnest(?::VARCHAR[])) AND by3.actor IS DISTINCT FROM n3.actor)"
)
_ABOUT = {
    "articles": f"a.article_id IN (SELECT article_id FROM {_SAID_OF})",
    "sentences": (
        "(s.article_id, s.sentence) IN (SELECT (s3.article_id, s3.sentence) FROM sentences AS s3 JOIN"
        f" (SELECT q4.article_id, unnest(q4.parts) AS part FROM quotes AS q4 JOIN {_SAID_OF} AS of USING (article_id, quote))"
        " AS told"
        ' ON told.article_id = s3.article_id AND told.part[1] < s3."end" AND told.part[2] > s3.start)'
    ),
    "quotes": f"(q.article_id, q.quote) IN (SELECT (article_id, quote) FROM {_SAID_OF})",
    "mentions": f"(m.article_id, m.quote) IN (SELECT (article_id, quote) FROM {_SAID_OF})",
}
"""What it means for a row that somebody speaks of an actor in it, in a quote that is not the actor's own."""

_FIRST_OF_OUTLET = (
    "(a.duplicate_of IS NULL OR a.article_id IN (SELECT article_id FROM (SELECT article_id, row_number() OVER ("
    "PARTITION BY coalesce(duplicate_of, article_id), outlet ORDER BY duplicate_of IS NOT NULL, published NULLS LAST, article_id"
    ") AS print FROM articles) WHERE print = 1))"
)

_OWN = {"quotes": "speaker", "mentions": "mentioned"}
"""The role that an actor has in the rows that are the actor's own; in articles and sentences, either."""

_HOLDS = {
    "articles": ("a.title", "a.text"),
    "sentences": ('substring(a.text, s.start + 1, s."end" - s.start)',),
    "quotes": ("q.text",),
    "mentions": ("a.title", "a.text"),
}


def where(table: str, filters: Filters) -> Where:
    """The condition that filters set on a table of `FROM`; every value is bound, none is written into the SQL.

    Articles without a date are left out as soon as a date is asked for. Raises ValueError for an unknown table, role or wire.

    >>> where("quotes", Filters(outlets=("The Quay",), min_confidence=0.5))
    Where(sql='a.outlet IN (SELECT unnest(?::VARCHAR[])) AND q.confidence >= ?', params=[['The Quay'], 0.5])
    >>> where("articles", Filters())
    Where(sql='true', params=[])
    """
    _accept("table", table, tuple(FROM))
    _accept("role", filters.role, ROLES)
    _accept("wire", filters.wire, WIRE)
    conditions: list[str] = []
    params: list[Any] = []

    def add(condition: str, *values: Any) -> None:
        conditions.append(condition)
        params.extend(values)

    if filters.actors:
        by = _BY_ACTOR[table]
        role = _OWN.get(table, "either") if filters.role == "own" else filters.role
        chosen = by["speaker"] + by["mentioned"] if role == "either" else by[role]
        listed = "(SELECT unnest(?::VARCHAR[]))"
        sql = " OR ".join(one.format(actors=listed) for one in chosen)
        add(f"({sql})" if len(chosen) > 1 else sql, *[list(filters.actors)] * len(chosen))
    if filters.since:
        add("a.published >= ?", _midnight(filters.since))
    if filters.until:
        add("a.published < ?", _midnight(filters.until) + timedelta(days=1))
    if filters.outlets:
        add("a.outlet IN (SELECT unnest(?::VARCHAR[]))", list(filters.outlets))
    if filters.kinds and table == "quotes":
        add("q.kind IN (SELECT unnest(?::VARCHAR[]))", list(filters.kinds))
    if filters.words.strip():
        if table == "sentences":  # few articles hold the words: of those alone the sentences are cut out and looked at
            sql, values = search.condition(filters.words, ("a.text",), loose=True)
            add(sql, *values)
        sql, values = search.condition(filters.words, _HOLDS[table])
        add(sql, *values)
    if filters.min_confidence > 0 and table == "quotes":
        add("q.confidence >= ?", filters.min_confidence)
    if filters.about:
        add(_ABOUT[table], list(filters.about))
    if filters.wire == "once":
        add("a.duplicate_of IS NULL")
    if filters.wire == "outlet":
        add(_FIRST_OF_OUTLET)
    return Where(" AND ".join(conditions) or "true", params)


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
    filters = filters or Filters()
    condition, params = where(table, filters)
    known = columns_of(library, table)
    for name in [*(columns or ()), *(n.removeprefix("-") for n in order or ())]:
        _accept("column", name, known)
    chosen = ", ".join(f'"{name}"' for name in columns) if columns else "*"
    keys = [*(order if order is not None else ("-published",)), "article_id", *_KEY[table]]
    by = ", ".join(f'"{key.removeprefix("-")}" {"DESC" if key.startswith("-") else "ASC"} NULLS LAST' for key in keys)
    bound = f" LIMIT {int(limit)}" if limit is not None else ""
    sql = f"SELECT {chosen} FROM (SELECT {COLUMNS[table]} FROM {FROM[table]} WHERE {condition}) ORDER BY {by}{bound}"
    found = library.query(sql, params)
    return found.astype(
        {name: "Int64" for name, (kind, missing) in table_columns(table).items() if kind is int and missing and name in found}
    )


def columns_of(library: Library, table: str) -> tuple[str, ...]:
    """The columns that `select` gives of a table, in order."""
    _accept("table", table, tuple(FROM))
    return tuple(library.query(f"SELECT {COLUMNS[table]} FROM {FROM[table]} LIMIT 0").columns)


def export_rows(library: Library, table: str, filters: Filters | None = None) -> pd.DataFrame:
    """The rows of a table as they leave the house: what `select` gives; of actors, names and skipped the whole table, sorted."""
    if table in FROM:
        return select(library, table, filters)
    _accept("table", table, (*FROM, "actors", "names", "skipped"))
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


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _either(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
