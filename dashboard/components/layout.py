"""The layout of a page: headline, figures, cards with charts, messages. Every page is built from these parts.

Whatever may come from an article goes through ``escape`` here or is shown by an element that never reads markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from dashboard.charts.shapes import base
from dashboard.components.marked_text import escape

PICTURE = "qb-picture"  # session key of the file format of saved charts
NO_DATES = ("No article here has a date", "A chart over time needs dates.")


class Figure(NamedTuple):
    """A figure at the top of a page: its label, number and explanation, and a trend or a note below it."""

    label: str
    value: str
    meaning: str
    trend: Sequence[float] = ()
    note: str = ""


def fetch_plotly() -> None:
    """Make the browser fetch Plotly's script, the largest it needs, while Python does the rest: draw a chart that is never seen."""
    with st.container(key="qb-ahead"):
        st.html("<style>.st-key-qb-ahead { display: none; }</style>")
        if "qb-ahead" not in st.session_state:
            st.session_state["qb-ahead"] = True
            st.plotly_chart({"data": [{"type": "bar"}], "layout": {"height": 20}}, key="ahead")


def style() -> None:
    """Add the style rules that the theme cannot express."""
    st.html(Path(__file__).with_name("style.css"))


def headline(kicker: str, sentence: str, shown: str, lead: str = "Shown: ") -> None:
    """Show the page's finding as a sentence, and below it what is shown. Under filters it keeps the room of two lines."""
    room = " qb-room" if lead == "Shown: " else ""
    st.html(
        f'<div class="qb"><p class="qb-kicker">{escape(kicker)}</p><h1 class="qb-headline{room}">{escape(sentence)}</h1>'
        f'<p class="qb-shown">{escape(lead + shown)}.</p></div>'
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
    st.html(f'<div class="qb qb-figures">{cards}</div>')


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
def card(title: str, sub: str = "") -> Iterator[None]:
    """A bordered card whose title is the chart's question or finding."""
    with st.container(border=True, height="stretch"):
        st.html(f'<div class="qb"><h2 class="qb-title">{escape(title)}</h2><p class="qb-sub">{escape(sub) or "&nbsp;"}</p></div>')
        yield


def chart(figure: dict[str, Any], key: str, alt: str, pick: Callable[[int], None] | None = None, by: str = "point") -> None:
    """Show a figure in the theme's colours, with one button that saves it as a picture.

    A click calls ``pick`` before the page is redrawn, with the index of the bar or point or, if ``by`` is "curve", of its line.
    """
    config = base.config(st.session_state.get(PICTURE) or base.PICTURES[0], f"quoteboard-{key}")
    if pick is None:
        st.plotly_chart(figure, key=key, config=config, alt=alt)
        return

    def clicked() -> None:
        points = st.session_state[key].selection.points
        if points:
            pick(int(points[0]["curve_number" if by == "curve" else "point_index"]))

    st.plotly_chart(figure, key=key, config=config, alt=alt, on_select=clicked, selection_mode="points")


def notice(text: str, kind: str = "notice") -> None:
    """Show a highlighted line; ``kind`` is notice or invented."""
    st.html(f'<div class="qb"><p class="qb-{kind}">{escape(text)}</p></div>')


def small(text: str, *, status: bool = False) -> None:
    """Show a line of small text; with ``status`` screen readers announce it when it changes."""
    st.html(f'<div class="qb"><p class="qb-sub"{" role=status" if status else ""}>{escape(text)}</p></div>')


def nothing(title: str, why: str) -> None:
    """Show an empty state: what is missing and why. The page adds the button that helps."""
    st.html(
        f'<div class="qb"><div class="qb-empty"><p class="qb-title">{escape(title)}</p>'
        f'<p class="qb-sub">{escape(why)}</p></div></div>'
    )


def details(pairs: Sequence[tuple[str, object]]) -> None:
    """Show a short list of names and values as text."""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs)
    st.html(f'<div class="qb"><dl>{rows}</dl></div>')


def prose(sections: Sequence[tuple[str, str]]) -> None:
    """Show short sections of our own text, each under its name."""
    body = "".join(f"<h3>{escape(name)}</h3><p>{escape(text)}</p>" for name, text in sections)
    st.html(f'<div class="qb qb-method">{body}</div>')


def pair() -> Sequence[Any]:
    """Return two cells: side by side if there is room, else one below the other."""
    grid = st.grid(2, min_column_width=430, gap="small")
    return grid.cell(), grid.cell()
