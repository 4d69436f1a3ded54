"""Words are counted and listed as the regular expressions say, whatever stands in a text, and whatever stands beside it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.loaders.counting import Tally, count_words, letter_words, tally
from analytics.loaders.languages import Measured, language_of, measure

WORD, LETTERS = re.compile(r"[^\W_]+(?:['’][^\W_]+)?"), re.compile(r"[^\W\d_]+")
LISTED = ["the", "of", "a", "which"]
ODD = "ab'’ -_9é²Łあ\U0001d7d8😀İK\n\u2028\x85\ud83d中กﬁ½ǅ"


@given(st.lists(st.text(st.sampled_from(ODD), max_size=40), max_size=6))
def test_counting_is_as_the_expression_says(texts: list[str]) -> None:
    for text, found in zip(texts, tally(texts, LISTED, 20), strict=True):
        assert count_words(text) == len(WORD.findall(text))
        assert found is None or found.words == count_words(text)


@given(st.lists(st.lists(st.sampled_from([*LISTED, "The", "OF", "ofs", "whichever", "é", "9", "'", "K"]), max_size=12), max_size=5))
def test_counting_finds_listed_words(told: list[list[str]]) -> None:
    texts = [" ".join(words) for words in told]
    for text, found in zip(texts, tally(texts, LISTED, 25), strict=True):
        seen = LETTERS.findall(text[:25].lower())
        assert found == Tally(len(WORD.findall(text)), len(seen), sum(word in LISTED for word in seen))


@given(st.text(max_size=80))
def test_counting_lists_words_as_the_expression_says(text: str) -> None:
    assert letter_words(text) == LETTERS.findall(text.lower())


@given(
    st.lists(
        st.lists(st.sampled_from(["the ", "of", " ", "Hafen ", "der ", "を", "😀", "port "]), min_size=18, max_size=90).map("".join)
    )
)
def test_counting_measures_many_as_one(texts: list[str]) -> None:
    assert measure(texts) == [Measured(count_words(text), language_of(text)) for text in texts]


@pytest.mark.parametrize("word", ["", "whichever", "été", "The"])
def test_counting_refuses_a_list_that_it_cannot_hold(word: str) -> None:
    with pytest.raises(ValueError, match="Expected 1 to 7 letters a to z"):
        tally(["It rained."], ["the", word], 20)


@pytest.mark.parametrize(
    "text, words", [("", 0), ("'", 0), ("rock'n'roll", 2), ("a'b'c'd", 2), ("’tis", 1), ("don't", 1), ("Łódź's", 1)]
)
def test_counting_knows_apostrophes(text: str, words: int) -> None:
    assert count_words(text) == words
