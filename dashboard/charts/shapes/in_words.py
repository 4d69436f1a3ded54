"""What a chart shows, in words: its name for those who do not see it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

_MOST = 3
_TAG = re.compile(r"<[^>]+>")


def in_words(figure: dict[str, Any], title: str) -> str:
    """Return the name of a chart: its title and what its first bars, points or lines show.

    >>> bars = {"type": "bar", "orientation": "h", "y": [0, 1], "x": [0.4, 0.1], "text": ["40%", "10%"], "hovertext": ["", ""]}
    >>> in_words({"data": [bars], "layout": {"yaxis": {"ticktext": ["Ada Quill ", "Bram Ode "]}}}, "Speakers")
    'Speakers: Ada Quill 40%; Bram Ode 10%.'
    """
    found = list(_parts(figure))
    more = len(found) - _MOST
    listed = "; ".join(found[:_MOST]) + (f"; {more} more" if more > 0 else "")
    if not listed:
        return title
    return f"{title} {listed}." if title.endswith("?") else f"{title}: {listed}."


def _parts(figure: dict[str, Any]) -> Iterator[str]:
    """Yield what each bar, point or line shows: its label and the text beside it, or else the title of its hover text."""
    layout, data = figure["layout"], figure["data"]
    labels = [_plain(text) for text in layout.get("yaxis", {}).get("ticktext", ())]
    if layout.get("xaxis", {}).get("type") == "date":
        ends = [_plain(one["text"]) for one in layout.get("annotations", ()) if one.get("yref") != "paper"]
        if ends:
            yield from (f"{end} at the end" for end in ends)
        else:  # upright bars: the highest first
            texts = data[0].get("hovertext") or []
            order = sorted(range(len(texts)), key=lambda n: -(data[0]["y"][n] or 0))
            yield from (_plain(texts[n].replace("<br>", " ")) for n in order[:1])
        return
    if layout.get("barmode") == "stack":
        yield from (f"{label}: " + ", ".join(f"{_plain(part['name'])} {100 * part['x'][n]:.0f}%" for part in data if part["x"][n])
                    for n, label in enumerate(labels))  # fmt: skip
        return
    texts = data[0].get("text") if data and data[0].get("type") == "bar" else None
    beside = texts or [one["text"] for one in layout.get("annotations", ()) if "y" in one and one.get("yref") != "paper"]
    if labels and len(beside) == len(labels) and not layout.get("xaxis2"):
        yield from (f"{label} {_plain(text)}" for label, text in zip(labels, beside, strict=True))
        return
    shown: list[str] = next((part["hovertext"] for part in data if part.get("hovertext")), [])
    yield from (_plain(text.replace("</b><br>", " ").split("<br>")[0]) for text in shown)


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())
