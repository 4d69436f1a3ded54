"""The rules that stand beside what is learned: each has a name, says what it does, and has three examples that run as tests.

The code of a rule asks ``applies(NAME)``; `python -m benchmarks.ablation` switches one off at a time and prints what that costs.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import NamedTuple


class Rule(NamedTuple):
    """A rule by hand.

    ``examples``: three or more. Of names: (text, ((mention, full name, type), ...)), every mention in reading order. Of speakers:
    (text, the speaker's words, the quoted words, full name or None, type). An example fails where the rule is switched off.
    """

    name: str
    what: str
    examples: tuple[tuple[object, ...], ...]


_off: set[str] = set()


def applies(name: str) -> bool:
    """Whether a rule is switched on; all are but in `without`."""
    return name not in _off


@contextlib.contextmanager
def without(name: str) -> Iterator[None]:
    """Switch a rule off for a while. Raises KeyError where no rule has that name."""
    if name not in {rule.name for rule in all_rules()}:
        raise KeyError(name)
    _off.add(name)
    try:
        yield
    finally:
        _off.discard(name)


def all_rules() -> tuple[Rule, ...]:
    """The rules of names and of speakers, in the order in which they are asked."""
    from analytics.actors.name_rules import NAME_RULES
    from analytics.actors.speaker_rules import SPEAKER_RULES

    return NAME_RULES + SPEAKER_RULES
