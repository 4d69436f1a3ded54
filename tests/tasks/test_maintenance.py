"""Sources taken away, articles analysed again, small files merged, settings of a load, and the record of it all."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from analytics.cli.main import main
from analytics.library import Library
from analytics.library import library as room
from analytics.library.checks import find_problems, lost
from analytics.library.damage import BATCH_TABLES
from analytics.library.runs import read, write
from analytics.tasks.ingest import take_in
from analytics.tasks.maintenance import repair
from analytics.tasks.settings import options_of
from tests.loaders.workbooks import workbook

ROWS = [
    "a1,Ada Quill said the harbour was closed.,Dorvale Echo,2026-01-05 09:30",
    "a2,Robert Lund said the harbour was open.,Dorvale Echo,2026-01-06 09:30",
    "a3,Robert Lund denied that the ferry had sunk.,Quorl Post,2026-01-07 09:30",
]

Rows = dict[str, list[tuple[object, ...]]]
HOW = ("missing", "empty", "cut", "spoilt")


@pytest.fixture
def pile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, rows in (("one.csv", ROWS[:2]), ("two.csv", ROWS[2:])):
        Path(name).write_text("id,text,outlet,published\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


def ids(folder: str) -> list[str]:
    with Library(folder) as library:
        assert list(find_problems(library)) == []
        return library.query("SELECT article_id FROM articles ORDER BY article_id")["article_id"].tolist()


def files_of(folder: str) -> dict[str, bytes]:
    paths = (p for p in Path(folder).rglob("*") if p.is_file() and p.name not in {"runs.jsonl", ".lock"})
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in paths}


def test_maintenance_the_same_input_gives_the_same_bytes(pile: Path) -> None:
    for library in ("first", "second"):
        assert main(["analyse", "one.csv", "two.csv", "--library", library]) == 0
    assert files_of("first") == files_of("second")


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        (["--from", "one.csv"], ["a3"]),
        (["--from", "*.csv"], []),
        (["--outlet", "quorl post"], ["a1", "a2"]),
        (["--id", "a1", "a3"], ["a2"]),
        (["--id", "a1", "--dry-run"], ["a1", "a2", "a3"]),
    ],
)
def test_maintenance_remove_takes_away_what_was_named_and_all_that_is_its(pile: Path, asked: list[str], left: list[str]) -> None:
    assert main(["analyse", "one.csv", "two.csv", "--library", "lib"]) == 0
    assert main(["remove", "--library", "lib", *asked]) == 0
    assert ids("lib") == left
    with Library("lib") as library:
        assert set(library.query("SELECT article_id FROM quotes")["article_id"]) <= set(left)
    assert main(["analyse", "one.csv", "two.csv", "--library", "lib"]) == 0  # and it may come back
    assert ids("lib") == ["a1", "a2", "a3"]


@pytest.mark.parametrize("asked", [[], ["--from", "three.csv"], ["--outlet", "Nobody"], ["--id", "a9"]])
def test_maintenance_remove_says_what_there_is_nothing_of(pile: Path, asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", "one.csv", "--library", "lib"]) == 0
    assert main(["remove", "--library", "lib", *asked]) == 1
    said = capsys.readouterr().err
    assert any(word in said for word in ("accepted", "Expected", "To list"))
    assert ids("lib") == ["a1", "a2"]


def test_maintenance_reanalyse_reads_anew_what_another_engine_has_read(pile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "engine", lambda: "another")
        assert main(["analyse", "one.csv", "--library", "lib"]) == 0
    assert main(["analyse", "two.csv", "--library", "lib"]) == 0
    capsys.readouterr()
    for told in ("2 articles", "0 articles"):
        assert main(["reanalyse", "--library", "lib"]) == 0
        assert capsys.readouterr().out == f"lib: {told} analysed again\n"
    assert main(["reanalyse", "--library", "lib", "--all"]) == 0
    assert capsys.readouterr().out == "lib: 3 articles analysed again\n"
    assert ids("lib") == ["a1", "a2", "a3"]


def test_maintenance_compact_merges_files_and_keeps_the_rows(pile: Path) -> None:
    for name in ("one.csv", "two.csv"):
        assert main(["analyse", name, "--library", "lib"]) == 0
    with Library("lib") as library:
        before = library.query("SELECT * FROM quotes ORDER BY ALL").to_csv()
        assert len(library.batches()) == 2
    assert main(["compact", "--library", "lib"]) == 0
    with Library("lib") as library:
        assert len(library.batches()) == 1
        assert library.query("SELECT * FROM quotes ORDER BY ALL").to_csv() == before
    assert ids("lib") == ["a1", "a2", "a3"]


def test_maintenance_every_run_leaves_a_record(pile: Path) -> None:
    assert main(["analyse", "one.csv", "--library", "lib"]) == 0
    assert main(["analyse", "one.csv", "two.csv", "--library", "lib"]) == 0
    assert main(["remove", "--library", "lib", "--id", "a1"]) == 0
    runs = read(Path("lib"))
    assert [(run["run"], run["what"], run["counts"]) for run in runs] == [
        (1, "analyse", {"added": 2, "known": 0, "skipped": 0}),
        (2, "analyse", {"added": 1, "known": 2, "skipped": 0}),
        (3, "remove", {"added": 0, "known": 0, "skipped": 0, "removed": 1}),
    ]
    assert all(run["ended"] and run["engine"] and run["weights"] for run in runs)
    assert list(runs[0]["inputs"]["listed"]) == ["one.csv"]


@pytest.mark.parametrize(
    ("zone", "zones", "hour"),
    [(None, None, "09:30"), ("Europe/Paris", None, "08:30"), ("Europe/Paris", "Dorvale Echo,Asia/Tokyo", "00:30")],
)
def test_settings_a_time_without_a_zone_is_the_outlets(pile: Path, zone: str | None, zones: str | None, hour: str) -> None:
    with Library("lib", create=True):
        pass
    if zones:
        Path("lib/zones.csv").write_text(f"outlet,zone\n{zones}\n", encoding="utf-8")
    assert main(["analyse", "one.csv", "--library", "lib", *(["--zone", zone] if zone else [])]) == 0
    with Library("lib") as library:
        found = library.query("SELECT strftime(published, '%H:%M') AS at FROM articles WHERE article_id = 'a1'")
    assert found["at"].tolist() == [hour]


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("zones.csv", "outlet,place\nEcho,Paris\n", r"found the columns outlet, place\. Expected outlet and zone"),
        ("zones.csv", "outlet,zone\nEcho,Mars/North\n", "row 2"),
        ("zones.csv", "outlet,zone\nM\udcfcller,UTC\n", r"zones.csv: .+ Expected CSV in UTF-8"),
        ("quoteboard.json", json.dumps({"format": 1, "settings": {"day_first": "yes"}}), "Expected true or false"),
    ],
)
def test_settings_that_are_none_are_named_with_their_file(tmp_path: Path, file: str, content: str, told: str) -> None:
    with Library(tmp_path / "lib", create=True):
        pass
    (tmp_path / "lib" / file).write_text(content, encoding="utf-8", errors="surrogateescape")
    with Library(tmp_path / "lib") as library, pytest.raises(ValueError, match=told):
        options_of(library)


@pytest.mark.parametrize(("told", "day"), [([], None), (["--day-first"], "2026-04-03"), (["--month-first"], "2026-03-04")])
def test_settings_the_order_of_days_that_a_column_leaves_open(pile: Path, told: list[str], day: str | None) -> None:
    Path("open.csv").write_text("id,text,published\na1,The ferry sank.,03/04/2026\n", encoding="utf-8")
    assert main(["analyse", "open.csv", "--library", "lib", *told]) == 0
    with Library("lib") as library:
        found = library.query("SELECT strftime(published, '%Y-%m-%d') AS day FROM articles")["day"]
    assert [None if pd.isna(one) else one for one in found] == [day]


@pytest.mark.parametrize("file", ["de.csv", "de.xlsx", "de.parquet", "de.jsonl"])
def test_settings_columns_of_other_names(pile: Path, file: str) -> None:
    row = {"Nr": "a1", "Inhalt": "The ferry sank.", "Blatt": "Quorl Post"}
    frame = pd.DataFrame([row])
    written = {
        "de.csv": lambda: frame.to_csv(index=False).encode(),
        "de.xlsx": lambda: workbook([list(row), list(row.values())]),
        "de.parquet": lambda: frame.to_parquet(),
        "de.jsonl": lambda: json.dumps(row).encode(),
    }
    Path(file).write_bytes(written[file]())
    columns = ["--column", "text=Inhalt", "--column", "outlet=Blatt", "--column", "article_id=Nr"]
    assert main(["analyse", file, "--library", "lib", *columns]) == 0
    with Library("lib") as library:
        found = library.query("SELECT article_id, text, outlet FROM articles").to_numpy().tolist()
    assert found == [list(row.values())]


@pytest.mark.parametrize("told", ["Inhalt", "words=Inhalt", "text="])
def test_settings_a_column_that_is_none_is_named(pile: Path, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", "one.csv", "--library", "lib", "--column", told]) == 1
    assert f"column {told!r} is invalid. Expected OURS=THEIRS" in capsys.readouterr().err


def test_maintenance_a_removal_cut_short_before_names_were_linked_goes_on(pile: Path) -> None:
    assert main(["analyse", "one.csv", "two.csv", "--library", "lib"]) == 0
    with Library("lib") as library:
        library.remove({"a3"}, {"two.csv"})  # and killed here
        assert not library.is_linked()
    assert main(["remove", "--library", "lib", "--from", "two.csv"]) == 1  # there is nothing of it any more
    with Library("lib") as library:
        assert library.is_linked()
    assert ids("lib") == ["a1", "a2"]


def test_runs_a_line_that_is_none_costs_no_other(tmp_path: Path) -> None:
    assert write(tmp_path, {"what": "analyse"}) == 1
    with (tmp_path / "runs.jsonl").open("ab") as stream:
        stream.write(b"\xff{broken\n")
    assert write(tmp_path, {"what": "remove"}) == 2
    assert write(tmp_path, {"what": "analyse", "ended": "now"}, 1) == 1
    assert read(tmp_path) == [{"run": 1, "what": "analyse", "ended": "now"}, {"run": 2, "what": "remove"}]


def test_settings_of_a_library_do_not_switch_the_address_guard_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library(tmp_path / "lib", create=True):
        pass
    Path(tmp_path / "lib" / "quoteboard.json").write_text(json.dumps({"format": 1, "settings": {"allow_private": True}}))
    with Library(tmp_path / "lib") as library:
        assert options_of(library).limits.allow_private is False
        assert options_of(library, allow_private=True).limits.allow_private is True
        monkeypatch.setenv("QUOTEBOARD_ALLOW_PRIVATE", "1")
        assert options_of(library).limits.allow_private is True


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three inputs and a library of four batches, made once: a1, a2, a3, a skipped row."""
    folder = tmp_path_factory.mktemp("analysed")
    for name, rows in (("one.csv", ROWS[:2]), ("two.csv", ROWS[2:]), ("bad.csv", ["a8,,,"])):
        (folder / name).write_text("id,text,outlet,published\n" + "\n".join(rows) + "\n", encoding="utf-8")
    with Library(folder / "lib", create=True) as library:
        for _ in take_in(library, [folder / name for name in ("one.csv", "two.csv", "bad.csv")], size=1):
            pass
        assert len(library.batches()) == 4
    return folder


@pytest.fixture(scope="module")
def before(analysed: Path) -> Rows:
    """The rows of that library."""
    with Library(analysed / "lib") as library:
        return rows_of(library)


@pytest.fixture
def sound(analysed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, as the working folder."""
    shutil.copytree(analysed, tmp_path / "copy")
    monkeypatch.chdir(tmp_path / "copy")
    return tmp_path / "copy" / "lib"


def damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    if how == "missing":
        path.unlink()
    else:
        middle = data[:8] + bytes(255 - byte for byte in data[8:60]) + data[60:]
        path.write_bytes({"empty": b"", "cut": data[:-20], "spoilt": middle}[how])


def rows_of(library: Library) -> Rows:
    tables = ("articles", "sentences", "quotes", "mentions", "skipped", "actors", "names")
    return {
        name: [tuple(map(str, row)) for row in library.query(f"SELECT * FROM {name} ORDER BY ALL").to_numpy()] for name in tables
    }


def each_damaged(names: list[str]) -> list[tuple[str, str]]:
    """The first file damaged in all ways, each other one in two of them."""
    return [(name, how) for n, name in enumerate(names) for k, how in enumerate(HOW) if n == 0 or (n + k) % 2]


@pytest.mark.parametrize(("name", "how"), each_damaged([*BATCH_TABLES, "prints"]))
def test_repair_brings_back_what_a_damaged_file_held(sound: Path, before: Rows, name: str, how: str) -> None:
    with Library(sound) as library:
        batch = library.batches()[3 if name == "skipped" else 1]
    damage(batch / f"{name}.parquet", how)
    with Library(sound) as library:
        if (name, how) != ("prints", "missing"):
            assert [problem.table for problem in find_problems(library)] == [name]
            assert len(library.query("SELECT * FROM articles")) == (3 if name == "skipped" else 2)
        done = repair(library)
        assert (done.lost, done.inputs) == (0, ())
        assert done.analysed + done.reread == (0 if (name, how) == ("prints", "missing") or name == "skipped" else 1)
        assert list(find_problems(library)) == []
        assert rows_of(library) == before


@pytest.mark.parametrize("how", ["empty", "cut"])
def test_repair_names_what_is_lost_until_the_input_is_analysed_again(sound: Path, before: Rows, how: str) -> None:
    with Library(sound) as library:
        damage(library.batches()[1] / "articles.parquet", how)
    for name in ("one.csv", "two.csv"):
        Path(name).rename(f"moved-{name}")
    with Library(sound) as library:
        done = repair(library)
        assert (done.analysed, done.reread, done.lost) == (0, 0, 1)
        assert done.inputs == ("bad.csv", "one.csv", "two.csv")
        assert lost(library.damaged()) == "1 article cannot be read"
        assert [problem.table for problem in find_problems(library)] == ["articles"]
        for name in ("one.csv", "two.csv"):
            Path(f"moved-{name}").rename(name)
        for _ in take_in(library, ["one.csv", "two.csv"]):
            pass
        assert library.damaged() == []
        assert list(find_problems(library)) == []
        assert rows_of(library) == before


@pytest.mark.parametrize("name", [*BATCH_TABLES[:4], "prints"])
def test_repair_by_the_same_input_finds_damage_inside_a_file(sound: Path, before: Rows, name: str) -> None:
    """The file's end is whole, so that only reading it to the end shows that its rows are spoilt."""
    with Library(sound) as library:
        damage(library.batches()[1] / f"{name}.parquet", "spoilt")
    with Library(sound) as library:
        steps = list(take_in(library, ["one.csv", "two.csv", "bad.csv"]))
        assert (sum(step.added for step in steps), sum(step.known for step in steps)) == ((1, 2) if name == "articles" else (1, 3))
        assert library.damaged() == []
        assert list(find_problems(library)) == []
        assert rows_of(library) == before


@pytest.mark.parametrize(("name", "how"), each_damaged(["actors", "names", "moved", "copies", "joined"]))
def test_repair_makes_damaged_links_again(sound: Path, before: Rows, name: str, how: str) -> None:
    damage(sound / f"{name}.parquet", how)
    with Library(sound) as library:
        assert len(library.query("SELECT * FROM articles")) == 3
        repair(library)
        assert rows_of(library) == before
        assert list(find_problems(library)) == []
