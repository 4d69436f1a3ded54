"""ARCHITECTURE.md names every file with its own first sentence, and every dependency."""

import ast
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
ROOMS = ("analytics", "dashboard", "benchmarks", "evaluation")


def first_sentence(file: Path) -> str:
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    opening = " ".join(docstring.split("\n\n")[0].split())
    sentence = re.match(r".+?\.(?=\s|$)", opening)
    return (sentence[0] if sentence else opening).rstrip(".").replace("``", "`").replace("|", "\\|")


def test_architecture_has_a_sentence_for_every_file() -> None:
    files = [ROOT / "app.py", ROOT / "start.py", *(f for room in ROOMS for f in (ROOT / room).rglob("*.py"))]
    wanted = {f.relative_to(ROOT).as_posix(): first_sentence(f) for f in files if first_sentence(f)}
    assert dict(re.findall(r"^\| `([\w/]+\.py)` \| (.+) \|$", TEXT, re.M)) == wanted


def test_architecture_says_why_each_dependency_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[<>=!~\[ ]", line)[0] for line in project["dependencies"]}
    section = TEXT[TEXT.index("## Why each dependency is there") :]
    assert set(re.findall(r"^\| ([\w-]+) \| .+ \|$", section, re.M)) - {"dependency"} == needed
