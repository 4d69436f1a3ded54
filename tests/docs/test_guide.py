"""The guide: its generated parts are fresh, its examples run, and its pages name the commands and tables that exist."""

import doctest
import re
import shutil
from pathlib import Path

import pytest

from analytics.cli.main import parser
from analytics.cli.parsing import arrange
from docs import generate

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
COMMAND = re.compile(r"^ *(?:\$ )?quoteboard(?: (?P<words>.*))?$", re.M)


def test_guide_generated_parts_are_fresh() -> None:
    stale = [path.name for path, text in generate.pages() if text != path.read_text(encoding="utf-8")]
    assert stale == [], "run: python -m docs.generate"


def test_guide_describes_every_command_and_option() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name, made in generate._commands(parser()).items():
        assert f"\n## {name}\n" in text
        for action in made._actions:
            assert all(f"`{flag}" in text for flag in action.option_strings if flag not in ("-h", "--help")), (name, action)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_guide_commands_can_be_parsed(page: Path) -> None:
    for match in COMMAND.finditer(page.read_text(encoding="utf-8")):
        words = (match["words"] or "").split("   ")[0]
        if words.split(" ")[-1] in ("...", "[options]") or "[" in words or "|" in words:
            continue  # a synopsis
        split = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', words)]
        assert parser().parse_args(arrange(split)).run, match[0]


def test_guide_python_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ROOT / "docs" / "python.md"
    shutil.copytree(ROOT / "data" / "sample" / "norvane-post", tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    text = page.read_text(encoding="utf-8")
    assert len(re.findall(r"^## \d+\. ", text, re.M)) == 11
    example = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    report: list[str] = []
    failed = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example, out=report.append).failed
    assert failed == 0, "".join(report)


def test_readme_and_architecture_are_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 120
    assert len((ROOT / "ARCHITECTURE.md").read_bytes()) <= 8_192
