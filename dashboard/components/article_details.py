"""Details of articles in the library: a table of outlets, dates and authors that is edited in place, and the edits so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analytics.library import Library
from analytics.loaders.given import Given
from analytics.tasks import edit_articles
from dashboard.components import layout, tables
from dashboard.text import formats

SAID, ROUND = "qb-details-said", "qb-details-round"
LISTS: dict[str, tuple[str, ...]] = {
    "Without a date or an outlet": ("published", "outlet"),
    "Without a date": ("published",),
    "Without an outlet": ("outlet",),
    "All": (),
}
MOST = 500


def card(library: Library) -> None:
    """Show the card: which articles, their table, fields for all of them, and the edits."""
    with layout.card(
        "Outlets, dates and authors", "Change a cell, or set a value for all articles of the table. No article is read again.",
        link="details",
    ):  # fmt: skip
        if st.session_state.get(SAID):
            layout.notice(st.session_state.pop(SAID))
        for line in edit_articles.damaged(library):
            layout.notice(line)
        left, right = layout.pair()
        chosen = left.selectbox("Articles", list(LISTS), key="details-list")
        asked = right.text_input("From the file (* for any letters)", key="details-from", placeholder="news/*.txt").strip()
        lacking, where = LISTS[chosen or "All"], {"loaded_from": asked} if asked else {}
        shown = _articles(str(library.path), library.fingerprint(), library, lacking, asked)
        if len(shown):
            _table(library, shown)
            _for_all(library, shown, where if not lacking else {})
        else:
            layout.nothing(
                "No such article", "Every article has what was asked for." if lacking else "No article is from such a file."
            )
        _history(library)


def _table(library: Library, shown: pd.DataFrame) -> None:
    key = _fresh("details-table")
    rows = shown.assign(
        published=shown["published"].dt.strftime("%Y-%m-%d %H:%M").str.removesuffix(" 00:00"),
        dateline=shown["place"].str.cat(shown["dateline"].str.removeprefix("--"), sep=", ", na_rep="").str.strip(", "),
    )
    for name in ("published", "outlet", "author"):
        rows[name] = rows[name].astype(object).where(rows[name].notna(), None)
    st.data_editor(
        rows,
        hide_index=True,
        num_rows="fixed",
        height=tables.height(len(rows)),
        key=key,
        column_order=["published", "outlet", "author", "title", "dateline", "loaded_from", "edit"],
        disabled=["title", "dateline", "loaded_from", "edit"],
        column_config={
            "published": st.column_config.TextColumn("Date (UTC)", width=140, help="As 2026-01-31 or 31 January 2026 09:30."),
            "outlet": st.column_config.TextColumn("Outlet", width=160),
            "author": st.column_config.TextColumn("Author", width=140),
            "title": st.column_config.TextColumn("Title", width=300),
            "dateline": st.column_config.TextColumn("Dateline", width=130),
            "loaded_from": st.column_config.TextColumn("From", width=180),
            "edit": st.column_config.NumberColumn("Edit", width=60, help="The last edit that changed the article."),
        },
    )
    if len(rows) == MOST:
        layout.small(f"The first {formats.count(MOST)} articles; the fields below are for these alone, unless a file is named.")
    st.button("Save the changed cells", key="details-save", on_click=_save, args=(library, rows, key))


def _for_all(library: Library, shown: pd.DataFrame, where: dict[str, str]) -> None:
    with st.form("details-all", border=False, clear_on_submit=True):
        places = st.columns(5)
        for place, (name, title) in zip(places, _FIELDS.items(), strict=True):
            place.text_input(title, key=f"details-{name}", max_chars=300)
        about = "all articles from that file" if where else formats.plural(len(shown), "article")
        ids = tuple(shown["article_id"])
        st.form_submit_button(f"Set for {about}", key="details-set", on_click=_set, args=(library, where, () if where else ids))


_FIELDS = {"outlet": "Outlet", "published": "Date", "year": "Year", "timezone": "Time zone of times", "author": "Author"}


def _save(library: Library, rows: pd.DataFrame, key: str) -> None:
    changes: dict[Any, Any] = st.session_state[key].get("edited_rows", {})
    try:
        made = edit_articles.make(library, edit_articles.edits_of(rows, {int(row): cells for row, cells in changes.items()}))
    except ValueError as error:
        _after(f"Nothing was saved. {error}")
        return
    _after(f"{formats.plural(len(made), 'edit').capitalize()} saved." if made else "No cell was changed.")


def _set(library: Library, where: dict[str, str], ids: Sequence[str]) -> None:
    held = {name: (st.session_state.get(f"details-{name}") or "").strip() for name in _FIELDS}
    year = held.pop("year")
    try:
        if year and not year.isdecimal():
            raise ValueError(f"year: found {year!r}. Expected a year such as 2026")
        given = Given(**{name: value for name, value in held.items() if value}, year=int(year) if year else None)
        edit = edit_articles.change(given, where=where, articles=ids, timezone_was=edit_articles.time_zone_of(library))
        effect = edit_articles.preview(library, edit)
        if effect.changed:
            edit_articles.make(library, [edit])
    except ValueError as error:
        _after(f"Nothing was set. {error}")
        return
    _after(f"{effect.words[0].upper()}{effect.words[1:]}.")


def _history(library: Library) -> None:
    rows = _edits(str(library.path), library.fingerprint(), library)
    if len(rows):
        st.dataframe(
            rows.assign(state=["in effect" if stands else "undone" for stands in rows["stands"]]),
            hide_index=True,
            height=tables.height(len(rows)),
            column_order=["edit", "at", "what", "state", "by", "changed"],
            column_config={
                "edit": st.column_config.NumberColumn("No.", width=50),
                "at": st.column_config.TextColumn("When (UTC)", width=170),
                "what": st.column_config.TextColumn("Edit", width=460),
                "state": st.column_config.TextColumn("State", width=90),
                "by": st.column_config.TextColumn("By", width=70),
                "changed": st.column_config.NumberColumn("Articles changed", width=120),
            },
            placeholder="–",
            alt="Edits of outlets, dates and authors",
        )
        with st.container(horizontal=True):
            st.button(
                "Undo the last edit", key="details-undo", on_click=_turn, args=(library, "undo"), disabled=not rows["stands"].any()
            )
            st.button("Redo", key="details-redo", on_click=_turn, args=(library, "redo"), disabled=bool(rows["stands"].all()))
            st.download_button(
                "Edits as a file", data=lambda: edit_articles.export_edits(library), file_name="quoteboard-details.jsonl",
                mime="application/jsonl", key="details-export", on_click="ignore",
                help="The edits in effect; another library can import them.",
            )  # fmt: skip
    given = st.file_uploader("Import edits from a file", type=["jsonl"], key=_fresh("details-file"))
    if given is not None:
        st.button("Import edits", key="details-import", on_click=_import, args=(library, given.getvalue(), given.name))


def _turn(library: Library, turn: str) -> None:
    try:
        turned = edit_articles.undo(library) if turn == "undo" else edit_articles.redo(library)
    except ValueError as error:
        _after(str(error))
        return
    _after(f"Edit {turned[0].of} is {'undone' if turn == 'undo' else 'made again'}.")


def _import(library: Library, data: bytes, name: str) -> None:
    try:
        made = edit_articles.import_edits(library, data, name)
    except ValueError as error:
        _after(f"No edit was imported. {error}")
        return
    _after(f"{formats.plural(len(made), 'edit').capitalize()} imported from {name}.")


def _after(text: str) -> None:
    st.session_state[SAID] = text
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _fresh(name: str) -> str:
    """Return a widget key that changes with every edit, so that no widget keeps its value for other articles."""
    return f"{name}-{st.session_state.get(ROUND, 0)}"


@st.cache_data(max_entries=8, show_spinner=False)
def _articles(path: str, fingerprint: str, _library: Library, lacking: tuple[str, ...], asked: str) -> pd.DataFrame:
    return edit_articles.articles(_library, lacking=lacking, where={"loaded_from": asked} if asked else None, limit=MOST)


@st.cache_data(max_entries=8, show_spinner=False)
def _edits(path: str, fingerprint: str, _library: Library) -> pd.DataFrame:
    return edit_articles.history(_library)
