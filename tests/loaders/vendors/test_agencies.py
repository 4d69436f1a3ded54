"""What agencies send, what crawls keep, letters, PDFs and dated file names: read as what they are, bounded, never made up."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from analytics.loaders import load
from analytics.loaders.formats import warc
from tests.loaders import crawls, exports
from tests.loaders.exports import OTHER, SECOND, STORY, TITLE

MORNING = datetime(2024, 5, 3, 6, 30, tzinfo=UTC)
FIRST, NEXT = "\n\n".join([TITLE, *STORY]), "\n\n".join([SECOND, *OTHER])
PLAIN = FIRST.replace("“", '"').replace("”", '"').replace("—", "-")


@pytest.mark.parametrize(
    "name, data, form, text, outlet, author, rows",
    [
        ("a.xml", exports.newsml(), "NewsML or NITF", FIRST, "Pressa", "Ada Quill", 0),
        ("a.xml", exports.nitf(), "NewsML or NITF", FIRST, "The Quay", "Ada Quill", 0),
        ("a.nitf", exports.nitf(), "NewsML or NITF", FIRST, "The Quay", "Ada Quill", 0),
        ("a.json", exports.ninjs(), "ninjs", FIRST, "Pressa", "Ada Quill", 3),
        ("a.eml", exports.eml(), "e-mail", FIRST, "The Quay", None, 0),
        ("a.eml", exports.eml(marked=False), "e-mail", FIRST, "The Quay", None, 0),
        ("a.pdf", exports.pdf(exports.wrapped(STORY)), "PDF", PLAIN, None, "Ada Quill", 0),
    ],
)
def test_agencies_letters_and_pdfs_give_their_article(
    tmp_path: Path, name: str, data: bytes, form: str, text: str, outlet: str | None, author: str | None, rows: int
) -> None:
    (tmp_path / name).write_bytes(data)
    loaded = load(tmp_path / name)
    assert (list(loaded.formats.values()), len(loaded.skipped)) == ([form], rows)
    article = loaded.articles.iloc[0].astype(object).where(loaded.articles.iloc[0].notna(), None)
    found = [article[column] for column in ("title", "text", "published", "outlet", "author")]
    assert found == [TITLE, text, pd.Timestamp(MORNING), outlet, author]


@pytest.mark.parametrize(
    "name, data, reason",
    [
        ("a.xml", exports.newsml(kind="picture"), "an item of class 'picture'"),
        ("a.xml", exports.newsml(status="canceled"), "an item that is canceled"),
        ("a.xml", b"<nitf><body/></nitf>", "no text below the headline"),
        ("a.xml", b"<packageItem xmlns='http://iptc.org/std/nar/2006-10-01/'/>", "no news items, but <packageItem>"),
        ("a.json", b'{"uri": "urn:1", "versioncreated": "2024-05-03"}', "an item without a body"),
        ("a.json", b'{"uri": "urn:1", "body_text": "x", ', "no JSON: "),
        ("a.eml", b"", "an empty file"),
        ("a.eml", b"Subject: x\r\n\r\n", "an e-mail without a story"),
        ("a.pdf", b"%PDF-1.4 nothing", "a broken PDF"),
        ("a.pdf", exports.pdf([]), "a PDF with 0 words in it, perhaps scanned"),
        ("a.warc", b"", "an empty file"),
        ("a.warc", b"Port shut", "no WARC from here on: b'Port shut' where a record should begin"),
        (
            "a.warc",
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -7\r\n\r\n",
            "no WARC from here on: a record whose length ",
        ),
        ("a.warc.gz", b"no gzip", "no WARC from here on: broken where it is packed"),
    ],
)
def test_agencies_files_without_an_article_say_why(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    loaded = load(tmp_path / name)
    assert len(loaded.articles) == 0
    assert [found.startswith(reason) for found in loaded.skipped["reason"]] == [True], loaded.skipped["reason"].tolist()


@pytest.mark.parametrize(
    "entity, wanted",
    [("&eacute;", "Café said."), ("&amp;", "Caf& said."), ("&file;", "Caf said."), ("&own;", "Caf said."), ("&l11;", None)],
)
def test_agencies_entities_are_never_expanded(tmp_path: Path, entity: str, wanted: str | None) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the harbour master's key")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    own = f'<!ENTITY own "made up"><!ENTITY l0 "ha">{laughs}<!ENTITY file SYSTEM "{secret.as_uri()}">'
    body = f"<nitf><body><body.content><p>Caf{entity} said.</p></body.content></body></nitf>"
    (tmp_path / "a.xml").write_text(f'<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-5.dtd" [{own}]>{body}')
    loaded = load(tmp_path / "a.xml")
    assert loaded.articles["text"].tolist() == ([wanted] if wanted else [])
    assert len(loaded.skipped) == (wanted is None)


@pytest.mark.parametrize("name, packed", [("a.warc", False), ("a.warc.gz", True)])
def test_agencies_warc_gives_its_pages_and_counts_the_rest(tmp_path: Path, name: str, packed: bool) -> None:
    (tmp_path / name).write_bytes(crawls.warc(packed=packed))
    loaded = load(tmp_path / name)
    assert loaded.articles[["title", "text", "published", "url", "loaded_from"]].values.tolist() == [
        [TITLE, FIRST, pd.Timestamp(MORNING), "https://quay.example/port", f"{name}#3"],
        [SECOND, NEXT, pd.Timestamp(MORNING), "https://quay.example/port", f"{name}#4"],
    ]
    passed = "1 of type warcinfo, 1 of type request, 1 responses of status 404, 1 responses of type image/png"
    assert [(row.row, row.reason.split(". Expected")[0]) for row in loaded.skipped.fillna(0).itertuples()] == [
        (7, "https://quay.example/port: a page without a story"),
        (
            0,
            f"4 records skipped ({passed})",
        ),
    ]


def test_agencies_warc_keeps_what_comes_before_a_break_and_bounds_pages(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" + b"x" * 30_000_000)
    packed = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
    records = [
        crawls.warc_record(bomb, head=packed),
        crawls.warc_record(crawls.page(), head=packed),  # says that it is packed, and is not
        crawls.warc_record(crawls.page(), head=packed.replace("gzip", "lzw")),
        crawls.warc_record(crawls.page(SECOND, OTHER)).replace(b"https://quay.example/port", b"https://[quay.example/po"),
        crawls.warc_record(crawls.page())[:-400],
    ]
    (tmp_path / "a.warc").write_bytes(b"".join(records))
    loaded = load(tmp_path / "a.warc")
    assert loaded.articles["title"].tolist() == [TITLE, SECOND]
    assert [reason.split(". Expected")[0] for reason in loaded.skipped["reason"]] == [
        "no WARC from here on: the file ends within a record",
        "2 records skipped (1 pages of more than 10,000,000 bytes, 1 pages packed as lzw, which is not read here)",
    ]


def test_agencies_reports_hold_no_half_characters(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"uri": 1, "type": "text", "pubstatus": "\\ud800\\u001b", "versioncreated": "2024"}]')
    assert load(tmp_path / "a.json").skipped["reason"][0].startswith("an item that is \ufffd\ufffd. Expected ")


@pytest.mark.parametrize("packing, codec", [("br", "brotli"), ("zstd", "zstd")])
def test_agencies_warc_unpacks_what_hosts_pack_today(tmp_path: Path, packing: str, codec: str) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {packing}\r\n"
    whole = pa.compress(crawls.page(), codec=codec, asbytes=True)
    bomb = pa.compress(b"<p>" + bytes(50_000_000), codec=codec, asbytes=True)
    assert len(warc._streamed(bomb, codec)) <= 10_000_001
    records = [
        crawls.warc_record(whole, head=head),
        crawls.warc_record(whole[:-20], head=head),
        crawls.warc_record(pa.compress(crawls.page(SECOND, OTHER), codec=codec, asbytes=True), head=head),
        crawls.warc_record(crawls.page("Ferry back"), head=head),  # says that it is packed, and is not
        crawls.warc_record(bomb, head=head),
        crawls.warc_record(b"", head=head),
    ]
    (tmp_path / "a.warc").write_bytes(b"".join(records))
    loaded = load(tmp_path / "a.warc")
    assert loaded.articles["title"].tolist() == [TITLE, SECOND, "Ferry back"]
    assert [reason.split(". Expected")[0] for reason in loaded.skipped["reason"]] == [
        "https://quay.example/port: a page without a story",
        "https://quay.example/port: an empty file",
        "1 records skipped (1 pages of more than 10,000,000 bytes)",
    ]


def test_agencies_warc_zst_is_read_and_one_with_a_dictionary_reported(tmp_path: Path) -> None:
    (tmp_path / "a.warc.zst").write_bytes(pa.compress(crawls.warc(), codec="zstd", asbytes=True))
    frame = bytes.fromhex("28b52ffd 23 07000000 05 29000078")  # its header asks for dictionary 7
    (tmp_path / "b.warc.zst").write_bytes(b"\x5d\x2a\x4d\x18\x04\0\0\0dict" + frame)
    assert load(tmp_path / "a.warc.zst").articles["title"].tolist() == [TITLE, SECOND]
    loaded = load(tmp_path / "b.warc.zst")
    assert (len(loaded.articles), len(loaded.skipped)) == (0, 1)
    assert loaded.skipped["reason"][0].startswith("no WARC from here on: broken where it is packed: ")


def test_agencies_warc_counts_remarks_beyond_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "_MOST_WARNINGS", 4)
    empty = crawls.warc_record(b"<html><body><p>Short.</p></body></html>")
    (tmp_path / "a.warc").write_bytes(empty * 7)
    loaded = load(tmp_path / "a.warc")
    assert len(loaded.skipped) == 5
    assert loaded.skipped["reason"].iloc[-1].startswith("3 records skipped (3 pages, a page without a story)")


@pytest.mark.parametrize(
    "name, text, wanted",
    [
        ("2024-05-03-port.txt", "Port shut\n\nIt shut.", "2024-05-03"),
        ("20240503_port.md", "# Port shut\n\nIt shut.", "2024-05-03"),
        ("port 23.05.2024.txt", "Port shut\n\nIt shut.", "2024-05-23"),
        ("05-23-2024.txt", "Port shut\n\nIt shut.", "2024-05-23"),
        ("03.05.2024.txt", "Port shut\n\nIt shut.", None),
        ("2024-05.txt", "Port shut\n\nIt shut.", None),
        ("2024-02-31.txt", "Port shut\n\nIt shut.", None),
        ("120240503.txt", "Port shut\n\nIt shut.", None),
        ("2024-05-03.txt", "---\ndate: 2024-04-01\n---\nPort shut\n\nIt shut.", "2024-04-01"),
        ("2024-05-03.txt", "---\ndate: soon\n---\nPort shut\n\nIt shut.", None),
        ("2024-05-03.txt", "Port shut\n\nQUILLON, March 1, 2024 (Pressa) — It shut.", "2024-03-01"),
        ("2024-05-03.txt", "Port shut\n\nQUILLON, March 1 (Pressa) — It shut.", "2024-05-03"),
    ],
)
def test_agencies_dates_in_file_names_count_where_the_text_has_none(
    tmp_path: Path, name: str, text: str, wanted: str | None
) -> None:
    (tmp_path / name).write_text(text)
    published = load(tmp_path / name).articles["published"].iloc[0]
    assert (None if pd.isna(published) else f"{published:%Y-%m-%d}") == wanted


_DPA = {
    "urn": "urn:newsml:dpa.example:20240503:1",
    "version_created": "2024-05-03T08:30:00+02:00",
    "pubstatus": "usable",
    "headline": TITLE,
    "byline": "By Ada Quill, dpa",
    "creditline": "dpa",
    "article_html": "<section>" + "".join(f"<p>{paragraph}</p>" for paragraph in STORY) + "</section>",
}


@pytest.mark.parametrize("held", ["alone", "in a list", "in an answer"])
def test_agencies_json_of_dpa_gives_its_articles(tmp_path: Path, held: str) -> None:
    others = [_DPA | {"urn": "urn:2", "pubstatus": "canceled"}, _DPA | {"urn": "urn:3", "article_html": ""}]
    value = {"alone": _DPA, "in a list": [_DPA, *others], "in an answer": {"updated": "now", "entries": [_DPA, *others]}}[held]
    (tmp_path / "a.json").write_text(json.dumps(value))
    loaded = load(tmp_path / "a.json")
    [article] = loaded.articles.to_dict("records")
    found = [article[column] for column in ("title", "text", "published", "outlet", "author")]
    assert found == [TITLE, FIRST, pd.Timestamp(MORNING), "dpa", "Ada Quill"]
    assert [reason.split(". ")[0] for reason in loaded.skipped["reason"]] == (
        [] if held == "alone" else ["an item that is canceled", "an item without a body"]
    )


@pytest.mark.parametrize(
    "value",
    [
        {"trefferanzahl": 1, "erg": [{"TITEL": TITLE, "DATUM": "2024-05-03T06:30:00Z", "QUELLE": "APA", "AUTOR": "Ada Quill"}]},
        [{"titel": TITLE, "erschienen": "03.05.2024 06:30", "medium": "APA", "autor": "Ada Quill"}],
        {"antwort": {"treffer": [{"Titel": TITLE, "Datum": "3. Mai 2024, 06:30", "Quelle": "APA", "Verfasser": "Ada Quill"}]}},
    ],
)
def test_agencies_json_with_german_names_gives_its_articles(tmp_path: Path, value: Any) -> None:
    rows = value if isinstance(value, list) else value.get("erg") or value["antwort"]["treffer"]
    rows[0]["Inhalt" if "Titel" in rows[0] else "INHALT" if "TITEL" in rows[0] else "volltext"] = "\n\n".join(STORY)
    (tmp_path / "a.json").write_text(json.dumps(value))
    loaded = load(tmp_path / "a.json")
    [article] = loaded.articles.to_dict("records")
    found = [article[column] for column in ("title", "text", "published", "outlet", "author")]
    assert found == [TITLE, "\n\n".join(STORY), pd.Timestamp(MORNING), "APA", "Ada Quill"]
