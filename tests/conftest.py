"""What tests of all packages share, and how two processes divide them."""

import gc

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give the tests of a file to one process (pytest -n 2), and all of the browser to one: they share a server and a Chromium."""
    for item in items:
        group = "browser" if "tests/browser/" in item.nodeid else item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group(group))


def pytest_collection_finish() -> None:
    """Leave out what was imported from every later walk of the garbage collector: it takes a tenth of a second each time."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A line that nobody overlooks where the journeys were not made."""
    left_out = [r for r in terminalreporter.stats.get("skipped", []) if "tests/browser" in r.nodeid]
    if left_out:
        terminalreporter.section("browser journeys NOT run", yellow=True, bold=True)
        terminalreporter.write_line(
            f"{len(left_out)} journeys were left out: no Chromium was found. Install chromium, then run them again."
        )
