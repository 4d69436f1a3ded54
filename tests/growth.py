"""Check that work grows in proportion to its input: CPU time of two sizes, compared within one run."""

import gc
import math
import time
from collections.abc import Callable
from typing import TypeVar

Input = TypeVar("Input")
_ROUNDS = 6
_LEAST = 0.002  # seconds of CPU below which a clock says little: shorter work is repeated until it takes as long


def assert_linear(prepare: Callable[[int], Input], work: Callable[[Input], object], size: int, *, times: int = 8) -> None:
    """Fail where ``work`` on ``times`` the size takes more than ``times`` to the power 1.5 the CPU time of the size itself.

    That is halfway, on a scale of ratios, between work that is linear (``times``) and work that is quadratic (``times`` squared).
    ``prepare`` makes an input of a size and is not timed. Choose a size whose work takes more than what any input costs. The small
    time is the least of several; the large one has to be within bounds once: what else runs on the machine cannot fail the test.
    """
    _compare(prepare, work, size, times, times**1.5)


def assert_bounded(prepare: Callable[[int], Input], work: Callable[[Input], object], size: int, *, times: int = 8) -> None:
    """Fail where ``work`` on ``times`` the size takes more than the square root of ``times`` as long: it should not grow at all."""
    _compare(prepare, work, size, times, math.sqrt(times))


def _compare(prepare: Callable[[int], Input], work: Callable[[Input], object], size: int, times: int, most: float) -> None:
    few, many = prepare(size), prepare(size * times)
    work(few)  # lexicons and weights load on first use
    repeats = 1
    while (small := _seconds(work, few, repeats)) * repeats < _LEAST:
        repeats *= 4
    large = math.inf
    for _ in range(_ROUNDS):
        small = min(small, _seconds(work, few, repeats), _seconds(work, few, repeats))
        large = min(large, _seconds(work, many, 1))
        if large <= most * small:
            return
    raise AssertionError(
        f"{1000 * small:.2f} ms of CPU for size {size}, then {1000 * large:.2f} ms for {times} times as much:"
        f" {large / small:.1f} times as long; expected at most {most:.1f}"
    )


def _seconds(work: Callable[[Input], object], given: Input, repeats: int) -> float:
    """CPU seconds of this process, without the garbage collector's walk through what earlier tests left in memory."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        began = time.process_time()
        for _ in range(repeats):
            work(given)
        return (time.process_time() - began) / repeats
    finally:
        if was_enabled:
            gc.enable()
