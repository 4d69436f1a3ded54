"""Every invariant is checked: a sound library passes, and each thing that can be wrong is found."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analytics.files import SUMS
from analytics.library import Library, checks
from analytics.library.checks import find_problems, rules
from analytics.tables import to_arrow
from tests import press


def test_checks_sound_library_has_no_problems(tmp_path: Path) -> None:
    assert list(find_problems(press.made(tmp_path))) == []


def test_checks_empty_library_has_no_problems(tmp_path: Path) -> None:
    assert list(find_problems(Library(tmp_path / "library", create=True))) == []


OLD = pd.Timestamp("1650-01-01", tz="UTC")


def spoil(library: Library, table: str, column: str, row: int, value: object) -> None:
    """Change one cell in the files."""
    [batch] = library.batches()
    path = library.path / f"{table}.parquet" if table in {"actors", "names"} else batch / f"{table}.parquet"
    rows = pq.read_table(path, partitioning=None).to_pylist()
    rows[row][column] = value
    pq.write_table(pa.Table.from_pylist(rows, schema=pq.read_schema(path)), path)
    (batch / SUMS).unlink(missing_ok=True)  # as where an engine wrote the wrong row


ALONE = [
    ("articles", "words", 0, -1, "words is negative"),
    ("articles", "published", 0, OLD, "published is before 1800 or in the future"),
    ("articles", "dateline", 0, "--13-01", "dateline is not a day such as --01-31"),
    ("sentences", "tone", 0, 1.5, "tone is not within -1 to 1"),
    ("quotes", "kind", 0, "odd", "kind is not direct, mixed or indirect"),
    ("quotes", "confidence", 0, 1.01, "confidence is not within 0 to 1"),
    ("quotes", "tone", 0, -2.0, "tone is not within -1 to 1"),
    ("quotes", "words", 0, -1, "words is negative"),
    ("mentions", "tone", 0, 9.0, "tone is not within -1 to 1"),
    ("actors", "forms", 0, [], "there are no forms"),
    ("skipped", "reason", 0, " ", "the reason is missing"),
]
"""Cells that break a rule of their own column and no other: table, column, row, value, what is wrong."""


@pytest.mark.parametrize("small", [0, 3])
def test_checks_finds_cells_that_are_wrong_by_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    """In a library of three articles that counts as a large one, and in one that is small."""
    monkeypatch.setattr(checks, "_SMALL", small)
    library = press.made(tmp_path)
    for table, column, row, value, _ in ALONE:
        spoil(library, table, column, row, value)
    wanted = sorted((table, what) for table, *_, what in ALONE)
    assert sorted((problem.table, problem.what) for problem in find_problems(library)) == wanted


@pytest.mark.parametrize(
    "table, column, row, value, found",
    [
        ("articles", "article_id", 1, "a1", {("articles", "article_id occurs more than once")}),
        ("articles", "article_id", 0, "a9", {(t, "the article does not exist") for t in ("sentences", "quotes")}),
        ("articles", "text", 0, " \n", {("articles", "text is blank"), ("mentions", "text is not the text at start")}),
        ("articles", "duplicate_of", 0, "zz", {("articles", "duplicate_of is not an article")}),
        ("articles", "duplicate_of", 1, "a1", {("articles", "duplicate_of is itself a duplicate")}),
        ("sentences", "sentence", 1, 0, {("sentences", "the key occurs more than once")}),
        ("sentences", "end", 1, 999, {("sentences", "start and end are not inside the text")}),
        ("sentences", "in_title", 1, True, {("sentences", "start and end are not inside the text")}),
        ("sentences", "start", 1, 3, {("sentences", "sentences overlap or are out of order")}),
        ("sentences", "tone", 0, float("nan"), {("sentences", "column tone holds NaN")}),
        ("quotes", "quote", 1, 1, {("quotes", "the key occurs more than once")}),
        ("quotes", "parts", 0, [], {("quotes", "there are no parts")}),
        ("quotes", "parts", 0, [[15]], {("quotes", "a part is not a [start, end] inside the text")}),
        ("quotes", "parts", 0, [[15, 999]], {("quotes", "a part is not a [start, end] inside the text")}),
        ("quotes", "parts", 0, [[15, 31], [20, 25]], {("quotes", "parts overlap or are out of order")}),
        ("quotes", "text", 0, "We sail", {("quotes", "text is not the text at the parts, joined by \" … \"")}),
        ("quotes", "speaker_text", 0, "Ode", {("quotes", "speaker_text is not the text at speaker_start")}),
        ("quotes", "speaker_start", 0, None, {("quotes", "speaker_text is not the text at speaker_start")}),
        ("quotes", "cue", 0, "sang", {("quotes", "cue is not the text at cue_start")}),
        ("quotes", "speaker_type", 0, None, {("quotes", "name without speaker_type")}),
        ("quotes", "name", 0, "Nobody", {("quotes", "name is not linked to an actor")}),
        ("mentions", "start", 0, 1, {("mentions", "text is not the text at start")}),
        ("mentions", "in_title", 0, True, {("mentions", "text is not the text at start")}),
        ("mentions", "sentence", 0, 1, {("mentions", "the sentence does not exist, or does not contain the mention")}),
        ("mentions", "quote", 0, 9, {("mentions", "the quote does not exist")}),
        ("mentions", "name", 0, "Nobody", {("mentions", "name is not linked to an actor")}),
        ("actors", "actor", 1, "ada-quill", {("actors", "actor occurs more than once"), ("names", "the actor does not exist")}),
        ("names", "name", 1, "Ada Quill", {("names", "the key occurs more than once")}),
        ("names", "actor", 1, "zz", {("names", "the actor does not exist")}),
    ],
)  # fmt: skip
def test_checks_finds_what_is_wrong(
    tmp_path: Path, table: str, column: str, row: int, value: object, found: set[tuple[str, str]]
) -> None:
    library = press.made(tmp_path)
    spoil(library, table, column, row, value)
    missing = set(found)
    for problem in find_problems(library):
        missing.discard((problem.table, problem.what))
        if not missing:
            break  # further rules would only take time
    assert missing == set()


def test_checks_every_rule_is_read() -> None:
    text = Path(rules.__code__.co_filename).with_name("invariants.sql").read_text(encoding="utf-8")
    assert len(rules()) == text.count("\n\n-- ") > 30


@pytest.mark.parametrize(
    "change, table, what",
    [
        (lambda path: path.unlink(), "quotes", "a file is missing"),
        (lambda path: path.write_bytes(b"PAR1"), "quotes", "a file cannot be read"),
        (lambda path: pq.write_table(pa.table({"a": [1]}), path), "quotes", "a file has another schema"),
    ],
)  # fmt: skip
def test_checks_files_first(tmp_path: Path, change: object, table: str, what: str) -> None:
    library = press.made(tmp_path)
    change(library.batches()[0] / f"{table}.parquet")  # type: ignore[operator]
    assert [(problem.table, problem.what) for problem in find_problems(library)] == [(table, what)]


def test_checks_finds_a_file_that_differs_from_its_checksum(tmp_path: Path) -> None:
    library = press.made(tmp_path)
    path = library.batches()[0] / "skipped.parquet"
    pq.write_table(pq.read_table(path, partitioning=None), path, compression="none")
    assert [(problem.table, problem.what) for problem in find_problems(library)] == [
        ("skipped", "a file differs from its checksum")
    ]


def test_checks_rows_with_gaps(tmp_path: Path) -> None:
    library = press.made(tmp_path)
    path = library.batches()[0] / "skipped.parquet"
    table = to_arrow(pd.DataFrame({"file": ["a"], "row": pd.array([1], dtype="Int64"), "reason": ["x"]}), "skipped")
    loose = pa.schema([f.with_nullable(True) for f in table.schema])
    pq.write_table(pa.Table.from_pylist([{"file": "a", "row": 1, "reason": None}], schema=loose), path)
    assert [problem.what for problem in find_problems(library)] == ["a file has another schema"]
