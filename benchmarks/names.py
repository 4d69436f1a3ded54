"""Accuracy and speed of names, mentions and speakers on gold articles.

    python -m benchmarks.names GOLD.jsonl GOLD_names.jsonl [--scorer FILE] [--gold-spans] [--gold-mentions] [--worst 30] [--json]

GOLD holds an article a line with its marked attributions, GOLD_names for some of them who speaks and every actor with its
forms. The scorer is a Python file with ``score(gold_rows, resolved_rows, predicted)``; score_names.py beside the gold unless
given. Prints its table, articles a second on one core (names and mentions; reading and quotes are timed by others), the worst
articles, and where the gold has ``NAME_count`` fields (trump_count), the share of articles with the same count: mentions that
hold that surname, those of another given name and of organisations apart from campaigns and administrations left out.
``--gold-spans`` takes the marked speakers and contents for quotes, which shows what names alone cost; ``--gold-mentions`` the
marked names, which shows what the choice of the speaker costs. Speakers are also counted by the kind of words that name them.
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
    cue: tuple[int, int] | None
    rule: str = ""


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.names", description="Accuracy and speed of names.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("--scorer", type=Path, help="score_names.py beside the gold unless given")
    parser.add_argument("--gold-spans", action="store_true", help="marked speakers and contents instead of found quotes")
    parser.add_argument("--gold-mentions", action="store_true", help="marked names instead of found ones")
    parser.add_argument("--worst", type=int, default=30, metavar="N", help="how many of the worst articles to list")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    chosen = parser.parse_args(arguments)
    scorer = load_scorer(chosen.scorer or chosen.gold.with_name("score_names.py"))
    rows = read_lines(chosen.gold)
    resolved = read_lines(chosen.names)
    marked = {row["id"]: marked_mentions(scorer, row, resolved) for row in rows} if chosen.gold_mentions else None
    predicted, speed = predict(rows, chosen.gold_spans, marked)
    measures = scorer.score(rows, resolved, predicted)
    measures |= {f"{name} counts equal": share for name, share in count_shares(rows, predicted).items()}
    measures["articles/s, names and mentions"] = speed
    if chosen.json:
        print(json.dumps(measures))
        return
    for name, value in measures.items():
        print(f"{name:34} {value:.3f}" if isinstance(value, float) else f"{name:34} {value}")
    print("\nby the speaker's words                   named  accuracy precision  no name: right")
    for kind, (count, accuracy, precision, silent) in by_kind(scorer, rows, resolved, predicted).items():
        print(f"{kind:38} {count:7} {accuracy:9.3f} {precision:9.3f} {silent:9.3f}")
    print(f"\nworst articles, of {len(resolved)}: named recall, name precision, mention F1 with the right actor")
    single = {row["id"]: scorer.score([g for g in rows if g["id"] == row["id"]], [row], predicted) for row in resolved}
    for key, one in sorted(single.items(), key=lambda item: badness(item[1]))[: chosen.worst]:
        print(f"{one['named recall']:8.3f} {one['name precision']:8.3f} {one['mention F1, right actor']:8.3f}  {key}")


def by_kind(
    scorer: ModuleType, rows: list[dict[str, Any]], resolved: list[dict[str, Any]], predicted: dict[str, Any]
) -> dict[str, tuple[int, float, float, float]]:
    """For each kind of speaker's words: found statements of a named speaker, how many of them have the right name, how many of the
    names given are right, and how many statements of an unnamed speaker have none."""
    texts = {row["id"]: row for row in rows}
    n: dict[str, Counter[str]] = {}
    for row in resolved:
        gold, quotes = texts[row["id"]], predicted[row["id"]]["quotes"]
        spans = [scorer.words(gold["text"], a["content"]) for a in gold["attributions"]]
        found = scorer.match(spans, [scorer.words(gold["text"], q["content"]) for q in quotes], 0.3)
        for s in row["speakers"]:
            if s["i"] not in found or s["type"] == "group":
                continue
            quote = quotes[found[s["i"]]]
            c = n.setdefault(quote["kind"], Counter())
            named = s["type"] in scorer.NAMED
            c["named"] += named
            c["given"] += bool(quote["name"])
            c["right"] += named and scorer.right_name(quote["name"], s, row["actors"])
            c["unnamed"] += not named
            c["silent"] += not named and not quote["name"]
    return {
        kind: (c["named"], c["right"] / max(c["named"], 1), c["right"] / max(c["given"], 1), c["silent"] / max(c["unnamed"], 1))
        for kind, c in sorted(n.items(), key=lambda item: -item[1]["named"])
    }


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


def predict(
    rows: list[dict[str, Any]],
    gold_spans: bool,
    marked: dict[str, list[Any]] | None = None,
    *,
    quotes: list[Any] | None = None,
    repeats: int = REPEATS,
) -> tuple[dict[str, Any], float]:
    """What the library gives for each article, in the scorer's shape, and articles a second.

    ``marked`` replaces the found mentions, and ``quotes`` (a list for each article) the found quotes.
    """
    from analytics.actors import find_mentions, read_cast
    from analytics.quotes import find_quotes
    from analytics.text import read

    documents = [read(row["text"]) for row in rows]
    if quotes is None:
        quotes = [marked_quotes(row) for row in rows] if gold_spans else find_quotes(documents)
    seconds = []
    for _ in range(repeats):
        started = time.perf_counter()
        found = []
        for row, document, said in zip(rows, documents, quotes, strict=True):
            mentions = find_mentions(document, said) if marked is None else marked[row["id"]]
            found.append((mentions, read_cast(document, said, mentions)))
        seconds.append(time.perf_counter() - started)
    predicted = {
        row["id"]: {
            "id": row["id"],
            "quotes": [
                {"content": [list(p) for p in q.parts], "name": s.name, "gender": s.gender, "role": s.role, "kind": kind}
                for q, s, kind in zip(said, cast.speakers, span_kinds(document, said, mentions), strict=True)
            ],
            "mentions": [{"start": m.start, "end": m.end, "actor": m.name, "type": m.type, "text": m.text} for m in mentions],
        }
        for row, document, said, (mentions, cast) in zip(rows, documents, quotes, found, strict=True)
    }
    return predicted, len(rows) / min(seconds)


def span_kinds(document: Any, quotes: list[Any], mentions: list[Any]) -> list[str]:
    """What kind of words names each quote's speaker: a name, a role, a pronoun, none."""
    from analytics.actors.asked import KIND_NAMES
    from analytics.actors.scene import Scene
    from analytics.actors.speakers import as_asked

    scene = Scene.of(document, mentions)
    return [KIND_NAMES[as_asked(scene, q).kind] if document.words else "none" for q in quotes]


def marked_mentions(scorer: ModuleType, row: dict[str, Any], resolved: list[dict[str, Any]]) -> list[Any]:
    """The gold's actors where the text names them, as find_mentions gives them."""
    from analytics.actors import FoundMention

    actors = next((r["actors"] for r in resolved if r["id"] == row["id"]), [])
    found: list[Any] = []
    for start, end, k in sorted(scorer.mentions(row["text"], actors)):
        if not found or start >= found[-1].end:
            found.append(FoundMention(start, end, row["text"][start:end], actors[k]["name"], actors[k]["type"]))
    return found


def marked_quotes(row: dict[str, Any]) -> list[GoldQuote]:
    """The gold's attributions as quotes."""
    return [
        GoldQuote([(a, b) for a, b in q["content"]], *((q[k][0][0], q[k][-1][1]) if q[k] else None for k in ("source", "cue")))
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
