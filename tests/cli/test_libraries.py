"""Which library a command works on: the one after ``--library``, wherever it is, or the folder Quoteboard in the home."""

from pathlib import Path

import pytest

from analytics.cli.libraries import default_library
from analytics.cli.main import main
from analytics.cli.parsing import arrange
from analytics.cli.serve import _own_library
from dashboard.state import library as dashboard_library


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.txt").write_text("Port shut\n\nThe port shut, Mara Ode said.\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    return tmp_path / "home"


@pytest.mark.parametrize(
    ("given", "parsed"),
    [
        ("", "serve"),
        ("--port 8600", "serve --port 8600"),
        ("--library d", "serve --library d"),
        ("--help", "--help"),
        ("--version", "--version"),
        ("check --library d", "check --library d"),
        ("check --library", "check --library"),
        ("analyse a --library d b", "analyse --library d a b"),
        ("analyse a --library=d=e b --workers 2", "analyse --library d=e a b --workers 2"),
        ("actors merge A B --library d", "actors --library d merge A B"),
        ("analyse a -- --library d", "analyse a -- --library d"),
        ("check --library d --library e", "check --library e"),
    ],
)
def test_library_may_be_anywhere_after_the_command(given: str, parsed: str) -> None:
    assert arrange(given.split()) == parsed.split()


def test_library_by_default_is_that_of_the_dashboard(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert default_library() == dashboard_library.own_folder() == home / "Quoteboard"
    assert _own_library() is None  # the dashboard shows the sample
    assert main(["analyse", "a.txt", "--workers", "1", "a.txt"]) == 0
    assert _own_library() == str(home / "Quoteboard")
    for command in (["export", "quotes"], ["actors", "list"], ["remove", "--from", "a.txt"], ["reanalyse"], ["compact"], ["check"]):
        assert main(command) == 0, command
    assert capsys.readouterr().out.splitlines()[-1].startswith("No problem found in 0 articles")


def test_actors_command_takes_the_library_after_the_edit(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", "a.txt", "--library", "lib"]) == 0
    assert main(["actors", "rename", "Mara Ode", "M. Ode", "--library", "lib"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("edit 1: ")
