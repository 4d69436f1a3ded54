"""Groups an article's names into actors: each name is compared with the actors so far, and joins the likeliest or begins one.

A comparison is one row of features and one learned chance (``clusters.json``, trained by `analytics.actors.train.cluster`). Long
forms come first, longest first; then single surnames and given names, each mention by itself, in reading order.
"""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from analytics.actors.clusters import Cluster, NameSpan
from analytics.actors.comparisons import LINKS, Weights, full_rows, group_row, initials, learned, lone_rows, plain_group
from analytics.actors.people import bare, gender_of, given_name, title_gender, titles_before
from analytics.actors.rules import applies
from analytics.text import Document

MOST = 30  # actors that one name is compared with, so that time stays linear
_CLEAR = 0.9  # a given name clearly has a gender from here on
MARKS = frozenset("“”\"‘’'")


def plain_words(document: Document, first: int, end: int) -> tuple[str, ...]:
    """The words of a name in their usual case, without "the" and without a nickname in quotation marks."""
    if end - first == 1:
        return (_usual_case(document.words[first]),)
    words: list[str] = []
    marked = False
    for word in document.words[first:end]:
        if word in MARKS:
            marked = not marked
        elif not marked:
            words.append(_usual_case(word))
    if len(words) > 1 and words[0].lower() == "the":
        del words[0]
    return tuple(words) or tuple(document.words[first:end])


@functools.lru_cache(1 << 13)
def _usual_case(word: str) -> str:
    """A word as written within a sentence: CLINTON becomes Clinton, NATO stays."""
    return word.capitalize() if word.isupper() and len(word) > 4 and word.isalpha() else word.replace("’", "'")


def cluster(document: Document, names: Sequence[NameSpan], weights: Weights | None = None) -> list[Cluster]:
    """Group names into actors, in no particular order; every name is in one. ``weights``: those of the package unless given."""
    weights = weights or learned()
    people = [name for name in names if name.kind == "person"]
    return _people(document, people, weights) + _groups(document, [name for name in names if name.kind != "person"], weights)


def _people(document: Document, names: list[NameSpan], weights: Weights) -> list[Cluster]:
    found: list[Cluster] = []
    index: dict[str, list[Cluster]] = defaultdict(list)
    titles = functools.partial(titles_before, document)
    for words, mentions in full_forms(names):
        rivals = candidates(index, words)
        best, chance = _best(rivals, full_rows(words, rivals), weights["full"])
        if best is None or chance < 0.5:
            best = Cluster("person", bare(words), gender=gender_of(given_name(words)))
            found.append(best)
        best.add(mentions, titles)
        enter(index, words, best)
    for name in sorted(n for n in names if len(bare(n.words)) == 1):
        rivals = candidates(index, name.words)
        if applies("title gender"):
            said = title_gender(titles(name.first))
            rivals = [rival for rival in rivals if said * rival.gender > -_CLEAR]
        rows = lone_rows(document, name, rivals)
        best, chance = _best(rivals, rows, weights["lone"])
        if best is None or chance < 0.5:
            best = Cluster("person", name.words, gender=0.7 * gender_of(given_name(name.words)))
            found.append(best)
            enter(index, name.words, best)
        best.add([name], titles)
    return found


def _groups(document: Document, names: list[NameSpan], weights: Weights) -> list[Cluster]:
    found: list[Cluster] = []
    index: dict[str, list[Cluster]] = defaultdict(list)
    for words, mentions in full_forms(names, lone=True):
        rivals = candidates(index, words, short_for=True)
        rows = [group_row(document, words, mentions, rival, len(rivals)) for rival in rivals]
        best, chance = _best(rivals, rows, weights["group"])
        if best is None or chance < 0.5:
            best = Cluster(mentions[0].kind, words, mentions[0].entry)
            found.append(best)
        if mentions[0].kind == best.kind:
            best.entry = best.entry or mentions[0].entry
        best.add(mentions, lambda _: [])
        enter(index, words, best, short_for=True)
    return found


def full_forms(names: Iterable[NameSpan], *, lone: bool = False) -> list[tuple[tuple[str, ...], list[NameSpan]]]:
    """The names of two words or more (of one too, where ``lone``) with their mentions, longest first."""
    by_words: dict[tuple[str, ...], list[NameSpan]] = defaultdict(list)
    for name in names:
        if lone or len(bare(name.words)) > 1:
            by_words[name.words].append(name)
    return sorted(by_words.items(), key=lambda item: (-min(len(bare(item[0])), 4), item[1][0].first))


def candidates(index: dict[str, list[Cluster]], words: tuple[str, ...], *, short_for: bool = False) -> list[Cluster]:
    """The actors that share a word with a name, or are its long form, earliest first."""
    found: dict[int, Cluster] = {}
    for key in _keys(words, short_for):
        for rival in index.get(key, ())[:MOST]:
            found[id(rival)] = rival
    return list(found.values())[:MOST]


def enter(index: dict[str, list[Cluster]], words: tuple[str, ...], actor: Cluster, *, short_for: bool = False) -> None:
    """Index an actor by the words of a name, and by its acronyms where ``short_for``."""
    for key in _keys(words, short_for):
        if len(index[key]) < MOST and actor not in index[key]:
            index[key].append(actor)


@functools.lru_cache(1 << 13)
def _keys(words: tuple[str, ...], short_for: bool) -> tuple[str, ...]:
    if not short_for:
        return tuple(dict.fromkeys(w.lower().rstrip(".") for w in words))
    keys = [w for w in plain_group(words) if w not in LINKS]
    letters = initials(words)[1] if len(words) > 1 or "-" in words[0] else "".join(c for c in words[0] if c.isalnum())
    if len(letters) > 1 and (len(words) > 1 or letters[:2].isupper() or letters.isupper()):
        keys.append(f"{letters[0]}...{letters[-1]}".upper())
    return tuple(dict.fromkeys([*keys, *(i.lower() for i in initials(words) if len(i) > 1)]))


def _best(rivals: list[Cluster], rows: list[list[float]], weights: Sequence[float]) -> tuple[Cluster | None, float]:
    best, most = None, -math.inf
    for rival, row in zip(rivals, rows, strict=True):
        score = math.fsum(w * x for w, x in zip(weights, row, strict=True))
        if score > most:
            best, most = rival, score
    return best, 1 / (1 + math.exp(-max(min(most, 30.0), -30.0)))
