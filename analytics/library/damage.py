"""Damaged batches: found when a library is opened or a query fails, set aside so that the rest can be read, and named.

A batch is damaged where one of its files is missing, cannot be read, has another schema, or differs from its checksum. Readers skip
the whole batch, since quotes without their article would be wrong on every page. They change nothing on the disk.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from analytics.files import SUMS
from analytics.library.batches import all_batches, current_batches, is_replaced, place_of
from analytics.library.copies import PRINTS, PRINTS_SCHEMA
from analytics.tables import fits, schema

BATCH_TABLES = ("articles", "sentences", "quotes", "mentions", "skipped")
FILES = (*BATCH_TABLES, PRINTS)


class Fault(NamedTuple):
    """What is wrong with a file of a batch: the table, what in words, and the details."""

    table: str
    what: str
    details: str = ""


class Damaged(NamedTuple):
    """A batch that is set aside, its first fault, and how many articles it holds; None where no file of it says."""

    batch: Path
    fault: Fault
    articles: int | None


class Health:
    """The damaged batches of a library as far as they are known. A batch never changes, so each is looked at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._faults: dict[str, Fault | None] = {}

    def current(self) -> list[Path]:
        """List the sound batches that hold the library's rows, after a quick look at those that are new."""
        for batch in all_batches(self._folder):
            if batch.name not in self._faults:
                self._faults[batch.name] = next(quick_faults(batch), None)
        return current_batches(self._folder, {name for name, fault in tuple(self._faults.items()) if fault})

    def damaged(self) -> list[Damaged]:
        """List the damaged batches that no sound batch replaces, in their order."""
        sound = [place for batch in self.current() if (place := place_of(batch))]
        found = []
        for batch, place in all_batches(self._folder).items():
            fault = self._faults.get(batch.name)
            if fault and not is_replaced(place, sound):
                found.append(Damaged(batch, fault, articles_in(batch)))
        return found

    def look_closely(self) -> bool:
        """Read every file of every batch that counts as sound; return whether more damage was found."""
        found = False
        for batch in self.current():
            if (fault := next(faults(batch), None)) and batch.is_dir():
                self._faults[batch.name] = fault
                found = True
        return found

    def forget(self) -> None:
        """Look at every batch again, since files may have been restored."""
        self._faults.clear()


def quick_faults(batch: Path) -> Iterator[Fault]:
    """Find files of a batch that are missing, have no readable footer, or another schema; no row is read."""
    for name in FILES:
        path = batch / f"{name}.parquet"
        try:
            found = pq.read_schema(path).remove_metadata()
        except FileNotFoundError:
            if name != PRINTS:  # copies are found without the fingerprints of a batch that has none
                yield Fault(name, "a file is missing")
            continue
        except (pa.ArrowException, OSError) as error:
            yield Fault(name, "a file cannot be read", " ".join(str(error).split())[:120])
            continue
        expected = PRINTS_SCHEMA if name == PRINTS else schema(name)
        if not (found == expected if name == PRINTS else fits(found, name)):
            yield Fault(name, "a file has another schema", difference(found, expected))


def faults(batch: Path) -> Iterator[Fault]:
    """Find all that is wrong with the files of a batch: as `quick_faults`, and files that cannot be read to their end or that
    differ from their checksum."""
    found = {fault.table: fault for fault in quick_faults(batch)}
    sums = _sums(batch)
    for name in FILES:
        path = batch / f"{name}.parquet"
        if name in found or not path.exists():
            continue
        try:
            pq.read_table(path, partitioning=None)
            if path.name in sums and sums[path.name] != hashlib.sha256(path.read_bytes()).hexdigest():
                found[name] = Fault(name, "a file differs from its checksum")
        except (pa.ArrowException, OSError) as error:
            found[name] = Fault(name, "a file cannot be read", " ".join(str(error).split())[:120])
    yield from (found[name] for name in FILES if name in found)


def is_readable(path: Path) -> bool:
    """Whether a Parquet file can be read to its end."""
    try:
        pq.read_table(path, partitioning=None)
    except (pa.ArrowException, OSError):
        return False
    return True


def articles_in(batch: Path) -> int | None:
    """Return how many articles a batch holds, by whichever of its files can still say; None where none can."""
    for name in ("articles", PRINTS):
        try:
            return int(pq.read_metadata(batch / f"{name}.parquet").num_rows)
        except (pa.ArrowException, OSError):
            continue
    return None


def ids_in(batch: Path) -> set[str] | None:
    """Return the ids of the articles of a batch, by whichever of its files can still say; None where none can."""
    for name in ("articles", PRINTS):
        with contextlib.suppress(pa.ArrowException, OSError, KeyError):
            path = batch / f"{name}.parquet"
            return set(pq.read_table(path, columns=["article_id"], partitioning=None)["article_id"].to_pylist())
    return None


def set_aside(batch: Path, folder: Path) -> None:
    """Move a damaged batch into a folder where nothing reads it."""
    folder.mkdir(exist_ok=True)
    if batch.exists():
        batch.rename(folder / batch.name)


def difference(found: pa.Schema, expected: pa.Schema) -> str:
    """Describe how a schema differs from the expected one."""
    types = {field.name: field.type for field in found}
    wrong = [f"{f.name} is {types[f.name]}, not {f.type}" for f in expected if types.get(f.name, f.type) != f.type]
    wrong += [f"no column {name}" for name in expected.names if name not in types]
    wrong += [f"unknown column {name}" for name in types if name not in expected.names]
    return "; ".join(wrong) or "columns in another order, or other rules for missing values"


def _sums(batch: Path) -> dict[str, str]:
    try:
        lines = (batch / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {name: digest for digest, mark, name in (line.partition("  ") for line in lines) if mark}
