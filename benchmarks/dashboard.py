"""The dashboard over a large invented library in a real browser: openings, filter changes, memory a session, ten sessions at once.

    python -m benchmarks.dashboard [--articles 100000] [--library DIR] [--runs 8] [--only first pages change memory together]

- first: the first chart on a warm server, over that of a bare Plotly page on the same machine.
- pages: until each page's script is at rest and its charts are drawn, the first time and again.
- change: an outlet is chosen where none was, and nothing of it was asked before; from the key to the last change of any chart.
  Beside it the same elements with constant content: Streamlit's own floor, recorded from the page itself.
- memory: what the server's process grows by for each further session that is open on the overview.
- together: ten windows choose an outlet at the same moment, each its own; errors, and the slowest answer of a round, in the median
  of three, over that of one window alone. All ten browsers share the machine with the server, so the constant content is beside it,
  and the same without browsers.

The library is kept in the user's cache to be used again.
"""

from __future__ import annotations

import argparse
import contextlib
import pickle
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from unittest import mock

import platformdirs
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

from analytics.library import Library
from benchmarks.browsing import (
    BARE,
    ROOT,
    Answer,
    BrowsedServer,
    answer,
    at_rest,
    chromium,
    opened,
    rested,
    serving,
    until_drawn,
    until_run,
    watch,
)
from benchmarks.large_library import make
from evaluation.sessions import Session

PAGES = ("", "quotes", "mentions", "tone", "sources", "compare", "article", "actors", "import", "method")
CHANGED = ("", "quotes", "mentions", "tone")
PARTS = ("first", "pages", "change", "memory", "together")
SESSIONS, ROUNDS = 10, 3
TRIES = 3  # to type and choose
OFFERED = "document.activeElement.getAttribute('aria-activedescendant')"  # Enter chooses what this names
REPLAYED = ("html", "plotly_chart", "dataframe", "multiselect", "selectbox", "text_input", "button", "download_button", "code",
            "toggle", "segmented_control", "pills", "date_input", "slider")  # fmt: skip
CONSTANT = """
import pickle
import streamlit as st
st.set_page_config(layout="wide")
with open({path!r}, "rb") as stream:
    calls = pickle.load(stream)
for name, given, named in calls[1 if st.session_state.get("outlet") else 0]:
    getattr(st, name)(*given, **named)
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dashboard", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=100_000, metavar="N", help="articles of the library (default 100000)")
    parser.add_argument("--library", type=Path, metavar="DIR", help="where it is kept (default: the user's cache)")
    parser.add_argument("--runs", type=int, default=8, metavar="N", help="openings and changes of each page (default 8)")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help="some of the parts")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that no server outlives this
    path = asked.library or platformdirs.user_cache_path("quoteboard") / f"benchmark-{asked.articles}"
    make(path, asked.articles)
    with Library(path) as library:
        outlets = library.query("SELECT outlet FROM articles WHERE outlet IS NOT NULL GROUP BY 1 ORDER BY 1")["outlet"].tolist()
    print(f"{asked.articles:,} articles; seconds, medians of {asked.runs}", flush=True)
    parts: dict[str, Callable[[Browser, Path, list[str], int], None]] = {
        "first": _first, "pages": _pages, "change": _changes, "memory": _memory, "together": _together
    }  # fmt: skip
    with chromium() as browser:
        for name in asked.only:
            parts[name](browser, path, outlets, asked.runs)
    return 0


def _first(browser: Browser, library: Path, outlets: list[str], runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        with serving(bare) as one, serving(ROOT / "app.py", "--library", str(library)) as two:
            taken = [(_drawn(browser, one.address), _drawn(browser, two.address)) for _ in range(runs + 1)][1:]
    base, first = (statistics.median(column) for column in zip(*taken, strict=True))
    print(f"first chart, warm server: {first:.2f}, bare page {base:.2f}, {first / base:.2f}x", flush=True)


def _drawn(browser: Browser, address: str) -> float:
    began = time.perf_counter()
    until_drawn(browser, address)
    return time.perf_counter() - began


def _pages(browser: Browser, library: Path, outlets: list[str], runs: int) -> None:
    print(f"{'page at rest':<16}{'first time':>12}{'again':>8}", flush=True)
    with serving(ROOT / "app.py", "--library", str(library)) as server:
        for name in PAGES:
            times = []
            for _ in range(min(runs, 3) + 1):
                began = time.perf_counter()
                page = opened(browser, server.address + name)
                times.append(time.perf_counter() - began)
                page.context.close()
            print(f"{name or 'overview':<16}{times[0]:>12.2f}{statistics.median(times[1:]):>8.2f}", flush=True)


def _changes(browser: Browser, library: Path, outlets: list[str], runs: int) -> None:
    print(f"{'filter change':<16}{'redrawn':>12}{'constant':>10}{'ratio':>8}", flush=True)
    for name in CHANGED:
        with _constant(library, name, outlets) as one, serving(ROOT / "app.py", "--library", str(library)) as two:
            still, page = opened(browser, one.address), opened(browser, two.address + name)
            for window in (still, page):
                watch(window)
            taken = [(_choose(still, o).drawn, _choose(page, o).drawn) for o in outlets[: runs + 1]][1:]
            for window in (still, page):
                window.context.close()
        floor, changed = (statistics.median(column) for column in zip(*taken, strict=True))
        print(f"{name or 'overview':<16}{changed:>12.2f}{floor:>10.2f}{changed / floor:>7.2f}x", flush=True)


@contextlib.contextmanager
def _constant(library: Path, name: str, outlets: list[str]) -> Iterator[BrowsedServer]:
    """A page's elements with the content of two moments, as an app that computes nothing."""
    with tempfile.TemporaryDirectory() as folder:
        calls = Path(folder) / "calls"
        calls.write_bytes(pickle.dumps([_recorded(library, name, chosen) for chosen in ([], outlets[-1:])]))
        app = Path(folder) / "constant.py"
        app.write_text(CONSTANT.format(path=str(calls)), encoding="utf-8")
        with serving(app) as server:
            yield server


def _choose(page: Page, outlet: str) -> Answer:
    """Take away the outlet that was chosen before, if one was, and choose another; SystemExit where no key chooses it."""
    for _ in range(TRIES):
        _type(page, outlet)
        page.keyboard.press("Enter")
        if _chosen(page, outlet):
            return answer(page, timeout=60)
    raise SystemExit(f"{page.url}: Enter did not choose {outlet} in {TRIES} tries")


def _chosen(page: Page, outlet: str) -> bool:
    """Whether an outlet is chosen, at once or within some seconds; Streamlit shows it before the server knows."""
    with contextlib.suppress(BrowserError):
        page.locator(f".st-key-outlet [aria-label='Remove {outlet}']").wait_for(timeout=5000)
        return True
    return False


def _type(page: Page, outlet: str) -> None:
    """Everything but the last key: the outlet that was chosen is taken away, and the name of the next is typed.

    SystemExit where its menu does not offer the outlet.
    """
    box = page.get_by_label("Outlet", exact=True).first
    for _ in range(TRIES):
        page.keyboard.press("Escape")
        box.click()
        if page.locator(".st-key-outlet [aria-label^='Remove ']").count():
            before = rested(page)
            box.press("Backspace")
            until_run(page, before)
            at_rest(page, page.url)
        box.fill("")
        box.type(outlet, delay=5)
        with contextlib.suppress(BrowserError):
            page.get_by_role("option", name=outlet, exact=True).first.wait_for(timeout=10_000)
            page.wait_for_function(OFFERED, timeout=5000)
            return
    raise SystemExit(f"{page.url}: the menu of outlets did not offer {outlet} in {TRIES} tries")


def _recorded(library: Path, name: str, outlets: list[str]) -> list[tuple[str, tuple[Any, ...], dict[str, Any]]]:
    """The elements of a page with all that they were given, in their order; what is called back is left out."""
    import streamlit as st
    from streamlit.testing.v1 import AppTest

    calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []

    def recording(kind: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            if kind != "page_link":  # a page that is alone has nowhere to link to
                plain = {key: value for key, value in named.items() if key not in ("bind", "on_change", "on_click", "args")}
                plain |= {"data": b""} if kind == "download_button" else {}
                plain |= {"on_select": "rerun"} if callable(plain.get("on_select")) else {}
                calls.append((kind, tuple(map(_plain, given)), {key: _plain(value) for key, value in plain.items()}))
            return real(*given, **named)

        return call

    with contextlib.ExitStack() as patched:
        for kind in REPLAYED:
            patched.enter_context(mock.patch.object(st, kind, recording(kind, getattr(st, kind))))
        patched.enter_context(mock.patch.object(sys, "argv", ["app.py", "--library", str(library)]))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        for outlet in outlets:
            app.query_params["outlet"] = outlet
        app.run()
        if name:
            calls.clear()
            app.switch_page(f"dashboard/pages/{name}.py")
            app.run()
    return calls


def _plain(value: Any) -> Any:
    """A value as it can be written down: a list for a view of a dictionary, a path as text."""
    return list(value) if type(value).__name__ in ("dict_keys", "dict_values") else str(value) if isinstance(value, Path) else value


def _memory(browser: Browser, library: Path, outlets: list[str], runs: int) -> None:
    with serving(ROOT / "app.py", "--library", str(library)) as server, _windows(browser, server.address, 2):
        time.sleep(2)
        before = server.memory()
        with _windows(browser, server.address, SESSIONS):
            time.sleep(2)
            grown = server.memory() - before
    each = grown / SESSIONS / 1e6
    print(f"server memory: {before / 1e6:.0f} MB with two sessions, {each:.1f} MB for each of {SESSIONS} further ones", flush=True)


def _together(browser: Browser, library: Path, outlets: list[str], runs: int) -> None:
    with _constant(library, "", outlets) as still, serving(ROOT / "app.py", "--library", str(library)) as server:
        for name, address in (("dashboard", server.address), ("constant content", still.address)):
            with _windows(browser, address, 1) as (page,):
                watch(page)
                alone = statistics.median(_choose(page, outlet).answered for outlet in outlets[:7])
            with _windows(browser, address, SESSIONS) as pages:
                slowest, errors = _rounds(pages, outlets[7:])
            line = f"{errors} errors, slowest {slowest:.2f}, alone {alone:.2f}, {slowest / alone:.1f}x"
            print(f"ten sessions at once, {name}: {line}", flush=True)
        alone, slowest, errors = _answers(server.address, outlets)
        line = f"{errors} errors, slowest {slowest:.2f}, alone {alone:.2f}, {slowest / alone:.1f}x"
        print(f"ten sessions at once, dashboard, without browsers: {line}", flush=True)


def _answers(address: str, outlets: list[str]) -> tuple[float, float, int]:
    """Seconds of the server's answer to one session, and the slowest to ten at once, medians over rounds; and the errors.

    The sessions have no browser, which would take its share of the machine; each asks for another outlet, not asked for before.
    """
    left = iter(outlets[-(ROUNDS + 1) * (SESSIONS + 1) :])

    def timed(session: Session, outlet: str) -> float:
        began = time.perf_counter()
        session.run(**{session.widgets["Outlet"]: [outlet]})
        return time.perf_counter() - began

    alone, slowest, errors = [], [], 0
    with contextlib.ExitStack() as stack, ThreadPoolExecutor(SESSIONS) as pool:
        sessions = [stack.enter_context(Session(address.rstrip("/"))).run() for _ in range(SESSIONS)]
        for _ in range(ROUNDS + 1):
            alone.append(timed(sessions[0], next(left)))
            slowest.append(max(pool.map(timed, sessions, [next(left) for _ in sessions])))
            errors += sum(bool(one.exceptions) for one in sessions)
    return statistics.median(alone[1:]), statistics.median(slowest[1:]), errors


def _rounds(pages: list[Page], outlets: list[str]) -> tuple[float, int]:
    """The slowest answer of a round in which all pages choose an outlet at once, in the median of the rounds; and the errors.

    A page in which the key chose nothing is an error too.
    """
    errors, slowest = 0, []
    for page in pages:
        watch(page)
    for turn in range(ROUNDS):
        asked = list(zip(pages, outlets[turn * len(pages) :], strict=False))
        for page, outlet in asked:
            _type(page, outlet)
        for page in pages:
            page.keyboard.press("Enter")
        answers = []
        for page, outlet in asked:
            try:
                if _chosen(page, outlet):
                    answers.append(answer(page, timeout=60).answered)
                    errors += page.locator("[data-testid=stException]").count() > 0
                else:
                    errors += 1
            except BrowserError:
                errors += 1
        slowest.append(max(answers, default=float("nan")))
    return statistics.median(slowest), errors


@contextlib.contextmanager
def _windows(browser: Browser, address: str, count: int) -> Iterator[list[Page]]:
    """So many windows, each a session, that stay open."""
    pages = [opened(browser, address) for _ in range(count)]
    try:
        yield pages
    finally:
        for page in pages:
            page.context.close()


if __name__ == "__main__":
    raise SystemExit(main())
