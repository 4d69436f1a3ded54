"""What tests of all packages share."""

import gc

import pytest


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
