"""Tone: VADER's scores of texts, and the tone of articles and outlets."""

from analytics.sentiment.tone import (
    ArticleTone,
    Interval,
    Summary,
    article_tone,
    interval,
    intervals,
    summary,
)
from analytics.sentiment.vader import Score, Valenced, score, score_news, valenced_words

__all__ = [
    "ArticleTone",
    "Interval",
    "Score",
    "Summary",
    "Valenced",
    "article_tone",
    "interval",
    "intervals",
    "score",
    "score_news",
    "summary",
    "valenced_words",
]
