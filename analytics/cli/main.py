"""The command line: ``quoteboard COMMAND ...``; without a command, the dashboard."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from analytics.cli import actors, analyse, check, export, kept, maintenance, serve, set_details
from analytics.cli.libraries import Failure
from analytics.cli.parsing import Parser, arrange
from analytics.processes import limit_threads
from analytics.versions import VERSION

MODULES = (serve, analyse, export, check, actors, set_details, kept, maintenance)
"""The modules of the commands. Each adds its parsers by ``add_to(commands)``, with the function to run as their default ``run``."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return 0 when it did its work, 1 when it could not or a check failed, 130 when it was interrupted."""
    limit_threads()
    arguments = parser().parse_args(arrange(sys.argv[1:] if argv is None else argv))
    try:
        return int(arguments.run(arguments))
    except Failure as failure:
        print(f"quoteboard: {failure}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, RuntimeError) as error:
        if isinstance(error, RuntimeError) and str(error) != "Query interrupted":  # what DuckDB makes of an interrupt
            raise
        print("quoteboard: interrupted. Complete batches are kept; run the same command again to continue", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the program that reads our output has ended
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    made = Parser(
        prog="quoteboard",
        description="Show who said what, about whom, in which tone, how often and in whose pages. "
        "Without a command, open the dashboard.",
    )
    made.add_argument("--version", action="version", version=f"quoteboard {VERSION}")
    commands = made.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in MODULES:
        module.add_to(commands)
    return made


if __name__ == "__main__":
    sys.exit(main())
