"""Fifty visitors from the cold start of a server: errors, memory, and the time of an answer.

    python -m benchmarks.siege [--sessions N] [--seconds N] [--library DIR]

The server starts read-only on the sample, or on a library. Exit code 1 where a visitor met an error.
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import sleep

from evaluation.siege import besiege

FIRST = 60.0  # seconds until the caches are warm; the memory is to be flat from then on


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.siege", description="Fifty visitors at once.")
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--library", type=Path)
    chosen = parser.parse_args(arguments)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--port", str(port), "--read-only", *(["--library", str(chosen.library)] if chosen.library else [])]
    command = [sys.executable, "-c", "from dashboard.serve import main; main()", *words]
    with tempfile.TemporaryFile() as log, subprocess.Popen(command, stdout=log, stderr=log) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            while server.poll() is None:
                with suppress(urllib.error.URLError, OSError):
                    urllib.request.urlopen(f"{url}/_stcore/health", timeout=60).close()
                    break
                sleep(0.05)
            found = besiege(url, server.pid, chosen.sessions, chosen.seconds)
        finally:
            server.terminate()
    ordered = sorted(found.answers)
    print(f"{chosen.sessions} sessions, {chosen.seconds:.0f} seconds: {len(ordered)} answers, {len(found.errors)} errors")
    print(f"an answer: median {found.median:.2f} s, 95% within {ordered[int(0.95 * len(ordered))]:.2f} s")
    print(f"memory: {max(held for _, held in found.memory) / 1e6:.0f} MB at most", end="")
    print(f"; after the first minute within {found.growth(FIRST):.1%} of its mean" if found.memory[-1][0] > FIRST else "")
    for minute in range(1, int(found.memory[-1][0] // 60) + 1):
        held = [size for at, size in found.memory if 60 * (minute - 1) <= at < 60 * minute]
        print(f"minute {minute}: {min(held) / 1e6:.0f} to {max(held) / 1e6:.0f} MB")
    for error in sorted(set(found.errors))[:10]:
        print(error)
    return 1 if found.errors else 0


if __name__ == "__main__":
    sys.exit(main())
