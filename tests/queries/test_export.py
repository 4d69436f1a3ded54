"""Tables leave as files that other programs read right, and that no spreadsheet runs."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.formulas import guard, is_formula, unguard
from analytics.queries.export import write, write_csv, write_jsonl
from analytics.queries.filters import Filters
from analytics.queries.rows import export_rows
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


SPACES = ["", " ", "\n", "\r\n", "\t", "\x00", "\u00a0", "\u202f", "\u3000"]
MARKS = ["\ufeff", "\u200b", "\u2060", "\u200e", "\u202a", "\u00ad", " \u200b\ufeff\n"]


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
@pytest.mark.parametrize("before", SPACES + MARKS)
def test_export_guards_formulas_whatever_comes_before_the_sign(before: str, sign: str) -> None:
    text = f"{before}{sign}1+1"
    assert is_formula(text)
    assert guard(text) == f"'{text}"
    assert unguard(guard(text)) == text
    assert not is_formula(f"x{text}")
    assert f"'{text}" in write_csv(pd.DataFrame({"text": [text]})).decode("utf-8-sig")


@pytest.mark.parametrize("text", ["", " ", "We sail", "1-1", "“=1”", "…=1", "a@b.example", "'Tis so", "'=", "–5", "—so"])
def test_export_leaves_other_texts_alone(text: str) -> None:
    assert guard(text) == text


@pytest.mark.parametrize("text", ["'Tis so", "We", "''=1", ""])
def test_export_guard_is_removed_only_where_it_was_put(text: str) -> None:
    assert unguard(text) == text


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
    with pytest.raises(ValueError, match=r"format 'xls' is unknown\. Expected csv, jsonl, parquet\."):
        write(pd.DataFrame({"a": [1]}), "xls")
