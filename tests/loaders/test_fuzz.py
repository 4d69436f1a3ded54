"""Broken files of every format: no exception, an answer in time, and a reason for each file that gives nothing.

How many are tried is read from QUOTEBOARD_FUZZ (files a format); a few by default. For 2,000 a format:

    QUOTEBOARD_FUZZ=2000 python -m pytest tests/loaders/test_fuzz.py
"""

import gzip
import io
import json
import os
import random
import time
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from analytics.loaders import load
from analytics.loaders.batches import Loaded
from tests.loaders import crawls, exports
from tests.loaders.pages import ATOM, FEED, MARKED, mhtml, page
from tests.loaders.workbooks import workbook

TRIES = int(os.environ.get("QUOTEBOARD_FUZZ", "25"))
ROWS = [
    {"id": f"q{n}", "title": "Port shut", "text": f"“It rained {n} times,” Ada Quill said.", "date": f"{n}/03/2026"}
    for n in range(1, 9)
]


def parquet() -> bytes:
    sink = io.BytesIO()
    pd.DataFrame(ROWS).to_parquet(sink)
    return sink.getvalue()


def archive(name: str, data: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, data)
    return sink.getvalue()


CSV = pd.DataFrame(ROWS).to_csv(index=False).encode()
VALID = {
    "a.txt": b"---\ntitle: Port shut\ndate: 2026-03-03\n---\nQUILLON, Mar 3 (Pressa) \xe2\x80\x94 It shut.\n\nIt rained.\n",
    "a.csv": CSV,
    "a.tsv": pd.DataFrame(ROWS).to_csv(index=False, sep="\t").encode(),
    "a.json": json.dumps(ROWS).encode(),
    "a.jsonl": "\n".join(map(json.dumps, ROWS)).encode(),
    "a.parquet": parquet(),
    "a.xlsx": workbook([list(ROWS[0]), *(list(row.values()) for row in ROWS)]),
    "a.html": page("<title>Port shut</title>").encode(),
    "a.rss": FEED.replace("{story}", MARKED).encode(),
    "a.atom": ATOM.replace("{story}", MARKED.replace("<", "&lt;")).encode(),
    "a.csv.gz": gzip.compress(CSV),
    "a.zip": archive("a.csv", CSV),
    "2024-05-03-a.txt": b"Port shut\n\nIt shut.\n",
    "several.txt": exports.several(),
    "wires.txt": exports.wires(),
    "proquest.rtf": exports.rtf(exports.proquest_txt().decode().split("\n")),
    "nexis.docx": exports.docx(exports.nexis_cover(exports.TITLE) + exports.nexis()),
    "nexis.rtf": exports.rtf(exports.nexis_cover(exports.TITLE) + exports.nexis()),
    "nexis.txt": exports.lexis_old(),
    "factiva.rtf": exports.factiva_rtf(labelled=False),
    "factiva.html": exports.factiva_html(labelled=True),
    "factiva.xml": exports.factiva_xml(),
    "proquest.txt": exports.proquest_txt(),
    "proquest.ris": exports.proquest_ris(),
    "proquest.xml": exports.proquest_xml(),
    "europresse.html": exports.europresse_html(),
    "lexis.html": exports.lexis_html(),
    "newsml1.xml": exports.newsml_1(),
    "guardian.json": exports.guardian(),
    "lines.tsv": b'title\ttext\nA\t"It rained," she said.\nB\t"It rained.\n',
    "newsml.xml": exports.newsml(),
    "nitf.xml": exports.nitf(),
    "ninjs.json": exports.ninjs(),
    "letter.eml": exports.eml(),
    "page.mhtml": mhtml(page("<title>Port shut</title>")),
    "page.txt": page("<title>Port shut</title>").encode(),
    "numbers.json": json.dumps({"data": {str(n): row for n, row in enumerate(ROWS)}}).encode(),
    "dpa.json": json.dumps(
        {
            "entries": [
                {
                    "urn": "urn:1",
                    "headline": "Port shut",
                    "byline": "By Ada Quill, dpa",
                    "pubstatus": "usable",
                    "version_created": "2024-05-03T08:30:00+02:00",
                    "article_html": f"<section><p>{'</p><p>'.join(exports.STORY)}</p></section>",
                }
            ]
        }
    ).encode(),
    "printed.pdf": exports.pdf(
        [
            "11/28/26, 11:01 PM Port shut | The Quay",
            "The Quay",
            "",
            *exports.wrapped(exports.STORY),
            "https://quay.example/port 1/1",
        ]
    ),
    "dump.csv": exports.dump(),
    "a.pdf": exports.pdf(exports.wrapped(exports.STORY)),
    "a.warc": crawls.warc(),
    "a.warc.gz": crawls.warc(packed=True),
    "cloud.csv": crawls.MEDIA_CLOUD,
    "gdelt.json": crawls.GDELT_LIST,
    "gdelt.csv": crawls.GDELT_GRAPH,
}
# What is packed is broken inside too: outside, a checksum tells at once.
INSIDE = {
    "inside.docx": (zipfile.ZipFile(io.BytesIO(VALID["nexis.docx"])).read("word/document.xml"), exports.docx_of),
    "inside.warc.gz": (crawls.warc(), gzip.compress),
}
LISTS = {"cloud.csv", "gdelt.json", "gdelt.csv"}  # addresses alone: no article is in them
SPICE = [
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b'"',
    b"'",
    b"\r",
    b"\n",
    b",",
    b"{",
    b"[",
    b"]",
    b"<",
    b">",
    b"&",
    b"\xf0\x9f",
    b"\\ud800",
    b"---\n",
    b"{\\rtf1 {\\*",
    b"\\u-99999?",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>&b;",
    b"=?utf-8?q?=ff?=",
    b"Content-Length: 99999999999999",
    b"End of Document\n",
    b"____________________________________________________________\n",
]


def broken(data: bytes, rng: random.Random) -> bytes:
    """The data with one to six injuries: bytes changed, cut, doubled, swapped or put in."""
    for _ in range(rng.randint(1, 6)):
        at, size = rng.randrange(len(data) + 1), rng.choice([1, 4, 40, 400])
        kind = rng.randrange(5)
        if kind == 0:
            data = data[:at] + bytes(rng.randrange(256) for _ in range(min(size, 40))) + data[at + size :]
        elif kind == 1:
            data = data[:at] + data[at + size :]
        elif kind == 2:
            data = data[:at] + data[at : at + size] * rng.choice([2, 50]) + data[at + size :]
        elif kind == 3:
            data = data[:at] + rng.choice(SPICE) * rng.choice([1, 1, 30]) + data[at:]
        else:
            data = data[: rng.randrange(len(data) + 1)]
    return data


def timed(path: Path) -> tuple[float, Loaded]:
    """The CPU seconds of a load, and what it gave."""
    began = time.process_time()
    loaded = load(path)
    return time.process_time() - began, loaded


@pytest.mark.parametrize("name", [*VALID, *INSIDE])
def test_fuzz_broken_files_cost_themselves_only(tmp_path: Path, name: str) -> None:
    data, pack = INSIDE.get(name, (VALID.get(name, b""), bytes))
    rng = random.Random(name)
    path = tmp_path / name
    path.write_bytes(pack(data))
    assert len(load(path).articles) >= (name not in LISTS)
    whole = min(timed(path)[0] for _ in range(3))
    for number in range(TRIES):
        injured = broken(data, rng)
        path.write_bytes(pack(injured))
        most = 100 * whole * (1 + len(injured) / len(data))  # far more than the intact file takes, in proportion to its size
        seconds, loaded = timed(path)
        assert seconds < most or timed(path)[0] < most, number
        assert len(loaded.articles) + len(loaded.skipped) >= 1, number
        loaded.articles["text"].str.encode("utf-8")
        assert loaded.articles["article_id"].is_unique
