"""Changes to the batch folders of a library: added, merged, replaced. Callers hold the library's lock."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import filelock
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics.files import write_folder
from analytics.library.batches import ENGINE, BatchRange, all_batches, engine_of, is_replaced, merged_name, name_of, place_of
from analytics.library.copies import PRINTS, prints_of, read_prints
from analytics.library.damage import FILES
from analytics.library.mirror import changing
from analytics.tables import conform

SMALL = 24_000_000  # bytes of articles, about 10,000 of them: a smaller batch is merged with others


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let one writer at a time change a library, after removing what a killed writer left half written. Readers need no lock."""
    with filelock.FileLock(path / ".lock"), changing(path):
        for folder in (path, path / "batches"):
            for left in folder.glob(".*-????????"):
                if left.is_dir():
                    shutil.rmtree(left, ignore_errors=True)
                else:
                    left.unlink(missing_ok=True)
        yield


def remove_replaced(folder: Path, current: Sequence[Path]) -> None:
    """Remove the batches that current ones replace."""
    places = [numbers_of(batch) for batch in current]
    for batch, place in all_batches(folder).items():
        if batch not in current and is_replaced(place, places):
            shutil.rmtree(batch, ignore_errors=True)


def write_batch(folder: Path, place: BatchRange, digest: Any, tables: dict[str, pa.Table], engine: str) -> None:
    """Write the tables of a batch, analysed by ``engine``, into a new folder that appears whole or not at all."""
    folder.mkdir(exist_ok=True)
    write_named(folder / name_of(place, digest.hexdigest()[:8]), tables, engine)


def write_named(batch: Path, tables: Mapping[str, pa.Table], engine: str) -> None:
    """Write the tables of a batch under its name; see `write_batch`."""
    write_folder(batch, finished(tables, engine))


def finished(tables: Mapping[str, pa.Table], engine: str) -> dict[str, pa.Table]:
    """Return the tables of a batch with the fingerprints of its texts and the name of the engine that analysed them."""
    prints = tables[PRINTS] if PRINTS in tables else prints_of(tables["articles"])
    return {**tables, "articles": tables["articles"].replace_schema_metadata({ENGINE: engine.encode()}), PRINTS: prints}


def next_place(folder: Path) -> BatchRange:
    """Return the place of a batch to be added after all others, damaged ones too."""
    return BatchRange(number := max((place.last for place in all_batches(folder).values()), default=0) + 1, number, 0)


def read_tables(batch: Path) -> dict[str, pa.Table]:
    """Read all tables of a batch, fingerprints too."""
    tables = {name: pq.read_table(batch / f"{name}.parquet", partitioning=None) for name in FILES if name != PRINTS}
    prints = read_prints(batch)
    return {name: conform(rows, name) for name, rows in tables.items()} | {PRINTS: prints}


def replace_batch(batch: Path, tables: dict[str, pa.Table], engine: str) -> None:
    """Write the next revision of a batch, then remove the old one."""
    place = numbers_of(batch)
    digest = hashlib.sha256(f"{batch.name} {engine}".encode() + str(tables["articles"]["article_id"].to_pylist()).encode())
    write_batch(batch.parent, place._replace(revision=place.revision + 1), digest, tables, engine)
    shutil.rmtree(batch, ignore_errors=True)


def remove_rows(batch: Path, articles: pa.Array, files: pa.Array) -> int:
    """Remove articles with all their rows, and the skipped rows of some files; return how many articles the batch had of them."""
    tables = read_tables(batch)
    kept = {name: _without(rows, "article_id", articles) for name, rows in tables.items() if name != "skipped"}
    kept["skipped"] = _without(tables["skipped"], "file", files)
    if all(len(kept[name]) == len(tables[name]) for name in tables):
        return 0
    replace_batch(batch, kept, engine_of(batch))
    return len(tables["articles"]) - len(kept["articles"])


def find_small(batches: Sequence[Path], count: int, whole: bool, small: int) -> list[Path]:
    """Find the first ``count`` neighbouring batches of one engine with fewer than ``small`` bytes of articles, or, with
    ``whole``, the longest such run of at least ``count``; empty where there is none."""
    run: list[Path] = []
    size = 0
    for batch in batches:
        bytes_ = (batch / "articles.parquet").stat().st_size
        if bytes_ >= small or (whole and size + bytes_ > 4 * small) or (run and engine_of(run[-1]) != engine_of(batch)):
            if whole and len(run) >= count:
                return run
            run, size = [], 0
        if bytes_ < small:
            run, size = [*run, batch], size + bytes_
        if len(run) == count and not whole:
            return run
    return run if len(run) >= count else []


def merge(batches: Sequence[Path]) -> None:
    """Replace neighbouring batches by one that holds their rows in their order."""
    parts = [read_tables(batch) for batch in batches]
    tables = {name: pa.concat_tables([part[name] for part in parts]) for name in FILES}
    write_named(batches[0].parent / merged_name([batch.name for batch in batches]), tables, engine_of(batches[0]))
    for batch in batches:
        shutil.rmtree(batch, ignore_errors=True)


def numbers_of(batch: Path) -> BatchRange:
    """Return the place of a folder that is known to be a batch."""
    place = place_of(batch)
    assert place is not None, batch
    return place


def _without(rows: pa.Table, column: str, values: pa.Array) -> pa.Table:
    return rows.filter(pc.invert(pc.is_in(rows[column], values)))
