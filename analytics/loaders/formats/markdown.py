"""Markdown: read as plain text, its markup removed."""

from __future__ import annotations

import re

_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,500})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
_ADDRESS = re.compile(r"<(https?://[^>\s]{1,2000})>")
_STRESS = re.compile(r"(?<![\w*_])(\*\*\*|___|\*\*|__|\*|_)(?=\S)([^\n*_]{1,1000}?)(?<=\S)\1(?![\w*_])")
_LEAD = re.compile(r"(?m)^ {0,3}(?:#{1,6} +|[*+-] +|\d{1,3}[.)] +)")
_QUOTED = re.compile(r"(?m)^ {0,3}(?:> ?)+")
_RULE = re.compile(r"(?m)^ {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,}|=+|-+)\s*$")
_ITEM = re.compile(r" {0,3}(?:[*+-] |\d{1,3}[.)] |#{1,6} |\|)")


def plain_text(markdown: str) -> str:
    """The words of a Markdown text, one paragraph per line.

    >>> plain_text("# Port shut\\n\\nThe **port** of [Quillon](https://quay.example)\\nshut on Monday.\\n\\n> “It *is* shut.”")
    'Port shut\\n\\nThe port of Quillon shut on Monday.\\n\\n“It is shut.”'
    """
    blocks = re.split(r"\n[ \t]*\n", _RULE.sub("", markdown))
    return "\n\n".join(filter(None, (_words(block) for block in blocks)))


def _words(block: str) -> str:
    lines: list[str] = []
    for line in _QUOTED.sub("", block).split("\n"):
        if lines and not _ITEM.match(line) and not lines[-1].endswith("  "):
            lines[-1] += " " + line.strip()  # a line's end within a paragraph is a space, in Markdown
        elif line.strip():
            lines.append(line)
    text = _LEAD.sub("", "\n".join(lines))
    text = _ADDRESS.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub("", text)))
    for _ in range(2):  # strong and stressed at once
        text = _STRESS.sub(r"\2", text)
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())
