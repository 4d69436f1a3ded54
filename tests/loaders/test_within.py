"""Imports limited to some folders: what is elsewhere is reported and never opened, however it is named."""

import os
from pathlib import Path

import pytest

from analytics.loaders import load
from analytics.loaders.looking import look
from analytics.loaders.options import Options

STORY = "Port shut\n\nThe port of Quillon shut. “We will not sail,” Mara Ode said.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with an article, beside one with a secret, and links from the one to the other."""
    root, secret = tmp_path / "press", tmp_path / "secret"
    for folder in (root, root / "in", secret):
        folder.mkdir()
    (root / "in" / "a.txt").write_text(STORY, encoding="utf-8")
    (secret / "a.txt").write_text(STORY.replace("Port", "Secret"), encoding="utf-8")
    (secret / "a.csv").write_text("id,text\n1,A secret table.\n", encoding="utf-8")
    return root


def test_load_within_reads_what_is_there(root: Path) -> None:
    loaded = load(root, root / "in" / "a.txt", str(root / "*" / "*.txt"), options=Options(within=(str(root),)))
    assert loaded.articles["title"].tolist() == ["Port shut"]


NAMES = (
    "{secret} {secret}/a.txt {secret}/* {root}/../secret/a.txt {root}/../secret/*.txt {root}/*/../../secret/a.txt"
    " {root}/in {root}/in/*.txt {root}/in/[a].txt {root}/in/linked.txt {root}/in/folder {root}/in/folder/a.txt"
).split()


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
@pytest.mark.parametrize("name", NAMES)
def test_load_within_opens_nothing_elsewhere(root: Path, name: str) -> None:
    secret = root.parent / "secret"
    for link, to in (("linked.txt", "a.txt"), ("linked.csv", "a.csv"), ("[a].txt", "a.txt"), ("folder", "")):
        (root / "in" / link).symlink_to(secret / to)
    given = name.format(root=root, secret=secret)
    loaded = load(given, options=Options(within=(str(root),)))
    assert "Secret shut" not in loaded.articles["title"].tolist()
    assert not loaded.articles["text"].str.contains("secret").any()
    assert loaded.skipped["reason"].str.contains("outside the folders|a link to a folder").any()
    assert look([given], (str(root),)) == []


def test_load_within_says_the_same_of_what_does_not_exist(root: Path) -> None:
    reasons = [
        load(root.parent / name, options=Options(within=(str(root),))).skipped["reason"].tolist() for name in ("secret", "none")
    ]
    assert reasons[0] == reasons[1]
