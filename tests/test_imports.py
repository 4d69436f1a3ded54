"""The import graph: each package imports only from those below it, and no module imports itself by way of others."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
LAYERS: tuple[tuple[str, ...], ...] = (
    ("analytics",),  # the modules directly in it, which all packages share
    ("analytics.sentiment", "analytics.quotes"),
    ("analytics.actors",),
    ("analytics.pipeline",),
    ("analytics.loaders",),
    ("analytics.library",),
    ("analytics.queries",),
    ("analytics.tasks",),
    ("analytics.cli", "dashboard"),
    ("app", "quoteboard"),
)
"""The packages from the lowest to the highest; of one line, none imports from another."""

FACADES = {"analytics", "quoteboard"}
"""Packages whose ``__init__`` offers names of higher packages, imported on first use."""


class Import(NamedTuple):
    """An import of a module of ours by another one."""

    importer: str
    imported: str


def modules() -> dict[str, Path]:
    paths = [ROOT / "app.py", *(path for top in ("analytics", "dashboard", "quoteboard") for path in (ROOT / top).rglob("*.py"))]
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


MODULES = modules()


def imports_of(name: str) -> Iterator[Import]:
    """Every import of our modules in a module, within functions too; those for type checkers are left out."""

    def walk(node: ast.AST) -> Iterator[Import]:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            return
        if isinstance(node, ast.ImportFrom) and node.module in MODULES:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield Import(name, inner if inner in MODULES else node.module)
        for child in ast.iter_child_nodes(node):
            yield from walk(child)

    yield from walk(ast.parse(MODULES[name].read_text(encoding="utf-8")))


IMPORTS = [one for name in MODULES for one in imports_of(name)]


def layer_of(module: str) -> tuple[int, str]:
    """The number of a module's layer, and its package there."""
    found = [
        (number, package)
        for number, layer in enumerate(LAYERS)
        for package in layer
        if module == package or module.startswith(f"{package}.")
    ]
    return max(found, key=lambda one: len(one[1]))


def test_imports_lead_downward() -> None:
    upward = []
    for one in IMPORTS:
        if one.importer in FACADES:
            continue
        (importer, package), (imported, other) = layer_of(one.importer), layer_of(one.imported)
        if importer < imported or (importer == imported and package != other):
            upward.append(f"{one.importer} imports {one.imported}")
    assert upward == []


def test_imports_have_no_circle() -> None:
    graph: dict[str, set[str]] = {name: set() for name in MODULES}
    for one in IMPORTS:
        if one.importer not in FACADES and one.importer != one.imported:
            graph[one.importer].add(one.imported)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))


def test_every_package_has_a_layer() -> None:
    for name in MODULES:
        assert layer_of(name), name
    assert len(IMPORTS) > 300
