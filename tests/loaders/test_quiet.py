"""Libraries that parse keep silent while they do, and only then."""

import logging
import threading
from pathlib import Path

import pytest

from analytics.loaders import load
from analytics.loaders.quiet import quiet
from tests.loaders import crawls, exports


def test_quiet_is_of_its_block_and_thread(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("noisy.reader")
    with quiet("noisy"):
        logger.error("inside")
        other = threading.Thread(target=logger.error, args=("elsewhere",))
        other.start()
        other.join()
    logger.error("after")
    assert caplog.messages == ["elsewhere", "after"]


@pytest.mark.parametrize(
    "library, name, data", [("pypdf", "a.pdf", exports.pdf(exports.STORY)), ("trafilatura", "a.html", crawls.page())]
)
def test_quiet_parsers_leave_a_library_s_log_level_alone(tmp_path: Path, library: str, name: str, data: bytes) -> None:
    logging.getLogger(library).setLevel(logging.INFO)
    (tmp_path / name).write_bytes(data)
    load(tmp_path / name)
    assert logging.getLogger(library).level == logging.INFO
