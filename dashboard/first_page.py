"""What Streamlit's HTML page carries from us: our style and script, and the names of the scripts that the first page needs.

Style and script are in the page, at its end, and not in each answer of the server; they are there before anything is drawn. The
scripts that are named are fetched before Streamlit asks for them, which it does when the first element of a kind arrives, over a
connection that its own script opens. That of Plotly, by far the largest, is named last and with low priority: the headline needs
the others first.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from streamlit.file_util import get_static_dir

ELEMENTS = ("Html", "Multiselect", "Selectbox", "TextInput")
LARGEST = "PlotlyChart"
_IMPORTS = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
_HEAD = 20_000  # characters of a script within which its imports are
_HEAD_ENDS, _BODY_ENDS = b"</head>", b"</body>"
STYLE = Path(__file__).parent / "components" / "style.css"
SCRIPT = Path(__file__).parent / "components" / "page.js"

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class FirstPage:
    """ASGI middleware that adds links, style and script to each HTML page."""

    def __init__(self, app: App, static: Path | None = None) -> None:
        self._app = app
        self._links = links(static or Path(get_static_dir()))
        self._own = f"<style>{STYLE.read_text(encoding='utf-8')}</style>{script()}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add what is ours to the answer if it is a whole HTML page."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        if any(name == b"accept" and b"text/html" in value for name, value in scope["headers"]):  # Streamlit would compress it
            scope = {**scope, "headers": [one for one in scope["headers"] if one[0] != b"accept-encoding"]}
        start: Message | None = None
        body = b""

        async def with_ours(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif start is not None and message["type"] == "http.response.body":
                body += message.get("body", b"")
                if not message.get("more_body"):
                    page = body.replace(_HEAD_ENDS, self._links + _HEAD_ENDS, 1)
                    before, _, after = page.rpartition(_BODY_ENDS)
                    page = before + self._own + _BODY_ENDS + after
                    changed = (b"content-length", b"etag", b"last-modified")
                    kept = [one for one in start["headers"] if one[0].lower() not in changed]
                    await send({**start, "headers": [*kept, (b"content-length", str(len(page)).encode())]})
                    await send({"type": "http.response.body", "body": page})
            else:
                await send(message)

        await self._app(scope, receive, with_ours)


@functools.cache
def script() -> str:
    """Return our script as HTML."""
    return f"<script>{SCRIPT.read_text(encoding='utf-8')}</script>"


def links(static: Path) -> bytes:
    """Return the links as HTML: each script with those that it imports; nothing for a script that Streamlit does not have."""
    folder = static / "static" / "js"
    index = static / "index.html"
    named = index.read_text(encoding="utf-8") if index.is_file() else ""
    found: dict[str, str] = {}
    for element in (*ELEMENTS, LARGEST):
        for path in sorted(folder.glob(f"{element}.*.js"))[:1]:
            for name in (*_imported(path), path.name):
                if f"/js/{name}" not in named:
                    found.setdefault(name, ' fetchpriority="low"' if element == LARGEST else "")
    return "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}"{priority}>' for name, priority in found.items()
    ).encode()


def _imported(path: Path) -> list[str]:
    """Return the names of the scripts that a script imports itself."""
    with path.open(encoding="utf-8") as script:
        names = _IMPORTS.findall(script.read(_HEAD))
    return [name for name in dict.fromkeys(names) if (path.parent / name).is_file()]


def _is_page(message: Message) -> bool:
    """Whether an answer is a page of HTML, whole and not compressed."""
    headers = {name.lower(): value for name, value in message["headers"]}
    return (
        message["status"] == 200
        and headers.get(b"content-type", b"").startswith(b"text/html")
        and b"content-encoding" not in headers
    )
