"""Reports whose wording alone shows that they are quotes, and sentences that look like them."""

from __future__ import annotations

import pytest

from analytics.quotes import find_quotes
from analytics.text import read


def quotes_of(text: str) -> list[tuple[str, str | None]]:
    [found] = find_quotes([read(text)])
    return [("…".join(text[a:b] for a, b in q.parts), text[slice(*q.speaker)] if q.speaker else None) for q in found]


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        (
            "Counsel Ada Brisk submitted that the cranes had been inspected.",
            "that the cranes had been inspected",
            "Counsel Ada Brisk",
        ),
        ("The ferry union posited that the timetable was a fiction.", "that the timetable was a fiction", "The ferry union"),
        ("Ivo Marn has averred that he never saw the ledger.", "that he never saw the ledger", "Ivo Marn"),
        ("Mara Ode denied hiding the keys from the auditors.", "hiding the keys from the auditors", "Mara Ode"),
        ("The bishop admitted burning both of the letters.", "burning both of the letters", "The bishop"),
        ("The driver has denied leaving the bridge unlocked.", "leaving the bridge unlocked", "The driver"),
        ("Ivo Marn kept the keys for a year, the court heard.", "Ivo Marn kept the keys for a year", "the court"),
        ("The jury heard that the safe had been empty since May.", "that the safe had been empty since May", "The jury"),
        ("An inquest heard that the pilot had not slept for two days.", "that the pilot had not slept for two days", "An inquest"),
        ("Dockers were advised by Ode that the cranes would stop on Monday.", "that the cranes would stop on Monday", "Ode"),
        ("Tenants were warned by the council that the lifts would not run.", "that the lifts would not run", "the council"),
        ("Ivo Marn likened the toll to a tax on rain.", "the toll to a tax on rain", "Ivo Marn"),
        ("The bargemen cast doubt on the timing of the survey.", "the timing of the survey", "The bargemen"),
        ("Mara Ode floated the idea of a second lock at Tarn.", "the idea of a second lock at Tarn", "Mara Ode"),
        ("The weir will not last the winter, a survey showed on Tuesday.", "The weir will not last the winter", "a survey"),
        (
            "Two in three want a new bridge, a poll for the Tarn Echo found.",
            "Two in three want a new bridge",
            "a poll for the Tarn Echo",
        ),
        ("Rents doubled in ten years, the census shows.", "Rents doubled in ten years", "the census"),
        ("“Never,” said the bargeman.", "“Never,”", "the bargeman"),
        ("Mara Ode told a hall of dockers at the quay that the cranes would stop.", "that the cranes would stop", "Mara Ode"),
        ("The mayor told tenants from the east bank that the lifts would go.", "that the lifts would go", "The mayor"),
        ("“Both of them?” Mara Ode asked.", "“Both of them?”", "Mara Ode"),
        ("So says Mara Ode: “The weir has a cold.”", "“The weir has a cold.”", "Mara Ode"),
        ("The crew was told by Captain Lund that the pay was late.", "that the pay was late", "Captain Lund"),
    ],
)
def test_plain_report_is_found(text: str, said: str, speaker: str) -> None:
    assert quotes_of(text) == [(said, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "The driver denied the bus a stop at the bridge.",
        "Nobody denied leaving the bridge unlocked.",
        "Counsel Ada Brisk submitted the plans on Monday.",
        "The storm cast doubt over the timing of the regatta.",
        "The children floated the boats under the bridge.",
        "The band heard the court musicians play on Sunday.",
    ],
)
def test_look_alike_of_a_plain_report_is_no_quote(text: str) -> None:
    assert quotes_of(text) == []
