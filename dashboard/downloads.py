"""CSV of exactly what is on screen: the same rows, written by the one function that `quoteboard export` uses too."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analytics.library import Library
from analytics.queries.export import write_csv, write_zip
from analytics.queries.filters import Filters
from analytics.queries.rows import export_rows

RAW = "qb-raw"


def table(library: Library, name: str, filters: Filters, label: str = "All columns as CSV") -> None:
    """A button for all rows of a table under the filters: byte for byte what `quoteboard export` writes under the same."""
    st.download_button(
        label,
        data=lambda: write_csv(export_rows(library, name, filters)),
        file_name=f"quoteboard-{name}.csv",
        mime="text/csv",
        key=f"csv-{name}",
        on_click="ignore",
        help="Every row under the present filters, with offsets, rules and addresses. The same file as `quoteboard export`.",
    )


def everything(library: Library, filters: Filters, names: dict[str, str]) -> None:
    """A button for all tables under the filters as one archive, with a note of the filters and the version beside them."""
    address = "?" + urlencode({key: st.query_params.get_all(key) for key in st.query_params}, doseq=True)
    raw = bool(st.session_state.get(RAW))
    st.download_button(
        "All tables as ZIP",
        data=lambda: write_zip(library, filters, raw=raw, names=names, address=address if len(address) > 1 else ""),
        file_name="quoteboard.zip",
        mime="application/zip",
        key="zip",
        on_click="ignore",
        help="Articles, sentences, quotes, mentions and actors under the present filters, a CSV each, with a note of the filters.",
    )
    st.toggle(
        "Formulas as found",
        key=RAW,
        help="In the ZIP only. Off: a text that a spreadsheet would run as a formula gets an apostrophe before it.",
    )


def whole(library: Library, name: str) -> None:
    """A button for a table that no filter touches: actors, names or skipped, whole, as `quoteboard export` writes it."""
    st.download_button(
        "The whole table as CSV",
        data=lambda: write_csv(export_rows(library, name)),
        file_name=f"quoteboard-{name}.csv",
        mime="text/csv",
        key=f"csv-{name}",
        on_click="ignore",
    )


def rows(rows: pd.DataFrame, name: str, label: str) -> None:
    """A button for a small table that is there already."""
    st.download_button(
        label,
        data=lambda: write_csv(rows),
        file_name=f"quoteboard-{name}.csv",
        mime="text/csv",
        key=f"csv-{name}",
        on_click="ignore",
    )


def numbers(rows: pd.DataFrame, name: str) -> None:
    """A small button for the numbers behind a chart, as they were counted."""
    st.download_button(
        "Numbers as CSV",
        data=lambda: write_csv(rows),
        file_name=f"quoteboard-{name}.csv",
        mime="text/csv",
        key=f"csv-{name}",
        on_click="ignore",
        type="tertiary",
    )
