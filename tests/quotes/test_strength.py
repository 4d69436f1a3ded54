"""How strong quotes are."""

from __future__ import annotations

import pytest

from analytics.quotes import DEFAULT_CONFIDENCE, DEFAULT_STRENGTHS, STRENGTHS, find_quotes, weights
from analytics.quotes.strength import strength_of
from analytics.text import read


@pytest.mark.parametrize(
    ("text", "kind", "part", "cue", "expected"),
    [
        ("“We won,” Ode said.", "direct", "“We won,”", "said", "direct"),
        ("Ode said they had “won twice in a row”.", "mixed", "they had “won twice in a row”", "said", "mixed"),
        ("Ode said that the bridge was safe.", "indirect", "that the bridge was safe", "said", "indirect"),
        ("Ode said the bridge would close.", "indirect", "the bridge would close", "said", "indirect"),
        ("Ode promised to mend the bridge.", "indirect", "to mend the bridge", "promised", "indirect"),
        ("According to Ode, the bridge is safe.", "indirect", "the bridge is safe", "According", "indirect"),
        ("Ode hopes that the bridge is safe.", "indirect", "that the bridge is safe", "hopes", "attitude"),
        ("Ode welcomed the new bridge over the Tarn.", "indirect", "the new bridge over the Tarn", "welcomed", "attitude"),
        ("Ode announced a new bridge over the Tarn.", "indirect", "a new bridge over the Tarn", "announced", "attitude"),
        ("Ode proposed a new bridge.", "indirect", "a new bridge", "proposed", "fragment"),
    ],
)
def test_strength_of_a_quote(text: str, kind: str, part: str, cue: str, expected: str) -> None:
    document = read(text)
    start = text.index(part)
    inside = [i for i, at in enumerate(document.starts) if start <= at < start + len(part)]
    tag = weights.load().network.lexicon.tag
    assert strength_of(document, kind, [(inside[0], inside[-1] + 1)], document.words.index(cue), tag) == expected


def test_strength_every_quote_has_one() -> None:
    text = "“We won,” Mara Ode said. She hopes that the bridge is safe. She said that it would open in May."
    found = find_quotes([read(text)])[0]
    assert [quote.strength for quote in found if quote.strength not in STRENGTHS] == []
    assert found[0].strength == "direct"
    assert set(DEFAULT_STRENGTHS) < set(STRENGTHS)
    assert 0 < DEFAULT_CONFIDENCE < 1
