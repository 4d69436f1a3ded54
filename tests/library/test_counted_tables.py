"""Counted tables on the disk: brought up to date after any change they have the rows that building them whole gives."""

import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analytics.actors.edits import Edit
from analytics.library import Library, counted_files, counted_tables
from analytics.library.checks import find_problems
from analytics.library.counted_files import FOLDER
from analytics.library.details import DetailsEdit
from analytics.loaders.given import Given
from analytics.queries.counts import named
from analytics.queries.filters import Filters
from analytics.tables import Tables
from tests import press

OF_ARTICLE = "JOIN counted_articles AS a USING (article) LEFT JOIN counted_outlets AS o ON o.outlet = r.outlet"
OF_ACTOR = f"{OF_ARTICLE} LEFT JOIN counted_actors AS n ON n.actor = r.actor"
NUMBERS = "article, outlet, name, actor"
TEXTS = ", ".join(f"(SELECT text FROM counted_texts WHERE number = r.{c}) AS {c}" for c in ("gender", "described", "spoken_for"))
ASKED = {
    "articles": "r.* EXCLUDE (article, outlet), o.name FROM counted_articles AS r LEFT JOIN counted_outlets AS o USING (outlet)",
    "sentences": f"article_id, o.name, r.* EXCLUDE (article, outlet) FROM counted_sentences AS r {OF_ARTICLE}",
    "quotes": f"article_id, o.name, n.id, {TEXTS}, r.* EXCLUDE ({NUMBERS}, gender, described, spoken_for) FROM counted_quotes AS r"
    f" {OF_ACTOR}",
    "mentions": f"article_id, o.name, n.id, r.* EXCLUDE ({NUMBERS}) FROM counted_mentions AS r {OF_ACTOR}",
    "named": f"article_id, o.name, n.id, r.* EXCLUDE (article, outlet, actor) FROM counted_named AS r {OF_ACTOR}",
    "overlaps": "article_id, r.* EXCLUDE (article) FROM counted_overlaps AS r JOIN counted_articles USING (article)",
    "actors": "id, name, type FROM counted_actors",
}
NAMES = ("Ada Quill", "Bram Ode", "Quill", "Bea Ode", "Ode", "A. Quill")


def rows(library: Library) -> dict[str, list[tuple[object, ...]]]:
    """All counted rows, with names in place of numbers."""
    found = {table: library.count(f"SELECT {asked} ORDER BY ALL") for table, asked in ASKED.items()}
    return {table: press.shown(one, *one.columns) for table, one in found.items()}


def piece(number: int, chance: random.Random) -> Tables:
    """Some articles with ids of their own, of random outlets, days and names."""
    made = press.rows()
    articles = made.articles[[chance.random() < 0.8 for _ in range(3)]]
    articles = articles.assign(
        article_id=[f"{one}-{number}" for one in articles["article_id"]],
        outlet=[chance.choice(("The Quay", "The Lamp", "The Echo")) for _ in range(len(articles))],
        published=datetime(2026, 3, chance.randint(1, 9), tzinfo=UTC),
        duplicate_of=None,
    )
    parts = [part.assign(article_id=[f"{one}-{number}" for one in part["article_id"]]) for part in made[1:]]
    for part in parts[1:]:
        part["name"] = [chance.choice(NAMES) for _ in range(len(part))]
    return Tables(articles, *parts)


def changes(chance: random.Random) -> list[Callable[[Library, int], object]]:
    """What may happen to a library."""
    split = {"what": "split", "actor": "Bram Ode", "type": "person", "to": "Ode the Elder", "to_type": "person"}
    edits = [
        Edit(0, "", "hand", **split, outlet="The Lamp"),
        Edit(0, "", "hand", **split, written="he"),
        Edit(0, "", "hand", "merge", "Bea Ode", "person", to="Bram Ode", to_type="person"),
        Edit(0, "", "hand", "split", "Ada Quill", "person", article="a1-0"),
        Edit(0, "", "hand", "undo", of=1),
    ]  # fmt: skip
    given = DetailsEdit(0, "", "hand", "set", where={"outlet": "The Echo"}, values=Given(outlet="The Lamp"))
    return [
        lambda library, n: library.add(piece(n, chance)),
        lambda library, n: library.add(piece(n, chance)),
        lambda library, n: library.remove(chance.sample(sorted(library.known_ids()), min(3, len(library.known_ids())))),
        lambda library, n: library.compact(2),
        lambda library, n: library.edit(lambda log: [chance.choice(edits[: 5 if log else 4])]),
        lambda library, n: library.describe(lambda log: [given]),
    ]


@pytest.mark.parametrize("seed", range(3))
def test_counted_tables_follow_every_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    chance = random.Random(seed)
    monkeypatch.setattr(counted_tables, "_CHUNK", 2)
    with Library(tmp_path / "library", create=True) as library, Library(tmp_path / "library") as reader:
        library.add(piece(0, chance))
        for number in range(1, 9):
            chance.choice(changes(chance))(library, number)
            if chance.random() < 0.7:
                library.regroup()
                library.relink()
            monkeypatch.setattr(counted_files, "FEWEST", 0)
            followed = rows(reader)
            monkeypatch.setattr(counted_files, "FEWEST", 1_000_000)
            with Library(library.path) as fresh:
                assert followed == rows(fresh)
        assert len(list((library.path / FOLDER).glob("*.duckdb"))) == 1
        assert not [one for one in find_problems(library) if one.table == "library"]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library whose counted tables are in a file."""
    monkeypatch.setattr(counted_files, "FEWEST", 0)
    made = press.made(tmp_path)
    rows(made)
    return made


def test_counted_tables_are_written_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows(library)
    monkeypatch.setattr(counted_tables, "update", lambda *_: pytest.fail("the tables were written again"))
    with Library(library.path) as again:
        assert rows(again) == before


def test_counted_tables_of_new_batches_only_are_read(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    added = []
    add = counted_tables._add_rows

    def note(cursor: object, db: str, batches: list[Path], first: int, last: int) -> None:
        added.append(last - first + 1)
        add(cursor, db, batches, first, last)  # type: ignore[arg-type]

    monkeypatch.setattr(counted_tables, "_add_rows", note)
    more = press.rows()
    library.add(more._replace(articles=more.articles[:1].assign(article_id="a2")))
    library.relink()
    assert len(named(library, Filters())) == 2 and added == [1]
    library.compact(2)
    assert len(named(library, Filters())) == 2 and added == [1]


@pytest.mark.parametrize("damage", ["gone", "cut", "overwritten"])
def test_counted_tables_that_are_damaged_are_written_again(library: Library, damage: str) -> None:
    before = rows(library)
    library.close()
    [file] = (library.path / FOLDER).glob("*.duckdb")
    size = file.stat().st_size
    if damage == "gone":
        shutil.rmtree(library.path / FOLDER)
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[: size // 2])
    else:
        file.write_bytes(file.read_bytes()[:12_288] + b"\xff" * (size - 12_288))
    with Library(library.path) as again:
        assert rows(again) == before
        assert not list(find_problems(again))


def test_counted_tables_of_a_folder_that_cannot_be_written_are_elsewhere(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows(library)
    library.close()
    shutil.rmtree(library.path / FOLDER)
    (library.path / FOLDER).write_text("not a folder", encoding="utf-8")
    with Library(library.path) as again:
        assert rows(again) == before


def test_counted_tables_give_the_names_that_the_articles_give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Surnames alone too, which go to the person whom the same outlet names in the same month."""
    chance = random.Random(5)
    written = []
    with Library(tmp_path / "library", create=True) as library:
        for number in range(8):
            library.add(piece(number, chance))
        for fewest in (0, 1_000_000):
            monkeypatch.setattr(counted_files, "FEWEST", fewest)
            library.relink()
            written.append([(library.path / f"{name}.parquet").read_bytes() for name in ("joined", "actors", "names", "moved")])
    assert written[0] == written[1]
