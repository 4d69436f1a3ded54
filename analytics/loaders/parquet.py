"""Parquet: a row an article, with a text column; rows count from 1."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from analytics.loaders.columns import no_text_column
from analytics.loaders.inputs import Source
from analytics.loaders.rows import Record, columns_of, read_rows
from analytics.tables import Article, Skipped

_MOST_PACKED = 500_000_000  # bytes of a Parquet file inside an archive, which has to be unpacked whole
_ACCEPTED = "accepted: Parquet with a text column"


def read(source: Source) -> Iterator[Article | Skipped]:
    """The rows of a Parquet file, in batches, only the columns that are used."""
    return read_rows(source, records, header=True)


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
            for batch in file.iter_batches(batch_size=500, columns=None if every else sorted(set(mapped.values()))):
                for cells in batch.to_pylist():
                    row += 1
                    yield Record(row, cells)
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = " ".join(str(error).split())[:160]
        yield Skipped(source.label, row + 1 if row else None, f"a broken Parquet file ({reason}); {_ACCEPTED}")
        return
    if row == 0:
        yield Skipped(source.label, None, f"a Parquet file without rows; {_ACCEPTED}, a row an article")
