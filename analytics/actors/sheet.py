"""The columns of numbers that the name finder reads: one row per token, and one per border between paragraphs.

Features of a word by itself are computed once per word form and kept. Features of a word in its article (it also occurs in lower
case, it has a capital in mid-sentence) are computed once per article, column by column.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.actors.directory import directory
from analytics.actors.lexicon import given_names, places, surnames, word_list
from analytics.text import Document

Ints = npt.NDArray[np.int64]

WORD, SENSE, SUFFIX, ENDING, SHAPE, SHARE, BITS, FOLD, TRAITS, LISTED = range(10)
COLUMNS = 10
SUFFIXES, SHAPES, SHARES, STATES, USES = 512, 64, 6, 20, 8
UNKNOWN = 1  # number of a word that the vocabulary lacks; 0 is a border
(GIVEN, COMMON_SURNAME, SURNAME, COUNTRY, KNOWN_ORGANISATION, PLACE, CAPITAL_CITY, DEMONYM, PARTICLE, UPPER) = (
    1 << i for i in range(10)
)
BIT_COUNT = 10
_CAPITAL, _LONG, _OPENER, _STARTS_LISTED, _STOP, _COMMA, _LOWER = (1 << i for i in range(7))
_KEPT_WORDS = 100_000
_OPENERS = frozenset("“\"‘'«„([:—–―•*``-")
_STOPS = frozenset([".", ")", "”", '"', "’", "?", "!", "—", "–", "--", "-"])
_LISTED = {"country": 1, "organisation": 2, "capital": 3, "place": 4}


class FinderSheet(NamedTuple):
    """The finder's input for an article.

    ``types``: row of the word table of each row here; ``state``: whether the token opens a sentence, is in a headline, is part of
    a name of the lexicons; ``use``: how the article writes the word elsewhere; ``group``: number shared by the rows of one
    capitalised word, -1 elsewhere; ``rows``: the row of each token; ``capital``: tokens that have a capital.
    """

    types: Ints
    state: Ints
    use: Ints
    group: Ints
    rows: Ints
    capital: npt.NDArray[np.bool_]


class Words:
    """A growing table of word forms: COLUMNS numbers each."""

    def __init__(self, vocabulary: Iterable[str], senses: Iterable[str], shares: Mapping[str, int]) -> None:
        """``vocabulary``, ``senses``: lower-case words with a learned vector, with a vector of their meaning, in order; ``shares``:
        how often a lower-cased word is a name, 0 (never) to 4 (always)."""
        self.vocabulary = {word: number for number, word in enumerate(vocabulary, UNKNOWN + 1)}
        self.senses = {word: number for number, word in enumerate(senses, 1)}
        self.shares = shares
        self.clear()

    def clear(self) -> None:
        """Forget all word forms."""
        self.rows: dict[str, int] = {"": 0}
        self.folds: dict[str, int] = {"": 0}
        self.table: Ints = np.zeros((4096, COLUMNS), np.int64)

    def look_up(self, words: list[str]) -> Ints:
        """The row numbers of words; rows of new ones are made."""
        if len(self.rows) > _KEPT_WORDS:
            self.clear()
        try:
            return np.fromiter(map(self.rows.__getitem__, words), np.int64, len(words))
        except KeyError:
            return np.fromiter(map(self._add, words), np.int64, len(words))

    def _add(self, word: str) -> int:
        if word in self.rows:
            return self.rows[word]
        row = self.rows[word] = len(self.rows)
        if row >= len(self.table):
            self.table = np.vstack([self.table, np.zeros_like(self.table)])
        lower = word.lower().replace("’", "'")
        capital = has_capital(word)
        plain = lower.rstrip(".")
        forms = listed_forms().get(word, ())
        fold = self.folds.setdefault(lower, len(self.folds))
        traits = (
            _CAPITAL * capital
            + _LONG * (len(word) > 3 and word[0].isalpha())
            + _OPENER * (word in _OPENERS)
            + _STARTS_LISTED * any(len(form) > 1 for form, _ in forms)
            + _STOP * (word in _STOPS)
            + _COMMA * (word in (",", ";"))
            + _LOWER * word[0].islower()
        )
        self.table[row] = (
            self.vocabulary.get(lower, UNKNOWN),
            self.senses.get(lower, 0) or self.senses.get(plain, 0),
            1 + _hash(lower[-3:]) % (SUFFIXES - 1),
            1 + _hash("2" + lower[-2:]) % (SUFFIXES - 1),
            1 + _hash(shape(word)) % (SHAPES - 1),
            self.shares.get(lower, 5),
            lexicon_bits(word) if capital else PARTICLE * (lower in word_list("particle")),
            fold,
            traits,
            next((kind for form, kind in forms if len(form) == 1), 0),
        )
        return row


@functools.lru_cache(1 << 12)
def _hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def has_capital(word: str) -> bool:
    """Whether a word can begin a name: a capital first, or one inside ("eBay").

    >>> [has_capital(w) for w in ("Bank", "eBay", "bank", "3M")]
    [True, True, False, True]
    """
    return word[0].isupper() or (word[0].isalnum() and word[:24].lower() != word[:24])


def shape(word: str) -> str:
    """The shape of a word, "Aa" for Name, "A" for NATO, "Aa-Aa" for Al-Masri: kinds of character, repeats dropped, at most eight.

    >>> shape("McKinley"), shape("U.N."), shape("9th")
    ('AaAa', 'A.A.', '0a')
    """  # fmt: skip
    kinds = ["A" if c.isupper() else "a" if c.isalpha() else "0" if c.isdigit() else c for c in word[:24]]
    short = "".join(k for i, k in enumerate(kinds) if i == 0 or k != kinds[i - 1])[:8]
    return short if len(word) > 1 else short + "1"


def lexicon_bits(word: str) -> int:
    """The lists of names that contain a capitalised word, as a sum of the constants above."""
    seen = word.capitalize() if word.isupper() and len(word) > 3 else word
    known = directory().names.get(word) or directory().names.get(seen)
    weight = surnames().get(seen, 0)
    return (
        GIVEN * (seen in given_names() or (seen.split("-")[0] in given_names() and "-" in seen))
        + (COMMON_SURNAME if weight > 2 else SURNAME if weight else 0)
        + (COUNTRY if known and known.type == "country" else KNOWN_ORGANISATION if known else 0)
        + PLACE * (seen in places())
        + CAPITAL_CITY * (seen in directory().capitals)
        + DEMONYM * (seen in directory().demonyms)
        + PARTICLE * (word.lower() in word_list("particle"))
        + UPPER * (word.isupper() and len(word) > 1)
    )


@functools.cache
def listed_forms() -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """The names of countries, organisations, capitals and places of several words by their first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for first, forms in directory().forms.items():
        found[first] = [(form, _LISTED[entry.type]) for form, entry in forms]
    for kind, names in (("capital", directory().capitals), ("place", places())):
        for name in names:
            words = tuple(name.split(" "))
            if kind == "capital" or len(words) > 1:
                found.setdefault(words[0], []).append((words, _LISTED[kind]))
    for forms_here in found.values():
        forms_here.sort(key=lambda item: -len(item[0]))
    return found


def read_sheet(document: Document, table: Words) -> FinderSheet:
    """Compute the columns of an article."""
    types = table.look_up(document.words)
    columns = table.table[types]
    traits, fold = columns[:, TRAITS], columns[:, FOLD]
    capital = (traits & _CAPITAL) > 0
    sentence_of = np.array(document.sentence_of, np.int64)
    begins = np.array([a for a, _ in document.sentences], np.int64)
    initial = np.zeros(len(types), bool)
    initial[begins] = True
    initial[1:] |= (traits[:-1] & _OPENER) > 0
    headline = _headlines(traits, begins, np.array([b for _, b in document.sentences], np.int64))[sentence_of]
    listed = columns[:, LISTED].copy()
    past = 0
    for i in np.flatnonzero(traits & _STARTS_LISTED).tolist():
        if i >= past:
            past = _mark_listed(document.words, i, listed)
    own = np.flatnonzero(capital)
    number_of: dict[int, int] = {}
    group_of = np.array([number_of.setdefault(one, len(number_of)) for one in fold[own].tolist()], np.int64)
    names = np.fromiter(number_of, np.int64, len(number_of))
    group = np.full(len(types), -1, np.int64)
    group[own] = group_of
    in_lower = np.zeros(len(table.folds), bool)
    in_lower[fold[(traits & _LOWER) > 0]] = True
    middle = np.bincount(group_of[~(initial | headline)[own]], minlength=len(names))
    use = np.zeros(len(types), np.int64)
    use[own] = (in_lower[names] + 2 * np.minimum(middle, 3))[group_of]
    rows = np.arange(len(types)) + np.array(document.paragraph_of or [0] * len(types), np.int64) + 1
    height = int(rows[-1]) + 2 if len(rows) else 1
    return FinderSheet(
        _spread(types, rows, height, 0),
        _spread(initial + 2 * headline + 4 * listed, rows, height, 0),
        _spread(use, rows, height, 0),
        _spread(group, rows, height, -1),
        rows,
        capital,
    )


def _spread(values: Ints, rows: Ints, height: int, empty: int) -> Ints:
    out = np.full(height, empty, np.int64)
    out[rows] = values
    return out


def _headlines(traits: Ints, begins: Ints, ends: Ints) -> npt.NDArray[np.bool_]:
    """Mark the sentences that are in title case and do not end like a sentence."""
    found: npt.NDArray[np.bool_] = (traits[ends - 1] & _STOP) == 0
    if found.any():
        long = (traits & _LONG) > 0
        longs = np.add.reduceat(long, begins, dtype=np.int64)
        capitals = np.add.reduceat(long & ((traits & _CAPITAL) > 0), begins, dtype=np.int64)
        commas = np.add.reduceat((traits & _COMMA) > 0, begins, dtype=np.int64)
        found &= (longs > 2) & (4 * capitals >= 3 * longs) & (commas < 2)
    return found


def _mark_listed(words: list[str], i: int, listed: Ints) -> int:
    """Mark the longest listed name of several words that begins at a token; returns its end, or the token where there is none."""
    after = words[i + 1 : i + 2]
    for form, kind in listed_forms()[words[i]]:
        length = len(form)
        if length > 1 and after and form[1] == after[0] and tuple(words[i : i + length]) == form:
            listed[i : i + length] = kind
            return i + length
    return i
