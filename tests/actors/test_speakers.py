"""Who a speaker is: names, roles, pronouns, and those who stay unnamed."""

import re

import pytest

from analytics.actors import find_mentions, name_speakers
from analytics.quotes.find import FoundQuote
from analytics.text import read


def said(text: str, *pairs: tuple[str, str]) -> list[FoundQuote]:
    """Quotes by (speaker, content); a speaker may be given with its place: "he#2" is the second "he"."""
    found = []
    for speaker, content in pairs:
        word, _, number = speaker.partition("#")
        at = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)][int(number or 1) - 1]
        start = text.index(content)
        found.append(FoundQuote("direct", [(start, start + len(content))], (at, at + len(word)), None, None, 1.0, "given"))
    return found


TABLE = [
    ("Ada Quill spoke. “No,” Quill said.", "Quill#2", "“No,”", "Ada Quill", "person"),
    ("Arn’s mayor, Ada Quill, said “no”.", "Arn’s mayor, Ada Quill", "“no”", "Ada Quill", "person"),
    ("Ada Quill’s mother said “no”.", "Ada Quill’s mother", "“no”", None, "unnamed"),
    ("Ada Quill’s lawyer, Robert Lund, said “no”.", "Ada Quill’s lawyer, Robert Lund", "“no”", "Robert Lund", "person"),
    ("Quill aide Maria Ostrander said “no” for Ada Quill.", "Quill aide Maria Ostrander", "“no”", "Maria Ostrander", "person"),
    ("A State Department spokesperson said “no”.", "A State Department spokesperson", "“no”", None, "unnamed"),
    ("Ada Quill supporters said “no”.", "Ada Quill supporters", "“no”", None, "group"),
    ("Ada Quill and Robert Lund said “no”.", "Ada Quill and Robert Lund", "“no”", None, "group"),
    ("A memo by the Arn Savings Bank said “no”.", "A memo by the Arn Savings Bank", "“no”", "Arn Savings Bank", "organisation"),
    ("Ada Quill’s tweet said “no”.", "Ada Quill’s tweet", "“no”", "Ada Quill", "person"),
    ("Mayor Ada Quill came. The mayor said “no”.", "The mayor", "“no”", "Ada Quill", "person"),
    ("The Arn Savings Bank fell. The bank said “no”.", "The bank", "“no”", "Arn Savings Bank", "organisation"),
    ("Ada Quill came late. “No,” she said.", "she", "“No,”", "Ada Quill", "person"),
    ("Ada Quill met Robert Lund. “No,” he said.", "he", "“No,”", "Robert Lund", "person"),
    ("A neighbour wept. “No,” he said.", "he", "“No,”", None, "unnamed"),
    ("Some said “no”.", "Some", "“no”", None, "group"),
    ("In a letter Ms Quill said “no”. Ada Quill is mayor.", "In a letter Ms Quill", "“no”", "Ada Quill", "person"),
    ("Ada Quill, a dairy farmer, said “no”.", "a dairy farmer", "“no”", "Ada Quill", "person"),
    (
        "Arn Savings Bank’s chief economist Robert Lund said “no”.",
        "Arn Savings Bank’s chief economist",
        "“no”",
        "Robert Lund",
        "person",
    ),
    ("The bank’s lawyer, Robert Lund, said “no”.", "The bank’s lawyer", "“no”", "Robert Lund", "person"),
    ("A neighbour, who met Ada Quill, said “no”.", "A neighbour", "“no”", None, "unnamed"),
    ("He led the Arn Dockers’ Union in Quorl, which said “no”.", "which", "“no”", "Arn Dockers’ Union", "organisation"),
    ("Ada Quill came. She wrote to the mayor that Robert Lund lied.", "She wrote to the mayor", "lied", "Ada Quill", "person"),
    ("Norway met us. The Norwegian statement said “no”.", "The Norwegian statement", "“no”", "Norway", "country"),
    ("Mayor Ada Quill came. The mayor’s written order said “no”.", "The mayor’s written", "“no”", "Ada Quill", "person"),
    ("A report said “no”. The report by the Arn Dockers’ Union is long.", "A report", "“no”", "Arn Dockers’ Union", "organisation"),
    (
        "Customers, including Ada Quill and Arn Bank, said “no”.",
        "Customers, including Ada Quill and Arn Bank",
        "“no”",
        None,
        "group",
    ),
    (
        "The Norway Defence Force fired. Norway’s military said “no”.",
        "Norway’s military",
        "“no”",
        "Norway Defence Force",
        "organisation",
    ),
    ("Moscow said “no”.", "Moscow", "“no”", "Russia", "country"),
]


@pytest.mark.parametrize(("text", "speaker", "content", "name", "kind"), TABLE, ids=[t[0][:40] for t in TABLE])
def test_name_speakers_resolves(text: str, speaker: str, content: str, name: str | None, kind: str) -> None:
    text = "The council met on Monday.\n\n" + text
    document = read(text)
    quotes = said(text, (speaker, content))
    [found] = name_speakers(document, quotes, find_mentions(document, quotes))
    assert (found.name, found.type) == (name, kind)
    assert found.why


def test_name_speakers_says_why() -> None:
    text = "Ada Quill spoke.\n\n“No,” Quill said. A bank official said “yes”."
    document = read(text)
    quotes = said(text, ("Quill#2", "“No,”"), ("A bank official", "“yes”"))
    found = name_speakers(document, quotes, find_mentions(document, quotes))
    assert [s.why for s in found] == ["the surname of Ada Quill, named in paragraph 1", "unnamed: “A bank official”"]


def test_name_speakers_answers_in_the_order_asked() -> None:
    text = "Ada Quill spoke. “No,” Quill said. Robert Lund said “yes”."
    document = read(text)
    quotes = said(text, ("Robert Lund", "“yes”"), ("Quill#2", "“No,”"))
    assert [s.name for s in name_speakers(document, quotes, find_mentions(document, quotes))] == ["Robert Lund", "Ada Quill"]


def test_name_speakers_without_quotes_or_mentions() -> None:
    document = read("“No,” he said.")
    quote = FoundQuote("direct", [(0, 5)], None, None, None, 0.5, "given")
    assert name_speakers(document, [], []) == []
    assert [s.name for s in name_speakers(document, [quote], [])] == [None]
