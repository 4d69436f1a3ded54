"""Workbooks (XLSX) of cells with text, written without a library."""

import io
import zipfile

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

_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>{merged}</worksheet>'
)

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"


def workbook(*sheets: list[list[object]], merged: tuple[str, ...] = ()) -> bytes:
    """An XLSX of sheets of text, in each of which some ranges of cells are ``merged`` ("A2:A4")."""
    return workbook_of({f"S{n}": rows for n, rows in enumerate(sheets, 1)}, merged=merged)


def workbook_of(
    shown: dict[str, list[list[object]]], hidden: dict[str, list[list[object]]] | None = None, *, merged: tuple[str, ...] = ()
) -> bytes:
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
            ranges = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
            written = _SHEET.format(
                rows="".join(f"<row>{row}</row>" for row in cells), merged=f"<mergeCells>{ranges}</mergeCells>" if merged else ""
            )
            archive.writestr(f"xl/worksheets/s{n}.xml", written)
    return sink.getvalue()
