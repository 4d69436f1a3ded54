"""Accuracy on the invented sample articles, against pinned floors that only rise; ``python -m benchmarks.sample`` prints it."""

import pytest

from evaluation.sample import measure

FLOORS = {
    "found@0.3 F1": 0.89,
    "found@0.8 F1": 0.83,
    "attributed F1": 0.81,
    "named recall": 0.80,
    "name accuracy": 0.90,
    "name precision": 0.91,
    "mention F1": 0.93,
    "mention F1, right actor": 0.89,
}


@pytest.fixture(scope="module")
def measures() -> dict[str, float]:
    return measure()[0]


@pytest.mark.parametrize("name", FLOORS)
def test_accuracy_of_the_sample_is_above_its_floor(measures: dict[str, float], name: str) -> None:
    assert measures[name] >= FLOORS[name]


def test_accuracy_has_a_floor_for_each_measure(measures: dict[str, float]) -> None:
    assert list(measures) == list(FLOORS)
