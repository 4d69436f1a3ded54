"""Files that hold several stories give each its own article; one story with rules in it stays one; nothing is lost between them."""

from pathlib import Path

import pytest

from analytics.loaders import load
from tests.loaders import exports
from tests.loaders.exports import OTHER, SECOND, STORY, TITLE
from tests.loaders.reading import read, reasons, shown

COLUMNS = ("title", "published", "outlet", "author", "paragraphs")
THIRD, LAMP = (
    "Lamp of Aldra dark for a week",
    ["The lamp of Aldra went out on Monday.", "“We have no glass,” said Ilse Marrow, its keeper."],
)
STORIES = [(TITLE, STORY), (SECOND, OTHER), (THIRD, LAMP)]
WANTED = [[title, f"2026-01-1{n}", None, "Ada Quill", story] for n, (title, story) in enumerate(STORIES, 2)]


def parts(head: str = "{title}\nBy Ada Quill\n1{n} January 2026\n\n") -> list[str]:
    return [head.format(title=title, n=n) + "\n\n".join(story) for n, (title, story) in enumerate(STORIES, 2)]


@pytest.mark.parametrize(
    "rule", ["-" * 60, "=" * 72, "*" * 20, "***", "* * *", "---", "#####", "_" * 30, "~~~~~~", "- - - -", "-30-"]
)
def test_several_stories_between_rules(tmp_path: Path, rule: str) -> None:
    assert shown(read(tmp_path, "a.txt", f"\n\n{rule}\n\n".join(parts())), *COLUMNS) == WANTED


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(parts("---\ntitle: {title}\ndate: 2026-01-1{n}\nauthor: Ada Quill\n---\n")),
        f"\n{'=' * 80}\n".join(parts("Title: {title}\nDate: 2026-01-1{n}\nAuthor: Ada Quill\nPage: 4\n\nText:\n")),
        "\n\n".join(parts("HEADLINE: {title}\nDATE: 1{n} January 2026\nBYLINE: By Ada Quill\n\n")),
        "\n\n".join(f"===== Article {n} of 3 =====\n{part}" for n, part in enumerate(parts(), 1)),
        "\n\n".join(f"---------- {n} ----------\n{part}" for n, part in enumerate(parts(), 1)),
        f"\n\n{'-' * 9}\nStory 2 of 3\n{'-' * 9}\n".join(parts()),
        f"\n{'=' * 30}\n".join(parts()).replace("\n", "\r\n"),
    ],
    ids=["front-matter", "labels-and-rules", "labels", "counted", "numbered", "numbers", "windows"],
)  # fmt: skip
def test_several_stories_with_heads_of_their_own(tmp_path: Path, text: str) -> None:
    assert shown(read(tmp_path, "a.txt", text), *COLUMNS) == WANTED


def test_several_stories_in_word_files_and_markdown(tmp_path: Path) -> None:
    lines = [line for part in parts() for line in ["_" * 40, *filter(None, part.split("\n"))]]
    assert shown(read(tmp_path, "a.docx", exports.docx(lines)), *COLUMNS) == WANTED
    assert shown(read(tmp_path, "a.rtf", exports.rtf(lines)), *COLUMNS) == WANTED
    labelled = parts("Headline: {title}\nDate: 1{n} January 2026\nByline: Ada Quill\n")
    assert shown(read(tmp_path, "b.docx", exports.docx("\n".join(labelled).split("\n"))), *COLUMNS) == WANTED
    marked = parts("# {title}\n\nBy Ada Quill\n\n*1{n} January 2026*\n\n")
    assert shown(read(tmp_path, "a.md", "\n\n---\n\n".join(marked)), *COLUMNS) == WANTED


@pytest.mark.parametrize(
    "text",
    [
        f"{THIRD}\n\n{LAMP[0]}\n\n* * *\n\n{LAMP[1]}",
        f"{THIRD}\n\n{LAMP[0]}\n\n***\n\nHow it went out\n\n{LAMP[1]}\n\n***",
        f"{THIRD}\n{'=' * len(THIRD)}\n\n{LAMP[0]}\n\n{LAMP[1]}",
        f"{THIRD}\n{'-' * 60}\n{LAMP[0]}\n\n{LAMP[1]}\n\n{'-' * 60}\n© 2026 The Quay",
        f"{THIRD}\n\n{LAMP[0]}\n\n{LAMP[1]}\n\n###\n\nNotes to editors\n\n" + "The lamp is of 1880, and a keeper minds it. " * 9,
        f"{THIRD}\n\n{LAMP[0]}\n\n{LAMP[1]}\n\n{'_' * 40}\nAbout the writer\nAda Quill writes about lamps.",
    ],
)
def test_several_rules_in_one_story_leave_it_one(tmp_path: Path, text: str) -> None:
    loaded = read(tmp_path, "a.txt", text)
    assert (len(loaded.articles), reasons(loaded)) == (1, [])
    text = loaded.articles["text"][0]
    assert text.startswith(f"{THIRD}\n\n{LAMP[0]}") and LAMP[1] in text and "--" not in text and "==" not in text


def test_several_stories_of_which_some_have_no_text_are_all_reported(tmp_path: Path) -> None:
    first, second, third = parts()
    text = f"\n{'=' * 40}\n".join(["Search: lamps\nResults: 4", first, "Ferry runs again", second, "", third, "Printed on paper"])
    loaded = read(tmp_path, "a.txt", text)
    assert shown(loaded, *COLUMNS) == WANTED
    assert reasons(loaded) == [
        f"{line!r} has no text below it" for line in ("Search: lamps", "Ferry runs again", "Printed on paper")
    ]
    rows = sorted([*loaded.skipped["row"], *(int(label.split("#")[1]) for label in loaded.articles["loaded_from"])])
    assert rows == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "head, outlet, author",
    [
        (
            "Article Name:{title}\nPublication:Norvane Post\nAuthor:Ada Quill\nStart Page:4\nEnd Page:4\n",
            "Norvane Post",
            "Ada Quill",
        ),
        ("{title}\nSource: Norvane Post\nDate: 12 January 2026\nAuthor: Ada Quill\n", "Norvane Post", "Ada Quill"),
        ("{title}\nNorvane Post · 12 Jan 2026 · 4 · By Ada Quill\n", "Norvane Post", "Ada Quill"),
        ("{title}\n2026-01-12 - NEWS - ADA QUILL aquill@post.example\n", None, "ADA QUILL"),
        ("Norvane Post\n12 Jan 2026\n{title}\nBy Ada Quill\n", "Norvane Post", "Ada Quill"),
        ("Norvane Post | 12.01.2026 | Page 4 | Circulation: 41,000\n\n{title}\n", "Norvane Post", None),
    ],
)
def test_several_kinds_of_heads_of_a_clipping(tmp_path: Path, head: str, outlet: str | None, author: str | None) -> None:
    tail = "\n\nThis article was downloaded from PressReader.com\nCOPYRIGHT AND PROTECTED BY APPLICABLE LAW"
    loaded = read(tmp_path, "a.txt", head.format(title=TITLE) + "\n" + "\n".join(OTHER) + tail)
    day = None if head.startswith("Article Name") else "2026-01-12"
    assert shown(loaded, *COLUMNS) == [[TITLE, day, outlet, author, OTHER]]


HEADS = {
    "dates": "{title}\nThe Quay\n1{n} January 2026\n\n",
    "bylines": "{title}\n\nBy Ada Quill\n\n",
    "datelines": "{title}\n\nALDRA, Jan 1{n} (Pressa) — Fares are to rise in the isles.\n\n",
    "numbers": "{n}. {title}\n\nThe Quay, 1{n} January 2026\n\n",
    "above": "The Quay | 1{n}.01.2026 | Page 4\n\n{title}\n\n",
    "reports": "{title}\n\nText of report by Aldran news agency Pressa on 1{n} January\n\n",
}


@pytest.mark.parametrize("name", HEADS)
def test_several_articles_that_are_read_as_one_are_a_warning(tmp_path: Path, name: str) -> None:
    stories = [(SECOND, OTHER), ("Two held after fire at store", LAMP * 2), (THIRD, LAMP), ("Rail opens in Aldra", LAMP[1:] * 3)]
    text = "\n\n".join(HEADS[name].format(title=title, n=n) + "\n\n".join(story) for n, (title, story) in enumerate(stories, 2))
    for kept in (read(tmp_path, "a.txt", text), read(tmp_path, "a.docx", exports.docx(text.split("\n")))):
        assert len(kept.articles) == 1
        assert [reason for reason in reasons(kept) if "; read as one" in reason and reason.startswith("looks like ")]


def test_several_articles_are_not_seen_in_the_sample() -> None:
    assert not load("data/sample").skipped["reason"].str.contains("read as one").any()
