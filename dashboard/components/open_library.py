"""The open library as pages need it: with articles in it, or a message that says what to do."""

from __future__ import annotations

import streamlit as st

from analytics.library import Library
from dashboard.components import layout
from dashboard.state import library
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
        layout.nothing("", HOW)
        with st.container(horizontal=True, horizontal_alignment="center"):
            st.button("Open the invented sample", on_click=library.open_for_all, args=(None,), type="primary")
            _import_button()
        st.stop()
    if not len(found.library.query("SELECT 1 FROM articles LIMIT 1")):
        layout.nothing("This library holds no articles yet", f"{found.library.path} is open, and nothing has been added to it.")
        with st.container(horizontal=True, horizontal_alignment="center"):
            _import_button(primary=True)
        st.stop()
    return found.library


def masthead(found: Opened | str) -> None:
    """Say on every page that the sample is invented."""
    if isinstance(found, Opened) and found.sample:
        layout.notice(INVENTED, "invented")


def _import_button(primary: bool = False) -> None:
    if st.button("Import articles", type="primary" if primary else "secondary"):
        st.switch_page("dashboard/pages/import_articles.py")
