"""Tables leave as files that other programs read right, and that no spreadsheet runs."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.queries.export import write, write_csv, write_jsonl
from analytics.queries.filters import Filters, export_rows
from tests import press


@pytest.mark.parametrize(
    "cell, safe, raw",
    [
        ("=1+1", "'=1+1", "=1+1"),
        ("+1", "'+1", "+1"),
        ("-2 degrees", "'-2 degrees", "-2 degrees"),
        ("@SUM(A1)", "'@SUM(A1)", "@SUM(A1)"),
        ("\t=1", "'\t=1", "\t=1"),
        ("\r=1", '"\'\r=1"', '"\r=1"'),
        ("“Oui”, said she", '"“Oui”, said she"', '"“Oui”, said she"'),
        ('a "b"\nc', '"a ""b""\nc"', '"a ""b""\nc"'),
        (None, "", ""),
        ([[0, 4], [9, 12]], '"[[0, 4], [9, 12]]"', '"[[0, 4], [9, 12]]"'),
        (["=a", "é"], '"[""=a"", ""é""]"', '"[""=a"", ""é""]"'),
        (pd.Timestamp("2026-03-03T09:30:00Z"), "2026-03-03T09:30:00Z", "2026-03-03T09:30:00Z"),
        (-0.5, "-0.5", "-0.5"),
        (7, "7", "7"),
    ],
)
def test_export_csv_cells(cell: Any, safe: str, raw: str) -> None:
    rows = pd.DataFrame({"first": pd.Series([cell]), "last": ["x"]})
    assert write_csv(rows).decode("utf-8-sig") == f"first,last\r\n{safe},x\r\n"
    assert write_csv(rows, raw=True).decode("utf-8-sig") == f"first,last\r\n{raw},x\r\n"


def test_export_csv_of_no_rows_is_its_header() -> None:
    assert write_csv(pd.DataFrame({"a": pd.Series(dtype="str"), "b": pd.Series(dtype="Int64")})) == b"\xef\xbb\xbfa,b\r\n"


def test_export_csv_is_read_back_as_it_was(tmp_path: Path) -> None:
    rows = export_rows(press.made(tmp_path), "quotes", Filters())
    back = pd.read_csv(io.BytesIO(write_csv(rows, raw=True)), keep_default_na=False, dtype="str", encoding="utf-8-sig")
    assert back["text"].tolist() == rows["text"].tolist()
    assert back["published"].tolist() == ["2026-03-04T00:00:00Z", "2026-03-04T00:00:00Z", "2026-03-03T23:59:00Z", "", ""]


def test_export_jsonl_keeps_types_and_gaps() -> None:
    rows = pd.DataFrame(
        {
            "text": ["é\n", None],
            "n": pd.array([3, None], dtype="Int64"),
            "when": pd.Series([datetime(2026, 3, 3, tzinfo=UTC), None], dtype="datetime64[us, UTC]"),
            "parts": [[[0, 4]], []],
        }
    )
    assert write_jsonl(rows).decode() == (
        '{"text": "é\\n", "n": 3, "when": "2026-03-03T00:00:00Z", "parts": [[0, 4]]}\n'
        '{"text": null, "n": null, "when": null, "parts": []}\n'
    )


def test_export_parquet_is_read_back_as_it_was(tmp_path: Path) -> None:
    rows = export_rows(press.made(tmp_path), "quotes", Filters())
    back = pd.read_parquet(io.BytesIO(write(rows, "parquet")))
    assert back["quote"].tolist() == rows["quote"].tolist()
    assert [[list(p) for p in parts] for parts in back["parts"]] == rows["parts"].tolist()
    assert back["published"].tolist() == rows["published"].tolist()


def test_export_refuses_a_format_it_does_not_know() -> None:
    with pytest.raises(ValueError, match="format 'xls'; accepted: csv, jsonl, parquet"):
        write(pd.DataFrame({"a": [1]}), "xls")
