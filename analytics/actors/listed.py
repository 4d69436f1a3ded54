"""Countries and bodies of the directory in an article, countries that it does not know, and capitals as governments."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.actors.capitals import government_at
from analytics.actors.directory import directory
from analytics.actors.features import Facts
from analytics.actors.finder import common_word
from analytics.actors.lexicon import given_names, places, surnames, word_list
from analytics.actors.names import Name, family_names
from analytics.text import Document

TokenSpan = tuple[int, int]


def look_up(document: Document, facts: Facts, names: list[Name]) -> list[Name]:
    """Countries and bodies of the directory, except inside a longer name."""
    words, sentence_of = document.words, document.sentence_of
    present = set(words)
    family = family_names(document, names)
    owner = {i: n for n in names for i in range(n.first, n.past)}
    added: list[Name] = []
    count, reach = len(words), 0
    forms = directory().forms
    for i in sorted(
        i for word in forms.keys() & (facts.positions.keys() | _LOWER_STARTS) for i in _places_of(document, facts, word)
    ):
        if i < reach:
            continue
        for form, entry in forms[words[i]]:
            past = i + len(form)
            if tuple(words[i:past]) != form or not entry.allowed(present) or sentence_of[past - 1] != sentence_of[i]:
                continue
            holders = {owner[j] for j in range(i, past) if j in owner}
            if any((h.first < i or h.past > past) and h.kind in ("person", "organisation") for h in holders):
                continue
            if any((h.first < i or h.past > past) and (entry.type == "organisation" or _is_event(document, h)) for h in holders):
                continue
            if len(form) == 1 and (
                words[i] in family or (entry.type == "organisation" and any(h.kind == "person" for h in holders))
            ):
                continue
            longer = " ".join(words[i : past + 1])
            if longer in places() or (longer in directory().capitals and longer not in directory().names):
                continue
            follower = (
                document.lower[past] if past < count and words[past][0].isupper() and sentence_of[past] == sentence_of[i] else ""
            )
            if follower in word_list("nobody") or (
                entry.type == "country" and i and words[i - 1] in ("New", "South", "North") and len(form) == 1
            ):
                continue
            added.append(Name(i, past, entry.type, entry))
            reach = past
            break
    taken = {i for n in added for i in range(n.first, n.past)}
    return added + [n for n in names if not any(i in taken for i in range(n.first, n.past))]


_LOWER_STARTS = frozenset({"al-Qaeda", "al-Qaida", "al"})


def _places_of(document: Document, facts: Facts, word: str) -> list[int]:
    """Tokens where a word stands; the few forms that begin without a capital are searched for."""
    if word[0].isupper():
        return facts.positions.get(word, [])
    return [i for i, w in enumerate(document.words) if w == word] if word in document.words else []


def _is_event(document: Document, name: Name) -> bool:
    return document.lower[name.past - 1] in word_list("nobody")


def unlisted_countries(document: Document, facts: Facts, names: list[Name]) -> list[Name]:
    """Countries that no directory knows: a word whose people the article calls by it ("Norvia", "Norvian")."""
    words = document.words
    present = facts.positions
    found: dict[str, str] = {}
    for word in present:
        if (
            word.endswith(("an", "ese", "ians"))
            and len(word) > 5
            and word not in directory().demonyms
            and word not in given_names()
            and word not in surnames()
        ):
            for base in _bases(word):
                if (
                    base in present
                    and base not in places()
                    and base not in directory().names
                    and base not in given_names()
                    and not common_word(base.lower())
                ):
                    found[word] = base
    if not found:
        return names
    countries = set(found.values())
    kept = [n for n in names if not (n.past - n.first == 1 and words[n.first] in found)]
    kept = [n for n in kept if not (n.kind == "person" and words[n.past - 1] in found)]
    taken = {i for n in kept if n.past - n.first > 1 for i in range(n.first, n.past)}
    out = [n for n in kept if not (n.past - n.first == 1 and words[n.first] in countries)]
    stands = (i for word in countries for i in facts.positions[word] if i not in taken)
    follower = [*document.lower[1:], ""]
    return out + [Name(i, i + 1, "country") for i in stands if follower[i] not in word_list("nobody")]


def _bases(word: str) -> list[str]:
    """What a word for a people can come from: "Norvian" from Norvia, Norve, Norvy or Norv."""
    stems = []
    if word.endswith("ians"):
        word = word[:-1]
    if word.endswith("ian") and len(word) > 6:
        stems += [word[:-3] + end for end in ("ia", "e", "y", "a", "")]
    elif word.endswith("an") and len(word) > 5:
        stems += [word[:-2] + end for end in ("a", "o")]
    elif word.endswith("ese") and len(word) > 6:
        stems += [word[:-3] + end for end in ("a", "e", "")]
    return stems


def governments(document: Document, names: list[Name]) -> list[Name]:
    """"The Dutch government" is the Netherlands."""  # fmt: skip
    lower = document.lower
    added = []
    for i in range(1, len(lower)) if "government" in lower else ():
        if lower[i] == "government":
            for first in (i - 2, i - 1):
                entry = directory().demonyms.get(" ".join(document.words[max(first, 0) : i]))
                if entry is not None:
                    added.append(Name(first, i + 1, "country", entry))
                    break
    taken = {i for n in added for i in range(n.first, n.past)}
    return added + [n for n in names if n.first not in taken and n.past - 1 not in taken]


def capitals(document: Document, facts: Facts, names: list[Name], speakers: Sequence[TokenSpan]) -> list[Name]:
    """Capitals that act are their governments."""
    family = family_names(document, names)
    owner = {i: n for n in names for i in range(n.first, n.past)}
    speaking = set(speakers)
    dropped: set[Name] = set()
    added = []
    for form, entry in directory().capitals.items():
        first, *rest = form.split(" ")
        for i in facts.positions.get(first, ()) if form not in family else ():
            length = 1 + len(rest)
            if rest and document.words[i + 1 : i + length] != rest:
                continue
            holder = owner.get(i)
            if holder and (holder.kind in ("person", "organisation") or holder.first != i or holder.past != i + length):
                continue
            if (i, i + length) in speaking or government_at(document, i, i + length):
                if holder:
                    dropped.add(holder)
                added.append(Name(i, i + length, "country", entry))
    return [n for n in names if n not in dropped] + added
