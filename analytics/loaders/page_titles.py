"""The headline of a page: what its heading, its JSON-LD, its meta fields and its title agree on, without the outlet's name."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_SEPARATOR = re.compile(r"\s+(?:[-–—:·•»«]|::|/)\s+|\s*[|‖]+\s*|\s+[-–—](?=[A-Z])")
_SECTIONS = frozenset(
    "news world uk us usa business politics sport sports opinion comment culture technology tech science health money travel "
    "local national international europe africa asia americas life lifestyle entertainment environment climate education "
    "home top latest breaking video world-news uk-news us-news local-news latest-news breaking-news".split()
)
_CUT_SHORT = re.compile(r"\s*(?:…|\.\.\.)$")
_FEWEST_WORDS = 3  # of a headline; fewer are the name of a section or of the outlet, if something longer is there
_MOST = 1_000  # characters of a title that are looked at


class Told(NamedTuple):
    """A page's own words for its headline: where they stand (heading, linked, social, window), and how much they weigh."""

    where: str
    text: str
    weight: float


def headline(told: Sequence[Told], outlets: Iterable[str | None]) -> str | None:
    """The headline that most of a page's own words for it agree on; of equal ones what stands first in ``told``.

    ``outlets`` are the names that the page's publisher goes by, its host among them; none of them is left at either end.

    >>> headline([Told("window", "Port shut as dockers walk out - News - The Quay", 1)], ["The Quay"])
    'Port shut as dockers walk out'
    >>> headline([Told("heading", "Politics Port shut after vote", 1.5), Told("social", "Port shut after vote | Quay", 1)], [])
    'Port shut after vote'
    """
    names = {_key(name) for name in outlets if name} - {""}
    texts = [_tidy(one.text) for one in told]
    cut = [_cut(text, names, texts) for text in texts]
    kept = [(one, text) for one, text in zip(told, cut, strict=True) if text and _key(text) not in names]
    if not kept:
        return next((text for text in texts if text), None)
    keys = [_words(text) for _, text in kept]
    scores = []
    for key, (one, text) in zip(keys, kept, strict=True):
        votes = sum(other.weight for (other, written), spoken in zip(kept, keys, strict=True) if _agrees(spoken, written, key))
        loud = text.isupper() and any(not written.isupper() and _words(written) == key for _, written in kept)
        scores.append((len(key.split()) >= _FEWEST_WORDS, not _CUT_SHORT.search(text), votes, not loud, one.where == "heading"))
    return kept[scores.index(max(scores))][1]


def _tidy(text: str) -> str:
    """A title on one line; many a page escapes its characters twice."""
    return " ".join(html.unescape(html.unescape(text[:_MOST])).replace("\u200b", "").replace("\xad", "").split())


def _agrees(spoken: str, written: str, key: str) -> bool:
    """Whether somebody's words stand for a headline: the same, its beginning cut short, or it behind a word or two of kicker."""
    if spoken == key:
        return True
    if _CUT_SHORT.search(written):
        return len(spoken) >= 15 and key.startswith(spoken)
    return len(key.split()) > _FEWEST_WORDS and spoken.endswith(" " + key) and len(spoken.split()) - len(key.split()) <= 3


def _cut(text: str, names: set[str], others: Sequence[str]) -> str:
    """A title without the outlet's name, and the section beside it, at its ends."""
    spans = [(0, 0), *(match.span() for match in _SEPARATOR.finditer(text)), (len(text), len(text))]
    parts = [text[a:b] for (_, a), (b, _) in itertools.pairwise(spans)]
    if len(parts) == 1:
        return text
    first, last = 0, len(parts)
    elsewhere = {_words(other) for other in others if len(_words(other).split()) >= _FEWEST_WORDS}

    def joined(a: int, b: int) -> str:
        return text[spans[a][1] : spans[b][0]].strip()

    for b in range(last - 1, 0, -1):  # what somebody else says whole, with something behind it here, or before it
        if _words(joined(0, b)) in elsewhere:
            return joined(0, b)
    for a in range(1, last):
        if _words(joined(a, last)) in elsewhere and len(joined(0, a).split()) <= 3:
            return joined(a, last)
    named = False
    while last - first > 1 and _is_outlet(parts[last - 1], names):
        last, named = last - 1, True
    while last - first > 1 and _is_outlet(parts[first], names):
        first += 1
    while named and last - first > 1 and _is_section(parts[last - 1]):
        last -= 1
    if last == len(parts) and first == 0 and ("|" in text or "‖" in text):  # nobody knows the name; a bar is no part of a headline
        pieces = [piece.strip() for piece in re.split(r"[|‖]+", text)]
        return max(pieces, key=lambda piece: (len(piece.split()) >= _FEWEST_WORDS, -pieces.index(piece)))
    return joined(first, last)


def _is_outlet(part: str, names: set[str]) -> bool:
    """Whether a part of a title is the outlet's name: as told, without its "The", its ending, or with a word behind it."""
    key = _key(part)
    if not key or len(part.split()) > 8:
        return False
    return any(
        key == name or (len(name) > 2 and key.startswith(name) and len(part.split()) <= 5 and len(key) - len(name) <= 12)
        or (len(key) > 3 and name.startswith(key) and name[len(key) :] in {"news", "online", "media", "magazine", "newspaper"})
        for name in names
    )  # fmt: skip


def _is_section(part: str) -> bool:
    words = part.lower().split()
    return len(words) <= 3 and (all(word in _SECTIONS or word in {"&", "and"} for word in words) or "-".join(words) in _SECTIONS)


def _key(name: str) -> str:
    """A name for comparison: "The Quay", "thequay.example" and "QUAY" are one."""
    name = re.sub(r"(?i)^(?:https?://)?(?:www\d?\.|m\.|amp\.|edition\.)?", "", name.strip().lstrip("@"))
    name = re.sub(r"(?i)(?<=\w)(?:\.(?:com|co|org|net|ac|gov|edu|info|news|example|invalid|[a-z]{2}))+$", "", name)
    return re.sub(r"[\W_]+", "", name.casefold().removeprefix("the ")).removeprefix("the") or re.sub(r"[\W_]+", "", name.casefold())


def _words(text: str) -> str:
    """A title for comparison: its words alone."""
    return " ".join(re.sub(r"[’'`]", "", text).casefold().translate(_MARKS).split())


_MARKS = {ord(mark): " " for mark in '"“”‘«»‹›.,;:!?…-–—|/()[]{}*#_~•·'}
