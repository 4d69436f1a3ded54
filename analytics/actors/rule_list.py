"""All hand-written rules of names and speakers, and a way to switch one off temporarily."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from analytics.actors.name_rules import NAME_RULES
from analytics.actors.rules import Rule, switched_off
from analytics.actors.speaker_rules import SPEAKER_RULES


def all_rules() -> tuple[Rule, ...]:
    """The rules of names and of speakers, in the order in which they apply."""
    return NAME_RULES + SPEAKER_RULES


@contextlib.contextmanager
def without(name: str) -> Iterator[None]:
    """Switch a rule off temporarily. Raises KeyError where no rule has that name."""
    if name not in {rule.name for rule in all_rules()}:
        raise KeyError(name)
    switched_off.add(name)
    try:
        yield
    finally:
        switched_off.discard(name)
