"""What a name is, by the noun beside it, by most of its uses, and for a name of one word by how the article uses it."""

from __future__ import annotations

from collections import Counter, defaultdict

from analytics.actors.directory import directory
from analytics.actors.features import PLACE_WORDS, Facts
from analytics.actors.finder import common_word
from analytics.actors.lexicon import given_names, places, surnames, word_list
from analytics.actors.names import OFFSHOOTS, Name, family_names, name_key
from analytics.actors.roles import is_person_noun
from analytics.text import Document

_OF_BODIES_TOO = frozenset(
    "partner rival owner founder opponent critic ally member leader chief head supporter winner champion client".split()
)


def by_noun(document: Document, name: Name) -> Name:
    """A name's kind by the common noun beside it: "newspaper X", "X, a startup" are bodies; "spokesman X Y" is a person."""
    words, lower = document.words, document.lower
    first, past, kind, _ = name
    begin, end = document.sentences[document.sentence_of[first]]
    before = lower[first - 1] if first > begin else ""
    if kind == "person" and past - first > 1 and lower[past - 1] in ("family", "families"):
        return name._replace(kind="organisation")
    if (
        kind != "organisation"
        and before in word_list("body-noun")
        and words[first - 1][0].islower()
        and before not in ("authority", "administration")
    ):
        return name._replace(kind="organisation") if words[first] not in given_names() or kind != "person" else name
    known = words[first] in given_names() or (past - first == 2 and before not in _OF_BODIES_TOO and words[first].istitle())
    called = kind == "organisation" and 1 < past - first < 4 and known and is_person_noun(before)
    called = called and " ".join(words[first:past]) not in directory().names
    if called and not any(w in word_list("body") for w in lower[first:past]):
        return name._replace(kind="person")
    if kind != "organisation" and past + 2 < end and lower[past] == "," and lower[past + 1] in ("a", "an", "the"):
        for i in range(past + 2, min(end, past + 8)):
            if not words[i][0].isalpha() or lower[i] in ("of", "for", "at", "in", "from", "who", "that", "with", "and", "on", "to"):
                noun = lower[i - 1]
                if (noun in word_list("body-noun") or noun in ("vendor", "nonprofit", "think-tank")) and words[
                    first
                ] not in given_names():
                    return name._replace(kind="organisation")
                break
    return name


def agree(document: Document, facts: Facts, names: list[Name]) -> list[Name]:
    """One kind for one string: a surname of the article's people is a person, else the majority decides."""
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for n in names:
        votes[name_key(document, n.first, n.past)][n.kind] += 1
    family = family_names(document, names)
    place_ends = {k[-1] for k, v in votes.items() if len(k) > 1 and v.most_common(1)[0][0] == "place"}
    given = {document.words[n.first] for n in names if n.kind == "person" and n.past - n.first > 1}
    tails = {k[i:] for k, v in votes.items() if len(k) > 2 and v.most_common(1)[0][0] == "person" for i in range(1, len(k) - 1)}
    edges = {w for k, v in votes.items() if len(k) > 1 and v["organisation"] for w in (k[0], k[-1])} | _listed_edges(
        document, facts
    )
    out = []
    for n in names:
        key = name_key(document, n.first, n.past)
        kind = votes[key].most_common(1)[0][0]
        called = len(key) == 2 and kind == "organisation" and key[0] in given_names() and key[1:] in votes
        if called and votes[key[1:]].most_common(1)[0][0] == "person":
            kind = "person"  # a full name whose surname the article treats as a person's
        if (len(key) == 1 and (key[0] in family or (kind == "person" and key[0] in given))) or key in tails:
            kind = "person"
        elif len(key) == 1 and kind == "person" and key[0] in place_ends and key[0] not in facts.titled:
            kind = "place"  # "Quorl" beside "Port Quorl"
        elif len(key) == 1:
            kind = _lone(document, facts, key[0], kind, sum(votes[key].values()), edges)
        out.append(n._replace(kind=kind))
    return out


def _lone(document: Document, facts: Facts, key: str, kind: str, seen: int, edges: set[str]) -> str:
    """The kind of a name of one word: cities are places, common words are nothing, the unknown that acts is a body."""
    lower = key.lower()
    listed = key in directory().names
    if kind == "organisation":
        if not listed and (key in places() or key in facts.placed):
            return "place"
        if key in places() and key in facts.placed:
            return "place"
        if lower in word_list("body"):
            return kind if key in edges else "other"
        if lower in word_list("nobody") or lower in word_list("not-name"):
            return "other"
    if not listed and any(c.isdigit() for c in key):
        return "other"  # "the EX-4 visa"
    if lower.endswith(("ian", "ians", "ese")) and key not in surnames() and key not in given_names():
        return "other"  # of a people that no list knows
    if kind != "organisation" and not listed and _camel(key):
        return "organisation"  # "QuillTech"
    if kind == "person" and key in edges:
        return "organisation"
    if (
        kind == "person"
        and key.isupper()
        and len(key) == 3
        and key.capitalize() not in given_names()
        and key.capitalize() not in surnames()
    ):
        return "organisation"  # "the QTO"
    if key.isupper() and kind == "organisation":
        return kind
    if kind == "person":
        if lower in word_list("not-name") or (key in places() and key in facts.placed) or key in directory().capitals:
            return "place"
        rare = key not in given_names() and key not in surnames()
        if rare and key in facts.placed:
            return "place"
        if (
            facts.middle.get(key, 0) == 0
            and key not in given_names()
            and key not in facts.titled
            and not _acts(document, facts, key)
        ):
            return "other"
        if key not in facts.titled:
            use = _use(document, facts, key)
            if use == "employer":
                return "organisation"
            if use != "name":
                return (
                    "organisation" if rare and use == "body" and not lower.endswith(("an", "ans", "ese", "ic", "ish")) else "other"
                )
        if key not in facts.titled and (common_word(lower) or (rare and facts.middle.get(key, 0) == 0)):
            return "other"
    if kind == "organisation" and facts.middle.get(key, 0) == 0 and common_word(lower):
        return "other"
    if (
        kind in ("place", "other")
        and seen > 1
        and key.isalpha()
        and key not in facts.placed
        and key not in places()
        and not common_word(lower)
    ):
        known = key in directory().demonyms or key.rstrip("s") in directory().demonyms or listed or key in directory().capitals
        empty = lower in word_list("not-name") or lower in word_list("nobody") or lower.endswith(("ans", "ists", "ese", "ic"))
        if not known and not empty and (_acts(document, facts, key) or _use(document, facts, key) == "body"):
            return "person" if key in given_names() and key in surnames() else "organisation"
    return kind


def _camel(word: str) -> bool:
    """Whether a capital stands inside a word, as in the names of firms and sites."""
    inside = any(c.isupper() for c in word[2:]) and not word.isupper() and word.isalpha()
    return inside and not word.startswith(("Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz", "O’", "O'", "Al", "El"))


def _use(document: Document, facts: Facts, word: str) -> str:
    """How a word is used: as a "place" (often after "in"), a "thing" (mostly before a noun), a "body" (so, often) or a "name"."""
    lower, words = document.lower, document.words
    places_, things, employs, seen, before_capital, defined = 0, 0, 0, 0, 0, 0
    for i in facts.positions.get(word, ()):
        if i + 1 < len(words) and document.sentence_of[i] not in facts.headline and lower[i + 1] not in OFFSHOOTS:
            seen += 1
            after = lower[i + 1]
            before = lower[i - 1] if i else ""
            employs += before == "at" and is_person_noun(lower[i - 2])
            places_ += before in PLACE_WORDS and before not in ("to", "from")
            common = (
                words[i + 1][0].islower()
                and after not in word_list("act")
                and not after.endswith(("ed", "ly"))
                and after not in word_list("function")
            )
            defined += before == "the"
            before_capital += words[i + 1][0].isupper() and document.sentence_of[i + 1] == document.sentence_of[i]
            things += common or (words[i + 1][0].isupper() and document.sentence_of[i + 1] == document.sentence_of[i])
    if employs:
        return "employer"
    if seen and 4 * places_ >= seen:
        return "place"
    last = facts.positions[word][-1] + 1 if seen else 0
    rare = word not in given_names() and word not in surnames()
    if seen and 2 * defined > seen:
        return "body" if seen > 3 and rare else "thing"
    if seen and (before_capital == seen or (seen == things == 1 and rare and not lower[last].endswith("s"))):
        return "thing"
    if seen > 1 and 2 * things > seen:
        return "body" if seen > 3 else "thing"
    return "name"


def _acts(document: Document, facts: Facts, word: str) -> bool:
    """Whether a word does something somewhere: it says, denies, launched."""
    lower = document.lower
    follow = (lower[i + 1] for i in facts.positions.get(word, ()) if i + 1 < len(lower))
    return any(after in word_list("act") or after.endswith("ed") for after in follow)


def _listed_edges(document: Document, facts: Facts) -> set[str]:
    """First and last words of the directory's bodies that the article names."""
    found: set[str] = set()
    forms = directory().forms
    for word in forms.keys() & facts.positions.keys():
        for form, entry in forms[word]:
            possible = len(form) > 1 and entry.type == "organisation" and form[-1] in facts.positions
            if possible and any(tuple(document.words[i : i + len(form)]) == form for i in facts.positions[word]):
                found.update((form[0], form[-1]))
    return found
