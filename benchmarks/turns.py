"""Time of a checkout relative to another's, for the same files, in turn: what slows the machine down slows both."""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_LOAD = """
import sys, time
from analytics.loaders import load
for line in sys.stdin:
    began = time.process_time()
    load(line.rstrip("\\n"))
    print(time.process_time() - began, flush=True)
"""
_WARMING = 2  # rounds that are not counted: modules and word lists are loaded


class Times(NamedTuple):
    """Seconds of CPU time that each checkout took, by round."""

    here: list[float]
    there: list[float]

    @property
    def least(self) -> float:
        """The least time of this checkout relative to the other's least."""
        return min(self.here) / min(self.there)

    @property
    def quartile(self) -> float:
        """The lower quartiles' ratio, which a single lucky round does not move."""
        here, there = (statistics.quantiles(times, n=4)[0] for times in self)
        return here / there


class Turns:
    """Two processes that load files by the code of two checkouts."""

    def __init__(self, here: Path, there: Path) -> None:
        self._processes = [_loader(folder) for folder in (here, there)]

    def times(self, path: Path, rounds: int) -> Times:
        """Load a file or folder so many times in each checkout, in turn."""
        times: tuple[list[float], list[float]] = ([], [])
        for number in range(rounds + _WARMING):
            for process, found in zip(self._processes, times, strict=True):
                seconds = _asked(process, path)
                if number >= _WARMING:
                    found.append(seconds)
        return Times(*times)

    def close(self) -> None:
        """End both processes."""
        for process in self._processes:
            process.communicate()


@contextlib.contextmanager
def in_turn(here: Path, there: Path) -> Iterator[Turns]:
    """Open both checkouts, and end their processes with the block."""
    turns = Turns(here, there)
    try:
        yield turns
    finally:
        turns.close()


def _loader(folder: Path) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(folder)}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", _LOAD], cwd=folder, env=environment, stdin=pipe, stdout=pipe, text=True)


def _asked(process: subprocess.Popen[str], path: Path) -> float:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the process of a checkout has no pipes")
    process.stdin.write(f"{path}\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"a checkout ended while it loaded {path}")
    return float(line)
