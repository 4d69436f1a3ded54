"""The commands: what they do, what they print, and one clear line for each thing that can go wrong."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.cli.main import main
from analytics.library import Library
from analytics.library.checks import Problem
from analytics.queries.export import write_csv
from analytics.queries.filters import Filters
from analytics.queries.rows import export_rows
from tests import press

STORY = "Port shut\n\nQUILLON, Mar 3 (Pressa) — The port shut.\n\n“We will not sail,” Mara Ode said.\n"


# The command, in a process that says when its first batch is in the library and then waits for the interrupt.
WAITING = """
import sys, time
from analytics.cli.main import main
from analytics.library import Library

add = Library.add

def add_and_wait(*given):
    added = add(*given)
    print("a batch is in", flush=True)
    time.sleep(600)
    return added

Library.add = add_and_wait
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Take interrupts as a process in a terminal does: one that a shell has put into the background ignores them."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "a.txt").write_text(STORY, encoding="utf-8")
    (pile / "b.csv").write_text("id,text\nb1,“It rained.” Ada Quill said.\nb2,\n", encoding="utf-8")
    (pile / "c.txt").write_text("")
    return pile


def test_cli_analyse_adds_once_and_says_what_was_left_out(
    pile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pile.parent)
    assert main(["analyse", "pile", "--library", "lib"]) == 0
    out, err = capsys.readouterr()
    assert out == "lib: 2 articles added, 0 already there, 2 skipped, 0 warnings\n"
    assert [re.split("[;.] ", line)[0] for line in err.splitlines()[:2]] == [
        "skipped: pile/b.csv, row 3: column 'text' is empty",
        "skipped: pile/c.txt: an empty file",
    ]
    assert re.fullmatch(r"2 articles, [\d,]+/s, 2 skipped, 0 warnings", err.splitlines()[2])
    kept = [path for path in Path("lib").rglob("*") if path.is_file() and path.name != "runs.jsonl"]
    before = {path: path.read_bytes() for path in kept}
    assert main(["analyse", "pile", "--library", "lib"]) == 0
    assert capsys.readouterr().out == "lib: 0 articles added, 2 already there, 2 skipped, 0 warnings\n"
    kept = [path for path in Path("lib").rglob("*") if path.is_file() and path.name != "runs.jsonl"]
    assert {path: path.read_bytes() for path in kept} == before
    assert main(["check", "--library", "lib"]) == 0
    assert capsys.readouterr().out.startswith("No problem found in 2 articles, ")


def test_cli_analyse_exports_that_number_their_rows_alike(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(f"id,text\n1,The port of {name} is open.\n")
    said = []
    for names in ("a", "b", "b", "ab", "ba"):
        inputs = [str(tmp_path / f"{name}.csv") for name in names]
        assert main(["analyse", *inputs, "--library", str(tmp_path / "lib")]) == 0
        said.append(capsys.readouterr().out.split(": ")[-1].strip())
    assert said == [
        "1 article added, 0 already there, 0 warnings",
        "1 article added, 0 already there, 1 warning",
        "0 articles added, 1 already there, 0 warnings",
        "0 articles added, 2 already there, 0 warnings",
        "0 articles added, 2 already there, 0 warnings",
    ]


def test_cli_analyse_by_several_workers_gives_the_same_bytes(pile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [f"“Ward {n} stays open.” Ada Quill said that." for n in range(40)]  # processes start where there are more than a few
    (pile / "many.csv").write_text("\n".join(["text", *rows]), encoding="utf-8")
    found = []
    for workers in ("1", "2"):
        library = pile.parent / workers
        assert main(["analyse", str(pile), "--library", str(library), "--workers", workers]) == 0
        found.append({p.relative_to(library): p.read_bytes() for p in library.rglob("*.parquet")})
    assert found[0] == found[1]


def test_cli_export_is_what_a_page_offers(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    library = press.made(tmp_path)
    where = ["--library", str(library.path)]
    assert main(["export", "quotes", *where, "--actor", "ADA QUILL", "--role", "speaker", "--since", "2026-03-01"]) == 0
    assert capsysbinary.readouterr().out == write_csv(
        export_rows(library, "quotes", Filters(actors=("ada-quill",), role="speaker"))
    )
    for name in ("q.jsonl", "q.parquet", "q.csv"):
        target = tmp_path / name
        assert main(["export", "quotes", *where, "-o", str(target)]) == 0
        assert target.stat().st_size > 100
    assert len([json.loads(line) for line in (tmp_path / "q.jsonl").read_text(encoding="utf-8").splitlines()]) == 5
    assert (tmp_path / "q.csv").read_bytes() == write_csv(export_rows(library, "quotes"))
    capsysbinary.readouterr()
    assert main(["export", "quotes", *where, "--outlet", "The Quay", "--kind", "direct", "--raw", "--words", "no"]) == 0
    assert b",=No" not in (out := capsysbinary.readouterr().out) and "“=No”".encode() in out


@pytest.mark.parametrize(
    "command, said",
    [
        ("analyse nope --library LIB2", "skipped: nope: no such file or folder"),
        ("analyse empty.txt --library LIB2", "skipped: empty.txt: an empty file"),
        ("analyse a.csv --library LIB2", "skipped: a.csv: no text column among 'a', 'b'"),
        ("analyse empty.txt --library a.csv", "quoteboard: a.csv: this is a file. Expected a new folder"),
        ("analyse empty.txt --library other", "quoteboard: other: this is a library of format 99, made by quoteboard 9"),
        ("check --library nope", "quoteboard: nope: there is no such folder"),
        ("check", "quoteboard: {home}/Quoteboard: there is no such folder"),
        ("serve --library nope", "quoteboard: nope: there is no such folder"),
        ("--library nope", "quoteboard: nope: there is no such folder"),
        ("serve --port 65536", "quoteboard: port 65536 cannot be used"),
        ("export quots --library LIB", "quoteboard: table 'quots'"),
        ("export quotes --library nope", "quoteboard: nope: there is no such folder"),
        ("export quotes --library LIB --actor Zed", "quoteboard: no actor 'Zed' in "),
        ("export quotes --library LIB --format xls", "quoteboard: format 'xls'"),
        ("export quotes --library LIB --role boss", "quoteboard: role 'boss'"),
        ("export quotes --library LIB -o nope/q.csv", "quoteboard: nope/q.csv: No such file or directory. Expected a file "),
        ("remove --library LIB", "quoteboard: nothing to remove was named. Expected --from FILE, --outlet NAME or --id ID"),
    ],
)  # fmt: skip
def test_cli_each_failure_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    library = press.made(tmp_path)
    Path("empty.txt").write_text("")
    Path("a.csv").write_text("a,b\n1,2\n")
    Path("other").mkdir()
    Path("other/quoteboard.json").write_text('{"format": 99, "made_by": "quoteboard 9"}')
    words = [str(library.path) if word == "LIB" else word for word in command.split()]
    assert main(words) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith(said.format(home=tmp_path / "home"))
    assert not any("Traceback" in line for line in lines)


@pytest.mark.parametrize(
    "command, said",
    [
        ("frob", "invalid choice: 'frob'"),
        ("analyse --library x", "the following arguments are required: INPUT"),
        ("analyse a --library x --workers 0", "argument --workers: '0' is not a number. Expected a whole number from 1"),
        ("analyse a --work 2", "unrecognized arguments: --work"),
        ("export quotes --library x --since soon", "argument --since: 'soon' is not a day. Expected a day such as 2026-01-31"),
        ("check --library", "argument --library: expected one argument"),
    ],
)
def test_cli_wrong_words_are_one_line(capsys: pytest.CaptureFixture[str], command: str, said: str) -> None:
    with pytest.raises(SystemExit) as stop:
        main(command.split())
    assert stop.value.code == 2
    [line] = capsys.readouterr().err.splitlines()
    assert said in line


def test_cli_check_lists_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = press.made(tmp_path)
    (library.path / "names.parquet").unlink()
    assert main(["check", "--library", str(library.path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "quotes: name is not linked to an actor (2 rows): Ada Quill/person, Bram Ode/person",
        "mentions: name is not linked to an actor (2 rows): Ada Quill/person, Bram Ode/person",
    ]


@pytest.mark.skipif(os.name != "posix", reason="sends an interrupt as a terminal on POSIX does")
@pytest.mark.usefixtures("interruptible")
def test_cli_interrupted_keeps_whole_batches_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"a{n},“We will sail {n} times” is what Mara Ode said. The port of Quillon is open.\n" for n in range(300))
    (tmp_path / "a.csv").write_text("id,text\n" + rows, encoding="utf-8")
    words = ["analyse", "a.csv", "--library", "lib"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    run = subprocess.Popen([sys.executable, "-c", WAITING, *words], cwd=tmp_path, env=environment, **pipes)
    assert run.stdout is not None
    assert "a batch is in\n" in iter(run.stdout.readline, "")
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=600)
    assert run.returncode == 130, err
    assert err.splitlines()[-1].startswith("quoteboard: interrupted. Complete batches are kept")
    with Library(tmp_path / "lib") as library:
        kept = len(library.known_ids())
    assert kept == 200
    monkeypatch.chdir(tmp_path)
    assert main(words) == 0
    assert main(["check", "--library", "lib"]) == 0
    with Library(tmp_path / "lib") as library:
        assert len(library.known_ids()) == 300


@pytest.mark.skipif(os.name != "posix", reason="sends an interrupt as a terminal on POSIX does")
@pytest.mark.usefixtures("interruptible")
def test_cli_interrupted_within_a_query(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(library: Library) -> Iterator[Problem]:
        threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT)).start()
        library.query("SELECT sum(md5_number_lower(range::VARCHAR) % 7) AS n FROM range(500000)")
        threading.Event().wait(60)  # where the query was over before the signal came
        yield from ()

    press.made(tmp_path)
    monkeypatch.setattr("analytics.library.checks.find_problems", interrupted)
    assert main(["check", "--library", str(tmp_path / "library")]) == 130
    assert capsys.readouterr().err.startswith("quoteboard: interrupted.")


def test_cli_prints_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("quoteboard 0")
