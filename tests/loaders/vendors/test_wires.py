"""Messages of news agencies as plain text, as they are sent: three of each agency, and what is no message."""

import textwrap
from pathlib import Path
from typing import NamedTuple

import pytest

from analytics.loaders.registry import format_of
from tests.loaders.reading import read

_TITLE = "Quillon ferry to stop in autumn after ninety years"
_STORY = [
    "The ferry company Ostra Lines said on Thursday that it will end its service to the islands in October.",
    '"No timetable can live on eleven passengers a day," said Henrike Dahl, who leads the company.',
    "The mayor of Quillon, Per Sund, said that he would ask the government for help.",
]
_SECOND = "School kitchens cook without gas"


def _indented(dateline: str) -> str:
    """The story with a blank before each paragraph, as agencies print it."""
    return "\n".join(textwrap.fill(line, 66, initial_indent="   ") for line in [f"{dateline} {_STORY[0]}", *_STORY[1:]])


def _apart(dateline: str) -> str:
    """The story with blank lines between its paragraphs."""
    return "\n\n".join(textwrap.fill(line, 66) for line in [f"{dateline} {_STORY[0]}", *_STORY[1:]])


class _Wire(NamedTuple):
    """A message, and what a person reads in it: the day or moment, agency, writer, and place in the dateline."""

    text: str
    published: str
    outlet: str
    author: str | None = None
    place: str = "QUILLON"


def _apa(number: int, title: str = _TITLE, under: str = "Utl.: Operator names losses =") -> str:
    return (
        f"APA0{number} 5 AI 0098                                    Do, 18.Sep 2025\n\nTransport/Ferries/Quillon\n\n"
        f"{textwrap.fill(title, 40)}{'' if under else ' ='}\n\n{under}\n\n{_indented('Quillon (APA) -')}\n"
        f"(Schluss) aqu/bro\n\nAPA0{number}    2025-09-18/10:15\n\n181015 Sep 25\n"
    )


_MESSAGES = {
    "APA with a line below the headline": _Wire(_apa(281), "2025-09-18T10:15", "APA", place="Quillon"),
    "APA without one": _Wire(_apa(282, under=""), "2025-09-18T10:15", "APA", place="Quillon"),
    "OTS": _Wire(
        f"OTS0012 5 WI 0301 OBR0001                       18.Sep 25\n\nTransport/Ferries\n\n{_TITLE} =\n\n   Quillon (OTS) - "
        + "\n\n   ".join(_STORY)
        + "\n\nRückfragehinweis:\n   Ostra Lines\n   Ada Quill, press@ostra.example\n\n"
        "*** OTS-ORIGINALTEXT PRESSEAUSSENDUNG ***\n\n"
        "OTS0012    2025-09-18/09:00\n\n180900 Sep 25\n",
        "2025-09-18T09:00",
        "OTS",
        place="Quillon",
    ),
    "dpa with a note below": _Wire(
        f"bdt0123 4 vm 198  dpa 0456\n\nTransport/Ferries/\n{textwrap.fill(_TITLE, 40)} =\n\n{_apart('Quillon (dpa) -')}\n\n"
        "# Notizblock\n\n"
        "## Orte\n- [Harbour](Quay 1, Quillon)\n\n* * * *\n## dpa-Kontakte\n"
        "- Autorin: Ada Quill, +49 30 0000 0000\ndpa aqu yyzz n1 bro\n"
        "181015 Sep 25\n",
        "2025-09-18T10:15",
        "dpa",
        "Ada Quill",
        "Quillon",
    ),
    "dpa with a writer": _Wire(
        f"lno0007 4 pl 120  dpa-lno 0031\n\nFerries/Islands/\n{_TITLE} =\n\nVon Ada Quill, dpa =\n\n"
        f"{_apart('Quillon (dpa) -')}\ndpa aqu yyno a3 bro\n"
        "051807 Mär 25\n",
        "2025-03-05T18:07",
        "dpa",
        "Ada Quill",
        "Quillon",
    ),
    "dpa without its foot": _Wire(
        f"iir0044 3 wi 250  dpa-afx 0102\n\nFerries/\n{_TITLE} =\n\n{_apart('Quillon (dpa) -')}\n\n180600 Okt 24\n",
        "2024-10-18T06:00",
        "dpa",
        None,
        "Quillon",
    ),
    "Reuters": _Wire(
        f"RTRS-{_TITLE}\n\n18-Sep-2025 10:15\n\nBy Ada Quill\n\n{_apart('QUILLON, Sept 18 (Reuters) -')}\n\n"
        "(Reporting by Ada Quill; Editing by "
        "Bram Ode)\n((ada.quill@wire.example; +1 000 000;))\n(c) Copyright Thomson Reuters 2025.\nKeywords: FERRY/\n",
        "2025-09-18T10:15",
        "Reuters",
        "Ada Quill",
    ),
    "Reuters without a byline": _Wire(
        f"RTRS - {_TITLE}\n18-Sep-2025 10:15:02 GMT\n\n{_apart('QUILLON, Sept 18 (Reuters) -')}\n"
        "(Reporting by Ada Quill in Norvane; Editing by "
        "Bram Ode)\n",
        "2025-09-18T10:15",
        "Reuters",
        "Ada Quill",
    ),
    "Reuters that ends with its text": _Wire(
        f"RTRS-{_TITLE}\n\n1-Oct-2025 06:00\n\n{_apart('QUILLON, Oct 1 (Reuters) -')}\n", "2025-10-01T06:00", "Reuters"
    ),
    "AFP": _Wire(
        f"afp\n\nNorvania-ferries-transport\n\n{_TITLE}\n\n{_apart('Quillon, Sept 18, 2025 (AFP) -')}\n\n"
        "aqu/bro/gil\n\nAFP\n\n181015 GMT SEP 25\n",
        "2025-09-18T10:15",
        "AFP",
        place="Quillon",
    ),
    "AFP with its number": _Wire(
        f"zczc\nAFP4523\nu i NOR pol\nNorvania-ferries\n{_TITLE}\n   by Ada Quill\n\n   QUILLON, Sept 18, 2025 (AFP) - "
        + "\n   ".join(_STORY)
        + "\naqu/bro\nAFP 181015 GMT SEP 25\nnnnn\n",
        "2025-09-18T10:15",
        "AFP",
        "Ada Quill",
    ),
    "AFP without a slug": _Wire(
        f"AFP0009\n{_TITLE}\n\n{_apart('QUILLON, Sept 18 (AFP) -')}\n\n010005 GMT JAN 26\n", "2026-01-01T00:05", "AFP"
    ),
    "AP": _Wire(
        f"AP-NV--Ferry-Islands,2nd Ld-Writethru,98\n{_TITLE}\nEds: Updates with quotes.\nBy ADA QUILL\nAssociated Press\n\n"
        "QUILLON, Norvania (AP) _ " + "\n   ".join(_STORY) + "\n\nAP-WF-09-18-25 1015GMT\n",
        "2025-09-18T10:15",
        "AP",
        "ADA QUILL",
    ),
    "AP with marks of type": _Wire(
        f"BC-NV--Ferry Islands,0098<\n^{_TITLE}<\n^By ADA QUILL=\n^Associated Press=\n   QUILLON, Norvania (AP) _ "
        + "\n   ".join(_STORY)
        + "\n^AP-NY-09-18-25 1015EDT<\n",
        "2025-09-18T14:15",
        "AP",
        "ADA QUILL",
    ),
    "AP without a byline": _Wire(
        f"AP-NV--Ferry,1st Ld,98\n{_TITLE}\n\n{_apart('QUILLON, Norvania (AP) —')}\n\n---\n\nAP-WF-09-18-25 1015GMT\n",
        "2025-09-18T10:15",
        "AP",
    ),
}


@pytest.mark.parametrize("name", _MESSAGES)
def test_wires(tmp_path: Path, name: str) -> None:
    wire = _MESSAGES[name]
    loaded = read(tmp_path, "wire.txt", wire.text)
    assert loaded.formats == {"wire.txt": "wire text"}
    (row,) = loaded.articles.itertuples()
    assert (row.title, row.outlet) == (_TITLE, wire.outlet)
    assert (row.author if isinstance(row.author, str) else None) == wire.author
    assert f"{row.published:%Y-%m-%dT%H:%M}" == wire.published
    title, first, *rest = row.text.split("\n\n")
    assert title == _TITLE and rest == _STORY[1:]
    assert first.startswith(wire.place) and first.endswith(_STORY[0])


@pytest.mark.parametrize("blank", ["", "\n", "\n\n\n"])
def test_wires_many_in_a_file(tmp_path: Path, blank: str) -> None:
    loaded = read(
        tmp_path, "day.txt", blank.join([_apa(281), _apa(282, _SECOND), "APA0283 5 AI 0001      18.Sep 25\n\nTransport/\n"])
    )
    assert list(loaded.articles["title"]) == [_TITLE, _SECOND]
    assert list(loaded.articles["loaded_from"]) == ["day.txt#1", "day.txt#2"]
    assert list(loaded.skipped["reason"]) == [
        "a message of APA without a text. Expected messages with a headline and a text, as agencies send them"
    ]


def test_wires_lose_no_text_below_what_looks_like_an_end(tmp_path: Path) -> None:
    text = f"AFP0009\n{_TITLE}\n\nQUILLON, Sept 18 (AFP) - {_STORY[0]}\n\n---\n\n{_STORY[1]}\n\n{_STORY[2]}\n\n181015 GMT SEP 25\n"
    (row,) = read(tmp_path, "wire.txt", text).articles.itertuples()
    assert row.text.endswith(_STORY[2])


@pytest.mark.parametrize(
    "opening",
    [
        "AP-style guide, second edition 12\n\nIt rained.",
        "afp\n\nIt rained.",
        "RTRS - what a name\n\nIt rained.",
        "APA met in 2025.",
        "",
    ],
)
def test_wires_are_no_articles_that_name_an_agency(opening: str) -> None:
    assert format_of(".txt", lambda: opening).name == "text"
