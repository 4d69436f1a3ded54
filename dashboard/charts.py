"""Plotly figures from small tables: tables in, figures out.

A figure is a plain dict, which spares a cold start the building of Plotly's classes. Text that came from an article passes
through ``label``: Plotly reads a few tags and entities in labels and hover lines. Colours are named by their place in the
theme (``SERIES``, ``GREY``, ``FAINT``); the browser puts in the light or the dark shade.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from dashboard import words

# Streamlit swaps these stand-ins for theme.chartCategoricalColors[0..9] when it draws.
SERIES = ("#000001", "#000002", "#000003", "#000004")
GREY, FAINT = "#000005", "#000006"
INK, PAPER = "#000037", "#000038"
EXTRA = ("#000007", "#000008", "#000009")
SEQUENTIAL = [[n / 9, f"#0000{11 + n}"] for n in range(10)]
LOW, MIDDLE, HIGH = "#000023", "#000005", "#000028"

PICTURES = ("SVG", "PNG")
SLOTS = 11  # ten bars and "others": the height of a bar chart does not change with what is filtered
_FONT = 14
_APART, _CLEAR = 17, 10  # pixels between the labels of two lines, and from one to the line at nothing


class Bar(NamedTuple):
    """One bar: its label, its value, the text at its end, what the pointer shows, and a colour of the theme."""

    label: str
    value: float
    text: str
    hover: str
    colour: str = SERIES[0]


class Line(NamedTuple):
    """One line over time: a value (None where there is nothing to measure) and a hover text for each period.

    ``ends`` are intervals, drawn as thin lines; ``few`` says which points rest on little, and are drawn hollow.
    """

    label: str
    values: Sequence[float | None]
    hovers: Sequence[str]
    colour: str = SERIES[0]
    ends: Sequence[tuple[float | None, float | None]] = ()
    few: Sequence[bool] = ()


class Dot(NamedTuple):
    """A mean with its interval, on the scale of tone: low and high are None where n is too small; ``few`` is drawn hollow."""

    label: str
    value: float
    low: float | None
    high: float | None
    text: str
    hover: str
    few: bool = False


class Pair(NamedTuple):
    """Two means of one actor on the scale of tone: what it says, and what others say when they name it."""

    label: str
    filled: float | None
    hollow: float | None
    text: str
    hover: str


def config(picture: str = "SVG", name: str = "quoteboard") -> dict[str, Any]:
    """What a chart offers: its picture, drawn by the browser, as SVG or as PNG of twice the size on the screen."""
    options = {"format": picture.lower(), "filename": name, "scale": 2 if picture == "PNG" else 1}
    return {"displaylogo": False, "modeBarButtons": [["toImage"]], "toImageButtonOptions": options}


def label(text: str, limit: int = 34) -> str:
    """Text as Plotly will show it, letter for letter.

    >>> label("<b>A & B</b>")
    '&lt;b&gt;A &amp; B&lt;/b&gt;'
    """
    return html.escape(words.shorten(text, limit), quote=False)


def hover(title: str, *lines: str, examples: Sequence[str] = ()) -> str:
    """A hover text: a title in bold, our own lines, and headlines of examples; all escaped.

    >>> hover("Ada <Q>", "3 quotes")
    '<b>Ada &lt;Q&gt;</b><br>3 quotes'
    """
    shown = [f"<b>{label(title, 60)}</b>", *(html.escape(line, quote=False) for line in lines)]
    return "<br>".join(shown + [f"<i>{label(example, 70)}</i>" for example in examples])


def bars(rows: Sequence[Bar], *, slots: int = SLOTS) -> dict[str, Any]:
    """Horizontal bars in the order given, each with its text at the end, zero at the left."""
    places = list(range(len(rows)))
    longest = max((row.value for row in rows), default=1) or 1
    bar = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "x": [row.value for row in rows],
        "text": [html.escape(row.text, quote=False) for row in rows],
        "textposition": "outside",
        "textfont": {"size": _FONT, "color": INK},
        "cliponaxis": False,
        "hovertext": [row.hover for row in rows],
        "hoverinfo": "text",
        "marker": {"color": [row.colour for row in rows]},
        "width": 0.68,
    }
    layout = base(height=70 + 29 * slots)
    room = 1.1 + 0.03 * max((len(row.text) for row in rows if row.value > longest * 0.6), default=0)
    layout["xaxis"] |= {"visible": False, "range": [0, longest * room]}
    layout["yaxis"] |= {"range": [slots - 0.5, -0.5], "showgrid": False, "zeroline": False} | ticks(
        places, [row.label for row in rows]
    )
    return {"data": [bar], "layout": layout}


def ranking(rows: Sequence[Bar], others: Bar | None, most: int = 10) -> dict[str, Any]:
    """The longest bars, and in one grey bar what is beyond them."""
    return bars([*rows[:most], *([others._replace(colour=FAINT)] if others else [])])


def lines(
    periods: Sequence[date],
    rows: Sequence[Line],
    *,
    unit: str = "",
    percent: bool = False,
    partial: bool = False,
    zero: bool = True,
) -> dict[str, Any]:
    """Lines over time with the name and the last value at the end of each; an unfinished last period is dashed.

    ``zero`` starts the scale at nothing; for tone, which has a middle, it is False and zero is drawn where it lies.
    """
    days = [p.isoformat() for p in periods]
    data: list[dict[str, Any]] = []
    for row in rows:
        solid = len(days) - 1 if partial else len(days)
        one = {
            "type": "scatter",
            "mode": "lines+markers",
            "line": {"color": row.colour, "width": 2.5},
            "marker": {"size": 5} if not row.few else {"size": 9, "symbol": ["circle-open" if f else "circle" for f in row.few]},
            "name": label(row.label),
        }
        data.append(
            one | {"x": days[:solid], "y": list(row.values[:solid]), "hovertext": list(row.hovers[:solid]), "hoverinfo": "text"}
        )
        if partial:
            at = max(solid - 1, 0)
            dashed = {
                "line": {"color": row.colour, "width": 2.5, "dash": "dot"},
                "hoverinfo": "text",
                "hovertext": list(row.hovers[at:]),
            }
            if row.few:
                dashed["marker"] = one["marker"] | {"symbol": one["marker"]["symbol"][at:]}
            data.append(one | dashed | {"x": days[at:], "y": list(row.values[at:])})
    layout = base(height=360)
    known = [v for row in rows for v in (*row.values, *(e for pair in row.ends for e in pair)) if v is not None] or [0.0]
    low, high = (min(0.0, *known), max(known)) if zero else (min(-0.1, *known), max(0.1, *known))
    room = (high - low) * 0.08 or 1
    layout["yaxis"] |= {
        "range": [low if zero else low - room, high + room],
        "tickformat": ",.0%" if percent else "",
        "ticksuffix": unit,
    }
    layout["yaxis"] |= {"zeroline": True, "zerolinecolor": GREY, "zerolinewidth": 1, "nticks": 5}
    layout["xaxis"] |= {"type": "date", "showgrid": False, "automargin": False} | _dates(periods)
    layout["margin"] |= {"r": 150 if len(rows) > 1 else 70, "b": 46}
    layout["annotations"] = _end_labels(days, rows, (low if zero else low - room, high + room), percent=percent, signed=not zero)
    layout["shapes"] = [
        {"type": "line", "x0": day, "x1": day, "y0": a, "y1": b, "line": {"color": row.colour, "width": 1.2}, "layer": "below"}
        for row in rows
        for day, (a, b) in zip(days, row.ends, strict=False)
        if a is not None
    ]
    if not zero:
        layout["yaxis"] |= _tone_ticks(low - room, high + room)
    return {"data": data, "layout": layout}


def columns(periods: Sequence[date], values: Sequence[float], hovers: Sequence[str], *, partial: bool = False) -> dict[str, Any]:
    """Counts over time as upright bars: an empty week is empty, and an unfinished last one is hatched."""
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
    step = {"dtick": 1} if max(values, default=0) < 5 else {"nticks": 5}  # no half articles
    layout["yaxis"] |= {"rangemode": "tozero", "tickformat": ",d"} | step
    layout["xaxis"] |= {"type": "date", "showgrid": False, "automargin": False} | _dates(periods)
    return {"data": [bar], "layout": layout}


def stacks(
    labels: Sequence[str], parts: dict[str, Sequence[float]], hovers: dict[str, Sequence[str]], *, slots: int = SLOTS
) -> dict[str, Any]:
    """Horizontal bars that add up to one, with a legend above: how a whole divides, row by row."""
    places = list(range(len(labels)))
    colours = dict(zip([name for name in parts if name != "others"], (GREY, *SERIES, *EXTRA), strict=False)) | {"others": FAINT}
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": html.escape(name, quote=False),
            "y": places,
            "x": list(values),
            "text": [words.share(v) if v >= 0.08 else "" for v in values],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "insidetextfont": {"size": 12, "color": INK if colours.get(name, FAINT) == FAINT else PAPER},
            "textangle": 0,
            "hovertext": list(hovers[name]),
            "hoverinfo": "text",
            "marker": {"color": colours.get(name, FAINT), "line": {"width": 1, "color": PAPER}},
            "width": 0.68,
        }
        for name, values in parts.items()
    ]
    layout = base(height=70 + 29 * slots)
    layout |= {
        "barmode": "stack",
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
    }
    layout["margin"] |= {"t": 44}
    layout["xaxis"] |= {"visible": False, "range": [0, 1]}
    layout["yaxis"] |= {"range": [slots - 0.5, -0.5], "showgrid": False, "zeroline": False} | ticks(places, labels)
    return {"data": data, "layout": layout}


def dots(rows: Sequence[Dot], *, slots: int = SLOTS) -> dict[str, Any]:
    """Means on the scale of tone, zero in the middle, each with its interval as a thin line and its number and n in words."""
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
    layout = base(height=70 + 29 * slots)
    layout["shapes"] = intervals
    layout["xaxis"] |= {
        "range": [-reach, reach],
        "zeroline": True,
        "zerolinecolor": GREY,
        "zerolinewidth": 1.5,
        "side": "bottom",
    } | _tone_ticks(-reach, reach)
    layout["yaxis"] |= {"range": [slots - 0.5, -0.5], "zeroline": False, "showgrid": False} | ticks(
        places, [row.label for row in rows]
    )
    layout["xaxis"]["automargin"] = False
    layout["margin"] |= {"r": 130, "b": 36}
    layout["annotations"] = [
        {"xref": "paper", "x": 1.01, "xanchor": "left", "y": n, "text": html.escape(row.text, quote=False), "showarrow": False}
        for n, row in enumerate(rows)
    ]
    return {"data": [points], "layout": layout}


def pairs(rows: Sequence[Pair]) -> dict[str, Any]:
    """Two points a row on the scale of tone, filled and hollow, joined by a thin line."""
    whole = dots([Dot(row.label, row.filled or 0.0, row.filled, row.hollow, row.text, row.hover) for row in rows])
    points = whole["data"][0]
    filled = points | {"x": [row.filled for row in rows], "marker": {"size": 12, "color": SERIES[0]}}
    hollow = points | {
        "x": [row.hollow for row in rows],
        "marker": {"size": 12, "color": SERIES[0], "symbol": "circle-open", "line": {"width": 2}},
    }
    whole["layout"]["shapes"] = [s for s in whole["layout"]["shapes"] if s["x0"] is not None and s["x1"] is not None]
    whole["layout"]["margin"]["r"] = 290
    return {"data": [filled, hollow], "layout": whole["layout"]}


def base(height: int) -> dict[str, Any]:
    """What all figures have in common: sizes, type, no zoom, labels that keep their place."""
    axis = {"automargin": True, "fixedrange": True, "title": {"text": ""}, "tickfont": {"size": _FONT, "color": INK}}
    return {
        "height": height,
        "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
        "font": {"size": _FONT, "color": INK},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"align": "left"},
        "xaxis": dict(axis),
        "yaxis": dict(axis),
    }


def ticks(places: Sequence[int], labels: Sequence[str], limit: int = 30) -> dict[str, Any]:
    """Labels by place: as category names Plotly would merge equal ones and read years as numbers."""
    return {"tickmode": "array", "tickvals": list(places), "ticktext": [label(text, limit) + " " for text in labels]}


def _tone_ticks(low: float, high: float) -> dict[str, Any]:
    """Marks on the scale of tone with their signs, zero among them."""
    step = next((step for step in (0.05, 0.1, 0.2) if high - low < 7 * step), 0.5)
    marks = [round(n * step, 2) for n in range(int(low / step), int(high / step) + 1)]
    return {"tickmode": "array", "tickvals": marks, "ticktext": [f"{m:+g}" if m else "0" for m in marks]}


def _dates(periods: Sequence[date]) -> dict[str, Any]:
    """A time axis with marks on periods, at most eight, the year under the first of each; half a period free at both ends."""
    if not periods:
        return {}
    half = (periods[1] - periods[0]) / 2 if len(periods) > 1 else timedelta(days=4)
    marks = periods[:: -(-len(periods) // 8)]
    years = [None, *(p.year for p in marks)]
    texts = [f"{p.day} {p:%b}" + (f"<br>{p.year}" if p.year != year else "") for p, year in zip(marks, years, strict=False)]
    ends = [datetime.combine(periods[0], time()) - half, datetime.combine(periods[-1], time()) + half]
    return {
        "tickmode": "array",
        "tickvals": [p.isoformat() for p in marks],
        "ticktext": texts,
        "range": [e.isoformat() for e in ends],
    }


def _end_labels(
    days: Sequence[str], rows: Sequence[Line], scale: tuple[float, float], *, percent: bool, signed: bool
) -> list[dict[str, Any]]:
    """Name and last value beside the end of each line, pushed apart where they would overlap."""
    ends = []
    for row in rows:
        at = next((n for n in range(len(row.values) - 1, -1, -1) if row.values[n] is not None), None)
        if at is not None:
            value = float(row.values[at] or 0)
            text = words.share(value) if percent else words.tone(value) if signed else f"{value:,.1f}".removesuffix(".0")
            ends.append((value, days[at], f"{label(row.label, 18)} {text}" if len(rows) > 1 else text, row.colour))
    ends.sort(key=lambda end: -end[0])
    pixels = 306 / ((scale[1] - scale[0]) or 1)
    zero = scale[1] * pixels  # where the line at nothing runs: no label is struck through by it
    wanted = [(scale[1] - value) * pixels for value, *_ in ends]
    placed = [min(w, zero - _CLEAR) if w <= zero else max(w, zero + _CLEAR) for w in wanted]
    for n in range(1, len(placed)):
        placed[n] = max(placed[n], placed[n - 1] + _APART)
    for n in range(len(placed) - 1, -1, -1):
        lowest = placed[n + 1] - _APART if n + 1 < len(placed) else 306 - _CLEAR
        placed[n] = min(placed[n], lowest)
    shown = []
    for (value, when, text, colour), at, put in zip(ends, wanted, placed, strict=True):
        shown.append(
            {
                "x": when,
                "y": value,
                "text": text,
                "showarrow": False,
                "xanchor": "left",
                "xshift": 8,
                "yshift": at - put,
                "font": {"color": colour, "size": 13},
            }
        )
    return shown
