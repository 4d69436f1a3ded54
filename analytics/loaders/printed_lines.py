"""Paragraphs from printed lines: text that was broken at a margin, in type of one width (wires, exports, mail) or of many (PDF).

All readers share `join_lines`. A blank line always ends a paragraph, and so does an indented line below one that is not. Any
other break belongs to the margin or to the writer; `Margin.of` decides which by how the lines of the whole file end and begin.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analytics.loaders.decoding import in_one_line

_NARROWEST, _NARROW_COLUMN, WIDEST = 40, 24, 120  # characters between which a margin lies (of print, it may be a column's)
_FULL = 0.7  # of the margin: a line that is this long was not ended early by its writer
_FEWEST = 2  # breaks that only a margin makes, before a text counts as broken at one
_LEAST = 0.25  # of the breaks that decide: a text of one line per paragraph has hardly any
_NEAR = 0.96  # of a margin in type of many widths, whose widths are estimates here
_LONGEST_WORD = 60
_SEEN = 20_000  # lines that are measured
_ENDS = (
    ".",
    "!",
    "?",
    "…",
    ":",
    '."',
    ".”",
    ".'",
    ".’",
    ".)",
    '!"',
    "!”",
    '?"',
    "?”",
    "…”",
    ".»",
    "!»",
    "?»",
    '";',
    "*",
    "#",
    "-30-",
)
_LAST = frozenset(end[-1] for end in _ENDS)  # one character is looked up many times as fast as all ends are tried
_OPENS = "\"“‘'«„([¿¡"
_HYPHENS = ("-", "\u2010", "\u00ad")
_BROKEN = re.compile(r"([^\W\d_]{2,})[-\u2010\u00ad]$")
_GOES_ON = re.compile(r"(?:[,;&–—-]|(?<!\w)(?:of|the|and|to|in|for|as|on|with|at|by|from|or|but|over|after|that|a|an|its|is|are))$")
_HEADLINE = 30  # characters of a headline's line that its margin may have broken
_ITEM = re.compile(r"(?:[•◦▪*–—-]|\d{1,2}[.)])\s")
_COMPOUND = frozenset("self ex co non anti pre post mid vice semi multi pro pan neo well all half cross so".split())
_KINDS = {"n": "iljtfrI.,;:'’‘!|()[]-/ ", "w": "mwMW@—%", "c": "ABCDEFGHJKLNOPQRSTUVXYZ"}
"""Letters that are narrow, wide, and capitals of neither kind."""
_KIND_OF = bytes(
    next((ord(kind) for kind, letters in _KINDS.items() if byte in letters.encode("cp1252")), 0) for byte in range(256)
)
"""The kind of each letter in Windows-1252: bytes are counted many times as fast as letters."""


class Margin(NamedTuple):
    """The margin at which lines were broken: its width in characters, or in estimated units for ``proportional`` type."""

    width: float
    proportional: bool = False

    @classmethod
    def of(cls, lines: Sequence[str], *, proportional: bool = False) -> Margin | None:
        """The margin of some lines; None where their breaks are the writer's own.

        >>> Margin.of(["The port of Quillon was shut by its master", "on Monday after a storm tore its lamp from", "it."])
        Margin(width=42, proportional=False)
        >>> Margin.of(["The port of Quillon was shut on Monday night.", "It rained, and the ships left for the north."]) is None
        True
        """
        pairs = [(a, b) for a, b in itertools.pairwise(lines[:_SEEN]) if a and b and (b[0].isalpha() or not _ITEM.match(b))]
        measured = [_width(line, proportional) for line, _ in pairs]
        if not measured:
            return None
        widths = sorted(measured)
        width = widths[int(0.95 * (len(widths) - 1))] if len(widths) >= 10 else widths[-1]
        if not (_NARROW_COLUMN if proportional else _NARROWEST) <= width <= WIDEST:
            return None
        margin = cls(width, proportional)
        soft = low = hard = 0
        full = _FULL * width
        for (line, following), length in zip(pairs, measured, strict=True):
            broken = length >= full and not (line[-1] in _LAST and line.endswith(_ENDS))
            if broken and following[0].islower():
                soft += 1
                low += 1
            elif margin._crosses(length, following):
                soft += broken
            else:
                hard += not broken
        # most words of a sentence begin small: where few do, it is chance that lines are of one length
        return margin if low and 4 * low >= soft >= _LEAST * (soft + hard) and (soft >= _FEWEST or not hard) else None

    def continues(self, line: str, following: str) -> bool:
        """Whether the margin, not the writer, broke a line off before the following one."""
        if not following[:1].isalpha() and _ITEM.match(following):
            return False
        width, proportional = self
        length = _width(line, proportional)
        broken = length >= _FULL * width and not (line[-1:] in _LAST and line.endswith(_ENDS))
        if broken and (proportional or following.lstrip(_OPENS)[:1].islower() or line.endswith((",", "-"))):
            return True
        return self._crosses(length, following)

    def _crosses(self, length: float, following: str) -> bool:
        """Whether the next word would have crossed the margin, behind a line of a length."""
        width, proportional = self
        word = following.partition(" ")[0]
        return length + _width(" " + word, proportional) > width * (_NEAR if proportional else 1)


def join_lines(lines: Iterable[str], margin: Margin | None = None, *, measured: bool = False) -> list[str]:
    """The paragraphs of printed lines, each in one line. Give a ``margin`` that is ``measured`` over a whole file, or none.

    >>> join_lines(["  The port of Quillon was shut by its har-", "bour master, and two ships left it at", "dusk.", "  It rained."])
    ['The port of Quillon was shut by its harbour master, and two ships left it at dusk.', 'It rained.']
    """
    lines = list(lines)
    if not any(lines[1::2]) or not any(a and b for a, b in itertools.pairwise(lines)):  # a blank line between any two
        found = [in_one_line(line) for line in lines if line]
        return [line.replace("\u00ad", "") if "\u00ad" in line else line for line in found if line]
    lines = [(line.expandtabs(4) if "\t" in line else line).rstrip() for line in lines]
    whole = [in_one_line(line) for line in lines]
    if not measured and margin is None:
        margin = Margin.of(whole)
    words: frozenset[str] | None = None
    paragraphs: list[list[str]] = []  # pieces, joined at the end: a paragraph may have any number of lines
    previous, deep = "", 0
    for raw, line in zip(lines, whole, strict=True):
        indent = len(raw) - len(raw.lstrip()) if raw[:1].isspace() else 0
        if margin and previous and line and not (indent > deep + 1) and margin.continues(previous, line):
            if words is None and previous.endswith(_HYPHENS) and _BROKEN.search(previous[-_LONGEST_WORD:]):
                words = _spelt(lines)
            paragraphs[-1][-1:] = _joined(paragraphs[-1][-1], line, words or frozenset())
        elif line:
            paragraphs.append([line])
        previous, deep = line, indent
    found = ["".join(pieces) for pieces in paragraphs]
    return [text.replace("\u00ad", "") if "\u00ad" in text else text for text in found]


def is_broken_title(lines: Sequence[str]) -> bool:
    """Whether some lines are one headline, broken: none ends a sentence, and each goes on in the middle of one.

    >>> is_broken_title(["Port of Quillon shut after the worst storm in", "forty years, says its master"])
    True
    >>> is_broken_title(["Port shut", "By Ada Quill"])
    False
    """
    stripped = [in_one_line(line) for line in lines]
    if any(len(line) > WIDEST or (line.endswith(_ENDS) and n < len(stripped) - 1) for n, line in enumerate(stripped)):
        return False
    if stripped[-1].endswith("."):
        return False
    return all(b[:1].islower() or (len(a) >= _HEADLINE and _GOES_ON.search(a) is not None) for a, b in itertools.pairwise(stripped))


def join_title(lines: Iterable[str]) -> str | None:
    """A headline that was printed over several lines, in one."""
    return in_one_line(" ".join(lines)) or None


def _spelt(lines: Sequence[str]) -> frozenset[str]:
    """The words of a text, in lower case, hyphens in them, except those at the ends of lines, which may be halves."""
    inner = {word for line in lines for word in line.split()[1:-1]}
    return frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(inner).lower()))


def _joined(text: str, line: str, words: frozenset[str]) -> tuple[str, str]:
    """Two lines of a paragraph as pieces of it. A hyphen at the break goes unless the word is spelt with it."""
    if not text.endswith(_HYPHENS):
        return text, f" {line}"
    tail = text[-_LONGEST_WORD:]
    broken, after = _BROKEN.search(tail), re.match(r"[^\W\d_]{1,60}", line)
    if broken is None or after is None:
        glued = after is not None and tail.endswith(("-", "\u2010")) and not tail.endswith((" -", "--"))
        return text, line if glued else f" {line}"
    if tail.endswith("\u00ad"):
        return text[:-1], line
    first, second = broken[1].lower(), after[0].lower()
    whole = first + second
    kept = (
        line[:1].isupper()
        or tail[: broken.start()].endswith("-")
        or f"{first}-{second}" in words
        or (whole not in words and (first in _COMPOUND or (first in words and second in words)))
    )
    return (text if kept else text[:-1]), line


@functools.lru_cache(maxsize=4_000)
def _width(text: str, proportional: bool) -> float:
    """The width of a text: its characters, or about how wide they are in the type of books and papers."""
    if not proportional:
        return len(text)
    data = text.encode() if text.isascii() else text.encode("cp1252", "replace")
    kinds = data.translate(_KIND_OF)
    narrow, wide, capital = kinds.count(b"n"), kinds.count(b"w"), kinds.count(b"c")
    return len(text) - 0.45 * narrow + 0.55 * wide + 0.2 * capital
