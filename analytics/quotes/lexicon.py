"""Word types: the network's input about a word apart from its position in the text.

Each distinct word form has one row of numbers, made once and kept. Tags are guessed from the form alone: its most frequent part
of speech, or that of its last three letters.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from analytics.quotes.stance import dictionary_forms

TAGS = (
    "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ "
    "WDT WP WP$ WRB . , : `` '' ( ) $ # -LRB- -RRB- HYPH NFP ADD AFX"
).split()
_TAG_IDS = {tag: number for number, tag in enumerate(TAGS, 1)}
OTHER_TAG = 63

# The columns of a row.
(
    WORD, SUFFIX, PREFIX, TAG, SHAPE, LEMMA, PROPER, COARSE, SPEECH, VERB, COMMA, EVENT, HASH, PUNCTUATION, PRONOUN, CAPITAL, SENSE,
    MOOD,
) = range(18)  # fmt: skip
COLUMNS = 18
# Sizes of the tables that the columns index.
AFFIXES, LEMMAS, SHAPES, TAG_SLOTS = 2048, 4096, 8, 64
UNKNOWN_WORD = 1

_LIMIT = 1 << 15
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
"""The tags of verbs with a tense, and of those like "may"."""
_CONJUNCTIONS = frozenset(("IN", "CC", "WDT", "WP", "WRB", "TO"))
_COMMAS = frozenset((",", "--", "—", "–", "―", ";", ":"))
_PUNCTUATION = frozenset([*".,;:!?\"“”'’‘()[]—–-―…«»„‹›", "--", "...", "''", "``"])
_PRONOUNS = frozenset("he she they it i we you who".split())
# Sorts of words that change whether a reporting verb reports anything: "never said", "might say", "if she says".
NEGATION, MODAL, CONDITION, TO, BE, BY, FALSITY = (1 << bit for bit in range(7))
_MOODS = {
    NEGATION: "not never no nobody none neither nor without nothing hardly cannot".split(),
    MODAL: "would could might may should must will shall can 'll 'd".split(),
    CONDITION: "if unless until whether suppose supposing imagine lest".split(),
    TO: "to".split(),
    BE: "is are was were be been being am get got".split(),
    BY: "by".split(),
    FALSITY: (
        "false falsely fake faked fictional fictitious hoax satirical wrongly supposedly allegedly reportedly purportedly untrue "
        "myth"
    ).split(),
}
_MOOD = {word: bit for bit, words in _MOODS.items() for word in words}
COARSE_NOUN = 2
_COARSE = {"V": 1, "N": COARSE_NOUN, "P": 3, "J": 4, "R": 5}


def crc(text: str) -> int:
    """A hash of a text that is the same in every process."""
    return zlib.crc32(text.encode())


def stem(word: str) -> str:
    """A rough dictionary form of a lower-case verb form, final e dropped: "argued", "argues" and "arguing" give "argu".

    >>> stem("argued"), stem("argues"), stem("arguing"), stem("said"), stem("denied")
    ('argu', 'argu', 'argu', 'say', 'deny')
    """
    form = dictionary_forms(word)[0]
    if form == word:
        if word.endswith(("ies", "ied")):
            return word[:-3] + "y"
        if word.endswith("ing") and len(word) > 5:
            form = word[:-3]
        elif word.endswith(("ed", "es")) and len(word) > 4:
            form = word[:-2]
        elif word.endswith("s") and not word.endswith("ss") and len(word) > 3:
            form = word[:-1]
        if len(form) > 3 and form[-1] == form[-2] and form[-1] not in "sl":
            form = form[:-1]
    return form[:-1] if form.endswith("e") and len(form) > 3 else form


class Met:
    """The word forms met so far: ``ids`` maps each to its row, ``rows`` is (COLUMNS, rows). Rows are added, never changed, so that
    threads may read them while others add theirs. Only the network writes ``reading``."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.rows: NDArray[np.int32] = np.zeros((COLUMNS, 4096), np.int32)
        self.size = 1  # rows in use; row 0 is padding
        self.reading: NDArray[np.float32] | None = None
        self.read = 1  # rows of ``reading`` in use


class Lexicon:
    """Known words, tags and speech verbs, and the rows of every word form met so far (about 32,768 are kept)."""

    def __init__(
        self,
        vocabulary: Iterable[str],
        tags: Mapping[str, str],
        endings: Mapping[str, str],
        speech: Iterable[str],
        senses: Iterable[str] = (),
    ) -> None:
        """``vocabulary``, ``senses``: lower-case words with a row of their own in the tables of words and of meanings, in order;
        ``tags``: form -> tag; ``endings``: ending -> tag; ``speech``: stems."""
        self._vocabulary = {word: number for number, word in enumerate(vocabulary, UNKNOWN_WORD + 1)}
        self._tags = dict(tags)
        self._endings = dict(endings)
        self.speech = frozenset(speech)
        self._senses = {word: number for number, word in enumerate(senses, 1)}
        self._met = Met()
        # Held only while rows are added.
        self.adding = threading.Lock()

    def met(self) -> Met:
        """The word forms met so far. When they are many a new record begins, so that memory stays bounded; threads that read the
        old one continue with it."""
        with self.adding:
            if self._met.size > _LIMIT:
                self._met = Met()
            return self._met

    def look_up(self, met: Met, words: list[str]) -> list[int]:
        """The row numbers of words; rows of new ones are made."""
        ids = met.ids
        found = list(map(ids.get, words))
        if None in found:
            with self.adding:
                for word in words:
                    if word not in ids:
                        self._add(met, word)
            found = list(map(ids.get, words))
        return found  # type: ignore[return-value]

    def tag(self, word: str) -> str:
        """Guess the part of speech of a form without its context."""
        known = self._tags.get(word) or self._tags.get(word.lower())
        if known:
            return known
        if word[0].isupper():
            return "NNP"
        if word[0].isdigit():
            return "CD"
        return self._endings.get(word[-3:], "NN")

    def _add(self, met: Met, word: str) -> None:
        if met.size == met.rows.shape[1]:
            met.rows = np.concatenate([met.rows, np.zeros_like(met.rows)], axis=1)
        tag = self.tag(word)
        lower = word.lower().replace("’", "'")
        verb = tag[0] == "V"
        lemma = stem(lower) if verb else lower
        own = crc(lower)
        comma = lower in _COMMAS
        group = tag[0] if tag[0] in "VJ" or tag in ("NN", "NNS") else "P" if tag[:3] == "NNP" else "R" if tag[:2] == "RB" else ""
        row = (
            self._vocabulary.get(lower, UNKNOWN_WORD),
            1 + crc(lower[-3:]) % (AFFIXES - 1),
            1 + crc(lower[:3]) % (AFFIXES - 1),
            _TAG_IDS.get(tag, OTHER_TAG),
            _shape(word),
            crc("L" + lemma) % LEMMAS,
            tag[:3] == "NNP",
            _COARSE.get(group) or 8 + _TAG_IDS.get(tag, OTHER_TAG),
            lemma in self.speech,
            verb or tag == "MD",
            comma,
            1 if comma else own & 0xFFFFFF if tag in _CONJUNCTIONS else 0,
            own & 0xFFFFFF,
            word in _PUNCTUATION,
            lower in _PRONOUNS,
            word[0].isupper(),
            0 if tag[:3] == "NNP" else self._senses.get(lower, 0),  # the meaning of a name says nothing
            NEGATION if lower.endswith("n't") else _MOOD.get(lower, 0),
        )
        met.rows[:, met.size] = row
        met.size += 1
        met.ids[word] = met.size - 1  # last: other threads look here without waiting


def _shape(word: str) -> int:
    first = word[0]
    if first.isdigit() or (first in "$€£¥" and len(word) > 1):
        return 1
    if not first.isalnum():
        return 2
    if word.isupper():
        return 3 if len(word) > 1 else 4
    if first.isupper():
        return 6 if any(c.isupper() for c in word[1:]) else 5
    return 7
