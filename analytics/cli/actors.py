"""The command ``quoteboard actors``: rename, merge, split, alias, type, hide, policy, undo, redo, list, export, import."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from analytics.cli.export import write_output
from analytics.cli.libraries import Failure, library_path, open_library
from analytics.cli.parsing import add_library
from analytics.cli.wording import counted

if TYPE_CHECKING:
    from analytics.actors.edits import Edit
    from analytics.library import Library

TYPES = ("person", "organisation", "country")  # those of `actors.edits`, which would load numpy for every command
_ACTOR = "an actor by name, form or id"
_DRY_RUN = "say what the edit would change, and change nothing"
_OTHERS = ("undo", "redo", "list", "export", "import")  # commands that are not edits
_NUMBER = {"nargs": "*", "type": int}
_COMMANDS: dict[str, tuple[str, tuple[tuple[str, dict[str, Any]], ...]]] = {
    "rename": ("show an actor under another name", (("ACTOR", {"help": _ACTOR}), ("NAME", {"help": "the new name"}))),
    "merge": ("treat an actor as another one", (("ACTOR", {"help": _ACTOR}), ("INTO", {"help": "the actor that it is"}))),
    "split": (
        "move some of an actor's names, or some of its rows, to another actor",
        (
            ("ACTOR", {"help": _ACTOR}),
            ("--name", {"action": "append", "default": [], "help": "a name as resolved within articles; may be repeated"}),
            ("--written", {"metavar": "FORM", "help": "only rows in which the text has this form"}),
            ("--outlet", {"help": "only rows of this outlet"}),
            ("--article", {"metavar": "ID", "help": "only rows of this article"}),
            ("--to", {"metavar": "NAME", "help": "the other actor (default: the first name, or FORM)"}),
            ("--type", {"choices": TYPES, "help": "the type of NAME (default: the actor's)"}),
            ("--nobody", {"action": "store_true", "help": "the rows are of no actor"}),
        ),
    ),
    "alias": ("link a name to an actor", (("FORM", {"help": "a name as resolved within articles"}), ("ACTOR", {"help": _ACTOR}))),
    "type": ("change the type of an actor", (("ACTOR", {"help": _ACTOR}), ("TYPE", {"choices": TYPES, "help": ", ".join(TYPES)}))),
    "hide": ("remove an actor that is not one", (("ACTOR", {"help": _ACTOR}),)),
    "policy": (
        "decide whether capitals or demonyms mean governments or places",
        (
            ("WORD", {"help": "capitals, demonyms, or one word such as Moscow"}),
            ("MEANS", {"choices": ("government", "place"), "help": "government or place"}),
        ),
    ),
    "undo": ("undo edits", (("NUMBER", {**_NUMBER, "help": "the edits' numbers (default: the last edit)"}),)),
    "redo": ("redo edits", (("NUMBER", {**_NUMBER, "help": "the edits' numbers (default: the last that was undone)"}),)),
    "list": ("list all edits, the newest first", ()),
    "export": (
        "write the edits in force as CSV",
        (("-o", {"dest": "output", "metavar": "FILE", "help": "the file to write (default: standard output)"}),),
    ),
    "import": ("make the edits of a CSV file", (("FILE", {"help": "a file that export wrote"}),)),
}


def add_to(commands: Any) -> None:
    """Add the command to the others: ``--library DIR``, then what to do."""
    parser = commands.add_parser(
        "actors",
        help="correct who is who",
        description="Correct who is who. No article is analysed again; every edit can be undone.",
    )
    add_library(parser)
    parser.add_argument("--dry-run", action="store_true", help=_DRY_RUN)
    doing = parser.add_subparsers(required=True, dest="doing", metavar="EDIT")
    for name, (what, arguments) in _COMMANDS.items():
        one = doing.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
        for flag, options in arguments:
            one.add_argument(flag, **options)
        if name not in _OTHERS:
            one.add_argument("--dry-run", action="store_true", default=argparse.SUPPRESS, help=_DRY_RUN)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the edit, and print its number and effect."""
    with open_library(library_path(arguments)) as library:
        try:
            print(_answer(library, arguments), end="")
        except ValueError as error:
            raise Failure(str(error)) from error
    return 0


def _answer(library: Library, arguments: argparse.Namespace) -> str:
    from analytics.tasks import edit_actors

    doing = arguments.doing
    if doing in ("undo", "redo"):
        turned = (edit_actors.undo if doing == "undo" else edit_actors.redo)(library, arguments.NUMBER)
        return "".join(f"edit {edit.of} {'undone' if doing == 'undo' else 'redone'}\n" for edit in turned)
    if doing == "list":
        rows = edit_actors.history(library).itertuples()
        return "".join(f"{r.edit}\t{r.at}\t{r.what}{'' if r.stands else ' (undone)'}{_note(str(r.note))}\n" for r in rows)
    if doing == "export":
        return _export(library, arguments.output)
    if doing == "import":
        made = edit_actors.import_edits(library, edit_actors.read_file(arguments.FILE), arguments.FILE)
        return f"{counted(len(made), 'edit')} made\n"
    edit = _edit(library, arguments)
    effect = edit_actors.preview(library, edit)
    if arguments.dry_run:
        return f"not made: {effect.words}\n"
    [made_now] = edit_actors.make(library, [edit])
    return f"edit {made_now.edit}: {effect.words}\n"


def _edit(library: Library, arguments: argparse.Namespace) -> Edit:
    from analytics.actors.edits import Edit
    from analytics.tasks.edit_actors import actor_of

    doing, start = arguments.doing, Edit(0, "", "hand", arguments.doing)
    if doing == "policy":
        return start._replace(actor=arguments.WORD, to=arguments.MEANS)
    name, kind = actor_of(library, arguments.ACTOR)
    to: str | None
    if doing == "alias":
        return start._replace(names=(arguments.FORM,), to=name, to_type=kind)
    start = start._replace(actor=name, type=kind)
    if doing == "rename":
        return start._replace(to=arguments.NAME)
    if doing == "type":
        return start._replace(to_type=arguments.TYPE)
    if doing == "merge":
        to, to_type = actor_of(library, arguments.INTO)
        return start._replace(to=to, to_type=to_type)
    if doing == "split":
        asked: str | None = arguments.to
        to = None if arguments.nobody else asked or next(iter([*arguments.name, arguments.written]), None)
        return start._replace(
            names=tuple(arguments.name), written=arguments.written, outlet=arguments.outlet, article=arguments.article,
            to=to, to_type=(arguments.type or kind) if to else None,
        )  # fmt: skip
    return start


def _export(library: Library, output: str | None) -> str:
    from analytics.queries.export import write_csv
    from analytics.tasks.edit_actors import export_edits

    write_output(write_csv(export_edits(library)), output)
    return ""


def _note(note: str) -> str:
    return f"; no effect: {note}" if note else ""
