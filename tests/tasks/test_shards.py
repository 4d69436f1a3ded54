"""Shares of an input that are analysed apart and joined: the same rows as in one run, in any order, twice the same."""

import hashlib
import random
from pathlib import Path

import pandas as pd
import pytest

from analytics.cli.main import main
from analytics.library import Library, LibraryError
from analytics.library.batches import BatchRange
from analytics.library.checks import find_problems
from analytics.library.writing import read_tables, write_batch
from analytics.tasks.maintenance import adopt
from analytics.tasks.shards import shard

SHARDS = 3
TABLES = ("articles", "sentences", "quotes", "mentions", "names", "actors", "skipped")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an input, the library of one run over it, and one library per shard."""
    folder = tmp_path_factory.mktemp("shards")
    people = ("Ada Quill", "Robert Lund", "Ines Vale", "Quill", "Mr Lund")
    rows = [
        f"a{n},“The harbour of ward {n % 7} stays open until {n}.” {people[n % 5]} said that.,Echo {n % 3},2026-01-{n % 28 + 1:02d}"
        for n in range(40)
    ]
    # the same id for another text, the same row again, an empty row, a copy under another id
    rows += [
        "a1,Ada Quill denied that the ferry had sunk.,Post,2026-02-01",
        rows[5],
        "a90,,Post,2026-02-02",
        rows[7].replace("a7,", "a91,"),
    ]
    (folder / "news.csv").write_text("id,text,outlet,published\n" + "\n".join(rows) + "\n", encoding="utf-8")
    for name, options in {"whole": [], **{f"shard{n}": ["--shard", f"{n}/{SHARDS}"] for n in range(1, SHARDS + 1)}}.items():
        assert main(["analyse", str(folder / "news.csv"), "--library", str(folder / name), *options]) == 0
    return folder


def rows_of(folder: Path) -> dict[str, list[str]]:
    """Return the rows of all tables, sorted: their order is that in which batches were added."""
    with Library(folder) as library:
        assert list(find_problems(library)) == []
        return {
            table: sorted(map(repr, library.query(f"SELECT * FROM {table}").itertuples(index=False, name=None))) for table in TABLES
        }


def test_shards_hold_each_article_once(folder: Path) -> None:
    parts = [rows_of(folder / f"shard{n}") for n in range(1, SHARDS + 1)]
    whole = rows_of(folder / "whole")
    for table in ("sentences", "quotes", "mentions", "skipped"):
        assert sorted(row for part in parts for row in part[table]) == whole[table]
    assert all(part["articles"] for part in parts)
    assert len(whole["skipped"]) == 3


@pytest.mark.parametrize("seed", [0, 1])
def test_shards_joined_in_any_order_and_twice_give_the_rows_of_one_run(folder: Path, tmp_path: Path, seed: int) -> None:
    given = [str(folder / f"shard{n}") for n in range(1, SHARDS + 1)]
    random.Random(seed).shuffle(given)
    joined = tmp_path / "joined"
    assert main(["adopt", given[0], given[1], "--library", str(joined)]) == 0
    assert main(["adopt", *given, "--library", str(joined)]) == 0
    assert rows_of(joined) == rows_of(folder / "whole")
    with Library(joined) as library:
        assert adopt(library, given) == (0, 0, 42)


def test_shard_analysed_again_adds_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = rows_of(folder / "shard2")
    assert main(["analyse", str(folder / "news.csv"), "--library", str(folder / "shard2"), "--shard", f"2/{SHARDS}"]) == 0
    assert ": 0 articles added" in capsys.readouterr().out
    assert rows_of(folder / "shard2") == before


@pytest.mark.parametrize("text", ["", "3", "0/3", "4/3", "a/b", "1/0", "-1/3", "1/3/5"])
def test_shard_refuses_what_is_no_share(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="is not a shard"):
        shard(text)
    if text:
        assert main(["analyse", "nothing", f"--shard={text}"]) == 1
        assert f"{text!r} is not a shard" in capsys.readouterr().err


def test_adopt_refuses_another_engine_damage_and_itself(folder: Path, tmp_path: Path) -> None:
    with Library(folder / "shard1") as other:
        batch = other.batches()[0]
    tables = read_tables(batch)
    write_batch(tmp_path / "other", BatchRange(1, 1, 0), hashlib.sha256(), tables, "0123456789ab")
    with Library(tmp_path / "mine", create=True) as library:
        with pytest.raises(LibraryError, match="analysed by engine 0123456789ab"):
            library.adopt(tmp_path / "other")
        with pytest.raises(LibraryError, match="no batch found"):
            library.adopt(tmp_path / "nowhere")
        with pytest.raises(LibraryError, match="this is the library itself"):
            library.adopt(tmp_path / "mine")
        with pytest.raises(LibraryError, match="no batch found"):
            library.adopt(folder / "news.csv")
        damaged = tmp_path / "damaged" / batch.name
        damaged.mkdir(parents=True)
        for file in batch.iterdir():
            data = file.read_bytes()
            (damaged / file.name).write_bytes(data[: len(data) // 2] if file.name == "quotes.parquet" else data)
        with pytest.raises(LibraryError, match=r"a file cannot be read \(quotes.parquet\)"):
            library.adopt(tmp_path / "damaged")
        assert len(library.query("SELECT * FROM articles")) == 0
        assert library.adopt(batch).articles == len(pd.read_parquet(batch / "articles.parquet"))
