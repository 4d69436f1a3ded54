"""Compact copies of a library's tables for counting: no texts, whole numbers for articles, outlets, names and actors.

They are brought up to date where the library has changed: rows of new batches are added, those of replaced batches removed, and of
all others only those are written whose article or name has changed. A counted table has exactly the rows of its table.

```
counted_articles    article, article_id, title, published, day, outlet, words, wire, newest, kind (opinion, agency story or other
                    articles, as far as address, headline and dateline show it)
counted_sentences   article, sentence, tone, quoted (a quote overlaps it), and the article's day, outlet, wire
counted_quotes      article, quote, name, actor, kind, strength, stance, confidence, tone, words, day, outlet, wire, and numbers
                    of texts: gender (as the article shows it), described (the role or description), spoken_for
counted_mentions    article, sentence, start, "end", quote, name, actor, tone, in_title, day, outlet, wire
counted_named       article, actor, and of the actor's mentions there: mentions, in_quotes, in_title (counts), estimated (those with
                    a tone), tone (the sum), good, bad (those with a clear tone), and the article's day, outlet, wire
counted_overlaps    article, sentence, quote: which quote overlaps which sentence
counted_names       number, name, type, actor: the names that rows have by number
counted_actors      actor, id, name, type
counted_outlets     outlet, name
counted_texts       number, text: what describes speakers
```

``article``, ``outlet``, ``name`` and ``actor`` are numbers within the library, in no order; ``newest`` counts articles from 1, the
newest first, undated ones last. ``wire`` is 0 for an article that is not a copy, 1 for the first copy in its outlet, 2 for any
other copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from analytics.library.batches import BatchRange, merged_name, place_of
from analytics.library.counted_rows import (
    ARTICLES,
    COLUMNS,
    DESCRIPTIONS,
    MENTIONS,
    OPINION_ADDRESS,
    OPINION_TITLE,
    OVERLAPS,
    QUOTES,
    SENTENCES,
    TABLES,
    named_rows,
)
from analytics.library.views import quoted, rows_sql

_CHUNK = 50_000  # articles whose rows are added at a time, which bounds memory
_OF_ARTICLE = ("sentences", "quotes", "mentions", "named")  # the tables that repeat day, outlet and wire of the article


def create(cursor: duckdb.DuckDBPyConnection, db: str) -> None:
    """Create empty tables in an attached database."""
    for name, columns in COLUMNS.items():
        cursor.execute(f"CREATE TABLE {db}.{name} ({columns})")


def show(cursor: duckdb.DuckDBPyConnection, db: str) -> None:
    """Point the views ``counted_…`` to the tables of an attached database."""
    for name in TABLES:
        cursor.execute(f"CREATE OR REPLACE VIEW counted_{name} AS SELECT * FROM {db}.{name}")


def update(cursor: duckdb.DuckDBPyConnection, db: str, batches: Sequence[Path], moved: Path | None) -> None:
    """Bring the tables of an attached database to the state of the views, which are over ``batches``; ``moved`` is the file of the
    rows that edits move. Where it is interrupted, the database is of no use."""
    known = [name for (name,) in cursor.execute(f"SELECT batch FROM {db}.batches").fetchall()]
    gone, added = changed_batches(known, batches)
    for place in gone:
        _remove(cursor, db, f"(SELECT article FROM {db}.ids WHERE batch BETWEEN {place.first} AND {place.last})")
    chunks = list(_numbered(cursor, db, added))
    _add_names(cursor, db, added, moved)
    outlets_changed = _describe(cursor, db)
    _link(cursor, db, has_rows=bool(known))
    for files, first, last in chunks:
        _add_rows(cursor, db, files, first, last)
    _move(cursor, db, moved, everywhere=bool(chunks) or outlets_changed)
    cursor.execute(f"DELETE FROM {db}.batches")
    cursor.execute(f"INSERT INTO {db}.batches SELECT unnest(?::VARCHAR[])", [[batch.name for batch in batches]])


def changed_batches(known: Sequence[str], batches: Sequence[Path]) -> tuple[list[BatchRange], list[Path]]:
    """Return the places of known batches whose rows are to be removed, and the batches whose rows are to be added.

    A batch that some known ones were merged into has their rows.

    >>> both = ("000001-0badcafe", "000002-0badcafe")
    >>> gone, added = changed_batches(both, [Path(merged_name(both)), Path("000003-0badcafe")])
    >>> gone, [batch.name for batch in added]
    ([], ['000003-0badcafe'])
    >>> gone, added = changed_batches(both, [Path("000001-r1-0badcafe"), Path("000002-0badcafe")])
    >>> gone, [batch.name for batch in added]
    ([BatchRange(first=1, last=1, revision=0)], ['000001-r1-0badcafe'])
    """
    current = {batch.name for batch in batches}
    gone = {name: place for name in known if name not in current and (place := place_of(Path(name)))}
    added = []
    for batch in batches:
        place = place_of(batch)
        if place is None or batch.name in known:
            continue
        within = [name for name, one in gone.items() if place.first <= one.first and one.last <= place.last]
        if within and merged_name(within) == batch.name:
            for name in within:
                del gone[name]
        else:
            added.append(batch)
    return list(gone.values()), added


def _remove(cursor: duckdb.DuckDBPyConnection, db: str, articles: str) -> None:
    """Remove all rows of some articles, given as a subquery."""
    for table in (*_OF_ARTICLE, "overlaps", "articles", "ids"):
        cursor.execute(f"DELETE FROM {db}.{table} WHERE article IN {articles}")


def _numbered(cursor: duckdb.DuckDBPyConnection, db: str, added: Sequence[Path]) -> Iterator[tuple[list[Path], int, int]]:
    """Number the articles of new batches, and return them in chunks: batches, first and last number."""
    files: list[Path] = []
    first = last = _highest(cursor, f"{db}.ids", "article")
    for batch in added:
        inserted = cursor.execute(
            f"INSERT INTO {db}.ids SELECT ({last} + row_number() OVER (ORDER BY file_row_number))::INT, article_id, ?"
            f" FROM read_parquet({quoted(batch / 'articles.parquet')}, file_row_number = true)",
            [place.first if (place := place_of(batch)) else 0],
        )
        files.append(batch)
        last += int(inserted.fetchall()[0][0])
        if last - first >= _CHUNK:
            yield files, first + 1, last
            files, first = [], last
    if files:
        yield files, first + 1, last


def _add_names(cursor: duckdb.DuckDBPyConnection, db: str, added: Sequence[Path], moved: Path | None) -> None:
    """Number the names that are new: of new rows, of links, and those that edits move rows to."""
    found = ["SELECT name, type FROM names"]
    if added:
        quotes, mentions = (rows_sql(name, [batch / f"{name}.parquet" for batch in added]) for name in ("quotes", "mentions"))
        found += [f"SELECT name, speaker_type FROM {quotes}", f"SELECT name, type FROM {mentions}"]
        _add_texts(cursor, db, f"SELECT unnest([{', '.join(DESCRIPTIONS.values())}]) AS text FROM {quotes} AS q")
    if moved:
        found.append(f"SELECT to_name, to_type FROM read_parquet({quoted(moved)})")
    number = _highest(cursor, f"{db}.names", "number")
    cursor.execute(
        f"INSERT INTO {db}.names SELECT ({number} + row_number() OVER (ORDER BY name, type))::INT, name, type, NULL"
        f" FROM ({' UNION '.join(found)}) AS f(name, type) ANTI JOIN {db}.names USING (name, type)"
        " WHERE name IS NOT NULL AND type IS NOT NULL"
    )


def _add_texts(cursor: duckdb.DuckDBPyConnection, db: str, shown: str) -> None:
    """Number the new texts that describe speakers, given as a query."""
    number = _highest(cursor, f"{db}.texts", "number")
    cursor.execute(
        f"INSERT INTO {db}.texts SELECT ({number} + row_number() OVER (ORDER BY text))::INT, text FROM (SELECT DISTINCT text"
        f" FROM ({shown}) WHERE text IS NOT NULL) ANTI JOIN {db}.texts USING (text)"
    )


def _describe(cursor: duckdb.DuckDBPyConnection, db: str) -> bool:
    """Write the articles as they are now, and their day, outlet and wire into all rows where these have changed; return whether an
    outlet has changed."""
    number = _highest(cursor, f"{db}.outlets", "outlet")
    cursor.execute(
        f"INSERT INTO {db}.outlets SELECT ({number} + row_number() OVER (ORDER BY outlet))::INT, outlet FROM"
        f" (SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL) AS a WHERE outlet NOT IN (SELECT name FROM {db}.outlets)"
    )
    cursor.execute(
        f"CREATE TABLE {db}.fresh AS {ARTICLES.format(db=db, opinion_address=OPINION_ADDRESS, opinion_title=OPINION_TITLE)}"
    )
    changed = f"SELECT f.article, f.day, f.outlet, f.wire, f.outlet IS DISTINCT FROM a.outlet AS moved FROM {db}.fresh AS f"
    changed += f" JOIN {db}.articles AS a USING (article)"
    changed += " WHERE f.day IS DISTINCT FROM a.day OR f.outlet IS DISTINCT FROM a.outlet OR f.wire IS DISTINCT FROM a.wire"
    number, moved = cursor.execute(f"SELECT count(*), count(*) FILTER (moved) FROM ({changed})").fetchall()[0]
    for table in _OF_ARTICLE if number else ():
        cursor.execute(
            f"UPDATE {db}.{table} AS t SET day = c.day, outlet = c.outlet, wire = c.wire FROM ({changed}) AS c"
            " WHERE t.article = c.article"
        )
    cursor.execute(f"DROP TABLE {db}.articles")
    cursor.execute(f"ALTER TABLE {db}.fresh RENAME TO articles")
    return bool(moved)


def _link(cursor: duckdb.DuckDBPyConnection, db: str, *, has_rows: bool) -> None:
    """Write the actors as they are now, and the actor of each name, also into the rows whose name has another actor than before."""
    number = _highest(cursor, f"{db}.actors", "actor")
    cursor.execute(
        f"CREATE TABLE {db}.fresh AS SELECT coalesce(o.actor, {number} + row_number() OVER (PARTITION BY o.actor IS NULL"
        " ORDER BY a.actor))::INT AS actor, a.actor AS id, a.name, a.type"
        f" FROM actors AS a LEFT JOIN {db}.actors AS o ON o.id = a.actor"
    )
    cursor.execute(f"DROP TABLE {db}.actors")
    cursor.execute(f"ALTER TABLE {db}.fresh RENAME TO actors")
    cursor.execute(
        f"CREATE TABLE {db}.changed AS SELECT n.number, a.actor FROM {db}.names AS n LEFT JOIN names AS v USING (name, type)"
        f" LEFT JOIN {db}.actors AS a ON a.id = v.actor WHERE a.actor IS DISTINCT FROM n.actor"
    )
    for table, key in (("names", "number"), *((("quotes", "name"), ("mentions", "name")) if has_rows else ())):
        cursor.execute(f"UPDATE {db}.{table} AS t SET actor = c.actor FROM {db}.changed AS c WHERE t.{key} = c.number")
    if has_rows:
        of = f"name IN (SELECT number FROM {db}.changed)"
        _count_again(cursor, db, f"(SELECT DISTINCT article FROM {db}.mentions WHERE {of})")
    cursor.execute(f"DROP TABLE {db}.changed")


def _count_again(cursor: duckdb.DuckDBPyConnection, db: str, articles: str) -> None:
    """Write the rows of ``named`` of some articles, given as a subquery, from their mentions."""
    cursor.execute(f"DELETE FROM {db}.named WHERE article IN {articles}")
    cursor.execute(f"INSERT INTO {db}.named {named_rows(f'(SELECT * FROM {db}.mentions WHERE article IN {articles})')}")


def _add_rows(cursor: duckdb.DuckDBPyConnection, db: str, batches: Sequence[Path], first: int, last: int) -> None:
    """Add the rows of new batches, whose articles have the numbers from ``first`` to ``last``."""
    of_articles = f"article BETWEEN {first} AND {last}"
    given = {name: rows_sql(name, [batch / f"{name}.parquet" for batch in batches]) for name in ("sentences", "quotes", "mentions")}
    given |= {
        **DESCRIPTIONS,
        "db": db,
        "articles": f"(SELECT * FROM {db}.articles WHERE {of_articles})",
        "of_articles": of_articles,
    }
    for table, rows in (("overlaps", OVERLAPS), ("sentences", SENTENCES), ("quotes", QUOTES), ("mentions", MENTIONS)):
        cursor.execute(f"INSERT INTO {db}.{table} {rows.format(**given)}")
    cursor.execute(f"INSERT INTO {db}.named {named_rows(f'(SELECT * FROM {db}.mentions WHERE {of_articles})')}")


def _move(cursor: duckdb.DuckDBPyConnection, db: str, moved: Path | None, *, everywhere: bool) -> None:
    """Write the quotes and mentions of the articles again in which edits move rows, or did so before; where no move has changed,
    nor any article, nothing is to be done."""
    before = int(cursor.execute(f"SELECT count(*) FROM {db}.moves").fetchall()[0][0])
    now = f"read_parquet({quoted(moved)})" if moved else f"(SELECT * FROM {db}.moves WHERE false)"
    same = f"SELECT count(*) FROM ((FROM {now} EXCEPT ALL FROM {db}.moves) UNION ALL (FROM {db}.moves EXCEPT ALL FROM {now}))"
    if not (before or moved) or not (everywhere or int(cursor.execute(same).fetchall()[0][0])):
        return
    names = f"(SELECT name, type FROM {db}.moves UNION SELECT name, type FROM {now})"
    cursor.execute(
        f"CREATE TABLE {db}.touched AS SELECT article, article_id, day, outlet, wire FROM {db}.articles WHERE article_id IN"
        f" (SELECT article_id FROM quotes_found WHERE (name, speaker_type) IN {names}"
        f" UNION ALL SELECT article_id FROM mentions_found WHERE (name, type) IN {names})"
    )
    given = {**DESCRIPTIONS, "db": db, "articles": f"{db}.touched", "quotes": "quotes", "mentions": "mentions"}
    for table, rows in (("quotes", QUOTES), ("mentions", MENTIONS)):
        cursor.execute(f"DELETE FROM {db}.{table} WHERE article IN (SELECT article FROM {db}.touched)")
        cursor.execute(f"INSERT INTO {db}.{table} {rows.format(**given)}")
    _count_again(cursor, db, f"(SELECT article FROM {db}.touched)")
    cursor.execute(f"DROP TABLE {db}.touched")
    cursor.execute(f"CREATE OR REPLACE TABLE {db}.moves AS FROM {now}")


def _highest(cursor: duckdb.DuckDBPyConnection, table: str, column: str) -> int:
    return int(cursor.execute(f"SELECT coalesce(max({column}), 0) FROM {table}").fetchall()[0][0])
