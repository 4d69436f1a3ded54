"""The rows of a library as counting needs them: without texts, an article by its number, with actor, outlet and day in each row.

They are made in memory, once for each state of a library, from the views of `database`; that takes a third of a second for
100,000 articles, and then most questions take milliseconds. A row here is a row there, no more and no less. Names of actors,
outlets and kinds are DuckDB's ENUMs, sorted, so that they group and compare as numbers and read and sort as text.

```
counted_articles    article, article_id, title, published, day, outlet, words, wire
counted_sentences   article, sentence, tone, quoted (some quote reaches into it), and of the article day, outlet, wire
counted_quotes      article, quote, actor, actor_name, actor_type, kind, stance, confidence, tone, words, day, outlet, wire
counted_mentions    article, sentence, start, "end", quote, actor, actor_name, actor_type, tone, day, outlet, wire
counted_told        article, sentence, quote: which quote reaches into which sentence
counted_actors      actor, actor_name, actor_type
```

``article`` counts from 1, the newest article first, undated ones last. ``wire`` is 0 for what is no copy, 1 for the first print of
a copy in its outlet, 2 for any other.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

TABLES = ("articles", "sentences", "quotes", "mentions", "told", "actors")

_LISTED: Mapping[str, str] = {
    "actor_id": "SELECT actor FROM actors",
    "actor_called": "SELECT name FROM actors",
    "actor_kind": "SELECT type FROM actors",
    "outlet": "SELECT outlet FROM articles",
    "kind": "SELECT kind FROM quotes_found",
    "stance": "SELECT stance FROM quotes_found",
}
"""The types that are lists of what is there, and the question that gives their values."""

_MADE: Mapping[str, str] = {
    "articles": """
        SELECT (row_number() OVER (ORDER BY published DESC NULLS LAST, article_id))::INT AS article, article_id, title, published,
            published::DATE AS day, outlet::{}.outlet AS outlet, words::INT AS words,
            CASE WHEN duplicate_of IS NULL THEN 0 WHEN row_number() OVER (
                PARTITION BY coalesce(duplicate_of, article_id), outlet
                ORDER BY duplicate_of IS NOT NULL, published NULLS LAST, article_id
            ) = 1 THEN 1 ELSE 2 END::TINYINT AS wire
        FROM articles ORDER BY article
    """,
    "actors": """
        SELECT actor::{0}.actor_id AS actor, name::{0}.actor_called AS actor_name, type::{0}.actor_kind AS actor_type FROM actors
    """,
    "named": "SELECT n.name, n.type, a.* FROM names AS n JOIN {}.actors AS a ON a.actor::VARCHAR = n.actor",
    "quotes": """
        SELECT a.article, q.quote::INT AS quote, n.actor, n.actor_name, n.actor_type, q.kind::{0}.kind AS kind,
            q.stance::{0}.stance AS stance, q.confidence, q.tone, q.words::INT AS words, a.day, a.outlet, a.wire
        FROM quotes AS q JOIN {0}.articles AS a USING (article_id)
        LEFT JOIN {0}.named AS n ON n.name = q.name AND n.type = q.speaker_type
    """,
    "mentions": """
        SELECT a.article, m.sentence::INT AS sentence, m.start::INT AS start, m."end"::INT AS "end", m.quote::INT AS quote,
            n.actor, n.actor_name, n.actor_type, m.tone, a.day, a.outlet, a.wire
        FROM mentions AS m JOIN {0}.articles AS a USING (article_id)
        LEFT JOIN {0}.named AS n ON n.name = m.name AND n.type = m.type
    """,
    "told": """
        SELECT DISTINCT a.article, s.sentence::INT AS sentence, q.quote::INT AS quote
        FROM (SELECT article_id, quote, unnest(parts) AS part FROM quotes_found) AS q
        JOIN sentences AS s ON s.article_id = q.article_id AND q.part[1] < s."end" AND q.part[2] > s.start
        JOIN {0}.articles AS a ON a.article_id = s.article_id
    """,
    "sentences": """
        SELECT a.article, s.sentence::INT AS sentence, s.tone, t.article IS NOT NULL AS quoted, a.day, a.outlet, a.wire
        FROM sentences AS s JOIN {0}.articles AS a USING (article_id)
        LEFT JOIN (SELECT DISTINCT article, sentence FROM {0}.told) AS t ON t.article = a.article AND t.sentence = s.sentence
    """,
}
"""The tables in the order in which one is made from another; ``{}`` is the schema that they stand in."""


def make(cursor: duckdb.DuckDBPyConnection, schema: str) -> None:
    """The tables in a schema of their own, and the views ``counted_…`` that point to them from now on."""
    cursor.execute(f"CREATE SCHEMA {schema}")
    for name, values in _LISTED.items():
        listed = (
            f"SELECT coalesce(v, '') FROM ({values} UNION SELECT '') AS t(v) GROUP BY ALL ORDER BY ALL"  # never without a value
        )
        cursor.execute(f"CREATE TYPE {schema}.{name} AS ENUM ({listed})")
    for name, rows in _MADE.items():
        cursor.execute(f"CREATE TABLE {schema}.{name} AS {rows.format(schema)}")
    cursor.execute(f"DROP TABLE {schema}.named")
    for name in TABLES:
        cursor.execute(f"CREATE OR REPLACE VIEW counted_{name} AS SELECT * FROM {schema}.{name}")
