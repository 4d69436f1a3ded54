"""The server itself: sessions that open together on a cold start, and Host headers that are not this machine."""

from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from tests.browser.conftest import free_port, serving, start, stop
from tests.browser.sessions import open_session, open_together

STARTS, TOGETHER = 2, 5  # benchmarks.cold_start makes ten starts


@pytest.fixture(scope="module")
def library() -> Path:
    from analytics.tasks.sample import sample_library

    return sample_library()


def test_server_sessions_that_open_together_on_a_cold_start_show_no_exception(library: Path, tmp_path: Path) -> None:
    for number in range(STARTS):
        log = tmp_path / f"{number}.txt"
        port = free_port()
        process = start(["--library", str(library)], log, port)
        try:
            assert open_together(f"http://127.0.0.1:{port}", TOGETHER) == [], log.read_text()
        finally:
            stop(process)


def test_server_refuses_a_host_header_of_another_machine(library: Path, tmp_path: Path) -> None:
    with serving(library, tmp_path) as server:
        port = server.url.rpartition(":")[2]
        for host in ("news.example", f"news.example:{port}", "127.0.0.1.news.example", "localhost.news.example", "[::1]"):
            with pytest.raises(InvalidStatus) as refused:
                open_session(server.url, host)
            assert refused.value.response.status_code == 403, host
        for host in (f"127.0.0.1:{port}", f"localhost:{port}", "LOCALHOST"):
            assert open_session(server.url, host) == [], host
