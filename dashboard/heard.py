"""The figure of the Actors page: quotes by each actor and mentions of it, two bars on one scale, side by side."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard import charts, words

_MIDDLE = (0.48, 0.52)  # where the left half ends and the right one begins


def heard(table: pd.DataFrame, colours: dict[str, str]) -> dict[str, Any]:
    """Rows of `mentions.actors` as two rows of bars: on the left what each says, on the right how often it is named."""
    hovers = [
        charts.hover(row.name, f"{words.plural(row.quotes, 'quote')} by, {words.plural(row.mentions, 'mention')} of",
                     f"in {words.plural(row.articles, 'article')}")
        for row in table.itertuples(name="Row")
    ]  # fmt: skip
    shades = [colours.get(actor, charts.GREY) for actor in table["actor"]]
    longest = max([1, *table["quotes"], *table["mentions"]])
    whole = charts.bars([charts.Bar(name, 0.0, "", "") for name in table["name"]], slots=10)
    bar, layout = whole["data"][0], whole["layout"]
    data = [
        bar | {"x": table[what].tolist(), "text": [words.count(n) for n in table[what]], "hovertext": hovers, "xaxis": axis,
               "marker": {"color": shades}}
        for what, axis in (("quotes", "x"), ("mentions", "x2"))
    ]  # fmt: skip
    scale = layout["xaxis"] | {"range": [0, longest * 1.2]}
    layout["xaxis"] = scale | {"domain": [0, _MIDDLE[0]]}
    layout["xaxis2"] = scale | {"domain": [_MIDDLE[1], 1], "anchor": "y"}
    layout["margin"] |= {"t": 36}
    layout["annotations"] = [
        {"text": f"<b>{text}</b>", "x": x, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom",
         "showarrow": False}
        for text, x in (("Quotes by them", 0), ("Mentions of them", _MIDDLE[1]))
    ]  # fmt: skip
    return {"data": data, "layout": layout}


def finding(table: pd.DataFrame) -> str:
    """The title: who is named often and hardly heard, where there is such an actor.

    >>> rows = [("Ada Quill", 9, 1), ("Bram Ode", 4, 6)]
    >>> finding(pd.DataFrame(rows, columns=["name", "mentions", "quotes"]))
    'Who is heard, and who is only talked about?'
    """
    silent = table[(table["quotes"] == 0) & (table["mentions"] >= 10)]
    if silent.empty:
        return "Who is heard, and who is only talked about?"
    first = silent.iloc[0]
    return f"{words.shorten(str(first['name']), 50)} is named {words.plural(int(first['mentions']), 'time')} and never quoted"
