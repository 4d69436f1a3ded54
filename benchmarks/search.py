"""Ways to search a library for words: today's scan by regular expressions, SQLite's FTS5, DuckDB's fts where installed.

    python -m benchmarks.search LIBRARY [--runs 3]

Prints for each the CPU seconds to build its index, the index's bytes per article, and for each query the CPU seconds and how many
articles match; the numbers of matches must be equal. Queries are the same question in each way's own syntax.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from analytics.library import Library
from analytics.queries.search import condition

QUERIES = (
    ("a word", "committee", "committee"),
    ("a rare name", "solicitor", "solicitor"),
    ("a phrase", '"of the"', '"of the"'),
    ("the start of a word", "comm*", "comm*"),
    ("two words", "committee AND mayor", "committee AND mayor"),
    ("near", "committee NEAR/5 mayor", "NEAR(committee mayor, 5)"),
)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("library", type=Path, help="the library")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each query (default 3)")
    asked = parser.parse_args()
    with Library(asked.library) as library, tempfile.TemporaryDirectory() as folder:
        articles = int(library.query("SELECT count(*) AS n FROM articles")["n"][0])

        def scan(query: str) -> int:
            sql, params = condition(query, ("a.title", "a.text"))
            return int(library.query(f"SELECT count(*) AS n FROM articles AS a WHERE {sql}", params)["n"][0])

        print(f"{articles:,} articles; CPU seconds, matches")
        _print("scan", [(name, _timed(scan, query, asked.runs)) for name, query, _ in QUERIES])
        index = Path(folder) / "fts5.sqlite"
        began = time.process_time()
        with sqlite3.connect(index) as database:
            database.execute("CREATE VIRTUAL TABLE a USING fts5(title, text, content='', tokenize='unicode61 remove_diacritics 0')")
            texts = library.query("SELECT coalesce(title, '') AS title, text FROM articles").itertuples(index=False, name=None)
            database.executemany("INSERT INTO a(rowid, title, text) VALUES (?, ?, ?)", ((n, *row) for n, row in enumerate(texts)))
            database.execute("INSERT INTO a(a) VALUES ('optimize')")
        print(f"FTS5: index in {time.process_time() - began:.1f} s, {index.stat().st_size / articles:.0f} bytes per article")

        def match(query: str) -> int:
            return len(database.execute("SELECT rowid FROM a WHERE a MATCH ?", [query]).fetchall())

        _print("FTS5", [(name, _timed(match, query, asked.runs)) for name, _, query in QUERIES])
        database.close()
    try:
        duckdb.connect(config={"autoinstall_known_extensions": "false"}).execute("LOAD fts")
    except duckdb.Error as error:
        print(f"DuckDB fts: not installed, and not part of DuckDB's wheel ({str(error).splitlines()[0][:80]})")


def _timed(ask: Callable[[str], int], query: str, runs: int) -> tuple[float, int]:
    taken = []
    found = 0
    for _ in range(runs):
        began = time.process_time()
        found = ask(query)
        taken.append(time.process_time() - began)
    return statistics.median(taken), found


def _print(way: str, rows: list[tuple[str, tuple[float, int]]]) -> None:
    for name, (seconds, found) in rows:
        print(f"{way:<8}{name:<24}{seconds:>8.3f}{found:>10,}", flush=True)


if __name__ == "__main__":
    main()
