"""Bars: horizontal for a ranking, stacked for parts of a whole, upright for counts over time."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from dashboard.charts.shapes.base import (
    EXTRA,
    FAINT,
    FONT,
    GREY,
    INK,
    PAPER,
    ROW,
    SERIES,
    base,
    names_above,
    narrow,
    row_height,
    ticks,
)
from dashboard.charts.shapes.lines import FEW_MARKS, date_axis
from dashboard.text import formats

# The text inside a bar: on the lighter colours it is black in both themes, else its contrast would be below 4.5:1.
_ON = {FAINT: INK, **dict.fromkeys((*SERIES[1:], *EXTRA), "#1C1A17")}


_BARS_FRAME = 34  # pixels around bars that have no axis below them
BELOW = 0.27  # of a row: how much lower its bar is where the name is above it


class Bar(NamedTuple):
    """A bar: its label, its value, the text at its end, its hover text and a colour of the theme."""

    label: str
    value: float
    text: str
    hover: str
    colour: str = SERIES[0]


def bars(rows: Sequence[Bar]) -> dict[str, Any]:
    """Draw horizontal bars in the given order, each with its text at the end; zero is at the left."""
    places = list(range(len(rows)))
    longest = max((row.value for row in rows), default=1) or 1
    bar = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "x": [row.value for row in rows],
        "text": [html.escape(row.text, quote=False) for row in rows],
        "textposition": "outside",
        "textfont": {"size": FONT, "color": INK},
        "cliponaxis": False,
        "hovertext": [row.hover for row in rows],
        "hoverinfo": "text",
        "marker": {"color": [row.colour for row in rows]},
        "width": 0.68,
    }
    layout = base(height=_BARS_FRAME + ROW * max(len(rows), 1))
    room = 1.1 + 0.03 * max((len(row.text) for row in rows if row.value > longest * 0.6), default=0)
    layout["xaxis"] |= {"visible": False, "range": [0, longest * room]}
    layout["yaxis"] |= {"range": [max(len(rows), 1) - 0.5, -0.5], "showgrid": False, "zeroline": False}
    above = names_above(layout["yaxis"], [row.label for row in rows], [row.text for row in rows])
    above |= {"xaxis": layout["xaxis"] | {"range": [0, longest * 1.02]}, "height": layout["height"] + 4 * len(rows)}
    layout["yaxis"] |= ticks(places, [row.label for row in rows])
    return narrow({"data": [bar], "layout": layout}, above, [{"y": _lower(places), "width": 0.34, "textposition": "none"}])


def _lower(places: Sequence[int]) -> list[float]:
    return [place + BELOW for place in places]


def ranking(rows: Sequence[Bar], others: Bar | None, most: int = 10) -> dict[str, Any]:
    """Draw the first bars, and everything beyond them as one grey bar."""
    return bars([*rows[:most], *([others._replace(colour=FAINT)] if others else [])])


def stacks(
    labels: Sequence[str],
    parts: dict[str, Sequence[float]],
    hovers: dict[str, Sequence[str]],
    order: Sequence[str] = (GREY, *SERIES, *EXTRA),
) -> dict[str, Any]:
    """Draw horizontal bars that add up to one, with a legend above; ``order`` has the colours of the parts."""
    places = list(range(len(labels)))
    colours = dict(zip([name for name in parts if name != "others"], order, strict=False)) | {"others": FAINT}
    data: list[dict[str, Any]] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": html.escape(name, quote=False),
            "y": places,
            "x": list(values),
            "text": [formats.share(v) if v >= 0.08 else "" for v in values],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "insidetextfont": {"size": 12, "color": _ON.get(colours.get(name, FAINT), PAPER)},
            "textangle": 0,
            "hovertext": list(hovers[name]),
            "hoverinfo": "text",
            "marker": {"color": colours.get(name, FAINT), "line": {"width": 1, "color": PAPER}},
            "width": 0.68,
        }
        for name, values in parts.items()
    ]
    layout = base(height=row_height(len(labels)))
    layout |= {
        "barmode": "stack",
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
    }
    layout["margin"] |= {"t": 44}
    layout["xaxis"] |= {"visible": False, "range": [0, 1]}
    layout["yaxis"] |= {"range": [max(len(labels), 2) - 0.5, -0.5], "showgrid": False, "zeroline": False}
    above = names_above(layout["yaxis"], labels, [""] * len(labels)) | {"height": layout["height"] + 10 * len(labels)}
    layout["yaxis"] |= ticks(places, labels)
    lower = {"y": _lower(places), "width": 0.44, "constraintext": "none"}
    parts_lower = [lower | {"insidetextfont": part["insidetextfont"] | {"size": 11}} for part in data]
    return narrow({"data": data, "layout": layout}, above, parts_lower)


def columns(
    periods: Sequence[date], values: Sequence[float], hovers: Sequence[str], *, partial: bool = False, line: Sequence[float] = ()
) -> dict[str, Any]:
    """Draw counts over time as upright bars: an empty period stays empty, an unfinished last one is hatched.

    ``line`` is a value per period that is drawn as a line over the bars.
    """
    pattern = ["" for _ in values]
    if partial and pattern:
        pattern[-1] = "/"
    bar = {
        "type": "bar",
        "x": [p.isoformat() for p in periods],
        "y": list(values),
        "hovertext": list(hovers),
        "hoverinfo": "text",
        "marker": {"color": SERIES[0], "pattern": {"shape": pattern, "fillmode": "replace", "size": 6}},
    }
    layout = base(height=300)
    layout["yaxis"] |= {"zeroline": True, "zerolinecolor": GREY, "zerolinewidth": 1}
    layout["bargap"] = 0.3
    layout["margin"]["b"] = 46
    step = {"dtick": 1} if max(values, default=0) < 5 else {"nticks": 5}  # an axis of counts has no halves
    layout["yaxis"] |= {"rangemode": "tozero", "tickformat": ",d"} | step
    layout["xaxis"] |= {"type": "date", "showgrid": False, "automargin": False} | date_axis(periods)
    over = {
        "type": "scatter",
        "mode": "lines",
        "x": bar["x"],
        "y": list(line),
        "hoverinfo": "skip",
        "line": {"color": INK, "width": 2},
    }
    fewer = {"xaxis": layout["xaxis"] | date_axis(periods, FEW_MARKS)}
    return narrow({"data": [bar, over] if line else [bar], "layout": layout}, fewer)
