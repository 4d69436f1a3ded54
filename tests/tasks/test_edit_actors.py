"""Edits at work: every question follows at once, no article is read, two processes lose nothing, a kill harms nothing."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analytics.actors.edits import Edit
from analytics.cli.main import main
from analytics.library import Library
from analytics.library.checks import find_problems
from analytics.queries import counts
from analytics.queries.export import write_csv
from analytics.queries.filters import Filters
from analytics.queries.rows import export_rows, select
from analytics.tables import Mention, Quote, Sentence, Tables, frame
from analytics.tasks import edit_actors
from tests import press

ADA, BRAM = ("Ada Quill", "person"), ("Bram Ode", "person")
MERGE = Edit(0, "", "hand", "merge", *ADA, to="Bram Ode", to_type="person")
HIDE = Edit(0, "", "hand", "hide", *ADA)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return press.made(tmp_path)


def counted(library: Library) -> dict[str, tuple[int, int]]:
    found = counts.actors(library, Filters())
    return {row.name: (row.quotes, row.mentions) for row in found.itertuples()}


def everything(library: Library) -> list[bytes]:
    return [write_csv(export_rows(library, name)) for name in ("articles", "sentences", "quotes", "mentions", "actors", "names")]


PLAIN = {"Ada Quill": (1, 4), "Bram Ode": (4, 5)}
EDITS = [
    (MERGE, "1 quote and 4 mentions move to Bram Ode.", {"Bram Ode": (5, 9)}),
    (HIDE, "4 mentions will no longer count, and 1 quote will have no named speaker.", {"Bram Ode": (4, 5)}),
    (Edit(0, "", "hand", "rename", *ADA, to="Ada Lund"), "1 quote and 4 mentions will be shown under the name Ada Lund.",
     {"Ada Lund": (1, 4), "Bram Ode": (4, 5)}),
    (Edit(0, "", "hand", "type", *ADA, to_type="organisation"),
     "1 quote and 4 mentions will count as of an organisation.", PLAIN),
    (Edit(0, "", "hand", "split", *ADA, outlet="The Lamp", to="Bram Ode", to_type="person"),
     "0 quotes and 1 mention move to Bram Ode.", {"Ada Quill": (1, 3), "Bram Ode": (4, 6)}),
    (Edit(0, "", "hand", "split", *BRAM, article="b2", to="Bram Ode the Elder", to_type="person"),
     "2 quotes and 2 mentions move to Bram Ode the Elder.",
     {"Ada Quill": (1, 4), "Bram Ode": (2, 3), "Bram Ode the Elder": (2, 2)}),
    (Edit(0, "", "hand", "split", *BRAM, written="he"),
     "0 mentions will no longer count, and 2 quotes will have no named speaker.",
     {"Ada Quill": (1, 4), "Bram Ode": (2, 5)}),
    (Edit(0, "", "hand", "split", *ADA, written="Quill", article="b1", to="Bram Ode", to_type="person"),
     "0 quotes and 1 mention move to Bram Ode.", {"Ada Quill": (1, 3), "Bram Ode": (4, 6)}),
    (Edit(0, "", "hand", "alias", names=("ada quill",), to="Bram Ode", to_type="person"),
     "1 quote and 4 mentions move to Bram Ode.", {"Bram Ode": (5, 9)}),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "words", "after"), EDITS)
def test_edit_actors_preview_says_what_then_happens_and_undo_gives_back(
    library: Library, edit: Edit, words: str, after: dict[str, tuple[int, int]]
) -> None:
    before = everything(library)
    assert edit_actors.preview(library, edit).words == words
    assert everything(library) == before
    edit_actors.make(library, [edit])
    assert counted(library) == after
    assert list(find_problems(library)) == []
    edit_actors.undo(library)
    assert everything(library) == before
    edit_actors.redo(library)
    assert counted(library) == after


def test_edit_actors_quote_says_that_its_name_was_set_by_hand(library: Library) -> None:
    edit_actors.make(library, [EDITS[5][0], EDITS[6][0]])
    quotes = select(library, "quotes", Filters())
    assert sorted(press.shown(quotes, "article_id", "quote", "name", "why_name"))[1:] == [
        ("b1", 0, "Bram Ode", None),
        ("b1", 1, None, "set by hand (edit 2); found as Bram Ode"),
        ("b2", 0, "Bram Ode the Elder", "set by hand (edit 1); found as Bram Ode"),
        ("b2", 1, "Bram Ode the Elder", "set by hand (edit 1); found as Bram Ode"),
    ]


def test_edit_actors_survives_new_articles_and_linking_anew(tmp_path: Path) -> None:
    with Library(tmp_path / "library", create=True) as library:
        rows = press.rows()
        one = rows._replace(articles=rows.articles[:1])
        library.add(one)
        library.relink()
        edit_actors.make(library, [HIDE])
        library.add(rows)
        assert not library.is_linked()
        library.relink()
        library.regroup()
        assert library.is_linked()
        assert counted(library) == {"Bram Ode": (4, 5)}
        edit_actors.undo(library)
        assert library.is_linked()
        assert counted(library) == PLAIN


def test_edit_actors_reads_no_article(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("an edit asked the articles")

    monkeypatch.setattr(Library, "query", refuse)
    library.edit(lambda log: [MERGE])
    monkeypatch.undo()
    assert counted(library) == {"Bram Ode": (5, 9)}


def test_edit_actors_is_seen_by_whoever_has_the_library_open(library: Library) -> None:
    with Library(library.path) as reader:
        counted(reader)
        edit_actors.make(library, [MERGE])
        assert counted(reader) == {"Bram Ode": (5, 9)}


def test_edit_actors_at_the_same_time_loses_nothing(library: Library) -> None:
    libraries = [Library(library.path) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(3):
            list(pool.map(lambda one: edit_actors.make(one, [HIDE]), libraries))
    assert edit_actors.history(library)["edit"].tolist() == list(range(12, 0, -1))


@pytest.mark.parametrize("stage", range(1, 5))
def test_edit_actors_killed_in_between_leaves_the_one_or_the_other(library: Library, stage: int) -> None:
    before = counted(library)
    code = (
        "import os, pathlib, sys\nfrom analytics.tasks import edit_actors\nfrom analytics.actors.edits import Edit\n"
        "from analytics.library import Library\n"
        "library, left = Library(sys.argv[1]), [int(sys.argv[2])]\nplain = pathlib.Path.replace\n"
        "def replace(path, target):\n"
        "    left[0] -= 1\n"
        "    os._exit(9) if not left[0] else None\n"
        "    return plain(path, target)\n"
        "pathlib.Path.replace = replace\n"
        "edit_actors.make(library, [Edit(0, '', 'hand', 'merge', 'Ada Quill', 'person', to='Bram Ode', to_type='person')])\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code, str(library.path), str(stage)], env=environment, check=False)
    assert done.returncode == 9
    edit_actors.relink_if_needed(library)
    assert counted(library) == (before if stage == 1 else {"Bram Ode": (5, 9)})
    assert list(find_problems(library)) == []
    assert len(edit_actors.history(library)) == (0 if stage == 1 else 1)


def test_edit_actors_exported_edits_make_another_library_alike(library: Library, tmp_path: Path) -> None:
    edit_actors.make(library, [EDITS[5][0], EDITS[2][0], HIDE])
    edit_actors.undo(library)
    data = write_csv(edit_actors.export_edits(library))
    other = press.made(tmp_path / "other")
    assert [one.what for one in edit_actors.import_edits(other, data, "edits.csv")] == ["split", "rename"]
    assert everything(other) == everything(library)
    assert edit_actors.import_edits(other, data, "edits.csv") == []
    with pytest.raises(ValueError, match=r"edits\.csv, row 2, column what: found 'x'"):
        edit_actors.import_edits(other, data.replace(b"\nsplit", b"\nx"), "edits.csv")


def test_edit_actors_refuses_what_is_none(library: Library) -> None:
    for edit, said in (
        (
            Edit(0, "", "hand", "rename", *ADA, to="Bram Ode"),
            "there is an actor 'Bram Ode' already\\. Expected a new name, or the edit merge",
        ),
        (
            Edit(0, "", "hand", "policy", actor="Moscw", to="place"),
            "policy: found 'Moscw'\\. Expected capitals, demonyms, or a capital",
        ),
        (Edit(0, "", "hand", "type", *ADA, to_type="dog"), "type, to_type: found 'dog'; expected person, organisation, country"),
    ):
        with pytest.raises(ValueError, match=said):
            edit_actors.make(library, [HIDE, edit])
    with pytest.raises(ValueError, match=r"no edit to undo\. There is nothing to undo\."):
        edit_actors.undo(library)
    edit_actors.make(library, [HIDE])
    with pytest.raises(ValueError, match=r"no edit 7 to undo\. Expected 1\."):
        edit_actors.undo(library, [7])
    assert counted(library) == {"Bram Ode": (4, 5)}


def test_edit_actors_policy_takes_a_capital_for_a_place_and_back(tmp_path: Path) -> None:
    text = "Moscow has insisted. Moscow said no. Russia agreed."
    rows = press.rows()
    article = rows.articles.iloc[[0]].assign(article_id="m1", text=text)
    starts = (0, 21, 37)
    sentences = [Sentence("m1", n, a, b, 0.0) for n, (a, b) in enumerate(((0, 20), (21, 36), (37, 51)))]
    found = [Mention("m1", n, at, at + 6, "Moscow" if n < 2 else "Russia", "Russia", "country", None, None)
             for n, at in enumerate(starts)]  # fmt: skip
    said = Quote("m1", 0, "indirect", [[33, 35]], "no", 21, 27, "Moscow", "Russia", "country", 28, 32, "said", "neutral", 0.9,
                 "test", None, 0.0, 1)  # fmt: skip
    with Library(tmp_path / "library", create=True) as library:
        library.add(Tables(article, frame("sentences", sentences), frame("quotes", [said]), frame("mentions", found)))
        library.relink()
        place, government = (Edit(0, "", "hand", "policy", actor="Moscow", to=to) for to in ("place", "government"))
        words = "2 mentions will no longer count, and 1 quote will have no named speaker."
        assert edit_actors.preview(library, place).words == words
        edit_actors.make(library, [place])
        assert counted(library) == {"Russia": (0, 1)}
        assert edit_actors.policies(library).iloc[0].tolist() == ["Moscow", "capitals", "Russia", "place", 1, 2]
        assert list(find_problems(library)) == []
        assert edit_actors.preview(library, government).words == "1 quote and 2 mentions will count for their country again."
        edit_actors.make(library, [government])
        assert counted(library) == {"Russia": (1, 3)}


def test_edit_actors_says_where_names_come_from(library: Library) -> None:
    edit_actors.make(library, [MERGE])
    assert edit_actors.names_and_sources(library, Filters(), "bram-ode").values.tolist() == [
        ["Bram Ode", "person", 4, 5, "found in articles"],
        ["Ada Quill", "person", 1, 4, "set by edit 1"],
    ]
    forms = edit_actors.written(library, Filters(), "bram-ode")
    assert press.shown(forms, "text", "mentions", "articles")[0] == ("Quill", 3, 3)
    assert set(forms["example"]) <= {
        "Ode claimed that Quill cheated.",
        "“We sail, Bram,” said Quill.",
        "Bram Ode lost.",
        "Ada Quill won.",
    }


def test_edit_actors_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    library = press.made(tmp_path)
    monkeypatch.chdir(tmp_path)
    for words, said in (
        ("--dry-run merge ada-quill bram-ode", "not made: 1 quote and 4 mentions move to Bram Ode.\n"),
        ("merge ada-quill bram-ode", "edit 1: 1 quote and 4 mentions move to Bram Ode.\n"),
        ("undo", "edit 1 undone\n"),
        ("redo 1", "edit 1 redone\n"),
        ("undo 1", "edit 1 undone\n"),
        ("rename ada-quill Lund", "edit 5: 1 quote and 4 mentions will be shown under the name Lund.\n"),
        ("alias Zed Lund", "edit 6: Nothing would change: no name here is Zed.\n"),
        ("split bram-ode --written Ode", "edit 7: 2 quotes and 2 mentions move to Ode.\n"),
        ("type lund organisation", "edit 8: 1 quote and 4 mentions will count as of an organisation.\n"),
        ("policy capitals place", "edit 9: Nothing would change: no country is named by this word here.\n"),
        ("hide bram-ode", "edit 10: 3 mentions will no longer count, and 2 quotes will have no named speaker.\n"),
        ("export -o edits.csv", ""),
        ("import edits.csv", "0 edits made\n"),
    ):
        assert main(["actors", "--library", str(library.path), *words.split()]) == 0, words
        assert capsys.readouterr().out == said
    assert main(["actors", "--library", str(library.path), "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[2] for line in (lines[0], lines[4], lines[-1])] == [
        "“Bram Ode” is no actor", "“Zed” is “Lund”; no effect: no name here is Zed", "“Ada Quill” is “Bram Ode” (undone)",
    ]  # fmt: skip
    assert main(["actors", "--library", str(library.path), "hide", "nobody"]) == 1
    assert capsys.readouterr().err == "quoteboard: 'nobody': there is no such actor. Expected the name, form or id of an actor.\n"
