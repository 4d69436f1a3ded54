"""Short invented stories with slots for names: rare uses in the marked articles, filled with other names every time.

Slots of ``stories.txt``: {G} an organisation, {H} another, {M} an outlet, {B} an organisation of several words, {Z} its acronym,
{K} and {J} sports clubs, {P} a person's full name, {S} the surname of {P}, {N} the full name with a nickname, {V} the campaign or
administration of {P}, {Q} and {R} another person's names, {T} a title, {L} a place, {C} a country, {A} an honour after a name, {X}
an acronym of a thing. Titles, places, honours and things are no actors.
"""

from __future__ import annotations

import functools
import random
import re
from pathlib import Path

from analytics.actors.train.gold import NO_ACTOR, LabelledArticle
from analytics.actors.train.names import AFTER_NAMES, Names
from analytics.text import read

WEIGHT = 0.5
_TRANSCRIPTS = 0.1  # share of stories
# How often each kind of story is made, and its most sentences.
_KINDS_OF_STORY = {"firms": (5, 5), "people": (4, 4), "things": (2, 3), "outlets": (2, 3), "organisations": (2, 3), "sport": (2, 4)}
_LABELS = ("Q", "A", "HOST", "OPERATOR", "MODERATOR", "AUDIENCE", "QUESTION", "ANSWER", "Reporter", "Host", "Interviewer")
_SLOT = re.compile(r"\{([A-Z])\}")
_KINDS = {
    "G": "G",
    "H": "G",
    "V": "G",
    "M": "G",
    "B": "G",
    "Z": "G",
    "K": "G",
    "J": "G",
    "P": "P",
    "N": "P",
    "S": "P",
    "Q": "P",
    "R": "P",
    "C": "C",
}

_ACRONYMS = """
AI GDP DNA HIV AIDS ICU TV PC VAR CEO CFO IPO GPS LED VAT SUV EV IVF PPE PCR MRI CT CO2 PTSD ADHD HR IT VR AR PDF USB ATM SMS URL
PR GM GMO IQ ID UFO LNG LPG ESG ETF NFT KPI MBA PhD BA DIY FAQ RSVP Q1 Q3 5G 4G WiFi PIN ISA DVD CD CCTV IED BMI RNA mRNA RPA API
GPU CPU SaaS ROI
""".split()


def invent(names: Names) -> LabelledArticle:
    """Make a story of a few sentences in paragraphs, with its labels, or a short transcript."""
    filled = _fill(names)
    if random.random() < _TRANSCRIPTS:
        return _transcript(filled)
    kind = random.choices(list(_KINDS_OF_STORY), weights=[often for often, _ in _KINDS_OF_STORY.values()])[0]
    chosen = random.sample(stories()[kind], random.randint(1, _KINDS_OF_STORY[kind][1]))
    if random.random() < 0.3:
        chosen += random.sample([line for name in ("firms", "people", "things") for line in stories()[name]], 1)
    text, spans = "", list[tuple[int, int, str]]()
    for sentence in chosen:
        text += random.choice(("\n\n", " ")) if text else ""
        at = 0
        for match in _SLOT.finditer(sentence):
            text += sentence[at : match.start()]
            value = filled[match[1]] if match[1] != "T" or random.random() < 0.6 else " ".join(names.title())
            if match[1] in _KINDS:
                spans.append((len(text), len(text) + len(value), _KINDS[match[1]]))
            text += value
            at = match.end()
        text += sentence[at:]
    return _labelled(text, spans)


@functools.cache
def stories() -> dict[str, list[str]]:
    """The sentences of each section of ``stories.txt``."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in Path(__file__).with_name("stories.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(section, []).append(line)
    return found


def _transcript(filled: dict[str, str]) -> LabelledArticle:
    """Make a transcript: labels of two people, an outlet or a role, often in capitals, and sometimes a first sentence."""
    text, spans = "", list[tuple[int, int, str]]()
    if random.random() < 0.6:
        for before, slot in (("", "P"), (" spoke to ", "M"), (" in ", "L")):
            text += before
            if slot in _KINDS:
                spans.append((len(text), len(text) + len(filled[slot]), _KINDS[slot]))
            text += filled[slot]
        text += ".\n\n"
    capitals = random.random() < 0.6
    labels = [random.choice((("P", "S"), ("S", "S"), ("P", "P"))), random.choice((("Q", "R"), ("M", "M"), ("", "")))]
    title, role = (filled["T"] + " " if random.random() < 0.3 else ""), random.choice(_LABELS)
    for n in range(random.randint(2, 6)):
        slot = labels[n % 2][n > 1]
        label = filled.get(slot, role)
        before = title if n % 2 == 0 else ""
        if capitals:
            label, before = label.upper(), before.upper()
        if slot:
            spans.append((len(text) + len(before), len(text) + len(before) + len(label), _KINDS[slot]))
        text += f"{before}{label}: {random.choice(stories()['turns'])}\n\n"
    return _labelled(text.strip(), spans)


def _fill(names: Names) -> dict[str, str]:
    body = names.public()
    people = [(names.first(""), " ".join(names.surname())) for _ in range(2)]
    return {
        "G": " ".join(names.company()),
        "H": " ".join(names.company()),
        "P": " ".join(people[0]),
        "S": people[0][1],
        "Q": " ".join(people[1]),
        "R": people[1][1],
        "T": " ".join(names.title()),
        "M": " ".join(names.outlet()),
        "B": " ".join(body),
        "K": " ".join(names.club()),
        "J": " ".join(names.club()),
        "Z": "".join(word[0] for word in body if word[0].isupper()),
        "L": " ".join(names.place()),
        "C": names.country()[0] if random.random() < 0.3 else random.choice(names.countries),
        "A": random.choice(AFTER_NAMES),
        "N": f"{people[0][0]} {random.choice(('“{}”', '‘{}’', '({})')).format(names.first('').split('-')[0])} {people[0][1]}",
        "V": f"{people[0][1]} {random.choice(('campaign', 'administration', 'government', 'Campaign', 'Administration'))}",
        "X": random.choice(_ACRONYMS) if random.random() < 0.7 else "".join(random.sample("ABCDEFGHIKLMNOPRSTUW", 3)),
    }


def _labelled(text: str, spans: list[tuple[int, int, str]]) -> LabelledArticle:
    document = read(text)
    labels = [NO_ACTOR if word[0].isalnum() else "O" for word in document.words]
    for start, end, kind in spans:
        inside = [i for i, at in enumerate(document.starts) if start <= at < end]
        for n, i in enumerate(inside):
            labels[i] = ("I" if n else "B") + kind
    return LabelledArticle(document, labels, WEIGHT)
