"""The shipped network: the answers of its weights, whatever else is read beside them.

That numpy computes what torch does is checked by the training command at each epoch.
"""

import random

import numpy as np
import pytest

from analytics.sentiment import network


def test_network_answers_do_not_depend_on_the_batch() -> None:
    read = network.load()
    draw = random.Random(1)
    words = list(read.words)
    encoded = [
        network.encode(read.words, draw.choices(words, k=draw.randrange(29)), draw.choices(words, k=draw.randrange(29)))
        for _ in range(300)
    ]
    together = network.probabilities(read, encoded)
    assert together.sum(1) == pytest.approx(np.ones(300))
    alone = np.concatenate([network.probabilities(read, [one]) for one in encoded])
    assert (together == alone).all()
    assert (together[::-1] == network.probabilities(read, encoded[::-1])).all()


def test_network_gives_a_number_to_every_word_it_knows_and_one_to_all_others() -> None:
    words = network.load().words
    assert list(words.values()) == list(range(len(words)))
    assert network.encode(words, ["said"], ["qwrtz", "zzxy"]) == ([words["said"], network.TARGET, network.OTHER, network.OTHER], 1)
