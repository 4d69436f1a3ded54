"""Points on the scale of tone: means with intervals, and pairs of means."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.charts.shapes.base import GREY, HIGH, LOW, SERIES, base, names_above, narrow, row_height, ticks
from dashboard.charts.shapes.lines import tone_ticks

_NARROW_FRAME, _NARROW_ROW = 50, 46  # pixels around the rows of a narrow chart, and of one: names above points


class Dot(NamedTuple):
    """A mean with its interval on the scale of tone: low and high are None if n is too small; ``few`` is drawn hollow."""

    label: str
    value: float
    low: float | None
    high: float | None
    text: str
    hover: str
    few: bool = False


class Pair(NamedTuple):
    """Two means of one actor on the scale of tone: of its own quotes, and of the quotes of others that name it."""

    label: str
    filled: float | None
    hollow: float | None
    text: str
    hover: str


def dots(rows: Sequence[Dot]) -> dict[str, Any]:
    """Draw means on the scale of tone, zero in the middle, each with its interval as a thin line and its value and n as text."""
    places = list(range(len(rows)))
    reach = max([0.2] + [abs(v) for row in rows for v in (row.value, row.low, row.high) if v is not None]) * 1.12
    intervals = [
        {"type": "line", "x0": row.low, "x1": row.high, "y0": n, "y1": n, "line": {"color": GREY, "width": 1.5}, "layer": "below"}
        for n, row in enumerate(rows)
        if row.low is not None
    ]
    shades = [HIGH if row.value >= 0.005 else LOW if row.value <= -0.005 else GREY for row in rows]
    points = {
        "type": "scatter",
        "mode": "markers",
        "x": [row.value for row in rows],
        "y": places,
        "hovertext": [row.hover for row in rows],
        "hoverinfo": "text",
        "marker": {
            "size": 12,
            "color": shades,
            "symbol": ["circle-open" if row.few else "circle" for row in rows],
            "line": {"width": 2, "color": shades},
        },
    }
    layout = base(height=row_height(len(rows)))
    layout["shapes"] = intervals
    layout["xaxis"] |= {
        "range": [-reach, reach],
        "zeroline": True,
        "zerolinecolor": GREY,
        "zerolinewidth": 1.5,
        "side": "bottom",
    } | tone_ticks(-reach, reach)
    layout["yaxis"] |= {"range": [max(len(rows), 2) - 0.5, -0.5], "zeroline": False, "showgrid": False} | ticks(
        places, [row.label for row in rows]
    )
    layout["xaxis"]["automargin"] = False
    layout["margin"] |= {"r": 130, "b": 36}
    layout["annotations"] = [
        {"xref": "paper", "x": 1.01, "xanchor": "left", "y": n, "text": html.escape(row.text, quote=False), "showarrow": False}
        for n, row in enumerate(rows)
    ]
    above = names_above(layout["yaxis"], [row.label for row in rows], [row.text for row in rows], shift=8)
    above |= {"margin": layout["margin"] | {"r": 16}, "height": _NARROW_FRAME + _NARROW_ROW * max(len(rows), 1)}
    above["yaxis"] = above["yaxis"] | {"range": [max(len(rows), 1) - 0.6, -0.75]}
    return narrow({"data": [points], "layout": layout}, above)


def pairs(rows: Sequence[Pair]) -> dict[str, Any]:
    """Draw two points per row on the scale of tone, filled and hollow, joined by a thin line."""
    whole = dots([Dot(row.label, row.filled or 0.0, row.filled, row.hollow, row.text, row.hover) for row in rows])
    points = whole["data"][0]
    filled = points | {"x": [row.filled for row in rows], "marker": {"size": 12, "color": SERIES[0]}}
    hollow = points | {
        "x": [row.hollow for row in rows],
        "marker": {"size": 12, "color": SERIES[0], "symbol": "circle-open", "line": {"width": 2}},
    }
    whole["layout"]["shapes"] = [s for s in whole["layout"]["shapes"] if s["x0"] is not None and s["x1"] is not None]
    whole["layout"]["margin"]["r"] = 290
    shapes = {"shapes": whole["layout"]["shapes"]}
    return narrow({"data": [filled, hollow], "layout": whole["layout"]}, whole["layout"]["meta"]["narrow"]["layout"] | shapes)
