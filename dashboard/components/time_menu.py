"""The menu of time charts in the filter bar: their period, a rolling mean, and the events that they mark."""

from __future__ import annotations

from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics import permission
from analytics.library import Library
from analytics.tasks import events
from analytics.tasks.events import Event
from dashboard.charts.shapes.marks import MarkedSpan
from dashboard.components import downloads, layout
from dashboard.state import time_axis
from dashboard.text import formats

SAID = "qb-events-said"  # session key of what the last change did
MEAN_HELP = "Each point becomes the mean of so many periods up to its own. The CSV has the values before as well."


def menu(library: Library) -> None:
    """Show the menu, and keep the library's events for the charts. While it is closed, only what is set is drawn."""
    try:
        found = events.read(library)
        problem = ""
    except ValueError as error:
        found, problem = [], f"Events cannot be read: {error}"
    shown = st.popover("Time charts", width="content", key="qb-time", on_change="rerun")
    marked = True
    if shown.open or time_axis.is_set():
        marked = _axis(shown)
    st.session_state[time_axis.SPANS] = [MarkedSpan(*event) for event in found] if marked else []
    if shown.open:
        with shown:
            _events(library, found, problem)


def _axis(place: DeltaGenerator) -> bool:
    """Show what time charts are counted by, and return whether they mark events."""
    with place:
        st.selectbox("Time charts per", time_axis.PERIODS, key=time_axis.PER, bind="query-params")
        st.selectbox("Rolling mean", list(time_axis.MEANS), key=time_axis.MEAN, bind="query-params", help=MEAN_HELP)
        return st.toggle("Mark events", value=True, key=time_axis.EVENTS, bind="query-params")


def _events(library: Library, found: list[Event], problem: str) -> None:
    """Show the events with what changes them."""
    if said := st.session_state.pop(SAID, "") or problem:
        layout.notice(said)
    if problem:
        return
    editing = permission.allowed()
    if found or editing:
        layout.small("Events" if found else "No events yet. Add one here, or a CSV with the columns from, to and label.")
    if found:
        layout.details([(formats.range_of(event.first, event.last), event.label) for event in found[:12]])
        if len(found) > 12:
            layout.small(f"And {formats.plural(len(found) - 12, 'more event', 'more events')}; the CSV has all.")
    if not editing:
        if found:
            downloads.rows(events.table(library), "events", "Events as CSV")
        return
    first = st.date_input("First day", value=None, key="qb-event-first", format="YYYY-MM-DD")
    last = st.date_input("Last day, if it is a span", value=None, key="qb-event-last", format="YYYY-MM-DD")
    label = st.text_input("Label", key="qb-event-label", max_chars=events.LONGEST_LABEL)
    st.button("Add event", key="qb-event-add", on_click=_add, args=(library, first, last, label), disabled=not (first and label))
    given = st.file_uploader("Events from a CSV", type=["csv"], key="qb-event-file")
    if given is not None:
        st.button("Import events", key="qb-event-import", on_click=_import, args=(library, given.getvalue(), given.name))
    if found:
        names = {f"{formats.range_of(event.first, event.last)}: {event.label}": event for event in found}
        picked = st.selectbox("Remove an event", list(names), index=None, key="qb-event-which")
        event = names.get(picked or "")
        st.button("Remove event", key="qb-event-remove", on_click=_remove, args=(library, event), disabled=event is None)
    with st.container(horizontal=True, gap="small"):
        if events.exists(library):
            st.button("Undo the last change of events", key="qb-event-undo", on_click=_undo, args=(library,))
        if found:
            downloads.rows(events.table(library), "events", "Events as CSV")


def _add(library: Library, first: date | None, last: date | None, label: str) -> None:
    try:
        events.add(library, [events.event_of({"from": first, "to": last, "label": label})])
    except (ValueError, OSError) as error:
        st.session_state[SAID] = f"No event was added: {error}."
    else:
        st.session_state[SAID] = "The event is added."
        st.session_state["qb-event-label"] = ""


def _import(library: Library, data: bytes, name: str) -> None:
    try:
        count, problems = events.import_csv(library, data, name)
    except (ValueError, OSError) as error:
        st.session_state[SAID] = f"No event was imported. {error}"
    else:
        skipped = f" Skipped: {'; '.join(problems[:3])}." if problems else ""
        st.session_state[SAID] = f"{formats.plural(count, 'event').capitalize()} read from {name}.{skipped}"


def _remove(library: Library, event: Event | None) -> None:
    if event is None:
        return
    try:
        events.remove(library, event)
    except (ValueError, OSError) as error:
        st.session_state[SAID] = str(error)
    else:
        st.session_state[SAID] = f"The event {event.label!r} is removed."


def _undo(library: Library) -> None:
    try:
        st.session_state[SAID] = events.undo(library)
    except (ValueError, OSError) as error:
        st.session_state[SAID] = str(error)
