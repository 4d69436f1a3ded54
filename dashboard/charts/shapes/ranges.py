"""Values with their intervals on one scale: a point, a thin line and the number in words."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.charts.shapes.base import GREY, INK, SERIES, base, row_height, ticks


class Range(NamedTuple):
    """A value with the ends of its interval (None if there is none), its text, its hover text and its colour."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    text: str
    hover: str
    colour: str = SERIES[0]


def ranges(rows: Sequence[Range], *, signed: bool = False) -> dict[str, Any]:
    """Draw values with intervals; the scale begins at zero, or has zero within it where values are ``signed``."""
    places = list(range(len(rows)))
    known = [v for row in rows for v in (row.value, row.low, row.high) if v is not None and not math.isnan(v)] or [0.0]
    low, high = min(0.0, *known), max(0.0, *known)
    room = (high - low) * 0.06 or 0.1
    layout = base(height=row_height(len(rows)))
    layout["xaxis"] |= {"visible": False, "range": [low - (room if signed or low < 0 else 0), high + room], "domain": [0, 0.5]}
    layout["yaxis"] |= {"range": [max(len(rows), 2) - 0.5, -0.5], "showgrid": False, "zeroline": False}
    layout["yaxis"] |= ticks(places, [row.label for row in rows])
    zero = {
        "type": "line",
        "x0": 0,
        "x1": 0,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": GREY, "width": 1},
        "layer": "below",
    }
    layout["shapes"] = [zero] + [
        {"type": "line", "x0": row.low, "x1": row.high, "y0": n, "y1": n, "line": {"color": row.colour, "width": 2}}
        for n, row in enumerate(rows)
        if row.low is not None and row.high is not None
    ]
    layout["annotations"] = [
        {"xref": "paper", "x": 0.53, "xanchor": "left", "y": n, "text": html.escape(row.text, quote=False), "showarrow": False,
         "font": {"color": INK, "size": 13}, "align": "left"}
        for n, row in enumerate(rows)
    ]  # fmt: skip
    points = {
        "type": "scatter",
        "mode": "markers",
        "x": [row.value for row in rows],
        "y": places,
        "hovertext": [row.hover for row in rows],
        "hoverinfo": "text",
        "marker": {"size": 12, "color": [row.colour for row in rows]},
    }
    return {"data": [points], "layout": layout}
