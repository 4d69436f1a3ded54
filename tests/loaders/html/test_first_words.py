"""boilerplate.tsv: the words that open captions, lines, notices and headings are all that their patterns allow."""

import csv
import re
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from analytics.loaders.html import boilerplate
from analytics.loaders.html.boilerplate import clean

# The tree of a regular expression is an internal of the standard library; nothing public gives it.
from re import _constants as op, _parser as parser  # type: ignore[attr-defined]  # isort: skip

_ANY = "*"
_LINES = Path(boilerplate.__file__).with_name("boilerplate.tsv").read_text(encoding="utf-8").splitlines()
_ROWS = [
    row
    for row in csv.DictReader(_LINES, delimiter="\t", quoting=csv.QUOTE_NONE)
    if row["kind"] in {"caption", "line", "notice", "heading"}
]
_Way = tuple[str, bool]
"""Letters that a text may begin with, and whether its first word has ended."""


def _first_words(pattern: str) -> set[str]:
    """The first words of letters and digits of all texts that match a pattern; `_ANY` where any word may be the first."""
    return {word for word, _ in _after({("", False)}, list(parser.parse(pattern, re.I)))}


def _after(ways: set[_Way], items: list[Any]) -> set[_Way]:
    for item in items:
        ways = set(chain.from_iterable([way] if way[1] else _step(way[0], *item) for way in ways))
    return ways


def _step(word: str, kind: Any, given: Any) -> set[_Way]:
    if kind is op.LITERAL:
        letter = chr(given)
        return {(word + letter.lower(), False)} if letter.isalnum() else {(word, bool(word))}
    if kind is op.AT:
        return {(word, bool(word))}
    if kind is op.CATEGORY:
        if given is op.CATEGORY_DIGIT and not word:
            return {("0", True)}
        return {(word, bool(word))} if given in {op.CATEGORY_SPACE, op.CATEGORY_NOT_WORD} else {(_ANY, True)}
    if kind is op.IN:
        return set(chain.from_iterable(_step(word, *one) for one in given))
    if kind is op.SUBPATTERN:
        return _after({(word, False)}, list(given[-1]))
    if kind is op.BRANCH:
        return set(chain.from_iterable(_after({(word, False)}, list(branch)) for branch in given[1]))
    if kind is op.MAX_REPEAT:
        least, most, items = given
        found: set[_Way] = set() if least else {(word, False)}
        ways: set[_Way] = {(word, False)}
        for _ in range(min(int(most), 3)):
            ways = _after(ways, list(items))
            found |= ways
        return found
    return {(_ANY, True)}


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row["pattern"][:40])
def test_first_words_are_listed(row: dict[str, str]) -> None:
    """A text that begins with another word is not compared with the pattern: one left out would be boilerplate that stays."""
    opening = {word for word in _first_words(row["pattern"]) if word[:1].isalpha()}
    assert opening == set((row["opens"] or "").split())


def test_first_words_may_be_behind_signs() -> None:
    story = ["Port shut", "It rained.", "The quay was wet.", "It snowed."]
    assert clean([*story[:3], "Advertisement", *story[3:], "© Norvane Post", "- ends -", "* * *"]).paragraphs == story[1:]
