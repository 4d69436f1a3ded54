"""Every rule of names does what its examples show, and they fail without it."""

import pytest

from analytics.actors import find_mentions
from analytics.actors.name_rules import NAME_RULES
from analytics.actors.names import without_titles
from analytics.actors.rule_list import all_rules, without
from analytics.actors.rules import Rule
from analytics.actors.spans import CERTAIN, Span
from analytics.quotes import find_quotes
from analytics.text import read

CASES = [(rule, example) for rule in NAME_RULES for example in rule.examples]


def mentions(text: str) -> list[tuple[str, str, str]]:
    document = read(text)
    return [(m.text, m.name, m.type) for m in find_mentions(document, find_quotes([document])[0])]


def test_rules_have_one_name_each_and_three_examples() -> None:
    names = [rule.name for rule in all_rules()]
    assert len(names) == len(set(names))
    assert [rule.name for rule in all_rules() if len(rule.examples) < 3 or not rule.what.endswith(".")] == []


@pytest.mark.parametrize(("rule", "example"), CASES, ids=[f"{rule.name}: {example[0]}"[:70] for rule, example in CASES])
def test_rules_examples_hold_and_fail_without_the_rule(rule: Rule, example: tuple[object, ...]) -> None:
    text, expected = str(example[0]), list(example[1])
    assert mentions(text) == expected
    with without(rule.name):
        assert mentions(text) != expected


def test_rules_without_an_unknown_rule_is_an_error() -> None:
    with pytest.raises(KeyError), without("no such rule"):
        pass


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("CS Ada Quill spoke.", "person"),
        ("PS Bo Lund left.", "person"),
        ("CS Arn Bank fell.", "organisation"),
        ("BP Ada Quill fell.", "organisation"),
    ],
)
def test_rules_of_titles_read_short_ones_before_a_full_name(text: str, kind: str) -> None:
    [found] = without_titles(read(text), [Span(0, 3, "organisation", CERTAIN["organisation"])])
    assert (found.kind, found.first) == (kind, int(kind == "person"))
