"""Plain text comes in clean: the headline once, no boilerplate, its dateline read, nothing invented."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from analytics.loaders import load
from analytics.loaders.formats.plain import paragraphs_of
from analytics.loaders.front_matter import front_matter
from analytics.loaders.html.boilerplate import clean

PAGE = """Quillon port shut as dockers walk out

QUILLON PORT SHUT AS DOCKERS WALK OUT
By Ada Quill and Bram Ode
Share on Facebook | Tweet | Email
Image: The port at dusk

Cranes stand idle on the east quay of Quillon

QUILLON, Mar 3 (Pressa) — The port of Quillon shut on Tuesday, its master said.

“We will not sail,” Mara Ode said.

Photo: Mara Ode on the quay

By Monday the union had 400 members.

What happens next

The talks go on. — Pressa

admin

Share this:
Related Articles
Ferry fares to rise
Harbour dues cut again
"""


def text_of(folder: Path, content: str, name: str = "a.txt") -> dict[str, object]:
    (folder / name).write_text(content, encoding="utf-8")
    loaded = load(folder / name)
    assert len(loaded.articles) == 1, loaded.skipped
    return loaded.articles.iloc[0].to_dict()


def test_plain_page_comes_in_clean(tmp_path: Path) -> None:
    article = text_of(tmp_path, PAGE)
    assert article["text"] == (
        "Quillon port shut as dockers walk out\n\n"
        "QUILLON, Mar 3 (Pressa) — The port of Quillon shut on Tuesday, its master said.\n\n"
        "“We will not sail,” Mara Ode said.\n\n"
        "By Monday the union had 400 members.\n\n"
        "What happens next\n\n"
        "The talks go on. — Pressa"
    )
    found = {name: article[name] for name in ("title", "author", "place", "dateline", "agency", "loaded_from")}
    assert found == {
        "title": "Quillon port shut as dockers walk out",
        "author": "Ada Quill and Bram Ode",
        "place": "Quillon",
        "dateline": "--03-03",
        "agency": "Pressa",
        "loaded_from": "a.txt",
    }
    assert str(article["published"]) == "NaT"
    assert article["outlet"] != article["outlet"]


@pytest.mark.parametrize(
    "paragraphs, kept",
    [
        (["The port shut.", "It rained."], ["The port shut.", "It rained."]),
        (["Port shut", "The port shut.", "© 2026 The Quay. All rights reserved."], ["The port shut."]),
        (["Port shut", "Advertisement", "The port shut.", "Read more: ferry fares to rise"], ["The port shut."]),
        (["Port shut", "2 min read", "The port shut.", "Sign up for our newsletter", "Tags: port, strike"], ["The port shut."]),
        (["Port shut", "Published: 3 March 2026", "The port shut.", "(PRESSA)"], ["The port shut."]),
        (["Port shut", "QUILLON, Mar 3 (Pressa) — It shut.", "— Pressa"], ["QUILLON, Mar 3 (Pressa) — It shut."]),
        (["Port shut", "The port shut.", "— Reuters"], ["The port shut."]),
        (["Port shut", "By our correspondent in Quillon", "The port shut.", "Sign up here."], ["The port shut."]),
        (["Port shut", "The port shut.", "More on this story", "Ferry fares to rise", "Dues cut"], ["The port shut."]),
        # what is like boilerplate but is the story
        (["Port shut", "The port shut.", "Share of the blame falls on rain.", "It rained."], None),
        (["Port shut", "The port shut.", "More from the quay was to come.", "It came."], None),
        (["Port shut", "By Monday it was over.", "It was."], None),
        (["Port shut", "By March, Quillon had shut", "It was."], None),
        (["Port shut", "By Ada Quill, the port was shut.", "It was."], None),
        (["Port shut", "“The river moved.”", "— Mara Ode"], None),
        (["Port shut", "Published in 1998, the book sold well.", "It rained.", "Updated in 2003, it sold again."], None),
        (["Port shut", "Video — shot by people on the quay — shows a fire.", "It rained."], None),
        (["Port shut", "File photos show a crane.", "It rained."], None),
        (["Port shut", "The port shut.", "Editor Ode disagreed.", "“Comments are closed,” he said."], None),
        (["Port shut", "Related articles of the treaty fell.", "The rest stood."], None),
        (["Port shut", "The image: a crane at dusk, and no one near.", "It rained."], None),
    ],
)
def test_boilerplate_goes_and_the_story_stays(paragraphs: list[str], kept: list[str] | None) -> None:
    expected = kept if kept is not None else paragraphs[1:]
    assert clean(paragraphs).paragraphs == expected


@pytest.mark.parametrize(
    "first, title",
    [
        ("Port shut", "Port shut"),
        ("# Port shut", "Port shut"),
        ("Who shut the port?", "Who shut the port?"),
        ("The port of Quillon shut on Tuesday.", None),
        ("“We will not sail,” Mara Ode said.", None),
        ("QUILLON, Mar 3 (Pressa) — The port shut", None),
    ],
)
def test_plain_first_paragraph_is_the_headline_if_it_reads_as_one(first: str, title: str | None) -> None:
    assert clean([first, "The port shut."]).title == title


def test_plain_front_matter_tells_outlet_date_and_author(tmp_path: Path) -> None:
    content = (
        "---\ntitle: Port shut\noutlet: The Quay\npublished: 2026-03-03T09:30:00Z\nauthor: Ada Quill\n"
        "url: https://quay.example/1\nlanguage: en\nmood: grim\n---\n\nThe port shut.\n\nIt rained.\n"
    )
    article = text_of(tmp_path, content)
    del article["article_id"]
    assert {name: value for name, value in article.items() if value == value and value is not None} == {
        "title": "Port shut",
        "text": "Port shut\n\nThe port shut.\n\nIt rained.",
        "published": datetime(2026, 3, 3, 9, 30, tzinfo=UTC),
        "outlet": "The Quay",
        "author": "Ada Quill",
        "url": "https://quay.example/1",
        "language": "en",
        "words": 7,
        "loaded_from": "a.txt",
    }


@pytest.mark.parametrize("text", ["---\ntitle: never closed\n\nThe port shut.", "No block.", "----\na: b\n----\n"])
def test_plain_front_matter_wants_both_its_marks(text: str) -> None:
    assert front_matter(text) == ({}, text)


def test_plain_dateline_with_a_year_gives_the_date_and_one_without_does_not(tmp_path: Path) -> None:
    dated = text_of(tmp_path, "Port shut\n\nQUILLON, Mar 3, 2024 (Pressa) — The port shut.")
    undated = text_of(tmp_path, "Port shut\n\nQUILLON, Mar 3 (Pressa) — The port shut.")
    assert str(dated["published"]) == "2024-03-03 00:00:00+00:00"
    assert str(undated["published"]) == "NaT"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("One.\nTwo.\n\nThree.", ["One.", "Two.", "Three."]),
        ("One.\r\n\r\nTwo.\rThree.", ["One.", "Two.", "Three."]),
        (
            "Port shut\n\nThe port of Quillon was shut by its master on\nMonday after a storm tore the lamp from the end\n"
            "of the mole and two ships ran onto the rocks\nbelow it in the night.\nIt rained.",
            [
                "Port shut",
                "The port of Quillon was shut by its master on Monday after a storm tore the lamp from the end "
                "of the mole and two ships ran onto the rocks below it in the night.",
                "It rained.",
            ],
        ),
        ("One long line of a list that is the longest of all\nanother line\na third", None),
        ("a" * 130 + "\nb", ["a" * 130, "b"]),
        (" \n\n", []),
    ],
)
def test_plain_paragraphs_are_lines_or_wrapped_blocks(text: str, expected: list[str] | None) -> None:
    assert paragraphs_of(text) == (text.split("\n") if expected is None else expected)


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"", "an empty file. Expected the text of an article"),
        (b" \r\n\xef\xbb\xbf", "an empty file. Expected the text of an article"),
        (b"PK\x03\x04\x00\x00", "no text: byte 0x03 at 2. Expected text in UTF-8, UTF-16 or Windows-1252"),
        (b"\xff\xfea", "broken utf-16 at byte 2. Expected text in UTF-8, UTF-16 or Windows-1252"),
        (b"x" * 40_000_001, "more than 40,000,000 bytes in one article. Expected up to 40,000,000"),
        (b"x" * 10_000_001, "10,000,001 characters in one article. Expected up to 10,000,000"),
        (b"---\ntitle: Port shut\n---\n", "no text below the headline or front matter. Expected the text of an article"),
    ],
)
def test_plain_bad_files_are_one_line_each(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "bad.txt").write_bytes(data)
    loaded = load(tmp_path / "bad.txt")
    assert (len(loaded.articles), loaded.skipped["reason"].tolist()) == (0, [reason])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_plain_encodings_with_a_mark_are_read(tmp_path: Path, encoding: str) -> None:
    text = "Port shut\n\n“It’s over,” Zoë Ödegård said."
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    (tmp_path / "a.txt").write_bytes(mark + text.encode(encoding))
    loaded = load(tmp_path / "a.txt")
    assert (loaded.articles["text"].tolist(), len(loaded.skipped)) == ([text], 0)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "name, opening, ending",
    [
        ("a.txt", "Port shut\n\n", ""),
        ("a.csv", 'id,text\n1,"', '"\n'),
        ("a.jsonl", '{"text": "', '"}\n'),
        ("a.json", '[{"text": "', '"}]'),
    ],
)
def test_plain_utf_16_without_a_mark_is_known_by_its_look(
    tmp_path: Path, name: str, opening: str, ending: str, encoding: str
) -> None:
    text = "“It’s over,” Zoë Ödegård said – Łódź."
    (tmp_path / name).write_bytes(f"{opening}{text}{ending}".encode(encoding))
    loaded = load(tmp_path / name)
    assert [kept.endswith(text) for kept in loaded.articles["text"]] == [True]
    told = ["no byte order mark: read as UTF-16 by its look; article kept"]
    assert loaded.skipped["reason"].tolist() == (told if name == "a.txt" else [])


@pytest.mark.parametrize(
    "data, warning",
    [
        (b"Port shut\n\nIt rained" + b" and rained" * 30 + b"\0.", "a NUL character removed; article kept"),
        (b"\0Port shut\n\n\0It rained" + b" and rained" * 30 + b".\0", "3 NUL characters removed; article kept"),
        (
            b"Port shut\n\nIt\x92s wet" + b" and rained" * 30 + b"\0.",
            "a NUL character removed; byte 0x92 at 13 is not UTF-8: read as Windows-1252; article kept",
        ),
        (b"Port shut\n\nIt rained" + b" and rained" * 30 + b"\0" * 4, None),
        (b"Port shut\n\nIt rained" + b" and rained" * 30 + b"\0\x01", None),
        (b"\x7fELF\2\1\1\0" + bytes(range(256)) * 40, None),
        ("PCM\1".encode("utf-16-le") * 40, None),
    ],
)
def test_plain_few_nuls_are_taken_away_and_said(tmp_path: Path, data: bytes, warning: str | None) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    loaded = load(tmp_path / "a.txt")
    assert (len(loaded.articles), len(loaded.skipped)) == (warning is not None, 1)
    assert loaded.skipped["reason"][0] == warning or (warning is None and loaded.skipped["reason"][0].startswith("no text: "))
    assert not loaded.articles["text"].str.contains("\0", regex=False).any()


def test_plain_windows_text_is_read_and_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Port shut\n\n“It’s over,” Zoë said.".encode("cp1252"))
    loaded = load(tmp_path / "a.txt")
    assert loaded.articles["text"].tolist() == ["Port shut\n\n“It’s over,” Zoë said."]
    assert loaded.skipped["reason"].tolist() == ["byte 0x93 at 11 is not UTF-8: read as Windows-1252; article kept"]
