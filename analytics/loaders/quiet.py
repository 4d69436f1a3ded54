"""Silence for the libraries that parse files: their complaints about a file belong in our report, not on a terminal."""

from __future__ import annotations

import contextlib
import functools
import logging
import threading
from collections.abc import Iterator


@contextlib.contextmanager
def quiet(*libraries: str) -> Iterator[None]:
    """Drop what the named libraries log in this thread, as long as the block runs.

    Levels and handlers stay as the host program set them, and other threads log as before.

    >>> with quiet("noisy"):
    ...     logging.getLogger("noisy").error("never shown")
    """
    thread = threading.get_ident()

    def is_elsewhere(record: logging.LogRecord) -> bool:
        return record.thread != thread

    loggers = _loggers(libraries, len(logging.root.manager.loggerDict))
    for logger in loggers:
        logger.addFilter(is_elsewhere)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(is_elsewhere)


@functools.lru_cache(maxsize=16)
def _loggers(libraries: tuple[str, ...], _known: int) -> tuple[logging.Logger, ...]:
    """The loggers of libraries that are imported: a filter on a package's logger does not reach those of its modules.

    Looked for again only when the number of ``_known`` loggers has changed: there are hundreds, and a crawl has many pages.
    """
    names = [name for name in list(logging.root.manager.loggerDict) if name.partition(".")[0] in libraries]
    return tuple(map(logging.getLogger, dict.fromkeys([*libraries, *names])))
