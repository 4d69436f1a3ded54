"""Files, folders and patterns, in order, what is no article reported or passed over."""

from pathlib import Path

import pandas as pd
import pytest

from analytics.loaders import load, load_batches


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
    assert loaded.skipped["reason"][0].startswith(".jpg is no format read here; accepted: .atom .csv ")


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
        "no such file or folder; accepted: a file, a folder, or a pattern such as news/*.txt"
    ]


def test_inputs_folder_without_articles_says_so(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    reasons = load(tmp_path / "bare").skipped
    assert reasons["file"].tolist() == ["bare"]
    assert reasons["reason"][0].startswith("a folder without articles; accepted: files ending in .atom .csv ")


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
