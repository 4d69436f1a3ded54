"""The library that is open, and cached queries to it.

Each window shows the library of the command line, else the user's own, else the sample, until an editor opens another in it.
Nothing big is kept per session: answers are small tables that all sessions share, keyed by the library's fingerprint and the
filters, so that an import by another process shows at once.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pandas as pd
import streamlit as st

from analytics import permission, start
from analytics.library import Library, facts
from analytics.library.database import LibraryError
from analytics.queries.filters import Filters
from analytics.queries.rows import select
from analytics.quotes.strength import DEFAULT_CONFIDENCE, DEFAULT_STRENGTHS
from dashboard.state.answers import Answers

SAMPLE = "Invented sample"
MARKER = "quoteboard.json"  # the file that makes a folder a library
HERE = "qb-library"  # session key of the library of this window, a tuple of one path
UNREADABLE = "The library of this board cannot be opened. Whoever runs it sees why by quoteboard check."
MOST_BESIDE = 200
MOST_ROWS = 500  # rows of a table in the browser; a CSV always holds all
LISTED = {
    "articles": ("published", "outlet", "title", "words", "article_id"),
    "quotes": ("actor_name", "text", "cue", "stance", "kind", "strength", "published", "outlet", "tone", "confidence",
               "speaker_text", "article_id", "quote", "actor"),
    "mentions": ("actor_name", "text", "actor_type", "quote", "tone", "published", "outlet", "title", "article_id",
                 "sentence", "start", "end", "actor"),
}  # fmt: skip
"""The columns of a table that its rows on a page need: those shown, and the key of the row."""

T = TypeVar("T")
_seen: ContextVar[dict[Path, Hashable] | None] = ContextVar("seen", default=None)


class Opened(NamedTuple):
    """The open library, and whether it is the invented sample."""

    library: Library
    sample: bool


def named() -> Path | None:
    """Return the folder given as ``--library`` on the command line, if there is one."""
    return start.started().library


def own_folder() -> Path:
    """Return the folder of the user's own library, used while only the sample is open."""
    return Path.home() / "Quoteboard"


def target(found: Opened | str) -> Path:
    """Return the folder that an import writes to: the open library, the new folder that was asked for, or the user's own."""
    if isinstance(found, Opened):
        return own_folder() if found.sample else found.library.path
    asked = named()
    return asked if asked is not None and (not asked.exists() or (asked.is_dir() and not any(asked.iterdir()))) else own_folder()


def libraries(found: Opened | str) -> dict[str, Path | None]:
    """Return the libraries that can be opened, by name: those beside the known ones, and the sample (None).

    A folder's name is preceded by that of its parent if two are the same. A reader sees only the one that is open.
    """
    if not permission.allowed():
        return (
            {found.library.path.name: found.library.path.absolute()}
            if isinstance(found, Opened) and not found.sample
            else {SAMPLE: None}
        )
    known = [path for path in (named(), own_folder()) if path is not None]
    known += [found.library.path] if isinstance(found, Opened) and not found.sample else []
    paths: dict[Path, None] = {}
    for path in known:
        for one in [path, *_beside(path)]:
            if (one / MARKER).is_file():
                paths.setdefault(one.absolute())
    names = [path.name for path in paths]
    labels = {path.name if names.count(path.name) == 1 else f"{path.parent.name}/{path.name}": path for path in paths}
    return {**dict(sorted(labels.items(), key=lambda one: one[0].casefold())), SAMPLE: None}


def _beside(path: Path) -> list[Path]:
    """Return the folders beside a library; none where they cannot be listed, and not the whole of a crowded folder."""
    try:
        return sorted(one for one in itertools.islice(path.absolute().parent.iterdir(), MOST_BESIDE) if one.is_dir())
    except OSError:
        return []


def open_here(path: Path | None) -> None:
    """Show another library in this window; None is the sample. Raises NotAllowedError for a reader."""
    permission.ask()
    st.session_state[HERE] = (path,)


def usual() -> Path | None:
    """Return the library that a new window shows; None is the sample."""
    return named() or (own_folder() if (own_folder() / MARKER).is_file() else None)


def find() -> Opened | str:
    """Return the open library, or a sentence that says why there is none; to a reader it names no path."""
    path = usual()
    if HERE in st.session_state:
        (path,) = st.session_state[HERE]
    try:
        return Opened(_library(str(path or _sample())), path is None)
    except (LibraryError, OSError) as error:
        return str(error) if permission.allowed() else UNREADABLE


@contextlib.contextmanager
def one_look() -> Iterator[None]:
    """Look at the files of each library only once meanwhile: a page asks dozens of questions, and all are about one state.

    What changes a library is a callback, which Streamlit calls before it draws the page. A page that does it itself calls
    `look_again`.
    """
    token = _seen.set({})
    try:
        yield
    finally:
        _seen.reset(token)


def look_again() -> None:
    """Look at the files once more: the page has changed a library while it is drawn."""
    seen = _seen.get()
    if seen is not None:
        seen.clear()


def state_of(library: Library) -> Hashable:
    """Return what changes whenever the library's tables or facts do, as part of the key of an answer."""
    seen = _seen.get()
    if seen is None:
        return library.fingerprint(), facts.JOURNAL.stamp(library.path)
    if library.path not in seen:
        seen[library.path] = library.fingerprint(), facts.JOURNAL.stamp(library.path)
    return seen[library.path]


def ask(query: Callable[..., T], library: Library, filters: Filters, *rest: Any) -> T:
    """Return the answer of a query under filters, from the cache if the same was asked of the same articles before."""
    found: T = _answers().get(_key(query, library, filters, rest), lambda: query(library, filters, *rest))
    return found


def ask_sides(query: Callable[..., T], library: Library, sides: Mapping[str, Filters], *rest: Any) -> T:
    """Return the answer of a query about several selections (filters by name), from the cache if the same was asked before."""
    key = _key(query, library, Filters(), (tuple(sides.items()), *rest))
    found: T = _answers().get(key, lambda: query(library, dict(sides), *rest))
    return found


def ask_rows(query: Callable[..., T], library: Library, *rest: Any) -> T:
    """Return the answer of a query that knows no filters, from the cache if the same was asked of the same articles before."""
    found: T = _answers().get(_key(query, library, Filters(), rest), lambda: query(library, *rest))
    return found


def ahead(library: Library, filters: Filters, *queries: tuple[Any, ...]) -> None:
    """Run queries that the page is about to ask, each a function and its arguments after library and filters, in the background."""
    answers = _answers()
    for query, *rest in queries:
        answers.ahead(
            _key(query, library, filters, tuple(rest)),
            functools.partial(query, library, filters, *rest),
        )


def first_rows(library: Library, filters: Filters, table: str, order: tuple[str, ...] | None = None) -> pd.DataFrame:
    """Return the rows of a table that a page shows, sorted as `select` does; a query for `ask`."""
    return select(library, table, filters, LISTED[table], order, limit=MOST_ROWS)


def strongest_rows(library: Library, filters: Filters) -> pd.DataFrame:
    """Return the rows of quotes that a page shows, strong quotes first, each part by confidence; a query for `ask`."""
    order = ("-confidence",)
    strong = first_rows(library, strong_only(filters), "quotes", order)
    if len(strong) == MOST_ROWS:
        return strong
    found = pd.concat([strong, first_rows(library, filters, "quotes", order)], ignore_index=True)
    return found.drop_duplicates(["article_id", "quote"]).head(MOST_ROWS).reset_index(drop=True)


def strong_only(filters: Filters) -> Filters:
    """Return the filters limited to strong quotes: direct, mixed and indirect speech of at least the default confidence."""
    strengths = tuple(s for s in DEFAULT_STRENGTHS if not filters.strengths or s in filters.strengths)
    confidence = max(filters.min_confidence, DEFAULT_CONFIDENCE)
    return filters._replace(strengths=strengths or ("none",), min_confidence=confidence)


def _key(query: Callable[..., Any], library: Library, filters: Filters, rest: tuple[Any, ...]) -> Hashable:
    return query, str(library.path), state_of(library), filters, rest


@st.cache_resource(max_entries=4, show_spinner=False)
def _library(path: str) -> Library:
    return Library(path)


@st.cache_resource(show_spinner="Analysing the invented sample for the first time")
def _sample() -> Path:
    from analytics.tasks.sample import sample_library  # imports the engines, which only a first start needs

    return sample_library()


@functools.cache
def _answers() -> Answers:
    return Answers()
