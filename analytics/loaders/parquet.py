"""Parquet: a row an article, with a text column; rows count from 1."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from analytics.loaders.columns import map_columns, no_text_column, read_row
from analytics.loaders.inputs import Source
from analytics.tables import Article, Skipped


def read(source: Source) -> Iterator[Article | Skipped]:
    """The rows of a Parquet file, in batches, only the columns that are used."""
    row = 0
    try:
        with pq.ParquetFile(source.path) as file:
            names = file.schema_arrow.names
            mapped = map_columns(names)
            if "text" not in mapped:
                yield no_text_column(source.label, names)
                return
            for batch in file.iter_batches(batch_size=500, columns=sorted(set(mapped.values()))):
                for record in batch.to_pylist():
                    row += 1
                    yield from read_row(record, mapped, source.label, row)
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = " ".join(str(error).split())[:160]
        yield Skipped(
            source.label, row + 1 if row else None, f"a broken Parquet file ({reason}); accepted: Parquet with a text column"
        )
        return
    if row == 0:
        yield Skipped(source.label, None, "a Parquet file without rows; accepted: a row an article")
