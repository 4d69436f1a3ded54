"""The language of a text, by the small words that no text can do without.

The lists stand in languages.tsv, a language a line. Languages that put no spaces between words are told by their script.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Sequence
from pathlib import Path

from analytics.loaders.counting import letter_words

FEWEST_WORDS = 20
_SEEN = 2_000  # characters that are looked at
_LEAST = 0.12  # part of a text's words that are small words of its language; of English news it is .3 to .45
_CLEAR = 0.25  # the part that no other language's small words reach
_SCRIPTS = (("ja", re.compile("[\u3040-\u30ff]")), ("ko", re.compile("[\uac00-\ud7a3]")), ("zh", re.compile("[\u4e00-\u9fff]")),
            ("th", re.compile("[\u0e00-\u0e7f]")))  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The code of a text's language (ISO 639-1), or None where it is too short or not like any that is known here.

    >>> language_of("The port was shut on Monday, and it is not known when the ships that are in it will be let out, he said.")
    'en'
    >>> language_of("Der Hafen ist seit Montag zu, und es ist nicht bekannt, wann die Schiffe in ihm wieder auslaufen, sagt er.")
    'de'
    >>> language_of("Port shut") is None
    True
    """
    seen = text[:_SEEN]
    words: Sequence[str | bytes] | None = letter_words(text, _SEEN)
    if words is None:
        for language, script in _SCRIPTS:
            if len(script.findall(seen)) > len(seen) / 5:
                return language
        words = _WORD.findall(seen.lower())
    if len(words) < FEWEST_WORDS:
        return None
    best: tuple[float, str] = (_LEAST, "")
    for language, known in _words().items():
        part = sum(map(known.__contains__, words)) / len(words)
        if part >= _CLEAR:
            return language
        best = max(best, (part, language))
    return best[1] or None


def is_english(language: str | None) -> bool:
    """Whether a text is to be analysed: it is English, in any country's spelling, or nobody knows what it is."""
    return language is None or re.split("[-_]", language.strip().lower())[0] in {"en", "eng", "english"}


@functools.cache
def _words() -> dict[str, frozenset[str | bytes]]:
    """Each language's small words, as text and in Windows-1252."""
    with Path(__file__).with_name("languages.tsv").open(encoding="utf-8", newline="") as file:
        rows = {row["language"]: row["words"].split() for row in csv.DictReader(file, delimiter="\t")}
    return {
        language: frozenset([*words, *(word.encode("cp1252", "replace") for word in words)]) for language, words in rows.items()
    }
