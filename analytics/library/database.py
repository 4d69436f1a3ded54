"""DuckDB over a library's files: views and counted tables that follow the files."""

from __future__ import annotations

import hashlib
import itertools
import os
import tempfile
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import duckdb
import pandas as pd

from analytics.files import metadata
from analytics.library import counted_files
from analytics.library.counted_states import CountedStates
from analytics.library.damage import BATCH_TABLES, Damaged, Health, articles_in, is_readable
from analytics.library.details import TABLE as DETAILS
from analytics.library.links import LINKS, kinds_of_moves
from analytics.library.marker import LibraryError
from analytics.library.views import complete_articles, make_view, move_rows, quoted
from analytics.tables import to_pandas

__all__ = ["BATCH_TABLES", "LINK_TABLES", "Database", "LibraryError"]

LINK_TABLES = ("actors", "names")
_LINK_FILES = (*LINKS, "copies", DETAILS)
_VIEWS = {"articles": "articles_loaded", "quotes": "quotes_found", "mentions": "mentions_found"}  # before links and edits
_MOST_KEPT, _MOST_ROWS = 256, 3_000_000  # answers that are kept as tables, and rows of all of them
_MEMORY = "2GB"  # that DuckDB uses for tables and queries of one library; more is on the disk meanwhile
_LINGERING = 60  # seconds that a dropped answer stays, for a query that was about to use it
_CONNECTIONS = itertools.count(1)
_Params = Sequence[Any] | dict[str, Any] | None
_Answer = TypeVar("_Answer")
_OF_FILES = (duckdb.IOException, duckdb.InvalidInputException, duckdb.FatalException, duckdb.InternalException)
"""What DuckDB raises for damaged files; beside these a plain duckdb.Error, and each of them for other reasons too."""


class _Kept(NamedTuple):
    """An answer kept as a table; without a name, one that is too large to be kept."""

    name: str | None
    rows: int


class Database:
    """Answers SQL on the files of a library's folder, from any thread, while another process changes them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = _connect()
        self._health = Health(path / "batches")
        self._bad_links: dict[str, int | None] = {}  # damaged files of links and copies, and when they were written
        self._state_of_views: str | None = None
        self._batches: list[Path] = []  # those of the views
        self._moved: Path | None = None  # the file of moved rows, where edits move any
        self._changing = threading.RLock()
        self._state_of_counted: str | None = None
        self._counted = CountedStates(path)
        self._numbers = itertools.count(1)
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._dropped: deque[tuple[float, str]] = deque()

    def batches(self) -> list[Path]:
        """List the folders of the batches that hold the library's rows, in the order in which they were added."""
        return self._health.current()

    def damaged(self) -> list[Damaged]:
        """List the batches that are set aside because they cannot be read."""
        return self._health.damaged()

    def look_again(self) -> None:
        """Read all files, those of damaged batches too, since some may have been restored."""
        self._health.forget()
        self._bad_links.clear()
        self.find_damage()
        self._state_of_views = None

    def is_large(self) -> bool:
        """Whether the library has so many articles that its counted tables are kept on the disk."""
        self._refresh()
        return sum(articles_in(batch) or 0 for batch in self._batches) >= counted_files.FEWEST

    def has_moves(self) -> bool:
        """Whether edits move rows of a name to another."""
        self._refresh()
        return self._moved is not None

    def link_metadata(self, name: str) -> dict[bytes, bytes] | None:
        """Return the metadata of one of the files of links or copies; None where it is missing or damaged."""
        path = self.path / f"{name}.parquet"
        found = metadata(path)
        return None if found is None or (name in self._bad_links and self._bad_links[name] == _written(path)) else found

    def close(self) -> None:
        """Close the database; the files need no closing."""
        self._connection.close()

    def query(self, sql: str, params: _Params = None) -> pd.DataFrame:
        """Answer a query on the views; see `Library.query`."""
        return self._answer(lambda: self._ask(sql, params))

    def count(self, sql: str, params: _Params = None) -> pd.DataFrame:
        """Answer a query on the views and the counted tables, which are built first where the library has changed."""
        return self._answer(lambda: self._ask_counted(sql, params))

    def keep(self, sql: str, params: Sequence[Any], most: int | None = None) -> str | None:
        """Return the name of a table with the answer to a query, made unless the same was asked since the library changed.

        None where it has more rows than ``most``. Where too much is kept, the answers that were used longest ago are dropped, and
        removed a minute later, since another thread may be about to use one.
        """
        return self._answer(lambda: self._keep(sql, params, most))

    def _answer(self, ask: Callable[[], _Answer]) -> _Answer:
        """Ask; once more where another process has just replaced the files; then without the batches that cannot be read."""
        try:
            return ask()
        except duckdb.Error as error:
            if not isinstance(error, _OF_FILES) and type(error) is not duckdb.Error:
                raise
            if isinstance(error, duckdb.IOException):
                self._state_of_views = None
                try:
                    return ask()
                except duckdb.IOException as again:
                    error = again
            of_files = isinstance(error, (duckdb.IOException, duckdb.FatalException, duckdb.InternalException))
            if not self.find_damage() and not (of_files and self._delete_counted()):
                if of_files:
                    reason = str(error).split("\n")[0][:200]
                    raise LibraryError(f"{self.path}: a file cannot be read ({reason}). Run: quoteboard check") from error
                raise
            with self._changing:
                if isinstance(error, (duckdb.FatalException, duckdb.InternalException)):  # these end a connection
                    self._connection = _connect()
                    self._counted.forget()
                    self._kept.clear()
                    self._dropped.clear()
                self._state_of_views = self._state_of_counted = None
            return ask()

    def find_damage(self) -> bool:
        """Read all files of the library; return whether more damage was found than was known."""
        found = self._health.look_closely()
        for name in _LINK_FILES:
            path = self.path / f"{name}.parquet"
            if self.link_metadata(name) is not None and not is_readable(path):
                self._bad_links[name] = _written(path)
                found = True
        if found:
            with self._changing:
                self._state_of_views = self._state_of_counted = None
        return found

    def _delete_counted(self) -> bool:
        with self._changing:
            return self._counted.delete_file(self._connection)

    def _keep(self, sql: str, params: Sequence[Any], most: int | None) -> str | None:
        with self._changing:
            self._count()
            key = hashlib.sha256(repr((self._counted.schemas()[-1], sql, list(params))).encode()).hexdigest()[:16]
            if key not in self._kept:
                self._kept[key] = self._make_kept(f"{self._counted.schemas()[-1]}.kept_{next(self._numbers)}", sql, params, most)
                self._drop_oldest()
            self._kept.move_to_end(key)
            return self._kept[key].name

    def _make_kept(self, name: str, sql: str, params: Sequence[Any], most: int | None) -> _Kept:
        bound = "" if most is None else f" LIMIT {most + 1}"
        with self._connection.cursor() as cursor:
            rows = int(cursor.execute(f"CREATE TABLE {name} AS {sql}{bound}", list(params)).fetchall()[0][0])
            if most is None or rows <= most:
                return _Kept(name, rows)
            cursor.execute(f"DROP TABLE {name}")
            return _Kept(None, 0)

    def _drop_oldest(self) -> None:
        now = time.monotonic()
        rows = sum(kept.rows for kept in self._kept.values())
        while len(self._kept) > _MOST_KEPT or (rows > _MOST_ROWS and len(self._kept) > 1):
            kept = self._kept.popitem(last=False)[1]
            rows -= kept.rows
            if kept.name:
                self._dropped.append((now, kept.name))
        while self._dropped and self._dropped[0][0] < now - _LINGERING:
            with self._connection.cursor() as cursor:
                cursor.execute(f"DROP TABLE IF EXISTS {self._dropped.popleft()[1]}")

    def fingerprint(self) -> str:
        """Return a short text that changes whenever the tables do."""
        seen = [batch.name for batch in self.batches()]
        for name in _LINK_FILES:
            path = self.path / f"{name}.parquet"
            if path.exists():
                stat = path.stat()
                seen.append(f"{name}:{stat.st_mtime_ns}:{stat.st_size}:{stat.st_ino}")
        return hashlib.sha256("\n".join(seen).encode()).hexdigest()[:16]

    def _ask(self, sql: str, params: _Params) -> pd.DataFrame:
        self._refresh()
        with self._connection.cursor() as cursor:
            found = cursor.sql(sql, params=params) if params else cursor.sql(sql)
            return to_pandas(found.to_arrow_table())

    def _ask_counted(self, sql: str, params: _Params) -> pd.DataFrame:
        self._count()
        return self._ask(sql, params)

    def _refresh(self) -> None:
        """Point the views at the current files."""
        state = self.fingerprint()
        if state == self._state_of_views:
            return
        with self._changing:
            batches = self.batches()
            with self._connection.cursor() as cursor:
                for name in BATCH_TABLES:
                    files = [batch / f"{name}.parquet" for batch in batches]
                    make_view(cursor, name, files, _VIEWS.get(name, name))
                written = {name: self.path / f"{name}.parquet" for name in _LINK_FILES}
                usable = {name: [] if self.link_metadata(name) is None else [path] for name, path in written.items()}
                for name in LINK_TABLES:
                    make_view(cursor, name, usable[name])
                copies, given = (written[name] if usable[name] else None for name in ("copies", DETAILS))
                complete_articles(cursor, copies, given)
                kinds = kinds_of_moves(written["moved"]) if usable["moved"] else []
                self._batches, self._moved = batches, written["moved"] if kinds else None
                for name in ("quotes", "mentions"):
                    move_rows(cursor, name, written["moved"], kinds)
            self._state_of_views = state

    def _count(self) -> None:
        """Bring the counted tables to the state of the library that the views have."""
        self._refresh()
        if self._state_of_counted == self._state_of_views:
            return
        with self._changing:
            if self._state_of_counted != self._state_of_views:
                self._build()

    def _build(self) -> None:
        state = self._state_of_views
        assert state is not None
        self._counted.build(self._connection, state, self._batches, self._moved, on_disk=self.is_large())
        self._kept.clear()  # their tables go with their schema, one change later
        in_use = self._counted.schemas()
        self._dropped = deque((when, name) for when, name in self._dropped if name.split(".")[0] in in_use)
        self._state_of_counted = state


def _written(path: Path) -> int | None:
    """Return when a file was written, in nanoseconds; None where it is gone."""
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return None


def _connect() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(f"SET memory_limit = '{_MEMORY}'")
    overflow = Path(tempfile.gettempdir(), f"quoteboard-{os.getpid()}-{next(_CONNECTIONS)}")  # made when needed, deleted at the end
    connection.execute(f"SET temp_directory = {quoted(overflow)}")
    return connection
