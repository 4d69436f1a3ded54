"""Digests of the tables that the analysis gives, to show that a change of layout changed no row.

    python -m benchmarks.digest INPUT... [--size 50]

Prints a SHA-256 per table, of its rows as JSON lines in their order. Two checkouts that print the same lines give the same tables.
"""

from __future__ import annotations

import argparse
import hashlib
import os
from collections.abc import Sequence

# One core: set before numpy loads.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

TABLES = ("articles", "sentences", "quotes", "mentions", "skipped")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.digest", description="Digests of the tables of articles.")
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--size", type=int, default=50, help="articles per batch")
    chosen = parser.parse_args(arguments)

    from analytics.loaders import load_batches
    from analytics.pipeline import analyse

    digests = {name: hashlib.sha256() for name in TABLES}
    rows = dict.fromkeys(TABLES, 0)
    for loaded in load_batches(chosen.inputs, size=chosen.size):
        tables = analyse(loaded.articles)._asdict() | {"skipped": loaded.skipped}
        for name in TABLES:
            rows[name] += len(tables[name])
            digests[name].update(
                tables[name].to_json(orient="records", lines=True, date_format="iso", double_precision=15).encode()
            )
    for name in TABLES:
        print(f"{name:10} {rows[name]:8,} rows  {digests[name].hexdigest()}")


if __name__ == "__main__":
    main()
