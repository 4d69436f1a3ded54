"""The command ``quoteboard check``: what must be true of every row of a library."""

from __future__ import annotations

import argparse
from typing import Any

from analytics.cli.libraries import library_path, open_library
from analytics.cli.parsing import add_library
from analytics.cli.wording import counted

_COUNTED = ("articles", "quotes", "mentions", "actors")


def add_to(commands: Any) -> None:
    """Add the command to the others."""
    parser = commands.add_parser(
        "check",
        help="check every row of a library",
        description="Check what must be true of every row of a library: offsets, links between tables, values. Exit code 1 with a "
        "line per rule that is broken.",
    )
    add_library(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the rules that are broken, with examples, or how many rows were checked."""
    from analytics.library.checks import find_problems

    with open_library(library_path(arguments)) as library:
        problems = list(find_problems(library))
        for problem in problems:
            print(f"{problem.table}: {problem.what} ({counted(problem.rows, 'row')}): {problem.examples}")
        if problems:
            return 1
        counts = library.query("SELECT " + ", ".join(f"(SELECT count(*) FROM {name}) AS {name}" for name in _COUNTED))
        print("No problem found in " + ", ".join(f"{counts[name][0]:,} {name}" for name in _COUNTED))
        return 0
