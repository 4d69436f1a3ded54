"""The guard at the server's door: which requests are refused before Streamlit sees them, and the headers of every answer.

Streamlit itself checks the Host header of WebSockets only, accepts them without an Origin, serves downloads to whoever knows their
address, and bounds the size of an upload but not that of all of them.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from analytics import start
from analytics.start import SIGN_IN, Start
from dashboard import log
from dashboard.state import access
from dashboard.state.people import Role, rights

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Served = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",  # Streamlit's own
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "media-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-frame-options", b"DENY"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
"""Headers by which a browser lets no other site frame or embed a page, and lets a page ask this server only."""

UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/([^/]+)")
_CONTENT = re.compile(r"/(media|component|_stcore/(upload_file|bidi-components|metrics|agent))(/.*)?")
_SIGN_OUT = "/auth/logout"
_SIGNED_IN = re.compile(r"_streamlit_user(_+\d+)?=")
_MOST_SIGNED_OUT = 10_000


class UploadLimits(NamedTuple):
    """Bytes of uploads that a session and the whole server hold at most."""

    session: int = 401 * 2**20  # one file of the size that Streamlit allows, as it is sent
    server: int = 2_000 * 2**20


class Guard:
    """Refuse requests for other hosts, from other origins, of strangers and beyond the limits, and add headers to all answers."""

    def __init__(self, served: Served, hosts: Collection[str], limits: UploadLimits = UploadLimits()) -> None:  # noqa: B008 - it is immutable
        self._served = served
        self._hosts = frozenset(host.lower() for host in hosts)
        self._limits = limits
        self._arriving: list[tuple[str, int]] = []  # the session and bytes of each upload on its way
        self._signed_out: dict[str, None] = {}
        access.note_guard()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] not in ("http", "websocket"):
            await self._served(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        path: str = scope["path"]
        status, why = self._refuse(scope, headers, path)
        upload = UPLOAD.fullmatch(path) if scope.get("method") == "PUT" else None
        size = 0
        if not status and upload:
            status, why, size = self._refuse_upload(upload[1], headers)
        if status:
            log.note("refused", why=why, path=path[:200], host=headers.get("host", "")[:200])
            await _answer(scope, send, status, why)
            return
        if path == _SIGN_OUT:
            self._sign_out(headers)
        if upload:
            self._arriving.append((upload[1], size))
        try:
            await self._served(scope, receive, _with_headers(send, start.started()))
        finally:
            if upload:
                self._arriving.remove((upload[1], size))

    def _refuse(self, scope: Scope, headers: dict[str, str], path: str) -> tuple[int, str]:
        """Return the status of a refusal and why; 0 where the request may pass."""
        host = headers.get("host", "")
        if sum(name.lower() == b"host" for name, _ in scope["headers"]) != 1 or _name_of(host) not in self._hosts:
            return 403, "this server has another name"
        origin = headers.get("origin")
        if origin is None and scope["type"] == "websocket":
            return 403, "a WebSocket without an Origin"
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return 403, "another origin"
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate":
            return 403, "another site"
        if start.started().access == SIGN_IN:
            known = self._role(headers)
            if scope["type"] == "websocket" and _session_cookie(headers.get("cookie", "")) in self._signed_out:
                return 403, "signed out"
            if _CONTENT.fullmatch(path) and known is Role.STRANGER:
                return 403, "not signed in"
            if path.startswith("/_stcore/upload_file") and known is not Role.EDITOR:
                return 403, "not an editor"
        return 0, ""

    def _role(self, headers: dict[str, str]) -> Role:
        from dashboard.sign_in import user_of

        cookies = headers.get("cookie", "")
        return Role.STRANGER if _session_cookie(cookies) in self._signed_out else rights(user_of(cookies), start.started().people)

    def _refuse_upload(self, session: str, headers: dict[str, str]) -> tuple[int, str, int]:
        """Return the status of a refusal and why, and the bytes that the upload will have."""
        if not access.is_editors(session):
            return 403, "not an editor", 0
        if not headers.get("content-length", "").isdecimal():
            return 411, "an upload without its length", 0
        size = int(headers["content-length"])
        held = held_uploads()
        own = held.get(session, 0) + sum(coming for of, coming in self._arriving if of == session) + size
        if own > self._limits.session:
            return 413, f"more than {self._limits.session / 2**20:,.0f} MB in one window", 0
        if sum(held.values()) + sum(coming for _, coming in self._arriving) + size > self._limits.server:
            return 413, "the server holds too many uploads; try again later", 0
        return 0, "", size

    def _sign_out(self, headers: dict[str, str]) -> None:
        """Remember the cookie of a sign-in that has ended, so that a copy of it is refused."""
        if cookie := _session_cookie(headers.get("cookie", "")):
            self._signed_out[cookie] = None
            if len(self._signed_out) > _MOST_SIGNED_OUT:
                del self._signed_out[next(iter(self._signed_out))]


def held_uploads() -> dict[str, int]:
    """Return the bytes of uploads that the server holds, by session."""
    from streamlit import runtime

    if not runtime.exists():
        return {}
    files: dict[str, dict[str, Any]] = getattr(runtime.get_instance().uploaded_file_mgr, "file_storage", {})
    return {session: sum(len(one.data) for one in list(own.values())) for session, own in list(files.items())}


class Sweeper:
    """Frees the uploads of sessions whose window has been closed for a while; Streamlit keeps them until another window opens."""

    def __init__(self, patience: float = 60.0) -> None:
        self._patience = patience  # seconds; a window that lost its connection comes back before
        self._gone: dict[str, float] = {}

    def sweep(self) -> None:
        """Look once."""
        from streamlit import runtime

        if not runtime.exists():
            return
        server, now = runtime.get_instance(), time.monotonic()
        gone = [session for session in held_uploads() if not server.is_active_session(session)]
        self._gone = {session: self._gone.get(session, now) for session in gone}
        for session, since in self._gone.items():
            if now - since >= self._patience:
                server.uploaded_file_mgr.remove_session_files(session)


def _name_of(host: str) -> str:
    """Return the name in a Host header, without the port; "" where it is malformed.

    >>> _name_of("Quotes.Example:8501"), _name_of("[::1]:8501"), _name_of("evil@localhost")
    ('quotes.example', '::1', '')
    """
    found = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::\d{1,5})?", host)
    return (found[1] or found[2]).lower().rstrip(".") if found else ""


def _session_cookie(cookies: str) -> str:
    """Return a digest of the cookies of a sign-in, "" where there are none; a long one is split into several."""
    parts = sorted(part for part in map(str.strip, cookies.split(";")) if _SIGNED_IN.match(part))
    return hashlib.sha256("; ".join(parts).encode()).hexdigest() if parts else ""


def _with_headers(send: Send, options: Start) -> Send:
    secure = bool(options.names)  # a name is a proxy's, with TLS

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in HEADERS}
            kept = [(name, value) for name, value in message.get("headers", ()) if name.lower() not in own]
            if secure:
                kept = [(name, value + b"; Secure" if _is_cookie(name, value) else value) for name, value in kept]
            message["headers"] = [*kept, *HEADERS]
        await send(message)

    return sent


def _is_cookie(name: bytes, value: bytes) -> bool:
    return name.lower() == b"set-cookie" and b"secure" not in value.lower()


async def _answer(scope: Scope, send: Send, status: int, why: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    text = (b"content-type", b"text/plain; charset=utf-8")
    await send({"type": "http.response.start", "status": status, "headers": [text, *HEADERS]})
    await send({"type": "http.response.body", "body": f"Refused: {why}.\n".encode()})
