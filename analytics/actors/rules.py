"""The rules by hand beside what is learned: each has a name, says what it does, and has three examples that run as tests.

The code of a rule asks ``applies(NAME)``; `python -m benchmarks.ablation` switches one off at a time and prints what that costs.
"""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """A rule by hand.

    ``examples``: three or more. Of names: (text, ((mention, full name, type), ...)), every mention in reading order. Of speakers:
    (text, the speaker's words, the quoted words, full name or None, type). An example fails where the rule is switched off.
    """

    name: str
    what: str
    examples: tuple[tuple[object, ...], ...]


switched_off: set[str] = set()  # by `analytics.actors.rule_list.without` alone


def applies(name: str) -> bool:
    """Whether a rule is switched on; all are but in `without`."""
    return name not in switched_off
