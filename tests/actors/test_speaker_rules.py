"""The rules of speakers: each example comes out right, and is wrong for at least one where its rule is off."""

import pytest

from analytics.actors import find_mentions, name_speakers
from analytics.actors.rule_list import without
from analytics.actors.speaker_rules import SPEAKER_RULES
from analytics.quotes.find import FoundQuote
from analytics.text import read
from tests.actors.test_speakers import said


def resolve(text: str, speaker: str, content: str) -> tuple[str | None, str | None]:
    """Who the example's speaker is; whoever said “No,” before is asked for too."""
    document = read("The council met on Monday.\n\n" + text)
    quotes = said(document.text, (speaker, content))
    if "“No,” a" in text:
        first, last = document.text.index("“No,”"), document.text.index(" said")
        quotes.append(FoundQuote("direct", [(first, first + 5)], (first + 6, last), None, None, 1.0, "given", "direct"))
    found = name_speakers(document, quotes, find_mentions(document, quotes))[0]
    return found.name, found.type


@pytest.mark.parametrize("rule", SPEAKER_RULES, ids=[rule.name for rule in SPEAKER_RULES])
def test_speaker_rules_examples(rule):
    assert len(rule.examples) >= 3
    for text, speaker, content, name, kind in rule.examples:
        assert resolve(text, speaker, content) == (name, kind), text


@pytest.mark.parametrize("rule", SPEAKER_RULES, ids=[rule.name for rule in SPEAKER_RULES])
def test_speaker_rules_matter(rule):
    with without(rule.name):
        assert any(resolve(text, speaker, content)[0] != name for text, speaker, content, name, _ in rule.examples)
