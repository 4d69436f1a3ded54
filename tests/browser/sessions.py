"""Sessions of a running dashboard opened without a browser, over the WebSocket that the browser would use."""

from __future__ import annotations

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol


def open_session(url: str, host: str | None = None, timeout: float = 600) -> list[str]:
    """Run the first page once and return the exceptions that it shows.

    ``host`` replaces the Host header. Raises `websockets.exceptions.InvalidStatus` where the server refuses the connection.
    """
    own = urlsplit(url)
    found: list[str] = []
    with (
        socket.create_connection((own.hostname or "", own.port or 80), timeout) as plain,
        connect(
            f"ws://{host or own.netloc}/_stcore/stream", sock=plain, subprotocols=[Subprotocol("streamlit")], max_size=None
        ) as stream,
    ):
        request = BackMsg()
        request.rerun_script.query_string = ""
        stream.send(request.SerializeToString())
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(bytes(stream.recv(timeout=timeout)))
            kind = answer.WhichOneof("type")
            if kind == "delta" and answer.delta.new_element.WhichOneof("type") == "exception":
                found.append(f"{answer.delta.new_element.exception.type}: {answer.delta.new_element.exception.message}")
            if kind == "script_finished":
                return found


def open_together(url: str, count: int) -> list[str]:
    """Open sessions at the same moment and return the exceptions of all of them."""
    start = threading.Barrier(count)

    def one() -> list[str]:
        start.wait()
        return open_session(url)

    with ThreadPoolExecutor(count) as pool:
        return [error for errors in [pool.submit(one) for _ in range(count)] for error in errors.result()]
