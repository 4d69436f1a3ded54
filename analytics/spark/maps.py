"""The functions that Spark maps over its partitions: iterators of pandas tables in, iterators of pandas tables out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from analytics.loaders.options import Options
from analytics.spark.plan import unit_from_json
from analytics.spark.staging import Staged, from_json, stage
from analytics.spark.units import analyse_unit

STAGED = "chunk long, kinds binary, ids binary, contents binary, about string"
"""The schema of what `stage_chunks` and `stage_contents` return."""

UNITS = "unit string"
"""The schema of units as JSON, before and after `analyse_units`."""


def stage_chunks(staging: str, options: Options, tables: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Read chunks of files (columns chunk and files) into the staging folder."""
    for table in tables:
        for chunk, files in table.itertuples(index=False, name=None):
            yield _row(stage(Path(staging), int(chunk), from_json(files), options))


def stage_contents(
    staging: str, options: Options, chunks: Mapping[str, Sequence[tuple[int, str]]], tables: Iterable[pd.DataFrame]
) -> Iterator[pd.DataFrame]:
    """Read files whose bytes Spark has read (columns path and content); ``chunks`` has the chunks of each path."""
    for table in tables:
        for path, content in table.itertuples(index=False, name=None):
            for chunk, files in chunks[path]:
                yield _row(stage(Path(staging), chunk, from_json(files), options, bytes(content)))


def analyse_units(staging: str, tables: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Analyse units into batches of the staging folder."""
    for table in tables:
        for line in table["unit"]:
            yield pd.DataFrame({"unit": [analyse_unit(Path(staging), unit_from_json(line)).name]})


def _row(staged: Staged) -> pd.DataFrame:
    return pd.DataFrame([staged], columns=list(Staged._fields))
