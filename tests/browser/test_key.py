"""The door of a dashboard on one's own machine: its key, and pages of other sites, names and starts, which get nothing."""

import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from websockets.exceptions import InvalidStatus

from evaluation.sessions import Session
from tests.browser.conftest import CHROMIUM, QUIET, Reader, Server, serving

pytestmark = pytest.mark.browser
OLD_KEY = "A" * 43
IMPORT = "Files and folders on this machine"
ATTACK = """async server => {
  const told = {};
  const noted = (name, promise) => promise.then(value => { told[name] = value }, () => { told[name] = "refused" });
  await noted("fetch", fetch(server + "/_stcore/health").then(answer => answer.text()));
  await noted("blind", fetch(server + "/_stcore/health", {mode: "no-cors"}).then(answer => "answered"));
  await noted("socket", new Promise((open, close) => {
    const socket = new WebSocket(server.replace("http", "ws") + "/_stcore/stream", "streamlit");
    socket.onopen = () => open("open"); socket.onerror = close; }));
  await noted("script", new Promise((open, close) => {
    const script = document.createElement("script");
    script.src = server + "/_stcore/health"; script.onload = () => open("loaded"); script.onerror = close;
    document.body.append(script); }));
  const frame = document.createElement("iframe");
  const loaded = new Promise(done => { frame.onload = done; });
  frame.src = server + "/"; document.body.append(frame);
  await loaded;
  return told;
}"""


@pytest.fixture(scope="module")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    from analytics.tasks.sample import sample_library

    folder = tmp_path_factory.mktemp("access")
    shutil.copytree(sample_library(), folder / "library")
    with serving(folder / "library", folder, "--key") as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has not seen the dashboard."""
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


def address_with_key(server: Server) -> str:
    """What the program printed."""
    found = re.search(r"open (http://\S+#key=\S+)", server.log.read_text())
    assert found
    return found[1]


def test_key_key_lets_in_and_leaves_no_trace_in_the_address(server: Server, context: BrowserContext) -> None:
    reader = Reader(context, server)
    page = reader.page
    reader.go("import#key=" + OLD_KEY)  # of another start
    expect(page.get_by_text("This window can only read")).to_be_visible()
    expect(page.get_by_label(IMPORT)).to_have_count(0)
    assert "key" not in page.url
    page.wait_for_function("localStorage.getItem('quoteboard-key') === null")

    page.goto(address_with_key(server).replace("/#", "/import#"))
    expect(page.get_by_label(IMPORT)).to_be_visible()
    assert page.url == f"{server.url}/import"
    page.reload()
    expect(page.get_by_label(IMPORT)).to_be_visible()
    assert [cookie["name"] for cookie in context.cookies() if OLD_KEY[:9] in str(cookie) or "key" in cookie["name"]] == []
    assert not [url for url in reader.asked if address_with_key(server).partition("#key=")[2] in url.partition("#")[0]]
    assert reader.strangers() == []
    assert reader.failed == []


def test_key_without_the_key_opens_the_board_and_says_how_to_get_in(server: Server, context: BrowserContext) -> None:
    reader = Reader(context, server)
    reader.go("actors")
    expect(reader.page.get_by_text("This window can only read")).to_be_visible()
    expect(reader.page.get_by_role("button", name="Save edit")).to_have_count(0)
    typed = reader.page.get_by_label("Address or key from the terminal")
    typed.fill(OLD_KEY)
    reader.page.get_by_role("button", name="Enter").click()
    expect(reader.page.get_by_text("That is not the address or key of this start")).to_be_visible()
    typed.fill(address_with_key(server))
    reader.page.get_by_role("button", name="Enter").click()
    expect(reader.page.get_by_role("button", name="Save edit")).to_be_visible()


def test_key_of_another_site_on_this_machine_is_refused(server: Server, context: BrowserContext, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>Another site</title>")
    other = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path)))
    threading.Thread(target=other.serve_forever, daemon=True).start()
    try:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{other.server_port}/index.html")
        told = page.evaluate(ATTACK, server.url)
        blind = told.pop("blind")  # the browser hides the answer, which is 403
        assert told == {"fetch": "refused", "socket": "refused", "script": "refused"}, blind
        assert page.frames[1].url.startswith("chrome-error://")
    finally:
        other.shutdown()
        other.server_close()


def test_key_under_another_name_is_refused(browser: Browser, server: Server) -> None:
    rebound = server.url.replace("127.0.0.1", "rebound.example")
    mapped = browser.browser_type.launch(
        executable_path=CHROMIUM, args=[*QUIET, "--host-resolver-rules=MAP rebound.example 127.0.0.1"]
    )
    with mapped:
        page = mapped.new_page()
        answer = page.goto(rebound)
        assert answer is not None
        assert (answer.status, page.inner_text("body").strip()) == (403, "Refused: this server has another name.")
        assert page.evaluate("fetch('/_stcore/host-config').then(answer => answer.status)") == 403
        assert page.evaluate(ATTACK.replace("await loaded;", ""), rebound)["socket"] == "refused"


def test_key_of_a_websocket_needs_this_origin(server: Server) -> None:
    port = server.url.rpartition(":")[2]
    for origin in (
        None,
        "null",
        "http://news.example",
        "http://127.0.0.1:1",
        f"http://127.0.0.1:{port}.news.example",
        "http://0.0.0.0",
    ):
        with pytest.raises(InvalidStatus) as refused:
            Session(server.url, origin=origin)
        assert refused.value.response.status_code == 403, origin


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass
