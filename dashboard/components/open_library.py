"""The open library as pages need it: with articles in it, or a message that says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from analytics import permission
from analytics.library import Library
from dashboard.components import entry, layout
from dashboard.state import filters, library
from dashboard.state.library import Opened

INVENTED = (
    "Everything shown here is invented: it is the sample that comes with Quoteboard. Its outlets, people and events do not exist. "
    "Add your own articles on the Import page."
)
HOW = "To make a library: quoteboard analyse ARTICLES --library FOLDER. To open it: quoteboard serve --library FOLDER"


def opened() -> Library:
    """Return the open library if it holds articles. Otherwise show why not and what to do, and end the page."""
    found = library.find()
    if isinstance(found, str):
        layout.nothing("No library is open", found)
        if permission.allowed():
            layout.nothing("", HOW)
            with st.container(horizontal=True, horizontal_alignment="center"):
                st.button("Open the invented sample", on_click=library.open_here, args=(None,), type="primary")
                _import_button()
        st.stop()
    if not library.ask_rows(_has_articles, found.library):
        layout.nothing("This library holds no articles yet", f"{_name(found.library)} is open, and nothing has been added to it.")
        with st.container(horizontal=True, horizontal_alignment="center"):
            _import_button(primary=True)
        st.stop()
    return found.library


def masthead(found: Opened | str) -> None:
    """Show the product's name and the open library on every page, with a menu of others; say that the sample is invented."""
    choices = library.libraries(found)
    path = None if isinstance(found, str) or found.sample else found.library.path.absolute()
    current = next((name for name, one in choices.items() if one == path), library.SAMPLE)
    with st.container(key="qb-masthead", horizontal=True, vertical_alignment="center", gap="small"):
        layout.brand("No library" if isinstance(found, str) else current)
        if len(choices) > 1:
            menu = st.popover("Switch library", type="tertiary", key="qb-libraries", on_change="rerun")
            if menu.open:
                menu.selectbox(
                    "Library of this window", list(choices), index=list(choices).index(current), key="qb-switch",
                    on_change=_switch, args=(choices,),
                )  # fmt: skip
        entry.sign_out()
    if isinstance(found, Opened) and found.sample:
        layout.notice(INVENTED, "invented")


def _has_articles(opened: Library) -> bool:
    return bool(len(opened.query("SELECT 1 FROM articles LIMIT 1")))


def _name(opened: Library) -> str:
    """The library's folder, for those who may know paths."""
    return str(opened.path) if permission.allowed() else opened.path.name


def _switch(choices: Mapping[str, Path | None]) -> None:
    name = st.session_state["qb-switch"]
    if name in choices:
        library.open_here(choices[name])
        filters.clear()


def _import_button(primary: bool = False) -> None:
    if st.button("Import articles", type="primary" if primary else "secondary"):
        st.switch_page("dashboard/pages/import_articles.py")
