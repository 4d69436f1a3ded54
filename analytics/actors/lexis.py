"""The ranker's words: rows for frequent ones, and vectors that show how similar common nouns are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# Rows for all other words.
EDGE, CAPITAL, NUMBER, PUNCTUATION, LOWER, NAME = range(6)
FIRST_WORD = 6
_GRADES = (0.45, 0.6, 0.75)  # least similarity of nouns that are somewhat, quite or very alike
_KEPT = 1 << 16


class Lexis:
    """``words`` have rows of their own, in order from FIRST_WORD; ``nouns`` have ``vectors`` (nouns, axes) of unit length."""

    def __init__(self, words: Sequence[str], nouns: Sequence[str], vectors: NDArray[np.float32]) -> None:
        self.words = {word: FIRST_WORD + n for n, word in enumerate(words)}
        self.size = FIRST_WORD + len(words)
        self.nouns = {noun: n + 1 for n, noun in enumerate(nouns)}
        self.vectors = np.vstack([np.zeros((1, vectors.shape[1]), np.float32), vectors])
        self._grades: dict[tuple[str, str], int] = {}

    def row(self, word: str, lower: str) -> int:
        """The row of a word that is no part of a name."""
        found = self.words.get(lower)
        if found is not None:
            return found
        first = word[:1]
        if first.isalpha():
            return CAPITAL if first.isupper() else LOWER
        return NUMBER if first.isdigit() or first in "$€£" else PUNCTUATION

    def noun(self, word: str) -> int:
        """The row of a noun's vector, 0 where it has none; for a word with hyphens, of its last part."""
        return self.nouns.get(word) or self.nouns.get(word.rpartition("-")[2], 0)

    def grade(self, one: str, other: str) -> int:
        """The similarity of two nouns, 0 to 3."""
        key = (one, other)
        found = self._grades.get(key)
        if found is None:
            if len(self._grades) >= _KEPT:
                self._grades.clear()
            likeness = float(self.vectors[self.noun(one)] @ self.vectors[self.noun(other)])
            found = self._grades[key] = sum(likeness >= g for g in _GRADES)
        return found
