"""Peak memory of finding quotes in few articles and in many.

    python -m benchmarks.memory ARTICLES [--counts 1000 10000]

ARTICLES is anything that ``quoteboard analyse`` reads. Its articles are repeated, each time with a new number after every eighth
word, so that the vocabulary grows with the articles as it does in reality. Each count runs in a new process; the last column is its
peak relative to the first.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

BATCH = 16
_EVERY = 8


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description="Peak memory of finding quotes.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("--counts", type=int, nargs="+", default=[1_000, 10_000])
    chosen = parser.parse_args(arguments)
    print("articles  quotes  peak MB  over the first")
    first = 0.0
    for count in chosen.counts:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            quotes, peak = pool.apply(measure, (chosen.articles, count))
        first = first or peak
        print(f"{count:8,}  {quotes:6,}  {peak:7,.0f}  {peak / first:.2f}", flush=True)


def measure(articles: Path, count: int) -> tuple[int, float]:
    """Find the quotes of so many articles; return their number and the peak memory of the process in MB."""
    from analytics.quotes import find_quotes
    from analytics.text import read

    texts = varied(articles)
    quotes = 0
    for _ in range(0, count, BATCH):
        quotes += sum(map(len, find_quotes([read(text) for text in islice(texts, BATCH)])))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return quotes, peak / (1_000_000 if sys.platform == "darwin" else 1_000)


def varied(articles: Path) -> Iterator[str]:
    """Repeat the texts without end, each time with other words in them."""
    from analytics.loaders import load

    texts = load(articles).articles["text"].tolist()
    number = 0
    while texts:
        for text in texts:
            number += 1
            words = text.split(" ")
            words[::_EVERY] = [f"{word}{number}" if word.isalpha() else word for word in words[::_EVERY]]
            yield " ".join(words)


if __name__ == "__main__":
    main()
