"""The card of the user's facts about actors: add a file, see what is in effect, remove, undo, export."""

from __future__ import annotations

import streamlit as st

from analytics import permission
from analytics.library import Library
from analytics.library import facts as kept
from analytics.queries.filters import Filters
from analytics.tasks import facts
from dashboard.components import downloads, layout
from dashboard.state.library import ask
from dashboard.text import formats

SAID = "qb-facts-said"  # session key of what the last change did
HOW = (
    "A CSV with the columns name, gender, role, party, country, wikidata, from, to, and any others of your own; or the results of a"
    " Wikidata query, Popolo JSON or OpenSanctions. A fact counts instead of what an article shows, from its first day to its last."
)
READ = "From files of whoever runs this board. A fact counts instead of what an article shows, from its first day to its last."


def card(library: Library) -> None:
    """Show the card; to a reader only the facts in effect, if there are any."""
    try:
        found, problem = kept.files(library), ""
    except ValueError as error:
        found, problem = [], f"Facts cannot be read: {error}"
    editing = permission.allowed()
    if not (editing or found or problem):
        return
    with layout.card("Your facts about actors" if editing else "Facts about actors", HOW if editing else READ, link="facts"):
        if said := st.session_state.pop(SAID, "") or problem:
            layout.notice(said)
        if problem:
            return
        if found:
            layout.details([(one.file, f"{formats.plural(len(one.facts), 'fact')}: {_columns(one)}") for one in found])
            if unclear := ask(_unclear, library, Filters()):
                layout.small(facts.unclear_words(unclear))
        if not editing:
            downloads.rows(facts.table(library), "facts", "Facts as CSV")
            return
        given = st.file_uploader("Add a file of facts", type=["csv", "tsv", "json", "jsonl"], key="qb-facts-file")
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            if given is not None:
                st.button(
                    "Add facts", type="primary", key="qb-facts-add", on_click=_add, args=(library, given.getvalue(), given.name)
                )
            if found:
                picked = st.selectbox("Remove a file", [one.file for one in found], index=None, key="qb-facts-which", width=260)
                st.button("Remove facts", key="qb-facts-remove", on_click=_remove, args=(library, picked), disabled=picked is None)
            if kept.JOURNAL.exists(library.path):
                st.button("Undo the last change of facts", key="qb-facts-undo", on_click=_undo, args=(library,))
            if found:
                downloads.rows(facts.table(library), "facts", "Facts as CSV")


def _unclear(library: Library, _: Filters) -> tuple[str, ...]:
    return kept.unclear(library)


def _columns(one: kept.FactFile) -> str:
    return formats.listed(list(dict.fromkeys(column for fact in one.facts for column in fact.values)))


def _add(library: Library, data: bytes, name: str) -> None:
    try:
        st.session_state[SAID] = facts.words(facts.add(library, data, name))
    except (ValueError, OSError) as error:
        st.session_state[SAID] = f"No fact was added. {error}"


def _remove(library: Library, file: str | None) -> None:
    if file is None:
        return
    try:
        facts.remove(library, file)
    except (ValueError, OSError) as error:
        st.session_state[SAID] = str(error)
    else:
        st.session_state[SAID] = f"The facts of {file} are removed."


def _undo(library: Library) -> None:
    try:
        st.session_state[SAID] = facts.undo(library)
    except (ValueError, OSError) as error:
        st.session_state[SAID] = str(error)
