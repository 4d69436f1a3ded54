"""The guard against texts that a spreadsheet would run as formulas."""

from __future__ import annotations

import re

# What spreadsheets skip before they look for a formula: control characters, spaces of every kind, marks without a width.
_SKIPPED = r"[\s\x00-\x1f\x7f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*"
_FORMULA = re.compile(rf"[\t\r]|{_SKIPPED}[=+\-@＝＋－＠]")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula: it begins with = + - @ (or their full-width forms), also after spaces,
    line feeds and marks without a width, or with a tab or a carriage return.

    >>> [is_formula(text) for text in ("=1+1", "\\ufeff =1+1", "＝1", "“=1”", "1-1")]
    [True, True, True, False, False]
    """
    return _FORMULA.match(text) is not None


def guard(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula.

    >>> guard("=1+1"), guard("It is -1 °C.")
    ("'=1+1", 'It is -1 °C.')
    """
    return f"'{text}" if is_formula(text) else text


def unguard(text: str) -> str:
    """Remove the apostrophe that `guard` put before a text.

    >>> unguard("'=1+1"), unguard("'Tis the season")
    ('=1+1', "'Tis the season")
    """
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text
