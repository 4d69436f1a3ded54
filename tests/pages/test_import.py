"""Import: files go into the open library, or from the sample into one of the reader's own, and what is left out is said."""

import threading
from collections.abc import Callable
from pathlib import Path

import filelock
import platformdirs
import pytest
from streamlit.testing.v1 import AppTest

from analytics.library import Library
from analytics.tasks.background import Job, Progress, steps
from analytics.tasks.sample import sample_library
from dashboard.state import imports
from tests import press
from tests.loaders.pages import page as saved
from tests.loaders.web.local_host import Host
from tests.pages.opened import APP, PAGES, figures, headline, opened, texts

STORY = "Port shut\n\nQUILLON, Mar 3 (Pressa) — The port shut.\n\n“We will not sail,” Mara Ode said.\n"
ROWS = "id,text\nb1,“It rained.” Ada Quill said.\nb2,\n"


class InThread:
    """An import that runs in a thread of this process: that one runs in a process of its own, tests/tasks/test_background shows."""

    def __init__(self, job: Job, ended: Callable[[Progress], None]) -> None:
        self.job, self.progress, self.stopping = job, Progress(), False
        self._ended, self._stop = ended, threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        for progress in steps(self.job, self._stop):
            if progress.ended:
                self._ended(progress)
            self.progress = progress

    def stop(self) -> None:
        self.stopping = True
        self._stop.set()

    def wait(self, seconds: float) -> Progress:
        self._thread.join(seconds)
        return self.progress


@pytest.fixture(autouse=True)
def in_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "Import", InThread)


def read(at: AppTest, button: str = "read") -> None:
    """Begin an import, and look again when it has ended."""
    at.button(key=button).click().run()
    assert not at.exception
    if button == "read" and any(one.key == "read-columns" for one in at.button):
        at.button(key="read-columns").click().run()
    held = imports.current()
    assert held is not None
    assert held.running.wait(600).ended
    at.run()
    assert not at.exception


def test_import_adds_to_the_open_library_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = press.made(tmp_path)
    library.close()
    at = opened(monkeypatch, library.path, "import")
    assert "library of your own" not in texts(at)
    for said in ("2 articles added in ", "No article added in "):
        at.file_uploader[0].upload("a.txt", STORY.encode()).upload("b.csv", ROWS.encode())
        read(at)
        assert headline(at).startswith(said)
    assert "2 articles were already there" in headline(at)
    skipped = at.dataframe[0].value
    assert ("b.csv", 3) in list(zip(skipped["file"], skipped["row"], strict=True))
    assert len(Library(library.path).known_ids()) == 5
    at.switch_page("dashboard/pages/overview.py").run()
    assert figures(at)["Articles"] == "5"


def test_import_from_the_sample_makes_a_library_of_ones_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    cache = str(sample_library().parent)
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *_, **__: cache)  # the sample is analysed already
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    at = opened(monkeypatch, None, "import")
    own = tmp_path / "Quoteboard"
    assert f"a new library of your own, in {own}, which is opened afterwards" in texts(at)
    at.file_uploader[0].upload("a.txt", STORY.encode())
    read(at)
    assert headline(at).startswith("1 article added in ")
    assert "invented" not in texts(at)
    assert len(Library(own).known_ids()) == 1
    at.switch_page("dashboard/pages/overview.py").run()
    assert figures(at)["Articles"] == "1"


BAD = {"a.txt": b"", "b.csv": b"title\nno text\n", "c.parquet": b"broken", "d.jsonl": b"\xff\xfe\x00{"}


def test_import_of_bad_files_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = press.made(tmp_path)
    library.close()
    at = opened(monkeypatch, library.path, "import")
    for name, data in BAD.items():
        at.file_uploader[0].upload(name, data)
    read(at)
    assert headline(at).startswith("No article added in ")
    assert "4 warnings, listed below" in headline(at)
    assert set(BAD) <= set(at.dataframe[0].value["file"])


def test_import_of_a_folder_that_was_typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = press.made(tmp_path)
    library.close()
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "pile" / "empty.txt").touch()
    at = opened(monkeypatch, library.path, "import")
    at.text_area[0].input(f"{tmp_path / 'pile'}\n")
    read(at)
    assert headline(at).startswith("1 article added in ")
    assert at.dataframe[0].value["file"].tolist()[-1] == "pile/empty.txt"
    assert at.text_area[0].value == ""


def test_import_of_addresses_asks_for_them_and_for_nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = press.made(tmp_path)
    library.close()
    monkeypatch.setenv("QUOTEBOARD_ALLOW_PRIVATE", "1")
    host = Host()
    port = host.gives("/port", saved())
    at = opened(monkeypatch, library.path, "import")
    at.text_area[1].input(f"{port}\n{host.url}/gone")
    read(at)
    host.server.shutdown()
    host.server.server_close()
    assert headline(at).startswith("1 article added in ")
    assert headline(at).endswith("1 warning, listed below.")
    assert f"{host.url}/gone" in at.dataframe[0].value["file"].tolist()
    assert host.asked == ["/robots.txt", "/port", "/gone"]


WRONG = [
    ("", "", "Nothing to import. Drop files above"),
    ("no/such/folder", "", "&#x27;no/such/folder&#x27;: no such file or folder. Expected a path"),
    ("https://quay.example/", "", "is an address. Expected files and folders"),
    ("", "quay.example/port", "&#x27;quay.example/port&#x27; is not an address. Expected one address per line"),
]


@pytest.mark.parametrize(("paths", "addresses", "said"), WRONG)
def test_import_says_what_is_wrong_with_what_was_typed(
    monkeypatch: pytest.MonkeyPatch, small: Path, paths: str, addresses: str, said: str
) -> None:
    at = opened(monkeypatch, small, "import")
    at.text_area[0].input(paths)
    at.text_area[1].input(addresses)
    at.button(key="read").click().run()
    assert not at.exception
    assert said in texts(at)
    assert imports.current() is None
    assert (at.text_area[0].value, at.text_area[1].value) == (paths, addresses)


def test_import_asks_which_column_is_which_before_it_reads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = press.made(tmp_path)
    library.close()
    at = opened(monkeypatch, library.path, "import")
    at.file_uploader[0].upload("de.csv", b"Nr,Inhalt,Tag,source\n1,It rained.,03/04/2026 09:30,Quorl Post\n")
    at.selectbox(key="order-0").select("3 April: day first")
    at.selectbox(key="zone-0").select("Europe/Paris")
    at.button(key="read").click().run()
    assert not at.exception
    assert imports.current() is None
    assert "Which column is which in de.csv?" in texts(at)
    assert {ours: at.selectbox(key=f"column-0-{ours}").value for ours in ("text", "outlet", "published")} == {
        "text": "(no column)", "outlet": "source", "published": "(no column)"}  # fmt: skip
    at.selectbox(key="column-0-text").select("Inhalt")
    at.selectbox(key="column-0-published").select("Tag").run()
    read(at, "read-columns")
    with Library(library.path) as held:
        found = held.query(
            "SELECT text, outlet, strftime(published, '%Y-%m-%d %H:%M') FROM articles WHERE loaded_from LIKE 'de.csv%'"
        )
    assert found.to_numpy().tolist() == [["It rained.", "Quorl Post", "2026-04-03 07:30"]]


def test_import_asks_about_columns_of_any_name(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    at = opened(monkeypatch, small, "import")
    at.file_uploader[0].upload("<b>$x$.csv", b",<img src=x>,$y$,:red[z],**w**\n1,2,3,4,5\n")
    at.button(key="read").click().run()
    assert not at.exception
    assert "Which column is which in &lt;b&gt;$x$.csv?" in texts(at)
    assert at.selectbox(key="column-0-text").options == ["(no column)", "", "<img src=x>", "$y$", ":red[z]", "**w**"]
    at.button(key="read-nothing").click().run()
    assert not at.exception
    assert imports.current() is None
    assert headline(at).startswith("Drop your articles here")


def test_import_that_was_stopped_is_found_by_any_window_and_goes_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = press.made(tmp_path)
    library.close()
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    at = opened(monkeypatch, library.path, "import")
    at.text_area[0].input(str(tmp_path / "a.txt"))
    with filelock.FileLock(library.path / ".lock"):  # the import waits for it, however long the windows take
        at.button(key="read").click().run()
        another = AppTest.from_file(APP, default_timeout=600).run()
        another.switch_page(PAGES["import"]).run()
        assert "Every page can be used meanwhile" in headline(another)
        another.button(key="stop-import").click().run()
    held = imports.current()
    assert held is not None
    assert held.running.wait(600).stage == "stopped"
    for window in (at, another):
        window.run()
        assert "The import was stopped" in texts(window)
    read(another, "go-on")
    assert headline(another).startswith("1 article added in ")
    at.run()
    assert headline(at) == headline(another)
