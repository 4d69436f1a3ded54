"""The command ``quoteboard set``: outlet, date, year, time zone or author of articles, given by hand."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analytics.cli.export import write_output
from analytics.cli.libraries import Failure, library_path, open_library
from analytics.cli.parsing import add_library
from analytics.cli.wording import counted

if TYPE_CHECKING:
    from analytics.library import Library

_NUMBERS = {"nargs": "*", "type": int, "metavar": "NUMBER"}


def add_to(commands: Any) -> None:
    """Add the command to the others: what to set and where, or what to do with earlier edits."""
    parser = commands.add_parser(
        "set",
        help="set outlet, date, year, time zone or author of articles",
        description="Set outlet, date, year, time zone or author of articles that a library has. No article is read again; every "
        "edit can be undone, and counts for articles that are added later too.",
    )
    add_library(parser)
    parser.add_argument(
        "--where", action="append", default=[], metavar="COLUMN=VALUE",
        help="which articles: a column and its value, a pattern such as news/*.txt, or nothing for a missing value; may "
        "be repeated, and then all must be met",
    )  # fmt: skip
    parser.add_argument("--outlet", help='the outlet ("" for none)')
    parser.add_argument("--date", help='the date, as 2026-01-31 or "31 January 2026 09:30" ("" for none)')
    parser.add_argument("--year", type=int, help="the year of dates, and of datelines where an article has no date")
    parser.add_argument("--timezone", metavar="ZONE", help="the time zone of times that had none in their file")
    parser.add_argument(
        "--timezone-was", metavar="ZONE", help="the time zone as which they were read (default: the library's, else UTC)"
    )
    parser.add_argument("--author", help='the author ("" for none)')
    parser.add_argument("--dry-run", action="store_true", help="say how many articles would change, and change nothing")
    other = parser.add_mutually_exclusive_group()
    other.add_argument("--undo", **_NUMBERS, help="undo edits by their numbers (default: the last edit)")
    other.add_argument("--redo", **_NUMBERS, help="redo edits by their numbers (default: the last that was undone)")
    other.add_argument("--list", action="store_true", help="list all edits, the newest first")
    other.add_argument("--export", metavar="FILE", help="write the edits in force as JSON lines (- for standard output)")
    other.add_argument("--import", dest="imported", metavar="FILE", help="make the edits of a file that --export wrote")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the edit, and print how many articles it changed."""
    with open_library(library_path(arguments)) as library:
        try:
            print(_answer(library, arguments), end="")
        except (ValueError, OSError) as error:
            raise Failure(str(error)) from error
    return 0


def _answer(library: Library, arguments: argparse.Namespace) -> str:
    from analytics.tasks import edit_articles

    if arguments.undo is not None or arguments.redo is not None:
        turn, numbers = ("undo", arguments.undo) if arguments.redo is None else ("redo", arguments.redo)
        turned = (edit_articles.undo if turn == "undo" else edit_articles.redo)(library, numbers)
        return "".join(f"{edit_articles.describe(edit)}\n" for edit in turned)
    if arguments.list:
        rows = edit_articles.history(library)
        ends = [
            f"; {counted(int(n), 'article')}" if stands else " (undone)"
            for n, stands in zip(rows["changed"].fillna(0), rows["stands"], strict=True)
        ]
        lines = [
            f"{edit}\t{at}\t{what}{end}" for edit, at, what, end in zip(rows["edit"], rows["at"], rows["what"], ends, strict=True)
        ]
        return "".join(f"{line}\n" for line in (*lines, *edit_articles.damaged(library)))
    if arguments.export:
        write_output(edit_articles.export_edits(library), None if arguments.export == "-" else arguments.export)
        return ""
    if arguments.imported:
        made = edit_articles.import_edits(library, Path(arguments.imported).read_bytes(), arguments.imported)
        return f"{counted(len(made), 'edit')} made\n"
    if not arguments.where:
        raise ValueError("no articles were named. Expected --where COLUMN=VALUE, such as --where loaded_from=news/*.txt")
    effect = edit_articles.set_details(
        library,
        where=dict(map(_condition, arguments.where)),
        outlet=arguments.outlet,
        published=arguments.date,
        year=arguments.year,
        timezone=arguments.timezone,
        author=arguments.author,
        timezone_was=arguments.timezone_was,
        dry_run=arguments.dry_run,
    )
    return f"{'not made: ' if arguments.dry_run or not effect.changed else ''}{effect.words}\n"


def _condition(text: str) -> tuple[str, str]:
    column, mark, value = text.partition("=")
    if not mark:
        raise ValueError(f"--where {text!r}: no condition. Expected COLUMN=VALUE, such as outlet= for articles without an outlet")
    return column, value
