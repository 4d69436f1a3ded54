"""Names of a library joined to actors."""

from pathlib import Path

import pandas as pd
import pytest

from analytics.actors import link_names, read_aliases
from tests.growth import assert_linear


def names(*rows: tuple[object, ...], columns: tuple[str, ...] = ("name", "type", "count")) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(columns))


def actors_of(frame: pd.DataFrame, aliases: pd.DataFrame | None = None) -> dict[str, str]:
    return dict(link_names(frame, aliases).names[["name", "actor"]].itertuples(index=False, name=None))


def test_link_names_joins_forms_of_a_person() -> None:
    forms = ("Robert Lund", "Robert J. Lund", "Bob Lund", "R. Lund", "Lund")
    frame = names(*((form, "person", 9 - n) for n, form in enumerate(forms)))
    assert set(actors_of(frame).values()) == {"robert-lund"}


@pytest.mark.parametrize("title", ["Cllr", "Alhaji", "Wing Commander", "Headteacher", "Smt", "MEC"])
def test_link_names_joins_a_name_with_and_without_a_title_that_no_list_has(title: str) -> None:
    frame = names(("Ada Quill", "person", 3), (f"{title} Ada Quill", "person", 5), ("Mary Ada Quill", "person", 1))
    found = actors_of(frame)
    assert found["Ada Quill"] == found[f"{title} Ada Quill"] != found["Mary Ada Quill"]


def test_link_names_keeps_families_and_doubtful_surnames_apart() -> None:
    frame = names(("Robert Lund", "person", 5), ("Helen Lund", "person", 4), ("Lund", "person", 3))
    assert actors_of(frame) == {"Robert Lund": "robert-lund", "Helen Lund": "helen-lund", "Lund": "lund"}


def test_link_names_reads_a_surname_by_outlet_and_month() -> None:
    columns = ("name", "type", "count", "outlet", "month")
    frame = names(
        ("Robert Lund", "person", 9, "The Quay", "2026-01"),
        ("Helen Lund", "person", 9, "The Mast", "2026-01"),
        ("Lund", "person", 5, "The Mast", "2026-01"),
        columns=columns,
    )
    assert actors_of(frame)["Lund"] == "helen-lund"


def test_link_names_joins_bodies_and_countries() -> None:
    frame = names(
        ("United States", "country", 5),
        ("US", "country", 1),
        ("NATO", "organisation", 3),
        ("North Atlantic Treaty Organization", "organisation", 1),
        ("The Arn Savings Bank", "organisation", 1),
        ("Arn Savings Bank Ltd.", "organisation", 4),
    )
    found = actors_of(frame)
    assert found["US"] == found["United States"] == "united-states"
    assert found["NATO"] == "north-atlantic-treaty-organization"
    assert found["The Arn Savings Bank"] == found["Arn Savings Bank Ltd."]


def test_link_names_obeys_aliases() -> None:
    forms = ["Robert J. Lund", "Robert Lund", "The Old Fox"]
    frame = names(("Robert Lund", "person", 9), *((f, "person", 1) for f in (*forms[::2], "Helen Lund")))
    aliases = pd.DataFrame({"name": "Bob Lund", "alias": ["Robert Lund", "The Old Fox"], "type": "person"})
    linked = link_names(frame, aliases)
    assert linked.actors.to_dict("records") == [
        {"actor": "bob-lund", "name": "Bob Lund", "type": "person", "forms": ["Bob Lund", *forms]},
        {"actor": "helen-lund", "name": "Helen Lund", "type": "person", "forms": ["Helen Lund"]},
    ]


def test_link_names_gives_unique_ids_and_typed_tables() -> None:
    linked = link_names(names(("Arn", "person", 1), ("Arn", "organisation", 2), ("Ärn", "country", 1), ("—", "organisation", 1)))
    assert linked.actors["actor"].is_unique
    assert link_names(names()).actors.columns.tolist() == ["actor", "name", "type", "forms"]


def test_link_names_takes_time_linear_in_the_names() -> None:
    def frame(n: int) -> pd.DataFrame:
        return pd.DataFrame({"name": [f"Given{i % 900} Name{i}" for i in range(n)], "type": "person", "count": 1})

    assert_linear(frame, link_names, 5_000)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name,alias\nA,B\n", "row 1: no column type; found name, alias; expected name, alias, type"),
        ("name,alias,type\nA,,person\n", "row 2, column alias: empty; expected a name"),
        ("name,alias,type\nA,B,dog\n", "row 2, column type: found 'dog'; expected person, organisation, country"),
        ("", "row 1: no column name, alias, type; found nothing"),
    ],
)
def test_read_aliases_says_what_is_wrong(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "aliases.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match="aliases") as error:
        read_aliases(path)
    assert message in str(error.value)


def test_read_aliases_reads(tmp_path: Path) -> None:
    path = tmp_path / "aliases.csv"
    path.write_text("name,alias,type\nRobert Lund, Bob ,person\n\n", encoding="utf-8-sig")
    assert read_aliases(path).to_dict("records") == [{"name": "Robert Lund", "alias": "Bob", "type": "person"}]
