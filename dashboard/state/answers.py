"""Cached answers to queries, shared by all sessions of the server; each query runs once, whoever asks first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pandas as pd

MOST_CELLS = 2_000_000  # in all cached tables together, about 100 MB
AT_ONCE = 3  # queries that run in the background at the same time


class Answers:
    """The latest answers by key. A table is returned as a copy that shares its values: changing one changes no other."""

    def __init__(self, most_cells: int = MOST_CELLS) -> None:
        self._most = most_cells
        self._lock = threading.Lock()
        self._held: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="ahead")

    def get(self, key: Hashable, query: Callable[[], Any]) -> Any:
        """Return the cached answer, wait for the running query, or run it now. An error is raised and not cached."""
        future, new = self._place(key)
        if new:
            self._answer(key, future, query)
        found = future.result()
        return found.copy(deep=False) if isinstance(found, pd.DataFrame) else found

    def ahead(self, key: Hashable, query: Callable[[], Any]) -> None:
        """Run a query in the background so that its answer is ready when it is needed; skip it if it is cached."""
        future, new = self._place(key)
        if new:
            self._pool.submit(self._answer, key, future, query)

    def _place(self, key: Hashable) -> tuple[Future[Any], bool]:
        with self._lock:
            known = self._held.get(key)
            if known is not None:
                self._held.move_to_end(key)
                return known, False
            return self._held.setdefault(key, Future()), True

    def _answer(self, key: Hashable, future: Future[Any], query: Callable[[], Any]) -> None:
        try:
            future.set_result(query())
        except BaseException as error:  # noqa: BLE001 - raised again where the answer is awaited
            with self._lock:
                self._held.pop(key, None)
            future.set_exception(error)
        else:
            self._forget()

    def _forget(self) -> None:
        """Drop the oldest answers while there are too many cells."""
        with self._lock:
            cells = sum(map(_cells, self._held.values()))
            while cells > self._most and len(self._held) > 1:
                cells -= _cells(self._held.popitem(last=False)[1])


def _cells(future: Future[Any]) -> int:
    """Return the size of an answer; one that is still running counts as one cell."""
    found = future.result() if future.done() and future.exception() is None else None
    return int(found.size) if isinstance(found, pd.DataFrame) else len(found) if isinstance(found, dict) else 1
