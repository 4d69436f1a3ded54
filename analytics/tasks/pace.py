"""How many articles some inputs have, estimated before they are read, and how fast an import runs."""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analytics.library import Library

_SECONDS = 15.0  # over which the rate is measured
_STEPS = 100  # batches that are remembered for it
_CHARACTERS = 2_500  # of an article, where the library has none to measure
_PACKED = 4  # how many times longer texts are than their packed files, roughly
_TABLES = {"CSV", "TSV", "JSON", "JSONL", "Parquet", "spreadsheet", "WARC"}


class Pace:
    """The articles per second of the last 15 seconds."""

    def __init__(self) -> None:
        self._steps: deque[tuple[float, int]] = deque([(time.monotonic(), 0)], maxlen=_STEPS)

    def restart(self) -> None:
        """Measure from the last step on: known articles pass faster than new ones will."""
        while len(self._steps) > 1:
            self._steps.popleft()

    def rate(self, read: int) -> float:
        """Note that so many articles have been read in all, and return the rate."""
        now = time.monotonic()
        while len(self._steps) > 1 and now - self._steps[0][0] > _SECONDS:
            self._steps.popleft()
        then, before = self._steps[0]
        self._steps.append((now, read))
        return (read - before) / max(now - then, 1e-3)


def expected_articles(inputs: Sequence[str], library: Library, within: Sequence[str] | None = None) -> int:
    """Estimate how many articles inputs have: one per address and per file, and by their size in files of many articles."""
    from analytics.loaders import FORMATS, SUFFIXES
    from analytics.loaders.inputs import PACKED, Source, find_sources
    from analytics.loaders.web.addresses import is_address

    many = {suffix for form in FORMATS if form.name in _TABLES for suffix in form.suffixes}
    sample = "SELECT coalesce(avg(strlen(text)), ?) AS mean FROM (SELECT text FROM articles LIMIT 500)"
    mean = float(library.query(sample, [_CHARACTERS])["mean"][0])
    addresses = sum(map(is_address, inputs))
    files = size = 0
    for source in find_sources([one for one in inputs if not is_address(one)], SUFFIXES, within):
        if not isinstance(source, Source):
            continue
        if source.suffix not in many:
            files += 1
            continue
        with contextlib.suppress(OSError):
            held = source.archive.getinfo(source.path).file_size if source.archive else Path(source.path).stat().st_size
            size += held * (_PACKED if source.label.lower().endswith(PACKED) else 1)
    return addresses + files + int(size / max(mean * 1.1, 1))
