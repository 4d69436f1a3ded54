"""Tables as files: DataFrames to Arrow and back, and Parquet files that are there whole or not at all."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analytics.tables import columns, schema


def to_arrow(rows: pd.DataFrame, table: str) -> pa.Table:
    """A DataFrame as an Arrow table of exactly the schema of ``table``; missing stays missing.

    Raises ValueError where a column is lacking or holds what the schema does not.
    """
    missing = [name for name in columns(table) if name not in rows.columns]
    if missing:
        raise ValueError(f"table {table}: no column {', '.join(missing)}; found {', '.join(map(str, rows.columns))}")
    try:
        arrays = [pa.array(rows[field.name], type=field.type, from_pandas=True) for field in schema(table)]
    except pa.ArrowException as error:
        raise ValueError(f"table {table}: {error}") from error
    for array, field in zip(arrays, schema(table), strict=True):
        if array.null_count and not field.nullable:
            raise ValueError(f"table {table}: column {field.name} is missing in {array.null_count} rows; accepted: a value")
    return pa.Table.from_arrays(arrays, schema=schema(table))


def to_pandas(found: pa.Table) -> pd.DataFrame:
    """An Arrow table as a DataFrame of this project's dtypes: lists stay lists, whole numbers with gaps are Int64."""
    made = {}
    for name, column in zip(found.column_names, found.columns, strict=True):
        if pa.types.is_dictionary(column.type):
            column = column.cast(column.type.value_type)
        if pa.types.is_list(column.type):
            made[name] = pd.Series(column.to_pylist(), dtype="object")
        elif pa.types.is_integer(column.type):
            made[name] = (
                pd.Series(column.to_pandas(), dtype="int64")
                if not column.null_count
                else pd.Series(pd.array(column.to_pylist(), dtype="Int64"))
            )
        elif pa.types.is_timestamp(column.type) and column.type.tz:
            made[name] = column.to_pandas().astype("datetime64[us, UTC]")
        elif pa.types.is_string(column.type):
            made[name] = pd.Series(column.to_pandas(), dtype="str")
        else:
            made[name] = column.to_pandas()
    return pd.DataFrame(made, columns=found.column_names)


def write(path: Path, table: pa.Table) -> None:
    """A Parquet file that stands on the disk when this returns."""
    with path.open("wb") as stream:
        pq.write_table(table, stream, compression="zstd")
        stream.flush()
        os.fsync(stream.fileno())


def write_atomically(path: Path, table: pa.Table) -> None:
    """A Parquet file in place of what was there: readers see the one or the other, whole."""
    part = path.with_name(f".{path.name}-{uuid.uuid4().hex[:8]}")
    write(part, table)
    part.replace(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make a rename last through a power cut; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
