"""The menu of saved views and named lists of actors: open, save, remove, undo, export."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from analytics import permission
from analytics.library import Library
from analytics.tasks import saved
from analytics.tasks.saved import Saved
from dashboard.components import downloads, layout
from dashboard.state.filters import Choices

SAID = "qb-saved-said"  # session key of what the last change did
PAGE = "qb-page"  # session key of the page that is open, set by app.py


def menu(library: Library, choices: Choices, actors: Sequence[str]) -> None:
    """Show the menu; ``actors`` are the labels in the actor filter. Its content is drawn only while it is open."""
    shown = st.popover("Saved", width="content", key="qb-saved", on_change="rerun")
    if not shown.open:
        return
    with shown:
        if said := st.session_state.pop(SAID, None):
            layout.notice(said)
        try:
            found = saved.read(library)
        except ValueError as error:
            layout.notice(f"Saved views cannot be read: {error}")
            return
        views = [one for one in found if one.kind == "view"]
        lists = [one for one in found if one.kind == "list"]
        layout.links([layout.Link(one.name, one.address or "./") for one in views], "No saved views yet.")
        layout.small(f"Lists of actors: {', '.join(one.name for one in lists)}." if lists else "No lists of actors yet.")
        if not permission.allowed():
            downloads.rows(saved.table(library), "saved", "Saved as CSV")
            return
        name = st.text_input("Name", key="qb-saved-name", max_chars=saved.LONGEST_NAME).strip()
        with st.container(horizontal=True, gap="small"):
            st.button("Save this view", key="qb-save-view", on_click=_save, args=(library, Saved("view", name, _address())))
            st.button("Save actors as a list", key="qb-save-list", on_click=_save_list, args=(library, choices, name, actors),
                      disabled=not actors)  # fmt: skip
        if found:
            labels = {f"{one.kind.capitalize()}: {one.name}": one for one in found}
            picked = st.selectbox("Remove", list(labels), index=None, key="qb-saved-which", placeholder="A view or list")
            one = labels.get(picked or "")
            with st.container(horizontal=True, gap="small"):
                st.button("Remove", key="qb-saved-remove", on_click=_remove, args=(library, one), disabled=one is None)
                st.button("Undo the last change", key="qb-saved-undo", on_click=_undo, args=(library,))
                downloads.rows(saved.table(library), "saved", "Saved as CSV")
        elif (library.path / saved.FILE).exists():
            st.button("Undo the last change", key="qb-saved-undo", on_click=_undo, args=(library,))


def saved_or_none(library: Library) -> list[Saved]:
    """Return what is saved; nothing if the file cannot be read, which the menu says."""
    try:
        return saved.read(library)
    except ValueError:
        return []


def _address() -> str:
    """Return the address of the open page, without the server and the selected quote."""
    kept = {key: st.query_params.get_all(key) for key in st.query_params if key != "quote"}
    return f"{st.session_state.get(PAGE, '')}?{urlencode(kept, doseq=True)}" if kept else str(st.session_state.get(PAGE, ""))


def _save(library: Library, one: Saved) -> None:
    try:
        saved.save(library, one)
    except (ValueError, OSError) as error:
        st.session_state[SAID] = str(error)
    else:
        st.session_state[SAID] = f"The {one.kind} {one.name!r} is saved."


def _save_list(library: Library, choices: Choices, name: str, labels: Sequence[str]) -> None:
    ids = choices.chosen_actors(labels)
    rows = library.query("SELECT name, type FROM actors WHERE list_contains($ids, actor) ORDER BY name, type", {"ids": list(ids)})
    _save(library, Saved("list", name, "", tuple(rows.itertuples(index=False, name=None))))


def _remove(library: Library, one: Saved | None) -> None:
    if one is None:
        return
    try:
        saved.remove(library, one.kind, one.name)
    except (ValueError, OSError) as error:
        st.session_state[SAID] = str(error)
    else:
        st.session_state[SAID] = f"The {one.kind} {one.name!r} is removed."


def _undo(library: Library) -> None:
    try:
        st.session_state[SAID] = saved.undo(library)
    except (ValueError, OSError) as error:
        st.session_state[SAID] = str(error)
