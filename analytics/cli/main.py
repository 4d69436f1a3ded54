"""The commands: ``quoteboard analyse | serve | export | check | actors | remove | reanalyse | compact``."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from analytics.cli import actors, maintenance
from analytics.versions import program_version

if TYPE_CHECKING:
    import pandas as pd

    from analytics.library import Library

COMMANDS = ("analyse", "serve", "export", "check", "actors", "remove", "reanalyse", "compact")
_MOST_SKIPPED_SHOWN = 20


class Failure(Exception):
    """What ends a command; its text is the one line that the user reads."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 0 when it did what was asked, 1 when nothing could be done or a check failed, 130 when interrupted."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except Failure as failure:
        print(f"quoteboard: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("quoteboard: interrupted; every whole batch is kept, and the same command goes on from there", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of our output has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="quoteboard", description="Who said what, about whom, in which tone, how often and in whose pages.")
    commands = parser.add_subparsers(title="commands", required=True, metavar=" | ".join(COMMANDS))
    parser.add_argument("--version", action="version", version=f"quoteboard {program_version()}")

    analyse = commands.add_parser(
        "analyse", help="analyse articles and add them to a library", description="Add articles to a library."
    )
    analyse.add_argument("inputs", nargs="+", metavar="INPUT", help="files, folders, patterns or addresses of articles")
    analyse.add_argument("--library", required=True, metavar="DIR", help="the folder of the library; made when it is not there")
    analyse.add_argument(
        "--workers", type=_positive, default=1, metavar="N", help="processes that analyse at the same time (default 1)"
    )
    analyse.add_argument(
        "--zone",
        metavar="ZONE",
        help="of times that are told without one, such as Europe/London (default: the library's, else UTC)",
    )
    order = analyse.add_mutually_exclusive_group()
    order.add_argument("--day-first", action="store_true", help="read 03/04/2026 as 3 April where its column leaves it open")
    order.add_argument("--month-first", action="store_true", help="read 03/04/2026 as March 4 where its column leaves it open")
    analyse.add_argument(
        "--column", action="append", default=[], metavar="OURS=THEIRS", help="which column of a table is which, as text=Inhalt"
    )
    analyse.add_argument("--allow-private", action="store_true", help="ask hosts of this machine and its network too")
    analyse.set_defaults(run=_analyse)

    serve = commands.add_parser("serve", help="open the dashboard", description="Open the dashboard in a browser.")
    serve.add_argument("--library", metavar="DIR", help="the library to show (default: the sample, invented articles)")
    serve.add_argument("--port", type=_positive, metavar="N", help="the port to listen on (default 8501, or the next free one)")
    serve.add_argument("--no-browser", action="store_true", help="do not open a browser")
    serve.set_defaults(run=_serve)

    export = commands.add_parser(
        "export", help="write a table for other programs", description="Write a table as CSV, JSON lines or Parquet."
    )
    export.add_argument("table", metavar="TABLE", help="articles, sentences, quotes, mentions, actors, names or skipped")
    export.add_argument("--library", required=True, metavar="DIR")
    export.add_argument(
        "--actor", action="append", default=[], metavar="NAME", help="an actor by name, alias or id; may be repeated"
    )
    export.add_argument(
        "--role",
        default="own",
        metavar="ROLE",
        help="own (default: quotes by the actor, mentions of it), speaker, mentioned or either",
    )
    export.add_argument(
        "--about",
        action="append",
        default=[],
        metavar="NAME",
        help="only where somebody else speaks of this actor; may be repeated",
    )
    export.add_argument("--together", action="store_true", help="of several actors only the articles that have all of them")
    export.add_argument("--since", type=_day, metavar="DATE", help="from this day on, as 2026-01-31")
    export.add_argument("--until", type=_day, metavar="DATE", help="up to this day, itself included")
    export.add_argument("--outlet", action="append", default=[], metavar="NAME", help="an outlet by its name; may be repeated")
    export.add_argument(
        "--kind", action="append", default=[], metavar="KIND", help="direct, mixed or indirect quotes; may be repeated"
    )
    export.add_argument(
        "--words", default="", metavar="QUERY", help='only what holds these words; "phrases", AND, OR, NOT, NEAR/n and () are known'
    )
    export.add_argument(
        "--wire",
        default="all",
        metavar="WHICH",
        help="all (default), outlet (a wire story once an outlet) or once (its first print)",
    )
    export.add_argument(
        "--format", default=None, metavar="FORMAT", help="csv, jsonl or parquet (default: by the ending of FILE, else csv)"
    )
    export.add_argument("--raw", action="store_true", help="leave texts that a spreadsheet would take for formulas as they are")
    export.add_argument("-o", "--output", metavar="FILE", help="where to write (default: standard output)")
    export.set_defaults(run=_export)

    check = commands.add_parser("check", help="check every row of a library", description="Check what must be true of every row.")
    check.add_argument("--library", required=True, metavar="DIR")
    check.set_defaults(run=_check)

    for command in maintenance.add_to(commands):
        command.set_defaults(run=_upkeep)
    actors.add_to(commands).set_defaults(run=_actors)
    return parser


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line and where to read on, without the usage that argparse repeats."""
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


def _analyse(arguments: argparse.Namespace) -> int:
    from analytics.library import Library
    from analytics.library.database import LibraryError
    from analytics.tasks.ingest import take_in
    from analytics.tasks.settings import options_of

    try:
        library = Library(arguments.library, create=True)
        day_first = True if arguments.day_first else False if arguments.month_first else None
        options = options_of(
            library,
            zone=arguments.zone,
            day_first=day_first,
            columns=arguments.column,
            allow_private=arguments.allow_private or None,
        )
    except (LibraryError, OSError, ValueError) as error:
        raise Failure(str(error)) from error
    with library:
        added = known = remarks = shown = 0
        began = time.monotonic()
        try:
            for step in take_in(library, arguments.inputs, workers=arguments.workers, options=options):
                added, known, remarks = added + step.added, known + step.known, remarks + len(step.warnings)
                shown = _report(step.warnings, shown)
                rate = added / max(time.monotonic() - began, 1e-9)
                print(f"{_counted(added, 'article')} added ({rate:,.0f}/s), {known:,} there already", file=sys.stderr)
        except ValueError as error:  # the user's own aliases.csv
            raise Failure(str(error)) from error
    if remarks > shown:
        print(
            f"... and {_counted(remarks - shown, 'remark')} more: quoteboard export skipped --library {arguments.library}",
            file=sys.stderr,
        )
    if not added and not known:
        raise Failure(f"no article was found in {' '.join(arguments.inputs)}")
    print(f"{arguments.library}: {_counted(added, 'article')} added, {known:,} there already, {_counted(remarks, 'remark')}")
    return 0


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _report(skipped: pd.DataFrame, shown: int) -> int:
    """Print the first remarks of a run; give how many have been printed in all."""
    import pandas as pd

    for file, row, reason in skipped.itertuples(index=False, name=None):
        if shown >= _MOST_SKIPPED_SHOWN:
            break
        print(f"{file}: {reason}" if row is pd.NA else f"{file}, row {row}: {reason}", file=sys.stderr)
        shown += 1
    return shown


def _serve(arguments: argparse.Namespace) -> int:
    from analytics.tasks.sample import sample_library

    app = Path(__file__).resolve().parents[2] / "app.py"
    if not app.exists():
        raise Failure(f"{app}: the dashboard is not there; install quoteboard again")
    if arguments.library:
        _open(arguments.library).close()
    else:
        try:
            sample_library()  # made before the browser opens; the dashboard then finds it, and says that it is invented
        except OSError as error:
            raise Failure(str(error)) from error
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(app),
        "--server.fileWatcherType=none",
        *_streamlit_options(app.parent),
    ]
    command += [f"--server.port={arguments.port}"] if arguments.port else []
    command += ["--server.headless=true"] if arguments.no_browser else []
    library = ["--", "--library", arguments.library] if arguments.library else []
    if os.name == "posix":  # one process, so that whoever stops the command stops the dashboard
        sys.stdout.flush()
        os.execv(sys.executable, [*command, *library])
    try:
        return subprocess.run([*command, *library], check=False).returncode
    except KeyboardInterrupt:
        return 0


def _streamlit_options(folder: Path) -> list[str]:
    """What a checkout says in .streamlit/config.toml, as options: a wheel holds that file beside the dashboard instead."""
    import tomllib

    carried = folder / "dashboard" / "config.toml"
    if not carried.exists():
        return []  # a checkout: Streamlit reads the file beside app.py itself
    with carried.open("rb") as stream:
        sections = tomllib.load(stream)
    plain = {section: values for section, values in sections.items() if section != "theme"}
    options = [(f"{section}.{name}", value) for section, values in plain.items() for name, value in values.items()]
    texts = [f"--{name}={str(value).lower() if isinstance(value, bool) else value}" for name, value in options]
    return [f"--theme.base={carried}", *texts]


def _export(arguments: argparse.Namespace) -> int:
    from analytics.queries.export import FORMATS, write
    from analytics.queries.filters import Filters
    from analytics.queries.rows import export_rows, find_actors
    from analytics.queries.search import problem

    if wrong := problem(arguments.words):
        raise Failure(f"--words: {wrong}")
    suffix = Path(arguments.output or "").suffix.lstrip(".").lower()
    form = arguments.format or (suffix if suffix in FORMATS else "csv")
    with _open(arguments.library) as library:

        def ids(names: Sequence[str]) -> tuple[str, ...]:
            actors: list[str] = []
            for asked in names:
                found = find_actors(library, asked)
                if not found:
                    raise Failure(
                        f"no actor {asked!r} in {arguments.library}; see: quoteboard export actors --library {arguments.library}"
                    )
                actors += found
            return tuple(actors)

        filters = Filters(
            actors=ids(arguments.actor),
            role=arguments.role,
            since=arguments.since,
            until=arguments.until,
            outlets=tuple(arguments.outlet),
            kinds=tuple(arguments.kind),
            words=arguments.words,
            wire=arguments.wire,
            about=ids(arguments.about),
            together=arguments.together,
        )
        try:
            data = write(export_rows(library, arguments.table, filters), form, raw=arguments.raw)
        except ValueError as error:
            raise Failure(str(error)) from error
    if arguments.output:
        try:
            Path(arguments.output).write_bytes(data)
        except OSError as error:
            raise Failure(f"{arguments.output}: {error.strerror}; accepted: a file that can be written") from error
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from analytics.library.checks import find_problems

    with _open(arguments.library) as library:
        problems = list(find_problems(library))
        for problem in problems:
            print(f"{problem.table}: {problem.what} ({problem.rows:,} rows): {problem.examples}")
        if problems:
            return 1
        counts = library.query("SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM quotes) AS quotes,"
                               " (SELECT count(*) FROM mentions) AS mentions, (SELECT count(*) FROM actors) AS actors")  # fmt: skip
        print("all is well: " + ", ".join(f"{counts[name][0]:,} {name}" for name in counts.columns))
        return 0


def _actors(arguments: argparse.Namespace) -> int:
    with _open(arguments.library) as library:
        try:
            print(actors.run(library, arguments), end="")
        except ValueError as error:
            raise Failure(str(error)) from error
    return 0


def _upkeep(arguments: argparse.Namespace) -> int:
    try:
        return maintenance.run(arguments)
    except (ValueError, OSError) as error:
        raise Failure(str(error)) from error


def _open(path: str) -> Library:
    from analytics.library import Library
    from analytics.library.database import LibraryError

    try:
        return Library(path)
    except (LibraryError, OSError) as error:
        raise Failure(str(error)) from error


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r}; accepted: a whole number from 1")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r}; accepted: a day as 2026-01-31") from error


if __name__ == "__main__":
    sys.exit(main())
