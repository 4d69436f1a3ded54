"""Import: files go into the open library, or from the sample into one of the reader's own, and what is left out is said."""

from pathlib import Path

import pytest

from analytics.library import Library

from .. import press
from .room import figures, headline, opened, texts

STORY = "Port shut\n\nQUILLON, Mar 3 (Pressa) — The port shut.\n\n“We will not sail,” Mara Ode said.\n"
ROWS = "id,text\nb1,“It rained.” Ada Quill said.\nb2,\n"


def test_import_adds_to_the_open_library_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = press.made(tmp_path)
    library.close()
    at = opened(monkeypatch, library.path, "import")
    assert "library of your own" not in texts(at)
    for said in ("2 articles added in ", "No article added in "):
        at.file_uploader(key="uploads").upload("a.txt", STORY.encode()).upload("b.csv", ROWS.encode())
        at.run()
        at.button(key="read").click().run()
        assert not at.exception
        assert headline(at).startswith(said)
        at.file_uploader(key="uploads").clear()
    assert "2 articles were there already" in headline(at)
    skipped = at.dataframe[0].value
    assert ("b.csv", 3) in list(zip(skipped["file"], skipped["row"], strict=True))
    assert len(Library(library.path).known_ids()) == 5
    at.switch_page("dashboard/pages/overview.py").run()
    assert figures(at)["Articles"] == "5"


def test_import_from_the_sample_makes_a_library_of_ones_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    at = opened(monkeypatch, None, "import")
    own = tmp_path / "Quoteboard"
    assert f"a library of your own, in {own}, which is opened afterwards" in texts(at)
    at.file_uploader(key="uploads").upload("a.txt", STORY.encode())
    at.run()
    at.button(key="read").click().run()
    assert not at.exception
    assert headline(at).startswith("1 article added in ")
    assert "invented" not in texts(at)
    assert len(Library(own).known_ids()) == 1
    at.switch_page("dashboard/pages/overview.py").run()
    assert figures(at)["Articles"] == "1"


BAD = [("a.txt", b""), ("b.csv", b"title\nno text\n"), ("c.parquet", b"broken"), ("d.jsonl", b"\xff\xfe\x00{")]


@pytest.mark.parametrize(("name", "data"), BAD)
def test_import_of_bad_files_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, data: bytes) -> None:
    library = press.made(tmp_path)
    library.close()
    at = opened(monkeypatch, library.path, "import")
    at.file_uploader(key="uploads").upload(name, data)
    at.run()
    at.button(key="read").click().run()
    assert not at.exception
    assert headline(at).startswith("No article added in ")
    assert "1 remark, listed below" in headline(at)
    assert name in at.dataframe[0].value["file"].tolist()
