"""The record of runs beside a library, runs.jsonl: a line a run, with what made it, from what, and what it brought."""

from __future__ import annotations

import contextlib
import hashlib
import json
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analytics.files import write_bytes
from analytics.loaders.inputs import Source
from analytics.loaders.options import Options
from analytics.versions import engine, weights

FILE = "runs.jsonl"
_MOST_LISTED = 1_000  # inputs whose own hashes a record lists; one hash over all of them it always has


class Run:
    """One run in the making: what it has read and brought so far. ``record`` is the line that it leaves."""

    def __init__(self, what: str, program: str, options: Options | None = None) -> None:
        self._began = datetime.now(UTC)
        self._inputs: dict[str, dict[str, Any]] = {}
        self._last = ""
        self._all, self._bytes, self._number = hashlib.sha256(), 0, 0
        self._counts = {"added": 0, "known": 0, "skipped": 0}
        self._head = {
            "what": what,
            "program": program,
            "engine": engine(),
            "weights": weights(),
            "python": platform.python_version(),
        }
        self._settings = _told(options or Options())

    def saw(self, source: Source) -> None:
        """Take note of a file before it is read; of an archive once, whatever is in it."""
        path = Path(source.archive.filename or "") if source.archive else source.path
        name = source.label if source.archive is None else source.label[: -len(source.path.as_posix()) - 1]
        if name in self._inputs or name == self._last:
            return
        self._last = name
        with contextlib.suppress(OSError):  # its reader says so
            if source.data is not None:
                digest, size = hashlib.sha256(source.data).hexdigest(), len(source.data)
            else:  # to hash as it is loaded would miss what is never asked for: the columns of a Parquet file, what follows a break
                with path.open("rb") as stream:
                    digest = hashlib.file_digest(stream, "sha256").hexdigest()
                size = path.stat().st_size
            self._all.update(f"{name}\n{digest}\n".encode())
            self._bytes, self._number = self._bytes + size, self._number + 1
            if len(self._inputs) < _MOST_LISTED:
                self._inputs[name] = {"bytes": size, "sha256": digest}

    def count(self, **brought: int) -> None:
        """Add to what the run has brought: added, known, skipped."""
        for name, number in brought.items():
            self._counts[name] = self._counts.get(name, 0) + number

    def record(self, *, ended: bool) -> dict[str, Any]:
        """The run as it stands; one that was killed keeps the record that it opened with, which says that it has not ended."""
        inputs = {"files": self._number, "bytes": self._bytes, "sha256": self._all.hexdigest(), "listed": self._inputs}
        times = {"began": _stamp(self._began), "ended": _stamp(datetime.now(UTC)) if ended else None}
        return {**self._head, **times, "settings": self._settings, "inputs": inputs, "counts": self._counts}


def write(folder: Path, record: Mapping[str, Any], number: int | None = None) -> int:
    """Put a record behind the others, or in place of one; gives its number, from 1. For who holds the library's lock."""
    told = {one.get("run"): one for one in read(folder)}
    number = number or max((one for one in told if isinstance(one, int)), default=0) + 1
    told[number] = {"run": number, **record}
    write_bytes(folder / FILE, "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in told.values()).encode())
    return number


def read(folder: Path) -> list[dict[str, Any]]:
    """The records of a library, in order; lines that are none are passed over."""
    path = folder / FILE
    found = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else ():
        with contextlib.suppress(ValueError):
            found.append(json.loads(line))
    return [one for one in found if isinstance(one, dict)]


def _told(options: Options) -> dict[str, Any]:
    told = options._asdict()
    told["limits"] = options.limits._asdict()
    told["zones"], told["columns"] = dict(options.zones), {name: dict(of) for name, of in options.columns.items()}
    del told["fetched"]
    return told


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
