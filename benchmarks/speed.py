"""Articles a second on one core, stage by stage, and each stage's time as a ratio to vaderSentiment alone in the same run.

    python -m benchmarks.speed ARTICLES [--articles N] [--rounds N]

ARTICLES is anything that ``quoteboard analyse`` reads. Each stage's time is the median over the rounds; vaderSentiment
alone scores the same articles sentence by sentence, as the pipeline does.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # one core, before numpy is loaded

BATCH = 16


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", help="file or folder of articles")
    parser.add_argument("--articles", dest="most", type=int, default=160, help="how many articles at the most")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()

    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    from analytics import load
    from analytics.actors import find_mentions, name_speakers
    from analytics.quotes import find_quotes
    from analytics.sentiment import score
    from analytics.text import read

    texts = load(options.articles).articles["text"].head(options.most).tolist()
    analyser = SentimentIntensityAnalyzer()
    seconds: dict[str, list[float]] = defaultdict(list)

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        begin = time.process_time()
        result = work()
        seconds[stage].append(time.process_time() - begin)
        return result

    find_quotes([read(texts[0])])  # lexicons and weights load on first use: not part of the rate
    find_mentions(read(texts[0]), [])
    for _ in range(options.rounds):
        documents = timed("read", lambda: [read(text) for text in texts])
        sentences = [d.text[slice(*d.span(*s))] for d in documents for s in d.sentences]
        timed("vaderSentiment alone", lambda lines=sentences: [analyser.polarity_scores(line) for line in lines])
        timed("tone", lambda lines=sentences: [score(line) for line in lines])
        batches = [documents[at : at + BATCH] for at in range(0, len(documents), BATCH)]
        quotes = timed("quotes", lambda groups=batches: [found for group in groups for found in find_quotes(group)])
        mentions = timed("mentions", lambda docs=documents, qs=quotes: [find_mentions(d, q) for d, q in zip(docs, qs, strict=True)])
        triples = list(zip(documents, quotes, mentions, strict=True))
        timed("speakers", lambda rows=triples: [name_speakers(*row) for row in rows])

    words = sum(len(text.split()) for text in texts)
    vader = statistics.median(seconds["vaderSentiment alone"])
    print(f"{len(texts)} articles, {words / len(texts):.0f} words each, median of {options.rounds} rounds, one core\n")
    print(f"{'stage':22} {'ms/article':>10} {'articles/s':>11} {'words/s':>10} {'of VADER alone':>15}")
    whole = 0.0
    for stage, runs in seconds.items():
        took = statistics.median(runs)
        whole += took if stage != "vaderSentiment alone" else 0.0
        _row(stage, took, len(texts), words, vader)
    _row("whole analysis", whole, len(texts), words, vader)


def _row(stage: str, took: float, articles: int, words: int, vader: float) -> None:
    print(f"{stage:22} {1000 * took / articles:10.2f} {articles / took:11.0f} {words / took:10,.0f} {took / vader:14.2f}x")


if __name__ == "__main__":
    main()
