"""Read the rows of a table, whatever its format, as articles."""

from __future__ import annotations

import contextlib
import itertools
import re
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from analytics.loaders.columns import Mapped, candidates, map_columns, no_text_column, read_row
from analytics.loaders.dates import slashed_order
from analytics.loaders.guessing import SEEN, Guess, guess_columns, guess_report, is_complete
from analytics.loaders.inputs import Source
from analytics.tables import Article, Skipped

_MOST_COLUMNS = 2_000
_MOST_SHAPES = 1_000  # sets of names whose columns are remembered: each object of a JSON file may have its own
_MOST_GUESSED = 3  # sets of names of a file whose columns are guessed


class Record(NamedTuple):
    """A row: its number as reports give it, and its cells by the names of their columns."""

    number: int
    cells: Mapping[str, Any]


Records = Callable[[Source], Iterator[Record | Skipped]]


def read_rows(source: Source, records: Records, *, header: bool) -> Iterator[Article | Skipped]:
    """The articles of a source's rows. With a ``header``, what is wrong with the columns is said once, for all rows."""
    mappings: dict[tuple[str, ...], Mapped] = {}
    guesses = 0
    orders: dict[str, bool | None] = {}

    def order(column: str) -> bool | None:
        """Whether the day comes first in dates such as 03/04/2026, by all rows; asked at the first doubt."""
        if column not in orders:
            found = slashed_order(_cells(records(source), column))
            orders[column] = source.options.day_first if found is None else found
        return orders[column]

    for record in records(source):
        if isinstance(record, Skipped):
            yield record
            continue
        names = tuple(record.cells)
        if names not in mappings:
            if len(mappings) >= _MOST_SHAPES:
                mappings.clear()
            mapped = columns_of(list(names), source) if len(names) <= _MOST_COLUMNS else {}
            if guesses < _MOST_GUESSED and not is_complete(mapped, names) and len(names) <= _MOST_COLUMNS:
                guesses += 1
                guess = guess_of(source, records, mapped, names)
                if guess.guessed:
                    mapped = guess.mapped
                    yield guess_report(guess, source.label)
            mappings[names] = mapped
        mapped = mappings[names]
        if "text" in mapped and not _holds(record.cells[mapped["text"]]):
            others = (name for name in candidates(list(names)).get("text", []) if _holds(record.cells[name]))
            mapped = mapped | {"text": next(others, mapped["text"])}
        if "text" in mapped:
            try:
                found = list(read_row(record.cells, mapped, source.label, record.number, order))
            except RecursionError:
                found = [Skipped(source.label, record.number, "cells nested too deeply. Expected texts, numbers, lists of them")]
            yield from found
            continue
        report = no_text_column(source.label, list(names))
        if header:
            yield report
            return
        yield report._replace(row=record.number)


def guess_of(source: Source, records: Records, mapped: Mapped, names: Sequence[str]) -> Guess:
    """Guess the columns of a table's rows with some names from their first rows; nothing where the user chose them."""
    if source.label in source.options.columns:
        return Guess(mapped)
    rows: Generator[Record | Skipped] = records(source)  # type: ignore[assignment]  # a reader's is a generator
    with contextlib.closing(rows):
        seen = (row.cells for row in itertools.islice(rows, SEEN) if isinstance(row, Record) and set(row.cells) == set(names))
        return guess_columns(seen, mapped)


def columns_of(names: list[str], source: Source) -> Mapped:
    """Map columns: as the user chose for this file, else by their names, with the user's additions."""
    chosen = source.options.columns.get(source.label)
    if chosen is not None:
        return {ours: theirs for ours, theirs in chosen.items() if theirs in names}
    added = {ours: theirs for ours, theirs in source.options.columns.get("", {}).items() if theirs in names}
    return {ours: theirs for ours, theirs in map_columns(names).items() if theirs not in added.values()} | added


def header_at(rows: Iterable[Sequence[str]], source: Source) -> int | None:
    """The place of the header among the first rows of a table: the first row with a text column and another known one, else with a
    text column; None where no row has one.

    Tools write a title, a count, the query or an empty line above it.
    """
    alone = None
    for n, cells in enumerate(rows):
        mapped = columns_of([cell.strip("\ufeff ") for cell in cells], source)
        if "text" in mapped:
            if len(mapped) > 1:
                return n
            alone = n if alone is None else alone
    return alone


def header_by_shape(rows: Iterable[Sequence[str]]) -> int | None:
    """The place of a header whose names are not known: the first row as wide as most, each of its cells another short text."""
    seen = [[cell.strip("\ufeff ") for cell in cells] for cells in rows]
    widths = Counter(len(cells) for cells in seen if len(cells) > 1)
    if not widths:
        return None
    width = widths.most_common(1)[0][0]
    return next((n for n, cells in enumerate(seen) if len(cells) == width and _is_header(cells)), None)


def named(names: Sequence[str]) -> list[str]:
    """A header with names for the columns that have none and are not the last; what is in them is lost otherwise.

    >>> named(["", "text", "date", ""])
    ['column 1', 'text', 'date', '']
    """
    last = max((n for n, name in enumerate(names) if name), default=0)
    given = (f"column {n + 1}" if not name and n < last else name for n, name in enumerate(names))
    return [new if new == old or new not in names else old for new, old in zip(given, names, strict=True)]


def _is_header(cells: Sequence[str]) -> bool:
    named = [cell for cell in cells if cell]
    return (
        len(named) >= max(2, len(cells) - 1)
        and len(set(named)) == len(named)
        and all(len(cell) <= 60 and not re.match(r"[\d\W]*\d", cell) for cell in named)
    )


def _holds(cell: Any) -> bool:
    return cell is not None and not (isinstance(cell, str) and (not cell or cell.isspace()))


def _cells(records: Iterable[Record | Skipped], column: str) -> Iterator[Any]:
    for record in records:
        if isinstance(record, Record):
            yield record.cells.get(column)
