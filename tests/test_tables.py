"""The tables are what docs/tables.md says they are."""

import re
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analytics.files import write_table
from analytics.tables import ROWS, columns, frame, schema

PAGE = Path(__file__).parents[1] / "docs" / "tables.md"
TYPES = {
    "text": str,
    "whole number": int,
    "number": float,
    "yes or no": bool,
    "time (UTC)": datetime,
    "list of text": list[str],
    "list of pairs": list[list[int]],
}


def documented() -> dict[str, dict[str, tuple[object, bool]]]:
    found: dict[str, dict[str, tuple[object, bool]]] = {}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"## (\w+): one row is .+", line):
            current = found[heading[1]] = {}
        elif line.startswith("## "):
            current = {}
        elif (row := re.fullmatch(r"\| (\w+) \| ([\w ()]+?)(, may be missing)? \| .+ \|", line)) and row[1] != "column":
            current[row[1]] = (TYPES[row[2]], row[3] is not None)
    return found


def test_tables_are_as_documented() -> None:
    assert documented() == {table: columns(table) for table in ROWS}


@pytest.mark.parametrize("table", ROWS)
def test_frame_empty_is_typed(table: str) -> None:
    empty = frame(table)
    assert list(empty.columns) == list(columns(table)) == schema(table).names
    for name, (kind, nullable) in columns(table).items():
        expected = {
            str: "str",
            float: "float64",
            bool: "bool",
            int: "Int64" if nullable else "int64",
            datetime: "datetime64[us, UTC]",
        }.get(kind, "object")
        assert str(empty[name].dtype) == expected, name


def test_frame_keeps_unknown_missing() -> None:
    skipped = frame("skipped", [("a.txt", None, "empty"), ("b.csv", 3, "no text")])
    assert skipped["row"].tolist()[1] == 3
    assert skipped["row"].isna().tolist() == [True, False]


@pytest.mark.parametrize("rows", [0, 1, 5, 3000])
def test_tables_are_read_as_they_were_written(tmp_path: Path, rows: int) -> None:
    """Whatever encoding is chosen for a column: for few or many different numbers, gaps, long and empty texts, lists."""
    numbers = range(rows)
    table = pa.table(
        {
            "up": pa.array(numbers, pa.int64()),
            "any": pa.array([(n * 7919) % 1013 - 500 if n % 3 else None for n in numbers], pa.int64()),
            "few": pa.array([n % 4 / 4 for n in numbers], pa.float64()),
            "many": pa.array([1 / (n + 1) if n % 5 else None for n in numbers], pa.float64()),
            "short": pa.array(["x" * (n % 3) if n % 2 else None for n in numbers], pa.string()),
            "long": pa.array([f"{n} text " * (n % 40) for n in numbers], pa.string()),
            "prints": pa.array([[n, 2**32 - 1 - n][: n % 3] for n in numbers], pa.list_(pa.uint32())),
            "parts": pa.array([[[n, n + 1]] * (n % 3) for n in numbers], pa.list_(pa.list_(pa.int64()))),
            "yes": pa.array([n % 2 == 0 for n in numbers], pa.bool_()),
            "none": pa.nulls(rows, pa.float64()),
        }
    )
    write_table(tmp_path / "t.parquet", table)
    assert pq.read_table(tmp_path / "t.parquet").equals(table)
    assert duckdb.connect().sql(f"FROM '{tmp_path / 't.parquet'}'").to_arrow_table().to_pylist() == table.to_pylist()
