"""The networks to train: one on all articles, and one on all but each part of them, so that every article is also read by
one that has not seen it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

from analytics.quotes.train import gold, lexis, senses
from analytics.quotes.train.fit import fit
from analytics.quotes.train.model import Shape
from analytics.quotes.weights import Lexis

Array = np.ndarray[Any, Any]

# Parts of the articles; each is left out by one network.
PARTS = 3
# How the networks learn whose answers are averaged, so that each errs elsewhere; those of the parts learn in the first manner.
MANNERS: tuple[dict[str, Any], ...] = ({"hide_form": 0.2, "input_dropout": 0.3}, {"hide_form": 0.5, "input_dropout": 0.35})

log = logging.getLogger("quoteboard.train")


class Material(NamedTuple):
    """What networks learn from: the training articles, anchored, the lexicon's stuff, the vectors of words (row 0 of none)."""

    articles: list[gold.Article]
    words: Lexis
    vectors: Array

    def shape(self, manner: int = 0) -> Shape:
        """The network's sizes, and how much is hidden from it while it learns."""
        return Shape(len(self.words.vocabulary) + 2, self.vectors)._replace(**MANNERS[manner])


class Job(NamedTuple):
    """One network to train, on all articles or on all but those of a part, in a manner of MANNERS; ``senses``: what
    `learn_senses` wrote."""

    folder: Path
    senses: Path
    left_out: int | None
    manner: int
    seed: int
    epochs: int


def learn_senses(folder: Path, file: Path) -> None:
    """Write the words that have a vector, and the vectors, for all the jobs to come."""
    torch.set_num_threads(2)
    tags, _ = lexis.read_tags(folder / "pos_counts.tsv")
    articles = gold.read_gold(folder / "polnear_train.jsonl")
    words, table = senses.sense_table(lexis.vocabulary(articles, tags, least=2, names=False))
    np.savez(file, allow_pickle=False, words=np.array(words), table=table)


def material(folder: Path, file: Path) -> Material:
    """What is learned from, read from the gold's folder and the vectors' file."""
    tags, endings = lexis.read_tags(folder / "pos_counts.tsv")
    articles = gold.read_gold(folder / "polnear_train.jsonl")
    with np.load(file, allow_pickle=False) as known:
        named, table = known["words"].tolist(), known["table"].astype(np.float32) * np.float32(senses.unit())
    words = Lexis(lexis.vocabulary(articles, tags, names=False), tags, endings, lexis.speech_stems(), named)
    lexicon = words.lexicon()
    anchored = gold.anchor(articles, gold.cue_rates(articles), lambda word: lexicon.tag(word)[0] == "V")
    return Material(anchored, words, np.concatenate([np.zeros((1, table.shape[1]), np.float32), table]))


def train(job: Job) -> dict[str, Array]:
    """The weights of one network."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    known = material(job.folder, job.senses)
    articles = [a for n, a in enumerate(known.articles) if job.left_out is None or n % PARTS != job.left_out]
    name = f"all articles, manner {job.manner + 1}" if job.left_out is None else f"without part {job.left_out + 1}"
    return fit(
        articles,
        known.words.lexicon(),
        known.shape(job.manner),
        epochs=job.epochs,
        seed=job.seed,
        log=lambda line: log.info("%s: %s", name, line),
    ).arrays()
