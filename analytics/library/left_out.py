"""What an import left out, apart from what it read with a warning: there is an article from the same place for the latter."""

from __future__ import annotations

import pandas as pd

from analytics.library.library import Library

_LOST = "left out|cannot be read|broken|not fetched|never closed"
_ROWS = rf"""
    SELECT s.file, s."row", s.reason, NOT (regexp_matches(s.reason, '{_LOST}') AND NOT regexp_matches(s.reason, '\bkept\b'))
        AND (s.file IN (SELECT loaded_from FROM articles) OR CASE WHEN s."row" IS NULL THEN s.file IN (SELECT file FROM read_from)
        ELSE s.file || '#' || s."row" IN (SELECT loaded_from FROM articles) END) AS kept
    FROM {{given}} AS s
"""
_FILES = r"WITH read_from AS (SELECT DISTINCT regexp_replace(loaded_from, '#\d+$', '') AS file FROM articles)"


def reports(library: Library, *, left_out: bool, limit: int) -> pd.DataFrame:
    """List the reports about what was left out, or about what was read with a warning. Columns: file, row, reason."""
    rows = _ROWS.format(given="skipped")
    order = 'ORDER BY file, "row", reason'
    return library.query(
        f'{_FILES} SELECT file, "row", reason FROM ({rows}) WHERE kept = ? {order} LIMIT {int(limit)}', [not left_out]
    )


def count_reports(library: Library) -> tuple[int, int]:
    """Count the reports about what was left out, and those about what was read with a warning."""
    rows = _ROWS.format(given="skipped")
    found = library.query(f"{_FILES} SELECT count(*) FILTER (NOT kept) AS lost, count(*) FILTER (kept) AS warned FROM ({rows})")
    return int(found["lost"][0]), int(found["warned"][0])


def are_left_out(library: Library, given: pd.DataFrame) -> list[bool]:
    """For each report of a run, a row of `skipped`, whether it is about something left out; its articles are in the library."""
    if given.empty:
        return []
    names = ("file", "row", "reason", "number")
    kinds = ("VARCHAR", "BIGINT", "VARCHAR", "BIGINT")
    places = "SELECT " + ", ".join(f'unnest(?::{kind}[]) AS "{name}"' for name, kind in zip(names, kinds, strict=True))
    rows = [None if pd.isna(row) else int(row) for row in given["row"]]
    lists = [given["file"].tolist(), rows, given["reason"].tolist(), list(range(len(given)))]
    inner = _ROWS.format(given=f"({places})").replace("s.reason,", "s.reason, s.number,", 1)
    return [not kept for kept in library.query(f"{_FILES} SELECT kept FROM ({inner}) ORDER BY number", lists)["kept"]]
