"""A library: a folder of analysed articles, in Parquet files that DuckDB asks.

```
library/
    quoteboard.json      the version of this layout, what made it, the user's settings
    aliases.csv          the user's own aliases, if any
    edits.jsonl          the user's edits of actors, if any: a line each, see `actors.edits`
    joined.parquet       the distinct names, and which go together before aliases and edits; written by `relink`, as are
    actors.parquet       who is known
    names.parquet        which name stands for which actor
    moved.parquet        which rows of a name the user has sent elsewhere by hand
    copies.parquet       which article is a copy of which; written by `regroup`
    runs.jsonl           what was done to the library, by which version, from which input: a line a run, see `runs`
    zones.csv            the user's own zones of outlets, if any: columns outlet and zone
    batches/<id>/        articles, sentences, quotes, mentions, skipped of one batch: there whole or not at all; and the
                         fingerprints of the articles' texts, by which copies are found. See `batches` for its id
```
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import filelock
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics.actors.edits import Edit, write_lines
from analytics.files import metadata, write_bytes, write_folder, write_table
from analytics.library.batches import ENGINE, Place, all_batches, engine_of, name_of, place_of, standing
from analytics.library.database import BATCH_TABLES, Database, LibraryError
from analytics.library.links import EDITS, LINKS, OF, edits_of, follows, join, joined_of, link
from analytics.library.near_duplicates import find_copies, fingerprints
from analytics.tables import Tables, frame, to_arrow
from analytics.versions import engine, program_version

FORMAT = 1
_COPIES = pa.schema([pa.field("article_id", pa.string(), False), pa.field("duplicate_of", pa.string(), False)])
_PRINTS = pa.schema([pa.field("article_id", pa.string(), False), pa.field("prints", pa.list_(pa.uint32()), False)])
SMALL = 24_000_000  # bytes of articles, about 10,000 of them: a smaller batch is to be merged with others
_MARKER = "quoteboard.json"
_KEYS = {"articles": 1, "sentences": 2, "quotes": 2, "mentions": 4}  # how many leading columns are a row's key


class Added(NamedTuple):
    """How many articles and skipped rows came in, and how many articles were there already."""

    articles: int
    skipped: int
    known: int


class Library:
    """The analysed articles of one folder. Safe to ask from several threads, and while another process adds to it.

    Raises LibraryError where the folder is no library, or one of another version.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, Library(Path(folder) / "library", create=True) as library:
    ...     int(library.query("SELECT count(*) AS n FROM quotes")["n"][0])
    0
    """

    def __init__(self, path: str | Path, create: bool = False) -> None:
        self.path = Path(path)
        marker = self.path / _MARKER
        if not marker.exists():
            if not create:
                found = f"a folder without {_MARKER}" if self.path.is_dir() else "no such folder"
                raise LibraryError(f"{self.path}: {found}; accepted: a folder made by quoteboard analyse")
            _make(self.path)
        self.settings: dict[str, Any] = _read_marker(marker)
        self._database = Database(self.path)
        self._ids: set[str] = set()
        self._ids_of: set[str] = set()  # the batches that they are of

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; the files need no closing."""
        self._database.close()

    def add(self, tables: Tables, skipped: pd.DataFrame | None = None) -> Added:
        """Add what is not there yet: articles by their id, with their sentences, quotes and mentions; skipped rows by content.

        The batch stands whole when this returns, or not at all where it is cut short. The same tables again add nothing.
        """
        with self._writing():
            self._read_ids()
            ids = tables.articles["article_id"]
            new = set(ids) - self._ids
            parts = {name: _only(getattr(tables, name), new, name) for name in Tables._fields}
            parts["articles"] = parts["articles"].drop_duplicates("article_id")
            parts["skipped"] = self._only_new_skipped(frame("skipped") if skipped is None else skipped)
            added = Added(len(parts["articles"]), len(parts["skipped"]), len(ids) - len(parts["articles"]))
            if added.articles or added.skipped:
                self._write_batch(parts)
            return added

    def known_ids(self) -> frozenset[str]:
        """The ids of all articles that are there."""
        self._read_ids()
        return frozenset(self._ids)

    def known_contents(self) -> dict[int, int | None]:
        """The ids of all articles and, where an id was given and not made from the text, their texts: see `loaders.Known`."""
        found = self.query(
            """
            SELECT CAST(md5_number_lower(article_id) >> 1 AS BIGINT) AS id,
                CASE WHEN NOT regexp_full_match(article_id, '[0-9a-f]{16}') THEN CAST(md5_number_lower(text) >> 1 AS BIGINT) END
                AS content
            FROM articles
            """
        )
        return dict(zip(found["id"].tolist(), (None if pd.isna(c) else int(c) for c in found["content"]), strict=True))

    def fetched_addresses(self) -> frozenset[str]:
        """The addresses from which articles were fetched."""
        found = self.query("SELECT DISTINCT loaded_from AS f FROM articles WHERE regexp_matches(loaded_from, '(?i)^https?://')")
        return frozenset(found["f"])

    def is_linked(self) -> bool:
        """Whether `relink` and `regroup` have seen all batches, and the aliases and edits as they are now."""
        written = [metadata(self.path / f"{name}.parquet") or {} for name in (*LINKS, "copies")]
        return all(told.get(OF) == self._seen() for told in written) and follows(self.path)

    def query(self, sql: str, params: Sequence[Any] | dict[str, Any] | None = None) -> pd.DataFrame:
        """The answer to a question in DuckDB's SQL on the views articles, sentences, quotes, mentions, actors, names, skipped.

        Batches added since, by this process or another, are seen. Strings, whole numbers and times come typed, missing as NA.
        """
        return self._database.query(sql, params)

    def count(self, sql: str, params: Sequence[Any] | dict[str, Any] | None = None) -> pd.DataFrame:
        """As `query`, on the tables of `counted` too, which are made where the library has changed."""
        return self._database.count(sql, params)

    def keep(self, sql: str, params: Sequence[Any], most: int | None = None) -> str | None:
        """The answer to a question kept as a table for further questions, as long as the library stays as it is.

        Gives its name; None where it has more rows than ``most``.
        """
        return self._database.keep(sql, params, most)

    def fingerprint(self) -> str:
        """A short text that changes whenever the tables do: a key for caches."""
        return self._database.fingerprint()

    def relink(self) -> None:
        """Link the names of all quotes and mentions to actors, anew; what the user's aliases and edits say goes before all else."""
        with self._writing():
            link(self.path, join(self.path, self._seen(), program_version(), self.query))

    def edit(self, change: Callable[[list[Edit]], Sequence[Edit]]) -> list[Edit]:
        """Add to the user's edits what ``change`` makes of those that are there, and link names by them; gives what was added.

        No article is read for it. Nothing else is edited in the meantime, in this process or another. A program that is
        stopped in here leaves the edits as they were or as they are now; the next edit, even of nothing, links names by them.
        """
        with self._writing():
            log = edits_of(self.path)
            path = self.path / EDITS
            held = path.read_bytes() if path.exists() else b""
            held += b"\n" if held and not held.endswith(b"\n") else b""  # a person may have edited the file
            added = [one._replace(edit=held.count(b"\n") + n) for n, one in enumerate(change(log), start=1)]
            if added:
                write_bytes(path, held + write_lines(added))
            if added or not follows(self.path):
                link(self.path, self._joined())
            return added

    def joined(self) -> pd.DataFrame:
        """The distinct names with how often each stands, and which go together before aliases and edits: see `join_names`.

        Names of articles that are being added are in it when the adding is done, and names have been linked.
        """
        known = joined_of(self.path, program_version())
        if known is not None:
            return known
        with self._writing():
            return self._joined()

    def compact(self, fewest: int = 64, *, whole: bool = False) -> None:
        """Merge neighbouring batches, ``fewest`` at a time, as long as there are so many that are small.

        Every question opens every file, so a thousand small files are slow to ask. The rows and their order stay, and which
        batches are merged depends on the batches alone: a run that was cut short ends with the files of one that was not. With
        ``whole``, all that follow each other are merged at once, where there are at least so many.
        """
        with self._writing():
            while small := self._neighbours(max(fewest, 2), whole):
                self._merge(small)

    def remove(self, articles: Collection[str], files: Collection[str] = ()) -> int:
        """Take away articles with all that is theirs, and the remarks on some files; gives how many articles there were.

        Cut short, some are gone and others not, each whole, and the same call again goes on; then `regroup` and `relink`.
        """
        ids, labels = pa.array(sorted(articles), pa.string()), pa.array(sorted(files), pa.string())
        gone = 0
        with self._writing():
            self._group(articles)  # first, so that nothing is ever the copy of an article that is not there
            for batch in self.batches():
                tables = {name: pq.read_table(batch / f"{name}.parquet", partitioning=None) for name in (*BATCH_TABLES, "prints")}
                kept = {name: _without(rows, "article_id", ids) for name, rows in tables.items() if name != "skipped"}
                kept["skipped"] = _without(tables["skipped"], "file", labels)
                if any(len(kept[name]) < len(tables[name]) for name in tables):
                    gone += len(tables["articles"]) - len(kept["articles"])
                    self._revise(batch, kept, engine_of(batch))
        return gone

    def replace(self, batch: Path, tables: Tables) -> bool:
        """Put a new analysis of a batch's articles in its place; False where the batch is no longer there to be replaced."""
        made = {name: to_arrow(getattr(tables, name), name) for name in Tables._fields}
        with self._writing():
            if batch not in self.batches():
                return False
            there = pq.read_table(batch / "articles.parquet", columns=["article_id"], partitioning=None)["article_id"]
            if there.to_pylist() != made["articles"]["article_id"].to_pylist():
                raise ValueError(
                    f"batch {batch.name}: other articles than those that are there; accepted: the same, in their order"
                )
            made["skipped"] = pq.read_table(batch / "skipped.parquet", partitioning=None)
            self._revise(batch, made, engine())
        return True

    def record(self, run: Mapping[str, Any], number: int | None = None) -> int:
        """Write a run into runs.jsonl, or over the record of that number; gives its number."""
        from analytics.library import runs

        with self._writing():
            return runs.write(self.path, run, number)

    def regroup(self) -> None:
        """Find anew which articles are copies of which, over the whole library: `articles.duplicate_of`."""
        with self._writing():
            self._group()

    def _group(self, without: Collection[str] = ()) -> None:
        """Which articles are copies of which, as if some were not there."""
        files = [batch / "prints.parquet" for batch in self.batches()]
        prints = pa.concat_tables([_PRINTS.empty_table(), *(pq.read_table(f, partitioning=None) for f in files if f.exists())])
        held = pd.DataFrame({"article_id": prints["article_id"].to_pandas(), "prints": prints["prints"].to_pandas()})
        held = held[~held["article_id"].isin(without)]
        copies = find_copies(self.query("SELECT article_id, published FROM articles").merge(held, on="article_id"))
        table = pa.Table.from_pandas(copies, schema=_COPIES, preserve_index=False)
        write_table(self.path / "copies.parquet", table.replace_schema_metadata({OF: b"" if without else self._seen()}))

    def _joined(self) -> pd.DataFrame:
        known = joined_of(self.path, program_version())
        return join(self.path, self._seen(), program_version(), self.query) if known is None else known

    def _seen(self) -> bytes:
        """What copies and names are made of: the batches."""
        return hashlib.sha256(b"\n".join(batch.name.encode() for batch in self.batches())).hexdigest()[:16].encode()

    def batches(self) -> list[Path]:
        """The folders of the batches, in the order in which they were added."""
        return standing(self.path / "batches")

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """One writer at a time; readers need no lock. What a writer that was killed left behind is taken away."""
        with filelock.FileLock(self.path / ".lock"):
            for folder in (self.path, self.path / "batches"):
                _clear_leftovers(folder)
            for covered in all_batches(self.path / "batches").keys() - set(self.batches()):
                shutil.rmtree(covered, ignore_errors=True)
            yield

    def _read_ids(self) -> None:
        """Know the ids of the batches that have come since; all anew where batches have been merged or taken away."""
        batches = {batch.name: batch for batch in self.batches()}
        if not self._ids_of <= set(batches):
            self._ids, self._ids_of = set(), set()
        for name in batches.keys() - self._ids_of:
            held = pq.read_table(batches[name] / "articles.parquet", columns=["article_id"], partitioning=None)
            self._ids.update(held["article_id"].to_pylist())
            self._ids_of.add(name)

    def _only_new_skipped(self, skipped: pd.DataFrame) -> pd.DataFrame:
        skipped = skipped.drop_duplicates()
        if skipped.empty:
            return skipped
        known = set(self.query("SELECT file, row, reason FROM skipped").itertuples(index=False, name=None))
        known = {tuple(None if pd.isna(v) else v for v in row) for row in known}
        rows = [
            row for row in skipped.itertuples(index=False, name=None) if tuple(None if pd.isna(v) else v for v in row) not in known
        ]
        return frame("skipped", rows)

    def _write_batch(self, parts: dict[str, pd.DataFrame]) -> None:
        held = [*parts["articles"]["article_id"], *map(repr, parts["skipped"].itertuples(index=False, name=None))]
        last = self.batches()[-1:]
        number = _numbers(last[0]).last + 1 if last else 1
        tables = {name: to_arrow(parts[name], name) for name in BATCH_TABLES}
        self._place(Place(number, number, 0), hashlib.sha256(chr(31).join(held).encode()), tables, engine())

    def _neighbours(self, count: int, whole: bool) -> list[Path]:
        """The first so many small batches of one engine that follow each other, if there are; or, ``whole``, all of them."""
        run: list[Path] = []
        size = 0
        for batch in self.batches():
            bytes_ = (batch / "articles.parquet").stat().st_size
            if bytes_ >= SMALL or (whole and size + bytes_ > 4 * SMALL) or (run and engine_of(run[-1]) != engine_of(batch)):
                if whole and len(run) >= count:
                    return run
                run, size = [], 0
            if bytes_ < SMALL:
                run, size = [*run, batch], size + bytes_
            if len(run) == count and not whole:
                return run
        return run if len(run) >= count else []

    def _merge(self, batches: list[Path]) -> None:
        """One batch in place of several that follow each other."""
        tables = {}
        for name in (*BATCH_TABLES, "prints"):
            tables[name] = pa.concat_tables([pq.read_table(batch / f"{name}.parquet", partitioning=None) for batch in batches])
        digest = hashlib.sha256("".join(batch.name for batch in batches).encode())
        self._place(Place(_numbers(batches[0]).first, _numbers(batches[-1]).last, 0), digest, tables, engine_of(batches[0]))
        for batch in batches:
            shutil.rmtree(batch, ignore_errors=True)

    def _revise(self, batch: Path, tables: dict[str, pa.Table], of: str) -> None:
        """A batch in place of one of the same numbers."""
        place = _numbers(batch)
        digest = hashlib.sha256(f"{batch.name} {of}".encode() + str(tables["articles"]["article_id"].to_pylist()).encode())
        self._place(place._replace(revision=place.revision + 1), digest, tables, of)
        shutil.rmtree(batch, ignore_errors=True)

    def _place(self, place: Place, digest: Any, tables: dict[str, pa.Table], of: str) -> None:
        """Write a batch, analysed by engine ``of``, beside its place, then move it there in one step."""
        name = name_of(place, digest.hexdigest()[:8])
        if "prints" not in tables:
            prints = [fingerprints(text) for text in tables["articles"]["text"].to_pylist()]
            tables["prints"] = pa.table([tables["articles"]["article_id"].combine_chunks(), prints], schema=_PRINTS)
        tables["articles"] = tables["articles"].replace_schema_metadata({ENGINE: of.encode()})
        folder = self.path / "batches"
        folder.mkdir(exist_ok=True)
        write_folder(folder / name, tables)


def _numbers(batch: Path) -> Place:
    place = place_of(batch)
    assert place is not None, batch
    return place


def _without(rows: pa.Table, column: str, values: pa.Array) -> pa.Table:
    return rows.filter(pc.invert(pc.is_in(rows[column], values)))


def _only(rows: pd.DataFrame, ids: set[str], table: str) -> pd.DataFrame:
    kept = rows[rows["article_id"].isin(ids)]
    return kept.drop_duplicates(kept.columns[: _KEYS[table]].tolist()).reset_index(drop=True)


def _make(path: Path) -> None:
    """A new library; a folder that holds other things is left alone."""
    if path.is_file():
        raise LibraryError(f"{path}: a file; accepted: a folder that is new, empty, or a library")
    if path.is_dir() and any(p.name != ".lock" for p in path.iterdir()):
        raise LibraryError(f"{path}: a folder that holds other files; accepted: a folder that is new, empty, or a library")
    (path / "batches").mkdir(parents=True, exist_ok=True)
    marker = {"format": FORMAT, "made_by": f"quoteboard {program_version()}", "settings": {}}
    write_bytes(path / _MARKER, (json.dumps(marker, indent=2) + "\n").encode())


def _read_marker(marker: Path) -> dict[str, Any]:
    try:
        held = json.loads(marker.read_text(encoding="utf-8"))
        found = held["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise LibraryError(f"{marker}: not readable ({error}); accepted: a library of format {FORMAT}") from error
    if found != FORMAT:
        made = f"a library of format {found!r}, made by {held.get('made_by', 'an unknown version')}"
        raise LibraryError(f"{marker.parent}: {made}; accepted: format {FORMAT}, of quoteboard {program_version()}")
    settings = held.get("settings")
    return settings if isinstance(settings, dict) else {}


def _clear_leftovers(folder: Path) -> None:
    """Take away what an interrupted run left half written; called under the lock, so nobody is writing it."""
    for path in folder.glob(".*-????????"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
