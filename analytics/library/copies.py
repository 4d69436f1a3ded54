"""The file copies.parquet: which article of a library is a copy of which, found from the fingerprints that batches keep."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics.files import write_table
from analytics.library.near_duplicates import copies_among, fingerprints, in_order
from analytics.library.print_store import PrintsOf

FILE = "copies.parquet"
PRINTS = "prints"  # the table of fingerprints in a batch's folder
_COPIES = pa.schema([pa.field("article_id", pa.string(), False), pa.field("duplicate_of", pa.string(), False)])
PRINTS_SCHEMA = pa.schema([pa.field("article_id", pa.string(), False), pa.field("prints", pa.list_(pa.uint32()), False)])


def prints_of(articles: pa.Table) -> pa.Table:
    """Return the fingerprints of articles, one article per row."""
    prints = [fingerprints(text) for text in articles["text"].to_pylist()]
    return pa.table([articles["article_id"].combine_chunks(), prints], schema=PRINTS_SCHEMA)


def write_copies(
    folder: Path,
    batches: Sequence[Path],
    ask: Callable[[str], pd.DataFrame],
    metadata: dict[bytes, bytes],
    without: Collection[str] = (),
) -> None:
    """Find the copies among all articles, ``without`` some ids, and write the file; ``ask`` runs SQL on the library."""
    articles = ask("SELECT article_id, published FROM articles")
    ids = pd.Index(in_order(articles[~articles["article_id"].isin(without)])["article_id"])
    copies = copies_among(ids.tolist(), (_of_batch(batch, ids) for batch in batches))
    table = pa.Table.from_pandas(copies, schema=_COPIES, preserve_index=False)
    write_table(folder / FILE, table.replace_schema_metadata(metadata))


def _of_batch(batch: Path, ids: pd.Index[str]) -> PrintsOf:
    """Return the fingerprints of a batch's articles that are among some ids, by their places there."""
    held = read_prints(batch)
    places = ids.get_indexer(held["article_id"].to_pylist())
    held = held.filter(pa.array(places >= 0))
    prints = held["prints"].combine_chunks()
    return PrintsOf(places[places >= 0], pc.list_value_length(prints).to_numpy(zero_copy_only=False), prints.flatten().to_numpy())


def read_prints(batch: Path) -> pa.Table:
    """Read the fingerprints of a batch, or compute them where their file is missing or damaged."""
    try:
        return pq.read_table(batch / f"{PRINTS}.parquet", schema=PRINTS_SCHEMA, partitioning=None)
    except (pa.ArrowException, OSError):
        return prints_of(pq.read_table(batch / "articles.parquet", columns=["article_id", "text"], partitioning=None))
