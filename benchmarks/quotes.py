"""Accuracy and speed of quote attribution on marked articles.

    python -m benchmarks.quotes GOLD.jsonl [--weights FILE] [--peers] [--json]
    python -m benchmarks.quotes --open

GOLD holds one article per line: {"id", "text", "attributions": [{"source", "cue", "content"}]} with character spans. ``--open``
takes the marked Wikinews articles that come with the project, so that anybody can check the published figures. Prints precision
and recall with 95 per cent intervals over articles, the same by kind and for what is listed by default, how often quotes of each
confidence are right, and the speed on one core, also as a multiple of stock vaderSentiment, sentence by sentence.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from evaluation import quotes as scoring

# One core: set before numpy loads.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

Done = TypeVar("Done")
OPEN = Path(__file__).resolve().parent.parent / "tests" / "gold" / "quotes_wikinews.jsonl"
BATCH = 16
REPEATS = 3
MEASURES = ("found", "bounded", "attributed")


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quotes", description="Accuracy and speed of quote attribution.")
    parser.add_argument("gold", type=Path, nargs="?", help="marked articles, one per line")
    parser.add_argument("--open", action="store_true", help="take the marked Wikinews articles that come with the project")
    parser.add_argument("--weights", type=Path, help="other weights than those of the library")
    parser.add_argument("--peers", action="store_true", help="the same for other ways to find quotes, where they can run")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    chosen = parser.parse_args(arguments)
    if chosen.open == (chosen.gold is not None):
        parser.error("give either a file of marked articles or --open")
    from analytics.quotes import DEFAULT_CONFIDENCE, DEFAULT_STRENGTHS, find_quotes, weights
    from analytics.text import read

    if chosen.weights:
        other = weights.read(chosen.weights)
        weights.load = lambda: other  # type: ignore[assignment]
    rows = [json.loads(line) for line in (OPEN if chosen.open else chosen.gold).read_text(encoding="utf-8").splitlines()]
    texts = [row["text"] for row in rows]
    documents = [read(text) for text in texts]
    find_quotes(documents[:BATCH])
    seconds, found = timed(lambda: [q for at in range(0, len(rows), BATCH) for q in find_quotes(documents[at : at + BATCH])])
    sentences = [d.text[slice(*d.span(*sentence))] for d in documents for sentence in d.sentences]
    vader = stock_vader(sentences)
    every = [[scoring.Prediction(q.parts, q.speaker, q.confidence) for q in quotes] for quotes in found]
    listed = [
        [
            scoring.Prediction(q.parts, q.speaker, q.confidence)
            for q in quotes
            if q.strength in DEFAULT_STRENGTHS and q.confidence >= DEFAULT_CONFIDENCE
        ]
        for quotes in found
    ]
    result = {
        "all": accuracy(rows, every),
        "listed by default": accuracy(rows, listed),
        "kinds": by_kind(rows, every),
        "strengths": dict(Counter(q.strength for quotes in found for q in quotes)),
    }
    outcomes = [o for row, predictions in zip(rows, every, strict=True) for o in scoring.outcomes(row, predictions)]
    bins, error = scoring.reliability(outcomes)
    speed = {"articles/s": len(rows) / seconds, "words/s": sum(len(d.words) for d in documents) / seconds}
    if vader:
        speed["times vaderSentiment"] = seconds / vader
    if chosen.json:
        print(json.dumps(result | {"calibration error": error, "speed": speed}))
        return
    show(result, bins, error, speed)
    if chosen.peers:
        compare(rows)


def timed(work: Callable[[], Done]) -> tuple[float, Done]:
    """The least processor time of REPEATS runs, and what the work gives."""
    best = float("inf")
    for _ in range(REPEATS):
        started = time.process_time()
        done = work()
        best = min(best, time.process_time() - started)
    return best, done


def stock_vader(sentences: Sequence[str]) -> float | None:
    """Seconds that stock vaderSentiment takes for some sentences; None where it is not installed."""
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError:
        return None
    analyser = SentimentIntensityAnalyzer()
    return timed(lambda: [analyser.polarity_scores(sentence) for sentence in sentences])[0]


def accuracy(rows: Sequence[dict[str, Any]], predictions: Sequence[Sequence[scoring.Prediction]]) -> dict[str, Any]:
    """Precision, recall, F1 and its interval of each measure."""
    counts = [scoring.count(row, own) for row, own in zip(rows, predictions, strict=True)]
    total = sum(counts, Counter[str]())
    return {
        name: scoring.score(total, name)._asdict()
        | {"interval": scoring.interval(counts, lambda n, name=name: scoring.score(n, name).f1)}  # type: ignore[misc]
        for name in MEASURES
    }


def by_kind(rows: Sequence[dict[str, Any]], predictions: Sequence[Sequence[scoring.Prediction]]) -> dict[str, dict[str, Any]]:
    """For each kind how many are marked, the share found and bounded, the share of speakers that are right, and the intervals of
    the shares found and of the speakers."""
    counts = [scoring.count(row, own) for row, own in zip(rows, predictions, strict=True)]
    total = sum(counts, Counter[str]())

    def share(n: Counter[str], part: str, whole: str) -> float:
        return n[part] / max(1, n[whole])

    return {
        kind: {
            "marked": total[f"{kind}.asked"],
            "found": share(total, f"{kind}.found", f"{kind}.asked"),
            "bounded": share(total, f"{kind}.bounded", f"{kind}.asked"),
            "speaker": share(total, f"{kind}.speaker", f"{kind}.named"),
            "found interval": scoring.interval(counts, lambda n, k=kind: share(n, f"{k}.found", f"{k}.asked")),  # type: ignore[misc]
            "speaker interval": scoring.interval(counts, lambda n, k=kind: share(n, f"{k}.speaker", f"{k}.named")),  # type: ignore[misc]
        }
        for kind in scoring.KINDS
    }


def show(result: dict[str, Any], bins: Sequence[scoring.Bin], error: float, speed: dict[str, float]) -> None:
    """Print the tables."""
    for name in ("all", "listed by default"):
        print(f"{name:19}precision  recall     F1  95% interval")
        for measure, own in result[name].items():
            low, high = own["interval"]
            print(f"  {measure:17}{own['precision']:9.3f}{own['recall']:8.3f}{own['f1']:7.3f}  {low:.3f} to {high:.3f}")
    print(f"{'by kind':19}   marked   found  95% interval    bounded  speaker right  95% interval")
    for kind, own in result["kinds"].items():
        (low, high), (least, most) = own["found interval"], own["speaker interval"]
        print(
            f"  {kind:17}{own['marked']:9}{own['found']:8.3f}  {low:.3f} to {high:.3f}{own['bounded']:9.3f}"
            f"{own['speaker']:15.3f}  {least:.3f} to {most:.3f}"
        )
    print("by strength        " + ", ".join(f"{name} {n}" for name, n in result["strengths"].items()))
    print("\nconfidence: found, and the speaker right where one is marked\n  from      quotes  confidence  right")
    for number, row in enumerate(bins):
        if row.quotes:
            print(f"  {number / 10:.1f}  {row.quotes:9}  {row.confidence:10.3f}  {row.right:.3f}")
    print(f"expected calibration error {error:.3f}\n")
    print(
        ", ".join(f"{name} {value:,.1f}" for name, value in speed.items()) + f" (one core, batches of {BATCH}, best of {REPEATS})"
    )


def compare(rows: Sequence[dict[str, Any]]) -> None:
    """Print accuracy and speed of each peer."""
    from benchmarks.quote_peers import PEERS, why_not

    for name, peer in PEERS.items():
        reason = why_not(name)
        if reason:
            print(f"\n{name}: {reason}")
            continue
        started = time.process_time()
        found = peer([row["text"] for row in rows])
        seconds = time.process_time() - started
        predictions = [[scoring.Prediction(q["content"], q["speaker"], 0.5) for q in quotes] for quotes in found]
        print(f"\n{name}: {len(rows) / seconds:,.0f} articles/s")
        for measure, own in accuracy(rows, predictions).items():
            print(f"  {measure:17} precision {own['precision']:.3f}, recall {own['recall']:.3f}, F1 {own['f1']:.3f}")


if __name__ == "__main__":
    main()
