"""Files made to keep a reader busy: each is over in seconds, with a reason where it gives nothing."""

import io
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analytics.loaders import load
from tests.loaders import exports

_SPACE = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def parquet(table: pa.Table, *, dictionary: bool) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", use_dictionary=dictionary)
    return sink.getvalue()


TRAPS: dict[str, Callable[[], bytes]] = {
    "fonts.rtf": lambda: b"{\\rtf1" + b"{\\fonttbl{\\f0 A;" * 100_000 + b"}",
    "links.rtf": lambda: b"{\\rtf1" + b'{\\field{\\*\\fldinst{HYPERLINK "a"}}{\\fldrslt ' * 50_000 + b"}",
    "lines.rtf": lambda: b"{\\rtf1 document" + b"\n" * 2_000_000 + b"}",
    "lines.txt": lambda: b"Document " + b"\n" * 2_000_000 + b"x",
    "paragraphs.docx": lambda: exports.docx_of(
        b"<w:document " + _SPACE + b"><w:body>" + b"<w:p/>" * 600_000 + b"</w:body></w:document>"
    ),
    "marks.xml": lambda: b"<nitf><body><body.content>" + b"<p>a</p>" * 600_000 + b"</body.content></body></nitf>",
    "nested.html": lambda: b"<div class='article enArticle'><table><tr><td>" * 20_000,
    "pages.pdf": lambda: exports.pdf(["The port shut on Tuesday, and it rained."] * 2_000, pages=300),
    "header.eml": lambda: b"Subject: x\r\nContent-Type: text/html; " + b"a=b;\r\n " * 100_000 + b"\r\n\r\nx",
    "parts.eml": lambda: (
        b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\nContent-Type: text/csv\r\n\r\nx\r\n" * 50_000
    ),
    "header.warc": lambda: b"WARC/1.0\r\nA: " + b"x" * 30_000_000,
    "page.json": lambda: b"<html>" + b"x " * 100_000_000,
    "rows.parquet": lambda: parquet(
        pa.table({"text": pa.DictionaryArray.from_arrays(pa.array([0] * 20_000), ["x" * 1_000_000])}), dictionary=True
    ),
    "cell.parquet": lambda: parquet(pa.table({"text": ["x" * 120_000_000]}), dictionary=False),
    "nested.jsonl": lambda: b"\n".join(b'{"text": "It rained.", "url": ' + b"[" * n + b"]" * n + b"}" for n in range(1, 990)),
    "deep.json": lambda: b'{"uri": 1, "bodies":' + b"[" * 1_000_000,
}


@pytest.mark.usefixtures("off_the_collectors_clock")
@pytest.mark.parametrize("name", TRAPS)
def test_traps_are_over_in_seconds(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(TRAPS[name]())
    began = time.process_time()
    loaded = load(tmp_path / name)
    assert time.process_time() - began < 10
    assert len(loaded.articles) + len(loaded.skipped) >= 1
