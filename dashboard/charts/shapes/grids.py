"""Pairs of actors: a grid of counts, and a network."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.charts.shapes import base
from dashboard.text import formats

_JUMP = 0.5005
_SCALE = [[0, base.SEQUENTIAL[0][1]], [_JUMP, base.SEQUENTIAL[4][1]], [_JUMP, base.SEQUENTIAL[7][1]], [1, base.SEQUENTIAL[9][1]]]
"""Colours of cells. It jumps over the middle, where neither ink nor paper has a contrast of 4.5:1 to the cell."""

_WIDEST = 9.0  # pixels of the line that joins the most frequent pair


def matrix(
    rows: Sequence[str], across: Sequence[str], values: Sequence[Sequence[float]], hovers: Sequence[Sequence[str]]
) -> dict[str, Any]:
    """Draw a grid of counts, the count written in each cell that is not empty."""
    most = max((v for line in values for v in line), default=1) or 1
    cells: dict[str, Any] = {
        "type": "heatmap",
        "x": list(range(len(across))),
        "y": list(range(len(rows))),
        "z": [[v or None for v in line] for line in values],
        "hoverinfo": "skip",
        "colorscale": _SCALE,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverongaps": False,
        "zmin": 0,
        "zmax": most,
    }
    places = [(r, c) for r in range(len(rows)) for c in range(len(across)) if values[r][c]]
    # A click cannot select a cell of a heatmap, but it can select an invisible marker above it.
    invisible = {"marker": {"opacity": 0}}
    squares: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers+text",
        "text": [formats.count(values[r][c]) for r, c in places],
        "textfont": {"size": 12, "color": [base.INK if values[r][c] / most <= _JUMP else base.PAPER for r, c in places]},
        "x": [c for _, c in places],
        "y": [r for r, _ in places],
        "hovertext": [hovers[r][c] for r, c in places],
        "hoverinfo": "text",
        "marker": {"symbol": "square", "size": 30, "opacity": 0},
        "selected": invisible,
        "unselected": invisible,
    }
    layout = base.base(height=140 + 32 * max(len(rows), 3))
    plain: dict[str, Any] = {"showgrid": False, "zeroline": False}
    layout["xaxis"] |= (
        plain
        | {"side": "top", "tickangle": -55, "range": [-0.5, max(len(across), 3) - 0.5]}
        | base.ticks(cells["x"], across, limit=18)
    )
    layout["yaxis"] |= plain | {"range": [max(len(rows), 2) - 0.5, -0.5]} | base.ticks(cells["y"], rows, limit=24)
    layout["margin"] |= {"t": 120, "r": 90}  # room for the last slanting label
    small: dict[str, Any] = {"tickfont": {"size": 12, "color": base.INK}}
    upright: dict[str, Any] = {
        "xaxis": {**layout["xaxis"], **small, "tickangle": -90, **base.ticks(cells["x"], across, limit=17)},
        "yaxis": {**layout["yaxis"], **small, **base.ticks(cells["y"], rows, limit=15)},
        "margin": layout["margin"] | {"r": 8},
    }
    return base.narrow(
        {"data": [cells, squares], "layout": layout}, upright, [{"xgap": 1}, {"marker": squares["marker"] | {"size": 18}}]
    )


def network(
    names: Sequence[str],
    sizes: Sequence[float],
    colours: Sequence[str],
    hovers: Sequence[str],
    pairs: Mapping[tuple[int, int], float],
) -> dict[str, Any]:
    """Draw a circle of points, sized by ``sizes``, joined by lines as wide as the count of each pair.

    ``pairs`` maps the indices of two points, the smaller first, to their count.
    """
    turns = [2 * math.pi * n / max(len(names), 1) - math.pi / 2 for n in range(len(names))]
    at = [(math.cos(turn), math.sin(turn)) for turn in turns]
    most, largest = max(pairs.values(), default=1) or 1, max(sizes, default=1) or 1
    edges = [
        {
            "type": "line",
            "x0": at[a][0],
            "y0": at[a][1],
            "x1": at[b][0],
            "y1": at[b][1],
            "line": {"color": base.FAINT, "width": max(_WIDEST * count / most, 0.8)},
            "layer": "below",
        }
        for (a, b), count in sorted(pairs.items(), key=lambda pair: pair[1])
        if count
    ]
    points = {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in at],
        "y": [y for _, y in at],
        "hovertext": list(hovers),
        "hoverinfo": "text",
        "marker": {"size": [10 + 22 * (size / largest) ** 0.5 for size in sizes], "color": list(colours), "opacity": 1},
    }
    layout = base.base(height=440)
    hidden = {"visible": False, "automargin": False}
    layout["xaxis"] |= hidden | {"range": [-2.3, 2.3]}
    layout["yaxis"] |= hidden | {"range": [1.35, -1.35]}
    layout["shapes"] = edges
    layout["annotations"] = [
        {
            "x": 1.16 * x,
            "y": 1.16 * y,
            "text": base.label(name, 20),
            "showarrow": False,
            "xanchor": "center" if abs(x) < 0.2 else "left" if x > 0 else "right",
        }
        for name, (x, y) in zip(names, at, strict=True)
    ]
    small = [
        one | {"text": base.label(name, 12), "font": {"size": 12, "color": base.INK}}
        for name, one in zip(names, layout["annotations"], strict=True)
    ]
    return base.narrow({"data": [points], "layout": layout}, {"annotations": small})
