"""Saved views and lists: kept in the library, replaced, removed and undone, and a damaged file is named and never written to."""

from pathlib import Path

import pytest

from analytics.library import Library
from analytics.tasks import saved
from analytics.tasks.saved import Saved
from tests import press

VIEW = Saved("view", "Harbour week", "quotes?words=harbour&since=2026-03-02")
LIST = Saved("list", "Captains", "", (("Ada Quill", "person"), ("Cora Vane", "person")))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return press.made(tmp_path)


def test_saved_views_and_lists_are_kept_with_the_library(library: Library) -> None:
    assert saved.read(library) == []
    saved.save(library, VIEW)
    saved.save(library, LIST)
    assert saved.read(Library(library.path)) == [LIST, VIEW]
    saved.save(library, VIEW._replace(address="tone"))
    assert saved.read(library) == [LIST, VIEW._replace(address="tone")]
    assert press.shown(saved.table(library), "kind", "name", "address", "actor", "type") == [
        ("list", "Captains", None, "Ada Quill", "person"),
        ("list", "Captains", None, "Cora Vane", "person"),
        ("view", "Harbour week", "tone", None, None),
    ]


def test_saved_changes_are_undone_one_after_the_other(library: Library) -> None:
    saved.save(library, VIEW)
    saved.save(library, VIEW._replace(address="tone"))
    saved.remove(library, "view", "Harbour week")
    assert saved.read(library) == []
    assert saved.undo(library) == "Removing the view 'Harbour week' is undone."
    assert saved.read(library) == [VIEW._replace(address="tone")]
    assert saved.undo(library) == "Saving the view 'Harbour week' is undone."
    assert saved.read(library) == [VIEW]
    saved.undo(library)
    assert saved.read(library) == []
    with pytest.raises(ValueError, match="nothing to undo"):
        saved.undo(library)


def test_saved_list_means_the_actors_of_its_names(library: Library) -> None:
    assert saved.ids(library, LIST) == ("ada-quill",)
    assert saved.ids(library, LIST._replace(actors=(("Ada Quill", "country"),))) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        VIEW._replace(name=""),
        VIEW._replace(name=" Harbour"),
        VIEW._replace(name="a\nb"),
        VIEW._replace(name="x" * 81),
        VIEW._replace(kind="chart"),
        VIEW._replace(address="x" * 9000),
        VIEW._replace(address="a\nb"),
        LIST._replace(actors=()),
    ],
)
def test_saved_refuses_what_is_invalid(library: Library, wrong: Saved) -> None:
    with pytest.raises(ValueError):
        saved.save(library, wrong)
    assert not (library.path / saved.FILE).exists()


@pytest.mark.parametrize("line", [b"{", b"[]", b'{"what": "praise"}', b'{"what": "save", "kind": "view"}', b"\xff", b"[" * 9000])
def test_saved_names_the_damaged_line_and_keeps_the_file(library: Library, line: bytes) -> None:
    saved.save(library, VIEW)
    path = library.path / saved.FILE
    damaged = path.read_bytes() + line + b"\n"
    path.write_bytes(damaged)
    with pytest.raises(ValueError, match=r"saved\.jsonl, line 2: "):
        saved.read(library)
    with pytest.raises(ValueError, match="line 2"):
        saved.save(library, LIST)
    assert path.read_bytes() == damaged


def test_saved_removes_only_what_is_there(library: Library) -> None:
    with pytest.raises(ValueError, match="No list is saved as 'Captains'"):
        saved.remove(library, "list", "Captains")
