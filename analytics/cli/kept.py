"""The commands ``quoteboard facts`` and ``quoteboard events``: what the user adds to a library besides articles."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analytics.cli.export import write_output
from analytics.cli.libraries import Failure, library_path, open_library
from analytics.cli.parsing import add_library
from analytics.cli.wording import counted

if TYPE_CHECKING:
    from analytics.library import Library

_OUTPUT = ("-o", {"dest": "output", "metavar": "FILE", "help": "the file to write (default: standard output)"})
_FACTS = {
    "add": (
        "add a file of facts; it replaces one of the same name",
        ("FILE", {"help": "CSV, Wikidata results, Popolo or OpenSanctions"}),
    ),
    "list": ("list the files of facts", None),
    "remove": ("remove the facts of a file", ("FILE", {"help": "the name under which it was added"})),
    "undo": ("undo the last change of facts", None),
    "export": ("write all facts as a CSV that can be added again", _OUTPUT),
}
_EVENTS = {
    "add": ("add the events of a CSV", ("FILE", {"help": "a CSV with the columns from, to and label"})),
    "list": ("list the events", None),
    "undo": ("undo the last change of events", None),
    "export": ("write all events as a CSV that can be added again", _OUTPUT),
}


def add_to(commands: Any) -> None:
    """Add the two commands to the others."""
    for name, what, actions, run in (
        ("facts", "facts about actors, by which the Sources page groups speakers", _FACTS, _facts),
        ("events", "events, which time charts mark", _EVENTS, _events),
    ):
        parser = commands.add_parser(name, help=f"keep {what}", description=f"Keep {what}. Every change can be undone.")
        add_library(parser)
        doing = parser.add_subparsers(required=True, dest="doing", metavar="EDIT")
        for action, (meaning, argument) in actions.items():
            one = doing.add_parser(action, help=meaning, description=f"{meaning[0].upper()}{meaning[1:]}.")
            if argument:
                one.add_argument(argument[0], **argument[1])
        parser.set_defaults(run=_running(run))


def _running(answer: Callable[[Library, argparse.Namespace], str]) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        with open_library(library_path(arguments)) as library:
            try:
                print(answer(library, arguments), end="")
            except ValueError as error:
                raise Failure(str(error)) from error
        return 0

    return run


def _facts(library: Library, arguments: argparse.Namespace) -> str:
    from analytics.library.facts import files
    from analytics.queries.export import write_csv
    from analytics.tasks import facts

    if arguments.doing == "add":
        return f"{facts.words(facts.add(library, _bytes(arguments.FILE), Path(arguments.FILE).name))}\n"
    if arguments.doing == "list":
        return "".join(f"{one.file}\t{counted(len(one.facts), 'fact')}\n" for one in files(library))
    if arguments.doing == "remove":
        facts.remove(library, arguments.FILE)
        return f"The facts of {arguments.FILE} are removed.\n"
    if arguments.doing == "undo":
        return f"{facts.undo(library)}\n"
    write_output(write_csv(facts.table(library)), arguments.output)
    return ""


def _events(library: Library, arguments: argparse.Namespace) -> str:
    from analytics.queries.export import write_csv
    from analytics.tasks import events

    if arguments.doing == "add":
        count, problems = events.import_csv(library, _bytes(arguments.FILE), Path(arguments.FILE).name)
        return "".join(f"{line}\n" for line in (f"{counted(count, 'event')} read", *problems))
    if arguments.doing == "list":
        return "".join(f"{event.first}\t{event.last}\t{event.label}\n" for event in events.read(library))
    if arguments.doing == "undo":
        return f"{events.undo(library)}\n"
    write_output(write_csv(events.table(library)), arguments.output)
    return ""


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}. Expected a file that can be read") from error
