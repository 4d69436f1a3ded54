"""Which library is open, and questions put to it.

A library opened from the import page is opened for the whole server: Quoteboard runs on its reader's own machine, and
everything that the reader has open should show the same articles. Nothing big is kept for a session: answers are small tables that
all share, known by the library's fingerprint and the filters, so that an import by another process is seen at once.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from analytics.library import Library
from analytics.library.database import LibraryError
from analytics.queries.filters import Filters
from analytics.queries.rows import select
from dashboard import page
from dashboard.answers import Answers

INVENTED = (
    "Everything shown here is invented: the sample that comes with Quoteboard. Its outlets, people and events do not exist. "
    "Your own articles go in on the page Import."
)


class Opened(NamedTuple):
    """The library that is shown, and whether it is the invented sample."""

    library: Library
    sample: bool


def named() -> Path | None:
    """The folder after ``--library`` on the command line, if one was given."""
    given = sys.argv[1:]
    for n, word in enumerate(given):
        if word == "--library" and n + 1 < len(given):
            return Path(given[n + 1])
        if word.startswith("--library="):
            return Path(word.partition("=")[2])
    return None


def own_folder() -> Path:
    """Where a library of the reader's own is made when only the sample is open."""
    return Path.home() / "Quoteboard"


def target(found: Opened | str) -> Path:
    """Where an import goes: the open library, the new folder that was asked for, or, beside the sample, one of the reader's own."""
    if isinstance(found, Opened):
        return own_folder() if found.sample else found.library.path
    asked = None if _choice()["made"] else named()
    return asked if asked is not None and (not asked.exists() or (asked.is_dir() and not any(asked.iterdir()))) else own_folder()


def open_for_all(path: Path | None) -> None:
    """Show another library from now on, in every window of this server; None is the sample."""
    _choice().update(path=path, made=True)


def opener(path: Path) -> Callable[[], None]:
    """`open_for_all`, to be called later, also by a thread that is no session's."""
    return functools.partial(_choice().update, path=path, made=True)


def find() -> Opened | str:
    """The open library, or in a line why there is none."""
    choice = _choice()
    path = choice["path"] if choice["made"] else named()
    try:
        return Opened(_library(str(path or _sample())), path is None)
    except (LibraryError, OSError) as error:
        return str(error)


def opened() -> Library:
    """The open library, with articles in it. Where there is none, the page says why and what to do, and ends there."""
    found = find()
    if isinstance(found, str):
        page.nothing("There is no library to show", found)
        page.nothing(
            "",
            "A library is made by: quoteboard analyse ARTICLES --library FOLDER, and opened by: quoteboard serve --library FOLDER",
        )
        with st.container(horizontal=True, horizontal_alignment="center"):
            st.button("Open the invented sample", on_click=open_for_all, args=(None,), type="primary")
            _import_button()
        st.stop()
    if not len(found.library.query("SELECT 1 FROM articles LIMIT 1")):
        page.nothing("This library holds no articles yet", f"{found.library.path} was opened, and nothing has been added to it.")
        with st.container(horizontal=True, horizontal_alignment="center"):
            _import_button(primary=True)
        st.stop()
    return found.library


def _import_button(primary: bool = False) -> None:
    if st.button("Import articles", type="primary" if primary else "secondary"):
        st.switch_page("dashboard/pages/add.py")


def ask(question: Callable[..., Any], library: Library, filters: Filters, *rest: Any) -> Any:
    """The answer of a counting function, kept where the same was asked of the same articles before."""
    return _answers().get(_key(question, library, filters, rest), lambda: question(library, filters, *rest))


def ahead(library: Library, filters: Filters, *questions: tuple[Any, ...]) -> None:
    """Put questions that are going to be asked, each a function and what it takes beside library and filters, side by side."""
    answers = _answers()
    for question, *rest in questions:
        answers.ahead(
            _key(question, library, filters, tuple(rest)),
            functools.partial(question, library, filters, *rest),
        )


def first_rows(library: Library, filters: Filters, table: str, order: tuple[str, ...] | None = None) -> pd.DataFrame:
    """The first rows of a table as `select` sorts them, as many and with what a page shows; a question for `ask`."""
    return select(library, table, filters, page.LISTED[table], order, limit=page.MOST_ROWS)


def _key(question: Callable[..., Any], library: Library, filters: Filters, rest: tuple[Any, ...]) -> Hashable:
    return question, str(library.path), library.fingerprint(), filters, rest


def masthead(found: Opened | str) -> None:
    """Says on every page that the sample is invented."""
    if isinstance(found, Opened) and found.sample:
        page.notice(INVENTED, "invented")


@st.cache_resource(show_spinner=False)
def _choice() -> dict[str, Any]:
    return {"path": None, "made": False}


@st.cache_resource(max_entries=4, show_spinner=False)
def _library(path: str) -> Library:
    return Library(path)


@st.cache_resource(show_spinner="Reading the invented sample for the first time")
def _sample() -> Path:
    from analytics.tasks.sample import sample_library  # brings the engines along, which only a first start needs

    return sample_library()


@st.cache_resource(show_spinner=False)
def _answers() -> Answers:
    return Answers()
