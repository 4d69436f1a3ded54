"""The counted tables of a large library on the disk, so that they are not built again at each start, nor whole after each change.

The folder ``counted`` has one DuckDB file. Its name says for which state of the library, and by which versions of the program and
of DuckDB, it was made. After a change the file is copied and the copy brought up to date; a file of other versions is not used. A
file is written beside its place, then renamed, and never changed. It may be deleted at any time. Where the library's folder cannot
be written, the file is in a temporary folder, and is deleted with the library's object.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb
import filelock

from analytics.library import counted_rows, counted_tables
from analytics.versions import program_version

FOLDER = "counted"
FEWEST = 20_000  # articles from which the tables are kept on the disk; of fewer they are built in a moment
Update = Callable[[Path, bool], None]
"""Brings the tables of a file to the current state of the library; True for a file that does not exist yet."""


class CountedFiles:
    """The files of one library."""

    def __init__(self, library: Path) -> None:
        self._folder = library / FOLDER
        self._is_temporary = False

    def of(self, state: str, update: Update) -> Path:
        """Return the file of a state of the library, which is made where it does not exist. Raises OSError where it cannot be."""
        try:
            return _made(self._folder, state, update)
        except OSError:
            if self._is_temporary:
                raise
        self._folder = Path(tempfile.mkdtemp(prefix="quoteboard-"))
        self._is_temporary = True
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return _made(self._folder, state, update)


def _made(folder: Path, state: str, update: Update) -> Path:
    made_by = _made_by()
    file = folder / f"{made_by}-{state}.duckdb"
    if file.exists():
        return file
    folder.mkdir(exist_ok=True)
    with filelock.FileLock(folder / ".lock"):
        if file.exists():  # another process was first
            return file
        _delete(folder.glob(".*.duckdb*"))  # of a process that was killed
        part = folder / f".{file.name}"
        older = max(folder.glob(f"{made_by}-*.duckdb"), key=lambda one: one.stat().st_mtime_ns, default=None)
        try:
            _write(part, older, update)
            part.replace(file)
        finally:
            _delete(folder.glob(f"{part.name}*"))
        _delete(one for one in folder.glob("*.duckdb") if one != file)
    return file


@functools.cache
def _made_by() -> str:
    """Return a hash of the versions of the program and of DuckDB, and of the modules that make the tables."""
    digest = hashlib.sha256(f"{program_version()} {duckdb.__version__}".encode())
    for module in (counted_rows, counted_tables):
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()[:8]


def _write(part: Path, older: Path | None, update: Update) -> None:
    """Write a file from an older one, or whole where there is none or it is damaged."""
    if older:
        try:
            shutil.copyfile(older, part)
            update(part, False)
        except duckdb.Error:
            _delete(part.parent.glob(f"{part.name}*"))
        else:
            return
    update(part, True)


def _delete(files: Iterable[Path]) -> None:
    for file in files:
        with contextlib.suppress(OSError):  # on Windows an open file cannot be deleted: next time
            file.unlink()
