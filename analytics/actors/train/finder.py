"""Trains the name finder: ``python -m analytics.actors.train.finder GOLD_DIR``.

GOLD_DIR holds news_train, polnear_train (texts, and names for some), polnear_train_silver.jsonl (automatic, noisy name tags) and
pos_counts.tsv. Every epoch reads each marked article once as it is or with its names exchanged, and a part of the silver ones. The
same input gives the same weights.
"""

from __future__ import annotations

import argparse
import copy
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from analytics.actors.finder import OWN, PATH, pack
from analytics.actors.lexicon import given_names, places, surnames, word_list
from analytics.actors.sheet import Words, read_sheet
from analytics.actors.spans import LABELS
from analytics.actors.train.exchange import exchange
from analytics.actors.train.gold import ALLOWED, LabelledArticle, marked, silver
from analytics.actors.train.invented import invent
from analytics.actors.train.model import DILATIONS, LATE_DILATIONS, FinderModel, forget
from analytics.actors.train.names import Names

EPOCHS, BATCH, RATE, DECAY = 8, 4, 3e-3, 1e-3
EXCHANGED, SILVER_PART, SILVER_WEIGHT = 0.75, 0.15, 0.3
SMOOTH = 0.995
INVENTED = 280  # short invented stories in an epoch
SEED = 0
_SEEN = 4  # articles in which a word must occur in lower case to get a vector of its own
SETS = ("news_train", "polnear_train")
Arrays = dict[str, np.ndarray[Any, Any]]


def main(argv: Sequence[str] | None = None) -> int:
    """Train and write the weights beside this package's code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=PATH)
    options = parser.parse_args(argv)
    torch.set_num_threads(1)
    stored = train([example for name in SETS for example in marked(options.gold, name)], options.gold)
    np.savez_compressed(options.out, allow_pickle=False, **stored)
    return 0


def train(kept: list[LabelledArticle], folder: Path) -> Arrays:
    """Train a finder on marked articles and on the silver ones of a folder."""
    tagged = silver(folder, SILVER_WEIGHT)
    shared = lexis([*kept, *tagged], folder / "pos_counts.tsv")
    own = fit(kept, tagged, shared)
    return shared | {k: v for name, value in own.items() for k, v in pack(OWN + name, value).items()}


def lexis(examples: Iterable[LabelledArticle], counts: Path) -> Arrays:
    """The shared input of all networks: words with a learned vector, words with a vector of meaning, how often words are names."""
    from analytics.quotes.train.senses import sense_table, unit
    from analytics.sentiment.train.minilm import Base

    shares = read_shares(counts)
    seen: Counter[str] = Counter()
    for document, labels, _ in examples:
        seen.update(
            {low for w, low, label in zip(document.words, document.lower, labels, strict=True) if w == low and label[0] not in "BI"}
        )
    names = {w.lower() for w in (*given_names(), *surnames(), *places())}
    vocabulary = sorted(w for w, n in seen.items() if n >= _SEEN and (w not in names or shares.get(w, 5) == 0))
    # Names have vectors too: they show that Toyota is a firm and Tokyo is not.
    whole = [piece for piece in Base().pieces if len(piece) > 1 and piece.isascii() and piece.isalpha()]
    senses, vectors = sense_table([*whole, *(w for w in seen if w.isalpha() and seen[w] > 1)])
    table = np.vstack([np.zeros((1, vectors.shape[1]), np.int8), vectors])
    words = sorted(shares)
    texts = {"vocabulary": vocabulary, "senses": senses, "share_words": words}
    return {
        **{name: np.frombuffer("\n".join(lines).encode(), np.uint8) for name, lines in texts.items()},
        "shares": np.array([shares[w] for w in words], np.int8),
        "sense.weight": table,
        "sense.weight.scale": np.full((1, table.shape[1]), unit(), np.float32),
    }


def read_shares(path: Path) -> dict[str, int]:
    """How often a lower-cased word is a proper noun, 0 (never) to 4 (always), for words seen twice or more."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        word, tag, count = line.split("\t")
        counts[word.lower()][tag.startswith("NNP")] += int(count)
    return {w: 4 * name // (name + other) for w, (other, name) in counts.items() if name + other > 1 and w[0].isalpha()}


def fit(kept: list[LabelledArticle], tagged: list[LabelledArticle], shared: Arrays) -> Arrays:
    """Train the network and return its weights by name."""
    random.seed(SEED)
    torch.manual_seed(SEED)
    dice = np.random.default_rng(SEED)
    vocabulary, senses, share_words = (bytes(shared[name]).decode().split("\n") for name in ("vocabulary", "senses", "share_words"))
    words = Words(vocabulary, senses, dict(zip(share_words, shared["shares"].tolist(), strict=True)))
    names = new_names(senses, words.shares)
    model = FinderModel(len(vocabulary), shared["sense.weight"] * shared["sense.weight.scale"])
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    part = int(SILVER_PART * len(tagged))
    steps = EPOCHS * ((len(kept) + part + INVENTED) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1, pct_start=0.15)
    mean = copy.deepcopy(model)
    began = time.monotonic()
    for epoch in range(EPOCHS):
        model.train()
        chosen: list[LabelledArticle | None] = [*kept, *random.sample(tagged, part), *[None] * INVENTED]
        random.shuffle(chosen)
        total = 0.0
        for at in range(0, len(chosen), BATCH):
            optimiser.zero_grad()
            for example in chosen[at : at + BATCH]:
                loss = loss_of(model, example or invent(names), names, words, dice)
                loss.backward()
                total += float(loss.detach())
            nn_clip(model)
            optimiser.step()
            schedule.step()
            smooth(mean, model)
        sys.stderr.write(f"epoch {epoch + 1} of {EPOCHS}: loss {total / len(chosen):.3f}, {time.monotonic() - began:.0f} s\n")
    return weights(mean)


def smooth(mean: FinderModel, model: FinderModel) -> None:
    """Update the running mean of the weights, which generalises like several networks at the cost of one."""
    with torch.no_grad():
        for kept, now in zip(mean.parameters(), model.parameters(), strict=True):
            kept.lerp_(now, 1 - SMOOTH)


def nn_clip(model: FinderModel) -> None:
    """Limit the effect of a single odd article on the weights."""
    torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)


def weights(model: FinderModel) -> Arrays:
    """The network's weights by name, without the shared input."""
    learned = {k: v.detach().numpy().copy() for k, v in model.state_dict().items() if k not in ("senses", "powers")}
    return learned | {"dilations": np.array(DILATIONS), "late_dilations": np.array(LATE_DILATIONS)}


def new_names(senses: Sequence[str], shares: Mapping[str, int]) -> Names:
    """Make replacement names; common words are those hardly ever used as names, roles those with an ending for roles."""
    common = [w for w in senses if len(w) > 2 and shares.get(w, 5) == 0]
    ends = ("er", "or", "ist", "ian", "ant", "eon", "man", "woman", "ess")
    people = word_list("person-noun") | word_list("title")
    roles = [w for w in common if w in people or (w.endswith(ends) and len(w) > 5)]
    return Names(common, roles + 2 * sorted(w for w in people if w.isalpha()))


def loss_of(model: FinderModel, example: LabelledArticle, names: Names, words: Words, dice: np.random.Generator) -> torch.Tensor:
    """The negative log-likelihood of the allowed labels, per token of a name."""
    if example.document.text and random.random() < EXCHANGED:
        example = exchange(example, names)
    read = read_sheet(example.document, words)
    table = forget(words.table[read.types], dice)
    scores = model(torch.from_numpy(table), read)[torch.from_numpy(read.rows)]
    logs = torch.log_softmax(scores, 1)
    allowed = torch.from_numpy(np.array([_MASKS[label] for label in example.labels]))
    lost = -torch.logsumexp(logs + allowed, 1)
    loss: torch.Tensor = example.weight * lost.sum() / 40
    return loss


_MASKS = {label: [0.0 if n in numbers else -1e4 for n in range(len(LABELS))] for label, numbers in ALLOWED.items()}


if __name__ == "__main__":
    sys.exit(main())
