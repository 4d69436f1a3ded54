"""The command ``quoteboard actors``: rename, merge, split, alias, type, hide, policy, undo, redo, list, export, import."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analytics.actors.edits import TYPES, Edit

if TYPE_CHECKING:
    from analytics.library import Library

_ACTOR = "an actor by name, form or id"
_COMMANDS: dict[str, tuple[str, tuple[tuple[str, dict[str, Any]], ...]]] = {
    "rename": ("show an actor under another name", (("ACTOR", {"help": _ACTOR}), ("NAME", {"help": "the new name"}))),
    "merge": ("an actor is another one", (("ACTOR", {"help": _ACTOR}), ("INTO", {"help": "whom it is"}))),
    "split": (
        "take names, or what is written or stands somewhere, out of an actor",
        (
            ("ACTOR", {"help": _ACTOR}),
            ("--name", {"action": "append", "default": [], "help": "a name as articles settle it; may be repeated"}),
            ("--written", {"metavar": "FORM", "help": "only where the text has it so"}),
            ("--outlet", {"help": "only in this outlet"}),
            ("--article", {"metavar": "ID", "help": "only in this article"}),
            ("--to", {"metavar": "NAME", "help": "who it is (default: the first name, or FORM)"}),
            ("--type", {"choices": TYPES, "help": "the type of NAME (default: the actor's)"}),
            ("--nobody", {"action": "store_true", "help": "it is no actor"}),
        ),
    ),
    "alias": ("a name stands for an actor", (("FORM", {"help": "a name as articles settle it"}), ("ACTOR", {"help": _ACTOR}))),
    "type": ("an actor is of another type", (("ACTOR", {"help": _ACTOR}), ("TYPE", {"choices": TYPES, "help": ", ".join(TYPES)}))),
    "hide": ("it is no actor", (("ACTOR", {"help": _ACTOR}),)),
    "policy": (
        "what capitals, demonyms, or one of them means",
        (
            ("WORD", {"help": "capitals, demonyms, or a word as Moscow"}),
            ("MEANS", {"choices": ("government", "place"), "help": "government or place"}),
        ),
    ),
    "undo": ("take edits back", (("NUMBER", {"nargs": "*", "type": int, "help": "which (default: the last)"}),)),
    "redo": ("make edits again", (("NUMBER", {"nargs": "*", "type": int, "help": "which (default: the last taken back)"}),)),
    "list": ("all edits, the newest first", ()),
    "export": ("write the edits that stand as CSV", (("-o", {"dest": "output", "metavar": "FILE", "help": "where to"}),)),
    "import": ("make the edits of a CSV", (("FILE", {"help": "as export writes it"}),)),
}


def add_to(commands: Any) -> argparse.ArgumentParser:
    """Add the command to the others, and give it; it reads ``--library DIR``, then what to do."""
    parser = commands.add_parser("actors", help="say who is who", description="Edits of actors: no article is read for them.")
    parser.add_argument("--library", required=True, metavar="DIR")
    parser.add_argument("--dry-run", action="store_true", help="say what an edit would change, and change nothing")
    doing = parser.add_subparsers(required=True, dest="doing", metavar=" | ".join(_COMMANDS))
    for name, (what, arguments) in _COMMANDS.items():
        one = doing.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
        for flag, options in arguments:
            one.add_argument(flag, **options)
    return parser  # type: ignore[no-any-return]


def run(library: Library, arguments: argparse.Namespace) -> str:
    """Do what was asked; gives what to print. Raises ValueError that says what was found and what is accepted."""
    from analytics.tasks import edit_actors

    doing = arguments.doing
    if doing in ("undo", "redo"):
        turned = (edit_actors.undo if doing == "undo" else edit_actors.redo)(library, arguments.NUMBER)
        return "".join(f"edit {edit.of} {'taken back' if doing == 'undo' else 'made again'}\n" for edit in turned)
    if doing == "list":
        rows = edit_actors.history(library).itertuples()
        return "".join(f"{r.edit}\t{r.at}\t{r.what}{'' if r.stands else ' (taken back)'}{_note(str(r.note))}\n" for r in rows)
    if doing == "export":
        return _export(library, arguments.output)
    if doing == "import":
        made = edit_actors.import_edits(library, edit_actors.read_file(arguments.FILE), arguments.FILE)
        return f"{len(made)} edit{'' if len(made) == 1 else 's'} made\n"
    edit = _edit(library, arguments)
    effect = edit_actors.preview(library, edit)
    if arguments.dry_run:
        return f"not made: {effect.words}\n"
    [made_now] = edit_actors.make(library, [edit])
    return f"edit {made_now.edit}: {effect.words}\n"


def _edit(library: Library, arguments: argparse.Namespace) -> Edit:
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

    data = write_csv(export_edits(library))
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return ""
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        raise ValueError(f"{output}: {error.strerror}; accepted: a file that can be written") from error
    return ""


def _note(note: str) -> str:
    return f"; no effect: {note}" if note else ""
