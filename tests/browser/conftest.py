"""A real server and a real Chromium. Where there is no Chromium the journeys are left out, loudly; under CI that is a failure."""

import codecs
import contextlib
import csv
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

ROOT = Path(__file__).parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
    " --process-per-site"  # pages of a context share a process, and with it compiled scripts: half the CPU of opening one
).split()
NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
FAR = 600.0  # seconds that anything waits for at most: a busy machine takes its time, and a bound that is met costs nothing
READY = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  return app?.dataset.testConnectionState === "CONNECTED" && app.dataset.testScriptState === "notRunning"
    && !document.querySelector("[data-testid=stSkeleton]")
    && [...document.querySelectorAll("[data-testid=stPlotlyChart]")].every(chart => chart.querySelector(".main-svg"));
}"""
STILL = """() => {
  const boxes = [...document.querySelectorAll("[data-testid=stMain], [data-testid=stPlotlyChart], .main-svg")].map(
    element => [element.scrollWidth, element.scrollHeight, ...Object.values(element.getBoundingClientRect().toJSON())]);
  const before = window.boxesBefore;
  window.boxesBefore = JSON.stringify(boxes);
  return window.boxesBefore === before;
}"""
STILLNESS = """addEventListener("DOMContentLoaded", () => document.head.append(Object.assign(document.createElement("style"), {
  textContent: "*, *::before, *::after {animation: none !important}"})))"""
PAGES = ("", "quotes", "mentions", "tone", "sources", "compare", "actor", "article", "actors", "import", "method")
expect.set_options(timeout=1000 * FAR)


class Server(NamedTuple):
    """A running dashboard: its address, the library that it shows, and where it logs."""

    url: str
    library: Path
    log: Path


def start(arguments: list[str], log: Path, port: int) -> subprocess.Popen[bytes]:
    """The dashboard as `quoteboard serve` starts it, once it answers; everyone may edit unless the arguments say otherwise."""
    access = [] if {"--read-only", "--sign-in", "--key"} & set(arguments) else ["--open"]
    words = ["--port", str(port), *(word for word in arguments if word != "--key"), *access]
    command = [sys.executable, "-c", "from dashboard.serve import main; main()", *words]
    with log.open("wb") as written:
        process = subprocess.Popen(command, cwd=ROOT, stdout=written, stderr=subprocess.STDOUT)
    until_it_answers(process, port, log)
    return process


def until_it_answers(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Return when a dashboard answers; fail where it ends before, or never does."""
    until = time.monotonic() + FAR
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=FAR).close()
        except (urllib.error.URLError, OSError):
            assert process.poll() is None, log.read_text()
            time.sleep(0.05)
        else:
            return
    process.kill()
    raise AssertionError(f"the dashboard did not answer in {FAR:.0f} seconds: {log.read_text()}")


@contextlib.contextmanager
def serving(library: Path, folder: Path, *arguments: str) -> Iterator[Server]:
    """A dashboard of this library, which logs into the folder, for as long as the tests of a module need it."""
    port = free_port()
    process = start(["--library", str(library), *arguments], folder / "log.txt", port)
    try:
        yield Server(f"http://127.0.0.1:{port}", library, folder / "log.txt")
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a dashboard."""
    process.terminate()
    process.wait(timeout=FAR)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium here; under CI the browser journeys must run: install chromium")
        pytest.skip("no Chromium here (install chromium to run the browser journeys)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard as a newcomer starts it: on the invented sample. The browser is closed after it, so it outlives no page."""
    from analytics.tasks.sample import sample_library

    library = sample_library()
    log = tmp_path_factory.mktemp("server") / "log.txt"
    port = free_port()
    process = start([], log, port)
    yield Server(f"http://127.0.0.1:{port}", library, log)
    for context in browser.contexts:
        context.close()
    stop(process)
    said = log.read_text().lower()
    assert [word for word in ("deprecat", "warning", "traceback", "error", "exception") if word in said] == [], said


@pytest.fixture(scope="session")
def edited(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard on a copy of the sample, which tests may edit; they undo their edits."""
    folder = tmp_path_factory.mktemp("edited")
    shutil.copytree(server.library, folder / "library")
    with serving(folder / "library", folder) as running:
        yield running


class Reader:
    """Somebody at the browser, and every address that their browser asked for."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.server = server
        self.asked: list[str] = []
        self.failed: list[str] = []
        self._heard = {
            "request": lambda request: self.asked.append(request.url),
            "weberror": lambda error: self.failed.append(str(error.error)),
        }
        self._context = context
        context.set_default_timeout(1000 * FAR)
        for event, hear in self._heard.items():
            context.on(event, hear)
        self.page: Page = context.new_page()

    def close(self) -> None:
        """Close the pages. The first stays, at an address that draws nothing: without a page, the process of all would end."""
        for event, hear in self._heard.items():
            self._context.remove_listener(event, hear)
        first, *others = self._context.pages
        if "/_stcore/" not in first.url:
            first.goto(f"{self.server.url}/_stcore/health")
        for page in others:
            page.close()

    def go(self, address: str = "") -> None:
        """Open a page of the dashboard, with all quotes unless the address has another strength, and wait until it is drawn."""
        path, mark, section = address.partition("#")
        view = "" if "strength=" in path else f"{'&' if '?' in path else '?'}strength=all+quotes"
        self.page.goto(f"{self.server.url}/{path}{view}{mark}{section}")
        self.settle()

    def walk(self, page: str) -> None:
        """Go on to another page by its link on top, which loads no script again; by address where there is no link.

        What follows "?" counts for the first page alone: the filters go along.
        """
        path, _, _ = page.partition("?")
        link = self.page.get_by_test_id("stHeader").get_by_role("link", name=path.capitalize() or "Overview", exact=True)
        if not self.page.url.startswith(self.server.url) or not link.count():
            self.go(page)
            return
        link.click()
        self.page.locator(".qb-kicker", has_text=re.compile(f"^{path.capitalize() or 'Overview'}$")).wait_for()
        self.settle()

    def settle(self) -> None:
        """Wait until the script has run and every chart is drawn."""
        self.page.wait_for_function(READY, polling=100)  # by the clock: to be asked at each frame, the browser has to paint them

    def resize(self, width: int, height: int) -> None:
        """Change the window, and wait until nothing on the page moves any more."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.settle()
        self.page.wait_for_function(STILL, polling=200)

    def point_at(self, mark: Locator) -> Locator:
        """Point at a mark of a chart until its caption is there: a page that still scrolls takes it away again."""
        caption = self.page.locator(".qb-caption")
        mark.scroll_into_view_if_needed()
        for step in range(int(FAR)):
            box = mark.bounding_box()
            assert box is not None
            self.page.mouse.move(box["x"] + box["width"] / 2 + step % 2, box["y"] + box["height"] / 2)
            with contextlib.suppress(PlaywrightTimeout):
                caption.wait_for(timeout=1000)
                return caption
        raise AssertionError("no caption came")

    def headline(self) -> str:
        """The sentence on top."""
        return self.page.locator("h1.qb-headline").inner_text()

    def csvs(self) -> dict[str, bytes]:
        """Every CSV that the page offers, by the name of its file, each fetched by a click on its button."""
        found: dict[str, bytes] = {}
        for button in self.page.get_by_test_id("stDownloadButton").get_by_role("button").filter(has_text="CSV").all():
            with self.page.expect_download() as download:
                button.click()
            name = download.value.suggested_filename
            assert name not in found, name
            found[name] = download.value.path().read_bytes()
        return found

    def strangers(self) -> list[str]:
        """Addresses outside this server: there must be none."""
        own = re.compile(rf"(http|ws)://127\.0\.0\.1:{self.server.url.rpartition(':')[2]}/|data:|blob:|about:")
        return [url for url in self.asked if not own.match(url)]


def cells(data: bytes) -> list[list[str]]:
    """The rows of a CSV that a spreadsheet reads right and runs nothing of: a byte order mark, a header, at least a row."""
    assert data.startswith(codecs.BOM_UTF8)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) > 1 and all(rows[0]), rows[:1]
    assert {len(row) for row in rows} == {len(rows[0])}
    run = [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not NUMBER.fullmatch(cell)]
    assert run == []
    return rows


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """What readers of all tests share: in a new context the browser compiles the page's scripts again, for two seconds of CPU.

    Nothing moves in it: each frame of an animation is painted without a graphics card, which costs as much as the pages do.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True, reduced_motion="reduce")
    context.add_init_script(STILLNESS)
    yield context
    context.close()


@pytest.fixture
def reader(window: BrowserContext, server: Server) -> Iterator[Reader]:
    reader = Reader(window, server)
    yield reader
    reader.close()


@pytest.fixture
def own(window: BrowserContext, edited: Server) -> Iterator[Reader]:
    """A reader of a copy of the sample, which may be edited: edits are not to be seen by whoever reads the sample."""
    reader = Reader(window, edited)
    yield reader
    reader.close()
