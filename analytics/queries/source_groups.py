"""Groups of speakers from what an article says of them: role classes, types of organisations, countries.

The classes come from tables that can be read and edited: role_classes.csv has the nouns of each role class, organisation_types.csv
the words and full names of each type of organisation. Countries are those of the directory of actors, by name and demonym.
"""

from __future__ import annotations

import csv
import functools
import re
from importlib.resources import files

from analytics.actors.directory import directory

UNKNOWN = "not shown"
OTHER_ROLE, OTHER_TYPE = "other roles", "other organisations"
OTHERS = (OTHER_ROLE, OTHER_TYPE)
_GENDERS = {"women": "f female woman women q6581072 q1052281", "men": "m male man men q6581097 q2449503"}
_GENDER_OF = {word: group for group, words in _GENDERS.items() for word in words.split()}
_WORD = re.compile(r"[\w&.'’-]+")
_LONGEST_NAME = 6  # words of the longest name of a country that is looked for


def gender(value: str | None) -> str:
    """Return the group of a gender: women, men, or the value itself, as a user's facts may have others.

    >>> gender("f"), gender("Male"), gender("non-binary"), gender(None)
    ('women', 'men', 'non-binary', 'not shown')
    """
    return _GENDER_OF.get(value.casefold(), value) if value else UNKNOWN


def role_class(role: str | None) -> str:
    """Return the class of a role by its nouns, the last known one first; a table lists them (role_classes.csv).

    >>> role_class("Farm Minister"), role_class("a Delta Ferries spokesperson"), role_class("chief executive of the port")
    ('official', 'official', 'business')
    >>> role_class("keeper of bees"), role_class(None)
    ('other roles', 'not shown')
    """
    if not role:
        return UNKNOWN
    return _by_nouns(role, _roles()) or OTHER_ROLE


def organisation_type(name: str | None) -> str:
    """Return the type of an organisation by its full name, or by the words of its name (organisation_types.csv).

    >>> organisation_type("Ministry of Health"), organisation_type("Delta Ferries"), organisation_type("the United Nations")
    ('government', 'business', 'international organisation')
    >>> organisation_type("Quill & Ode"), organisation_type(None)
    ('other organisations', 'not shown')
    """
    if not name:
        return UNKNOWN
    words, names = _organisations()
    plain = name.casefold().removeprefix("the ")
    return names.get(plain) or _by_nouns(plain, words) or OTHER_TYPE


def country(text: str | None) -> str:
    """Return the country that a role or a name of an organisation has in it, by name or demonym; the first of several.

    >>> country("French foreign minister"), country("president of the United States"), country("U.S. Senate")
    ('France', 'United States', 'United States')
    >>> country("mayor"), country(None)
    ('not shown', 'not shown')
    """
    if not text:
        return UNKNOWN
    known = directory()
    words = _WORD.findall(text)
    for start in range(len(words)):
        for end in range(min(len(words), start + _LONGEST_NAME), start, -1):
            form = " ".join(words[start:end])
            for entry in (known.names.get(form), known.demonyms.get(form)):
                if entry is not None and entry.type == "country" and not entry.note:
                    return entry.name
    return UNKNOWN


def _by_nouns(text: str, classes: dict[str, str]) -> str | None:
    """Return the class of the last known word before "of", "for" or "at"."""
    head = text.casefold().replace("’", "'")
    for word in (" of ", " for ", " at "):
        head = head.split(word, 1)[0]
    for word in reversed(head.replace(",", " ").split()):
        for form in (word, word.rstrip("."), word.removesuffix("s"), word.removesuffix("'s")):
            if form in classes:
                return classes[form]
    return None


@functools.cache
def _roles() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in csv.DictReader(_table("role_classes.csv")):
        for noun in row["nouns"].split():
            found.setdefault(noun, row["class"])
    return found


@functools.cache
def _organisations() -> tuple[dict[str, str], dict[str, str]]:
    rows = list(csv.DictReader(_table("organisation_types.csv"), delimiter=";"))
    words = {word: row["class"] for row in reversed(rows) for word in row["words"].split()}
    names = {name.casefold(): row["class"] for row in rows for name in row["names"].split("|") if name}
    return words, names


def _table(name: str) -> list[str]:
    return files("analytics.queries").joinpath(name).read_text(encoding="utf-8").splitlines()
