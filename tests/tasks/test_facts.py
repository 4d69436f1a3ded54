"""Facts about actors: each kind of file is read, kept, matched, dated, undone and exported; bad rows are named and skipped."""

import json
from datetime import date
from pathlib import Path

import pytest

from analytics.actors.edits import Edit
from analytics.library import Library
from analytics.library import facts as kept
from analytics.library.facts import Fact
from analytics.library.matching import fitting
from analytics.queries import sources
from analytics.queries.filters import Filters
from analytics.tables import Article, Mention, Tables, frame
from analytics.tasks import edit_actors, facts
from analytics.tasks.fact_files import read_facts
from tests import press


def wikidata(*rows: dict[str, str]) -> bytes:
    bindings = [{key: {"type": "literal", "value": value} for key, value in row.items()} for row in rows]
    return json.dumps({"head": {"vars": []}, "results": {"bindings": bindings}}).encode()


ADA = {"gender": "female", "party": "Harbour List", "wikidata": "Q11"}
POPOLO = {
    "persons": [{"id": "p1", "name": "Ada Quill", "other_names": [{"name": "A. Quill"}], "gender": "female",
                 "identifiers": [{"scheme": "wikidata", "identifier": "Q11"}]}],
    "organizations": [{"id": "o1", "name": "Harbour List", "classification": "party"}, {"id": "o2", "name": "Council"}],
    "memberships": [{"person_id": "p1", "organization_id": "o2", "on_behalf_of_id": "o1", "role": "councillor",
                     "start_date": "2024-05", "end_date": "2026"}],
}  # fmt: skip
ENTITY = {"id": "Q11", "schema": "Person", "properties": {"name": ["Ada Quill"], "alias": ["Ada Q."], "gender": ["female"],
          "country": ["fr"], "position": ["Mayor of Norvane"], "political": ["Harbour List"]}}  # fmt: skip
SIMPLE = (
    b'"id","schema","name","aliases","birth_date","countries","sanctions"\n'
    b'"Q11","Person","Ada Quill","A. Quill;Ada Q.","","fr;de",""\n'
)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"name,Gender,party,wikidata\nAda Quill,female,Harbour List,Q11\n", [Fact("Ada Quill", ADA)]),
        ("Name;Partei;from\nAda Quill;Hafenliste;2026-03\n".encode("cp1252"),
         [Fact("Ada Quill", {"partei": "Hafenliste"}, date(2026, 3, 1))]),
        (b"name,sort_name,email,group,start_date,end_date,gender\nAda Quill,\"Quill, Ada\",a@b,Harbour List,2024,2025-06,female\n",
         [Fact("Ada Quill", {"party": "Harbour List", "gender": "female"}, date(2024, 1, 1), date(2025, 6, 30))]),
        (b"item,itemLabel,partyLabel,sexorgenderLabel\nhttp://www.wikidata.org/entity/Q11,Ada Quill,Harbour List,female\n",
         [Fact("Ada Quill", ADA)]),
        (wikidata({"item": "http://www.wikidata.org/entity/Q11", "itemLabel": "Ada Quill", "party": "http://www.wikidata.org/entity/Q9",
                   "partyLabel": "Harbour List", "genderLabel": "female"}), [Fact("Ada Quill", ADA)]),
        (json.dumps([{"personLabel": "Ada Quill", "partyLabel": "Harbour List"}]).encode(),
         [Fact("Ada Quill", {"party": "Harbour List"})]),
        (json.dumps(POPOLO).encode(), [
            Fact(name, values, *days) for name in ("Ada Quill", "A. Quill") for values, *days in (
                ({"gender": "female", "wikidata": "Q11"}, None, None),
                ({"party": "Harbour List", "role": "councillor"}, date(2024, 5, 1), date(2026, 12, 31)))]),
        (json.dumps(ENTITY).encode() + b"\n" + json.dumps(ENTITY).encode(), [
            Fact(name, {"gender": "female", "role": "Mayor of Norvane", "party": "Harbour List", "country": "France"})
            for name in ("Ada Quill", "Ada Q.") * 2]),
        (SIMPLE, [Fact(name, {"country": "France", "schema": "Person", "wikidata": "Q11"})
                  for name in ("Ada Quill", "A. Quill", "Ada Q.")]),
    ],
    ids=["csv", "semicolons", "everypolitician", "wikidata-csv", "wikidata-json", "objects", "popolo", "opensanctions", "targets"],
)  # fmt: skip
def test_facts_files_are_read(data: bytes, expected: list[Fact]) -> None:
    found = read_facts(data, "facts")
    key = lambda fact: (fact.name, sorted(fact.values.items()), str(fact.since))  # noqa: E731
    assert sorted(found.facts, key=key) == sorted(expected, key=key)
    assert found.problems == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "facts.csv, row 1: no column called name."),
        (b"party\nGreen\n", "facts.csv, row 1: no column called name."),
        (b"name,party\n", "facts.csv: no facts."),
        (b"name,party,from\nAda,Green,soon\n", "facts.csv, row 2: 'soon' is no date."),
        (b"{", "facts.csv: Expecting property name"),
        (b"[" * 100_000, "facts.csv: "),
        (b'{"persons": [3, {"name": null}], "memberships": "x"}', "facts.csv: no facts."),
        (b'{"results": {"bindings": [3, {"name": 4}]}}', "facts.csv, row 1: no name"),
    ],
)
def test_facts_files_that_are_none_say_what_was_expected(data: bytes, said: str) -> None:
    with pytest.raises(ValueError) as raised:
        read_facts(data, "facts.csv")
    assert str(raised.value).startswith(said)


def test_facts_count_on_their_days_and_are_kept_undone_and_exported(tmp_path: Path) -> None:
    library = press.made(tmp_path)  # Quill speaks on 3 March, Ode on 4 March and once without a date
    data = b"name,party,from,to\nada quill,Harbour List,2026-03-01,2026-03-03\n"
    data += b"Bram Ode,Hill Party,2026-03-05,\nCora Vane,x,,\n,y,,\n"
    added = facts.add(library, data, "facts.csv")
    assert facts.words(added) == (
        "facts.csv: 3 facts about 2 actors of this library. 1 name is of no actor here: Cora Vane."
        " Skipped: facts.csv, row 5: no name."
    )

    def parties() -> dict[str, int]:
        found = sources.sources(library, Filters(), "party")
        return dict(zip(found["group"], found["quotes"], strict=True))

    assert parties() == {"Harbour List": 1, sources.UNKNOWN: 4}
    facts.add(library, b"name,party\nBram Ode,Hill Party\n", "more.csv")
    assert parties() == {"Hill Party": 4, "Harbour List": 1}
    again = facts.table(library).to_csv(index=False).encode()
    assert facts.undo(library) == "Adding more.csv is undone."
    facts.remove(library, "facts.csv")
    assert kept.files(library) == [] and sources.dimensions(library) == sources.BY
    facts.add(library, again, "facts.csv")
    assert parties() == {"Hill Party": 4, "Harbour List": 1}
    with pytest.raises(ValueError, match="No file of facts is called 'nothing'"):
        facts.remove(library, "nothing")


NAMES = (
    ("Ada Quill", "person"), ("Quill", "person"), ("Édouard Lunt", "person"), ("Bo Lunt", "person"), ("Pirra", "person"),
    ("Aldra", "organisation"), ("Aldra", "person"), ("House of Quays", "organisation"), ("House", "organisation"),
    ("HQ", "organisation"), ("France", "country"), ("Paris", "country"), ("French", "country"),
)  # fmt: skip
MERGED = (("House", "House of Quays"), ("HQ", "House of Quays"), ("Paris", "France"), ("French", "France"))


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library whose articles name people, organisations and a country, some by several forms."""
    articles, mentions = [], []
    for number, (name, kind) in enumerate(NAMES):
        key = f"n{number}"
        articles.append(Article(key, None, name, None, None, None, None, "en", 1, None, None, None, "x", None))
        mentions.append(Mention(key, 0, 0, len(name), name, name, kind, None, None))
    made = Library(tmp_path_factory.mktemp("named") / "library", create=True)
    made.add(Tables(frame("articles", articles), frame("sentences"), frame("quotes"), frame("mentions", mentions)))
    made.relink()
    actors = made.query("SELECT actor, name, type FROM actors")
    for name, into in MERGED:
        kind = dict(NAMES)[name]
        if len(actors[(actors["name"] == name) & (actors["type"] == kind)]):
            edit_actors.make(made, [Edit(1, "", "hand", "merge", actor=name, type=kind, to=into, to_type=kind)])
    return made


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Quill", ["Ada Quill"]), ("QUILL, ada", ["Ada Quill"]), ("Mayor  Ada Quill", ["Ada Quill"]),
        ("Dr. Ada Quill", ["Ada Quill"]),
        ("Edouard Lunt", ["Édouard Lunt"]),
        ("Quill", []), ("Mayor Quill", []), ("Lunt", []), ("Ada", []), ("Ada Lunt", []), ("", []),  # a surname, and another's name
        ("pirra", ["Pirra"]),  # called nothing else
        ("Aldra", ["Aldra", "Aldra"]),  # two actors
        ("House of Quays", ["House of Quays"]), ("HQ", ["House of Quays"]), ("House", []),
        ("France", ["France"]), ("Paris", []), ("French", []),
    ],
)  # fmt: skip
def test_facts_names_fit_actors_by_full_forms_only(named: Library, name: str, expected: list[str]) -> None:
    names = dict(named.query("SELECT actor, name FROM actors").itertuples(index=False, name=None))
    assert [names[actor] for actor in fitting(named, [name, "Nobody Known"])[name]] == expected


def test_facts_about_a_name_of_two_actors_count_for_neither_and_say_so(named: Library) -> None:
    added = facts.add(named, b"name,party\nAldra,Harbour List\nAda Quill,Hill Party\n", "facts.csv")
    assert facts.words(added) == (
        "facts.csv: 2 facts about 1 actor of this library. 1 name fits several actors and counts for none of them: Aldra."
    )
    assert kept.unclear(named) == ("Aldra",)
    assert kept.about_actors(named, "party")["value"].tolist() == ["Hill Party"]


def test_facts_file_that_is_damaged_is_named(tmp_path: Path) -> None:
    library = press.made(tmp_path)
    (library.path / kept.FILE).write_bytes(b'{"what": "add", "file": "x", "facts": [{"party": "Green"}]}\n')
    with pytest.raises(ValueError, match=r"facts\.jsonl, line 1: no name"):
        kept.files(Library(library.path))
