"""The same question has the same number on every page, in every CSV, in `quoteboard export` and in Python."""

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from analytics.cli.main import main
from analytics.library import Library
from analytics.queries import compare, counts, one_actor, source_groups, sources
from analytics.queries.export import write_csv
from analytics.queries.filters import Filters
from analytics.queries.rows import select
from analytics.queries.table_rows import read_rows
from analytics.tables import Tables
from dashboard.components import downloads
from tests import press
from tests.pages.opened import charts, figures, headline, opened, texts

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


SHOWN = ("name", "speaker_type", "gender", "gender_from", "role", "described_as", "spoken_for")
SPEAKERS = [
    ("Ada Quill", "person", "f", "article", "Kenyan mayor", None, None),
    ("France", "country", None, None, None, None, None),
    ("Bram Ode", "person", "m", "article", None, "French minister", "University of Dravik"),
    ("Ministry of Fisheries", "organisation", None, None, None, None, None),
    ("Bram Ode", "person", "m", "name", "fisherman", None, None),
]
"""What is shown of the speakers of the five quotes; of the last the given name alone shows a gender, which does not count."""


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = press.rows()
    quotes = found.quotes.astype(dict.fromkeys(SHOWN, "object"))
    quotes.loc[:, list(SHOWN)] = SPEAKERS
    library = Library(tmp_path_factory.mktemp("varied") / "library", create=True)
    library.add(Tables(found.articles, found.sentences, quotes, found.mentions))
    library.relink()
    return library.path


def group_of(by: str, row: pd.Series) -> str:
    """The group of an exported quote's speaker, by what the columns say."""
    row = row.where(row.notna(), None)
    described = row["role"] or row["described_as"]
    if by == "gender":
        return source_groups.gender(row["gender"] if row["gender_from"] == "article" else None)
    if by == "role":
        return source_groups.role_class(described)
    if by == "organisation":
        return source_groups.organisation_type(row["actor_name"] if row["actor_type"] == "organisation" else row["spoken_for"])
    if row["actor_type"] == "country":
        return str(row["actor_name"])
    return source_groups.country(row["actor_name"] if row["actor_type"] == "organisation" else described)


@pytest.mark.parametrize("outlet", [None, "The Quay"])
@pytest.mark.parametrize("by", sources.BY)
def test_same_numbers_who_the_sources_are(
    varied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str, outlet: str | None
) -> None:
    library, filters = Library(varied), Filters(outlets=(outlet,) if outlet else ())
    rows = exported(varied, "quotes", tmp_path, *(["--outlet", outlet] if outlet else []))
    rows["group"] = [group_of(by, row) for _, row in rows.iterrows()]
    assert rows["group"].nunique() > 1
    expected = {str(group): (len(part), part["words"].sum()) for group, part in rows.groupby("group")}
    # In Python: every function that counts it.
    table = sources.sources(library, filters, by)
    assert {row.group: (row.quotes, row.words) for row in read_rows(table, sources.SourceRow)} == expected
    known = {group: number for group, number in expected.items() if group != source_groups.UNKNOWN}
    whole = sum(quotes for quotes, _ in known.values())
    for of, number in (("quotes", 0), ("words", 1)):
        shares = sources.sources(library, filters, by, of).set_index("group")["share"].dropna().to_dict()
        total = sum(one[number] for one in known.values())
        assert shares == pytest.approx({group: one[number] / total for group, one in known.items()})
    for part in ("outlet", "kind"):
        found = sources.sources_by(library, filters, by, part)
        assert found.groupby("group")["quotes"].sum().to_dict() == {group: quotes for group, (quotes, _) in known.items()}
    dated = rows[rows["published"].notna() & (rows["group"] != source_groups.UNKNOWN)]
    course = sources.sources_over_time(library, filters, by, "month")
    assert course.groupby("group")["quotes"].sum().to_dict() == dated.groupby("group").size().to_dict()
    for group, (quotes, _) in expected.items():
        assert len(sources.quotes_of(library, filters, by, group)) == quotes
    # On the page: its chart, its CSV, and the quotes of a group.
    written: dict[str, bytes] = {}
    monkeypatch.setattr(downloads, "numbers", lambda rows, name, place=None: written.update({name: write_csv(rows)}))
    group = max(known)
    at = opened(monkeypatch, varied, "sources", **{"sources-by": by, "group": group}, **({"outlet": outlet} if outlet else {}))
    assert written[f"sources-{by}"] == write_csv(table)
    drawn = charts(at)[sources.BY.index(by)]
    names = [text.strip().lower() for text in drawn["layout"]["yaxis"]["ticktext"]]
    beside = [one["text"].rpartition("n=")[2] for one in drawn["layout"]["annotations"]]
    assert dict(zip(names, beside, strict=True)) == {one.lower(): str(quotes) for one, (quotes, _) in expected.items()}
    assert f"Share of the {whole} quotes of {len(rows)} whose speaker" in texts(at)
    assert len(at.dataframe[0].value) == expected[group][0]
