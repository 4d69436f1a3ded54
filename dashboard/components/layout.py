"""The layout of a page: headline, figures, cards with charts, messages. Every page is built from these parts.

Whatever may come from an article goes through ``escape`` here or is shown by an element that never reads markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import first_page
from dashboard.charts.drawn import Drawn
from dashboard.charts.shapes import base
from dashboard.charts.shapes.base import OTHERS
from dashboard.charts.shapes.in_words import in_words
from dashboard.charts.shapes.marks import mark
from dashboard.charts.shapes.picture import picture
from dashboard.components.marked_text import escape
from dashboard.state import access, filters, first_pictures, time_axis
from dashboard.state.clicks import ActorPick

PICTURE = "qb-picture"  # session key of the file format of saved charts
NO_DATES = ("No article here has a date", "A chart over time needs dates.")


class Figure(NamedTuple):
    """A figure at the top of a page: its label, number and explanation, and a trend or a note below it."""

    label: str
    value: str
    meaning: str
    trend: Sequence[float] = ()
    note: str = ""


def style() -> None:
    """Add the style rules that the theme cannot express, and our script, where the HTML page does not have them already."""
    if not access.is_guarded():
        st.html(first_page.STYLE)  # Streamlit reads the file
        st.html(first_page.script(), unsafe_allow_javascript=True)


def brand(library: str) -> None:
    """Show the product's name and that of the open library."""
    st.html(f'<div class="qb"><p class="qb-brand"><b>Quoteboard</b> · {escape(library)}</p></div>')


class LinkedNames:
    """The actors that a headline or the title of a card names: each has a page of its own, to which its name leads.

    A sentence is built with a character that no text needs in the place of a name, so that no other words become the link.
    """

    _PLACES = re.compile("[\ue000-\ue009]")

    def __init__(self) -> None:
        self._links: list[Link] = []

    def __call__(self, actor: object, name: str) -> str:
        """Return what a sentence has in the place of an actor's name; the name itself where there is no page about it."""
        address = filters.actor_address(actor)
        if address is None or len(self._links) == 10:
            return name
        self._links.append(Link(name, address))
        return chr(0xE000 + len(self._links) - 1)

    def html(self, sentence: str) -> str:
        """Return a sentence as HTML, with links in the places of the names."""

        def link(place: re.Match[str]) -> str:
            number = ord(place[0]) - 0xE000
            return self._links[number].html() if number < len(self._links) else ""

        return self._PLACES.sub(link, escape(sentence))


def headline(kicker: str, sentence: str, shown: str, lead: str = "Shown: ", names: LinkedNames | None = None) -> None:
    """Show the page's finding as a sentence, and below it what is shown. Under filters it keeps the room of two lines."""
    room = " qb-room" if lead == "Shown: " else ""
    _html(
        "headline",
        f'<div class="qb"><p class="qb-kicker">{escape(kicker)}</p>'
        f'<h1 class="qb-headline{room}">{(names or LinkedNames()).html(sentence)}</h1>'
        f'<p class="qb-shown">{escape(lead + shown)}.</p></div>',
    )


def figures(row: Sequence[Figure]) -> None:
    """Show the row of figures, of equal width. A click, a tap or Enter on a label opens its explanation.

    The HTML is our own: Streamlit's metric would load a second chart library.
    """
    cards = "".join(
        f'<div class="qb-figure"><details><summary class="qb-label" title="{escape(one.meaning)}">{escape(one.label)}</summary>'
        f'<p class="qb-meaning">{escape(one.meaning)}</p></details>'
        f'<div class="qb-value">{escape(one.value)}</div>{_trend(one.trend) or _note(one.note)}</div>'
        for one in row
    )
    _html("figures", f'<div class="qb qb-figures">{cards}</div>')


def _html(part: str, content: str) -> None:
    """Show HTML, and note it as a part of what the next window is shown at once."""
    first_pictures.note(part, lambda: content)
    st.html(content)


def _note(text: str) -> str:
    return f'<div class="qb-note">{escape(text)}</div>' if text else ""


def _trend(values: Sequence[float]) -> str:
    """Draw small bars scaled to the highest; a period without anything is a thin line."""
    if len(values) < 2:
        return ""
    numbers = [float(v) for v in values][-60:]
    top = max(numbers) or 1
    bars = "".join(f'<i style="height:{max(round(100 * n / top), 3)}%"></i>' for n in numbers)
    return f'<div class="qb-trend" aria-hidden="true">{bars}</div>'


@contextmanager
def card(title: str, sub: str = "", link: str = "", names: LinkedNames | None = None) -> Iterator[None]:
    """A bordered card whose title is the chart's question or finding; ``link`` names the section in addresses."""
    words = (names or LinkedNames()).html(title)
    first_pictures.note("title", lambda: _card_title(words, sub))
    with st.container(border=True, height="stretch"):
        st.html(_card_title(words, sub, link))
        yield
    first_pictures.note("chart", lambda: None)  # a chart of a later card is not the first one


def _card_title(words: str, sub: str, link: str = "") -> str:
    own = f' id="{link}"' if link else ""
    to = f' <a class="qb-link" href="#{link}" target="_self" aria-label="Link to this section">#</a>' if link else ""
    return f'<div class="qb"><h2 class="qb-title"{own}>{words}{to}</h2><p class="qb-sub">{escape(sub) or "&nbsp;"}</p></div>'


def chart(
    figure: dict[str, Any], key: str, alt: str, pick: Callable[[int], None] | None = None, by: str = "point"
) -> DeltaGenerator:
    """Show a figure in the theme's colours, with one button that saves it as a picture; return the line below it.

    ``alt`` is the chart's title; its accessible name says what it shows as well. A chart over time has the chosen events marked.
    A click calls ``pick`` before the page is redrawn, with the index of the bar or point or, if ``by`` is "curve", of its line. A
    list below the chart does the same for the keyboard, which cannot reach bars.
    """
    alt = in_words(figure, alt)
    figure = mark(figure, time_axis.spans())
    first_pictures.note("chart", lambda: picture(figure, key, alt))
    config = base.config(st.session_state.get(PICTURE) or base.PICTURES[0], f"quoteboard-{key}")
    if pick is None:
        st.plotly_chart(Drawn(figure), key=key, config=config, alt=alt)
        return st.container(horizontal=True, key=f"qb-below-{key}")

    def clicked() -> None:
        points = st.session_state[key].selection.points
        if points:
            pick(int(points[0]["curve_number" if by == "curve" else "point_index"]))

    st.plotly_chart(Drawn(figure), key=key, config=config, alt=alt, on_select=clicked, selection_mode="points")
    below = st.container(horizontal=True, key=f"qb-below-{key}")
    with below:
        _pick_list(figure, key, pick, by)
    return below


def _pick_list(figure: dict[str, Any], key: str, pick: Callable[[int], None], by: str) -> None:
    """Show a menu of what a click can pick, and of the pages about its actors; its content is drawn only while it is open."""
    names = pickable(figure, by)

    def taken() -> None:
        name = st.session_state.get(f"qb-pick-{key}")
        if name in names:
            pick(names[name])

    menu = st.popover("Filter from a list", type="tertiary", key=f"qb-list-{key}", on_change="rerun")
    if menu.open:
        with menu:
            st.selectbox("Filter to", list(names), index=None, key=f"qb-pick-{key}", on_change=taken)
            if isinstance(pick, ActorPick):
                small("Or open the page about one of them:")
                links([Link(*page) for page in pick.pages()], "None of them has a page.")


def pickable(figure: dict[str, Any], by: str) -> dict[str, int]:
    """Return what a click on a chart can pick, by name: lines, or the bars and points that have a hover text.

    >>> pickable({"data": [{"hovertext": ["<b>A &amp; B</b><br>3 quotes", "<b>C</b>"]}]}, "point")
    {'A & B': 0, 'C': 1}
    """
    if by == "curve":
        names = [line["name"] for line in figure["data"]]
    else:
        texts: list[str] = next((part["hovertext"] for part in figure["data"] if part.get("hovertext")), [])
        names = [text.split("</b>", 1)[0].removeprefix("<b>") for text in texts]
    found: dict[str, int] = {}
    for number, name in enumerate(names):
        found.setdefault(html.unescape(name), number)
    found.pop(OTHERS, None)
    return found


def notice(text: str, kind: str = "notice") -> None:
    """Show a highlighted line; ``kind`` is notice or invented."""
    st.html(f'<div class="qb"><p class="qb-{kind}">{escape(text)}</p></div>')


def small(text: str, *, status: bool = False) -> None:
    """Show a line of small text; with ``status`` screen readers announce it when it changes."""
    st.html(f'<div class="qb"><p class="qb-sub"{" role=status" if status else ""}>{escape(text)}</p></div>')


def to_copy(what: str, text: str) -> None:
    """Show a text with a button that copies it. Streamlit's own element for that loads a highlighter for code, half a megabyte."""
    shown = f'<p class="qb-sub">{escape(what.capitalize())}:</p><pre class="qb-text">{escape(text)}</pre>'
    button = f'<button type="button" class="qb-copy">Copy {escape(what)}</button>'
    st.html(f'<div class="qb">{shown}<p class="qb-sub">{button} <span role="status"></span></p></div>')


def nothing(title: str, why: str) -> None:
    """Show an empty state: what is missing and why. The page adds the button that helps."""
    st.html(
        f'<div class="qb"><div class="qb-empty"><p class="qb-title">{escape(title)}</p>'
        f'<p class="qb-sub">{escape(why)}</p></div></div>'
    )


class Link(NamedTuple):
    """A name that leads to another page of the dashboard, and what follows it as plain text."""

    text: str
    address: str
    after: str = ""

    def html(self) -> str:
        """Return the link as HTML, its texts escaped."""
        return f'<a class="qb-name" href="{escape(self.address)}" target="_self">{escape(self.text)}</a>{escape(self.after)}'


def details(pairs: Sequence[tuple[str, object]]) -> None:
    """Show a short list of names and values as text; a value may be a Link, or a list of values."""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{_value(value)}</dd>" for name, value in pairs)
    st.html(f'<div class="qb"><dl>{rows}</dl></div>')


def _value(value: object) -> str:
    """Return a value as HTML; those of a list follow each other, separated by commas."""
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    return value.html() if isinstance(value, Link) else escape(value)


def links(found: Sequence[Link], none: str) -> None:
    """Show links below each other, or a line if there are none."""
    shown = "".join(f"<p>{one.html()}</p>" for one in found) or f'<p class="qb-sub">{escape(none)}</p>'
    st.html(f'<div class="qb">{shown}</div>')


def prose(sections: Sequence[tuple[str, str]]) -> None:
    """Show short sections of our own text, each under its name."""
    body = "".join(f"<h3>{escape(name)}</h3><p>{escape(text)}</p>" for name, text in sections)
    st.html(f'<div class="qb qb-method">{body}</div>')


def pair() -> Sequence[Any]:
    """Return two cells: side by side if there is room, else one below the other."""
    first_pictures.note("chart", lambda: None)  # it would have half the width
    grid = st.grid(2, min_column_width=430, gap="small")
    return grid.cell(), grid.cell()
