"""Colours of actors: one actor keeps its colour on every page, whatever the filters are."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.library import Library
from analytics.queries import counts
from analytics.queries.filters import Filters
from dashboard.charts.shapes.base import GREY, SERIES
from dashboard.state.library import ask


def colours(library: Library, actors: Sequence[str], drawn: Sequence[str] = ()) -> dict[str, str]:
    """Assign a colour to each actor of a chart: the most active of the library keep theirs, others get a free one, then grey.

    ``drawn`` are the actors of a line chart, where two greys would look the same: they get distinct colours first.
    """
    fixed = dict(zip(_most_active(library), SERIES, strict=False))
    chosen = _assigned(fixed, drawn)
    rest = [a for a in actors if a not in chosen]
    if not chosen:
        return _assigned(fixed, rest)
    return chosen | {a: c if (c := fixed.get(a, GREY)) not in chosen.values() else GREY for a in rest}


def _assigned(fixed: dict[str, str], actors: Sequence[str]) -> dict[str, str]:
    taken = {fixed[a] for a in actors if a in fixed}
    free = iter([c for c in SERIES if c not in taken])
    return {actor: fixed.get(actor) or next(free, GREY) for actor in actors}


def _most_active(library: Library) -> list[str]:
    return [str(actor) for actor in ask(counts.speakers, library, Filters())["actor"].head(len(SERIES))]
