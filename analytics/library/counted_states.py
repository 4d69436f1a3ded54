"""The counted tables of the states of a library, each in an attached database: in memory, or in a file for a large library."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from analytics.library import counted_tables
from analytics.library.counted_files import CountedFiles
from analytics.library.views import quoted


class _Attached(NamedTuple):
    """An attached database, and its file; None for one in memory. Answers are kept in a schema of their own."""

    db: str
    file: Path | None

    @property
    def schema(self) -> str:
        return f"kept_of_{self.db}"


class CountedStates:
    """The latest states of one library; a thread that asks with an older one still may. Callers hold a lock."""

    def __init__(self, library: Path) -> None:
        self._files = CountedFiles(library)
        self._attached: list[_Attached] = []  # the last is current
        self._numbers = itertools.count(1)

    def schemas(self) -> list[str]:
        """Return the schemas for answers from the states, the current one last."""
        return [one.schema for one in self._attached]

    def build(
        self, connection: duckdb.DuckDBPyConnection, state: str, batches: Sequence[Path], moved: Path | None, *, on_disk: bool
    ) -> None:
        """Make the tables of a state, which is that of the views, and point the views ``counted_…`` to them.

        ``batches`` and ``moved`` are the files of the views: see `counted_tables.update`.
        """
        new = _Attached(f"counted_{next(self._numbers)}", None)
        with connection.cursor() as cursor:
            if on_disk:

                def update(file: Path, is_new: bool) -> None:
                    _write(cursor, f"new_{new.db}", file, batches, moved, is_new=is_new)

                new = new._replace(file=self._files.of(state, update))
                for one in [one for one in self._attached if one.file == new.file]:
                    self._detach(cursor, one)
                attach = f"ATTACH {quoted(str(new.file))} AS {new.db} (READ_ONLY)"
                try:
                    cursor.execute(attach)
                except duckdb.Error:  # the file is damaged
                    Path(str(new.file)).unlink(missing_ok=True)
                    self._files.of(state, update)
                    cursor.execute(attach)
            else:
                _write(cursor, new.db, None, batches, moved, is_new=True)
            counted_tables.show(cursor, new.db)
            cursor.execute(f"CREATE SCHEMA {new.schema}")
            self._attached.append(new)
            for old in self._attached[:-2]:
                self._detach(cursor, old)

    def delete_file(self, connection: duckdb.DuckDBPyConnection) -> bool:
        """Delete the file of the current state, which may be damaged; return whether there was one."""
        if not self._attached or (file := self._attached[-1].file) is None:
            return False
        with contextlib.suppress(duckdb.Error), connection.cursor() as cursor:
            self._detach(cursor, self._attached[-1])
        with contextlib.suppress(OSError):
            file.unlink()
        return True

    def forget(self) -> None:
        """Forget all states, since their connection is closed."""
        self._attached.clear()

    def _detach(self, cursor: duckdb.DuckDBPyConnection, old: _Attached) -> None:
        self._attached.remove(old)
        cursor.execute(f"DROP SCHEMA IF EXISTS {old.schema} CASCADE")
        cursor.execute(f"DETACH DATABASE IF EXISTS {old.db}")


def _write(
    cursor: duckdb.DuckDBPyConnection, db: str, file: Path | None, batches: Sequence[Path], moved: Path | None, *, is_new: bool
) -> None:
    """Attach a database, and bring its tables up to date; one in a file is detached again, whole on the disk."""
    done = False
    cursor.execute(f"ATTACH {quoted(file or ':memory:')} AS {db}")
    try:
        if is_new:
            counted_tables.create(cursor, db)
        counted_tables.update(cursor, db, batches, moved)
        if file:
            cursor.execute(f"CHECKPOINT {db}")
        done = True
    finally:
        if file or not done:
            cursor.execute(f"DETACH DATABASE IF EXISTS {db}")
