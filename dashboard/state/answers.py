"""Cached answers to queries, shared by all sessions of the server; each query runs once, whoever asks first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pandas as pd
import pyarrow as pa

MOST_CELLS = 2_000_000  # in all cached tables together, about 100 MB
MOST_ANSWERS = 20_000  # whatever their size: a key needs memory as well
_BYTES_OF_CELL = 50
AT_ONCE = 3  # queries that run in the background at the same time


class Answers:
    """The latest answers by key. A table is returned as a copy: changing one changes no other.

    Copies that share values would be noted in the table that is kept, by pandas, hundreds of times for each column.
    """

    def __init__(self, most_cells: int = MOST_CELLS, most_answers: int = MOST_ANSWERS) -> None:
        self._most_cells, self._most_answers = most_cells, most_answers
        self._lock = threading.Lock()
        self._held: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._sizes: dict[Hashable, int] = {}  # the cells of each answer that has arrived
        self._cells = 0
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="ahead")

    def get(self, key: Hashable, query: Callable[[], Any]) -> Any:
        """Return the cached answer, wait for the running query, or run it now. An error is raised and not cached."""
        future, new = self._place(key)
        if new:
            self._answer(key, future, query)
        found = future.result()
        return found.copy() if isinstance(found, pd.DataFrame) else found

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
            self._note(key, future, _cells(future.result()))

    def _note(self, key: Hashable, future: Future[Any], cells: int) -> None:
        """Count an answer that has arrived, and drop the oldest ones while there are too many, or too many cells."""
        with self._lock:
            if self._held.get(key) is not future:
                return
            self._sizes[key] = cells
            self._cells += cells
            while (self._cells > self._most_cells or len(self._held) > self._most_answers) and len(self._held) > 1:
                oldest, _ = self._held.popitem(last=False)
                self._cells -= self._sizes.pop(oldest, 0)


def _cells(found: Any) -> int:
    """Return the size of an answer in cells of a table: texts by their length, tuples by their parts."""
    if isinstance(found, pd.DataFrame):
        return int(found.size)
    if isinstance(found, pa.Table):
        return int(found.num_rows * found.num_columns)
    if isinstance(found, str):
        return 1 + len(found) // _BYTES_OF_CELL
    if isinstance(found, tuple | list):
        return 1 + sum(map(_cells, found))
    return len(found) if isinstance(found, dict) else 1
