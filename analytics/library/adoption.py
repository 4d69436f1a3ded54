"""Batches that another program, process or machine has analysed: checked, and reduced to the rows that a library lacks."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics.library.batches import current_batches, engine_of, place_of
from analytics.library.copies import PRINTS
from analytics.library.damage import BATCH_TABLES, faults
from analytics.library.marker import MARKER, LibraryError
from analytics.library.new_rows import new_skipped
from analytics.library.writing import read_tables
from analytics.tables import to_arrow, to_pandas
from analytics.versions import engine


def batches_to_adopt(folder: Path) -> list[Path]:
    """List the batches of a folder: of a library, of a folder of batches, or the folder itself where it is a batch.

    Raises LibraryError where there is none, one is damaged, or one was analysed by another engine than this program's: its rows
    would differ from those that are analysed here.
    """
    if place_of(folder) and (folder / "articles.parquet").exists():
        found = [folder]
    else:
        found = current_batches(folder / "batches" if (folder / MARKER).exists() else folder)
        if not found and not (folder / MARKER).exists():
            raise LibraryError(f"{folder}: no batch found. Expected a library, a folder of batches or a batch.")
    for batch in found:
        for fault in faults(batch):
            raise LibraryError(
                f"{batch}: {fault.what} ({fault.table}.parquet). Expected a whole batch: analyse its articles again."
            )
        if (made_by := engine_of(batch)) != engine():
            raise LibraryError(
                f"{batch}: analysed by engine {made_by or 'unknown'}. Expected engine {engine()}: use one version of Quoteboard "
                "everywhere, or run quoteboard reanalyse on the other library first."
            )
    return found


def missing_rows(batch: Path, known: Collection[str], skipped: Callable[[], pd.DataFrame]) -> dict[str, pa.Table]:
    """Return the tables of a batch without the articles whose ids are ``known``, and without the rows that ``skipped`` returns; it
    is called only where the batch has such rows."""
    tables = read_tables(batch)
    ids = tables["articles"]["article_id"]
    there = pa.array([one for one in ids.to_pylist() if one in known], pa.string())
    if len(there):
        for name in (*BATCH_TABLES[:-1], PRINTS):
            tables[name] = tables[name].filter(pc.invert(pc.is_in(tables[name]["article_id"], there)))
    if len(tables["skipped"]):
        tables["skipped"] = to_arrow(new_skipped(to_pandas(tables["skipped"]), skipped()), "skipped")
    return tables
