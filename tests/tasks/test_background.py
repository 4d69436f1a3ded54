"""An import in a process of its own: the same rows as one here, stopped and gone on with, and an end that is always told."""

import threading
from pathlib import Path

import pytest

from analytics.library import Library
from analytics.library.checks import find_problems
from analytics.tasks.background import Import, Job, Progress, steps

STORIES = [f"Port {n} shut\n\n“We will not sail from port {n},” Mara Ode said.\n" for n in range(60)]


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    for n, story in enumerate(STORIES):
        (folder / f"{n:02}.txt").write_text(story, encoding="utf-8")
    (folder / "bad.txt").touch()
    return folder


def rows(folder: Path) -> dict[str, str]:
    with Library(folder) as library:
        assert list(find_problems(library)) == []
        assert library.is_linked()
        names = ("articles", "sentences", "quotes", "mentions", "actors", "names", "skipped")
        return {name: library.query(f"SELECT * FROM {name} ORDER BY ALL").to_csv() for name in names}


def test_background_import_gives_the_rows_of_one_here(pile: Path, tmp_path: Path) -> None:
    told: list[Progress] = []
    running = Import(Job(str(tmp_path / "there"), (str(pile),)), told.append)
    last = running.wait(600)
    assert (last.stage, last.added, last.known, last.skipped, last.warnings, last.problem) == ("done", 60, 0, 1, 0, "")
    assert told == [last]
    here = list(steps(Job(str(tmp_path / "here"), (str(pile),)), threading.Event()))
    assert [one.stage for one in here] == ["reading", "reading", "reading", "linking", "done"]
    assert [one.added for one in here] == [0, 25, 50, 60, 60]
    assert (here[0].expected, here[0].left, here[1].left is not None, here[-1].left) == (61, None, True, None)
    assert rows(tmp_path / "there") == rows(tmp_path / "here")


def test_background_import_that_is_stopped_keeps_whole_batches_and_goes_on(pile: Path, tmp_path: Path) -> None:
    stop = threading.Event()
    job = Job(str(tmp_path / "library"), (str(pile),))
    for progress in steps(job, stop):
        if progress.added:
            stop.set()
    assert (progress.stage, progress.added) == ("stopped", 25)
    rows(tmp_path / "library")
    again = list(steps(job, threading.Event()))[-1]
    assert (again.stage, again.added, again.known) == ("done", 35, 25)


def test_background_import_of_relative_paths_beside_modules_of_the_same_names(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)", encoding="utf-8")
    (tmp_path / "analytics").mkdir()
    monkeypatch.chdir(tmp_path)
    last = Import(Job("library", ("pile/0*.txt",))).wait(600)
    assert (last.stage, last.added, last.problem) == ("done", 10, "")
    assert (tmp_path / "library" / "quoteboard.json").exists()


def test_background_import_that_is_stopped_at_once_reads_nothing(pile: Path, tmp_path: Path) -> None:
    running = Import(Job(str(tmp_path / "library"), (str(pile),)))
    running.stop()
    assert (running.wait(600).stage, running.progress.read) == ("stopped", 0)


@pytest.mark.parametrize(
    ("job", "problem"),
    [
        (Job("{folder}/pile", ("x.txt",)), "this folder holds other files"),
        (Job("{folder}/library", ("x.txt",), zone="Mars/North"), "time zone"),
    ],
)
def test_background_import_that_cannot_be_says_why(pile: Path, job: Job, problem: str) -> None:
    last = Import(job._replace(library=job.library.format(folder=pile.parent))).wait(600)
    assert last.stage == "failed"
    assert problem in last.problem


def test_background_import_whose_process_dies_says_so(pile: Path, tmp_path: Path) -> None:
    running = Import(Job(str(tmp_path / "library"), (str(pile),)))
    running._process.kill()
    last = running.wait(600)
    assert last.stage == "failed"
    assert last.problem.startswith("The import ended unexpectedly")
