"""Libraries as earlier versions wrote them, two invented articles in each: today's version asks, checks and adds to every one.

Each archive is the folder that the version of then made of the same two files; `formats/README.md` says what sets them apart.
"""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from analytics.library import Library
from analytics.library.checks import find_problems
from analytics.queries import counts
from analytics.queries.filters import Filters
from analytics.tables import schema
from tests.library.rows import tables

FORMATS = sorted((Path(__file__).parent / "formats").glob("*.zip"))


@pytest.fixture(params=FORMATS, ids=[path.stem for path in FORMATS])
def earlier(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A library of an earlier version."""
    with zipfile.ZipFile(request.param) as packed:
        packed.extractall(tmp_path / "library")
    return tmp_path / "library"


def test_formats_of_earlier_versions_are_read_checked_and_added_to(earlier: Path) -> None:
    with Library(earlier) as library:
        assert library.damaged(closely=True) == []
        assert list(find_problems(library)) == []
        articles = library.query("SELECT title, outlet, published FROM articles ORDER BY title")
        assert articles["title"].tolist() == ["Crews vote on strike", "Ferry line reopens"]
        assert articles["published"].tolist()[1] == datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
        for name in ("articles", "sentences", "quotes", "mentions"):
            rows = library.query(f"SELECT * FROM {name}")
            assert len(rows) > 0
            assert set(schema(name).names) <= set(rows.columns)
        said = library.query("SELECT name FROM quotes WHERE text LIKE '%boats are safe%'")
        assert len(said) == 1
        written = pq.read_table(library.batches()[0] / "quotes.parquet").column("name").to_pylist()
        assert sorted(library.query("SELECT name FROM quotes")["name"].dropna()) == sorted(name for name in written if name)
        assert "Bram Quill" in counts.speakers(library, Filters())["name"].tolist()
        before = len(library.query("SELECT * FROM quotes"))

        assert library.add(tables(1)).articles == 1
        library.relink()
        library.compact(9)
        assert len(library.query("SELECT * FROM articles")) == 3
        assert len(library.query("SELECT * FROM quotes")) == before + len(tables(1).quotes)
        assert list(find_problems(library)) == []
