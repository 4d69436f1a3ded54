"""Compares pairs of names: rows of features, and the learned chance that both are one actor (``clusters.json``)."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from analytics.actors.clusters import Cluster, NameSpan
from analytics.actors.directory import directory
from analytics.actors.lexicon import nicknames, word_list
from analytics.actors.people import bare, gender_of, given_name, title_gender, titles_before
from analytics.text import Document

PATH = Path(__file__).with_name("clusters.json")
_LEGAL = frozenset("inc corp corporation ltd limited llc plc co company".split())
LINKS = frozenset("of for and the & on in to at de del des du la".split())
FULL = (
    "bias", "same words", "same given", "short given", "initial", "other given", "surname inside", "inside", "holds",
    "suffix clash", "gender clash", "shared words", "others fit",
)  # fmt: skip
LONE = (
    "bias", "surname", "given", "other word", "title agrees", "title clashes", "same title", "distance", "not yet", "nearest",
    "mentions", "most named", "rivals", "first", "titled", "titled by others",
)  # fmt: skip
GROUP = (
    "bias", "same words", "same entry", "other entry", "acronym", "acronym of all", "acronym of some", "in brackets", "begins",
    "ends", "inside", "first word", "last word", "share", "one word", "generic", "offshoot", "extra", "nation extra",
    "telling extra", "other kind", "rivals", "later", "given here", "shortened",
)  # fmt: skip
FEATURES = {"full": FULL, "lone": LONE, "group": GROUP}
_OFFSHOOTS = frozenset(
    "campaign administration camp foundation team government ministry university hotel tower family party youth women".split()
)


Weights = Mapping[str, Sequence[float]]  # of each kind of comparison, in the order of FEATURES


@functools.cache
def learned() -> Weights:
    """The weights that come with the package."""
    return in_order(json.loads(PATH.read_text(encoding="utf-8")))


def in_order(stored: Mapping[str, Mapping[str, float]]) -> Weights:
    """Arrange the weights by name as in FEATURES."""
    return {kind: [float(stored[kind][name]) for name in names] for kind, names in FEATURES.items()}


def full_rows(words: tuple[str, ...], rivals: Sequence[Cluster]) -> list[list[float]]:
    """The features of a full name compared with each person that shares a word with it."""
    rows = [_full_row(words, rival) for rival in rivals]
    fit = [any(row[1:5]) for row in rows]
    return [[*row, float(sum(fit) > fits)] for row, fits in zip(rows, fit, strict=True)]


def _full_row(words: tuple[str, ...], actor: Cluster) -> list[float]:
    mine, theirs = bare(words), bare(actor.words)
    a, b = mine[0].rstrip(".").lower(), theirs[0].rstrip(".").lower()
    surname = mine[-1].lower() == theirs[-1].lower()
    short = nicknames().get(a, a) == nicknames().get(b, b) or (min(len(a), len(b)) > 2 and (a.startswith(b) or b.startswith(a)))
    initial = (len(a) == 1 or len(b) == 1) and a[0] == b[0]
    left, right = {w.lower() for w in mine}, {w.lower() for w in theirs}
    suffixes = [{w.lower().rstrip(".") for w in x} & {"jr", "sr", "ii", "iii", "iv"} for x in (words, actor.words)]
    return [
        1.0,
        float(mine == theirs),
        float(surname and a == b),
        float(surname and a != b and short),
        float(surname and a != b and initial),
        float(surname and a != b and not short and not initial),
        float(not surname and (mine[-1].lower() in right or theirs[-1].lower() in left)),
        float(left < right),
        float(right < left),
        float(bool(suffixes[0] and suffixes[1]) and suffixes[0] != suffixes[1]),
        float(gender_of(given_name(mine)) * actor.gender < -0.3),
        float(len(left & right) > 1),
    ]


def lone_rows(document: Document, name: NameSpan, rivals: Sequence[Cluster]) -> list[list[float]]:
    """The features of a name of one word compared with each person that shares it."""
    if not rivals:
        return []
    word = bare(name.words)[-1].lower()
    titles = titles_before(document, name.first)
    said = title_gender(titles)
    away = [rival.distance(document, name.first) for rival in rivals]
    nearest = min((d for d in away if d is not None), default=None)
    most = max(len(rival.names) for rival in rivals)
    first = min(rival.starts[0] for rival in rivals)
    plain = set(titles) - {"mr", "mrs", "ms", "miss"}
    return [
        [
            1.0,
            float(word == bare(rival.words)[-1].lower()),
            float(len(rival.words) > 1 and word == rival.words[0].lower()),
            float(word not in (bare(rival.words)[-1].lower(), rival.words[0].lower())),
            float(said * rival.gender > 0.3),
            float(said * rival.gender < -0.3),
            float(bool(plain & rival.titles)),
            math.log1p(distance) if distance is not None else 2.0,
            float(distance is None),
            float(len(rivals) > 1 and distance is not None and distance == nearest),
            math.log1p(min(len(rival.names), 20)),
            float(len(rivals) > 1 and len(rival.names) == most),
            float(len(rivals) > 1),
            float(len(rivals) > 1 and rival.starts[0] == first),
            float(bool(said)),
            float(not said and rival.titled > 1 and len(rivals) > 1),
        ]
        for rival, distance in zip(rivals, away, strict=True)
    ]


def group_row(document: Document, words: tuple[str, ...], mentions: Sequence[NameSpan], actor: Cluster, rivals: int) -> list[float]:
    """The features of a name compared with an organisation or a country; the best over the forms of the actor."""
    mine, entry = plain_group(words), mentions[0].entry
    rows = [_form_row(mine, words, plain_group(key), key) for key in list(actor.keys)[:8]]
    best = max(rows, key=lambda row: (row[0], sum(row[1:4]), sum(row[4:7]), row[9]))
    return [
        1.0,
        best[0],
        float(entry is not None and entry is actor.entry),
        float(entry is not None and actor.entry is not None and entry is not actor.entry),
        best[1],
        best[2],
        best[3],
        float(any(_in_brackets(document, name, actor) for name in mentions[:3])),
        *best[4:16],
        float(mentions[0].kind != actor.kind),
        float(rivals > 1),
        float(mentions[0].first < actor.starts[0]),
        float(entry is not None),
        float(any(_shortened(mine, plain_group(key)) for key in list(actor.keys)[:8])),
    ]


def _form_row(mine: tuple[str, ...], my_words: Sequence[str], theirs: tuple[str, ...], their_words: Sequence[str]) -> list[float]:
    short, long = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
    (short_words, long_words) = (my_words, their_words) if len(mine) <= len(theirs) else (their_words, my_words)
    letters = "".join(c for c in "".join(short_words) if c.isalnum())
    acronym = len(short) == 1 and 1 < len(letters) < 9 and letters[0].isupper()
    capitals, every = initials(long_words) if acronym else ("", "")
    left, right = set(short), set(long)
    extra = right - left - LINKS
    nations = sum(
        w.capitalize() in directory().demonyms or w.capitalize() in directory().names or w in ("us", "u.s", "uk") for w in extra
    )
    return [
        float(mine == theirs),
        float(acronym and letters.upper() == capitals),
        float(acronym and letters.upper() == every),
        float(acronym and letters.isupper() and _is_part(letters, every)),
        float(short != long and long[: len(short)] == short),
        float(short != long and long[-len(short) :] == short),
        float(short != long and left < right),
        float(short[0] == long[0]),
        float(short[-1] == long[-1]),
        len(left & right) / len(left | right),
        float(len(short) == 1),
        float(all(w in word_list("body") or w in LINKS for w in short)),
        float(bool(extra & _OFFSHOOTS) or bool((left - right) & _OFFSHOOTS)),
        float(min(len(extra), 3)) * float(left <= right),
        float(nations > 0 and nations == len(extra)),
        float(any(w not in word_list("body") and w != "party" for w in extra)),
    ]


def _shortened(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether a name has the words of another, some cut short: "Lib Dems", "Man Utd"."""
    if len(mine) != len(theirs) or len(mine) < 2 or mine == theirs:
        return False
    pairs = [(a, b) if len(a) < len(b) else (b, a) for a, b in zip(mine, theirs, strict=True)]
    return all(len(short) > 2 and _is_cut(short.rstrip("."), long) for short, long in pairs)


def _is_cut(short: str, long: str) -> bool:
    """Whether a word is the beginning of another, or has the same first letter and its further letters in order."""
    if long.startswith(short.removesuffix("s")):
        return True
    rest = iter(long[1:])
    return short[0] == long[0] and all(letter in rest for letter in short[1:])


def plain_group(words: Iterable[str]) -> tuple[str, ...]:
    """The words of an organisation's name in lower case, without Inc. and Ltd."""
    lower = [_singular((w.lower().rstrip(".") or w).replace("organisation", "organization")) for w in words]
    while len(lower) > 1 and (lower[-1] in _LEGAL or not lower[-1][0].isalnum()):
        lower.pop()
    return tuple(lower)


def initials(words: Iterable[str]) -> tuple[str, str]:
    """The acronyms that a name can have: of its content words, and of all of them.

    >>> initials(["Bank", "of", "Farmers"])
    ('BF', 'BOF')
    """
    kept = [part for w in words for part in w.split("-") if part[:1].isalpha() and w.lower().rstrip(".") not in _LEGAL]
    return "".join(w[0] for w in kept if w.lower() not in LINKS).upper(), "".join(w[0] for w in kept).upper()


def _is_part(letters: str, every: str) -> bool:
    """Whether an acronym leaves out one or two words of a name, but not the last: PUC, NYAG."""
    if not (2 < len(letters) < len(every) < len(letters) + 3) or letters[-1] != every[-1]:
        return False
    rest = iter(every)
    return all(letter in rest for letter in letters)


def _singular(word: str) -> str:
    """A word without a plural s ("Liberals" are the Liberal Party)."""
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ies")) else word


def _in_brackets(document: Document, name: NameSpan, actor: Cluster) -> bool:
    """Whether a name is in brackets right after the actor's: "Farmers Union (FU)"."""
    words = document.words
    if name.first < 2 or words[name.first - 1] != "(" or name.past >= len(words) or words[name.past] != ")":
        return False
    return any(other.past == name.first - 1 for other in actor.names)
