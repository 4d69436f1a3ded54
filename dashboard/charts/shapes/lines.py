"""Lines over time, the name and last value of each written at its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from dashboard.charts.shapes.base import GREY, INK, SERIES, base, label, narrow
from dashboard.text import formats

MARKS, FEW_MARKS = 8, 4  # dates below a chart, and below a narrow one
_UNDER, _NAME = 44, 20  # pixels of the dates below a chart, and of a name below them
_APART, _CLEAR = 17, 10  # pixels between the labels of two lines, and between a label and the line at zero


class ChartLine(NamedTuple):
    """A line over time: a value (None if there is nothing to measure) and a hover text for each period.

    ``ends`` are intervals, drawn as thin lines; ``few`` marks points that rest on few mentions, drawn hollow.
    """

    label: str
    values: Sequence[float | None]
    hovers: Sequence[str]
    colour: str = SERIES[0]
    ends: Sequence[tuple[float | None, float | None]] = ()
    few: Sequence[bool] = ()


def lines(
    periods: Sequence[date],
    rows: Sequence[ChartLine],
    *,
    unit: str = "",
    percent: bool = False,
    partial: bool = False,
    zero: bool = True,
    whole: bool = False,
) -> dict[str, Any]:
    """Draw lines over time; an unfinished last period is dashed.

    With ``zero`` the scale starts at zero. Tone passes False: its scale runs from negative to positive, zero is drawn within it.
    ``whole`` values are counts, whose axis has no halves.

    >>> line = ChartLine("mayor", [2.0, 1.0], ["2 quotes", "1 quote"])
    >>> days = [date(2026, 3, 2), date(2026, 3, 9)]
    >>> [lines(days, [line], whole=whole)["layout"]["yaxis"].get("dtick") for whole in (True, False)]
    [1, None]
    """
    days = [p.isoformat() for p in periods]
    data: list[dict[str, Any]] = []
    for row in rows:
        solid = len(days) - 1 if partial else len(days)
        one: dict[str, Any] = {
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
            dashed: dict[str, Any] = {
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
    layout["yaxis"] |= {"zeroline": True, "zerolinecolor": GREY, "zerolinewidth": 1}
    layout["yaxis"] |= {"dtick": 1} if whole and high < 5 else {"nticks": 5}
    layout["xaxis"] |= {"type": "date", "showgrid": False, "automargin": False} | date_axis(periods)
    layout["margin"] |= {"r": 150 if len(rows) > 1 else 70, "b": 46}
    layout["annotations"] = _end_labels(days, rows, (low if zero else low - room, high + room), percent=percent, signed=not zero)
    layout["shapes"] = [
        {"type": "line", "x0": day, "x1": day, "y0": a, "y1": b, "line": {"color": row.colour, "width": 1.2}, "layer": "below"}
        for row in rows
        for day, (a, b) in zip(days, row.ends, strict=False)
        if a is not None
    ]
    if not zero:
        layout["yaxis"] |= tone_ticks(low - room, high + room)
    return _with_narrow({"data": data, "layout": layout}, rows, periods, percent=percent, signed=not zero)


def _with_narrow(
    figure: dict[str, Any], rows: Sequence[ChartLine], periods: Sequence[date], *, percent: bool, signed: bool
) -> dict[str, Any]:
    """Give a narrow chart the names of its lines below it, where they take no room from the lines, and fewer dates."""
    layout = figure["layout"]
    fewer = {"xaxis": layout["xaxis"] | date_axis(periods, FEW_MARKS)}
    ends = [_end(row, percent=percent, signed=signed) for row in rows]
    if len(rows) < 2:
        right = 22 + max([7 * len(text) for _, _, text in filter(None, ends)], default=0)
        return narrow(figure, fewer | {"margin": layout["margin"] | {"r": right}})
    names = [
        {
            "xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": 0, "yanchor": "top", "yshift": -_UNDER - _NAME * n,
            "showarrow": False, "font": {"color": INK, "size": 13}, "align": "left",
            "text": f'<span style="color:{row.colour}">⬤</span> {label(row.label)}  {end[2] if end else ""}',
        }
        for n, (row, end) in enumerate(zip(rows, ends, strict=True))
    ]  # fmt: skip
    more = _NAME * len(rows)
    margin = layout["margin"] | {"r": 16, "b": _UNDER + 6 + more}
    return narrow(figure, fewer | {"annotations": names, "margin": margin, "height": layout["height"] + more - 40})


def tone_ticks(low: float, high: float) -> dict[str, Any]:
    """Mark a scale of tone with signed numbers, zero among them."""
    step = next((step for step in (0.05, 0.1, 0.2) if high - low < 7 * step), 0.5)
    marks = [round(n * step, 2) for n in range(int(low / step), int(high / step) + 1)]
    return {"tickmode": "array", "tickvals": marks, "ticktext": [f"{m:+g}" if m else "0" for m in marks]}


def date_axis(periods: Sequence[date], most: int = MARKS) -> dict[str, Any]:
    """Mark a time axis at no more than ``most`` periods, the year under the first of each; half a period is free at both ends."""
    if not periods:
        return {}
    half = (periods[1] - periods[0]) / 2 if len(periods) > 1 else timedelta(days=4)
    marks = periods[:: -(-len(periods) // most)]
    years = [None, *(p.year for p in marks)]
    texts = [f"{p.day} {p:%b}" + (f"<br>{p.year}" if p.year != year else "") for p, year in zip(marks, years, strict=False)]
    ends = [datetime.combine(periods[0], time()) - half, datetime.combine(periods[-1], time()) + half]
    return {
        "tickmode": "array",
        "tickangle": 0,
        "tickvals": [p.isoformat() for p in marks],
        "ticktext": texts,
        "range": [e.isoformat() for e in ends],
    }


def _end(row: ChartLine, *, percent: bool, signed: bool) -> tuple[int, float, str] | None:
    """Return the number of the last period in which a line has a value, that value and its text; None if it has none."""
    known = [(n, value) for n, value in enumerate(row.values) if value is not None]
    if not known:
        return None
    last, value = known[-1]
    return last, value, formats.share(value) if percent else formats.tone(value) if signed else f"{value:,.1f}".removesuffix(".0")


def _end_labels(
    days: Sequence[str], rows: Sequence[ChartLine], scale: tuple[float, float], *, percent: bool, signed: bool
) -> list[dict[str, Any]]:
    """Place the name and last value beside the end of each line, moved apart if they would overlap.

    The text has the colour of ink: the lighter series colours are hard to read as text.
    """
    ends = []
    for row in rows:
        if end := _end(row, percent=percent, signed=signed):
            last, value, text = end
            ends.append((value, days[last], f"{label(row.label, 18)} {text}" if len(rows) > 1 else text))
    ends.sort(key=lambda end: -end[0])
    pixels = 306 / ((scale[1] - scale[0]) or 1)
    zero = scale[1] * pixels  # position of the line at zero: no label may lie on it
    wanted = [(scale[1] - value) * pixels for value, *_ in ends]
    placed = [min(w, zero - _CLEAR) if w <= zero else max(w, zero + _CLEAR) for w in wanted]
    for n in range(1, len(placed)):
        placed[n] = max(placed[n], placed[n - 1] + _APART)
    for n in range(len(placed) - 1, -1, -1):
        lowest = placed[n + 1] - _APART if n + 1 < len(placed) else 306 - _CLEAR
        placed[n] = min(placed[n], lowest)
    shown = []
    for (value, when, text), at, put in zip(ends, wanted, placed, strict=True):
        shown.append(
            {
                "x": when,
                "y": value,
                "text": text,
                "showarrow": False,
                "xanchor": "left",
                "xshift": 8,
                "yshift": at - put,
                "font": {"color": INK, "size": 13},
            }
        )
    return shown
