"""Read the rows of a table, whatever its format, as articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from analytics.loaders.columns import Mapped, candidates, map_columns, no_text_column, read_row
from analytics.loaders.dates import slashed_order
from analytics.loaders.inputs import Source
from analytics.tables import Article, Skipped

_MOST_COLUMNS = 2_000
_MOST_SHAPES = 1_000  # sets of names whose columns are remembered: each object of a JSON file may have its own


class Record(NamedTuple):
    """A row: its number as reports give it, and its cells by the names of their columns."""

    number: int
    cells: Mapping[str, Any]


Records = Callable[[Source], Iterator[Record | Skipped]]


def read_rows(source: Source, records: Records, *, header: bool) -> Iterator[Article | Skipped]:
    """The articles of a source's rows. With a ``header``, what is wrong with the columns is said once, for all rows."""
    mappings: dict[tuple[str, ...], Mapped] = {}
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
            mappings[names] = columns_of(list(names), source) if len(names) <= _MOST_COLUMNS else {}
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


def columns_of(names: list[str], source: Source) -> Mapped:
    """Map columns: as the user chose for this file, else by their names, with the user's additions."""
    chosen = source.options.columns.get(source.label)
    if chosen is not None:
        return {ours: theirs for ours, theirs in chosen.items() if theirs in names}
    added = {ours: theirs for ours, theirs in source.options.columns.get("", {}).items() if theirs in names}
    return {ours: theirs for ours, theirs in map_columns(names).items() if theirs not in added.values()} | added


def header_at(rows: Iterable[Sequence[str]], source: Source) -> int | None:
    """The place of the header among the first rows of a table: the first row with a text column; None where no row has one.

    Tools write a title, a count or an empty line above it.
    """
    return next(
        (n for n, cells in enumerate(rows) if "text" in columns_of([cell.strip("\ufeff ") for cell in cells], source)), None
    )


def _holds(cell: Any) -> bool:
    return cell is not None and not (isinstance(cell, str) and (not cell or cell.isspace()))


def _cells(records: Iterable[Record | Skipped], column: str) -> Iterator[Any]:
    for record in records:
        if isinstance(record, Record):
            yield record.cells.get(column)
