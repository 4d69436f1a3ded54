"""Names that the finder cuts: the spans are given here, so that no learned weight decides."""

import pytest

from analytics.actors.names import names_of
from analytics.actors.spans import CERTAIN, Span
from analytics.text import read

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
    spans = []
    for name, kind in found:
        start = -1
        while (start := text.find(name, start + 1)) >= 0:
            first, past = document.starts.index(start), document.ends.index(start + len(name)) + 1
            spans.append(Span(first, past, kind, CERTAIN[kind]))
    names = [text[slice(*document.span(name.first, name.past))] for name in names_of(document, sorted(spans))]
    assert names == expected
