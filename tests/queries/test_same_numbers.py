"""The same question has the same number on every page, in every CSV, in `quoteboard export` and in Python."""

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from analytics.cli.main import main
from analytics.library import Library
from analytics.queries import compare, counts, one_actor, sources
from analytics.queries.export import write_csv
from analytics.queries.filters import Filters
from analytics.queries.rows import select
from tests import press
from tests.pages.opened import charts, figures, headline, opened

ADA, BRAM = Filters(actors=("ada-quill",), role="speaker"), Filters(actors=("bram-ode",), role="speaker")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return press.made(tmp_path_factory.mktemp("same")).path


def exported(path: Path, table: str, tmp_path: Path, *options: str) -> pd.DataFrame:
    """The rows that the command writes."""
    target = tmp_path / f"{table}.csv"
    assert main(["export", table, "--library", str(path), "-o", str(target), *options]) == 0
    return pd.read_csv(io.BytesIO(target.read_bytes().removeprefix(b"\xef\xbb\xbf")))


def test_same_numbers_how_much_one_actor_speaks(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library(path)
    own, everything = select(library, "quotes", BRAM), select(library, "quotes")
    quotes, words = len(own), int(own["words"].sum())
    share = words / int(everything["words"].sum())
    # In Python: every function that counts it.
    assert (counts.totals(library, BRAM).quotes, counts.totals(library, BRAM).quoted_words) == (quotes, words)
    [row] = counts.speakers(library, BRAM).itertuples()
    assert (row.quotes, row.words, row.share_words) == (quotes, words, share)
    by_outlet = one_actor.quoted_by_outlet(library, Filters(), "bram-ode")
    assert (by_outlet["quotes"].sum(), by_outlet["words"].sum()) == (quotes, words)
    sides = {"Bram Ode": BRAM, "Ada Quill": ADA}
    measured = compare.measures(library, sides).set_index(["selection", "measure"])["value"]
    assert measured["Bram Ode", "Share of voice"] == pytest.approx(share)
    # In the export and the page's CSV, byte for byte.
    rows = exported(path, "quotes", tmp_path, "--actor", "Bram Ode", "--role", "speaker")
    assert (len(rows), rows["words"].sum()) == (quotes, words)
    assert (tmp_path / "quotes.csv").read_bytes() == write_csv(own)
    # On the pages.
    shown = f"{share:.0%}"
    at = opened(monkeypatch, path, "quotes", actor="Bram Ode", role="speaks")
    assert figures(at)["Quotes"] == str(quotes) and f"Bram Ode has {shown} of all quoted words" in headline(at)
    assert figures(opened(monkeypatch, path, "overview", actor="Bram Ode", role="speaks"))["Quotes"] == str(quotes)
    at = opened(monkeypatch, path, "actor", actor="Bram Ode")
    assert (figures(at)["Quotes"], figures(at)["Share of voice"]) == (str(quotes), shown)
    at = opened(monkeypatch, path, "compare", **{"side-actors": ["Bram Ode", "Ada Quill"]})
    assert f"Bram Ode {shown}" in headline(at)


def test_same_numbers_how_often_an_actor_is_named(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library(path)
    named = Filters(actors=("ada-quill",))
    mentions = len(select(library, "mentions", named))
    assert counts.totals(library, named).mentions == mentions
    ranked = counts.named(library, Filters()).set_index("actor")
    assert (
        ranked.loc["ada-quill", "mentions"] == mentions == counts.named_by_outlet(library, named, ["ada-quill"])["mentions"].sum()
    )
    assert counts.actors(library, Filters()).set_index("actor").loc["ada-quill", "mentions"] == mentions
    assert len(exported(path, "mentions", tmp_path, "--actor", "Ada Quill")) == mentions
    assert figures(opened(monkeypatch, path, "mentions", actor="Ada Quill"))["Mentions"] == str(mentions)
    assert figures(opened(monkeypatch, path, "actor", actor="Ada Quill"))["Mentions"] == str(mentions)


@pytest.mark.parametrize(
    ("filters", "query", "options"),
    [
        (Filters(outlets=("The Lamp",)), {"outlet": "The Lamp"}, ["--outlet", "The Lamp"]),
        (Filters(wire="once"), None, ["--wire", "once"]),
        (
            Filters(kinds=("direct",), min_confidence=0.5),
            None,
            ["--kind", "direct", "--confidence", "0.5"],
        ),
        (Filters(words="cheated OR sail"), None, ["--words", "cheated OR sail"]),
        (Filters(types=("person",)), {"type": "people"}, ["--type", "person"]),
    ],
    ids=["outlet", "wire", "kind", "words", "type"],
)
def test_same_numbers_under_filters(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filters: Filters, query: dict[str, str] | None, options: list[str]
) -> None:
    library = Library(path)
    found = select(library, "quotes", filters)
    total = counts.totals(library, filters)
    assert (total.quotes, total.quoted_words) == (len(found), found["words"].sum())
    assert sources.sources(library, filters, "gender")["quotes"].sum() == len(found)
    exported(path, "quotes", tmp_path, *options)
    assert (tmp_path / "quotes.csv").read_bytes() == write_csv(found)
    assert next(csv.reader(io.StringIO(write_csv(found).decode("utf-8-sig")))) == list(found.columns)
    if query is None:  # the journeys of tests/pages/test_filters.py open these
        return
    at = opened(monkeypatch, path, "quotes", **query)
    assert figures(at)["Quotes"] == str(len(found))
    voice = next(chart for chart in charts(at) if chart["data"][0].get("orientation") == "h")
    drawn = [value for value in voice["data"][0]["x"] if value]
    assert sum(drawn) == pytest.approx(found["words"].sum() / counts.said(library, filters)[0])
