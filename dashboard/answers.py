"""Answers that are there already: each question is put once, by whoever comes first, and kept for every session of the server."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pandas as pd

MOST_CELLS = 2_000_000  # of all kept tables together, some 100 MB at most
AT_ONCE = 3  # questions that are put ahead of their turn


class Answers:
    """The latest answers by their keys. A table is given as a copy that shares its values: to change one changes no other."""

    def __init__(self, most_cells: int = MOST_CELLS) -> None:
        self._most = most_cells
        self._lock = threading.Lock()
        self._held: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="ahead")

    def get(self, key: Hashable, question: Callable[[], Any]) -> Any:
        """The answer, from what is kept or is being asked at this moment, or now. What fails is raised, and not kept."""
        future, new = self._place(key)
        if new:
            self._answer(key, future, question)
        found = future.result()
        return found.copy(deep=False) if isinstance(found, pd.DataFrame) else found

    def ahead(self, key: Hashable, question: Callable[[], Any]) -> None:
        """Put a question in the background, so that its answer is there when it is wanted; nothing, where it is there."""
        future, new = self._place(key)
        if new:
            self._pool.submit(self._answer, key, future, question)

    def _place(self, key: Hashable) -> tuple[Future[Any], bool]:
        with self._lock:
            known = self._held.get(key)
            if known is not None:
                self._held.move_to_end(key)
                return known, False
            return self._held.setdefault(key, Future()), True

    def _answer(self, key: Hashable, future: Future[Any], question: Callable[[], Any]) -> None:
        try:
            future.set_result(question())
        except BaseException as error:  # noqa: BLE001 - whoever waits for it is told
            with self._lock:
                self._held.pop(key, None)
            future.set_exception(error)
        else:
            self._forget()

    def _forget(self) -> None:
        """Let the oldest answers go where there are too many cells."""
        with self._lock:
            cells = sum(map(_cells, self._held.values()))
            while cells > self._most and len(self._held) > 1:
                cells -= _cells(self._held.popitem(last=False)[1])


def _cells(future: Future[Any]) -> int:
    """The size of an answer; one that is not there yet counts as one cell."""
    found = future.result() if future.done() and future.exception() is None else None
    return int(found.size) if isinstance(found, pd.DataFrame) else len(found) if isinstance(found, dict) else 1
