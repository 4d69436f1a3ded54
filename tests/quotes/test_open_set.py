"""The engine on the open Wikinews articles: floors that only rise. ``python -m benchmarks.quotes --open`` prints the figures."""

from __future__ import annotations

import functools
import json
from collections import Counter
from pathlib import Path

import pytest

from analytics.quotes import DEFAULT_CONFIDENCE, DEFAULT_STRENGTHS, find_quotes
from analytics.text import read
from evaluation import quotes as scoring

GOLD = Path(__file__).parent.parent / "gold" / "quotes_wikinews.jsonl"
FLOORS = {"found": 0.895, "bounded": 0.825, "attributed": 0.795}
# Precision of what is listed by default.
LISTED = 0.935


@functools.cache
def counts(listed: bool) -> Counter[str]:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    total: Counter[str] = Counter()
    for row, quotes in zip(rows, find_quotes([read(row["text"]) for row in rows]), strict=True):
        total += scoring.count(
            row,
            [
                scoring.Prediction(q.parts, q.speaker, q.confidence)
                for q in quotes
                if not listed or (q.strength in DEFAULT_STRENGTHS and q.confidence >= DEFAULT_CONFIDENCE)
            ],
        )
    return total


@pytest.mark.parametrize("measure", FLOORS)
def test_open_set_is_above_its_floor(measure: str) -> None:
    assert scoring.score(counts(False), measure).f1 >= FLOORS[measure]


def test_open_set_precision_of_what_is_listed_by_default() -> None:
    assert scoring.score(counts(True), "found").precision >= LISTED


def test_open_set_names_the_source_of_every_article() -> None:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    credits = GOLD.with_name("quotes_wikinews_credits.md").read_text(encoding="utf-8")
    assert [row["id"] for row in rows if row["url"] not in credits] == []
