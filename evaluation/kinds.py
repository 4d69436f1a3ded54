"""Well-known companies in business stories, and people behind titles: texts, and whether the library reads them right.

companies.txt and titles.txt hold what is put into the texts; no list of the library has them from there.
"""

from __future__ import annotations

import itertools
from pathlib import Path

HERE = Path(__file__).parent
STORIES = (
    "Shares in {0} fell 3 per cent on Tuesday after a weak quarter.\n\n{0}, which employs 12,000 people, said orders had slowed. "
    "“We expect a hard winter,” said Maria Ostrander, chief executive of {0}.\n\nAnalysts had expected more of the company.",
    "A regulator has opened an inquiry into {0} over its prices, two people with knowledge of the matter said.\n\n{0} said it "
    "would cooperate. {0}’s finance chief, Robert Lund, declined to comment.",
    "Helen Brandt joined {0} in 2019 after ten years at a rival. On Monday she left.\n\n“It was time,” Brandt said of her years at "
    "{0}. A spokesman for {0} thanked her.",
    "The strike at {0} enters its second week. Workers at {0} want higher pay; the union says that {0} has refused to talk.\n\n"
    "“They do not listen,” said Paul Okeke, who has driven for {0} since 2011.",
    "{0} will cut 400 jobs in Leeds, the company said on Wednesday.\n\nThe move by {0} surprised investors. Last year {0} bought a "
    "smaller competitor for $2bn and promised growth.",
)
NAMES = ("Ada Quill", "Robert Lund", "Mariam Osei", "Tomas Brandt", "Helen Okafor", "Vikram Nair", "Carla Fuentes")
SENTENCES = (
    "The hearing in Arnford lasted two hours. {0} {1} said the flood had taken everything. {2} asked for help.",
    "“Nobody warned us,” said {0} {1}. The council will meet again on Friday, and {2} wants to be there.",
    "It was {0} {1} who found the letter. On Sunday {2} gave it to the police.",
)


def read_words(file: str) -> list[str]:
    """The entries of a list, once each; "|" is a space."""
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    words = [word.replace("|", " ") for line in lines if not line.startswith("#") for word in line.split()]
    return list(dict.fromkeys(words))


def is_organisation(firm: str, story: str) -> bool:
    """Whether every mention of a firm in its story is of one organisation."""
    from analytics.actors import find_mentions
    from analytics.text import read

    text = story.format(firm)
    found = [m for m in find_mentions(read(text)) if firm in m.text or m.text in firm]
    return len(found) >= story.count("{0}") and {m.type for m in found} == {"organisation"} and len({m.name for m in found}) == 1


def behind_titles(titles: list[str]) -> list[tuple[str, str, str]]:
    """Each title with a name and a sentence, these by turns."""
    return list(zip(titles, itertools.cycle(NAMES), itertools.cycle(SENTENCES[n // 5 % 3] for n in range(15)), strict=False))


def is_left_off(title: str, name: str, sentence: str) -> bool:
    """Whether a story with "TITLE NAME" and the surname alone names one person, by the name alone."""
    from analytics.actors import find_mentions
    from analytics.text import read

    found = find_mentions(read(sentence.format(title, name, name.split(" ")[-1])))
    return {m.name for m in found if m.type == "person"} == {name} and len(found) >= 2
