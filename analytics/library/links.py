"""The names of a library to its actors, in files: counted once a set of articles, then linked as often as the user edits.

Names are counted and joined by the directory and by spelling after articles have come (``joined.parquet``). An edit starts
from there: it costs what the distinct names cost, however many articles there are, and reads none of them.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analytics.actors.edits import Edit, read_log, standing
from analytics.files import metadata, write_tables
from analytics.tables import to_arrow, to_pandas

EDITS, ALIASES, JOINED = "edits.jsonl", "aliases.csv", "joined"
LINKS = ("actors", "names", "moved")
OF, BY, BY_HAND = b"made of", b"made by", b"said by hand"  # in a file's metadata: the batches, the program, aliases and edits
_TEXT, _NUMBER = pa.string(), pa.int64()
_JOINED = pa.schema(
    [pa.field(n, t, False) for n, t in (("name", _TEXT), ("type", _TEXT), ("count", _NUMBER), ("quotes", _NUMBER),
                                        ("head", _TEXT), ("head_type", _TEXT))]
)  # fmt: skip
MOVED = pa.schema(
    [
        pa.field(n, _TEXT, n not in ("name", "type"))
        for n in ("name", "type", "written", "outlet", "article_id", "to_name", "to_type")
    ]
    + [pa.field("edit", _NUMBER, False)]
)
_COUNTED = """
WITH seen AS (
    SELECT article_id, name, speaker_type AS type, 1 AS said FROM quotes_found
    UNION ALL SELECT article_id, name, type, 0 FROM mentions_found
)
SELECT name, type, count(*) AS count, sum(said)::BIGINT AS quotes,
    coalesce(outlet, '') AS outlet, coalesce(strftime(published, '%Y-%m'), '') AS month
FROM seen JOIN articles USING (article_id)
WHERE name IS NOT NULL AND type IS NOT NULL
GROUP BY ALL ORDER BY ALL
"""


def edits_of(folder: Path) -> list[Edit]:
    """All lines of a library's edits, in their order. Raises ValueError that names file and row where one is not understood."""
    path = folder / EDITS
    return read_log(path.read_bytes(), str(path)) if path.exists() else []


def aliases_of(folder: Path) -> pd.DataFrame | None:
    """The user's own aliases, if there are any. Raises ValueError that names file, row and column."""
    from analytics.actors import read_aliases

    path = folder / ALIASES
    return read_aliases(path) if path.exists() else None


def joined_of(folder: Path, version: str) -> pd.DataFrame | None:
    """The distinct names with the names that they go with, as last counted by this version of the program; None where never."""
    path = folder / f"{JOINED}.parquet"
    if (metadata(path) or {}).get(BY) != version.encode():
        return None
    return to_pandas(pq.read_table(path, partitioning=None))


def join(folder: Path, batches: bytes, version: str, ask: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
    """Count the names of all articles, join them, and keep that in a file that says of which batches it is."""
    from analytics.actors.link import join_names

    joined = join_names(ask(_COUNTED))
    table = pa.Table.from_pandas(joined, schema=_JOINED, preserve_index=False)
    write_tables({folder / f"{JOINED}.parquet": table.replace_schema_metadata({OF: batches, BY: version.encode()})})
    return joined


def link(folder: Path, joined: pd.DataFrame) -> None:
    """Write who is who: what aliases and the edits that stand make of the joined names. Nothing is written where one is wrong."""
    from analytics.actors.known import Known

    marks = {OF: (metadata(folder / f"{JOINED}.parquet") or {}).get(OF, b""), BY_HAND: said_by_hand(folder)}
    with uncollected():
        linked = Known(joined, aliases_of(folder)).apply(standing(edits_of(folder))).tables()
    tables = {name: to_arrow(getattr(linked, name), name) for name in ("actors", "names")}
    tables["moved"] = pa.Table.from_pandas(linked.moved, schema=MOVED, preserve_index=False)
    write_tables({folder / f"{name}.parquet": table.replace_schema_metadata(marks) for name, table in tables.items()})


def follows(folder: Path) -> bool:
    """Whether names are linked by the aliases and edits as they are now."""
    said = said_by_hand(folder)
    return all((metadata(folder / f"{name}.parquet") or {}).get(BY_HAND) == said for name in LINKS)


def said_by_hand(folder: Path) -> bytes:
    """Changes with the user's aliases and edits."""
    held = [path.read_bytes() if path.exists() else b"" for path in (folder / ALIASES, folder / EDITS)]
    return hashlib.sha256(b"\n".join(held)).hexdigest()[:16].encode()


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Without Python's search for garbage: among a million small tuples that all are needed it takes half the time of a link."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def kinds_of_moves(path: Path) -> list[tuple[str, ...]]:
    """By which of written, outlet and article_id rows are moved, the most particular first: nothing where none is."""
    if metadata(path) is None:
        return []
    limits: Sequence[str] = ("article_id", "outlet", "written")
    table = pq.read_table(path, columns=list(limits), partitioning=None)
    found = {tuple(n for n in limits if row[n] is not None) for row in table.to_pylist()}
    order = [("article_id", "written"), ("article_id",), ("outlet", "written"), ("outlet",), ("written",), ()]
    return [kind for kind in order if kind in found]
