"""The commands that keep a library in order: ``quoteboard remove | reanalyse | compact``."""

from __future__ import annotations

import argparse
import sys
from typing import Any


def add_to(commands: Any) -> list[argparse.ArgumentParser]:
    """Add the commands to those of `cli`; `run` does what was asked."""
    remove = commands.add_parser(
        "remove", help="take articles out of a library", description="Take articles out, with their quotes and mentions."
    )
    remove.add_argument("--library", required=True, metavar="DIR")
    remove.add_argument(
        "--from", dest="files", action="append", default=[], metavar="FILE",
        help="what was loaded from this file, folder, pattern or address, as the column loaded_from names it; may be repeated",
    )  # fmt: skip
    remove.add_argument("--outlet", action="append", default=[], metavar="NAME", help="the articles of an outlet; may be repeated")
    remove.add_argument("--id", action="extend", nargs="+", default=[], metavar="ID", help="articles by their article_id")
    remove.add_argument("--dry-run", action="store_true", help="say what would go, and leave it")
    remove.set_defaults(upkeep=_remove)

    reanalyse = commands.add_parser(
        "reanalyse",
        help="analyse articles anew",
        description="Analyse anew what another engine has analysed: after an update of Quoteboard, or of its word lists.",
    )
    reanalyse.add_argument("--library", required=True, metavar="DIR")
    reanalyse.add_argument("--all", action="store_true", help="what this engine has analysed too")
    reanalyse.set_defaults(upkeep=_reanalyse)

    compact = commands.add_parser(
        "compact", help="merge small files", description="Merge a library's small files: the rows stay, questions become faster."
    )
    compact.add_argument("--library", required=True, metavar="DIR")
    compact.set_defaults(upkeep=_compact)
    return [remove, reanalyse, compact]


def run(arguments: argparse.Namespace) -> int:
    """Do it; gives the exit code. Raises ValueError or OSError with what the user is to be told."""
    return int(arguments.upkeep(arguments))


def _remove(arguments: argparse.Namespace) -> int:
    from analytics.library import Library
    from analytics.tasks.maintenance import choose, relink_if_needed, remove

    if not (arguments.files or arguments.outlet or arguments.id):
        raise ValueError("nothing to remove was named; accepted: --from FILE, --outlet NAME or --id ID")
    with Library(arguments.library) as library:
        relink_if_needed(library)  # a removal that was cut short when all rows had gone finds nothing to choose, and so ends here
        chosen = choose(library, files=arguments.files, outlets=arguments.outlet, ids=arguments.id)
        count = len(chosen.articles) if arguments.dry_run else remove(library, chosen)
    say(f"{arguments.library}: {articles(count)} {'would be removed' if arguments.dry_run else 'removed'}")
    return 0


def _reanalyse(arguments: argparse.Namespace) -> int:
    from analytics.library import Library
    from analytics.tasks.maintenance import reanalyse

    done = 0
    with Library(arguments.library) as library:
        for number in reanalyse(library, everything=arguments.all):
            done += number
            sys.stderr.write(f"{articles(done)} analysed anew\n")
    say(f"{arguments.library}: {articles(done)} analysed anew")
    return 0


def _compact(arguments: argparse.Namespace) -> int:
    from analytics.library import Library
    from analytics.tasks.maintenance import relink_if_needed

    with Library(arguments.library) as library:
        before = len(library.batches())
        library.compact(2, whole=True)
        relink_if_needed(library)
        say(f"{arguments.library}: {before:,} batches before, {len(library.batches()):,} now")
    return 0


def say(line: str) -> None:
    """The answer of a command."""
    sys.stdout.write(line + "\n")


def articles(number: int) -> str:
    """A number of articles in words."""
    return f"{number:,} article{'' if number == 1 else 's'}"
