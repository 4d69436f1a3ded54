"""When a capital means a government: "Moscow has insisted" and "talks with Washington", but not "in Moscow"."""

from __future__ import annotations

from analytics.actors.lexicon import word_list
from analytics.text import Document

_WITH = frozenset("and with between against by that than pressed urged blamed accused upon".split())
_NOT_AFTER = frozenset(
    "in to from at near of outside around through into north south east west toward towards for greater central downtown".split()
)
_NOT_BEFORE = frozenset(", . post times d.c. dc state - ( street".split())
_ALWAYS = frozenset({"Kremlin", "Whitehall"})


def government_at(document: Document, first: int, past: int) -> bool:
    """Whether the capital at the tokens first to past (exclusive) acts as a government there."""
    words, lower = document.words, document.lower
    if " ".join(words[first:past]) in _ALWAYS:
        return True
    a, b = document.sentences[document.sentence_of[first]]
    before = lower[first - 1] if first > a else ""
    if before == "the" and first - 1 > a:
        before = lower[first - 2]
    after = lower[past] if past < b else "."
    if after == "'s" and past + 1 < b and lower[past + 1] in word_list("owned"):
        return True
    if before in _WITH and after not in _NOT_BEFORE - {",", "."} and not (past < b and words[past][0].isupper()):
        return True
    if before in _NOT_AFTER or after in _NOT_BEFORE or (first > a and words[first - 1][0].isupper() and before != "the"):
        return False
    if after in ("'s", "'"):
        return False
    if past < b and words[past][0].isupper():
        return False
    return (
        after in word_list("act") or (after.endswith("ed") and len(after) > 4) or (before in _WITH and not after.startswith("post"))
    )
