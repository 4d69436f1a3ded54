"""The record of runs in a library, runs.jsonl: one run per line, with its program, settings, inputs and counts."""

from __future__ import annotations

import contextlib
import hashlib
import json
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from analytics.files import write_bytes
from analytics.loaders.inputs import Source
from analytics.loaders.options import Options
from analytics.versions import engine, weights

FILE = "runs.jsonl"
_MOST_LISTED = 1_000  # inputs whose hashes a record lists; it always has one hash over all inputs


class SeenFile(NamedTuple):
    """A file of the inputs: its name in reports, its hash, and its bytes."""

    name: str
    sha256: str
    size: int


class Run:
    """A run in progress: what it has read and added so far. ``record`` returns its line of the file."""

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
        self._settings = _settings(options or Options())

    def saw(self, source: Source) -> None:
        """Note a file before it is read; an archive is noted once, whatever it contains."""
        if not self._is_noted(name_in_record(source)) and (seen := look_at(source)):
            self.note(seen)

    def note(self, seen: SeenFile) -> None:
        """Note a file that was hashed, here or by another process; once, where it comes again."""
        if self._is_noted(seen.name):
            return
        self._last = seen.name
        self._all.update(f"{seen.name}\n{seen.sha256}\n".encode())
        self._bytes, self._number = self._bytes + seen.size, self._number + 1
        if len(self._inputs) < _MOST_LISTED:
            self._inputs[seen.name] = {"bytes": seen.size, "sha256": seen.sha256}

    def _is_noted(self, name: str) -> bool:
        return name in self._inputs or name == self._last

    def count(self, **added: int) -> None:
        """Add to the counts of the run: added, known, skipped."""
        for name, number in added.items():
            self._counts[name] = self._counts.get(name, 0) + number

    def record(self, *, ended: bool) -> dict[str, Any]:
        """Return the record of the run so far. A run that is killed leaves the record of its start, in which ``ended`` is null."""
        inputs = {"files": self._number, "bytes": self._bytes, "sha256": self._all.hexdigest(), "listed": self._inputs}
        times = {"began": _stamp(self._began), "ended": _stamp(datetime.now(UTC)) if ended else None}
        return {**self._head, **times, "settings": self._settings, "inputs": inputs, "counts": self._counts}


def name_in_record(source: Source) -> str:
    """Return the name of a file in reports, that of the archive for what an archive contains."""
    return source.label if source.archive is None else source.label[: -len(source.path) - 1]


def look_at(source: Source) -> SeenFile | None:
    """Hash a file, or the archive that contains it; None where it cannot be read, which its reader reports."""
    name = name_in_record(source)
    if source.data is not None:
        return SeenFile(name, hashlib.sha256(source.data).hexdigest(), len(source.data))
    path = Path((source.archive.filename or "") if source.archive else source.path)
    with contextlib.suppress(OSError), path.open("rb") as stream:
        # hashing while loading would miss what loaders skip, such as columns of a Parquet file
        return SeenFile(name, hashlib.file_digest(stream, "sha256").hexdigest(), path.stat().st_size)
    return None


def write(folder: Path, record: Mapping[str, Any], number: int | None = None) -> int:
    """Append a record, or replace the one of a number; return its number, from 1. The caller holds the library's lock."""
    records = {one.get("run"): one for one in read(folder)}
    number = number or max((one for one in records if isinstance(one, int)), default=0) + 1
    records[number] = {"run": number, **record}
    write_bytes(folder / FILE, "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records.values()).encode())
    return number


def read(folder: Path) -> list[dict[str, Any]]:
    """Read the records of a library, in order; invalid lines are skipped."""
    path = folder / FILE
    found = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else ():
        with contextlib.suppress(ValueError, RecursionError):
            found.append(json.loads(line))
    return [one for one in found if isinstance(one, dict)]


def _settings(options: Options) -> dict[str, Any]:
    settings = options._asdict()
    settings["limits"] = options.limits._asdict()
    settings["zones"], settings["columns"] = dict(options.zones), {name: dict(of) for name, of in options.columns.items()}
    settings["given"] = {name: given._asdict() for name, given in options.given.items()}
    for name in ("fetched", "without", "only"):
        del settings[name]
    return settings


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
