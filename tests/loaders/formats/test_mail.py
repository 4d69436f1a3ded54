"""Newsletters: the story alone, without the addresses, links and notices around it."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.loaders.exports import STORY, TITLE
from tests.loaders.reading import read, shown

FOOTS = (
    ["Norvane Post, 14 Harbour Street, Norvane, NV 40210"],
    ["Our mailing address is:", "Norvane Post", "14 Harbour Street", "Norvane, NV 40210", "Norvania"],
    ["© 2026 Norvane Post Media Ltd., PO Box 112, Norvane N1 4QX", "Unsubscribe"],
    [
        "Norvane Post Media",
        "Suite 300, 14 Harbour Street",
        "Norvane NV 40210 USA",
        "You received this e-mail because you signed up.",
    ],
    ["Norvane Post GmbH", "Hafenstraße 12", "20095 Norvane", "Deutschland"],
    ["Norvane Post SA", "14, rue du Port", "75002 Norvane", "France"],
    ["-" * 20, "Norvane Post Ltd", "1 Harbour Bridge Street", "Norvane SE1 9GF", "United Kingdom"],
    ["548 Harbour Street PMB 72296, Norvane, NV 94104", "Unsubscribe https://post.example/u", "Start writing"],
)


@pytest.mark.parametrize("foot", FOOTS)
@pytest.mark.parametrize("marked", [False, True])
def test_mail_newsletters_without_addresses(tmp_path: Path, foot: list[str], marked: bool) -> None:
    letter = EmailMessage()
    letter["Subject"], letter["From"] = TITLE, "Norvane Post <news@post.example>"
    if marked:
        story = "".join(f"<p>{line}</p>" for line in STORY)
        cells = ["<a href='#'>View this e-mail in your browser</a>", f"<h1>{TITLE}</h1>{story}", "<br>".join(foot)]
        rows = "".join(f"<tr><td>{cell}</td></tr>" for cell in cells)
        letter.set_content(f"<table width=100%><tr><td><table>{rows}</table></td></tr></table>", subtype="html")
    else:
        letter.set_content("\n\n".join(["View in browser: https://post.example/v/1", *STORY, "\n".join(foot)]))
    found = shown(read(tmp_path, "a.eml", letter.as_bytes()), "title", "outlet", "paragraphs")
    assert found == [[TITLE, "Norvane Post", STORY]]


def test_mail_an_address_in_a_story_stays(tmp_path: Path) -> None:
    letter = EmailMessage()
    letter["Subject"], letter["From"] = TITLE, "news@post.example"
    story = [*STORY, "Those who saw it are asked to come to 14 Harbour Street, Norvane."]
    letter.set_content("\n\n".join(story))
    assert shown(read(tmp_path, "a.eml", letter.as_bytes()), "paragraphs") == [[story]]
