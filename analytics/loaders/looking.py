"""Preview tables before an import: their columns, first rows, and how the columns would be mapped."""

from __future__ import annotations

import contextlib
import functools
import itertools
from collections.abc import Callable, Generator, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from analytics.loaders import SUFFIXES, format_of
from analytics.loaders.columns import Mapped, is_unclear, map_columns
from analytics.loaders.formats import delimited, json, parquet, sheets
from analytics.loaders.guessing import guess_columns
from analytics.loaders.inputs import Source, find_sources
from analytics.loaders.openings import opening_of
from analytics.loaders.rows import Record
from analytics.loaders.web.addresses import is_address
from analytics.tables import Skipped

_RECORDS: dict[str, Callable[[Source], Any]] = {
    "CSV": delimited.records,
    "TSV": delimited.records,
    "table in a text file": delimited.records,
    "JSON": json.list_records,
    "JSONL": json.line_records,
    "spreadsheet": sheets.records,
    "Parquet": functools.partial(parquet.records, every=True),
}
_MOST_TABLES = 2_000  # files previewed; later ones are mapped by their column names
_MOST_RECORDS = 200  # of a table; objects of a JSON file may each have other names
_MOST_COLUMNS = 2_000  # as many as a reader takes
_SHOWN = 5
_LONGEST = 200  # characters of a cell


class Table(NamedTuple):
    """Files with the same columns: their names in reports, the columns, their mapping, the first rows of the first file, cells
    shortened, and those of our columns that were guessed from the content of theirs."""

    labels: tuple[str, ...]
    names: tuple[str, ...]
    mapped: Mapped
    rows: list[dict[str, str]]
    guessed: tuple[str, ...] = ()

    @property
    def unclear(self) -> bool:
        """Whether a person should be asked."""
        return is_unclear(list(self.names))


def look(inputs: Iterable[str | Path], within: Sequence[str] | None = None) -> list[Table]:
    """Preview the tables among the inputs, grouped by their columns; other files, and files that cannot be read, are skipped.

    Addresses are not fetched. ``within`` limits what is read to some folders.
    """
    found: dict[tuple[str, ...], Table] = {}
    paths = [given for given in inputs if not is_address(given)]
    tables = (s for s in find_sources(paths, SUFFIXES, within) if isinstance(s, Source) and _form(s) in _RECORDS)
    for source in itertools.islice(tables, _MOST_TABLES):
        records = _first(source)
        names = tuple(dict.fromkeys(name for record in records for name in record.cells))
        if not names or len(names) > _MOST_COLUMNS:
            continue
        known = found.get(names)
        if known:
            found[names] = known._replace(labels=(*known.labels, source.label))
        else:
            rows = [{name: _short(value) for name, value in record.cells.items()} for record in records[:_SHOWN]]
            guess = guess_columns((record.cells for record in records), map_columns(list(names)))
            found[names] = Table((source.label,), names, guess.mapped, rows, guess.guessed)
    return list(found.values())


def _form(source: Source) -> str:
    return format_of(source.suffix, functools.partial(opening_of, source)).name


def _first(source: Source) -> list[Record]:
    """The first rows of a table; none where it cannot be read, which its reader will report."""
    records: Generator[Record | Skipped] = _RECORDS[_form(source)](source)
    with contextlib.closing(records), contextlib.suppress(OSError):
        return [one for one in itertools.islice(records, _MOST_RECORDS) if isinstance(one, Record)]
    return []


def _short(value: Any) -> str:
    text = "" if value is None else " ".join(str(value)[: 4 * _LONGEST].split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
