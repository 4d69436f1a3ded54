"""Cross-validates names: ``python -m analytics.actors.train.crossval GOLD_DIR --weights FOLDER``.

Five finders are each trained without a fifth of the marked articles and then find the names of that fifth; the rules and the
clusters work as they ship. The table has exact names and right types by type, and the measures of GOLD_DIR/score_names.py. With
``--outlets`` all articles of an outlet are in one fold. FOLDER keeps the five finders: a later run, say with other rules, trains
none that it has.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import torch

from analytics.actors.cluster import cluster
from analytics.actors.finder import Finder
from analytics.actors.mentions import shown_name
from analytics.actors.names import names_of
from analytics.actors.spans import KINDS, decode
from analytics.actors.train.finder import SETS, train
from analytics.actors.train.gold import mark, read_rows, spans_of

FOLDS = 5
_ACTORS = "PGC"
Row = dict[str, Any]


def main(argv: Sequence[str] | None = None) -> int:
    """Train the finders that are missing, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--weights", type=Path, required=True, help="folder that keeps the finders of the folds")
    parser.add_argument("--outlets", action="store_true", help="all articles of an outlet in one fold")
    parser.add_argument("--only", default="01234", help="numbers of the folds, such as 02")
    options = parser.parse_args(argv)
    torch.set_num_threads(1)
    rows = articles(options.gold)
    folds = by_outlet(rows) if options.outlets else [n % FOLDS for n in range(len(rows))]
    options.weights.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    held: list[Row] = []
    predicted: dict[str, Row] = {}
    for k in map(int, options.only):
        path = options.weights / f"finder{k}.npz"
        if not path.exists():
            kept = [row for row, fold in zip(rows, folds, strict=True) if fold != k]
            np.savez_compressed(path, allow_pickle=False, **train([mark(r["text"], r["actors"]) for r in kept], options.gold))
        with np.load(path, allow_pickle=False) as stored:
            finder = Finder({name: stored[name] for name in stored.files})
        for row in [row for row, fold in zip(rows, folds, strict=True) if fold == k]:
            held.append({**row, "speakers": [], "attributions": []})
            predicted[row["id"]] = {"quotes": [], "mentions": found_names(row, finder, counts)}
    measures = _scorer(options.gold).score(held, held, predicted)
    sys.stdout.write("\n".join([*table(counts), *(f"{name:24} {measures[name]:.4f}" for name in _MEASURES)]) + "\n")
    return 0


_MEASURES = ("mention F1", "mention F1, right actor", "count error")


def articles(folder: Path) -> list[Row]:
    """The marked articles of both sets, with their texts and actors."""
    found = []
    for name in SETS:
        texts = {row["id"]: row for row in read_rows(folder / f"{name}.jsonl")}
        found += [{**texts[row["id"]], "actors": row["actors"]} for row in read_rows(folder / f"{name}_names.jsonl")]
    return found


def by_outlet(rows: Iterable[Row]) -> list[int]:
    """Choose a fold for each article, one for all of an outlet; the largest outlets come first, each to the smallest fold."""
    outlets = [str(row.get("outlet") or row.get("publisher") or "") for row in rows]
    sizes, fold = [0] * FOLDS, dict[str, int]()
    for outlet, count in Counter(outlets).most_common():
        fold[outlet] = sizes.index(min(sizes))
        sizes[fold[outlet]] += count
    return [fold[outlet] for outlet in outlets]


def found_names(row: Row, finder: Finder, counts: Counter[str]) -> list[Row]:
    """Find the mentions of an article, as the scorer wants them, and count exact names and right types of the finder alone."""
    document, labels, _ = mark(row["text"], row["actors"])
    spans = decode(document, *finder.score(document))
    letters = {kind: letter for letter, kind in KINDS.items()}
    gold = {(a, b): kind for a, b, kind in spans_of(labels)}
    for kind in gold.values():
        counts[kind + " gold"] += 1
    for span in spans:
        kind, exact = letters[span.kind], gold.get((span.first, span.past))
        counts[kind + " found"] += 1
        counts[kind + " right"] += exact == kind
        if exact is not None:
            counts[exact + " same extent"] += 1
            counts[exact + " same type"] += exact == kind
    mentions = []
    for actor in cluster(document, names_of(document, spans)):
        name = shown_name(document, actor)
        for one in actor.names:
            start, end = document.span(one.first, one.past)
            mentions.append({"start": start, "end": end, "actor": (name, actor.kind)})
    return mentions


def table(counts: Counter[str]) -> list[str]:
    """The finder's lines of the table: F1 of exact names by type, and of those with the right extent the share of right types."""
    lines = [f"{'type':24} {'exact F1':>8} {'type right':>10} {'marked':>7}"]
    for kind in _ACTORS:
        both = counts[kind + " gold"] + counts[kind + " found"]
        exact = 2 * counts[kind + " right"] / max(both, 1)
        typed = counts[kind + " same type"] / max(counts[kind + " same extent"], 1)
        lines.append(f"{KINDS[kind]:24} {exact:8.4f} {typed:10.4f} {counts[kind + ' gold']:7}")
    return lines


def _scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_names", folder / "score_names.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder}: no score_names.py")
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(folder))
    spec.loader.exec_module(module)
    sys.path.remove(str(folder))
    return module


if __name__ == "__main__":
    sys.exit(main())
