"""A standalone Spark cluster on loopback, for as long as a test needs it: a master and two workers of one core each."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

WAIT = 240.0  # seconds; a limit for a cluster that never answers
_JAVA = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xss512k"
_DEFAULTS = f"""
spark.driver.host 127.0.0.1
spark.driver.bindAddress 127.0.0.1
spark.driver.memory 512m
spark.executor.memory 512m
spark.executor.extraJavaOptions {_JAVA}
spark.driver.extraJavaOptions {_JAVA}
"""


class SparkWorkers(NamedTuple):
    """A cluster that answers: its master's address, its workers, and the environment of its users."""

    master: str
    workers: list[subprocess.Popen[bytes]]
    environment: dict[str, str]

    def kill(self, number: int) -> None:
        """Kill a worker with its executors, as a power cut would."""
        _end(self.workers[number], signal.SIGKILL)


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[SparkWorkers]:
    """Start a cluster that keeps its files in a folder; end it afterwards."""
    import pyspark

    home = Path(pyspark.__file__).parent
    settings = folder / "settings"
    settings.mkdir()
    (settings / "spark-defaults.conf").write_text(_DEFAULTS)
    environment = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_CONF_DIR": str(settings),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": _JAVA,
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    master = f"spark://127.0.0.1:{port}"
    words = ("--host", "127.0.0.1", "--webui-port", "0")
    deploy = "org.apache.spark.deploy"
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *more: str) -> subprocess.Popen[bytes]:
        with (folder / "log.txt").open("ab") as log:
            command = [str(home / "bin/spark-class"), f"{deploy}.{name}", *words, *more]
            started.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True))
        return started[-1]

    try:
        first = start("master.Master", "--port", str(port))
        _wait_for(port, first, folder)
        worker = ("--cores", "1", "--memory", "600m", "--work-dir", str(folder / "work"))
        yield SparkWorkers(master, [start("worker.Worker", *worker, master) for _ in range(2)], environment)
    finally:
        for process in started:
            _end(process, signal.SIGKILL)


def _wait_for(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + WAIT
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError(f"the master does not answer: {(folder / 'log.txt').read_text()[-2000:]}")


def _end(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, how)
    process.wait()
