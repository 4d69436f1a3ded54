"""Full text search: what is read, what is found, what cannot be read; and that every page, CSV and command finds the same."""

import random
from datetime import date

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.cli.main import main
from analytics.library import Library
from analytics.queries import counts, search, tone
from analytics.queries.export import write_csv
from analytics.queries.filters import TABLES, Filters
from analytics.queries.rows import export_rows, select
from analytics.queries.search import All, Either, Near, Node, Not, QueryProblem, Term, condition, problem, read, terms
from tests import press
from tests.growth import assert_linear

A, B, C = (Term((word,), False) for word in "abc")
TEXTS = (
    "We sail, Bram: the PORT was shut today",
    "Erdal said: don’t go",
    "“=No”, a port",
    "the shut harbour of a port that we opened",
    "",
    "İnce crossed the Straße 7.5% faster",
)


@pytest.fixture(scope="module")
def asked() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE texts AS SELECT unnest(?) AS text", [list(TEXTS)])
    return connection


def found(connection: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    sql, params = condition(query, ("text",))
    return [row[0] for row in connection.execute(f"SELECT text FROM texts WHERE {sql}", params).fetchall()]


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", None),
        (" \n", None),
        ("a", A),
        ("a b", All((A, B))),
        ("a AND b", All((A, B))),
        ("a OR b c", Either((A, All((B, C))))),
        ("(a OR b) c", All((Either((A, B)), C))),
        ("a NOT b", All((A, Not(B)))),
        ("NOT NOT a", A),
        ("NOT (a OR b)", Not(Either((A, B)))),
        ("a NEAR b", Near((A,), (B,), 10)),
        ("a NEAR/0 b c", All((Near((A,), (B,), 0), C))),
        ("(a OR b) NEAR/3 c", Near((A, B), (C,), 3)),
        ("a NEAR/1 b NEAR/2 c", All((Near((A,), (B,), 1), Near((B,), (C,), 2)))),
        ("“a b” c", All((Term(("a", "b"), False), C))),
        ("„a b“", Term(("a", "b"), False)),
        ('"AND"', Term(("AND",), False)),
        ("and or not near", All(tuple(Term((w,), False) for w in ("and", "or", "not", "near")))),
        ("don't", Term(("don", "t"), False)),
        ("sail*", Term(("sail",), True)),
        ('"we sail*"', Term(("we", "sail"), True)),
        ("sail *b", All((Term(("sail",), False), B))),
    ],
)
def test_search_reads(query: str, tree: Node | None) -> None:
    assert read(query) == tree
    assert problem(query) is None


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("we sail “in March", "“ is not closed at character 9; try “in March”"),
        ('"', '" is not closed at character 1; try “word”'),
        ("%", "“%” contains no word at character 1; try a word of letters or digits"),
        ("a *", "“*” contains no word at character 3; try a word of letters or digits"),
        ('a ""', "“” contains no word at character 3; try a word of letters or digits"),
        ("port AND", "nothing follows AND at character 6; try port AND word"),
        ("port NEAR/3", "nothing follows NEAR/3 at character 6; try port NEAR/3 word"),
        ("NOT", "nothing follows NOT at character 1; try NOT word"),
        ("a OR OR b", "nothing follows OR at character 3; try a OR word"),
        ("OR b", "nothing precedes OR at character 1; try word OR b; for the word itself, “OR”"),
        ("(", "( is not closed at character 1; try (word)"),
        ("a (b OR c", "( is not closed at character 3; try (b OR c)"),
        ("()", "() is empty at character 1; try (word OR word)"),
        ("a)", ") was never opened at character 2; try (a)"),
        (") a", ") was never opened at character 1; try without it"),
        ("a NEAR/ b", "NEAR/ has no number from 0 to 50 at character 3; try NEAR/10"),
        ("a NEAR/51 b", "NEAR/51 has no number from 0 to 50 at character 3; try NEAR/10"),
        ("a NEAR/2 (b c)", "NEAR/2 needs words or phrases on both sides at character 3; try (word OR word) NEAR/2 word"),
        ("(" * 60 + "a", "( is inside 40 others at character 41; try fewer parentheses"),
        ("a" * 2001, "the query is too long at character 2001; try at most 2,000 characters"),
    ],
)
def test_search_says_where_a_query_cannot_be_read(query: str, said: str) -> None:
    assert str(problem(query)) == said
    assert condition(query, ("text",)) == ("false", [])
    assert terms(query) == ()


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("port", [0, 2, 3]),
        ("POR", []),
        ("POR*", [0, 2, 3]),
        ("we sail", [0]),
        ('"sail we"', []),
        ('"sail bram"', [0]),
        ("port NEAR/2 shut", [0]),
        ("port NEAR/1 shut", [0]),
        ("port NEAR/0 shut", []),
        ("shut NEAR/3 port", [0, 3]),
        ("shut NEAR/3 (nothing OR por*)", [0, 3]),
        ("don't", [1]),
        ("port NOT shut", [2]),
        ("NOT port", [1, 4, 5]),
        ("(harbo* OR erd*) NOT port", [1]),
        ("7.5", [5]),
        ("straße OR ınce", [5]),
        ("İNCE", [5]),
        ("' OR true --'", []),
    ],
)  # fmt: skip
def test_search_finds(asked: duckdb.DuckDBPyConnection, query: str, numbers: list[int]) -> None:
    assert found(asked, query) == [TEXTS[n] for n in numbers]


def test_search_takes_no_phrase_from_one_text_into_the_next(asked: duckdb.DuckDBPyConnection) -> None:
    for query, holds in (("we sail", True), ('"we sail"', False), ("we NEAR/5 sail", False), ("NOT sail", False)):
        sql, params = condition(query, ("'And we'", "'sail on'"))
        assert asked.execute(f"SELECT {sql}", params).fetchall() == [(holds,)], query


def test_search_marks_what_was_looked_for() -> None:
    assert terms("a NOT b (c OR a) d* NEAR “e f”") == (A, C, Term(("d",), True), Term(("e", "f"), False))


WORDS = ("port", "sail", "shut", "bram", "po", "the")
_terms = st.builds(Term, st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(tuple), st.booleans())
_sides = st.lists(_terms, min_size=1, max_size=2).map(tuple)
_nears = st.builds(Near, _sides, _sides, st.integers(0, 3))


def _above(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    pairs = st.tuples(below, below)
    return below.map(Not) | pairs.map(All) | pairs.map(Either)


_trees = st.recursive(_terms | _nears, _above, max_leaves=6)


def written(node: Node) -> str:
    if isinstance(node, Term):
        return f'"{" ".join(node.words)}{"*" * node.prefix}"'
    if isinstance(node, Near):
        left, right = (" OR ".join(map(written, side)) for side in (node.left, node.right))
        return f"(({left}) NEAR/{node.most} ({right}))"
    if isinstance(node, Not):
        return f"NOT ({written(node.node)})"
    return "(" + (" AND " if isinstance(node, All) else " OR ").join(map(written, node.nodes)) + ")"


def holds(node: Node, text: list[str]) -> bool:
    """The meaning of a query, told the slow way."""
    if isinstance(node, Term):
        return bool(places(node, text))
    if isinstance(node, Near):
        left, right = ([p for term in side for p in places(term, text)] for side in (node.left, node.right))
        return any(0 <= max(a[0], b[0]) - min(a[1], b[1]) <= node.most for a in left for b in right)
    if isinstance(node, Not):
        return not holds(node.node, text)
    return (all if isinstance(node, All) else any)(holds(one, text) for one in node.nodes)


def places(term: Term, text: list[str]) -> list[tuple[int, int]]:
    size = len(term.words)

    def same(at: int) -> bool:
        *whole, last = text[at : at + size]
        return whole == list(term.words[:-1]) and (last.startswith(term.words[-1]) if term.prefix else last == term.words[-1])

    return [(at, at + size) for at in range(len(text) - size + 1) if same(at)]


@settings(max_examples=100, deadline=None)
@given(_trees, st.lists(st.lists(st.sampled_from((*WORDS, "other")), max_size=9), min_size=4, max_size=8))
def test_search_means_what_it_says(tree: Node, texts: list[list[str]]) -> None:
    query = written(tree)
    assert not isinstance(read(query), QueryProblem), query
    expected = [holds(tree, text) for text in texts]
    for loose in (False, True):
        sql, params = condition(query, ("text",), loose=loose)
        source = f"SELECT {sql} FROM (SELECT unnest(?) AS text)"
        answers = [one for (one,) in duckdb.execute(source, [*params, [", ".join(text).upper() for text in texts]]).fetchall()]
        if loose:
            assert all(answer or not right for answer, right in zip(answers, expected, strict=True)), query
        else:
            assert answers == expected, query


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="ab \"“”()*ANDORNEAR/1'%-;é", max_size=30) | st.text(max_size=40))
def test_search_reads_anything_without_an_error(query: str) -> None:
    sql, params = condition(query, ("'a b'", "NULL"))
    assert "é" not in sql
    assert duckdb.execute(f"SELECT {sql}", params).fetchall()[0][0] in (True, False)


def test_search_is_linear_in_the_text(asked: duckdb.DuckDBPyConnection) -> None:
    def question(words: int) -> tuple[str, list[object]]:
        text = "the port lay open and nobody went " * (words // 7)
        return condition("port NEAR/20 shut OR “the port shut” OR nob*", (f"'{text}'",))

    assert_linear(question, lambda given: asked.execute(f"SELECT {given[0]}", given[1]).fetchall(), 40_000)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return press.made(tmp_path_factory.mktemp("press"))


QUERIES = ("", "sail", "won OR lost", "NOT sail", '"Bram Ode"', "claimed NEAR/2 cheated", "quill AND NOT ode", "(", "again", "n*")


@pytest.mark.parametrize("seed", range(20))
def test_search_and_filters_count_the_same_everywhere(library: Library, seed: int) -> None:
    """Totals, tables of speakers and tones, what is shown, and what is exported, under filters drawn at random."""
    draw = random.Random(seed)
    filters = Filters(
        actors=draw.choice([(), (), ("ada-quill",), ("bram-ode",)]),
        role=draw.choice(["own", "speaker", "mentioned", "either"]),
        since=draw.choice([None, date(2026, 3, 3), date(2026, 3, 4)]),
        outlets=draw.choice([(), (), ("The Quay",)]),
        kinds=draw.choice([(), ("direct",)]),
        words=draw.choice(QUERIES),
        wire=draw.choice(["all", "outlet", "once"]),
        about=draw.choice([(), (), ("ada-quill",)]),
    )
    rows = {table: export_rows(library, table, filters) for table in TABLES}
    total = counts.totals(library, filters)
    overall = tone.overall_tone(library, filters)
    assert {table: len(found) for table, found in rows.items()} == {
        "articles": total.articles, "sentences": overall.sentences, "quotes": total.quotes, "mentions": total.mentions
    }  # fmt: skip
    assert total.quotes == overall.quotes
    assert total.quoted_words == rows["quotes"]["words"].sum()
    assert counts.speakers(library, filters)["quotes"].sum() == rows["quotes"]["actor"].notna().sum()
    assert counts.named(library, filters)["mentions"].sum() == rows["mentions"]["actor"].notna().sum()
    assert counts.stances(library, filters)["quotes"].sum() == rows["quotes"]["stance"].notna().sum()
    for table, found in rows.items():
        assert write_csv(select(library, table, filters)) == write_csv(found)


def test_search_in_the_command_explains_itself(library: Library, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    command = ["export", "quotes", "--library", str(library.path), "--words"]
    assert main([*command, "sail AND"]) == 1
    assert capsysbinary.readouterr() == (b"", b"quoteboard: --words: nothing follows AND at character 6; try sail AND word\n")
    assert main([*command, "sail NEAR/1 bram"]) == 0
    assert capsysbinary.readouterr().out == write_csv(export_rows(library, "quotes", Filters(words="sail NEAR/1 bram")))


@pytest.mark.parametrize(
    "query, text, found",
    [
        ("we sail", "We sail; sailors, we said.", ["We", "sail", "we"]),
        ("“we sail”", "We sail, we (sail) -- we do.", ["We sail", "we (sail"]),
        ("sail*", "Sails, a sailor; assail.", ["Sails", "sailor"]),
        ("don't", "He don’t know dont.", ["don’t"]),
        ("port NEAR/3 shut NOT open", "An open port is shut.", ["port", "shut"]),
        ("7.5", "Up 7.5% from 75.", ["7.5"]),
        ("(", "An open ( is found.", []),
        ("", "Nothing is asked.", []),
        ("a.*", "a.* aXX ab", ["a"]),
    ],
)
def test_search_places_are_where_the_words_stand(query: str, text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in search.places(query, text)] == found


def test_search_places_are_bounded() -> None:
    assert len(search.places("a", "a " * 5000)) == 1000
