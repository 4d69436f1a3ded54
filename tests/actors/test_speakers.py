"""Who a speaker is: names, roles, pronouns, and those who stay unnamed."""

import re

import pytest

from analytics.actors import find_mentions, name_speakers, read_cast
from analytics.quotes import find_quotes
from analytics.quotes.find import FoundQuote
from analytics.quotes.interviews import QUESTION
from analytics.text import read


def said(text: str, *pairs: tuple[str, str]) -> list[FoundQuote]:
    """Quotes by (speaker, content); a speaker may be given with its place: "he#2" is the second "he"."""
    found = []
    for speaker, content in pairs:
        word, _, number = speaker.partition("#")
        at = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)][int(number or 1) - 1]
        start = text.index(content)
        found.append(
            FoundQuote("direct", [(start, start + len(content))], (at, at + len(word)), None, None, 1.0, "given", "direct")
        )
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
    ("A memo said “no”.", "A memo", "“no”", None, "unnamed"),
    ("Ada Quill’s tweet said “no”.", "Ada Quill’s tweet", "“no”", "Ada Quill", "person"),
    ("Mayor Ada Quill came. The mayor said “no”.", "The mayor", "“no”", "Ada Quill", "person"),
    ("The Arn Savings Bank fell. The bank said “no”.", "The bank", "“no”", "Arn Savings Bank", "organisation"),
    ("Ada Quill came late. “No,” she said.", "she", "“No,”", "Ada Quill", "person"),
    ("Ada Quill met Robert Lund. “No,” he said.", "he", "“No,”", "Robert Lund", "person"),
    ("A neighbour wept. “No,” he said.", "he", "“No,”", None, "unnamed"),
    ("Some said “no”.", "Some", "“no”", None, "group"),
    ("Ada Quill, a dairy farmer, said “no”.", "a dairy farmer", "“no”", "Ada Quill", "person"),
    (
        "Arn Savings Bank’s chief economist Robert Lund said “no”.",
        "Arn Savings Bank’s chief economist",
        "“no”",
        "Robert Lund",
        "person",
    ),
    ("Arn Bank’s deputy chair Bo Lund said “no”.", "Arn Bank’s deputy chair Bo Lund", "“no”", "Bo Lund", "person"),
    ("The Growers of Arn’s lawyer Bo Lund said “no”.", "The Growers of Arn’s lawyer Bo Lund", "“no”", "Bo Lund", "person"),
    ("The Dockers’ Union’s leader Mara Ode said “no”.", "The Dockers’ Union’s leader Mara Ode", "“no”", "Mara Ode", "person"),
    ("Ada Quill came late. “No,” in June she said.", "in June she", "“No,”", "Ada Quill", "person"),
    ("Ada Quill left, and the age of 86 she said “no”.", "86 she", "“no”", "Ada Quill", "person"),
    ("Ada Quill and Bo Lund, who said “no”, left.", "Ada Quill and Bo Lund, who", "“no”", None, "group"),
    ("It was Mara Ode who said “no”.", "Mara Ode who", "“no”", "Mara Ode", "person"),
    ("Mara Ode met Bo Lund.\n\nMARA ODE: It was late.", "MARA ODE", "It was late.", "Mara Ode", "person"),
    ("Mara Ode met Bo Lund.\n\nLUND: It was late.", "LUND", "It was late.", "Bo Lund", "person"),
    ("Mara Ode met Bo Lund.\n\nMR LUND: It was late.", "MR LUND", "It was late.", "Bo Lund", "person"),
    ("Ada Quill runs Arn Air. Quill was angry. Sky Harbour said “no”.", "Sky Harbour", "“no”", "Sky Harbour", "organisation"),
    ("A neighbour, who met Ada Quill, said “no”.", "A neighbour", "“no”", None, "unnamed"),
    ("He led the Arn Dockers’ Union in Quorl, which said “no”.", "which", "“no”", "Arn Dockers’ Union", "organisation"),
    ("Ada Quill came. She wrote to the mayor that Robert Lund lied.", "She wrote to the mayor", "lied", "Ada Quill", "person"),
    ("Norway met us. The Norwegian statement said “no”.", "The Norwegian statement", "“no”", "Norway", "country"),
    ("Mayor Ada Quill came. The mayor’s written order said “no”.", "The mayor’s written", "“no”", "Ada Quill", "person"),
    ("A report said “no”. The report by the Arn Dockers’ Union is long.", "A report", "“no”", None, "unnamed"),
    (
        "Customers, including Ada Quill and Arn Bank, said “no”.",
        "Customers, including Ada Quill and Arn Bank",
        "“no”",
        None,
        "group",
    ),
    ("Moscow said “no”.", "Moscow", "“no”", "Russia", "country"),
    # a country by its people or its government
    ("Norway met Denmark. The Danish government said “no”.", "The Danish government", "“no”", "Denmark", "country"),
    ("Norway met Denmark. The Norwegians said “no”.", "The Norwegians", "“no”", "Norway", "country"),
    ("South Africa met Norway. The South African side said “no”.", "The South African side", "“no”", "South Africa", "country"),
    (
        "The Quill administration taxed Norway. The administration said “no”.",
        "The administration",
        "“no”",
        "Quill administration",
        "organisation",
    ),
    ("The World Health Organization (WHO) met. The WHO said “no”.", "The WHO", "“no”", "World Health Organization", "organisation"),
    # a description with "and" is no second speaker
    ("Norway, Denmark’s only ally and partner, said “no”.", "Norway, Denmark’s only ally and partner", "“no”", "Norway", "country"),
    (
        "Ada Quill, joined by a friend and a lawyer, said “no”.",
        "Ada Quill, joined by a friend and a lawyer",
        "“no”",
        "Ada Quill",
        "person",
    ),
    ("Ada Quill, a farmer and poet, said “no”.", "Ada Quill, a farmer and poet", "“no”", "Ada Quill", "person"),
    (
        "A friend of Mara Ode, the novelist Ada Quill, said “no”.",
        "A friend of Mara Ode, the novelist Ada Quill",
        "“no”",
        "Ada Quill",
        "person",
    ),
    (
        "Ada Quill left. Its rival, Arn Savings Bank, said “no”.",
        "Its rival, Arn Savings Bank",
        "“no”",
        "Arn Savings Bank",
        "organisation",
    ),
    (
        "Ada Quill left. The maker, Arn Savings Bank, said “no”.",
        "The maker, Arn Savings Bank",
        "“no”",
        "Arn Savings Bank",
        "organisation",
    ),
    ("Ada Quill ran. Bo Lund’s wife said “no”.", "Bo Lund’s wife", "“no”", None, "unnamed"),
    # a role beside the name of a body is a person
    (
        "Farmers Union leader Ada Quill met Robert Lund of Arn Air. The Farmers Union leader said “no”.",
        "The Farmers Union leader",
        "“no”",
        "Ada Quill",
        "person",
    ),
    (
        "Norwegian minister Ada Quill met Robert Lund. Norway’s minister said “no”.",
        "Norway’s minister",
        "“no”",
        "Ada Quill",
        "person",
    ),
    ("Gov. Ada Quill met Sen. Robert Lund. The governor said “no”.", "The governor", "“no”", "Ada Quill", "person"),
    # a day after the name
    ("Mara Ode met Mayor Ada Quill. The mayor on Monday said “no”.", "The mayor on Monday", "“no”", "Ada Quill", "person"),
    ("Mara Ode came. Mayor Ada Quill this week said “no”.", "Mayor Ada Quill this week", "“no”", "Ada Quill", "person"),
    ("Bo Lund came. Mara Ode last month said “no”.", "Mara Ode last month", "“no”", "Mara Ode", "person"),
    ("Ada Quill met Bo Lund. Lund himself said “no”.", "Lund himself", "“no”", "Bo Lund", "person"),
    ("Arn Bank met Bo Lund. Lund also said “no”.", "Lund also", "“no”", "Bo Lund", "person"),
    ("Norway’s head of research Mara Ode said “no”.", "Norway’s head of research Mara Ode", "“no”", "Mara Ode", "person"),
    ("Bo Lund met Mayor Ada Quill. The mayor angrily said “no”.", "The mayor angrily", "“no”", "Ada Quill", "person"),
    ("Bo Lund left. Mara Ode in the Arn Courier said “no”.", "Mara Ode in the Arn Courier", "“no”", "Mara Ode", "person"),
    (
        "Bo Lund left. The chair of Arn Air, Dr Mara Ode, said “no”.",
        "The chair of Arn Air, Dr Mara Ode",
        "“no”",
        "Mara Ode",
        "person",
    ),
    # a name that begins with the family name shows no gender by its first word
    ("Minister Park Min-ji came late. “No,” she said.", "she", "“No,”", "Park Min-ji", "person"),
    ("Minister Kim Do-hyun came late. “No,” he said.", "he", "“No,”", "Kim Do-hyun", "person"),
    ("Li Jianguo came late. “No,” he said.", "he", "“No,”", "Li Jianguo", "person"),
    ("Gov. Ada Quill met Sen. Robert Lund. The senator said “no”.", "The senator", "“no”", "Robert Lund", "person"),
]


@pytest.mark.parametrize(("text", "speaker", "content", "name", "kind"), TABLE, ids=[t[0][:40] for t in TABLE])
def test_name_speakers_resolves(text: str, speaker: str, content: str, name: str | None, kind: str) -> None:
    text = "The council met on Monday.\n\n" + text
    document = read(text)
    quotes = said(text, (speaker, content))
    [found] = name_speakers(document, quotes, find_mentions(document, quotes))
    assert (found.name, found.type) == (name, kind)
    assert found.why


@pytest.mark.parametrize(
    ("office", "words"),
    [
        ("Prime Minister Ada Quill", "The prime minister"),
        ("Finance Minister Ada Quill", "The minister"),
        ("Chief Executive Ada Quill", "The chief executive"),
        ("The prime minister, Ada Quill,", "The PM"),
        ("Chief Minister Ada Quill", "The CM"),
    ],
)
def test_name_speakers_knows_an_office_though_another_spoke_last(office: str, words: str) -> None:
    document = read(f"{office} met Bo Lund, the union’s leader. Lund said the bill was dead. {words} said it would pass.")
    quotes = find_quotes([document])[0]
    speakers = name_speakers(document, quotes, find_mentions(document, quotes))
    assert [speaker.name for speaker in speakers] == ["Bo Lund", "Ada Quill"]


def test_name_speakers_resolves_a_cut_span() -> None:
    text = "The council met on Monday.\n\nThe bank’s lawyer, Robert Lund, said “no”."
    quotes = said(text, ("The bank’s lawyer", "“no”"))
    document = read(text)
    assert name_speakers(document, quotes, find_mentions(document, quotes))[0].name == "Robert Lund"


def test_name_speakers_resolves_a_loose_span() -> None:
    text = "The council met on Monday.\n\nIn a letter Ms Quill said “no”. Ada Quill is mayor."
    quotes = said(text, ("In a letter Ms Quill", "“no”"))
    document = read(text)
    assert name_speakers(document, quotes, find_mentions(document, quotes))[0].name == "Ada Quill"


PROFILES = [
    # text, the speaker's words, role, gender, gender_from
    ("Arn’s mayor, Ada Quill, said “no”. “It is late,” she said.", "she", "mayor", "f", "article"),
    ("Mr Bo Lund, a dairy farmer, said “no”.", "Mr Bo Lund, a dairy farmer", "dairy farmer", "m", "article"),
    ("Robert Lund said “no”.", "Robert Lund", None, "m", "name"),
    ("A spokeswoman for Arn Savings Bank said “no”.", "A spokeswoman for Arn Savings Bank", "spokeswoman", "f", "article"),
    ("Farm Minister Ada Quill said “no”.", "Farm Minister Ada Quill", "farm minister", "f", "name"),
]


@pytest.mark.parametrize(("text", "speaker", "role", "gender", "source"), PROFILES, ids=[t[0][:40] for t in PROFILES])
def test_name_speakers_gives_role_and_gender(text: str, speaker: str, role: str | None, gender: str, source: str) -> None:
    document = read(text)
    quotes = said(text, (speaker, "“no”"))
    [found] = name_speakers(document, quotes, find_mentions(document, quotes))
    assert (found.role, found.gender, found.gender_from) == (role, gender, source)
    assert found.role is None or (found.role_span is not None and text[slice(*found.role_span)].lower() == role)
    assert found.gender_span is not None


DESCRIBED = [
    ("A spokesperson for the Arn Dockers’ Union said “no”.", "A spokesperson for the Arn Dockers’ Union", "Arn Dockers’ Union"),
    ("An Arn Savings Bank spokesman said “no”.", "An Arn Savings Bank spokesman", "Arn Savings Bank"),
    ("A neighbour said “no”.", "A neighbour", None),
    ("Residents said “no”.", "Residents", None),
]


@pytest.mark.parametrize(("text", "speaker", "body"), DESCRIBED, ids=[t[0][:40] for t in DESCRIBED])
def test_name_speakers_describes_who_has_no_name(text: str, speaker: str, body: str | None) -> None:
    document = read(text)
    quotes = said(text, (speaker, "“no”"))
    [found] = name_speakers(document, quotes, find_mentions(document, quotes))
    assert (found.name, found.described_as, found.spoken_for) == (None, speaker, body)


def test_name_speakers_carries_a_description_on() -> None:
    text = "A spokesman for the Arn Dockers’ Union said “no”. “It is late,” he said."
    document = read(text)
    quotes = said(text, ("A spokesman for the Arn Dockers’ Union", "“no”"), ("he", "“It is late,”"))
    found = name_speakers(document, quotes, find_mentions(document, quotes))[1]
    assert (found.name, found.described_as) == (None, "A spokesman for the Arn Dockers’ Union")
    assert (found.spoken_for, found.gender) == ("Arn Dockers’ Union", "m")


def test_read_cast_gives_what_stands_beside_mentions() -> None:
    text = "Ms Quill, the mayor of Arn, met Robert Lund."
    document = read(text)
    mentions = find_mentions(document)
    assert [(p.role, p.gender) for p in read_cast(document, [], mentions).profiles] == [("mayor", "f"), (None, None)]


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


def test_name_speakers_leaves_questions_of_an_unnamed_interviewer_to_nobody() -> None:
    document = read(
        "Mara Ode has led the clinic since May.\n\nQ: Is the fever back?\n\nA: It is.\n\nQ: Since when?\n\nA: Since Friday."
    )
    quotes = find_quotes([document])[0]
    named = [s.name for s in name_speakers(document, quotes, find_mentions(document, quotes))]
    assert [name for name, quote in zip(named, quotes, strict=True) if quote.rule == QUESTION] == [None, None]


TRANSCRIPT = """The Hon. RUTH OSTRAND (Minister for Works): The road will be open in May.

Mr TULLOW interjecting: It will not!

The Hon. RUTH OSTRAND: It will, and the member knows it.

The PRESIDENT: Order! The member will resume his seat.

BO LUND: And so was I."""


def test_name_speakers_names_the_labels_of_a_transcript() -> None:
    document = read(TRANSCRIPT)
    quotes = find_quotes([document])[0]
    named = [s.name for s in name_speakers(document, quotes, find_mentions(document, quotes))]
    assert named == ["Ruth Ostrand", "Tullow", "Ruth Ostrand", None, "Bo Lund"]


def test_name_speakers_without_quotes_or_mentions() -> None:
    document = read("“No,” he said.")
    quote = FoundQuote("direct", [(0, 5)], None, None, None, 0.5, "given", "direct")
    assert name_speakers(document, [], []) == []
    assert [s.name for s in name_speakers(document, [quote], [])] == [None]
