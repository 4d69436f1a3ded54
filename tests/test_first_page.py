"""Pages of HTML carry our style and script, and name the scripts that the first page needs; other answers pass unchanged."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.file_util import get_static_dir

from dashboard import first_page
from dashboard.first_page import ELEMENTS, LARGEST, STYLE, FirstPage, links, script
from dashboard.state.first_pictures import Parts
from tests.loops import run

PAGE = b"<html><head><title>x</title></head><body></head></body></body></html>"
OWN = f"<style>{STYLE.read_text(encoding='utf-8')}</style>{script()}".encode()


def ask(app: FirstPage, method: str = "GET", path: str = "/quotes") -> list[dict[str, Any]]:
    """What the app sends for a request."""
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(dict(message))

    async def receive() -> Any:
        raise AssertionError("a request for a page has no content")

    scope = {"type": "http", "method": method, "path": path, "query_string": b"actor=Ada+%26+Co&kind=", "headers": []}
    run(app(scope, receive, send))
    return sent


def answering(status: int, headers: list[tuple[bytes, bytes]], *parts: bytes) -> Any:
    """An app that answers with these."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": status, "headers": headers})
        for number, part in enumerate(parts, 1):
            await send({"type": "http.response.body", "body": part, "more_body": number < len(parts)})

    return app


def test_first_page_names_scripts_that_streamlit_has_once_each_and_plotly_last() -> None:
    static = Path(get_static_dir())
    found = links(static).decode()
    names = [one.split('"')[0] for one in found.split("./static/js/")[1:]]
    assert len(names) == len(set(names))
    assert all((static / "static" / "js" / name).is_file() for name in names)
    assert {name.split(".")[0] for name in names} >= {*ELEMENTS, LARGEST}
    assert names[-1].startswith(LARGEST) and found.endswith('fetchpriority="low">')


def test_first_page_adds_links_style_and_script_to_a_page_that_comes_in_parts() -> None:
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", b"62"), (b"etag", b"1"), (b"x", b"y")]
    app = FirstPage(answering(200, headers, PAGE[:20], PAGE[20:]))
    start, body = ask(app)
    added = links(Path(get_static_dir()))
    whole = b"<html><head><title>x</title>" + added + b"</head><body></head></body>" + OWN + b"</body></html>"
    assert body["body"] == whole
    assert dict(start["headers"]) == {
        b"content-type": headers[0][1], b"x": b"y", b"content-length": str(len(whole)).encode()
    }  # fmt: skip


@pytest.mark.parametrize(
    ("status", "kind", "method"),
    [(200, b"text/javascript", "GET"), (404, b"text/html", "GET"), (304, b"text/html", "GET"), (200, b"text/html", "HEAD")],
)
def test_first_page_passes_everything_else_on(status: int, kind: bytes, method: str) -> None:
    start, body = ask(FirstPage(answering(status, [(b"content-type", kind), (b"etag", b"1")], PAGE)), method)
    assert (start["status"], body["body"], dict(start["headers"])[b"etag"]) == (status, PAGE, b"1")


def test_first_page_without_the_files_of_streamlit_names_no_script(tmp_path: Path) -> None:
    assert links(tmp_path) == b""
    assert b"<link" not in ask(FirstPage(answering(200, [(b"content-type", b"text/html")], PAGE), tmp_path))[1]["body"]


def test_first_page_carries_the_picture_of_the_page_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def find(page: str, query: object) -> Parts | None:
        asked.append((page, query))
        return Parts(True, "HEADLINE", "FIGURES", "TITLE", "CHART") if page == "quotes" else None

    monkeypatch.setattr(first_page, "_find", [find])
    html = (b"content-type", b"text/html")
    page = ask(FirstPage(answering(200, [html], PAGE)))[1]["body"].decode()
    places = [page.index(part) for part in ("HEADLINE", "FIGURES", "TITLE", "CHART", "MutationObserver(() => {\n    for")]
    assert places == sorted(places) and page.index(OWN.decode()) < places[0] and page.endswith("</body></html>")
    assert "--c000001:#0072B2;" in page and "--c000001:#4FA8DE;" in page
    for path in ("/", "/static/js/a.js", "/_stcore/health"):
        assert b"qb-first" not in ask(FirstPage(answering(200, [html], PAGE)), path=path)[1]["body"]
    assert asked == [(name, {"actor": ["Ada & Co"], "kind": [""]}) for name in ("quotes", "")]
