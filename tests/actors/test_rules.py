"""Every rule by hand does what its examples show, and they fail without it."""

import re

import pytest

from analytics.actors import find_mentions, name_speakers
from analytics.actors.rule_list import all_rules, without
from analytics.actors.rules import Rule
from analytics.quotes import find_quotes
from analytics.quotes.find import FoundQuote
from analytics.text import read

CASES = [(rule, example) for rule in all_rules() for example in rule.examples]


def holds(example: tuple[object, ...]) -> bool:
    """Whether an example comes out as it says: names by (text, mentions), speakers by (text, speaker, quoted words, name, type)."""
    document = read(str(example[0]))
    if len(example) == 2:
        found = find_mentions(document, find_quotes([document])[0])
        return [(m.text, m.name, m.type) for m in found] == list(example[1])
    text, speaker, content, name, kind = example
    word, _, number = str(speaker).partition("#")
    at = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", str(text))][int(number or 1) - 1]
    start = str(text).index(str(content))
    quote = FoundQuote("direct", [(start, start + len(str(content)))], (at, at + len(word)), None, None, 1.0, "given")
    [given] = name_speakers(document, [quote], find_mentions(document, [quote]))
    return (given.name, given.type) == (name, kind)


def test_rules_have_one_name_each_and_three_examples() -> None:
    names = [rule.name for rule in all_rules()]
    assert len(names) == len(set(names))
    assert [rule.name for rule in all_rules() if len(rule.examples) < 3 or not rule.what.endswith(".")] == []


@pytest.mark.parametrize(("rule", "example"), CASES, ids=[f"{rule.name}: {example[0]}"[:70] for rule, example in CASES])
def test_rules_examples_hold_and_fail_without_the_rule(rule: Rule, example: tuple[object, ...]) -> None:
    assert holds(example)
    with without(rule.name):
        assert not holds(example)


def test_rules_without_an_unknown_rule_is_an_error() -> None:
    with pytest.raises(KeyError), without("no such rule"):
        pass
