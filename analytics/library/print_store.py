"""Fingerprints of many texts, kept on the disk while copies are looked for."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Prints = npt.NDArray[np.uint32]
_RANGES = 32  # files, each with the fingerprints of an equal range of values; of a million articles, about 7 million in each
_IN_MEMORY = 4_000_000  # fingerprints up to which nothing is written


class PrintsOf(NamedTuple):
    """The fingerprints of some texts: ``prints`` one after the other, ``sizes[i]`` of them for the text at place ``texts[i]``."""

    texts: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.int64]
    prints: Prints


class PrintStore:
    """The fingerprints of ``count`` texts, which are known by their places, from 0."""

    def __init__(self, count: int) -> None:
        self.sizes: npt.NDArray[np.int64] = np.zeros(count, dtype=np.int64)
        self._starts: npt.NDArray[np.int64] = np.zeros(count, dtype=np.int64)
        self._number = 0
        self._held: list[PrintsOf] = []
        self._files = contextlib.ExitStack()
        self._folder: Path | None = None
        self._flat: Prints = np.empty(0, dtype=np.uint32)

    def __enter__(self) -> PrintStore:
        return self

    def __exit__(self, *_: object) -> None:
        self._flat = np.empty(0, dtype=np.uint32)  # closes the file, which Windows needs before it is deleted
        self._files.close()

    def add(self, part: PrintsOf) -> None:
        """Add the fingerprints of texts that have none yet."""
        self.sizes[part.texts] = part.sizes
        self._starts[part.texts] = self._number + np.cumsum(part.sizes) - part.sizes
        self._number += len(part.prints)
        self._held.append(part)
        if self._folder or sum(len(one.prints) for one in self._held) > _IN_MEMORY:
            self._write()

    def of(self, text: int) -> Prints:
        """Return the fingerprints of a text."""
        if len(self._flat) != self._number:
            if self._folder:
                self._flat = np.memmap(self._folder / "flat", dtype=np.uint32, mode="r")
            else:
                self._flat = np.concatenate([self._flat, *(one.prints for one in self._held)])
        return self._flat[self._starts[text] : self._starts[text] + self.sizes[text]]

    def ranges(self) -> Iterator[tuple[Prints, npt.NDArray[np.uint64]]]:
        """Iterate over ranges of values: the fingerprints, and the text that holds each; sorted by fingerprint, then by text."""
        if self._folder is None:
            whole = [_keys(part) for part in self._held]
            yield from _split(np.concatenate(whole)) if whole else ()
            return
        for number in range(_RANGES):
            yield from _split(np.fromfile(self._folder / str(number), dtype=np.uint64))

    def _write(self) -> None:
        """Write what is held in memory to the files of the ranges."""
        if self._folder is None:
            self._folder = Path(self._files.enter_context(tempfile.TemporaryDirectory(prefix="quoteboard-")))
            for number in range(_RANGES):
                (self._folder / str(number)).touch()
        for part in self._held:
            with (self._folder / "flat").open("ab") as stream:
                part.prints.tofile(stream)
            keys = np.sort(_keys(part))
            bounds = np.arange(1, _RANGES, dtype=np.uint64) * np.uint64(2**64 // _RANGES)
            for number, keys_of_range in enumerate(np.split(keys, keys.searchsorted(bounds))):
                with (self._folder / str(number)).open("ab") as stream:
                    keys_of_range.tofile(stream)
        self._held.clear()


def _keys(part: PrintsOf) -> npt.NDArray[np.uint64]:
    """Return one number for each fingerprint and its text."""
    holders = np.repeat(part.texts, part.sizes).astype(np.uint64)
    return part.prints.astype(np.uint64) << np.uint64(32) | holders


def _split(keys: npt.NDArray[np.uint64]) -> Iterator[tuple[Prints, npt.NDArray[np.uint64]]]:
    if len(keys):
        keys = np.sort(keys)
        yield (keys >> np.uint64(32)).astype(np.uint32), keys & np.uint64(0xFFFFFFFF)
