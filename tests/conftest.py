"""What tests of several packages share."""

import gc
from collections.abc import Iterator

import pytest


def pytest_collection_finish() -> None:
    """Leave out what was imported from every later walk of the garbage collector: it takes a tenth of a second each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def off_the_collectors_clock() -> Iterator[None]:
    """For tests that compare times: or the objects that earlier tests left in memory are walked on this test's clock."""
    gc.disable()
    yield
    gc.enable()
