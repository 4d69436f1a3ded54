"""Vendors' exports: every document of a file, its headline, day, outlet and author, its text without the vendor's labels."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from analytics.loaders import load
from tests.loaders import crawls, exports
from tests.loaders.exports import OTHER, SECOND, STORY, TITLE

QUAY, LONG_QUAY, MAY = "The Quay", "The Quay (Quillon)", datetime(2024, 5, 3, tzinfo=UTC)
FIRST, NEXT = "\n\n".join([TITLE, *STORY]), "\n\n".join([SECOND, *OTHER])
COVERED = exports.nexis_cover(TITLE, SECOND) + exports.nexis() + exports.nexis(SECOND, OTHER)


@pytest.mark.parametrize(
    "name, data, form, outlet",
    [
        ("a.docx", exports.docx(COVERED), "Nexis Uni or LexisNexis", LONG_QUAY),
        ("a.rtf", exports.rtf(COVERED), "Nexis Uni or LexisNexis", LONG_QUAY),
        ("b.docx", exports.docx(exports.nexis() + exports.nexis(SECOND, OTHER)), "Nexis Uni or LexisNexis", LONG_QUAY),
        ("a.rtf", exports.factiva_rtf(labelled=True), "Factiva", QUAY),
        ("b.rtf", exports.factiva_rtf(labelled=False), "Factiva", QUAY),
        ("a.html", exports.factiva_html(labelled=True), "Factiva", QUAY),
        ("b.htm", exports.factiva_html(labelled=False), "Factiva", QUAY),
        ("a.xml", exports.factiva_xml(), "Factiva", QUAY),
        ("a.txt", exports.proquest_txt(), "ProQuest", QUAY),
        ("a.xml", exports.proquest_xml(), "ProQuest", QUAY),
    ],
)
def test_exports_give_every_document(tmp_path: Path, name: str, data: bytes, form: str, outlet: str) -> None:
    (tmp_path / name).write_bytes(data)
    loaded = load(tmp_path / name)
    assert list(loaded.formats.values()) == [form]
    columns = ["title", "text", "published", "outlet", "author", "language", "loaded_from"]
    assert loaded.articles[columns].values.tolist() == [
        [TITLE, FIRST, pd.Timestamp(MAY), outlet, "Ada Quill", "en", f"{name}#1"],
        [SECOND, NEXT, pd.Timestamp(MAY), outlet, "Ada Quill", "en", f"{name}#2"],
    ]
    wanted = ["an abstract of 8 words, no full text. Expected a record with its full text"] if name == "a.txt" else []
    assert loaded.skipped["reason"].tolist() == wanted


@pytest.mark.parametrize(
    "language, date, wanted",
    [
        ("en", "May 3, 2024 Friday", MAY),
        ("en", "May 3, 2024 Friday 6:30 PM GMT", datetime(2024, 5, 3, 18, 30, tzinfo=UTC)),
        ("en", "May 3, 2024 Friday 6:30 PM EST", MAY),
        ("de", "3. Mai 2024 Freitag", MAY),
        ("de", "12. März 2024 Dienstag", datetime(2024, 3, 12, tzinfo=UTC)),
        ("fr", "vendredi 3 mai 2024", MAY),
        ("fr", "1er août 2023 mardi", datetime(2023, 8, 1, tzinfo=UTC)),
        ("en", "3 de mayo de 2024 viernes", MAY),
        ("en", "3 maggio 2024 venerdì", MAY),
        ("en", "3 mei 2024 vrijdag", MAY),
        ("en", "3 de maio de 2024 Sexta-feira", MAY),
        ("en", "2024年5月3日", MAY),
        ("en", "Spring 2024", None),
    ],
)
def test_exports_nexis_dates_and_labels_in_other_languages(
    tmp_path: Path, language: str, date: str, wanted: datetime | None
) -> None:
    (tmp_path / "a.docx").write_bytes(exports.docx(exports.nexis_cover(TITLE) + exports.nexis(date=date, language=language)))
    article = load(tmp_path / "a.docx").articles.iloc[0]
    assert article["text"].split("\n\n")[-4:] == STORY
    assert (None if pd.isna(article["published"]) else article["published"]) == wanted


def test_exports_old_lexisnexis_layout(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(exports.lexis_old())
    loaded = load(tmp_path / "a.txt")
    assert loaded.articles[["title", "text", "published", "outlet", "author"]].values.tolist() == [
        [TITLE, FIRST, pd.Timestamp("2009-05-03", tz="UTC"), QUAY, "Ada Quill"],
        [SECOND, NEXT, pd.Timestamp("2009-05-04", tz="UTC"), QUAY, "Ada Quill"],
    ]


def test_exports_nexis_zip_with_a_list_and_a_document_that_failed(tmp_path: Path) -> None:
    sorry = ["We are sorry but there is an error in this document and it is not possible to display it.", "End of Document"]
    with zipfile.ZipFile(tmp_path / "nexis.zip", "w") as archive:
        archive.writestr("1.docx", exports.docx(exports.nexis()))
        archive.writestr("2.RTF", exports.rtf(exports.nexis(SECOND, OTHER) + sorry))
        archive.writestr("Files_doclist.docx", exports.docx(exports.nexis_cover(TITLE, SECOND)))
    loaded = load(tmp_path / "nexis.zip")
    accepted = "Expected a document with its text, as Nexis exports it"
    assert loaded.articles["loaded_from"].tolist() == ["nexis.zip/1.docx#1", "nexis.zip/2.RTF#1"]
    assert loaded.skipped.values.tolist() == [
        ["nexis.zip/2.RTF", 2, f"a document that Nexis says it could not give. {accepted}"],
        ["nexis.zip/Files_doclist.docx", pd.NA, f"a list of documents without their texts. {accepted}"],
    ]


def test_exports_ris_gives_full_texts_and_names_records_without(tmp_path: Path) -> None:
    (tmp_path / "a.ris").write_bytes(exports.proquest_ris())
    loaded = load(tmp_path / "a.ris")
    assert loaded.articles[["title", "text", "published", "outlet", "author", "url"]].values.tolist() == [
        [title, f"{title}\n\n{' '.join(story)}", pd.Timestamp(MAY), QUAY, "Ada Quill", "https://papers.example/docview/77"]
        for title, story in ((TITLE, STORY), (SECOND, OTHER))
    ]
    assert loaded.skipped[["row", "reason"]].values.tolist() == [
        [3, "an abstract of 5 words, no full text. Expected a record with its full text"]
    ]


@pytest.mark.parametrize(
    "name, data, wanted",
    [
        (
            "a.csv",
            crawls.MEDIA_CLOUD,
            [
                "a Media Cloud list: rows 2 to 3 have only an address and no text (2 addresses: quay.example 1, "
                "echo.example 1); nothing was fetched",
                "a Media Cloud list: rows without an address or a text: 1",
            ],
        ),
        (
            "a.json",
            crawls.GDELT_LIST,
            ["a GDELT list: rows 1 to 3 have only an address and no text (3 addresses: quay.example 3); nothing was fetched"],
        ),
        (
            "a.gkg.csv",
            crawls.GDELT_GRAPH,
            ["a GDELT list: rows 1 to 4 have only an address and no text (4 addresses: quay.example 4); nothing was fetched"],
        ),
        (
            "b.csv",
            b"URL,MobileURL,Date,Title\nhttps://quay.example/1,,2024-05-03 06:30:00,Port shut\n",
            ["a GDELT list: rows 2 to 2 have only an address and no text (1 addresses: quay.example 1); nothing was fetched"],
        ),
    ],
)
def test_exports_lists_of_addresses_say_what_they_are(tmp_path: Path, name: str, data: bytes, wanted: list[str]) -> None:
    (tmp_path / name).write_bytes(data)
    loaded = load(tmp_path / name)
    assert list(loaded.formats.values()) == ["Media Cloud or GDELT list"]
    assert (len(loaded.articles), [reason.split(". Expected")[0] for reason in loaded.skipped["reason"]]) == (0, wanted)


def test_exports_media_cloud_with_texts_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "media_name,publish_date,title,url,text\nquay.example,2024-05-03,Port shut,https://quay.example/1,It shut.\n"
    )
    loaded = load(tmp_path / "a.csv")
    assert (list(loaded.formats.values()), loaded.articles["outlet"].tolist()) == (["CSV"], ["quay.example"])


@pytest.mark.parametrize(
    "name, data, reason",
    [
        ("a.docx", b"PK\x03\x04 no zip", "a broken DOCX (File is not a zip file)"),
        ("a.docx", exports.docx_of(b"<w:document"), "a broken DOCX (Namespace prefix w on document is not defined"),
        ("a.rtf", b"Port shut\n\nIt shut.", "no RTF: it does not begin with {\\rtf"),
        ("a.rtf", b"", "an empty file"),
        ("a.rtf", exports.rtf([]), "no text below the headline"),
        ("a.rtf", exports.rtf(["Load-Date: May 4, 2024", "End of Document"]), "a list of documents without their texts"),
        ("a.html", b"<div class='article enArticle'><p>Port shut</p></div>", "an article without text"),
        ("a.xml", b"<ppsarticle></ppsarticle>", "no articles"),
        ("a.xml", b"<ppsarticle>", "broken XML (Premature end of data"),
        ("a.txt", b"ProQuest document ID: 1", "no full text"),
        ("a.ris", b"Port shut", "no records"),
    ],
)
def test_exports_that_are_broken_say_so(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    loaded = load(tmp_path / name)
    assert len(loaded.articles) == 0
    assert [found.startswith(reason) for found in loaded.skipped["reason"]] == [True], loaded.skipped["reason"].tolist()


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Port shut", "Length: 30 metres is the longest that may call at Quillon, its master said on Monday in a note."],
        [TITLE, *STORY],
    ],
)
@pytest.mark.parametrize("write, ending", [(exports.docx, "docx"), (exports.rtf, "rtf")])
def test_exports_word_document_of_anybody_is_an_article(tmp_path: Path, paragraphs: list[str], write: object, ending: str) -> None:
    (tmp_path / f"a.{ending}").write_bytes(write(paragraphs))  # type: ignore[operator]
    loaded = load(tmp_path / f"a.{ending}")
    assert list(loaded.formats.values()) == ["Word document"]
    assert loaded.articles["text"].tolist() == ["\n\n".join(paragraphs)]
    assert loaded.articles["published"].isna().all()


def test_exports_docx_leaves_out_boxes_and_keeps_breaks_and_odd_characters(tmp_path: Path) -> None:
    paragraphs = ["Port shut", "Café “Quay” 😀 shut,\nits owner said."]
    (tmp_path / "a.docx").write_bytes(exports.docx(paragraphs, box="An advertisement"))
    (tmp_path / "a.rtf").write_bytes(exports.rtf(paragraphs))
    texts = load(tmp_path / "a.docx", tmp_path / "a.rtf").articles["text"].tolist()
    assert texts == ["Port shut\n\nCafé “Quay” 😀 shut,\n\nits owner said."]  # the second is the first again


def test_exports_docx_bomb_is_bounded(tmp_path: Path) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    filler = "<w:p><w:r><w:t>" + "x" * 1_000_000 + "</w:t></w:r></w:p>"
    document = f"<w:document {space}><w:body>{filler * 220}</w:body></w:document>"
    (tmp_path / "a.docx").write_bytes(exports.docx_of(document.encode()))
    loaded = load(tmp_path / "a.docx")
    assert loaded.skipped["reason"].tolist() == [
        "a DOCX of more than 200,000,000 bytes unpacked. Expected a DOCX as word processors write it"
    ]
