"""The columns of the counted tables, and the queries of their rows: see `counted_tables`."""

from __future__ import annotations

TABLES = ("articles", "sentences", "quotes", "mentions", "named", "overlaps", "names", "actors", "outlets", "texts")
SIDE = 0.5  # estimates of tone from here on favour one sign by more than an even chance; nearer to zero they take no side

COLUMNS = {
    "batches": "batch VARCHAR",
    "moves": "name VARCHAR, type VARCHAR, written VARCHAR, outlet VARCHAR, article_id VARCHAR, to_name VARCHAR, to_type VARCHAR,"
    " edit BIGINT",
    "ids": "article INT, article_id VARCHAR, batch INT",
    "outlets": "outlet INT, name VARCHAR",
    "actors": "actor INT, id VARCHAR, name VARCHAR, type VARCHAR",
    "names": "number INT, name VARCHAR, type VARCHAR, actor INT",
    "texts": "number INT, text VARCHAR",
    "articles": "article INT, article_id VARCHAR, title VARCHAR, published TIMESTAMPTZ, day DATE, outlet INT, words INT,"
    " wire TINYINT, newest INT, kind VARCHAR",
    "sentences": "article INT, sentence INT, tone DOUBLE, quoted BOOLEAN, day DATE, outlet INT, wire TINYINT",
    "quotes": "article INT, quote INT, name INT, actor INT, kind VARCHAR, strength VARCHAR, stance VARCHAR, confidence DOUBLE,"
    " tone DOUBLE, words INT, day DATE, outlet INT, wire TINYINT, gender INT, described INT, spoken_for INT",
    "mentions": 'article INT, sentence INT, start INT, "end" INT, quote INT, name INT, actor INT, tone DOUBLE, in_title BOOLEAN,'
    " day DATE, outlet INT, wire TINYINT",
    "named": "article INT, actor INT, mentions INT, in_quotes INT, in_title INT, estimated INT, tone DOUBLE, good INT, bad INT,"
    " day DATE, outlet INT, wire TINYINT",
    "overlaps": "article INT, sentence INT, quote INT",
}

_OPINION = "opinion|comment|commentisfree|editorials?|columns?|columnists|letters|blogs?"
OPINION_ADDRESS = f"/(?:{_OPINION})/"
OPINION_TITLE = r"^(?:opinion|comment|editorial|column|letter)s?\s*[:|]"
"""What shows that an article is an opinion, in its address and its headline."""

DESCRIPTIONS = {
    "gender": "CASE WHEN q.gender_from = 'article' THEN q.gender END",
    "described": "coalesce(q.role, q.described_as)",
    "spoken_for": "q.spoken_for",
}
"""For each column with the number of a text, the SQL of what an article shows of the speaker of quote ``q``."""

ARTICLES = """
    SELECT i.article, a.article_id, a.title, a.published, a.published::DATE AS day, o.outlet, a.words::INT AS words,
        CASE WHEN a.duplicate_of IS NULL THEN 0 WHEN row_number() OVER (
            PARTITION BY coalesce(a.duplicate_of, a.article_id), a.outlet
            ORDER BY a.duplicate_of IS NOT NULL, a.published NULLS LAST, a.article_id
        ) = 1 THEN 1 ELSE 2 END::TINYINT AS wire,
        (row_number() OVER (ORDER BY a.published DESC NULLS LAST, a.article_id))::INT AS newest,
        CASE WHEN regexp_matches(a.url, '{opinion_address}', 'i') OR regexp_matches(a.title, '{opinion_title}', 'i') THEN 'opinion'
            WHEN a.agency IS NOT NULL OR a.duplicate_of IS NOT NULL THEN 'agency story' ELSE 'other articles' END AS kind
    FROM articles AS a JOIN {db}.ids AS i USING (article_id) LEFT JOIN {db}.outlets AS o ON o.name = a.outlet ORDER BY i.article
"""
QUOTES = """
    SELECT a.article, q.quote::INT, n.number, n.actor, q.kind, coalesce(q.strength, q.kind), q.stance, q.confidence, q.tone,
        q.words::INT, a.day, a.outlet, a.wire, g.number, d.number, s.number
    FROM {quotes} AS q JOIN {articles} AS a USING (article_id)
    LEFT JOIN {db}.names AS n ON n.name = q.name AND n.type = q.speaker_type
    LEFT JOIN {db}.texts AS g ON g.text = {gender} LEFT JOIN {db}.texts AS d ON d.text = {described}
    LEFT JOIN {db}.texts AS s ON s.text = {spoken_for}
"""
MENTIONS = """
    SELECT a.article, m.sentence::INT, m.start::INT, m."end"::INT, m.quote::INT, n.number, n.actor, m.tone, m.in_title,
        a.day, a.outlet, a.wire
    FROM {mentions} AS m JOIN {articles} AS a USING (article_id) LEFT JOIN {db}.names AS n ON n.name = m.name AND n.type = m.type
"""
OVERLAPS = """
    SELECT DISTINCT a.article, s.sentence::INT, q.quote::INT
    FROM (SELECT article_id, quote, in_title, unnest(parts) AS part FROM {quotes}) AS q
    JOIN {sentences} AS s ON s.article_id = q.article_id AND s.in_title = q.in_title
        AND q.part[1] < s."end" AND q.part[2] > s.start
    JOIN {articles} AS a ON a.article_id = s.article_id
"""
SENTENCES = """
    SELECT a.article, s.sentence::INT, s.tone, t.article IS NOT NULL, a.day, a.outlet, a.wire
    FROM {sentences} AS s JOIN {articles} AS a USING (article_id)
    LEFT JOIN (SELECT DISTINCT article, sentence FROM {db}.overlaps WHERE {of_articles}) AS t
        ON t.article = a.article AND t.sentence = s.sentence
"""


def named_rows(mentions: str) -> str:
    """Return the SQL of the rows of ``counted_named`` that some rows of ``counted_mentions`` make."""
    return (
        "SELECT article, actor, count(*)::INT AS mentions, count(quote)::INT AS in_quotes,"
        " count(*) FILTER (in_title)::INT AS in_title, count(tone)::INT AS estimated, sum(tone) AS tone,"
        f" count(*) FILTER (tone >= {SIDE})::INT AS good, count(*) FILTER (tone <= -{SIDE})::INT AS bad,"
        f" day, outlet, wire FROM {mentions} GROUP BY article, actor, day, outlet, wire"
    )
