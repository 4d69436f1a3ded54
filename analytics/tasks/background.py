"""An import in a process of its own, so that whoever asked for it stays free: started, watched, stopped, and gone on with.

The process is told its job in a line of JSON on its standard input, and stops at the next batch when that is closed: with its
parent at the latest. It tells how far it is in lines of JSON on its standard output.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple

_PLACE = Path(__file__).resolve().parents[2]
_SECONDS = 15.0  # over which the articles a second are counted, for the time left
_CHARACTERS = 2_500  # of an article, where the library holds none that tell
_PACKED = 4  # how many times longer texts are than their packed files, roughly
_LATELY = 100  # batches remembered for the articles a second


class Job(NamedTuple):
    """What to import, where to, and how: paths and addresses, a zone, the order of 03/04/2026, and which column is which, by the
    files' names in reports; see `loaders.options`."""

    library: str
    inputs: tuple[str, ...]
    zone: str | None = None
    day_first: bool | None = None
    columns: Mapping[str, Mapping[str, str]] = {}


class Progress(NamedTuple):
    """How far an import is. ``stage`` is starting, reading or linking, then done, stopped or failed (``problem`` says why);
    ``expected`` is about how many articles there are in all, ``rate`` how many a second were read lately."""

    stage: str = "starting"
    added: int = 0
    known: int = 0
    remarks: int = 0
    expected: int = 0
    rate: float = 0.0
    seconds: float = 0.0
    problem: str = ""

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.stage in {"done", "stopped", "failed"}

    @property
    def read(self) -> int:
        """Articles read so far."""
        return self.added + self.known

    @property
    def left(self) -> float | None:
        """About how many seconds it takes yet to read the rest; None where that cannot be told."""
        return (self.expected - self.read) / self.rate if self.rate and self.expected > self.read else None


class Import:
    """A running import. ``progress`` is how far it is; ``ended`` is called with the last of it, in another
    thread, before ``progress`` shows it."""

    def __init__(self, job: Job, ended: Callable[[Progress], None] | None = None) -> None:
        self.job = job
        self.progress = Progress()
        self.stopping = False
        self._ended = ended
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the process has ended
        paths = os.pathsep.join(filter(None, (str(_PLACE), os.environ.get("PYTHONPATH"))))
        threads = {name: os.environ.get(name, "1") for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "analytics.tasks.background"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=_PLACE,  # a folder of the user's may hold modules of the same names
            env={**os.environ, **threads, "PYTHONPATH": paths},
        )
        self._thread = threading.Thread(target=self._watch, name="import", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop after the batch at hand, which is kept, as are those before it; names are linked, then the process ends."""
        self.stopping = True
        with contextlib.suppress(OSError, ValueError):
            self._told.close()

    def wait(self, seconds: float | None = None) -> Progress:
        """Wait for the end, at most so long; gives how far it is."""
        self._thread.join(seconds)
        return self.progress

    @property
    def _told(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    def _watch(self) -> None:
        assert self._process.stdout is not None
        told = self.progress
        with self._process, self._errors as errors:
            with contextlib.suppress(OSError, ValueError):
                self._told.write((json.dumps(_absolute(self.job)._asdict()) + "\n").encode())
                self._told.flush()
            for line in self._process.stdout:
                told = Progress(**json.loads(line))
                if told.ended:
                    break
                self.progress = told
            self._process.wait()
            if not told.ended:
                errors.seek(0)
                said = errors.read().decode(errors="replace").strip().splitlines()
                problem = f"the import ended without a word ({said[-1][:300] if said else self._process.returncode})"
                told = told._replace(stage="failed", problem=f"{problem}; what is in is kept, and it can go on")
        if self._ended:
            self._ended(told)
        self.progress = told


def _absolute(job: Job) -> Job:
    """The same job, wherever the process stands."""
    from analytics.loaders.web.addresses import is_address

    inputs = tuple(one if is_address(one) else str(Path(one).absolute()) for one in job.inputs)
    return job._replace(library=str(Path(job.library).absolute()), inputs=inputs)


def main() -> None:
    """The process: do the job, and tell."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # so that whatever else speaks is not in the way
    told = json.loads(sys.stdin.buffer.readline())
    stop = threading.Event()

    def listen() -> None:
        while os.read(sys.stdin.fileno(), 4_096):
            pass
        stop.set()

    threading.Thread(target=listen, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(5)  # whoever looks at pages meanwhile goes first
    for progress in steps(Job(**told), stop):
        with contextlib.suppress(OSError):  # the parent has gone; the batch at hand is finished all the same
            out.write((json.dumps(progress._asdict()) + "\n").encode())
            out.flush()


def steps(job: Job, stop: threading.Event) -> Iterator[Progress]:
    """Do a job here, and say after each batch how far it is."""
    from analytics.library import Library
    from analytics.loaders.web.addresses import is_address
    from analytics.tasks.ingest import take_in
    from analytics.tasks.settings import options_of

    began = time.monotonic()
    progress = Progress()
    given = _Inputs(job.inputs, stop)
    try:
        with Library(job.library, create=True) as library:
            options = options_of(library, zone=job.zone, day_first=job.day_first)._replace(columns=job.columns)
            expected = _expected(job.inputs, library)
            progress = Progress("reading", expected=expected)
            yield progress
            size = 5 if all(map(is_address, job.inputs)) else min(max(expected // 20, 25), 200)
            lately: deque[tuple[float, int]] = deque([(time.monotonic(), 0)], maxlen=_LATELY)
            taken = take_in(library, given, size=size, options=options)
            for step in taken:
                if not progress.added and step.added:
                    expected = _expected(job.inputs, library)  # now its articles tell how long they are
                    while len(lately) > 1:  # what was there already went by far faster than what is new will
                        lately.popleft()
                now = time.monotonic()
                read = progress.read + step.added + step.known
                while len(lately) > 1 and now - lately[0][0] > _SECONDS:
                    lately.popleft()
                rate = (read - lately[0][1]) / max(now - lately[0][0], 1e-3)
                lately.append((now, read))
                progress = Progress(
                    "linking" if stop.is_set() or given.at_end else "reading",
                    progress.added + step.added,
                    progress.known + step.known,
                    progress.remarks + len(step.remarks),
                    max(expected, read),
                    rate,
                    now - began,
                )
                yield progress
                if stop.is_set() and not given.at_end:
                    break
            taken.close()  # type: ignore[attr-defined]
        stage, expected = ("done", progress.read) if given.at_end else ("stopped", progress.expected)
        yield progress._replace(stage=stage, expected=expected, seconds=time.monotonic() - began)
    except (OSError, ValueError) as error:
        yield progress._replace(stage="failed", problem=str(error), seconds=time.monotonic() - began)


class _Inputs:
    """The inputs one by one, until the job is stopped; and whether all have been given."""

    def __init__(self, inputs: tuple[str, ...], stop: threading.Event) -> None:
        self._inputs, self._stop, self.at_end = inputs, stop, False

    def __iter__(self) -> Iterator[str]:
        for one in self._inputs:
            if self._stop.is_set():
                return
            yield one
        self.at_end = True


def _expected(inputs: tuple[str, ...], library: Any) -> int:
    """About how many articles the inputs hold: one an address and a file, and by their size in files of many."""
    from analytics.loaders import FORMATS, SUFFIXES
    from analytics.loaders.inputs import PACKED, Source, find_sources
    from analytics.loaders.web.addresses import is_address

    rows = {"CSV", "TSV", "JSON", "JSONL", "Parquet", "spreadsheet", "WARC"}
    many = {suffix for form in FORMATS if form.name in rows for suffix in form.suffixes}
    sample = "SELECT coalesce(avg(strlen(text)), ?) AS mean FROM (SELECT text FROM articles LIMIT 500)"
    mean = float(library.query(sample, [_CHARACTERS])["mean"][0])
    addresses = sum(map(is_address, inputs))
    files = size = 0
    for source in find_sources([one for one in inputs if not is_address(one)], SUFFIXES):
        if not isinstance(source, Source):
            continue
        if source.suffix not in many:
            files += 1
            continue
        with contextlib.suppress(OSError):
            held = source.archive.getinfo(source.path.as_posix()).file_size if source.archive else source.path.stat().st_size
            size += held * (_PACKED if source.label.lower().endswith(PACKED) else 1)
    return addresses + files + int(size / max(mean * 1.1, 1))


if __name__ == "__main__":
    main()
