"""Accuracy and speed of quote attribution on gold articles.

    python -m benchmarks.quotes GOLD.jsonl [--scorer FILE] [--weights FILE] [--peers] [--json]

GOLD holds an article a line: {"id", "text", "attributions": [{"source", "cue", "content"}]} with character spans. The scorer is
a Python file with ``score(rows, predicted)`` and ``table(counts)``; score_quotes.py beside the gold unless given. Prints the
scorer's whole table, how often quotes of each confidence are right, and articles and words a second on one core.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

# One core: set before numpy loads.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

BATCH = 16
REPEATS = 3


class Bin(NamedTuple):
    """Quotes whose confidence lies in one tenth: how many, their mean confidence, the share that is right."""

    quotes: int
    confidence: float
    right: float


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quotes", description="Accuracy and speed of quote attribution.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--scorer", type=Path, help="score_quotes.py beside the gold unless given")
    parser.add_argument("--weights", type=Path, help="other weights than those of the library")
    parser.add_argument("--peers", action="store_true", help="the same for other ways to find quotes, where they can run")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    chosen = parser.parse_args(arguments)
    from analytics.quotes import find_quotes, weights
    from analytics.text import read

    if chosen.weights:
        other = weights.read(chosen.weights)
        weights.load = lambda: other  # type: ignore[assignment]
    scorer = load_scorer(chosen.scorer or chosen.gold.with_name("score_quotes.py"))
    rows = [json.loads(line) for line in chosen.gold.read_text(encoding="utf-8").splitlines()]
    documents = [read(row["text"]) for row in rows]
    find_quotes(documents[:BATCH])
    seconds = []
    for _ in range(REPEATS):
        started = time.process_time()
        found = [quotes for at in range(0, len(documents), BATCH) for quotes in find_quotes(documents[at : at + BATCH])]
        seconds.append(time.process_time() - started)
    started = time.process_time()
    for row in rows:
        read(row["text"])
    reading = time.process_time() - started
    predicted = {
        row["id"]: [
            {"content": [list(p) for p in q.parts], "speaker": q.speaker and list(q.speaker), "cue": q.cue and list(q.cue)}
            for q in quotes
        ]
        for row, quotes in zip(rows, found, strict=True)
    }
    table = scorer.table(scorer.score(rows, predicted))
    bins, error = reliability(rows, found, scorer)
    words = sum(len(scorer.WORD.findall(row["text"])) for row in rows)
    speed = {
        "articles/s": len(rows) / min(seconds),
        "words/s": words / min(seconds),
        "articles/s with tokens": len(rows) / (min(seconds) + reading),
    }
    if chosen.json:
        print(json.dumps({"table": table, "calibration error": error, "speed": speed}))
        return
    for key, value in table.items():
        print(f"{key:17} {_shown(value)}")
    print("\nconfidence: found at .3 and the right speaker, or rightly none\n  from      quotes  confidence  right")
    for number, row in enumerate(bins):
        if row.quotes:
            print(f"  {number / 10:.1f}  {row.quotes:9}  {row.confidence:10.3f}  {row.right:.3f}")
    print(f"expected calibration error {error:.3f}")
    print(
        "\n"
        + ", ".join(f"{name} {value:,.0f}" for name, value in speed.items())
        + f" (one core, batches of {BATCH}, best of {REPEATS})"
    )
    if chosen.peers:
        compare(rows, scorer)


def compare(rows: Sequence[dict[str, Any]], scorer: ModuleType) -> None:
    """The scorer's table and the speed of each peer."""
    from benchmarks.quote_peers import PEERS, why_not

    for name, peer in PEERS.items():
        reason = why_not(name)
        if reason:
            print(f"\n{name}: {reason}")
            continue
        started = time.process_time()
        found = peer([row["text"] for row in rows])
        seconds = time.process_time() - started
        print(f"\n{name}: {len(rows) / seconds:,.0f} articles/s")
        predicted = {row["id"]: quotes for row, quotes in zip(rows, found, strict=True)}
        for key, value in scorer.table(scorer.score(rows, predicted)).items():
            print(f"{key:17} {_shown(value)}")


def load_scorer(path: Path) -> ModuleType:
    """The scorer of a file."""
    specification = importlib.util.spec_from_file_location("scorer", path)
    if specification is None or specification.loader is None or not path.is_file():
        raise SystemExit(f"{path}: no scorer there; give one with --scorer FILE")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def reliability(rows: Sequence[dict[str, Any]], found: Sequence[Sequence[Any]], scorer: ModuleType) -> tuple[list[Bin], float]:
    """Ten bins of confidence, and the expected calibration error over them: a quote is right where its words overlap a gold
    attribution's by .3 and its speaker's overlap the gold's, or neither names one."""
    outcomes: list[tuple[float, bool]] = []
    for row, quotes in zip(rows, found, strict=True):
        gold = [(scorer.words(row["text"], a["content"]), scorer.words(row["text"], a["source"])) for a in row["attributions"]]
        for quote in quotes:
            said = scorer.words(row["text"], quote.parts)
            speaker = scorer.words(row["text"], [quote.speaker]) if quote.speaker else set()
            overlap, source = max(
                ((scorer.iou(content, said), source) for content, source in gold), key=lambda pair: pair[0], default=(0.0, set())
            )
            outcomes.append((quote.confidence, overlap >= 0.3 and (bool(source & speaker) if source else not speaker)))
    bins = []
    for number in range(10):
        own = [(c, r) for c, r in outcomes if min(int(c * 10), 9) == number]
        n = len(own)
        bins.append(Bin(n, sum(c for c, _ in own) / n, sum(r for _, r in own) / n) if n else Bin(0, 0.0, 0.0))
    error = sum(b.quotes * abs(b.confidence - b.right) for b in bins) / max(1, len(outcomes))
    return bins, error


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "  ".join(f"{key} {_shown(part)}" for key, part in value.items())
    return f"{value:.3f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main()
