"""Details of files before an import: outlet, date, year, time zone and author of articles whose files do not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analytics.loaders.given import Given, problem
from dashboard.components import layout

COLUMNS = {"outlet": "Outlet", "published": "Date", "year": "Year", "timezone": "Time zone", "author": "Author"}
MOST = 200  # files with a row of their own
REST = "all other files"


def ask(names: Sequence[str], key: str) -> None:
    """Show a table with one row per file, to be filled in place; `answers` reads it."""
    files = [*names[:MOST], REST]
    with st.expander("Outlet, date, time zone and author of these files"):
        layout.small("Only what a file does not say itself is filled in. A year completes datelines such as “QUILLON, March 3”.")
        st.data_editor(
            pd.DataFrame({"file": files, **{name: pd.Series([None] * len(files), dtype="object") for name in COLUMNS}}),
            hide_index=True,
            num_rows="fixed",
            disabled=["file"],
            key=key,
            column_config={
                "file": st.column_config.TextColumn("File", width=260),
                "year": st.column_config.NumberColumn("Year", width=70, min_value=1800, max_value=2100, step=1, format="%d"),
                **{
                    name: st.column_config.TextColumn(title, width=150, help=_HELP.get(name))
                    for name, title in COLUMNS.items()
                    if name != "year"
                },
            },
        )


_HELP = {"published": "As 2026-01-31 or 31 January 2026.", "timezone": "Of times without one, as Europe/London."}


def answers(names: Sequence[str], changes: Mapping[str, Any] | None) -> dict[str, dict[str, Any]]:
    """Return what was filled in, by the files' names in reports. Raises ValueError for an invalid value."""
    files = [*names[:MOST], REST]
    found: dict[str, dict[str, Any]] = {}
    for row, cells in sorted(((int(row), cells) for row, cells in ((changes or {}).get("edited_rows") or {}).items())):
        held = {name: value for name, value in cells.items() if name in COLUMNS and value not in (None, "")}
        if not held or row >= len(files):
            continue
        if "year" in held:
            held["year"] = int(held["year"])
        if wrong := problem(Given(**held)):
            raise ValueError(f"{files[row]}, {COLUMNS[wrong[0]].lower()}: {wrong[1]}")
        found["*" if files[row] == REST else files[row]] = held
    return found
