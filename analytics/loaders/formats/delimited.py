"""CSV and TSV: a header line, then a row an article. The header counts as row 1, as in a spreadsheet."""

from __future__ import annotations

import csv
import itertools
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from analytics.loaders.decoding import MOST_CHARACTERS, Line, runs
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
    """The lines of a file for csv.reader, without a step in Python for each: it keeps those of the current row."""

    def __init__(self, runs_of_lines: Iterator[list[str] | Line]) -> None:
        self.lines = itertools.chain.from_iterable(self._texts(runs_of_lines))
        self.remarks: list[str] = []
        self.lost = 0  # lines left out since the row began
        self.ended = False
        self._charset_told = False
        self._held: deque[list[str]] = deque()  # from the one in which the row begins
        self._begun = 0  # lines of it that stand before the row

    def row(self, count: int) -> list[str]:
        """The lines of the row, of which there have been so many."""
        return list(itertools.islice(itertools.chain.from_iterable(self._held), self._begun, self._begun + count))

    def begin_row(self, count: int) -> None:
        """Forget so many lines, and what was remarked."""
        self._begun += count
        while self._held and self._begun >= len(self._held[0]):
            self._begun -= len(self._held.popleft())
        self.remarks, self.lost = [], 0

    def _texts(self, runs_of_lines: Iterator[list[str] | Line]) -> Iterator[list[str]]:
        for run in runs_of_lines:
            if isinstance(run, Line):
                if run.text is None:
                    self.remarks.append(f"line {run.number:,}: {run.remark}")
                    self.lost += 1
                    continue
                if run.remark and not self._charset_told:
                    self.remarks.append(f"line {run.number:,}: {run.remark}; kept, as are later ones")
                    self._charset_told = True
                run = [run.text]
            self._held.append(run)
            yield run
        self.ended = True


def read(source: Source) -> Iterator[Article | Skipped]:
    """The rows of a CSV or TSV file; the separator (comma, semicolon, tab, bar) is what the header line has most of."""
    return read_rows(source, records, header=True)


def records(source: Source) -> Iterator[Record | Skipped]:
    """The rows, by the names of the header line; a report of each that is none."""
    header: list[str] | None = None
    filled = False
    with source.open() as stream:
        for number, cells, remark in _rows(runs(stream), tabs=source.suffix in {".tsv", ".tab"}):
            if remark:
                yield Skipped(source.label, number, remark)
            if not any(cell.strip("\ufeff \t\r\n") for cell in cells):
                continue
            filled = header is not None
            if header is None:
                header = [name.strip("\ufeff") for name in cells]
            elif len(cells) != len(header):
                found = f"{len(cells)} cells under {len(header)} columns"
                yield Skipped(source.label, number, f"{found}. Expected a cell a column, text that holds the separator in quotes")
            else:
                yield Record(number, {name: cell or None for name, cell in zip(header, cells, strict=True)})
    if header is None:
        yield Skipped(source.label, None, "an empty file. Expected a header line with a text column, then rows")
    elif not filled:
        yield Skipped(source.label, None, "a header line without rows. Expected a row an article")


def _rows(runs_of_lines: Iterator[list[str] | Line], *, tabs: bool) -> Iterator[Row]:
    """The rows of a file; a quote that is never closed costs its own row, not the rest of the file."""
    csv.field_size_limit(MOST_CHARACTERS)
    feed = _Feed(runs_of_lines)
    first = next(feed.lines, None)
    if first is None:
        yield from (Row(number, [], remark) for number, remark in enumerate(feed.remarks, 1))
        return
    lines = itertools.chain([first], feed.lines)
    separator = "\t" if tabs else max(_SEPARATORS, key=first.count)
    reader = csv.reader(lines, delimiter=separator)
    number = mended = taken = 0
    while True:
        number += 1
        problem = None
        try:
            cells = next(reader, None)
        except csv.Error as error:
            cells, problem = [], f"{error}. Expected cells of up to {MOST_CHARACTERS:,} characters, quotes in pairs"
        for remark in feed.remarks:
            yield Row(number, [], remark)
        if cells is None:
            return
        if feed.ended and not problem:  # csv.reader asked for a line more, so it stands inside quotes
            cells, problem = [], "a quote is opened and never closed. Expected quotes in pairs"
        yield Row(number + feed.lost, cells, problem)
        number += feed.lost
        count = reader.line_num - taken
        taken = reader.line_num
        if problem and count > 1:
            mended += 1
            if mended <= _MOST_MENDED:  # its lines are read again, all but the first
                lines = itertools.chain(feed.row(count)[1:], lines)
                reader, taken, count, feed.ended = csv.reader(lines, delimiter=separator), 0, 1, False
        feed.begin_row(count)
