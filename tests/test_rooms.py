"""What may stand in which room."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ["streamlit", "torch", "lightgbm", "sklearn", "vaderSentiment.vaderSentiment", "pycountry", "plotly"]


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_rooms_analytics_never_imports_streamlit() -> None:
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
def test_rooms_nothing_heavy_loads_at_import(module: str) -> None:
    assert python(f"import sys, {module}; print([m for m in {HEAVY!r} if m in sys.modules])") == "[]"


def test_rooms_only_the_dashboard_imports_streamlit() -> None:
    allowed = {"app.py", "dashboard", "tests", "benchmarks"}
    for file in ROOT.glob("**/*.py"):
        top = file.relative_to(ROOT).parts[0]
        if top not in allowed and not top.startswith("."):
            assert "streamlit" not in [
                line.split()[1].split(".")[0]
                for line in file.read_text(encoding="utf-8").splitlines()
                if line.startswith(("import ", "from "))
            ], file


@pytest.mark.parametrize(
    "room, others", [("tests", {"benchmarks"}), ("benchmarks", {"tests"}), ("evaluation", {"tests", "benchmarks"})]
)
def test_rooms_tests_and_benchmarks_share_by_a_third(room: str, others: set[str]) -> None:
    for file in (ROOT / room).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not {name.split(".")[0] for name in names} & others, file
