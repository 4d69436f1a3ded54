"""Files, folders and patterns, in order, what is no article reported or passed over."""

import os
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from analytics.loaders import load, load_batches
from analytics.loaders.inputs import Source, find_sources


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    pile = tmp_path / "pile"
    (pile / "deep" / "er").mkdir(parents=True)
    (pile / ".hidden").mkdir()
    files = {
        "b.txt": "B shut\n\nThe port of B shut.",
        "a.csv": "text\nThe port of A shut.\n",
        "deep/er/c.jsonl": '{"text": "The port of C shut."}\n',
        "README.md": "About this pile.",
        "LICENSE": "Do as you like.",
        "notes.md": "Not an article.",
        "story.md": "---\ntitle: D shut\n---\nThe port of D shut.",
        "photo.jpg": "no text",
        ".hidden/e.txt": "E shut\n\nThe port of E shut.",
        ".DS_Store": "x",
    }
    for name, content in files.items():
        (pile / name).write_text(content)
    return pile


def test_inputs_folder_gives_its_articles_in_order(pile: Path) -> None:
    loaded = load(pile)
    assert loaded.articles["loaded_from"].tolist() == ["pile/a.csv#2", "pile/b.txt", "pile/deep/er/c.jsonl#1", "pile/story.md"]
    assert loaded.skipped["file"].tolist() == ["pile/photo.jpg"]
    assert loaded.skipped["reason"][0].startswith(".jpg is no format read here. Expected .atom .csv ")


@pytest.mark.parametrize(
    "given, found",
    [
        ("*.txt", ["b.txt"]),
        ("**/*.jsonl", ["c.jsonl#1"]),
        ("README.md", ["README.md"]),
        ("LICENSE", ["LICENSE"]),
        ("de*", ["deep/er/c.jsonl#1"]),
    ],
)
def test_inputs_files_and_patterns_are_taken_at_their_word(pile: Path, given: str, found: list[str]) -> None:
    loaded = load(pile / given)
    assert (loaded.articles["loaded_from"].tolist(), len(loaded.skipped)) == (found, 0)


@pytest.mark.parametrize("given", ["nope.txt", "nope/*.txt", "a\0b", "x" * 5000, ""])
def test_inputs_that_are_not_there_are_one_line_each(tmp_path: Path, given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    loaded = load(given or "missing")
    assert len(loaded.articles) == 0
    assert loaded.skipped["reason"].tolist() == [
        "no such file or folder. Expected a file, a folder, or a pattern such as news/*.txt"
    ]


def test_inputs_folder_without_articles_says_so(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    reasons = load(tmp_path / "bare").skipped
    assert reasons["file"].tolist() == ["bare"]
    assert reasons["reason"][0].startswith("a folder without articles. Expected files ending in .atom .csv ")


def test_inputs_come_in_batches_once_and_with_the_same_ids(pile: Path) -> None:
    (pile / "many.csv").write_text("text\n" + "".join(f"Article {n}.\n" for n in range(25)))
    whole = load(pile)
    batches = list(load_batches([pile, pile / "b.txt"], size=10))
    assert [len(batch.articles) for batch in batches] == [10, 10, 9]
    pd.testing.assert_frame_equal(pd.concat([batch.articles for batch in batches], ignore_index=True), whole.articles)
    assert batches[-1].skipped["reason"].tolist()[-1] == "the same article came before in this input"


def test_inputs_labels_tell_nothing_of_where_the_folder_is(pile: Path) -> None:
    loaded = load(pile)
    told = " ".join([*loaded.articles["loaded_from"], *loaded.skipped["file"], *loaded.skipped["reason"], *loaded.formats])
    assert str(pile.parent) not in told


def test_inputs_a_folder_is_walked_in_the_order_of_its_names(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    for name in ("b.txt", "a/z.txt", "a.txt", "a/b/c.txt", ".git/x.txt", "a/__pycache__/y.txt", "A.txt", "a-b.txt"):
        (pile / name).parent.mkdir(parents=True, exist_ok=True)
        (pile / name).write_text(f"Port shut\n\nIt rained in {name}.", encoding="utf-8")
    (pile / "a" / "circle").symlink_to(pile, target_is_directory=True)
    (pile / "link.txt").symlink_to(pile / "b.txt")
    found = [path.relative_to(pile).as_posix() for path in sorted(pile.rglob("*")) if path.is_file()]
    shown = [name for name in found if ".git" not in name and "__" not in name and "circle" not in name]
    named = [source.label for source in find_sources([pile], frozenset({".txt"})) if isinstance(source, Source)]
    assert named == [f"pile/{name}" for name in shown]
    assert named[:3] == ["pile/A.txt", "pile/a/b/c.txt", "pile/a/z.txt"]


def test_inputs_small_files_are_read_once(tmp_path: Path) -> None:
    small, large = tmp_path / "a.txt", tmp_path / "b.txt"
    small.write_bytes(b"Port shut\n\nIt rained.")
    large.write_bytes(b"It rained.\n" * 100_000)
    told: list[Source] = []
    batches = list(load_batches([small, large], saw=told.append))
    assert [source.data for source in told] == [b"Port shut\n\nIt rained.", None]
    assert [text[:10] for loaded in batches for text in loaded.articles["text"]] == ["Port shut\n", "It rained."]


@pytest.mark.skipif(os.name != "posix", reason="names that other systems cannot have")
def test_inputs_names_that_no_report_can_hold_are_shown_otherwise(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    for name in (b"a\xff.txt", b"b\x1b[2J.txt", "c\u202etxt.txt".encode(), "Łódź.txt".encode()):
        Path(os.fsdecode(os.fsencode(pile) + b"/" + name)).write_text(f"Port shut\n\nIt rained in {name!r}.", encoding="utf-8")
    with zipfile.ZipFile(pile / "d.zip", "w") as archive:
        archive.writestr("e\x1b.txt", "Port shut\n\nIt rained.")
        archive.writestr("../f\x1b.odd", "")
    loaded = load(pile, "no\udcff.txt", "https://quay\udcff.example/")
    assert loaded.articles["loaded_from"].tolist() == [
        "pile/a\ufffd.txt", "pile/b\ufffd[2J.txt", "pile/c\ufffdtxt.txt", "pile/d.zip/e\ufffd.txt", "pile/Łódź.txt"
    ]  # fmt: skip
    assert loaded.skipped["file"].tolist() == ["pile/d.zip/../f\ufffd.odd", "no\ufffd.txt", "https://quay\ufffd.example/"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of Unix")
@pytest.mark.parametrize("given", ["", "*", "pipe.txt", "deep/*", "**/*.csv"])
def test_inputs_pipes_and_devices_are_listed_and_never_opened(pile: Path, given: str) -> None:
    for pipe in (pile / "pipe.txt", pile / "deep" / "pipe.csv"):
        os.mkfifo(pipe)
    (pile / "zero.txt").symlink_to("/dev/zero")
    loaded = load(pile / given if given else pile)
    unread = loaded.skipped[loaded.skipped["reason"].str.startswith("a pipe, device or broken link. Expected")]
    assert len(unread) == {"": 3, "*": 3, "pipe.txt": 1, "deep/*": 1, "**/*.csv": 1}[given] or given == "pipe.txt"
    assert len(unread) >= 1


def test_inputs_links_to_folders_and_closed_folders_are_listed(pile: Path) -> None:
    (pile / "round").symlink_to(pile, target_is_directory=True)
    reasons = dict(zip(*(load(pile).skipped[name] for name in ("file", "reason")), strict=True))
    assert reasons["pile/round"].startswith("a link to a folder, not followed")
