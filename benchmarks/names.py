"""Accuracy and speed of names, mentions and speakers on gold articles.

    python -m benchmarks.names GOLD.jsonl GOLD_names.jsonl [--scorer FILE] [--gold-spans] [--worst 30] [--json]

GOLD holds an article a line with its marked attributions, GOLD_names for some of them who speaks and every actor with its
forms. The scorer is a Python file with ``score(gold_rows, resolved_rows, predicted)``; score_names.py beside the gold unless
given. Prints its table, articles a second on one core (names and mentions; reading and quotes are timed by others), the worst
articles, and where the gold has ``NAME_count`` fields (trump_count), the share of articles with the same count: mentions that
hold that surname, those of another given name and of organisations apart from campaigns and administrations left out.
``--gold-spans`` takes the marked speakers and contents for quotes, which shows what names alone cost.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

# One core: set before numpy loads.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

REPEATS = 3


class GoldQuote(NamedTuple):
    """A marked attribution in the shape of a found quote."""

    parts: list[tuple[int, int]]
    speaker: tuple[int, int] | None


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.names", description="Accuracy and speed of names.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("--scorer", type=Path, help="score_names.py beside the gold unless given")
    parser.add_argument("--gold-spans", action="store_true", help="marked speakers and contents instead of found quotes")
    parser.add_argument("--worst", type=int, default=30, metavar="N", help="how many of the worst articles to list")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    chosen = parser.parse_args(arguments)
    scorer = load_scorer(chosen.scorer or chosen.gold.with_name("score_names.py"))
    rows = read_lines(chosen.gold)
    resolved = read_lines(chosen.names)
    predicted, speed = predict(rows, chosen.gold_spans)
    measures = scorer.score(rows, resolved, predicted)
    measures |= {f"{name} counts equal": share for name, share in count_shares(rows, predicted).items()}
    measures["articles/s, names and mentions"] = speed
    if chosen.json:
        print(json.dumps(measures))
        return
    for name, value in measures.items():
        print(f"{name:34} {value:.3f}" if isinstance(value, float) else f"{name:34} {value}")
    print(f"\nworst articles, of {len(resolved)}: named recall, name precision, mention F1 with the right actor")
    single = {row["id"]: scorer.score([g for g in rows if g["id"] == row["id"]], [row], predicted) for row in resolved}
    for key, one in sorted(single.items(), key=lambda item: badness(item[1]))[: chosen.worst]:
        print(f"{one['named recall']:8.3f} {one['name precision']:8.3f} {one['mention F1, right actor']:8.3f}  {key}")


def badness(measures: dict[str, float]) -> float:
    """Named recall and mentions together, the lower the worse."""
    return measures["named recall"] + measures["mention F1, right actor"]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """A JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def load_scorer(path: Path) -> ModuleType:
    """The scorer's module; it may import its neighbours."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(path.parent))
    spec.loader.exec_module(module)
    sys.path.remove(str(path.parent))
    return module


def predict(rows: list[dict[str, Any]], gold_spans: bool) -> tuple[dict[str, Any], float]:
    """What the library says of each article, in the scorer's shape, and articles a second."""
    from analytics.actors import find_mentions, name_speakers
    from analytics.quotes import find_quotes
    from analytics.text import read

    documents = [read(row["text"]) for row in rows]
    quotes: list[Any] = [marked_quotes(row) for row in rows] if gold_spans else [find_quotes([d])[0] for d in documents]
    seconds = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        found = []
        for document, said in zip(documents, quotes, strict=True):
            mentions = find_mentions(document, said)
            found.append((mentions, name_speakers(document, said, mentions)))
        seconds.append(time.perf_counter() - started)
    predicted = {
        row["id"]: {
            "id": row["id"],
            "quotes": [{"content": [list(p) for p in q.parts], "name": s.name} for q, s in zip(said, speakers, strict=True)],
            "mentions": [{"start": m.start, "end": m.end, "actor": m.name, "type": m.type, "text": m.text} for m in mentions],
        }
        for row, said, (mentions, speakers) in zip(rows, quotes, found, strict=True)
    }
    return predicted, len(rows) / min(seconds)


def marked_quotes(row: dict[str, Any]) -> list[GoldQuote]:
    """The gold's attributions as quotes."""
    return [
        GoldQuote([(a, b) for a, b in q["content"]], (q["source"][0][0], q["source"][-1][1]) if q["source"] else None)
        for q in row["attributions"]
    ]


def count_shares(rows: list[dict[str, Any]], predicted: dict[str, Any]) -> dict[str, float]:
    """For each ``NAME_count`` of the gold, the share of articles in which as many mentions of that person are found."""
    found = {}
    for field in sorted({f for row in rows for f in row if f.endswith("_count")}):
        surname = field.removesuffix("_count").capitalize()
        right = [count_named(predicted[row["id"]]["mentions"], surname) == row[field] for row in rows if field in row]
        found[surname] = sum(right) / len(right)
    return found


def count_named(mentions: list[dict[str, Any]], surname: str) -> int:
    """Mentions that hold a surname and mean the person most named by it, or that person's campaign or administration."""
    held = [m for m in mentions if surname.lower() in m["text"].lower().split()]
    people = Counter(m["actor"] for m in held if m["type"] == "person")
    person = people.most_common(1)[0][0] if people else None
    offshoots = ("campaign", "administration", "camp")
    return sum(m["actor"] == person or (m["type"] != "person" and m["text"].lower().endswith(offshoots)) for m in held)


if __name__ == "__main__":
    main()
