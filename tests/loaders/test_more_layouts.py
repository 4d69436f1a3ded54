"""Layouts of real files that came in undated, with a wrong headline, or with lines that are no part of the story."""

import json
import textwrap
from email.message import EmailMessage
from pathlib import Path

import pytest

from analytics.loaders.printed_credits import read_imprint
from tests.loaders import exports
from tests.loaders.reading import read, reasons, shown

HEAD = "Toll for the bridge"
STORY = ["The council of Quillon voted for a toll on the bridge.", "“Whoever wears it out should pay,” Mara Ode said on Monday."]
ROWS = [
    ["headline", "date", "outlet", "text"],
    [HEAD, "2026-01-12", "The Quay", STORY[0]],
    ["Rail opens", "2026-01-13", "The Quay", STORY[1]],
]
QUOTED = "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in ROWS).replace(
    '"headline","date","outlet","text"', "headline,date,outlet,text"
)


@pytest.mark.parametrize(
    "line, outlet, author",
    [
        ("Stand: 12.01.2026, 06:30 Uhr", None, None),
        ("Publié le 12/01/2026 à 06h30", None, None),
        ("Gepubliceerd op 12 januari 2026 om 06:30", None, None),
        ("Posted on January 12, 2026 by Ada Quill", None, "Ada Quill"),
        ("January 12, 2026 / 6:30 AM EST / Norvane Post", None, None),
        ("Jan. 12, 2026 Updated: Jan. 13, 2026 9:11 a.m.", None, None),
        ("Date of publication: 12.1.2026", None, None),
        ("Issue date: January 12, 2026", None, None),
        ("12/Jan/2026", None, None),
    ],
)
def test_more_layouts_lines_with_the_day(line: str, outlet: str | None, author: str | None) -> None:
    found = read_imprint([HEAD, line, *STORY])
    assert f"{found.when:%Y-%m-%d}" == "2026-01-12"
    assert (found.outlet, found.author, found.rest) == (outlet, author, [HEAD, *STORY])


@pytest.mark.parametrize(
    "lines, outlet, rest",
    [
        ([HEAD, *STORY, "12 January 2026"], None, [HEAD, *STORY]),
        ([HEAD, "By Ada Quill", "Norvane Post", "Jan. 12, 2026"], "Norvane Post", [HEAD, "By Ada Quill"]),
        (["Norvane Post, The (NV)", "January 12, 2026", "Section: News", "Page: A4", "Council backs toll for the bridge", *STORY],
         "Norvane Post, The (NV)", ["Council backs toll for the bridge", *STORY]),
        (["Norvane Post", "2026-01-12 / Page A4", "Council backs toll for the bridge", *STORY],
         "Norvane Post", ["Council backs toll for the bridge", *STORY]),
    ],
)  # fmt: skip
def test_more_layouts_day_and_outlet_on_lines_of_their_own(lines: list[str], outlet: str | None, rest: list[str]) -> None:
    found = read_imprint(lines)
    assert found.when is not None
    assert (found.outlet, found.rest) == (outlet, rest)


def test_more_layouts_days_below_one_another_are_the_storys() -> None:
    long = "The council of Quillon has quarrelled over the toll on the bridge for years, and no end is in sight."
    assert read_imprint([HEAD, long, "3 March 2024", long, "9 April 2025"]).when is None


@pytest.mark.parametrize("separator", ["|", ";", ","])
def test_more_layouts_tables_in_text_files(tmp_path: Path, separator: str) -> None:
    data = "".join(f"{separator.join(row)}\n" for row in ROWS) if separator != "," else QUOTED
    assert shown(read(tmp_path, "a.txt", data), "title", "published", "outlet", "paragraphs") == [
        [HEAD, "2026-01-12", "The Quay", [STORY[0]]],
        ["Rail opens", "2026-01-13", "The Quay", [STORY[1]]],
    ]


@pytest.mark.parametrize(
    "text", ["Text, date and title: what a headline needs\n\nIt needs them, Mara Ode said.\n", "Tide; wind; rain\n\nIt rained.\n"]
)
def test_more_layouts_a_headline_is_no_header(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, "a.txt", text).formats == {"a.txt": "text"}


@pytest.mark.parametrize("markup", ["<p>{}</p><p>{}</p>", "{}<br><br>{}<br>", "<P class='a'>{}</P>\n<P>{}</P>"])
def test_more_layouts_markup_in_cells_is_removed_and_said(tmp_path: Path, markup: str) -> None:
    loaded = read(tmp_path, "a.json", json.dumps([{"title": HEAD, "text": markup.format(*STORY)}]))
    assert shown(loaded, "paragraphs") == [[STORY]]
    assert len(reasons(loaded)) == 1 and "held markup of HTML" in reasons(loaded)[0]


@pytest.mark.parametrize("hidden", ["display:none", "display: none; max-height:0", "mso-hide:all"])
def test_more_layouts_newsletters_without_what_a_mailbox_shows(tmp_path: Path, hidden: str) -> None:
    cells = [
        HEAD,
        *STORY,
        "Our mailing address is:",
        "Norvane Post",
        "4 Mill Lane",
        "Norvane, NV 40210",
        "Want to change how you receive these emails?",
    ]
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "Norvane Post <n@post.example>", HEAD, "Mon, 12 Jan 2026 06:30:00 +0000"
    mail.set_content("Read it in your browser.")
    table = "".join(f"<table><tr><td><p>{cell}</p></td></tr></table>" for cell in cells)
    body = f"<div style='{hidden}'>Preview of the letter</div><table><tr><td>{table}</td></tr></table>"
    mail.add_alternative(f"<html><body>{body}</body></html>", subtype="html")
    assert shown(read(tmp_path, "a.eml", mail.as_bytes()), "title", "paragraphs") == [[HEAD, STORY]]


def test_more_layouts_proquest_page_with_a_cover(tmp_path: Path) -> None:
    fields = "<p><strong>Publication title: </strong>The Quay</p><p><strong>ProQuest document ID: </strong>7</p><hr>"
    text = "".join(f"<p>{line}</p>" for line in STORY)
    page = f"<h1>Report Information from ProQuest</h1><ol><li>{HEAD}</li></ol><p>Document 1 of 1</p><p>{HEAD}</p>"
    data = f"<html><body>{page}<div><strong>Full text: </strong>{text}</div>{fields}</body></html>"
    assert shown(read(tmp_path, "a.html", data), "title", "outlet", "paragraphs") == [[HEAD, "The Quay", STORY]]


def test_more_layouts_notes_in_the_head_of_nitf_are_no_text(tmp_path: Path) -> None:
    note = "</byline><note noteclass='hd'><body.content><p>(Photo)</p></body.content></note>"
    data = exports.nitf().decode().replace("</byline>", note, 1)
    assert note in data
    assert shown(read(tmp_path, "a.xml", data), "paragraphs") == shown(read(tmp_path, "b.xml", exports.nitf()), "paragraphs")


def test_more_layouts_guardian_text_keeps_its_paragraphs(tmp_path: Path) -> None:
    fields = {"bodyText": " ".join(STORY), "body": "".join(f"<p>{line}</p>" for line in STORY)}
    item = {"webTitle": HEAD, "webPublicationDate": "2026-01-12T06:30:00Z", "fields": fields}
    assert shown(read(tmp_path, "a.json", json.dumps({"response": {"results": [item]}})), "paragraphs") == [[STORY]]


def test_more_layouts_newsbank_records_are_counted(tmp_path: Path) -> None:
    record = "Toll for bridge no. {0}\n\nThe council voted, Mara Ode said.\n\nRecord: 2026011{0}nv\n\n"
    assert any(
        "2 articles from NewsBank" in reason for reason in reasons(read(tmp_path, "a.txt", record.format(1) + record.format(2)))
    )


@pytest.mark.parametrize("line", ["January 12, 2026", "Monday, 12 January 2026", "12 Jan 2026, 6:30 am"])
def test_more_layouts_old_pages_repeat_their_day(tmp_path: Path, line: str) -> None:
    story = "<br><br>".join([*STORY, "Hauliers said that they would go to court, as the toll is a tax on bread, as they see it."])
    head = f"<html><head><title>{HEAD}</title></head>"
    data = f"{head}<body><table><tr><td><h2>{HEAD}</h2><i>{line}</i><br><br>{story}</td></tr></table></body></html>"
    assert shown(read(tmp_path, "a.html", data), "published", "paragraphs")[0][1][0] == STORY[0]


@pytest.mark.parametrize(
    "day", ["18 September 2025", "donderdag 18 september 2025 om 9:30", "updated on 18 September 2025 at 10.15"]
)
@pytest.mark.parametrize("indent", ["", "   "])
def test_more_layouts_no_margin_breaks_a_day_off_its_headline(tmp_path: Path, day: str, indent: str) -> None:
    title = "Ferry line to the Quillon islands to close in autumn after ninety"
    story = [
        "The ferry company Ostra Lines said on Thursday that it will end its service to the islands in October.",
        "The mayor of Quillon, Per Sund, said that he would ask the government for help before the winter comes.",
    ]
    printed = ("\n" if indent else "\n\n").join(textwrap.fill(line, 68, initial_indent=indent) for line in story)
    loaded = read(tmp_path, "a.txt", f"{title}\n{day}\n\n{printed}\n")
    assert shown(loaded, "title", "paragraphs") == [[title, story]]
    assert f"{loaded.articles['published'][0]:%Y-%m-%d}" == "2025-09-18"


@pytest.mark.parametrize("title", ["<b>Port shut</b>", "<h1 class='x'>Port <i>shut</i></h1>", "Port shut<br/>"])
def test_more_layouts_markup_in_headlines_is_removed(tmp_path: Path, title: str) -> None:
    loaded = read(tmp_path, "a.csv", f'title,text\n"{title}",It rained in Quillon.\n')
    assert list(loaded.articles["title"]) == ["Port shut"]


@pytest.mark.parametrize(
    "beside",
    [
        "<aside class='rich'><p><a href='x'>Related: Rail opens</a></p></aside>",
        "<figure><img src='a'><figcaption>The quay at dusk</figcaption></figure>",
        "<script>track(1 < 2)</script>",
    ],
)
def test_more_layouts_what_is_beside_a_story_in_markup_is_no_text(tmp_path: Path, beside: str) -> None:
    rows = [{"title": "Port shut", "body": f"<p>The port shut.</p>{beside}<p>It rained.</p>"}]
    assert shown(read(tmp_path, "a.json", json.dumps(rows)), "paragraphs") == [[["The port shut.", "It rained."]]]


@pytest.mark.parametrize("label", ["Inhoud", "Contenu", "Inhalt"])
def test_more_layouts_nexis_body_in_other_words(tmp_path: Path, label: str) -> None:
    lines = [
        "Port shut",
        "Norvane Post",
        "September 18, 2025",
        "Length: 12 words",
        label,
        "The port of Quillon shut.",
        "End of Document",
    ]
    loaded = read(tmp_path, "a.docx", exports.docx(lines))
    assert shown(loaded, "title", "outlet", "paragraphs") == [["Port shut", "Norvane Post", ["The port of Quillon shut."]]]
