"""Spreadsheets (XLSX, XLS, ODS): on each sheet a header row, then a row an article. The header counts as row 1."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from analytics.loaders.inputs import Source
from analytics.loaders.rows import Record, columns_of, read_rows
from analytics.tables import Article, Skipped

_MOST_BYTES = 200_000_000
_MOST_UNPACKED = 600_000_000
_EXPECTED = "Expected a workbook with a header row and a text column"


def read(source: Source) -> Iterator[Article | Skipped]:
    """The rows of the sheets that have a text column, or of the first sheet where none has."""
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
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    except (python_calamine.CalamineError, OSError, ValueError, zipfile.BadZipFile) as error:
        yield Skipped(source.label, None, f"a broken workbook ({' '.join(str(error).split())[:120]}). {_EXPECTED}")
        return
    filled = [sheet for sheet in sheets if sheet]
    texts = [sheet for sheet in filled if "text" in columns_of([str(cell).strip() for cell in sheet[0]], source)]
    rows = 0
    for sheet in texts or filled[:1]:
        names = [str(cell).strip() for cell in sheet[0]]
        for number, cells in enumerate(sheet[1:], 2):
            values = {name: None if cell == "" else cell for name, cell in zip(names, cells, strict=False) if name}
            if any(value is not None for value in values.values()):
                rows += 1
                yield Record(number, values)
    if not rows:
        yield Skipped(source.label, None, f"a workbook without rows. {_EXPECTED}")


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
