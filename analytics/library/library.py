"""A library: a folder of analysed articles, in Parquet files that are queried with DuckDB.

```
library/
    quoteboard.json      the format, the version that made it, the user's settings
    aliases.csv          the user's own aliases, if any
    edits.jsonl          the user's edits of actors, if any: one edit per line, see `actors.edits`
    details.jsonl        the outlets, dates and authors that the user gave to articles, if any: one edit per line, see `details`
    details.parquet      the articles that these edits change, with their values now
    joined.parquet       the distinct names, and which belong together before aliases and edits; written by `relink`, as are
    actors.parquet       the actors
    names.parquet        which name belongs to which actor
    moved.parquet        which rows of a name the user's edits move to another
    copies.parquet       which article is a copy of which; written by `regroup`
    runs.jsonl           what was done to the library, by which version, from which input: one run per line, see `runs`
    zones.csv            the time zones of single outlets, if any: columns outlet and zone
    counted/             the tables for counting, of a large library; made when needed, see `counted_files`
    batches/<id>/        articles, sentences, quotes, mentions, skipped of one batch, the fingerprints of its texts by which copies
                         are found, and checksums; it appears whole or not at all. See `batches` for its id
    damaged/<id>/        batches that could not be read and whose articles were added again
```
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analytics import permission
from analytics.actors.edits import Edit, write_lines
from analytics.files import write_bytes
from analytics.library import details, marker
from analytics.library.adoption import batches_to_adopt, missing_rows
from analytics.library.copies import write_copies
from analytics.library.damage import Damaged, articles_in, ids_in, set_aside
from analytics.library.database import Database
from analytics.library.details import DetailsEdit
from analytics.library.links import EDITS, LINKS, MADE_FROM, edits_of, is_up_to_date, join, joined_of, link
from analytics.library.marker import FORMAT, LibraryError
from analytics.library.mirror import changing, folder_of, is_remote, mirror_of
from analytics.library.new_rows import new_tables
from analytics.library.writing import (
    SMALL,
    find_small,
    locked,
    merge,
    next_place,
    remove_replaced,
    remove_rows,
    replace_batch,
    write_batch,
)
from analytics.tables import Tables, frame, to_arrow
from analytics.versions import engine, program_version

__all__ = ["FORMAT", "SMALL", "Added", "Library", "LibraryError"]


class Added(NamedTuple):
    """How many articles and skipped rows were added, and how many of the articles were there already."""

    articles: int
    skipped: int
    known: int


class Library:
    """The analysed articles of one folder. Several threads may query it, also while another process adds to it.

    An address such as s3://bucket/press is a library in object storage, see `mirror`. With ``create``, a folder that does not exist
    or is empty becomes a library. Raises LibraryError where the folder is not a library, or is one of another version. A library
    with damaged files opens: what cannot be read is left out, see `damaged`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, Library(Path(folder) / "library", create=True) as library:
    ...     int(library.query("SELECT count(*) AS n FROM quotes")["n"][0])
    0
    """

    def __init__(self, path: str | Path, create: bool = False) -> None:
        self.path = folder_of(str(path)) if is_remote(path) else Path(path)
        self._mirror = mirror_of(self.path)
        if self._mirror:
            self._mirror.fetch(0 if (self.path / marker.MARKER).exists() else -1)
        if create and not (self.path / marker.MARKER).exists() and not marker.is_lost(self.path):
            permission.ask()
            with changing(self.path):
                marker.create(self.path)
        self.settings: dict[str, Any] = marker.read_settings(self.path)
        self._database = Database(self.path)
        self._ids: set[str] = set()
        self._batches_of_ids: set[str] = set()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; the files need no closing."""
        self._database.close()

    def query(self, sql: str, params: Sequence[Any] | dict[str, Any] | None = None) -> pd.DataFrame:
        """Answer a query in DuckDB's SQL on the views articles, sentences, quotes, mentions, actors, names, skipped.

        Batches that were added since, by this process or another, are included. Strings, whole numbers and times are typed, and
        missing values are NA.
        """
        return self._database.query(sql, params)

    def count(self, sql: str, params: Sequence[Any] | dict[str, Any] | None = None) -> pd.DataFrame:
        """Answer a query on the views and on the counted tables, see `counted_tables`."""
        return self._database.count(sql, params)

    def keep(self, sql: str, params: Sequence[Any], most: int | None = None) -> str | None:
        """Keep the answer to a query as a table for further queries, as long as the library stays as it is.

        Returns its name; None where it has more rows than ``most``.
        """
        return self._database.keep(sql, params, most)

    def fingerprint(self) -> str:
        """Return a short text that changes whenever the tables do: a key for caches."""
        if self._mirror:
            self._mirror.refresh()
        return self._database.fingerprint()

    def batches(self) -> list[Path]:
        """List the folders of the batches, in the order in which they were added; damaged ones are left out."""
        return self._database.batches()

    def damaged(self, *, closely: bool = False) -> list[Damaged]:
        """List the batches that are left out because they cannot be read; ``closely`` reads all files to find more of them."""
        if closely:
            self._database.look_again()
        return self._database.damaged()

    def known_ids(self) -> frozenset[str]:
        """Return the ids of all articles."""
        self._read_ids()
        return frozenset(self._ids)

    def known_contents(self) -> dict[int, int | None]:
        """Map hashes of all article ids to a hash of the text where the id was given and not made from it: see `loaders.Known`."""
        found = self.query(
            """
            SELECT CAST(md5_number_lower(article_id) >> 1 AS BIGINT) AS id,
                CASE WHEN NOT regexp_full_match(article_id, '[0-9a-f]{16}') THEN CAST(md5_number_lower(text) >> 1 AS BIGINT) END
                AS content
            FROM articles
            """
        )
        return dict(zip(found["id"].tolist(), (None if pd.isna(c) else int(c) for c in found["content"]), strict=True))

    def find_damage(self) -> bool:
        """Read all files of the library; return whether more damage was found than was known."""
        return self._database.find_damage()

    def fetched_addresses(self) -> frozenset[str]:
        """Return the addresses from which articles were fetched."""
        found = self.query("SELECT DISTINCT loaded_from AS f FROM articles WHERE regexp_matches(loaded_from, '(?i)^https?://')")
        return frozenset(found["f"])

    def is_linked(self) -> bool:
        """Whether `relink` and `regroup` have seen all batches, and the aliases and edits as they are now."""
        written = [self._database.link_metadata(name) or {} for name in (*LINKS, "copies")]
        state = self._hash_of_batches()
        linked = all(held.get(MADE_FROM) == state for held in written) and is_up_to_date(self.path)
        return linked and details.is_made_from(self.path, state)

    def joined(self) -> pd.DataFrame:
        """Return the distinct names, how often each occurs, and which belong together before aliases and edits: see `join_names`.

        Names of articles that are being added are included once the adding has ended and names have been linked.
        """
        known = joined_of(self.path, program_version())
        if known is not None:
            return known
        if not permission.allowed():
            return join(self.path, self._hash_of_batches(), program_version(), self._database, keep=False)
        with self._locked():
            return self._joined()

    def add(self, tables: Tables, skipped: pd.DataFrame | None = None) -> Added:
        """Add what is not there yet: articles by their id, with their sentences, quotes and mentions; skipped rows by content.

        When this returns the batch is there whole; where it is interrupted, not at all. The same tables again add nothing.
        """
        with self._locked():
            self._read_ids()
            ids = tables.articles["article_id"]
            new = set(ids) - self._ids
            given = frame("skipped") if skipped is None else skipped
            parts = new_tables(tables, given, new, self._skipped() if len(given) else given)
            added = Added(len(parts["articles"]), len(parts["skipped"]), len(ids) - len(parts["articles"]))
            if added.articles or added.skipped:
                self._write(parts)
            return added

    def adopt(self, folder: str | Path) -> Added:
        """Add the batches that another program or machine has written: a library, a folder of batches, or one batch.

        Only rows that are not there yet are added, so the same folder again adds nothing. Settings and edits stay where they are.
        Raises LibraryError, with nothing added, where a batch is damaged or was analysed by another engine. Call `regroup` and
        `relink` next.
        """
        if Path(folder).resolve() == self.path.resolve():
            raise LibraryError(f"{folder}: this is the library itself. Expected another folder.")
        done = Added(0, 0, 0)
        with self._locked():
            for batch in batches_to_adopt(Path(folder)):
                self._read_ids()
                parts = missing_rows(batch, self._ids, self._skipped)
                added = Added(len(parts["articles"]), len(parts["skipped"]), (articles_in(batch) or 0) - len(parts["articles"]))
                if added.articles or added.skipped:
                    self._write(parts)
                done = Added(*(a + b for a, b in zip(done, added, strict=True)))
        return done

    def replace(self, batch: Path, tables: Tables) -> bool:
        """Replace the analysis of a batch's articles; False where the batch is no longer there."""
        made = {name: to_arrow(getattr(tables, name), name) for name in Tables._fields}
        with self._locked():
            if batch not in self.batches():
                return False
            there = pq.read_table(batch / "articles.parquet", columns=["article_id"], partitioning=None)["article_id"]
            if there.to_pylist() != made["articles"]["article_id"].to_pylist():
                raise ValueError(f"batch {batch.name}: these are other articles. Expected those of the batch, in their order.")
            made["skipped"] = pq.read_table(batch / "skipped.parquet", partitioning=None)
            replace_batch(batch, made, engine())
        return True

    def remove(self, articles: Collection[str], files: Collection[str] = ()) -> int:
        """Remove articles with all their rows, and the skipped rows of some files; return how many articles there were.

        Where it is interrupted, each article is there whole or gone, and the same call goes on. Call `regroup` and `relink` next.
        """
        ids, labels = pa.array(sorted(articles), pa.string()), pa.array(sorted(files), pa.string())
        with self._locked():
            self.damaged(closely=True)
            self._write_copies(articles)  # first, so that no article is ever the copy of one that is gone
            return sum(remove_rows(batch, ids, labels) for batch in self.batches())

    def compact(self, fewest: int = 64, *, whole: bool = False) -> None:
        """Merge neighbouring small batches, ``fewest`` at a time, as long as there are so many.

        Every query opens every file, so a thousand small files are slow. Rows and order stay. Which batches are merged depends on
        the batches alone: a run that was interrupted ends with the same files as one that was not. With ``whole``, all small
        neighbours are merged at once, where there are at least ``fewest``. A library with damaged batches is left as it is.
        """
        with self._locked():
            while not self.damaged() and (small := find_small(self.batches(), max(fewest, 2), whole, SMALL)):
                try:
                    merge(small)
                except (pa.ArrowException, OSError):
                    if not self.damaged(closely=True):
                        raise

    def relink(self) -> None:
        """Link the names of all quotes and mentions to actors; the user's aliases and edits decide before all else."""
        with self._locked():
            link(self.path, join(self.path, self._hash_of_batches(), program_version(), self._database))

    def regroup(self) -> None:
        """Find which articles are copies of which, over the whole library, by the dates as the user gave them."""
        with self._locked():
            self._write_details()
            self._write_copies()

    def describe(self, change: Callable[[list[DetailsEdit]], Sequence[DetailsEdit]]) -> list[DetailsEdit]:
        """Append the edits of articles' details that ``change`` makes from the current ones, apply all of them, and return the new.

        It reads no text of an article. No other process edits in the meantime. A program that is stopped here leaves the edits as
        they were or as they are now; the next edit, even an empty one, or the next import applies them.
        """
        with self._locked():
            added = details.append(self.path, change(details.read(self.path).changes))
        if added or not self.is_linked():
            self.regroup()
            self.relink()
        return added

    def edit(self, change: Callable[[list[Edit]], Sequence[Edit]]) -> list[Edit]:
        """Append the edits that ``change`` makes from the current ones, link names by them, and return what was appended.

        It reads no article. No other process edits in the meantime. A program that is stopped here leaves the edits as they were or
        as they are now; the next edit, even an empty one, links names by them.
        """
        with self._locked():
            log = edits_of(self.path)
            path = self.path / EDITS
            held = path.read_bytes() if path.exists() else b""
            held += b"\n" if held and not held.endswith(b"\n") else b""  # a person may have edited the file
            added = [one._replace(edit=held.count(b"\n") + n) for n, one in enumerate(change(log), start=1)]
            if added:
                write_bytes(path, held + write_lines(added))
            if added or not is_up_to_date(self.path):
                link(self.path, self._joined())
            return added

    def record(self, run: Mapping[str, Any], number: int | None = None) -> int:
        """Append a run to runs.jsonl, or replace the record of that number; return its number."""
        from analytics.library import runs  # needs the loaders, which a page that only reads does not

        with self._locked():
            return runs.write(self.path, run, number)

    def set_aside_known(self) -> None:
        """Move damaged batches into the folder ``damaged``, where nothing reads them, if all their articles were added again."""
        if not self.damaged():
            return
        with self._locked():
            self._read_ids()
            for one in self.damaged():
                ids = ids_in(one.batch)
                if ids is not None and ids <= self._ids:
                    set_aside(one.batch, self.path / "damaged")

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock that lets one writer at a time change the library, after removing what a killed one left behind.

        Raises NotAllowedError where a server's visitor may only read.
        """
        permission.ask()
        with locked(self.path):
            if marker.is_lost(self.path):
                marker.rebuild(self.path)
            remove_replaced(self.path / "batches", self.batches())
            yield

    def _skipped(self) -> pd.DataFrame:
        return self.query("SELECT file, row, reason FROM skipped")

    def _write(self, tables: dict[str, pa.Table]) -> None:
        held = [
            *tables["articles"]["article_id"].to_pylist(),
            *(repr(tuple(row.values())) for row in tables["skipped"].to_pylist()),
        ]
        folder = self.path / "batches"
        write_batch(folder, next_place(folder), hashlib.sha256(chr(31).join(held).encode()), tables, engine())

    def _write_details(self) -> None:
        if (self.path / details.LOG).exists():
            details.write(self.path, self.query(details.QUERY), self._hash_of_batches())

    def _write_copies(self, without: Collection[str] = ()) -> None:
        made_from = {MADE_FROM: b"" if without else self._hash_of_batches()}
        write_copies(self.path, self.batches(), self.query, made_from, without)

    def _joined(self) -> pd.DataFrame:
        known = joined_of(self.path, program_version())
        return join(self.path, self._hash_of_batches(), program_version(), self._database) if known is None else known

    def _hash_of_batches(self) -> bytes:
        """Return a hash of the batches and of the articles' details: what copies and names are made from."""
        held = [*(batch.name.encode() for batch in self.batches()), *filter(None, [details.hash_of(self.path)])]
        return hashlib.sha256(b"\n".join(held)).hexdigest()[:16].encode()

    def _read_ids(self) -> None:
        """Read the ids of the batches that were added since; of all where batches have been merged or removed."""
        try:
            self._read_new_ids()
        except (pa.ArrowException, OSError):  # a file is damaged: without its batch
            self._database.look_again()
            self._read_new_ids()

    def _read_new_ids(self) -> None:
        batches = {batch.name: batch for batch in self.batches()}
        if not self._batches_of_ids <= set(batches):
            self._ids, self._batches_of_ids = set(), set()
        for name in batches.keys() - self._batches_of_ids:
            held = pq.read_table(batches[name] / "articles.parquet", columns=["article_id"], partitioning=None)
            self._ids.update(held["article_id"].to_pylist())
            self._batches_of_ids.add(name)
