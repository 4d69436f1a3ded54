"""Who is looking: a stranger, a reader or an editor, and what that lets a session do.

Every change of a library and every path goes through `analytics.permission`, which asks `may_edit` here while a server runs. What
pages hide is a courtesy; this is the guard.
"""

from __future__ import annotations

import functools
import hmac
import secrets
import threading
from collections.abc import Callable

import streamlit as st
from streamlit import runtime
from streamlit.runtime import RuntimeState
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analytics import permission, start
from analytics.start import KEY, OPEN, READ_ONLY, SIGN_IN
from dashboard.state import people
from dashboard.state.people import Role

KEYED = "qb-keyed"  # session key of the proof that the session has shown the key of this start
_PROOF = object()  # no message from a browser can be this
_MOST_SESSIONS = 1_000
_editors: dict[str, None] = {}  # ids of the sessions of editors, for uploads, which come without a script run
_on_use: list[Callable[[], None]] = []
_guarded: list[bool] = []
_lock = threading.Lock()


def role() -> Role:
    """Return the role of the session of this script run.

    Without a server everything is allowed: whoever runs the process could change its files as well.
    """
    if not serving():
        return Role.EDITOR
    access = start.started().access
    if get_script_run_ctx() is None:
        return Role.EDITOR if access == OPEN else Role.STRANGER
    if access == SIGN_IN and not _guarded:
        return Role.STRANGER  # downloads would be open to everyone
    if access == SIGN_IN:
        return people.rights(st.user.to_dict(), start.started().people)
    if access == OPEN or (access == KEY and st.session_state.get(KEYED) is _PROOF):
        return Role.EDITOR
    return Role.READER


def may_edit() -> bool:
    """Return whether the session of this script run may change libraries and name paths."""
    return role() is Role.EDITOR


def serving() -> bool:
    """Return whether this process serves sessions over the network; tests run pages without a server."""
    return runtime.exists() and isinstance(runtime.get_instance().state, RuntimeState)


def guard_changes() -> None:
    """Make every change of a library ask for the role of the session that makes it."""
    permission.decide_by(may_edit)


@functools.cache
def key() -> str:
    """Return the key of this start: 256 random bits, which nothing but the printed address contains."""
    return secrets.token_urlsafe(32)


def show_key(given: object) -> bool:
    """Make this session an editor's if the key is that of this start; return whether it is."""
    right = start.started().access == KEY and isinstance(given, str) and hmac.compare_digest(given.encode(), key().encode())
    if right:
        st.session_state[KEYED] = _PROOF
        for used in _on_use:
            used()
    return right


def when_used(function: Callable[[], None]) -> None:
    """Call a function whenever the key was used."""
    _on_use.append(function)


def note_guard() -> None:
    """Remember that `dashboard.guard` sees all requests of this server."""
    _guarded.append(True)


def is_guarded() -> bool:
    """Return whether `dashboard.guard` sees all requests of this server: not where another program than ours serves app.py."""
    return bool(_guarded)


def note_session() -> Role:
    """Remember whether this session is an editor's, for its uploads; return its role."""
    found = role()
    context = get_script_run_ctx()
    if context is not None:
        with _lock:
            _editors.pop(context.session_id, None)
            if found is Role.EDITOR:
                _editors[context.session_id] = None
                while len(_editors) > _MOST_SESSIONS:
                    del _editors[next(iter(_editors))]
    return found


def is_editors(session: str) -> bool:
    """Return whether a session was an editor's at its last script run."""
    with _lock:
        return session in _editors


def why_not() -> str:
    """Say why this session may not change anything, and how to get in."""
    access = start.started().access
    if access == SIGN_IN and not is_guarded():
        return "Start this dashboard by quoteboard serve: nothing guards its downloads here."
    if access == READ_ONLY:
        return "This board is read-only. Articles are imported and names are edited by whoever runs it, not from the browser."
    if access == SIGN_IN:
        return "You are signed in as a reader. To import and to edit, ask whoever runs this board to list you as an editor."
    return (
        "This window can only read. To import and to edit, open the address that Quoteboard printed in its terminal when it "
        "started, or enter that address here."
    )
