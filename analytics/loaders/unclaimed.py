"""Exports that no reader claims: one file, read as one article, that looks like many."""

from __future__ import annotations

import re
from typing import NamedTuple

FORMS = frozenset({"text", "Markdown", "Word document", "PDF", "web page", "e-mail"})
"""The formats of which a file is one article."""

_EXPECTED = "Expected one article per file, or an export in a format that is read here"
_FEWEST = 2
_FEWEST_LABELS = 3
_LONGEST = 150  # characters of a line that a service prints around its articles


_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY = rf"\d{{1,2}} (?:{_MONTH})[a-z]*\.? (?:19|20)\d\d|(?:{_MONTH})[a-z]*\.? \d{{1,2}},? (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d"


class _Sign(NamedTuple):
    """What each article of a service has once, on a line: some letters that are quick to look for, and the pattern."""

    service: str | None
    letters: bytes
    pattern: re.Pattern[str]


_SIGNS = tuple(
    _Sign(service, letters.encode(), re.compile(rf"(?im)^\W{{0,5}}(?:{pattern})"))
    for service, letters, pattern in (
        ("Factiva", "0020", r"(?:document|dokument|documento|документ)\s+[A-Z][A-Z0-9]{2,12}(?:19|20)\d{6}[a-z0-9]{6,12}\b"),
        (
            "Nexis",
            "ocument",
            r"end of document|fin du document|fin del documento|einde van het document|\d{1,5} of \d{1,5} documents?\s*$",
        ),
        ("Nexis", "okument", r"dokumentende|dokument \d{1,5} von \d{1,5}\s*$"),
        ("Nexis", "oad-", r"load-date:"),
        ("ProQuest", "ProQuest", r"proquest document id"),
        ("Europresse", "roits", r"(?:copyright|©).{0,80}tous droits réservés"),
        ("Gale", "GALE", r"gale document number:|GALE\|[A-Z]\d{6,}"),
        ("NewsBank", "umber:", r"record number:\s*\S{4,}"),
        ("EBSCO", "umber:", r"accession number:\s*\S{5,}"),
        ("Westlaw", "END OF", r"end of document$"),
        ("wiso", "okumentnummer", r"dokumentnummer:\s*\S{4,}"),
        ("GENIOS", "uelle:", r"quelle:.{2,80}\d{4}"),
        ("BibTeX", "@", r"@(?:article|misc|online|newspaper)\s*\{"),
        ("a mailbox (mbox)", "From ", r"from \S+@\S+ (?:mon|tue|wed|thu|fri|sat|sun) [a-z]{3}\s"),
        (None, " of ", r"(?:article|record|result|item|story|document)s? \d{1,5} of \d{1,5}\s*$"),
        (None, "· ", rf".{{2,60}}·\s*(?:{_DAY})\b.{{0,80}}$"),
        (None, " words", r"length:\s*[\d,.]+ words"),
        (None, " words", r"\(?[\d,.]{2,6} words\)?\s*$"),
        (None, "©", r"©\s*(?:copyright )?(?:19|20)\d\d"),
        (None, "opyright", r"copyright\s*(?:\(c\)|©)?\s*(?:19|20)\d\d"),
        (None, "ublished", r"(?:date )?published(?: on| at)?:\s*.{0,20}\d"),
        (None, "20", rf"(?:[A-Z][\w .&'’-]{{2,40}}, )?(?:[a-z]+day,? )?(?:{_DAY})\s*$"),
        (None, "eadline", r"headline:\s*\S"),
        (None, "yline", r"byline:\s*\S"),
    )
)


def looks_like_many(text: str) -> str | None:
    """A warning where a text that was read as one article looks like many.

    >>> looks_like_many("Port shut\\n\\nLoad-Date: May 4, 2024\\n\\nRail opens\\n\\nLoad-Date: May 5, 2024")
    'looks like 2 articles from Nexis; read as one. Expected one article per file, or an export in a format that is read here'
    >>> looks_like_many("Port shut\\n\\nIt rained.") is None
    True
    """
    text = "\n".join(line for line in text.split("\n") if 0 < len(line) <= _LONGEST)
    data = text.encode("utf-8", "surrogatepass")  # letters are counted in bytes many times as fast
    for service, letters, pattern in _SIGNS:
        least = _FEWEST if service else _FEWEST_LABELS
        if data.count(letters) < least:
            continue
        count = sum(1 for _ in pattern.finditer(text))
        if count >= least:
            whose = f" from {service}" if service else ""
            return f"looks like {count:,} articles{whose}; read as one. {_EXPECTED}"
    return None
