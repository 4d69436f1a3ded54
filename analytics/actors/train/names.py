"""Makes replacement names of every kind: from the lexicons, from their syllables, from common words."""

from __future__ import annotations

import random
from collections.abc import Sequence

from analytics.actors.directory import directory
from analytics.actors.lexicon import genders, places, surnames, word_list

AFTER_NAMES = "KC QC SC MP MBE OBE CBE PhD MD RN MLA MSP TD JP AM".split()
_TOWNS = "ville ton burg gate haven ford mouth field wick by stadt holm grad pur nagar bury ham dale".split()
_LANDS = "Bay Pass Bridge Valley Street Road Square Park Island River Lake Beach Hills Heights County Harbour Avenue Point".split()
_BEFORE_TOWNS = ["Port", "Lower", "Upper", "North", "South", "East", "West", "St", "New", "Fort", "Mount", "Lake", "Cape", "San"]
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnprstvz"
_ENDS = "Tech Pay Labs Soft Net Hub Media Bank Works Flow Point Cloud Bio Med Gen".split()
_LEGAL = ["Inc", "plc", "Corp", "Ltd", "Group", "Holdings", "Co", "Industries", "Systems", "Partners", "Energy", "Motors"]

_OUTLETS = """
Times Post Herald News Journal Tribune Gazette Star Mail Telegraph Observer Weekly Review Chronicle Radio TV Record Press
Independent Sun Mirror Standard Express Argus Examiner Echo Courier Bulletin
""".split()
_TIMES = "Morning Evening Daily Sunday Financial National Business Weekly Sporting".split()
_MAGAZINES = "World Weekly Today Magazine Review Digest Week Insider Daily Online".split()
_CLUBS = """
United City Rovers Wanderers Athletic AC FC Harriers Wasps Town County Rangers Tigers Blues Lions Villa Albion Argyle Giants Bulls
""".split()
_PUBLIC = """
Union Municipality Ministry Association Church Council Federation Society Institute Department Board Commission Agency Authority
Committee Alliance Centre Office Foundation League Network Campaign Court Institution Service
""".split()


class Names:
    """A source of replacement names. ``words``: lower-case common words; ``roles``: words for what a person does."""

    def __init__(self, words: Sequence[str], roles: Sequence[str]) -> None:
        self.words, self.roles = list(words), list(roles)
        self.common = frozenset(words)
        self.titles = sorted(w.capitalize() for w in word_list("title") if w.isalpha())
        self.given = {g: sorted(n for n, s in genders().items() if (s > 0) == g) for g in (True, False)}
        self.surnames = sorted(surnames())
        self.places = sorted(places())
        self.countries = [e.name for e in directory().entries if e.type == "country"]
        self.demonyms = sorted(directory().demonyms)

    def surname(self) -> list[str]:
        """Choose a surname of one or more words; a third are made up."""
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
        """Choose a given name of the same gender."""
        gender = genders().get(like, random.choice((1.0, -1.0))) > 0
        if random.random() < 0.2:
            return random.choice(self.given[gender])[:2] + random.choice(self.given[gender])[1:]
        if random.random() < 0.05:
            return random.choice(self.given[gender]) + "-" + random.choice(self.given[gender])
        if random.random() < 0.02:
            return random.choice(self.words).capitalize()
        return random.choice(self.given[gender])

    def company(self) -> list[str]:
        """Make the name of a firm, a site or a club, usually one word, sometimes two or three."""
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
        if dice < 0.81:
            return [random.choice(self.surnames), random.choice(self.surnames)]
        if dice < 0.85:
            return [random.choice(self.given[random.random() < 0.5]), random.choice(self.surnames)]
        if dice < 0.87:
            return [random.choice(self.surnames), "&", random.choice([*_LEGAL, random.choice(self.surnames)])]
        if dice < 0.91:
            return ["".join(random.choice("ABCDEFGHIKLMNOPRSTUW") for _ in range(random.randint(2, 4)))]
        if dice < 0.95:
            return [random.choice(self.words).capitalize(), random.choice(self.words).capitalize()]
        return [random.choice(self.surnames), random.choice(_LEGAL)]

    def outlet(self) -> list[str]:
        """Make the name of a newspaper, a magazine or a broadcaster."""
        dice = random.random()
        kind = random.choice(_OUTLETS)
        place = random.choice(self.places).split(" ") if random.random() < 0.6 else [random.choice(self.surnames)]
        if dice < 0.35:
            return [*place, kind]
        if dice < 0.50:
            return [*place, random.choice(_TIMES), kind]
        if dice < 0.60:
            return [random.choice(_TIMES), kind]
        if dice < 0.70:
            return [random.choice(self.words).capitalize(), random.choice(_MAGAZINES)]
        if dice < 0.76:
            return ["".join(random.choice("ABCDEFGHIKLMNOPRSTUW") for _ in range(2)), random.choice(_MAGAZINES)]
        if dice < 0.84:
            return [self.syllables().capitalize(), self.syllables().capitalize()]
        if dice < 0.90:
            return [random.choice(["Le", "La", "El", "Die", "Der"]), self.syllables().capitalize()]
        if dice < 0.94:
            return [place[-1] + "er"]
        return self.company()

    def club(self) -> list[str]:
        """Make the name of a sports club: a town, perhaps with United or AC, or a nickname."""
        dice = random.random()
        town = random.choice(self.places).split(" ") if random.random() < 0.6 else self.place()
        if dice < 0.55:
            return town
        if dice < 0.85:
            return [*town, random.choice(_CLUBS)]
        if dice < 0.93:
            return [random.choice(["AC", "FC", "Real", "Sporting", "Dynamo", "Inter"]), *town]
        return [random.choice(self.words).capitalize() + "s"]

    def public(self) -> list[str]:
        """Make the name of a public body, a church, a union, a pollster: often long, with "of" and "and"."""
        dice = random.random()
        head = random.choice(_PUBLIC)
        topics = [random.choice(self.words).capitalize() for _ in range(3)]
        place = random.choice(self.places).split(" ")
        if dice < 0.25:
            return [head, "of", topics[0], "and", topics[1]]
        if dice < 0.40:
            return [head, "of", *([topics[0]] if random.random() < 0.5 else place)]
        if dice < 0.50:
            return [head, "of", topics[0], topics[1], "and", topics[2]]
        if dice < 0.65:
            return [*place, topics[0], head]
        if dice < 0.75:
            return [random.choice(self.demonyms), topics[0], head]
        if dice < 0.85:
            return [head, "for", topics[0], "in", *place]
        if dice < 0.95:
            return [topics[0], head]
        return [random.choice(self.surnames), "and", random.choice(self.surnames)]

    def syllables(self) -> str:
        """Make up a word."""
        parts = (random.choice(_CONSONANTS) + random.choice(_VOWELS) for _ in range(random.randint(2, 3)))
        return "".join(parts) + random.choice(["", "", "n", "x", "r", "s", "l"])

    def place(self) -> list[str]:
        """Choose a town, a street or a mountain pass from the lexicon, or make one up."""
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
        """Make up a country and its demonym."""
        stem = self.syllables().capitalize().rstrip("aeiou")
        end, people = random.choice((("ia", "ian"), ("a", "an"), ("", "ese"), ("land", "ish"), ("e", "ian"), ("o", "an")))
        return stem + end, stem + people

    def title(self) -> list[str]:
        """Make a title, which precedes a name but is no part of it: a role, an unlisted honorific, an office."""
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
