"""What each rule of names and speakers is worth: every one is switched off in turn.

    python -m benchmarks.ablation GOLD_DIR [--sets news_dev,polnear_dev] [--rule NAME]

GOLD_DIR holds the marked articles (SET.jsonl, SET_names.jsonl) and score_names.py. Prints, for each rule of
`analytics.actors.rules`, the change of each measure where the rule is off, in points of a hundred (of the count error in
hundredths), on the sets and on the invented sample; a rule whose line is empty costs nothing when it goes.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import names
from evaluation import sample

MEASURES = ("named recall", "name accuracy", "name precision", "mention F1", "mention F1, right actor", "count error")
SHORT = ("recall", "accuracy", "precision", "mentions", "actors", "count")


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    from analytics.actors.rule_list import all_rules, without

    parser = argparse.ArgumentParser(prog="python -m benchmarks.ablation", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--sets", default="news_dev,polnear_dev")
    parser.add_argument("--rule", action="append", help="only this rule; may be given more than once")
    chosen = parser.parse_args(arguments)
    sets = [name for name in chosen.sets.split(",") if name]
    whole = measure(chosen.gold, sets)
    print("all rules")
    for name, values in whole.items():
        print(
            f"  {name:12}", "  ".join(f"{short} {values[m]:.3f}" for short, m in zip(SHORT, MEASURES, strict=True) if m in values)
        )
    for rule in all_rules():
        if chosen.rule and rule.name not in chosen.rule:
            continue
        with without(rule.name):
            found = measure(chosen.gold, sets)
        print(f"without {rule.name!r}")
        for name, values in found.items():
            changes = [(short, 100 * (values[m] - whole[name][m])) for short, m in zip(SHORT, MEASURES, strict=True) if m in values]
            print(
                f"  {name:12}", "  ".join(f"{short} {change:+.1f}" for short, change in changes if abs(change) >= 0.05), flush=True
            )


def measure(gold: Path, sets: Sequence[str]) -> dict[str, dict[str, float]]:
    """The measures of each set and of the sample, with the rules as they are switched now."""
    scorer = names.load_scorer(gold / "score_names.py")
    found = {}
    for name in sets:
        rows, resolved, quotes = read_set(gold, name)
        predicted, _ = names.predict(rows, gold_spans=False, quotes=quotes, repeats=1)
        found[name] = dict(scorer.score(rows, resolved, predicted))
    with contextlib.suppress(FileNotFoundError):
        found["sample"] = sample.measure()[0]
    return found


@functools.cache
def read_set(gold: Path, name: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[Any]]:
    """The articles of a set, their marked names, and their quotes, which no rule changes."""
    from analytics.quotes import find_quotes
    from analytics.text import read

    rows, resolved = (names.read_lines(gold / f"{name}{end}.jsonl") for end in ("", "_names"))
    marked = {row["id"] for row in resolved}
    rows = [row for row in rows if row["id"] in marked]
    return rows, resolved, find_quotes([read(row["text"]) for row in rows])


if __name__ == "__main__":
    main()
