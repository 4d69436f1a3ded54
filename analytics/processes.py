"""Processes of Python that Quoteboard starts: one thread of arithmetic each, and the import path of this process."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
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

_FOLDER = Path(__file__).resolve().parents[__name__.count(".")]  # the one that Python imports our packages from


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


def python_command(module: str) -> list[str]:
    """Return the command that calls ``main`` of a module, such as ``dashboard.serve``, in a new Python with our import path.

    ``python -m`` would look for modules in the working folder first, and that folder is the user's.
    """
    paths = [path for path in sys.path if path]
    if str(_FOLDER) not in paths:
        paths.insert(0, str(_FOLDER))
    code = f"import sys; sys.path[:] = {paths!r}; from {module} import main; sys.exit(main())"
    return [sys.executable, "-c", code]
