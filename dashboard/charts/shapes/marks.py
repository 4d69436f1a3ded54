"""Events on a time chart: a thin line for a day, a tinted band for a span, and labels above that do not overlap."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from dashboard.charts.shapes.base import FAINT, GREY, INK
from dashboard.text import formats

_WIDTH, _LETTER, _LINE = 420, 7, 16  # pixels: of a narrow chart, of a letter, of a row of labels
_ROWS = 3
_LONGEST = 26


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
    shapes, labels, ends = [], [], [0.0] * _ROWS
    for span in sorted(shown):
        at = max(_start(span.first), left)
        shapes.append(_shape(span, at, min(_start(span.last) + timedelta(days=1), right)))
        place = (at - left) / (right - left) * _WIDTH
        text = formats.shorten(span.label, _LONGEST)
        row = next((n for n, end in enumerate(ends) if end <= place), None)
        if row is not None:  # where three labels are above each other already, the chart's name lists the event
            ends[row] = place + _LETTER * len(text) + 8
            late = place > _WIDTH * 0.7
            labels.append(
                {"x": at.isoformat(), "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 2 + _LINE * row, "showarrow": False,
                 "xanchor": "right" if late else "left", "text": html.escape(text, quote=False), "font": {"size": 12, "color": INK}}
            )  # fmt: skip
    rows = sum(end > 0 for end in ends)
    margin = layout["margin"] | {"t": layout["margin"]["t"] + 4 + _LINE * rows}
    return figure | {
        "layout": layout
        | {
            "shapes": [*shapes, *layout.get("shapes", ())],
            "annotations": [*layout.get("annotations", ()), *labels],
            "margin": margin,
            "height": layout["height"] + _LINE * rows,
        }
    }


def _shape(span: MarkedSpan, start: datetime, end: datetime) -> dict[str, Any]:
    ends = {"x0": start.isoformat(), "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    if span.first == span.last:
        return ends | {"type": "line", "x1": start.isoformat(), "line": {"color": GREY, "width": 1.5, "dash": "dash"}}
    return ends | {"type": "rect", "x1": end.isoformat(), "fillcolor": FAINT, "opacity": 0.22, "line": {"width": 0}}


def _start(day: date) -> datetime:
    return datetime.combine(day, time())
