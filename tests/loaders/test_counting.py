"""Words are counted and listed as the regular expressions say, whatever stands in a text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.loaders.counting import count_words, letter_words

WORD, LETTERS = re.compile(r"[^\W_]+(?:['’][^\W_]+)?"), re.compile(r"[^\W\d_]+")
NARROW = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(256))


@given(st.text(st.sampled_from("ab'’ -_9é²Łあ"), max_size=40))
def test_counting_is_as_the_expression_says(text: str) -> None:
    assert count_words(text) == len(WORD.findall(text))


@given(st.text(st.sampled_from(NARROW), max_size=60))
def test_counting_lists_words_as_the_expression_says(text: str) -> None:
    assert count_words(text) == len(WORD.findall(text))
    assert letter_words(text, 99) == [word.encode("cp1252") for word in LETTERS.findall(text.lower())]


@pytest.mark.parametrize(
    "text, words", [("", 0), ("'", 0), ("rock'n'roll", 2), ("a'b'c'd", 2), ("’tis", 1), ("don't", 1), ("Łódź's", 1)]
)
def test_counting_knows_apostrophes(text: str, words: int) -> None:
    assert count_words(text) == words
