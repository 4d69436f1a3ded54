"""Files made to keep a reader busy: its work grows with the file and no faster, with a reason where it gives nothing."""

import io
import struct
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analytics.loaders import load
from analytics.loaders.formats import docx, pdf
from tests.growth import assert_linear
from tests.loaders import exports

_SPACE = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def parquet(table: pa.Table, *, dictionary: bool) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", use_dictionary=dictionary, write_statistics=False)
    return sink.getvalue()


def one_cell(n: int) -> pa.StringArray:
    """A column of one row, filled without an encoder's walk through its characters."""
    return pa.StringArray.from_buffers(1, pa.py_buffer(struct.pack("<2i", 0, n)), pa.py_buffer(b"x" * n))


def same_cells(n: int) -> pa.DictionaryArray:
    """A column of rows with one long text in common, which the file holds once."""
    return pa.DictionaryArray.from_arrays(pa.array([0] * n), ["x" * 1_000_000])


def paragraphs(n: int) -> bytes:
    return exports.docx_of(b"<w:document " + _SPACE + b"><w:body>" + b"<w:p/>" * n + b"</w:body></w:document>")


def _depths(n: int) -> list[int]:
    return [97 * d % 990 for d in range(1, n)]


# A file of each kind by its size, and a size an eighth of which takes some milliseconds at least.
TRAPS: dict[str, tuple[Callable[[int], bytes], int]] = {
    "fonts.rtf": (lambda n: b"{\\rtf1" + b"{\\fonttbl{\\f0 A;" * n + b"}", 100_000),
    "links.rtf": (lambda n: b"{\\rtf1" + b'{\\field{\\*\\fldinst{HYPERLINK "a"}}{\\fldrslt ' * n + b"}", 50_000),
    "lines.rtf": (lambda n: b"{\\rtf1 document" + b"\n" * n + b"}", 2_000_000),
    "lines.txt": (lambda n: b"Document " + b"\n" * n + b"x", 2_000_000),
    "paragraphs.docx": (paragraphs, 20_000),
    "marks.xml": (lambda n: b"<nitf><body><body.content>" + b"<p>a</p>" * n + b"</body.content></body></nitf>", 40_000),
    "many marks.xml": (lambda n: b"<nitf><body><body.content>" + b"<p>a</p>" * n + b"</body.content></body></nitf>", 4_800_000),
    "nested.html": (lambda n: b"<div class='article enArticle'><table><tr><td>" * n, 20_000),
    "pages.pdf": (lambda n: exports.pdf(["The port shut on Tuesday, and it rained."] * 200, pages=n), 32),
    "header.eml": (lambda n: b"Subject: x\r\nContent-Type: text/html; " + b"a=b;\r\n " * n + b"\r\n\r\nx", 100_000),
    "parts.eml": (
        lambda n: b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\nContent-Type: text/csv\r\n\r\nx\r\n" * n,
        50_000,
    ),
    "header.warc": (lambda n: b"WARC/1.0\r\nA: " + b"x" * n, 30_000_000),
    "page.json": (lambda n: b"<html>" + b"x " * n, 10_000_000),
    "rows.parquet": (lambda n: parquet(pa.table({"text": same_cells(n)}), dictionary=True), 400),
    "cell.parquet": (lambda n: parquet(pa.table({"text": one_cell(n)}), dictionary=False), 120_000_000),
    "nested.jsonl": (
        lambda n: b"\n".join(b'{"text": "It rained.", "url": ' + b"[" * d + b"]" * d + b"}" for d in _depths(n)),
        800,
    ),
    "deep.json": (lambda n: b'{"uri": 1, "bodies":' + b"[" * n, 1_000_000),
}


@pytest.mark.parametrize("name", TRAPS)
def test_traps_take_time_in_proportion_to_their_size(tmp_path: Path, name: str) -> None:
    make, size = TRAPS[name]

    def written(n: int) -> Path:
        path = tmp_path / str(n) / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(make(n))
        return path

    def read(path: Path) -> None:
        loaded = load(path)
        assert len(loaded.articles) + len(loaded.skipped) >= 1

    assert_linear(written, read, size // 8)


def test_traps_of_more_paragraphs_than_a_text_has_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "_MOST_PARAGRAPHS", 1_000)
    said = []
    for n in (1_000, 1_001):
        (tmp_path / "a.docx").write_bytes(paragraphs(n))
        said += load(tmp_path / "a.docx").skipped["reason"].tolist()
    assert ["more than 1,000 paragraphs" in reason for reason in said] == [False, True]


def test_traps_of_drawings_in_a_pdf_are_read_up_to_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_MOST_MARKS_IN_ALL", 40_000)
    (tmp_path / "a.pdf").write_bytes(exports.pdf(["The port shut on Tuesday, and it rained."] * 200, pages=60))
    [reason] = load(tmp_path / "a.pdf").skipped["reason"]
    assert reason.startswith("page 5 and later ones left out") and "40,000 bytes" in reason
