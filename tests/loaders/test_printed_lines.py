"""Lines that a margin broke become paragraphs again, whatever the reader; breaks of the writer stay."""

import textwrap
from pathlib import Path

import pytest

from analytics.loaders.printed_lines import Margin, is_broken_title, join_lines
from tests.growth import assert_linear
from tests.loaders import exports
from tests.loaders.reading import read, shown

FIRST = (
    "The lamp at the end of the mole went out on Sunday night, and two trawlers that were making for the harbour of Quillon had to "
    "wait in the lee of the island until a boy with a torch had climbed the ladder."
)
SECOND = (
    "“I was only told to wave it,” said the boy, whose name the harbour office would not give; “so I waved it until they saw me.”"
)
THIRD = (
    "The council meets on Thursday to hear what became of the money for a new lamp, which it had voted in the spring of last year."
)
STORY = [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("width", [48, 64, 72, 80, 100])
@pytest.mark.parametrize("between", ["", "\n"], ids=["solid", "blank"])
@pytest.mark.parametrize("indent", ["", "   "], ids=["flush", "indented"])
def test_printed_lines_come_together(width: int, between: str, indent: str) -> None:
    blocks = [textwrap.fill(text, width, initial_indent=indent, break_on_hyphens=False) for text in STORY]
    assert join_lines(f"\n{between}".join(blocks).split("\n")) == STORY


@pytest.mark.parametrize(
    "lines",
    [
        ["The port is shut.", "The ships have left.", "It rained in the night, and it will rain again."],
        [
            "What the council wants:",
            "- a lamp of a newer kind on the mole",
            "- a ladder to it that does not break",
            "- a boy to watch",
        ],
        ["Mara Ode, harbour master", "Bram Tolle, chair of the board", "Ada Quill, union of dockers of Quillon"],
        ["MAYOR: Who put out the lamp?", "CLERK: Nobody knows, and nobody was there.", "MAYOR: Then let us ask the boy."],
        ["A paragraph that is one line of its file and far too long for any margin in use, " * 3, "Another one."],
    ],
)
def test_printed_lines_of_a_writer_stay_apart(lines: list[str]) -> None:
    assert join_lines(lines) == [" ".join(line.split()) for line in lines]


@pytest.mark.parametrize(
    "lines, text",
    [
        (["the work of the har-", "bour office"], "the work of the harbour office"),
        (["it is a well-", "known lamp"], "it is a well-known lamp"),
        (["a twenty-year-", "old lamp"], "a twenty-year-old lamp"),
        (["the Quillon-", "Aldra ferry"], "the Quillon-Aldra ferry"),
        (["a har\u00ad", "bour"], "a harbour"),
        (["the lamp -", "an old one"], "the lamp - an old one"),
    ],
)
def test_printed_lines_mend_words(lines: list[str], text: str) -> None:
    assert join_lines(lines, Margin(len(lines[0])), measured=True) == [text]


@pytest.mark.parametrize(
    "lines, broken",
    [
        (["Lamp on the mole of Quillon goes out for the", "third time this winter"], True),
        (["Council to hear on Thursday what became of", "Lamp Money"], True),
        (["Lamp goes out", "By Ada Quill"], False),
        (["The lamp went out.", "it was dark"], False),
        (["Lamp goes out again", "Council to meet on Thursday over the money"], False),
    ],
)
def test_printed_headlines_over_two_lines(lines: list[str], broken: bool) -> None:
    assert is_broken_title(lines) is broken


@pytest.mark.parametrize(
    "unit", ["a", "word-\n", "ab-cd" * 20 + "-\n", "aaaa " * 14 + "\n", "\t", "\u00ad", "a\n", "- a\n", "ab cd\n\n"]
)
def test_printed_lines_take_linear_time(unit: str) -> None:
    assert_linear(lambda size: (unit * (size // len(unit))).split("\n"), join_lines, 60_000)


def wire(body: str, *, kind: str = "text/plain") -> str:
    return (
        '<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><itemClass qcode="ninat:text"/>'
        '<provider literal="Pressa"/><versionCreated>2024-05-03T06:30:00Z</versionCreated></itemMeta>'
        "<contentMeta><headline>Lamp out"
        f'</headline></contentMeta><contentSet><inlineData contenttype="{kind}">{body}</inlineData></contentSet></newsItem>'
    )


WIRE = [text.replace("“", '"').replace("”", '"') for text in STORY]
FILLED = [textwrap.wrap(text, 58, break_on_hyphens=False) for text in WIRE]


@pytest.mark.parametrize(
    "name, data",
    [
        ("a.xml", wire("\n" + "\n".join("   " + "\n".join(lines) for lines in FILLED) + "\n")),
        ("b.xml", wire("\n\n".join("\n".join(lines) for lines in FILLED))),
        ("c.xml", wire("<![CDATA[" + "".join(f"<p>{' '.join(lines)}</p>\n" for lines in FILLED) + "]]>", kind="text/html")),
        (
            "d.xml",
            "<nitf><head><title>Lamp out</title></head><body><body.content>"
            + "".join(f"<p>  {'<br/>'.join(lines)}</p>" for lines in FILLED)
            + "</body.content></body></nitf>",
        ),
        ("e.txt", "Lamp out\n\n" + "\n\n".join("\n".join(lines) for lines in FILLED)),
        ("f.txt", "Lamp out\n\n" + "\n".join("   " + "\n".join(lines) for lines in FILLED)),
        ("g.eml", "Subject: Lamp out\nFrom: a@quay.example\n\n" + "\n\n".join("\n".join(lines) for lines in FILLED)),
        ("h.eml", "Subject: Lamp out\nFrom: a@quay.example\n\n" + "\n\n".join(" \n".join(lines) for lines in FILLED)),
        ("i.pdf", exports.pdf([line for text in WIRE for line in textwrap.wrap(text, 84)], title="Lamp out")),
        ("j.pdf", exports.pdf([line for text in WIRE for line in [*textwrap.wrap(text, 40), ""]], title="Lamp out")),
    ],
)
def test_printed_lines_are_joined_by_every_reader(tmp_path: Path, name: str, data: bytes | str) -> None:
    assert shown(read(tmp_path, name, data), "title", "paragraphs") == [["Lamp out", WIRE]]


def test_printed_lexis_headlines_and_texts_are_whole(tmp_path: Path) -> None:
    title = "Lamp on the mole of Quillon goes out for the third time this winter; Council to hear what became of the money"
    head = "                     1 of 1 DOCUMENT\n\n\n                       The Quay\n\n                  May 3, 2024 Friday\n\n"
    labels = "\n\nBYLINE: Ada Quill\n\nLENGTH: 95 words\n\n"
    body = "\n\n".join(textwrap.fill(text, 78) for text in WIRE)
    data = head + textwrap.fill(title, 78) + labels + body + "\n\nLOAD-DATE: May 6, 2024\n\nLANGUAGE: ENGLISH\n"
    assert shown(read(tmp_path, "a.txt", data), "title", "published", "outlet", "paragraphs") == [
        [title, "2024-05-03", "The Quay", WIRE]
    ]
