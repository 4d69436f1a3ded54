"""``python -m analytics.quotes.train GOLD_DIR [-o FILE]``: makes the weights of the quote engine anew, the same each time.

GOLD_DIR holds polnear_train.jsonl (articles with hand-marked attributions) and pos_counts.tsv (word, tag, count). Two
processes of one thread each; eight to twenty minutes on two cores, as busy as they are.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import time
from pathlib import Path

import numpy as np

from analytics.quotes.train.judge import learn_judges
from analytics.quotes.train.networks import Job, material, shape_for, train
from analytics.quotes.weights import pack

EPOCHS, SEED = 8, 1

log = logging.getLogger("quoteboard.train")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m analytics.quotes.train", description="Makes the weights of the quote engine anew."
    )
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR", help="folder with polnear_train.jsonl and pos_counts.tsv")
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).parent.parent / "weights.npz")
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    started = time.monotonic()
    jobs = [Job(chosen.gold, fold, SEED, EPOCHS) for fold in (None, 0, 1)]
    with multiprocessing.get_context("spawn").Pool(2, maxtasksperchild=1) as pool:
        whole, *halves = pool.map(train, jobs, chunksize=1)
    articles, words = material(chosen.gold)
    shape = {"encoder": shape_for(words).encoder, "dilations": shape_for(words).dilations}
    judged = learn_judges(articles, words, shape, halves)
    packed = pack(words, shape, whole, *judged)
    np.savez_compressed(chosen.output, allow_pickle=False, **packed)
    log.info("%s: %.2f MB, %.1f minutes", chosen.output.name, chosen.output.stat().st_size / 1e6, (time.monotonic() - started) / 60)


if __name__ == "__main__":
    main()
