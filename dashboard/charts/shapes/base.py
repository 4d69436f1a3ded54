"""What all charts share: colours of the theme, escaped labels and hover texts, axes, sizes."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from dashboard.text import formats

# Streamlit replaces these placeholders by theme.chartCategoricalColors[0..9] and its other scales, in the light or dark shade.
SERIES = ("#000001", "#000002", "#000003", "#000004")
GREY, FAINT = "#000005", "#000006"
INK, PAPER = "#000037", "#000038"
EXTRA = ("#000007", "#000008", "#000009")
SEQUENTIAL = [[n / 9, f"#0000{11 + n}"] for n in range(10)]
LOW, HIGH = "#000023", "#000028"

PICTURES = ("SVG", "PNG")
FONT = 14
OTHERS = "All others"  # title of the hover text of everything beyond the bars that are drawn
ROW, FRAME = 29, 70  # pixels of a horizontal bar with its gap, and of what surrounds all bars
LETTERS, _SHORTEST = 42, 12  # of a row in a window of 390 pixels, and of a name at least


def config(picture: str = "SVG", name: str = "quoteboard") -> dict[str, Any]:
    """Return the options of a chart: one button that saves it as SVG, or as PNG of twice its size on the screen."""
    options = {"format": picture.lower(), "filename": name, "scale": 2 if picture == "PNG" else 1}
    return {"displaylogo": False, "modeBarButtons": [["toImage"]], "toImageButtonOptions": options}


def label(text: str, limit: int = 34) -> str:
    """Escape and shorten text for a label: Plotly reads a few tags and entities.

    >>> label("<b>A & B</b>")
    '&lt;b&gt;A &amp; B&lt;/b&gt;'
    """
    return html.escape(formats.shorten(text, limit), quote=False)


def hover(title: str, *lines: str, examples: Sequence[str] = ()) -> str:
    """Build a hover text from a title, lines and headlines of examples, all escaped.

    >>> hover("Ada <Q>", "3 quotes")
    '<b>Ada &lt;Q&gt;</b><br>3 quotes'
    """
    shown = [f"<b>{label(title, 60)}</b>", *(html.escape(line, quote=False) for line in lines)]
    return "<br>".join(shown + [f"<i>{label(example, 70)}</i>" for example in examples])


def base(height: int) -> dict[str, Any]:
    """Return the layout that all charts start from: a fixed height, no zoom, labels that keep their place."""
    axis = {"automargin": True, "fixedrange": True, "title": {"text": "", "standoff": 0}, "tickfont": {"size": FONT, "color": INK}}
    return {
        "height": height,
        "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
        "font": {"size": FONT, "color": INK},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"align": "left"},
        "xaxis": dict(axis),
        "yaxis": dict(axis),
    }


def ticks(places: Sequence[int], labels: Sequence[str], limit: int = 30) -> dict[str, Any]:
    """Label an axis by position: as categories, Plotly would merge equal names and read years as numbers."""
    return {"tickmode": "array", "tickvals": list(places), "ticktext": [label(text, limit) + " " for text in labels]}


def narrow(figure: dict[str, Any], layout: dict[str, Any], data: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """Return a figure with what is different where its chart is narrow: in the layout, and in each part of the data.

    The browser knows how wide a chart is: page.js puts these values in.
    """
    parts = [*data, *({} for _ in range(len(figure["data"]) - len(data)))]
    return figure | {"layout": figure["layout"] | {"meta": {"narrow": {"layout": layout, "data": parts}}}}


def in_narrow(figure: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return a figure whose narrow layout has these values as well."""
    own = figure["layout"].get("meta", {}).get("narrow", {"layout": {}, "data": ()})
    return narrow(figure, own["layout"] | changes, own["data"])


def names_above(axis: dict[str, Any], names: Sequence[str], texts: Sequence[str], shift: int = 0) -> dict[str, Any]:
    """Return the layout of rows that have their names above them at the left, and their texts above them at the right.

    ``shift`` is in pixels, upwards.
    """
    shown = [formats.shorten(name, max(LETTERS - len(text), _SHORTEST)) for name, text in zip(names, texts, strict=True)]
    inside = {"ticklabelposition": "inside top", "ticklabelshift": shift, "ticklabeloverflow": "allow", "automargin": False}
    return {
        "yaxis": axis | ticks(range(len(shown)), shown, LETTERS) | inside,
        "annotations": [
            {"xref": "paper", "x": 1, "xanchor": "right", "y": n, "yshift": shift + 9, "text": html.escape(text, quote=False),
             "showarrow": False, "font": {"color": INK, "size": 13}, "align": "right"}
            for n, text in enumerate(texts)
        ],
    }  # fmt: skip


def row_height(rows: int, fewest: int = 2) -> int:
    """Return the height of a chart with one row per bar or point, so that two bars do not float in the room of eleven."""
    return FRAME + ROW * max(rows, fewest)
