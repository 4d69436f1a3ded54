"""Accuracy of the tone toward actors against people's labels, and identity of the scores with vaderSentiment's.

    python -m benchmarks.tone GOLD_DIR [--sentences N] [--fuzzed N] [--rounds N]

GOLD_DIR contains newsmtsc_rw_dev.jsonl and newsmtsc_mt_dev.jsonl (one sentence with its targets and their polarity per row) and
polnear_train.jsonl (one article per row). Prints the accuracy of the tone toward an actor beside two baselines from the sentence's
score (positive from a compound of 0.05, negative from -0.05), whether all four scores equal vaderSentiment's, and speeds on one
core. Exit code 1 where a score differs.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # one core, before numpy is loaded

COVERAGE = 0.55  # share of the targets, the most confident ones, for which accuracy is printed separately
SETS = {"rw": "newsmtsc_rw_dev.jsonl", "mt": "newsmtsc_mt_dev.jsonl"}
LABELS = {2.0: "negative", 4.0: "neutral", 6.0: "positive"}
SIGN = {"negative": -1, "neutral": 0, "positive": 1}


class LabelledTarget(NamedTuple):
    """A sentence, the span of its target, and people's label."""

    sentence: str
    start: int
    end: int
    label: str


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="folder of the gold files")
    parser.add_argument("--sentences", type=int, default=None, help="at most this many of polnear_train (default: all)")
    parser.add_argument("--fuzzed", type=int, default=100_000, help="how many fuzzed strings")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    sets = {name: list(targets(options.gold / file)) for name, file in SETS.items()}
    _accuracy(sets)
    sentences = list(itertools.islice(_sentences(options.gold / "polnear_train.jsonl"), options.sentences))
    differing = _identity(sentences, options.fuzzed)
    _speed(sentences, [target for name in sets for target in sets[name]], options.rounds)
    return 1 if differing else 0


def targets(file: Path) -> Iterator[LabelledTarget]:
    """Read the targets of a NewsMTSC file, in its order."""
    with file.open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            for target in row["targets"]:
                yield LabelledTarget(row["sentence_normalized"], target["from"], target["to"], LABELS[target["polarity"]])


def _sentences(file: Path) -> Iterator[str]:
    from analytics.text import read

    with file.open(encoding="utf-8") as rows:
        for row in rows:
            document = read(json.loads(row)["text"])
            yield from (document.text[slice(*document.span(*span))] for span in document.sentences)


def _accuracy(sets: dict[str, list[LabelledTarget]]) -> None:
    from analytics.sentiment import score, score_news, toward_many

    print("tone toward an actor (an estimate)\n")
    print(f"{'set':4} {'by':34} {'n':>4} {'macro-F1':>9} {'accuracy':>9} {f'at {COVERAGE:.0%}':>7} {'sign flips':>11}")
    for name, rows in sets.items():
        estimates = toward_many([row[:3] for row in rows])
        guesses = {
            "toward": ([e.label for e in estimates], [max(e[1:]) for e in estimates]),
            "the sentence's score, stock VADER": _plain([score(row.sentence).compound for row in rows]),
            "the sentence's score, news variant": _plain([score_news(row.sentence).compound for row in rows]),
        }
        answers = [row.label for row in rows]
        for guess, (labels, confidence) in guesses.items():
            surest = sorted(range(len(rows)), key=lambda i, sure=confidence: (-sure[i], i))[: math.ceil(COVERAGE * len(rows))]
            print(
                f"{name:4} {guess:34} {len(rows):4} {macro_f1(labels, answers):9.3f} {_share_right(labels, answers):9.3f} "
                f"{_share_right([labels[i] for i in surest], [answers[i] for i in surest]):7.3f} "
                f"{sum(SIGN[a] * SIGN[b] < 0 for a, b in zip(labels, answers, strict=True)) / len(rows):11.3f}"
            )


def _plain(compounds: list[float]) -> tuple[list[str], list[float]]:
    labels = ["positive" if c >= 0.05 else "negative" if c <= -0.05 else "neutral" for c in compounds]
    return labels, [abs(c) for c in compounds]


def macro_f1(labels: list[str], answers: list[str]) -> float:
    """Return the mean F1 of the three labels, each 2 * hits / (predicted + true)."""
    scores = []
    for label in SIGN:
        hits = sum(a == b == label for a, b in zip(labels, answers, strict=True))
        scores.append(2 * hits / max(labels.count(label) + answers.count(label), 1))
    return statistics.mean(scores)


def _share_right(labels: list[str], answers: list[str]) -> float:
    return sum(a == b for a, b in zip(labels, answers, strict=True)) / len(labels)


def _identity(sentences: list[str], fuzzed: int) -> int:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    from analytics.sentiment import score
    from evaluation.vader_strings import strings

    analyser = SentimentIntensityAnalyzer()
    print("\nidentity with vaderSentiment, all four scores\n")
    differing = 0
    for what, texts in (("sentences of polnear_train", sentences), ("fuzzed strings", strings(seed=0, number=fuzzed))):
        number = wrong = 0
        for text in texts:
            number += 1
            wrong += tuple(score(text)) != tuple(analyser.polarity_scores(text).values())
        print(f"{number:7} {what:28} {wrong} differ")
        differing += wrong
    return differing


def _speed(sentences: list[str], rows: list[LabelledTarget], rounds: int) -> None:
    """Time each round, ours and vaderSentiment's in turn, so that a busy machine slows both alike."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    from analytics.sentiment import score, toward_many

    analyser = SentimentIntensityAnalyzer()
    sample = sentences[:: max(len(sentences) // 5000, 1)]
    inputs = [row[:3] for row in rows]

    def seconds(work: Callable[[], Any]) -> float:
        begin = time.process_time()
        work()
        return time.process_time() - begin

    ratios, stock, toward = [], [], []
    for _ in range(rounds):
        stock.append(seconds(lambda: [analyser.polarity_scores(text) for text in sample]))
        ratios.append(stock[-1] / seconds(lambda: [score(text) for text in sample]))
        toward.append(seconds(lambda: toward_many(inputs)))
    print(f"\nspeed on one core, median of {rounds} rounds\n")
    print(f"stock vaderSentiment   {len(sample) / statistics.median(stock):10,.0f} sentences/s")
    print(f"score                  {statistics.median(ratios):10.2f} times stock ({min(ratios):.2f} to {max(ratios):.2f})")
    print(f"toward_many            {len(inputs) / statistics.median(toward):10,.0f} targets/s")


if __name__ == "__main__":
    sys.exit(main())
