"""The import graph: each package imports only from those below it, and no module imports itself by way of others."""

import ast
import subprocess
import sys
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
    ("analytics.spark",),
    ("analytics.cli", "dashboard"),
    ("app", "quoteboard"),
)
"""The packages from the lowest to the highest; of one line, none imports from another."""

HEAVY = ["streamlit", "torch", "lightgbm", "sklearn", "vaderSentiment.vaderSentiment", "pycountry", "plotly"]
"""Packages that take long to load, and may be missing."""

FACADES = {"analytics", "quoteboard"}
"""Packages whose ``__init__`` offers names of higher packages, imported on first use."""


class ModuleImport(NamedTuple):
    """An import of a module of ours by another one."""

    importer: str
    imported: str


def modules() -> dict[str, Path]:
    paths = [ROOT / "app.py", *(path for top in ("analytics", "dashboard", "quoteboard") for path in (ROOT / top).rglob("*.py"))]
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


MODULES = modules()


def imports_of(name: str) -> Iterator[ModuleImport]:
    """Every import of our modules in a module, within functions too; those for type checkers are left out."""

    def walk(node: ast.AST) -> Iterator[ModuleImport]:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            return
        if isinstance(node, ast.ImportFrom) and node.module in MODULES:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield ModuleImport(name, inner if inner in MODULES else node.module)
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
        if one.importer in FACADES or ".train." in one.importer:  # training learns from the answers of other engines
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


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_imports_of_analytics_never_reach_streamlit() -> None:
    code = (
        "import importlib, pkgutil, sys, analytics\n"
        "for m in pkgutil.walk_packages(analytics.__path__, 'analytics.'):\n"
        "    if '.train' not in m.name and not m.name.endswith('__main__'): importlib.import_module(m.name)\n"
        "print([m for m in sys.modules if m.split('.')[0] in ('streamlit', 'dashboard', 'torch')])"
    )
    assert python(code) == "[]"
    for file in (ROOT / "analytics").rglob("*.py"):
        assert "import streamlit" not in file.read_text(encoding="utf-8"), file


@pytest.mark.parametrize("module", ["analytics", "analytics.library", "analytics.queries.filters"])
def test_imports_load_nothing_heavy(module: str) -> None:
    assert python(f"import sys, {module}; print([m for m in {HEAVY!r} if m in sys.modules])") == "[]"


def test_imports_of_streamlit_are_in_the_dashboard() -> None:
    allowed = {"app.py", "dashboard", "tests", "benchmarks"}
    shared = ROOT / "evaluation" / "sessions.py"  # speaks Streamlit's protocol, for tests and benchmarks alike
    for file in ROOT.glob("**/*.py"):
        top = file.relative_to(ROOT).parts[0]
        if top not in allowed and not top.startswith(".") and file != shared:
            assert "streamlit" not in [
                line.split()[1].split(".")[0]
                for line in file.read_text(encoding="utf-8").splitlines()
                if line.startswith(("import ", "from "))
            ], file


@pytest.mark.parametrize(
    "folder, others", [("tests", {"benchmarks"}), ("benchmarks", {"tests"}), ("evaluation", {"tests", "benchmarks"})]
)
def test_imports_of_tests_and_benchmarks_meet_in_evaluation(folder: str, others: set[str]) -> None:
    for file in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not {name.split(".")[0] for name in names} & others, file
