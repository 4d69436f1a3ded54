"""Keep the memory of a long-running server flat."""

from __future__ import annotations

import contextlib
import ctypes
import sys

_ARENAS = 2
_M_ARENA_MAX = -8  # of glibc's malloc.h


def few_arenas() -> None:
    """Let the C library of Linux take memory from two pools at most, from now on.

    Each run of a page is a thread of its own. By itself glibc opens up to eight pools for each core, and what a thread has freed in
    one of them is not used by the next: the process grows for hours. Other systems and libraries have no such pools.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)
