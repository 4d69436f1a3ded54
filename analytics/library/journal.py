"""Files of JSON lines in a library's folder that only grow: what a user adds to a library, such as saved views and facts.

Each line is a JSON object with the time (``at``), the change (``what``) and its content. To undo is a line of its own, which takes
away the last change before it, so that nothing is lost and two windows cannot overwrite each other. A file with a damaged line is
never added to: reading it raises a ValueError that names the line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from filelock import FileLock

from analytics import permission
from analytics.files import write_bytes
from analytics.library.mirror import changing

T = TypeVar("T")
UNDO = "undo"


class Change(NamedTuple, Generic[T]):
    """A line of a journal: when it was written, what kind of change it is, and what was changed (None for an undo)."""

    at: str
    what: str
    content: T | None


class Journal(Generic[T]):
    """A file of changes of some kinds; ``read`` makes the content of a JSON object and raises ValueError where it is invalid."""

    def __init__(self, file: str, kinds: Sequence[str], read: Callable[[Mapping[str, Any]], T]) -> None:
        self.file = file
        self._kinds = (*kinds, UNDO)
        self._read = read

    def changes(self, folder: Path) -> list[Change[T]]:
        """Return the changes that are not undone, in order. Raises ValueError for a damaged line, with its number."""
        kept: list[Change[T]] = []
        for change in self._parse(self._bytes(folder)):
            if change.what != UNDO:
                kept.append(change)
            elif kept:
                kept.pop()
        return kept

    def append(self, folder: Path, what: str, content: Mapping[str, Any] | None = None) -> None:
        """Add a change to the file, whole or not at all. Raises ValueError where the change or the file is invalid."""
        permission.ask()
        path = folder / self.file
        line = {"at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "what": what, **(content or {})}
        data = json.dumps(line, ensure_ascii=False).encode() + b"\n"
        with FileLock(path.with_suffix(".lock"), timeout=30), changing(folder):
            before = self._bytes(folder)
            self._parse(before + data)  # never add to a damaged file, and never damage it
            write_bytes(path, before + data)

    def undo(self, folder: Path) -> Change[T]:
        """Undo the last change and return it. Raises ValueError if there is nothing to undo."""
        permission.ask()
        found = self.changes(folder)
        if not found:
            raise ValueError("There is nothing to undo.")
        self.append(folder, UNDO)
        return found[-1]

    def exists(self, folder: Path) -> bool:
        """Whether anything was ever written."""
        return (folder / self.file).exists()

    def stamp(self, folder: Path) -> tuple[int, int]:
        """Return what changes whenever the file does, as a key for caches."""
        try:
            stat = (folder / self.file).stat()
        except OSError:
            return 0, 0
        return stat.st_mtime_ns, stat.st_size

    def _bytes(self, folder: Path) -> bytes:
        path = folder / self.file
        return path.read_bytes() if path.exists() else b""

    def _parse(self, data: bytes) -> list[Change[T]]:
        found = []
        for number, text in enumerate(data.splitlines(), 1):
            try:
                given = json.loads(text.decode("utf-8"))
                what = given["what"]
                if what not in self._kinds:
                    raise ValueError(f"what {what!r} is unknown")
                content = None if what == UNDO else self._read(given)
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
                raise ValueError(f"{self.file}, line {number}: {error}. Expected a JSON object as Quoteboard writes it.") from error
            found.append(Change(str(given.get("at", "")), what, content))
        return found
