"""Exports that no reader claims: one file, read as one article, that looks like many."""

from __future__ import annotations

import re
from typing import NamedTuple

from analytics.loaders.decoding import has_digit
from analytics.loaders.html.boilerplate import is_headline, names_writer
from analytics.text import dateline

FORMS = frozenset({"text", "Markdown", "Word document", "PDF", "web page", "e-mail"})
"""The formats of which a file is one article."""

_EXPECTED = "Expected one article per file, or an export in a format that is read here"
_FEWEST = 2
_FEWEST_LABELS = 3
_FEWEST_WORDS = 7  # and one more, of a sentence below a headline
_ENDS = (".", "!", "?", "…", ".”", '."', "?”", "!”", ",")
_LONGEST = 150  # characters of a line that a service prints around its articles


_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY = rf"\d{{1,2}} (?:{_MONTH})[a-z]*\.? (?:19|20)\d\d|(?:{_MONTH})[a-z]*\.? \d{{1,2}},? (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d"
_DATE = re.compile(rf"(?i)(?<!\w)(?:{_DAY}|\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)?\d\d)(?![\w/])")
_DATED = re.compile(rf"(?i)(?:.{{2,40}} [|·] )?(?:{_DAY})\s*[|·]")


class _Sign(NamedTuple):
    """What each article of a service has once, on a line: some letters that are quick to look for, and the pattern."""

    service: str | None
    letters: bytes
    pattern: re.Pattern[str]


_SIGNS = tuple(
    _Sign(service, letters.encode(), re.compile(rf"(?im)^\W{{0,5}}(?:{pattern})"))
    for service, letters, pattern in (
        ("Factiva", "0020", r"(?:document|dokument|documento|документ)\s+[A-Z][A-Z0-9]{2,12}(?:19|20)\d{6}[a-z0-9]{6,12}\b"),
        ("Westlaw", "WLNR", r"(?:19|20)\d\d WLNR \d{5,}"),
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
        ("NewsBank", "ecord", r"record(?: number)?:\s*(?=\S{0,20}\d)\S{4,}"),
        ("EBSCO", "umber:", r"accession number:\s*\S{5,}"),
        ("wiso", "okumentnummer", r"dokumentnummer:\s*\S{4,}"),
        ("GENIOS", "uelle:", r"quelle:.{2,80}\d{4}"),
        ("BBC Monitoring", " report", r"(?:text|excerpts?) (?:of|from) (?:an? |the )?report (?:by|from|published)\b"),
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
        (None, "...", r"\.\.\.\s?\S.{5,140}\.\.\.\s*$"),
        (None, "eadline", r"headline:\s*\S"),
        (None, "yline", r"byline:\s*\S"),
    )
)


_OPENS_SIGN = re.compile(
    r"(?i)\.\.\.|\W{0,5}(?:@|do[ck]um|докум|end of|fin d|einde|load-|proquest|copyright|gale|record|accession|quelle|text|excerpt"
    r"|from |article|result|item|stor(?:y|ies)|length|(?:date )?published|headline|byline)"
)
"""How the lines begin that `_SIGNS` look for, but for those with a digit or a sign."""
_FIRST_LETTERS = frozenset("do до en fi ei lo pr co ga re ac qu te ex fr ar it st le da pu he by".split())  # of those lines


def looks_like_many(text: str) -> str | None:
    """A warning where a text that was read as one article looks like many.

    >>> looks_like_many("Port shut\\n\\nLoad-Date: May 4, 2024\\n\\nRail opens\\n\\nLoad-Date: May 5, 2024")
    'looks like 2 articles from Nexis; read as one. Expected one article per file, or an export in a format that is read here'
    >>> looks_like_many("Port shut\\n\\nIt rained.") is None
    True
    """
    lines = [line for line in text.split("\n") if line]
    shorter = [line[:_LONGEST] for line in lines if len(line) <= _LONGEST or line[0] == "©"]
    if len(shorter) < _FEWEST:
        return None
    warning = _by_signs(_with_signs(shorter))
    if warning is None and sum(not line.endswith(_ENDS) for line in shorter) >= _FEWEST:
        openings = _openings(lines)
        warning = _warning(openings + 1, "") if openings >= _FEWEST else None
    return warning


def _with_signs(lines: list[str]) -> list[str]:
    """The lines that a service may have printed: most lines of articles are distinguished by how they begin."""
    together = "\n".join(lines)
    marked = has_digit(together) or "·" in together or "©" in together
    return [line for line in lines if _opens_sign(line) or (marked and (has_digit(line) or "·" in line or "©" in line))]


def _opens_sign(line: str) -> bool:
    return not (line[0].isalpha() and line[:2].lower() not in _FIRST_LETTERS) and _OPENS_SIGN.match(line) is not None


def _by_signs(lines: list[str]) -> str | None:
    """A warning where some short lines have the signs of a service, or labels that no service claims."""
    if len(lines) < _FEWEST:
        return None
    short = "\n".join(lines)
    data = short.encode("utf-8", "surrogatepass")  # letters are counted in bytes many times as fast
    for service, letters, pattern in _SIGNS:
        least = _FEWEST if service else _FEWEST_LABELS
        if data.count(letters) < least:
            continue
        count = sum(1 for _ in pattern.finditer(short))
        if count >= least:
            return _warning(count, f" from {service}" if service else "")
    return None


def _warning(count: int, whose: str) -> str:
    return f"looks like {count:,} articles{whose}; read as one. {_EXPECTED}"


def _openings(lines: list[str]) -> int:
    """How many lines below the first are headlines of stories: with a date, a writer or a dateline beside them and a text below."""
    heads = [n for n, line in enumerate(lines) if n and len(line) <= _LONGEST and not line.endswith(_ENDS)]
    if len(heads) < _FEWEST:
        return 0
    count = 0
    last = 0
    for n in heads:
        if n <= last or not is_headline(lines[n]) or _is_about(lines[n]):
            continue
        near = lines[n + 1 : n + 3]
        about = next((at for at, line in enumerate(near) if _is_about(line)), None)
        if about is None and (n < 2 or not _is_about(lines[n - 1])):
            continue
        if any(line.endswith(_ENDS) and line.count(" ") >= _FEWEST_WORDS for line in lines[n + 1 : n + 4]):
            count += 1
            last = n + (about or 0) + 1
    return count


def _is_about(line: str) -> bool:
    """Whether a line says when or by whom a story was written, or opens with a dateline."""
    if len(line) > _LONGEST or line.endswith(_ENDS):
        barred = "|" in line or "·" in line
        return dateline(line) is not None or (barred and _DATED.match(line[:_LONGEST]) is not None)
    return names_writer(line) is not None or (has_digit(line) and _DATE.search(line) is not None)
