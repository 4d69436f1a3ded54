"""Import inputs into a library, batch by batch: what `quoteboard analyse` and the Import page both do."""

from __future__ import annotations

import contextlib
import functools
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analytics.library import Library
from analytics.library.left_out import are_left_out
from analytics.library.library import Added
from analytics.library.runs import Run
from analytics.loaders import Loaded, load_batches
from analytics.loaders.languages import is_english
from analytics.loaders.options import Options
from analytics.pipeline import analyse
from analytics.processes import process_pool
from analytics.tables import Tables
from analytics.tasks.shards import Shard
from analytics.versions import program_version

BATCH = 200  # articles: a few seconds' work, so that progress shows and little is lost when a run is interrupted
UNIT = 16  # articles that a worker analyses at a time: enough to work fast, few enough that all workers end together
_FEW = 2 * UNIT  # articles that are analysed before another process would have started
_AHEAD = 8  # units for each worker that are loaded ahead


class BatchResult(NamedTuple):
    """The result of one batch: articles added, articles known already, its warnings (rows of skipped), the format of each file, and
    for each warning whether it is about something that was left out, not read with a doubt."""

    added: int
    known: int
    warnings: pd.DataFrame
    formats: dict[str, str]
    left_out: tuple[bool, ...] = ()

    @property
    def skipped(self) -> int:
        """How many files and rows were left out."""
        return sum(self.left_out)


Engine = Callable[[Library, Iterable[str | Path], int, Options, Run], Generator[tuple[Loaded, Added], None, None]]
"""Loads the inputs, analyses them ``size`` articles at a time and adds them to the library; what it returns for each step need not
have the articles."""


def take_in(
    library: Library,
    inputs: Iterable[str | Path],
    *,
    workers: int = 1,
    size: int = BATCH,
    options: Options | None = None,
    shard: Shard | None = None,
    engine: Engine | None = None,
) -> Iterator[BatchResult]:
    """Load, analyse and add the new articles of inputs, ``size`` at a time, then find copies and link names.

    When a step is returned, its articles are in the library. Where the caller or the program stops, they stay, with their names
    linked; the same call goes on from there and fetches no address again. Where articles were known, the library's files are read
    to their end, and articles of damaged files are taken in again. ``workers`` processes analyse, and any number of them gives
    the same rows. With a ``shard``, everything is loaded, but only the articles of that shard are analysed and added. An
    ``engine`` does all of it elsewhere, see `analytics.spark`. The run is recorded in the library's runs.jsonl.
    """
    changed = ended = False
    seen: list[str | Path] = []
    options = (options or Options())._replace(fetched=library.fetched_addresses())
    run = Run("analyse", program_version(), options)
    number = library.record(run.record(ended=False))
    library.compact()  # an earlier run may have been interrupted just before
    load = engine or functools.partial(_here, workers, shard)
    try:
        known = 0
        with contextlib.closing(load(library, _noted(inputs, seen), size, options, run)) as steps:
            for loaded, added in steps:
                changed = changed or bool(added.articles)
                library.compact()
                left_out = tuple(are_left_out(library, loaded.skipped))
                step = BatchResult(added.articles, loaded.known + added.known, loaded.skipped, loaded.formats, left_out)
                known += step.known
                run.count(added=step.added, known=step.known, skipped=len(step.warnings))
                yield step
        if known and library.find_damage():  # articles that were known are lost: they are taken in again, and nothing else is said
            options = options._replace(fetched=library.fetched_addresses())
            unseen = Run("analyse", program_version(), options)
            with contextlib.closing(load(library, seen, size, options, unseen)) as steps:
                for loaded, added in steps:
                    changed = changed or bool(added.articles)
                    library.compact()
                    run.count(added=added.articles)
                    yield BatchResult(added.articles, 0, loaded.skipped[:0], {})
        ended = True
    finally:
        library.set_aside_known()
        if changed or not library.is_linked():
            library.regroup()
            library.relink()
        library.record(run.record(ended=ended), number)


def _noted(inputs: Iterable[str | Path], seen: list[str | Path]) -> Iterator[str | Path]:
    """Return the inputs one by one as they are asked for, each noted in ``seen``."""
    for one in inputs:
        seen.append(one)
        yield one


def _here(
    workers: int, shard: Shard | None, library: Library, inputs: Iterable[str | Path], size: int, options: Options, run: Run
) -> Generator[tuple[Loaded, Added], None, None]:
    """Analyse in processes of this machine."""
    batches = load_batches(inputs, size, library.known_contents(), options, run.saw)
    for loaded, tables in _analysed(map(shard.of_loaded, batches) if shard else batches, workers):
        yield loaded, library.add(tables, loaded.skipped)


def _analysed(batches: Iterator[Loaded], workers: int) -> Iterator[tuple[Loaded, Tables]]:
    """Analyse batches, and return each with its tables, in their order; processes start with the first batch that is worth them."""
    with contextlib.ExitStack() as stack:
        pool: ProcessPoolExecutor | None = None
        waiting: deque[tuple[Loaded, list[Future[Tables]]]] = deque()
        units = 0
        for loaded in batches:
            articles = loaded.articles
            if pool is None and (workers <= 1 or len(articles) <= _FEW):
                yield loaded, analyse_english(articles)
                continue
            if pool is None:
                pool = process_pool(workers)
                stack.callback(pool.shutdown, cancel_futures=True)
            parts = [articles[at : at + UNIT].reset_index(drop=True) for at in range(0, len(articles), UNIT)] or [articles]
            waiting.append((loaded, [pool.submit(analyse_english, part) for part in parts]))
            units += len(parts)
            while units > _AHEAD * workers and len(waiting) > 1:
                first, futures = waiting.popleft()
                units -= len(futures)
                yield first, join(future.result() for future in futures)
        for first, futures in waiting:
            yield first, join(future.result() for future in futures)


def join(parts: Iterable[Tables]) -> Tables:
    """Put tables of consecutive articles together."""
    held = list(parts)
    return held[0] if len(held) == 1 else Tables(*(pd.concat(same, ignore_index=True) for same in zip(*held, strict=True)))


def analyse_english(articles: pd.DataFrame) -> Tables:
    """Analyse the articles in English; the others are kept without sentences, quotes and mentions."""
    english = articles["language"].map(lambda language: is_english(language if isinstance(language, str) else None)).astype(bool)
    return analyse(articles[english].reset_index(drop=True))._replace(articles=articles)
