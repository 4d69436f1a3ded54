"""Import: files go into the open library, or from the sample into one of the reader's own, and what is left out is said."""

import threading
from collections.abc import Callable
from pathlib import Path

import filelock
import pandas as pd
import platformdirs
import pytest
from streamlit.testing.v1 import AppTest

from analytics.library import Library
from analytics.tasks.background import Job, Progress, steps
from analytics.tasks.sample import sample_library
from dashboard.components import file_details
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


def reports(at: AppTest) -> pd.DataFrame:
    """The first table of reports on the page."""
    return next(one.value for one in at.dataframe if "reason" in one.value)


def read(at: AppTest, button: str = "read") -> None:
    """Begin an import, and look again when it has ended."""
    at.button(key=button).click().run()
    assert not at.exception
    if button == "read" and any(one.key == "read-columns" for one in at.button):
        at.button(key="read-columns").click().run()
    held = imports.current()
    assert held is not None
    assert held.running.wait(600).ended
    while imports.waiting() or (held := imports.current()) is None or not held.running.progress.ended:  # one followed it
        assert held is not None
        held.running.wait(600)
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
    skipped = reports(at)
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
    assert "skipped, listed below" in headline(at)
    assert set(BAD) <= set(reports(at)["file"])


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
    assert reports(at)["file"].tolist()[-1] == "pile/empty.txt"
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
    assert headline(at).endswith("1 skipped, listed below.")
    assert f"{host.url}/gone" in reports(at)["file"].tolist()
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
        "text": "Inhalt", "outlet": "source", "published": "Tag"}  # fmt: skip
    assert "Guessed from what is in them: date." in texts(at)
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
    assert at.selectbox(key="column-0-text").options == ["(no column)", "column 1", "<img src=x>", "$y$", ":red[z]", "**w**"]
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


def test_import_of_other_files_does_not_wait_for_the_columns_of_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = press.made(tmp_path)
    library.close()
    at = opened(monkeypatch, library.path, "import")
    at.file_uploader[0].upload("de.csv", b"Nr,Meldung,Tag\n1,It rained all day in the port of Quillon.,3 May 2026\n")
    at.file_uploader[0].upload("a.txt", STORY.encode())
    at.button(key="read").click().run()
    held = imports.current()
    assert held is not None
    assert held.running.wait(600).added == 1
    at.run()
    assert "Which column is which in de.csv?" in texts(at)
    assert [at.selectbox(key=f"column-0-{ours}").value for ours in ("text", "published")] == ["Meldung", "Tag"]
    read(at, "read-columns")
    assert headline(at).startswith("2 articles added in ")  # both parts
    with Library(library.path) as found:
        assert found.query("SELECT loaded_from FROM articles WHERE loaded_from LIKE '%#2'")["loaded_from"].tolist() == ["de.csv#2"]


def test_import_fills_in_what_was_given_for_files() -> None:
    rows = {"0": {"outlet": "The Quay", "year": 2026.0}, "2": {"author": "Ada Quill"}, "1": {"outlet": ""}}
    names = ["a.txt", "b.txt"]
    found = file_details.answers(names, {"edited_rows": rows})
    assert found == {"a.txt": {"outlet": "The Quay", "year": 2026}, "*": {"author": "Ada Quill"}}
    with pytest.raises(ValueError, match=r"a.txt, time zone: time zone 'Mars' does not exist"):
        file_details.answers(names, {"edited_rows": {"0": {"timezone": "Mars"}}})


def test_import_page_lists_articles_without_a_date_and_sets_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = press.made(tmp_path)
    at = opened(monkeypatch, library.path, "import")
    [listed] = [one.value for one in at.dataframe if "dateline" in one.value]
    assert listed["dateline"].tolist() == [""]
    at.text_input(key="details-published").input("5 March 2026")
    at.text_input(key="details-outlet").input("The Pier")
    at.button(key="details-set").click().run()
    assert not at.exception
    assert "1 article, 1 of them changed: outlet The Pier, date 5 March 2026 of 1 article (b2)." in texts(at)
    assert "No such article" in texts(at)
    assert library.query("SELECT outlet FROM articles WHERE published::DATE = '2026-03-05'")["outlet"].tolist() == ["The Pier"]
    at.button(key="details-undo").click().run()
    assert library.query("SELECT count(*) AS n FROM articles WHERE published IS NULL")["n"].tolist() == [1]
