"""Spreadsheets (XLSX, XLS, ODS): a header row on each sheet, then one article per row. The header counts as row 1."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from analytics.loaders.inputs import Source
from analytics.loaders.rows import Record, columns_of, header_at, header_by_shape, named, read_rows
from analytics.tables import Article, Skipped

_MOST_BYTES = 200_000_000
_MOST_UNPACKED = 600_000_000
_SEEN = 30  # rows at the top among which the header is looked for
_EXPECTED = "Expected a workbook with a header row and a text column"


def read(source: Source) -> Iterator[Article | Skipped]:
    """The rows of the sheets that have a text column, or of the first sheet where none has; hidden sheets are left out."""
    return read_rows(source, records, header=True)


def records(source: Source) -> Iterator[Record | Skipped]:
    """The rows, by the names of their sheet's header row."""
    import python_calamine

    with source.open() as stream:
        data = stream.read(_MOST_BYTES + 1)
    if size := _too_large(data):
        yield Skipped(source.label, None, f"{size:,} bytes in a workbook. Expected up to {_MOST_BYTES:,}, or CSV of any size")
        return
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        hidden = {about.name for about in book.sheets_metadata if about.visible != python_calamine.SheetVisibleEnum.Visible}
        pages = [(name, _cells_of(book.get_sheet_by_name(name))) for name in book.sheet_names]
    except (python_calamine.CalamineError, OSError, ValueError, zipfile.BadZipFile) as error:
        yield Skipped(source.label, None, f"a broken workbook ({' '.join(str(error).split())[:120]}). {_EXPECTED}")
        return
    for name, sheet in pages:
        if name in hidden and len(sheet) > 1:
            yield Skipped(
                source.label, None, f"hidden sheet {name[:40]!r} of {len(sheet) - 1:,} rows left out. {_EXPECTED}, not hidden"
            )
    filled = [sheet for name, sheet in pages if sheet and name not in hidden]
    headers = [_header(sheet, source) for sheet in filled]
    texts = [n for n, sheet in enumerate(filled) if "text" in columns_of(_names(sheet[headers[n]]), source)]
    shown = [name for name, sheet in pages if sheet and name not in hidden]
    for n, sheet in enumerate(filled if texts else []):
        if n not in texts and len(sheet) > 1:
            yield Skipped(
                source.label, None, f"sheet {shown[n][:40]!r} of {len(sheet) - 1:,} rows left out: no text column. {_EXPECTED}"
            )
    rows = 0
    for n in texts or list(range(len(filled)))[:1]:
        sheet, at = filled[n], headers[n]
        names = _names(sheet[at])
        header, again = named(names), list(map(str.casefold, names))
        for number, cells in enumerate(sheet[at + 1 :], at + 2):
            values = {name: None if cell == "" else cell for name, cell in zip(header, cells, strict=False) if name}
            if any(value is not None for value in values.values()) and list(map(str.casefold, _names(cells))) != again:
                rows += 1
                yield Record(number, values)
    if not rows:
        yield Skipped(source.label, None, f"a workbook without rows. {_EXPECTED}")


def _header(sheet: list[list[Any]], source: Source) -> int:
    """The place of a sheet's header row, below any title above it."""
    top = [_names(cells) for cells in sheet[:_SEEN]]
    at = header_at(top, source)
    if at is not None and at + 1 < len(top) and _is_header_of(top[at], top[at + 1], source):
        return at + 1
    return at if at is not None else header_by_shape(top) or 0


def _is_header_of(groups: list[str], names: list[str], source: Source) -> bool:
    """Whether a row names groups of columns ("Article", "Source"), and the one below it the columns."""
    above, below = columns_of(groups, source), columns_of(names, source)
    return "text" in below and len(below) > max(1, len(above)) and sum(map(bool, names)) > sum(map(bool, groups))


def _cells_of(sheet: Any) -> list[list[Any]]:
    """The rows of a sheet; what a merged cell of one column holds is in each of its rows, as the sheet shows it."""
    rows: list[list[Any]] = sheet.to_python()
    down, across = sheet.start or (0, 0)
    for (first, left), (last, right) in sheet.merged_cell_ranges or []:
        column = left - across
        if left != right or first == last or not 0 <= first - down < len(rows) or not 0 <= column < len(rows[first - down]):
            continue
        for row in rows[first - down + 1 : last - down + 1]:
            if row[column] == "":
                row[column] = rows[first - down][column]
    return rows


def _names(cells: list[Any]) -> list[str]:
    return [str(cell).strip() for cell in cells]


def _too_large(data: bytes) -> int | None:
    """The size of a workbook that is too large, packed or unpacked."""
    if len(data) > _MOST_BYTES:
        return len(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return None  # an XLS, or broken: its reader says so
    return unpacked if unpacked > _MOST_UNPACKED else None
