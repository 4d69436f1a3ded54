"""The fields above a text: front matter between --- lines, or a block of labelled lines ("Title: ...", "Date: ...")."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from analytics.loaders.columns import map_columns

MARK = "---"
_MOST_FIELDS = 40
_FIELD = re.compile(r"([A-Za-z][\w \-]{0,30}):[ \t]*(.*)")
_ITEM = re.compile(r"\s{0,8}-\s+(\S.*)")
_LABEL = re.compile(r"\s*([^\W\d_][\w \-/]{0,30}?)\s?:(?!//)\s*(.*)")
_TITLES = re.compile(r"(?i)\s*(?:article (?:name|title)|title|headline|heading|titel|überschrift|titre|título|titolo|kop)\s?:\s*\S")
_FEWEST = 2  # known labels that make a block
_LONGEST_LABEL = 80  # with what is around it
_LONGEST = 2_000  # characters of a labelled line


class FrontMatter(NamedTuple):
    """The fields above a text, by our names, and the text below them."""

    fields: dict[str, str]
    body: str


class LabelledHead(NamedTuple):
    """The fields of the labelled lines at the head of a text, by our names, and the other lines of the text."""

    fields: dict[str, str]
    rest: list[str]


def front_matter(text: str) -> FrontMatter:
    """The fields of the block that opens a text, where one does; names as in `columns.COLUMNS`, others are skipped.

    >>> front_matter("---\\nheadline: Port shut\\noutlet: The Quay\\n---\\nThe port shut.")
    FrontMatter(fields={'title': 'Port shut', 'outlet': 'The Quay'}, body='The port shut.')
    >>> front_matter("No block here.").fields
    {}
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    head = text.split("\n", _MOST_FIELDS + 1)
    if head[0].rstrip() != MARK:
        return FrontMatter({}, text)
    end = next((n for n, line in enumerate(head[1:], 1) if line.rstrip() == MARK), None)
    if end is None:
        return FrontMatter({}, text)
    found: dict[str, str] = {}
    last = ""
    for line in head[1:end]:
        if match := _FIELD.fullmatch(line):
            last = match[1]
            found[last] = match[2]
        elif last and (item := _ITEM.fullmatch(line)):  # a list, an item on each line
            found[last] = ", ".join(filter(None, [found[last], _unquoted(item[1].strip())]))
    return FrontMatter(_fields(found), "\n".join(head[end + 1 :]))


def is_front_matter(lines: Sequence[str]) -> bool:
    """Whether some lines between two marks are fields.

    >>> is_front_matter(["title: Port shut", "tags:", "- port"]), is_front_matter(["The port shut.", "It rained."])
    (True, False)
    """
    if not 0 < len(lines) <= _MOST_FIELDS or not _FIELD.fullmatch(lines[0]):
        return False
    found = [match[1] for match in map(_FIELD.fullmatch, lines) if match]
    return 2 * len(found) >= len(lines) and bool(map_columns(found))


def labelled_head(lines: Sequence[str]) -> LabelledHead:
    """The fields of the labelled lines that open a text, or follow its headline: one with the headline, or two that are known.

    A label such as "Text:" ends them.

    >>> labelled_head(["Title: Port shut", "Source: The Quay", "Page: 4", "", "The port shut."])
    LabelledHead(fields={'title': 'Port shut', 'outlet': 'The Quay'}, rest=['', 'The port shut.'])
    >>> labelled_head(["Port shut", "Source: The Quay", "Date: 3 May 2024", "Text: The port shut."])
    LabelledHead(fields={'published': '3 May 2024', 'outlet': 'The Quay'}, rest=['Port shut', 'The port shut.'])
    >>> labelled_head(["Analysis: why the port shut", "The port shut."]).fields
    {}
    """
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    fields, end = _block(lines, first) if lines and ":" in lines[first] else ({}, first)
    if fields and (len(fields) >= _FEWEST or _TITLES.match(lines[first])):
        return LabelledHead(fields, _unlabelled(lines, end))
    below = next((n for n in range(first + 1, len(lines)) if lines[n].strip()), len(lines))
    fields, end = _block(lines, below) if below < len(lines) and ":" in lines[below] else ({}, below)
    if len(fields) >= _FEWEST and "title" not in fields:
        return LabelledHead(fields, [lines[first], *_unlabelled(lines, end)])
    return LabelledHead({}, list(lines))


def opens_record(lines: Sequence[str]) -> bool:
    """Whether some lines begin with a labelled headline and one more known label: a record of its own.

    >>> opens_record(["Headline: Port shut", "Date: 3 May 2024"]), opens_record(["Title: Port shut", "The port shut."])
    (True, False)
    """
    return bool(lines) and _TITLES.match(lines[0]) is not None and len(labelled_head(lines[:8]).fields) >= _FEWEST


def _block(lines: Sequence[str], first: int) -> tuple[dict[str, str], int]:
    """The fields of the labelled lines from one on, and the number of the line below them."""
    found: dict[str, str] = {}
    end = first
    for n in range(first, min(first + _MOST_FIELDS, len(lines))):
        match = _LABEL.fullmatch(lines[n]) if ":" in lines[n][:_LONGEST_LABEL] and len(lines[n]) <= _LONGEST else None
        if match is None:
            if lines[n].strip() or (found and not lines[n - 1].strip()):
                break
            continue
        known = _columns_of(match[1])
        if "text" in known or not (known or found):
            break
        found.setdefault(match[1], match[2])
        end = n + 1
    return _fields(found), end


def _unlabelled(lines: Sequence[str], end: int) -> list[str]:
    """The lines from one on, the first without the label that says that the text begins."""
    at = next((n for n in range(end, len(lines)) if lines[n].strip()), len(lines))
    match = _LABEL.fullmatch(lines[at]) if at < len(lines) and len(lines[at]) <= _LONGEST else None
    if match and "text" in _columns_of(match[1]):
        return [match[2], *lines[at + 1 :]]
    return list(lines[end:])


@functools.lru_cache(maxsize=1_000)
def _columns_of(label: str) -> frozenset[str]:
    """Which of our columns a label names; texts often share what comes before a colon."""
    return frozenset(map_columns([label]))


def _fields(found: dict[str, str]) -> dict[str, str]:
    if not found:
        return {}
    fields = {column: _unquoted(found[name].strip()) for column, name in map_columns(list(found)).items() if column != "text"}
    return {column: value for column, value in fields.items() if value}


def _unquoted(value: str) -> str:
    """A value without the marks around it, where they are the only ones: 'it was "wet"' and "Cow" ... "moo" stay as they are."""
    if len(value) > 1 and value[0] == "[" and value[-1] == "]":  # a list, as front matter has it
        return ", ".join(filter(None, (_unquoted(item.strip()) for item in value[1:-1].split(","))))
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1].strip() if quoted and value.count(value[0]) == 2 else value
