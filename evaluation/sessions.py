"""Sessions of a running dashboard opened without a browser, over the WebSocket that the browser would use."""

from __future__ import annotations

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

SAME = "same origin"


class Session:
    """A session: it runs pages, remembers the widgets that they have shown, and sends whatever values of widgets it likes.

    ``host`` replaces the Host header, ``origin`` the Origin (None: no such header). Raises
    `websockets.exceptions.InvalidStatus` where the server refuses the connection.
    """

    def __init__(
        self,
        url: str,
        host: str | None = None,
        origin: str | None = SAME,
        cookies: dict[str, str] | None = None,
        timeout: float = 600,
    ) -> None:
        own = urlsplit(url)
        host = host or own.netloc
        cookies = cookies or {}
        self._timeout = timeout
        self._plain = socket.create_connection((own.hostname or "", own.port or 80), timeout)
        self._open = ExitStack()
        self._open.callback(self._plain.close)
        try:
            self._stream = self._open.enter_context(
                connect(
                    f"ws://{host}/_stcore/stream",
                    sock=self._plain,
                    subprotocols=[Subprotocol(word) for word in ("streamlit", cookies.get("_streamlit_xsrf", "")) if word],
                    max_size=None,
                    origin=None if origin is None else Origin(f"http://{host}" if origin == SAME else origin),
                    additional_headers={"Cookie": "; ".join(f"{n}={value}" for n, value in cookies.items())} if cookies else None,
                )
            )
        except BaseException:
            self._open.close()
            raise
        self.id = ""
        self.pages: dict[str, str] = {}  # hash of a page by its address
        self.widgets: dict[str, str] = {}  # id of a widget by its label
        self.texts: list[str] = []  # HTML of the last run
        self.exceptions: list[str] = []
        self.downloads: dict[str, str] = {}  # id of the file that a download would make, by its label
        self.redirect = ""
        self.icon = ""  # the address of the page's picture

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()

    def run(self, page: str = "", click: str | None = None, **values: Any) -> Self:
        """Run a page as after a click on the widget of an id; ``values`` are of widgets, by id: texts, or lists of texts."""
        request = BackMsg()
        request.rerun_script.query_string = ""
        if page:
            request.rerun_script.page_script_hash = self.pages[page]
        if click:
            request.rerun_script.widget_states.widgets.add(id=click, trigger_value=True)
        for name, value in values.items():
            widget = request.rerun_script.widget_states.widgets.add(id=name)
            if isinstance(value, str):
                widget.string_value = value
            else:
                widget.string_array_value.data.extend(value)
        self._stream.send(request.SerializeToString())
        self.texts, self.exceptions = [], []
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(bytes(self._stream.recv(timeout=self._timeout)))
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self.id = answer.new_session.initialize.session_id
            elif kind == "navigation":
                self.pages = {one.url_pathname: one.page_script_hash for one in answer.navigation.app_pages}
            elif kind == "page_config_changed":
                self.icon = answer.page_config_changed.favicon
            elif kind == "auth_redirect":
                self.redirect = answer.auth_redirect.url
            elif kind == "delta":
                self._saw(answer.delta.new_element)
            elif kind == "script_finished":
                return self

    def download(self, label: str) -> str:
        """Have the file of a download made, as by a click on its button, and return the path at which the server then offers it."""
        request = BackMsg()
        request.backend_operation_request.request_id = label
        request.backend_operation_request.session_id = self.id
        request.backend_operation_request.deferred_file.file_id = self.downloads[label]
        self._stream.send(request.SerializeToString())
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(bytes(self._stream.recv(timeout=self._timeout)))
            if answer.WhichOneof("type") == "backend_operation_response":
                return str(answer.backend_operation_response.deferred_file.url)

    def _saw(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind is None:
            return
        one = getattr(element, kind)
        if kind == "exception":
            self.exceptions.append(f"{one.type}: {one.message}")
        elif kind == "html":
            self.texts.append(one.body)
        elif kind == "download_button":
            self.downloads[one.label] = one.deferred_file_id
        if kind not in ("html", "exception") and getattr(one, "id", "") and getattr(one, "label", ""):
            self.widgets[one.label] = one.id


def open_session(url: str, host: str | None = None, timeout: float = 600) -> list[str]:
    """Run the first page once and return the exceptions that it shows.

    ``host`` replaces the Host header. Raises `websockets.exceptions.InvalidStatus` where the server refuses the connection.
    """
    with Session(url, host, timeout=timeout) as session:
        return session.run().exceptions


def open_together(url: str, count: int) -> list[str]:
    """Open sessions at the same moment and return the exceptions of all of them."""
    start = threading.Barrier(count)

    def one() -> list[str]:
        start.wait()
        return open_session(url)

    with ThreadPoolExecutor(count) as pool:
        return [error for errors in [pool.submit(one) for _ in range(count)] for error in errors.result()]
