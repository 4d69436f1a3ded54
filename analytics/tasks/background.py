"""An import in a process of its own, so that the dashboard stays responsive: start it, watch it, stop it.

The process reads its job as a line of JSON from its standard input, and stops after the current batch when that is closed, at the
latest when its parent ends. It reports its progress as lines of JSON on its standard output.
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
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple

from analytics import permission
from analytics.processes import limit_threads, python_command


class Job(NamedTuple):
    """What to import, into which library, and how: paths and addresses, a time zone, the order of 03/04/2026; and by the files'
    names in reports which column is which, what they lack, and which are left for later; and the folders that files may be in;
    see `loaders.options`."""

    library: str
    inputs: tuple[str, ...]
    zone: str | None = None
    day_first: bool | None = None
    columns: Mapping[str, Mapping[str, str]] = {}
    given: Mapping[str, Mapping[str, Any]] = {}
    without: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    within: tuple[str, ...] | None = None


class Progress(NamedTuple):
    """The progress of an import. ``stage`` is starting, reading or linking, then done, stopped or failed (``problem`` says why).

    ``skipped`` counts files and rows that were left out, ``warnings`` those that were read with a warning; ``expected`` is about
    how many articles there are in all, ``rate`` how many were read per second recently.
    """

    stage: str = "starting"
    added: int = 0
    known: int = 0
    warnings: int = 0
    skipped: int = 0
    expected: int = 0
    rate: float = 0.0
    seconds: float = 0.0
    problem: str = ""

    @property
    def ended(self) -> bool:
        """Whether this is the last report."""
        return self.stage in {"done", "stopped", "failed"}

    @property
    def read(self) -> int:
        """Articles read so far."""
        return self.added + self.known

    @property
    def left(self) -> float | None:
        """Estimate the seconds until all is read; None where that is unknown."""
        return (self.expected - self.read) / self.rate if self.rate and self.expected > self.read else None

    def with_counts_of(self, earlier: Progress) -> Progress:
        """Return this progress with what an earlier part of the same import counted."""
        counts = ("added", "known", "warnings", "skipped", "expected", "seconds")
        return self._replace(**{name: getattr(self, name) + getattr(earlier, name) for name in counts})


class Import:
    """A running import. ``progress`` is its latest report; ``ended`` is called with the last one, in another thread, before
    ``progress`` shows it. Raises NotAllowedError where a server's visitor may only read."""

    def __init__(self, job: Job, ended: Callable[[Progress], None] | None = None) -> None:
        permission.ask()
        self.job = job
        self.progress = Progress()
        self.stopping = False
        self._ended = ended
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the process has ended
        environment = dict(os.environ)
        limit_threads(environment)
        self._process = subprocess.Popen(
            python_command("analytics.tasks.background"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=environment,
        )
        self._sent = threading.Event()  # set once the process has its job
        self._thread = threading.Thread(target=self._watch, name="import", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop after the current batch. All batches so far are kept, and names are linked before the process ends."""
        permission.ask()
        self.stopping = True
        self._sent.wait()
        with contextlib.suppress(OSError, ValueError):
            self._input.close()

    def wait(self, seconds: float | None = None) -> Progress:
        """Wait for the end, at most ``seconds``; return the progress."""
        self._thread.join(seconds)
        return self.progress

    @property
    def _input(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    def _watch(self) -> None:
        assert self._process.stdout is not None
        latest = self.progress
        with self._process, self._errors as errors:
            with contextlib.suppress(OSError, ValueError):
                self._input.write((json.dumps(_absolute(self.job)._asdict()) + "\n").encode())
                self._input.flush()
            self._sent.set()
            for line in self._process.stdout:
                latest = Progress(**json.loads(line))
                if latest.ended:
                    break
                self.progress = latest
            self._process.wait()
            with contextlib.suppress(OSError, ValueError):  # it may have ended before it read its job
                self._input.close()
            if not latest.ended:
                errors.seek(0)
                lines = errors.read().decode(errors="replace").strip().splitlines()
                reason = lines[-1][:300] if lines else f"exit code {self._process.returncode}"
                problem = f"The import ended unexpectedly ({reason}). The articles so far are kept; start it again to go on."
                latest = latest._replace(stage="failed", problem=problem)
        if self._ended:
            self._ended(latest)
        self.progress = latest


def _absolute(job: Job) -> Job:
    """Return the job with absolute paths, valid in any working folder."""
    from analytics.loaders.web.addresses import is_address

    inputs = tuple(one if is_address(one) else str(Path(one).absolute()) for one in job.inputs)
    return job._replace(library=str(Path(job.library).absolute()), inputs=inputs)


def main() -> None:
    """Do the job in this process and report the progress."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # so that other output does not mix with the reports
    job = json.loads(sys.stdin.buffer.readline())
    stop = threading.Event()

    def listen() -> None:
        while os.read(sys.stdin.fileno(), 4_096):
            pass
        stop.set()

    threading.Thread(target=listen, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(5)  # the dashboard goes first
    for progress in steps(Job(**job), stop):
        with contextlib.suppress(OSError):  # the parent has ended; the current batch is finished all the same
            out.write((json.dumps(progress._asdict()) + "\n").encode())
            out.flush()


def steps(job: Job, stop: threading.Event) -> Iterator[Progress]:
    """Do a job and yield the progress after each batch."""
    from analytics.library import Library
    from analytics.loaders.given import from_json
    from analytics.loaders.web.addresses import is_address
    from analytics.tasks.ingest import take_in
    from analytics.tasks.pace import Pace, expected_articles
    from analytics.tasks.settings import options_of

    began = time.monotonic()
    progress = Progress()
    inputs = _Inputs(job.inputs, stop)
    try:
        with Library(job.library, create=True) as library:
            options = options_of(library, zone=job.zone, day_first=job.day_first)._replace(
                columns=job.columns,
                given={name: from_json(held) for name, held in job.given.items()},
                without=frozenset(job.without),
                only=frozenset(job.only),
                within=job.within,
            )
            expected = expected_articles(job.inputs, library, job.within)
            progress = Progress("reading", expected=expected)
            yield progress
            size = 5 if all(map(is_address, job.inputs)) else min(max(expected // 20, 25), 200)
            pace = Pace()
            running = take_in(library, inputs, size=size, options=options)
            for step in running:
                if not progress.added and step.added:
                    expected = expected_articles(job.inputs, library, job.within)  # now the length of its articles is known
                    pace.restart()
                read = progress.read + step.added + step.known
                progress = Progress(
                    "linking" if stop.is_set() or inputs.at_end else "reading",
                    progress.added + step.added,
                    progress.known + step.known,
                    progress.warnings + len(step.warnings) - step.skipped,
                    progress.skipped + step.skipped,
                    max(expected, read),
                    pace.rate(read),
                    time.monotonic() - began,
                )
                yield progress
                if stop.is_set() and not inputs.at_end:
                    break
            running.close()  # type: ignore[attr-defined]
        stage, expected = ("done", progress.read) if inputs.at_end else ("stopped", progress.expected)
        yield progress._replace(stage=stage, expected=expected, seconds=time.monotonic() - began)
    except (OSError, ValueError) as error:
        yield progress._replace(stage="failed", problem=str(error), seconds=time.monotonic() - began)


class _Inputs:
    """Iterates over the inputs until the job is stopped; ``at_end`` is whether it has reached the end."""

    def __init__(self, inputs: tuple[str, ...], stop: threading.Event) -> None:
        self._inputs, self._stop, self.at_end = inputs, stop, False

    def __iter__(self) -> Iterator[str]:
        for one in self._inputs:
            if self._stop.is_set():
                return
            yield one
        self.at_end = True


if __name__ == "__main__":
    main()
