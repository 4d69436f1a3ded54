"""Which column is which: where a table's columns are unclear, what each would be taken for, to be confirmed or changed."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analytics.loaders.looking import Table
from dashboard import page, words

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
MOST = 8  # kinds of tables asked about; those behind them are read as their names tell


def ask(tables: Sequence[Table]) -> dict[str, dict[str, str]]:
    """A card a table, with a choice for each column of ours; gives what is chosen, by the names of the files."""
    chosen: dict[str, dict[str, str]] = {}
    for number, table in enumerate(tables[:MOST]):
        first, *others = table.labels
        also = f" The same goes for {words.plural(len(others), 'more file', 'more files')} with these columns." if others else ""
        with page.card(f"Which column is which in {words.shorten(first)}?", f"Nothing has been read yet.{also}"):
            columns = _choices(table, number)
            if "text" not in columns:
                page.notice("Without a column that holds the text of the articles, this file is left out.")
            st.dataframe(
                pd.DataFrame(table.rows, columns=list(table.names)),
                hide_index=True,
                column_config={name: st.column_config.TextColumn(name, width=160) for name in table.names},
                placeholder="–",
                alt="The first rows of the file",
            )
            chosen |= dict.fromkeys(table.labels, columns)
    if len(tables) > MOST:
        page.notice(
            f"{words.plural(len(tables) - MOST, 'more kind', 'more kinds')} of tables will be read as their columns' names tell."
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
