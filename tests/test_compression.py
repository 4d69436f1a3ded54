"""Scripts and style sheets go out compressed, once compressed and kept; everything else passes unchanged."""

import gzip
from pathlib import Path
from typing import Any

import pytest

from dashboard.compression import Compressed
from tests.loops import run

SCRIPT = b"console.log('a harbour');" * 400


@pytest.fixture
def static(tmp_path: Path) -> Path:
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "static" / "js" / "main.js").write_bytes(SCRIPT)
    (tmp_path / "static" / "js" / "tiny.js").write_bytes(b"1")
    (tmp_path / "index.html").write_bytes(b"<html>")
    return tmp_path


def ask(app: Compressed, path: str, method: str = "GET", **headers: str) -> list[dict[str, Any]]:
    """What the app sends for a request."""
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(dict(message))

    async def receive() -> Any:
        raise AssertionError("a request for a file has no content")

    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    run(app({"type": "http", "method": method, "path": path, "headers": given}, receive, send))
    return sent


async def plain(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})


def test_compression_of_a_script_is_kept_and_right(static: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    for app in (Compressed(plain, static, kept), Compressed(plain, static, kept)):
        start, body = ask(app, "/static/js/main.js", accept_encoding="br, gzip;q=0.9")
        headers = dict(start["headers"])
        assert (start["status"], headers[b"content-encoding"], headers[b"vary"]) == (200, b"gzip", b"Accept-Encoding")
        assert int(headers[b"content-length"]) == len(body["body"]) < len(SCRIPT) / 10
        assert gzip.decompress(body["body"]) == SCRIPT
    [one] = kept.iterdir()
    one.write_bytes(one.read_bytes()[:40])  # cut off
    assert gzip.decompress(ask(Compressed(plain, static, kept), "/static/js/main.js", accept_encoding="gzip")[1]["body"]) == SCRIPT


@pytest.mark.parametrize(
    ("path", "method", "headers"),
    [
        ("/static/js/main.js", "GET", {}),
        ("/static/js/main.js", "GET", {"accept_encoding": "br"}),
        ("/static/js/main.js", "GET", {"accept_encoding": "gzip;q=0"}),
        ("/static/js/main.js", "GET", {"accept_encoding": "gzip", "range": "bytes=0-9"}),
        ("/static/js/main.js", "HEAD", {"accept_encoding": "gzip"}),
        ("/static/js/tiny.js", "GET", {"accept_encoding": "gzip"}),
        ("/static/js/../../index.html", "GET", {"accept_encoding": "gzip"}),
        ("/", "GET", {"accept_encoding": "gzip"}),
    ],
)
def test_compression_passes_everything_else_on(static: Path, path: str, method: str, headers: dict[str, str]) -> None:
    assert ask(Compressed(plain, static, static / "kept"), path, method, **headers)[0]["status"] == 204
