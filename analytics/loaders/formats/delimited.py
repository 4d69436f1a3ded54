"""CSV and TSV: a header line, then one article per row. The header counts as row 1, as in a spreadsheet."""

from __future__ import annotations

import csv
import itertools
import re
from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

from analytics.loaders.columns import map_columns
from analytics.loaders.decoding import MOST_CHARACTERS, Line, runs
from analytics.loaders.inputs import Source
from analytics.loaders.rows import Record, columns_of, header_at, header_by_shape, named, read_rows
from analytics.tables import Article, Skipped

_MOST_MENDED = 20  # quotes never closed, after each of which the lines it swallowed are read again
_SEPARATORS = ",;\t|"
_IN_TEXTS = (("\t", 2), ("|", 2), (";", 3), (",", 3))  # between cells, and the fewest known names of a header in a text file
_SEEN = 30  # lines at the top among which the header is looked for
_SEPARATOR_LINE = re.compile(r"\ufeff?\"?sep=(.)\"?\s*", re.I)
_ESCAPED = re.compile(r'(?:^|[,;\t|])"(?:[^"\\]|\\.)*\\"')
_ESCAPE = re.compile(r"\\([\\nrtN])")
_BREAKS = {0xE00A: "\n", 0xE009: "\t", 0xE000: None}  # signs in their place until the cells are parted
_SPELLED = {"n": "\ue00a", "t": "\ue009", "r": "", "N": "\ue000"}
_LONGEST_HEADER = 2_000
_QUOTED = re.compile(r'\s*"(?:[^"]|"")*"\s*')


class DelimitedRow(NamedTuple):
    """A row's number and cells; or no cells, and why."""

    number: int
    cells: list[str]
    problem: str | None


class _Feed:
    """The lines of a file for csv.reader, without a step in Python for each: it keeps those of the current row."""

    def __init__(self, runs_of_lines: Iterator[list[str] | Line], *, escapes: bool) -> None:
        self._escapes = escapes
        self.lines = itertools.chain.from_iterable(self._texts(runs_of_lines))
        self.warnings: list[str] = []
        self.lost = 0  # lines left out since the row began
        self.ended = False
        self._charset_reported = False
        self._held: deque[list[str]] = deque()  # from the one in which the row begins
        self._begun = 0  # lines of it that come before the row

    def row(self, count: int) -> list[str]:
        """The lines of the row, of which there have been so many."""
        return list(itertools.islice(itertools.chain.from_iterable(self._held), self._begun, self._begun + count))

    def begin_row(self, count: int) -> None:
        """Forget so many lines, and the warnings about them."""
        self._begun += count
        while self._held and self._begun >= len(self._held[0]):
            self._begun -= len(self._held.popleft())
        self.warnings, self.lost = [], 0

    def _texts(self, runs_of_lines: Iterator[list[str] | Line]) -> Iterator[list[str]]:
        for run in runs_of_lines:
            if isinstance(run, Line):
                if run.text is None:
                    self.warnings.append(f"line {run.number:,}: {run.warning}")
                    self.lost += 1
                    continue
                if run.warning and not self._charset_reported:
                    self.warnings.append(f"line {run.number:,}: {run.warning}; kept, as are later ones")
                    self._charset_reported = True
                run = [run.text]
            if self._escapes:
                run = [_ESCAPE.sub(_spelled, line) for line in run]
            self._held.append(run)
            yield run
        self.ended = True


def read(source: Source) -> Iterator[Article | Skipped]:
    """The rows of a CSV or TSV file; the separator (comma, semicolon, tab, bar) is what the header line has most of."""
    return read_rows(source, records, header=True)


def records(source: Source) -> Iterator[Record | Skipped]:
    """The rows, by the names of the header line; a report of each that is broken. What is above the header is left out, and
    so is the header where it comes again, as in files that were put together."""
    header: list[str] | None = None
    filled = False
    fewest = 0
    with source.open() as stream:
        rest = runs(stream)
        top = _first_runs(rest)
        separator, above, escapes = _top(top, source)
        for number, cells, problem in _rows(itertools.chain(top, rest), separator, above, escapes):
            if problem:
                yield Skipped(source.label, number, problem)
            if number <= above or not any(cell.strip("\ufeff \t\r\n") for cell in cells):
                continue
            if header is None:
                header = named([name.strip("\ufeff") for name in cells])
                again = [name.strip("\ufeff ").casefold() for name in cells]
                text = columns_of(header, source).get("text")
                fewest = header.index(text) + 2 if text in header else len(header)
                continue
            if len(cells) > len(header) and not any(map(str.strip, cells[len(header) :])):
                cells = cells[: len(header)]  # separators at the end of a line
            elif fewest <= len(cells) < len(header) and not problem:
                cells += [""] * (len(header) - len(cells))  # empty cells at the end, left out
            if len(cells) != len(header):
                filled = True
                found = f"{len(cells)} cells under {len(header)} columns"
                yield Skipped(
                    source.label, number, f"{found}. Expected one cell per column, text that holds the separator in quotes"
                )
            elif cells[0].strip("\ufeff ").casefold() != again[0] or [cell.strip("\ufeff ").casefold() for cell in cells] != again:
                filled = True
                yield Record(number, {name: cell or None for name, cell in zip(header, cells, strict=True)})
    if header is None:
        yield Skipped(source.label, None, "an empty file. Expected a header line with a text column, then rows")
    elif not filled:
        yield Skipped(source.label, None, "a header line without rows. Expected one article per row")


def knows(opening: str) -> bool:
    """Whether a text that begins like this is a table: a line of names, the text among them, and below it one of cells.

    >>> knows("title\\ttext\\tdate\\nPort shut\\tIt rained.\\t2026-05-03"), knows("Port shut\\n\\nThe text, the date")
    (True, False)
    """
    first, _, rest = opening.lstrip("\ufeff").partition("\n")
    if len(first) > _LONGEST_HEADER:
        return False
    for separator, fewest in _IN_TEXTS:
        if (
            separator in first
            and len(mapped := map_columns(_cells_of(first.rstrip("\r"), separator))) >= fewest
            and "text" in mapped
        ):
            return rest.partition("\n")[0].count(separator) > 0 and (
                separator != "\t" or rest.partition("\n")[0].count("\t") <= first.count("\t")
            )
    return False


def _first_runs(found: Iterator[list[str] | Line]) -> list[list[str] | Line]:
    """The runs of lines that have the first `_SEEN` lines of a file."""
    top: list[list[str] | Line] = []
    lines = 0
    for run in found:
        top.append(run)
        lines += 1 if isinstance(run, Line) else len(run)
        if lines >= _SEEN:
            break
    return top


def _top(top: list[list[str] | Line], source: Source) -> tuple[str, int, bool]:
    """The separator of a file, the number of the last row above its header, and whether quotation marks in cells are escaped by a
    backslash, as databases write them, not doubled."""
    seen: list[str] = []
    for run in top:
        seen += [run.text or ""] if isinstance(run, Line) else run[:_SEEN]
    seen = seen[:_SEEN]
    escapes = any(('\\"' in line and _ESCAPED.search(line)) or line.rstrip("\r\n").endswith("\\") for line in seen) and not any(
        '""' in re.sub(r'(?<![^,;\t|])""(?![^,;\t|\r\n])', "", line) for line in seen
    )
    named = _SEPARATOR_LINE.fullmatch(seen[0]) if seen else None
    first = next((line for line in seen[1 if named else 0 :] if line.strip("\ufeff \t\r\n")), "")
    tabs = source.suffix in {".tsv", ".tab"} or (source.suffix in {".txt", ".text"} and "\t" in first)
    separator = named[1] if named else "\t" if tabs else max(_SEPARATORS, key=first.count)
    for choice in [separator] if named or tabs else dict.fromkeys([separator, *_SEPARATORS]):
        at = header_at((_cells_of(line, choice) for line in seen), source)
        if at is not None:
            return choice, at, escapes
    for choice in [separator] if named or tabs else dict.fromkeys([separator, *_SEPARATORS]):
        at = header_by_shape(_cells_of(line, choice) for line in seen[1 if named else 0 :])
        if at is not None:
            return choice, at + (1 if named else 0), escapes
    return separator, 1 if named else 0, escapes


def _cells_of(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return [line]


def _rows(runs_of_lines: Iterator[list[str] | Line], separator: str, above: int, escapes: bool) -> Iterator[DelimitedRow]:
    """The rows of a file; a quote that is never closed costs its own row, not the rest of the file.

    A cell that opens with a quotation and goes on after it is no quoted cell: the row is split again, its marks kept.
    """
    csv.field_size_limit(MOST_CHARACTERS)
    feed = _Feed(runs_of_lines, escapes=escapes)
    first = next(feed.lines, None)
    if first is None:
        yield from (DelimitedRow(number, [], warning) for number, warning in enumerate(feed.warnings, 1))
        return
    lines = itertools.chain([first], feed.lines)
    literal = separator == "\t"  # what has tabs between its cells is often written without any quoting
    written: dict[str, Any] = {"delimiter": separator, "strict": True}
    if escapes:
        written |= {"escapechar": "\\", "doublequote": False}
    reader = csv.reader(lines, **written)
    number = mended = taken = width = 0
    while True:
        number += 1
        problem = None
        try:
            cells = next(reader, None)
        except csv.Error as error:
            cells, problem = [], f"{error}. Expected cells of up to {MOST_CHARACTERS:,} characters, quotes in pairs"
        for warning in feed.warnings:
            yield DelimitedRow(number, [], warning)
        if cells is None:
            return
        if feed.ended and (not problem or "unexpected end" in problem):  # csv.reader asked for a line more: it is inside quotes
            cells, problem = [], "a quote is opened and never closed. Expected quotes in pairs"
        count = reader.line_num - taken
        taken = reader.line_num
        again = False
        if problem or (literal and count > 1):
            whole = feed.row(count)
            if not problem and any(len(line.split(separator)) != width for line in whole):
                pass  # lines of one cell, rightly in quotes
            elif (split := _split(whole[0], separator, width)) is not None:
                again = count > 1
                cells, problem = split, None
        if escapes:
            cells = [cell.translate(_BREAKS) for cell in cells]
        yield DelimitedRow(number + feed.lost, cells, problem)
        number += feed.lost
        width = len(cells) if width < 2 and number > above else width
        if (problem or again) and count > 1:
            mended += bool(problem)
            if mended <= _MOST_MENDED:  # its lines are read again, all but the first
                lines = itertools.chain(feed.row(count)[1:], lines)
                reader, taken, count, feed.ended = csv.reader(lines, **written), 0, 1, False
        feed.begin_row(count)


def _spelled(match: re.Match[str]) -> str:
    """What a database spells with a backslash: a new line, a tab, nothing; a backslash itself is left to csv.reader."""
    return _SPELLED.get(match[1], match[0])


def _split(line: str, separator: str, width: int) -> list[str] | None:
    """The cells of a line in which quotation marks are text, as many as the header has; None where they come out otherwise."""
    line = line.rstrip("\r\n")
    if len(line) > MOST_CHARACTERS:
        return None
    cells: list[str] = []
    begin, inside = 0, False
    for at, character in enumerate(line):
        if character == '"':
            inside = not inside
        elif character == separator and not inside:
            cells.append(line[begin:at])
            begin = at + 1
    cells.append(line[begin:])
    if inside or len(cells) != width:
        cells = line.split(separator)
    if len(cells) != width or width < 2:
        return None
    return [cell.strip()[1:-1].replace('""', '"') if _QUOTED.fullmatch(cell) else cell for cell in cells]
