"""Events on a time chart: a thin line for a day, a tinted band for a span, and labels above that do not overlap."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from dashboard.charts.shapes.base import FAINT, GREY, INK, in_narrow
from dashboard.text import formats

_LETTER, _LINE = 7, 16  # pixels of a letter, and of a row of labels
_WIDE, _NARROW = (340, 26), (230, 18)  # pixels between the axes of a chart in half a window or on a phone; letters of a label
_ROWS = 3


class MarkedSpan(NamedTuple):
    """A span of days to mark, and its label."""

    first: date
    last: date
    label: str


def mark(figure: dict[str, Any], spans: Sequence[MarkedSpan]) -> dict[str, Any]:
    """Return a figure over time with the spans that its axis shows; other figures are returned as they are."""
    layout = figure["layout"]
    if layout["xaxis"].get("type") != "date" or "range" not in layout["xaxis"]:
        return figure
    left, right = (datetime.fromisoformat(end) for end in layout["xaxis"]["range"])
    shown = [span for span in spans if _start(span.first) <= right and _start(span.last) + timedelta(days=1) >= left]
    if not shown:
        return figure
    shapes = [
        _shape(span, max(_start(span.first), left), min(_start(span.last) + timedelta(days=1), right)) for span in sorted(shown)
    ] + layout.get("shapes", [])
    labels, rows = _labels(shown, left, right, *_WIDE)
    marked = figure | {
        "layout": layout
        | {
            "shapes": shapes,
            "annotations": [*layout.get("annotations", ()), *labels],
            "margin": _higher(layout["margin"], rows),
            "height": layout["height"] + _LINE * rows,
        }
    }
    own = layout.get("meta", {}).get("narrow", {}).get("layout", {})
    few, few_rows = _labels(shown, left, right, *_NARROW)
    height = own.get("height", layout["height"]) + _LINE * few_rows
    margin = _higher(own.get("margin", layout["margin"]), few_rows)
    return in_narrow(
        marked, annotations=[*own.get("annotations", layout.get("annotations", ())), *few], margin=margin, height=height
    )


def _higher(margin: dict[str, Any], rows: int) -> dict[str, Any]:
    return margin | {"t": margin["t"] + 4 + _LINE * rows}


def _labels(
    spans: Sequence[MarkedSpan], left: datetime, right: datetime, width: int, letters: int
) -> tuple[list[dict[str, Any]], int]:
    """Return labels that do not overlap in a chart of some width, and how many rows they take.

    Where there is no room left in three rows, the chart's name lists the event.
    """
    labels: list[dict[str, Any]] = []
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_ROWS)]
    for span in sorted(spans):
        at = max(_start(span.first), left)
        place = (at - left) / (right - left) * width
        text = formats.shorten(span.label, letters)
        size = _LETTER * len(text) + 8
        late = place + size > width
        begin, end = (place - size, place) if late else (place, place + size)
        row = next((n for n, others in enumerate(taken) if all(end <= a or begin >= b for a, b in others)), None)
        if row is not None:
            taken[row].append((begin, end))
            labels.append(
                {"x": at.isoformat(), "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 2 + _LINE * row, "showarrow": False,
                 "xanchor": "right" if late else "left", "text": html.escape(text, quote=False), "font": {"size": 12, "color": INK}}
            )  # fmt: skip
    return labels, sum(map(bool, taken))


def _shape(span: MarkedSpan, start: datetime, end: datetime) -> dict[str, Any]:
    ends = {"x0": start.isoformat(), "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    if span.first == span.last:
        return ends | {"type": "line", "x1": start.isoformat(), "line": {"color": GREY, "width": 1.5, "dash": "dash"}}
    return ends | {"type": "rect", "x1": end.isoformat(), "fillcolor": FAINT, "opacity": 0.22, "line": {"width": 0}}


def _start(day: date) -> datetime:
    return datetime.combine(day, time())
