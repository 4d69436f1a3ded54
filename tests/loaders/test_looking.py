"""A look at tables before they are read."""

import json
from pathlib import Path

import pandas as pd
import pytest

from analytics.loaders.looking import look
from tests.loaders.workbooks import workbook

ROW = {"Nr": "a1", "Inhalt": "The ferry sank.", "publisher": "Quorl Post"}
WRITTEN = {
    "a.csv": (",".join(ROW) + "\n" + ",".join(ROW.values()) + "\n").encode(),
    "a.tsv": ("\t".join(ROW) + "\n" + "\t".join(ROW.values()) + "\n").encode(),
    "a.json": json.dumps([ROW]).encode(),
    "a.jsonl": json.dumps(ROW).encode(),
    "a.xlsx": workbook([list(ROW), list(ROW.values())]),
    "a.parquet": pd.DataFrame([ROW]).to_parquet(),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_looking_gives_columns_and_first_rows_of_every_kind_of_table(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(WRITTEN[name])
    [table] = look([tmp_path / name])
    assert table == ((name,), tuple(ROW), {"text": "Inhalt", "outlet": "publisher"}, [ROW], ())
    assert table.unclear


def test_looking_takes_files_of_the_same_columns_together(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("id,text\n1," + "rain " * 100 + "\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text("Port shut", encoding="utf-8")
    [table] = look([tmp_path, "https://quay.example/feed"])
    assert table.labels == (f"{tmp_path.name}/a.csv", f"{tmp_path.name}/b.csv")
    assert not table.unclear
    assert len(table.rows[0]["text"]) == 200


@pytest.mark.parametrize(("name", "data"), [("a.csv", b""), ("a.parquet", b"broken"), ("a.xlsx", b"broken"), ("a.json", b"[1")])
def test_looking_passes_over_what_cannot_be_read(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert look([tmp_path / name, tmp_path / "nowhere.csv"]) == []
