"""The rules of names, with examples."""

from __future__ import annotations

from analytics.actors.rules import Rule

NAME_RULES: tuple[Rule, ...] = ()
