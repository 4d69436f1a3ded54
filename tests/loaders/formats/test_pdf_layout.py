"""PDFs as browsers print them: headline, outlet and paragraphs, without what is printed around the page."""

from pathlib import Path

import pytest

from analytics.loaders.formats.pdf_layout import PrintedLine, layout_of
from tests.loaders import exports
from tests.loaders.reading import read, shown

TEXT = 13.0
PARAGRAPHS = [
    ["The harbour board of Norvane shut the quay on Tuesday after a", "storm tore the lamp off its tower."],
    ["“It will be dark until the spring,” said Ada Quill, its master,", "who has kept the lamp for nineteen years."],
    ["Two ships left for Aldra in the rain, and none will come before", "the end of the month."],
]
WHOLE = [" ".join(lines) for lines in PARAGRAPHS]
HEAD = [PrintedLine("Lamp of Norvane goes", 700, 26), PrintedLine("dark", 663, 26)]
TITLE = "Lamp of Norvane goes dark"
FRAMES = {
    "Chrome": (["11/28/26, 11:01 PM Lamp of Norvane goes dark | The Quay"], ["https://quay.example/lamp 1/1"]),
    "Chrome in German": (["28.11.26, 22:01 Lamp of Norvane goes dark | The Quay"], ["https://quay.example/lamp 1/1"]),
    "Firefox": (["Lamp of Norvane goes dark | The Quay https://quay.example/lamp"], ["1 of 1 28/11/2026, 22:01"]),
}


def _body(*, indented: bool = False, left: float = 50) -> list[PrintedLine]:
    """The paragraphs, parted by gaps or by indents."""
    lines: list[PrintedLine] = []
    height = 600.0
    for paragraph in PARAGRAPHS:
        for n, text in enumerate(paragraph):
            lines.append(PrintedLine(text, height, TEXT, left + (16 if indented and not n else 0)))
            height -= 18
        height -= 0 if indented else 13
    return lines


@pytest.mark.parametrize("browser", FRAMES)
def test_pdf_printed_by_a_browser(browser: str) -> None:
    above, below = (
        [PrintedLine(text, height, 8) for text in texts] for texts, height in zip(FRAMES[browser], (770, 17), strict=True)
    )
    masthead = [PrintedLine("The Quay", 747, 12)]
    page = [*above, *masthead, *HEAD, *_body(), *below] if browser == "Firefox" else [*masthead, *HEAD, *_body(), *above, *below]
    found = layout_of([page], f"{TITLE} | The Quay")
    assert found == ([TITLE, *WHOLE], TITLE, "The Quay", "https://quay.example/lamp")


@pytest.mark.parametrize("left", [50, 51.4, 320])
def test_pdf_paragraphs_by_indents(left: float) -> None:
    lines = _body(indented=True, left=left)
    assert layout_of([[*HEAD, *lines]], None).paragraphs == [TITLE, *WHOLE]
    two_pages = layout_of([[*HEAD, *lines[:2]], lines[2:]], None)
    assert two_pages.paragraphs == [TITLE, *WHOLE]


@pytest.mark.parametrize("letter, rest", [("T", "he harbour board"), ("A", "harbour board"), ("I", "n the harbour, the board")])
def test_pdf_large_first_letter(letter: str, rest: str) -> None:
    body = _body()
    first = body[0].text.replace("The harbour board", rest)
    lines = [PrintedLine(letter, 570, 48), *HEAD, body[0]._replace(text=first), *body[1:]]
    assert layout_of([lines], None).paragraphs == [TITLE, f"{letter}{WHOLE[0].replace('The harbour board', rest)}", *WHOLE[1:]]


def test_pdf_a_day_and_an_address_in_the_text_stay() -> None:
    lines = [*HEAD, *_body(), PrintedLine("https://quay.example/petition", 400, TEXT)]
    assert layout_of([lines], TITLE).paragraphs[-1].endswith("https://quay.example/petition")


def _drawn(lines: list[str]) -> bytes:
    """Lines in type of one width as Chromium draws them: "~" is a soft hyphen, "=" one at which the line is broken."""
    parts = [b"BT /F1 10 Tf 1 0 0 1 50 780 Tm"]
    for n, line in enumerate(lines):
        parts.append(b"ET BT /F1 10 Tf 1 0 0 1 50 %d Tm" % (780 - 14 * n))
        for at, syllable in enumerate(line.rstrip("=").split("~")):
            before = len(line.split("~")[at - 1])
            parts += [b"/Span<</ActualText <FEFF00AD> >> BDC <20> Tj EMC %d 0 Td" % (6 * before)] if at else []
            parts.append(b"<" + syllable.encode("cp1252").hex().encode() + b"> Tj")
        if line.endswith("="):
            parts.append(b"/Span<</ActualText <FEFF00AD> >> BDC <20> Tj EMC")
            parts.append(
                b"ET BT /F1 10 Tf 1 0 0 1 %d %d Tm <2d> Tj" % (50 + 6 * len(line.replace("~", "").rstrip("=")), 780 - 14 * n)
            )
    return b"\n".join([*parts, b"ET"])


@pytest.mark.parametrize(
    "lines, text",
    [
        (
            [
                "The har~bour of Quil~lon was shut on Monday after a storm",
                "tore the lamp off its tower, its mas~ter said, and",
                "all left.",
            ],
            "The harbour of Quillon was shut on Monday after a storm tore the lamp off its tower, its master said, and all left.",
        ),
        (
            [
                "Two ships left for Aldra in the rain, and the passen=",
                "gers of a third, which had come from the north,",
                "stayed.",
            ],
            "Two ships left for Aldra in the rain, and the passengers of a third, which had come from the north, stayed.",
        ),
        (
            [
                "No~body had as~ked the admin~is~tra=",
                "tion to open the quay a~gain before the",
                "end of the month, for no ship came, and",
                "so on.",
            ],
            "Nobody had asked the administration to open the quay again before the end of the month, for no ship came, and so on.",
        ),
    ],
)
def test_pdf_soft_hyphens_are_no_blanks(tmp_path: Path, lines: list[str], text: str) -> None:
    data = exports.pdf([], drawing=_drawn(lines), font=b"Courier")
    assert shown(read(tmp_path, "a.pdf", data), "paragraphs") == [[[text]]]


@pytest.mark.parametrize("paragraphs", [PARAGRAPHS[:1], [PARAGRAPHS[0], PARAGRAPHS[1][1:]], [PARAGRAPHS[1][1:], PARAGRAPHS[2]]])
def test_pdf_of_few_lines(paragraphs: list[list[str]]) -> None:
    lines = [PrintedLine(text, 640 - 34 * n, TEXT, 50) for n, text in enumerate(["By Ada Quill", "12 January 2026"])]
    height = 572.0
    for paragraph in paragraphs:
        lines += [PrintedLine(text, height - 18 * n, TEXT, 50) for n, text in enumerate(paragraph)]
        height -= 18 * (len(paragraph) - 1) + 34
    found = layout_of([[*HEAD, *lines]], None).paragraphs
    assert found == [TITLE, "By Ada Quill", "12 January 2026", *map(" ".join, paragraphs)]
