"""Download buttons: CSVs of exactly what is on screen, written by the function that `quoteboard export` uses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.library import Library
from analytics.queries.export import write_csv, write_zip
from analytics.queries.filters import Filters
from analytics.queries.rows import export_rows

RAW = "qb-raw"  # session key of the switch that leaves formulas as they are


def table(library: Library, name: str, filters: Filters, label: str = "All columns as CSV", key: str = "") -> None:
    """Offer all rows of a table under the filters, byte for byte what `quoteboard export` writes."""
    hint = "All rows under the current filters, with offsets, rules and addresses. The same file as `quoteboard export`."
    _csv(label, lambda: write_csv(export_rows(library, name, filters)), key or name, hint=hint)


def everything(library: Library, filters: Filters, names: dict[str, str]) -> None:
    """Offer all tables under the filters as one archive, with a note of the filters and the version."""
    address = "?" + urlencode({key: st.query_params.get_all(key) for key in st.query_params}, doseq=True)
    raw = bool(st.session_state.get(RAW))
    st.download_button(
        "All tables as ZIP",
        data=lambda: write_zip(library, filters, raw=raw, names=names, address=address if len(address) > 1 else ""),
        file_name="quoteboard.zip",
        mime="application/zip",
        key="zip",
        on_click="ignore",
        help="Articles, sentences, quotes, mentions and actors under the current filters: one CSV each, and a note of the filters.",
    )
    st.toggle(
        "Keep formulas",
        key=RAW,
        help="In the ZIP only. Off: text that a spreadsheet would run as a formula gets an apostrophe before it.",
    )


def whole(library: Library, name: str) -> None:
    """Offer a table that no filter changes (actors, names or skipped), as `quoteboard export` writes it."""
    _csv("The whole table as CSV", lambda: write_csv(export_rows(library, name)), name)


def rows(rows: pd.DataFrame, name: str, label: str) -> None:
    """Offer a small table that is on the page."""
    _csv(label, lambda: write_csv(rows), name)


def numbers(rows: pd.DataFrame, name: str, place: DeltaGenerator | None = None) -> None:
    """Offer the numbers behind a chart or list, with a small button; ``place`` is the line below the chart."""
    with place or st.container():
        _csv("Numbers as CSV", lambda: write_csv(rows), name, look="tertiary")


def _csv(
    label: str, data: Callable[[], bytes], name: str, look: Literal["secondary", "tertiary"] = "secondary", hint: str | None = None
) -> None:
    st.download_button(
        label,
        data=data,
        file_name=f"quoteboard-{name}.csv",
        mime="text/csv",
        key=f"csv-{name}",
        on_click="ignore",
        type=look,
        help=hint,
    )
