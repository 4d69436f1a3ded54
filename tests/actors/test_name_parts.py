"""Names that the finder cuts or misses: the spans are given here, so that no learned weight decides."""

import pytest

from analytics.actors.names import names_of
from analytics.actors.spans import CERTAIN, Span
from analytics.actors.speaker_names import with_speakers
from analytics.quotes.find import FoundQuote
from analytics.text import Document, read

CUT = [  # text, names as the finder gives them, names as they should be
    ("Envoy C. Wendell Mallow left.", [("Wendell Mallow", "person")], ["C. Wendell Mallow"]),
    ("It was J. T. Ode who paid.", [("T. Ode", "person")], ["J. T. Ode"]),
    ("The Wexby campaign denied it.", [("Wexby", "person")], ["Wexby campaign"]),
    ("A Mallow administration would pay.", [("Mallow", "person")], ["Mallow administration"]),
    ("The Arn campaign was long.", [("Arn", "place")], []),
    ("Norway’s king left.", [("Norway’s", "country")], ["Norway"]),
    ("Mokita Ode won. Adv Ode left. Adv Ode sat.", [("Mokita Ode", "person"), ("Adv Ode", "person")], ["Mokita Ode", "Ode", "Ode"]),
    ("Ruso Lund won. Tired Lund left.", [("Ruso Lund", "person"), ("Tired Lund", "person")], ["Ruso Lund", "Lund"]),
    ("Ruso Lund won. Kaspo Lund left.", [("Ruso Lund", "person"), ("Kaspo Lund", "person")], ["Ruso Lund", "Kaspo Lund"]),
    ("Ruso Lund won. Maria Lund left.", [("Ruso Lund", "person"), ("Maria Lund", "person")], ["Ruso Lund", "Maria Lund"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found", "expected"), CUT, ids=[text for text, _, _ in CUT])
def test_name_parts_of_cut_names(text: str, found: list[tuple[str, str]], expected: list[str]) -> None:
    document = read(text)
    names = [text[slice(*document.span(name.first, name.past))] for name in names_of(document, given(document, found))]
    assert names == expected


SPEAKERS = [  # the speaker's words, names as the finder gives them, names as they should be
    ("The Frontier Guard", [("Frontier", "organisation")], ["Frontier Guard"]),
    ("The Coast Guard", [], ["Coast Guard"]),
    ("The Wexby Star", [("Wexby", "place")], ["Wexby Star"]),
    ("The Morning Examiner", [], ["Morning Examiner"]),
    ("The Guard", [], []),
    ("Film Director", [], []),
    ("The Arn guard", [("Arn", "place")], []),
]


@pytest.mark.parametrize(("speaker", "found", "expected"), SPEAKERS, ids=[speaker for speaker, _, _ in SPEAKERS])
def test_name_parts_of_organisations_called_like_a_person(speaker: str, found: list[tuple[str, str]], expected: list[str]) -> None:
    text = f"{speaker} denied that it was late."
    document, quote = read(text), FoundQuote("indirect", [], (0, len(speaker)), None, None, 1.0, "given", "indirect")
    spans = with_speakers(document, given(document, found), [quote])
    assert [text[slice(*document.span(name.first, name.past))] for name in names_of(document, spans)] == expected


def given(document: Document, found: list[tuple[str, str]]) -> list[Span]:
    """Every occurrence of the names as a certain span."""
    text, spans = document.text, []
    for name, kind in found:
        start = -1
        while (start := text.find(name, start + 1)) >= 0:
            first, past = document.starts.index(start), document.ends.index(start + len(name)) + 1
            spans.append(Span(first, past, kind, CERTAIN[kind]))
    return sorted(spans)
