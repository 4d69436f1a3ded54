"""Builds the wheel: everything in the package ``quoteboard``, so that no other name is added to site-packages.

In the checkout the code is in the top-level packages ``analytics`` and ``dashboard``, names that other projects use as well
(``analytics-python`` installs an ``analytics``). In the wheel they are packages of ``quoteboard._app``: their imports are
rewritten here, and nothing is put on ``sys.path`` when an installed Quoteboard runs.
"""

from __future__ import annotations

import ast
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGES = ("analytics", "dashboard")
PRIVATE = "quoteboard._app"
_MODULE = re.compile(rf"({'|'.join(PACKAGES)})(\.\w+)*")


class Hook(BuildHookInterface):  # type: ignore[type-arg]
    """What hatchling calls before and after it writes a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the rewritten files to a temporary folder and add them to the wheel; an editable install keeps the checkout."""
        if version == "editable":
            return
        self._folder = Path(tempfile.mkdtemp(prefix="quoteboard-wheel-"))
        root = Path(self.root)
        package = self._folder / "__init__.py"
        package.write_text(
            '"""The modules of Quoteboard; what other programs may use of them is in `quoteboard`."""\n', encoding="utf-8"
        )
        build_data["force_include"][str(package)] = f"{PRIVATE.replace('.', '/')}/__init__.py"
        for number, (source, target) in enumerate(files(root)):
            if source.suffix == ".py":
                rewritten = self._folder / f"{number}.py"
                rewritten.write_text(rewrite(source.read_text(encoding="utf-8"), root), encoding="utf-8", newline="\n")
                source = rewritten
            build_data["force_include"][str(source)] = target

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary folder."""
        if version != "editable":
            shutil.rmtree(self._folder, ignore_errors=True)


def files(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file that the wheel has, and its path there. What only training needs is left out."""
    for path in sorted((root / "quoteboard").rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path, path.relative_to(root).as_posix()
    yield root / "app.py", "quoteboard/_app/app.py"
    yield root / ".streamlit/config.toml", "quoteboard/_app/.streamlit/config.toml"
    for folder in (*PACKAGES, "data"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and not {"__pycache__", "train"} & set(path.parts) and path != root / "analytics/actors/build.py":
                yield path, f"quoteboard/_app/{path.relative_to(root).as_posix()}"


def rewrite(source: str, root: Path) -> str:
    """Put the private package before the names of our modules: in imports, and in texts that name a module and nothing else.

    Raises ValueError for ``import analytics``, which would bind a name that the wheel does not have.
    """
    lines = source.splitlines(keepends=True)
    marks: list[tuple[int, int, str]] = []  # line from 0, offset in bytes, the name there
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module and node.module.split(".")[0] in PACKAGES:
            marks.append((node.lineno - 1, node.col_offset + len("from "), node.module))
        elif isinstance(node, ast.Import) and any(one.name.split(".")[0] in PACKAGES for one in node.names):
            raise ValueError(f"{lines[node.lineno - 1].strip()!r} cannot be rewritten. Expected: from MODULE import NAME")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _names_module(node.value, root):
            marks.append((node.lineno - 1, node.col_offset + 1, node.value))
    for row, column, name in sorted(marks, reverse=True):
        line = lines[row].encode()
        if line[column : column + len(name)] != name.encode():
            raise ValueError(f"{lines[row].strip()!r}: expected {name!r} at byte {column}")
        lines[row] = (line[:column] + f"{PRIVATE}.".encode() + line[column:]).decode()
    return "".join(lines)


def _names_module(text: str, root: Path) -> bool:
    """Whether a text is the dotted name of a module of ours, other than the bare name of a package."""
    if "." not in text or not _MODULE.fullmatch(text):
        return False
    path = root.joinpath(*text.split("."))
    return path.is_dir() or path.with_suffix(".py").exists()
