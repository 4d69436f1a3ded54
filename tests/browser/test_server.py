"""The server itself: sessions that open together on a cold start, and Host headers that are not this machine.

How many servers are started for the former is read from QUOTEBOARD_STARTS; one by default. For ten:

    QUOTEBOARD_STARTS=10 python -m pytest tests/browser/test_server.py
"""

import os
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from evaluation.sessions import open_session, open_together
from evaluation.siege import besiege
from tests.browser.conftest import serving

TOGETHER = 5
STARTS = int(os.environ.get("QUOTEBOARD_STARTS", "1"))


@pytest.fixture(scope="module")
def library() -> Path:
    from analytics.tasks.sample import sample_library

    return sample_library()


def test_server_sessions_that_open_together_on_a_cold_start_show_no_exception(library: Path, tmp_path: Path) -> None:
    for _ in range(STARTS):
        with serving(library, tmp_path) as server:  # longer and with more visitors: benchmarks.siege
            found = besiege(server.url, os.getpid(), TOGETHER, seconds=5)
            assert found.errors == [], server.log.read_text()
            assert len(found.answers) >= TOGETHER


def test_server_refuses_a_host_header_of_another_machine(library: Path, tmp_path: Path) -> None:
    with serving(library, tmp_path) as server:
        assert open_together(server.url, TOGETHER) == [], server.log.read_text()  # this, too, is a cold start
        port = server.url.rpartition(":")[2]
        for host in ("news.example", f"news.example:{port}", "127.0.0.1.news.example", "localhost.news.example", "[::1]"):
            with pytest.raises(InvalidStatus) as refused:
                open_session(server.url, host)
            assert refused.value.response.status_code == 403, host
        for host in (f"127.0.0.1:{port}", f"localhost:{port}", "LOCALHOST"):
            assert open_session(server.url, host) == [], host
