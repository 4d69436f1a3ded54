"""Details of articles given by hand: every question follows at once, no article is read, damaged lines are named."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analytics.cli.main import main
from analytics.library import Library
from analytics.library.checks import find_problems
from analytics.library.details import LOG
from analytics.loaders.given import Given, problem
from analytics.queries.counts import totals
from analytics.queries.filters import Filters
from analytics.queries.rows import export_rows
from analytics.tables import Article, Tables, frame
from analytics.tasks import edit_articles
from analytics.tasks.edit_articles import set_details
from tests import press


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The three articles of `press`, and one whose dateline has a day without a year."""
    library = press.made(tmp_path)
    article = Article("d1", None, "It rained.", None, None, None, None, "en", 2, "Quillon", "--02-28", None, "d.csv#7", None)
    library.add(Tables(frame("articles", [article]), frame("sentences"), frame("quotes"), frame("mentions")))
    edit_articles.make(library, [])
    library.regroup()
    library.relink()
    return library


def details(library: Library) -> dict[str, tuple[str, str, str]]:
    """Outlet, date and author of each article; "" for missing."""
    at = "strftime(published, '%Y-%m-%dT%H:%M')"
    rows = library.query(f"SELECT article_id, outlet, {at} AS at, author FROM articles ORDER BY ALL")
    return {row[0]: tuple("" if value != value or value is None else value for value in row[1:])
            for row in rows.astype(object).where(rows.notna(), None).itertuples(index=False, name=None)}  # fmt: skip


PLAIN = {
    "a1": ("The Quay", "2026-03-03T23:59", ""),
    "b1": ("The Lamp", "2026-03-04T00:00", ""),
    "b2": ("The Quay", "", ""),
    "d1": ("", "", ""),
}
SET = [
    ({"loaded_from": "*.txt"}, {"outlet": "The Pier"}, {one: ("The Pier", *PLAIN[one][1:]) for one in ("a1", "b1", "b2")}),
    ({"loaded_from": "d.csv"}, {"outlet": "The Pier", "author": "Ada Quill"}, {"d1": ("The Pier", "", "Ada Quill")}),
    ({"loaded_from": "d.csv#6"}, {"outlet": "The Pier"}, {}),
    ({"outlet": "the quay", "published": ""}, {"published": "5 March 2026"}, {"b2": ("The Quay", "2026-03-05T00:00", "")}),
    ({"outlet": "The Lamp"}, {"outlet": ""}, {"b1": ("", "2026-03-04T00:00", "")}),
    ({"article_id": "d1"}, {"year": 2024}, {"d1": ("", "2024-02-28T00:00", "")}),
    ({"published": "2026-03-0*"}, {"year": 2025},
     {"a1": ("The Quay", "2025-03-03T23:59", ""), "b1": ("The Lamp", "2025-03-04T00:00", "")}),
    ({"published": "2026-03-03"}, {"timezone": "America/New_York"}, {"a1": ("The Quay", "2026-03-04T04:59", "")}),
    ({"title": "Ode*"}, {"timezone": "America/New_York"}, {}),  # a day without a time has none to move
    ({"article_id": "d1"}, {"published": "2026-07-01 09:30", "timezone": "Europe/London"}, {"d1": ("", "2026-07-01T08:30", "")}),
]  # fmt: skip


def test_edit_articles_every_question_follows_and_undo_restores(library: Library) -> None:
    before = [export_rows(library, name).to_csv() for name in ("articles", "quotes", "mentions", "names", "actors")]
    texts = [path.stat().st_mtime_ns for path in sorted(library.path.glob("batches/*/*.parquet"))]
    for where, values, new in SET:
        tried = set_details(library, where=where, dry_run=True, **values)
        assert details(library) == PLAIN
        effect = set_details(library, where=where, **values)
        assert effect == tried
        assert (effect.changed, details(library)) == (len(new), PLAIN | new), (where, values)
        if effect.changed:
            edit_articles.undo(library)
    assert [export_rows(library, name).to_csv() for name in ("articles", "quotes", "mentions", "names", "actors")] == before
    assert [path.stat().st_mtime_ns for path in sorted(library.path.glob("batches/*/*.parquet"))] == texts


def test_edit_articles_filters_and_counted_tables_follow(library: Library) -> None:
    assert totals(library, Filters(outlets=("The Pier",))).articles == 0
    text = " ".join(f"The master of ship {n} told the port of pier {n + 1} to wait." for n in range(20))
    twins = [Article(f"t{n}", None, text, datetime(2026, 3, n, tzinfo=UTC), "The Mole", None, None, "en", 240, None, None, None,
                     "t.txt", None) for n in (1, 2)]  # fmt: skip
    library.add(Tables(frame("articles", twins), frame("sentences"), frame("quotes"), frame("mentions")))
    set_details(library, where={"article_id": "t1"}, outlet="The Pier", published="4 March 2026")
    assert totals(library, Filters(outlets=("The Pier",))).articles == 1
    copies = library.query("SELECT article_id, duplicate_of FROM articles WHERE article_id LIKE 't%' AND duplicate_of IS NOT NULL")
    assert copies.values.tolist() == [["t1", "t2"]]  # the copy that came first is the original
    assert list(find_problems(library)) == []


def test_edit_articles_later_edits_see_earlier_ones_and_count_for_later_articles(library: Library) -> None:
    set_details(library, where={"outlet": ""}, outlet="The Pier")
    set_details(library, where={"outlet": "The Pier"}, author="Bram Ode")
    later = Article("e1", None, "It snowed.", None, None, None, None, "en", 2, None, None, None, "e.txt", None)
    library.add(Tables(frame("articles", [later]), frame("sentences"), frame("quotes"), frame("mentions")))
    assert not library.is_linked()
    library.regroup()
    library.relink()
    assert details(library)["e1"] == details(library)["d1"] == ("The Pier", "", "Bram Ode")
    edit_articles.undo(library, [1])
    assert details(library)["e1"] == ("", "", "")
    edit_articles.redo(library)
    history = edit_articles.history(library)
    assert history[["edit", "stands", "changed"]].values.tolist() == [[2, True, 2], [1, True, 2]]
    with pytest.raises(ValueError, match=r"details.jsonl: no edit 9 to undo. Expected 1, 2."):
        edit_articles.undo(library, [9])


def test_edit_articles_export_and_import_carry_edits_to_another_library(library: Library, tmp_path: Path) -> None:
    set_details(library, where={"outlet": "The Quay"}, outlet="=The Pier")
    set_details(library, articles=["d1"], year=2024)
    other = press.made(tmp_path / "other")
    data = edit_articles.export_edits(library)
    assert [one.by for one in edit_articles.import_edits(other, data, "e.jsonl")] == ["import", "import"]
    assert edit_articles.import_edits(other, data, "e.jsonl") == []
    assert details(other)["a1"] == ("=The Pier", "2026-03-03T23:59", "")
    with pytest.raises(ValueError, match=r"e.jsonl, row 1: column values: found"):
        edit_articles.import_edits(other, b'{"what":"set","where":{"outlet":"x"},"values":{"text":"y"}}', "e.jsonl")


DAMAGED = (
    b"\xff\xfe\n",
    b"[1]\n",
    b'{"what":"set"}\n',
    b'{"what":"set","where":{"text":"x"},"values":{"outlet":"y"}}\n',
    b'{"what":"set","where":{"outlet":"x"},"values":{"published":"soon"}}\n',
    b'{"what":"set","where":{"outlet":"x"},"values":{"timezone":"Mars"}}\n',
    b'{"what":"undo","of":99}\n',
    b"[" * 100_000 + b"\n",
)


def test_edit_articles_damaged_lines_are_left_out_and_named(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    set_details(library, where={"article_id": "d1"}, outlet="The Pier")
    path = library.path / LOG
    path.write_bytes(b"".join(DAMAGED) + path.read_bytes())
    set_details(library, where={"article_id": "d1"}, author="Ada Quill")
    assert details(library)["d1"] == ("The Pier", "", "Ada Quill")
    named = [found.examples for found in find_problems(library)]
    assert [f"row {n}" in line for n, line in enumerate(named, 1)] == [True] * len(DAMAGED)
    assert edit_articles.undo(library)[0].of == len(DAMAGED) + 2
    assert main(["set", "--list", "--library", str(library.path)]) == 0
    assert capsys.readouterr().out.count("left out") == len(DAMAGED)


def test_edit_articles_writers_at_once_lose_nothing(library: Library) -> None:
    def add(number: int) -> None:
        with Library(library.path) as own:
            set_details(own, articles=["d1"], author=f"Writer {number}")

    threads = [threading.Thread(target=add, args=(n,)) for n in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(edit_articles.history(library)["edit"]) == [1, 2, 3]


def test_edit_articles_table_edited_in_place_becomes_one_edit_for_rows_that_change_alike(library: Library) -> None:
    shown = edit_articles.articles(library, lacking=("outlet", "published"))
    assert shown["article_id"].tolist() == ["b2", "d1"]
    changes = edit_articles.edits_of(shown, {0: {"published": "2026-03-05", "outlet": "The Quay"}, 1: {"published": "2026-03-05"}})
    assert [(one.articles, one.values) for one in changes] == [(("b2", "d1"), Given(published="2026-03-05"))]
    edit_articles.make(library, changes)
    assert edit_articles.articles(library, lacking=("published",)).empty
    assert edit_articles.articles(library, where={"outlet": "the quay"})["edit"].fillna(0).tolist() == [0, 1]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--outlet", "The Pier", "--where", "outlet=", "--dry-run"], 0, "not made: 1 article, 1 of them changed: outlet The Pier"),
        (["--outlet", "The Pier", "--where", "loaded_from=*.txt"], 0, "3 articles, 3 of them changed: outlet The Pier, where"),
        (["--outlet", "The Pier", "--where", "loaded_from=z"], 0, "not made: 0 articles, 0 of them changed"),
        (["--outlet", "The Pier"], 1, "no articles were named. Expected --where COLUMN=VALUE"),
        (["--where", "outlet="], 1, "column values: empty"),
        (["--where", "mood=", "--outlet", "x"], 1, "column where: found 'mood'. Expected article_id, loaded_from"),
        (["--where", "outlet=", "--date", "soon"], 1, "date 'soon' not read"),
        (["--where", "outlet=", "--year", "99"], 1, "column year: found 99"),
        (["--undo"], 1, "no edit to undo. There is nothing to undo."),
        (["--import", "no-such-file"], 1, "No such file"),
    ],
)
def test_edit_articles_command_says_what_it_did(
    library: Library, arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["set", *arguments, "--library", str(library.path)]) == code
    assert said in "".join(capsys.readouterr())


def test_given_values_are_checked() -> None:
    wrong = [problem(Given(timezone="Mars")), problem(Given(published="32 May 2026")), problem(Given(outlet="x" * 999))]
    assert [one[0] if one else None for one in wrong] == ["timezone", "published", "outlet"]
