"""Maintenance of a library: remove articles, analyse them again, repair damage, adopt batches; dashboards may be open."""

from __future__ import annotations

import fnmatch
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow.parquet as pq

from analytics.library import Library
from analytics.library.batches import engine_of, place_of
from analytics.library.damage import faults
from analytics.library.library import Added
from analytics.library.runs import Run, read
from analytics.loaders.given import from_json
from analytics.tables import Tables, conform, to_pandas
from analytics.tasks.ingest import BATCH, analyse_english, join, take_in
from analytics.tasks.settings import options_of
from analytics.versions import engine, program_version


class Removal(NamedTuple):
    """What to remove: articles by their ids, and files whose rows of skipped go with them."""

    articles: frozenset[str]
    files: frozenset[str]


class Repaired(NamedTuple):
    """The result of a repair: articles analysed again, articles read again from their inputs, articles that are still lost, and
    then the recorded inputs, some of which contain them."""

    analysed: int
    reread: int
    lost: int
    inputs: tuple[str, ...]


def choose(library: Library, *, files: Sequence[str] = (), outlets: Sequence[str] = (), ids: Sequence[str] = ()) -> Removal:
    """Choose the articles that were loaded from some files or addresses, that some outlets published, or that have some ids.

    A file is named as in reports, by a pattern such as ``news/*.csv``, or by its folder. Several conditions are joined by "or".
    Raises ValueError for a file, an outlet or an id without any article.
    """
    found = library.query("SELECT article_id, outlet, loaded_from FROM articles")
    places = found["loaded_from"].str.replace(r"#\d+$", "", regex=True)
    skipped = library.query("SELECT DISTINCT file FROM skipped")["file"]
    known = sorted({*places, *skipped})
    articles: set[str] = set()
    labels: set[str] = set()
    for asked in files:
        folder = asked.rstrip("/") + "/"
        matching = {asked} & set(known) or {one for one in known if fnmatch.fnmatchcase(one, asked) or one.startswith(folder)}
        if not matching:
            raise ValueError(f"nothing was loaded from {asked!r}. Expected one of: {_some(known)}")
        labels |= matching
    articles |= set(found["article_id"][places.isin(labels)])
    for outlet in outlets:
        of = found["article_id"][found["outlet"].str.casefold() == outlet.casefold()]
        if of.empty:
            raise ValueError(f"no article of outlet {outlet!r}. Expected one of: {_some(sorted(set(found['outlet'].dropna())))}")
        articles |= set(of)
    for one in ids:
        if one not in set(found["article_id"]):
            raise ValueError(f"no article has the id {one!r}. To list the ids: quoteboard export articles")
        articles.add(one)
    return Removal(frozenset(articles), frozenset(labels))


def remove(library: Library, chosen: Removal) -> int:
    """Remove articles with their sentences, quotes and mentions, and the warnings of their files; return how many there were.

    Where it was interrupted, the same call goes on. Then names are linked and copies found again.
    """
    run = Run("remove", program_version())
    gone = library.remove(chosen.articles, chosen.files)
    relink_if_needed(library)
    run.count(removed=gone)
    library.record(run.record(ended=True))
    return gone


def reanalyse(library: Library, *, everything: bool = False) -> Iterator[int]:
    """Analyse again the batches of other engines, or with ``everything`` all; yield the number of articles of each batch when done.

    Readers see either the old rows of a batch or the new ones. Where it was interrupted, the same call goes on, or with
    ``everything`` begins again.
    """
    run = Run("reanalyse", program_version())
    done: set[tuple[int, int]] = set()
    library.damaged(closely=True)
    try:
        while batch := next((b for b in library.batches() if _is_due(b, done, everything)), None):
            articles = _articles(batch)
            tables = _analysed(articles)
            if library.replace(batch, tables):  # else it was merged, or rows were removed: its turn comes again
                done.add(_span(batch))
                run.count(reanalysed=len(articles))
                yield len(articles)
    finally:
        relink_if_needed(library)
        if done:
            library.record(run.record(ended=True))


def repair(library: Library) -> Repaired:
    """Bring back the rows of damaged batches, find copies and link names again.

    Where a batch's articles can be read, they are analysed again. Otherwise the inputs in the library's record of runs are read
    again, where they are still there and unchanged. What is lost stays in the folder ``batches``, and `quoteboard
    check` names it, until the same input is analysed again.
    """
    run = Run("repair", program_version())
    analysed = reread = 0
    for one in library.damaged(closely=True):
        bad = {fault.table for fault in faults(one.batch)}
        if "articles" not in bad:
            articles = _articles(one.batch)
            skipped = None if "skipped" in bad else to_pandas(pq.read_table(one.batch / "skipped.parquet", partitioning=None))
            analysed += library.add(_analysed(articles), skipped).articles
        if bad & {"articles", "skipped"}:
            reread += _read_inputs_again(library)
    library.set_aside_known()
    relink_if_needed(library)
    lost = library.damaged()
    files = tuple(_inputs(library)) if lost else ()
    run.count(reanalysed=analysed, added=reread)
    library.record(run.record(ended=True))
    return Repaired(analysed, reread, sum(one.articles or 0 for one in lost), files)


def _read_inputs_again(library: Library) -> int:
    """Import the recorded inputs that are still there and unchanged, with the settings of their run; return how many were added.

    They are found where the program runs, by their names in reports, and read through links in a folder of their own, so that
    articles get the same `loaded_from`.
    """
    added = 0
    for record in read(library.path):
        settings = record.get("settings")
        names = [name for name, about in _listed(record).items() if _is_unchanged(name, about)]
        if not names or not isinstance(settings, dict):
            continue
        columns = settings.get("columns")
        options = options_of(library, zone=settings.get("zone"), day_first=settings.get("day_first"))
        given = settings.get("given")
        options = options._replace(
            columns=columns if isinstance(columns, dict) else {},
            given={name: from_json(held) for name, held in given.items()} if isinstance(given, dict) else {},
        )
        with tempfile.TemporaryDirectory(prefix="quoteboard-") as folder:
            for name in names:
                link = Path(folder, name)
                link.parent.mkdir(parents=True, exist_ok=True)
                try:
                    os.link(Path(name).resolve(), link)
                except OSError:  # on another disk, or one without links
                    shutil.copyfile(name, link)
            inputs = sorted({Path(folder, Path(name).parts[0]) for name in names})
            added += sum(step.added for step in take_in(library, inputs, options=options))
    return added


def _inputs(library: Library) -> list[str]:
    """List the inputs of all runs, as far as they are recorded."""
    return sorted({name for record in read(library.path) for name in _listed(record)})


def _listed(record: Mapping[str, Any]) -> dict[str, Any]:
    inputs = record.get("inputs") if record.get("what") == "analyse" else None
    listed = inputs.get("listed") if isinstance(inputs, dict) else None
    return listed if isinstance(listed, dict) else {}


def _is_unchanged(name: str, about: Any) -> bool:
    """Whether a recorded input is a file below the working folder with the recorded hash."""
    path = Path(name)
    if path.is_absolute() or ".." in path.parts or not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            return isinstance(about, dict) and hashlib.file_digest(stream, "sha256").hexdigest() == about.get("sha256")
    except OSError:
        return False


def _articles(batch: Path) -> pd.DataFrame:
    return to_pandas(conform(pq.read_table(batch / "articles.parquet", partitioning=None), "articles"))


def _analysed(articles: pd.DataFrame) -> Tables:
    parts = [analyse_english(articles[at : at + BATCH].reset_index(drop=True)) for at in range(0, len(articles), BATCH)]
    return join(parts or [analyse_english(articles)])


def adopt(library: Library, folders: Sequence[str | Path]) -> Added:
    """Add the batches of other libraries or folders, then find copies and link names; see `Library.adopt`.

    Folders that were added stay where a later one cannot be. The run is recorded in the library's runs.jsonl.
    """
    run = Run("adopt", program_version())
    number = library.record(run.record(ended=False))
    done = Added(0, 0, 0)
    ended = False
    try:
        for folder in folders:
            added = library.adopt(folder)
            run.count(added=added.articles, known=added.known, skipped=added.skipped)
            done = Added(*(a + b for a, b in zip(done, added, strict=True)))
            library.compact()
        ended = True
    finally:
        relink_if_needed(library)
        library.record(run.record(ended=ended), number)
    return done


def relink_if_needed(library: Library) -> None:
    """Find copies and link names again where rows have changed."""
    if not library.is_linked():
        library.regroup()
        library.relink()


def _is_due(batch: Path, done: set[tuple[int, int]], everything: bool) -> bool:
    return engine_of(batch) != engine() or (everything and _span(batch) not in done)


def _span(batch: Path) -> tuple[int, int]:
    """Return the numbers that a batch covers, in any revision."""
    place = place_of(batch)
    return (place.first, place.last) if place else (0, 0)


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:60]) for name in names[:5])
    return f"{shown}, ..." if len(names) > 5 else shown or "nothing: the library is empty"
