"""The live line of a run: one line on a terminal, plain lines elsewhere, warnings above it."""

import io
from pathlib import Path

import pytest

from analytics.cli.analyse import Report, status
from analytics.cli.main import main
from analytics.tables import Skipped, frame


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ((0, 0, 0, 0, 500, 0.0), "0 of about 500 articles, 0/s, 0 warnings"),
        ((200, 100, 3, 1, 900, 10.0), "300 of about 900 articles, 10/s, about 60 s left, 100 already there, 3 skipped, 1 warning"),
        ((200, 0, 0, 2, 180, 40.0), "200 articles, 40/s, 2 warnings"),
    ],
)
def test_status_is_one_line(counts: tuple[int, int, int, int, int, float], line: str) -> None:
    assert status(*counts) == line


def test_report_on_a_terminal_redraws_one_line_under_the_warnings() -> None:
    stream = Terminal()
    report = Report(stream)
    report.show("25 of about 60 articles")
    report.warn(frame("skipped", [Skipped("a.csv", 3, "no text"), Skipped("b\x1b[2J.txt", None, "empty")]), [True, False])
    report.show("60 articles")
    report.end()
    assert screen(stream.getvalue()) == ["skipped: a.csv, row 3: no text", "warning: b�[2J.txt: empty", "60 articles"]
    assert "\x1b" not in stream.getvalue()


def test_report_elsewhere_prints_plain_lines_now_and_then() -> None:
    stream = io.StringIO()
    report = Report(stream)
    report.warn(frame("skipped", [Skipped("a.csv", 3, "no text")]), [True])
    for number in range(100):
        report.show(f"{number} articles")
    report.end()
    assert stream.getvalue() == "skipped: a.csv, row 3: no text\n0 articles\n"


def test_report_prints_twenty_warnings_and_counts_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"b{n},\n" for n in range(30))
    (tmp_path / "b.csv").write_text(f"id,text\n{rows}a1,The port is open.\n")
    assert main(["analyse", str(tmp_path / "b.csv"), "--library", str(tmp_path / "lib")]) == 0
    out, err = capsys.readouterr()
    assert out.endswith("1 article added, 0 already there, 30 skipped, 0 warnings\n")
    assert err.splitlines()[19].startswith("skipped: b.csv, row 21: ")
    assert err.splitlines()[-1] == f"... and 10 more; for all of them: quoteboard export skipped --library {tmp_path / 'lib'}"


def screen(written: str) -> list[str]:
    """The lines that a terminal shows after this was written to it."""
    shown = []
    for line in written.removesuffix("\n").split("\n"):
        cells = ""
        for text in line.split("\r"):
            cells = text + cells[len(text) :]
        shown.append(cells.rstrip())
    return shown
