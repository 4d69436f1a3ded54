"""Packed files and archives are read as what is in them; broken ones, and traps, cost themselves and nothing else."""

import bz2
import gzip
import io
import lzma
import zipfile
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from analytics.loaders import load

CSV = "id,text\n1,The port shut.\n2,The port is open.\n"


def zstd(data: bytes) -> bytes:
    return bytes(pa.Codec("zstd").compress(data))


@pytest.mark.parametrize("ending, pack", [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress), ("zst", zstd)])
def test_packed_file_is_read_as_what_is_in_it(tmp_path: Path, ending: str, pack: object) -> None:
    (tmp_path / f"a.csv.{ending}").write_bytes(pack(CSV.encode()))  # type: ignore[operator]
    for given in (tmp_path / f"a.csv.{ending}", tmp_path):
        loaded = load(given)
        assert (loaded.articles["article_id"].tolist(), len(loaded.skipped)) == (["1", "2"], 0)
        assert list(loaded.formats.values()) == ["CSV"]


def test_packed_archive_gives_its_files_under_its_name(tmp_path: Path) -> None:
    table = io.BytesIO()
    pd.DataFrame({"id": ["p"], "text": ["The tide turned."]}).to_parquet(table)
    with zipfile.ZipFile(tmp_path / "pile.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("news/a.txt", "Port shut\n\nThe port of Quillon shut.")
        archive.writestr("news/b.csv.gz", gzip.compress(CSV.encode()))
        archive.writestr("c.parquet", table.getvalue())
        archive.writestr("../../d.jsonl", '{"text": "Out of its folder."}')
        archive.writestr("README.md", "About.")
        archive.writestr("__MACOSX/a.txt", "x")
        archive.writestr("news/.hidden.txt", "x")
        archive.writestr("inner.zip", b"PK")
        archive.writestr("photo.jpg", b"x")
    before = set(tmp_path.parent.rglob("*"))
    loaded = load(tmp_path / "pile.zip")
    assert loaded.articles["loaded_from"].tolist() == [
        "pile.zip/news/a.txt",
        "pile.zip/news/b.csv.gz#2",
        "pile.zip/news/b.csv.gz#3",
        "pile.zip/c.parquet#1",
        "pile.zip/../../d.jsonl#1",
    ]
    assert [(row.file, row.reason.split(". Expected")[0]) for row in loaded.skipped.itertuples()] == [
        ("pile.zip/inner.zip", "an archive within an archive"),
        ("pile.zip/photo.jpg", ".jpg is no format read here"),
    ]
    assert set(tmp_path.parent.rglob("*")) == before


def bomb() -> bytes:
    """A few hundred bytes a megabyte of nothing."""
    return gzip.compress(b"text\n" + b"x" * 150_000_000, compresslevel=1)


@pytest.mark.parametrize(
    "name, data, taken, reason",
    [
        ("a.csv.gz", b"no gzip", 0, "cannot be read (broken where it is packed: Not a gzipped file (b'no'))"),
        ("a.csv.gz", gzip.compress(CSV.encode() * 50, mtime=0)[:-30], 0, "cannot be read (broken where it is packed: "),
        ("a.csv.xz", b"no xz", 0, "cannot be read (broken where it is packed: "),
        ("a.csv.zst", b"no zstd", 0, "cannot be read (broken where it is packed: "),
        ("a.zip", b"no zip", 0, "a broken archive (File is not a zip file). Expected a zip of files"),
        ("a.zip", b"PK\x05\x06" + bytes(18), 0, "an archive without files. Expected a zip of files"),
        ("a.csv.gz", bomb, 0, "cannot be read (unpacks to far more than texts do)"),
    ],
)
def test_packed_files_that_are_broken_say_so(tmp_path: Path, name: str, data: object, taken: int, reason: str) -> None:
    (tmp_path / name).write_bytes(data() if callable(data) else data)  # type: ignore[arg-type]
    (tmp_path / "b.csv").write_text(CSV)
    loaded = load(tmp_path / name, tmp_path / "b.csv")
    assert len(loaded.articles) == 2
    assert [row.reason.startswith(reason) for row in loaded.skipped.itertuples() if row.file == name][-1:] == [True], loaded.skipped


def test_packed_archive_with_a_broken_or_locked_file_gives_the_others(tmp_path: Path) -> None:
    path = tmp_path / "pile.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", CSV)
        archive.writestr("b.txt", "Port shut\n\nThe port of Quillon shut.")
    path.write_bytes(path.read_bytes().replace(b"The port is open", b"The port is OPEN"))
    loaded = load(path)
    assert loaded.articles["loaded_from"].tolist() == ["pile.zip/b.txt"]
    assert loaded.skipped["reason"].str.startswith("cannot be read (broken where it is packed: Bad CRC-32").tolist() == [True]
