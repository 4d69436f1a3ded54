"""Tone: stock VADER, sentence by sentence."""

from __future__ import annotations

import functools
from typing import NamedTuple

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer


class Score(NamedTuple):
    """VADER's four scores: shares of negative, neutral and positive words (0 to 1) and the compound (-1 to 1)."""

    neg: float
    neu: float
    pos: float
    compound: float


@functools.cache
def _analyser() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


def score(text: str) -> Score:
    """The tone of a text by vaderSentiment, to the last bit (Hutto and Gilbert, ICWSM 2014).

    >>> score("A great success.").compound > 0
    True
    """
    return Score(**_analyser().polarity_scores(text))
