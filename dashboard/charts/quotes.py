"""Charts of quotes: shares of voice, stances by outlet, who speaks about whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import pandas as pd

from analytics.queries import table_rows as rows
from analytics.queries.counts import Totals
from dashboard.charts.coverage import when
from dashboard.charts.shapes import bars, grids
from dashboard.charts.shapes.bars import Bar
from dashboard.charts.shapes.base import GREY, OTHERS, hover
from dashboard.charts.shapes.lines import ChartLine
from dashboard.text import formats

MOST_STANCES = 4  # besides neutral: as many as there are colours that are easy to tell apart
ALWAYS = ("distancing", "denying")  # drawn however rare they are: an outlet's doubt must not disappear among "others"
SHARES = {"words": "quoted words", "quotes": "quotes"}  # the two wholes that a share of voice may be a part of
UNITS = {"words": "word", "quotes": "quote"}
Examples = Mapping[str, Sequence[str]]
R = TypeVar("R", rows.SaidInPeriod, rows.NamedInPeriod)


def speaking(
    table: pd.DataFrame, whole: tuple[int, int], total: Totals, examples: Examples, colours: Mapping[str, str], of: str = "words"
) -> dict[str, Any]:
    """Draw the share of quoted words or quotes of the first ten speakers, then of all others and the unidentified."""
    said, quoted = whole
    found = [
        Bar(
            row.name,
            row.share_words if of == "words" else row.share_quotes,
            _share_text(row.share_words, row.words, "words") if of == "words" else _share_text(row.share_quotes, row.quotes, of),
            hover(
                row.name,
                f"{formats.count(row.words)} of {formats.count(said)} quoted words",
                f"{formats.count(row.quotes)} of {formats.plural(quoted, 'quote')}, in {formats.plural(row.articles, 'article')}",
                examples=examples.get(row.actor, ()),
            ),
            colours.get(row.actor, GREY),
        )
        for row in rows.read_rows(table.head(10), rows.SpeakerRow)
    ]
    everything, all_of = (said, total.quoted_words) if of == "words" else (quoted, total.quotes)
    rest = all_of - int(table[of].head(10).sum())
    others = max(total.speakers - 10, 0)
    text = hover(
        OTHERS,
        f"{formats.count(rest)} of {formats.count(everything)} {SHARES[of]}",
        f"among them {formats.plural(total.unnamed, 'quote')} with an unidentified speaker",
    )
    names = [formats.plural(others, "other") if others else "", "unidentified" if total.unnamed else ""]
    part = rest / max(everything, 1)
    last = Bar(formats.listed([name for name in names if name]) or "others", part, _share_text(part, rest, of), text)
    return bars.ranking(found, capped(found, last) if rest > 0 else None)


def over_time(
    table: pd.DataFrame, period: str, of: str, actors: Sequence[str], names: Mapping[str, str], colours: Mapping[str, str]
) -> list[ChartLine]:
    """Build a line per speaker from `counts.said_over_time`."""

    def value(row: rows.SaidInPeriod) -> float:
        return row.share_words if of == "words" else row.share_quotes

    def text(row: rows.SaidInPeriod) -> tuple[str, ...]:
        return (
            when(row.period, period),
            f"{formats.count(row.words)} of {formats.count(row.all_words)} quoted words",
            f"{formats.count(row.quotes)} of {formats.plural(row.all_quotes, 'quote')}",
        )

    return lines_by_actor(rows.read_rows(table, rows.SaidInPeriod), value, text, actors, names, colours)


def lines_by_actor(
    table: Sequence[R],
    value: Callable[[R], float],
    text: Callable[[R], Sequence[str]],
    actors: Sequence[str],
    names: Mapping[str, str],
    colours: Mapping[str, str],
) -> list[ChartLine]:
    """Build a line per actor; ``value`` gives the height of a point, ``text`` the lines of its hover text."""
    found = []
    for actor in actors:
        own = [row for row in table if row.actor == actor]
        values = [None if pd.isna(value(row)) else float(value(row)) for row in own]
        found.append(ChartLine(names[actor], values, [hover(names[actor], *text(row)) for row in own], colours[actor]))
    return found


def capped(found: Sequence[Bar], last: Bar) -> Bar:
    """Return the bar of all others, or an empty one that says so if it would dwarf the rest: a shortened bar would mislead."""
    longest = max((bar.value for bar in found), default=last.value)
    return last if last.value <= longest * 1.15 else last._replace(value=0.0, text=f"{last.text}, not drawn")


def stances(table: pd.DataFrame) -> tuple[dict[str, Any], list[str]]:
    """Draw the stances of reporting verbs in the ten outlets with most quotes; also return these outlets in order."""
    found = rows.read_rows(table, rows.StanceCount)
    outlets, often = _sums((row.outlet, row.quotes) for row in found), _sums((row.stance, row.quotes) for row in found)
    shown = list(outlets)[:10]
    doubts = [stance for stance in ALWAYS if stance in often]
    frequent = [stance for stance in often if stance not in ("neutral", *ALWAYS)][: MOST_STANCES - len(doubts)]
    cells = {(row.outlet, row.stance): row for row in found}
    parts: dict[str, Sequence[float]] = {}
    hovers: dict[str, Sequence[str]] = {}
    for stance in ("neutral", *doubts, *frequent):
        own = [cells.get((outlet, stance)) for outlet in shown]
        parts[stance] = [row.share if row else 0.0 for row in own]
        hovers[stance] = [
            hover(outlet, f"{stance}: {formats.count(row.quotes if row else 0)} of {formats.plural(outlets[outlet], 'quote')}")
            for outlet, row in zip(shown, own, strict=True)
        ]
    rest = [1 - sum(values) for values in zip(*parts.values(), strict=True)]
    if any(part > 1e-9 for part in rest):
        parts["others"] = [max(part, 0.0) for part in rest]
        hovers["others"] = [hover(o, f"other stances: {formats.share(part)}") for o, part in zip(shown, rest, strict=True)]
    return bars.stacks(shown, parts, hovers), shown


def about(table: pd.DataFrame) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Draw who speaks about whom, ten by ten at most; also return the pair of each filled cell, row by row."""
    found = rows.read_rows(table, rows.About)
    speakers = list(dict.fromkeys(row.speaker for row in found))
    actors = list(_sums((row.actor, row.quotes) for row in found))
    names = {row.speaker: row.speaker_name for row in found} | {row.actor: row.actor_name for row in found}
    cells = {(row.speaker, row.actor): row for row in found}

    def text(speaker: str, actor: str) -> str:
        row = cells.get((speaker, actor))
        said = f"{formats.plural(row.quotes, 'quote')} in {formats.plural(row.articles, 'article')}" if row else "no quote"
        return hover(f"{names[speaker]} about {names[actor]}", said)

    values = [[float(cells[s, a].quotes) if (s, a) in cells else 0.0 for a in actors] for s in speakers]
    texts = [[text(s, a) for a in actors] for s in speakers]
    figure = grids.matrix([names[s] for s in speakers], [names[a] for a in actors], values, texts)
    return figure, [(s, a) for s in speakers for a in actors if (s, a) in cells]


def _share_text(share: float, number: int, of: str) -> str:
    """Write a share with what it counts.

    >>> _share_text(0.048, 619, "words")
    '4.8% · 619 words'
    """
    return f"{formats.share(share)} · {formats.plural(number, UNITS[of])}"


def _sums(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Add up counts by key, the largest sum first."""
    sums: dict[str, int] = {}
    for key, number in pairs:
        sums[key] = sums.get(key, 0) + number
    return dict(sorted(sums.items(), key=lambda one: -one[1]))
