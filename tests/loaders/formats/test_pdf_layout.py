"""PDFs as browsers print them: headline, outlet and paragraphs, without what is printed around the page."""

import pytest

from analytics.loaders.formats.pdf_layout import PrintedLine, layout_of

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
