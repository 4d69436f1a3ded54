"""Where the words that were said begin: after the person addressed, and not after what is asked for."""

from __future__ import annotations

import pytest

from analytics.quotes import find_quotes
from analytics.text import read


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mara Ode urged the harbour council to repair the sea wall before winter.", "to repair the sea wall before winter"),
        ("The mayor asked ferry operators not to raise fares until the spring.", "not to raise fares until the spring"),
        ("The regulator ordered Corran Rail to refund every passenger by Friday.", "to refund every passenger by Friday"),
        ("Ines Corrow accused the Ministry of Fisheries of hiding the survey.", "of hiding the survey"),
        ("Mara Ode accused him of lying about the lamps.", "of lying about the lamps"),
        ("The union accused Delta Ferries of “a shabby little trick” over pensions.", "of “a shabby little trick” over pensions"),
        ("The Corran Institute warned anglers against eating shellfish.", "against eating shellfish"),
        ("The coach warned his players that the pitch would be frozen.", "that the pitch would be frozen"),
        ("Bo Harrowell criticised the port authority for letting the cranes rust.", "for letting the cranes rust"),
        ("Juno Halvard told the harbour committee the ferry needed an engine.", "the ferry needed an engine"),
        ("Mara Ode urged new rules to keep the lighthouse open.", "new rules to keep the lighthouse open"),
        ("The union urged measures to keep the yard open.", "measures to keep the yard open"),
        ("Mara Ode warned that the wall of the lock had begun to lean.", "that the wall of the lock had begun to lean"),
    ],
)
def test_quote_begins_after_the_person_addressed_and_keeps_what_is_asked_for(text: str, said: str) -> None:
    [[quote]] = find_quotes([read(text)])
    assert [text[a:b] for a, b in quote.parts] == [said]
