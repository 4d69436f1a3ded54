"""Text that tries to break it: time stays linear and nothing is raised."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.actors import find_mentions, name_speakers
from analytics.quotes.find import FoundQuote
from analytics.text import Document, read
from tests.growth import assert_linear


def word(i: int) -> str:
    """A made-up name, another for each number."""
    return "Qu" + "".join("bcdfghjklm"[int(d)] + "o" for d in str(i))


HOSTILE = {
    "capitals": lambda n: " ".join(["Quill"] * n),
    "distinct capitals": lambda n: " ".join(word(i) for i in range(n)),
    "letters": lambda n: "A" * n,
    "lone names": lambda n: ". ".join(f"He saw {word(i)} run" for i in range(n)),
    "one surname": lambda n: ". ".join(f"Then {word(i)} Lund and Lund spoke" for i in range(n)),
    "people before he": lambda n: " ".join(f"Robert {word(i)} came." for i in range(n)) + " “No,” he said.",
    "bodies": lambda n: ". ".join(f"The Arn {word(i)} Union met the union" for i in range(n)),
    "brackets": lambda n: "Arn Bank (AB" * n,
    "marks": lambda n: "“Quill ” Lund’s ’ " * n,
    "hyphens": lambda n: "-".join(["Quill"] * n),
    "of": lambda n: "Bank of " * n,
}


def prepared(text: str) -> tuple[Document, list[FoundQuote]]:
    document = read(text)
    spots = range(0, max(len(text) - 8, 1), max(len(text) // 200, 1))
    return document, [FoundQuote("indirect", [(s, s + 4)], (s + 4, s + 8), None, None, 1.0, "given", "indirect") for s in spots]


@pytest.mark.parametrize("kind", HOSTILE)
def test_names_take_linear_time(kind: str) -> None:
    def work(given: tuple[Document, list[FoundQuote]]) -> None:
        document, quotes = given
        name_speakers(document, quotes, find_mentions(document, quotes))

    assert_linear(lambda n: prepared(HOSTILE[kind](n)), work, 500)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ABQaqx .,\n“”'’-()&:éß😀İ\u200b0"), max_size=200))
def test_names_never_raise(text: str) -> None:
    document = read(text)
    spots = [(s, min(s + 5, len(text))) for s in range(0, len(text), 7)]
    quotes = [FoundQuote("direct", [span], span, None, None, 1.0, "given", "direct") for span in spots]
    mentions = find_mentions(document, quotes)
    assert [text[m.start : m.end] for m in mentions] == [m.text for m in mentions]
    assert len(name_speakers(document, quotes, mentions)) == len(quotes)
