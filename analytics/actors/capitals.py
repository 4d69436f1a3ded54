"""When a capital means a government: "Moscow has insisted" and "talks with Washington", but not "in Moscow"."""

from __future__ import annotations

from analytics.text import Document

# What a city does not do, and a government does; any word in -ed counts too.
ACTS = frozenset(
    """has have had is was will would could should may might can must does did do says said wants seeks denies claims accuses insists
    fears believes also continues thinks knew knows feels hopes sees saw sent sends gave gives made makes took takes told tells itself never still now
    remains argues supports opposes backs considers calls began begins""".split()
)
_WITH = frozenset("and with between against by that than pressed urged blamed accused upon".split())
_NOT_AFTER = frozenset("in to from at near of outside around through into north south east west toward towards for greater central downtown".split())
_NOT_BEFORE = frozenset(", . post times d.c. dc state - ( street".split())
_OWNED = frozenset(
    """demand demands proposal proposals position stance policy policies decision decisions claim claims ally allies response plan plans offer
    government ambassador envoy foreign nuclear military sanctions interests ambitions support position relations ties approach intentions commitment
    willingness refusal failure role actions aggression invasion backing leadership rivals enemies request insistence concerns influence
    strategy security diplomats troops forces""".split()
)
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
    if before in _NOT_AFTER or after in _NOT_BEFORE or (first > a and words[first - 1][0].isupper() and before != "the"):
        return False
    if after in ("'s", "'"):
        return past + 1 < b and lower[past + 1] in _OWNED
    if past < b and words[past][0].isupper():
        return False
    return after in ACTS or (after.endswith("ed") and len(after) > 4) or (before in _WITH and not after.startswith("post"))
