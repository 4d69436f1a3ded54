"""The networks to train: one on all articles, one on each half, so that every article is also read by one that has not seen it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

from analytics.quotes.train import gold, lexis
from analytics.quotes.train.fit import fit
from analytics.quotes.train.model import Shape
from analytics.quotes.weights import Lexis

log = logging.getLogger("quoteboard.train")


class Job(NamedTuple):
    """One network to train: on all articles, or on those whose number is even (fold 0) or odd (fold 1)."""

    folder: Path
    fold: int | None
    seed: int
    epochs: int


def shape_for(words: Lexis) -> Shape:
    """The network's sizes."""
    return Shape(len(words.vocabulary) + 2)


def material(folder: Path) -> tuple[list[gold.Article], Lexis]:
    """The training articles, anchored, and the lexicon's stuff."""
    tags, endings = lexis.read_tags(folder / "pos_counts.tsv")
    articles = gold.read_gold(folder / "polnear_train.jsonl")
    words = Lexis(lexis.vocabulary(articles, tags, names=False), tags, endings, lexis.speech_stems())
    lexicon = words.lexicon()
    return gold.anchor(articles, gold.cue_rates(articles), lambda word: lexicon.tag(word)[0] == "V"), words


def train(job: Job) -> dict[str, np.ndarray[Any, Any]]:
    """The weights of one network."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    articles, words = material(job.folder)
    if job.fold is not None:
        articles = articles[job.fold :: 2]
    name = "all articles" if job.fold is None else f"half {job.fold + 1}"
    return fit(
        articles,
        words.lexicon(),
        shape_for(words),
        epochs=job.epochs,
        seed=job.seed,
        log=lambda line: log.info("%s: %s", name, line),
    ).arrays()
