"""How a session gets in: signing in where that is asked for, and the key of this start, from the address or typed."""

from __future__ import annotations

import streamlit as st

from analytics import start
from dashboard.components import layout
from dashboard.state import access
from dashboard.state.people import Role

# The key comes behind a #, so that it is in no request, no log and no link to elsewhere. It is taken out of the address bar, and
# kept where only pages of this host and port can read it: a cookie would go to other ports of this machine as well.
TAKE_KEY = """
export default function ({ data, setTriggerValue }) {
  const name = "quoteboard-key";
  const take = () => {
    const given = new URLSearchParams(location.hash.slice(1)).get("key");
    if (given) {
      localStorage.setItem(name, given);
      history.replaceState(history.state, "", location.pathname + location.search);
    } else if (data.refused && localStorage.getItem(name) === data.refused) {
      localStorage.removeItem(name);
    }
    const held = localStorage.getItem(name);
    if (held && held !== data.refused && held !== window.qbKey) { window.qbKey = held; setTriggerValue("key", held); }
  };
  take();
  window.addEventListener("hashchange", take);
  return () => window.removeEventListener("hashchange", take);
}
"""
HOW = "Ask whoever runs it to list you as a reader, or sign in again: a sign-in lasts twelve hours."
REFUSED, WRONG = "qb-key-refused", "qb-key-wrong"  # session keys: a key that was refused, and whether to say so


def admit() -> Role:
    """Return the role of this session; take the key from the address. A stranger sees how to sign in, and nothing else."""
    role = access.note_session()
    if role is Role.STRANGER:
        _sign_in()
        st.stop()
    if role is Role.READER and start.started().access == start.KEY:
        _take_key()
    return role


def sign_out() -> None:
    """Offer to sign out, where one signs in."""
    if start.started().access == start.SIGN_IN and access.serving():
        st.button("Sign out", on_click=st.logout, type="tertiary", key="qb-sign-out")


def reading() -> bool:
    """Whether this session may only read; if so, say how to get in, and offer to enter the key where there is one."""
    if access.may_edit():
        return False
    layout.notice(access.why_not())
    if start.started().access == start.KEY:
        if st.session_state.pop(WRONG, False):
            layout.notice("That is not the address or key of this start. Quoteboard prints a new one each time it starts.")
        with st.form("qb-key-form", border=False):
            st.text_input("Address or key from the terminal", key="qb-key-typed", type="password", max_chars=200)
            st.form_submit_button("Enter", on_click=_typed)
    return True


def _take_key() -> None:
    taker = st.components.v2.component("quoteboard_key", js=TAKE_KEY)
    refused = st.session_state.get(REFUSED, "")
    taker(key="qb-key", data={"refused": refused}, on_key_change=_taken, height=1)


def _taken() -> None:
    key = st.session_state["qb-key"].get("key")
    if not access.show_key(key):
        st.session_state[REFUSED] = str(key or "")[:200]


def _typed() -> None:
    given = str(st.session_state.get("qb-key-typed") or "").strip()
    st.session_state[WRONG] = not access.show_key(given.rpartition("#key=")[2])


def _sign_in() -> None:
    layout.style()
    user = st.user.to_dict()
    if not access.is_guarded():
        layout.nothing("Nobody can sign in here", access.why_not())
    elif user.get("is_logged_in"):
        name = user.get("email", "a user without an address")
        layout.nothing("You may not see this board", f"You are signed in as {name}. {HOW}")
        st.button("Sign out", on_click=st.logout, key="qb-sign-out")
    else:
        layout.nothing("Sign in to see this board", "It is open to listed readers and editors only.")
        with st.container(horizontal=True, horizontal_alignment="center"):
            st.button("Sign in", on_click=st.login, type="primary", key="qb-sign-in")
