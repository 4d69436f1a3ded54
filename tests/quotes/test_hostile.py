"""Texts that no newspaper printed: no exception, spans that hold, and time that grows with the text and no faster."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from analytics.quotes import find_quotes
from analytics.text import read
from tests.growth import assert_linear

_SENTENCE = "The mayor of Dorvale said that the bridge would be shut until the ice had gone "

HOSTILE: dict[str, Callable[[int], str]] = {
    "straight marks": lambda n: '"' * n,
    "opening marks": lambda n: "“" * n,
    "single marks": lambda n: "‘a’ " * (n // 4),
    "marks and words": lambda n: '" a b c d e f g ' * (n // 16),
    "apostrophes": lambda n: "'a " * (n // 3),
    "no full stop": lambda n: _SENTENCE * (n // len(_SENTENCE)),
    "no paragraph break": lambda n: (_SENTENCE.strip() + ". ") * (n // len(_SENTENCE)),
    "nothing but cues": lambda n: "said " * (n // 5),
    "one long quotation": lambda n: "“" + "we go on and on and on " * (n // 23) + "” she said.",
    "paragraphs left open": lambda n: "“We go on, he said.\n\n" * (n // 22),
    "labels": lambda n: "ODE: We go on.\n\n" * (n // 16),
    "paragraphs of a word": lambda n: "said\n" * (n // 5),
    "colons": lambda n: "He said:\n\nThat is what we all have to do\n\n" * (n // 42),
    "turned round": lambda n: "The bridge would open in May, said a port spokesman. " * (n // 53),
    "falsely": lambda n: "the false claim that no club said it said " * (n // 41),
    "speakers on lines": lambda n: "Mara Ode\n\nWe go on and on.\n\n" * (n // 26),
    "two speakers": lambda n: "“We go on,” said Ode, and “We stop,” said Marn. " * (n // 49),
    "letters read out": lambda n: "In the view of Ode, his letter was read by Marn: “I go.” " * (n // 57),
    "wrapped": lambda n: "the mayor said that the bridge would be\nshut until the ice had gone and the boats\n" * (n // 82),
    "questions": lambda n: "How is it?\n\nI go on.\n\n" * (n // 22),
    "turned round in one sentence": lambda n: "the bridge opens, said Ode, " * (n // 28),
    "one word": lambda n: "a" * n,
    "stops": lambda n: ". " * (n // 2),
}

GOLD = Path(__file__).parent.parent / "gold" / "quotes.jsonl"

ODD = [
    "",
    " \n\n\t ",
    "\x00" * 50,
    "“\x00We won,\x00” she said.",
    "🙂 “🙂🙂 won,” said 🙂.",
    "قالت “لقد فزنا” ثم غادرت. \u202e“We won,” she said.\u202c",
    "“WE WON,” SAID MARA ODE. “TWICE.”",
    "He said “",
    "”",
    "said",
    "“",
    "A: b",
    "Q:\n\nA:",
    "— (@x)",
    "\ufeff“We won,” she said.\u2028“Twice.”",
    "ﬁ ½ Ⅷ ‰ “①,” said Ⅷ.",
]


@pytest.mark.parametrize("text", [*ODD, *(make(3000) for make in HOSTILE.values())], ids=lambda text: repr(text[:20]))
def test_quotes_of_odd_texts_have_spans_that_hold(text: str) -> None:
    [quotes] = find_quotes([read(text)])
    for quote in quotes:
        assert quote.parts
        assert 0 <= quote.confidence <= 1
        assert quote.kind in ("direct", "mixed", "indirect")
        last = 0
        for start, end in quote.parts:
            assert last <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            last = end
        for span in (quote.speaker, quote.cue):
            if span:
                assert 0 <= span[0] < span[1] <= len(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_quotes_of_eight_times_the_text_take_eight_times_as_long(name: str) -> None:
    assert_linear(lambda n: [read(HOSTILE[name](n))], find_quotes, 3_000)


def test_quotes_do_not_depend_on_the_batch() -> None:
    texts = ["“We won,” Mara Ode said.", _SENTENCE * 20 + ".", "Kit Arlow denied it had been sold.", "", "“No,” said Ivo Marn."]
    documents = [read(text) for text in texts]
    alone = [find_quotes([document])[0] for document in documents]
    assert find_quotes(documents) == alone
    assert find_quotes(documents[::-1]) == alone[::-1]


def test_hostile_text_may_end_at_any_word() -> None:
    texts = [json.loads(line)["text"] for line in GOLD.read_text(encoding="utf-8").splitlines()[::3]]
    texts += ["The port is shut for good, Mara Ode warned", "It rained for days. But", "The boats in a play called “The Long Night"]
    cut = [read(text[:end]) for text in texts for end in read(text).ends]
    for document, quotes in zip(cut, find_quotes(cut), strict=True):
        assert all(0 <= a < b <= len(document.text) for quote in quotes for a, b in quote.parts)
