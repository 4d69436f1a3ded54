"""The command ``quoteboard export``: a table of a library, under filters, as a file for other programs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analytics.cli.libraries import Failure, library_path, open_library
from analytics.cli.parsing import add_library, day, share

if TYPE_CHECKING:
    from analytics.library import Library
    from analytics.queries.filters import Filters

_OPTIONS: dict[str, dict[str, Any]] = {
    "--actor": {"action": "append", "metavar": "NAME", "help": "an actor by name, alias or id; may be repeated"},
    "--role": {"default": "own", "help": "own (default: quotes by the actor, mentions of the actor), speaker, mentioned or either"},
    "--about": {"action": "append", "metavar": "NAME", "help": "rows where another actor speaks of this one; may be repeated"},
    "--together": {"action": "store_true", "help": "only articles that have all the actors named, not any of them"},
    "--since": {"type": day, "metavar": "DATE", "help": "from this day on, as 2026-01-31"},
    "--until": {"type": day, "metavar": "DATE", "help": "up to and including this day"},
    "--outlet": {"action": "append", "metavar": "NAME", "help": "an outlet by name; may be repeated"},
    "--type": {
        "action": "append",
        "help": "quotes by, and mentions of, persons, organisations or countries: person, organisation or country; may be repeated",
    },
    "--kind": {"action": "append", "help": "direct, mixed or indirect quotes; may be repeated"},
    "--strength": {
        "action": "append",
        "help": "direct, mixed or indirect speech, attitude or fragment quotes; may be repeated",
    },
    "--confidence": {"type": share, "default": 0.0, "metavar": "P", "help": "quotes of this confidence, 0 to 1, and more"},
    "--words": {
        "default": "",
        "metavar": "QUERY",
        "help": 'rows that contain these words; "phrases", AND, OR, NOT, NEAR/n and () work',
    },
    "--wire": {
        "default": "all",
        "metavar": "WHICH",
        "help": "all (default), outlet (a wire story once per outlet) or once (only its first publication)",
    },
    "--format": {"help": "csv, jsonl or parquet (default: by the ending of FILE, else csv)"},
    "--raw": {"action": "store_true", "help": "leave texts that a spreadsheet would run as formulas as they are"},
}


def add_to(commands: Any) -> None:
    """Add the command to the others."""
    parser = commands.add_parser(
        "export",
        help="write a table for other programs",
        description="Write a table as CSV, JSON lines or Parquet: the same bytes as the dashboard's downloads. A file is replaced "
        "only when all of it is written.",
    )
    parser.add_argument("table", metavar="TABLE", help="articles, sentences, quotes, mentions, actors, names or skipped")
    add_library(parser)
    for flag, options in _OPTIONS.items():
        parser.add_argument(flag, **options)
    parser.add_argument("-o", "--output", metavar="FILE", help="the file to write (default: standard output)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the table to a file or to standard output."""
    from analytics.queries.export import FORMATS, write
    from analytics.queries.rows import export_rows
    from analytics.queries.search import problem

    if wrong := problem(arguments.words):
        raise Failure(f"--words: {wrong}")
    suffix = Path(arguments.output or "").suffix.lstrip(".").lower()
    form = arguments.format or (suffix if suffix in FORMATS else "csv")
    with open_library(library_path(arguments)) as library:
        try:
            data = write(export_rows(library, arguments.table, _filters(library, arguments)), form, raw=arguments.raw)
        except ValueError as error:
            raise Failure(str(error)) from error
    write_output(data, arguments.output)
    return 0


def write_output(data: bytes, path: str | None) -> None:
    """Write bytes to a file, whole or not at all, or to standard output. Raises Failure where the file cannot be written."""
    from analytics.files import write_bytes

    if path is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        target = Path(path)
        if target.exists() and not target.is_file():  # a pipe or a device: nothing to keep, and nothing that a file may replace
            target.write_bytes(data)
        else:
            write_bytes(target.resolve(), data)  # resolved, so that a link to a file stays a link
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}. Expected a file that can be written") from error


def _filters(library: Library, arguments: argparse.Namespace) -> Filters:
    from analytics.queries.filters import Filters

    return Filters(
        actors=_actors(library, arguments.actor or ()),
        role=arguments.role,
        since=arguments.since,
        until=arguments.until,
        outlets=tuple(arguments.outlet or ()),
        types=tuple(arguments.type or ()),
        kinds=tuple(arguments.kind or ()),
        strengths=tuple(arguments.strength or ()),
        min_confidence=arguments.confidence,
        words=arguments.words,
        wire=arguments.wire,
        about=_actors(library, arguments.about or ()),
        together=arguments.together,
    )


def _actors(library: Library, names: Sequence[str]) -> tuple[str, ...]:
    """The ids of the actors that are named."""
    from analytics.queries.rows import find_actors

    actors: list[str] = []
    for name in names:
        found = find_actors(library, name)
        if not found:
            raise Failure(f"no actor {name!r} in {library.path}. To list them: quoteboard export actors --library {library.path}")
        actors += found
    return tuple(actors)
