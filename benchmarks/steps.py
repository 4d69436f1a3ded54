"""What each step of a Spark run costs, on one core: seconds of the processor and bytes on disk per 1,000 articles.

    python -m benchmarks.steps ARTICLES...

The steps are those of `analytics.spark`, one after the other in this process. Workers do the first and the third; what the driver
does alone bounds how many workers are of use.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from analytics.library import Library
from analytics.loaders.options import Options
from analytics.processes import limit_threads
from analytics.spark.listing import chunks
from analytics.spark.plan import plan
from analytics.spark.staging import stage
from analytics.spark.units import analyse_unit, ids_at
from analytics.tasks.ingest import BATCH


def main() -> None:
    """Print the table."""
    limit_threads()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.steps", description="Measure the steps of a Spark run.")
    parser.add_argument("inputs", nargs="+", metavar="ARTICLES", help="files or folders of articles")
    inputs = parser.parse_args().inputs
    spent: dict[str, float] = {}

    def timed(step: str, work: Callable[[], Any]) -> Any:
        began = time.process_time()
        result = work()
        spent[step] = spent.get(step, 0.0) + time.process_time() - began
        return result

    with tempfile.TemporaryDirectory() as name, Library(Path(name) / "library", create=True) as library:
        folder, options = Path(name) / "staging", Options()
        listed = list(chunks(inputs, options, None))
        staged = [timed("read, stage", partial(stage, folder, n, one, options)) for n, one in enumerate(listed)]
        units = timed("plan", lambda: list(plan(staged, {}, BATCH, partial(ids_at, folder))))
        batches = [timed("analyse", partial(analyse_unit, folder, unit)) for unit in units]
        for batch in batches:
            timed("adopt", lambda batch=batch: (library.adopt(batch), library.compact()))
        timed("copies", library.regroup)
        timed("link", library.relink)
        articles = int(library.query("SELECT count(*) AS n FROM articles")["n"][0])
        texts = b"\n".join(
            text.encode() for batch in library.batches() for text in pq.read_table(batch / "articles.parquet")["text"].to_pylist()
        )
        sizes = {
            "texts, gzipped": len(gzip.compress(texts, 6)),
            "staged articles": _size(folder / "pieces"),
            "batches on the way": _size(folder / "batches"),
            "library": _size(library.path),
        }
    print(f"{articles:,} articles, {len(texts.split()) / articles:,.0f} words each\n")
    print("| step | seconds of a core per 1,000 articles |\n|---|---|")
    for step, seconds in spent.items():
        print(f"| {step} | {1_000 * seconds / articles:.2f} |")
    print("\n| bytes | per article |\n|---|---|")
    for what, size in sizes.items():
        print(f"| {what} | {size / articles:,.0f} |")


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
