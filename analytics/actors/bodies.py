"""The bodies and countries of an article: acronyms, short forms and long forms joined to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from analytics.actors.directory import directory
from analytics.actors.lexicon import word_list
from analytics.actors.names import OFFSHOOTS, Name
from analytics.actors.people import Actor
from analytics.text import Document

_LEGAL = frozenset("inc inc. corp corp. ltd ltd. llc plc co co. limited".split())
_LINKS = frozenset("of for and the & on in to at de del des du la".split())
Key = tuple[str, ...]
_ALIKE = 50  # bodies with one first or last word that are compared in one article


def join_bodies(document: Document, names: Iterable[Name]) -> list[Actor]:
    """An actor for each body and country; those of the directory stand under its name."""
    listed: dict[str, Actor] = {}
    others: list[tuple[Key, Name]] = []
    for name in _own_acronyms(document, list(names)):
        if name.entry is None and name.kind == "country":
            word = document.words[name.first]
            actor = listed.setdefault(word, Actor(word, "country", (word,)))
            actor.mentions.append((name.first, name.past))
        elif name.entry is not None:
            actor = listed.setdefault(name.entry.name, Actor(name.entry.name, name.kind, tuple(name.entry.name.split())))
            actor.mentions.append((name.first, name.past))
        else:
            others.append((_key(document, name), name))
    bodies: dict[Key, Actor] = {}
    forms = sorted({key for key, _ in others}, key=lambda k: (-len(k), k))
    finder = _Joined(listed.values())
    for key in forms:
        found = finder.find(key)
        if found is None:
            found = Actor(" ".join(key), "organisation", key)
            finder.add(key, found)
        bodies[key] = found
    for key, name in others:
        bodies[key].mentions.append((name.first, name.past))
    _introduced(document, bodies, others, listed)
    joined = list(dict.fromkeys([*listed.values(), *bodies.values()]))
    for actor in joined:
        actor.mentions.sort()
        if actor.type == "organisation" and actor.name not in listed:
            actor.name = _shown(document, actor)
    return [a for a in joined if a.mentions]


def _own_acronyms(document: Document, names: list[Name]) -> list[Name]:
    """Acronyms that an article gives to a body of its own mean that body, whatever the directory says."""
    spelled = {document.text[slice(*document.span(n.first, n.past))] for n in names if n.entry is not None}
    given: set[str] = set()
    for n in names:
        if n.entry is None and n.kind == "organisation" and n.past - n.first > 1:
            short = initials(_key(document, n))
            marked = n.past + 1 < len(document.words) and document.words[n.past] == "("
            given |= {s for s in short if len(s) > 2 or (marked and document.words[n.past + 1] == s)}
    if not given:
        return names
    named = {n.entry.name for n in names if n.entry is not None and n.past - n.first > 1}
    own = {s for s in given & spelled if directory().names[s].name not in named}
    return [
        n._replace(entry=None) if n.entry is not None and document.words[n.first] in own and n.past - n.first == 1 else n
        for n in names
    ]


def _key(document: Document, name: Name) -> Key:
    words = document.words[name.first : name.past]
    return tuple(w for w in words if w.lower() != "the") or tuple(words)


def _plain(key: Iterable[str]) -> Key:
    return tuple(w.lower().rstrip(".") for w in key if w.lower() not in _LEGAL) or tuple(w.lower() for w in key)


def initials(words: Iterable[str]) -> set[str]:
    """The acronyms that a name can have: of its capitalised words, and of all of them.

    >>> sorted(initials(["Bank", "of", "Farmers"]))
    ['BF', 'BOF']
    """
    kept = list(words)
    return {"".join(w[0] for w in kept if w.lower() not in _LINKS).upper(), "".join(w[0] for w in kept).upper()}


class _Joined:
    """The bodies met so far, longest names first, to be asked by word, by acronym and by beginning."""

    def __init__(self, listed: Iterable[Actor]) -> None:
        self.exact: dict[Key, Actor] = {}
        self.acronyms: dict[str, Actor] = {}
        self.first: dict[str, list[tuple[Key, Actor]]] = defaultdict(list)
        self.last: dict[str, list[tuple[Key, Actor]]] = defaultdict(list)
        for actor in listed:
            if actor.type == "organisation":
                self.add(actor.words, actor)

    def add(self, key: Key, actor: Actor) -> None:
        plain = _plain(key)
        self.exact.setdefault(plain, actor)
        for ends, word in ((self.first, plain[0]), (self.last, plain[-1])):
            if len(ends[word]) < _ALIKE:
                ends[word].append((plain, actor))
        if len(plain) > 1:
            for acronym in initials(key):
                self.acronyms.setdefault(acronym, actor)

    def find(self, key: Key) -> Actor | None:
        plain = _plain(key)
        if plain in self.exact:
            return self.exact[plain]
        short = key[0].replace(".", "")
        if len(key) == 1 and short[0].isupper() and 1 < len(short) < 8 and (short.isupper() or short.upper() in self.acronyms):
            return self.acronyms.get(key[0].replace(".", "").upper())
        if plain[-1] in OFFSHOOTS:
            return None
        if len(plain) == 1 and plain[0] in word_list("body"):
            longer = self.last[plain[0]] or self.first[plain[0]]
            return longer[0][1] if longer else None
        special = [
            w for w in plain if w not in word_list("body") and w not in _LINKS and w.capitalize() not in directory().demonyms
        ]
        if (
            special
            and plain[0] not in word_list("body")
            and " ".join(key) not in directory().names
            and not (len(key) == 1 and (key[0] in directory().demonyms or key[0] in directory().names))
        ):
            for other, actor in self.first[plain[0]]:
                if len(other) > len(plain) and other[: len(plain)] == plain and other[-1] not in OFFSHOOTS:
                    return actor
        if len(plain) > 1:
            for other, actor in self.last[plain[-1]]:
                front = other[: len(other) - len(plain)]
                if front and other[len(front) :] == plain and (len(front) == 1 or _is_country(front, key, actor)):
                    return actor
        return None


def _is_country(front: Key, key: Key, actor: Actor) -> bool:
    """Whether the words before a shorter name are a country's ("US Supreme Court" and "Supreme Court")."""
    spelled = " ".join(actor.words[: len(front)])
    return spelled in directory().names or spelled in directory().demonyms


def _introduced(document: Document, bodies: dict[Key, Actor], others: list[tuple[Key, Name]], listed: dict[str, Actor]) -> None:
    """"Union of Dockers (UOD)": a short form in brackets is the body before them."""  # fmt: skip
    at = {name.past: (key, name) for key, name in others}
    for key, name in others:
        opened = name.first - 1
        if opened < 1 or document.words[opened] != "(" or name.past >= len(document.words) or document.words[name.past] != ")":
            continue
        before = at.get(opened)
        if len(key) != 1 or before is None or len(before[0]) < 2 or bodies[before[0]] is bodies[key]:
            continue
        short, full = bodies[key], bodies[before[0]]
        full.mentions += short.mentions
        short.mentions = []
        for other, actor in bodies.items():
            if actor is short:
                bodies[other] = full


def _shown(document: Document, actor: Actor) -> str:
    """The longest form, without "the"."""  # fmt: skip
    forms = {" ".join(document.words[a:b]) for a, b in actor.mentions}
    best = max(forms, key=lambda f: (len(f), f), default=actor.name)
    return best.removeprefix("The ").removeprefix("the ").replace(" ’", "’").replace(" '", "'")
