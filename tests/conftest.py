"""What tests of several rooms share."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture
def off_the_collectors_clock() -> Iterator[None]:
    """For tests that time something: or the objects that earlier tests left in memory are walked on this test's clock."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()
