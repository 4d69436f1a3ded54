"""``quoteboard serve`` for as long as a test needs it."""

from __future__ import annotations

import contextlib
import os
import queue
import socket
import subprocess
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

WAIT = 600.0  # seconds for the server to say that it is ready; a limit for a server that never will


class RunningServer(NamedTuple):
    """A dashboard that answers."""

    said: str  # the line that says so
    port: int
    process: subprocess.Popen[str]

    def status(self, host: str) -> int:
        """Open a WebSocket as a page of this host would, and return the HTTP status of the answer."""
        lines = [
            "GET /_stcore/stream HTTP/1.1",
            f"Host: {host}",
            f"Origin: http://{host}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        ]
        with socket.create_connection(("127.0.0.1", self.port), timeout=WAIT) as connection:
            connection.sendall("\r\n".join([*lines, "", ""]).encode())
            return int(connection.recv(100).split()[1])


@contextlib.contextmanager
def serving(command: Sequence[str], folder: Path) -> Iterator[RunningServer]:
    """Run a command that serves, in a folder that is also its home, until it prints that it is ready; end it afterwards."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "STREAMLIT")) and "_THREADS" not in name
    }
    homes = {"HOME": str(folder), "USERPROFILE": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
    process = subprocess.Popen(
        command, cwd=folder, env=kept | homes, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    lines: queue.Queue[str] = queue.Queue()
    assert process.stdout is not None
    stream = process.stdout
    reader = threading.Thread(target=lambda: [lines.put(line) for line in stream], daemon=True)
    reader.start()
    try:
        said: list[str] = []
        while not said or "is ready" not in said[-1]:
            with contextlib.suppress(queue.Empty):
                said.append(lines.get(timeout=1))
            assert process.poll() is None or not lines.empty(), "".join(said)
        address = next(word for word in said[-1].split() if word.startswith("http://"))
        yield RunningServer(said[-1], int(address.rpartition(":")[2]), process)
    finally:
        process.terminate()
        process.wait(WAIT)
        reader.join()
        stream.close()
