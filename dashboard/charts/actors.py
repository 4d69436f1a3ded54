"""The chart of the Actors page: quotes by each actor beside mentions of it, on one scale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.queries import table_rows as rows
from dashboard.charts.shapes import bars
from dashboard.charts.shapes.base import GREY, hover
from dashboard.text import formats

_HALVES = (0.48, 0.52)  # where the left half ends and the right half begins
OFTEN = 10  # mentions from which an actor that is never quoted makes the title


def quoted_and_named(table: pd.DataFrame, colours: Mapping[str, str]) -> dict[str, Any]:
    """Draw two bars for each row of `counts.actors`: quotes on the left, mentions on the right."""
    found = rows.read_rows(table, rows.KnownActor)
    hovers = [
        hover(
            row.name,
            f"{formats.plural(row.quotes, 'quote')} by, {formats.plural(row.mentions, 'mention')} of",
            f"in {formats.plural(row.articles, 'article')}",
        )
        for row in found
    ]
    shades = [colours.get(row.actor, GREY) for row in found]
    longest = max([1, *(row.quotes for row in found), *(row.mentions for row in found)])
    whole = bars.bars([bars.Bar(row.name, 0.0, "", "") for row in found])
    bar, layout = whole["data"][0], whole["layout"]
    data = [
        bar
        | {
            "x": numbers,
            "text": [formats.count(n) for n in numbers],
            "hovertext": hovers,
            "xaxis": axis,
            "marker": {"color": shades},
        }
        for numbers, axis in (([row.quotes for row in found], "x"), ([row.mentions for row in found], "x2"))
    ]
    scale = layout["xaxis"] | {"range": [0, longest * 1.2]}
    layout["xaxis"] = scale | {"domain": [0, _HALVES[0]]}
    layout["xaxis2"] = scale | {"domain": [_HALVES[1], 1], "anchor": "y"}
    layout["margin"] |= {"t": 36}
    layout["annotations"] = [
        {"text": f"<b>{text}</b>", "x": x, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom",
         "showarrow": False}
        for text, x in (("Quotes by the actor", 0), ("Mentions of the actor", _HALVES[1]))
    ]  # fmt: skip
    return {"data": data, "layout": layout}


def finding(table: pd.DataFrame) -> str:
    """Return the title of the chart: an actor that is named often and never quoted, if there is one.

    >>> found = [("ada", "Ada Quill", "person", 9, 1, 4, 1, []), ("bram", "Bram Ode", "person", 4, 6, 3, 1, [])]
    >>> finding(pd.DataFrame(found, columns=list(rows.KnownActor._fields)))
    'Who is quoted, and who is only talked about?'
    """
    silent = [row for row in rows.read_rows(table, rows.KnownActor) if row.quotes == 0 and row.mentions >= OFTEN]
    if not silent:
        return "Who is quoted, and who is only talked about?"
    return f"{formats.shorten(silent[0].name, 50)} is named {formats.plural(silent[0].mentions, 'time')} and never quoted"
