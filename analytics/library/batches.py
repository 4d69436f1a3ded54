"""The batch folders of a library: what their names mean, and which of them hold the library's rows.

`000003-0badcafe` is batch 3; `000001-000064-0badcafe` is what batches 1 to 64 were merged into; `-r2` before the hash marks the
second revision of either, written when articles were removed or analysed again. A batch replaces all batches whose numbers it
covers, and of two that cover the same numbers the later revision counts. So one rename replaces any number of batches, and a
program that is killed at any moment leaves either the old ones or the new one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

_NAME = re.compile(r"(\d{6,})(?:-(\d{6,}))?(?:-r(\d+))?-[0-9a-f]{8}")
ENGINE = b"engine"
"""Key in the metadata of a batch's articles.parquet: the engine that analysed them."""


class BatchRange(NamedTuple):
    """The batch numbers that a folder covers, first to last (inclusive), and its revision."""

    first: int
    last: int
    revision: int


def place_of(batch: Path) -> BatchRange | None:
    """Parse a folder's name; None where it is not the name of a batch.

    >>> place_of(Path("000001-000064-r2-0badcafe"))
    BatchRange(first=1, last=64, revision=2)
    """
    found = _NAME.fullmatch(batch.name)
    return BatchRange(int(found[1]), int(found[2] or found[1]), int(found[3] or 0)) if found else None


def name_of(place: BatchRange, digest: str) -> str:
    """Return the folder name of a batch.

    >>> name_of(BatchRange(3, 3, 1), "0badcafe")
    '000003-r1-0badcafe'
    """
    numbers = f"{place.first:06d}" if place.first == place.last else f"{place.first:06d}-{place.last:06d}"
    return f"{numbers}-r{place.revision}-{digest}" if place.revision else f"{numbers}-{digest}"


def merged_name(batches: Sequence[str]) -> str:
    """Return the folder name of what neighbouring batches, given by name, are merged into.

    >>> merged_name(["000001-0badcafe", "000002-r1-0badcafe"])
    '000001-000002-d27431aa'
    """
    places = [place for name in batches if (place := place_of(Path(name)))]
    digest = hashlib.sha256("".join(batches).encode()).hexdigest()[:8]
    return name_of(BatchRange(places[0].first, places[-1].last, 0), digest)


def all_batches(folder: Path) -> dict[Path, BatchRange]:
    """List every batch in a folder, replaced ones too; each batch comes before those that it replaces."""
    found = [(p, place) for p in folder.iterdir() if (place := place_of(p))] if folder.is_dir() else []
    return dict(sorted(found, key=lambda one: (one[1].first, -one[1].last, -one[1].revision, one[0].name)))


def current_batches(folder: Path, without: Container[str] = ()) -> list[Path]:
    """List the batches that hold the library's rows, in the order in which they were added.

    ``without`` are names of batches to leave out, such as damaged ones; what they replaced counts again where it is still there.
    """
    batches: list[Path] = []
    covered = 0
    for batch, place in all_batches(folder).items():
        if place.last > covered and batch.name not in without:
            batches.append(batch)
            covered = place.last
    return batches


def is_replaced(place: BatchRange, by: Iterable[BatchRange]) -> bool:
    """Whether one of some batches replaces a batch: it covers all of its numbers, in the same or a later revision.

    >>> is_replaced(BatchRange(3, 3, 0), [BatchRange(1, 64, 0)]), is_replaced(BatchRange(3, 3, 2), [BatchRange(3, 3, 1)])
    (True, False)
    """
    return any(
        one.first <= place.first and place.last <= one.last and (one.revision >= place.revision or one[:2] != place[:2])
        for one in by
        if one != place
    )


def engine_of(batch: Path) -> str:
    """Return the engine that analysed a batch; empty where the file does not name one."""
    named: bytes = (pq.read_schema(batch / "articles.parquet").metadata or {}).get(ENGINE, b"")
    return named.decode()
