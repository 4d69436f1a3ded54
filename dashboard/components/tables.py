"""Tables of articles, quotes, mentions and skipped inputs as pages show them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from analytics.library import Library
from analytics.queries.base import ask
from analytics.queries.filters import Filters
from dashboard.components import layout
from dashboard.state.filters import QUOTE, along, choices
from dashboard.text import formats
from dashboard.text.terms import TERMS

STRONGEST = "strongest first"
ORDERS: dict[str, tuple[str, ...] | None] = {STRONGEST: None, "newest first": None, "longest first": ("-words",)}
_HEAD, _ROW, _TALLEST = 38, 35, 420  # pixels


class Listed(NamedTuple):
    """The rows of a table, and the same as the browser gets them: made once and shared by all windows, never to be changed."""

    rows: pd.DataFrame
    shown: pa.Table


def listed(
    library: Library, filters: Filters, make: Callable[[pd.DataFrame, Mapping[str, str]], Listed], query: Any, *rest: Any
) -> Listed:
    """Return the rows of a query ready to be shown; a query for `ask`. ``make`` is one of the functions below."""
    return make(query(library, filters, *rest), choices(library).names)


def of_actors(rows: pd.DataFrame, names: Mapping[str, str]) -> Listed:
    """Make rows ready that are about actors: the page about each has its address in ``page``. ``names`` are the filter's, by id."""
    pages = {actor: "actor?" + urlencode({"actor": names[actor]}) for actor in set(rows["actor"].dropna()) & names.keys()}
    return Listed(rows, _shown(rows.assign(page=pd.Series([pages.get(actor) for actor in rows["actor"]], rows.index, "str"))))


def of_articles(rows: pd.DataFrame, names: Mapping[str, str]) -> Listed:
    """Make rows of articles ready, with the address of each in the reader."""
    read = ["article?" + urlencode({"article": a}) for a in rows["article_id"]]
    return Listed(rows, _shown(rows.assign(read=read)))


def of_quotes(rows: pd.DataFrame, names: Mapping[str, str]) -> Listed:
    """Make rows of quotes ready, with the words of the text for a speaker that is not identified."""
    unidentified = rows["speaker_text"].map("[{}]".format, na_action="ignore")
    shown = rows.assign(
        strength=rows["strength"].fillna(rows["kind"]),
        actor_name=rows["actor_name"].where(rows["actor_name"].notna(), unidentified),
    )
    return Listed(rows, of_actors(shown, names).shown)


def of_mentions(rows: pd.DataFrame, names: Mapping[str, str]) -> Listed:
    """Make rows of mentions ready, with whether each is in a quote."""
    return Listed(rows, of_actors(rows.assign(inside=rows["quote"].notna()), names).shown)


def _shown(rows: pd.DataFrame) -> pa.Table:
    if "tone" in rows:
        rows = rows.assign(tone=rows["tone"].round(2) + 0.0)  # no -0.00
    return pa.Table.from_pandas(rows, preserve_index=False)


def under_filters(shown: pa.Table) -> pa.Table:
    """Return a table whose addresses in ``page`` have the filters of this window along."""
    kept = urlencode(along(), doseq=True)
    if not kept:
        return shown
    pages = pc.binary_join_element_wise(shown["page"].cast(pa.string()), kept, "&")
    return shown.set_column(shown.schema.get_field_index("page"), "page", pages)


def page_column() -> Any:
    """Return the column that leads to the page about a row's actor."""
    return st.column_config.LinkColumn(
        "Page", display_text="Open", width=60, help="The page about this actor under the filters, in a new window."
    )


def height(rows: int) -> int:
    """Return the height of a table: its rows and no empty ones, up to the height at which it scrolls."""
    return min(_TALLEST, _HEAD + _ROW * max(rows, 1))


def cut(shown: int, total: int) -> None:
    """Say so if a table holds more rows than the browser is given."""
    if shown < total:
        layout.small(f"The first {formats.count(shown)} of {formats.count(total)} rows. The CSV holds all.")


def articles(table: Listed, total: int) -> None:
    """Show articles with a link to the reader."""
    st.dataframe(
        table.shown,
        hide_index=True,
        height=height(len(table.rows)),
        column_order=["published", "outlet", "title", "words", "read"],
        column_config={
            "published": st.column_config.DatetimeColumn("Published (UTC)", format="D MMM YYYY, HH:mm", width=150),
            "outlet": st.column_config.TextColumn("Outlet", width=150),
            "title": st.column_config.TextColumn("Title", width=560),
            "words": st.column_config.NumberColumn("Words", format="localized", width=80),
            "read": st.column_config.LinkColumn("Read", display_text="Open", width=70),
        },
        placeholder="–",
        alt="Articles under the current filters",
    )
    cut(len(table.rows), total)


def quotes(table: Listed, total: int, key: str = "quotes-table", name: str = "Quotes under the current filters") -> None:
    """Show quotes, under a ``name`` for screen readers; a selected row goes into the address, where `chosen_quote` finds it."""
    rows = table.rows

    def selected() -> None:
        picked = st.session_state[key].selection.rows
        if picked and picked[0] < len(rows):
            row = rows.iloc[picked[0]]
            st.query_params[QUOTE] = f"{row['quote']}:{row['article_id']}"
        else:
            st.query_params.pop(QUOTE, None)

    st.dataframe(
        under_filters(table.shown),
        hide_index=True,
        height=height(len(rows)),
        on_select=selected,
        selection_mode="single-row",
        key=key,
        column_order=["actor_name", "page", "text", "cue", "stance", "strength", "published", "outlet", "tone", "confidence"],
        column_config={
            "actor_name": st.column_config.TextColumn(
                "Speaker", width=150, help="In brackets: the words of the text, if the speaker could not be identified by name."
            ),
            "page": page_column(),
            "text": st.column_config.TextColumn("Quote", width=290),
            "cue": st.column_config.TextColumn("Reporting verb", width=105),
            "stance": st.column_config.TextColumn("Stance", width=80, help=TERMS["stance"]),
            "strength": st.column_config.TextColumn("Strength", width=75, help=TERMS["strength"]),
            "published": st.column_config.DatetimeColumn("Date (UTC)", format="D MMM YYYY", width=95),
            "outlet": st.column_config.TextColumn("Outlet", width=115),
            "tone": st.column_config.NumberColumn("Tone", format="%+.2f", width=60, help=TERMS["tone"]),
            "confidence": st.column_config.NumberColumn("Confidence", format="%.2f", width=90, help=TERMS["confidence"]),
        },
        placeholder="–",
        alt=name,
    )
    cut(len(rows), total)


def selected_quote(library: Library, filters: Filters) -> tuple[str, int] | None:
    """Return article id and number of the quote that the address names, if the filters match it."""
    number, _, article_id = st.query_params.get(QUOTE, "").partition(":")
    if re.fullmatch("[0-9]{1,8}", number):
        same = "article IN (SELECT article FROM counted_articles WHERE article_id = ?) AND quote = ?"
        if len(ask(library, "quotes", filters, f"SELECT 1 FROM {{rows}} WHERE {same}", [article_id, int(number)])):
            return article_id, int(number)
    return None


def chosen_quote(library: Library, filters: Filters, rows: pd.DataFrame) -> tuple[str, int]:
    """Return article id and number of the selected quote, else of the first row."""
    first = rows.iloc[0]
    return selected_quote(library, filters) or (str(first["article_id"]), int(first["quote"]))


def forms(rows: pd.DataFrame) -> None:
    """Show the forms of an actor's name, each with a sentence of the newest article."""
    st.dataframe(
        rows,
        hide_index=True,
        height=height(len(rows)),
        column_order=["text", "mentions", "articles", "example"],
        column_config={
            "text": st.column_config.TextColumn("In the text", width=190),
            "mentions": st.column_config.NumberColumn("Mentions", format="localized", width=80),
            "articles": st.column_config.NumberColumn("Articles", format="localized", width=80),
            "example": st.column_config.TextColumn("Example", width=720),
        },
        alt="Forms of the actor",
    )


def mentions(table: Listed, total: int) -> int:
    """Show mentions and return the index of the selected row, 0 if none is selected."""
    event = st.dataframe(
        under_filters(table.shown),
        hide_index=True,
        height=height(len(table.rows)),
        on_select="rerun",
        selection_mode="single-row",
        key="mentions-table",
        column_order=["actor_name", "page", "text", "actor_type", "inside", "tone", "published", "outlet", "title"],
        column_config={
            "actor_name": st.column_config.TextColumn("Actor", width=190),
            "page": page_column(),
            "text": st.column_config.TextColumn("In the text", width=190),
            "actor_type": st.column_config.TextColumn("Type", width=100),
            "inside": st.column_config.CheckboxColumn("In a quote", width=80),
            "tone": st.column_config.NumberColumn("Toward (estimate)", format="%+.2f", width=120, help=TERMS["tone toward"]),
            "published": st.column_config.DatetimeColumn("Date (UTC)", format="D MMM YYYY", width=100),
            "outlet": st.column_config.TextColumn("Outlet", width=150),
            "title": st.column_config.TextColumn("Article", width=380),
        },
        placeholder="–",
        alt="Mentions under the current filters",
    )
    cut(len(table.rows), total)
    return _selected(event, len(table.rows))


def skipped(rows: pd.DataFrame, total: int) -> None:
    """Show files and rows that were skipped, and why."""
    st.dataframe(
        rows,
        hide_index=True,
        height=height(len(rows)),
        column_config={
            "file": st.column_config.TextColumn("File", width=260),
            "row": st.column_config.NumberColumn("Row", width=70),
            "reason": st.column_config.TextColumn("Reason", width=700),
        },
        placeholder="–",
        alt="Skipped files and rows",
    )
    cut(len(rows), total)


def _selected(event: Any, rows: int) -> int:
    picked = event.selection.rows if event else []
    return int(picked[0]) if picked and picked[0] < rows else 0
