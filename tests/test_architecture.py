"""ARCHITECTURE.md lists every dependency and every package; no two classes share a name."""

import ast
import re
import tomllib
from pathlib import Path

from tests.test_imports import LAYERS

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_architecture_says_why_each_dependency_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[<>=!~\[ ]", line)[0] for line in project["dependencies"]}
    section = TEXT[TEXT.index("## Why each dependency") :]
    assert set(re.findall(r"^\| ([\w-]+) \| .+ \|$", section, re.M)) - {"dependency"} == needed


def test_architecture_lists_the_packages_from_the_lowest_to_the_highest() -> None:
    section = TEXT[TEXT.index("## The packages") : TEXT.index("## The tables")]
    listed = re.findall(r"^\| `([\w/]+)", section, re.M)
    layers = [{"analytics" if one == "analytics" else one.replace(".", "/") for one in layer} for layer in LAYERS]
    order = [next(n for n, layer in enumerate(layers) if name.rstrip("/") in layer) for name in listed]
    assert order == sorted(order)
    assert {name.rstrip("/") for name in listed} | {"app"} == set().union(*layers)


def test_architecture_gives_no_two_classes_one_name() -> None:
    places: dict[str, list[str]] = {}
    for file in sorted(ROOT.glob("*/**/*.py")):
        if not file.relative_to(ROOT).parts[0].startswith((".", "build", "dist", "site")):
            for node in ast.parse(file.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef):
                    places.setdefault(node.name, []).append(str(file.relative_to(ROOT)))
    assert len(places) > 200
    assert {name: files for name, files in places.items() if len(files) > 1} == {}
