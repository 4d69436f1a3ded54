"""Article text as HTML with marked spans. It is always escaped first, so that no article is read as markup."""

from __future__ import annotations

import html
import itertools
from collections.abc import Sequence
from typing import NamedTuple


class Mark(NamedTuple):
    """A span to mark: character offsets, our CSS classes, a hover text, and a word that follows its end."""

    start: int
    end: int
    classes: str
    title: str = ""
    after: str = ""


def escape(text: object) -> str:
    """Escape text for HTML content and attributes."""
    return html.escape(str(text), quote=True)


def marked(text: str, marks: Sequence[Mark], start: int = 0, end: int | None = None) -> str:
    """Return the part of a text from start to end as HTML with its marks; marks may overlap and reach beyond the part.

    >>> marked("He said <no>.", [Mark(8, 12, "q", "Ada", "Ada Q")])
    'He said <span class="q" title="Ada">&lt;no&gt;</span><span class="qb-after">Ada Q</span>.'
    """
    end = len(text) if end is None else end
    inside = [m for m in marks if m.start < end and m.end > start and m.start < m.end]
    edges = sorted({start, end, *(max(m.start, start) for m in inside), *(min(m.end, end) for m in inside)})
    opening = sorted(inside, key=lambda m: (m.start, -m.end))
    closing = sorted((m for m in inside if m.after and m.end <= end), key=lambda m: m.end)
    out: list[str] = []
    live: list[Mark] = []
    upcoming = ending = 0
    for a, b in itertools.pairwise(edges):
        while upcoming < len(opening) and opening[upcoming].start <= a:
            live.append(opening[upcoming])
            upcoming += 1
        live = [m for m in live if m.end > a]
        piece = escape(text[a:b])
        if live:
            classes = " ".join(dict.fromkeys(" ".join(m.classes for m in live).split()))
            title = " · ".join(dict.fromkeys(m.title for m in live if m.title))
            first = any(m.start == a and "qb-q" in m.classes for m in live)
            focus = ' tabindex="0"' if first else ""  # the tab key stops once at each quote
            piece = f'<span class="{classes}"' + (f' title="{escape(title)}"' if title else "") + f"{focus}>{piece}</span>"
        out.append(piece)
        while ending < len(closing) and closing[ending].end <= b:
            out.append(f'<span class="qb-after">{escape(closing[ending].after)}</span>')
            ending += 1
    return "".join(out)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each paragraph: a line that is not blank.

    >>> paragraphs("One.\\n\\n Two.")
    [(0, 4), (6, 11)]
    """
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found
