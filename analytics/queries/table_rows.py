"""Typed rows of the small tables that queries return: one NamedTuple per table, fields as the columns that pages read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple, TypeVar

import pandas as pd

Row = TypeVar("Row")


class SpeakerRow(NamedTuple):
    """A row of `counts.speakers`."""

    actor: str
    name: str
    type: str
    quotes: int
    words: int
    share_words: float
    share_quotes: float
    articles: int
    outlets: int
    tone: float


class Named(NamedTuple):
    """A row of `counts.named`."""

    actor: str
    name: str
    type: str
    mentions: int
    in_quotes: int
    articles: int
    outlets: int
    per_1000: float
    share_articles: float


class InHeadlines(NamedTuple):
    """A row of `counts.in_headlines`."""

    actor: str
    name: str
    type: str
    mentions: int
    articles: int


class KnownActor(NamedTuple):
    """A row of `counts.actors`."""

    actor: str
    name: str
    type: str
    mentions: int
    quotes: int
    articles: int
    names: int
    forms: list[str]


class TypeCount(NamedTuple):
    """A row of `counts.actor_types`."""

    type: str
    actors: int


class Period(NamedTuple):
    """A row of `counts.coverage`."""

    period: date
    articles: int
    outlets: int
    quotes: int
    quoted_words: int
    speakers: int
    mentions: int
    actors: int


class SaidInPeriod(NamedTuple):
    """A row of `counts.said_over_time`."""

    period: date
    actor: str
    quotes: int
    words: int
    all_words: int
    all_quotes: int
    share_words: float
    share_quotes: float


class NamedInPeriod(NamedTuple):
    """A row of `counts.named_over_time`."""

    period: date
    actor: str
    mentions: int
    articles: int
    words: int
    all_articles: int
    per_1000: float
    share_articles: float


class NamedByOutlet(NamedTuple):
    """A row of `counts.named_by_outlet`."""

    outlet: str
    mentions: int
    articles: int
    words: int
    all_articles: int
    per_1000: float
    share_articles: float


class About(NamedTuple):
    """A row of `pairs.about`."""

    speaker: str
    actor: str
    speaker_name: str
    actor_name: str
    quotes: int
    articles: int


class StanceCount(NamedTuple):
    """A row of `counts.stances`."""

    outlet: str
    stance: str
    quotes: int
    share: float


class Together(NamedTuple):
    """A row of `pairs.together`."""

    actor: str
    other: str
    actor_name: str
    other_name: str
    articles: int
    sentences: int


class ToneInPeriod(NamedTuple):
    """A row of `tone.tone_over_time`."""

    period: date
    sentences: int
    quotes: int
    sentence_tone: float
    quote_tone: float


class Mean(NamedTuple):
    """A row of `tone.sentence_tone_by_outlet` and `tone.quote_tone_by`: a mean and its 95% interval."""

    key: str
    name: str
    mean: float
    n: int
    articles: int
    low: float
    high: float


class Estimate(NamedTuple):
    """A row of `tone.toward_actors` and `tone.toward_by_outlet`."""

    key: str
    name: str
    mean: float
    n: int
    articles: int
    low: float
    high: float
    mentions: int
    estimated: int
    good: int
    bad: int


class EstimateInPeriod(NamedTuple):
    """A row of `tone.toward_over_time`."""

    period: date
    mean: float
    n: int
    articles: int
    low: float
    high: float
    mentions: int
    estimated: int
    good: int
    bad: int


class SaidByAndAbout(NamedTuple):
    """A row of `tone.said_by_and_about`."""

    actor: str
    said: float
    said_n: int
    about: float
    about_n: int


def read_rows(table: pd.DataFrame, row: Callable[..., Row]) -> list[Row]:
    """Read the rows of a table as NamedTuples, by the names of their fields; further columns are left out.

    >>> read_rows(pd.DataFrame({"actors": [3], "type": ["person"]}), TypeCount)
    [TypeCount(type='person', actors=3)]
    """
    fields: Any = getattr(row, "_fields")  # noqa: B009 - a NamedTuple class is only known as a callable here
    return [row(*values) for values in zip(*(table[name].tolist() for name in fields), strict=True)]
