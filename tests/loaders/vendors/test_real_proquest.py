# ruff: noqa: E501 - exports and answers as services write them, one line each
"""Exports of ProQuest as it saves and sends them: pages, e-mail, Word, text."""

from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from tests.loaders import exports
from tests.loaders.exports import OTHER, SECOND, STORY, TITLE
from tests.loaders.reading import read, shown
from tests.loaders.vendors.expected import COLUMNS, FIRST, NEXT, mail


def proquest_html(rule: str = "<hr/>") -> str:
    parts = []
    for n, (title, story) in enumerate(((TITLE, STORY), (SECOND, OTHER))):
        parts.append(
            f"<div><p><b>{title}</b></p><p>Author: Quill, Ada</p><p>Publication info: The Quay; Quillon [Quillon]03 May 2024: 4.</p>"
            f"<p>ProQuest document link</p><p><strong>Full text: </strong></p>{''.join(f'<p>{escape(line)}</p>' for line in story)}"
            f"<p><strong>Title: </strong>{title}</p><p><strong>Publication title: </strong>The Quay</p><p><strong>Publication date: </strong>May 3, 2024</p>"
            f"<p><strong>ProQuest document ID: </strong>77{n}</p></div>"
        )
    return f"<html><body><p>All documents are reproduced.</p>{rule.join([*parts, ''])}<p>Database copyright 2024 ProQuest LLC.</p></body></html>"


@pytest.mark.parametrize(
    "name, data",
    [
        ("a.html", proquest_html().encode()),
        ("b.eml", mail(proquest_html())),
        ("c.html", proquest_html().replace("<body>", "<head><style>" + ".a {}\n" * 9_000 + "</style></head><body>").encode()),
    ],
)
def test_real_proquest_pages_and_mail(tmp_path: Path, name: str, data: bytes) -> None:
    assert shown(read(tmp_path, name, data), *COLUMNS) == [FIRST, NEXT]


def proquest_lines(*, headings: bool) -> list[str]:
    lines: list[str] = []
    for n, (title, story) in enumerate(((TITLE, STORY), (SECOND, OTHER))):
        labels = ["Subject: Ports", f"Title: {title}", "Publication title: The Quay; Quillon", "Publication date: May 3, 2024"]
        labels += [f"ProQuest document ID: 77{n}", "Database: ProQuest Newsstand"]
        if headings:
            lines += [
                title,
                "Author: Quill, Ada",
                "ProQuest document link",
                "ABSTRACT (ENGLISH)",
                "Port.",
                "FULL TEXT",
                *story,
                "DETAILS",
                *labels,
            ]
        else:
            lines += [
                "_" * 60,
                f"Document {n + 1} of 2",
                title,
                "Author: Quill, Ada",
                f"Full text: {story[0]}",
                *story[1:],
                *labels,
            ]
    return lines


@pytest.mark.parametrize("headings", [False, True])
@pytest.mark.parametrize("name, write", [("a.rtf", exports.rtf), ("a.docx", exports.docx)])
def test_real_proquest_in_word_files(tmp_path: Path, name: str, write: Callable[[list[str]], bytes], headings: bool) -> None:
    assert shown(read(tmp_path, name, write(proquest_lines(headings=headings))), *COLUMNS) == [FIRST, NEXT]


@pytest.mark.parametrize(
    "end, author",
    [
        ("CAPTION: Cranes in the rain. Ida Marsh The Quay\nCREDIT: Ada Quill", "Ada Quill"),
        ("Credit: Ada Quill and Bram Tolle", "Ada Quill and Bram Tolle"),
        ("CREDIT: Ada Quill\nIllustration\nCAPTION: Cranes", None),
    ],
)
def test_real_proquest_credit_is_the_author(tmp_path: Path, end: str, author: str | None) -> None:
    line = "_" * 60
    data = f"{line}\n\n{TITLE}\n\nFull text: {chr(10).join(STORY)}\n{end}\n\nTitle: {TITLE}\n\nPublication title: The Quay\n\nPublication date: May 3, 2024\n\nProQuest document ID: 77\n\n{line}\n"
    found = shown(read(tmp_path, "a.txt", data), "title", "author", "paragraphs")
    assert found[0][:2] == [TITLE, author] or author is None
    assert [line for line in found[0][2] if line in STORY] == STORY
    assert not any(line.startswith(("CAPTION", "CREDIT", "Credit")) for line in found[0][2]) or author is None
