"""What a click on a chart does: it sets filters of the page.

Each function returns a function of the number of the mark that was clicked; a number beyond the marks changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from analytics.queries import base
from dashboard.state import filters


class ActorPick:
    """What a click on a mark of a chart of actors does: filter to its actor; ``actors`` are in the order of the marks."""

    def __init__(self, actors: Sequence[str]) -> None:
        self._actors = actors
        self._pick = _pick("actor", [filters.chosen().names.get(actor) for actor in actors])

    def __call__(self, number: int) -> None:
        """Filter to the actor of a mark."""
        self._pick(number)

    def pages(self) -> list[tuple[str, str]]:
        """Return name and address of the page about each actor."""
        names = filters.chosen().names
        found = [(names.get(actor, ""), filters.actor_address(actor)) for actor in dict.fromkeys(self._actors)]
        return [(name, address) for name, address in found if address]


def pick(actors: Sequence[str]) -> ActorPick:
    """Return what a click on a bar does: filter to its actor; ``actors`` are in the order of the bars."""
    return ActorPick(actors)


def choose(actor: str) -> None:
    """Filter to one actor."""
    st.session_state["actor"] = [filters.chosen().names[actor]] if actor in filters.chosen().names else []
    filters.changed()


def pick_outlet(outlets: Sequence[str]) -> Callable[[int], None]:
    """Return what a click on an outlet's bar does: filter to it."""
    return _pick("outlet", list(outlets))


def pick_group(by: str, groups: Sequence[str]) -> Callable[[int], None]:
    """Return what a click on a group of the Sources page does: show its quotes."""

    def to(number: int) -> None:
        if number < len(groups):
            st.session_state["sources-by"], st.session_state["group"] = by, groups[number]
            st.query_params.pop(filters.QUOTE, None)

    return to


def pick_pair(pairs: Sequence[tuple[str, str]]) -> Callable[[int], None]:
    """Return what a click on a cell of two actors does: filter to the articles that name both."""
    names = filters.chosen().names

    def to(number: int) -> None:
        if number < len(pairs) and all(actor in names for actor in pairs[number]):
            st.session_state["actor"] = [names[actor] for actor in dict.fromkeys(pairs[number])]
            st.session_state["role"], st.session_state["several"] = "is named", "all in one article"
            filters.changed()

    return to


def pick_about(pairs: Sequence[tuple[str, str]]) -> Callable[[int], None]:
    """Return what a click on a cell of speaker and actor does: filter to what the one says about the other."""
    names = filters.chosen().names

    def to(number: int) -> None:
        if number < len(pairs) and all(actor in names for actor in pairs[number]):
            speaker, actor = pairs[number]
            st.session_state["actor"], st.session_state["about"] = [names[speaker]], [names[actor]]
            st.session_state["role"] = filters.DEFAULTS["role"]
            filters.changed()

    return to


def pick_period(days: Sequence[date], period: str) -> Callable[[int], None]:
    """Return what a click on a period's bar does: filter to its days."""

    def to(number: int) -> None:
        if number < len(days):
            st.session_state["since"], st.session_state["until"] = days[number], base.last_day(days[number], period)
            filters.changed()

    return to


def _pick(key: str, labels: Sequence[str | None]) -> Callable[[int], None]:
    def to(number: int) -> None:
        if number < len(labels) and labels[number]:
            st.session_state[key] = [labels[number]]
            filters.changed()

    return to
