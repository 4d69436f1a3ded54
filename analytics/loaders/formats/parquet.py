"""Parquet: one article per row, with a text column; rows are numbered from 1."""

from __future__ import annotations

import contextlib
import functools
import io
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from analytics.loaders.columns import no_text_column
from analytics.loaders.guessing import Guess, guess_report, is_complete
from analytics.loaders.inputs import Source
from analytics.loaders.rows import Record, columns_of, guess_of, read_rows
from analytics.tables import Article, Skipped

_MOST_PACKED = 500_000_000  # bytes of a Parquet file inside an archive, which has to be unpacked whole
_FREE_BYTES, _MOST_TIMES = 100_000_000, 200  # as `inputs` has it of files that are packed otherwise
_BATCH, _FEW, _AT_ONCE = 500, 20, 1_000_000_000  # rows; and bytes that they may have where each is as long as it can be
_EXPECTED = "Expected Parquet with a text column"


def read(source: Source) -> Iterator[Article | Skipped]:
    """The rows of a Parquet file, in batches, only the columns that are used."""
    guess = _guess(source)
    if guess.guessed:
        yield guess_report(guess, source.label)
        columns = {**source.options.columns, source.label: guess.mapped}
        source = source._replace(options=source.options._replace(columns=columns))
    yield from read_rows(source, records, header=True)


def records(source: Source, every: bool = False) -> Iterator[Record | Skipped]:
    """The rows, in batches, with the columns that are used, or with ``every`` column."""
    row = 0
    try:
        with source.open() as stream:
            whole = stream if stream.seekable() else io.BytesIO(stream.read(_MOST_PACKED))
            file = pq.ParquetFile(whole)
            names = file.schema_arrow.names
            mapped = columns_of(names, source)
            if "text" not in mapped and not every:
                yield no_text_column(source.label, names)
                return
            columns = None if every else sorted(set(mapped.values()))
            largest, whole_size = _sizes(file, columns)
            left = max(_FREE_BYTES, _MOST_TIMES * whole.seek(0, io.SEEK_END))
            if whole_size > left:
                raise OSError("unpacks to far more than texts do")
            # a dictionary's value may occur in every row: neither a batch nor all of them may grow without end
            rows = max(_FEW, min(_BATCH, _AT_ONCE // max(largest, 1)))
            for batch in file.iter_batches(batch_size=rows, columns=columns):
                for cells in batch.to_pylist():
                    left -= sum(len(cell) for cell in cells.values() if isinstance(cell, str))
                    if left < 0:
                        raise OSError("unpacks to far more than texts do")
                    row += 1
                    yield Record(row, cells)
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = " ".join(str(error).split())[:160]
        yield Skipped(source.label, row + 1 if row else None, f"a broken Parquet file ({reason}). {_EXPECTED}")
        return
    if row == 0:
        yield Skipped(source.label, None, f"a Parquet file without rows. {_EXPECTED}, one article per row")


def _guess(source: Source) -> Guess:
    """Guess columns whose names do not say what they are: before rows are read, since only the columns that are used are."""
    with contextlib.suppress(pa.ArrowException, OSError, ValueError), source.open() as stream:
        names = pq.read_schema(stream).names if stream.seekable() else []
        mapped = columns_of(names, source)
        if not is_complete(mapped, names):
            return guess_of(source, functools.partial(records, every=True), mapped, names)
    return Guess({})


def _sizes(file: pq.ParquetFile, columns: list[str] | None) -> tuple[int, int]:
    """The unpacked size of the columns in bytes, by the file's own account: of the largest part, and of all."""
    parts = [file.metadata.row_group(n) for n in range(file.metadata.num_row_groups)]
    sizes = [
        sum(
            part.column(n).total_uncompressed_size
            for n in range(part.num_columns)
            if columns is None or part.column(n).path_in_schema.split(".")[0] in columns
        )
        for part in parts
    ]
    return max(sizes, default=0), sum(sizes)
