"""Hand-written rules that complement the learned weights: each has a name, a description and three examples that run as tests.

The code of a rule calls ``applies(NAME)``; `python -m benchmarks.ablation` switches off one at a time and prints the loss.
"""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """A hand-written rule.

    ``examples``: three or more. Of names: (text, ((mention, full name, type), ...)), every mention in reading order. Of speakers:
    (text, the speaker's words, the quoted words, full name or None, type). An example fails where the rule is switched off.
    """

    name: str
    what: str
    examples: tuple[tuple[object, ...], ...]


switched_off: set[str] = set()  # only by `analytics.actors.rule_list.without`


def applies(name: str) -> bool:
    """Whether a rule is switched on; all are, except within `without`."""
    return name not in switched_off
