"""A session of Spark, opened with what the analysis needs, and its errors as one line."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from typing import Any

from analytics.processes import IMPORT_FOLDER, THREADS

_STANDALONE = "spark://"
_SECONDS = 5.0  # in which a master answers
_ERROR = re.compile(r"^(?:[\w.]+\.)?\w*(?:Error|Exception|Failure)\b.*", re.M)


class SparkFailure(ValueError):
    """Raised where a Spark run cannot start or go on; the message is one line that says what to do."""


@contextlib.contextmanager
def open_session(master: str) -> Iterator[Any]:
    """Open a session on a master, and stop it in the end. Raises SparkFailure where Spark, Java or the master is missing."""
    if importlib.util.find_spec("pyspark") is None:
        raise SparkFailure("Spark is not installed. Run: pip install 'quoteboard[spark]'")
    if not os.environ.get("JAVA_HOME") and not shutil.which("java"):
        raise SparkFailure("Java is not installed, and Spark needs version 17 or later. Install it, or set JAVA_HOME")
    _look_for(master)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession

    builder: Any = SparkSession.builder.master(master).appName("quoteboard")  # type: ignore[attr-defined,unused-ignore]
    for name, value in _settings().items():
        builder = builder.config(name, value)
    session = run_job(builder.getOrCreate)
    try:
        yield session
    finally:
        session.stop()


def run_job(job: Callable[[], Any]) -> Any:
    """Return what a job of Spark returns. Raises SparkFailure, with one line of Spark's pages, where it fails."""
    from py4j.protocol import Py4JError, Py4JNetworkError
    from pyspark.errors import PySparkException

    try:
        return job()
    except (PySparkException, Py4JError, Py4JNetworkError, OSError) as error:
        found = _ERROR.findall(str(error))
        line = " ".join((found[-1] if found else str(error).strip().split("\n")[0]).split())[:400]
        raise SparkFailure(f"Spark: {line}") from error


def _settings() -> dict[str, str]:
    """Return the settings of the session; all others are the user's, from spark-defaults.conf."""
    return {
        "spark.ui.enabled": "false",  # a page that every machine of the network could open
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.sql.adaptive.enabled": "false",  # it would join small partitions, and each holds much work
        "spark.sql.execution.arrow.maxRecordsPerBatch": "1",  # a record is a whole file or unit
        "spark.executorEnv.PYTHONPATH": str(IMPORT_FOLDER),
        **{f"spark.executorEnv.{name}": "1" for name in THREADS},
    }


def _look_for(master: str) -> None:
    if not master.startswith(_STANDALONE):
        return
    for place in master.removeprefix(_STANDALONE).split(","):
        host, _, port = place.rpartition(":")
        with contextlib.suppress(OSError, ValueError, OverflowError), socket.create_connection((host, int(port)), _SECONDS):
            return
    raise SparkFailure(f"{master}: no master answers there. Expected an address such as spark://HOST:7077")
