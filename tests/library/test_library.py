"""A library adds what is new, once and whole; readers see it at once; the same input gives the same bytes."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from analytics.files import SUMS
from analytics.library import Library
from analytics.library.checks import find_problems
from analytics.library.database import BATCH_TABLES, LibraryError
from analytics.tables import Skipped, Tables, columns, frame, to_arrow
from tests.library.rows import article, count, tables


def test_library_empty_views_are_typed(library: Library) -> None:
    for table in (*BATCH_TABLES, "actors", "names"):
        empty = library.query(f"SELECT * FROM {table}")
        assert (list(empty.columns), len(empty)) == (list(columns(table)), 0), table


def test_library_gives_back_what_was_added(library: Library) -> None:
    given = tables(1, 2)
    library.add(given, frame("skipped", [Skipped("b.csv", 3, "no text"), Skipped("c.txt", None, "empty")]))
    for name in Tables._fields:
        found = library.query(f"SELECT * FROM {name}")
        pd.testing.assert_frame_equal(found.astype(getattr(given, name).dtypes), getattr(given, name))
    skipped = [(None if pd.isna(v) else v for v in row) for row in library.query("SELECT * FROM skipped").itertuples(index=False)]
    assert [tuple(row) for row in skipped] == [("b.csv", 3, "no text"), ("c.txt", None, "empty")]


def test_library_same_again_adds_nothing(library: Library) -> None:
    remarks = frame("skipped", [Skipped("c.txt", None, "empty"), Skipped("b.csv", 3, "no text")])
    assert library.add(tables(1, 2), remarks) == (2, 2, 0)
    before = library.fingerprint()
    assert library.add(tables(1, 2), remarks) == (0, 0, 2)
    assert library.add(tables(2), remarks.iloc[:1]) == (0, 0, 1)
    assert library.fingerprint() == before
    assert library.add(tables(2, 3)) == (1, 0, 1)
    assert library.known_ids() == {"a1", "a2", "a3"}
    assert [count(library, name) for name in ("articles", "sentences", "quotes", "mentions", "skipped")] == [3, 6, 3, 3, 2]


def test_library_same_input_same_bytes(tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        with Library(tmp_path / name, create=True) as library:
            library.add(tables(1, 2), frame("skipped", [Skipped("c.txt", None, "empty")]))
            library.add(tables(3))
            library.relink()
        files = (p for p in sorted((tmp_path / name).rglob("*")) if p.is_file() and p.name != ".lock")
        found.append({p.relative_to(tmp_path / name): p.read_bytes() for p in files})
    assert found[0] == found[1]
    assert len(found[0]) == 19


def test_library_open_elsewhere_sees_what_is_added(library: Library) -> None:
    with Library(library.path) as reader:
        seen = [(reader.fingerprint(), count(reader, "articles"), count(reader, "actors"))]
        for change in (lambda: library.add(tables(1)), library.relink, lambda: library.add(tables(2))):
            change()
            seen.append((reader.fingerprint(), count(reader, "articles"), count(reader, "actors")))
    assert [row[1:] for row in seen] == [(0, 0), (1, 0), (1, 1), (2, 1)]
    assert len({row[0] for row in seen}) == 4


def test_library_batch_that_was_cut_short_is_not_there(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.add(tables(1))
    written: list[str] = []

    def stop(path: Path, table: object) -> None:
        written.append(path.name)
        if len(written) == 3:
            raise KeyboardInterrupt
        path.write_bytes(b"half")

    with monkeypatch.context() as patched:
        patched.setattr("analytics.files._write", stop)
        with pytest.raises(KeyboardInterrupt):
            library.add(tables(2))
    assert count(library, "articles") == 1
    assert library.add(tables(2)) == (1, 0, 0)
    assert sorted(p.name[:6] for p in (library.path / "batches").iterdir()) == ["000001", "000002"]


def test_library_can_be_asked_by_many_threads_while_it_grows(library: Library) -> None:
    library.add(tables(0))
    stop = threading.Event()

    def ask() -> list[int]:
        found = []
        while not stop.is_set() or not found:
            found.append(count(library, "quotes"))
        return found

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(ask) for _ in range(8)]
        for n in range(1, 8):
            library.add(tables(n))
            library.relink()
        stop.set()
    for future in asked:
        assert future.result() == sorted(future.result())
    assert count(library, "quotes") == 8


def test_library_two_writers_add_each_article_once(tmp_path: Path) -> None:
    libraries = [Library(tmp_path / "library", create=True) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        added = list(pool.map(lambda one: one.add(tables(1, 2, 3)), libraries))
    assert sorted(a.articles for a in added) == [0, 0, 0, 3]
    assert count(libraries[0], "articles") == 3


def test_library_aliases_of_the_user_join_names(library: Library) -> None:
    library.add(tables(1))
    (library.path / "aliases.csv").write_text("name,alias,type\nAda the Great,Ada Quill,person\n", encoding="utf-8")
    library.relink()
    assert library.query("SELECT actor, name FROM actors").to_dict("records") == [
        {"actor": "ada-the-great", "name": "Ada the Great"}
    ]


@pytest.mark.parametrize(
    "files, said",
    [
        (None, "there is no such folder. Expected a folder made by quoteboard analyse."),
        ({}, "this folder has no quoteboard.json. Expected a folder made by quoteboard analyse."),
        ({"quoteboard.json": "{"}, "not readable (Expecting property name"),
        ({"quoteboard.json": "[" * 100_000}, "not readable (maximum recursion depth exceeded"),
        ({"quoteboard.json": "[]"}, "not readable (list indices must be"),
        (
            {"quoteboard.json": json.dumps({"format": 99, "made_by": "quoteboard 9"})},
            "this is a library of format 99, made by quoteboard 9. Expected format 1",
        ),
    ],
)
def test_library_that_is_none_says_so(tmp_path: Path, files: dict[str, str] | None, said: str) -> None:
    path = tmp_path / "library"
    if files is not None:
        path.mkdir()
        for name, content in files.items():
            (path / name).write_text(content)
    with pytest.raises(LibraryError, match=r"library.*: ") as error:
        Library(path)
    assert said in str(error.value)


def test_library_is_not_made_over_other_files(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ada")
    with pytest.raises(
        LibraryError, match=r"this folder holds other files\. Expected a new folder, an empty folder or a library\."
    ):
        Library(tmp_path, create=True)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    "rows, said",
    [
        (pd.DataFrame({"name": ["Ada"]}), "table names: no column type, actor. Found name."),
        (
            pd.DataFrame({"name": ["Ada"], "type": [3], "actor": ["ada"]}),
            "table names: Expected a string or bytes dtype, got int64",
        ),
        (
            pd.DataFrame({"name": ["Ada"], "type": [None], "actor": ["ada"]}),
            "names: column type has no value in 1 rows. Expected a value in every row.",
        ),
    ],
)
def test_library_takes_only_what_the_tables_allow(rows: pd.DataFrame, said: str) -> None:
    with pytest.raises(ValueError) as error:
        to_arrow(rows, "names")
    assert said in str(error.value)


def test_library_knows_when_names_are_to_be_linked_anew(library: Library) -> None:
    found = [library.is_linked()]
    for change in (
        lambda: library.add(tables(1)),
        library.relink,
        library.regroup,
        lambda: library.add(tables(2)),
        lambda: (library.relink(), library.regroup()),
        lambda: (library.path / "aliases.csv").write_text("name,alias,type\n"),
    ):
        change()
        found.append(library.is_linked())
    assert found == [False, False, False, True, False, True, False]


def test_library_takes_away_what_a_killed_writer_left(library: Library) -> None:
    library.add(tables(1))
    (library.path / ".names.parquet-0123abcd").write_bytes(b"half")
    (library.path / "batches" / ".000002-e9866d5b-0123abcd").mkdir()
    library.relink()
    left = [p.name for folder in (library.path, library.path / "batches") for p in folder.glob(".*")]
    assert left == [".lock"]


def test_library_marks_copies_across_batches(library: Library) -> None:
    words = " ".join(f"the {n}th ship left the port of Quillon on the tide of day {n * 7}" for n in range(12))
    for number, when in ((1, "2026-03-02"), (2, "2026-03-01"), (3, None)):
        one = article(number)._replace(
            text=f"Headline {number}\n\n{words}", published=pd.Timestamp(when, tz="UTC") if when else None
        )
        library.add(Tables(frame("articles", [one]), frame("sentences"), frame("quotes"), frame("mentions")))
    library.regroup()
    marked = library.query("SELECT article_id, duplicate_of FROM articles WHERE duplicate_of IS NOT NULL ORDER BY 1")
    assert marked.values.tolist() == [["a1", "a2"], ["a3", "a2"]]


def test_library_compacted_has_the_same_rows_in_the_same_order(library: Library) -> None:
    for number in range(9):
        library.add(tables(number), frame("skipped", [Skipped("b.csv", number, "no text")]))
    before = {name: library.query(f"SELECT * FROM {name}") for name in BATCH_TABLES}
    for fewest, batches in ((10, 9), (4, 3), (2, 1)):
        library.compact(fewest)
        assert len(library.batches()) == batches
        for name, rows in before.items():
            pd.testing.assert_frame_equal(library.query(f"SELECT * FROM {name}"), rows)
    assert library.add(tables(9, 0)) == (1, 0, 1)
    assert [batch.name[:7] for batch in library.batches()] == ["000001-", "000010-"]


def test_library_merged_batch_replaces_what_it_covers(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        library.add(tables(number))
    with monkeypatch.context() as patched:
        patched.setattr("shutil.rmtree", lambda *_, **__: None)  # as where the program is killed just then
        library.compact(4)
    assert len(list((library.path / "batches").iterdir())) == 5
    assert (len(library.batches()), count(library, "articles")) == (1, 4)
    library.relink()
    assert len(list((library.path / "batches").iterdir())) == 1


def test_library_large_batch_is_not_merged_nor_merged_across(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    for numbers in ((1,), (2,), (3, 4, 5), (6,), (7,)):
        library.add(tables(*numbers))
    sizes = [(batch / "articles.parquet").stat().st_size for batch in library.batches()]
    monkeypatch.setattr("analytics.library.library.SMALL", sizes[2])
    assert max(sizes[:2] + sizes[3:]) < sizes[2]
    library.compact(2)
    assert [batch.name[:6] for batch in library.batches()] == ["000001", "000003", "000004"]
    assert library.query("SELECT article_id FROM articles")["article_id"].tolist() == [f"a{n}" for n in range(1, 8)]


@pytest.mark.parametrize(
    "line, said",
    [
        ("[" * 100_000, "edits.jsonl, row 2: nested too deeply. Expected one edit, a JSON object of texts."),
        ('{"what": []}', "edits.jsonl, row 2, column what: found '[]'. Expected a text."),
        ('{"what": "undo", "of": {}}', "edits.jsonl, row 2, column of: found '{}'. Expected the number of an edit."),
        (
            '{"what": "alias", "names": "Ada", "to": "A", "to_type": "person"}',
            "column names: found 'Ada'. Expected a list of texts.",
        ),
        ('{"what": "hide", "actor": 3, "type": "person"}', "column actor: found '3'. Expected a text."),
        ("[]", "edits.jsonl, row 2: no edit"),
        ("nonsense", "edits.jsonl, row 2: no edit"),
    ],
)
def test_library_edits_that_are_invalid_are_named_in_one_line(library: Library, line: str, said: str) -> None:
    library.add(tables(1))
    first = '{"at": "", "by": "hand", "what": "hide", "actor": "Ada Quill", "type": "person"}'
    (library.path / "edits.jsonl").write_text(f"{first}\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError) as error:
        library.relink()
    assert said in str(error.value)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 500 + len(str(library.path))


def test_library_reads_batches_of_an_earlier_version_that_lack_columns(library: Library) -> None:
    for number in (1, 2):
        library.add(tables(number))
    before = library.batches()
    for batch, names in zip(before, (["tone"], ["tone", "quote"]), strict=True):  # such as were added since
        for table, lacking in (("mentions", [*names, "in_title"]), ("quotes", ["in_title"]), ("sentences", ["in_title"])):
            path = batch / f"{table}.parquet"
            pq.write_table(pq.read_table(path, partitioning=None).drop_columns(lacking), path)
        (batch / SUMS).unlink()
    with Library(library.path) as reader:
        assert reader.damaged(closely=True) == []
        found = reader.query("SELECT * FROM mentions")
        assert list(found.columns) == list(columns("mentions"))
        assert found[["tone", "quote"]].isna().all(axis=None)
        assert found["in_title"].tolist() == [False, False]
        assert count(reader, "mentions") == 2
        reader.regroup()
        reader.relink()
        assert list(find_problems(reader)) == []
        reader.add(tables(3))
        reader.compact(2)
        assert len(reader.batches()) < 3
        assert count(reader, "mentions") == 3
        assert reader.remove(["a1"]) == 1
        assert count(reader, "mentions") == 2
