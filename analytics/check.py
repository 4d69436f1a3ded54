"""What must be true of every row of a library, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from analytics.library import BATCH_TABLES, LINK_TABLES, Library
from analytics.tables import schema

_MOST_SHOWN = 5


class Problem(NamedTuple):
    """What is wrong: in which table, how many rows, and the first of them in words."""

    table: str
    what: str
    rows: int
    examples: str


_INSIDE = '{start} < 0 OR {end} < {start} OR {end} > length(a.text)'
_TEXT = 'substring(a.text, {start} + 1, {end} - {start})'

RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "articles": (
        ("article_id is there more than once", "SELECT article_id FROM articles GROUP BY 1 HAVING count(*) > 1"),
        ("text is blank", "SELECT article_id FROM articles WHERE trim(text) = ''"),
        ("words is negative", "SELECT article_id FROM articles WHERE words < 0"),
        ("published is before 1800 or in the future", "SELECT article_id, published FROM articles WHERE published < '1800-01-01' OR published > now() + INTERVAL 2 DAY"),
        ("duplicate_of is no article", "SELECT article_id, duplicate_of FROM articles a WHERE duplicate_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM articles b WHERE b.article_id = a.duplicate_of)"),
        ("dateline is no day", "SELECT article_id, dateline FROM articles WHERE NOT regexp_full_match(dateline, '--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])')"),
    ),
    "sentences": (
        ("key is there more than once", "SELECT article_id, sentence FROM sentences GROUP BY ALL HAVING count(*) > 1"),
        ("article is not there", "SELECT article_id, sentence FROM sentences ANTI JOIN articles USING (article_id)"),
        ("offsets are outside the text", f'SELECT article_id, sentence FROM sentences s JOIN articles a USING (article_id) WHERE {_INSIDE.format(start="s.start", end="s.end")}'),
        ("sentences overlap or are out of order", 'SELECT article_id, sentence FROM (SELECT *, lag("end") OVER w AS before FROM sentences WINDOW w AS (PARTITION BY article_id ORDER BY sentence)) WHERE start < before'),
        ("tone is not within -1 to 1", "SELECT article_id, sentence, tone FROM sentences WHERE NOT tone BETWEEN -1 AND 1 OR isnan(tone)"),
    ),
    "quotes": (
        ("key is there more than once", "SELECT article_id, quote FROM quotes GROUP BY ALL HAVING count(*) > 1"),
        ("article is not there", "SELECT article_id, quote FROM quotes ANTI JOIN articles USING (article_id)"),
        ("kind is not direct, mixed or indirect", "SELECT article_id, quote, kind FROM quotes WHERE kind NOT IN ('direct', 'mixed', 'indirect')"),
        ("there are no parts", "SELECT article_id, quote FROM quotes WHERE parts IS NULL OR len(parts) = 0"),
        ("a part is no [start, end] inside the text", f'SELECT article_id, quote, part FROM (SELECT article_id, quote, unnest(parts) AS part FROM quotes) JOIN articles a USING (article_id) WHERE len(part) != 2 OR {_INSIDE.format(start="part[1]", end="part[2]")}'),
        ("parts overlap or are out of order", "SELECT article_id, quote, parts FROM quotes WHERE len(list_filter(range(1, len(parts)), lambda i: parts[i + 1][1] < parts[i][2])) > 0"),
        ("text is not what stands at parts", f"SELECT article_id, quote FROM quotes q JOIN articles a USING (article_id) WHERE q.text != list_aggregate(list_transform(q.parts, lambda p: {_TEXT.format(start='p[1]', end='p[2]')}), 'string_agg', ' … ')"),
        ("speaker_text is not what stands at speaker_start", f"SELECT article_id, quote, speaker_text FROM quotes q JOIN articles a USING (article_id) WHERE speaker_text IS DISTINCT FROM {_TEXT.format(start='speaker_start', end='speaker_end')}"),
        ("cue is not what stands at cue_start", f"SELECT article_id, quote, cue FROM quotes q JOIN articles a USING (article_id) WHERE cue IS DISTINCT FROM {_TEXT.format(start='cue_start', end='cue_end')}"),
        ("name without a type", "SELECT article_id, quote, name FROM quotes WHERE name IS NOT NULL AND speaker_type IS NULL"),
        ("confidence is not within 0 to 1", "SELECT article_id, quote, confidence FROM quotes WHERE NOT confidence BETWEEN 0 AND 1 OR isnan(confidence)"),
        ("tone is not within -1 to 1", "SELECT article_id, quote, tone FROM quotes WHERE NOT tone BETWEEN -1 AND 1 OR isnan(tone)"),
        ("words is negative", "SELECT article_id, quote, words FROM quotes WHERE words < 0"),
        ("name is not linked to an actor", "SELECT DISTINCT name, speaker_type FROM quotes q WHERE name IS NOT NULL AND speaker_type IS NOT NULL AND NOT EXISTS (SELECT 1 FROM names n WHERE n.name = q.name AND n.type = q.speaker_type)"),
    ),
    "mentions": (
        ("the same mention is there more than once", 'SELECT article_id, start, "end", name, type FROM mentions GROUP BY ALL HAVING count(*) > 1'),
        ("article is not there", "SELECT article_id, start FROM mentions ANTI JOIN articles USING (article_id)"),
        ("text is not what stands at start", f"SELECT article_id, m.start, m.text FROM mentions m JOIN articles a USING (article_id) WHERE m.text IS DISTINCT FROM {_TEXT.format(start='m.start', end='m.end')}"),
        ("sentence is not there, or does not hold the mention", 'SELECT article_id, m.start, m.text FROM mentions m LEFT JOIN sentences s USING (article_id, sentence) WHERE s.start IS NULL OR m.start < s.start OR m.start >= s."end"'),
        ("quote is not there", "SELECT article_id, m.start, m.quote FROM mentions m WHERE m.quote IS NOT NULL AND NOT EXISTS (SELECT 1 FROM quotes q WHERE q.article_id = m.article_id AND q.quote = m.quote)"),
        ("tone is not within -1 to 1", "SELECT article_id, start, tone FROM mentions WHERE NOT tone BETWEEN -1 AND 1 OR isnan(tone)"),
        ("name is not linked to an actor", "SELECT DISTINCT name, type FROM mentions m WHERE name IS NOT NULL AND NOT EXISTS (SELECT 1 FROM names n WHERE n.name = m.name AND n.type = m.type)"),
    ),
    "actors": (
        ("actor is there more than once", "SELECT actor FROM actors GROUP BY 1 HAVING count(*) > 1"),
        ("there are no forms", "SELECT actor FROM actors WHERE forms IS NULL OR len(forms) = 0"),
    ),
    "names": (
        ("key is there more than once", "SELECT name, type FROM names GROUP BY ALL HAVING count(*) > 1"),
        ("actor is not there", "SELECT name, actor FROM names ANTI JOIN actors USING (actor)"),
    ),
    "skipped": (("there is no reason", "SELECT file, row FROM skipped WHERE trim(reason) = ''"),),
}  # fmt: skip
"""Per table: what is wrong, and the question that finds the rows of which it is true."""


def find_problems(library: Library) -> Iterator[Problem]:
    """All that is wrong in a library: files against the schemas first, then each rule against all rows."""
    broken = list(_file_problems(library))
    yield from broken
    if broken:
        return  # the views cannot be trusted
    for table, rules in RULES.items():
        for what, sql in rules:
            rows = library.query(f"SELECT *, count(*) OVER () AS in_all FROM ({sql}) ORDER BY ALL LIMIT {_MOST_SHOWN}")
            if len(rows):
                shown = ["/".join(str(value)[:60] for value in row[:-1]) for row in rows.itertuples(index=False, name=None)]
                yield Problem(table, what, int(rows["in_all"].iloc[0]), ", ".join(shown))


def _file_problems(library: Library) -> Iterator[Problem]:
    """Files that are missing, unreadable, of another schema, or missing values where none may be."""
    files = [(name, batch / f"{name}.parquet") for batch in library.batches() for name in BATCH_TABLES]
    files += [(name, path) for name in LINK_TABLES if (path := library.path / f"{name}.parquet").exists()]
    for name, path in files:
        shown = path.relative_to(library.path).as_posix()
        if not path.exists():
            yield Problem(name, "a file is not there", 1, shown)
            continue
        try:
            table = pq.read_table(path, partitioning=None)
        except (pa.ArrowException, OSError) as error:
            yield Problem(name, "a file cannot be read", 1, f"{shown}: {' '.join(str(error).split())[:120]}")
            continue
        expected = schema(name)
        if table.schema.remove_metadata() != expected:
            yield Problem(name, "a file has another schema", 1, f"{shown}: {_difference(table.schema, expected)}")
            continue
        for field in expected:
            missing = table.column(field.name).null_count
            if missing and not field.nullable:
                yield Problem(name, f"column {field.name} has missing values", missing, shown)


def _difference(found: pa.Schema, expected: pa.Schema) -> str:
    wrong = [f"{f.name} is {found.field(f.name).type}, not {f.type}" for f in expected if f.name in found.names and found.field(f.name).type != f.type]
    wrong += [f"no column {name}" for name in expected.names if name not in found.names]
    wrong += [f"an unknown column {name}" for name in found.names if name not in expected.names]
    return "; ".join(wrong) or "columns in another order, or other rules for missing values"
