"""CSV and TSV: a header line, then a row an article. The header counts as row 1, as in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import NamedTuple

from analytics.loaders.decoding import MOST_CHARACTERS, Line, lines
from analytics.loaders.inputs import Source
from analytics.loaders.rows import Record, read_rows
from analytics.tables import Article, Skipped

_MOST_MENDED = 20  # quotes never closed, after each of which the lines it swallowed are read again
_SEPARATORS = ",;\t|"


class Row(NamedTuple):
    """A row's number and cells; or no cells, and why."""

    number: int
    cells: list[str]
    remark: str | None


class _Feed:
    """The lines of a file for csv.reader: it keeps those of the current row, and takes lines back to give them again."""

    def __init__(self, numbered: Iterator[Line]) -> None:
        self.numbered = numbered
        self.row: list[str] = []
        self.again: list[str] = []
        self.remarks: list[str] = []
        self.lost = 0  # lines left out since the row began
        self.ended = False
        self._charset_told = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        text = self.again.pop() if self.again else self._read()
        self.row.append(text)
        return text

    def begin_row(self) -> None:
        """Forget the lines of the last row."""
        self.row, self.remarks, self.lost = [], [], 0

    def give_again(self) -> None:
        """Give the lines of this row again, all but its first."""
        self.again += reversed(self.row[1:])
        self.ended = False

    def _read(self) -> str:
        for line in self.numbered:
            if line.text is None:
                self.remarks.append(f"line {line.number:,}: {line.remark}")
                self.lost += 1
                continue
            if line.remark and not self._charset_told:
                self.remarks.append(f"line {line.number:,}: {line.remark}; kept, as are later ones")
                self._charset_told = True
            return line.text
        self.ended = True
        raise StopIteration


def read(source: Source) -> Iterator[Article | Skipped]:
    """The rows of a CSV or TSV file; the separator (comma, semicolon, tab, bar) is what the header line has most of."""
    return read_rows(source, records, header=True)


def records(source: Source) -> Iterator[Record | Skipped]:
    """The rows, by the names of the header line; a report of each that is none."""
    header: list[str] | None = None
    filled = False
    with source.open() as stream:
        for number, cells, remark in _rows(lines(stream), tabs=source.suffix in {".tsv", ".tab"}):
            if remark:
                yield Skipped(source.label, number, remark)
            if not any(cell.strip("\ufeff \t\r\n") for cell in cells):
                continue
            filled = header is not None
            if header is None:
                header = [name.strip("\ufeff") for name in cells]
            elif len(cells) != len(header):
                found = f"{len(cells)} cells under {len(header)} columns"
                yield Skipped(source.label, number, f"{found}; accepted: a cell a column, text that holds the separator in quotes")
            else:
                yield Record(number, {name: cell or None for name, cell in zip(header, cells, strict=True)})
    if header is None:
        yield Skipped(source.label, None, "an empty file; accepted: a header line with a text column, then rows")
    elif not filled:
        yield Skipped(source.label, None, "a header line without rows; accepted: a row an article")


def _rows(numbered: Iterator[Line], *, tabs: bool) -> Iterator[Row]:
    """The rows of a file; a quote that is never closed costs its own row, not the rest of the file."""
    csv.field_size_limit(MOST_CHARACTERS)
    feed = _Feed(numbered)
    first = next(feed, None)
    if first is None:
        yield from (Row(number, [], remark) for number, remark in enumerate(feed.remarks, 1))
        return
    feed.again.append(first)
    reader = csv.reader(feed, delimiter="\t" if tabs else max(_SEPARATORS, key=first.count))
    number = mended = 0
    feed.row = []
    while True:
        number += 1
        problem = None
        try:
            cells = next(reader, None)
        except csv.Error as error:
            cells, problem = [], f"{error}; accepted: cells of up to {MOST_CHARACTERS:,} characters, quotes in pairs"
        for remark in feed.remarks:
            yield Row(number, [], remark)
        if cells is None:
            return
        if feed.ended and not problem:  # csv.reader asked for a line more, so it stands inside quotes
            cells, problem = [], "a quote is opened and never closed; accepted: quotes in pairs"
        yield Row(number + feed.lost, cells, problem)
        if problem and len(feed.row) > 1:
            mended += 1
            if mended <= _MOST_MENDED:
                feed.give_again()
        number += feed.lost
        feed.begin_row()
