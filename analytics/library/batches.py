"""The folders of a library's batches: their names say which numbers each stands for, and in which revision.

`000003-0badcafe` is batch 3; `000001-000064-0badcafe` is what batches 1 to 64 were merged to; with `-r2` before the hash it is the
second revision of either, made when articles were removed or analysed anew. The widest stands for what it covers, and of those
as wide the latest revision: so one rename puts a batch in the place of others, and whoever is killed there leaves either.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

_NAME = re.compile(r"(\d{6,})(?:-(\d{6,}))?(?:-r(\d+))?-[0-9a-f]{8}")
ENGINE = b"engine"
"""In the metadata of a batch's articles: the engine that analysed them."""


class Place(NamedTuple):
    """What a batch stands for: from which number to which, and in which revision."""

    first: int
    last: int
    revision: int


def place_of(batch: Path) -> Place | None:
    """What a folder's name says; None where it is no batch.

    >>> place_of(Path("000001-000064-r2-0badcafe"))
    Place(first=1, last=64, revision=2)
    """
    found = _NAME.fullmatch(batch.name)
    return Place(int(found[1]), int(found[2] or found[1]), int(found[3] or 0)) if found else None


def name_of(place: Place, digest: str) -> str:
    """The name of a batch.

    >>> name_of(Place(3, 3, 1), "0badcafe")
    '000003-r1-0badcafe'
    """
    numbers = f"{place.first:06d}" if place.first == place.last else f"{place.first:06d}-{place.last:06d}"
    return f"{numbers}-r{place.revision}-{digest}" if place.revision else f"{numbers}-{digest}"


def all_batches(folder: Path) -> dict[Path, Place]:
    """Every batch in a folder, covered ones too; each that stands comes before those that it stands for."""
    found = [(p, place) for p in folder.iterdir() if (place := place_of(p))] if folder.is_dir() else []
    return dict(sorted(found, key=lambda one: (one[1].first, -one[1].last, -one[1].revision, one[0].name)))


def standing(folder: Path) -> list[Path]:
    """The batches that hold the library's rows, in the order in which they were added."""
    batches: list[Path] = []
    covered = 0
    for batch, place in all_batches(folder).items():
        if place.last > covered:
            batches.append(batch)
            covered = place.last
    return batches


def engine_of(batch: Path) -> str:
    """The engine that analysed a batch; empty where it does not say."""
    told: bytes = (pq.read_schema(batch / "articles.parquet").metadata or {}).get(ENGINE, b"")
    return told.decode()
