"""Analysing on executors: a unit of staged articles becomes a whole batch folder, which the driver adopts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics.library.new_rows import new_tables
from analytics.library.writing import finished
from analytics.loaders.batches import other_language, warning_about
from analytics.spark.plan import Unit
from analytics.spark.staging import AT, MANY, PIECE, piece, write_once
from analytics.tables import Article, Skipped, frame, schema
from analytics.tasks.ingest import UNIT, analyse_english, join
from analytics.versions import engine


def analyse_unit(staging: Path, unit: Unit) -> Path:
    """Analyse a unit, write its batch into the staging folder and return its path. The same unit again changes nothing."""
    path = staging / "batches" / unit.folder
    if not path.exists():
        articles, skipped = _read(staging, unit)
        parts = [articles[at : at + UNIT].reset_index(drop=True) for at in range(0, len(articles), UNIT)] or [articles]
        tables = new_tables(join(map(analyse_english, parts)), skipped, set(articles["article_id"]), frame("skipped"))
        write_once(path, finished(tables, engine()))
    return path


def ids_at(staging: Path, chunk: int, items: Sequence[int]) -> list[str]:
    """Read the ids of some articles of a chunk, by their items, in order."""
    found: list[str] = []
    for at in sorted({item // PIECE for item in items}):
        rows = _articles(staging, chunk, at * PIECE, ["article_id", AT])
        wanted = pa.array([item for item in items if item // PIECE == at], pa.int64())
        found += rows.filter(pc.is_in(rows[AT], wanted))["article_id"].to_pylist()
    return found


def _read(staging: Path, unit: Unit) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the articles and the reports of a unit, with the ids and doubts that were decided, in the order of `load_batches`."""
    rows: list[Article] = []
    reports: list[Skipped] = []
    place = 0
    for chunk, first, stop in unit.items:
        for at in range(first - first % PIECE, stop, PIECE):
            items = _items(staging, chunk, at)
            for item in range(max(first, at), min(stop, at + PIECE)):
                row, many = items[item]
                if isinstance(row, Skipped):
                    reports.append(row)
                else:
                    decision = unit.decided.get(place)
                    if decision and decision.doubt:
                        reports.append(warning_about(row.loaded_from, decision.doubt))
                    article_id = decision.article_id if decision else row.article_id
                    if article_id:
                        rows.append(row._replace(article_id=article_id))
                        reports += [warning] if (warning := other_language(row)) else []
                        reports += [warning_about(row.loaded_from, many)] if many else []
                place += 1
    return frame("articles", rows), frame("skipped", reports)


def _items(staging: Path, chunk: int, first: int) -> dict[int, tuple[Article | Skipped, str | None]]:
    """Read a piece: each item by its number in the chunk, with the warning of an article that looks like many."""
    articles = _articles(staging, chunk, first, None)
    skipped = pq.read_table(piece(staging, chunk, first) / "skipped.parquet", partitioning=None)
    found: dict[int, tuple[Article | Skipped, str | None]] = {}
    made = zip(articles[AT].to_pylist(), _rows(articles, "articles"), articles[MANY].to_pylist(), strict=True)
    found.update({at: (Article(*row), many) for at, row, many in made})
    found.update({at: (Skipped(*row), None) for at, row in zip(skipped[AT].to_pylist(), _rows(skipped, "skipped"), strict=True)})
    return found


def _articles(staging: Path, chunk: int, first: int, names: list[str] | None) -> pa.Table:
    return pq.read_table(piece(staging, chunk, first) / "articles.parquet", columns=names, partitioning=None)


def _rows(found: pa.Table, table: str) -> list[list[Any]]:
    """Return rows as lists, with None for missing values."""
    named = [found[name].to_pylist() for name in schema(table).names]
    return [list(row) for row in zip(*named, strict=True)]
