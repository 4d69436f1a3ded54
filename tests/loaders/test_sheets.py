"""Workbooks are read as tables are."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analytics.loaders import load

# The least that an XLSX is made of, so that no library is needed to write one.
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{sheets}</sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}'
    "</Relationships>",
}
_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"


def workbook(*sheets: list[list[object]]) -> bytes:
    """An XLSX of sheets of text."""
    return workbook_of({f"S{n}": rows for n, rows in enumerate(sheets, 1)})


def workbook_of(shown: dict[str, list[list[object]]], hidden: dict[str, list[list[object]]] | None = None) -> bytes:
    """An XLSX of sheets by their names, those that are shown and those that are hidden."""
    states = dict.fromkeys(shown, "visible") | dict.fromkeys(hidden or {}, "hidden")
    sheets = [*shown.values(), *(hidden or {}).values()]
    named = "".join(
        f'<sheet name="{name}" sheetId="{n}" state="{state}" r:id="r{n}"/>' for n, (name, state) in enumerate(states.items(), 1)
    )
    relations = "".join(f'<Relationship Id="r{n}" Type="{_KIND}" Target="worksheets/s{n}.xml"/>' for n in range(1, len(sheets) + 1))
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _PARTS.items():
            archive.writestr(name, content.replace("{sheets}", named).replace("{relations}", relations))
        for n, rows in enumerate(sheets, 1):
            cells = ("".join(f'<c t="inlineStr"><is><t xml:space="preserve">{cell}</t></is></c>' for cell in row) for row in rows)
            archive.writestr(f"xl/worksheets/s{n}.xml", _SHEET.format(rows="".join(f"<row>{row}</row>" for row in cells)))
    return sink.getvalue()


def test_sheets_with_a_text_column_are_read(tmp_path: Path) -> None:
    notes = [["about", "this"], ["nothing", "here"]]
    rows = [
        ["ID", "Headline", "Body", "Date"],
        ["q1", "Port shut", " The port shut. ", "13/02/2026"],
        ["q2", "", "It rained.", "03/02/2026"],
    ]
    (tmp_path / "a.xlsx").write_bytes(workbook(notes, rows))
    loaded = load(tmp_path)
    assert loaded.articles[["article_id", "text", "loaded_from"]].values.tolist() == [
        ["q1", " The port shut. ", f"{tmp_path.name}/a.xlsx#2"],
        ["q2", "It rained.", f"{tmp_path.name}/a.xlsx#3"],
    ]
    assert loaded.articles["published"].tolist() == [datetime(2026, 2, 13, tzinfo=UTC), datetime(2026, 2, 3, tzinfo=UTC)]
    assert (len(loaded.skipped), list(loaded.formats.values())) == (1, ["spreadsheet"])


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"", "a broken workbook ("),
        (b"PK\x03\x04 and no more", "a broken workbook ("),
        (
            workbook([["about", "this"], ["nothing", "here"]]),
            "no text column among 'about', 'this'. Expected a column named text, ",
        ),
        (workbook([]), "a workbook without rows. Expected a workbook with a header row and a text column"),
        (workbook([["id", "text"]]), "a workbook without rows. Expected a workbook with a header row and a text column"),
    ],
)
def test_sheets_that_are_none_say_so(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(data)
    loaded = load(tmp_path / "a.xlsx")
    assert len(loaded.articles) == 0
    assert [found.startswith(reason) for found in loaded.skipped["reason"]] == [True], loaded.skipped["reason"].tolist()
