"""Which names of an article are one actor: each name is compared with the actors so far, and joins the likeliest or begins one.

A comparison is one row of features and one learned chance (``clusters.json``, trained by `analytics.actors.train.cluster`). Long
forms come first, longest first; then the surnames and given names alone, each mention for itself, in reading order.
"""

from __future__ import annotations

import functools
import json
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from analytics.actors.directory import Entry, directory
from analytics.actors.lexicon import nicknames, word_list
from analytics.actors.people import bare, gender_of, title_gender, titles_before
from analytics.actors.rules import applies
from analytics.text import Document

PATH = Path(__file__).with_name("clusters.json")
MOST = 30  # actors that one name is compared with; more would cost time without end
_CLEAR, _TITLED = 0.9, 1.9  # genders that a given name clearly has, and a title shows
_LEGAL = frozenset("inc corp corporation ltd limited llc plc co company".split())
_LINKS = frozenset("of for and the & on in to at de del des du la".split())
_MARKS = frozenset("“”\"‘’'")

FULL = (
    "bias", "same words", "same given", "short given", "initial", "other given", "surname inside", "inside", "holds",
    "suffix clash", "gender clash", "shared words", "rivals",
)  # fmt: skip
LONE = (
    "bias", "surname", "given", "other word", "title agrees", "title clashes", "same title", "distance", "not yet", "nearest",
    "mentions", "most named", "rivals", "first", "titled", "titled by others",
)  # fmt: skip
GROUP = (
    "bias", "same words", "same entry", "other entry", "acronym", "acronym of all", "in brackets", "begins", "ends", "inside",
    "first word", "last word", "share", "one word", "generic", "offshoot", "extra", "nation extra", "other kind", "rivals", "later",
    "given here",
)  # fmt: skip
FEATURES = {"full": FULL, "lone": LONE, "group": GROUP}
_OFFSHOOTS = frozenset(
    "campaign administration camp foundation team government ministry university hotel tower family party youth women".split()
)


class Name(NamedTuple):
    """A name in the text: tokens first to past (exclusive), its words, what it is (person, organisation, country)."""

    first: int
    past: int
    words: tuple[str, ...]
    kind: str
    entry: Entry | None = None


@dataclass(eq=False)
class Cluster:
    """An actor of an article so far. ``gender``: above zero for a man, below for a woman; ``titles`` stand before its names."""

    kind: str
    words: tuple[str, ...]
    entry: Entry | None = None
    keys: dict[tuple[str, ...], None] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    gender: float = 0.0
    titled: int = 0
    starts: list[int] = field(default_factory=list)

    def add(self, names: Iterable[Name], titles: Callable[[int], list[str]]) -> None:
        """Take mentions in."""
        for name in names:
            self.names.append(name)
            self.starts.append(name.first)
            self.keys[name.words] = None
            found = titles(name.first) if self.kind == "person" else []
            self.titles.update(found)
            self.titled += bool(title_gender(found))
            self.gender += 3.0 * title_gender(found)
            if len(name.words) > len(self.words):
                self.words = name.words
                self.gender += gender_of(name.words[0]) if self.kind == "person" else 0.0
        self.starts.sort()

    def distance(self, document: Document, at: int) -> int | None:
        """Sentences back to the last mention before token ``at``; None before the first."""
        k = bisect_left(self.starts, at)
        return document.sentence_of[at] - document.sentence_of[self.starts[k - 1]] if k else None


def plain_words(document: Document, first: int, past: int) -> tuple[str, ...]:
    """The words of a name in their usual case, without "the" and without a nickname in quotation marks."""
    if past - first == 1:
        return (_usual_case(document.words[first]),)
    words: list[str] = []
    marked = False
    for word in document.words[first:past]:
        if word in _MARKS:
            marked = not marked
        elif not marked:
            words.append(_usual_case(word))
    if len(words) > 1 and words[0].lower() == "the":
        del words[0]
    return tuple(words) or tuple(document.words[first:past])


def _usual_case(word: str) -> str:
    """A word as it would stand in a sentence: CLINTON is Clinton, NATO stays."""
    return word.capitalize() if word.isupper() and len(word) > 4 and word.isalpha() else word.replace("’", "'")


def cluster(document: Document, names: Sequence[Name]) -> list[Cluster]:
    """The actors that names stand for, in no particular order; every name is in one."""
    people = [name for name in names if name.kind == "person"]
    return _people(document, people) + _groups(document, [name for name in names if name.kind != "person"])


def _people(document: Document, names: list[Name]) -> list[Cluster]:
    found: list[Cluster] = []
    index: dict[str, list[Cluster]] = defaultdict(list)
    titles = functools.partial(titles_before, document)
    for words, mentions in full_forms(names):
        rivals = candidates(index, words)
        best, chance = _best(rivals, [full_row(words, mentions, rival, len(rivals)) for rival in rivals], "full")
        if best is None or chance < 0.5:
            best = Cluster("person", bare(words), gender=gender_of(words[0]))
            found.append(best)
        best.add(mentions, titles)
        enter(index, words, best)
    for name in sorted(n for n in names if len(bare(n.words)) == 1):
        rivals = candidates(index, name.words)
        if applies("title gender"):
            rivals = _of_gender(rivals, title_gender(titles(name.first)))
        rows = lone_rows(document, name, rivals)
        best, chance = _best(rivals, rows, "lone")
        if best is None or chance < 0.5:
            best = Cluster("person", name.words, gender=0.7 * gender_of(name.words[0]))
            found.append(best)
            enter(index, name.words, best)
        best.add([name], titles)
    return found


def _of_gender(rivals: list[Cluster], said: int) -> list[Cluster]:
    """People who can be called Mr (1) or Mrs (-1); one whose given name alone speaks against it only where nobody else is left."""
    fitting = [rival for rival in rivals if said * rival.gender > -_CLEAR]
    return fitting or [rival for rival in rivals if said * rival.gender > -_TITLED]


def _groups(document: Document, names: list[Name]) -> list[Cluster]:
    found: list[Cluster] = []
    index: dict[str, list[Cluster]] = defaultdict(list)
    for words, mentions in full_forms(names, lone=True):
        rivals = candidates(index, words, short_for=True)
        best, chance = _best(rivals, [group_row(document, words, mentions, rival, len(rivals)) for rival in rivals], "group")
        if best is None or chance < 0.5:
            best = Cluster(mentions[0].kind, words, mentions[0].entry)
            found.append(best)
        best.entry = best.entry or mentions[0].entry
        best.add(mentions, lambda _: [])
        enter(index, words, best, short_for=True)
    return found


def full_forms(names: Iterable[Name], *, lone: bool = False) -> list[tuple[tuple[str, ...], list[Name]]]:
    """Names of two words or more (of one too, where ``lone``) with their mentions, longest first."""
    by_words: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names:
        if lone or len(bare(name.words)) > 1:
            by_words[name.words].append(name)
    return sorted(by_words.items(), key=lambda item: (-min(len(bare(item[0])), 4), item[1][0].first))


def candidates(index: dict[str, list[Cluster]], words: Sequence[str], *, short_for: bool = False) -> list[Cluster]:
    """Actors that share a word with a name, or are its long form, the earliest first."""
    found: dict[int, Cluster] = {}
    for key in _keys(words, short_for=short_for):
        for rival in index.get(key, ())[:MOST]:
            found[id(rival)] = rival
    return list(found.values())[:MOST]


def enter(index: dict[str, list[Cluster]], words: Sequence[str], actor: Cluster, *, short_for: bool = False) -> None:
    """Let an actor be found by the words of a name, and by its acronyms where ``short_for``."""
    for key in _keys(words, short_for=short_for):
        if len(index[key]) < MOST and actor not in index[key]:
            index[key].append(actor)


def _keys(words: Sequence[str], *, short_for: bool) -> list[str]:
    keys = [w.lower().rstrip(".") for w in words if w.lower() not in _LINKS]
    if short_for:
        keys += [i.lower() for i in initials(words)] if len(words) > 1 else [words[0].replace(".", "").lower()]
    return list(dict.fromkeys(keys))


def _best(rivals: list[Cluster], rows: list[list[float]], kind: str) -> tuple[Cluster | None, float]:
    weights = learned()[kind]
    best, most = None, -math.inf
    for rival, row in zip(rivals, rows, strict=True):
        score = math.fsum(w * x for w, x in zip(weights, row, strict=True))
        if score > most:
            best, most = rival, score
    return best, 1 / (1 + math.exp(-max(min(most, 30.0), -30.0)))


@functools.cache
def learned() -> dict[str, list[float]]:
    """The weights of each kind of comparison, in the order of FEATURES."""
    stored = json.loads(PATH.read_text(encoding="utf-8"))
    return {kind: [float(stored[kind][name]) for name in names] for kind, names in FEATURES.items()}


def full_row(words: tuple[str, ...], mentions: Sequence[Name], actor: Cluster, rivals: int) -> list[float]:
    """Features of a full name against a person."""
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
        float(gender_of(mine[0]) * actor.gender < -0.3),
        float(len(left & right) > 1),
        float(rivals > 1),
    ]


def lone_rows(document: Document, name: Name, rivals: Sequence[Cluster]) -> list[list[float]]:
    """Features of a name of one word against each person that shares it."""
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


def group_row(document: Document, words: tuple[str, ...], mentions: Sequence[Name], actor: Cluster, rivals: int) -> list[float]:
    """Features of an organisation's or a country's name against one of them; the best over the forms of the actor."""
    mine, entry = plain_group(words), mentions[0].entry
    rows = [_form_row(mine, words, plain_group(key), key) for key in list(actor.keys)[:8]]
    best = max(rows, key=lambda row: (row[0], sum(row[3:6]), row[8]))
    return [
        1.0,
        best[0],
        float(entry is not None and entry is actor.entry),
        float(entry is not None and actor.entry is not None and entry is not actor.entry),
        best[1],
        best[2],
        float(any(_in_brackets(document, name, actor) for name in mentions[:3])),
        *best[3:14],
        float(mentions[0].kind != actor.kind),
        float(rivals > 1),
        float(mentions[0].first < actor.starts[0]),
        float(entry is not None),
    ]


def _form_row(mine: tuple[str, ...], my_words: Sequence[str], theirs: tuple[str, ...], their_words: Sequence[str]) -> list[float]:
    short, long = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
    (short_words, long_words) = (my_words, their_words) if len(mine) <= len(theirs) else (their_words, my_words)
    letters = "".join(short_words).replace(".", "")
    acronym = len(short) == 1 and len(long) > 1 and 1 < len(letters) < 9 and letters[0].isupper()
    capitals, every = initials(long_words) if acronym else ("", "")
    left, right = set(short), set(long)
    extra = right - left - _LINKS
    nations = sum(
        w.capitalize() in directory().demonyms or w.capitalize() in directory().names or w in ("us", "u.s", "uk") for w in extra
    )
    return [
        float(mine == theirs),
        float(acronym and letters.upper() == capitals),
        float(acronym and letters.upper() == every),
        float(short != long and long[: len(short)] == short),
        float(short != long and long[-len(short) :] == short),
        float(short != long and left < right),
        float(short[0] == long[0]),
        float(short[-1] == long[-1]),
        len(left & right) / len(left | right),
        float(len(short) == 1),
        float(all(w in word_list("body") or w in _LINKS for w in short)),
        float(bool(extra & _OFFSHOOTS) or bool((left - right) & _OFFSHOOTS)),
        float(min(len(extra), 3)) * float(left <= right),
        float(nations > 0 and nations == len(extra)),
    ]


def plain_group(words: Iterable[str]) -> tuple[str, ...]:
    """The words of an organisation's name in lower case, without Inc. and Ltd."""
    lower = [(w.lower().rstrip(".") or w).replace("organisation", "organization") for w in words]
    while len(lower) > 1 and (lower[-1] in _LEGAL or not lower[-1][0].isalnum()):
        lower.pop()
    return tuple(lower)


def initials(words: Iterable[str]) -> tuple[str, str]:
    """The acronyms that a name can have: of its telling words, and of all of them.

    >>> initials(["Bank", "of", "Farmers"])
    ('BF', 'BOF')
    """
    kept = [w for w in words if w[0].isalpha()]
    return "".join(w[0] for w in kept if w.lower() not in _LINKS).upper(), "".join(w[0] for w in kept).upper()


def _in_brackets(document: Document, name: Name, actor: Cluster) -> bool:
    """Whether a name stands in brackets right after the actor's: "Farmers Union (FU)"."""
    words = document.words
    if name.first < 2 or words[name.first - 1] != "(" or name.past >= len(words) or words[name.past] != ")":
        return False
    return any(other.past == name.first - 1 for other in actor.names)
