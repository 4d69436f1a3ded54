"""The tone toward an actor: an estimate of how favourable a sentence is to an actor that it names, whoever that is.

It is learned from sentences of US political news: about one label in three is wrong, and about one in fifteen has the wrong sign
(see ``MODEL_CARD.md``). It is a different measure from VADER's score.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analytics.sentiment.masking import mask
from analytics.sentiment.network import Encoded, encode, load, probabilities

LABELS = ("negative", "neutral", "positive")


class Toward(NamedTuple):
    """An estimate: the likeliest label and the probabilities of all three. The caller decides what to do with uncertain ones."""

    label: str
    negative: float
    neutral: float
    positive: float


def toward(sentence: str, start: int, end: int) -> Toward:
    """Estimate the tone toward the actor named at ``sentence[start:end]``, with probabilities that sum to 1.

    The name itself is masked: another name in its place gives the same answer. Raises ValueError where the span is invalid.

    >>> estimate = toward("Critics accused Mara Ode of lying about the fraud.", 16, 24)
    >>> estimate.label, estimate == toward("Critics accused Tam Bole of lying about the fraud.", 16, 24)
    ('negative', True)
    """
    return toward_many([(sentence, start, end)])[0]


def toward_many(targets: Sequence[tuple[str, int, int]]) -> list[Toward]:
    """Estimate the tone toward many targets, each a sentence, start and end (exclusive), in their order.

    An estimate does not depend on the other targets. Many together take less time each, so give those of many articles at once.

    >>> praise, blame = "Voters praised Mara Ode for her courage.", "Voters mocked Tam Bole as a liar."
    >>> [estimate.label for estimate in toward_many([(praise, 15, 23), (blame, 14, 22)])]
    ['positive', 'negative']
    """
    if not targets:
        return []
    network = load()
    encoded: list[Encoded] = []
    for sentence, start, end in targets:
        if not 0 <= start < end <= len(sentence):
            raise ValueError(
                f"found the span {start} to {end} in a sentence of {len(sentence)} characters. Expected 0 <= start < end <= length."
            )
        encoded.append(encode(network.words, *mask(sentence, start, end, network.words)))
    return [Toward(LABELS[row.index(max(row))], *row) for row in probabilities(network, encoded).tolist()]
