"""Exports of Factiva as it saves them: long heads, wrong labels, other interfaces."""

from pathlib import Path

import pytest

from tests.loaders import exports
from tests.loaders.exports import OTHER, SECOND, STORY, TITLE
from tests.loaders.reading import read, shown
from tests.loaders.vendors.expected import COLUMNS, FIRST, NEXT


def factiva(
    words: str = "95 words", date: str = "3 May 2024", language: str = "English", number: str = "Document", head: str = ""
) -> str:
    articles = ""
    for n, (title, story) in enumerate(((TITLE, STORY), (SECOND, OTHER))):
        lines = [words, date, "The Quay", "QUAYX", "12", language, "(c) 2024 Quay Papers Limited"]
        articles += (
            f"<div id='article-QUAYX{n}' class='article'><div class='article {'enArticle' if n else 'deArticle'}'><div>News</div>"
            f"<div id='hd'><span class='enHeadline'>{title}</span></div><div class='author'>By Ada Quill</div>"
            + "".join(f"<div>{line}</div>" for line in lines)
            + "".join(f"<p class='articleParagraph enarticleParagraph'>{line}</p>" for line in story)
            + f"<p>Quay Papers Limited</p><p>{number} QUAYX00020240503ek530000{n}</p></div></div>"
        )
    return f"<html><head><meta charset='utf-8'><title>Factiva</title>{head}</head><body>{articles}</body></html>"


@pytest.mark.parametrize(
    "data",
    [
        factiva(head="<style>" + ".a{background:url(b.gif)}\n" * 6_000 + "</style>").encode(),
        factiva(head="<script>" + "var a = 'b';\n" * 12_000 + "</script><style>.a{}</style>").encode(),
        factiva(words="95 Wörter", date="3 Mai 2024", language="Englisch", number="Dokument").encode("cp1252", "xmlcharrefreplace"),
        factiva(words="95 mots", date="3 mai 2024", language="Anglais").encode(),
        factiva(words="95 palabras", date="3 mayo 2024", language="Inglés", number="Documento").encode(),
        factiva(words="95 woorden", date="3 mei 2024", language="Engels").encode(),
    ],
    ids=["styles", "scripts", "german-cp1252", "french", "spanish", "dutch"],
)
def test_real_factiva_pages(tmp_path: Path, data: bytes) -> None:
    loaded = read(tmp_path, "a.html", data)
    assert (list(loaded.formats.values()), shown(loaded, *COLUMNS)) == (["Factiva"], [FIRST, NEXT])


@pytest.mark.parametrize("name, write", [("a.docx", exports.docx), ("a.txt", lambda lines: "\n".join(lines).encode())])
def test_real_factiva_in_other_files(tmp_path: Path, name: str, write: object) -> None:
    lines: list[str] = []
    for title, story in ((TITLE, STORY), (SECOND, OTHER)):
        lines += [
            title,
            "By Ada Quill",
            "95 words",
            "3 May 2024",
            "The Quay",
            "QUAYX",
            "English",
            "(c) 2024 Quay Papers",
            *story,
            exports.NUMBER,
        ]
    assert shown(read(tmp_path, name, write(lines)), *COLUMNS) == [FIRST, NEXT]  # type: ignore[operator]
