"""What time charts are counted by: the period, a rolling mean, and the events that they mark; chosen in the filter bar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from analytics.queries import base
from analytics.queries.smoothing import rolling_mean
from dashboard.charts.shapes.marks import MarkedSpan
from dashboard.state import widgets

PER, MEAN, EVENTS = "per", "mean", "events"  # keys of the widgets, as addresses have them
KEYS = (PER, MEAN, EVENTS)
FIT = "as the dates suggest"
PERIODS = (FIT, "day", "week", "month")
MEANS = {"none": 1, "3 periods": 3, "7 periods": 7, "13 periods": 13}
SPANS = "qb-events"  # session key of the events to mark
_MOST = 2000  # periods of an axis; a chart of more has less than a pixel for each


def period(first: date | None, last: date | None) -> str:
    """Return the period of time charts from first to last day: the chosen one unless it has too many, else one that fits."""
    asked = st.session_state.get(PER)
    if asked in PERIODS[1:] and first is not None and last is not None:
        days = (last - first).days
        fitting = [one for one, length in (("day", 1), ("week", 7), ("month", 30)) if days / length <= _MOST]
        return asked if asked in fitting or not fitting else fitting[0]
    return base.period_for(first, last)


def is_set() -> bool:
    """Whether the address or this window has another period, mean or choice of events than the default."""
    return widgets.differ({PER: FIT, MEAN: "none", EVENTS: True})


def rolling() -> int:
    """Return over how many periods a point of a time chart is the mean."""
    return MEANS.get(st.session_state.get(MEAN) or "none", 1)


def smoothed(table: pd.DataFrame, columns: Sequence[str], by: str | None = None) -> pd.DataFrame:
    """Return a table over time with the chosen rolling mean in some columns; see `smoothing.rolling_mean`."""
    return rolling_mean(table, columns, rolling(), by)


def smoothed_means(table: pd.DataFrame, column: str = "mean", by: str | None = None) -> pd.DataFrame:
    """Return means over time with the chosen rolling mean; intervals of single periods are left out."""
    return table if rolling() <= 1 else smoothed(table, (column,), by).assign(low=float("nan"), high=float("nan"))


def note(period: str) -> str:
    """Say that points are rolling means, as the end of a subtitle; empty if they are not."""
    periods = rolling()
    return f" Each point is the mean of {periods} {period}s up to it." if periods > 1 else ""


def spans() -> list[MarkedSpan]:
    """Return the events to mark."""
    found: list[MarkedSpan] = st.session_state.get(SPANS) or []
    return found
