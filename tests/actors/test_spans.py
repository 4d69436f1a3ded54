"""Decoding names: the likeliest labels of each run, with or without Viterbi."""

import numpy as np

from analytics.actors.spans import LABELS, decode
from analytics.nn import softmax
from analytics.text import read


class _Sheet:
    """What decoding reads of a sheet: the tokens that have a capital."""

    def __init__(self, capital: list[bool]) -> None:
        self.capital = np.array(capital)


def _total(scores: np.ndarray, labels: list[str]) -> float:
    return float(sum(np.log(softmax(scores))[n, LABELS.index(label)] for n, label in enumerate(labels)))


def test_decode_never_finds_worse_labels_than_the_best_valid_ones() -> None:
    dice = np.random.default_rng(0)
    words = "Ada Quill met Bo Lund"
    for _ in range(60):
        scores = dice.normal(size=(5, len(LABELS))).astype(np.float32) * 3
        found = ["O"] * 5
        document = read(words)
        for span in decode(document, _Sheet([True] * 5), scores):  # type: ignore[arg-type]
            letter = {"person": "P", "organisation": "G", "country": "C", "place": "L", "other": "M"}[span.kind]
            found[span.first : span.past] = ["B" + letter] + ["I" + letter] * (span.past - span.first - 1)
        best = _best(scores)
        assert abs(_total(scores, found) - best) < 1e-3


def _best(scores: np.ndarray) -> float:
    """The highest total of labels in which each inside label follows its own kind, by trying all in order."""
    logs = np.log(softmax(scores))
    reached = {label: logs[0, n] for n, label in enumerate(LABELS) if label[0] != "I"}
    for row in logs[1:]:
        after = {}
        for n, label in enumerate(LABELS):
            allowed = [v for before, v in reached.items() if label[0] != "I" or before[1:] == label[1:]]
            if allowed:
                after[label] = max(allowed) + row[n]
        reached = after
    return float(max(reached.values()))
