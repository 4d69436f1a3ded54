"""The filter bar on top of every page: widgets, the address and one Filters value.

app.py draws it, not the pages: Streamlit removes from the address what belongs to a page that is not shown.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import streamlit as st

from analytics.queries import search
from dashboard.charts.shapes.base import PICTURES
from dashboard.components import layout, saved_views, time_menu
from dashboard.state import filters
from dashboard.state.filters import CHOSEN, KINDS, NOTE, PRESET, ROLES, SEVERAL, TYPES, VIEWS, WIRES, Choices, CurrentFilters
from dashboard.state.library import Opened
from dashboard.text import formats
from dashboard.text.terms import TERMS

LONGEST_SEARCH = 200
ROLE_HELP = (
    "Quotes and mentions: quotes by the actor, and mentions of the actor. Speaks: quotes by the actor, and the actors named in "
    "them. Is named: where the actor is named, quotes by others included. An article counts if it contains such a row."
)
SEARCH_HELP = (
    'All words must occur in the quote, sentence or article, in any order. "we will sail": these words in a row. '
    "port OR harbour. port NOT airport. port NEAR/5 closed: at most five words between. sail\\*: words that begin with sail. "
    "Parentheses group. Write AND, OR, NOT and NEAR in capitals."
)
TYPE_HELP = "Quotes by, and mentions of, actors of these types. Shares remain shares of everything that is said."
QUOTES_HELP = "Shows the filters of quotes below the bar. They are always there on the Quotes page, and while one of them is set."
HIDE_QUOTES = "<style>.st-key-qb-filters-quotes { display: none; }</style>"
PICTURE_HELP = "The camera at the upper right of a chart saves the chart as a file of this format."


def bar(found: Opened | str, hidden: bool = False, quotes: bool = False) -> None:
    """Draw the filter bar. ``hidden`` keeps the filters and the address on pages that filters do not concern.

    ``quotes`` shows the filters of quotes. All filters are drawn on every page, in one place: the browser would drop from the
    address what belongs to a widget that moves, and not put there what a click on a chart sets for a widget not drawn yet.
    """
    if isinstance(found, str):
        return
    library = found.library
    choices = filters.choices(library)
    filters.note_unknown(choices)
    reach = filters.reach(library)
    preset = filters.preset(reach)
    with st.container(
        key="qb-filters-hidden" if hidden else "qb-filters", horizontal=True, vertical_alignment="bottom", gap="small"
    ):
        actors = st.multiselect(
            "Actor", [*choices.lists, *choices.actors], key="actor", bind="query-params", placeholder="All", width=180,
            on_change=filters.changed,
        )  # fmt: skip
        types = st.multiselect(
            "Actor type", list(TYPES), key="type", bind="query-params", placeholder="All", width=125, help=TYPE_HELP,
            on_change=filters.changed,
        )  # fmt: skip
        role = st.selectbox("Role", list(ROLES), key="role", bind="query-params", width=185, help=ROLE_HELP)
        outlets = st.multiselect(
            "Outlet", choices.outlets, key="outlet", bind="query-params", placeholder="All", width=130,
            on_change=filters.changed,
        )  # fmt: skip
        searched = st.text_input(
            "Search", key="words", bind="query-params", placeholder="Words", width=130, max_chars=LONGEST_SEARCH, help=SEARCH_HELP
        )
        since, until = _dates(reach, preset)
        time_menu.menu(library)
        more = _more(choices)
        st.button("Clear filters", on_click=filters.clear, type="tertiary")
        saved_views.menu(library, choices, actors)
        if len(actors) == 1 and actors[0] in choices.actors:
            st.page_link("dashboard/pages/actor.py", label="About this actor")
    with st.container(key="qb-filters-quotes", horizontal=True, vertical_alignment="bottom", gap="medium"):
        kinds, strength, sure = _of_quotes()
    quotes = quotes or more.of_quotes or bool(kinds) or strength != filters.STRONG or sure > 0
    st.html("<style></style>" if quotes and not hidden else HIDE_QUOTES)
    view = filters.to_filters(
        {
            "actor": actors, "role": [role or ""], "since": [str(since or "")], "until": [str(until or "")], "outlet": outlets,
            "kind": kinds, "words": [searched or ""], "sure": [str(sure)], "wire": [more.wire], "about": more.about,
            "several": [more.several], "type": types, "strength": [strength],
        },
        choices,
    )  # fmt: skip
    if st.session_state.get(NOTE) and not hidden:
        layout.notice(st.session_state[NOTE])
    words = filters.in_words(library, view, choices.names, strength or filters.STRONG)
    st.session_state[CHOSEN] = CurrentFilters(view, words, choices.names)
    if not hidden and strength in ("", filters.STRONG) and "left out" in words:
        st.button("Show all quotes", on_click=filters.show_all_quotes, type="tertiary", key="show-all")


def _dates(reach: tuple[date | None, date | None], preset: str | None) -> tuple[date | None, date | None]:
    """Draw the menu of dates and return the first and the last day."""
    with st.popover(preset or "Custom dates", width="content", key="qb-dates"):
        st.session_state[PRESET] = preset
        st.pills("Dates", list(filters.presets(reach)), key=PRESET, on_change=filters.take_preset, args=(reach,))
        since, until = _day("From", "since"), _day("To", "until")
        dated = f"Dates of the articles: {formats.range_of(*reach)}. " if reach[0] else ""
        layout.small(f"{dated}Days run from midnight to midnight UTC.")
    return since, until


class _More(NamedTuple):
    """What the menu of rarer filters has set, and whether it asks for the filters of quotes."""

    about: list[str]
    several: str
    wire: str
    of_quotes: bool


def _more(choices: Choices) -> _More:
    """Draw the menu of rarer filters."""
    with st.popover("More", width="content"):
        about = st.multiselect(
            "Others speak about", list(choices.actors), key="about", bind="query-params", placeholder="All",
            on_change=filters.changed, help="Quotes by others that name this actor, and what contains such a quote.",
        )  # fmt: skip
        several = st.selectbox(
            "Several actors", list(SEVERAL), key="several", bind="query-params",
            help="All in one article: only articles in which each of the chosen actors has the role.",
        )  # fmt: skip
        asked = st.toggle("Kind, strength and confidence of quotes", key="qb-quote-filters", help=QUOTES_HELP)
        wire = st.selectbox("Wire copies", list(WIRES), key="wire", bind="query-params", help=TERMS["wire copies"])
        st.segmented_control("Save charts as", PICTURES, key=layout.PICTURE, default=PICTURES[0], help=PICTURE_HELP)
    return _More(about, several or "", wire or "", of_quotes=asked)


def _of_quotes() -> tuple[list[str], str, float]:
    """Draw the filters of quotes: kinds, strength, and the lowest confidence."""
    kinds = st.multiselect(
        "Kind of quote", KINDS, key="kind", bind="query-params", placeholder="Direct, mixed and indirect", width=230
    )
    strength = st.selectbox("Strength", list(VIEWS), key="strength", bind="query-params", width=170, help=TERMS["strength"])
    sure = st.slider(
        "Confidence, at least", 0.0, 1.0, step=0.05, key="sure", bind="query-params", width=210, help=TERMS["confidence"]
    )
    return kinds, strength or "", float(sure)


def none_left(what: str) -> None:
    """Show the empty state under filters, with its reason and a button that clears them, and end the page."""
    view = filters.chosen()
    wrong = search.problem(view.filters.words)
    if wrong:
        layout.nothing("The search cannot be read", f"{wrong}.")
    else:
        layout.nothing(f"No {what} match these filters", f"Filters: {view.words}.")
    with st.container(horizontal=True, horizontal_alignment="center"):
        st.button("Clear all filters", on_click=filters.clear, type="primary", key="reset-empty")
    st.stop()


def _day(label: str, key: str) -> date | None:
    day = st.date_input(
        label, key=key, bind="query-params", on_change=filters.changed, value=None, format="YYYY-MM-DD",
        min_value=filters.FIRST_DAY, max_value=filters.LAST_DAY,
    )  # fmt: skip
    return day if isinstance(day, date) else None
