"""From the rows of a table, whatever its format, to articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from analytics.loaders.columns import Mapped, map_columns, no_text_column, read_row
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
            orders[column] = slashed_order(_cells(records(source), column))
        return orders[column]

    for record in records(source):
        if isinstance(record, Skipped):
            yield record
            continue
        names = tuple(record.cells)
        if names not in mappings:
            if len(mappings) >= _MOST_SHAPES:
                mappings.clear()
            mappings[names] = map_columns(list(names)) if len(names) <= _MOST_COLUMNS else {}
        mapped = mappings[names]
        if "text" in mapped:
            yield from read_row(record.cells, mapped, source.label, record.number, order)
            continue
        report = no_text_column(source.label, list(names))
        if header:
            yield report
            return
        yield report._replace(row=record.number)


def _cells(records: Iterable[Record | Skipped], column: str) -> Iterator[Any]:
    for record in records:
        if isinstance(record, Record):
            yield record.cells.get(column)
