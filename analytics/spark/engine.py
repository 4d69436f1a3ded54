"""The engine of ``quoteboard analyse --engine spark``: the rows of one machine, in its order, from the work of many."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import time
import uuid
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from analytics.library import Library
from analytics.library.library import Added
from analytics.library.runs import Run, SeenFile
from analytics.loaders import Loaded
from analytics.loaders.options import Options
from analytics.spark.listing import Listed, chunks, is_remote
from analytics.spark.maps import STAGED, UNITS, analyse_units, stage_chunks, stage_contents
from analytics.spark.plan import Unit, plan
from analytics.spark.session import SparkFailure, open_session, run_job
from analytics.spark.staging import Staged, as_json, piece
from analytics.spark.units import ids_at
from analytics.tables import frame, to_pandas

_LOOK_EVERY = 0.2  # seconds between looks for batches that executors have finished
_LAG = 60.0  # seconds after which a network file system shows what another machine wrote
_OWN = re.compile("quoteboard-[0-9a-f]{32}")


class SparkEngine:
    """An engine of `take_in`: a master's address, and the folder for what is on the way, which every worker sees (default: in the
    library)."""

    def __init__(self, master: str, staging: str | None = None) -> None:
        self.master, self.staging = master, staging

    def __call__(
        self, library: Library, inputs: Iterable[str | Path], size: int, options: Options, run: Run
    ) -> Generator[tuple[Loaded, Added], None, None]:
        """Read, analyse and add the inputs. Raises SparkFailure where Spark or Java is missing, or a task fails again and again."""
        folder = Path(self.staging or library.path / "spark").absolute()
        options = options._replace(fetched=frozenset())
        with _staging(folder) as staging, open_session(self.master) as session:
            staged = _stage(session, staging, list(chunks(inputs, options, session)), options)
            formats = _note(staged, run)
            units = list(plan(staged, library.known_contents(), size, partial(ids_at, staging)))
            with _Analysis(session, staging, [unit for unit in units if not unit.is_empty]) as job:
                for unit in units:
                    batch = None if unit.is_empty else job.wait_for(staging / "batches" / unit.folder)
                    skipped = _skipped(batch) if batch else frame("skipped")
                    added = library.adopt(batch) if batch else Added(0, 0, 0)
                    if batch:
                        shutil.rmtree(batch, ignore_errors=True)
                    yield Loaded(frame("articles"), skipped, formats, unit.known), added
                    formats = {}


class _Analysis:
    """The job that analyses units, in the background, while the driver adopts the batches that are finished."""

    def __init__(self, session: Any, staging: Path, units: Sequence[Unit]) -> None:
        self._session, self._staging, self._units = session, staging, units
        self._pool = ThreadPoolExecutor(1)
        self._done: Future[Any] = self._pool.submit(self._run)

    def __enter__(self) -> _Analysis:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._done.done():
            self._session.sparkContext.cancelAllJobs()
        self._pool.shutdown()

    def wait_for(self, batch: Path) -> Path:
        """Wait until a batch is there. Raises SparkFailure where the job failed, or ended without it."""
        while not batch.exists() and not self._done.done():
            wait([self._done], timeout=_LOOK_EVERY)
        if self._done.done():
            self._done.result()
            _wait_until_there(batch)
        return batch

    def _run(self) -> None:
        if self._units:
            units = _table(self._session, [(unit.as_json(),) for unit in self._units], UNITS)
            run_job(lambda: units.mapInPandas(partial(analyse_units, str(self._staging)), UNITS).collect())


def _stage(session: Any, staging: Path, listed: list[list[Listed]], options: Options) -> list[Staged]:
    """Let executors read all chunks; return what the driver needs to know of each, in their order."""
    by_path: dict[str, list[tuple[int, str]]] = {}
    here: list[tuple[int, str]] = []
    for number, chunk in enumerate(listed):
        path = getattr(chunk[0], "path", "")
        (by_path.setdefault(path, []) if is_remote(path) else here).append((number, as_json(chunk)))
    rows: list[Any] = []
    if here:
        given = _table(session, here, "chunk long, files string")
        rows += run_job(lambda: given.mapInPandas(partial(stage_chunks, str(staging), options), STAGED).collect())
    if by_path:
        read = session.read.format("binaryFile")
        work = partial(stage_contents, str(staging), options, by_path)
        rows += run_job(lambda: read.load(list(by_path)).select("path", "content").mapInPandas(work, STAGED).collect())
    staged = sorted(Staged(row[0], bytes(row[1]), bytes(row[2]), bytes(row[3]), row[4]) for row in rows)
    if len(staged) != len(listed):
        raise SparkFailure(
            f"Spark read {len(staged):,} of {len(listed):,} parts of the input. Expected files that stay as they are"
        )
    for one in staged:
        if one.kinds:
            _wait_until_there(piece(staging, one.chunk, 0))
    return staged


def _table(session: Any, rows: list[Any], schema: str) -> Any:
    """Return a DataFrame with one row per partition, so that each task has one row of work."""
    return session.createDataFrame(session.sparkContext.parallelize(rows, max(len(rows), 1)), schema)


def _note(staged: Sequence[Staged], run: Run) -> dict[str, str]:
    """Record the files that were read, and return the format of each."""
    formats: dict[str, str] = {}
    for one in staged:
        about = json.loads(one.about)
        formats.update(about["formats"])
        for seen in about["files"]:
            run.note(SeenFile(*seen))
    return formats


def _skipped(batch: Path) -> pd.DataFrame:
    return to_pandas(pq.read_table(batch / "skipped.parquet", partitioning=None))


def _wait_until_there(path: Path) -> None:
    """Wait until this machine sees what another one wrote. Raises SparkFailure where it never does."""
    until = time.monotonic() + _LAG
    while not path.exists():
        if time.monotonic() > until:
            expected = "Expected a folder that this machine and every worker see: --staging DIR"
            raise SparkFailure(f"{path.parents[1]}: workers wrote into this folder, but it is not seen here. {expected}")
        time.sleep(_LOOK_EVERY)


@contextlib.contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """Make a folder for what is on the way, and remove it in the end, with those that killed runs left."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.iterdir():
        if left.is_dir() and _OWN.fullmatch(left.name):
            with contextlib.suppress(Timeout), FileLock(left.with_suffix(".lock"), timeout=0):
                shutil.rmtree(left, ignore_errors=True)
    own = folder / f"quoteboard-{uuid.uuid4().hex}"
    lock = own.with_suffix(".lock")
    with FileLock(lock):
        own.mkdir()
        try:
            yield own
        finally:
            shutil.rmtree(own, ignore_errors=True)
    lock.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # another run uses it
        folder.rmdir()
