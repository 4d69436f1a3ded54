"""What the name finder looks at: integer features of the capitalised words of an article, computed column by column.

Only capitalised words, and the few words that may stand between two of them ("of", "for", "de"), are asked about; a
maximal run of them is a segment. What a word says by itself is computed once for each word form and kept.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.actors.directory import directory
from analytics.actors.lexicon import given_names, places, surnames, word_list
from analytics.text import Document

Ints = npt.NDArray[np.int64]

BITS = 17  # hashed features share a table of 2**17 rows
LONGEST = 40  # longer runs of capitals are cut here, so that no text takes more than linear time
_KEPT_WORDS = 200_000
_LINKS = frozenset("of for and the & de del della der den von van al el bin ibn la le di da du dos on in to des y".split())
_OPENERS = frozenset("“\"‘'«„([:—–―•*``-")
PLACE_WORDS = frozenset("in at near from to across around outside throughout inside toward towards into".split())
GIVEN, COMMON_SURNAME, SURNAME, COUNTRY, PLACE, DEMONYM, TITLE, BODY, NOBODY, NOT_NAME, PARTICLE, KNOWN_BODY = (
    1 << i for i in range(12)
)


class Facts(NamedTuple):
    """What the article as a whole says about its words; lists run over its tokens, sets hold words.

    ``initial``: opens a sentence or a quotation, so that its capital says little. ``headline``: number of a sentence in
    title case or capitals. ``lowered``: words that also stand without a capital. ``middle``: how often a word stands
    capitalised where it need not. ``titled``: words that follow a given name or a title somewhere. ``placed``: words
    that mostly follow "in", "at", "from". ``positions``: where each word with a capital stands, tokens in order.
    """

    initial: list[bool]
    headline: set[int]
    lowered: set[str]
    middle: Mapping[str, int]
    titled: set[str]
    placed: set[str]
    positions: dict[str, list[int]]


class Words:
    """A growing table: one row of integers a word form."""

    def __init__(self, common: Mapping[str, int]) -> None:
        self.common = common
        self.rows: dict[str, int] = {}
        self.table = np.zeros((1024, 8), np.int64)
        self.clear()

    def clear(self) -> None:
        self.rows.clear()
        self.rows[""] = 0  # beyond the sentence

    def look_up(self, words: list[str]) -> Ints:
        if len(self.rows) > _KEPT_WORDS:
            self.clear()
        rows = self.rows
        found = [rows.get(w, -1) for w in words]
        for i, row in enumerate(found):
            if row < 0:
                found[i] = self.add(words[i])
        return np.array(found, np.int64)

    def add(self, word: str) -> int:
        row = self.rows.get(word)
        if row is not None:
            return row
        row = self.rows[word] = len(self.rows)
        if row >= len(self.table):
            self.table = np.vstack([self.table, np.zeros_like(self.table)])
        self.table[row] = describe(word, self.common)
        return row


def _hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def lexicon_bits(word: str) -> int:
    """What the lexicons say about a capitalised word, as a sum of the constants above."""
    seen = word.capitalize() if word.isupper() and len(word) > 3 else word
    lower = word.lower().rstrip(".")
    known = directory().names.get(word) or directory().names.get(seen)
    weight = surnames().get(seen, 0)
    return (
        GIVEN * (seen in given_names() or (seen.split("-")[0] in given_names() and "-" in seen))
        + (COMMON_SURNAME if weight > 2 else SURNAME if weight else 0)
        + (COUNTRY if known and known.type == "country" else KNOWN_BODY if known else 0)
        + PLACE * (seen in places())
        + DEMONYM * (seen in directory().demonyms)
        + TITLE * (lower in word_list("title"))
        + BODY * (lower in word_list("body"))
        + NOBODY * (lower in word_list("nobody"))
        + NOT_NAME * (word.lower() in word_list("not-name"))
        + PARTICLE * (lower in word_list("particle"))
    )


def shape(word: str) -> str:
    """"Aa" for Name, "A" for NATO, "Aa-Aa" for Al-Masri: kinds of character, repeats dropped, at most eight.

    >>> shape("McKinley"), shape("U.N."), shape("9th")
    ('AaAa', 'A.A.', '0a')
    """  # fmt: skip
    kinds = ["A" if c.isupper() else "a" if c.isalpha() else "0" if c.isdigit() else c for c in word[:24]]
    return "".join(k for i, k in enumerate(kinds) if i == 0 or k != kinds[i - 1])[:8]


def describe(word: str, common: Mapping[str, int]) -> list[int]:
    """Word, class, shape, prefix, two suffixes, lexicon bits, and how often the word is a name elsewhere (0 to 5)."""
    lower = word.lower().replace("’", "'")
    capital = word[0].isupper()
    kind = 1 if capital else 2 if word[0].isalpha() else 3 if word[0].isdigit() else 4 + _hash(word) % 60
    affixes = [_hash(lower[:3]), _hash(lower[-3:]), _hash(lower[-2:])] if capital else [0, 0, 0]
    bits = lexicon_bits(word) if capital else 0
    if not capital and (lower in word_list("title") or lower in word_list("body")):
        bits = TITLE * (lower in word_list("title")) + BODY * (lower in word_list("body"))
    return [_hash(lower), kind, _hash(shape(word)), *affixes, bits, common.get(lower, 5)]


def read_facts(document: Document) -> Facts:
    """Read an article's words once for what they say about one another."""
    words, lower = document.words, document.lower
    headline: set[int] = set()
    initial = [False] * len(words)
    for number, (a, b) in enumerate(document.sentences):
        initial[a] = True
        long = [w for w in words[a:b] if len(w) > 3 and w[0].isalpha()]
        if len(long) > 2 and sum(w[0].isupper() for w in long) >= 0.75 * len(long) and (number == 0 or _is_title(words, a, b)):
            headline.add(number)
    lowered: set[str] = set()
    middle: dict[str, int] = {}
    titled: set[str] = set()
    after: dict[str, int] = {}
    seen: dict[str, int] = {}
    person_nouns = word_list("person-noun")
    titles, given, not_name = word_list("title"), given_names(), word_list("not-name")
    positions: dict[str, list[int]] = {}
    sentence_of = document.sentence_of
    for i, word in enumerate(words):
        if not word[0].isupper():
            if word[0].islower():
                lowered.add(word)
            continue
        positions.setdefault(word, []).append(i)
        previous = words[i - 1] if i else "."
        if previous in _OPENERS:
            initial[i] = True
        if initial[i] or sentence_of[i] in headline:
            continue
        middle[word] = middle.get(word, 0) + 1
        before = lower[i - 1]
        capital = previous[0].isupper() and (before.rstrip(".") in titles or (previous in given and before not in not_name))
        if capital or before in person_nouns:
            titled.add(word)
        seen[word] = seen.get(word, 0) + 1
        if before in PLACE_WORDS:
            after[word] = after.get(word, 0) + 1
    placed = {w for w, n in after.items() if 2 * n >= seen[w]}
    return Facts(initial, headline, lowered, middle, titled, placed, positions)


def _is_title(words: list[str], a: int, b: int) -> bool:
    """Whether a sentence in title case stands as a headline: it does not end like a sentence nor list names."""
    return (
        words[b - 1] not in (".", ")", "”", '"', "’", "?", "!", "—", "–", "--", "-")
        and sum(w in (",", ";") for w in words[a:b]) < 2
    )


def segments(document: Document) -> list[tuple[int, int]]:
    """Runs of capitalised words with the links between them, as (first token, past last token)."""
    words, lower = document.words, document.lower
    found: list[tuple[int, int]] = []
    for a, b in document.sentences:
        i = a
        while i < b:
            if not words[i][0].isupper():
                i += 1
                continue
            first, last, j = i, i, i + 1
            while j < b and j - first < LONGEST and j - last < 4:
                if words[j][0].isupper():
                    last = j
                elif lower[j] not in _LINKS and not (lower[j].startswith(("al-", "el-", "d'", "l'")) and len(lower[j]) > 3):
                    break
                j += 1
            found.append((first, last + 1))
            i = last + 1
    return found


# Templates over the columns of a token and its neighbours: (column, offset) pairs that are joined.
_W, _C, _S, _P3, _X3, _X2, _G, _F, _D, _R, _L, _A, _B, _LG, _FG = range(15)
TEMPLATES: tuple[tuple[tuple[int, int], ...], ...] = (
    ((_W, 0),), ((_S, 0),), ((_P3, 0),), ((_X3, 0),), ((_X2, 0),), ((_G, 0),), ((_F, 0),), ((_D, 0),), ((_R, 0),), ((_W, -1),),
    ((_W, 1),), ((_W, -2),), ((_W, 2),), ((_G, -1),), ((_G, 1),), ((_C, -1),), ((_C, 1),), ((_C, -2), (_C, -1)),
    ((_C, 1), (_C, 2)), ((_C, -1), (_C, 0), (_C, 1)), ((_G, -1), (_G, 0)), ((_G, 0), (_G, 1)), ((_G, -1), (_G, 0), (_G, 1)),
    ((_S, 0), (_S, 1)), ((_S, -1), (_S, 0)), ((_D, 0), (_G, 0)), ((_D, 0), (_F, 0)), ((_R, 0), (_G, 0)), ((_R, 0), (_LG, 0)),
    ((_R, 0), (_FG, 0)), ((_L, 0),), ((_A, 0),), ((_B, 0),), ((_LG, 0),), ((_FG, 0),), ((_L, 0), (_R, 0)), ((_A, 0), (_R, 0)),
    ((_B, 0), (_R, 0)), ((_A, 0), (_G, 0)), ((_B, 0), (_G, 0)), ((_W, -1), (_G, 0)), ((_W, 1), (_G, 0)), ((_W, 0), (_C, 1)),
    ((_W, -1), (_C, 0), (_C, 1)), ((_X3, 0), (_R, 0)),
)  # fmt: skip
_PRIME = np.uint64(0x9E3779B97F4A7C15)


def feature_rows(document: Document, facts: Facts, runs: list[tuple[int, int]], table: Words) -> Ints:
    """Rows of the hashed table, one line of len(TEMPLATES) for each token of the runs, in order."""
    words = document.words
    first_of, past_of, at, left, right = [], [], [], [], []
    for first, past in runs:
        a, b = document.sentences[document.sentence_of[first]]
        for i in range(first, past):
            at.append(i)
            first_of.append(first)
            past_of.append(past)
            left.append(a)
            right.append(b)
    token = np.array(at, np.int64)
    first_, past_ = np.array(first_of, np.int64), np.array(past_of, np.int64)
    left_, right_ = np.array(left, np.int64), np.array(right, np.int64)
    ids = np.concatenate([[0, 0], table.look_up(words), [0, 0]])
    values = table.table[ids]

    def neighbour(offset: int, position: Ints = token) -> Ints:
        where = position + offset
        return np.where((where >= left_) & (where < right_), where + 2, 0)

    middle, lowered, titled, placed = facts.middle, facts.lowered, facts.titled, facts.placed
    lower = document.lower
    said = np.array(
        [
            facts.initial[i]
            + 2 * min(middle.get(words[i], 0), 2)
            + 6 * (lower[i] in lowered)
            + 12 * (document.sentence_of[i] in facts.headline)
            + 24 * (words[i] in titled)
            + 48 * (words[i] in placed)
            for i in at
        ],
        np.int64,
    )
    last, before = neighbour(-1, past_), neighbour(-1, first_)
    columns = {
        (_D, 0): said,
        (_R, 0): np.minimum(token - first_, 3) * 4 + np.minimum(past_ - 1 - token, 3),
        (_L, 0): values[last, 0],
        (_LG, 0): values[last, 6],
        (_FG, 0): values[first_ + 2, 6],
        (_A, 0): values[neighbour(0, past_), 0],
        (_B, 0): values[before, 0],
    }
    place = {_W: 0, _C: 1, _S: 2, _P3: 3, _X3: 4, _X2: 5, _G: 6, _F: 7}
    near = {offset: neighbour(offset) for offset in (-2, -1, 0, 1, 2)}
    for key in _COLUMNS:
        if key not in columns:
            columns[key] = values[near[key[1]], place[key[0]]]
    stacked = np.array([columns[key] for key in _COLUMNS]).astype(np.uint64) + np.uint64(0x7F4A7C15)
    out = np.empty((len(at), len(TEMPLATES)), np.int64)
    with np.errstate(over="ignore"):
        for numbers, parts in _GROUPS:
            mixed = np.repeat((numbers.astype(np.uint64) + np.uint64(1))[:, None] * _PRIME, len(at), 1)
            for part in parts:
                mixed ^= stacked[part]
                mixed *= _PRIME
                mixed ^= mixed >> np.uint64(29)
            out[:, numbers] = ((mixed * _PRIME) >> np.uint64(64 - BITS)).T
    return out


def _by_length() -> list[tuple[Ints, list[Ints]]]:
    """Templates with as many columns are mixed together: their numbers, and for each place the column that each takes."""
    groups = []
    for length in sorted({len(t) for t in TEMPLATES}):
        numbers = [n for n, t in enumerate(TEMPLATES) if len(t) == length]
        parts = [np.array([_COLUMNS.index(TEMPLATES[n][k]) for n in numbers]) for k in range(length)]
        groups.append((np.array(numbers), parts))
    return groups


_COLUMNS = sorted({part for template in TEMPLATES for part in template})
_GROUPS = _by_length()


def new_words(common: Mapping[str, int]) -> Words:
    """An empty table of word forms; ``common`` says how often a word is a name, 0 (never) to 4 (always)."""
    return Words(common)
