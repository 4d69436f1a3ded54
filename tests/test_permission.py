"""Every function that changes a library asks whether it may; reading asks nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from analytics import permission
from analytics.actors.edits import Edit
from analytics.library import Library
from analytics.permission import NotAllowedError
from analytics.queries.filters import Filters
from analytics.tasks import audit, edit_actors, maintenance, saved
from analytics.tasks.background import Import, Job
from analytics.tasks.ingest import take_in
from analytics.tasks.saved import Saved
from evaluation.kills import tables_of
from tests import press

EDITS = b"what,actor,type,names,written,outlet,article,to,to_type\nhide,Mara Ode,person,,,,,,\n"
CHANGES: dict[str, Callable[[Library], object]] = {
    "import": lambda library: list(take_in(library, ["no such file"])),
    "import page": lambda library: Import(Job(str(library.path), ("no such file",))),
    "new library": lambda library: Library(library.path.parent / "new", create=True),
    "edit": lambda library: edit_actors.make(library, [Edit(0, "", "hand", "hide", "Mara Ode", "person")]),
    "undo": edit_actors.undo,
    "redo": edit_actors.redo,
    "import edits": lambda library: edit_actors.import_edits(library, EDITS, "a.csv"),
    "remove": lambda library: maintenance.remove(library, maintenance.Removal(frozenset(["a1"]), frozenset())),
    "reanalyse": lambda library: list(maintenance.reanalyse(library, everything=True)),
    "repair": maintenance.repair,
    "compact": lambda library: library.compact(2, whole=True),
    "regroup": Library.regroup,
    "relink": Library.relink,
    "draw": audit.draw,
    "mark": lambda library: audit.mark(library, "a1", 0, span_right=True, speaker_right=True),
    "save": lambda library: saved.save(library, Saved("view", "two", "quotes")),
    "remove saved": lambda library: saved.remove(library, "view", "one"),
    "undo saved": saved.undo,
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library of which nothing may be changed."""
    made = press.made(tmp_path)
    saved.save(made, Saved("view", "one", "quotes"))
    permission.decide_by(lambda: False)
    yield made
    permission.decide_by(None)


@pytest.mark.parametrize("what", CHANGES)
def test_permission_is_asked_before_each_change(library: Library, what: str) -> None:
    before = tables_of(library.path)
    with pytest.raises(NotAllowedError):
        CHANGES[what](library)
    assert tables_of(library.path) == before
    assert not (library.path.parent / "new").exists()


def test_permission_is_not_asked_to_read(library: Library) -> None:
    (library.path / "joined.parquet").unlink()  # as after an upgrade: a reader's questions are answered without writing it
    before = tables_of(library.path)
    assert len(library.query("SELECT * FROM articles")) == 3
    assert isinstance(edit_actors.names_and_sources(library, Filters(), "mara-ode"), pd.DataFrame)
    edit_actors.relink_if_needed(library)
    assert tables_of(library.path) == before
