"""A chart over time as plain SVG, which the server draws itself: what a window shows until Plotly has drawn the same chart.

Places are percentages, so that the picture fits any window; heights and margins are those of the figure, in pixels, and in a narrow
window those of its narrow layout.
"""

from __future__ import annotations

import html
import itertools
import math
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from dashboard.charts.shapes.base import FONT, SERIES

_LETTER, _BESIDE = 7, 27  # pixels: about the width of a digit of a label, and what Plotly leaves free beside it
_DOT = re.compile(r'<span style="color:(?P<colour>#\d+)">.</span>(?P<name>.*)')  # the name of a line below a narrow chart
_HEADROOM = 20 / 19  # Plotly leaves a twentieth of an axis above the highest bar


def picture(figure: dict[str, Any], key: str, name: str) -> str | None:
    """Return a figure over time as HTML with a drawing in it; None for a figure of another kind.

    ``key`` is that of the element that Plotly draws the same figure in, ``name`` the accessible name of both.
    Colours are CSS variables, one for each placeholder of the theme's colours: ``#000001`` becomes ``var(--c000001)``.
    """
    layout, data = figure["layout"], figure["data"]
    ends = layout["xaxis"].get("range", ())
    if layout["xaxis"].get("type") != "date" or len(ends) != 2 or not all(part["type"] in ("bar", "scatter") for part in data):
        return None
    narrow = layout | layout.get("meta", {}).get("narrow", {}).get("layout", {})
    low, high = layout["yaxis"].get("range") or (0, max(_values(data), default=1) * _HEADROOM or 1)
    labels = _labels(layout["yaxis"], low, high)
    scale = _Scale(_moment(ends[0]), _moment(ends[1]), low, high)
    left = _BESIDE + _LETTER * max((len(text) for _, text in labels), default=0)
    marks = "".join(mark for part in data for mark in _marks(part, scale))
    intervals = [one for one in layout.get("shapes", ()) if one["type"] == "line" and "yref" not in one]
    shapes = "".join(_shape(one, scale) for one in intervals)
    return (
        f'<div class="qb-picture" data-key="{html.escape(key)}" role="img" aria-label="{html.escape(name)}"'
        f' style="--left:{left}px;{_sizes(layout, "wide")}{_sizes(narrow, "narrow")}">'
        f'<div aria-hidden="true"><svg width="100%" height="100%">{"".join(_across(labels, scale))}'
        f'<g class="qb-wide">{_words(layout, scale)}</g><g class="qb-narrow">{_words(narrow, scale)}</g></svg>'
        f'<svg width="100%" height="100%" viewBox="0 0 1000 1000" preserveAspectRatio="none">{shapes}{marks}</svg>'
        '</div><p class="qb-picture-wait">Loading the chart</p></div>'
    )


class _Scale(NamedTuple):
    """The ends of both axes."""

    first: datetime
    last: datetime
    low: float
    high: float

    def x(self, when: str) -> float:
        """Return a place across, as a part of the whole."""
        return (_moment(when) - self.first) / (self.last - self.first)

    def y(self, value: float) -> float:
        """Return a place from the top, of 1000."""
        return round((self.high - value) / ((self.high - self.low) or 1) * 1000, 1)


def _sizes(layout: dict[str, Any], kind: str) -> str:
    """Return the sizes of a layout as CSS variables."""
    margin, height = layout["margin"], layout["height"]
    sizes = {"all": height, "right": margin["r"], "top": margin["t"], "plot": height - margin["t"] - margin["b"]}
    return "".join(f"--{kind}-{name}:{size}px;" for name, size in sizes.items())


def _words(layout: dict[str, Any], scale: _Scale) -> str:
    return "".join([*_below(layout["xaxis"], scale), *_beside(layout.get("annotations", ()), scale)])


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _values(data: Sequence[dict[str, Any]]) -> Iterator[float]:
    """Yield what is drawn; nothing for what is missing."""
    for part in data:
        yield from (value for value in part["y"] if _known(value))


def _known(value: float | None) -> bool:
    return value is not None and not math.isnan(value)


def _marks(part: dict[str, Any], scale: _Scale) -> Iterator[str]:
    """Draw the bars or the line of a part of a figure, on a ground that is 1,000 wide."""
    places = [1000 * scale.x(when) for when in part["x"]]
    points = list(zip(places, part["y"], strict=True))
    if part["type"] == "bar":
        width = 0.7 * min((b - a for a, b in itertools.pairwise(places)), default=1000 / 8)
        for x, value in points:
            if _known(value) and value:
                fill = _colour(part["marker"]["color"])
                at = min(scale.y(value), scale.y(0))
                tall = abs(scale.y(0) - scale.y(value))
                yield f'<rect x="{x - width / 2:.1f}" y="{at}" width="{width:.1f}" height="{tall:.1f}" fill="{fill}"/>'
        return
    style = f'stroke="{_colour(part["line"]["color"])}" stroke-width="{part["line"]["width"]}"'
    if part["line"].get("dash"):
        style += ' stroke-dasharray="3 4"'
    for run in _runs(points):
        line = " ".join(f"{x:.1f},{scale.y(value)}" for x, value in run)
        yield f'<polyline points="{line}" fill="none" vector-effect="non-scaling-stroke" {style}/>'


def _runs(points: Sequence[tuple[float, Any]]) -> Iterator[list[tuple[float, float]]]:
    """Yield the pieces of a line, which a missing value interrupts."""
    run: list[tuple[float, float]] = []
    for x, value in points:
        if _known(value):
            run.append((x, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _shape(shape: dict[str, Any], scale: _Scale) -> str:
    """Draw a line of a figure, such as an interval."""
    (x0, x1), (y0, y1) = ([1000 * scale.x(shape[k]) for k in ("x0", "x1")], [scale.y(shape[k]) for k in ("y0", "y1")])
    style = f'stroke="{_colour(shape["line"]["color"])}" stroke-width="{shape["line"]["width"]}"'
    return f'<line x1="{x0:.1f}" x2="{x1:.1f}" y1="{y0}" y2="{y1}" vector-effect="non-scaling-stroke" {style}/>'


def _labels(axis: dict[str, Any], low: float, high: float) -> list[tuple[float, str]]:
    """Return the values that an upright axis marks, with their texts: those that it names, else at most five round ones."""
    if "tickvals" in axis:
        return list(zip(axis["tickvals"], axis["ticktext"], strict=True))
    step = axis.get("dtick") or _round_step((high - low) / axis.get("nticks", 5))
    percent, suffix = axis.get("tickformat", "").endswith("%"), axis.get("ticksuffix", "")
    marks = [n * step for n in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]
    return [(value, f"{value:,.0%}" if percent else f"{value:,.10g}{suffix}") for value in marks]


def _round_step(rough: float) -> float:
    """Return the next larger of 2, 5 and 10 times a power of ten.

    >>> _round_step(1.7), _round_step(0.02), _round_step(6)
    (2.0, 0.02, 10.0)
    """
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * n for n in (2, 5, 10) if power * n >= rough * (1 - 1e-9))


def _across(labels: Sequence[tuple[float, str]], scale: _Scale) -> Iterator[str]:
    """Draw a thin line at each marked value, that at zero stronger, and its text at the left."""
    for value, text in labels:
        y, kind = scale.y(value) / 10, "zero" if abs(value) < 1e-12 else "grid"
        yield f'<line class="qb-{kind}" x1="0" x2="100%" y1="{y:.2f}%" y2="{y:.2f}%"/>'
        yield _text("-6", y, text, "end", down=5)


def _below(axis: dict[str, Any], scale: _Scale) -> Iterator[str]:
    """Write the dates of an axis."""
    for when, text in zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=True):
        for row, line in enumerate(text.split("<br>")):
            yield _text(f"{100 * scale.x(when):.2f}%", 100, line, "middle", down=18 + 18 * row)


def _beside(annotations: Sequence[dict[str, Any]], scale: _Scale) -> Iterator[str]:
    """Write the names at the ends of lines, or below the chart; what is above the chart is left out."""
    for one in annotations:
        size, down = one["font"]["size"], -one.get("yshift", 0)
        if one.get("yref") != "paper":
            x, y = f"{100 * scale.x(one['x']):.2f}%", scale.y(one["y"]) / 10
            yield _text(x, y, one["text"], "start", one.get("xshift", 0), size, down + 5)
        elif dot := _DOT.match(one["text"]):
            yield f'<circle cx="6" cy="100%" r="5" transform="translate(0 {down + 9})" fill="{_colour(dot["colour"])}"/>'
            yield _text("16", 100, dot["name"], "start", 0, size, down + 14)


def _text(x: str, y: float, text: str, anchor: str, shift: float = 0, size: int = FONT, down: float = 0) -> str:
    """Write a text of a figure, which is escaped for Plotly already, at percents from the top and pixels below that."""
    plain = html.escape(html.unescape(text).strip())
    at = f'x="{x}" y="{y:.2f}%" dx="{shift:g}" dy="{down:.1f}"'
    return f'<text {at} text-anchor="{anchor}" font-size="{size}">{plain}</text>'


def _colour(placeholder: str) -> str:
    return f"var(--c{(placeholder or SERIES[0]).removeprefix('#')})"
