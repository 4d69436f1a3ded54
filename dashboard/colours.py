"""One actor, one colour, on every page: by the actor's place in the whole library, whatever the filters are."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.library import Library
from analytics.queries import counts
from analytics.queries.filters import Filters
from dashboard import opening
from dashboard.charts import GREY, SERIES


def colours(library: Library, actors: Sequence[str], drawn: Sequence[str] = ()) -> dict[str, str]:
    """A colour for each actor of a chart. The most active of the library keep theirs; others take what is free, then grey.

    ``drawn`` are those of a chart of lines, which two greys would not tell apart: they have colours first, and nobody else theirs.
    """
    fixed = dict(zip(_most_active(library), SERIES, strict=False))
    chosen = _given(fixed, drawn)
    rest = [a for a in actors if a not in chosen]
    if not chosen:
        return _given(fixed, rest)
    return chosen | {a: c if (c := fixed.get(a, GREY)) not in chosen.values() else GREY for a in rest}


def _given(fixed: dict[str, str], actors: Sequence[str]) -> dict[str, str]:
    taken = {fixed[a] for a in actors if a in fixed}
    free = iter([c for c in SERIES if c not in taken])
    return {actor: fixed.get(actor) or next(free, GREY) for actor in actors}


def _most_active(library: Library) -> list[str]:
    return opening.ask(counts.speakers, library, Filters())["actor"].head(len(SERIES)).tolist()
