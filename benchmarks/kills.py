"""A run that is killed again and again ends with the tables of a run that was not.

    python -m benchmarks.kills [--kills N] [--seed N] [--what all|NAME]

How and when runs are killed is described in `evaluation.kills`.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from evaluation.kills import WHAT, survive


def main() -> None:
    """Print what was survived."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--what", choices=("all", *WHAT), default="analyse")
    options = parser.parse_args()
    for what in WHAT if options.what == "all" else (options.what,):
        with tempfile.TemporaryDirectory() as folder:
            found = survive(Path(folder), options.kills, options.seed, what)
        ends = f"{found.same} of {found.rounds} rounds ended with identical tables"
        print(f"{what}: {found.kills} kills, {found.harmed} of them did harm; {ends}", flush=True)
        if found.differing:
            print(f"  files that differ: {', '.join(found.differing[:10])}", flush=True)


if __name__ == "__main__":
    main()
