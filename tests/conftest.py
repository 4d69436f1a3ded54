"""What tests of all packages share."""

import gc

import pytest
from hypothesis import HealthCheck, settings

# A test judges no seconds: a machine under load is slow, and nothing is wrong.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_collection_finish() -> None:
    """Leave out what was imported from every later walk of the garbage collector: it takes a tenth of a second each time."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A line that nobody overlooks where the journeys were not made, or no cluster or LibreOffice was started."""
    skipped = [report.nodeid for report in terminalreporter.stats.get("skipped", [])]
    for folder, what, missing in (
        ("tests/browser", "browser journeys", "no Chromium was found. Install chromium"),
        ("tests/queries/test_spreadsheet", "tests of exported tables", "no LibreOffice was found. Install libreoffice-calc-nogui"),
        ("tests/spark", "tests of Spark", "no Java was found, or no pyspark. Install Java 17 or later"),
    ):
        if count := sum(folder in one for one in skipped):
            terminalreporter.section(f"{what} NOT run", yellow=True, bold=True)
            terminalreporter.write_line(f"{count} {what} were left out: {missing}, then run them again.")
