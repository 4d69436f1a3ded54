"""Generates the parts of the guide that repeat what the code says: commands, formats, columns, the method, the list of files.

    python -m docs.generate           write them
    python -m docs.generate --check   write nothing; exit with 1 where a page is out of date

A generated part of a page is between the comments ``<!-- begin NAME -->`` and ``<!-- end NAME -->``.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("quoteboard", "analytics", "dashboard", "benchmarks", "evaluation", "docs")
_PART = re.compile(r"(?s)(<!-- begin ([\w-]+) -->\n).*?(<!-- end \2 -->)")


def main() -> int:
    """Write the pages, or with ``--check`` name those that are out of date."""
    parser = argparse.ArgumentParser(prog="python -m docs.generate", description="Generate the guide's parts from the code.")
    parser.add_argument("--check", action="store_true", help="only name the pages that are out of date")
    check = parser.parse_args().check
    stale = [(path, text) for path, text in pages() if text != path.read_text(encoding="utf-8")]
    for path, text in stale:
        print(f"{path.relative_to(ROOT)}: {'out of date; run: python -m docs.generate' if check else 'written'}")
        if not check:
            path.write_text(text, encoding="utf-8", newline="\n")
    return 1 if check and stale else 0


def pages() -> Iterator[tuple[Path, str]]:
    """Yield each page that has a generated part, with the text that it should have."""
    for path in sorted((ROOT / "docs").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        if _PART.search(text):
            yield path, _PART.sub(lambda part: part[1] + PARTS[part[2]]() + part[3], text)


def commands() -> str:
    """Return a section per command, from the parser: what it does, and a table of its arguments and options."""
    from analytics.cli.main import parser

    return "\n".join(_command("quoteboard", made) for made in _commands(parser()).values()) + "\n"


def _command(program: str, parser: argparse.ArgumentParser, level: int = 2) -> str:
    name = parser.prog.split()[-1]
    inner = _commands(parser)
    rows = [row for action in parser._actions if (row := _argument(action))]
    inputs = " ".join(_input(action) for action in parser._actions if not action.option_strings and not _is_commands(action))
    usage = " ".join(filter(None, (program, name, "EDIT ..." if inner else "", inputs, "[options]" if rows else "")))
    described = parser.description or ""
    table = ["| argument | meaning |", "|---|---|", *rows, ""] if rows else []
    heading = " ".join(["#" * level, *program.split()[1:], name])
    text = "\n".join([heading, "", f"    {usage}", "", described, "", *table])
    return "\n".join([text, *(_command(f"{program} {name}", one, level + 1) for one in inner.values())])


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _is_commands(action: Any) -> bool:
    return isinstance(action, argparse._SubParsersAction)


def _input(action: argparse.Action) -> str:
    name = str(action.metavar or action.dest)
    return {"+": f"{name}...", "*": f"[{name}...]"}.get(str(action.nargs), name)


def _argument(action: argparse.Action) -> str | None:
    """A row of the table, None for an argument that has no help of its own."""
    if action.dest == "help" or _is_commands(action):
        return None
    value = "" if action.nargs == 0 else str(action.metavar or "|".join(map(str, action.choices or ())) or action.dest.upper())
    shown = " or ".join(f"`{' '.join(filter(None, (flag, value)))}`" for flag in action.option_strings) or f"`{_input(action)}`"
    return f"| {shown} | {action.help} |".replace("|person", "\\|person").replace("NAME|", "NAME\\|")


def formats() -> str:
    """Return the table of formats, as the registry of loaders declares them."""
    from analytics.loaders import FORMATS

    rows = [f"| {one.name[0].upper()}{one.name[1:]} | {' '.join(one.suffixes)} | {_cell(one.holds)} |" for one in FORMATS]
    return "\n".join(["", "| format | endings | what a file contains |", "|---|---|---|", *rows, "", ""])


def columns() -> str:
    """Return the names that columns of a table may have, as loaders know them."""
    from analytics.loaders.columns import COLUMNS

    rows = [f"| {ours} | {', '.join(theirs)} |" for ours, theirs in COLUMNS.items()]
    return "\n".join(["", "| column | names that are recognised |", "|---|---|", *rows, "", ""])


def method() -> str:
    """Return the texts of the dashboard's Method page, a section each."""
    from analytics.queries.tone import SMALLEST_N

    text = (ROOT / "dashboard/pages/method.txt").read_text(encoding="utf-8").replace("{SMALLEST_N}", str(SMALLEST_N))
    sections = [block.split("\n") for block in text.strip().split("\n\n")]
    return "\n" + "\n".join("\n".join([f"## {name}", "", *lines, ""]).replace("*", "\\*") for name, *lines in sections)


def files() -> str:
    """Return every file of the source with the first sentence of its docstring, a table per folder."""
    loose = sorted(ROOT.glob("*.py"))
    parts = ["", _table(loose)]
    for top in FOLDERS:
        found = sorted((ROOT / top).rglob("*.py"))
        for folder in sorted({path.parent for path in found}):
            inside = [path for path in found if path.parent == folder]
            about = first_sentence(folder / "__init__.py") if (folder / "__init__.py").exists() else ""
            table = _table([path for path in inside if path.name != "__init__.py"])
            if table:
                parts.append(f"## {folder.relative_to(ROOT).as_posix()}/\n\n" + (f"{about}.\n\n" if about else "") + table)
    return "\n".join(parts) + "\n"


def first_sentence(path: Path) -> str:
    """Return the first sentence of a module's docstring, without its full stop; empty where it has none."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    opening = " ".join(docstring.split("\n\n")[0].split())
    sentence = re.match(r".+?\.(?=\s|$)", opening)
    return (sentence[0] if sentence else opening).rstrip(".").replace("``", "`")


def _table(paths: list[Path]) -> str:
    rows = [f"| `{path.name}` | {_cell(sentence)} |" for path in paths if (sentence := first_sentence(path))]
    return "\n".join(["| file | purpose |", "|---|---|", *rows, ""]) if rows else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


PARTS = {"commands": commands, "formats": formats, "columns": columns, "method": method, "files": files}
"""The generated parts by their names in the pages."""

if __name__ == "__main__":
    sys.exit(main())
