"""The shared filters: widgets <-> URL <-> one Filters value.

The widgets write themselves into the URL and read themselves from it. What comes from a URL was typed by anybody: a value that
this library does not have is left out, and a line says so. They are drawn by app.py, not by a page, because Streamlit drops
from the URL what belongs to another page than the one that is shown.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from analytics.library import Library
from analytics.selection import Filters, describe
from dashboard import page
from dashboard.opening import Opened

MOST_ACTORS = 1500  # more options than this slow every redraw; whoever is rarer is found by the words filter or on Actors
ROLES = {"speaks or is named": "any", "speaks": "speaker", "is named": "mentioned"}
KINDS = ("direct", "mixed", "indirect")
DEFAULTS: dict[str, object] = {
    "actor": [], "role": "speaks or is named", "since": None, "until": None, "outlet": [],
    "kind": [], "words": "", "sure": 0.0, "once": False,
}  # fmt: skip
NOTE, CHOSEN = "qb-unknown", "qb-chosen"


class Choices(NamedTuple):
    """What can be chosen: an actor's label (the name, told apart where two share one) to its id, and the outlets."""

    actors: dict[str, str]
    outlets: tuple[str, ...]


class Chosen(NamedTuple):
    """The filters of this moment, in words too."""

    filters: Filters
    words: str
    names: dict[str, str]


def chosen() -> Chosen:
    """What the bar of this run chose, for the page below it."""
    return st.session_state[CHOSEN]


def bar(found: Opened | str, hidden: bool = False) -> None:
    """The row of filters. ``hidden`` keeps them, and the URL, on pages that they do not concern."""
    if isinstance(found, str):
        return
    library = found.library
    choices = _choices(str(library.path), library.fingerprint(), library)
    _note_unknown(choices)
    with st.container(key="qb-filters-hidden" if hidden else "qb-filters", horizontal=True, vertical_alignment="bottom", gap="small"):
        actors = st.multiselect("Actor", list(choices.actors), key="actor", bind="query-params", placeholder="Anybody", width=230, on_change=_seen)
        role = st.selectbox("as one who", list(ROLES), key="role", bind="query-params", width=165)
        since = st.date_input("From", value=None, key="since", bind="query-params", format="YYYY-MM-DD", min_value=date(1600, 1, 1), max_value=date(2300, 1, 1), width=142)
        until = st.date_input("To", value=None, key="until", bind="query-params", format="YYYY-MM-DD", min_value=date(1600, 1, 1), max_value=date(2300, 1, 1), width=142)
        outlets = st.multiselect("Outlet", choices.outlets, key="outlet", bind="query-params", placeholder="All", width=180, on_change=_seen)
        words = st.text_input("Words", key="words", bind="query-params", placeholder="Any", width=120, max_chars=200)
        with st.popover("More", width="content"):
            kinds = st.multiselect("Kind of quote", KINDS, key="kind", bind="query-params", placeholder="Direct, mixed and indirect")
            sure = st.slider("Confidence of quotes, at least", 0.0, 1.0, 0.0, 0.05, key="sure", bind="query-params")
            once = st.toggle("Count a wire story once", key="once", bind="query-params", help="Of the same agency story in several outlets, only the first.")
        st.button("Reset", on_click=_reset, type="tertiary", help="Take all filters away.")
    filters = Filters(
        actors=tuple(choices.actors[a] for a in actors if a in choices.actors),
        role=ROLES.get(role or "", "any"),
        since=since if isinstance(since, date) else None,
        until=until if isinstance(until, date) else None,
        outlets=tuple(o for o in outlets if o in choices.outlets),
        kinds=tuple(k for k in kinds if k in KINDS),
        words=words or "",
        min_confidence=float(sure),
        wire="once" if once else "all",
    )
    if st.session_state.get(NOTE) and not hidden:
        page.notice(st.session_state[NOTE])
    names = {actor: label for label, actor in choices.actors.items()}
    st.session_state[CHOSEN] = Chosen(filters, describe(filters, names), names)


def lead(table: pd.DataFrame, by: str) -> tuple[Any, bool]:
    """The row that a headline is about, and whether it alone leads: of one chosen actor the actor's own, else the first.

    None where there is no row.
    """
    asked = chosen().filters.actors
    own = table[table["actor"] == asked[0]] if len(asked) == 1 else table[:0]
    row = next((own if len(own) else table).itertuples(), None)
    return row, len(table) == 0 or (row is not None and (table[by] >= getattr(row, by)).sum() == 1)


def none_left(what: str) -> None:
    """The empty state under filters: why, and the button that takes them away. The page ends here."""
    page.nothing(f"No {what} under these filters", f"Asked for: {chosen().words}.")
    with st.container(horizontal=True, horizontal_alignment="center"):
        st.button("Take all filters away", on_click=_reset, type="primary", key="reset-empty")
    st.stop()


def only(actor_label: str) -> None:
    """Filter to one actor: for clicks, called before the widgets are drawn."""
    st.session_state["actor"] = [actor_label]


def _reset() -> None:
    for key, value in DEFAULTS.items():
        st.session_state[key] = value
    _seen()


def _seen() -> None:
    st.session_state.pop(NOTE, None)


def _note_unknown(choices: Choices) -> None:
    """Compare what the address asks with what there is, before the widgets quietly drop what they do not know."""
    asked = st.query_params
    wrong = [f"no actor called “{a}”" for a in asked.get_all("actor") if a and a not in choices.actors]
    wrong += [f"no outlet called “{o}”" for o in asked.get_all("outlet") if o and o not in choices.outlets]
    wrong += [f"no kind of quote called “{k}”" for k in asked.get_all("kind") if k and k not in KINDS]
    wrong += [f"no such part as “{r}”" for r in asked.get_all("role") if r and r not in ROLES]
    wrong += [f"“{d}” is no date (a date reads 2026-03-09)" for key in ("since", "until") for d in asked.get_all(key) if d and not _is_date(d)]
    if wrong:
        st.session_state[NOTE] = "The address asks for what this library does not have: " + "; ".join(w[:120] for w in wrong[:5]) + ". It was left out."


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@st.cache_data(max_entries=8, show_spinner=False)
def _choices(path: str, fingerprint: str, _library: Library) -> Choices:
    """The most active actors, and every outlet, by name."""
    rows = _library.query(
        "WITH active AS (SELECT name, speaker_type AS type FROM quotes UNION ALL SELECT name, type FROM mentions)"
        " SELECT a.actor, a.name, a.type, count(*) AS n FROM active JOIN names USING (name, type) JOIN actors a ON a.actor = names.actor"
        f" GROUP BY ALL ORDER BY n DESC, a.name, a.actor LIMIT {MOST_ACTORS}"
    )
    shared = rows["name"].duplicated(keep=False)
    labels = [f"{name} ({kind}, {actor})" if twin else name for actor, name, kind, twin in zip(rows["actor"], rows["name"], rows["type"], shared, strict=True)]
    outlets = _library.query("SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL ORDER BY outlet")["outlet"]
    return Choices(dict(sorted(zip(labels, rows["actor"], strict=True), key=lambda pair: pair[0].casefold())), tuple(outlets))
