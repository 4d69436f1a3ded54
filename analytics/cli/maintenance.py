"""The commands that keep a library in order: ``quoteboard remove | reanalyse | compact | repair | adopt``."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from analytics.cli.libraries import Failure, library_path, open_library
from analytics.cli.parsing import add_library
from analytics.cli.wording import counted


def add_to(commands: Any) -> None:
    """Add the commands to the others."""
    remove = commands.add_parser(
        "remove",
        help="remove articles from a library",
        description="Remove articles with their quotes and mentions. The files that they came from are left alone.",
    )
    add_library(remove)
    remove.add_argument(
        "--from", dest="files", action="append", default=[], metavar="FILE",
        help="what was loaded from this file, folder, pattern or address, as in the column loaded_from; may be repeated",
    )  # fmt: skip
    remove.add_argument("--outlet", action="append", default=[], metavar="NAME", help="the articles of an outlet; may be repeated")
    remove.add_argument("--id", action="extend", nargs="+", default=[], metavar="ID", help="articles by their article_id")
    remove.add_argument("--dry-run", action="store_true", help="say what would be removed, and remove nothing")
    remove.set_defaults(run=_remove)

    reanalyse = commands.add_parser(
        "reanalyse",
        help="analyse articles again after an update",
        description="Analyse again what another version of Quoteboard's rules, word lists or weights has analysed.",
    )
    add_library(reanalyse)
    reanalyse.add_argument("--all", action="store_true", help="also what this version has analysed")
    reanalyse.set_defaults(run=_reanalyse)

    compact = commands.add_parser(
        "compact",
        help="merge a library's small files",
        description="Merge a library's small files. The rows stay the same, and queries become faster.",
    )
    add_library(compact)
    compact.set_defaults(run=_compact)

    repair = commands.add_parser(
        "repair",
        help="repair a library with damaged files",
        description="Bring back the rows of damaged files: analyse their articles again, or read their input again, "
        "where that is there and unchanged. Exit code 1 where articles stay lost.",
    )
    add_library(repair)
    repair.set_defaults(run=_repair)

    adopt = commands.add_parser(
        "adopt",
        intermixed=True,
        help="join libraries that were analysed elsewhere",
        description="Add what other machines or processes have analysed, such as the shards of analyse --shard. Nothing is "
        "analysed again, what is there already is skipped, and the order does not matter.",
    )
    adopt.add_argument("folders", nargs="+", metavar="DIR", help="libraries, folders of batches, or single batches")
    add_library(adopt, "the library's folder, made where it does not exist (default: Quoteboard in your home)")
    adopt.set_defaults(run=_adopt)


def _remove(arguments: argparse.Namespace) -> int:
    from analytics.tasks.maintenance import choose, relink_if_needed, remove

    if not (arguments.files or arguments.outlet or arguments.id):
        raise Failure("nothing to remove was named. Expected --from FILE, --outlet NAME or --id ID")
    path = library_path(arguments)
    with open_library(path) as library:
        try:
            relink_if_needed(library)  # a removal that was interrupted after its last row has nothing left to choose, and ends here
            chosen = choose(library, files=arguments.files, outlets=arguments.outlet, ids=arguments.id)
            count = len(chosen.articles) if arguments.dry_run else remove(library, chosen)
        except (ValueError, OSError) as error:
            raise Failure(str(error)) from error
    print(f"{path}: {counted(count, 'article')} {'would be removed' if arguments.dry_run else 'removed'}")
    return 0


def _reanalyse(arguments: argparse.Namespace) -> int:
    from analytics.tasks.maintenance import reanalyse

    path = library_path(arguments)
    done = 0
    with open_library(path) as library:
        try:
            for number in reanalyse(library, everything=arguments.all):
                done += number
                print(f"{counted(done, 'article')} analysed again", file=sys.stderr)
        except (ValueError, OSError) as error:
            raise Failure(str(error)) from error
    print(f"{path}: {counted(done, 'article')} analysed again")
    return 0


def _compact(arguments: argparse.Namespace) -> int:
    from analytics.tasks.maintenance import relink_if_needed

    path = library_path(arguments)
    with open_library(path) as library:
        try:
            before = len(library.batches())
            library.compact(2, whole=True)
            relink_if_needed(library)
            print(f"{path}: {before:,} batches before, {len(library.batches()):,} now")
        except OSError as error:
            raise Failure(str(error)) from error
    return 0


def _repair(arguments: argparse.Namespace) -> int:
    from analytics.tasks.maintenance import repair

    path = library_path(arguments)
    with open_library(path) as library:
        try:
            done = repair(library)
        except (ValueError, OSError) as error:
            raise Failure(str(error)) from error
    print(f"{path}: {counted(done.analysed, 'article')} analysed again, {done.reread:,} read again, {done.lost:,} lost")
    if done.lost:
        print(f"To bring the lost articles back, run quoteboard analyse --library {path} on:", *done.inputs, sep="\n  ")
    return 1 if done.lost else 0


def _adopt(arguments: argparse.Namespace) -> int:
    from analytics.tasks.maintenance import adopt

    path = library_path(arguments)
    with open_library(path, create=True) as library:
        try:
            added = adopt(library, arguments.folders)
        except (ValueError, OSError) as error:
            raise Failure(str(error)) from error
    print(f"{path}: {counted(added.articles, 'article')} added, {added.known:,} already there, {counted(added.skipped, 'warning')}")
    return 0
