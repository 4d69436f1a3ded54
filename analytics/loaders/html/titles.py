"""The headline of a page: the heading printed over its story, else what its other words agree on, without the outlet's name."""

from __future__ import annotations

import functools
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
_NEAR = 0.35  # the same of a heading of a lower rank, not marked as a headline: there are many of them
_SURE = 0.35  # what a heading has to score at least to be taken for the headline
_FEWEST_WORDS = 3  # of a headline; fewer are the name of a section or of the outlet, if something longer is there
_MOST_BEFORE = 6  # words before a headline that are its section and outlet, where another source gives the headline without them
_MOST = 1_000  # characters of a title that are looked at


class Wording(NamedTuple):
    """A page's unprinted words for its headline: where they are from (linked, social, window), and their weight."""

    where: str
    text: str
    weight: float


class Heading(NamedTuple):
    """A heading, or a line that may be one: its words whole, without its smaller parts, and part by part; its rank, 0 of a line.

    ``marked``: as a headline; ``linked``: leads elsewhere; ``beside``: is beside the story or after it; ``site``: is the
    site's own; ``inside``: is in an article.
    """

    texts: tuple[str, ...]
    rank: int = 1
    marked: bool = False
    linked: bool = False
    beside: bool = False
    site: bool = False
    inside: bool = False


def headline(
    wordings: Sequence[Wording], outlets: Iterable[str | None], headings: Sequence[Heading] = (), lines: Iterable[Heading] = ()
) -> str | None:
    """The headline of a page: its heading that is most like what its other words say, else what most of these agree on.

    What is shared and searched is often worded otherwise than what is printed, so a heading need only be like it. ``outlets``
    are the names that the page's publisher goes by, its host among them; none of them is left at either end. ``lines`` are asked
    only where no heading is sure: old pages print a headline in large type and no more.

    >>> headline([Wording("window", "Port shut as dockers walk out - News - The Quay", 1)], ["The Quay"])
    'Port shut as dockers walk out'
    >>> said = [Wording("window", "Quillon port: what we know", 1), Wording("social", "Port shut after vote | Quay", 1)]
    >>> headline(said, ["Quay"], [Heading(("Politics", )), Heading(("Port shut by one vote in Quillon", ))])
    'Port shut by one vote in Quillon'
    """
    names = {_key(name) for name in outlets if name} - {""}
    texts = [_tidy(one.text) for one in wordings]
    if (plain := _said_whole(headings, texts, names)) is not None:
        return plain
    cut = [_cut(text, names, [*texts, *(_tidy(h.texts[0]) for h in headings)]) for text in texts]
    kept = [(one, text) for one, text in zip(wordings, cut, strict=True) if text and _key(text) not in names]
    places = [{one.where for one, other in kept if _words(other) == key} for key in {_words(text) for _, text in kept}]
    agreed = any(len(where) > 1 for where in places)
    said = [text for text in (*(text for _, text in kept), *texts) if len(text.split()) >= _FEWEST_WORDS]
    printed, sure = _printed(headings, said, names, agreed)
    if not sure:
        printed = _line(lines, said, names) or printed
    if printed:
        return _cut(printed, names, ()) or printed
    if not kept:
        return next((text for text in texts if text), None)
    keys = [_words(text) for _, text in kept]
    scores = []
    for key, (_, text) in zip(keys, kept, strict=True):
        votes = sum(other.weight for (other, written), spoken in zip(kept, keys, strict=True) if _agrees(spoken, written, key))
        loud = text.isupper() and any(not written.isupper() and _words(written) == key for _, written in kept)
        scores.append((len(key.split()) >= _FEWEST_WORDS, not _CUT_SHORT.search(text), votes, not loud))
    return kept[scores.index(max(scores))][1]


def _said_whole(headings: Sequence[Heading], said: Sequence[str], names: set[str]) -> str | None:
    """The only heading of the first rank, if another place says just the same: of most pages the headline, and soon found."""
    first = [heading for heading in headings if heading.rank == 1]
    if len(first) != 1 or first[0].linked or first[0].beside or first[0].site:
        return None
    text = _tidy(first[0].texts[0])
    key = _words(text)
    if len(key.split()) <= _FEWEST_WORDS or text.isupper() or _SEPARATOR.search(text) or _key(text) in names:
        return None
    return text if any(_words(one) == key for one in said) else None


def _printed(headings: Sequence[Heading], said: Sequence[str], names: set[str], agreed: bool) -> tuple[str | None, bool]:
    """The heading that is most like what the page says elsewhere, or marked as its headline; and whether that is sure.

    Where others have ``agreed`` on words, a heading that has none of them may be the site's.
    """
    wanted = {_words(text): text for text in said}
    spoken = [_bag(text) for text in said]
    best: tuple[float, str, bool] | None = None
    first = [heading for heading in headings if heading.rank == 1 and not heading.site]
    within = [heading for heading in first if heading.inside and not heading.beside]
    alone = next(iter(within or first), None) if len(within or first) == 1 else None
    for heading in headings:
        texts = [text for one in heading.texts if (text := _tidy(one))]
        if not texts or heading.site or _key(texts[0]) in names or _is_section(texts[0]):
            continue
        whole = next((t for t in texts if _words(t) in wanted), None)
        text = _without_kicker(texts, wanted) if whole is None else whole
        like = max((_likeness(_bag(t), words) for t in dict.fromkeys(texts[:2]) for words in spoken), default=0.0)
        near = _LIKE if heading.rank == 1 or heading.marked else _NEAR
        sure = whole is not None or (like >= near and len(text.split()) >= 2)
        long = len(text.split()) >= _FEWEST_WORDS
        sole = heading is alone and long and (heading.inside or sure or not agreed)
        likely = sole or (heading.marked and not agreed) or (heading.marked and heading.inside) or (not said and long)
        if not sure and (heading.beside or not likely):
            continue
        score = like + 0.5 * (whole is not None) + 0.4 * (heading.rank == 1) + (0.25 if said else 0.5) * heading.marked
        score += 0.1 * heading.inside - 0.4 * heading.linked - 0.6 * heading.beside
        if (score >= _SURE or not said) and (best is None or score > best[0]):
            best = score, text, sure
    if best is None:
        return None, False
    _, text, sure = best
    if text.isupper():
        text = next((t for t in said if t.casefold() == text.casefold() and not t.isupper()), text)
    return text, sure


def _line(lines: Iterable[Heading], said: Sequence[str], names: set[str]) -> str | None:
    """The line that a title has in it whole, a name before it or behind it; or one marked as a headline and like a title."""
    wanted = {_words(part) for text in said for part in _ends(text)}
    cut_short = [_words(text) for text in said if _CUT_SHORT.search(text)]
    spoken = [_bag(text) for text in said]
    whole: list[str] = []
    marked: list[str] = []
    for line in lines:
        text = _tidy(line.texts[1] if len(line.texts) > 1 else line.texts[0])
        key = _words(text)
        if len(key.split()) < _FEWEST_WORDS or _key(text) in names:
            continue
        if key in wanted or any(len(cut) >= 15 and key.startswith(cut) for cut in cut_short):
            whole.append(text)
        elif line.marked and not line.beside and any(_likeness(_bag(text), words) >= _LIKE for words in spoken):
            marked.append(text)
    return max(whole, key=len, default=None) or next(iter(marked), None)


def _ends(text: str) -> list[str]:
    """A title, and what is left of it before or behind each of its separators."""
    places = [match.span() for match in itertools.islice(re.finditer(rf"{_SEPARATOR.pattern}|: ", text), 8)]
    return [text, *(text[:a] for a, _ in places), *(text[b:] for _, b in places)]


def _without_kicker(texts: Sequence[str], wanted: dict[str, str]) -> str:
    """A heading's words without a word or two before them that no other source has, unless a colon binds them to it."""
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
    """How many of the words of two titles are in both, 0 to 1; one alone does not count: a paper may be named after its place."""
    shared = len(one & two)
    return 2 * shared / (len(one) + len(two)) if shared > 1 else 0.0


def _bag(text: str) -> set[str]:
    """The words of a title that carry its subject."""
    return set(re.findall(r"[^\W_]+", text.casefold())) - _SMALL


def _tidy(text: str) -> str:
    """A title on one line; many a page escapes its characters twice."""
    text = text[:_MOST]
    if "&" in text:
        text = html.unescape(html.unescape(text))
    return " ".join(text.replace("\u200b", "").replace("\xad", "").split())


def _agrees(spoken: str, written: str, key: str) -> bool:
    """Whether some words are a headline: the same, its beginning cut short, or it behind a word or two of kicker."""
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

    for b in range(last - 1, 0, -1):  # what another source gives whole, with something after or before it here
        if _words(joined(0, b)) in elsewhere:
            return joined(0, b)
    for a in range(1, last):
        if _words(joined(a, last)) in elsewhere and len(joined(0, a).split()) <= _MOST_BEFORE:
            return joined(a, last)
    named = False
    while last - first > 1 and _is_outlet(parts[last - 1], names):
        last, named = last - 1, True
    while last - first > 1 and _is_outlet(parts[first], names):
        first += 1
    while named and last - first > 1 and _is_section(parts[last - 1]):
        last -= 1
    if last == len(parts) and first == 0 and ("|" in text or "‖" in text):  # the name is unknown; a bar is no part of a headline
        pieces = [piece.strip() for piece in re.split(r"[|‖]+", text)]
        return max(pieces, key=lambda piece: (len(piece.split()) >= _FEWEST_WORDS, -pieces.index(piece)))
    return joined(first, last)


def _is_outlet(part: str, names: set[str]) -> bool:
    """Whether a part of a title is the outlet's name: as given, without its "The", its ending, or with a word behind it."""
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


@functools.lru_cache(4_096)
def _key(name: str) -> str:
    """A name for comparison: "The Quay", "thequay.example" and "QUAY" are one."""
    name = re.sub(r"(?i)^(?:https?://)?(?:www\d?\.|m\.|amp\.|edition\.)?", "", name.strip().lstrip("@"))
    name = re.sub(r"(?i)(?<=\w)(?:\.(?:com|co|org|net|ac|gov|edu|info|news|example|invalid|[a-z]{2}))+$", "", name)
    return re.sub(r"[\W_]+", "", name.casefold().removeprefix("the ")).removeprefix("the") or re.sub(r"[\W_]+", "", name.casefold())


@functools.lru_cache(4_096)
def _words(text: str) -> str:
    """A title for comparison: its words alone."""
    return " ".join(re.sub(r"[’'`]", "", text).casefold().translate(_MARKS).split())


_MARKS = {ord(mark): " " for mark in '"“”‘«»‹›.,;:!?…-–—|/()[]{}*#_~•·'}
