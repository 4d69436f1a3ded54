"""Word lists: given names with gender, surnames, titles, words for organisations; plain files, read on first use."""

from __future__ import annotations

import functools
from pathlib import Path

HERE = Path(__file__).parent


@functools.cache
def genders() -> dict[str, float]:
    """Map given names of many countries to a gender, from 1 (men's) to -1 (women's) (``given_names.tsv``)."""
    return {name: float(gender) for name, gender, _ in _rows("given_names.tsv")}


@functools.cache
def given_names() -> frozenset[str]:
    """The given names common enough to identify a person's name: a weight of two or more."""
    return frozenset(name for name, _, weight in _rows("given_names.tsv") if int(weight) > 1)


@functools.cache
def surnames() -> dict[str, int]:
    """Map surnames of many countries to how common they are, 1 to 3 (``surnames.tsv``)."""
    return {name: int(weight) for name, weight in _rows("surnames.tsv")}


@functools.cache
def places() -> frozenset[str]:
    """The names of cities, states and provinces (``places.txt``)."""
    return frozenset((HERE / "places.txt").read_text(encoding="utf-8").splitlines())


@functools.cache
def nicknames() -> dict[str, str]:
    """Map short forms of given names to the full one, in lower case (``nicknames.tsv``)."""
    return {short: name for name, shorts in _rows("nicknames.tsv") for short in shorts.split()}


@functools.cache
def word_list(kind: str) -> frozenset[str]:
    """A section of ``words.txt``: lower-case words of one kind ("title", "body", ...)."""
    return _sections()[kind]


@functools.cache
def _sections() -> dict[str, frozenset[str]]:
    found: dict[str, list[str]] = {}
    section = ""
    for line in (HERE / "words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
            found[section] = []
        elif line and not line.startswith("#"):
            found[section] += line.split()
    return {name: frozenset(words) for name, words in found.items()}


def _rows(file: str) -> list[list[str]]:
    return [line.split("\t") for line in (HERE / file).read_text(encoding="utf-8").splitlines()[1:]]
