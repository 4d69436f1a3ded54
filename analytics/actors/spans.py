"""From the finder's spans to the names of an article: cleaned, made to agree, and completed from what is known.

The steps run in the order of ``settle``; each is one pass over the tokens or over the spans.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from analytics.actors.clean import clean, complete_bodies, could_be_surname, grow, is_work
from analytics.actors.directory import directory
from analytics.actors.features import Facts
from analytics.actors.finder import Span, common_word
from analytics.actors.kinds import agree, by_noun
from analytics.actors.lexicon import given_names, places, surnames, word_list
from analytics.actors.listed import capitals, governments, look_up, unlisted_countries
from analytics.actors.names import OFFSHOOTS, Name, family_names, name_key
from analytics.text import Document

TokenSpan = tuple[int, int]
_HANDLE = re.compile(r"[A-Za-z_]{3,}\d+")


def settle(document: Document, facts: Facts, found: Iterable[Span], speakers: Sequence[TokenSpan]) -> list[Name]:
    """The names of an article, in order, never overlapping; kinds are person, organisation and country."""
    spans = [piece for span in found for piece in clean(document, span)]
    spans = [s for s in spans if not is_work(document, s)]
    spans = grow(document, facts, spans)
    spans = complete_bodies(document, spans)
    set_aside = [s for s in spans if document.sentence_of[s.first] in facts.headline]
    names = [Name(*s) for s in spans if document.sentence_of[s.first] not in facts.headline]
    names = agree(document, facts, [by_noun(document, n) for n in names])
    names = look_up(document, facts, names)
    names = unlisted_countries(document, facts, names)
    names = _labels(document, names)
    names = _titled(document, facts, names)
    names = _from_speakers(document, facts, names, speakers)
    names = _without_things(document, names)
    names = _repeat(document, facts, names, set_aside)
    names = governments(document, names)
    names = _offshoots(document, names)
    names = capitals(document, facts, names, speakers)
    return _apart(n for n in names if n.kind in ("person", "organisation", "country"))


def _apart(names: Iterable[Name]) -> list[Name]:
    """Names in reading order; of two that overlap the first, or the longer, stays."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.first, -n.past)):
        if not kept or name.first >= kept[-1].past:
            kept.append(name)
    return kept


def _labels(document: Document, names: list[Name]) -> list[Name]:
    """Who speaks in a transcript: "QUILL:" at the beginning of a paragraph."""
    words = document.words
    family = family_names(document, names)
    found: list[Name] = []
    for a, b in document.paragraphs:
        first = a + (words[a] in "“\"‘'")
        past = first
        while past < b and past - first < 4 and words[past].isupper() and len(words[past]) > 1 and words[past][0].isalpha():
            past += 1
        if past > first and past < b and words[past] == ":" and document.lower[past - 1] not in word_list("not-name"):
            found.append(Name(first, past, "person"))
    times = Counter(words[n.past - 1] for n in found)
    found = [n for n in found if times[words[n.past - 1]] > 1 or words[n.past - 1].capitalize() in family]
    taken = {i for n in found for i in range(n.first, n.past)}
    return found + [n for n in names if not any(i in taken for i in range(n.first, n.past))]


def _titled(document: Document, facts: Facts, names: list[Name]) -> list[Name]:
    """Who follows "President" or "Mrs" is a person, known to the finder or not."""
    words, lower = document.words, document.lower
    taken = {i for n in names for i in range(n.first, n.past)}
    added: list[Name] = []
    for word in facts.titled:
        for i in facts.positions[word]:
            strong = i and words[i - 1][0].isupper() and lower[i - 1].rstrip(".") in word_list("strong-title")
            if (
                not strong
                or i in taken
                or document.sentence_of[i] in facts.headline
                or document.sentence_of[i - 1] != document.sentence_of[i]
            ):
                continue
            past = i
            while past < len(words) and past - i < 3 and past not in taken and could_be_surname(words[past], lower[past]):
                past += 1
            if past > i:
                added.append(Name(i, past, "person"))
                taken.update(range(i, past))
    return names + added


def _from_speakers(document: Document, facts: Facts, names: list[Name], speakers: Sequence[TokenSpan]) -> list[Name]:
    """Who speaks has a name: runs of capitals in the words for a speaker that the finder left out or took for a place."""
    words, lower = document.words, document.lower
    owner = {i: n for n in names for i in range(n.first, n.past)}
    added: list[Name] = []
    dropped: set[Name] = set()
    for begin, past in speakers:
        the = lower[begin] == "the"
        first = begin + the
        i = first
        if past - first == 1 and _HANDLE.fullmatch(words[first]) and first not in owner:
            added += [Name(k, k + 1, "person") for k, w in enumerate(lower) if w == lower[first] and k not in owner]
            owner.update((n.first, n) for n in added)
        while i < past:
            holder = owner.get(i)
            if holder is not None:
                alone = (holder.first, holder.past) == (first, past)
                heard = not facts.initial[first] or words[first] in facts.middle or past - first > 1
                sent = i > first and lower[i - 1] in ("from", "by") and any(w in word_list("self-noun") for w in lower[first:i])
                unsure = holder.kind in ("place", "other") and not _is_place(words[holder.first : holder.past])
                if unsure and ((alone and heard) or sent) and lower[holder.first] not in word_list("not-name"):
                    dropped.add(holder)
                    bodily = the or sent or holder.kind == "other"
                    added.append(Name(holder.first, holder.past, "organisation" if bodily else "person"))
                i = holder.past
                continue
            j = i
            while (
                j < past
                and j not in owner
                and words[j][0].isupper()
                and (could_be_surname(words[j], lower[j]) or _acronym(words[j]))
            ):
                j += 1
            qualifies = (
                j < past and words[j][0].islower() and lower[j] not in word_list("function") and lower[j] not in word_list("act")
            )
            qualifies = qualifies or (j < past and words[j][0].isupper())
            if j > i and not (qualifies and j - i == 1) and _speaks(document, facts, i, j):
                bodily = the or any(_acronym(w) for w in words[i:j])
                added.append(Name(i, j, "organisation" if bodily else "person"))
                owner.update(dict.fromkeys(range(i, j), added[-1]))
            i = max(j, i + 1)
    return [n for n in names if n not in dropped] + added


def _speaks(document: Document, facts: Facts, first: int, past: int) -> bool:
    """Whether a run of capitals that nobody knows can be a name: no common word at the beginning of a sentence."""
    words, lower = document.words, document.lower
    if past - first > 4 or _is_place(words[first:past]):
        return False
    if past - first == 1 and document.sentence_of[first] in facts.headline:
        return False
    if past - first == 1 and _acronym(words[first]):
        return True
    unknown = not common_word(lower[first]) and not lower[first].endswith("s")
    if (
        facts.initial[first]
        and not (unknown and past - first == 1 and lower[first] not in facts.lowered)
        and (
            lower[first] in facts.lowered
            or (words[first] not in facts.middle and past - first == 1 and words[first] not in surnames())
        )
    ):
        return False
    return past - first > 1 or not (lower[first] in word_list("body") or lower[first] in word_list("title"))


def _acronym(word: str) -> bool:
    return word.isupper() and 1 < len(word) < 8 and word.isalpha() and word.lower() not in word_list("not-name")


def _is_place(words: Sequence[str]) -> bool:
    return " ".join(words) in places() or any(w in directory().demonyms for w in words)


def _without_things(document: Document, names: list[Name]) -> list[Name]:
    """"Robotic process automation (RPA)": what stands in brackets after words that it abbreviates is no body."""  # fmt: skip
    words, lower = document.words, document.lower
    things: set[str] = set()
    for i in range(2, len(words) - 1):
        short = words[i]
        if words[i - 1] == "(" and words[i + 1] == ")" and short.isupper() and 1 < len(short) < 8:
            before = words[max(0, i - 1 - len(short)) : i - 1]
            if sum(w[0].islower() for w in before) >= len(short) - 1 and [w[0] for w in lower[i - 1 - len(before) : i - 1]] == list(
                short.lower()
            ):
                things.add(short)
    return [n for n in names if not any(words[i] in things for i in range(n.first, n.past))]


def _repeat(document: Document, facts: Facts, names: list[Name], set_aside: list[Span]) -> list[Name]:
    """Known names wherever else they stand, headlines included; of names in headlines alone only full names of people stay."""
    words = document.words
    known: dict[tuple[str, ...], Name] = {}
    for n in names:
        if n.kind in ("person", "organisation", "country") and n.entry is None:
            known.setdefault(name_key(document, n.first, n.past), n)
    for family in family_names(document, names):
        if (family,) not in known:
            known[family,] = Name(0, 0, "person")
    starts: dict[str, list[tuple[tuple[str, ...], Name]]] = defaultdict(list)
    for key, n in known.items():
        if len(key) > 1 or not (key[0].lower() in facts.lowered and key[0] not in facts.middle):
            starts[key[0]].append((key, n))
    for same_start in starts.values():
        same_start.sort(key=lambda item: -len(item[0]))
    taken = {i for n in names if n.kind in ("person", "organisation", "country") for i in range(n.first, n.past)}
    added: list[Name] = []
    for i in sorted(i for at in facts.positions.values() for i in at):
        if i in taken:
            continue
        for key, n in starts.get(name_key(document, i, i + 1)[0], ()):
            past = i + len(key)
            if len(key) == 1 and document.lower[i] in word_list("not-name") and not _names_somebody(document, i):
                continue
            if name_key(document, i, past) == key and not any(j in taken for j in range(i, past)):
                added.append(Name(i, past, n.kind, n.entry))
                taken.update(range(i, past))
                break
    for span in set_aside:
        full = span.kind == "person" and span.past - span.first > 1 and words[span.first] in given_names()
        body = span.kind == "organisation" and document.lower[span.past - 1] in word_list("body") and span.past - span.first > 1
        if (full or body) and not any(i in taken for i in range(span.first, span.past)):
            added.append(Name(*span))
            taken.update(range(span.first, span.past))
    kept = [
        n for n in names if n.kind in ("person", "organisation", "country") or not any(i in taken for i in range(n.first, n.past))
    ]
    return kept + added


def _names_somebody(document: Document, i: int) -> bool:
    """Whether a word such as May or White is a surname at token i: it acts, owns, or follows a title."""
    lower = document.lower
    after = lower[i + 1] if i + 1 < len(lower) else "."
    titled = i > 0 and lower[i - 1].rstrip(".") in word_list("title")
    return (
        titled
        or after == "'s"
        or after in word_list("act")
        or after.endswith("ed")
        or after in ("didn't", "doesn't", "hasn't", "won't", "isn't", "wasn't")
    )


def _offshoots(document: Document, names: list[Name]) -> list[Name]:
    """"The Quill campaign" is a body, not Quill."""  # fmt: skip
    out = []
    for n in names:
        if n.kind == "person" and n.past < len(document.words) and document.lower[n.past] in OFFSHOOTS:
            n = Name(n.first, n.past + 1, "organisation")
        out.append(n)
    return out
