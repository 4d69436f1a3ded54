"""Tone: VADER's scores of texts, the tone of articles and outlets, and the estimated tone toward an actor."""

from analytics.sentiment.tone import (
    ArticleTone,
    Interval,
    Summary,
    article_tone,
    interval,
    intervals,
    summary,
)
from analytics.sentiment.toward import Toward, toward, toward_many
from analytics.sentiment.vader import Score, Valenced, score, score_news, valenced_words

__all__ = [
    "ArticleTone",
    "Interval",
    "Score",
    "Summary",
    "Toward",
    "Valenced",
    "article_tone",
    "interval",
    "intervals",
    "score",
    "score_news",
    "summary",
    "toward",
    "toward_many",
    "valenced_words",
]
