"""From inputs to a library, batch by batch: what `quoteboard analyse` and the import page both do."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analytics.library import Library
from analytics.library.runs import Run
from analytics.loaders import Loaded, load_batches
from analytics.loaders.languages import is_english
from analytics.loaders.options import Options
from analytics.pipeline import analyse
from analytics.processes import limit_threads
from analytics.tables import Tables
from analytics.versions import program_version

BATCH = 200  # articles: about a second's work, so that progress shows and little is lost when a run is cut short


class Step(NamedTuple):
    """What one batch brought: articles added, articles there already, the remarks on it, and the format of each file seen."""

    added: int
    known: int
    remarks: pd.DataFrame
    formats: dict[str, str]


def take_in(
    library: Library, inputs: Iterable[str | Path], *, workers: int = 1, size: int = BATCH, options: Options | None = None
) -> Iterator[Step]:
    """Load, analyse and add what is new in the inputs, ``size`` articles at a time, then find copies and link names.

    Each step that is given is in the library, whole. When the caller stops, or the program is stopped, what is in stays in,
    linked by name; the same call again goes on from there, and asks for no address that it has. ``workers`` processes analyse;
    the rows are the same for any number of them. The run is recorded beside the library.
    """
    changed = ended = False
    options = (options or Options())._replace(fetched=library.fetched_addresses())
    run = Run("analyse", program_version(), options)
    number = library.record(run.record(ended=False))
    library.compact()  # where a run was cut short just before it would have
    try:
        for loaded, tables in _analysed(load_batches(inputs, size, library.known_contents(), options, run.saw), workers):
            added = library.add(tables, loaded.skipped)
            changed = changed or bool(added.articles)
            library.compact()
            step = Step(added.articles, loaded.known + added.known, loaded.skipped, loaded.formats)
            run.count(added=step.added, known=step.known, skipped=len(step.remarks))
            yield step
        ended = True
    finally:
        if changed or not library.is_linked():
            library.regroup()
            library.relink()
        library.record(run.record(ended=ended), number)


def _analysed(batches: Iterator[Loaded], workers: int) -> Iterator[tuple[Loaded, Tables]]:
    """Each batch with its analysis, in the order of the batches."""
    if workers <= 1:
        for loaded in batches:
            yield loaded, analyse_english(loaded.articles)
        return
    # New processes, since forked ones would inherit locks that this one's threads hold.
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=limit_threads) as pool:
        waiting: deque[tuple[Loaded, Future[Tables]]] = deque()
        for loaded in batches:
            waiting.append((loaded, pool.submit(analyse_english, loaded.articles)))
            if len(waiting) > 2 * workers:
                first, future = waiting.popleft()
                yield first, future.result()
        for first, future in waiting:
            yield first, future.result()


def analyse_english(articles: pd.DataFrame) -> Tables:
    """The analysis of the articles in English; the others are kept, without quotes and mentions."""
    english = articles["language"].map(lambda told: is_english(told if isinstance(told, str) else None)).astype(bool)
    return analyse(articles[english].reset_index(drop=True))._replace(articles=articles)
