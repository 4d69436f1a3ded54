"""Postal addresses, which newsletters have to print below their text."""

from __future__ import annotations

import re
from collections.abc import Sequence

_STREET = (
    r"(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|square|sq|place|pl|court|ct|way|quay|row|highway|hwy|parkway|pkwy"
    r"|plaza|terrace|crescent|close|alley|walk|wharf|embankment)"
)
_ADDRESS = re.compile(
    rf"(?i)(?:.{{0,80}}\W)?\d{{1,5}}[a-z]?,? (?:[\w.'’-]+ ){{1,4}}?{_STREET}\b\.?(?:[ ,].{{0,120}})?"
    r"|.{0,80}\bp\.? ?o\.? box \d+\b.{0,100}"
    r"|.{0,100}\b(?-i:[A-Z]{2}),? \d{5}(?:-\d{4})?(?:,? (?:u\.?s\.?a?\.?|united states(?: of america)?))?\.?"
    r"|.{0,100}\b(?-i:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})(?:,? (?:u\.?k\.?|united kingdom|england|scotland|wales))?\.?"
    r"|.{0,60}\w(?:stra(?:ß|ss)e|str\.|gasse|platz|weg|allee|straat|plein|laan) ?\d{1,4}[a-z]?\b.{0,80}"
    r"|(?:.{0,60}\W)?(?:rue|calle|via|avenida|\d{1,4},? (?:rue|avenue|boulevard)) [\w.'’ -]{1,40}(?:,? \d{1,4}[a-z]?)?"
    r"|(?:our )?(?:mailing|postal|street) address(?: is)?\W{0,3}"
)
_LONGEST = 200
_MOST_BELOW = 6  # lines under an address: its town, country, telephone
_ENDS = (".", "!", "?", "”", '"', "’")


def without_postal_address(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs of an e-mail without the address at its end, and the sender's name above it.

    >>> without_postal_address(["The port shut.", "Norvane Post", "14 Harbour Street", "Norvane, NV 40210", "Norvania"])
    ['The port shut.']
    >>> without_postal_address(["The port shut.", "A man of 14 Harbour Street was hurt."])
    ['The port shut.', 'A man of 14 Harbour Street was hurt.']
    """
    begin = len(paragraphs)
    while begin and _is_outside(paragraphs[begin - 1]):
        begin -= 1
    begin = max(begin, 1)
    first = next((n for n in range(begin, len(paragraphs)) if is_postal_address(paragraphs[n])), None)
    if first is None or len(paragraphs) - first > _MOST_BELOW:
        return list(paragraphs)
    if first > begin and _is_name(paragraphs[first - 1]):
        first -= 1
    return list(paragraphs[:first])


def is_postal_address(line: str) -> bool:
    """Whether a line is a postal address or a part of one.

    >>> is_postal_address("Suite 300, 14 Harbour Street"), is_postal_address("PO Box 112, Norvane"), is_postal_address("14 ships")
    (True, True, False)
    """
    return len(line) <= _LONGEST and _ADDRESS.fullmatch(line.strip()) is not None


def _is_outside(line: str) -> bool:
    """Whether a line may come after a story: it is no sentence."""
    return len(line) <= _LONGEST and (not line.endswith(_ENDS) or line.endswith(("U.S.A.", "U.S.", "Ltd.", "Inc.")))


def _is_name(line: str) -> bool:
    return len(line.split()) <= 6 and line[:1].isupper()
