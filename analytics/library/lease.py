"""A lock in object storage, so that one machine at a time changes a library there.

The lock is a row of numbered objects, each made only where none of its number exists; storage decides that for all machines alike.
Whoever made the last one holds the lock until its time ends or it is given up, and renews its time while the work goes on. So a
machine that is killed holds up the others for two minutes at most.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import threading
import time
from typing import Any

from analytics.library.marker import LibraryError

FOLDER = ".lease"
_SECONDS = 120.0  # that the lock is held after its last renewal; the clocks of machines differ by less
_RENEW_EVERY = 30.0
_LOOK_EVERY = 0.5


class Lease:
    """The lock of one library. ``files`` is a filesystem of fsspec, and ``root`` the library's place in it."""

    def __init__(self, files: Any, root: str) -> None:
        self._files, self._folder = files, f"{root}/{FOLDER}"
        self._number = 0
        self._ended = threading.Event()
        self._renewing = threading.Thread(target=self._renew, daemon=True)

    def take(self) -> None:
        """Take the lock, after waiting for the machine that holds it now. A lease is taken and given up once."""
        while not self._take():
            time.sleep(_LOOK_EVERY)
        self._renewing.start()

    def give_up(self) -> None:
        """Give the lock up, unless another machine has taken it."""
        self._ended.set()
        self._renewing.join()
        if self._last() == self._number:
            self._write(time.time() - 1, "overwrite")

    def check(self) -> None:
        """Raise LibraryError where another machine has taken the lock, because this one did not renew it in time."""
        if self._last() != self._number:
            raise LibraryError(f"{self._folder}: this machine was out of reach too long, and another one writes now. Run it again.")

    def _take(self) -> bool:
        last = self._last()
        if last and self._ends(last) > time.time():
            return False
        self._number = last + 1
        try:
            self._write(time.time() + _SECONDS, "create")
        except FileExistsError:
            return False
        for number in self._numbers():
            if number < self._number:
                with contextlib.suppress(FileNotFoundError):
                    self._files.rm_file(self._path(number))
        return True

    def _renew(self) -> None:
        while not self._ended.wait(_RENEW_EVERY):
            with contextlib.suppress(Exception):  # the next try may succeed, and `check` looks before anything is written
                if self._last() == self._number:
                    self._write(time.time() + _SECONDS, "overwrite")

    def _ends(self, number: int) -> float:
        try:
            return float(json.loads(self._files.cat_file(self._path(number)))["until"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return 0.0

    def _write(self, until: float, mode: str) -> None:
        held = {"until": until, "by": f"{platform.node()} {os.getpid()}"}
        self._files.pipe_file(self._path(self._number), json.dumps(held).encode(), mode=mode)

    def _last(self) -> int:
        return max(self._numbers(), default=0)

    def _numbers(self) -> list[int]:
        self._files.invalidate_cache()
        try:
            names = [str(path).rsplit("/", 1)[-1] for path in self._files.ls(self._folder, detail=False)]
        except FileNotFoundError:
            return []
        return [int(name) for name in names if name.isdecimal()]

    def _path(self, number: int) -> str:
        return f"{self._folder}/{number:09d}"
