"""Read facts about actors from files: CSV, the results of a Wikidata query, Popolo JSON, and OpenSanctions files.

A CSV has a row per fact and a column called name; gender, role, party, country, wikidata, from, to and any further columns may
follow, also under the names that Wikidata and EveryPolitician give them. Popolo is the JSON of parliaments (persons, organizations,
memberships; popoloproject.com). OpenSanctions publishes lines of JSON and targets.simple.csv (opensanctions.org/docs).
"""

from __future__ import annotations

import csv
import functools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

from analytics.library.facts import MOST, Fact, fact_of
from analytics.loaders.decoding import decode

_SAME: Mapping[str, str] = {
    "name": "name label item person itemlabel personlabel politician politicianlabel full_name fullname",
    "gender": "gender sex sexorgender sex_or_gender genderlabel sexlabel sexorgenderlabel",
    "role": "role position office function positionlabel officelabel rolelabel occupationlabel",
    "party": "party group partylabel member_of_political_party party_name",
    "country": "country countries countrylabel nationality citizenship citizenshiplabel countryofcitizenshiplabel",
    "wikidata": "wikidata wikidata_id wikidataid qid",
    "from": "from since start start_date startdate starttime start_time valid_from",
    "to": "to until end end_date enddate endtime end_time valid_to",
}
"""The names of a column, lower case; a column that is called none of these keeps its own name."""

_OURS = {name: ours for ours, names in _SAME.items() for name in names.split()}
_ENTITY = re.compile(r"https?://www\.wikidata\.org/entity/(Q\d+)")
_NOT_FACTS = {"id", "sort_name", "image", "email", "phones", "emails", "twitter", "facebook", "identifiers", "addresses", "aliases",
              "first_seen", "last_seen", "last_change", "dataset", "group_id", "area_id", "birth_date", "program_ids"}  # fmt: skip
_MOST_PROBLEMS = 50

Row = Mapping[str, str]


class FactsRead(NamedTuple):
    """The facts of a file, and a line for each row that is not one."""

    facts: list[Fact]
    problems: list[str]


def read_facts(data: bytes, name: str) -> FactsRead:
    """Read a file of facts; the rows that cannot be read are named with file and row. Raises ValueError if no fact can be read.

    >>> read_facts(b"name,party\\nAda Quill,Harbour List\\n,Green\\n", "facts.csv").problems
    ['facts.csv, row 3: no name']
    """
    try:
        text = decode(data).text.lstrip("\ufeff")
        rows = _json_rows(text) if text.lstrip()[:1] in ("{", "[") else _csv_rows(text, name)
        return _facts(rows, name)
    except (RecursionError, csv.Error, json.JSONDecodeError) as error:
        raise ValueError(f"{name}: {error}. {_EXPECTED}") from error


_EXPECTED = "Expected a CSV with a column called name, the results of a Wikidata query, Popolo JSON or an OpenSanctions file."


def _facts(rows: Iterable[tuple[int, Row]], name: str) -> FactsRead:
    found: list[Fact] = []
    problems = []
    for number, row in rows:
        if len(found) >= MOST:
            problems.append(f"{name}, row {number}: more than {MOST:,} facts; this and further rows are skipped")
            break
        try:
            fact = fact_of(row)
        except ValueError as error:
            problems.append(f"{name}, row {number}: {error}")
        else:
            if fact.values:
                found.append(fact)
            else:
                problems.append(f"{name}, row {number}: nothing besides the name {fact.name!r}")
    if not found:
        raise ValueError(problems[0] if problems else f"{name}: no facts. {_EXPECTED}")
    more = len(problems) - _MOST_PROBLEMS
    return FactsRead(found, problems[:_MOST_PROBLEMS] + ([f"{name}: {more:,} more rows are skipped"] if more > 0 else []))


def _csv_rows(text: str, name: str) -> Iterator[tuple[int, Row]]:
    head = text[:4096].split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=separator)
    columns = [str(column or "").strip() for column in reader.fieldnames or ()]
    if not any(_OURS.get(column.casefold()) == "name" for column in columns):
        raise ValueError(f"{name}, row 1: no column called name. {_EXPECTED}")
    reader.fieldnames = columns
    simple = {"schema", "aliases", "countries"} <= set(columns)  # targets.simple.csv of OpenSanctions
    for row in reader:
        cells = {key: value for key, value in row.items() if isinstance(key, str) and isinstance(value, str)}
        for one in _sanctions_row(cells) if simple else [cells]:
            yield reader.line_num, _renamed(one)


def _renamed(row: Row) -> dict[str, str]:
    """Return a row under our names for its columns; of ``party`` and ``partyLabel``, as Wikidata has both, the label counts."""
    labelled = {key.casefold().removesuffix("label") for key in row if key.casefold().endswith("label")}
    found: dict[str, str] = {}
    for key, value in row.items():
        low = key.strip().casefold()
        entity = _ENTITY.fullmatch(value.strip())
        if entity and (low in labelled or low in ("item", "person", "politician", "id")):
            if low in ("item", "person", "politician", "id"):
                found.setdefault("wikidata", entity[1])
            continue
        if low in labelled or low in _NOT_FACTS or not value.strip():
            continue
        found.setdefault(_OURS.get(low) or _OURS.get(low.removesuffix("label")) or low.removesuffix("label"), value)
    return found


def _json_rows(text: str) -> Iterator[tuple[int, Row]]:
    """Yield rows of a JSON document, or of lines of JSON."""
    try:
        given = json.loads(text)
    except json.JSONDecodeError:
        lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
        if len(lines) < 2:
            raise
        for number, line in lines:
            try:
                entity = json.loads(line)
            except json.JSONDecodeError as error:
                entity = {"problem": str(error)}
            yield from ((number, row) for row in _object_rows(entity))
        return
    if isinstance(given, dict) and isinstance(given.get("results"), dict):  # SPARQL 1.1 Query Results JSON
        for number, binding in enumerate(_listed(given["results"].get("bindings")), 1):
            cells = _dict(binding).items()
            yield number, _renamed({key: str(_dict(value).get("value", "")) for key, value in cells})
    elif isinstance(given, dict) and "persons" in given:
        yield from enumerate(_popolo_rows(given), 1)
    else:
        for number, one in enumerate(given if isinstance(given, list) else [given], 1):
            yield from ((number, row) for row in _object_rows(one))


def _object_rows(one: object) -> list[dict[str, str]]:
    """Return the rows of an entity of OpenSanctions, or of a plain object of names and values."""
    given = _dict(one)
    if isinstance(given.get("properties"), dict):
        return [_renamed(row) for row in _entity_rows(given["properties"])]
    return [_renamed({key: str(value) for key, value in given.items() if isinstance(value, (str, int, float))})]


def _entity_rows(properties: Mapping[str, Any]) -> list[dict[str, str]]:
    values = {key: [str(one) for one in _listed(value) if isinstance(one, str)] for key, value in properties.items()}
    row = {
        "gender": _first(values.get("gender")),
        "role": _first(values.get("position")),
        "party": _first(values.get("political")),
        "country": _country(
            _first(values.get("country")) or _first(values.get("nationality")) or _first(values.get("citizenship"))
        ),
        "wikidata": _first(values.get("wikidataId")),
        "topics": "; ".join(values.get("topics", ())),
    }
    names = dict.fromkeys([*values.get("name", ()), *values.get("alias", ())])
    return [{"name": name, **row} for name in names]


def _sanctions_row(row: Row) -> list[dict[str, str]]:
    """Return a row per name of a row of targets.simple.csv, whose cells have several values separated by semicolons."""
    values = {"country": _country(row["countries"].split(";")[0]), "sanctions": row.get("sanctions", ""), "schema": row["schema"]}
    if row.get("id", "").startswith("Q"):
        values["wikidata"] = row["id"]
    names = dict.fromkeys(name.strip() for name in (row.get("name", ""), *row["aliases"].split(";")))
    return [{"name": name, **values} for name in names if name]


def _popolo_rows(given: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Yield a row per person, name and membership: its role, and the party on whose behalf it is held or that it is of."""
    organisations = {str(one.get("id")): one for one in map(_dict, _listed(given.get("organizations")))}
    parties = {key: str(one.get("name", "")) for key, one in organisations.items() if one.get("classification") == "party"}
    held: dict[str, list[dict[str, Any]]] = {}
    everyone = list(map(_dict, _listed(given["persons"])))
    for one in map(_dict, [*_listed(given.get("memberships")), *(m for p in everyone for m in _listed(p.get("memberships")))]):
        held.setdefault(str(one.get("person_id")), []).append(one)
    for person in everyone:
        others = (str(_dict(one).get("name", "")) for one in _listed(person.get("other_names")))
        names = [name for name in dict.fromkeys((str(person.get("name", "")), *others)) if name]
        known = {"gender": str(person.get("gender") or ""), "country": str(person.get("national_identity") or ""),
                 "wikidata": next((str(i.get("identifier")) for i in map(_dict, _listed(person.get("identifiers")))
                                   if i.get("scheme") == "wikidata"), "")}  # fmt: skip
        rows = [known]
        for one in held.get(str(person.get("id")), ()):
            ids = (str(one.get("on_behalf_of_id")), str(one.get("organization_id")))
            party = next((parties.get(key) or str(organisations.get(key, {}).get("name", "")) for key in ids
                          if key in parties or (key == ids[0] and key in organisations)), "")  # fmt: skip
            role = str(one.get("role") or "") if ids[1] not in parties else ""
            rows.append(
                {"party": party, "role": role, "from": str(one.get("start_date") or ""), "to": str(one.get("end_date") or "")}
            )
        for name in names or [""]:
            yield from ({"name": name, **row} for row in rows if any(row.values()))


def _country(code: str) -> str:
    """Return the country of an ISO 3166 code, or the text as it is.

    >>> _country("FR"), _country("Norvane")
    ('France', 'Norvane')
    """
    return _codes().get(code.strip().casefold(), code.strip())


@functools.cache
def _codes() -> dict[str, str]:
    text = files("analytics.tasks").joinpath("country_codes.csv").read_text(encoding="utf-8")
    return {row["code"]: row["country"] for row in csv.DictReader(text.splitlines())}


def _first(values: object) -> str:
    return next((str(one) for one in _listed(values)), "")


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
