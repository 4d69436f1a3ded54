"""Articles a second on one core: the whole analysis, its stages, and the ratio of each to vaderSentiment alone in the same run.

    python -m benchmarks.speed ARTICLES [--articles N] [--rounds N]

ARTICLES is anything that ``quoteboard analyse`` reads. The first row of the analysis is `analytics.pipeline.analyse` as it is. The
stages are the functions that it calls, timed where it calls them in a second pass; "rows and tables" is what remains, so nothing is
left out. Times are CPU seconds of this process, the median over the rounds. vaderSentiment alone scores the same sentences.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # one core, before numpy is loaded

STAGES = {
    "read": "words and sentences",
    "find_quotes": "quotes",
    "find_mentions": "mentions",
    "read_cast": "speakers",
    "score": "tone (VADER's score)",
    "toward_many": "tone toward actors",
}
"""Functions of the pipeline, and what each gives."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", help="file or folder of articles")
    parser.add_argument("--articles", dest="most", type=int, default=160, help="how many articles at the most")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()

    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    from analytics import load, pipeline

    articles = load(options.articles).articles.head(options.most)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    found = pipeline.analyse(articles)  # lexicons and weights load on first use: not part of the rate
    spans = found.sentences[["article_id", "start", "end"]].itertuples(index=False, name=None)
    sentences = [texts[key][start:end] for key, start, end in spans]
    stock = SentimentIntensityAnalyzer()
    seconds: dict[str, list[float]] = defaultdict(list)
    for _ in range(options.rounds):
        seconds["vaderSentiment alone"].append(_seconds(lambda: [stock.polarity_scores(line) for line in sentences]))
        seconds["analyse"].append(_seconds(lambda: pipeline.analyse(articles)))
        with timed(pipeline, STAGES) as stages:
            whole = _seconds(lambda: pipeline.analyse(articles))
        for name, label in STAGES.items():
            seconds[f"  {label}"].append(stages[name])
        seconds["  rows and tables"].append(whole - sum(stages.values()))

    words = sum(len(text.split()) for text in texts.values())
    vader = statistics.median(seconds["vaderSentiment alone"])
    print(f"{len(texts)} articles, {words / len(texts):.0f} words each, median of {options.rounds} rounds, one core\n")
    print(f"{'stage':24} {'ms/article':>10} {'articles/s':>11} {'words/s':>11} {'of VADER alone':>15}")
    for stage, runs in seconds.items():
        took = statistics.median(runs)
        print(f"{stage:24} {1000 * took / len(texts):10.2f} {len(texts) / took:11.0f} {words / took:11,.0f} {took / vader:14.2f}x")


@contextmanager
def timed(module: ModuleType, names: Iterable[str]) -> Iterator[dict[str, float]]:
    """Count the CPU seconds of a module's functions, by name, while the context lasts; none of them may call another."""
    spent = dict.fromkeys(names, 0.0)
    whole = {name: getattr(module, name) for name in spent}

    def counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any) -> Any:
            began = time.process_time()
            try:
                return function(*given)
            finally:
                spent[name] += time.process_time() - began

        return run

    for name, function in whole.items():
        setattr(module, name, counted(name, function))
    try:
        yield spent
    finally:
        for name, function in whole.items():
            setattr(module, name, function)


def _seconds(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
