"""The grammar of a page: headline, figures, a main chart, the table behind it. Every page is written with these words.

Whatever may come from an article goes through ``escape`` here or is shown by an element that never reads markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard import charts, words
from dashboard.marking import escape

LISTED = {
    "articles": ("published", "outlet", "title", "words", "article_id"),
    "quotes": ("actor_name", "text", "cue", "stance", "kind", "published", "outlet", "tone", "confidence", "speaker_text",
               "article_id", "quote"),
    "mentions": ("actor_name", "text", "actor_type", "quote", "tone", "published", "outlet", "title", "article_id", "start", "end"),
}  # fmt: skip
"""The columns of a table that its rows on a page need: what is shown, and by what one is found again."""

MOST_ROWS = 500  # rows of a table in the browser; a CSV always holds all
TABLE_HEIGHT = 420
PICTURE = "qb-picture"  # SVG or PNG: in which form a chart leaves as a picture


class Figure(NamedTuple):
    """One of the figures at the top: what it counts, the number, what it is a part of, and its course or a few words."""

    label: str
    value: str
    meaning: str
    trend: Sequence[float] = ()
    note: str = ""


def style() -> None:
    """The few rules of our own that the theme cannot say."""
    st.html(Path(__file__).with_name("style.css"))


def headline(kicker: str, sentence: str, shown: str, lead: str = "Shown: ") -> None:
    """The page's finding in words, and below it in one line what is shown. Under filters it keeps the room of two lines."""
    room = " qb-room" if lead == "Shown: " else ""
    st.html(
        f'<div class="qb"><p class="qb-kicker">{escape(kicker)}</p><h1 class="qb-headline{room}">{escape(sentence)}</h1>'
        f'<p class="qb-shown">{escape(lead + shown)}.</p></div>'
    )


def figures(row: Sequence[Figure]) -> None:
    """The row of figures, of equal size whatever they hold. Our own HTML: Streamlit's would load a second chart library."""
    cards = "".join(
        f'<div class="qb-figure" tabindex="0" title="{escape(one.meaning)}"><div class="qb-label">{escape(one.label)}</div>'
        f'<div class="qb-value">{escape(one.value)}</div>{_trend(one.trend) or _note(one.note)}</div>'
        for one in row
    )
    st.html(f'<div class="qb qb-figures">{cards}</div>')


def _note(text: str) -> str:
    return f'<div class="qb-note">{escape(text)}</div>' if text else ""


def _trend(values: Sequence[float]) -> str:
    """Small bars, the highest as high as there is room; a thin line where a period has none."""
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
    """A figure in the theme's colours, with its picture as SVG or PNG and nothing else on it.

    Where ``pick`` is given, a click calls it before the page is drawn anew: with the number of the bar or point or,
    ``by="curve"``, with that of its line.
    """
    config = charts.config(st.session_state.get(PICTURE) or charts.PICTURES[0], f"quoteboard-{key}")
    if pick is None:
        st.plotly_chart(figure, key=key, config=config, alt=alt)
        return

    def clicked() -> None:
        points = st.session_state[key].selection.points
        if points:
            pick(int(points[0]["curve_number" if by == "curve" else "point_index"]))

    st.plotly_chart(figure, key=key, config=config, alt=alt, on_select=clicked, selection_mode="points")


def notice(text: str, kind: str = "notice") -> None:
    """A plain line that stands out; ``kind`` is notice or invented."""
    st.html(f'<div class="qb"><p class="qb-{kind}">{escape(text)}</p></div>')


def nothing(title: str, why: str) -> None:
    """An empty state: what is missing and why. The button that helps is put below it by the page."""
    st.html(
        f'<div class="qb"><div class="qb-empty"><p class="qb-title">{escape(title)}</p>'
        f'<p class="qb-sub">{escape(why)}</p></div></div>'
    )


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
            "published": st.column_config.DatetimeColumn("Published (UTC)", format="D MMM YYYY, HH:mm", width=150),
            "outlet": st.column_config.TextColumn("Outlet", width=150),
            "title": st.column_config.TextColumn("Title", width=560),
            "words": st.column_config.NumberColumn("Words", format="localized", width=80),
            "read": st.column_config.LinkColumn("Read", display_text="Open", width=70),
        },
        placeholder="–",
        alt="Articles under the present filters",
    )
    cut(len(rows), total)


def cut(shown: int, total: int) -> None:
    """Says so where a table holds more than the browser is given."""
    if shown < total:
        st.html(
            f'<div class="qb"><p class="qb-sub">The first {words.count(shown)} of {words.count(total)} rows.'
            " The CSV holds all.</p></div>"
        )


def quotes_table(rows: pd.DataFrame, total: int, key: str = "quotes-table") -> int:
    """Quotes, one selectable; gives the number of the selected row, 0 where none is."""
    shown = rows.assign(
        actor_name=rows["actor_name"].where(rows["actor_name"].notna(), rows["speaker_text"].map(_unsettled, na_action="ignore"))
    )
    event = st.dataframe(
        shown,
        hide_index=True,
        height=TABLE_HEIGHT,
        on_select="rerun",
        selection_mode="single-row",
        key=key,
        column_order=["actor_name", "text", "cue", "stance", "kind", "published", "outlet", "tone", "confidence"],
        column_config={
            "actor_name": st.column_config.TextColumn(
                "Speaker", width=150, help="In brackets: as the text has it, where no name is settled."
            ),
            "text": st.column_config.TextColumn("Quote", width=340),
            "cue": st.column_config.TextColumn("Cue", width=80),
            "stance": st.column_config.TextColumn("Stance", width=80, help=words.TERMS["stance"]),
            "kind": st.column_config.TextColumn("Kind", width=65),
            "published": st.column_config.DatetimeColumn("Date (UTC)", format="D MMM YYYY", width=100),
            "outlet": st.column_config.TextColumn("Outlet", width=125),
            "tone": st.column_config.NumberColumn("Tone", format="%+.2f", width=60, help=words.TERMS["tone"]),
            "confidence": st.column_config.NumberColumn("Sure", format="%.2f", width=55, help=words.TERMS["confidence"]),
        },
        placeholder="–",
        alt="Quotes under the present filters",
    )
    cut(len(rows), total)
    return _selected(event, len(rows))


def mentions_table(rows: pd.DataFrame, total: int) -> int:
    """Mentions, one selectable; gives the number of the selected row, 0 where none is."""
    event = st.dataframe(
        rows.assign(inside=rows["quote"].notna()),
        hide_index=True,
        height=TABLE_HEIGHT,
        on_select="rerun",
        selection_mode="single-row",
        key="mentions-table",
        column_order=["actor_name", "text", "actor_type", "inside", "tone", "published", "outlet", "title"],
        column_config={
            "actor_name": st.column_config.TextColumn("Actor", width=190),
            "text": st.column_config.TextColumn("In the text", width=190),
            "actor_type": st.column_config.TextColumn("Type", width=100),
            "inside": st.column_config.CheckboxColumn("In a quote", width=80),
            "tone": st.column_config.NumberColumn("Toward (estimate)", format="%+.2f", width=120, help=words.TERMS["tone toward"]),
            "published": st.column_config.DatetimeColumn("Date (UTC)", format="D MMM YYYY", width=100),
            "outlet": st.column_config.TextColumn("Outlet", width=150),
            "title": st.column_config.TextColumn("Article", width=380),
        },
        placeholder="–",
        alt="Mentions under the present filters",
    )
    cut(len(rows), total)
    return _selected(event, len(rows))


def skipped_table(rows: pd.DataFrame, total: int) -> None:
    """Files and rows that were not taken in, and why."""
    st.dataframe(
        rows,
        hide_index=True,
        height=TABLE_HEIGHT,
        column_config={
            "file": st.column_config.TextColumn("File", width=260),
            "row": st.column_config.NumberColumn("Row", width=70),
            "reason": st.column_config.TextColumn("What was found, and what is accepted", width=700),
        },
        placeholder="–",
        alt="What was skipped",
    )
    cut(len(rows), total)


def prose(sections: Sequence[tuple[str, str]]) -> None:
    """Short sections of our own words, each under its name."""
    body = "".join(f"<h3>{escape(name)}</h3><p>{escape(text)}</p>" for name, text in sections)
    st.html(f'<div class="qb qb-method">{body}</div>')


def pair() -> Sequence[Any]:
    """Two cards side by side where there is room for both, one below the other where not."""
    grid = st.grid(2, min_column_width=430, gap="small")
    return grid.cell(), grid.cell()


def _selected(event: Any, rows: int) -> int:
    picked = event.selection.rows if event else []
    return picked[0] if picked and picked[0] < rows else 0


def _unsettled(text: str) -> str:
    return f"[{text}]"
