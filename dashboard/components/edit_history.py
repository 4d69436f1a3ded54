"""Edits of actors: making, undoing and importing them, what the last one did, and the table of all."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analytics import permission
from analytics.actors.edits import Edit
from analytics.library import Library
from analytics.queries.export import write_csv
from analytics.tasks import edit_actors
from dashboard.components import layout, tables
from dashboard.text import formats

SAID, ROUND, AT = "qb-edited", "qb-edits", "qb-actor"  # session keys: result of the last edit, number of edits, edited actor
ORDER = (
    "Which edit wins: aliases.csv in the library’s folder before all edits; a later edit before an earlier one; an edit for one "
    "article, outlet or wording before an edit for a name; any edit before what Quoteboard decides itself."
)


def result() -> None:
    """Show what the last edit did, or why it was not made."""
    if st.session_state.get(SAID):
        layout.notice(st.session_state.pop(SAID))


def fresh(name: str) -> str:
    """Return a widget key that changes with every edit, so that no widget keeps its value for another actor."""
    return f"{name}-{st.session_state.get(ROUND, 0)}"


@st.cache_data(max_entries=50, show_spinner="Counting what that would change")
def _effect(path: str, fingerprint: str, _library: Library, edit: Edit) -> edit_actors.Effect:
    return edit_actors.preview(_library, edit)


def effect(library: Library, edit: Edit) -> str:
    """Say what an edit would change. Raises ValueError if it cannot be made."""
    return _effect(str(library.path), library.fingerprint(), library, edit).words


def make(library: Library, edit: Edit) -> None:
    """Make an edit and keep its result for `result`."""
    try:
        changed = edit_actors.preview(library, edit)
        [made] = edit_actors.make(library, [edit])
    except ValueError as error:
        _after(str(error))
        return
    about = (edit.to or edit.actor, edit.to_type or edit.type) if edit.what != "rename" else (edit.to, edit.type)
    if edit.what == "type":
        about = (edit.actor, edit.to_type)
    _after(f"Edit {made.edit} is saved. {changed.words}", about)


def history(library: Library) -> None:
    """Show all edits, with buttons that undo, redo, export and import them; nothing to a reader if there are none."""
    rows = _history(str(library.path), library.fingerprint(), library)
    if not len(rows) and not permission.allowed():
        return
    with layout.card("Edits", "The newest first. Edits change no article, and each can be undone."):
        if len(rows):
            _table(library, rows)
        else:
            layout.nothing("No edits yet", "Choose an actor above and edit it, or import the edits of another library.")
        if permission.allowed():
            given = st.file_uploader("Import edits from a CSV", type=["csv"], key=fresh("edits-file"))
            if given is not None:
                arguments = (library, given.getvalue(), given.name)
                st.button("Import edits", key="edits-import", on_click=_import, args=arguments)
        layout.small(ORDER)


def _table(library: Library, rows: pd.DataFrame) -> None:
    event = st.dataframe(
        rows.assign(state=["in effect" if in_effect else "undone" for in_effect in rows["stands"]]),
        hide_index=True,
        height=tables.height(len(rows)),
        on_select="rerun",
        selection_mode="single-row",
        key=fresh("edits-table"),
        column_order=["edit", "at", "what", "state", "by", "note"],
        column_config={
            "edit": st.column_config.NumberColumn("No.", width=50),
            "at": st.column_config.TextColumn("When (UTC)", width=170),
            "what": st.column_config.TextColumn("Edit", width=420),
            "state": st.column_config.TextColumn("State", width=90),
            "by": st.column_config.TextColumn("By", width=70),
            "note": st.column_config.TextColumn("Why it has no effect", width=300),
        },
        placeholder="–",
        alt="Edits of actors",
    )
    picked = event.selection.rows if event else []
    one = rows.iloc[picked[0]] if picked and picked[0] < len(rows) else None
    with st.container(horizontal=True):
        if permission.allowed():
            st.button("Undo the last edit", key="undo-last", on_click=_turn, args=(library, "undo", ()),
                      disabled=not rows["stands"].any())  # fmt: skip
            st.button("Redo", key="redo-last", on_click=_turn, args=(library, "redo", ()), disabled=bool(rows["stands"].all()),
                      help="Redo the edit that was undone last.")  # fmt: skip
        if one is not None and permission.allowed():
            turn = "undo" if one["stands"] else "redo"
            st.button(f"{turn.capitalize()} the selected edit", key="turn-one", on_click=_turn,
                      args=(library, turn, (int(str(one["edit"])),)))  # fmt: skip
        st.download_button(
            "Edits as CSV", data=lambda: write_csv(edit_actors.export_edits(library)), file_name="quoteboard-edits.csv",
            mime="text/csv", key="csv-edits", on_click="ignore", help="The edits in effect; another library can import them.",
        )  # fmt: skip


def _turn(library: Library, turn: str, numbers: Sequence[int]) -> None:
    try:
        turned = edit_actors.undo(library, numbers) if turn == "undo" else edit_actors.redo(library, numbers)
    except ValueError as error:
        _after(str(error))
        return
    _after(f"Edit {', '.join(str(edit.of) for edit in turned)} is {'undone' if turn == 'undo' else 'redone'}.")


def _import(library: Library, data: bytes, name: str) -> None:
    try:
        made = edit_actors.import_edits(library, data, name)
    except ValueError as error:
        _after(f"No edit was imported. {error}")
        return
    _after(f"{formats.plural(len(made), 'edit').capitalize()} imported from {name}.")


def _after(text: str, about: object = None) -> None:
    st.session_state[SAID] = text
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    if about:
        st.session_state[AT] = about


@st.cache_data(max_entries=8, show_spinner=False)
def _history(path: str, fingerprint: str, _library: Library) -> pd.DataFrame:
    return edit_actors.history(_library)
