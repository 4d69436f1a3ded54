"""A server and a Chromium for benchmarks in a browser, without any outside connection, and clocks inside the page."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

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
IDLE = "[data-testid='stApp'][data-test-connection-state='CONNECTED'][data-test-script-state='notRunning']"
_QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update".split()
)
_WATCH = """() => {
    window.asked = 0; window.drawn = 0; window.answered = 0; window.runs = 0;
    const app = document.querySelector("[data-testid='stApp']");
    document.addEventListener('keydown', event => {
        if (event.key === 'Enter') { window.asked = performance.now(); window.drawn = window.answered = 0; }
    }, true);
    new MutationObserver(seen => {
        if (seen.some(one => one.target.closest?.('.js-plotly-plot'))) window.drawn = performance.now();
    }).observe(document.body, {subtree: true, childList: true, attributes: true});
    new MutationObserver(() => {
        if (app.dataset.testScriptState === 'notRunning') { window.answered = performance.now(); window.runs += 1; }
    }).observe(app, {attributes: true, attributeFilter: ['data-test-script-state']});
}"""
_STILL = (
    "window.answered > window.asked && performance.now() - Math.max(window.answered, window.drawn) > 600"
    " && document.querySelector(\"[data-testid='stApp']\").dataset.testScriptState === 'notRunning'"
)


class Answer(NamedTuple):
    """Seconds from the key that asked: until the script was at rest, and until the last change of any chart (0: none changed)."""

    answered: float
    drawn: float


class BrowsedServer(NamedTuple):
    """A running dashboard: its address, and the number of its process."""

    address: str
    process: int

    def memory(self) -> int:
        """Bytes that the process has in memory, shared pages counted in."""
        for line in Path(f"/proc/{self.process}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        raise OSError(f"process {self.process} does not tell its memory")


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A browser; SystemExit where there is none."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        raise SystemExit("no Chromium was found; install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_QUIET)
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def serving(app: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> Iterator[BrowsedServer]:
    """An app on a free port, once it answers; it is stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    flags = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true", "--server.fileWatcherType=none"]
    command = [sys.executable, "-m", "streamlit", "run", str(app), *flags, "--browser.gatherUsageStats=false", "--", *arguments]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | dict(environment or {}), **quiet) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield BrowsedServer(f"http://127.0.0.1:{port}/", server.pid)
        finally:
            server.terminate()


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return when an address answers; SystemExit where the server ends before."""
    while True:
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except (urllib.error.URLError, OSError):
            if server.poll() is not None:
                raise SystemExit("the server ended before it answered") from None
            time.sleep(0.02)
        else:
            return


def opened(browser: Browser, address: str) -> Page:
    """A page in a window of its own, at rest."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(address, wait_until="commit")
    at_rest(page, address)
    return page


def until_drawn(browser: Browser, address: str) -> None:
    """Open a page in a window of its own, return when its first chart is drawn, and close it."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(address, wait_until="commit")
    page.wait_for_function(DRAWN, timeout=180_000, polling="raf")
    page.context.close()


def at_rest(page: Page, address: str) -> None:
    """Return when the page's script is at rest and its charts are drawn; SystemExit where it shows an error."""
    page.wait_for_selector(IDLE, timeout=180_000)
    page.wait_for_function(
        "[...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(c => c.querySelector('.main-svg'))", timeout=180_000
    )
    if page.locator("[data-testid=stException]").count():
        raise SystemExit(f"{address}: the page shows an error")


def watch(page: Page) -> None:
    """Start the clocks in a page: from the next Enter on it is known when the script was at rest and when charts last changed."""
    page.evaluate(_WATCH)


def rested(page: Page) -> int:
    """Return how often the script has come to rest in a page since its clocks were started."""
    return int(page.evaluate("window.runs"))


def until_run(page: Page, before: int, timeout: float = 60.0) -> None:
    """Return when the script has come to rest more often than ``before``, and is at rest; an error of Playwright if it does not."""
    page.wait_for_function(f"window.runs > {before}", timeout=timeout * 1000)
    page.wait_for_selector(IDLE, timeout=timeout * 1000)


def answer(page: Page, timeout: float = 120.0) -> Answer:
    """What the clocks say of the last Enter, once everything has been still for a moment."""
    page.wait_for_function(_STILL, timeout=timeout * 1000)
    asked, answered, drawn = page.evaluate("[window.asked, window.answered, window.drawn]")
    return Answer((answered - asked) / 1000, max(drawn - asked, 0) / 1000)
