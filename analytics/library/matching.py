"""Match names that the user gives, such as those of a file of facts, to the actors of a library.

A name fits an actor if it is the actor's name or one of its full forms, in any case, with or without accents and titles, also as
"Quill, Ada". A full form of a person has a given name or initials: a surname fits only an actor that is called nothing else. A full
form of an organisation has several words or is an abbreviation; a country has its names, but not its capital or people.
"""

from __future__ import annotations

from collections.abc import Iterable

from analytics.actors.directory import directory
from analytics.actors.lexicon import word_list
from analytics.library.library import Library


def _plain(sql: str) -> str:
    return f"trim(regexp_replace(strip_accents(lower(replace({sql}, '’', chr(39)))), '\\s+', ' ', 'g'))"


def _bare(sql: str) -> str:
    return f"regexp_replace({_plain(sql)}, $titles, '')"


_SQL = f"""
WITH given AS (SELECT DISTINCT unnest($names) AS name),
asked AS (
  SELECT name, {_plain("name")} AS key FROM given
  UNION SELECT name, {_bare("name")} FROM given WHERE contains({_bare("name")}, ' ')
  UNION SELECT name, {_plain("regexp_replace(name, $last_first, $first_last)")} FROM given WHERE regexp_matches(name, $last_first)
),
written AS (
  SELECT actor, type, name AS form, true AS own FROM actors
  UNION SELECT actor, type, unnest(forms), false FROM actors
  UNION SELECT a.actor, a.type, n.name, false FROM names AS n JOIN actors AS a USING (actor)
),
keyed AS (SELECT actor, type, form, own, {_plain("form")} AS plain, {_bare("form")} AS bare FROM written),
known AS (
  SELECT actor, plain AS key FROM keyed
  WHERE own OR (type = 'country' AND list_contains($countries, plain))
    OR (type = 'organisation' AND (contains(plain, ' ') OR regexp_full_match(form, '[\\p{{Lu}}][\\p{{Lu}}&.]+')))
  UNION SELECT actor, bare FROM keyed WHERE type = 'person' AND contains(bare, ' ')
)
SELECT name, list(DISTINCT actor ORDER BY actor) AS actors FROM asked JOIN known USING (key) GROUP BY name
"""


def fitting(library: Library, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the ids of the actors that each name fits, by name: none, one or several."""
    given = list(dict.fromkeys(names))
    countries = {name.casefold() for name, entry in directory().names.items() if entry.type == "country" and not entry.note}
    bound = {
        "names": given,
        "titles": rf"^(?:(?:{'|'.join(sorted(word_list('title')))})\.? )+",
        "last_first": "^([^,]+), *([^,]+)$",
        "first_last": r"\2 \1",
        "countries": sorted(countries),
    }
    found = library.query(_SQL, bound)
    fits = {str(name): tuple(map(str, actors)) for name, actors in found.itertuples(index=False, name=None)}
    return {name: fits.get(name, ()) for name in given}
