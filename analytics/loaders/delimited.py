"""CSV and TSV: a header line, then a row an article. The first line counts as row 1, as in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from analytics.loaders.columns import map_columns, no_text_column, read_row
from analytics.loaders.decoding import MOST_CHARACTERS, Line, lines
from analytics.loaders.inputs import Source
from analytics.tables import Article, Skipped

_MOST_COLUMNS = 2_000


def read(source: Source) -> Iterator[Article | Skipped]:
    """The rows of a CSV or TSV file; the separator (comma, semicolon, tab, bar) is what the header line uses most."""
    csv.field_size_limit(MOST_CHARACTERS)
    with source.path.open("rb") as stream:
        reports: list[Skipped] = []
        numbered = lines(stream)
        first = next((line for line in numbered if line.text is None or line.text.strip()), None)
        if first is None:
            yield Skipped(source.label, None, "an empty file; accepted: a header line with a text column, then rows")
            return
        if first.text is None:
            yield Skipped(source.label, 1, str(first.remark))
            return
        separator = "\t" if source.path.suffix.lower() in {".tsv", ".tab"} else max(",;\t|", key=first.text.count)
        rows = csv.reader(_texts(first, numbered, source.label, reports), delimiter=separator)
        header: list[str] | None = None
        row = 0
        while True:
            row += 1
            try:
                cells = next(rows, None)
            except csv.Error as error:
                yield Skipped(source.label, row, f"{error}; accepted: cells up to {MOST_CHARACTERS:,} characters, quotes closed")
                continue
            yield from reports
            reports.clear()
            if cells is None:
                break
            if header is None:
                header = [name.strip("\ufeff") for name in cells]
                mapped = map_columns(header)
                if "text" not in mapped or len(header) > _MOST_COLUMNS:
                    yield no_text_column(source.label, header)
                    return
            elif any(cell.strip() for cell in cells):
                if len(cells) != len(header):
                    found = f"{len(cells)} cells under {len(header)} columns"
                    yield Skipped(source.label, row, f"{found}; accepted: a cell a column, text with separators in quotes")
                    continue
                record = {name: cell for name, cell in zip(header, cells, strict=True) if cell != ""}
                yield from read_row(record, mapped, source.label, row)
        if row <= 2:
            yield Skipped(source.label, None, "a header line without rows; accepted: a row an article")


def _texts(first: Line, rest: Iterator[Line], label: str, reports: list[Skipped]) -> Iterator[str]:
    """The lines as text; those that are none are left out and reported by the number of the line."""
    said = False
    yield str(first.text)
    for line in rest:
        if line.text is None:
            reports.append(Skipped(label, line.number, str(line.remark)))
            continue
        if line.remark and not said:
            reports.append(Skipped(label, line.number, f"{line.remark}; kept, as are later ones"))
            said = True
        yield line.text
