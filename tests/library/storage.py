"""A server on loopback that speaks S3, and machines that each have a cache of their own."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

WAIT = 240.0  # seconds; a limit for a server that never answers
BUCKET = "press"


@contextlib.contextmanager
def storage(folder: Path) -> Iterator[dict[str, str]]:
    """Start the server with an empty bucket; return the environment of its users. End it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with (folder / "storage.txt").open("wb") as log:
        command = [sys.executable, "-c", "from moto.server import main; main()", "-H", "127.0.0.1", "-p", str(port)]
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        _make_bucket(f"{address}/{BUCKET}", process, folder / "storage.txt")
        yield {
            "AWS_ENDPOINT_URL": address,
            "AWS_ACCESS_KEY_ID": "invented",
            "AWS_SECRET_ACCESS_KEY": "invented",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _make_bucket(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + WAIT
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(urllib.request.Request(address, method="PUT"), timeout=5).close()
            return
        time.sleep(0.1)
    raise AssertionError(f"the storage does not answer: {log.read_text()[-2000:]}")
