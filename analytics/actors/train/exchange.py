"""Names exchanged for other names: people, organisations, countries and titles of an article, each the same way throughout.

What is learned from such articles is where names stand, not whose they are. The new names come from the lexicons, from their
syllables, and for companies from everything that companies are named after: people, acronyms, common words, made-up words.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from analytics.actors.directory import directory
from analytics.actors.lexicon import genders, places, surnames, word_list
from analytics.actors.sheet import listed_forms
from analytics.actors.train.gold import NO_ACTOR, Example, spans_of
from analytics.text import Document

AFTER_NAMES = "KC QC SC MP MBE OBE CBE PhD MD RN MLA MSP TD JP AM".split()
_TOWNS = "ville ton burg gate haven ford mouth field wick by stadt holm grad pur nagar bury ham dale".split()
_LANDS = "Bay Pass Bridge Valley Street Road Square Park Island River Lake Beach Hills Heights County Harbour Avenue Point".split()
_BEFORE_TOWNS = ["Port", "Lower", "Upper", "North", "South", "East", "West", "St", "New", "Fort", "Mount", "Lake", "Cape", "San"]
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnprstvz"
_ENDS = "Tech Pay Labs Soft Net Hub Media Bank Works Flow Point Cloud Bio Med Gen".split()
_LEGAL = ["Inc", "plc", "Corp", "Ltd", "Group", "Holdings", "Co", "Industries", "Systems", "Partners", "Energy", "Motors"]


class Names:
    """Names to put in the place of others. ``words``: lower-case common words; ``roles``: those that say what a person does."""

    def __init__(self, words: Sequence[str], roles: Sequence[str]) -> None:
        self.words, self.roles = list(words), list(roles)
        self.common = frozenset(words)
        self.bodies = sorted(w.capitalize() for w in word_list("body") if w.isalpha() and len(w) > 3)
        self.capitals = sorted(directory().capitals)
        self.titles = sorted(w.capitalize() for w in word_list("title") if w.isalpha())
        self.given = {g: sorted(n for n, s in genders().items() if (s > 0) == g) for g in (True, False)}
        self.surnames = sorted(surnames())
        self.places = sorted(places())
        self.countries = [e.name for e in directory().entries if e.type == "country"]
        self.demonyms = sorted(directory().demonyms)

    def surname(self) -> list[str]:
        """A surname of one or more words; a third are made up."""
        dice = random.random()
        name = random.choice(self.surnames)
        if dice < 0.33:
            other = random.choice(self.surnames).lower()
            name = name[: random.randint(2, 4)] + other[len(other) // 2 :]
        if dice > 0.97:
            return [random.choice(["al-", "Al-", "el-"]) + name]
        if dice > 0.94:
            return [
                *random.choice([["van"], ["de"], ["von"], ["van", "der"], ["bin"], ["Al"], ["De"], ["Abu"], ["De", "la"]]),
                name,
            ]
        if dice > 0.90:
            return [name + "-" + random.choice(self.surnames)]
        if dice > 0.86:
            return [random.choice(self.surnames), name]
        if dice > 0.84:
            return [random.choice(self.words).capitalize()]
        if dice > 0.83:
            return [random.choice(self.countries).split(" ")[0]]
        return [name]

    def first(self, like: str) -> str:
        """A given name of the same gender."""
        gender = genders().get(like, random.choice((1.0, -1.0))) > 0
        if random.random() < 0.2:
            return random.choice(self.given[gender])[:2] + random.choice(self.given[gender])[1:]
        if random.random() < 0.05:
            return random.choice(self.given[gender]) + "-" + random.choice(self.given[gender])
        if random.random() < 0.02:
            return random.choice(self.words).capitalize()
        return random.choice(self.given[gender])

    def company(self) -> list[str]:
        """The one word, now and then the two or three, that a firm, a site or a club is called by."""
        dice = random.random()
        if dice < 0.30:
            return [random.choice(self.surnames)]
        if dice < 0.36:
            return [random.choice(self.given[random.random() < 0.5])]
        if dice < 0.54:
            return [random.choice(self.words).capitalize()]
        if dice < 0.66:
            return [self.syllables().capitalize()]
        if dice < 0.74:
            return [self.syllables().capitalize() + random.choice(_ENDS)]
        if dice < 0.77:
            return [random.choice("ei") + self.syllables().capitalize()]
        if dice < 0.85:
            return [random.choice(self.surnames), random.choice(self.surnames)]
        if dice < 0.87:
            return [random.choice(self.surnames), "&", random.choice([*_LEGAL, random.choice(self.surnames)])]
        if dice < 0.91:
            return ["".join(random.choice("ABCDEFGHIKLMNOPRSTUW") for _ in range(random.randint(2, 4)))]
        if dice < 0.95:
            return [random.choice(self.words).capitalize(), random.choice(self.words).capitalize()]
        return [random.choice(self.surnames), random.choice(_LEGAL)]

    def long_name(self) -> str:
        """A name of several words that says what it is: "Institute for Water and Works", "Arnford College of Design"."""
        body = random.choice(self.bodies)
        topic = random.choice(self.words).capitalize()
        if random.random() < 0.4:
            topic += random.choice((" and ", " and ", " & ")) + random.choice(self.words).capitalize()
        elif random.random() < 0.3:
            topic += " " + random.choice(self.words).capitalize()
        where = random.choice((" ".join(self.place()), random.choice(self.countries), random.choice(self.surnames)))
        nation = random.choice((random.choice(self.demonyms), where))
        return random.choice(
            (
                f"{body} for {topic}",
                f"{body} of {topic}",
                f"{body} of {where}",
                f"{nation} {body} of {topic}",
                f"{nation} {body} for {topic}",
                f"{nation} {topic} {body}",
                f"{where} {topic} {body}",
                f"{topic} {body}",
                f"{topic} {body} of {where}",
                f"{body} of {topic} of {where}",
                f"University of {where}, {' '.join(self.place())}",
                f"{nation} {body}",
                f"{where} and {' '.join(self.place())} {topic} {body}",
            )
        )

    def syllables(self) -> str:
        """A word that does not exist."""
        parts = (random.choice(_CONSONANTS) + random.choice(_VOWELS) for _ in range(random.randint(2, 3)))
        return "".join(parts) + random.choice(["", "", "n", "x", "r", "s", "l"])

    def place(self) -> list[str]:
        """A town, a street, a mountain pass: from the lexicon, or made up."""
        dice = random.random()
        if dice < 0.35:
            return random.choice(self.places).split(" ")
        word = random.choice((self.syllables(), random.choice(self.surnames).lower()))
        if dice < 0.55:
            return [word.capitalize()]
        if dice < 0.75:
            return [(word + random.choice(_TOWNS)).capitalize()]
        if dice < 0.9:
            return [word.capitalize(), random.choice(_LANDS)]
        return [random.choice(_BEFORE_TOWNS), word.capitalize()]

    def country(self) -> tuple[str, str]:
        """A country that does not exist, and what its people are called."""
        stem = self.syllables().capitalize().rstrip("aeiou")
        end, people = random.choice((("ia", "ian"), ("a", "an"), ("", "ese"), ("land", "ish"), ("e", "ian"), ("o", "an")))
        return stem + end, stem + people

    def title(self) -> list[str]:
        """What can stand before a name and is no part of it: a role, an honorific that no list knows, an office."""
        dice = random.random()
        role = random.choice(self.roles).capitalize()
        if dice < 0.3:
            return [role]
        if dice < 0.5:
            return [random.choice(self.titles)]
        if dice < 0.62:
            return [random.choice(["Former", "Vice", "Deputy", "Chief", "Senior", "Acting", "Retired", "Assistant"]), role]
        if dice < 0.72:
            return [random.choice(self.words).capitalize(), role]
        if dice < 0.86:
            word = self.syllables().capitalize()
            return [random.choice([word, word[:3], word[0] + word[2::2] + random.choice("tlrdn"), word[:2] + "."])]
        topic = [random.choice(self.words).capitalize() for _ in range(random.randint(1, 2))]
        if random.random() < 0.5:
            topic += ["and", random.choice(self.words).capitalize()]
        return [role, random.choice(["for", "of", "for"]), *topic]


def exchange(example: Example, names: Names) -> Example:
    """The article with most of its names exchanged."""
    document, labels, weight = example
    swap: dict[str, list[str]] = {}
    whole: dict[str, list[str]] = {}
    words: list[str] = []
    out: list[str] = []
    sentences: list[tuple[int, int]] = []
    spans = {first: (past, kind) for first, past, kind in spans_of(labels)}
    for a, b in document.sentences:
        begin = len(words)
        i = a
        while i < b:
            past, kind = spans.get(i, (i + 1, ""))
            tokens = document.words[i:past]
            before: list[str] = []
            after: list[str] = []
            if kind == "P":
                before, after = _around(document, i, past, b, names)
                tokens = _person(tokens, swap, names)
            elif kind == "G":
                tokens = _organisation(tokens, swap, names)
            elif kind in ("C", "L"):
                tokens = _place(tokens, kind, whole, names)
            elif tokens[0] in directory().demonyms:
                tokens = _people(tokens[0], whole, names)
            elif labels[i] == NO_ACTOR and (length := _length_of_place(document, i, labels)):
                past = i + length
                tokens = _place(document.words[i:past], "L", whole, names)
            words += [*before, *tokens, *after]
            out += ["O"] * len(before)
            if kind:
                out += ["B" + kind] + ["I" + kind] * (len(tokens) - 1)
            else:
                out += labels[i : i + 1] * len(tokens)
            out += ["O"] * len(after)
            i = past
        sentences.append((begin, len(words)))
    return Example(_document(document, words, sentences), out, weight)


def _document(old: Document, words: list[str], sentences: list[tuple[int, int]]) -> Document:
    lower = [w.lower().replace("’", "'") for w in words]
    sentence_of = [n for n, (a, b) in enumerate(sentences) for _ in range(a, b)]
    paragraph = [old.paragraph_of[a] for a, _ in old.sentences]
    return Document("", words, lower, [], [], sentences, [], sentence_of, [paragraph[n] for n in sentence_of])


def _around(document: Document, first: int, past: int, end: int, names: Names) -> tuple[list[str], list[str]]:
    """Now and then a title before a person, an honour after."""
    before: list[str] = []
    after: list[str] = []
    plain = first == 0 or not document.words[first - 1][0].isupper()
    if plain and random.random() < 0.12 and document.lower[first - 1 : first] != ["."]:
        before = names.title()
    if past - first > 1 and random.random() < 0.04 and past < end and not document.words[past][0].isupper():
        after = [*([","] if random.random() < 0.3 else []), random.choice(AFTER_NAMES)]
    return before, after


def _person(tokens: list[str], swap: dict[str, list[str]], names: Names) -> list[str]:
    found: list[str] = []
    for position, word in enumerate(tokens):
        key = word.lower()
        if key.rstrip(".") in word_list("suffix") or (len(word) == 2 and word[1] == ".") or not word[0].isupper():
            found.append(word)
            continue
        if key not in swap:
            change = random.random() < 0.85
            is_given = position < len(tokens) - 1
            swap[key] = ([names.first(word)] if is_given else names.surname()) if change else [word]
        new = swap[key]
        found += [w.upper() for w in new] if word.isupper() and len(word) > 3 else new
    return found


def _organisation(tokens: list[str], swap: dict[str, list[str]], names: Names) -> list[str]:
    """Words that say what it is stay ("Bank", "University of"), the others change."""
    found: list[str] = []
    for word in tokens:
        key = "G" + word.lower()
        proper = word[0].isupper() and word.isalpha()
        telling = word.lower() in word_list("body") or word.lower() in word_list("nobody") or word in directory().demonyms
        if not proper or (len(tokens) > 1 and (telling or word.lower() in names.common)):
            found.append(word)
            continue
        if key not in swap:
            if random.random() < 0.4:
                swap[key] = [word]
            elif word.isupper() and len(word) < 6:
                swap[key] = ["".join(random.choice("ABCDEFGHIKLMNOPRSTUW") for _ in word)] if len(word) > 1 else [word]
            elif len(tokens) > 1:
                swap[key] = random.choice(names.surnames if random.random() < 0.7 else names.places).split(" ")
            else:
                swap[key] = names.company()
        found += swap[key]
    return found


def _place(tokens: list[str], kind: str, whole: dict[str, list[str]], names: Names) -> list[str]:
    key = " ".join(tokens)
    if key not in whole:
        entry = directory().names.get(key)
        whole[key] = tokens
        if entry is not None and random.random() < 0.4:
            name, people = names.country() if random.random() < 0.4 else (random.choice(names.countries), "")
            whole[key] = name.split(" ")
            for demonym in entry.demonyms if people else ():
                whole[demonym] = [people + "s" * demonym.endswith("s")]
        elif entry is None and kind == "L" and random.random() < 0.6:
            whole[key] = names.place()
    return whole[key]


def _people(word: str, whole: dict[str, list[str]], names: Names) -> list[str]:
    if word not in whole:
        whole[word] = [random.choice(names.demonyms)] if random.random() < 0.3 else [word]
    return whole[word]


def _length_of_place(document: Document, first: int, labels: Sequence[str]) -> int:
    """Tokens of the place of the lexicon that begins at a token and is part of no actor's name."""
    word = document.words[first]
    if first and document.words[first - 1][0].isupper() and document.sentence_of[first - 1] == document.sentence_of[first]:
        return 0
    longest = next((len(f) for f, k in listed_forms().get(word, ()) if tuple(document.words[first : first + len(f)]) == f), 0)
    length = longest or int(word in places())
    after = document.words[first + length : first + length + 1]
    apart = not after or not after[0][0].isupper() or document.sentence_of[first + length] != document.sentence_of[first]
    return length if apart and length and all(label == NO_ACTOR for label in labels[first : first + length]) else 0
