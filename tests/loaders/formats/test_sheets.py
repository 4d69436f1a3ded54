"""Workbooks are read as tables are."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from analytics.loaders import load
from tests.loaders.workbooks import workbook


def test_sheets_with_a_text_column_are_read(tmp_path: Path) -> None:
    notes = [["about", "this"], ["nothing", "here"]]
    rows = [
        ["ID", "Headline", "Body", "Date"],
        ["q1", "Port shut", " The port shut. ", "13/02/2026"],
        ["q2", "", "It rained.", "03/02/2026"],
    ]
    (tmp_path / "a.xlsx").write_bytes(workbook(notes, rows))
    loaded = load(tmp_path)
    assert loaded.articles[["article_id", "text", "loaded_from"]].values.tolist() == [
        ["q1", " The port shut. ", f"{tmp_path.name}/a.xlsx#2"],
        ["q2", "It rained.", f"{tmp_path.name}/a.xlsx#3"],
    ]
    assert loaded.articles["published"].tolist() == [datetime(2026, 2, 13, tzinfo=UTC), datetime(2026, 2, 3, tzinfo=UTC)]
    assert (len(loaded.skipped), list(loaded.formats.values())) == (1, ["spreadsheet"])


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"", "a broken workbook ("),
        (b"PK\x03\x04 and no more", "a broken workbook ("),
        (
            workbook([["about", "this"], ["nothing", "here"]]),
            "no text column among 'about', 'this'. Expected a column named text, ",
        ),
        (workbook([]), "a workbook without rows. Expected a workbook with a header row and a text column"),
        (workbook([["id", "text"]]), "a workbook without rows. Expected a workbook with a header row and a text column"),
    ],
)
def test_sheets_that_are_none_say_so(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(data)
    loaded = load(tmp_path / "a.xlsx")
    assert len(loaded.articles) == 0
    assert [found.startswith(reason) for found in loaded.skipped["reason"]] == [True], loaded.skipped["reason"].tolist()
