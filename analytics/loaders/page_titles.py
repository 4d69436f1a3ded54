"""The headline of a page: the heading printed over its story, else what its other words agree on, without the outlet's name."""

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
_SMALL = frozenset(
    "a an the of in on at to for and or but is are was be by with from as it its his her s after over how why what".split()
)
_LIKE = 0.2  # of the words of a heading and of another title that have to be in both, to be about the same
_SURE = 0.35  # what a heading has to score at least to be taken for the headline
_FEWEST_WORDS = 3  # of a headline; fewer are the name of a section or of the outlet, if something longer is there
_MOST = 1_000  # characters of a title that are looked at


class Told(NamedTuple):
    """A page's unprinted words for its headline: where they stand (linked, social, window), and how much they weigh."""

    where: str
    text: str
    weight: float


class Heading(NamedTuple):
    """A heading: its words whole, then without its smaller parts, then part by part; its rank; whether it is marked as a headline,
    leads elsewhere, stands beside the story, is the site's own.
    """

    texts: tuple[str, ...]
    rank: int = 1
    marked: bool = False
    linked: bool = False
    beside: bool = False
    site: bool = False


def headline(told: Sequence[Told], outlets: Iterable[str | None], headings: Sequence[Heading] = ()) -> str | None:
    """The headline of a page: its heading that is most like what its other words say, else what most of these agree on.

    What others are told, and searches, is often another wording than that printed, so a heading need only be like it. ``outlets``
    are the names that the page's publisher goes by, its host among them; none of them is left at either end.

    >>> headline([Told("window", "Port shut as dockers walk out - News - The Quay", 1)], ["The Quay"])
    'Port shut as dockers walk out'
    >>> said = [Told("window", "Quillon port: what we know", 1), Told("social", "Port shut after vote | Quay", 1)]
    >>> headline(said, ["Quay"], [Heading(("Politics", )), Heading(("Port shut by one vote in Quillon", ))])
    'Port shut by one vote in Quillon'
    """
    names = {_key(name) for name in outlets if name} - {""}
    texts = [_tidy(one.text) for one in told]
    cut = [_cut(text, names, [*texts, *(_tidy(h.texts[0]) for h in headings)]) for text in texts]
    kept = [(one, text) for one, text in zip(told, cut, strict=True) if text and _key(text) not in names]
    printed = _printed(headings, [text for _, text in kept] + texts, names)
    if printed is not None:
        return printed
    if not kept:
        return next((text for text in texts if text), None)
    keys = [_words(text) for _, text in kept]
    scores = []
    for key, (_, text) in zip(keys, kept, strict=True):
        votes = sum(other.weight for (other, written), spoken in zip(kept, keys, strict=True) if _agrees(spoken, written, key))
        loud = text.isupper() and any(not written.isupper() and _words(written) == key for _, written in kept)
        scores.append((len(key.split()) >= _FEWEST_WORDS, not _CUT_SHORT.search(text), votes, not loud))
    return kept[scores.index(max(scores))][1]


def _printed(headings: Sequence[Heading], said: Sequence[str], names: set[str]) -> str | None:
    """The heading that is the story's: the most like what the page says elsewhere, or marked as its headline."""
    wanted = {_words(text): text for text in said if text}
    spoken = [set(key.split()) - _SMALL for key in wanted]
    best: tuple[float, str] | None = None
    alone = sum(heading.rank == 1 and not heading.site for heading in headings) == 1
    for heading in headings:
        texts = [text for one in heading.texts if (text := _tidy(one))]
        if not texts or heading.site or _key(texts[0]) in names or _is_section(texts[0]):
            continue
        whole = next((t for t in texts if _words(t) in wanted), None)
        exact = whole is not None and len(_words(whole).split()) >= 2
        text = _without_kicker(texts, wanted) if whole is None else whole
        like = max((_likeness(set(_words(t).split()) - _SMALL, words) for t in texts[:2] for words in spoken), default=0.0)
        sure = exact or (like >= _LIKE and len(text.split()) >= 2)
        if not sure and (
            heading.beside or not (heading.marked or (alone and heading.rank == 1 and len(text.split()) >= _FEWEST_WORDS))
        ):
            continue
        score = like + 0.5 * exact + 0.4 * (heading.rank == 1) + 0.25 * heading.marked - 0.4 * heading.linked - 0.6 * heading.beside
        if score >= _SURE and (best is None or score > best[0]):
            best = score, text
    if best is None:
        return None
    text = _cut(best[1], names, ())
    quiet = next((t for t in said if t.casefold() == text.casefold() and not t.isupper()), None) if text.isupper() else None
    return quiet or text or None


def _without_kicker(texts: Sequence[str], wanted: dict[str, str]) -> str:
    """A heading's words without a word or two before them that nobody else says, unless a colon binds them to it."""
    for text in texts[:2]:
        key = _words(text)
        for other, written in wanted.items():
            behind = len(key.split()) - len(other.split())
            if 0 < behind <= 3 and len(other.split()) > _FEWEST_WORDS and key.endswith(" " + other):
                before = text.casefold().partition(written.casefold())
                if before[1] and not before[0].rstrip().endswith(":"):
                    return text[len(before[0]) :].strip()
    return texts[1] if len(texts) > 1 and len(texts[1].split()) >= _FEWEST_WORDS else texts[0]


def _likeness(one: set[str], two: set[str]) -> float:
    """How many of the words of two titles are in both, 0 to 1."""
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


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
