"""The commands: what they do, what they print, and one clear line for each thing that can go wrong."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analytics.cli.main import main
from analytics.library import Library
from analytics.queries.export import write_csv
from analytics.queries.filters import Filters
from analytics.queries.rows import export_rows
from tests import press

STORY = "Port shut\n\nQUILLON, Mar 3 (Pressa) — The port shut.\n\n“We will not sail,” Mara Ode said.\n"


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
    assert out == "lib: 2 articles added, 0 there already, 2 remarks\n"
    assert err.splitlines()[:2] == [
        "pile/b.csv, row 3: column 'text' is empty; accepted: the text of an article",
        "pile/c.txt: an empty file; accepted: the text of an article",
    ]
    kept = [path for path in Path("lib").rglob("*") if path.is_file() and path.name != "runs.jsonl"]
    before = {path: path.read_bytes() for path in kept}
    assert main(["analyse", "pile", "--library", "lib"]) == 0
    assert capsys.readouterr().out == "lib: 0 articles added, 2 there already, 2 remarks\n"
    kept = [path for path in Path("lib").rglob("*") if path.is_file() and path.name != "runs.jsonl"]
    assert {path: path.read_bytes() for path in kept} == before
    assert main(["check", "--library", "lib"]) == 0
    assert capsys.readouterr().out.startswith("all is well: 2 articles, ")


def test_cli_analyse_exports_that_number_their_rows_alike(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(f"id,text\n1,The port of {name} is open.\n")
    said = []
    for names in ("a", "b", "b", "ab", "ba"):
        inputs = [str(tmp_path / f"{name}.csv") for name in names]
        assert main(["analyse", *inputs, "--library", str(tmp_path / "lib")]) == 0
        said.append(capsys.readouterr().out.split(": ")[-1].strip())
    assert said == [
        "1 article added, 0 there already, 0 remarks",
        "1 article added, 0 there already, 1 remark",
        "0 articles added, 1 there already, 0 remarks",
        "0 articles added, 2 there already, 0 remarks",
        "0 articles added, 2 there already, 0 remarks",
    ]


def test_cli_analyse_by_several_workers_gives_the_same_bytes(pile: Path, capsys: pytest.CaptureFixture[str]) -> None:
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
        ("analyse nope --library LIB2", "nope: no such file or folder; accepted: a file, a folder, or a pattern "),
        ("analyse empty.txt --library LIB2", "empty.txt: an empty file; accepted: the text of an article"),
        ("analyse a.csv --library LIB2", "a.csv: no text column among 'a', 'b'; accepted: text, body, "),
        ("analyse empty.txt --library a.csv", "quoteboard: a.csv: a file; accepted: a folder that is new, empty, or a library"),
        ("analyse empty.txt --library other", "quoteboard: other: a library of format 99, made by quoteboard 9; accepted: "),
        ("check --library nope", "quoteboard: nope: no such folder; accepted: a folder made by quoteboard analyse"),
        ("serve --library nope", "quoteboard: nope: no such folder; accepted: a folder made by quoteboard analyse"),
        ("export quots --library LIB", "quoteboard: table 'quots'; accepted: articles, sentences, quotes, "),
        ("export quotes --library nope", "quoteboard: nope: no such folder; accepted: a folder made by quoteboard analyse"),
        ("export quotes --library LIB --actor Zed", "quoteboard: no actor 'Zed' in "),
        ("export quotes --library LIB --format xls", "quoteboard: format 'xls'; accepted: csv, jsonl, parquet"),
        ("export quotes --library LIB --role boss", "quoteboard: role 'boss'; accepted: own, speaker, mentioned, either"),
        ("export quotes --library LIB -o nope/q.csv", "quoteboard: nope/q.csv: No such file or directory; accepted: a file "),
    ],
)  # fmt: skip
def test_cli_each_failure_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    library = press.made(tmp_path)
    Path("empty.txt").write_text("")
    Path("a.csv").write_text("a,b\n1,2\n")
    Path("other").mkdir()
    Path("other/quoteboard.json").write_text('{"format": 99, "made_by": "quoteboard 9"}')
    words = [str(library.path) if word == "LIB" else word for word in command.split()]
    assert main(words) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith(said)
    assert not any("Traceback" in line for line in lines)


@pytest.mark.parametrize(
    "command, said",
    [
        ("", "the following arguments are required"),
        ("frob", "invalid choice: 'frob'"),
        ("analyse --library x", "the following arguments are required: INPUT"),
        ("analyse a --library x --workers 0", "argument --workers: '0'; accepted: a whole number from 1"),
        ("export quotes --library x --since soon", "argument --since: 'soon'; accepted: a day as 2026-01-31"),
    ],
)
def test_cli_wrong_words_are_one_line(capsys: pytest.CaptureFixture[str], command: str, said: str) -> None:
    with pytest.raises(SystemExit) as stop:
        main(command.split())
    assert stop.value.code == 2
    [line] = capsys.readouterr().err.splitlines()
    assert said in line


def test_cli_check_tells_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = press.made(tmp_path)
    (library.path / "names.parquet").unlink()
    assert main(["check", "--library", str(library.path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "quotes: name is not linked to an actor (2 rows): Ada Quill/person, Bram Ode/person",
        "mentions: name is not linked to an actor (2 rows): Ada Quill/person, Bram Ode/person",
    ]


@pytest.mark.skipif(os.name != "posix", reason="sends an interrupt as a terminal on POSIX does")
def test_cli_interrupted_keeps_whole_batches_and_goes_on(tmp_path: Path) -> None:
    rows = "".join(f"a{n},“We will sail {n} times” is what Mara Ode said. The port of Quillon is open.\n" for n in range(2000))
    (tmp_path / "a.csv").write_text("id,text\n" + rows, encoding="utf-8")
    command = [sys.executable, "-m", "analytics.cli.main", "analyse", "a.csv", "--library", "lib"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    run = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while not list(tmp_path.glob("lib/batches/0*")) and time.monotonic() < until:
        time.sleep(0.02)
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=60)
    assert run.returncode == 130
    assert err.splitlines()[-1].startswith("quoteboard: interrupted; every whole batch is kept")
    with Library(tmp_path / "lib") as library:
        kept = len(library.known_ids())
    assert 0 < kept < 2000
    assert kept % 200 == 0
    assert subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True).returncode == 0
    assert main(["check", "--library", str(tmp_path / "lib")]) == 0
    with Library(tmp_path / "lib") as library:
        assert len(library.known_ids()) == 2000


def test_cli_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("quoteboard 0")
