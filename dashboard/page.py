"""The grammar of a page: headline, figures, a main chart, the table behind it. Every page is written with these words.

Whatever may come from an article goes through ``escape`` here or is shown by an element that never reads markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard import charts, words
from dashboard.marking import escape

MOST_ROWS = 2000  # rows of a table in the browser; a CSV always holds all
TABLE_HEIGHT = 420


class Figure(NamedTuple):
    """One of the three or four figures at the top: what it counts, the number, what it is a part of, and its course."""

    label: str
    value: str
    meaning: str
    trend: Sequence[float] = ()


def style() -> None:
    """The few rules of our own that the theme cannot say."""
    st.html(Path(__file__).with_name("style.css"))


def headline(kicker: str, sentence: str, shown: str) -> None:
    """The page's finding in words, and below it in one line what is shown."""
    st.html(
        f'<div class="qb"><p class="qb-kicker">{escape(kicker)}</p><h1 class="qb-headline">{escape(sentence)}</h1><p class="qb-shown">{escape(shown)}</p></div>'
    )


def figures(row: Sequence[Figure]) -> None:
    """The row of figures, of equal size whatever they hold."""
    with st.grid(len(row), min_column_width=180, gap="small"):
        for one in row:
            trend = list(one.trend) if len(one.trend) > 1 else None
            st.metric(one.label, one.value, help=one.meaning, border=True, chart_data=trend, chart_type="bar", height=150)


@contextmanager
def card(title: str, sub: str = "") -> Iterator[None]:
    """A bordered card whose title is the chart's question or finding."""
    with st.container(border=True):
        st.html(f'<div class="qb"><h2 class="qb-title">{escape(title)}</h2><p class="qb-sub">{escape(sub) or "&nbsp;"}</p></div>')
        yield


def chart(figure: dict[str, Any], key: str, alt: str) -> None:
    """A figure in the theme's colours, with its picture as SVG and nothing else on it."""
    st.plotly_chart(figure, key=key, config=charts.CONFIG, alt=alt)


def notice(text: str, kind: str = "notice") -> None:
    """A plain line that stands out; ``kind`` is notice or invented."""
    st.html(f'<div class="qb"><p class="qb-{kind}">{escape(text)}</p></div>')


def nothing(title: str, why: str) -> None:
    """An empty state: what is missing and why. The button that helps is put below it by the page."""
    st.html(f'<div class="qb"><div class="qb-empty"><p class="qb-title">{escape(title)}</p><p class="qb-sub">{escape(why)}</p></div></div>')


def details(pairs: Sequence[tuple[str, object]]) -> None:
    """A short list of names and values, as text."""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs)
    st.html(f'<div class="qb"><dl>{rows}</dl></div>')


def articles_table(rows: pd.DataFrame, total: int) -> None:
    """Articles with a link to the reader."""
    shown = rows.assign(read=["article?" + urlencode({"article": a}) for a in rows["article_id"]])
    st.dataframe(
        shown,
        hide_index=True,
        height=TABLE_HEIGHT,
        column_order=["published", "outlet", "title", "words", "read"],
        column_config={
            "published": st.column_config.DatetimeColumn("Published (UTC)", format="D MMM YYYY, HH:mm", width="small"),
            "outlet": st.column_config.TextColumn("Outlet", width="small"),
            "title": st.column_config.TextColumn("Title", width="large"),
            "words": st.column_config.NumberColumn("Words", format="localized", width="small"),
            "read": st.column_config.LinkColumn("Read", display_text="Open", width="small"),
        },
        alt="Articles under the present filters",
    )
    cut(len(rows), total)


def cut(shown: int, total: int) -> None:
    """Says so where a table holds more than the browser is given."""
    if shown < total:
        st.html(f'<div class="qb"><p class="qb-sub">The first {words.count(shown)} of {words.count(total)} rows. The CSV holds all.</p></div>')
