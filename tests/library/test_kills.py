"""Killed at any moment, a run goes on where it was: nothing lost, nothing twice, no half file; longer in `benchmarks.kills`."""

import os
from pathlib import Path

import pytest

from evaluation.kills import WHAT, survive


@pytest.mark.skipif(os.name != "posix", reason="needs a forkserver")
@pytest.mark.parametrize("what", WHAT)
def test_kills_leave_no_trace(tmp_path: Path, what: str) -> None:
    found = survive(tmp_path, kills=3, seed=1, what=what)
    assert found.kills >= 3
    assert (found.harmed, found.same) == (0, found.rounds)
