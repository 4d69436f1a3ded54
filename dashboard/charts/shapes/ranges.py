"""Values with their intervals on one scale: a point, a thin line and the number in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.charts.shapes.base import GREY, SERIES, base, names_above

_FRAME, _ROW = 30, 46  # pixels around all rows, and of a row: a line of text above a line with its point


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
    """Draw values with intervals, above each its name and its number, so that a narrow window cuts neither off.

    The scale begins at zero, or has zero within it where values are ``signed``.
    """
    places = list(range(len(rows)))
    known = [v for row in rows for v in (row.value, row.low, row.high) if v is not None and not math.isnan(v)] or [0.0]
    low, high = min(0.0, *known), max(0.0, *known)
    room = (high - low) * 0.06 or 0.1
    layout = base(height=_FRAME + _ROW * max(len(rows), 1))
    layout["xaxis"] |= {"visible": False, "range": [low - (room if signed or low < 0 else 0), high + room]}
    layout["yaxis"] |= {"range": [max(len(rows), 1) - 0.6, -0.75], "showgrid": False, "zeroline": False}
    layout |= names_above(layout["yaxis"], [row.label for row in rows], [row.text for row in rows], shift=8)
    layout["shapes"] = [  # zero is marked in each row: one line would go through the names
        {"type": "line", "x0": 0, "x1": 0, "y0": n - 0.2, "y1": n + 0.2, "line": {"color": GREY, "width": 1}, "layer": "below"}
        for n in places
    ] + [
        {"type": "line", "x0": row.low, "x1": row.high, "y0": n, "y1": n, "line": {"color": row.colour, "width": 2}}
        for n, row in enumerate(rows)
        if row.low is not None and row.high is not None
    ]
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
