"""The server itself: sessions that open together on a cold start, Host headers that are not this machine, `streamlit run`.

How many servers are started for the former is read from QUOTEBOARD_STARTS; one by default. For ten:

    QUOTEBOARD_STARTS=10 python -m pytest tests/browser/test_server.py
"""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from evaluation.sessions import Session, open_session, open_together
from evaluation.siege import besiege
from tests.browser.conftest import FAR, ROOT, free_port, serving, stop, until_it_answers

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


def streamlit_run(log: Path, port: int, *arguments: str) -> subprocess.Popen[bytes]:
    """The dashboard as Streamlit's own command starts it."""
    own = ["--server.headless=true", f"--server.port={port}", "--browser.gatherUsageStats=false", *arguments]
    with log.open("wb") as written:
        return subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", *own], cwd=ROOT, stdout=written, stderr=subprocess.STDOUT
        )


def test_server_of_streamlit_run_has_the_same_guard(library: Path, tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log.txt"
    process = streamlit_run(log, port, "--", "--library", str(library))
    try:
        until_it_answers(process, port, log)
        url = f"http://127.0.0.1:{port}"
        assert httpx.get(url).headers["x-frame-options"] == "DENY"
        assert httpx.get(url, headers={"Host": "news.example"}).status_code == 403
        assert httpx.get(url, headers={"Origin": "http://news.example"}).status_code == 403
        for origin in (None, "http://127.0.0.1:1"):
            with pytest.raises(InvalidStatus):
                Session(url, origin=origin)
        with Session(url) as session:
            assert session.run().exceptions == [], log.read_text()
            assert httpx.put(f"{url}/_stcore/upload_file/{session.id}/1", files={"file": b"x"}).status_code == 403
    finally:
        stop(process)
    assert "No runtime found" not in log.read_text()


def test_server_of_streamlit_run_refuses_to_listen_to_other_machines(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    process = streamlit_run(log, free_port(), "--server.address=0.0.0.0")
    try:
        assert process.wait(FAR) == 1
    finally:
        process.kill()
    assert "Expected 127.0.0.1, or quoteboard serve --host." in log.read_text()
    assert (
        len(log.read_text().splitlines()) == 1
    )  # Streamlit's own lines would name the external address, which it asks for elsewhere
