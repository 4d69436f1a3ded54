"""The shipped network computes what training's computes."""

from pathlib import Path

import numpy as np
import pytest

from analytics.sentiment import network

WORDS = ["<pad>", "<target>", "<other>", "<name>", "a", "bad", "good", "plan"]


def test_network_in_numpy_is_the_student_in_torch(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from analytics.sentiment.train import student

    torch.manual_seed(1)
    pupil = student.Student(np.random.default_rng(0).normal(0, 1, (len(WORDS), student.WIDTH)), [0.0] * 5 + [-1.2, 0.9, 0.0])
    pupil.eval()
    student.write(pupil, WORDS, tmp_path / "weights.npz")
    read = network.read(tmp_path / "weights.npz")
    encoded = [
        network.encode(read.words, ["a", "good"], ["plan", "unheard"]),
        network.encode(read.words, [], []),
        network.encode(read.words, ["bad"] * 20, ["good"] * 30),
    ]
    with torch.no_grad():
        expected = pupil(encoded).softmax(1).numpy()
    assert network.probabilities(read, encoded) == pytest.approx(expected, abs=5e-3)
    alone = np.concatenate([network.probabilities(read, [one]) for one in encoded])
    assert network.probabilities(read, encoded) == pytest.approx(alone, abs=1e-5)


def test_network_gives_a_number_to_every_word_it_knows_and_one_to_all_others() -> None:
    words = network.load().words
    assert list(words.values()) == list(range(len(words)))
    assert network.encode(words, ["said"], ["qwrtz", "zzxy"]) == ([words["said"], network.TARGET, network.OTHER, network.OTHER], 1)
