"""Short invented stories with slots for names: rare uses in the marked articles, filled with other names every time.

Slots: {G} an organisation, {H} another, {P} a person's full name, {S} the surname of {P}, {N} the full name with a nickname, {V}
the campaign or administration of {P}, {Q} and {R} another person's names, {T} a title, {L} a place, {C} a country, {A} an honour
after a name, {X} an acronym of a thing; {M}, {B}, {Z} as in `stories`. Titles, places, honours and things are no actors.
"""

from __future__ import annotations

import random
import re

from analytics.actors.train.gold import NO_ACTOR, LabelledArticle
from analytics.actors.train.names import AFTER_NAMES, Names
from analytics.actors.train.stories import BODIES, LABELS, MEDIA, TURNS
from analytics.text import read

WEIGHT = 0.5
_TRANSCRIPTS = 0.1  # share of stories
_SLOT = re.compile(r"\{([A-Z])\}")
_KINDS = {"G": "G", "H": "G", "V": "G", "M": "G", "B": "G", "Z": "G", "P": "P", "N": "P", "S": "P", "Q": "P", "R": "P", "C": "C"}

FIRMS = """
Shares in {G} rose sharply in early trade in {L}.
Shares of {G} lost a tenth of their value.
Investors in {G} were told to wait.
A stake in {G} was sold to a fund from {C}.
{G} shares closed at 41.20, down 3%.
{G} stock has doubled since spring.
{G}, which makes pumps for farms, has its head office in {L}.
{G}, which runs 40 shops in {L}, said sales were flat.
{G}, the maker of children's bicycles, named {P} as its chairman.
{G}, a start-up from {L}, raised $30m last year.
{G}’s chief executive, {P}, called the offer too low.
{G} chief executive {P} will step down in June.
{P}, who runs {G}, said demand was strong.
{P} of {G} told a conference in {L} that prices would fall.
{P} worked at {G} before she moved to {H}.
He had joined {G} from {H} two years ago.
She left {G} for its rival {H}.
The company said it would merge with {H}.
{G} plc said it had no plans to close the plant in {L}.
{G} Inc. reported a loss for the third quarter.
{G} and {H} have agreed to share the costs.
Analysts at {H} cut their forecast for {G}.
Its owner, {G}, bought the plant from {H} in 2014.
Rivals such as {H} have already raised wages.
{G} said it had found no fault. A spokesperson for {G} declined to say more.
Customers of {G} complained for weeks; {G} apologised on Monday.
{G} employs 900 people in {L}.
Workers at {G} walked out on Tuesday.
The union said that {G} had broken its word.
A court in {L} fined {G} for the leak.
{G} has denied the claims. It said it would appeal.
The phones are made by {H} and sold by {G}.
Prices at {G} are lower than those at {H}.
Two former {G} employees have sued.
The {G} app was down for an hour.
Profit at {G} fell by half, it said in a statement.
""".strip().splitlines()

PEOPLE = """
{T} {P} said the road would stay shut. {S} asked drivers to wait.
“We had no warning,” said {T} {P}.
{T} {P} and {T} {Q} met in {L} on Friday.
It was {T} {S} who found the letter. {P} read it out.
The letter was signed by {T} {P}, {A}.
{P} {A} asked the questions. {S} was not satisfied.
{P}, {A}, will lead the inquiry.
He thanked {T} {P} for the help; {S} only smiled.
The court heard from {T} {P}. {T} {S} spoke for an hour.
{S} came second. {P}, from {L}, had led until the last lap.
{P} was born in {L}, where {Q} still lives.
{R} lost to {P} in the final. “I was tired,” {R} said. {Q} is ranked ninth.
{P} wrote to {Q}: stay at home.
{P}'s lawyer, {Q}, said there would be an appeal.
{P} beat {Q} by two votes. In {C} few had expected it.
“No,” {P} said. {Q} nodded.
In {L}, {P} is a hero. In {C}, nobody has heard of {S}.
{P} met {Q} in {L} on Sunday. {S} and {R} talked until midnight.
{S} has never liked {L}, says {P}'s mother.
Asked about {Q}, {P} laughed.
""".strip().splitlines()


THINGS = """
Spending on {X} has doubled since 2019, {G} said.
The rise of {X} worries teachers in {L}. {X} is not new, said {P}.
{X} can be cheap. Few people in {L} have used {X}.
“We test for {X} every day,” {P} said. {X} tests cost little.
The new {X} rules begin in May. {G} asked for more time before the {X} change.
{P} bought an {X} for her mother. It was the last {X} in the shop.
Deep water pumping ({X}) is slow. {X} needs power, and {G} wants it banned.
{N} opened the fair. {S} had not been seen for years.
{N}, 71, won the race in {L}.
The {V} denied the report. {P} said nothing.
Officials in the {V} met {Q} in {L}.
A spokeswoman for the {V} said {S} would not attend.
The {V} has spent twice as much as {Q}.
""".strip().splitlines()
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
    kinds = ((FIRMS, 5), (PEOPLE, 4), (THINGS, 3), (MEDIA, 3), (BODIES, 3))
    stories, most = random.choices(kinds, weights=(5, 4, 2, 2, 2))[0]
    chosen = random.sample(stories, random.randint(1, most))
    if random.random() < 0.3:
        chosen += random.sample(FIRMS + PEOPLE + THINGS, 1)
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
    title, role = (filled["T"] + " " if random.random() < 0.3 else ""), random.choice(LABELS)
    for n in range(random.randint(2, 6)):
        slot = labels[n % 2][n > 1]
        label = filled.get(slot, role)
        before = title if n % 2 == 0 else ""
        if capitals:
            label, before = label.upper(), before.upper()
        if slot:
            spans.append((len(text) + len(before), len(text) + len(before) + len(label), _KINDS[slot]))
        text += f"{before}{label}: {random.choice(TURNS)}\n\n"
    return _labelled(text.strip(), spans)


def _fill(names: Names) -> dict[str, str]:
    body = names.body()
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
