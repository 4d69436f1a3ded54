"""Editing an actor: its fields, a preview of what would change, and what capitals and demonyms mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from analytics import permission
from analytics.actors.edits import GENERAL, POLICIES, TYPES, Edit
from analytics.library import Library
from analytics.queries import table_rows as rows
from analytics.tasks import edit_actors
from dashboard.components import layout
from dashboard.components.edit_history import effect, fresh, make

KINDS = {
    "rename": "Rename",
    "merge": "Merge with another actor",
    "split": "Split off a part",
    "alias": "Add a name",
    "type": "Change the type",
    "hide": "Hide",
}
PARTS = {"names": "some of its names", "written": "one spelling", "outlet": "one outlet", "article": "one article"}
NEW_ACTOR, NO_ACTOR = "a new actor", "no actor"
LONGEST_NAME = 200
MOST_OPTIONS = 1000  # from here on the list may not hold every actor
NOTHING_CHOSEN = "Nothing chosen yet."


def controls(library: Library, actor: rows.KnownActor, labels: Mapping[str, str], names: pd.DataFrame, forms: pd.DataFrame) -> None:
    """Show the fields for an edit of one actor; ``labels`` are the names of the other actors by id."""
    what = st.selectbox("Edit", list(KINDS), format_func=KINDS.__getitem__, key=fresh("edit-what"))
    name, kind = edit_actors.reference(library, actor.actor)
    start = Edit(0, "", "hand", what, name, kind)
    others = {one: label for one, label in labels.items() if one != actor.actor}
    edit, changes = None, NOTHING_CHOSEN
    try:
        edit = _asked(library, start, names, forms, others)
        changes = effect(library, edit) if edit else NOTHING_CHOSEN
    except ValueError as error:
        layout.notice(str(error))
        edit = None
    layout.small(changes, status=True)
    st.button("Save edit", key="edit-make", on_click=make, args=(library, edit), disabled=edit is None, type="primary")


def policy(library: Library) -> None:
    """Show what capitals and demonyms mean, and the fields that change it for all or for one."""
    found = _policies(str(library.path), library.fingerprint(), library)
    with layout.card(
        "Does “Moscow” mean a government?",
        "Capitals and peoples count as their country only where they act like one."
        f"{' Change here which of them are places.' if permission.allowed() else ''}",
    ):
        st.dataframe(
            found,
            hide_index=True,
            height=260,
            key=fresh("policy-table"),
            column_order=["word", "country", "policy", "mentions"],
            column_config={
                "word": st.column_config.TextColumn("Word", width=170),
                "country": st.column_config.TextColumn("Country", width=190),
                "policy": st.column_config.TextColumn("Meaning", width=110),
                "mentions": st.column_config.NumberColumn("Mentions as the country", format="localized", width=160),
            },
            alt="Capitals and demonyms, and what they mean",
        )
        if not permission.allowed():
            return
        left, right = layout.pair()
        with left:
            what = st.selectbox("Words", [*GENERAL, *found["word"]], key=fresh("policy-word"), index=None,
                                format_func=_policy_label, placeholder="All capitals, all peoples, or one word")  # fmt: skip
        with right:
            means = st.selectbox("Meaning", POLICIES, key=fresh("policy-means"), format_func=str.capitalize, index=1)
        edit = Edit(0, "", "hand", "policy", actor=what, to=means) if what else None
        layout.small(effect(library, edit) if edit else NOTHING_CHOSEN, status=True)
        st.button("Save meaning", key="policy-make", on_click=make, args=(library, edit), disabled=edit is None)


def _asked(library: Library, start: Edit, names: pd.DataFrame, forms: pd.DataFrame, others: Mapping[str, str]) -> Edit | None:
    """Show the fields of an edit and return it; None as long as a field is empty."""
    if start.what == "hide":
        return start
    if start.what == "type":
        kinds = [kind for kind in TYPES if kind != start.type]
        return start._replace(to_type=st.selectbox("New type", kinds, key=fresh("edit-type"), format_func=str.capitalize))
    if start.what == "rename":
        to = st.text_input("New name", key=fresh("edit-name"), max_chars=LONGEST_NAME).strip()
        return start._replace(to=to) if to else None
    if start.what == "alias":
        form = st.text_input("Name, as articles write it", key=fresh("edit-form"), max_chars=LONGEST_NAME).strip()
        own = start._replace(actor=None, type=None, to=start.actor, to_type=start.type)
        return own._replace(names=(form,)) if form else None
    if start.what == "merge":
        chosen = _choose_actor("Merge into", list(others.values()))
        return _to(library, start, chosen, others) if chosen else None
    return _split(library, start, names, forms, others)


def _split(library: Library, start: Edit, names: pd.DataFrame, forms: pd.DataFrame, others: Mapping[str, str]) -> Edit | None:
    part = st.selectbox("Part", list(PARTS), format_func=PARTS.__getitem__, key=fresh("edit-part"))
    edit, first = _part(library, start, part, names, forms)
    chosen = _choose_actor("That part is", [*([NEW_ACTOR] if part in ("names", "written") else []), NO_ACTOR, *others.values()])
    if not first or not chosen:
        return None
    if chosen == NO_ACTOR:
        return edit
    if chosen == NEW_ACTOR:
        return edit._replace(to=first, to_type=start.type)
    return _to(library, edit, chosen, others)


def _part(library: Library, start: Edit, part: str, names: pd.DataFrame, forms: pd.DataFrame) -> tuple[Edit, str | None]:
    """Show the fields that say which part is meant; return the edit with it, and its first value."""
    if part == "names":
        several = tuple(st.multiselect("Names", names["name"].unique().tolist(), key=fresh("edit-names")))
        return start._replace(names=several), several[0] if several else None
    if part == "written":
        written = st.selectbox("Spelling", forms["text"].tolist(), key=fresh("edit-written"), index=None)
        return start._replace(written=written), written
    if part == "outlet":
        outlets = library.query("SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL ORDER BY outlet")["outlet"]
        outlet = st.selectbox("Outlet", outlets.tolist(), key=fresh("edit-outlet"), index=None)
        return start._replace(outlet=outlet), outlet
    article = st.text_input("Article id, from the address of the article page", key=fresh("edit-article")).strip()
    return start._replace(article=article or None), article


def _choose_actor(label: str, options: Sequence[str]) -> str | None:
    """Show a choice of actors. Typing and Enter takes the first match; only a list that is cut short accepts other names."""
    return st.selectbox(label, options, key=fresh("edit-to"), index=None, accept_new_options=len(options) > MOST_OPTIONS,
                        placeholder="Type a name")  # fmt: skip


def _to(library: Library, edit: Edit, chosen: str, labels: Mapping[str, str]) -> Edit:
    """Return the edit with the actor that was chosen or typed as its target; case is ignored in what was typed."""
    ids = [one for one, label in labels.items() if label == chosen]
    ids = ids or [one for one, label in labels.items() if label.casefold() == chosen.strip().casefold()]
    to, to_type = edit_actors.reference(library, ids[0]) if ids else edit_actors.actor_of(library, chosen)
    return edit._replace(to=to, to_type=to_type)


def _policy_label(word: str) -> str:
    return {"capitals": "All capitals", "demonyms": "All peoples (“the Russians”, “the Russian government”)"}.get(word, word)


@st.cache_data(max_entries=8, show_spinner=False)
def _policies(path: str, fingerprint: str, _library: Library) -> pd.DataFrame:
    return edit_actors.policies(_library)
