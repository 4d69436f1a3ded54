"""The shared filters: widgets <-> URL <-> one Filters value.

The widgets write themselves into the URL and read themselves from it. What comes from a URL was typed by anybody: a value that
this library does not have is left out, and a line says so. They are drawn by app.py, not by a page, because Streamlit drops
from the URL what belongs to another page than the one that is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from analytics.library import Library
from analytics.queries import base, search
from analytics.queries.filters import Filters, describe
from dashboard import charts, page, words
from dashboard.opening import Opened

MOST_ACTORS = 1500  # more options than this slow every redraw; whoever is rarer is found by the words filter or on Actors
ROLES = {"quotes and mentions": "own", "speaks": "speaker", "is named": "mentioned", "speaks or is named": "either"}
ROLE_HELP = (
    "Quotes and mentions: what the actor says, and each mention of the actor. Speaks: what the actor says, and what it names. "
    "Is named: what names the actor, quotes of others included. An article counts where it holds such a row."
)
WORDS_HELP = (
    'Words that a quote, a sentence or an article holds, all of them, in any order. "we will sail": these words in a row. '
    "port OR harbour. port NOT airport. port NEAR/5 closed: at most five words between. sail\\*: whatever begins so. "
    "Parentheses group. AND, OR, NOT and NEAR are written in capitals."
)
PICTURE_HELP = "Each chart has a camera at its upper right: it saves the chart as it stands, in this form."
KINDS = ("direct", "mixed", "indirect")
FIRST_DAY, LAST_DAY = date(1600, 1, 1), date(2300, 1, 1)
LONGEST_WORDS = 200
DEFAULTS: dict[str, object] = {
    "actor": [], "role": "quotes and mentions", "since": None, "until": None, "outlet": [],
    "kind": [], "words": "", "sure": 0.0, "wire": "each print counts", "about": [], "several": "any of them",
}  # fmt: skip
SEVERAL = {"any of them": False, "all in one article": True}
WIRES = {"each print counts": "all", "once an outlet": "outlet", "once": "once"}
PRESET = "qb-preset"
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
    reach = _reach(str(library.path), library.fingerprint(), library)
    preset = _preset(reach)
    with st.container(
        key="qb-filters-hidden" if hidden else "qb-filters", horizontal=True, vertical_alignment="bottom", gap="small"
    ):
        actors = st.multiselect(
            "Actor", list(choices.actors), key="actor", bind="query-params", placeholder="Anybody", width=215, on_change=_seen
        )
        role = st.selectbox("in the role", list(ROLES), key="role", bind="query-params", width=190, help=ROLE_HELP)
        outlets = st.multiselect(
            "Outlet", choices.outlets, key="outlet", bind="query-params", placeholder="All", width=160, on_change=_seen
        )
        held = st.text_input(
            "Words", key="words", bind="query-params", placeholder="Any", width=200, max_chars=LONGEST_WORDS, help=WORDS_HELP
        )
        with st.popover(preset or "Own dates", width="content", key="qb-dates"):
            st.session_state[PRESET] = preset
            st.pills("Dates", list(_presets(reach)), key=PRESET, on_change=_take_preset, args=(reach,))
            days = {"value": None, "format": "YYYY-MM-DD", "min_value": FIRST_DAY, "max_value": LAST_DAY}
            since = st.date_input("From", key="since", bind="query-params", on_change=_seen, **days)
            until = st.date_input("To", key="until", bind="query-params", on_change=_seen, **days)
            dated = f"The articles are of {words.day(reach[0])} to {words.day(reach[1])}. " if reach[0] else ""
            st.html(f'<div class="qb"><p class="qb-sub">{dated}Days run from midnight to midnight UTC.</p></div>')
        with st.popover("More", width="content"):
            about = st.multiselect(
                "Somebody else speaks of", list(choices.actors), key="about", bind="query-params", placeholder="Anybody",
                on_change=_seen, help="Quotes that name this actor and are not the actor's own, and what holds such a quote.",
            )  # fmt: skip
            several = st.selectbox(
                "Several actors", list(SEVERAL), key="several", bind="query-params",
                help="All in one article: articles in which each "
                "of the chosen actors does what the role says, and of these articles the rows of any of them.",
            )  # fmt: skip
            kinds = st.multiselect(
                "Kind of quote", KINDS, key="kind", bind="query-params", placeholder="Direct, mixed and indirect"
            )
            sure = st.slider("Confidence of quotes, at least", 0.0, 1.0, step=0.05, key="sure", bind="query-params")
            wire = st.selectbox("Wire copies", list(WIRES), key="wire", bind="query-params", help=words.TERMS["wire copies"])
            st.segmented_control(
                "Charts as pictures", charts.PICTURES, key=page.PICTURE, default=charts.PICTURES[0], help=PICTURE_HELP
            )
        st.button("Reset", on_click=_reset, type="tertiary", help="Take all filters away.")
    filters = Filters(
        actors=tuple(choices.actors[a] for a in actors if a in choices.actors),
        role=ROLES.get(role or "", "own"),
        since=since if isinstance(since, date) else None,
        until=until if isinstance(until, date) else None,
        outlets=tuple(o for o in outlets if o in choices.outlets),
        kinds=tuple(k for k in kinds if k in KINDS),
        words=held or "",
        min_confidence=float(sure),
        wire=WIRES.get(wire or "", "all"),
        about=tuple(choices.actors[a] for a in about if a in choices.actors),
        together=SEVERAL.get(several or "", False),
    )
    if st.session_state.get(NOTE) and not hidden:
        page.notice(st.session_state[NOTE])
    if (wrong := search.problem(filters.words)) and not hidden:
        page.notice(f"The words cannot be looked for: {wrong}.")
    names = {actor: label for label, actor in choices.actors.items()}
    zone = ", days in UTC" if filters.since or filters.until else ""
    st.session_state[CHOSEN] = Chosen(filters, describe(filters, names) + zone, names)


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


def pick(actors: Sequence[str]) -> Callable[[int], None]:
    """What a click on a bar does: filter to the actor of that bar, of those in the chart's order."""
    return _pick("actor", [chosen().names.get(actor) for actor in actors])


def pick_outlet(outlets: Sequence[str]) -> Callable[[int], None]:
    """What a click on an outlet's bar does: filter to it, of those in the chart's order."""
    return _pick("outlet", list(outlets))


def pick_pair(pairs: Sequence[tuple[str, str]]) -> Callable[[int], None]:
    """What a click on a cell of two actors does: filter to the articles that name both."""
    names = chosen().names

    def to(number: int) -> None:
        if number < len(pairs) and all(actor in names for actor in pairs[number]):
            st.session_state["actor"] = [names[actor] for actor in dict.fromkeys(pairs[number])]
            st.session_state["role"], st.session_state["several"] = "is named", "all in one article"
            _seen()

    return to


def pick_about(pairs: Sequence[tuple[str, str]]) -> Callable[[int], None]:
    """What a click on a cell of who about whom does: filter to what the one says of the other."""
    names = chosen().names

    def to(number: int) -> None:
        if number < len(pairs) and all(actor in names for actor in pairs[number]):
            who, whom = pairs[number]
            st.session_state["actor"], st.session_state["about"] = [names[who]], [names[whom]]
            st.session_state["role"] = DEFAULTS["role"]
            _seen()

    return to


def pick_period(days: Sequence[date], period: str) -> Callable[[int], None]:
    """What a click on a period's bar does: filter to its days."""

    def to(number: int) -> None:
        if number < len(days):
            st.session_state["since"], st.session_state["until"] = days[number], base.last_day(days[number], period)
            _seen()

    return to


def _pick(key: str, labels: Sequence[str | None]) -> Callable[[int], None]:
    def to(number: int) -> None:
        if number < len(labels) and labels[number]:
            st.session_state[key] = [labels[number]]
            _seen()

    return to


def _presets(reach: tuple[date | None, date | None]) -> dict[str, tuple[date | None, date | None]]:
    """Stretches of days by name: counted back from the last day that there is an article of, not from today."""
    last = reach[1]
    if last is None:
        return {"All dates": (None, None)}
    back = {f"Last {n} days": (last - timedelta(days=n - 1), last) for n in (7, 30, 90)}
    return {"All dates": (None, None), **back, f"Year {last.year}": (date(last.year, 1, 1), date(last.year, 12, 31))}


def _preset(reach: tuple[date | None, date | None]) -> str | None:
    """The name of the stretch that From and To make up at this moment, in the session or else in the address."""
    asked = []
    for key in ("since", "until"):
        given = st.query_params.get(key, "")
        asked.append(st.session_state[key] if key in st.session_state else date.fromisoformat(given) if _is_date(given) else None)
    return next((name for name, days in _presets(reach).items() if days == tuple(asked)), None)


def _take_preset(reach: tuple[date | None, date | None]) -> None:
    name = st.session_state[PRESET]
    st.session_state["since"], st.session_state["until"] = _presets(reach).get(name or "", (None, None))
    _seen()


def _reset() -> None:
    for key, value in DEFAULTS.items():
        st.session_state[key] = value
    _seen()


def _seen() -> None:
    st.session_state.pop(NOTE, None)


def _note_unknown(choices: Choices) -> None:
    """Compare what the address asks with what there is, before the widgets quietly drop what they do not know."""
    checks: dict[str, tuple[Callable[[str], bool], str]] = {
        "actor": (choices.actors.__contains__, "no actor called “{}”"),
        "role": (ROLES.__contains__, "no such part as “{}”"),
        "since": (_is_date, "“{}” is no date here (a date reads 2026-03-09)"),
        "until": (_is_date, "“{}” is no date here (a date reads 2026-03-09)"),
        "outlet": (choices.outlets.__contains__, "no outlet called “{}”"),
        "kind": (KINDS.__contains__, "no kind of quote called “{}”"),
        "sure": (_is_part, "“{}” is no confidence (one lies between 0 and 1)"),
        "wire": (WIRES.__contains__, "no way to count wire copies called “{}”"),
        "several": (SEVERAL.__contains__, "no way to put several actors called “{}”"),
        "about": (choices.actors.__contains__, "no actor called “{}”"),
    }
    asked = [(text, *checks[key]) for key in checks for text in st.query_params.get_all(key) if text]
    wrong = [message.format(words.shorten(text, 60)) for text, accepts, message in asked if not accepts(text)]
    if wrong:
        st.session_state[NOTE] = f"The address asks for what this library does not have: {'; '.join(wrong[:5])}. It was left out."


def _is_date(text: str) -> bool:
    try:
        return FIRST_DAY <= date.fromisoformat(text) <= LAST_DAY
    except ValueError:
        return False


def _is_part(text: str) -> bool:
    try:
        return 0 <= float(text) <= 1
    except ValueError:
        return False


@st.cache_data(max_entries=8, show_spinner=False)
def _reach(path: str, fingerprint: str, _library: Library) -> tuple[date | None, date | None]:
    return base.reach(_library, Filters())


@st.cache_data(max_entries=8, show_spinner=False)
def _choices(path: str, fingerprint: str, _library: Library) -> Choices:
    """The most active actors, and every outlet, by name."""
    rows = _library.count(
        "WITH active AS (SELECT actor FROM counted_quotes UNION ALL SELECT actor FROM counted_mentions)"
        " SELECT actor, actor_name AS name, actor_type AS type, count(*) AS n FROM active JOIN counted_actors USING (actor)"
        f" GROUP BY ALL ORDER BY n DESC, name, actor LIMIT {MOST_ACTORS}"
    )
    shared = rows["name"].duplicated(keep=False)
    labels = [
        f"{row.name} ({row.type}, {row.actor})" if twin else row.name
        for row, twin in zip(rows.itertuples(name="Row"), shared, strict=True)
    ]
    outlets = _library.query("SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL ORDER BY outlet")["outlet"]
    return Choices(dict(sorted(zip(labels, rows["actor"], strict=True), key=lambda pair: pair[0].casefold())), tuple(outlets))
