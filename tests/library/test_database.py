"""Counted rows are the rows of the views, without texts, of the library as it is now; kept answers go when it changes."""

import threading
from pathlib import Path
from typing import Any

import duckdb
import pytest

from analytics.library import Library, database
from analytics.queries.filters import TABLES, Filters
from analytics.queries.rows import select
from analytics.tables import frame
from tests import press

ACTOR = "known.actor, known.name AS actor_name, known.type AS actor_type"
MEANT = "LEFT JOIN names AS n ON n.name = r.name AND n.type = r.{} LEFT JOIN actors AS known ON known.actor = n.actor"
BESIDE = "JOIN (SELECT article_id, outlet FROM articles) AS a USING (article_id)"
WHOLE = {
    "sentences": f"SELECT r.*, a.outlet FROM sentences AS r {BESIDE}",
    "quotes": f"SELECT r.*, a.outlet, {ACTOR} FROM quotes AS r {BESIDE} {MEANT.format('speaker_type')}",
    "mentions": f"SELECT r.*, a.outlet, {ACTOR} FROM mentions AS r {BESIDE} {MEANT.format('type')}",
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return press.made(tmp_path)


def both(library: Library, table: str, columns: str) -> list[tuple[object, ...]]:
    """Rows of the counted table beside the rows of the view, in one order."""
    named = "SELECT outlet, name AS outlet_name FROM counted_outlets"
    beside = f"JOIN (SELECT article, article_id FROM counted_articles) USING (article) LEFT JOIN ({named}) USING (outlet)"
    listed = "r.* EXCLUDE (outlet), outlet_name AS outlet"
    if table != "sentences":
        known = "SELECT actor, id, name AS actor_name, type AS actor_type FROM counted_actors"
        beside += f" LEFT JOIN ({known}) USING (actor)"
        listed = "r.* EXCLUDE (outlet, actor), outlet_name AS outlet, id AS actor, actor_name, actor_type"
    counted = f"SELECT article_id, {columns} FROM (SELECT article_id, {listed} FROM counted_{table} AS r {beside})"
    whole = f"SELECT article_id, {columns} FROM ({WHOLE[table]})"
    asked = [library.count(f"{one} ORDER BY ALL") for one in (counted, whole)]
    assert press.shown(asked[0], *asked[0].columns) == press.shown(asked[1], *asked[1].columns)
    return press.shown(asked[0], *asked[0].columns)


@pytest.mark.parametrize(
    "table, columns, rows",
    [
        ("sentences", "sentence, tone, outlet", 8),
        ("quotes", "quote, actor, actor_name, actor_type, kind, stance, confidence, tone, words, outlet", 5),
        ("mentions", 'sentence, start, "end", quote, actor, actor_name, actor_type, tone, outlet', 9),
    ],
)
def test_database_counts_the_rows_that_are_there(library: Library, table: str, columns: str, rows: int) -> None:
    assert len(both(library, table, columns)) == rows


def test_database_numbers_articles_newest_first(library: Library) -> None:
    found = library.count("SELECT newest, article_id, day::VARCHAR AS day, words, wire FROM counted_articles ORDER BY newest")
    assert press.shown(found, *found.columns) == [
        (1, "b1", "2026-03-04", 11, 0),
        (2, "a1", "2026-03-03", 8, 0),
        (3, "b2", None, 11, 1),
    ]


def test_database_tells_quoted_sentences(library: Library) -> None:
    quoted = "SELECT newest, sentence FROM counted_sentences JOIN counted_articles USING (article) WHERE quoted ORDER BY ALL"
    assert press.shown(library.count(quoted), "newest", "sentence") == [(1, 1), (1, 2), (2, 1), (3, 1), (3, 2)]


def test_database_counts_anew_when_the_library_changes(library: Library, tmp_path: Path) -> None:
    kept = library.keep("SELECT article FROM counted_articles WHERE words > ?", [10])
    assert library.keep("SELECT article FROM counted_articles WHERE words > ?", [10]) == kept
    assert library.keep("SELECT article FROM counted_articles WHERE words > ?", [9]) != kept
    more = press.rows()
    articles = more.articles[more.articles["article_id"] == "a1"].assign(article_id="a2", outlet="The Echo")
    with Library(library.path) as other:
        other.add(
            more._replace(articles=articles, sentences=frame("sentences"), quotes=frame("quotes"), mentions=frame("mentions"))
        )
        other.relink()
    assert int(library.count("SELECT count(*) AS n FROM counted_articles")["n"][0]) == 4
    assert library.keep("SELECT article FROM counted_articles WHERE words > ?", [10]) != kept
    assert int(library.query(f"SELECT count(*) AS n FROM {kept}")["n"][0]) == 2  # who asks with the older name still may
    assert len(select(library, "articles", Filters(outlets=("The Echo",)))) == 1


def test_database_keeps_the_latest_answers_only(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_MOST_ROWS", 10)
    monkeypatch.setattr(database, "_LINGERING", -1)
    names = [library.keep("SELECT article FROM counted_articles WHERE words > ?", [n]) for n in range(7)]  # three rows each
    held = library.query("SELECT table_name AS t FROM duckdb_tables() WHERE starts_with(table_name, 'kept_')")["t"]
    assert sorted(held) == sorted(str(name).split(".")[1] for name in names[-3:])


def test_database_does_not_keep_what_is_too_large(library: Library) -> None:
    asked = "SELECT article FROM counted_articles WHERE words > ?"
    assert [library.keep(asked, [0], most) is None for most in (2, 2)] == [True, True]
    assert library.keep(f"{asked} ", [0], 3) is not None


def test_database_keeps_answers_while_files_are_merged(library: Library, tmp_path: Path) -> None:
    looked_for = Filters(words="sail")
    assert len(select(library, "quotes", Filters())) == 5  # the views and the counted tables are made
    with Library(library.path) as other:
        other.add(press.rows()._replace(articles=press.rows().articles.assign(article_id=["x1", "x2", "x3"])))
        other.compact(2)  # the batches that the views name are gone
        other.relink()
    assert len(select(library, "quotes", looked_for)) == 1


def test_database_asks_again_when_a_file_was_merged_away(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    made, gone = database.Database._make_kept, [duckdb.IOException("No files found")]

    def first_gone(*given: Any) -> Any:
        if gone:
            raise gone.pop()
        return made(*given)

    monkeypatch.setattr(database.Database, "_make_kept", first_gone)
    assert len(select(library, "quotes", Filters(words="sail"))) == 1


def test_database_of_nothing_counts_nothing(tmp_path: Path) -> None:
    with Library(tmp_path / "new", create=True) as library:
        for table in TABLES:
            assert len(select(library, table, Filters(actors=("nobody",), outlets=("None",), words="port", about=("nobody",)))) == 0


def test_database_answers_many_threads_at_once(library: Library) -> None:
    found: list[int] = []

    def ask(words: str) -> None:
        found.append(len(select(library, "quotes", Filters(words=words))))

    threads = [threading.Thread(target=ask, args=(words,)) for words in ("sail", "cheated", "nobody", "sail") * 8]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [0] * 8 + [1] * 16 + [2] * 8
