"""The tables are what docs/tables.md says they are."""

import re
from datetime import datetime
from pathlib import Path

import pytest

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
