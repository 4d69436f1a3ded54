"""Trains one network on all articles, and one on all but each part of them, so that every article is also read by a network that
has not seen it."""

from __future__ import annotations

import logging
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

from analytics.quotes.train import gold, lexis, senses
from analytics.quotes.train.fit import fit
from analytics.quotes.train.model import Shape
from analytics.quotes.weights import LexiconParts

Array = np.ndarray[Any, Any]

# Parts of the articles; each is left out by one network.
PARTS = 2
# Gold files, whether their articles were marked by the guide, and how often an epoch reads each article: those of many outlets and
# topics are fewer and matter more.
FILES = (("polnear_train.jsonl", False, 1), ("news_train.jsonl", True, 2))

# The flag of the shipped network: see `analytics.quotes.train.model.folded`.
GUIDED = 0.2

log = logging.getLogger("quoteboard.train")


class Material(NamedTuple):
    """The training material of networks: articles with anchors, the lexicon's content, the vectors of words (row 0: no word)."""

    articles: list[gold.GoldArticle]
    words: LexiconParts
    vectors: Array

    def shape(self) -> Shape:
        """The network's sizes, and how much is hidden from it while it learns."""
        return Shape(len(self.words.vocabulary) + 2, self.vectors)


class TrainingJob(NamedTuple):
    """One network to train, on all articles or on all but those of a part; ``senses``: the file that `learn_senses` wrote;
    ``kept``: where the network's weights are written, and from where they are read if they are there."""

    folder: Path
    senses: Path
    kept: Path
    left_out: int | None
    seed: int
    epochs: int


def read_all(folder: Path) -> list[gold.GoldArticle]:
    """Read the training articles of all FILES."""
    return [article for name, guided, _ in FILES for article in gold.read_gold(folder / name, guided=guided)]


def parts_of(articles: list[gold.GoldArticle]) -> list[int]:
    """The part of each article. In the files of many outlets, an outlet's articles go into one part, so that a part is read by a
    network that has not seen its outlets."""
    sizes: Counter[str] = Counter(a.row["outlet"] for a in articles if a.guided)
    filled = [0] * PARTS
    part_of: dict[str, int] = {}
    for outlet, size in sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0])):
        part_of[outlet] = filled.index(min(filled))
        filled[part_of[outlet]] += size
    return [part_of[a.row["outlet"]] if a.guided else n % PARTS for n, a in enumerate(articles)]


def learn_senses(folder: Path, file: Path) -> None:
    """Write the words that have a vector, and the vectors, for all later jobs, unless the file is there."""
    if file.exists():
        return
    torch.set_num_threads(2)
    tags, _ = lexis.read_tags(folder / "pos_counts.tsv")
    words, table = senses.sense_table(lexis.vocabulary(read_all(folder), tags, least=2, names=False))
    np.savez(file, allow_pickle=False, words=np.array(words), table=table)


def material(folder: Path, file: Path) -> Material:
    """Read the training material from the gold's folder and the vectors' file."""
    tags, endings = lexis.read_tags(folder / "pos_counts.tsv")
    articles = read_all(folder)
    with np.load(file, allow_pickle=False) as known:
        named, table = known["words"].tolist(), known["table"].astype(np.float32) * np.float32(senses.unit())
    words = LexiconParts(lexis.vocabulary(articles, tags, names=False), tags, endings, lexis.speech_stems(), named)
    lexicon = words.lexicon()
    anchored = gold.anchor(articles, gold.cue_rates(articles), lambda word: lexicon.tag(word)[0] == "V")
    return Material(anchored, words, np.concatenate([np.zeros((1, table.shape[1]), np.float32), table]))


def train(job: TrainingJob) -> dict[str, Array]:
    """Train the weights of one network, or read them where they were kept."""
    if job.kept.exists():
        with np.load(job.kept, allow_pickle=False) as kept:
            return dict(kept)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    known = material(job.folder, job.senses)
    read_by = [a for a, part in zip(known.articles, parts_of(known.articles), strict=True) if part != job.left_out]
    often = {guided: times for _, guided, times in FILES}
    name = "all articles" if job.left_out is None else f"without part {job.left_out + 1}"
    arrays = fit(
        [article for article in read_by for _ in range(often[article.guided])],
        known.words.lexicon(),
        known.shape(),
        epochs=job.epochs,
        seed=job.seed,
        log=lambda line: log.info("%s: %s", name, line),
    ).arrays()
    whole = job.kept.with_suffix(".new.npz")  # a run that is stopped leaves no half file under the name that is read
    np.savez(whole, allow_pickle=False, **arrays)
    whole.replace(job.kept)
    return arrays
