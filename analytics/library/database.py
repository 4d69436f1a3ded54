"""A library's files as DuckDB is asked about them: views that follow the files, and the tables of `counted` made from them."""

from __future__ import annotations

import hashlib
import itertools
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pandas as pd

from analytics.files import metadata
from analytics.library import counted
from analytics.library.batches import standing
from analytics.library.links import LINKS, kinds_of_moves
from analytics.library.views import make_view, mark_copies, move_rows
from analytics.tables import to_pandas

BATCH_TABLES = ("articles", "sentences", "quotes", "mentions", "skipped")
LINK_TABLES = ("actors", "names")
_MOST_KEPT, _MOST_ROWS = 256, 3_000_000  # answers that are kept as tables, and rows of all of them
_LINGERING = 60  # seconds that an answer stays after it is forgotten
_Params = Sequence[Any] | dict[str, Any] | None


class _Kept(NamedTuple):
    """An answer kept as a table; without a name, one that is too large to be kept."""

    name: str | None
    rows: int


class LibraryError(ValueError):
    """A folder that is no library of this version; the message says what was found and what is accepted."""


class Database:
    """The files of a library's folder, to be asked in SQL from any thread, while another process changes them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
        self._connection.execute("SET TimeZone = 'UTC'")
        self._views_of: str | None = None
        self._changing = threading.RLock()
        self._counted_of: str | None = None
        self._schemas: list[str] = []  # of the tables that count: the last is of now, one before it may still be asked
        self._numbers = itertools.count(1)
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._forgotten: deque[tuple[float, str]] = deque()

    def close(self) -> None:
        """Let go of the database; the files need no closing."""
        self._connection.close()

    def query(self, sql: str, params: _Params = None) -> pd.DataFrame:
        """The answer to a question on the views; see `Library.query`."""
        try:
            return self._ask(sql, params)
        except duckdb.IOException:  # another process has just merged or relinked the files under the views
            self._views_of = None
            return self._ask(sql, params)

    def count(self, sql: str, params: _Params = None) -> pd.DataFrame:
        """As `query`, on the counted tables too; they are made first where the library has changed."""
        self._count()
        return self.query(sql, params)

    def keep(self, sql: str, params: Sequence[Any], most: int | None = None) -> str | None:
        """The name of a table with the answer to a question, made where the same was not asked since the library has changed.

        None where it has more rows than ``most``. What was asked longest ago is forgotten where too much is kept, and taken away
        a minute later: somebody may be about to ask it.
        """
        try:
            return self._keep(sql, params, most)
        except duckdb.IOException:  # as in `query`
            self._views_of = None
            return self._keep(sql, params, most)

    def _keep(self, sql: str, params: Sequence[Any], most: int | None) -> str | None:
        with self._changing:
            self._count()
            key = hashlib.sha256(repr((self._schemas[-1], sql, list(params))).encode()).hexdigest()[:16]
            if key not in self._kept:
                self._kept[key] = self._made(f"{self._schemas[-1]}.kept_{next(self._numbers)}", sql, params, most)
                self._forget()
            self._kept.move_to_end(key)
            return self._kept[key].name

    def _made(self, name: str, sql: str, params: Sequence[Any], most: int | None) -> _Kept:
        bound = "" if most is None else f" LIMIT {most + 1}"
        with self._connection.cursor() as cursor:
            rows = int(cursor.execute(f"CREATE TABLE {name} AS {sql}{bound}", list(params)).fetchall()[0][0])
            if most is None or rows <= most:
                return _Kept(name, rows)
            cursor.execute(f"DROP TABLE {name}")
            return _Kept(None, 0)

    def _forget(self) -> None:
        now = time.monotonic()
        rows = sum(kept.rows for kept in self._kept.values())
        while len(self._kept) > _MOST_KEPT or (rows > _MOST_ROWS and len(self._kept) > 1):
            kept = self._kept.popitem(last=False)[1]
            rows -= kept.rows
            if kept.name:
                self._forgotten.append((now, kept.name))
        while self._forgotten and self._forgotten[0][0] < now - _LINGERING:
            with self._connection.cursor() as cursor:
                cursor.execute(f"DROP TABLE IF EXISTS {self._forgotten.popleft()[1]}")

    def fingerprint(self) -> str:
        """A short text that changes whenever the tables do."""
        seen = [batch.name for batch in standing(self.path / "batches")]
        for name in (*LINKS, "copies"):
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

    def _refresh(self) -> None:
        """Point the views at the files that are there now."""
        state = self.fingerprint()
        if state == self._views_of:
            return
        with self._changing:
            batches = standing(self.path / "batches")
            with self._connection.cursor() as cursor:
                try:
                    for name in BATCH_TABLES:
                        files = [batch / f"{name}.parquet" for batch in batches]
                        make_view(cursor, name, files, f"{name}_found" if name in ("quotes", "mentions") else name)
                except duckdb.Error as error:
                    reason = str(error).split("\n")[0][:200]
                    raise LibraryError(f"{self.path}: a file cannot be read ({reason}); see: quoteboard check") from error
                written = {name: self.path / f"{name}.parquet" for name in (*LINKS, "copies")}
                usable = {name: [path] if metadata(path) is not None else [] for name, path in written.items()}
                for name in LINK_TABLES:
                    make_view(cursor, name, usable[name])
                if batches and usable["copies"]:
                    mark_copies(cursor, [batch / "articles.parquet" for batch in batches], written["copies"])
                kinds = kinds_of_moves(written["moved"])
                for name in ("quotes", "mentions"):
                    move_rows(cursor, name, written["moved"], kinds)
            self._views_of = state

    def _count(self) -> None:
        """Make the counted tables where they are of another state of the library than the views."""
        self._refresh()
        if self._counted_of == self._views_of:
            return
        with self._changing:
            if self._counted_of == self._views_of:
                return
            try:
                self._make()
            except duckdb.IOException:  # as in `query`
                self._views_of = None
                self._refresh()
                self._make()

    def _make(self) -> None:
        state, schema = self._views_of, f"counted_{next(self._numbers)}"
        with self._connection.cursor() as cursor:
            cursor.begin()
            try:
                counted.make(cursor, schema)
            except duckdb.Error:
                cursor.rollback()
                raise
            cursor.commit()
            self._schemas.append(schema)
            while len(self._schemas) > 2:
                cursor.execute(f"DROP SCHEMA {self._schemas.pop(0)} CASCADE")
        self._kept.clear()  # with their schemas, when that is the last but one
        self._forgotten = deque((when, name) for when, name in self._forgotten if name.split(".")[0] in self._schemas)
        self._counted_of = state
