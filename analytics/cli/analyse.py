"""The command ``quoteboard analyse``: articles into a library, with one line that shows how far it is."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

from analytics.cli.libraries import Failure, library_path, open_library
from analytics.cli.parsing import add_library, positive
from analytics.cli.wording import counted, duration

if TYPE_CHECKING:
    import pandas as pd

    from analytics.library import Library
    from analytics.loaders.options import Options
    from analytics.tasks.ingest import Engine

_MOST_SHOWN = 20  # warnings that are printed; the rest is counted


def add_to(commands: Any) -> None:
    """Add the command to the others."""
    parser = commands.add_parser(
        "analyse",
        intermixed=True,
        help="analyse articles and add them to a library",
        description="Analyse articles and add them to a library. Articles that it has already are skipped, so the command may be "
        "repeated and interrupted.",
    )
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="files, folders, patterns or addresses of articles")
    add_library(parser, "the library's folder, made where it does not exist (default: Quoteboard in your home)")
    parser.add_argument(
        "--workers",
        type=positive,
        metavar="N",
        help="processes that analyse at the same time (default: one per free core, as memory allows)",
    )
    parser.add_argument(
        "--shard",
        metavar="I/N",
        help="analyse only share I of N of the articles, on one of N machines; join the libraries with quoteboard adopt",
    )
    parser.add_argument(
        "--engine", choices=("spark",), help="analyse on a Spark cluster (needs the extra quoteboard[spark] and Java)"
    )
    parser.add_argument("--master", metavar="URL", help="the cluster's master, such as spark://HOST:7077 or yarn")
    parser.add_argument(
        "--staging",
        metavar="DIR",
        help="a folder that this machine and every worker of the cluster see, for what is on the way (default: in the library)",
    )
    parser.add_argument(
        "--zone", help="the time zone of times without one, such as Europe/London (default: the library's, else UTC)"
    )
    order = parser.add_mutually_exclusive_group()
    order.add_argument("--day-first", action="store_true", help="read 03/04/2026 as 3 April where its column leaves it open")
    order.add_argument("--month-first", action="store_true", help="read 03/04/2026 as March 4 where its column leaves it open")
    parser.add_argument(
        "--column", action="append", default=[], metavar="OURS=THEIRS", help="what a column of a table is, as text=Inhalt"
    )
    parser.add_argument("--outlet", help="the outlet of articles whose file names none; for all inputs, as are the next three")
    parser.add_argument("--date", help="the date of articles whose file has none, as 2026-01-31")
    parser.add_argument("--year", type=int, help="the year of articles whose dateline has a day without one")
    parser.add_argument("--author", help="the author of articles whose file names none")
    parser.add_argument("--allow-private", action="store_true", help="allow addresses on this machine and its network")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Add the inputs to the library, and print what was added and what was skipped."""
    from analytics.processes import free_workers
    from analytics.tasks.ingest import take_in
    from analytics.tasks.pace import Pace, expected_articles
    from analytics.tasks.shards import shard

    workers = arguments.workers or free_workers()
    try:
        share = shard(arguments.shard) if arguments.shard else None
    except ValueError as error:
        raise Failure(f"--shard {error}") from error
    engine = _engine(arguments)
    path = library_path(arguments)
    with open_library(path, create=True) as library:
        options = _options(library, arguments)
        report, pace = Report(sys.stderr), Pace()
        added = known = warnings = skipped = expected = 0
        try:
            for step in take_in(library, arguments.inputs, workers=workers, options=options, shard=share, engine=engine):
                if not expected or (step.added and not added):
                    expected = expected_articles(arguments.inputs, library)  # by the length of articles that it has now
                    pace.restart()
                added, known, warnings = added + step.added, known + step.known, warnings + len(step.warnings)
                skipped += step.skipped
                report.warn(step.warnings, step.left_out)
                report.show(status(added, known, skipped, warnings - skipped, expected, pace.rate(added + known)))
        except ValueError as error:  # the user's own aliases.csv, or a cluster that fails
            raise Failure(str(error)) from error
        finally:
            report.end()
    if warnings > report.shown:
        more = f"{warnings - report.shown:,} more"
        print(f"... and {more}; for all of them: quoteboard export skipped --library {path}", file=sys.stderr)
    if not added and not known and not share:
        raise Failure(f"no article found in {' '.join(arguments.inputs)}")
    print(f"{path}: {counted(added, 'article')} added, {known:,} already there, {_reports(skipped, warnings - skipped)}")
    return 0


def status(added: int, known: int, skipped: int, warnings: int, expected: int, rate: float) -> str:
    """Return how far a run is, in a line.

    >>> status(400, 0, 2, 3, 1_000, 50.0)
    '400 of about 1,000 articles, 50/s, about 12 s left, 2 skipped, 3 warnings'
    """
    read = added + known
    parts = [f"{read:,} of about {expected:,} articles" if expected > read else counted(read, "article"), f"{rate:,.0f}/s"]
    if rate and expected > read:
        parts.append(f"about {duration((expected - read) / rate)} left")
    if known:
        parts.append(f"{known:,} already there")
    return ", ".join([*parts, _reports(skipped, warnings)])


def _reports(skipped: int, warnings: int) -> str:
    """How many files and rows were left out, where any was, and how many were read with a warning."""
    return f"{f'{skipped:,} skipped, ' if skipped else ''}{counted(warnings, 'warning')}"


class Report:
    """What a run prints while it works: warnings, and under them one live line where the stream is a terminal, else plain lines."""

    def __init__(self, stream: TextIO) -> None:
        self.shown = 0
        self._stream = stream
        self._live = stream.isatty()
        self._line = ""
        self._next = 0.0  # when the next plain line is due
        if self._live:
            self.show("Reading ...")

    def show(self, line: str) -> None:
        """Show how far the run is; plain lines come at most once a second, so that a log stays short."""
        if self._live:
            width = shutil.get_terminal_size().columns - 1
            self._stream.write(f"\r{line[:width].ljust(min(len(self._line), width))}")
            self._line = line
        elif time.monotonic() >= self._next:
            self._stream.write(f"{line}\n")
            self._next = time.monotonic() + 1.0
        self._stream.flush()

    def warn(self, rows: pd.DataFrame, left_out: Sequence[bool]) -> None:
        """Print the first reports of a run, rows of ``skipped``, each a line of its own that says whether it was left out."""
        import pandas as pd

        shown = rows.head(_MOST_SHOWN - self.shown).itertuples(index=False, name=None)
        for (file, row, reason), skipped in zip(shown, left_out, strict=False):
            place = str(file) if row is pd.NA else f"{file}, row {row}"
            self._print(f"{'skipped' if skipped else 'warning'}: {place}: {reason}")
            self.shown += 1

    def end(self) -> None:
        """Leave the live line as it is, and go to the next."""
        if self._live and self._line:
            self._stream.write("\n")
            self._stream.flush()

    def _print(self, text: str) -> None:
        text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)  # a file's name may command a terminal
        if not self._live:
            self._stream.write(f"{text}\n")
            return
        self._stream.write("\r" + " " * min(len(self._line), shutil.get_terminal_size().columns - 1) + f"\r{text}\n{self._line}")


def _engine(arguments: argparse.Namespace) -> Engine | None:
    """The cluster that analyses, if any. Raises Failure where options contradict each other."""
    if not arguments.engine:
        if arguments.master or arguments.staging:
            raise Failure("--master and --staging are for a cluster. Expected --engine spark with them")
        return None
    if not arguments.master:
        raise Failure("--engine spark needs the address of a cluster. Expected --master, such as spark://HOST:7077")
    if arguments.shard or arguments.workers:
        raise Failure("--engine spark divides the articles itself. Expected no --shard and no --workers with it")
    from analytics.spark.engine import SparkEngine

    return SparkEngine(arguments.master, arguments.staging)


def _options(library: Library, arguments: argparse.Namespace) -> Options:
    """The options of the load. Raises Failure where one of them is invalid."""
    from analytics.loaders.given import Given
    from analytics.tasks.settings import options_of

    try:
        return options_of(
            library,
            zone=arguments.zone,
            day_first=True if arguments.day_first else False if arguments.month_first else None,
            columns=arguments.column,
            allow_private=arguments.allow_private or None,
            given=Given(outlet=arguments.outlet, published=arguments.date, year=arguments.year, author=arguments.author),
        )
    except (OSError, ValueError) as error:
        raise Failure(str(error)) from error
