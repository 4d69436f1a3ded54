"""The filters of the current page: their options, their defaults, and what an address means.

The filter bar's widgets are bound to the address. What comes from an address was typed by anyone: a value that this library does
not have is ignored, and a line says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analytics.library import Library
from analytics.queries import base, counts
from analytics.queries.filters import STRENGTHS, Filters, describe
from analytics.queries.missing import dated_rows
from analytics.quotes.strength import DEFAULT_CONFIDENCE, DEFAULT_STRENGTHS
from analytics.tasks import saved
from dashboard.state import time_axis
from dashboard.state.library import ask, ask_rows
from dashboard.text import formats

MOST_ACTORS = 1500  # more options slow down every redraw; rarer actors are found by Search or on the Actors page
ROLES = {"quotes and mentions": "own", "speaks": "speaker", "is named": "mentioned", "speaks or is named": "either"}
SEVERAL = {"any of them": False, "all in one article": True}
WIRES = {"each print counts": "all", "once an outlet": "outlet", "once": "once"}
KINDS = ("direct", "mixed", "indirect")
TYPES = {"people": "person", "organisations": "organisation", "countries": "country"}
STRONG, ALL_QUOTES = "strong quotes", "all quotes"
VIEWS: dict[str, tuple[tuple[str, ...], float]] = {
    STRONG: (DEFAULT_STRENGTHS, DEFAULT_CONFIDENCE),
    ALL_QUOTES: ((), 0.0),
    **{strength: ((strength,), 0.0) for strength in STRENGTHS},
}
"""Which quotes to show, by strength and least confidence; the first is the default view."""

FIRST_DAY, LAST_DAY = date(1600, 1, 1), date(2300, 1, 1)
DEFAULTS: dict[str, object] = {
    "actor": [], "role": "quotes and mentions", "since": None, "until": None, "outlet": [],
    "kind": [], "words": "", "sure": 0.0, "wire": "each print counts", "about": [], "several": "any of them",
    "type": [], "strength": "strong quotes",
}  # fmt: skip
"""The keys of the filters, as addresses have them, and the values that are no limit."""

QUOTE = "quote"  # the selected quote in the address: its number in its article, a colon, the article's id
PRESET = "qb-preset"
NOTE, CHOSEN = "qb-unknown", "qb-chosen"


class Choices(NamedTuple):
    """The options of the filters: actor ids by label (the name, with type and id if two share it), outlets, and named lists."""

    actors: dict[str, str]
    outlets: tuple[str, ...]
    lists: dict[str, tuple[str, ...]]
    names: dict[str, str]  # the labels by actor id

    def chosen_actors(self, labels: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of actors and of lists by their labels; unknown labels are left out."""
        found = [(self.actors[one],) if one in self.actors else self.lists.get(one, ()) for one in labels]
        return tuple(dict.fromkeys(actor for ids in found for actor in ids))


class CurrentFilters(NamedTuple):
    """The current filters, the same in words, and the labels of actors by id."""

    filters: Filters
    words: str
    names: dict[str, str]


def chosen() -> CurrentFilters:
    """Return the filters that the bar of this run has set."""
    found: CurrentFilters = st.session_state[CHOSEN]
    return found


def lead(table: pd.DataFrame, by: str) -> tuple[Any, bool]:
    """Return the row that a headline is about, and whether it alone leads: the row of a single chosen actor, else the first.

    The row is None if the table is empty.
    """
    asked = chosen().filters.actors
    own = table[table["actor"] == asked[0]] if len(asked) == 1 else table[:0]
    row = next((own if len(own) else table).head(1).itertuples(), None)
    return row, len(table) == 0 or (row is not None and (table[by] >= getattr(row, by)).sum() == 1)


def dated_leaders(library: Library, table: str, order: Sequence[str], most: int = 4) -> tuple[str, ...]:
    """Return the first actors of an order that have dated rows: the others would be flat lines in a chart over time."""
    dated = ask(dated_rows, library, chosen().filters, table, tuple(order))
    return tuple(actor for actor in order if dated.get(actor))[:most]


def actor_address(actor: object) -> str | None:
    """Return the address of the page about an actor under the current filters; None if the actor filter does not list it."""
    label = chosen().names.get(str(actor))
    if label is None:
        return None
    return "actor?" + urlencode({"actor": label, **along()}, doseq=True)


def along() -> dict[str, list[str]]:
    """Return the parameters of the address that go along to the page about an actor: all but those that choose actors."""
    kept = {*DEFAULTS, *time_axis.KEYS} - {"actor", "role", "type"}
    return {key: st.query_params.get_all(key) for key in st.query_params if key in kept}


def clear() -> None:
    """Clear all filters."""
    for key, value in DEFAULTS.items():
        st.session_state[key] = value
    changed()


def show_all_quotes() -> None:
    """Leave the default view: show weak quotes too."""
    st.session_state["strength"], st.session_state["sure"] = ALL_QUOTES, 0.0
    changed()


def in_words(library: Library, view: Filters, names: dict[str, str], strength: str) -> str:
    """Say what the filters show; of the default view also how many weaker quotes it leaves out."""
    in_utc = ", days in UTC" if view.since or view.until else ""
    if strength != STRONG:
        return describe(view, names) + in_utc
    plain = view._replace(strengths=(), min_confidence=0.0)
    least = view.min_confidence if view.min_confidence > DEFAULT_CONFIDENCE else 0.0
    hidden = ask(counts.totals, library, plain).quotes - ask(counts.totals, library, view).quotes
    rest = f"; strong quotes only, {formats.plural(hidden, 'weaker one')} left out" if hidden else ""
    return describe(plain._replace(min_confidence=least), names) + in_utc + rest


def changed() -> None:
    """Drop what belonged to the filters before: the note about unknown values, and the selected quote."""
    st.session_state.pop(NOTE, None)
    st.query_params.pop(QUOTE, None)


def presets(reach: tuple[date | None, date | None]) -> dict[str, tuple[date | None, date | None]]:
    """Return named date ranges, counted back from the last day that has an article, not from today."""
    last = reach[1]
    if last is None:
        return {"All dates": (None, None)}
    back = {f"Last {n} days": (last - timedelta(days=n - 1), last) for n in (7, 30, 90)}
    return {"All dates": (None, None), **back, f"Year {last.year}": (date(last.year, 1, 1), date(last.year, 12, 31))}


def preset(reach: tuple[date | None, date | None]) -> str | None:
    """Return the name of the current date range, from the session or else from the address."""
    asked = []
    for key in ("since", "until"):
        given = st.query_params.get(key, "")
        asked.append(st.session_state[key] if key in st.session_state else date.fromisoformat(given) if _is_date(given) else None)
    return next((name for name, days in presets(reach).items() if days == tuple(asked)), None)


def take_preset(reach: tuple[date | None, date | None]) -> None:
    """Set the dates to the range that was picked."""
    name = st.session_state[PRESET]
    st.session_state["since"], st.session_state["until"] = presets(reach).get(name or "", (None, None))
    changed()


def note_unknown(choices: Choices) -> None:
    """Note what the address asks for that does not exist, before the widgets silently drop it."""
    wrong = unknown({key: st.query_params.get_all(key) for key in st.query_params}, choices)
    if wrong:
        st.session_state[NOTE] = f"The address asks for something this library does not have: {'; '.join(wrong[:5])}. Ignored."


def unknown(values: Mapping[str, Sequence[str]], choices: Choices) -> list[str]:
    """Return what of an address's parameters does not exist, each in words."""
    checks: dict[str, tuple[Callable[[str], bool], str]] = {
        "actor": (lambda label: label in choices.actors or label in choices.lists, "no actor called “{}”"),
        "role": (ROLES.__contains__, "no role “{}”"),
        "since": (_is_date, "“{}” is not a date (write 2026-03-09)"),
        "until": (_is_date, "“{}” is not a date (write 2026-03-09)"),
        "outlet": (choices.outlets.__contains__, "no outlet called “{}”"),
        "type": (TYPES.__contains__, "no type of actor “{}”"),
        "kind": (KINDS.__contains__, "no kind of quote “{}”"),
        "strength": (VIEWS.__contains__, "no strength of quotes “{}”"),
        "sure": (_is_part, "“{}” is not a confidence (a number from 0 to 1)"),
        "wire": (WIRES.__contains__, "no way to count wire copies “{}”"),
        "several": (SEVERAL.__contains__, "no way to combine actors “{}”"),
        "about": (choices.actors.__contains__, "no actor called “{}”"),
    }
    asked = [(text, *checks[key]) for key in checks for text in values.get(key, ()) if text]
    return [message.format(formats.shorten(text, 60)) for text, accepts, message in asked if not accepts(text)]


def to_filters(values: Mapping[str, Sequence[str]], choices: Choices) -> Filters:
    """Return the Filters value of an address's parameters; unknown values are ignored."""

    def one(key: str) -> str:
        return next(iter(values.get(key, ())), "")

    def day(key: str) -> date | None:
        return date.fromisoformat(one(key)) if _is_date(one(key)) else None

    strengths, least = VIEWS.get(one("strength"), VIEWS[STRONG])
    return Filters(
        actors=choices.chosen_actors(values.get("actor", ())),
        role=ROLES.get(one("role"), "own"),
        since=day("since"),
        until=day("until"),
        outlets=tuple(o for o in values.get("outlet", ()) if o in choices.outlets),
        kinds=tuple(k for k in values.get("kind", ()) if k in KINDS),
        words=one("words"),
        min_confidence=max(float(one("sure")) if _is_part(one("sure")) else 0.0, least),
        wire=WIRES.get(one("wire"), "all"),
        about=choices.chosen_actors(values.get("about", ())),
        together=SEVERAL.get(one("several"), False),
        types=tuple(TYPES[t] for t in values.get("type", ()) if t in TYPES),
        strengths=strengths,
    )


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


def reach(library: Library) -> tuple[date | None, date | None]:
    """Return the first and last day of the whole library."""
    return ask(base.reach, library, Filters())


def choices(library: Library) -> Choices:
    """Return the most active actors, all outlets and the named lists of a library."""
    found = ask_rows(_choices, library)
    try:
        kept = saved.read(library)
    except ValueError:  # the menu of saved views shows the error
        kept = []
    return found._replace(lists={f"List: {one.name}": ask_rows(saved.ids, library, one) for one in kept if one.kind == "list"})


def _choices(library: Library) -> Choices:
    rows = library.count(
        "WITH active AS (SELECT actor, sum(n)::BIGINT AS n FROM (SELECT actor, count(*) AS n FROM counted_quotes GROUP BY actor"
        " UNION ALL SELECT actor, sum(mentions) FROM counted_named GROUP BY actor) GROUP BY actor)"
        " SELECT a.id AS actor, a.name, a.type, n FROM active JOIN counted_actors AS a USING (actor)"
        f" ORDER BY n DESC, a.name, a.id LIMIT {MOST_ACTORS}"
    )
    shared = rows["name"].duplicated(keep=False)
    labels = [
        f"{row.name} ({row.type}, {row.actor})" if twin else str(row.name)
        for row, twin in zip(rows.itertuples(name="Row"), shared, strict=True)
    ]
    used = "SELECT name FROM counted_outlets WHERE outlet IN (SELECT outlet FROM counted_articles) ORDER BY name"
    outlets = library.count(used)["name"]
    actors = dict(sorted(zip(labels, rows["actor"], strict=True), key=lambda pair: pair[0].casefold()))
    return Choices(actors, tuple(outlets), {}, {actor: label for label, actor in actors.items()})
