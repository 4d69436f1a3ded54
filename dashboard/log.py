"""The log of a server: one JSON object per line with ``--log-json``; never a word of an article, nor a key or cookie."""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime

from analytics import start

_LOGGER = logging.getLogger("quoteboard")


def note(event: str, **fields: str | int | float | None) -> None:
    """Log that something happened; only with ``--log-json``. ``fields`` are names and counts, never texts of articles."""
    if start.started().log:
        _LOGGER.info(event, extra={"fields": fields})


def error(problem: Exception) -> None:
    """Log an exception of a page by its kind and place. Its message is left out, since it may quote an article."""
    frames = traceback.extract_tb(problem.__traceback__)
    place = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    note("error", kind=type(problem).__name__, place=place)


def to_json() -> None:
    """Write everything that any library logs or warns of as JSON lines to standard error, without texts of articles.

    Exceptions are named by kind and place, messages of libraries by their pattern or else by their place.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    _LOGGER.setLevel(logging.INFO)
    logging.captureWarnings(True)
    threading.excepthook = _of_thread
    for name in list(logging.root.manager.loggerDict):
        if name.startswith(("streamlit", "uvicorn")):
            logger = logging.getLogger(name)
            logger.handlers.clear()
            logger.propagate = True


def _of_thread(ended: threading.ExceptHookArgs) -> None:
    if isinstance(ended.exc_value, Exception):
        error(ended.exc_value)


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Write a record as one line of JSON."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        if record.name == _LOGGER.name:
            line |= {"event": record.msg, **getattr(record, "fields", {})}
        elif record.exc_info and record.exc_info[0]:
            line |= {"event": "error", "kind": record.exc_info[0].__name__}
        else:
            line |= {"event": "message", "place": f"{record.filename}:{record.lineno}"}
            if record.args:  # without them the message may have been put together before, and quote anything
                line["text"] = str(record.msg)[:500]
        return json.dumps(line, ensure_ascii=False)
