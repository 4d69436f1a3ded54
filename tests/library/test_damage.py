"""Files of a library that are missing or broken: the rest is read, what is lost is named, and a repair is possible."""

import json
from pathlib import Path

import pytest

from analytics.library import Library
from analytics.library.checks import find_problems, lost
from analytics.library.database import BATCH_TABLES
from analytics.tables import Skipped, frame
from tests.library.rows import count, tables


def break_file(path: Path, how: str) -> None:
    data = path.read_bytes()
    middle = len(data) // 4
    damaged = {"empty": b"", "junk": b"junk", "cut": data[: len(data) // 2]}
    if how == "missing":
        path.unlink()
    elif how == "spoilt":  # the footer stays, the rows are other bytes
        path.write_bytes(data[:8] + bytes(255 - byte for byte in data[8:middle]) + data[middle:])
    else:
        path.write_bytes(damaged[how])


@pytest.mark.parametrize("how", ["missing", "empty", "junk", "cut", "spoilt"])
@pytest.mark.parametrize("name", BATCH_TABLES)
def test_damage_with_a_broken_file_sets_its_batch_aside(library: Library, name: str, how: str) -> None:
    for number in (1, 2):
        library.add(tables(number), frame("skipped", [Skipped("b.csv", number, "no text")]))
    broken = library.batches()[0]
    break_file(broken / f"{name}.parquet", how)
    with Library(library.path) as reader:
        assert [one.batch for one in reader.damaged(closely=True)] == [broken]
        assert reader.query("SELECT article_id FROM articles")["article_id"].tolist() == ["a2"]
        assert [problem.table for problem in find_problems(reader)] == [name]
        assert lost(reader.damaged()) == "1 article cannot be read"


@pytest.mark.parametrize("name", ["articles", "quotes"])
def test_damage_query_that_meets_a_broken_file_answers_from_the_rest(library: Library, name: str) -> None:
    for number in (1, 2):
        library.add(tables(number))
    with Library(library.path) as reader:
        assert len(reader.query(f"SELECT * FROM {name}")) == 2
        break_file(library.batches()[0] / f"{name}.parquet", "spoilt")
        assert reader.query(f"SELECT * FROM {name}")["article_id"].tolist() == ["a2"]
        assert reader.count("SELECT count(*) AS n FROM counted_articles")["n"].tolist() == [1]


def test_damage_with_a_broken_batch_takes_its_articles_again(library: Library) -> None:
    for number in (1, 2):
        library.add(tables(number))
    break_file(library.batches()[0] / "quotes.parquet", "junk")
    with Library(library.path) as writer:
        assert writer.add(tables(1, 2)) == (1, 0, 1)
        assert [batch.name[:6] for batch in writer.batches()] == ["000002", "000003"]
        writer.compact(2)  # leaves the damaged batch alone: a merged one would cover its number
        assert len(writer.batches()) == 2


@pytest.mark.parametrize("how", ["missing", "empty", "{", "[]"])
def test_damage_without_its_marker_is_opened_by_its_batches(library: Library, how: str) -> None:
    library.add(tables(1))
    marker = library.path / "quoteboard.json"
    if how == "missing":
        marker.unlink()
    else:
        marker.write_text("" if how == "empty" else how)
    with Library(library.path) as reader:
        assert (count(reader, "articles"), reader.settings) == (1, {})
        assert next(problem.what for problem in find_problems(reader)) == "quoteboard.json is missing or cannot be read"
    with Library(library.path, create=True) as writer:
        writer.relink()
    assert json.loads(marker.read_text())["format"] == 1
    assert (library.path / "quoteboard.json.damaged").exists() == (how != "missing")


@pytest.mark.parametrize("name", ["actors", "names", "copies"])
def test_damage_makes_a_broken_link_anew(library: Library, name: str) -> None:
    library.add(tables(1))
    for make in (library.relink, library.regroup):
        make()
    (library.path / f"{name}.parquet").write_bytes(b"junk")
    (library.path / "batches" / "notes").mkdir()
    with Library(library.path) as reader:
        assert (count(reader, "articles"), reader.is_linked()) == (1, False)
        reader.relink()
        reader.regroup()
        assert (count(reader, "actors"), count(reader, "names"), reader.is_linked()) == (1, 1, True)
