"""What a window shows at once: the headline, figures and first chart of a page, as another window was shown them before.

A page notes these parts while it is drawn for a window that opens with it; `dashboard.first_page` sends them with Streamlit's HTML
page to the next window that opens the same address while the library is the same. Nothing is kept where visitors sign in.
"""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from typing import NamedTuple

import streamlit as st

from analytics import start
from analytics.library import Library, facts
from analytics.start import SIGN_IN
from analytics.tasks import events, saved
from dashboard.state import access, library
from dashboard.state.library import Opened

MOST, LONGEST = 200, 100_000  # pictures that are kept, and characters of one
_SEEN = "qb-seen"  # session key: this window has drawn a page
_NOT_OF_ARTICLES = ("import", "method")  # their content depends on who looks, and on what runs
_FILES = (facts.JOURNAL.file, saved.FILE, events.FILE)

Address = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]


class Parts(NamedTuple):
    """The parts of a page as HTML; ``chart`` is "" where the first card has no chart that `charts.shapes.picture` draws."""

    sample: bool
    headline: str
    figures: str
    title: str
    chart: str


class _KeptPicture(NamedTuple):
    library: Library
    state: Hashable
    parts: Parts


_noted: ContextVar[dict[str, str] | None] = ContextVar("noted", default=None)
_kept: OrderedDict[Address, _KeptPicture] = OrderedDict()
_lock = threading.Lock()


def address(page: str, query: Mapping[str, Sequence[str]]) -> Address:
    """Return the address of a page as pictures are kept by it: its name, and its parameters in order."""
    return page, tuple(sorted((key, tuple(values)) for key, values in query.items()))


@contextlib.contextmanager
def noting(page: str, found: Opened | str) -> Iterator[None]:
    """Note the parts of a page while it is drawn, if it is the first that this window draws, and keep them if it is drawn whole."""
    first = _SEEN not in st.session_state
    st.session_state[_SEEN] = True
    wanted = first and page not in _NOT_OF_ARTICLES and access.is_guarded() and start.started().access != SIGN_IN
    if not wanted or isinstance(found, str):
        yield
        return
    here = address(page, {key: st.query_params.get_all(key) for key in st.query_params})
    state, parts = _state(found.library), dict[str, str]()
    token = _noted.set(parts)
    try:
        yield
    finally:
        _noted.reset(token)
    if {"headline", "figures", "title"} <= parts.keys() and sum(map(len, parts.values())) <= LONGEST:
        texts = (parts.get(name, "") for name in Parts._fields[1:])
        with _lock:
            _kept[here] = _KeptPicture(found.library, state, Parts(found.sample, *texts))
            _kept.move_to_end(here)
            while len(_kept) > MOST:
                _kept.popitem(last=False)


def note(part: str, make: Callable[[], str | None]) -> None:
    """Note a part of the page, the first of its kind; nothing is made where none is noted."""
    parts = _noted.get()
    if parts is not None and part not in parts:
        parts[part] = make() or ""


def find(page: str, query: Mapping[str, Sequence[str]]) -> Parts | None:
    """Return the parts of a page, if a new window would be shown the same now. It looks at the library's files."""
    if start.started().access == SIGN_IN:
        return None
    with _lock:
        kept = _kept.get(address(page, query))
    if kept is None:
        return None
    path = library.usual()
    same = kept.parts.sample if path is None else path == kept.library.path
    return kept.parts if same and kept.state == _state(kept.library) else None


def _state(opened: Library) -> Hashable:
    """Return what changes whenever something does that a page shows."""
    stats = []
    for name in _FILES:
        with contextlib.suppress(OSError):
            stat = (opened.path / name).stat()
            stats.append((name, stat.st_mtime_ns, stat.st_size))
    return opened.fingerprint(), tuple(stats)
