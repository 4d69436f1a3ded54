"""From the command to the first chart, in a real browser, over a bare Streamlit page with one Plotly chart on the same machine.

    python -m benchmarks.cold_start [--runs 5]

Each run starts a server of its own and a browser without a cache, and takes the time until a chart is drawn: on the bare page; on
the overview of the sample that is analysed already; and on the overview of a first start ever, which analyses the sample first.
Then again with the server running ("warm"). The order of the three changes from run to run.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BARE = """
import plotly.graph_objects as go
import streamlit as st

st.set_page_config(layout="wide")
st.plotly_chart(go.Figure(go.Bar(x=["a", "b", "c"], y=[1, 3, 2])))
"""
DRAWN = (
    "document.querySelector('[data-testid=stPlotlyChart] .main-svg .bars path, [data-testid=stPlotlyChart] .main-svg .point path')"
)
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update".split()
)


class Taken(NamedTuple):
    """Seconds to the first chart: from the start of the server, and with the server running."""

    cold: float
    warm: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cold_start", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="servers started for each page (default 5)")
    runs = parser.parse_args().runs
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("no Chromium was found; install chromium", file=sys.stderr)
        return 1
    names = ["bare page", "sample ready", "first start ever"]
    taken: dict[str, list[Taken]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        ready = Path(folder) / "ready"
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        measure(
            browser, ROOT / "app.py", ready
        )  # makes the sample, and reads every file once, so that the first run is like the rest
        measure(browser, bare, ready)
        for run in range(runs):
            for name in names[run % 3 :] + names[: run % 3]:
                cache = Path(folder) / f"fresh-{run}" if name == "first start ever" else ready
                taken[name].append(measure(browser, bare if name == "bare page" else ROOT / "app.py", cache))
        browser.close()
    base = Taken(*(statistics.median(getattr(t, field) for t in taken["bare page"]) for field in Taken._fields))
    print(f"median of {runs} runs, seconds to the first chart (ratio to the bare page)")
    print(f"{'':<18}{'cold':>18}{'warm':>18}")
    for name in names:
        median = [statistics.median(getattr(t, field) for t in taken[name]) for field in Taken._fields]
        cells = [f"{value:.2f} ({value / whole:.2f}x)" for value, whole in zip(median, base, strict=True)]
        print(f"{name:<18}{cells[0]:>18}{cells[1]:>18}")
    return 0


def measure(browser: Browser, app: Path, cache: Path) -> Taken:
    """Seconds until a chart stands on an app's first page, from nothing and then with the server running."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    flags = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true", "--server.fileWatcherType=none"]
    command = [sys.executable, "-m", "streamlit", "run", str(app), *flags, "--browser.gatherUsageStats=false"]
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    began = time.perf_counter()
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        _until_drawn(browser, f"http://127.0.0.1:{port}/")
        cold = time.perf_counter() - began
        began = time.perf_counter()
        _until_drawn(browser, f"http://127.0.0.1:{port}/")
        return Taken(cold, time.perf_counter() - began)
    finally:
        server.terminate()
        server.wait()


def _until_drawn(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address, wait_until="commit")
    page.wait_for_function(DRAWN, timeout=120_000, polling="raf")
    context.close()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    while True:
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except (urllib.error.URLError, OSError):
            if server.poll() is not None:
                raise SystemExit("the server ended before it answered") from None
            time.sleep(0.02)
        else:
            return


if __name__ == "__main__":
    raise SystemExit(main())
