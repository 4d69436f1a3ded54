"""From the command to the first chart, in a real browser, over a bare Streamlit page with one Plotly chart on the same machine.

    python -m benchmarks.cold_start [--runs 5]

Each run starts a server of its own and a browser without a cache, and takes the time until a chart is drawn: on the bare page; on
the overview of the sample that is analysed already; and on the overview of a first start ever, which analyses the sample first.
Then again with the server running ("warm"). The order of the three changes from run to run.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser

from benchmarks.browsing import BARE, ROOT, chromium, serving, until_drawn


class Taken(NamedTuple):
    """Seconds to the first chart: from the start of the server, and with the server running."""

    cold: float
    warm: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cold_start", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="servers started for each page (default 5)")
    runs = parser.parse_args().runs
    names = ["bare page", "sample ready", "first start ever"]
    taken: dict[str, list[Taken]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        ready = Path(folder) / "ready"
        measure(
            browser, ROOT / "app.py", ready
        )  # makes the sample, and reads every file once, so that the first run is like the rest
        measure(browser, bare, ready)
        for run in range(runs):
            for name in names[run % 3 :] + names[: run % 3]:
                cache = Path(folder) / f"fresh-{run}" if name == "first start ever" else ready
                taken[name].append(measure(browser, bare if name == "bare page" else ROOT / "app.py", cache))
    base = Taken(*(statistics.median(getattr(t, field) for t in taken["bare page"]) for field in Taken._fields))
    print(f"median of {runs} runs, seconds to the first chart (ratio to the bare page)")
    print(f"{'':<18}{'cold':>18}{'warm':>18}")
    for name in names:
        median = [statistics.median(getattr(t, field) for t in taken[name]) for field in Taken._fields]
        cells = [f"{value:.2f} ({value / whole:.2f}x)" for value, whole in zip(median, base, strict=True)]
        print(f"{name:<18}{cells[0]:>18}{cells[1]:>18}")
    return 0


def measure(browser: Browser, app: Path, cache: Path) -> Taken:
    """Seconds until a chart is drawn on an app's first page, from nothing and then with the server running."""
    began = time.perf_counter()
    with serving(app, environment={"XDG_CACHE_HOME": str(cache)}) as server:
        until_drawn(browser, server.address)
        cold = time.perf_counter() - began
        began = time.perf_counter()
        until_drawn(browser, server.address)
        return Taken(cold, time.perf_counter() - began)


if __name__ == "__main__":
    raise SystemExit(main())
