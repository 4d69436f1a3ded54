"""Who the sources are: shares by gender and role class, of what is known, with coverage, and against numbers worked out by hand."""

import math
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analytics.library import Library
from analytics.queries import source_groups, sources
from analytics.queries.filters import Filters
from analytics.queries.table_rows import read_rows
from analytics.tables import Article, Quote, Sentence, Tables, frame

SPEAKERS = [("f", "mayor"), ("m", "fisherman"), ("m", None), (None, None), ("f", "Farm Minister"), ("m", "resident")]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Six articles with one quote of three words each, in two outlets and two months; of one only the given name shows a gender."""
    articles, sentences, quotes = [], [], []
    for number, (gender, role) in enumerate(SPEAKERS):
        key, text = f"n{number}", "“We go now,” said somebody."
        when = datetime(2026, 3 + number // 3, 2, tzinfo=UTC)
        outlet = ("The Quay", "The Lamp")[number % 2]
        articles.append(Article(key, None, text, when, outlet, None, None, "en", 5, None, None, None, "x", None))
        sentences.append(Sentence(key, 0, 0, len(text), 0.0))
        quotes.append(
            Quote(key, 0, "direct", [[0, 12]], text[:12], None, None, None, None, None, None, None, None, None, 0.9, "test", None,
                  0.0, 3, role=role, gender=gender or "f", gender_from="article" if gender else "name")
        )  # fmt: skip
    made = Library(tmp_path_factory.mktemp("sources") / "library", create=True)
    made.add(Tables(frame("articles", articles), frame("sentences", sentences), frame("quotes", quotes), frame("mentions")))
    made.relink()
    return made


def test_sources_by_gender_are_shares_of_what_is_known(library: Library) -> None:
    men, women, unknown = read_rows(sources.sources(library, Filters(), "gender"), sources.SourceRow)
    assert (men.group, men.quotes, men.share) == ("men", 3, 0.6)
    assert (women.group, women.quotes, women.share) == ("women", 2, 0.4)
    assert (unknown.group, unknown.quotes) == (sources.UNKNOWN, 1) and math.isnan(unknown.share)
    # Five articles with one quote each: the standard error of a mean of 0 and 1, by hand.
    assert men.high - men.share == pytest.approx(min(1.959964 * (0.6 * 0.4 / 4) ** 0.5, 0.4))


def test_sources_by_role_class_count_each_quote_once(library: Library) -> None:
    found = {row.group: row.quotes for row in read_rows(sources.sources(library, Filters(), "role"), sources.SourceRow)}
    assert found == {"official": 2, "business": 1, "citizen": 1, sources.UNKNOWN: 2}


def test_sources_by_outlet_and_over_time_come_with_what_is_known(library: Library) -> None:
    by_outlet = [row[:6] for row in read_rows(sources.sources_by(library, Filters(), "gender", "outlet"), sources.SourceInPart)]
    assert by_outlet == [
        ("The Lamp", "men", 2, 2, 3, 1.0),
        ("The Quay", "men", 1, 3, 3, 1 / 3),
        ("The Quay", "women", 2, 3, 3, 2 / 3),
    ]
    months = read_rows(sources.sources_by(library, Filters(), "gender", "month"), sources.SourceInPart)
    assert {(row.part[:7], row.group, row.quotes) for row in months} == {
        ("2026-03", "women", 1), ("2026-03", "men", 2), ("2026-04", "women", 1), ("2026-04", "men", 1)}  # fmt: skip


def test_sources_follow_the_filters_and_refuse_what_is_unknown(library: Library) -> None:
    assert len(sources.sources(library, Filters(outlets=("The Void",)), "gender")) == 0
    with pytest.raises(ValueError, match="by 'party' is unknown"):
        sources.sources(library, Filters(), "party")


def test_sources_shares_of_words_and_over_time_agree_with_the_quotes(library: Library) -> None:
    words = read_rows(sources.sources(library, Filters(), "gender", "words"), sources.SourceRow)
    assert [(row.group, row.words, row.share) for row in words[:2]] == [("men", 9, 0.6), ("women", 6, 0.4)]
    course = read_rows(sources.sources_over_time(library, Filters(), "gender", "month"), sources.SourceInPart)
    assert [(row.part, row.group, row.quotes, row.known) for row in course] == [
        ("2026-03-01", "men", 2, 3), ("2026-04-01", "men", 1, 2), ("2026-03-01", "women", 1, 3), ("2026-04-01", "women", 1, 2)
    ]  # fmt: skip
    women = sources.quotes_of(library, Filters(), "gender", "women", ("article_id", "quote"))
    assert women.values.tolist() == [["n0", 0], ["n4", 0]]


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Ministry of Fisheries", "government"), ("Norvane City Council", "government"),
        ("Harbour Workers' Union", "civil society"),
        ("University of Dravik", "research and education"), ("Dravik Police", "police, courts and army"), ("Reuters", "media"),
        ("Quorl Post", "media"), ("the European Union", "international organisation"), ("Brine & Sons Ltd.", "business"),
        ("St Ebba's Hospital", "health"), ("Green Party", "parliament and party"), ("Dravik FC", "sport"),
        ("Quill & Ode", source_groups.OTHER_TYPE),
    ],
)  # fmt: skip
def test_sources_types_of_organisations(name: str, group: str) -> None:
    assert source_groups.organisation_type(name) == group


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Kenyan runner", "Kenya"), ("former British prime minister", "United Kingdom"),
        ("president of South Korea", "South Korea"),
        ("Bank of Japan", "Japan"), ("farm minister", source_groups.UNKNOWN), ("Georgia governor", source_groups.UNKNOWN),
    ],
)  # fmt: skip
def test_sources_countries_of_roles_and_names(text: str, country: str) -> None:
    assert source_groups.country(text) == country


def test_sources_role_table_gives_each_noun_one_class() -> None:
    path = Path(sources.__file__).with_name("role_classes.csv")
    nouns = [noun for line in path.read_text(encoding="utf-8").splitlines()[1:] for noun in line.partition(",")[2].split()]
    assert len(nouns) > 350
    assert len([noun for noun in set(nouns) if nouns.count(noun) > 1]) <= 1  # inspector is of the police and of the state
