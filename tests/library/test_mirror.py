"""Libraries in object storage, against a server that speaks S3: what one machine stores, every other one has."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from analytics.actors.edits import Edit
from analytics.cli import serve
from analytics.cli.main import main
from analytics.library import Library, LibraryError
from analytics.library import mirror as mirrors
from analytics.library.checks import find_problems
from analytics.library.lease import Lease
from analytics.library.mirror import folder_of, mirror_of
from analytics.tasks import events
from analytics.tasks.events import Event
from tests.library.rows import count, tables
from tests.library.storage import BUCKET, storage

pytest.importorskip("s3fs")
pytestmark = pytest.mark.skipif(serve.os.name != "posix", reason="the storage is ended as a group of processes")

ADDRESS = f"s3://{BUCKET}/news"
Machine = Callable[[str], Library]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with storage(tmp_path_factory.mktemp("storage")) as environment:
        yield environment


@pytest.fixture
def at(server: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Machine:
    """Open the test's library on a machine, each of which has a cache of its own."""
    for name, value in server.items():
        monkeypatch.setenv(name, value)

    def open_at(machine: str) -> Library:
        monkeypatch.setattr(mirrors.platformdirs, "user_cache_dir", lambda *_, **__: str(tmp_path / machine))
        return Library(f"{ADDRESS}/{request.node.name}", create=True)

    return open_at


def files(library: Library) -> dict[str, bytes]:
    """Return the content of all files that a mirror and its storage share."""
    found = [path for path in library.path.rglob("*") if path.is_file() and not path.name.endswith(".lock")]
    return {path.relative_to(library.path).as_posix(): path.read_bytes() for path in found}


def looked(library: Library) -> Library:
    """Fetch what other machines have changed."""
    mirror = mirror_of(library.path)
    assert mirror is not None
    mirror.fetch()
    return library


def test_mirror_gives_every_machine_the_same_files(at: Machine) -> None:
    here = at("here")
    here.add(tables(1, 2))
    here.regroup()
    here.relink()
    there = at("there")
    assert count(there, "quotes") == 2
    assert files(there) == files(here)
    there.add(tables(3))
    there.remove(["a1"])
    there.compact(2)
    there.edit(lambda _: [Edit(0, "2026-01-01T00:00:00Z", "hand", "rename", "Ada Quill", "person", to="Ada Q")])
    there.regroup()
    there.relink()
    events.add(there, [Event(*[events.date(2026, 3, 2)] * 2, "Harbour closed")])
    assert files(looked(here)) == files(there)
    assert sorted(here.query("SELECT article_id FROM articles")["article_id"]) == ["a2", "a3"]
    assert events.read(here) == events.read(there) != []
    assert list(find_problems(here)) == []


def test_mirror_loses_nothing_of_two_writers_at_once(at: Machine) -> None:
    libraries = [at("here"), at("there")]
    failed: list[Exception] = []

    def add(library: Library, first: int) -> None:
        try:
            for n in range(first, first + 4):
                library.add(tables(n))
        except (LibraryError, OSError) as error:
            failed.append(error)

    threads = [threading.Thread(target=add, args=(library, 10 * n)) for n, library in enumerate(libraries, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    for library in libraries:
        assert count(looked(library), "articles") == 8
        assert len({batch.name[:6] for batch in library.batches()}) == 8


def test_mirror_drops_what_a_killed_process_did_not_store_and_takes_its_lock(at: Machine) -> None:
    here, there = at("here"), at("there")
    there.add(tables(1))
    looked(here)
    mirror = mirror_of(here.path)
    assert mirror is not None
    before = files(here)
    lease = Lease(mirror._files, mirror._root)
    assert lease._take()  # as a process that is killed leaves it: no renewal, and changes in its own mirror alone
    batch = here.batches()[0]
    batch.rename(batch.with_name("000009-0badcafe"))
    (here.path / "edits.jsonl").write_text("{}\n")
    (here.path / "quoteboard.json").write_text("{}")
    assert not Lease(mirror._files, mirror._root)._take()
    lease._write(0.0, "overwrite")  # two minutes later
    assert files(looked(here)) == before
    here.add(tables(2))
    assert files(looked(there)) == files(here)
    with pytest.raises(LibraryError, match="another one writes now"):
        lease.check()


def test_mirror_shows_no_batch_that_is_stored_in_part(at: Machine) -> None:
    here, there = at("here"), at("there")
    here.add(tables(1))
    here.add(tables(2))
    mirror = mirror_of(here.path)
    assert mirror is not None
    mirror._files.rm_file(f"{mirror._root}/batches/{here.batches()[1].name}/mentions.parquet")
    assert count(looked(there), "articles") == 1


def test_mirror_serves_the_commands(at: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    (tmp_path / "a.txt").write_text("Port shut\n\n“We won the harbour back,” Ada Quill said on Monday.\n")
    at("here").close()
    address = f"{ADDRESS}/commands"
    assert main(["analyse", str(tmp_path / "a.txt"), "--library", address, "--workers", "1"]) == 0
    at("there").close()
    capsys.readouterr()
    assert main(["export", "quotes", "--library", address, "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["actor_name"] == "Ada Quill"
    assert main(["check", "--library", address]) == 0

    def start(_: str, words: list[str]) -> None:
        raise SystemExit(words[words.index("--library") + 1])

    monkeypatch.setattr(serve.os, "execv", start)
    with pytest.raises(SystemExit) as started:
        main(["serve", "--library", address, "--no-browser"])
    served = Path(str(started.value))
    assert served == folder_of(address)
    with Library(served) as library:  # as the dashboard opens it
        library.add(tables(7))
    with Library(address) as library:
        assert count(library, "articles") == 2


def test_mirror_says_in_one_line_what_is_missing(at: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    at("here").close()
    with pytest.raises(LibraryError, match=r"no package for this storage is installed .* Expected s3://BUCKET/FOLDER$"):
        Library("nowhere://press")
    with pytest.raises(LibraryError, match=r"^s3://no-such-bucket/news: the storage cannot be used \([^\n]+\)\.$"):
        Library("s3://no-such-bucket/news", create=True)

    def find(*_: object, **__: object) -> None:
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr("fsspec.core.url_to_fs", find)
    with pytest.raises(LibraryError, match=r"Run: pip install 'quoteboard\[s3\]'$"):
        Library("s3://press/other", create=True)
