"""Which words of an article name whom: every form of a name, and what is no actor."""

import itertools

import pytest

from analytics.actors import find_mentions
from analytics.quotes import find_quotes
from analytics.text import read

LEAD = "The council met on Monday to hear of the flood.\n\n"

FORMS = [
    ("Ada Quill spoke first. Quill left early.", [("Ada Quill", "Ada Quill", "person"), ("Quill", "Ada Quill", "person")]),
    ("Farm Minister Robert Lund said no. Mr. Lund was firm.", [
        ("Robert Lund", "Robert Lund", "person"), ("Lund", "Robert Lund", "person"),
    ]),
    ("Maria J. Ostrander Jr. paid.", [("Maria J. Ostrander Jr.", "Maria J. Ostrander Jr.", "person")]),
    ("Jean-Marc Delacourt-Hale won, and Delacourt-Hale laughed.", [
        ("Jean-Marc Delacourt-Hale", "Jean-Marc Delacourt-Hale", "person"),
        ("Delacourt-Hale", "Jean-Marc Delacourt-Hale", "person"),
    ]),
    ("Anna von der Heide answered.", [("Anna von der Heide", "Anna von der Heide", "person")]),
    ("Ahmed al-Masri replied.", [("Ahmed al-Masri", "Ahmed al-Masri", "person")]),
    ("Fiona O’Rourke and Hamish MacAllan met.", [
        ("Fiona O’Rourke", "Fiona O'Rourke", "person"), ("Hamish MacAllan", "Hamish MacAllan", "person"),
    ]),
    ("Maria “Duchess” Ostrander sang.", [("Maria “Duchess” Ostrander", "Maria Ostrander", "person")]),
    ("The Farmers Union of Arn (FUA) called a strike. The FUA will not yield.", [
        ("Farmers Union of Arn", "Farmers Union of Arn", "organisation"), ("FUA", "Farmers Union of Arn", "organisation"),
        ("FUA", "Farmers Union of Arn", "organisation"),
    ]),
    ("He met officials of the UN, the United Nations said.", [
        ("UN", "United Nations", "organisation"), ("United Nations", "United Nations", "organisation"),
    ]),
    ("The U.S. and Britain signed.", [("U.S.", "United States", "country"), ("Britain", "United Kingdom", "country")]),
    ("Moscow has insisted that it wants talks with Washington.", [
        ("Moscow", "Russia", "country"), ("Washington", "United States", "country"),
    ]),
    ("They met in Moscow and stayed in Washington.", []),
    ("The Dutch government agreed.", [("Dutch government", "Netherlands", "country")]),
    ("The Quill campaign denied it, and Ada Quill laughed.", [
        ("Quill campaign", "Quill campaign", "organisation"), ("Ada Quill", "Ada Quill", "person"),
    ]),
    ("It was a pro-Norway rally.", [("Norway", "Norway", "country")]),
    ("Robotic stock keeping (RSK) is new. RSK costs little.", []),
    ("They walked down Baker Street in March.", []),
    ("The Arn People’s Party lost.", [("Arn People’s Party", "Arn People’s Party", "organisation")]),
    ("Farmer Maria Lund spoke. Lund left.", [("Maria Lund", "Maria Lund", "person"), ("Lund", "Maria Lund", "person")]),
    ("The star Quorl Wexby spoke.", [("Quorl Wexby", "Quorl Wexby", "person")]),
    ("President Quorl spoke of Quorl’s plan.", [("Quorl", "Quorl", "person"), ("Quorl", "Quorl", "person")]),
    ("Norvia fears the Norvian winter. Talks in Norvia failed.", [
        ("Norvia", "Norvia", "country"), ("Norvia", "Norvia", "country"),
    ]),
    ("He sang in “The Long Road Home” for years.", []),
    ("The Liberal Unionists won in Arn. The Lib Unionists thanked voters.", [
        ("Liberal Unionists", "Liberal Unionists", "organisation"), ("Lib Unionists", "Liberal Unionists", "organisation"),
    ]),
    ("Ada Quill spoke.\n\nADA QUILL: It was late.", [("Ada Quill", "Ada Quill", "person"), ("ADA QUILL", "Ada Quill", "person")]),
    ("Major-Gen Robert Lund came. Lund left.", [("Robert Lund", "Robert Lund", "person"), ("Lund", "Robert Lund", "person")]),
    ("Lt-Col Maria Lund and Vice-Admiral Ada Quill met.", [
        ("Maria Lund", "Maria Lund", "person"), ("Ada Quill", "Ada Quill", "person"),
    ]),
    ("Robert E. Lund met Maria Lund. Bob Lund smiled.", [
        ("Robert E. Lund", "Robert E. Lund", "person"), ("Maria Lund", "Maria Lund", "person"),
        ("Bob Lund", "Robert E. Lund", "person"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FORMS, ids=[t[:30] for t, _ in FORMS])
def test_find_mentions_names_every_form(text: str, expected: list[tuple[str, str, str]]) -> None:
    document = read(LEAD + text)
    found = find_mentions(document, find_quotes([document])[0])
    assert [(m.text, m.name, m.type) for m in found] == expected


KNOWN_FAILURES = [
    ("Investors in Brimstock were told to wait.\n\nAnalysts at Pell cut their forecast for Brimstock.", "Brimstock", 2),
    ("A court in Quorl Bay fined Delta for the leak. He joined Delta from Mills.", "Delta", 2),
    ("It was Tomas “Duke” Brandt who won. Brandt wept.", "Brandt", 1),
]


@pytest.mark.xfail(strict=True, reason="in a text of two sentences the finder takes some names for places or for none")
@pytest.mark.parametrize(("text", "name", "count"), KNOWN_FAILURES, ids=[name for _, name, _ in KNOWN_FAILURES])
def test_find_mentions_of_short_texts(text: str, name: str, count: int) -> None:
    assert [m.text for m in find_mentions(read(text))].count(name) == count


def test_find_mentions_offsets_give_the_text() -> None:
    text = LEAD + "Ada Quill, the Arn mayor, met NATO’s envoy. “Quill is right,” said Bo Lund of Arn Bank, a pro-Quill lender."
    found = find_mentions(read(text))
    assert [text[m.start : m.end] for m in found] == [m.text for m in found]
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_find_mentions_keeps_a_family_apart() -> None:
    text = LEAD + (
        "Robert Ostrander, the mayor, and his wife, Helen Ostrander, came late. Mr. Ostrander spoke first. Mrs. Ostrander left.\n\n"
        "Helen Ostrander wrote a book."
    )
    found = [(m.text, m.name) for m in find_mentions(read(text))]
    assert found == [
        ("Robert Ostrander", "Robert Ostrander"),
        ("Helen Ostrander", "Helen Ostrander"),
        ("Ostrander", "Robert Ostrander"),
        ("Ostrander", "Helen Ostrander"),
        ("Helen Ostrander", "Helen Ostrander"),
    ]


def test_find_mentions_finds_nothing_in_nothing() -> None:
    assert [find_mentions(read(text)) for text in ("", " \n\n ", "—", "42", "he said so.")] == [[]] * 5
