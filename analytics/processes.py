"""Processes of Python that Quoteboard starts: one thread of arithmetic each, and the import path of this process."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
from collections.abc import MutableMapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

THREADS = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "BLIS_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
)
"""The environment variables that numpy's libraries read when they load."""

WORKER_BYTES = 450_000_000
"""The memory of a process that analyses: lexicons, weights, and the tables of the articles that it works on."""

IMPORT_FOLDER = Path(__file__).resolve().parents[__name__.count(".")]
"""The folder that Python imports our packages from."""


def limit_threads(environment: MutableMapping[str, str] | None = None) -> None:
    """Let numpy use one thread, unless the user has set another number; call it before numpy is imported.

    Our matrices are small: with a thread per core an analysis takes up to seven times as long.

    >>> environment = {"OMP_NUM_THREADS": "4"}
    >>> limit_threads(environment)
    >>> environment["OMP_NUM_THREADS"], environment["OPENBLAS_NUM_THREADS"]
    ('4', '1')
    """
    for name in THREADS:
        (os.environ if environment is None else environment).setdefault(name, "1")


def process_pool(workers: int) -> ProcessPoolExecutor:
    """Return a pool of new processes, which import nothing from the working folder.

    Copies of this process would inherit locks that its threads hold.
    """
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=limit_threads)


def free_workers() -> int:
    """Return how many processes can analyse at the same time here: one per core that this process may use, as memory allows.

    Memory is that of the machine that is free, and of the container's limit; where the system shows neither, only cores count.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    free = _free_memory()
    return max(1, cores if free is None else min(cores, free // WORKER_BYTES))


def _free_memory() -> int | None:
    """Return the bytes of memory that are free, where Linux shows it."""
    found = []
    with contextlib.suppress(OSError, ValueError, IndexError):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        found.append(next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")))
    with contextlib.suppress(OSError, ValueError):  # a container's limit; "max" where there is none
        limit, used = (int(Path("/sys/fs/cgroup", name).read_text(encoding="ascii")) for name in ("memory.max", "memory.current"))
        found.append(max(limit - used, 0))
    return min(found, default=None)


def python_command(module: str) -> list[str]:
    """Return the command that calls ``main`` of a module, such as ``dashboard.serve``, in a new Python with our import path.

    ``python -m`` would look for modules in the working folder first, and that folder is the user's.
    """
    paths = [path for path in sys.path if path]
    if str(IMPORT_FOLDER) not in paths:
        paths.insert(0, str(IMPORT_FOLDER))
    code = f"import sys; sys.path[:] = {paths!r}; from {module} import main; sys.exit(main())"
    return [sys.executable, "-c", code]
