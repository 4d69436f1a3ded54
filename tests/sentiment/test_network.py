"""The shipped network: the answers of its weights, whatever else is read beside them.

That numpy computes what torch does is checked by the training command at each epoch.
"""

import numpy as np
import pytest

from analytics.sentiment import network


def test_network_answers_do_not_depend_on_the_batch() -> None:
    read = network.load()
    encoded = [
        network.encode(read.words, ["a", "good"], ["plan", "unheard"]),
        network.encode(read.words, [], []),
        network.encode(read.words, ["bad"] * 20, ["good"] * 30),
    ]
    together = network.probabilities(read, encoded)
    alone = np.concatenate([network.probabilities(read, [one]) for one in encoded])
    assert together.sum(1) == pytest.approx(np.ones(3), abs=1e-5)
    assert together == pytest.approx(alone, abs=1e-5)


def test_network_gives_a_number_to_every_word_it_knows_and_one_to_all_others() -> None:
    words = network.load().words
    assert list(words.values()) == list(range(len(words)))
    assert network.encode(words, ["said"], ["qwrtz", "zzxy"]) == ([words["said"], network.TARGET, network.OTHER, network.OTHER], 1)
