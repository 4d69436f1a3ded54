"""The rows of an analysis that a library does not have yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pyarrow as pa

from analytics.tables import Tables, frame, to_arrow

_KEYS = {"articles": 1, "sentences": 2, "quotes": 2, "mentions": 4}  # how many leading columns are a row's key


def new_tables(tables: Tables, skipped: pd.DataFrame, ids: set[str], known: pd.DataFrame) -> dict[str, pa.Table]:
    """Return the tables of a batch: the rows of some articles, and the skipped rows that are not ``known``."""
    parts = {name: _rows_of(getattr(tables, name), name, ids) for name in Tables._fields}
    parts["skipped"] = new_skipped(skipped, known) if len(skipped) else frame("skipped")
    return {name: to_arrow(rows, name) for name, rows in parts.items()}


def _rows_of(rows: pd.DataFrame, table: str, ids: set[str]) -> pd.DataFrame:
    """Return the rows of some articles, each key once."""
    kept = rows[rows["article_id"].isin(ids)]
    return kept.drop_duplicates(kept.columns[: _KEYS[table]].tolist()).reset_index(drop=True)


def new_skipped(skipped: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return the skipped rows that are not known, each once."""
    there = set(_with_none(known))
    return frame("skipped", [row for row in _with_none(skipped.drop_duplicates()) if row not in there])


def _with_none(rows: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Iterate over rows as tuples, with None for missing values, so that they compare."""
    return (tuple(None if pd.isna(v) else v for v in row) for row in rows.itertuples(index=False, name=None))
