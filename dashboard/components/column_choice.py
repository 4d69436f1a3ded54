"""Column choice: if a table's columns are unclear, the user confirms or changes which column is which."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analytics.loaders.looking import Table
from dashboard.components import layout
from dashboard.text import formats

OURS = {
    "text": "Text",
    "title": "Headline",
    "published": "Date",
    "outlet": "Outlet",
    "author": "Author",
    "url": "Address",
    "language": "Language",
    "article_id": "Id",
}
NONE = "(no column)"
MOST = 8  # tables with different columns that are asked about; further ones are read by their column names


def ask(tables: Sequence[Table]) -> dict[str, dict[str, str]]:
    """Show one card per table with a choice for each of our columns; return the choices by file."""
    chosen: dict[str, dict[str, str]] = {}
    for number, table in enumerate(tables[:MOST]):
        first, *others = table.labels
        guess = f" Guessed from what is in them: {', '.join(OURS[one].lower() for one in table.guessed)}." if table.guessed else ""
        also = f" This applies to {formats.plural(len(others), 'more file', 'more files')} with the same columns." if others else ""
        with layout.card(f"Which column is which in {formats.shorten(first)}?", f"This file has not been read yet.{guess}{also}"):
            columns = _choices(table, number)
            if "text" not in columns:
                layout.notice("Choose the column with the text of the articles; without it, this file is skipped.")
            st.dataframe(
                pd.DataFrame(table.rows, columns=list(table.names)),
                hide_index=True,
                column_config={name: st.column_config.TextColumn(name, width=160) for name in table.names},
                placeholder="–",
                alt="The first rows of the file",
            )
            chosen |= dict.fromkeys(table.labels, columns)
    if len(tables) > MOST:
        layout.notice(
            f"{formats.plural(len(tables) - MOST, 'more table', 'more tables')} with other columns will be read by column names."
        )
    return chosen


def _choices(table: Table, number: int) -> dict[str, str]:
    options = [NONE, *table.names]
    found: dict[str, str] = {}
    for row in (list(OURS)[:4], list(OURS)[4:]):
        for ours, place in zip(row, st.columns(4), strict=True):
            theirs = place.selectbox(
                OURS[ours],
                options,
                index=options.index(table.mapped[ours]) if ours in table.mapped else 0,
                key=f"column-{number}-{ours}",
            )
            if theirs and theirs != NONE:
                found[ours] = theirs
    return found
