"""Many sessions at once on a running dashboard: what goes wrong, how long an answer takes, and how much memory it needs.

Each session fetches the HTML page, opens the overview, then goes from page to page, with a pause between, until the time is up. It
is a WebSocket without a browser: the server does the same work, and the client needs little. Scripts and style sheets are not
fetched, since browsers keep them; the picture that a page names is.
"""

from __future__ import annotations

import random
import statistics
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from evaluation.sessions import Session

PAGES = ("", "quotes", "mentions", "tone", "sources", "compare", "article", "actors", "actor", "import", "method")
_LOOK = 5.0  # seconds between two looks at the memory
_PAUSE = (1.0, 5.0)  # seconds that a visitor reads a page


class Besieged(NamedTuple):
    """The seconds of each answer, the errors, and the memory of the server in bytes at times in seconds from the start."""

    answers: list[float]
    errors: list[str]
    memory: list[tuple[float, int]]

    @property
    def median(self) -> float:
        """The median seconds of an answer."""
        return statistics.median(self.answers)

    def growth(self, after: float) -> float:
        """Return how far the memory got from its mean, as a share of it, later than some seconds from the start."""
        later = [held for at, held in self.memory if at >= after]
        mean = statistics.mean(later)
        return max(abs(held - mean) for held in later) / mean


def besiege(url: str, process: int, sessions: int, seconds: float, seed: int = 1) -> Besieged:
    """Keep so many sessions open for some seconds, and return what happened. ``process`` is the server's."""
    found = Besieged([], [], [])
    began = time.monotonic()
    visitors = [
        threading.Thread(target=_visit, args=(url, began + seconds, random.Random(seed + n), found), daemon=True)
        for n in range(sessions)
    ]
    for visitor in visitors:
        visitor.start()
    while any(visitor.is_alive() for visitor in visitors):
        found.memory.append((time.monotonic() - began, _memory_of(process)))
        visitors[0].join(_LOOK)
        if not visitors[0].is_alive():
            visitors.pop(0)
            if not visitors:
                break
    return found


def _visit(url: str, until: float, rng: random.Random, found: Besieged) -> None:
    try:
        fetch(f"{url}/")
        with Session(url) as session:
            _timed(lambda: session.run(), session, found)
            fetch(url + session.icon)
            while time.monotonic() < until:
                time.sleep(rng.uniform(*_PAUSE))
                page = rng.choice(PAGES)
                _timed(lambda page=page: session.run(page), session, found)  # type: ignore[misc]
    except Exception as error:  # noqa: BLE001 - whatever it is, a visitor was turned away
        found.errors.append(f"{type(error).__name__}: {error}")


def fetch(address: str) -> int:
    """Fetch an address as a browser does, to the end, and return how many bytes came. Raises urllib.error.URLError."""
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept": "text/html, image/*"}), timeout=600) as answer:  # noqa: S310
        return len(answer.read())


def _timed(run: Callable[[], object], session: Session, found: Besieged) -> None:
    began = time.monotonic()
    run()
    found.answers.append(time.monotonic() - began)
    found.errors.extend(session.exceptions)


def _memory_of(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text()
    return 1024 * int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))
