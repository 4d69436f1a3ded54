"""Docstrings, comments, messages and pages in plain English: phrases that a newcomer reads twice are not used."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PHRASES = {
    r"\btold\b|\btells\b": "given, says, contains",
    r"(?<!there )\b(?:is|are|was|were) none\b": "is invalid, does not exist",
    r"\bstands? (?:in|for|at|on|there|where|as|before|after|beside|around|above|below)\b": "is, occurs in",
    r"\b(?:offset|character|index|place|word) past\b|\bone past\b": "end (exclusive)",
    r"\bremarks?\b": "warning",
    r"\bsettle[sd]?\b|\bsettling\b": "resolve, decide",
    r"\banew\b": "again, re-",
    r"\b(?:a|an|one|the) (?:row|line|file|page|entry|object|item|batch|table|sheet|document|address) an? \w": "one ... per ...",
    r"\ba (?:broken )?letter (?:an?|is|of a newsletter)\b|\bbroken letter\b": "e-mail",
    r"\b(?:no|its|their|own|another|what|which|without a|of a) zones?\b": "time zone",
    r"\bfurniture\b": "boilerplate",
    r"\bbodies\b": "organisations",
    r"\b(?:given|taken|gives?|takes?) back\b": "returned, undone",
    r"\bpassed over\b": "skipped",
    r"\bnobody\b|\bsomebody\b": "name the thing",
    r"\b(?:this|these|each|several|other|own|two) (?:house|rooms?|doors?)\b|\bof the house\b": "project, package, API",
    r"\baccepted(?::| here)": "Expected ...",
    r"; gives\b|\bgives how\b": "return, yield",
    r"\b(?:has|have|had) gone\b": "was removed, has ended",
    r"\bpiles? of\b": "collection of",
}
"""What not to write, as a regular expression, and what to write instead."""

ALLOWED = {
    "--nobody": "an option that other programs use",
    "nobody listens": "of ports, as networking says it",
    "Nobody told us": "from an invented story",
    "told a meeting": "from an invented story",
    "time somebody said": "from an invented story",
    "were told to wait": "from an invented story",
    "told a conference": "from an invented story",
    "nobody has heard of": "from an invented story",
}
NOT_YET: tuple[str, ...] = ()
"""Packages whose texts are not converted; a package whose last phrase is gone has to leave this list."""

FOLDERS = (
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "analytics").iterdir() if (path / "__init__.py").exists()),
    "analytics",
    "dashboard",
    "quoteboard",
    "benchmarks",
    "evaluation",
    "docs",
    ".",
)
"""Folders that are read; ``analytics`` and ``.`` are the files directly in them."""

_DOCTEST = re.compile(r"(?m)^ *(?:>>>|\.\.\. ).*(?:\n(?! *(?:>>>|\n|\"\"\")) *\S.*)*")
_QUOTED = re.compile(r"`[^`\n]*`|“[^”\n]*”|\"[^\"\n]*\"|'[^'\n]{2,}'")
_GENERATED = re.compile(r"(?s)<!-- begin [\w-]+ -->.*?<!-- end [\w-]+ -->")


@pytest.mark.parametrize(
    "folder",
    [
        pytest.param(folder, marks=pytest.mark.xfail(strict=True, reason="not converted yet") if folder in NOT_YET else ())
        for folder in FOLDERS
    ],
)
def test_plain_english(folder: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {match[0]!r} (write: {instead})"
        for path in sources(folder)
        for line, text in texts(path)
        for phrase, instead in PHRASES.items()
        for match in re.finditer(phrase, text)
    ]
    assert found == []


def sources(folder: str) -> Iterator[Path]:
    """The files of a folder that people read."""
    flat = folder in ("analytics", ".")
    for path in sorted((ROOT / folder).glob("*" if flat else "**/*")):
        if path.suffix in (".py", ".md", ".sql") or path.name == "method.txt":
            yield path


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a file and the lines on which they begin, without what they quote."""
    source = path.read_text(encoding="utf-8")
    found = _python_texts(source) if path.suffix == ".py" else [(1, _GENERATED.sub("", source))]
    for line, text in found:
        for allowed in ALLOWED:
            text = text.replace(allowed, "")
        yield line, _QUOTED.sub("…", _DOCTEST.sub("", text))


def _python_texts(source: str) -> Iterator[tuple[int, str]]:
    """The docstrings, messages and comments of a module; word lists and regular expressions are left out."""
    tree = ast.parse(source)
    data = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_data(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value and id(node) not in data:
            yield node.lineno, node.value
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def _is_data(call: ast.Call) -> bool:
    """Whether a call makes a word list of a text, or a regular expression."""
    name = ast.unparse(call.func)
    return name.endswith(".split") or name.startswith("re.")


def test_plain_english_finds_what_it_should() -> None:
    wrong = {
        "A moment that was told no zone": 2,
        "A row an article, the offset past its last character": 2,
        "Where it stands in the furniture, somebody settles it anew": 5,
        "it is none; accepted: a file that has gone": 3,
        "where there is none; the time zone of a time without one; it said “as he told us”": 0,
    }
    for text, count in wrong.items():
        shown = _QUOTED.sub("…", text.lower() if text[0] == "A" else text)
        assert sum(len(re.findall(phrase, shown)) for phrase in PHRASES) == count, text
