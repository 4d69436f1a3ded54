"""Send Streamlit's scripts and style sheets compressed: its own server sends them as they are, 9.8 MB for the first page.

Each file is compressed once, when a browser first asks for it, and kept in the user's cache folder for the next start. Everything
else passes unchanged; in the script for charts is a smaller Plotly, see `plotly_script`. The names of files cannot be made up: only
those that are in Streamlit's own folder are answered.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

import platformdirs
import streamlit
from streamlit.file_util import get_static_dir

from analytics.files import write_bytes
from dashboard import plotly_script

KINDS = {".js": "text/javascript", ".css": "text/css"}
_SMALLEST = 1400  # bytes; what fits into one packet gains nothing
_LEVEL = 6
_ONE_YEAR = b"public, immutable, max-age=31536000"  # as Streamlit says it: the names contain a hash of the content
_ONE_DAY = b"public, max-age=86400"  # where the content is ours: the name stays if it changes

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Compressed:
    """ASGI middleware that answers requests for static files with gzip, where the browser takes it."""

    def __init__(self, app: App, static: Path | None = None, kept: Path | None = None) -> None:
        self._app = app
        self._static = static or Path(get_static_dir())
        self._kept = kept or platformdirs.user_cache_path("quoteboard") / f"static-{streamlit.__version__}"
        self._files = {
            f"/static/{path.relative_to(self._static / 'static').as_posix()}": path
            for path in (self._static / "static").rglob("*")
            if path.suffix in KINDS and path.stat().st_size >= _SMALLEST
        }
        self._ready: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a static file, and pass on any other."""
        path = self._files.get(scope.get("path", "")) if scope["type"] == "http" and scope["method"] == "GET" else None
        if path is None or not _takes_gzip(scope):
            await self._app(scope, receive, send)
            return
        name = scope["path"]
        if name not in self._ready:
            self._ready[name] = await asyncio.to_thread(self._compressed, path)
        data = self._ready[name]
        headers = [
            (b"content-type", f"{KINDS[path.suffix]}; charset=utf-8".encode()),
            (b"content-encoding", b"gzip"),
            (b"content-length", str(len(data)).encode()),
            (b"vary", b"Accept-Encoding"),
            (b"cache-control", _ONE_DAY if path.name.startswith(plotly_script.SCRIPT) else _ONE_YEAR),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": data})

    def _compressed(self, path: Path) -> bytes:
        """Return a file compressed, from the cache folder if it is there and whole."""
        content = plotly_script.read(path)
        kept = self._kept / f"{path.name}.{len(content)}.gz"
        with contextlib.suppress(OSError):
            data = kept.read_bytes()
            if len(data) > 18 and int.from_bytes(data[-4:], "little") == len(content):  # RFC 1952: the size at the end
                return data
        data = gzip.compress(content, _LEVEL, mtime=0)
        with contextlib.suppress(OSError):  # a cache folder that cannot be written to costs a moment at each start
            self._kept.mkdir(parents=True, exist_ok=True)
            write_bytes(kept, data)
        return data


def _takes_gzip(scope: Scope) -> bool:
    """Whether the request accepts gzip and asks for the whole file."""
    headers = dict(scope.get("headers", ()))
    accepted = [one.partition(";") for one in headers.get(b"accept-encoding", b"").decode("latin-1").split(",")]
    return b"range" not in headers and any(name.strip() == "gzip" and rest.strip() != "q=0" for name, _, rest in accepted)
