"""A filter becomes SQL in one place; every value is bound; what is shown is said in words."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from analytics.library import Library
from analytics.queries.conditions import where
from analytics.queries.filters import TABLES, Filters, describe
from analytics.queries.rows import export_rows, find_actors, select
from analytics.tables import Article, Tables, frame
from tests import press

QUILL, ODE = ("ada-quill",), ("bram-ode",)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return press.made(tmp_path_factory.mktemp("press"))


EVERYTHING = {
    "articles": ["b1", "a1", "b2"],
    "sentences": ["b1 0", "b1 1", "b1 2", "a1 0", "a1 1", "b2 0", "b2 1", "b2 2"],
    "quotes": ["b1 0", "b1 1", "a1 0", "b2 0", "b2 1"],
    "mentions": ["b1 0", "b1 15", "b1 32", "a1 0", "a1 25", "a1 37", "b2 0", "b2 15", "b2 32"],
}
NUMBER = {"articles": None, "sentences": "sentence", "quotes": "quote", "mentions": "start"}


def keys(library: Library, table: str, filters: Filters) -> list[str]:
    number = NUMBER[table]
    found = select(library, table, filters)
    return [f"{row['article_id']} {row[number]}" if number else row["article_id"] for row in found.to_dict("records")]


@pytest.mark.parametrize("table", TABLES)
def test_filters_without_filters_is_everything_newest_first(library: Library, table: str) -> None:
    assert keys(library, table, Filters()) == EVERYTHING[table]


@pytest.mark.parametrize(
    "filters, articles, sentences, quotes, mentions",
    [
        (Filters(actors=QUILL), "b1 a1 b2", "b1:1 a1:0 a1:1 b2:1", "a1:0", "b1:32 a1:0 a1:37 b2:32"),
        (
            Filters(actors=QUILL, role="either"),
            "b1 a1 b2",
            "b1:1 a1:0 a1:1 b2:1",
            "b1:0 a1:0 b2:0",
            "b1:32 a1:0 a1:25 a1:37 b2:32",
        ),
        (Filters(actors=QUILL, role="speaker"), "a1", "a1:1", "a1:0", "a1:25"),
        (Filters(actors=QUILL, role="mentioned"), "b1 a1 b2", "b1:1 a1:0 a1:1 b2:1", "b1:0 b2:0", "b1:32 a1:0 a1:37 b2:32"),
        (Filters(actors=ODE, role="speaker", wire="once"), "b1", "b1:1 b1:2", "b1:0 b1:1", "b1:32"),
        (
            Filters(actors=QUILL + ODE, role="speaker"),
            "b1 a1 b2",
            "b1:1 b1:2 a1:1 b2:1 b2:2",
            "b1:0 b1:1 a1:0 b2:0 b2:1",
            "b1:32 a1:25 b2:32",
        ),
        (Filters(actors=("nobody",)), "", "", "", ""),
        (Filters(since=date(2026, 3, 4)), "b1", "b1:0 b1:1 b1:2", "b1:0 b1:1", "b1:0 b1:15 b1:32"),
        (Filters(until=date(2026, 3, 3)), "a1", "a1:0 a1:1", "a1:0", "a1:0 a1:25 a1:37"),
        (Filters(since=date(2026, 3, 3), until=date(2026, 3, 3)), "a1", "a1:0 a1:1", "a1:0", "a1:0 a1:25 a1:37"),
        (Filters(since=date(2026, 3, 5)), "", "", "", ""),
        (
            Filters(outlets=("The Quay",)),
            "a1 b2",
            "a1:0 a1:1 b2:0 b2:1 b2:2",
            "a1:0 b2:0 b2:1",
            "a1:0 a1:25 a1:37 b2:0 b2:15 b2:32",
        ),
        (Filters(outlets=("' OR true --",)), "", "", "", ""),
        (Filters(words=" WE SAIL "), "a1", "a1:1", "a1:0", "a1:0 a1:25 a1:37"),
        (Filters(words="%"), "", "", "", ""),
        (Filters(words="again"), "b2", "", "", "b2:0 b2:15 b2:32"),
        (
            Filters(kinds=("direct",), wire="once"),
            "b1 a1",
            "b1:0 b1:1 b1:2 a1:0 a1:1",
            "b1:1 a1:0",
            "b1:0 b1:15 b1:32 a1:0 a1:25 a1:37",
        ),
        (
            Filters(strengths=("direct",), wire="once"),
            "b1 a1",
            "b1:0 b1:1 b1:2 a1:0 a1:1",
            "b1:1 a1:0",
            "b1:0 b1:15 b1:32 a1:0 a1:25 a1:37",
        ),
        (Filters(strengths=("attitude", "fragment"), outlets=("The Lamp",)), "b1", "b1:0 b1:1 b1:2", "", "b1:0 b1:15 b1:32"),
        (Filters(min_confidence=0.6, outlets=("The Lamp",)), "b1", "b1:0 b1:1 b1:2", "b1:0", "b1:0 b1:15 b1:32"),
    ],
)
def test_filters_leave_rows_in_each_table(
    library: Library, filters: Filters, articles: str, sentences: str, quotes: str, mentions: str
) -> None:
    found = {table: keys(library, table, filters) for table in TABLES}
    told = dict(zip(TABLES, (articles, sentences, quotes, mentions), strict=True))
    assert found == {table: [key.replace(":", " ") for key in rows.split()] for table, rows in told.items()}


@pytest.mark.parametrize(
    "filters, articles, sentences, quotes, mentions",
    [
        (Filters(about=QUILL), "b1 b2", "b1:1 b2:1", "b1:0 b2:0", "b1:32 b2:32"),
        (Filters(about=ODE), "a1", "a1:1", "a1:0", "a1:25"),
        (Filters(about=QUILL, actors=ODE, wire="once"), "b1", "b1:1", "b1:0", ""),
        (Filters(about=QUILL, actors=QUILL, role="speaker"), "", "", "", ""),
        (Filters(about=("nobody",)), "", "", "", ""),
    ],
)
def test_filters_of_what_others_say_of_an_actor(
    library: Library, filters: Filters, articles: str, sentences: str, quotes: str, mentions: str
) -> None:
    found = {table: keys(library, table, filters) for table in TABLES}
    told = dict(zip(TABLES, (articles, sentences, quotes, mentions), strict=True))
    assert found == {table: [key.replace(":", " ") for key in rows.split()] for table, rows in told.items()}


def test_filters_counts_a_wire_story_once_an_outlet(tmp_path: Path) -> None:
    with Library(tmp_path / "library", create=True) as library:
        day = datetime(2026, 3, 4, tzinfo=UTC)
        prints = [
            ("b1", "The Lamp", None),
            ("b2", "The Lamp", "b1"),
            ("b3", "The Quay", "b1"),
            ("b4", "The Quay", "b1"),
            ("c", None, None),
        ]
        rows = [Article(i, None, "Text.", day, o, None, None, "en", 1, None, None, None, i, of) for i, o, of in prints]
        library.add(Tables(frame("articles", rows), frame("sentences"), frame("quotes"), frame("mentions")))
        found = {wire: sorted(keys(library, "articles", Filters(wire=wire))) for wire in ("all", "outlet", "once")}
        assert found == {"all": ["b1", "b2", "b3", "b4", "c"], "outlet": ["b1", "b3", "c"], "once": ["b1", "c"]}


def test_filters_gives_quotes_their_article_and_actor(library: Library) -> None:
    found = select(library, "quotes", Filters(actors=QUILL, role="speaker"))
    assert press.shown(found, "text", "name", "actor", "actor_name", "actor_type", "title", "outlet", "parts") == [
        ("“We sail, Bram,”", "Ada Quill", "ada-quill", "Ada Quill", "person", "Quill wins", "The Quay", [[15, 31]])
    ]
    assert str(found["speaker_start"].dtype) == "Int64"


def test_filters_sentences_have_their_text(library: Library) -> None:
    found = select(library, "sentences", Filters(outlets=("The Lamp",)), columns=("sentence", "text"))
    assert press.shown(found, "sentence", "text") == [
        (0, "Bram Ode lost."),
        (1, "Ode claimed that Quill cheated."),
        (2, "“=No”, he said."),
    ]


def test_filters_columns_order_and_limit(library: Library) -> None:
    found = select(library, "quotes", columns=("quote", "confidence"), order=("-confidence", "quote"), limit=2)
    assert press.shown(found, *found.columns) == [(0, 0.9), (0, 0.6)]


@pytest.mark.parametrize(
    "asked, said",
    [
        ({"table": "quote"}, "table 'quote' is unknown. Expected articles, sentences, quotes, mentions"),
        ({"table": "quotes", "columns": ("text; DROP",)}, "column 'text; DROP' is unknown. Expected article_id, "),
        ({"table": "quotes", "order": ("-nope",)}, "column 'nope' is unknown. Expected article_id, "),
        (
            {"table": "quotes", "filters": Filters(role="writer")},
            "role 'writer' is unknown. Expected own, speaker, ",
        ),
        ({"table": "quotes", "filters": Filters(wire="twice")}, "wire 'twice' is unknown. Expected all, outlet, once"),
    ],
)
def test_filters_refuses_what_is_not_there(library: Library, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError) as error:
        select(library, **asked)
    assert str(error.value).startswith(said)


@pytest.mark.parametrize("table", TABLES)
def test_filters_binds_every_value(library: Library, table: str) -> None:
    hostile = "x') OR 1=1; --"
    day = date(2026, 3, 3)
    sql, params = where(
        library, table, Filters((hostile,), "either", day, day, (hostile,), (hostile,), hostile, 0.25, "outlet", (hostile,))
    )
    assert hostile not in sql
    assert sql.count("?") == len(params)


@pytest.mark.parametrize(
    "asked, found",
    [("ada-quill", QUILL), ("Ada Quill", QUILL), ("ADA QUILL", QUILL), ("Ode", ()), ("bram ode", ODE), ("' OR true", ()), ("", ())],
)
def test_filters_finds_actors_by_id_name_and_form(library: Library, asked: str, found: tuple[str, ...]) -> None:
    assert find_actors(library, asked) == found


@pytest.mark.parametrize("table, rows", [("quotes", 5), ("actors", 2), ("names", 2), ("skipped", 1)])
def test_filters_exports_every_table(library: Library, table: str, rows: int) -> None:
    assert len(export_rows(library, table)) == rows


@pytest.mark.parametrize(
    "filters, words",
    [
        (Filters(), "everything"),
        (Filters(actors=QUILL + ODE), "quotes by and mentions of Ada Quill or bram-ode"),
        (Filters(actors=QUILL, role="either"), "with Ada Quill"),
        (Filters(actors=QUILL, role="mentioned"), "naming Ada Quill"),
        (Filters(since=date(2026, 3, 3), until=date(2026, 3, 4)), "from 3 March 2026 to 4 March 2026"),
        (Filters(since=date(2026, 3, 3), until=date(2026, 3, 3)), "on 3 March 2026"),
        (Filters(about=QUILL, wire="outlet"), "where others speak of Ada Quill; wire stories once an outlet"),
        (Filters(until=date(2026, 3, 3)), "until 3 March 2026"),
        (Filters(outlets=("The Quay", "The Lamp", "The Echo")), "in The Quay, The Lamp or The Echo"),
        (Filters(kinds=("direct", "mixed"), words=" sail ", min_confidence=0.5, wire="once"),
         "direct or mixed quotes; with the words “sail”; quotes of confidence 0.50 and more; wire stories once"),
        (Filters(strengths=("direct", "attitude")), "only direct quotes or attitudes"),
    ],
)  # fmt: skip
def test_filters_says_what_is_shown(filters: Filters, words: str) -> None:
    assert describe(filters, {"ada-quill": "Ada Quill"}) == words


@pytest.mark.parametrize(
    "role, articles, quotes, mentions",
    [
        ("own", "b1 a1 b2", "b1:0 b1:1 a1:0 b2:0 b2:1", "b1:0 b1:15 b1:32 a1:0 a1:25 a1:37 b2:0 b2:15 b2:32"),
        ("mentioned", "b1 a1 b2", "b1:0 a1:0 b2:0", "b1:0 b1:15 b1:32 a1:0 a1:25 a1:37 b2:0 b2:15 b2:32"),
        ("speaker", "", "", ""),
    ],
)
def test_filters_of_actors_together_in_an_article(library: Library, role: str, articles: str, quotes: str, mentions: str) -> None:
    filters = Filters(actors=QUILL + ODE, role=role, together=True)
    found = {table: keys(library, table, filters) for table in ("articles", "quotes", "mentions")}
    told = {"articles": articles, "quotes": quotes, "mentions": mentions}
    assert found == {table: [key.replace(":", " ") for key in rows.split()] for table, rows in told.items()}
    alone = filters._replace(actors=QUILL)
    assert keys(library, "articles", alone) == keys(library, "articles", alone._replace(together=False))
