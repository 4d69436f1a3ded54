"""Figures of pairs: who with whom as a grid of counts, and as a simple network."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import charts, words

MATRIX = 10  # rows and columns of a matrix, filled or not: a cell keeps its size
_WIDEST = 9.0  # pixels of the line of the pair that is most often together


def matrix(
    rows: Sequence[str], across: Sequence[str], values: Sequence[Sequence[float]], hovers: Sequence[Sequence[str]]
) -> dict[str, Any]:
    """Who about whom: a grid of counts, the count written in each cell that has one."""
    cells = {
        "type": "heatmap",
        "x": list(range(len(across))),
        "y": list(range(len(rows))),
        "z": [[v or None for v in line] for line in values],
        "text": [[words.count(v) if v else "" for v in line] for line in values],
        "texttemplate": "%{text}",
        "hoverinfo": "skip",
        "colorscale": charts.SEQUENTIAL,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverongaps": False,
        "zmin": 0,
    }
    places = [(r, c) for r in range(len(rows)) for c in range(len(across)) if values[r][c]]
    # A cell of a heatmap cannot be chosen by a click, an unseen square over it can.
    unseen = {"marker": {"opacity": 0}}
    squares = {
        "type": "scatter",
        "mode": "markers",
        "x": [c for _, c in places],
        "y": [r for r, _ in places],
        "hovertext": [hovers[r][c] for r, c in places],
        "hoverinfo": "text",
        "marker": {"symbol": "square", "size": 30, "opacity": 0},
        "selected": unseen,
        "unselected": unseen,
    }
    layout = charts.base(height=120 + 32 * MATRIX)
    plain = {"showgrid": False, "zeroline": False}
    layout["xaxis"] |= (
        plain | {"side": "top", "tickangle": -55, "range": [-0.5, MATRIX - 0.5]} | charts.ticks(cells["x"], across, limit=18)
    )
    layout["yaxis"] |= plain | {"range": [MATRIX - 0.5, -0.5]} | charts.ticks(cells["y"], rows, limit=24)
    layout["margin"] |= {"t": 120, "r": 90}  # room for the last slanting label
    return {"data": [cells, squares], "layout": layout}


def network(
    names: Sequence[str],
    sizes: Sequence[float],
    colours: Sequence[str],
    hovers: Sequence[str],
    pairs: Mapping[tuple[int, int], float],
) -> dict[str, Any]:
    """Who stands with whom: a circle of points, as large as they are often named, joined by lines as wide as they are together.

    ``pairs`` has the places of two points, the smaller first, and how often they are together.
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
            "line": {"color": charts.FAINT, "width": max(_WIDEST * count / most, 0.8)},
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
    layout = charts.base(height=120 + 32 * MATRIX)
    hidden = {"visible": False, "automargin": False}
    layout["xaxis"] |= hidden | {"range": [-2.3, 2.3]}
    layout["yaxis"] |= hidden | {"range": [1.35, -1.35]}
    layout["shapes"] = edges
    layout["annotations"] = [
        {
            "x": 1.16 * x,
            "y": 1.16 * y,
            "text": charts.label(name, 20),
            "showarrow": False,
            "xanchor": "center" if abs(x) < 0.2 else "left" if x > 0 else "right",
        }
        for name, (x, y) in zip(names, at, strict=True)
    ]
    return {"data": [points], "layout": layout}
