"""Import inputs into a library, batch by batch: what `quoteboard analyse` and the Import page both do."""

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

BATCH = 200  # articles: about a second's work, so that progress shows and little is lost when a run is interrupted


class BatchResult(NamedTuple):
    """The result of one batch: articles added, articles known already, its warnings (rows of skipped), the format of each file."""

    added: int
    known: int
    warnings: pd.DataFrame
    formats: dict[str, str]


def take_in(
    library: Library, inputs: Iterable[str | Path], *, workers: int = 1, size: int = BATCH, options: Options | None = None
) -> Iterator[BatchResult]:
    """Load, analyse and add the new articles of inputs, ``size`` at a time, then find copies and link names.

    When a step is returned, its articles are in the library. Where the caller or the program stops, they stay, with their names
    linked; the same call goes on from there and fetches no address again. ``workers`` processes analyse; the rows are the same for
    any number of them. The run is recorded in the library's runs.jsonl.
    """
    changed = ended = False
    options = (options or Options())._replace(fetched=library.fetched_addresses())
    run = Run("analyse", program_version(), options)
    number = library.record(run.record(ended=False))
    library.compact()  # an earlier run may have been interrupted just before
    try:
        for loaded, tables in _analysed(load_batches(inputs, size, library.known_contents(), options, run.saw), workers):
            added = library.add(tables, loaded.skipped)
            changed = changed or bool(added.articles)
            library.compact()
            step = BatchResult(added.articles, loaded.known + added.known, loaded.skipped, loaded.formats)
            run.count(added=step.added, known=step.known, skipped=len(step.warnings))
            yield step
        ended = True
    finally:
        library.set_aside_known()
        if changed or not library.is_linked():
            library.regroup()
            library.relink()
        library.record(run.record(ended=ended), number)


def _analysed(batches: Iterator[Loaded], workers: int) -> Iterator[tuple[Loaded, Tables]]:
    """Analyse batches, and return each with its tables, in their order."""
    if workers <= 1:
        for loaded in batches:
            yield loaded, analyse_english(loaded.articles)
        return
    # Spawned processes, since forked ones would inherit locks held by threads of this one.
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
    """Analyse the articles in English; the others are kept without sentences, quotes and mentions."""
    english = articles["language"].map(lambda language: is_english(language if isinstance(language, str) else None)).astype(bool)
    return analyse(articles[english].reset_index(drop=True))._replace(articles=articles)
