"""Tables as programs write them: databases, workbooks with two rows of headings, lists by number, texts in paragraphs."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.loaders import exports
from tests.loaders.exports import OTHER, SECOND, STORY, TITLE
from tests.loaders.reading import read, shown
from tests.loaders.workbooks import workbook

TEXTS = ["\n\n".join(STORY), "\n\n".join(OTHER)]
BOTH = [[TITLE, STORY], [SECOND, OTHER]]


def test_tables_of_databases_spell_new_lines_and_nothing(tmp_path: Path) -> None:
    written = [[line.replace("“", '"').replace("”", '"') for line in story] for story in (STORY, OTHER)]
    expected = [[TITLE, "Ada Quill", written[0]], [SECOND, None, written[1]]]
    data = exports.dump()
    for name, dump in (("a.csv", data), ("b.csv", data.replace(b"\n", b"\r\n")), ("c.csv", data.replace(b"\\n", b"\\\n"))):
        assert shown(read(tmp_path, name, dump), "title", "author", "paragraphs") == expected, name


@pytest.mark.parametrize(
    "groups, merged",
    [
        (["Article", "", "", "Source"], ("A1:C1",)),
        (["Content", "", "Publication", ""], ("A1:B1", "C1:D1")),
        (["Story", "", "", ""], ("A1:D1",)),
    ],
)
def test_workbooks_with_names_above_the_names(tmp_path: Path, groups: list[object], merged: tuple[str, ...]) -> None:
    rows: list[list[object]] = [groups, ["Headline", "Text", "Date", "Outlet"]]
    rows += [[TITLE, TEXTS[0], "2026-03-03", "The Quay"], [SECOND, TEXTS[1], "2026-03-04", "The Lamp"]]
    found = shown(read(tmp_path, "a.xlsx", workbook(rows, merged=merged)), "title", "published", "outlet", "paragraphs")
    assert found == [[TITLE, "2026-03-03", "The Quay", STORY], [SECOND, "2026-03-04", "The Lamp", OTHER]]


@pytest.mark.parametrize(
    "merged, outlets", [("A2:A3", ["The Quay", "The Quay", "The Lamp"]), ("A3:A4", ["The Quay", "The Lamp", "The Lamp"])]
)
def test_workbooks_with_merged_cells_fill_each_row(tmp_path: Path, merged: str, outlets: list[str]) -> None:
    cells = ["The Quay", "", "The Lamp"] if merged == "A2:A3" else ["The Quay", "The Lamp", ""]
    rows: list[list[object]] = [["Outlet", "Text"]]
    rows += [[cell, f"It rained {n} times."] for n, cell in enumerate(cells)]
    assert shown(read(tmp_path, "a.xlsx", workbook(rows, merged=(merged,))), "outlet") == [[outlet] for outlet in outlets]


def test_workbooks_merged_over_columns_stay_as_they_are(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Outlet", "Text"], ["Shut for the holidays, all of them", ""], ["The Quay", "It rained."]]
    assert shown(read(tmp_path, "a.xlsx", workbook(rows, merged=("A2:B2",))), "outlet", "text") == [["The Quay", "It rained."]]


_ROWS = [{"title": TITLE, "text": TEXTS[0]}, {"title": SECOND, "text": TEXTS[1]}]


@pytest.mark.parametrize(
    "value",
    [
        {"0": _ROWS[0], "1": _ROWS[1]},
        {"quay-1": _ROWS[0], "quay-2": _ROWS[1]},
        {"data": {"8012": _ROWS[0], "8013": _ROWS[1]}},
        [{"title": TITLE, "body": STORY}, {"title": SECOND, "body": OTHER}],
        {"results": [{"title": TITLE, "paragraphs": 4, "content": STORY}, {"title": SECOND, "paragraphs": 3, "content": OTHER}]},
        [
            {"page_content": text, "metadata": {"title": title, "source": "https://quay.example"}}
            for (title, _), text in zip(BOTH, TEXTS, strict=True)
        ],
    ],
)
def test_json_by_number_and_in_paragraphs(tmp_path: Path, value: Any) -> None:
    assert shown(read(tmp_path, "a.json", json.dumps(value)), "title", "paragraphs") == BOTH


def test_json_feeds_name_the_outlet(tmp_path: Path) -> None:
    items = [
        {"id": str(n), "title": title, "content_html": f"<p>{'</p><p>'.join(story)}</p>"} for n, (title, story) in enumerate(BOTH)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The Quay", "items": items}
    found = shown(read(tmp_path, "feed.json", json.dumps(feed)), "title", "outlet", "paragraphs")
    assert found == [[title, "The Quay", story] for title, story in BOTH]


def test_json_blocks_of_an_article(tmp_path: Path) -> None:
    blocks = {"body": [{"bodyHtml": f"<p>{line}</p>"} for line in STORY]}
    answer = {
        "response": {"status": "ok", "content": {"webTitle": TITLE, "webPublicationDate": "2026-03-03T09:30:00Z", "blocks": blocks}}
    }
    found = shown(read(tmp_path, "a.json", json.dumps(answer)), "title", "published", "paragraphs")
    assert found == [[TITLE, "2026-03-03 09:30", STORY]]


@pytest.mark.parametrize(
    "names",
    [("A : Headline", "B : Newspaper", "C : Text"), ("Title", "Paper", "Body"), ("title", "extra_article.source : x", "text")],
)
def test_tables_with_letters_before_the_names(tmp_path: Path, names: tuple[str, ...]) -> None:
    rows = "\t".join(names) + "".join(f"\n{title}\tThe Quay\t{' '.join(story)}" for title, story in BOTH) + "\n"
    outlet = None if "extra" in names[1] else "The Quay"
    assert shown(read(tmp_path, "a.tsv", rows), "title", "outlet") == [[TITLE, outlet], [SECOND, outlet]]


@pytest.mark.parametrize("nothing", ["[]", "{}", "\\N"])
def test_tables_with_nothing_in_a_cell(tmp_path: Path, nothing: str) -> None:
    assert shown(read(tmp_path, "a.csv", f"author,text\n{nothing},It rained.\n"), "author") == [[None]]


@pytest.mark.parametrize("name", ["", "Unnamed: 0", "Column1"])
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("titles, expected", [([TITLE, SECOND], [TITLE, SECOND]), (["0", "1"], [None, None])])
def test_tables_headlines_in_a_column_without_a_name(
    tmp_path: Path, name: str, suffix: str, titles: list[str], expected: list[str | None]
) -> None:
    rows: list[list[object]] = [["text", name, "date", "outlet", ""]]
    rows += [[text, title, "2026-03-03", "The Quay", ""] for text, title in zip(TEXTS, titles, strict=True)]
    sink = io.StringIO()
    csv.writer(sink).writerows(rows)
    loaded = read(tmp_path, f"a.{suffix}", sink.getvalue() if suffix == "csv" else workbook(rows))
    assert shown(loaded, "title") == [[title] for title in expected]
    assert [reason.split(": ")[0] for reason in loaded.skipped["reason"]] == (
        ["columns guessed from their content"] if expected[0] else []
    )
