"""The check of growth itself: what is linear passes, what is quadratic fails."""

import pytest

from tests.growth import assert_bounded, assert_linear


def _linear(n: int) -> None:
    for _ in range(n):
        pass


def _quadratic(n: int) -> None:
    for _ in range(n * n // 200):
        pass


def test_growth_of_linear_work_passes() -> None:
    assert_linear(int, _linear, 20_000)


def test_growth_of_quadratic_work_fails() -> None:
    with pytest.raises(AssertionError, match=r"for 8 times as much: .* times as long; expected at most 22\.6"):
        assert_linear(int, _quadratic, 1000)


def test_growth_of_bounded_work_passes() -> None:
    assert_bounded(int, lambda n: _linear(min(n, 20_000)), 20_000)


def test_growth_of_linear_work_is_not_bounded() -> None:
    with pytest.raises(AssertionError, match=r"expected at most 2\.8"):
        assert_bounded(int, _linear, 20_000)
